//! What every page of the place needs: somebody who serves a provider, and which one where they serve several.

use contract::providers::Provider;
use domain::ids::{OfferId, ProviderId};
use leptos::prelude::*;

use crate::{
    components::{BackLink, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead},
    fetch::{Loaded, fetch},
    i18n::{common, redemptions},
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// A page for a provider's staff.
#[component]
pub(super) fn Place(
    /// What it is.
    title: fn() -> &'static str,
    /// A sentence about it.
    lead: fn() -> &'static str,
    /// Whether it is the first page.
    #[prop(optional)]
    first: bool,
    /// Whether it makes no difference at which of several providers one is.
    #[prop(optional)]
    any: bool,
    /// Its content, for this provider.
    children: fn(Provider) -> AnyView,
) -> impl IntoView {
    let wanted = QueryParam::of("provider").value;
    let back = move || {
        let of = wanted.with(|id| if id.is_empty() { String::new() } else { format!("?provider={id}") });
        view! { <BackLink href=format!("/provider{of}") label=redemptions::place/> }
    };
    view! {
        <SignedInOnly title home="/" let:_me>
            <div class="stack">
                {(!first).then_some(back)}
                <PageHead title lead/>
                <Served wanted any children/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Served(wanted: Memo<String>, any: bool, children: fn(Provider) -> AnyView) -> impl IntoView {
    let fetched = fetch(|client| async move { client.list_my_providers().await.map(|mine| mine.items) });
    view! {
        <Loaded fetched let:mine>
            {
                if mine.is_empty() {
                    return view! { <Nobody/> }.into_any();
                }
                let several = mine.len() > 1 && !any;
                let options: Vec<_> = mine.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
                let first = options.first().map(|(id, _)| id.clone()).unwrap_or_default();
                let chosen = Memo::new(move |_| {
                    let found = |one: &&Provider| wanted.with(|id| *id == one.id.to_string());
                    mine.iter().find(found).or_else(|| mine.first()).cloned()
                });
                view! {
                    {several.then(|| view! {
                        <Filters>
                            <FilterSelect name="provider" label=redemptions::which_provider
                                options=Signal::derive(move || options.clone()) default=first/>
                        </Filters>
                    })}
                    {move || chosen.get().map(children)}
                }
                .into_any()
            }
        </Loaded>
    }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <EmptyState title=redemptions::not_staff detail=redemptions::not_staff_detail icon=icondata_lu::LuStore>
            <ButtonLink kind=ButtonKind::Primary href="/mine">{common::nav_mine}</ButtonLink>
        </EmptyState>
    }
}

/// An address of the place that keeps which provider it is about.
pub(super) fn at(path: &str, provider: ProviderId) -> String {
    format!("/provider{path}?provider={provider}")
}

/// Where its staff changes an offer, or writes a new one.
pub(super) fn offer_address(provider: ProviderId, offer: Option<OfferId>) -> String {
    match offer {
        Some(offer) => at(&format!("/offers/{offer}"), provider),
        None => at("/offers/new", provider),
    }
}
