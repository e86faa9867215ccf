//! The two frames that pages appear in, and what both need to start.

pub mod bell;
pub mod community;
pub mod console;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    components::{Icon, Toasts},
    device,
    i18n::{self, common, scoring},
    inbox::Inbox,
    online::Connection,
    preferences,
    session::{Session, SessionState},
};

/// Shows the app that the address asks for. What failed to come is said by the page itself.
pub fn mount() {
    let path = window().location().pathname().unwrap_or_default();
    let Some("" | "/") = path.strip_prefix(console::BASE).map(|rest| &rest[..rest.len().min(1)]) else {
        return mount_to_body(community::App);
    };
    // Not the spawner of Leptos: there is none before something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        match console::fetch().await {
            Ok(app) => mount_to_body(app),
            Err(_) => device::tell_app_failed(),
        }
    });
}

/// What every component of a shell may ask for.
fn start() -> Toasts {
    i18n::announce_language();
    preferences::apply_to_document();
    Inbox::provide(Session::provide(Connection::provide()));
    if let Some(splash) = device::element("splash") {
        splash.remove();
    }
    Toasts::provide()
}

/// Where keyboards and screen readers skip the navigation to.
const MAIN: &str = "main";

/// The first thing that the Tab key reaches.
#[component]
fn SkipLink() -> impl IntoView {
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        device::focus(MAIN);
    };
    view! { <a class="skip" href=format!("#{MAIN}") on:click=skip>{common::skip_to_content}</a> }
}

/// The name of the product, with its seal.
#[component]
fn Brand(href: &'static str) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <svg class="brand__seal" viewBox="0 0 32 32" aria-hidden="true">
                <rect x="1.5" y="1.5" width="29" height="29" rx="7" fill="currentColor"></rect>
                <path d="M8 11.500h16M12.500 6.500v11.500M19.500 6.500v11.500M6.500 18h19M12.500 21.500l-4.500 4M19.500 21.500l4.500 4"></path>
            </svg>
            <span class="brand__name">{common::app_name}</span>
        </a>
    }
}

/// One quiet line while there is no network, or while what was done without one waits for a sign-in.
#[component]
fn OfflineLine() -> impl IntoView {
    let (connection, session) = (Connection::get(), Session::get());
    let words = move || match (connection.online.get(), connection.waiting.get()) {
        (false, 0) => Some(common::waiting_for_network().to_owned()),
        (false, waiting) => Some(common::entries_wait(waiting)),
        (true, waiting) if waiting > 0 && session.state() == SessionState::SignedOut => {
            Some(scoring::entries_wait_sign_in(waiting))
        }
        (true, _) => None,
    };
    let icon =
        move || if connection.online.get() { icondata_lu::LuHourglass } else { icondata_lu::LuWifiOff };
    view! {
        <div role="status">
            {move || words().map(|words| {
                view! { <p class="offline-line no-print"><Icon icon=icon()/><span>{words}</span></p> }
            })}
        </div>
    }
}

/// One place of a shell's navigation: address, words, picture.
type NavItem = (&'static str, fn() -> &'static str, icondata_core::Icon);

/// Whether a page lies at or below an address of the navigation.
fn is_below(path: &str, href: &str) -> bool {
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The address of the navigation where a page is: of several that it lies below, the closest.
fn here<'a>(path: &str, home: &'a str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if path.trim_end_matches('/') == home.trim_end_matches('/') {
        return Some(home);
    }
    all.filter(|href| *href != home && is_below(path, href)).max_by_key(|href| href.len())
}

/// A link of the navigation; it says whether one is there.
#[component]
fn NavLink(
    item: NavItem,
    /// Where the page is that is shown.
    here: Memo<Option<&'static str>>,
) -> impl IntoView {
    let (href, label, icon) = item;
    view! {
        <a href=href aria-current=move || (here.get() == Some(href)).then_some("page")>
            <Icon icon/>
            <span>{label}</span>
        </a>
    }
}

/// Where the page is among the addresses of a navigation, as it changes.
fn follow_here(home: &'static str, all: Vec<&'static str>) -> Memo<Option<&'static str>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| here(path, home, all.iter().copied())))
}

#[cfg(test)]
mod tests {
    use super::here;

    #[test]
    fn of_two_addresses_the_closest_is_where_one_is() {
        let at =
            |path| here(path, "/c", ["/c", "/c/inspections", "/c/inspections/titles", "/c/t"].into_iter());
        assert_eq!(at("/c/"), Some("/c"));
        assert_eq!(at("/c/inspections/rounds/1"), Some("/c/inspections"));
        assert_eq!(at("/c/inspections/titles"), Some("/c/inspections/titles"));
        assert_eq!(at("/c/tickets"), None);
    }
}
