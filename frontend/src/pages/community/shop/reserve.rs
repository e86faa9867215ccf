//! Redeeming an offer: from which wallet, what it costs and what stays, asked once.

use client::Client;
use contract::redemptions::{Offer, OfferTerms, Payer, Reserve};
use domain::{ids::AreaId, redemptions::kept_until};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, ButtonLink, Choice, Confirm, Notice, RadioCards, Skeleton, Toasts, Tone,
    },
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::{points, redemptions},
    once::Once,
    pages::offers::words,
    route::Go,
    send::press,
    session::{Session, SessionState},
};

/// The part of an offer's page with which one redeems it.
#[component]
pub(super) fn ReservePart(offer: Offer, reload: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let id = offer.id;
    move || match session.state() {
        SessionState::Starting => view! { <Skeleton count=1/> }.into_any(),
        SessionState::SignedOut | SessionState::SecondFactorWanted => {
            let href = format!("/sign-in?next=/shop/{id}");
            view! {
                <ButtonLink kind=ButtonKind::Primary wide=true icon=icondata_lu::LuLogIn href>{redemptions::sign_in_to_reserve}</ButtonLink>
            }
            .into_any()
        }
        SessionState::SignedIn(_) => view! { <Terms offer=offer.clone() reload/> }.into_any(),
    }
}

#[component]
fn Terms(offer: Offer, reload: Callback<()>) -> impl IntoView {
    let id = offer.id;
    let fetched = fetch(move |client| async move { client.get_offer_terms(id).await });
    view! {
        <Loaded fetched let:terms>
            <Choose offer=offer.clone() terms reload/>
        </Loaded>
    }
}

/// A household as a choice's value; one's own wallet is the empty one.
fn value(payer: &Payer) -> String {
    payer.household_id.map_or_else(|| "own".to_owned(), |id| id.to_string())
}

#[component]
fn Choose(offer: Offer, terms: OfferTerms, reload: Callback<()>) -> impl IntoView {
    let (session, toasts, go, once) = (Session::get(), Toasts::get(), Go::new(), Once::new());
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (id, price, title) = (offer.id, offer.price, offer.title.clone());
    let payers = terms.payers;
    let best = payers.first().map(|payer| payer.available).unwrap_or_default();
    if terms.left_for_me == Some(0) {
        return view! { <Notice tone=Tone::Waiting><p>{redemptions::limit_reached}</p></Notice> }.into_any();
    }
    if offer.stock == Some(0) {
        return view! { <Notice tone=Tone::Neutral><p>{redemptions::sold_out}</p></Notice> }.into_any();
    }
    if best < price {
        let short = move || redemptions::short_of(format::number(price - best));
        let how = format!("/points/programmes/{}", offer.programme_id);
        return view! {
            <Notice tone=Tone::Waiting>
                <p>{redemptions::not_enough}" "{short}" "<a href=how>{points::how_to_earn}</a></p>
            </Notice>
        }
        .into_any();
    }
    let several = payers.len() > 1;
    let chosen = RwSignal::new(payers.first().map(value).unwrap_or_default());
    let kept = StoredValue::new(payers.clone());
    let payer =
        move || kept.with_value(|payers| payers.iter().find(|payer| chosen.get() == value(payer)).cloned());
    let stays = move || payer().map_or(0, |payer| payer.available - price);
    let choices = Signal::derive(move || {
        let choice = |payer: &Payer| {
            let name = payer.household_name.clone();
            let label = move || name.clone().unwrap_or_else(|| redemptions::own_wallet().to_owned());
            let available = payer.available;
            let hint = move || redemptions::available(format::number(available));
            Choice::new(value(payer), label).hint(hint)
        };
        kept.with_value(|payers| payers.iter().map(choice).collect::<Vec<_>>())
    });
    let reserve = move |()| {
        let household_id: Option<AreaId> = payer().and_then(|payer| payer.household_id);
        let body = Reserve { offer_id: id, household_id, price };
        let key = once.key(&body);
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move {
                let made = client.reserve_offer(&body, Some(&key)).await;
                // Somebody may have been quicker, or the price is another one: the page shows what holds now.
                if made.as_ref().is_err_and(|error| error.code().is_some()) {
                    reload.run(());
                }
                made
            }
        };
        press(session, toasts, busy, ask, move |made| {
            toasts.say(redemptions::reserved_toast());
            go.to(&format!("/shop/codes/{}", made.body.id));
        });
    };
    let question = move || redemptions::reserve_ask(format::number(price), &title);
    let keep_days = offer.keep_days;
    let effect = move || {
        let last = kept_until(device::now(), keep_days);
        redemptions::reserve_effect(format::number(stays()), format::date_time(last))
    };
    view! {
        <div class="stack">
            {several.then(|| view! { <RadioCards name="payer" label=redemptions::pay_from value=chosen choices columns=true/> })}
            {(!several).then(|| view! { <p class="soft">{move || redemptions::available(format::number(best))}</p> })}
            <Button kind=ButtonKind::Primary wide=true icon=icondata_lu::LuGift busy on_press=move |()| asked.set(true)>
                {redemptions::reserve}" "{move || words::points(price)}
            </Button>
            <Confirm open=asked title=question consequence=effect verb=redemptions::reserve on_confirm=reserve/>
        </div>
    }
    .into_any()
}
