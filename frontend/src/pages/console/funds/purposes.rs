//! What gifts to a fund can be restricted to. A purpose stays for as long as the fund does.

use client::Client;
use contract::funds::{Fund, FundPurpose};
use domain::{
    funds::{FundState, PURPOSE_NAME_CHARS_MAX},
    ids::FundId,
    ledger::Purpose,
    permissions::Permission,
};
use leptos::prelude::*;

use super::chars;
use crate::{
    components::{Button, Dialog, Form, FormState, Notice, TextField, Toasts},
    i18n::{common, funds},
    once::Once,
    send::send,
    session::Session,
};

/// The purposes, and the way to one more.
#[component]
pub(super) fn Purposes(
    /// The fund.
    fund: Signal<Fund>,
    /// There is one more.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let adding = RwSignal::new(false);
    let id = fund.with_untracked(|fund| fund.id);
    let may = move || {
        fund.with(|fund| {
            matches!(fund.state, FundState::Founding | FundState::Open)
                && session.may(Permission::ManageFunds, &fund.area_path)
        })
    };
    let added = move |()| {
        adding.set(false);
        toasts.say(funds::purpose_added());
        on_done.run(());
    };
    let all = move || {
        let purposes = fund.with(|fund| fund.purposes.clone());
        if purposes.is_empty() {
            return view! { <p class="soft">{funds::no_purposes}</p> }.into_any();
        }
        let row = |purpose: FundPurpose| {
            view! { <li>{purpose.name}" "<code class="soft">{purpose.code}</code></li> }
        };
        view! { <ul class="bullets">{purposes.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="purposes-head">
            <div class="row row--between">
                <h2 id="purposes-head">{funds::purposes}</h2>
                <Show when=may>
                    <Button icon=icondata_lu::LuPlus on_press=move |()| adding.set(true)>{funds::add_purpose}</Button>
                </Show>
            </div>
            {all}
        </section>
        <Dialog open=adding title=funds::add_purpose>
            <Add id on_done=added on_cancel=move |()| adding.set(false)/>
        </Dialog>
    }
}

#[component]
fn Add(
    id: FundId,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("purpose"), Once::new());
    let (name, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let text = |signal: RwSignal<String>| signal.with_untracked(|text| text.trim().to_owned());
        let body = FundPurpose { code: text(code), name: text(name) };
        let key = once.key(&body);
        let ask = move |client: Client, body: FundPurpose| {
            let key = key.clone();
            async move { client.add_fund_purpose(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <Notice><p>{funds::purpose_stays}</p></Notice>
            <TextField name="name" label=funds::purpose_name hint=funds::purpose_name_hint value=name
                characters_max=chars(PURPOSE_NAME_CHARS_MAX)/>
            <TextField name="code" label=funds::purpose_code hint=funds::purpose_code_hint value=code
                characters_max=u32::try_from(Purpose::CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=crate::components::ButtonKind::Primary submit=true busy=state.busy>{funds::add_purpose}</Button>
            </div>
        </Form>
    }
}
