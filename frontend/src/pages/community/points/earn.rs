//! How points are earned in a programme: each activity, what it brings, within which caps, and who approves it.

use contract::points::Programme;
use domain::{
    ids::ProgrammeId,
    points::{Activity, ProgrammeState},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::words;
use crate::{
    components::{BackLink, ButtonKind, ButtonLink, EmptyState, Notice, PageHead, Tone},
    fetch::{Loaded, fetch},
    format,
    i18n::points,
    pages::NotFound,
};

/// The page of a programme for those who earn in it. Everybody reads it.
#[component]
pub fn Earn() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<ProgrammeId>().ok())
    });
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => {
            let fetched =
                fetch(move |client| async move { client.get_programme(id).await.map(|tagged| tagged.body) });
            view! {
                <div class="stack stack--loose">
                    <BackLink href="/points" label=points::my_points/>
                    <Loaded fetched let:programme><Shown programme/></Loaded>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Shown(programme: Programme) -> impl IntoView {
    let id = programme.id;
    let lead = programme.description.clone();
    let (from, to) = (programme.starts_on, programme.ends_on);
    let place = programme.area_name.clone();
    let Some(rules) = words::rules(&programme).cloned() else {
        return view! {
            <PageHead title=programme.name lead/>
            <EmptyState title=points::no_rules detail=points::no_rules_detail icon=icondata_lu::LuHourglass/>
        }
        .into_any();
    };
    let running = programme.state == ProgrammeState::Running;
    let expiry = rules.expiry_months;
    let gifts = rules.gifts;
    let all = words::caps_of_all(&rules);
    let low = programme.low && running;
    view! {
        <PageHead title=programme.name lead/>
        <p class="soft">{place}" · "{move || points::period(format::date(from), format::date(to))}</p>
        {low.then(|| view! { <Notice tone=Tone::Waiting><p>{points::budget_low}</p></Notice> })}
        <section class="stack" aria-labelledby="earn-head">
            <h2 id="earn-head">{points::what_earns}</h2>
            {rules.activities.into_iter().map(|activity| view! { <One id running activity/> }).collect_view()}
        </section>
        <section class="stack stack--tight" aria-labelledby="limits-head">
            <h2 id="limits-head">{points::good_to_know}</h2>
            <ul class="bullets">
                {all.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                <li>{move || match expiry {
                    Some(months) => points::lasts(months),
                    None => points::lasts_for_ever().to_owned(),
                }}</li>
                <li>{move || match gifts {
                    Some(gifts) => points::gifts_allowed(format::number(gifts.each_max), format::number(gifts.month_max)),
                    None => points::gifts_none().to_owned(),
                }}</li>
                <li>{points::second_look}</li>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn One(id: ProgrammeId, running: bool, activity: Activity) -> impl IntoView {
    let claims = running && activity.by_resident;
    let href = format!("/points/claim?programme={id}&activity={}", activity.code);
    let name = activity.name.clone();
    let asks = activity.by_resident || activity.by_worker;
    let (earns, ways, caps) = (activity.clone(), activity.clone(), activity.clone());
    let (evidence, approver) = (activity.evidence, activity.approver);
    view! {
        <article class="card">
            <div class="row row--between">
                <h3 class="card__title">{activity.name}</h3>
                <strong class="activity__points">{move || words::earns(&earns)}</strong>
            </div>
            <dl class="facts">
                <dt>{points::how}</dt><dd>{move || words::ways(&ways).join(points::list_comma())}</dd>
                {asks.then(|| view! {
                    <dt>{points::to_show}</dt><dd>{move || words::evidence(evidence)}</dd>
                    <dt>{points::who_approves}</dt><dd>{move || words::approver(approver)}</dd>
                })}
                <dt>{points::at_most}</dt>
                <dd>{move || {
                    let caps = words::caps(&caps);
                    if caps.is_empty() { points::no_cap().to_owned() } else { caps.join(points::list_comma()) }
                }}</dd>
            </dl>
            {claims.then(|| view! {
                <div class="row">
                    <ButtonLink kind=ButtonKind::Secondary href icon=icondata_lu::LuPlus>{points::claim_this}<span class="visually-hidden">" "{name}</span></ButtonLink>
                </div>
            })}
        </article>
    }
}
