//! A plan with its visits.

use client::Tagged;
use contract::visits::{VisitPlan, VisitPlanDetail};
use domain::{ids::VisitPlanId, visits::VisitPlanState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{actions::Actions, made::Made, words};
use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, PageHead},
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::visits as texts,
    pages::identity::SignedInOnly,
};

/// What the page has loaded.
pub type Shown = Fetched<Tagged<VisitPlanDetail>>;

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::plan home="/" let:_me>
            <div class="stack">
                <BackLink href="/work/visits" label=texts::plans/>
                <OfPlan/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn OfPlan() -> impl IntoView {
    let params = use_params_map();
    let plan = Memo::new(move |_| params.with(|params| params.get("plan")?.parse::<VisitPlanId>().ok()));
    let fetched = fetch(move |client| {
        let plan = plan.get().unwrap_or(VisitPlanId(uuid::Uuid::nil()));
        async move { client.get_visit_plan(plan).await }
    });
    view! { <Loaded fetched let:found><Known found=found.body fetched/></Loaded> }
}

#[component]
fn Known(found: VisitPlanDetail, fetched: Shown) -> impl IntoView {
    let VisitPlanDetail { plan, visits } = found;
    let ended = plan.state == VisitPlanState::Ended;
    let title = plan.place.last().cloned().unwrap_or_default();
    let has_member = plan.plan.member_id.is_some();
    let (household, none) = (plan.household_id, visits.is_empty());
    let record = format!("/work/visits/{}/record", plan.id);
    let made = move |visit| view! { <Made visit household has_member fetched/> };
    // Where it lies: the three places around it, the widest first.
    let around = &plan.place[..plan.place.len().saturating_sub(1)];
    let lead = around[around.len().saturating_sub(3)..].join(" · ");
    view! {
        <PageHead title lead/>
        <Facts plan=plan.clone()/>
        {(!ended).then(|| view! {
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href=record icon=icondata_lu::LuPenLine>{texts::record}</ButtonLink>
            </div>
            <Actions plan fetched/>
        })}
        <section class="stack" aria-labelledby="visits-head">
            <h2 id="visits-head">{texts::visits}</h2>
            {if none {
                view! { <EmptyState title=texts::no_visits detail=texts::no_visits_detail icon=icondata_lu::LuDoorOpen/> }.into_any()
            } else {
                view! { <ol class="stack list" role="list">{visits.into_iter().map(made).collect_view()}</ol> }.into_any()
            }}
        </section>
    }
}

/// What the plan says.
#[component]
fn Facts(plan: VisitPlan) -> impl IntoView {
    let (word, tone) = words::state(plan.state);
    let (said, until) = (plan.plan.clone(), plan.plan.until_on);
    let (reason, detail, due) = (words::reason(plan.plan.reason), plan.plan.detail, plan.due_on);
    let worker = plan.worker_name;
    view! {
        <div class="row"><Badge tone label=word/>{plan.state_reason.map(|why| view! { <span>{why}</span> })}</div>
        <dl class="facts">
            <dt>{texts::why}</dt>
            <dd>{reason}</dd>
            {(!detail.is_empty()).then(|| view! { <dt>{texts::detail}</dt><dd class="breakable">{detail}</dd> })}
            {plan.member_name.map(|name| view! { <dt>{texts::who}</dt><dd>{name}</dd> })}
            <dt>{texts::how_often}</dt>
            <dd>{move || words::rhythm(&said)}</dd>
            {due.map(|due| view! { <dt>{texts::next}</dt><dd>{move || format::day_and_weekday(due)}</dd> })}
            {until.map(|until| view! { <dt>{texts::until}</dt><dd>{move || format::date(until)}</dd> })}
            <dt>{texts::by_whom}</dt>
            <dd>{move || worker.clone().unwrap_or_else(|| texts::by_anybody().to_owned())}</dd>
        </dl>
    }
}
