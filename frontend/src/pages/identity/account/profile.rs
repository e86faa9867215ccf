//! What others call me, and the language of messages to me.

use std::sync::Arc;

use contract::identity::{Me, UpdateMe};
use leptos::prelude::*;

use super::AccountPage;
use crate::{
    components::{Button, ButtonKind, Form, FormState, TextField, Toasts},
    i18n::{self, identity},
    pages::identity::{place::hub, register::LanguageOfMessages},
    route::Go,
    send::attempt,
    session::Session,
};

/// The page at which name and language are changed.
#[component]
pub fn MyProfile(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! { <AccountPage home title=identity::profile let:me><Profile me home/></AccountPage> }
}

#[component]
fn Profile(me: Arc<Me>, home: &'static str) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let state = FormState::new("profile");
    let (display_name, locale) = (RwSignal::new(me.display_name.clone()), RwSignal::new(me.locale));
    let submit = move |()| {
        let locale = locale.get_untracked();
        let body = UpdateMe {
            display_name: Some(display_name.with_untracked(|name| name.trim().to_owned())),
            locale: Some(locale),
            ..UpdateMe::default()
        };
        let done = move |()| {
            // Who chooses a language wants to read it, too.
            i18n::choose(locale);
            toasts.say(identity::saved());
            go.to(&hub(home));
        };
        attempt(state, &body.clone(), move || session.update_me(body), done);
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="display_name" label=identity::display_name hint=identity::display_name_hint value=display_name autocomplete="nickname"/>
            <LanguageOfMessages value=locale/>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{identity::save}</Button>
        </Form>
    }
}
