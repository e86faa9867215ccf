//! What a provider offers, in every state, for its staff.

use leptos::prelude::*;

use super::frame::{Place, offer_address};
use crate::{i18n::redemptions, pages::offers::ManagedOffers};

/// The page.
#[component]
pub fn Offers() -> impl IntoView {
    view! {
        <Place title=redemptions::offers lead=redemptions::offers_lead
            children=|provider| view! { <ManagedOffers provider=provider.id address=offer_address/> }.into_any()/>
    }
}
