//! One project for everybody: plan, money, milestones, comments, rating, what happened to it.

use contract::funds::{Fund, Project};
use domain::ids::{FundId, ProjectId};
use leptos::prelude::*;

use super::super::{super::Print, no_such_fund};
use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, PageHead, ReadAloud},
    fetch::{Loaded, fetch},
    i18n::projects,
    live,
    pages::funds::{
        id_at, if_there,
        projects::{Whole, open_projects, own_address, words},
    },
    session::Session,
};

/// The page.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let (fund, project) = (id_at::<FundId>("id"), id_at::<ProjectId>("project"));
    let found = fetch(move |client| {
        let (fund, project) = (fund.get(), project.get());
        async move {
            let (Some(fund), Some(project)) = (fund, project) else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(fund).await)? else { return Ok(None) };
            let project = if_there(client.get_project(project).await)?;
            let project = project.filter(|project| project.body.summary.fund_id == fund.body.id);
            Ok(Some((fund.body, project.map(|project| project.body))))
        }
    });
    live::follow(
        move |event| {
            project.with_untracked(|id| id.is_some_and(|id| event.subject == format!("project:{id}")))
        },
        move || found.reload(),
    );
    let done = Callback::new(move |()| found.reload());
    let show = move |found: Option<(Fund, Option<Project>)>| match found {
        Some((fund, Some(project))) => view! { <Shown fund project on_done=done/> }.into_any(),
        Some((fund, None)) => missing(fund.id),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

fn missing(fund: FundId) -> AnyView {
    view! {
        <EmptyState title=projects::no_such_project detail=projects::no_such_project_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink href=open_projects(fund)>{projects::to_projects}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Shown(fund: Fund, project: Project, on_done: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let (id, (tone, state)) = (project.summary.id, words::state(project.summary.state));
    let aloud = format!("{}。{}", project.summary.title, project.plan);
    let acts = !project.actions.is_empty() || project.asked;
    view! {
        <BackLink href=open_projects(fund.id) label=projects::projects/>
        <PageHead title=project.summary.title.clone() lead=fund.name.clone()>
            <Badge tone label=state/>
            <ReadAloud text=Signal::derive(move || aloud.clone())/>
            <Print/>
        </PageHead>
        <Show when=move || acts && session.me().is_some()>
            <div class="row no-print">
                <ButtonLink kind=ButtonKind::Primary href=own_address(id)>{projects::to_act}</ButtonLink>
            </div>
        </Show>
        <Whole project purposes=fund.purposes on_done/>
    }
}
