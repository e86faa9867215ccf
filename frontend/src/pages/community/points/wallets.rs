//! My wallets: what is in each, what is over when, and everything that can be done with it.

use std::sync::Arc;

use contract::{
    identity::Me,
    points::{Wallet, Wallets},
};
use domain::points::{ProgrammeState, WalletKind};
use leptos::prelude::*;

use super::summary::expiring;
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, ListLink, PageHead, Tone},
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::{points, redemptions},
    live,
    pages::{community::households::list::above, identity::SignedInOnly},
};

/// The page of one's wallets.
#[component]
pub fn MyWallets() -> impl IntoView {
    view! {
        <SignedInOnly title=points::my_points home="/" let:me>
            <div class="stack stack--loose">
                <PageHead title=points::my_points lead=points::my_points_lead/>
                <All me/>
            </div>
        </SignedInOnly>
    }
}

/// One's wallets; asked again when something of points happened that one may know of.
pub fn followed() -> Fetched<Wallets> {
    let fetched = fetch(|client| async move { client.list_wallets().await });
    live::follow(
        |event| ["claim:", "gift:", "redemption:"].into_iter().any(|kind| event.subject.starts_with(kind)),
        move || fetched.reload(),
    );
    fetched
}

#[component]
fn All(me: Arc<Me>) -> impl IntoView {
    let fetched = followed();
    let homeless = me.memberships.is_empty();
    view! {
        <Loaded fetched boxes=true let:found>
            {if found.items.is_empty() {
                view! { <Nothing homeless/> }.into_any()
            } else {
                view! {
                    <div class="stack">{found.items.into_iter().map(|wallet| view! { <One wallet/> }).collect_view()}</div>
                    <ul class="list" role="list">
                        <ListLink href="/points/claims" label=points::my_claims icon=icondata_lu::LuClipboardList/>
                        <ListLink href="/shop/codes" label=redemptions::codes icon=icondata_lu::LuTicket/>
                        <ListLink href="/points/receive" label=points::receive icon=icondata_lu::LuQrCode/>
                    </ul>
                }
                .into_any()
            }}
        </Loaded>
    }
}

/// No wallet: nobody earns points where one lives, or it is not known where one does.
#[component]
fn Nothing(homeless: bool) -> impl IntoView {
    if homeless {
        view! {
            <EmptyState title=points::no_home detail=points::no_home_detail icon=icondata_lu::LuHouse>
                <ButtonLink kind=ButtonKind::Primary href="/join">{points::join}</ButtonLink>
            </EmptyState>
        }
    } else {
        view! {
            <EmptyState title=points::no_programme detail=points::no_programme_detail icon=icondata_lu::LuSprout>
                <ButtonLink href="/" icon=icondata_lu::LuHouse>{crate::i18n::common::to_start}</ButtonLink>
            </EmptyState>
        }
    }
}

/// Whose a wallet is, in words.
pub fn whose(wallet: &Wallet) -> String {
    match wallet.kind {
        WalletKind::Person => points::wallet_own().to_owned(),
        WalletKind::Household => {
            let home = wallet.place.last().cloned().unwrap_or_default();
            points::wallet_household(format!("{} · {home}", above(&wallet.place)))
        }
    }
}

#[component]
fn One(wallet: Wallet) -> impl IntoView {
    let running = wallet.programme_state == ProgrammeState::Running;
    let programme = wallet.programme_id;
    let (account, held) = (wallet.account_id, wallet.held);
    let head =
        format!("wallet-{programme}-{}", wallet.household_id.map(|id| id.to_string()).unwrap_or_default());
    let labelled = head.clone();
    let gives = account.filter(|_| wallet.gifts.is_some() && wallet.available > 0);
    let claim_for = wallet.household_id.map(|id| format!("&household={id}")).unwrap_or_default();
    let (balance, available) = (format::number(wallet.balance), format::number(wallet.available));
    let line = whose(&wallet);
    view! {
        <article class="card wallet" aria-labelledby=labelled>
            <div class="row row--between">
                <h2 class="card__title grow" id=head>{wallet.programme_name.clone()}</h2>
                {(!running).then(|| view! { <Badge tone=Tone::Neutral label=points::programme_ended/> })}
            </div>
            <p class="small soft">{line}</p>
            <p class="wallet__balance"><strong>{balance}</strong><span>{points::unit}</span></p>
            {(held > 0).then(|| view! {
                <p>{move || points::held(format::number(held), &available)}</p>
            })}
            {expiring(&wallet)}
            <Later wallet=wallet.clone()/>
            <div class="row">
                {running.then(|| view! {
                    <ButtonLink kind=ButtonKind::Primary href=format!("/points/claim?programme={programme}{claim_for}") icon=icondata_lu::LuPlus>{points::claim}</ButtonLink>
                })}
                <ButtonLink href=format!("/shop?programme={programme}") icon=icondata_lu::LuStore>{points::shop}</ButtonLink>
                {gives.map(|id| view! {
                    <ButtonLink href=format!("/points/wallets/{id}/give") icon=icondata_lu::LuGift>{points::give}</ButtonLink>
                })}
            </div>
            <ul class="list" role="list">
                {account.map(|id| view! {
                    <ListLink href=format!("/points/wallets/{id}") label=points::statement icon=icondata_lu::LuReceiptText/>
                })}
                <ListLink href=format!("/points/programmes/{programme}") label=points::how_to_earn icon=icondata_lu::LuSprout/>
                <ListLink href=format!("/points/programmes/{programme}/leaderboard") label=points::leaderboard icon=icondata_lu::LuTrophy/>
            </ul>
        </article>
    }
}

/// What is over later, day by day.
#[component]
fn Later(wallet: Wallet) -> impl IntoView {
    let upcoming = wallet.upcoming;
    (!upcoming.is_empty()).then(|| {
        let line = |one: contract::points::WalletExpiry| {
            view! { <li class="list__line"><span class="grow">{move || points::until(format::date(one.last_day))}</span><strong class="number">{move || points::amount(one.points)}</strong></li> }
        };
        view! {
            <details class="card">
                <summary>{points::over_when}</summary>
                <ul class="list" role="list">{upcoming.into_iter().map(line).collect_view()}</ul>
                <p class="small soft">{points::over_order}</p>
            </details>
        }
    })
}
