//! Offers that officials write for a provider: shown at once, unless they serve it themselves.

use contract::providers::Provider;
use domain::{
    ids::{OfferId, ProviderId},
    permissions::Permission,
};
use leptos::prelude::*;

use super::edit::provider_id;
use crate::{
    components::{BackLink, PageHead},
    fetch::fetch,
    i18n::redemptions,
    pages::{
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
        offers::{ChangeOffer, WriteOffer},
    },
};

/// Where an official changes an offer, or writes a new one.
pub(super) fn offer_address(provider: ProviderId, offer: Option<OfferId>) -> String {
    let offer = offer.map_or_else(|| "new".to_owned(), |offer| offer.to_string());
    format!("{BASE}/providers/{provider}/offers/{offer}")
}

/// The page of a new one.
#[component]
pub fn NewOffer() -> impl IntoView {
    page(redemptions::new_offer, |provider, waits, back| {
        view! { <WriteOffer provider waits back/> }.into_any()
    })
}

/// The page of a change.
#[component]
pub fn EditOffer() -> impl IntoView {
    page(redemptions::edit_offer, |provider, waits, back| {
        view! { <ChangeOffer provider waits back/> }.into_any()
    })
}

/// The form for a provider, told whether an official looks at what it sends, and where the provider's page is.
type Write = fn(Provider, bool, String) -> AnyView;

fn page(title: fn() -> &'static str, write: Write) -> impl IntoView {
    view! {
        <SignedInOnly title home=BASE children=move |me| {
            office(&me, Permission::ManageProviders, move || view! { <div class="stack"><Of title write/></div> }.into_any())
        }/>
    }
}

#[component]
fn Of(title: fn() -> &'static str, write: Write) -> impl IntoView {
    let id = provider_id();
    let fetched = fetch(move |client| {
        let id = id.get();
        async move {
            let provider = client.get_provider(id).await?.body;
            let served = client.list_my_providers().await?.items;
            Ok((provider, served.iter().any(|one| one.id == id)))
        }
    });
    loaded(fetched, move |(provider, serves): (Provider, bool)| {
        let (name, back) = (provider.name.clone(), format!("{BASE}/providers/{}", provider.id));
        let lead = name.clone();
        view! {
            <BackLink href=back.clone() label=name/>
            <PageHead title lead/>
            {write(provider, serves, back)}
        }
    })
}
