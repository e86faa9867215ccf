//! A new account, made by its owner; then the way to their household.

use contract::{identity::CreateUser, lang::Lang};
use leptos::prelude::*;

use super::{
    password_meter::NewPassword,
    place::{at, with_next},
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Checkbox, Choice, Form, FormState, PageHead, Segments, TextField,
    },
    failure::Failure,
    i18n::{self, identity},
    route::Go,
    send::attempt,
    session::Session,
};

/// The page at which one registers.
#[component]
pub fn Register(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    let (session, go) = (Session::get(), Go::new());
    let state = FormState::new("register");
    let text = || RwSignal::new(String::new());
    let (login, display_name, phone, password) = (text(), text(), text(), text());
    let (locale, terms_accepted) = (RwSignal::new(untrack(i18n::lang)), RwSignal::new(false));
    // The account that a try has made: a second try, after the network broke, signs in with it.
    let made = StoredValue::new(String::new());
    let next = with_next(home, "/join");
    let submit = move |()| {
        let trimmed = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let body = CreateUser {
            login: trimmed(login),
            display_name: trimmed(display_name),
            password: password.get_untracked(),
            phone: Some(trimmed(phone)).filter(|phone| !phone.is_empty()),
            locale: locale.get_untracked(),
            terms_accepted: terms_accepted.get_untracked(),
        };
        let done = move |()| go.instead(&next.get_untracked());
        attempt(state, &body.clone(), move || register(session, made, body), done);
    };
    let own = Signal::derive(move || vec![login.get(), display_name.get(), phone.get()]);
    view! {
        <div class="stack">
            <BackLink href=at(home, "/sign-in") label=identity::sign_in/>
            <PageHead title=identity::register lead=identity::register_lead/>
            <Form state on_submit=submit>
                <TextField name="display_name" label=identity::display_name hint=identity::display_name_hint value=display_name autocomplete="nickname"/>
                <TextField name="login" label=identity::login hint=identity::login_hint value=login autocomplete="username"/>
                <NewPassword name="password" value=password own/>
                <TextField
                    name="phone" label=identity::phone hint=identity::phone_hint value=phone optional=true
                    kind="tel" inputmode="tel" autocomplete="tel" characters_max=20_u32
                />
                <LanguageOfMessages value=locale/>
                <Terms/>
                <Checkbox name="terms_accepted" label=identity::accept_terms value=terms_accepted/>
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{identity::register}</Button>
            </Form>
        </div>
    }
}

/// Makes the account and signs in with it.
async fn register(session: Session, made: StoredValue<String>, user: CreateUser) -> Result<(), Failure> {
    if made.try_get_value().as_ref() != Some(&user.login) {
        session
            .call(|client| {
                let user = user.clone();
                async move { client.create_user(&user).await }
            })
            .await?;
        made.try_update_value(|made| made.clone_from(&user.login));
    }
    session.sign_in(contract::identity::SignIn { login: user.login, password: user.password }).await.map(drop)
}

/// In which language messages to the person are written.
#[component]
pub fn LanguageOfMessages(
    /// The language.
    value: RwSignal<Lang>,
) -> impl IntoView {
    let choices = || Lang::ALL.map(|lang| Choice::new(lang.tag(), i18n::own_name(lang))).to_vec();
    let choose = move |tag: String| {
        if let Some(lang) = Lang::from_tag(&tag) {
            value.set(lang);
        }
    };
    view! {
        <div class="field">
            <p class="field__label" aria-hidden="true">{identity::language}</p>
            <Segments
                name="locale"
                label=identity::language
                choices=Signal::derive(choices)
                value=Signal::derive(move || value.get().tag().to_owned())
                on_choose=choose
            />
        </div>
    }
}

/// What one agrees to, in a few sentences.
#[component]
fn Terms() -> impl IntoView {
    let lines: [fn() -> &'static str; 4] =
        [identity::terms_kept, identity::terms_seen, identity::terms_true, identity::terms_leave];
    view! {
        <details class="card">
            <summary>{identity::terms}</summary>
            <ul class="bullets">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </details>
    }
}
