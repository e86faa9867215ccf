//! The wallet that the address names.

use contract::points::Wallet;
use domain::ids::LedgerAccountId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{ErrorState, Skeleton},
    failure::Failure,
    fetch::{Fetched, fetch},
    pages::{NotFound, identity::SignedInOnly},
};

/// A page about one wallet of mine.
#[component]
pub fn OneWallet(
    /// What the page is, for those who are not signed in.
    title: fn() -> &'static str,
    /// The page. It is made once: a number that changes does not take away what somebody types.
    children: fn(LedgerAccountId, Wallet, Fetched<Wallet>) -> AnyView,
) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<LedgerAccountId>().ok())
    });
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => {
            view! { <SignedInOnly title home="/" let:_me><Found id children/></SignedInOnly> }.into_any()
        }
    }
}

#[component]
fn Found(
    id: LedgerAccountId,
    children: fn(LedgerAccountId, Wallet, Fetched<Wallet>) -> AnyView,
) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.get_wallet(id).await });
    let first = Memo::new(move |before: Option<&Option<Result<Wallet, Failure>>>| match before {
        Some(Some(Ok(wallet))) => Some(Ok(wallet.clone())),
        _ => fetched.answer.get(),
    });
    move || match first.get() {
        None => view! { <Skeleton count=4/> }.into_any(),
        Some(Ok(wallet)) => children(id, wallet, fetched),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| fetched.reload()/> }.into_any(),
    }
}
