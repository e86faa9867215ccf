//! The milestones of a project: what is done by when, what is paid then, and the photos that show it.

use contract::funds::{Project, ProjectEntry, ProjectMilestone};
use domain::ids::{PhotoId, ProjectId};
use leptos::prelude::*;

use super::{photos::Photos, words};
use crate::{components::Badge, format, i18n::projects};

/// The milestones in their order.
#[component]
pub(super) fn Milestones(
    /// The project.
    project: Project,
) -> impl IntoView {
    let (id, entries) = (project.summary.id, project.timeline);
    let one = move |milestone: ProjectMilestone| {
        let photos = shown(&entries, milestone.number);
        view! { <Milestone project=id milestone photos/> }
    };
    view! {
        <section class="stack" aria-labelledby="milestones-head">
            <h2 id="milestones-head">{projects::milestones}</h2>
            <p class="soft">{projects::milestones_lead}</p>
            <ol class="stack" role="list">{project.milestones.into_iter().map(one).collect_view()}</ol>
        </section>
    }
}

/// The photos with which a milestone was shown, the last time.
fn shown(entries: &[ProjectEntry], number: usize) -> Vec<PhotoId> {
    let of = |entry: &&ProjectEntry| {
        entry.kind == "milestone_reached"
            && entry.milestone.and_then(|at| usize::try_from(at).ok()) == Some(number)
    };
    entries.iter().rev().find(of).map(|entry| entry.photos.clone()).unwrap_or_default()
}

#[component]
fn Milestone(project: ProjectId, milestone: ProjectMilestone, photos: Vec<PhotoId>) -> impl IntoView {
    let (tone, stage) = words::stage(milestone.stage);
    let ProjectMilestone { title, due_on, instalment_fen, advance, number, .. } = milestone;
    let of = title.clone();
    let pays = move || {
        let amount = format::money(instalment_fen);
        if advance { projects::pays_ahead(amount) } else { projects::pays_then(amount) }
    };
    view! {
        <li class="card card--tight stack stack--tight">
            <div class="row row--between">
                <h3>{move || projects::milestone_title(number + 1, &title)}</h3>
                <Badge tone label=stage/>
            </div>
            <p>
                {pays}
                {due_on.map(|day| move || format!(" · {}", projects::due_on(format::date(day))))}
            </p>
            <Photos project photos of/>
        </li>
    }
}
