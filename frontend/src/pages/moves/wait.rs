//! Waiting for others: for what, and until when at the latest.

use chrono::NaiveDate;
use client::Client;
use contract::tickets::WaitForOthers;
use domain::{
    ids::TicketId,
    tickets::{Action, WaitReason},
    town_time,
};
use leptos::prelude::*;

use super::{
    Drafts,
    forms::{last_day, text_max},
    words,
};
use crate::{
    components::{Button, ButtonKind, DateField, Form, FormState, SelectField, TextArea},
    device,
    failure::Failure,
    i18n::moves,
    once::Once,
    send::send,
    session::Session,
};

#[component]
pub(super) fn Waits(id: TicketId, drafts: Drafts, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("wait-for-others"), Once::new());
    let today = town_time::date(device::now());
    let options = Signal::derive(|| {
        let words =
            |reason: WaitReason| (reason.as_str().to_owned(), words::wait_reason(reason)().to_owned());
        WaitReason::ALL.into_iter().map(words).collect::<Vec<_>>()
    });
    let submit = move |()| {
        let Some(reason) = WaitReason::parse(&drafts.choice.get_untracked()) else {
            return state.refuse(Failure::here(moves::choose_wait_reason()));
        };
        let Ok(day) = drafts.day.get_untracked().parse::<NaiveDate>() else {
            return state.refuse(Failure::here(moves::choose_day()));
        };
        let text = drafts.text.get_untracked().trim().to_owned();
        let body = WaitForOthers { reason, until: town_time::end(day), text };
        let key = once.key(&body);
        let ask = move |client: Client, body: WaitForOthers| {
            let key = key.clone();
            async move { client.wait_for_others(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(words::said(Action::Wait)()));
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="reason" label=moves::wait_why hint=moves::wait_why_hint value=drafts.choice options/>
            <DateField name="until" label=moves::wait_until hint=moves::wait_until_hint value=drafts.day min=today max=last_day(today, WaitReason::DAYS_MAX)/>
            <TextArea name="text" label=moves::wait_text hint=moves::hand_back_hint value=drafts.text characters_max=text_max()/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::wait}</Button>
            </div>
        </Form>
    }
}
