//! What happened to a project, from the beginning on.

use contract::funds::{Project, ProjectEntry, ProjectMilestone};
use domain::ids::{FundId, ProjectId};
use leptos::prelude::*;

use super::{photos::Photos, words};
use crate::{
    components::{Timeline, TimelineEvent},
    i18n::projects,
    pages::funds::open_address,
};

/// Its moves in their order.
#[component]
pub(super) fn Moves(
    /// The project.
    project: Project,
) -> impl IntoView {
    let Project { summary, milestones, timeline, .. } = project;
    let body = if timeline.is_empty() {
        view! { <p class="soft">{projects::nothing_happened}</p> }.into_any()
    } else {
        let one = move |entry: ProjectEntry| one(summary.id, summary.fund_id, &milestones, entry);
        view! { <Timeline>{timeline.into_iter().map(one).collect_view()}</Timeline> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="moves-head">
            <h2 id="moves-head">{projects::timeline}</h2>
            {body}
        </section>
    }
}

fn one(
    project: ProjectId,
    fund: FundId,
    milestones: &[ProjectMilestone],
    entry: ProjectEntry,
) -> impl IntoView + use<> {
    let number = entry.milestone.and_then(|at| usize::try_from(at).ok());
    let about = number.and_then(|at| milestones.get(at)).map(|milestone| milestone.title.clone());
    let ProjectEntry { at, kind, side, by, text, resolution_id, photos, invoices, .. } = entry;
    let (tone, _) = words::entry(&kind);
    let of = about.clone();
    let title = move || {
        let (_, words) = words::entry(&kind);
        match &about {
            Some(about) => projects::entry_about(words, about),
            None => words,
        }
    };
    let shown_of = of.unwrap_or_else(&title);
    let who = move || match &by {
        Some(name) => projects::side_name(words::side(&side), name),
        None => words::side(&side).to_owned(),
    };
    let (invoices, resolution) =
        (invoices.len(), resolution_id.map(|id| format!("{}/resolutions/{id}", open_address(fund))));
    view! {
        <TimelineEvent at title tone who=who>
            {text.map(|text| view! { <p class="pre breakable">{text}</p> })}
            <Photos project photos of=shown_of/>
            {(invoices > 0).then(|| view! { <p class="small soft">{move || projects::invoices(invoices)}</p> })}
            {resolution.map(|href| view! { <p><a href=href>{projects::see_decision}</a></p> })}
        </TimelineEvent>
    }
}
