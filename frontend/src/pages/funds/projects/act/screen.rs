//! What an office finds of a proposal.

use client::{Client, Tagged};
use contract::funds::{Project, ScreenProject, ScreeningResult};
use domain::{funds::PROJECT_WORDS_CHARS_MAX, ids::ProjectId};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Choice, Form, FormState, RadioCards, TextArea},
    i18n::{common, projects},
    once::Once,
    pages::moves::forms::refuse_empty,
    send::send,
    session::Session,
};

const PASSED: &str = "passed";
const RETURNED: &str = "returned";
const REJECTED: &str = "rejected";

/// The form.
#[component]
pub(super) fn Screening(
    /// Which project.
    id: ProjectId,
    /// What was chosen.
    choice: RwSignal<String>,
    /// Why.
    text: RwSignal<String>,
    /// It was said.
    on_done: Callback<()>,
    /// It is not said now.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("screening"), Once::new());
    let choices = Signal::derive(|| {
        vec![
            Choice::new(PASSED, projects::screen_passed).hint(projects::screen_passed_hint),
            Choice::new(RETURNED, projects::screen_returned).hint(projects::screen_returned_hint),
            Choice::new(REJECTED, projects::screen_rejected).hint(projects::screen_rejected_hint),
        ]
    });
    let submit = move |()| {
        let result = match choice.get_untracked().as_str() {
            PASSED => ScreeningResult::Passed,
            RETURNED => ScreeningResult::Returned,
            REJECTED => ScreeningResult::Rejected,
            _ => return refuse_empty(state, "/result"),
        };
        let reason = Some(text.with_untracked(|text| text.trim().to_owned())).filter(|text| !text.is_empty());
        if result != ScreeningResult::Passed && reason.is_none() {
            return refuse_empty(state, "/reason");
        }
        let body = ScreenProject { result, reason };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: ScreenProject| {
            let key = key.clone();
            async move { client.screen_project(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: Tagged<Project>| on_done.run(()));
    };
    let chars = u32::try_from(PROJECT_WORDS_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            <RadioCards name="result" label=projects::screen_result value=choice choices/>
            <TextArea name="reason" label=projects::reason hint=projects::screen_reason_hint value=text characters_max=chars/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{projects::screen_send}</Button>
            </div>
        </Form>
    }
}
