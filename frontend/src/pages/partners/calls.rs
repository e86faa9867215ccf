//! Who was called to a ticket, and what became of it.

use client::Client;
use contract::tickets::{Call, GiveReason};
use leptos::prelude::*;

use super::{Drafts, report::Report, withdraw::Withdraw, words};
use crate::{
    components::{Badge, Button, ButtonKind, Time, Tone},
    i18n::partners,
};

/// All of them; nothing where nobody was called.
#[component]
pub fn Calls(
    /// The calls.
    calls: Vec<Call>,
    /// What was begun.
    drafts: Drafts,
    /// Something was done with one.
    on_done: Callback<()>,
) -> impl IntoView {
    (!calls.is_empty()).then(|| {
        let one = |call| view! { <li><OneCall call drafts on_done/></li> };
        view! {
            <h3>{partners::calls}</h3>
            <ul class="partner-list" role="list">{calls.into_iter().map(one).collect_view()}</ul>
        }
    })
}

/// One call: whom, for what, until when, what they said, and what the reader can do about it.
#[component]
pub fn OneCall(
    /// The call.
    call: Call,
    /// What was begun.
    drafts: Drafts,
    /// Something was done with it.
    on_done: Callback<()>,
) -> impl IntoView {
    let (id, kind, (word, tone)) = (call.id, call.provider.kind, words::call_state(call.state));
    let open = call.state.require_open().is_ok();
    let reporting = move || drafts.reporting.get() == Some(id);
    let begin = move |()| {
        drafts.reporting.update(|now| *now = if *now == Some(id) { None } else { Some(id) });
    };
    let withdraw = move |client: Client, body: GiveReason, key: String| async move {
        client.withdraw_call(id, &body, Some(&key)).await
    };
    let name = call.provider.name.clone();
    view! {
        <article class="card">
            <h4 class="card__title">{call.provider.name}</h4>
            <div class="row">
                <Badge tone=Tone::Neutral label=move || words::kind(kind)/>
                <Badge tone label=word/>
                {call.overdue.then(|| view! { <Badge tone=Tone::Alert label=partners::call_overdue/> })}
            </div>
            <p class="pre">{call.text}</p>
            <p class="small soft">
                {partners::called_by} " " {call.called_by} " · " <Time at=call.called_at/>
                {open.then(|| view! { " · " {partners::report_until} " " <Time at=call.until/> })}
            </p>
            {call.answer.map(|answer| view! {
                <p class="pre">{answer}</p>
                <p class="small soft">
                    {call.answered_by} {call.answered_at.map(|at| view! { " · " <Time at/> })}
                </p>
            })}
            <div class="row no-print">
                {call.can_report.then(|| view! {
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuReply on_press=begin>{partners::report}</Button>
                })}
                {call.can_withdraw.then(|| view! {
                    <Withdraw
                        name="withdraw-call" verb=partners::withdraw_call hint=partners::withdraw_call_hint
                        title=move || partners::withdraw_call_question(&name) said=partners::said_call_withdrawn
                        ask=withdraw on_done
                    />
                })}
            </div>
            <Show when=move || call.can_report && reporting()><Report id drafts on_done/></Show>
        </article>
    }
}
