//! Moves that need words: why, whether, and into what.

use chrono::{Days, NaiveDate};
use client::Client;
use contract::{
    problems::fields,
    tickets::{DecideAppeal, GiveReason, MergeTicket},
};
use domain::{
    ids::TicketId,
    tickets::{Action, TicketText},
};
use leptos::prelude::*;

use super::{Drafts, words};
use crate::{
    components::{Button, ButtonKind, Choice, Form, FormState, Notice, RadioCards, TextArea, TextField},
    failure::Failure,
    i18n::{self, moves},
    once::Once,
    send::send,
    session::Session,
};

/// Longest text that goes with a move, in characters.
pub fn text_max() -> u32 {
    u32::try_from(TicketText::CHARS_MAX).unwrap_or(u32::MAX)
}

/// The last day that can be chosen where something may last so many days from today, so that its end is within the rule
/// whatever the hour.
pub(super) fn last_day(today: NaiveDate, days_max: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(days_max - 1).unwrap_or_default());
    today.checked_add_days(days).unwrap_or(today)
}

/// Says at a field that it has to be filled in.
pub fn refuse_empty(state: FormState, pointer: &'static str) {
    state.refuse_fields(vec![fields::problem(pointer, "required", untrack(i18n::lang), &[])]);
}

/// Giving back, taking back, rejecting, appealing: a reason that the other side reads.
#[component]
pub(super) fn Reason(
    id: TicketId,
    action: Action,
    /// What its button says.
    verb: words::Words,
    drafts: Drafts,
    done: Callback<&'static str>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("ticket-reason"), Once::new());
    let (lead, hint): (words::Words, words::Words) = match action {
        Action::Reject => (moves::reject_lead, moves::reject_hint),
        Action::Appeal => (moves::appeal_lead, moves::appeal_hint),
        Action::Return => (moves::return_lead, moves::hand_back_hint),
        _ => (moves::hand_back_lead, moves::hand_back_hint),
    };
    let submit = move |()| {
        let body = GiveReason { text: drafts.text.get_untracked().trim().to_owned() };
        let key = once.key(&(action, &body));
        let ask = move |client: Client, body: GiveReason| {
            let key = key.clone();
            async move {
                match action {
                    Action::Reject => client.reject_ticket(id, &body, Some(&key)).await.map(drop),
                    Action::Appeal => client.appeal_rejection(id, &body, Some(&key)).await.map(drop),
                    Action::Return => client.return_ticket(id, &body, Some(&key)).await,
                    _ => client.hand_back_ticket(id, &body, Some(&key)).await.map(drop),
                }
            }
        };
        send(session, state, body, ask, move |()| done.run(words::said(action)()));
    };
    let kind = if action == Action::Reject { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Form state on_submit=submit>
            <Notice>{lead}</Notice>
            <TextArea name="text" label=moves::reason hint value=drafts.text characters_max=text_max()/>
            <div class="form__actions">
                <Button kind submit=true busy=state.busy>{verb}</Button>
            </div>
        </Form>
    }
}

const OVERTURNED: &str = "overturned";
const UPHELD: &str = "upheld";

/// Deciding on an appeal.
#[component]
pub(super) fn Decide(id: TicketId, drafts: Drafts, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("decide-appeal"), Once::new());
    let choices = Signal::derive(|| {
        vec![Choice::new(OVERTURNED, moves::overturn()), Choice::new(UPHELD, moves::uphold())]
    });
    let submit = move |()| {
        let overturned = match drafts.choice.get_untracked().as_str() {
            OVERTURNED => true,
            UPHELD => false,
            _ => return state.refuse(Failure::here(moves::choose_decision())),
        };
        let body = DecideAppeal { overturned, text: drafts.text.get_untracked().trim().to_owned() };
        let key = once.key(&body);
        let ask = move |client: Client, body: DecideAppeal| {
            let key = key.clone();
            async move { client.decide_appeal(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(words::said(Action::DecideAppeal)()));
    };
    view! {
        <Form state on_submit=submit>
            <RadioCards name="overturned" label=moves::decision value=drafts.choice choices/>
            <TextArea name="text" label=moves::reason hint=moves::decision_hint value=drafts.text characters_max=text_max()/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::decide_appeal}</Button>
            </div>
        </Form>
    }
}

/// Joining it with another of the same matter.
#[component]
pub(super) fn Merge(id: TicketId, drafts: Drafts, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("merge-ticket"), Once::new());
    let submit = move |()| {
        let text = drafts.text.get_untracked().trim().to_owned();
        let body = MergeTicket {
            into: drafts.choice.get_untracked().trim().to_owned(),
            text: (!text.is_empty()).then_some(text),
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: MergeTicket| {
            let key = key.clone();
            async move { client.merge_ticket(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(words::said(Action::Merge)()));
    };
    view! {
        <Form state on_submit=submit>
            <Notice>{moves::merge_lead}</Notice>
            <TextField name="into" label=moves::merge_into hint=moves::merge_into_hint value=drafts.choice characters_max=20_u32/>
            <TextArea name="text" label=moves::merge_text value=drafts.text optional=true characters_max=text_max()/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::merge}</Button>
            </div>
        </Form>
    }
}
