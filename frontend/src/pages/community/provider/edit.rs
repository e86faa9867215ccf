//! Writing an offer as a provider's staff.

use contract::{providers::Provider, redemptions::Offer};
use domain::{ids::OfferId, redemptions::OfferState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::frame::{Place, at, programmes_of};
use crate::{
    components::{EmptyState, Toasts},
    fetch::{Loaded, fetch},
    i18n::redemptions,
    pages::offers::OfferForm,
    route::Go,
};

/// The page of a new one.
#[component]
pub fn NewOffer() -> impl IntoView {
    view! {
        <Place title=redemptions::new_offer lead=redemptions::offers_lead
            children=|provider| view! { <Write provider offer=None/> }.into_any()/>
    }
}

/// The page of a change.
#[component]
pub fn EditOffer() -> impl IntoView {
    view! {
        <Place title=redemptions::edit_offer lead=redemptions::offers_lead
            children=|provider| view! { <Change provider/> }.into_any()/>
    }
}

#[component]
fn Change(provider: Provider) -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<OfferId>().ok()));
    let fetched = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_offer(id).await.map(|found| Some(found.body)),
                None => Ok(None),
            }
        }
    });
    view! {
        <Loaded fetched let:found>
            {match found {
                Some(offer) if offer.provider_id == provider.id && offer.state != OfferState::Ended => {
                    view! { <Write provider=provider.clone() offer=Some(offer)/> }.into_any()
                }
                _ => view! { <EmptyState title=redemptions::over icon=icondata_lu::LuPackage/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn Write(provider: Provider, offer: Option<Offer>) -> impl IntoView {
    let (toasts, go) = (Toasts::get(), Go::new());
    let fetched = programmes_of(&provider);
    let (id, back) = (provider.id, at("/offers", &provider));
    let done = Callback::new(move |made: Offer| {
        let waits = made.state == OfferState::Proposed;
        toasts.say(if waits { redemptions::proposed_toast() } else { redemptions::saved() });
        go.to(&back);
    });
    view! {
        <Loaded fetched let:programmes>
            {if programmes.is_empty() {
                view! {
                    <EmptyState title=redemptions::no_programmes detail=redemptions::no_programmes_detail icon=icondata_lu::LuCoins/>
                }
                .into_any()
            } else {
                view! { <OfferForm provider=id offer=offer.clone() programmes waits=true on_done=done/> }.into_any()
            }}
        </Loaded>
    }
}
