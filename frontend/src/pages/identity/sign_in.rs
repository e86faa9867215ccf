//! Signing in: a name and a password, and for those who carry more, the second factor.

use contract::identity::SecondFactorCode;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::place::{wanted, with_next};
use crate::{
    components::{Button, ButtonKind, Form, FormState, ListLink, PageHead, PasswordField, TextField},
    i18n::identity,
    installation::settings,
    route::Go,
    send::attempt,
    session::{Session, SessionState},
};

/// The page at which one signs in.
#[component]
pub fn SignIn(
    /// The shell's first page, where one arrives who came from nowhere.
    home: &'static str,
) -> impl IntoView {
    view! { <SignInFrame home first=move || view! { <Password home/> }.into_any()/> }
}

/// A way to sign in, then the second factor where it is wanted, then the page that somebody came for.
#[component]
pub fn SignInFrame(
    /// The shell's first page.
    home: &'static str,
    /// The first step.
    #[prop(into)]
    first: ViewFn,
) -> impl IntoView {
    let session = Session::get();
    let (wanted, go) = (wanted(home), Go::new());
    Effect::new(move |_| {
        if matches!(session.state(), SessionState::SignedIn(_)) {
            go.instead(&wanted());
        }
    });
    let second = Memo::new(move |_| session.state() == SessionState::SecondFactorWanted);
    let content = move || if second.get() { view! { <SecondFactorStep/> }.into_any() } else { first.run() };
    view! { <div class="stack">{content}</div> }
}

/// The first step.
#[component]
fn Password(home: &'static str) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("sign-in");
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let request = contract::identity::SignIn {
            login: login.with_untracked(|login| login.trim().to_owned()),
            password: password.get_untracked(),
        };
        // Where the sign-in leads is the frame's business.
        attempt(state, &request.clone(), move || session.sign_in(request), drop);
    };
    let settings = settings();
    view! {
        <PageHead title=identity::sign_in lead=identity::sign_in_lead/>
        <Form state on_submit=submit>
            <TextField name="login" label=identity::login_name hint=identity::login_name_hint value=login autocomplete="username"/>
            <PasswordField name="password" label=identity::password value=password/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{identity::sign_in}</Button>
            </div>
        </Form>
        <ul class="list" role="list">
            <Show when=move || settings.get().sms>
                <ListLink href=with_next(home, "/sign-in/sms") label=identity::by_sms icon=icondata_lu::LuMessageSquareText/>
            </Show>
            <ListLink href=with_next(home, "/forgotten") label=identity::forgotten icon=icondata_lu::LuKeyRound/>
            {(home == "/").then(|| view! {
                <ListLink href=with_next(home, "/register") label=identity::register_here icon=icondata_lu::LuUserPlus/>
            })}
        </ul>
    }
}

/// The second step, for those who have a second factor.
#[component]
fn SecondFactorStep() -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("second-factor");
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let body = SecondFactorCode { code: code.with_untracked(|code| bare(code)) };
        attempt(state, &body.clone(), move || session.show_second_factor(body), drop);
    };
    // The heading of the first step was at the same address: the field says where one has arrived.
    request_animation_frame(move || crate::device::focus(&state.field_id("code")));
    view! {
        <PageHead title=identity::second_factor lead=identity::second_factor_lead/>
        <Form state on_submit=submit>
            <TextField
                name="code" label=identity::code hint=identity::code_hint value=code code=true
                autocomplete="one-time-code" characters_max=16_u32
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{identity::go_on}</Button>
            </div>
        </Form>
        <Button on_press=move |()| spawn_local(session.sign_out())>{identity::use_other_account}</Button>
    }
}

/// A code without the blanks that apps show in its middle.
pub fn bare(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}
