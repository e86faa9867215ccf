//! Asking the committee: whether a project is paid for, or whether it ends early.

use chrono::{Days, NaiveDate};
use client::{Client, Tagged};
use contract::funds::{AskCommittee, Project};
use domain::{
    funds::{RESOLUTION_TEXT_CHARS_MAX, VOTING_DAYS_MAX},
    ids::ProjectId,
    town_time,
};
use leptos::prelude::*;

use super::super::words::Text;
use crate::{
    components::{Button, ButtonKind, DateField, Form, FormState, Notice, TextArea, Tone},
    device, format,
    i18n::{common, projects},
    once::Once,
    pages::moves::forms::refuse_empty,
    send::send,
    session::Session,
};

/// Days that members have where nothing else is said.
const DAYS_READY: u64 = 7;

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Ask {
    /// Whether it is paid for.
    Put,
    /// Whether it ends early.
    Terminate,
}

impl Ask {
    /// The verb, the question, and what is said afterwards.
    pub(super) fn texts(self) -> (Text, Text, Text) {
        match self {
            Self::Put => (projects::put, projects::put_title, projects::was_put),
            Self::Terminate => {
                (projects::terminate, projects::terminate_title, projects::was_termination_put)
            }
        }
    }
}

/// The form.
#[component]
pub(super) fn Asking(
    /// Which project.
    id: ProjectId,
    /// What is asked.
    ask: Ask,
    /// Why.
    text: RwSignal<String>,
    /// The last day to vote.
    day: RwSignal<String>,
    /// It was asked.
    on_done: Callback<()>,
    /// It is not asked now.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("ask-committee"), Once::new());
    let today = town_time::date(device::now());
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    if day.with_untracked(String::is_empty) {
        day.set(format::iso_date(after(DAYS_READY)));
    }
    let submit = move |()| {
        let Some(last) = day.with_untracked(|day| day.parse::<NaiveDate>().ok()) else {
            return refuse_empty(state, "/until");
        };
        // The whole day is left to vote.
        let until = town_time::end(last);
        let body = AskCommittee { reason: text.with_untracked(|text| text.trim().to_owned()), until };
        let key = once.key(&(id, ask, &body));
        let send_it = move |client: Client, body: AskCommittee| {
            let key = key.clone();
            async move {
                match ask {
                    Ask::Put => client.put_project(id, &body, Some(&key)).await,
                    Ask::Terminate => client.ask_to_terminate_project(id, &body, Some(&key)).await,
                }
            }
        };
        send(session, state, body, send_it, move |_: Tagged<Project>| on_done.run(()));
    };
    let (lead, kind, verb): (Text, _, Text) = match ask {
        Ask::Put => (projects::put_lead, ButtonKind::Primary, projects::put),
        Ask::Terminate => (projects::terminate_lead, ButtonKind::Danger, projects::terminate),
    };
    let tone = if ask == Ask::Terminate { Tone::Alert } else { Tone::Neutral };
    let last = after(u64::try_from(VOTING_DAYS_MAX - 1).unwrap_or_default());
    let chars = u32::try_from(RESOLUTION_TEXT_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            <Notice tone><p>{lead}</p></Notice>
            <DateField name="until" label=projects::vote_until hint=projects::vote_until_hint value=day min=today max=last/>
            <TextArea name="reason" label=projects::ask_reason value=text optional=true characters_max=chars/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind submit=true busy=state.busy>{verb}</Button>
            </div>
        </Form>
    }
}
