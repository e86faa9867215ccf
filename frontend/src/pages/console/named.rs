//! The one thing that a page's address names: `/ledger/accounts/:id`.

use std::str::FromStr;

use domain::permissions::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{BASE, office::office};
use crate::{
    components::{BackLink, ButtonLink, EmptyState},
    i18n::console,
    pages::identity::SignedInOnly,
};

/// A text of the app.
type Text = fn() -> &'static str;

/// The id in the address; none where what stands there is no id.
pub(in crate::pages::console) fn named_id<I>() -> Memo<Option<I>>
where
    I: FromStr + Copy + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()))
}

/// Shows what the address names; what names nothing is missing.
pub(in crate::pages::console) fn named<I>(show: fn(I) -> AnyView, missing: fn() -> AnyView) -> impl IntoView
where
    I: FromStr + Copy + PartialEq + Send + Sync + 'static,
{
    let id = named_id::<I>();
    move || id.get().map_or_else(missing, show)
}

/// There is no such thing, or not for the reader; back to the list of those there are.
pub(in crate::pages::console) fn missing(title: Text, (list, label): (&'static str, Text)) -> AnyView {
    view! {
        <EmptyState title=title detail=console::no_such_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink href=format!("{BASE}{list}")>{label}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

/// The page of one thing, for who holds an office that may see it, below the way back to the list of such things.
#[component]
pub fn OnePage<I>(
    /// What it is, for those who are not signed in.
    title: Text,
    /// What the office must allow.
    needs: Permission,
    /// The list of such things: its address in the console, and what it is called.
    list: (&'static str, Text),
    /// Shows it.
    show: fn(I) -> AnyView,
    /// Says that there is none.
    missing: fn() -> AnyView,
) -> impl IntoView
where
    I: FromStr + Copy + PartialEq + Send + Sync + 'static,
{
    let (address, label) = list;
    let page = move || {
        view! {
            <div class="stack">
                <BackLink href=format!("{BASE}{address}") label/>
                {named(show, missing)}
            </div>
        }
        .into_any()
    };
    view! { <SignedInOnly title home=BASE children=move |me| office(&me, needs, page)/> }
}
