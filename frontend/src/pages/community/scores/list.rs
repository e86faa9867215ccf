//! The rounds whose scores one may see, for who speaks for a place.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::{
    identity::Me,
    inspections::{ListRounds, ListedRound},
};
use domain::{ids::AreaId, permissions::Permission};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, Card, EmptyState, ErrorState, FilterSelect, Filters, PageHead, Skeleton, Time, Tone,
    },
    device,
    fetch::{More, fetch_list},
    i18n::{objections, tickets},
    pages::{
        community::field::{account::Frame, words::month},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// The rounds whose scores one may see.
#[component]
pub fn Scores() -> impl IntoView {
    view! {
        <SignedInOnly title=objections::scores home="/" let:me>
            <Frame back="/work" back_label=tickets::work>
                <PageHead title=objections::scores lead=objections::scores_lead/>
                <OfPlaces me/>
            </Frame>
        </SignedInOnly>
    }
}

/// The places that somebody speaks for.
fn spoken_for(me: &Me) -> Vec<(AreaId, String)> {
    let speaks = |grant: &&contract::identity::MyGrant| grant.role.allows(Permission::ObjectToScores);
    me.grants.iter().filter(speaks).map(|grant| (grant.area_id, grant.area_name.clone())).collect()
}

#[component]
fn OfPlaces(me: Arc<Me>) -> impl IntoView {
    let places = spoken_for(&me);
    let Some((first, _)) = places.first().cloned() else {
        return view! { <EmptyState title=objections::none detail=objections::none_detail icon=icondata_lu::LuClipboardCheck/> }
            .into_any();
    };
    let chosen = QueryParam::of("area");
    let several = places.len() > 1;
    let options = Signal::derive(move || {
        places.iter().map(|(id, name)| (id.to_string(), name.clone())).collect::<Vec<_>>()
    });
    let listed = fetch_list(move |client, after| {
        let area_id = Some(chosen.value.get().parse().unwrap_or(first));
        let query = ListRounds {
            area_id,
            state: Some("objections,published".to_owned()),
            after,
            ..ListRounds::default()
        };
        async move { client.list_rounds(&query).await }
    });
    let found = move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=objections::none detail=objections::none_detail icon=icondata_lu::LuClipboardCheck/>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="stack">{items.into_iter().map(|round| view! { <RoundCard round/> }).collect_view()}</div>
            <More list=listed/>
        }
        .into_any(),
    }
    };
    view! {
        {several.then(|| view! {
            <Filters><FilterSelect name="area" label=objections::place options default=first.to_string()/></Filters>
        })}
        {found}
    }
    .into_any()
}

#[component]
fn RoundCard(round: ListedRound) -> impl IntoView {
    let (at, area) = (round.month, round.area_name.clone());
    let until = open_until(&round);
    view! {
        <Card title=move || objections::round_of(month(at), &area) href=format!("/work/scores/{}", round.id)>
            <p>{round.template_name.clone()}</p>
            <p class="card__foot">
                <Standing round/>
                {until.map(|at| view! { <span>{objections::time_left}" "<Time at/></span> })}
            </p>
        </Card>
    }
}

/// Whether one can object, or the scores stand.
#[component]
pub fn Standing(
    /// The round.
    round: ListedRound,
) -> impl IntoView {
    let (word, tone) = if round.state == "published" {
        (objections::published as fn() -> &'static str, Tone::Done)
    } else if open_until(&round).is_some() {
        (objections::window_open as fn() -> &'static str, Tone::Working)
    } else {
        (objections::window_closed as fn() -> &'static str, Tone::Neutral)
    };
    view! {
        <Badge tone label=word/>
        {(round.revision > 1).then(|| view! { <Badge tone=Tone::Waiting label=objections::corrected/> })}
    }
}

/// Until when one can object; none before and after.
pub fn open_until(round: &ListedRound) -> Option<DateTime<Utc>> {
    let open = round.state == "objections";
    round.objections_until.filter(|until| open && *until > device::now())
}
