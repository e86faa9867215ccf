//! What providers want to offer: looked at, then shown or sent back.

use client::Client;
use contract::redemptions::{ListManagedOffers, Offer, REASON_CHARS_MAX, RefuseOffer};
use domain::{permissions::Permission, redemptions::OfferState};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Dialog, EmptyState, Form, FormState, PageHead, TextArea, Toasts},
    fetch::{Listed, fetch_list},
    i18n::redemptions,
    live,
    pages::{
        console::{
            BASE,
            ask::Ask,
            lists::listed,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
        offers::{Hours, OfferPicture, words},
    },
    send::{press, send},
    session::Session,
};

/// The page.
#[component]
pub fn Approvals() -> impl IntoView {
    view! {
        <SignedInOnly title=redemptions::approve_page home=BASE
            children=|me| placed(&me, Permission::ManageProviders, || view! { <List/> }.into_any())/>
    }
}

fn etag(offer: &Offer) -> String {
    format!("\"{}\"", offer.version)
}

#[component]
fn List() -> impl IntoView {
    let (scope, toasts) = (Scope::get(), Toasts::get());
    let list = fetch_list(move |client, after| {
        let query = ListManagedOffers {
            under_id: scope.area.get(),
            state: Some(OfferState::Proposed),
            after,
            ..ListManagedOffers::default()
        };
        async move { client.list_managed_offers(&query).await }
    });
    live::follow(|event| event.event.starts_with("offer."), move || list.reload());
    let ask = Ask::<Offer>::new();
    let refused = move |()| {
        ask.open.set(false);
        toasts.say(redemptions::refused_toast());
        list.reload();
    };
    view! {
        <PageHead title=redemptions::approve_page lead=redemptions::approve_lead/>
        {listed(
            list,
            || view! {
                <EmptyState title=redemptions::nothing_to_approve detail=redemptions::nothing_to_approve_detail icon=icondata_lu::LuPackageCheck/>
            }
            .into_any(),
            move |items| {
                let cards = items.into_iter().map(|offer| view! { <li><One offer list ask/></li> });
                view! { <ul class="offers" role="list">{cards.collect_view()}</ul> }.into_any()
            },
        )}
        <Dialog open=ask.open title=move || ask.words(|offer| redemptions::refuse_title(&offer.title))>
            {move || ask.row().map(|offer| view! { <Refuse offer on_done=refused/> })}
        </Dialog>
    }
}

#[component]
fn One(offer: Offer, list: Listed<Offer>, ask: Ask<Offer>) -> impl IntoView {
    let (session, toasts, busy) = (Session::get(), Toasts::get(), RwSignal::new(false));
    let (id, tag, held) = (offer.id, etag(&offer), StoredValue::new(offer.clone()));
    let approve = move |()| {
        let tag = tag.clone();
        let call = move |client: Client| {
            let tag = tag.clone();
            async move { client.approve_offer(id, &tag).await }
        };
        press(session, toasts, busy, call, move |_| {
            toasts.say(redemptions::approved_toast());
            list.reload();
        });
    };
    let (price, stock, kind, keep_days) = (offer.price, offer.stock, offer.kind, offer.keep_days);
    let (name, again) = (offer.title.clone(), offer.title.clone());
    view! {
        <article class="card offer-card">
            <OfferPicture offer=id photo=offer.photos.first().copied() title=offer.title.clone() shown=false/>
            <h2 class="card__title">{offer.title}</h2>
            <p class="offer-card__price">{move || words::points(price)}</p>
            <p class="card__foot"><span>{offer.provider_name}</span><span>{move || words::kind(kind)}</span><span>{move || words::left(stock)}</span></p>
            {(!offer.description.is_empty()).then(|| view! { <p class="pre-line">{offer.description}</p> })}
            <dl class="facts">
                <dt>{redemptions::keeps}</dt><dd>{move || redemptions::keeps_days(keep_days)}</dd>
                <dt>{redemptions::where_to}</dt><dd>{offer.pick_up}</dd>
            </dl>
            <Hours hours=offer.opening_hours/>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=approve>
                    {redemptions::approve}<span class="visually-hidden">" "{name}</span>
                </Button>
                <Button on_press=move |()| ask.about(held.get_value())>
                    {redemptions::refuse}<span class="visually-hidden">" "{again}</span>
                </Button>
            </div>
        </article>
    }
}

#[component]
fn Refuse(offer: Offer, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("refuse"));
    let reason = RwSignal::new(String::new());
    let (id, tag) = (offer.id, etag(&offer));
    let submit = move |()| {
        let body = RefuseOffer { reason: reason.get_untracked() };
        let tag = tag.clone();
        let ask = move |client: Client, body: RefuseOffer| {
            let tag = tag.clone();
            async move { client.refuse_offer(id, &tag, &body).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="reason" label=redemptions::refuse_reason value=reason
                characters_max=u32::try_from(REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="form__actions">
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{redemptions::refuse}</Button>
            </div>
        </Form>
    }
}
