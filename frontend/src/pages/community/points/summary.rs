//! My points in a few lines, for pages that are about something else.

use contract::points::{ListClaims, Wallet, Wallets};
use domain::{permissions::Permission, points::ClaimStateName};
use leptos::prelude::*;

use super::wallets::followed;
use crate::{
    components::{Icon, ListLink, Notice, Tone},
    fetch::fetch,
    format,
    i18n::points,
    session::Session,
};

/// How many claims are counted before it says "more".
const COUNTED_MAX: u32 = 20;

/// What of a wallet is over within a month, with a shape and words.
pub fn expiring(wallet: &Wallet) -> Option<AnyView> {
    let (soon, first) = (wallet.expiring_soon, wallet.upcoming.first().copied());
    let first = first.filter(|_| soon > 0)?;
    let view = view! {
        <Notice tone=Tone::Waiting>
            <p>{move || points::expiring(format::number(soon), format::date(first.last_day))}</p>
        </Notice>
    };
    Some(view.into_any())
}

/// My points on the first screen. Nothing where there is nothing to earn or the answer does not come: it is an addition.
#[component]
pub fn HomeCard() -> impl IntoView {
    let fetched = followed();
    let waiting = fetch(|client| async move {
        let query = ListClaims {
            mine: true,
            state: Some(ClaimStateName::Submitted),
            limit: Some(COUNTED_MAX),
            ..ListClaims::default()
        };
        client.list_claims(&query).await.map(|page| page.items.len())
    });
    Effect::new(move |before: Option<()>| {
        fetched.answer.track();
        if before.is_some() {
            waiting.reload();
        }
    });
    let waits = move || {
        waiting
            .answer
            .with(|answer| answer.as_ref().and_then(|count| count.as_ref().ok().copied()))
            .unwrap_or(0)
    };
    move || {
        let Some(Ok(Wallets { items })) = fetched.answer.get() else { return None };
        (!items.is_empty()).then(|| {
            view! {
                <section class="card" aria-labelledby="points-head">
                    <h2 class="card__title" id="points-head"><a href="/points">{points::my_points}</a></h2>
                    <dl class="wallet__sums">{items.iter().map(sum).collect_view()}</dl>
                    {items.iter().filter_map(expiring).collect_view()}
                    <Show when=move || { waits() > 0 }>
                        <p class="row">
                            <Icon icon=icondata_lu::LuHourglass/>
                            <a href="/points/claims">{move || points::claims_wait(waits())}</a>
                        </p>
                    </Show>
                </section>
            }
        })
    }
}

fn sum(wallet: &Wallet) -> impl IntoView + use<> {
    let (name, balance) = (wallet.programme_name.clone(), wallet.balance);
    view! { <div><dt>{name}</dt><dd>{move || points::amount(balance)}</dd></div> }
}

/// The ways to points above the day's work: claims to decide, and proposing points.
#[component]
pub fn WorkLinks() -> impl IntoView {
    let session = Session::get();
    let decides = move || session.may_somewhere(Permission::ApprovePoints);
    let proposes = move || session.may_somewhere(Permission::ProposePoints);
    view! {
        <ul class="list" role="list">
            <Show when=decides><ToDecide/></Show>
            <Show when=proposes>
                <ListLink href="/work/propose" label=points::propose icon=icondata_lu::LuHandHeart/>
            </Show>
        </ul>
    }
}

#[component]
fn ToDecide() -> impl IntoView {
    let waiting = fetch(|client| async move {
        let query = ListClaims { waiting: true, limit: Some(COUNTED_MAX), ..ListClaims::default() };
        client.list_claims(&query).await.map(|page| (page.items.len(), page.next.is_some()))
    });
    let count = move || {
        waiting.answer.with(|answer| match answer {
            Some(Ok((count, false))) => count.to_string(),
            Some(Ok((count, true))) => format!("{count}+"),
            Some(Err(_)) | None => String::new(),
        })
    };
    view! {
        <ListLink href="/work/claims" label=points::to_decide icon=icondata_lu::LuClipboardCheck>
            <span class="soft number">{count}</span>
        </ListLink>
    }
}
