//! Another password.

use std::sync::Arc;

use contract::identity::{ChangePassword, Me};
use leptos::prelude::*;

use super::AccountPage;
use crate::{
    components::{Button, ButtonKind, Form, FormState, PasswordField, Toasts},
    i18n::identity,
    pages::identity::{password_meter::NewPassword, place::hub},
    route::Go,
    send::send,
    session::Session,
};

/// The page at which the password is changed.
#[component]
pub fn MyPassword(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! { <AccountPage home title=identity::change_password let:me><Change me home/></AccountPage> }
}

#[component]
fn Change(me: Arc<Me>, home: &'static str) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let state = FormState::new("password");
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let body = ChangePassword { old_password: old.get_untracked(), new_password: new.get_untracked() };
        let done = move |()| {
            toasts.say(identity::password_changed());
            go.to(&hub(home));
        };
        send(session, state, body, |client, body| async move { client.change_password(&body).await }, done);
    };
    let own = vec![me.login.clone(), me.display_name.clone()];
    let staff = me.second_factor.required;
    view! {
        <p class="soft">{identity::change_password_lead}</p>
        <Form state on_submit=submit>
            <PasswordField name="old_password" label=identity::old_password value=old/>
            <NewPassword name="new_password" value=new staff=Signal::stored(staff) own=Signal::stored(own)/>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{identity::change_password}</Button>
        </Form>
    }
}
