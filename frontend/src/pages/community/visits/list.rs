//! The plans where one visits: those that are due first among what is shown.

use contract::visits::{ListVisitPlans, VisitPlan};
use domain::{town_time, visits::VisitPlanState};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, Card, Choice, EmptyState, ErrorState, PageHead, Segments,
        Skeleton, Tone,
    },
    device,
    fetch::{Listed, More, fetch_list},
    format,
    i18n::{day, visits as texts},
    live,
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// The page.
#[component]
pub fn Plans() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::plans home="/" let:_me>
            <div class="stack">
                <BackLink href="/work/day" label=day::title/>
                <PageHead title=texts::plans lead=texts::plans_lead/>
                <div class="row">
                    <ButtonLink kind=ButtonKind::Primary href="/work/visits/new" icon=icondata_lu::LuPlus>{texts::new_plan}</ButtonLink>
                </div>
                <All/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn All() -> impl IntoView {
    let state = QueryParam::of("state");
    let chosen = Memo::new(move |_| {
        state.value.with(|word| VisitPlanState::parse(word)).unwrap_or(VisitPlanState::Active)
    });
    let listed = fetch_list(move |client, after| {
        let state = Some(chosen.get());
        async move {
            client
                .list_visit_plans(&ListVisitPlans { state, after, limit: Some(50), ..Default::default() })
                .await
        }
    });
    live::follow(|event| event.subject.starts_with("visit"), move || listed.reload());
    let choices = VisitPlanState::ALL.map(|of| Choice::new(of.as_str(), words::state(of).0)).to_vec();
    view! {
        <Segments
            name="state"
            label=texts::which_plans
            choices=Signal::stored(choices)
            value=Signal::derive(move || chosen.get().as_str().to_owned())
            on_choose=move |word: String| state.set(word)
        />
        <Cards listed/>
    }
}

#[component]
fn Cards(listed: Listed<VisitPlan>) -> impl IntoView {
    move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <EmptyState title=texts::none detail=texts::none_detail icon=icondata_lu::LuCalendarHeart/> }.into_any()
        }
        Some(Ok(items)) => view! {
            <div class="stack">{items.into_iter().map(|plan| view! { <One plan/> }).collect_view()}</div>
            <More list=listed/>
        }
        .into_any(),
    }
    }
}

#[component]
fn One(plan: VisitPlan) -> impl IntoView {
    let today = town_time::date(device::now());
    let late = plan.state == VisitPlanState::Active && plan.due_on.is_some_and(|due| due < today);
    let ((word, tone), reason) = (words::state(plan.state), words::reason(plan.plan.reason));
    let title = plan.place.last().cloned().unwrap_or_default();
    let title = plan.member_name.clone().map_or(title.clone(), |name| format!("{title} · {name}"));
    let around: Vec<String> = plan.place.iter().rev().skip(1).take(2).rev().cloned().collect();
    let (due, said) = (plan.due_on, plan.plan.clone());
    view! {
        <Card title href=format!("/work/visits/{}", plan.id)>
            <p>{reason}" · "{move || words::rhythm(&said)}</p>
            <p class="card__foot">
                <Badge tone label=word/>
                {late.then(|| view! { <Badge tone=Tone::Alert label=day::overdue/> })}
                {due.map(|due| view! { <span>{move || texts::next_on(format::date(due))}</span> })}
                <span>{around.join(" · ")}</span>
            </p>
        </Card>
    }
}
