//! One project at the desk.

use client::Tagged;
use contract::funds::{FundPurpose, Project};
use domain::ids::ProjectId;
use leptos::prelude::*;

use super::super::READING;
use crate::{
    components::{BackLink, Badge, PageHead},
    fetch::fetch,
    i18n::projects,
    live,
    pages::{
        console::{
            BASE,
            inspections::held::held,
            named::{OnePage, missing},
        },
        funds::projects::{Whole, act::Act, open_project, words},
    },
};

/// The page.
#[component]
pub fn ProjectPage() -> impl IntoView {
    view! {
        <OnePage title=projects::project needs=READING list=("/funds", crate::i18n::funds::funds)
            show=|id: ProjectId| view! { <One id/> }.into_any() missing=no_such_project/>
    }
}

fn no_such_project() -> AnyView {
    missing(projects::no_such_project, ("/funds", crate::i18n::funds::to_funds))
}

#[component]
fn One(id: ProjectId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let project = client.get_project(id).await?;
        let fund = client.get_fund(project.body.summary.fund_id).await?.body;
        Ok((project, fund.name, fund.purposes))
    });
    live::follow(move |event| event.subject == format!("project:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_project, move |found| whole(found, done))
}

/// A project, what its fund is called, and what the fund's purposes are.
type Found = (Tagged<Project>, String, Vec<FundPurpose>);

fn whole(found: Signal<Found>, on_done: Callback<()>) -> impl IntoView {
    let project = Signal::derive(move || found.with(|found| found.0.body.clone()));
    let tone = Signal::derive(move || words::state(project.with(|project| project.summary.state)).0);
    let state = move || words::state(project.with(|project| project.summary.state)).1();
    let (fund, name) = found.with_untracked(|found| (found.0.body.summary.fund_id, found.1.clone()));
    let public = move || {
        project.with(|project| {
            let summary = &project.summary;
            let href = open_project(summary.fund_id, summary.id);
            summary
                .published_at
                .map(|_| view! { <p class="no-print"><a href=href>{projects::public_page}</a></p> })
        })
    };
    let body = move || {
        let (project, purposes) = found.with(|found| (found.0.body.clone(), found.2.clone()));
        view! { <Whole project purposes on_done plans=true/> }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href=format!("{BASE}/funds/{fund}/projects") label=name/>
            <PageHead title=move || project.with(|project| project.summary.title.clone())><Badge tone label=state/></PageHead>
            <Act project on_done/>
            {body}
            {public}
        </div>
    }
}
