//! The way to what one was told, with how much of it is new.

use leptos::prelude::*;

use crate::{components::Icon, i18n::common, inbox::Inbox, session::Session};

/// Above this the bell says "more than".
const SHOWN_MAX: i64 = 99;

/// The bell; there for whoever is signed in.
#[component]
pub fn Bell(
    /// The inbox of the shell.
    href: &'static str,
) -> impl IntoView {
    let (session, unread) = (Session::get(), Inbox::get().unread);
    let label = move || match unread.get() {
        0 => common::notifications().to_owned(),
        unread => common::notifications_unread(unread),
    };
    let count = move || match unread.get() {
        0 => None,
        unread if unread > SHOWN_MAX => Some(format!("{SHOWN_MAX}+")),
        unread => Some(unread.to_string()),
    };
    view! {
        <Show when=move || session.me().is_some()>
            <a class="switch bell" href=href aria-label=label>
                <Icon icon=icondata_lu::LuBell/>
                {move || count().map(|count| view! { <span class="bell__count" aria-hidden="true">{count}</span> })}
            </a>
        </Show>
    }
}
