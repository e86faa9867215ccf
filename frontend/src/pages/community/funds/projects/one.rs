//! One project with what the reader can do with it.

use contract::funds::{Fund, Project};
use domain::ids::ProjectId;
use leptos::prelude::*;

use crate::{
    components::{BackLink, Badge, ButtonLink, EmptyState, PageHead},
    fetch::{Loaded, fetch},
    i18n::projects,
    live,
    pages::{
        NotFound,
        funds::{
            id_at, if_there,
            projects::{Whole, act::Act, open_project, own_address, words},
        },
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn OwnProjectPage() -> impl IntoView {
    let id = id_at::<ProjectId>("id");
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! { <SignedInOnly title=projects::project home="/" let:_me><One id/></SignedInOnly> }
            .into_any(),
    }
}

/// There is no such project, or not for the reader.
pub(super) fn no_such_project() -> AnyView {
    view! {
        <EmptyState title=projects::no_such_project detail=projects::no_such_project_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink href="/funds/projects">{projects::my_projects}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn One(id: ProjectId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let Some(project) = if_there(client.get_project(id).await)? else { return Ok(None) };
        let fund = client.get_fund(project.body.summary.fund_id).await?.body;
        Ok(Some((fund, project.body)))
    });
    live::follow(move |event| event.subject == format!("project:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    let show = move |found: Option<(Fund, Project)>| match found {
        Some((fund, project)) => view! { <Shown fund project on_done=done/> }.into_any(),
        None => no_such_project(),
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/funds/projects" label=projects::my_projects/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Shown(fund: Fund, project: Project, on_done: Callback<()>) -> impl IntoView {
    let summary = project.summary.clone();
    let (tone, state) = words::state(summary.state);
    let now = project.clone();
    let public = summary.published_at.map(|_| open_project(fund.id, summary.id));
    view! {
        <PageHead title=summary.title lead=fund.name.clone()><Badge tone label=state/></PageHead>
        <Act project=Signal::derive(move || now.clone()) edit=format!("{}/edit", own_address(summary.id)) on_done/>
        <Whole project purposes=fund.purposes on_done/>
        {public.map(|href| view! { <p class="no-print"><a href=href>{projects::public_page}</a></p> })}
    }
}
