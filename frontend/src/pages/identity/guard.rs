//! Pages that only somebody who is signed in can use.

use std::sync::Arc;

use contract::identity::Me;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    components::{ButtonKind, ButtonLink, EmptyState, PageHead, Skeleton},
    i18n::identity,
    session::{Session, SessionState},
};

/// Shows its content to whoever is signed in; anybody else is led to sign in and comes back here afterwards.
#[component]
pub fn SignedInOnly<V, F>(
    /// What the page is, for those who are not signed in.
    title: fn() -> &'static str,
    /// The shell's first page.
    home: &'static str,
    /// The page, for this person.
    children: F,
) -> impl IntoView
where
    V: IntoView + 'static,
    F: Fn(Arc<Me>) -> V + Send + 'static,
{
    let session = Session::get();
    let location = use_location();
    let back =
        move || format!("{}{}", location.pathname.get(), location.search.with(|search| with_mark(search)));
    let sign_in = Signal::derive(move || {
        let back = js_sys::encode_uri_component(&back());
        format!("{}/sign-in?next={back}", home.trim_end_matches('/'))
    });
    // The page is not made anew when only something about the person changed.
    let who = Memo::new(move |_| match session.state() {
        SessionState::SignedIn(me) => (true, Some(me.id)),
        SessionState::Starting => (false, None),
        SessionState::SignedOut | SessionState::SecondFactorWanted => (true, None),
    });
    move || {
        match who.get() {
        (false, _) => view! { <Skeleton count=4/> }.into_any(),
        (true, Some(_)) => match untrack(|| session.me()) {
            Some(me) => children(me).into_any(),
            None => ().into_any(),
        },
        (true, None) => view! {
            <PageHead title/>
            <EmptyState title=identity::sign_in_first detail=identity::sign_in_first_why icon=icondata_lu::LuUserRound>
                <ButtonLink kind=ButtonKind::Primary href=sign_in icon=icondata_lu::LuLogIn>{identity::sign_in}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    }
}

fn with_mark(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{search}") }
}
