//! Projects that one proposed, takes part in or was asked to take part in.

use contract::funds::{ListProjects, ProjectSummary};
use leptos::prelude::*;

use crate::{
    components::{BackLink, ButtonLink, EmptyState, ErrorState, PageHead, Skeleton},
    fetch::{More, fetch_list},
    i18n::{common, funds, projects},
    live,
    pages::{
        funds::projects::{facts::ProjectRow, own_address},
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn MyProjects() -> impl IntoView {
    view! { <SignedInOnly title=projects::my_projects home="/" let:_me><List/></SignedInOnly> }
}

#[component]
fn List() -> impl IntoView {
    let list = fetch_list(move |client, after| async move {
        client.list_projects(&ListProjects { mine: Some(true), after, ..ListProjects::default() }).await
    });
    live::follow(|event| event.event.starts_with("project."), move || list.reload());
    let row = |project: ProjectSummary| {
        let href = own_address(project.id);
        view! { <ProjectRow project href/> }
    };
    let body = move || {
        match list.answer.get() {
        None => view! { <Skeleton count=4/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=projects::no_own_projects detail=projects::no_own_projects_detail icon=icondata_lu::LuSprout>
                <ButtonLink href="/open/funds">{funds::see_funds}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <ul class="list" role="list">{items.into_iter().map(row).collect_view()}</ul>
            <More list/>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack">
            <BackLink href="/mine" label=common::nav_mine/>
            <PageHead title=projects::my_projects lead=projects::my_projects_lead/>
            {body}
        </div>
    }
}
