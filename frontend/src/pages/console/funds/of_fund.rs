//! A page at the desk about the fund of its address.

use contract::funds::Fund;
use domain::{ids::FundId, permissions::Permission};
use leptos::prelude::*;

use super::{READING, no_such_fund};
use crate::{
    fetch::fetch,
    pages::{
        console::{BASE, lists::loaded, office::office},
        funds::{id_at, if_there},
        identity::SignedInOnly,
    },
};

/// Loads the fund of the address for whoever holds an office that allows what the page needs, and shows the page of it, or that there
/// is no such fund.
#[component]
pub fn OfFund(
    /// What the page is, for those who are not signed in.
    title: fn() -> &'static str,
    /// What it needs.
    #[prop(default = READING)]
    needs: Permission,
    /// The page.
    page: fn(Fund) -> AnyView,
) -> impl IntoView {
    view! {
        <SignedInOnly title home=BASE
            children=move |me| office(&me, needs, move || view! { <div class="stack"><Found page/></div> }.into_any())/>
    }
}

#[component]
fn Found(page: fn(Fund) -> AnyView) -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_fund(id).await.map(|found| found.body))
        }
    });
    loaded(found, move |found: Option<Fund>| found.map_or_else(no_such_fund, page))
}
