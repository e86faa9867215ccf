//! An office accepts a milestone or a report, or says what is missing.

use client::{Client, Tagged};
use contract::funds::{JudgeStep, Project};
use domain::{funds::PROJECT_WORDS_CHARS_MAX, ids::ProjectId};
use leptos::prelude::*;

use super::super::words::Text;
use crate::{
    components::{Button, ButtonKind, Choice, Form, FormState, RadioCards, TextArea},
    i18n::{common, projects},
    once::Once,
    pages::moves::forms::refuse_empty,
    send::send,
    session::Session,
};

const YES: &str = "yes";
const NO: &str = "no";

/// What is judged.
#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Judge {
    /// The milestone of this number, from 0.
    Milestone(usize),
    /// The report.
    Report,
}

impl Judge {
    /// The verb, the question, and what is said afterwards.
    pub(super) fn texts(self) -> (Text, Text, Text) {
        match self {
            Self::Milestone(_) => {
                (projects::judge_milestone, projects::judge_milestone_title, projects::was_judged)
            }
            Self::Report => (projects::judge_report, projects::judge_report_title, projects::was_judged),
        }
    }
}

/// The form.
#[component]
pub(super) fn Judging(
    /// Which project.
    id: ProjectId,
    /// What is judged.
    judge: Judge,
    /// What was chosen.
    choice: RwSignal<String>,
    /// Why.
    text: RwSignal<String>,
    /// It was judged.
    on_done: Callback<()>,
    /// It is not judged now.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("judge"), Once::new());
    let choices = Signal::derive(move || {
        let yes: Text = match judge {
            Judge::Milestone(_) => projects::accept_milestone_hint,
            Judge::Report => projects::accept_report_hint,
        };
        vec![
            Choice::new(YES, projects::accept).hint(yes),
            Choice::new(NO, projects::refuse).hint(projects::refuse_hint),
        ]
    });
    let submit = move |()| {
        let accepted = match choice.get_untracked().as_str() {
            YES => true,
            NO => false,
            _ => return refuse_empty(state, "/accepted"),
        };
        let reason = Some(text.with_untracked(|text| text.trim().to_owned())).filter(|text| !text.is_empty());
        if !accepted && reason.is_none() {
            return refuse_empty(state, "/reason");
        }
        let body = JudgeStep { accepted, reason };
        let key = once.key(&(id, judge, &body));
        let ask = move |client: Client, body: JudgeStep| {
            let key = key.clone();
            async move {
                match judge {
                    Judge::Milestone(number) => client.judge_milestone(id, number, &body, Some(&key)).await,
                    Judge::Report => client.judge_project_report(id, &body, Some(&key)).await,
                }
            }
        };
        send(session, state, body, ask, move |_: Tagged<Project>| on_done.run(()));
    };
    let chars = u32::try_from(PROJECT_WORDS_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            <RadioCards name="accepted" label=projects::judge_result value=choice choices/>
            <TextArea name="reason" label=projects::reason hint=projects::judge_reason_hint value=text characters_max=chars/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{projects::judge_send}</Button>
            </div>
        </Form>
    }
}
