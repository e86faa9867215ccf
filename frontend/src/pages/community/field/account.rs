//! Whose pages these are. Without a network nobody can be asked, so it is whoever signed in last on this device.

use domain::ids::UserId;
use leptos::prelude::*;

use crate::{
    components::{BackLink, ButtonKind, ButtonLink, Notice, PageHead, Skeleton, Tone},
    device,
    i18n::{identity, scoring},
    online::Connection,
    pages::identity::SignedInOnly,
    session::{Session, SessionState},
};

/// Shows a page to the account of this device; where there is none, the way to sign in.
#[component]
pub fn AccountOnly<V, F>(
    /// What the page is.
    title: fn() -> &'static str,
    /// The page, for this account.
    children: F,
) -> impl IntoView
where
    V: IntoView + 'static,
    F: Fn(UserId) -> V + Clone + Send + Sync + 'static,
{
    let session = Session::get();
    // The page is not made anew when only the sign-in comes or goes.
    let who = Memo::new(move |_| {
        let account = session.account();
        (account, account.is_none() && session.state() == SessionState::Starting)
    });
    move || match who.get() {
        (Some(account), _) => children(account).into_any(),
        (None, true) => view! { <PageHead title/><Skeleton count=4/> }.into_any(),
        (None, false) => view! { <SignedInOnly title home="/" let:_me>""</SignedInOnly> }.into_any(),
    }
}

/// Says that the sign-in has ended while there was no network, and that nothing is lost.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let (session, connection) = (Session::get(), Connection::get());
    let ended = Memo::new(move |_| session.state() == SessionState::SignedOut && session.account().is_some());
    let address = || format!("/sign-in?next={}", js_sys::encode_uri_component(&device::address()));
    move || {
        ended.get().then(|| {
            view! {
                <Notice tone=Tone::Waiting>
                    <p>{move || scoring::sign_in_again(connection.waiting.get())}</p>
                    <div class="row">
                        <ButtonLink kind=ButtonKind::Primary href=address() icon=icondata_lu::LuLogIn>{identity::sign_in}</ButtonLink>
                    </div>
                </Notice>
            }
        })
    }
}

/// The frame of a page: the way back, its head, and whether one must sign in again.
#[component]
pub fn Frame(
    /// Where back leads.
    #[prop(into)]
    back: String,
    /// What is there.
    back_label: fn() -> &'static str,
    /// The rest.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="stack">
            <BackLink href=back label=back_label/>
            {children()}
        </div>
    }
}
