//! Issuing a certificate to a group of a village; beyond the rule's number a reason is asked for.

use client::Client;
use contract::inspections::{Certificate, IssueCertificate};
use domain::ids::{AreaId, SettlementId};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Form, FormState, Notice, TextArea, TextField, Toasts, Tone},
    i18n::awards,
    once::Once,
    send::send,
    session::Session,
};

/// A village that reached the threshold.
#[derive(Clone, Debug)]
pub(super) struct Village {
    /// Its id.
    pub(super) id: AreaId,
    /// What it is called.
    pub(super) name: String,
    /// Certificates that its groups hold.
    pub(super) valid: u32,
    /// Those that the rules give it without a reason.
    pub(super) limit: u32,
}

/// What is in the dialog: a certificate after a settlement, to a group of a village.
pub(super) fn issue(settlement: SettlementId, village: Village, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("certificate"), Once::new());
    let (honoured, title, reason) = (
        RwSignal::new(String::new()),
        RwSignal::new(awards::title_proposed().to_owned()),
        RwSignal::new(String::new()),
    );
    let beyond = village.valid >= village.limit;
    // Somebody else may have issued one meanwhile: the server asks for the reason then, and the field comes.
    let asked =
        move || beyond || state.error_of("reason").is_some() || reason.with(|reason| !reason.is_empty());
    let wanted = Memo::new(move |_| asked());
    let (village_id, valid, limit, name) = (village.id, village.valid, village.limit, village.name);
    let submit = move |()| {
        let read = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let given = Some(read(reason)).filter(|reason| wanted.get_untracked() || !reason.is_empty());
        let body =
            IssueCertificate { village_id, honoured: read(honoured), title: read(title), reason: given };
        let key = once.key(&body);
        let ask = move |client: Client, body: IssueCertificate| {
            let key = key.clone();
            async move { client.issue_certificate(settlement, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |made: Certificate| {
            toasts.say(awards::certificate_issued(&made.honoured, &made.number));
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="honoured" label=awards::honoured hint=move || awards::honoured_hint(&name) value=honoured characters_max=40_u32/>
            <TextField name="title" label=awards::title value=title characters_max=40_u32/>
            <Show when=move || wanted.get()>
                <Notice tone=Tone::Waiting><p>{move || awards::beyond_rule(limit, valid)}</p></Notice>
                <TextArea name="reason" label=awards::issue_reason hint=awards::issue_reason_hint value=reason characters_max=500_u32/>
            </Show>
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{awards::issue}</Button>
            </div>
        </Form>
    }
}
