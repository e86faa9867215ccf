//! Writing an offer as a provider's staff: an official looks at it before it is shown.

use leptos::prelude::*;

use super::frame::{Place, at};
use crate::{
    i18n::redemptions,
    pages::offers::{ChangeOffer, WriteOffer},
};

/// The page of a new one.
#[component]
pub fn NewOffer() -> impl IntoView {
    view! {
        <Place title=redemptions::new_offer lead=redemptions::offers_lead
            children=|provider| {
                let back = at("/offers", provider.id);
                view! { <WriteOffer provider waits=true back/> }.into_any()
            }/>
    }
}

/// The page of a change.
#[component]
pub fn EditOffer() -> impl IntoView {
    view! {
        <Place title=redemptions::edit_offer lead=redemptions::offers_lead
            children=|provider| {
                let back = at("/offers", provider.id);
                view! { <ChangeOffer provider waits=true back/> }.into_any()
            }/>
    }
}
