//! Signing in: a name and a password, and for those who carry more, the second factor.

use contract::{identity::NextStep, problems::fields};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use validator::Validate as _;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Button, ButtonKind, Form, FormState, PageHead, TextField, Toasts},
    i18n::{self, identity},
    session::{Session, SessionState},
};

/// The page at which one signs in.
#[component]
pub fn SignIn(
    /// The shell's first page, where one arrives who came from nowhere.
    home: &'static str,
) -> impl IntoView {
    let session = Session::get();
    let query = use_query_map();
    let navigate = use_navigate();
    // Only addresses of this shell: a link that somebody sends must not lead elsewhere after the password was typed.
    let target = move || {
        let next = query.with_untracked(|query| query.get("next")).unwrap_or_default();
        let inside = next.starts_with(home) && !next.starts_with("//") && !next.contains('\\');
        if inside { next } else { home.to_owned() }
    };
    Effect::new(move |_| {
        if matches!(session.state(), SessionState::SignedIn(_)) {
            navigate(&target(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    view! { <div class="stack"><Password/></div> }
}

/// The first step.
#[component]
fn Password() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let state = FormState::new("sign-in");
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let request = contract::identity::SignIn {
            login: login.with_untracked(|login| login.trim().to_owned()),
            password: password.get_untracked(),
        };
        if let Err(errors) = request.validate() {
            state.refuse_fields(fields::problems(&errors, untrack(i18n::lang)));
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            match session.sign_in(request).await {
                Ok(next) => {
                    state.accept();
                    if next == NextStep::EnrolSecondFactor {
                        toasts.say(identity::enrol_soon());
                    }
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    view! {
        <PageHead title=identity::sign_in lead=identity::sign_in_lead/>
        <Form state on_submit=submit>
            <TextField name="login" label=identity::login_name hint=identity::login_name_hint value=login autocomplete="username"/>
            <TextField name="password" label=identity::password value=password kind="password" autocomplete="current-password"/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{identity::sign_in}</Button>
            </div>
        </Form>
    }
}
