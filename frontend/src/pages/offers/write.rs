//! Writing an offer, and changing one: what the form needs to know, and where it leads.

use contract::{
    points::{ListProgrammes, Programme},
    providers::Provider,
    redemptions::Offer,
};
use domain::{ids::OfferId, redemptions::OfferState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::OfferForm;
use crate::{
    components::{EmptyState, Toasts},
    fetch::{Fetched, Loaded, fetch},
    i18n::redemptions,
    route::Go,
};

/// The programmes whose points may be spent where a provider serves.
pub fn programmes_of(provider: &Provider) -> Fetched<Vec<Programme>> {
    let area = provider.area_id;
    fetch(move |client| async move {
        let query = ListProgrammes { area_id: Some(area), limit: Some(50), ..ListProgrammes::default() };
        client.list_programmes(&query).await.map(|page| page.items)
    })
}

/// Says that no programme's points can be spent.
pub fn no_programmes() -> AnyView {
    view! {
        <EmptyState title=redemptions::no_programmes detail=redemptions::no_programmes_detail icon=icondata_lu::LuCoins/>
    }
    .into_any()
}

/// The form with what it needs; then the list that it was opened from.
#[component]
pub fn WriteOffer(
    /// Whose.
    provider: Provider,
    /// The one that is changed.
    #[prop(default = None)]
    offer: Option<Offer>,
    /// Whether an official looks at it before it is shown.
    waits: bool,
    /// Where the list is.
    back: String,
) -> impl IntoView {
    let (toasts, go) = (Toasts::get(), Go::new());
    let fetched = programmes_of(&provider);
    let id = provider.id;
    let done = Callback::new(move |made: Offer| {
        let waits = made.state == OfferState::Proposed;
        toasts.say(if waits { redemptions::proposed_toast() } else { redemptions::saved() });
        go.to(&back);
    });
    view! {
        <Loaded fetched let:programmes>
            {if programmes.is_empty() {
                no_programmes()
            } else {
                view! { <OfferForm provider=id offer=offer.clone() programmes waits on_done=done/> }.into_any()
            }}
        </Loaded>
    }
}

/// The same for the provider's offer that the address names as `:offer`.
#[component]
pub fn ChangeOffer(
    /// Whose.
    provider: Provider,
    /// Whether an official looks at it before it is shown.
    waits: bool,
    /// Where the list is.
    back: String,
) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("offer")).and_then(|id| id.parse::<OfferId>().ok())
    });
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
                Some(offer) if offer.provider_id == provider.id && offer.state != OfferState::Ended => view! {
                    <WriteOffer provider=provider.clone() offer=Some(offer) waits back=back.clone()/>
                }
                .into_any(),
                _ => view! { <EmptyState title=redemptions::over icon=icondata_lu::LuPackage/> }.into_any(),
            }}
        </Loaded>
    }
}
