//! Deciding on an objection: the mark stands, or becomes another one within its weight.

use client::Client;
use contract::inspections::{DecideObjection, Objection};
use contract::problems::FieldProblem;
use domain::inspections::{self as rules, Decision, ObjectionError, ObjectionState, Score, marks};
use leptos::prelude::*;

use super::{super::points, Case, one::mark_words};
use crate::{
    components::{Button, ButtonKind, Choice, Form, FormState, RadioCards, TextArea, TextField},
    i18n::{common, rounds},
    once::Once,
    send::attempt,
    session::Session,
};

/// Longest reply, in characters.
const REPLY_CHARS_MAX: u32 = 1_000;
const UPHOLD: &str = "uphold";
const DISMISS: &str = "dismiss";

/// The form, in a dialog.
#[component]
pub(super) fn Decide(
    case: Case,
    /// It is decided.
    #[prop(into)]
    on_done: Callback<()>,
    /// Somebody else was faster: the list is to be read anew.
    #[prop(into)]
    on_stale: Callback<()>,
    /// It stays undecided.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("decide-objection"), Once::new());
    let (decision, typed, reply) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let indicator =
        case.template.indicators().find(|indicator| indicator.code == case.objection.code).cloned();
    let weight = indicator.as_ref().map_or(Score::FULL, |indicator| indicator.weight);
    let mark = mark_words(&case.objection, indicator.as_ref());
    let (text, id) = (case.objection.text.clone(), case.objection.id);
    let case = StoredValue::new(case);
    let upholds = move || decision.with(|decision| decision == UPHOLD);
    // What the score comes to, by the rules that the server has.
    let score = move || {
        let points = points::read(&typed.get()).filter(|points| *points <= weight)?;
        case.with_value(|case| {
            let mut findings = case.sheet.findings.clone();
            findings.get_mut(&case.objection.code)?.points = points;
            let (before, after) = (case.sheet.score?, case.template.score(&marks(&findings)).ok()?);
            Some(rounds::score_becomes(before, after))
        })
    };
    let submit = move |()| {
        let points = match decision.get_untracked().as_str() {
            DISMISS => None,
            UPHOLD => match points::read(&typed.get_untracked()) {
                Some(points) => Some(points),
                None => {
                    state.refuse_fields(vec![wrong("/points", rounds::points_not_read())]);
                    return;
                }
            },
            _ => {
                state.refuse_fields(vec![wrong("/decision", rounds::choose_decision())]);
                return;
            }
        };
        if let Some(fault) = case.with_value(|case| fault(&case.objection, points, weight, session)) {
            state.refuse_fields(vec![fault]);
            return;
        }
        let body = DecideObjection { points, reply: reply.with_untracked(|reply| reply.trim().to_owned()) };
        let key = once.key(&body);
        let sent = body.clone();
        let ask = move || async move {
            let answer = session.call(|client: Client| {
                let (body, key) = (sent.clone(), key.clone());
                async move { client.decide_objection(id, &body, Some(&key)).await }
            });
            let answer = answer.await;
            if answer.as_ref().is_err_and(|failure| failure.code == "objection_ended") {
                on_stale.run(());
            }
            answer
        };
        attempt(state, &body, ask, move |_: Objection| on_done.run(()));
    };
    let choices = || {
        vec![
            Choice::new(UPHOLD, rounds::uphold).hint(rounds::uphold_hint),
            Choice::new(DISMISS, rounds::dismiss).hint(rounds::dismiss_hint),
        ]
    };
    view! {
        <Form state on_submit=submit>
            <div class="stack stack--tight">
                <p><strong>{case.with_value(|case| case.place.clone())}</strong>" · "{indicator.map(|indicator| indicator.name)}</p>
                <p>{mark}</p>
                <p class="pre soft">{text}</p>
            </div>
            <RadioCards name="decision" label=rounds::decision value=decision choices=Signal::derive(choices)/>
            <Show when=upholds>
                <TextField name="points" label=rounds::new_points hint=move || rounds::new_points_hint(weight) value=typed inputmode="decimal" characters_max=6_u32/>
                <p role="status">{score}</p>
            </Show>
            <TextArea name="reply" label=rounds::reply hint=rounds::reply_hint value=reply characters_max=REPLY_CHARS_MAX/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{rounds::decide}</Button>
                <Button on_press=move |()| on_cancel.run(())>{common::cancel}</Button>
            </div>
        </Form>
    }
}

fn wrong(pointer: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: "invalid".into(), detail: detail.to_owned() }
}

/// What the rules say before anything is sent.
fn fault(
    objection: &Objection,
    points: Option<Score>,
    weight: Score,
    session: Session,
) -> Option<FieldProblem> {
    let me = untrack(|| session.me())?.id;
    let open = rules::Objection {
        objector: objection.objector_id,
        before: objection.before,
        state: ObjectionState::Open,
    };
    let decision = points.map_or(Decision::Dismiss, |points| Decision::Uphold { points });
    match open.decide(me, &[], weight, decision).err()? {
        ObjectionError::Unchanged => Some(wrong("/points", rounds::points_unchanged())),
        ObjectionError::AboveWeight => Some(wrong("/points", &rounds::points_above(weight))),
        // Whoever may not decide was told before the form opened; the server says it again.
        _ => None,
    }
}
