//! A role that needs a second factor, and an account that has none: the way to set one up, on every page.

use leptos::prelude::*;

use crate::{
    components::{Notice, Tone},
    i18n::identity,
    pages::identity::place::at,
    session::Session,
};

/// Leads to enrolment whoever must not do their work before it.
#[component]
pub fn EnrolBanner(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    let session = Session::get();
    let needed = Memo::new(move |_| {
        session.me().is_some_and(|me| {
            me.second_factor.required && !me.second_factor.enrolled && !me.second_factor.shown
        })
    });
    view! {
        <Show when=move || needed.get()>
            <Notice tone=Tone::Alert>
                <p>{identity::enrol_needed}</p>
                <p><a class="button button--secondary" href=at(home, "/account/second-factor")>{identity::enrol_begin}</a></p>
            </Notice>
        </Show>
    }
}
