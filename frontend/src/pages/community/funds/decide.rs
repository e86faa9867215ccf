//! A committee member's part on the telephone: what waits for a vote, and voting.

use client::{Client, ClientError};
use contract::{
    funds::{Fund, ListFunds, Resolution, ResolutionStanding},
    page::{LIMIT_MAX, PageQuery},
};
use domain::{
    areas::AreaPath,
    funds::FundState,
    ids::{ResolutionId, UserId},
    permissions::Permission,
};
use leptos::prelude::*;

use crate::{
    components::{BackLink, ButtonLink, EmptyState, PageHead},
    fetch::{Loaded, fetch},
    i18n::{common, funds},
    live,
    pages::{
        NotFound,
        community::decide::Nothing,
        funds::{
            id_at, if_there,
            resolution::{ResolutionFacts, ResolutionLine},
            vote::Act,
        },
        identity::SignedInOnly,
    },
    session::Session,
};

/// What members of these places' committees vote on now.
async fn open_now(
    client: Client,
    user: UserId,
    places: Vec<AreaPath>,
) -> Result<Vec<(Fund, Resolution)>, ClientError> {
    let mut all = Vec::new();
    let query = ListFunds { limit: Some(LIMIT_MAX), ..ListFunds::default() };
    for fund in client.list_funds(&query).await?.items {
        let mine = places.iter().any(|place| place.covers(&fund.area_path));
        if !mine || fund.state == FundState::Closed {
            continue;
        }
        // What is open is among the latest.
        let found = client.list_resolutions(fund.id, &PageQuery::default()).await?.items;
        let waits = |found: &Resolution| {
            found.state == ResolutionStanding::Open
                && found.ballots.iter().any(|ballot| ballot.user_id == user)
        };
        all.extend(found.into_iter().filter(waits).map(|found| (fund.clone(), found)));
    }
    Ok(all)
}

/// Resolutions that are voted on, for who votes.
#[component]
pub fn Waiting() -> impl IntoView {
    let session = Session::get();
    let found = fetch(move |client| {
        let me = session.me();
        async move {
            let Some(me) = me else { return Ok(Vec::new()) };
            let held = me.grants.iter().filter(|grant| grant.role.allows(Permission::DecideFunds));
            let places: Vec<AreaPath> = held.map(|grant| grant.area_path.clone()).collect();
            if places.is_empty() { Ok(Vec::new()) } else { open_now(client, me.id, places).await }
        }
    });
    live::follow(|event| event.event.starts_with("resolution."), move || found.reload());
    let line = |(fund, resolution): (Fund, Resolution)| {
        let href = format!("/decide/resolutions/{}", resolution.id);
        view! { <ResolutionLine resolution purposes=fund.purposes href/> }
    };
    let show = move |all: Vec<(Fund, Resolution)>| {
        if all.is_empty() {
            return view! { <Nothing/> }.into_any();
        }
        view! {
            <section class="stack" aria-labelledby="votes-head">
                <h2 id="votes-head">{funds::votes_open}</h2>
                <ul class="list" role="list">{all.into_iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    };
    view! { <Loaded fetched=found children=show/> }
}

/// The page of one resolution.
#[component]
pub fn ResolutionPage() -> impl IntoView {
    let id = id_at::<ResolutionId>("id");
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! { <SignedInOnly title=funds::resolution home="/" let:_me><One id/></SignedInOnly> }
            .into_any(),
    }
}

#[component]
fn One(id: ResolutionId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let Some(resolution) = if_there(client.get_resolution(id).await)? else { return Ok(None) };
        let fund = client.get_fund(resolution.body.fund_id).await?;
        Ok(Some((fund.body, resolution.body)))
    });
    live::follow(move |event| event.subject == format!("resolution:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    let show = move |found: Option<(Fund, Resolution)>| {
        match found {
        Some((fund, resolution)) => {
            let path = fund.area_path.clone();
            let now = resolution.clone();
            view! {
                <PageHead title=resolution.title.clone() lead=fund.name.clone()/>
                <Act resolution=Signal::derive(move || now.clone()) path on_done=done/>
                <ResolutionFacts resolution purposes=fund.purposes/>
            }
            .into_any()
        }
        None => view! {
            <EmptyState title=funds::no_such_fund detail=funds::no_such_fund_detail icon=icondata_lu::LuMapPinOff>
                <ButtonLink href="/open/funds">{funds::to_funds}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/decide" label=common::nav_decide/>
            <Loaded fetched=found children=show/>
        </div>
    }
}
