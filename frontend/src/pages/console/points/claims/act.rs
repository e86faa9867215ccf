//! Deciding a claim: approving it, rejecting it with a reason that its claimant reads, and judging it at a second look.

use client::{Client, Tagged};
use contract::points::{Claim, ClaimMove, JudgeClaim, RejectClaim};
use domain::ids::ClaimId;
use leptos::prelude::*;

use super::{
    super::{WORDS_CHARS_MAX, words},
    earner,
};
use crate::{
    components::{
        Button, ButtonKind, Choice, Dialog, Form, FormState, Notice, RadioCards, TextArea, Toasts, Tone,
    },
    failure::Failure,
    format,
    i18n::{common, programmes},
    once::Once,
    send::{press, send},
    session::Session,
};

const UPHOLD: &str = "uphold";
const OVERTURN: &str = "overturn";

/// What the reader can do with a claim, or why not.
#[component]
pub(super) fn Acts(
    /// The claim as it stands.
    found: Signal<Tagged<Claim>>,
    /// It was decided.
    on_done: Callback<()>,
) -> impl IntoView {
    let may = move |what: ClaimMove| found.with(|found| found.body.may.contains(&what));
    let hindrance = move || found.with(|found| found.body.hindrance);
    // What is written stays while the claim is read anew.
    let (reason, finding, judged) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let rejecting = RwSignal::new(false);
    let title = move || found.with(|found| programmes::reject_question(&found.body.activity_name, earner(&found.body)));
    view! {
        {move || hindrance().map(|hindrance| view! {
            <Notice tone=Tone::Waiting><p>{move || words::hindrance(hindrance)}</p></Notice>
        })}
        <Show when=move || may(ClaimMove::Decide)>
            <div class="row no-print" role="group" aria-label=programmes::actions>
                <Approve found on_done/>
                <Button icon=icondata_lu::LuX on_press=move |()| rejecting.set(true)>{programmes::reject}</Button>
            </div>
        </Show>
        <Dialog open=rejecting title=title>
            <Reject found reason on_cancel=move |()| rejecting.set(false) on_done=move |()| { rejecting.set(false); on_done.run(()); }/>
        </Dialog>
        <Show when=move || may(ClaimMove::ReAudit)>
            <section class="stack" aria-labelledby="judge-head">
                <h2 id="judge-head">{programmes::second_look}</h2>
                <Judge found judged finding on_done/>
            </section>
        </Show>
    }
}

#[component]
fn Approve(found: Signal<Tagged<Claim>>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, once) = (RwSignal::new(false), Once::new());
    let points = move || found.with(|found| found.body.points);
    let approve = move |()| {
        let (id, etag) = found.with_untracked(|found| (found.body.id, found.etag.clone()));
        let key = once.key(&(id, &etag));
        let ask = move |client: Client| {
            let (etag, key) = (etag.clone(), key.clone());
            async move { client.approve_claim(id, &etag, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |done: Tagged<Claim>| {
            toasts.say(programmes::was_approved(earner(&done.body), format::number(done.body.points)));
            on_done.run(());
        });
    };
    view! {
        <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=approve>
            {move || programmes::approve_one(format::number(points()))}
        </Button>
    }
}

#[component]
fn Reject(
    found: Signal<Tagged<Claim>>,
    reason: RwSignal<String>,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("reject-claim"), Once::new());
    let submit = move |()| {
        let (id, etag): (ClaimId, String) = found.with_untracked(|found| (found.body.id, found.etag.clone()));
        let body = RejectClaim { reason: reason.with_untracked(|reason| reason.trim().to_owned()) };
        let key = once.key(&(&etag, &body));
        let ask = move |client: Client, body: RejectClaim| {
            let (etag, key) = (etag.clone(), key.clone());
            async move { client.reject_claim(id, &etag, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| {
            toasts.say(programmes::was_rejected());
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="reason" label=programmes::reason hint=programmes::reject_hint value=reason characters_max=WORDS_CHARS_MAX/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{programmes::reject}</Button>
            </div>
        </Form>
    }
}

#[component]
fn Judge(
    found: Signal<Tagged<Claim>>,
    judged: RwSignal<String>,
    finding: RwSignal<String>,
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("judge-claim"), Once::new());
    let overturns = move || judged.with(|judged| judged == OVERTURN);
    let choices = Signal::derive(|| {
        vec![
            Choice::new(UPHOLD, programmes::uphold).hint(programmes::uphold_hint),
            Choice::new(OVERTURN, programmes::overturn).hint(programmes::overturn_hint),
        ]
    });
    let submit = move |()| {
        if judged.with_untracked(String::is_empty) {
            return state.refuse(Failure::here(programmes::choose_judgement()));
        }
        let (id, etag): (ClaimId, String) = found.with_untracked(|found| (found.body.id, found.etag.clone()));
        let body = JudgeClaim {
            upheld: !untrack(overturns),
            reason: finding.with_untracked(|finding| finding.trim().to_owned()),
        };
        let key = once.key(&(&etag, &body));
        let ask = move |client: Client, body: JudgeClaim| {
            let (etag, key) = (etag.clone(), key.clone());
            async move { client.judge_re_audit(id, &etag, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |done: Tagged<Claim>| {
            let missing = done.body.unrecovered;
            toasts.say(if missing > 0 {
                programmes::was_judged_unrecovered(format::number(missing))
            } else {
                programmes::was_judged().to_owned()
            });
            on_done.run(());
        });
    };
    let consequence = move || {
        let points = found.with(|found| found.body.points);
        overturns().then(|| view! {
            <Notice tone=Tone::Alert><p>{move || programmes::overturn_consequence(format::number(points))}</p></Notice>
        })
    };
    view! {
        <Form state on_submit=submit>
            <RadioCards name="upheld" label=programmes::judgement value=judged choices columns=true/>
            <TextArea name="reason" label=programmes::what_was_found hint=programmes::finding_hint value=finding characters_max=WORDS_CHARS_MAX/>
            {consequence}
            <div class="form__actions">
                {move || {
                    let (kind, verb) = if overturns() {
                        (ButtonKind::Danger, programmes::overturn as fn() -> &'static str)
                    } else {
                        (ButtonKind::Primary, programmes::judge as fn() -> &'static str)
                    };
                    view! { <Button kind submit=true busy=state.busy>{verb}</Button> }
                }}
            </div>
        </Form>
    }
}
