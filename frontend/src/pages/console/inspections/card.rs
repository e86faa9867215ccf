//! This month's round: where it stands and what is to be done next.

use contract::{
    inspections::{ListRounds, ListedRound, Round},
    page::LIMIT_MAX,
};
use domain::{
    ids::AreaId,
    inspections::{Regularity, Subjects},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{
    super::{BASE, office::Scope},
    needs, round, words,
};
use crate::{
    components::{Badge, ButtonKind, ButtonLink, Progress, Skeleton},
    device,
    fetch::fetch,
    i18n::rounds,
    session::Session,
};

/// The round of this month at the console's place; nothing for those who have nothing to do with rounds.
#[component]
pub(in crate::pages::console) fn ThisMonth(
    /// Grows whenever something happened to a round: the page follows the news for all its parts.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let session = Session::get();
    let may = session.me().is_some_and(|me| session.may_somewhere(needs(&me)));
    may.then(|| view! { <Card ticks/> })
}

#[component]
fn Card(ticks: RwSignal<u32>) -> impl IntoView {
    let scope = Scope::get();
    let found = fetch(move |client| {
        ticks.track();
        let (area, month) = (scope.area.get(), words::this_month());
        async move {
            let query = ListRounds {
                area_id: area,
                from: month,
                until: month,
                limit: Some(LIMIT_MAX),
                ..ListRounds::default()
            };
            let all = client.list_rounds(&query).await?.items;
            match area.and_then(|area| first(all, area)) {
                Some(round) => client.get_round(round.id).await.map(|tagged| Some(tagged.body)),
                None => Ok(None),
            }
        }
    });
    let body = move || match found.answer.get() {
        None => view! { <Skeleton count=2/> }.into_any(),
        // The list below says what went wrong, and offers another try.
        Some(Err(failure)) => view! { <p class="soft">{failure.detail}</p> }.into_any(),
        Some(Ok(Some(round))) => shown(round).into_any(),
        Some(Ok(None)) => nothing(scope).into_any(),
    };
    view! {
        <section class="card" aria-labelledby="this-month">
            <h2 class="card__title" id="this-month">
                {move || words::this_month().map(|month| rounds::of_this_month(words::month(month)))}
            </h2>
            {body}
        </section>
    }
}

/// Of a month's rounds the one that people mean: the place's own before those around it, the routine of villages before
/// others.
fn first(all: Vec<ListedRound>, area: AreaId) -> Option<ListedRound> {
    let rank = |round: &ListedRound| {
        (round.area_id != area, round.subjects != Subjects::Villages, round.regularity != Regularity::Regular)
    };
    all.into_iter().filter(|round| round.state != "cancelled").min_by_key(rank)
}

fn shown(found: Round) -> impl IntoView {
    let (state, area) = (found.round.state.clone(), found.round.area_name.clone());
    let next = round::next_words(&found, device::now());
    let progress = found.places.zip(found.scored).filter(|_| state == "started");
    let (kind, tone) = (found.round.clone(), words::tone(&state));
    view! {
        <p class="row">
            <Badge tone label=move || words::state(&state)/>
            <span class="soft">
                {area}" · "
                {move || words::axes(kind.regularity, kind.notice, kind.report)}
            </span>
        </p>
        {progress.map(|(places, scored)| view! {
            <Progress label=rounds::handed_in done=Signal::derive(move || scored) total=Signal::derive(move || places)/>
        })}
        <p>{next}</p>
        <div class="row">
            <ButtonLink kind=ButtonKind::Primary href=words::address(found.round.id)>{rounds::to_round}</ButtonLink>
        </div>
    }
}

fn nothing(scope: Scope) -> impl IntoView {
    let plan = move || format!("{BASE}/inspections/plan{}", at(scope.area.get()));
    view! {
        <p class="soft">{rounds::none_this_month}</p>
        <Show when=move || scope.may(Permission::ManageInspections)>
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href=Signal::derive(plan) icon=icondata_lu::LuCalendarPlus>{rounds::plan}</ButtonLink>
            </div>
        </Show>
    }
}

/// The place as the address has it.
fn at(area: Option<AreaId>) -> String {
    area.map(|area| format!("?area={area}")).unwrap_or_default()
}
