//! The shop: what one's place is offered, and what one can afford of it.

use std::collections::BTreeMap;

use contract::{
    points::{ListProgrammes, Programme, Wallet},
    redemptions::{ListOffers, Offer},
};
use domain::ids::ProgrammeId;
use leptos::prelude::*;

use crate::{
    components::{
        Badge, Button, ButtonLink, EmptyState, ErrorState, FilterSelect, Filters, Notice, PageHead, Skeleton,
        Tone,
    },
    fetch::{Listed, More, fetch, fetch_list},
    format,
    i18n::{points, redemptions},
    pages::offers::{OfferPicture, words},
    query::QueryParam,
    session::{Session, SessionState},
};

/// Offers of one keyset page.
const PAGE: u32 = 24;

/// The page.
#[component]
pub fn Shop() -> impl IntoView {
    let session = Session::get();
    // Until it is known who asks, nothing is asked twice.
    view! {
        <div class="stack">
            <PageHead title=redemptions::shop lead=redemptions::shop_lead>
                <ButtonLink href="/shop/codes" icon=icondata_lu::LuTicket>{redemptions::codes}</ButtonLink>
            </PageHead>
            {move || match session.state() {
                SessionState::Starting => view! { <Skeleton boxes=true count=4/> }.into_any(),
                SessionState::SignedIn(_) => view! { <Mine/> }.into_any(),
                SessionState::SignedOut | SessionState::SecondFactorWanted => {
                    let nobody = Signal::derive(Vec::new);
                    view! {
                        <Notice><p>{redemptions::sign_in_for_points}</p></Notice>
                        <All wallets=nobody signed_in=false/>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

/// The shop of somebody who is signed in.
#[component]
fn Mine() -> impl IntoView {
    let fetched = fetch(|client| async move { client.list_wallets().await.map(|mine| mine.items) });
    let wallets = Signal::derive(move || {
        fetched.answer.with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok().cloned()))
    });
    let known = Signal::derive(move || wallets.get().unwrap_or_default());
    let told = move || wallets.get().map(|wallets| view! { <YouHave wallets/> });
    view! {
        {told}
        <All wallets=known signed_in=true/>
    }
}

#[component]
fn YouHave(wallets: Vec<Wallet>) -> impl IntoView {
    if wallets.iter().all(|wallet| wallet.available == 0) {
        return view! {
            <Notice><p>{redemptions::no_points}" "<a href="/points">{points::how_to_earn}</a></p></Notice>
        }
        .into_any();
    }
    let line = |wallet: Wallet| {
        let home = wallet.place.last().cloned();
        move || {
            let (name, points) = (&wallet.programme_name, format::number(wallet.available));
            match &home {
                Some(home) => redemptions::you_have_household(name, home, points),
                None => redemptions::you_have(name, points),
            }
        }
    };
    let lines = wallets.into_iter().map(|wallet| view! { <li>{line(wallet)}</li> });
    view! { <ul class="you-have" role="list">{lines.collect_view()}</ul> }.into_any()
}

/// The most that one can spend at once, by programme.
fn most(wallets: &[Wallet]) -> BTreeMap<ProgrammeId, i64> {
    let mut most = BTreeMap::new();
    for wallet in wallets {
        let known: &mut i64 = most.entry(wallet.programme_id).or_default();
        *known = (*known).max(wallet.available);
    }
    most
}

#[component]
fn All(wallets: Signal<Vec<Wallet>>, signed_in: bool) -> impl IntoView {
    let session = Session::get();
    let (affordable, programme) = (QueryParam::of("affordable"), QueryParam::of("programme"));
    let home = move || session.me().and_then(|me| me.memberships.first().map(|one| one.household_id));
    let list = fetch_list(move |client, after| {
        let query = ListOffers {
            area_id: home(),
            programme_id: programme.value.with(|id| id.parse().ok()),
            affordable: signed_in && affordable.value.get() == "true",
            limit: Some(PAGE),
            after,
            ..ListOffers::default()
        };
        async move { client.list_offers(&query).await }
    });
    let running = fetch(|client| async move {
        client.list_programmes(&ListProgrammes { limit: Some(50), ..ListProgrammes::default() }).await
    });
    let programmes = Signal::derive(move || {
        running.answer.with(|answer| match answer {
            Some(Ok(page)) => page.items.clone(),
            Some(Err(_)) | None => Vec::<Programme>::new(),
        })
    });
    let several = move || programmes.with(Vec::len) > 1;
    let only = Signal::derive(|| vec![("true".to_owned(), redemptions::affordable_only().to_owned())]);
    view! {
        <Show when=move || signed_in || several()>
            <Filters>
                <Show when=move || signed_in>
                    <FilterSelect name="affordable" label=redemptions::affordable options=only/>
                </Show>
                <Show when=several>
                    <FilterSelect name="programme" label=redemptions::programme options=words::programmes(programmes)/>
                </Show>
            </Filters>
        </Show>
        <Cards list wallets affordable/>
    }
}

#[component]
fn Cards(list: Listed<Offer>, wallets: Signal<Vec<Wallet>>, affordable: QueryParam) -> impl IntoView {
    move || {
        match list.answer.get() {
        None => view! { <Skeleton boxes=true count=4/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() && affordable.value.with(|value| value == "true") => view! {
            <EmptyState title=redemptions::none_affordable detail=redemptions::none_affordable_detail icon=icondata_lu::LuPiggyBank>
                <Button on_press=move |()| affordable.set("")>{redemptions::show_all}</Button>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=redemptions::none detail=redemptions::none_detail icon=icondata_lu::LuStore>
                <ButtonLink href="/points" icon=icondata_lu::LuCoins>{points::my_points}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => {
            let most = Signal::derive(move || wallets.with(|wallets| most(wallets)));
            let cards = items.into_iter().map(|offer| view! { <li><OfferCard offer most/></li> });
            view! {
                <ul class="offers" role="list">{cards.collect_view()}</ul>
                <More list=list/>
            }
            .into_any()
        }
    }
    }
}

#[component]
fn OfferCard(offer: Offer, most: Signal<BTreeMap<ProgrammeId, i64>>) -> impl IntoView {
    let (price, stock, programme) = (offer.price, offer.stock, offer.programme_id);
    let state = move || {
        let have = most.with(|most| most.get(&programme).copied());
        match (stock, have) {
            (Some(0), _) => {
                Some(view! { <Badge tone=Tone::Neutral label=redemptions::sold_out/> }.into_any())
            }
            (_, Some(have)) if have >= price => {
                Some(view! { <Badge tone=Tone::Done label=redemptions::enough/> }.into_any())
            }
            (_, Some(have)) => {
                let label = move || redemptions::short_of(format::number(price - have));
                Some(view! { <Badge tone=Tone::Waiting label/> }.into_any())
            }
            (_, None) => None,
        }
    };
    view! {
        <article class="card card--link offer-card">
            <OfferPicture offer=offer.id photo=offer.photos.first().copied() title=offer.title.clone()/>
            <h2 class="card__title"><a href=format!("/shop/{}", offer.id)>{offer.title}</a></h2>
            <p class="offer-card__price">{move || words::points(price)}</p>
            <p class="card__foot">
                <span>{offer.provider_name}</span>
                {(stock != Some(0)).then(|| view! { <span>{move || words::left(stock)}</span> })}
            </p>
            {move || state().map(|badge| view! { <p>{badge}</p> })}
        </article>
    }
}
