//! What volunteers do for a project, and did: how many, for how long, with which points, and the shifts to come.

use contract::volunteering::{ProjectShift, ProjectVolunteering};
use domain::{ids::ProjectId, permissions::Permission};
use leptos::prelude::*;

use crate::{
    components::{Badge, ButtonLink, ErrorState},
    fetch::fetch,
    i18n::{points, projects},
    live,
    pages::community::volunteering::words,
    session::Session,
};

/// The section; nothing where there is nothing to tell or to do.
#[component]
pub(super) fn Volunteers(
    /// Of which project.
    id: ProjectId,
    /// Whether shifts can be planned for it here, by whoever may.
    plans: bool,
) -> impl IntoView {
    let session = Session::get();
    let found = fetch(move |client| async move { client.get_project_volunteering(id).await });
    live::follow(|event| event.subject.starts_with("shift:"), move || found.reload());
    let plans = Memo::new(move |_| {
        let organises = |me: std::sync::Arc<contract::identity::Me>| {
            me.grants.iter().any(|grant| grant.role.allows(Permission::ManageShifts))
        };
        plans && session.me().is_some_and(organises)
    });
    move || match found.answer.get() {
        None => ().into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| found.reload()/> }.into_any(),
        Some(Ok(told)) if told.is_empty() && !plans.get() => ().into_any(),
        Some(Ok(told)) => {
            let plan = plans.get().then(|| format!("/work/shifts/plan?project={id}"));
            view! { <Told told plan/> }.into_any()
        }
    }
}

#[component]
fn Told(told: ProjectVolunteering, plan: Option<String>) -> impl IntoView {
    let ProjectVolunteering { coming, more, people, minutes, points } = told;
    let helped = if people == 0 {
        view! { <p class="soft">{projects::nobody_helped}</p> }.into_any()
    } else {
        view! {
            <dl class="facts">
                <dt>{projects::helped_people}</dt><dd>{move || projects::persons(people)}</dd>
                <dt>{projects::helped_time}</dt><dd>{move || words::length(minutes)}</dd>
                <dt>{projects::helped_points}</dt><dd>{move || points::amount(points)}</dd>
            </dl>
        }
        .into_any()
    };
    let to_come = (!coming.is_empty()).then(|| {
        view! {
            <h3>{projects::shifts_to_come}</h3>
            <ul class="list" role="list">{coming.into_iter().map(row).collect_view()}</ul>
        }
    });
    view! {
        <section class="stack" aria-labelledby="volunteers-head">
            <h2 id="volunteers-head">{projects::volunteers}</h2>
            {helped}
            {to_come}
            {more.then(|| view! { <p class="no-print"><a href="/volunteer">{projects::more_shifts}</a></p> })}
            {plan.map(|href| view! {
                <div class="row no-print">
                    <ButtonLink href icon=icondata_lu::LuCalendarPlus>{projects::plan_shift}</ButtonLink>
                </div>
            })}
        </section>
    }
}

/// A shift to come; its page asks whoever is not signed in to do so.
fn row(shift: ProjectShift) -> impl IntoView {
    let ProjectShift { id, title, starts_at, ends_at, sign_up_until, free, .. } = shift;
    let place = move || words::place((starts_at, ends_at), sign_up_until, free);
    view! {
        <li>
            <a class="list__link list__link--rows" href=format!("/volunteer/shifts/{id}")>
                <span class="grow">
                    {title}<br/><span class="small soft">{move || words::between(starts_at, ends_at)}</span>
                </span>
                <Badge tone=place().1 label=move || place().0/>
            </a>
        </li>
    }
}
