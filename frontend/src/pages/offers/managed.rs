//! What a provider offers, in every state: for its staff, and for those who manage providers.

use client::Client;
use contract::redemptions::{ListManagedOffers, Offer};
use domain::{
    ids::{OfferId, ProviderId},
    redemptions::OfferState,
};
use leptos::prelude::*;

use super::{OfferPicture, words};
use crate::{
    components::{
        Badge, Button, ButtonKind, ButtonLink, Confirm, EmptyState, ErrorState, Notice, Skeleton, Toasts,
        Tone,
    },
    fetch::{Listed, More, fetch_list},
    i18n::redemptions,
    live,
    send::press,
    session::Session,
};

/// Where a provider's offer is changed; where a new one is written if none is named.
pub type OfferAddress = fn(ProviderId, Option<OfferId>) -> String;

/// The list, with the ways to write and to change offers.
#[component]
pub fn ManagedOffers(
    /// Whose.
    provider: ProviderId,
    /// Where they are written.
    address: OfferAddress,
    /// Whether the provider still serves: else nothing new is offered.
    #[prop(default = true)]
    active: bool,
) -> impl IntoView {
    let list = fetch_list(move |client, after| {
        let query = ListManagedOffers { provider_id: Some(provider), after, ..ListManagedOffers::default() };
        async move { client.list_managed_offers(&query).await }
    });
    live::follow(|event| event.event.starts_with("offer."), move || list.reload());
    let new = move || address(provider, None);
    view! {
        {active.then(|| view! {
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new()>{redemptions::new_offer}</ButtonLink>
            </div>
        })}
        {move || match list.answer.get() {
            None => view! { <Skeleton boxes=true count=3/> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
            Some(Ok(items)) if items.is_empty() => view! {
                <EmptyState title=redemptions::no_offers detail=redemptions::no_offers_detail icon=icondata_lu::LuPackage/>
            }
            .into_any(),
            Some(Ok(items)) => {
                let card = move |offer: Offer| {
                    let href = address(provider, Some(offer.id));
                    view! { <li><One offer href list/></li> }
                };
                view! {
                    <ul class="offers" role="list">{items.into_iter().map(card).collect_view()}</ul>
                    <More list=list/>
                }
                .into_any()
            }
        }}
    }
}

#[component]
fn One(offer: Offer, href: String, list: Listed<Offer>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (word, tone) = words::offer_state(offer.state);
    let (id, price, stock, open) = (offer.id, offer.price, offer.stock, offer.state != OfferState::Ended);
    let shown = matches!(offer.state, OfferState::Approved | OfferState::Ended);
    let end = move |()| {
        let ask = move |client: Client| async move { client.end_offer(id).await };
        press(session, toasts, busy, ask, move |_| {
            toasts.say(redemptions::ended_toast());
            list.reload();
        });
    };
    let (title, name) = (offer.title.clone(), offer.title.clone());
    let again = name.clone();
    let question = move || redemptions::end_ask(&title);
    view! {
        <article class="card offer-card">
            <OfferPicture offer=id photo=offer.photos.first().copied() title=offer.title.clone() shown/>
            <h2 class="card__title">{offer.title}</h2>
            <p><Badge tone label=word/></p>
            <p class="card__foot"><span>{move || words::points(price)}</span><span>{move || words::left(stock)}</span></p>
            {offer.refusal.map(|reason| view! {
                <Notice tone=Tone::Alert><p>{move || redemptions::refused_because(&reason)}</p></Notice>
            })}
            {open.then(|| view! {
                <div class="row">
                    <ButtonLink icon=icondata_lu::LuPencil href>
                        {redemptions::edit_offer}<span class="visually-hidden">" "{name}</span>
                    </ButtonLink>
                    <Button busy on_press=move |()| asked.set(true)>
                        {redemptions::end_offer}<span class="visually-hidden">" "{again}</span>
                    </Button>
                </div>
                <Confirm open=asked title=question.clone() consequence=redemptions::end_effect verb=redemptions::end_offer
                    on_confirm=end danger=true/>
            })}
        </article>
    }
}
