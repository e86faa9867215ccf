//! Who is paid: chosen from those whom the fund knows, or noted.

use client::{Client, ClientError, every_page};
use contract::{
    funds::{AddPayee, FundPayee},
    page::{LIMIT_MAX, PageQuery},
};
use domain::{funds::PAYEE_NAME_CHARS_MAX, ids::FundId};
use leptos::prelude::*;

use super::super::chars;
use crate::{
    components::{Button, ButtonKind, Choice, Dialog, Form, FormState, RadioCards, TextField, Toasts},
    i18n::{common, disbursements as texts},
    once::Once,
    pages::funds::disbursements as words,
    send::send,
    session::Session,
};

/// Everybody whom the fund pays, as options.
pub(super) async fn payees(client: Client, fund: FundId) -> Result<Vec<(String, String)>, ClientError> {
    let all: Vec<FundPayee> = every_page(|after| {
        let (client, query) = (client.clone(), PageQuery { limit: Some(LIMIT_MAX), after });
        async move { client.list_payees(fund, &query).await }
    })
    .await?;
    let option = |payee: FundPayee| {
        let kind = untrack(|| words::payee_kind(payee.kind));
        (payee.id.to_string(), format!("{} · {kind}", payee.name))
    };
    Ok(all.into_iter().map(option).collect())
}

/// Notes somebody; in a dialog.
#[component]
pub(super) fn AddPayeeDialog(
    /// The fund.
    id: FundId,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// They are noted.
    #[prop(into)]
    on_done: Callback<FundPayee>,
) -> impl IntoView {
    view! { <Dialog open title=texts::add_payee><Add id open on_done/></Dialog> }
}

#[component]
fn Add(id: FundId, open: RwSignal<bool>, on_done: Callback<FundPayee>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("payee"), Once::new());
    let (kind, name) = (RwSignal::new("organisation".to_owned()), RwSignal::new(String::new()));
    let account = move || kind.with(|kind| kind == "account");
    let submit = move |()| {
        let typed = name.with_untracked(|name| name.trim().to_owned());
        let body = match kind.get_untracked().as_str() {
            "account" => AddPayee::Account { login: typed },
            "person" => AddPayee::Person { name: typed },
            _ => AddPayee::Organisation { name: typed },
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: AddPayee| {
            let key = key.clone();
            async move { client.add_payee(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |payee: FundPayee| {
            toasts.say(texts::payee_added());
            on_done.run(payee);
        });
    };
    let kinds = Signal::derive(|| {
        vec![
            Choice::new("organisation", texts::kind_organisation),
            Choice::new("person", texts::kind_person),
            Choice::new("account", texts::kind_account),
        ]
    });
    view! {
        <Form state on_submit=submit>
            <RadioCards name="kind" label=texts::payee_kind value=kind choices=kinds columns=true/>
            <Show when=move || !account()>
                <TextField name="name" label=texts::payee_name value=name characters_max=chars(PAYEE_NAME_CHARS_MAX)/>
            </Show>
            <Show when=account>
                <TextField name="login" label=texts::payee_login hint=texts::payee_login_hint value=name/>
            </Show>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::add_payee}</Button>
            </div>
        </Form>
    }
}
