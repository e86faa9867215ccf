//! What a project is, who proposes it, what it costs, where it stands.

use contract::funds::{Project, ProjectSummary};
use domain::funds::projects::{Action, StateName};
use leptos::prelude::*;

use super::{act::rate::Rate, words};
use crate::{
    components::{Badge, Stars, Time},
    format,
    i18n::projects,
    pages::funds::open_address,
};

/// A project in a list.
#[component]
pub fn ProjectRow(
    /// The project.
    project: ProjectSummary,
    /// Where it is read.
    href: String,
) -> impl IntoView {
    let (tone, state) = words::state(project.state);
    let (proposer, budget) = (project.proposer.clone(), project.budget_fen);
    let until = until_words(&project);
    view! {
        <li>
            <a class="list__link list__link--rows" href=href>
                <span class="grow">
                    {project.title}<br/>
                    <span class="small soft">
                        {move || format!("{} · {}", words::proposer(&proposer), format::money(budget))}
                        {until.map(|until| move || format!(" · {}", until()))}
                    </span>
                </span>
                <Badge tone label=state/>
            </a>
        </li>
    }
}

/// Until when people can comment on it, or rate it.
fn until_words(project: &ProjectSummary) -> Option<impl Fn() -> String + Clone + Send + Sync + use<>> {
    let (at, state) = (project.state_until?, project.state);
    Some(move || {
        let until = format::date_time(at);
        match state {
            StateName::Rating => projects::rate_until(until),
            _ => projects::comment_until(until),
        }
    })
}

/// The facts in a line each.
#[component]
pub(super) fn Facts(
    /// The project.
    project: Project,
) -> impl IntoView {
    let summary = project.summary;
    let (tone, state) = words::state(summary.state);
    let until = until_words(&summary);
    let (proposer, people, budget) = (summary.proposer, project.people_count, summary.budget_fen);
    let resolution =
        summary.resolution_id.map(|id| format!("{}/resolutions/{id}", open_address(summary.fund_id)));
    let named = project.people.filter(|people| !people.is_empty()).map(|people| {
        let one = |person: contract::funds::ProjectPerson| match person.joined_at {
            Some(_) => person.name,
            None => projects::asked_person(&person.name),
        };
        view! { <dt>{projects::people}</dt><dd>{people.into_iter().map(one).collect::<Vec<_>>().join("、")}</dd> }
    });
    view! {
        <dl class="facts">
            <dt>{projects::column_state}</dt>
            <dd><Badge tone label=state/>{until.map(|until| view! { <br/><span class="small soft">{until}</span> })}</dd>
            <dt>{projects::proposer}</dt><dd>{move || words::proposer(&proposer)}</dd>
            {named}
            <dt>{projects::people_count}</dt><dd>{move || projects::persons(people)}</dd>
            <dt>{projects::cost}</dt><dd>{format::money(budget)}</dd>
            {project.granted_fen.map(|fen| view! { <dt>{projects::granted}</dt><dd>{format::money(fen)}</dd> })}
            {summary.published_at.map(|at| view! { <dt>{projects::published_at}</dt><dd><Time at/></dd> })}
            {resolution.map(|href| view! { <dt>{projects::decision}</dt><dd><a href=href>{projects::see_decision}</a></dd> })}
        </dl>
    }
}

/// What people read.
#[component]
pub(super) fn Plan(
    /// The project.
    project: Project,
) -> impl IntoView {
    view! {
        <section class="stack" aria-labelledby="plan-head">
            <h2 id="plan-head">{projects::plan}</h2>
            <p class="pre breakable">{project.plan}</p>
        </section>
    }
}

/// What residents think of what came of it, as a fraction, and how to say it oneself.
#[component]
pub(super) fn Ratings(
    /// The project.
    project: Project,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let told = matches!(project.summary.state, StateName::Rating | StateName::Archived);
    if !told {
        return ().into_any();
    }
    let (ratings, own) = (project.summary.ratings, project.own_rating);
    let rates = project.actions.contains(&Action::Rate);
    let mean = words::mean(ratings.sum, ratings.count);
    let whole = ratings.sum.checked_add(ratings.count / 2).and_then(|sum| sum.checked_div(ratings.count));
    let stars = whole.and_then(|stars| u8::try_from(stars).ok());
    view! {
        <section class="stack" aria-labelledby="ratings-head">
            <h2 id="ratings-head">{projects::ratings}</h2>
            {match mean {
                None => view! { <p class="soft">{projects::nobody_rated}</p> }.into_any(),
                Some(mean) => view! {
                    {stars.map(|value| view! { <Stars value/> })}
                    <p>{move || projects::rated_mean(&mean, ratings.sum, ratings.count)}</p>
                }
                .into_any(),
            }}
            {rates.then(|| view! { <Rate id=project.summary.id own on_done/> })}
        </section>
    }
    .into_any()
}
