//! What a provider offers, in every state.

use client::Client;
use contract::{
    providers::Provider,
    redemptions::{ListManagedOffers, Offer},
};
use domain::redemptions::OfferState;
use leptos::prelude::*;

use super::frame::{Place, at};
use crate::{
    components::{
        Badge, Button, ButtonKind, ButtonLink, Confirm, EmptyState, ErrorState, Notice, Pager, Skeleton,
        Toasts, Tone,
    },
    fetch::{Listed, fetch_list},
    i18n::redemptions,
    pages::offers::{OfferPicture, words},
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn Offers() -> impl IntoView {
    view! {
        <Place title=redemptions::offers lead=redemptions::offers_lead
            children=|provider| view! { <All provider/> }.into_any()/>
    }
}

#[component]
fn All(provider: Provider) -> impl IntoView {
    let id = provider.id;
    let list = fetch_list(move |client, after| {
        let query = ListManagedOffers { provider_id: Some(id), after, ..ListManagedOffers::default() };
        async move { client.list_managed_offers(&query).await }
    });
    let new = at("/offers/new", &provider);
    let provider = StoredValue::new(provider);
    let again = StoredValue::new(new.clone());
    view! {
        <div class="row">
            <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{redemptions::new_offer}</ButtonLink>
        </div>
        {move || match list.answer.get() {
            None => view! { <Skeleton boxes=true count=3/> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
            Some(Ok(items)) if items.is_empty() => view! {
                <EmptyState title=redemptions::no_offers detail=redemptions::no_offers_detail icon=icondata_lu::LuPackage>
                    <ButtonLink href=again.get_value()>{redemptions::new_offer}</ButtonLink>
                </EmptyState>
            }
            .into_any(),
            Some(Ok(items)) => {
                let card = move |offer: Offer| {
                    let href = provider.with_value(|provider| at(&format!("/offers/{}", offer.id), provider));
                    view! { <li><One offer href list/></li> }
                };
                view! {
                    <ul class="offers" role="list">{items.into_iter().map(card).collect_view()}</ul>
                    <Pager
                        shown=Signal::derive(move || list.count())
                        more=Signal::derive(move || list.next.with(Option::is_some))
                        busy=list.busy
                        on_more=move |()| list.load_more()
                    />
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
