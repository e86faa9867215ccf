//! Adding a provider, and changing one.

use contract::providers::Provider;
use domain::{ids::ProviderId, permissions::Permission};
use leptos::prelude::*;

use super::form::ProviderForm;
use crate::{
    components::{BackLink, PageHead, Toasts},
    fetch::fetch,
    i18n::providers,
    pages::{
        console::{
            BASE,
            lists::loaded,
            named::named_id,
            office::{Scope, office, placed},
        },
        identity::SignedInOnly,
    },
    route::Go,
};

/// The page of a new one.
#[component]
pub fn NewProvider() -> impl IntoView {
    view! {
        <SignedInOnly title=providers::add home=BASE
            children=|me| placed(&me, Permission::ManageProviders, || view! { <New/> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let scope = Scope::get();
    let done = done();
    let lead = move || scope.here().map(|here| here.name).unwrap_or_default();
    view! {
        <BackLink href=format!("{BASE}/providers") label=providers::providers/>
        <PageHead title=providers::add lead/>
        {move || view! { <ProviderForm area=scope.area.get() provider=None on_done=done/> }}
    }
}

/// The page of a change.
#[component]
pub fn EditProvider() -> impl IntoView {
    view! {
        <SignedInOnly title=providers::edit home=BASE
            children=|me| office(&me, Permission::ManageProviders, || view! { <Change/> }.into_any())/>
    }
}

#[component]
fn Change() -> impl IntoView {
    let id = provider_id();
    let fetched = fetch(move |client| {
        let id = id.get();
        async move { client.get_provider(id).await.map(|found| found.body) }
    });
    let done = done();
    loaded(fetched, move |provider: Provider| {
        let (name, back) = (provider.name.clone(), format!("{BASE}/providers/{}", provider.id));
        view! {
            <BackLink href=back label=name.clone()/>
            <PageHead title=providers::edit lead=name/>
            <ProviderForm area=None provider=Some(provider) on_done=done/>
        }
    })
}

/// The provider that the address names. One that names none asks for nobody's: the server says so in words.
pub(super) fn provider_id() -> Memo<ProviderId> {
    let named = named_id::<ProviderId>();
    Memo::new(move |_| named.get().unwrap_or(ProviderId(uuid::Uuid::nil())))
}

/// Says that it is saved and shows it.
fn done() -> Callback<Provider> {
    let (toasts, go) = (Toasts::get(), Go::new());
    Callback::new(move |made: Provider| {
        toasts.say(providers::saved());
        go.instead(&format!("{BASE}/providers/{}", made.id));
    })
}
