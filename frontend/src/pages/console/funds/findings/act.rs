//! Answering a finding, and judging the answer.

use client::{Client, Tagged};
use contract::funds::{AnswerFinding, Finding, FindingStanding, JudgeFinding};
use domain::{areas::AreaPath, funds::FINDING_TEXT_CHARS_MAX, permissions::Permission};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Confirm, Reason, ReasonDialog, Toasts},
    i18n::{disbursements as texts, funds},
    once::Once,
    send::{press, send},
    session::Session,
};

/// Who takes part in running a fund answers.
const ANSWERING: [Permission; 3] = [Permission::ManageFunds, Permission::KeepFunds, Permission::DecideFunds];

/// The buttons, by where it stands and who reads.
#[component]
pub(super) fn Acts(
    /// It, as it stands.
    finding: Signal<Finding>,
    /// The path of the fund's area.
    path: AreaPath,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let [answering, asking, taking] = [(); 3].map(|()| RwSignal::new(false));
    let busy = RwSignal::new(false);
    let id = finding.with_untracked(|finding| finding.summary.id);
    let state = Memo::new(move |_| finding.with(|finding| finding.summary.state));
    let answers = ANSWERING.into_iter().any(|permission| session.may(permission, &path));
    let judges = session.may(Permission::AuditLedger, &path);
    let may_answer = move || answers && state.get() == FindingStanding::Open;
    let may_judge = move || judges && state.get() == FindingStanding::Answered;
    let said = move |words: &'static str| {
        toasts.say(words);
        on_done.run(());
    };
    let answer = move |(form, text): Reason| {
        let body = AnswerFinding { text: text.trim().to_owned() };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: AnswerFinding| {
            let key = key.clone();
            async move { client.answer_finding(id, &body, Some(&key)).await }
        };
        send(session, form, body, ask, move |_| {
            answering.set(false);
            said(texts::answered_now());
        });
    };
    let ask_again = move |(form, text): Reason| {
        let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let body = JudgeFinding { satisfied: false, text };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: JudgeFinding| {
            let key = key.clone();
            async move { client.judge_finding(id, &body, Some(&key)).await }
        };
        send(session, form, body, ask, move |_| {
            asking.set(false);
            said(texts::asked_again_now());
        });
    };
    let take = move |()| {
        let body = JudgeFinding { satisfied: true, text: None };
        let key = once.key(&(id, &body));
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.judge_finding(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Finding>| said(texts::settled_now()));
    };
    view! {
        <div class="row no-print" role="group" aria-label=funds::actions hidden=move || !may_answer() && !may_judge()>
            <Show when=may_answer>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPencil on_press=move |()| answering.set(true)>{texts::answer}</Button>
            </Show>
            <Show when=may_judge>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=move |()| taking.set(true)>{texts::settle}</Button>
                <Button icon=icondata_lu::LuUndo2 on_press=move |()| asking.set(true)>{texts::ask_again}</Button>
            </Show>
        </div>
        <ReasonDialog open=answering name="answer" field="text" title=texts::answer label=texts::answer_label
            hint=texts::answer_hint verb=texts::answer characters_max=FINDING_TEXT_CHARS_MAX on_submit=answer/>
        <ReasonDialog open=asking name="ask-again" field="text" title=texts::ask_again label=texts::ask_again_label
            hint=texts::ask_again_hint verb=texts::ask_again characters_max=FINDING_TEXT_CHARS_MAX on_submit=ask_again/>
        <Confirm open=taking title=texts::settle_question consequence=texts::settle_consequence verb=texts::settle on_confirm=take/>
    }
}
