//! The texts of an agreement, and writing another.

use contract::mediations::{Agreement, ProposeAgreement};
use domain::{ids::MediationId, mediations::AGREEMENT_CHARS_MAX};
use leptos::prelude::*;

use super::show::Shown;
use crate::{
    components::{Button, ButtonKind, Form, FormState, Notice, TextArea, Toasts, Tone},
    format,
    i18n::mediations as texts,
    once::Once,
    send::send,
    session::Session,
};

/// The texts, the latest open, the earlier ones to be opened.
#[component]
pub fn Agreements(
    /// The latest first.
    agreements: Vec<Agreement>,
) -> impl IntoView {
    let one = |(at, text): (usize, Agreement)| {
        let (number, proposed_at) = (text.number, text.proposed_at);
        view! {
            <details class="card" open={at == 0}>
                <summary>{move || texts::text_number(number)}" · "{move || format::date_time(proposed_at)}</summary>
                <p class="pre">{text.text}</p>
            </details>
        }
    };
    (!agreements.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="agreement-head">
                <h2 id="agreement-head">{texts::agreement}</h2>
                {agreements.into_iter().enumerate().map(one).collect_view()}
            </section>
        }
    })
}

/// Writing what would be agreed.
#[component]
pub fn Propose(
    /// Of which record.
    id: MediationId,
    /// Whether a text waits for confirmations, which another one voids.
    voids: bool,
    /// The latest text, to go on from.
    text: String,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, text) = (FormState::new("agreement"), Once::new(), RwSignal::new(text));
    let submit = move |()| {
        let body = ProposeAgreement { text: text.get_untracked() };
        let key = once.key(&body);
        let call = move |client: client::Client, body: ProposeAgreement| {
            let key = key.clone();
            async move { client.propose_agreement(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            toasts.say(texts::did_propose());
            fetched.reload();
        });
    };
    let chars_max = u32::try_from(AGREEMENT_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <details class="card">
            <summary>{texts::write_agreement}</summary>
            <div class="stack">
                {voids.then(|| view! { <Notice tone=Tone::Waiting><p>{texts::voids}</p></Notice> })}
                <Form state on_submit=submit>
                    <TextArea name="text" label=texts::agreement hint=texts::agreement_hint value=text characters_max=chars_max/>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::propose}</Button>
                </Form>
            </div>
        </details>
    }
}
