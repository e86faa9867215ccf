//! Approving or rejecting a claim. Neither can be undone, so each asks once and names the claim.

use client::{Client, ClientError, Tagged};
use contract::points::{Claim, ClaimHindrance, ClaimMove, RejectClaim};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::words;
use crate::{
    components::{Button, ButtonKind, Confirm, Dialog, Form, FormState, Notice, TextArea, Toasts, Tone},
    failure::Failure,
    format,
    i18n::{common, points},
    once::Once,
    send::send,
    session::Session,
};

/// Longest reason, in characters.
const REASON_CHARS_MAX: u32 = 500;

/// The two buttons, or why there are none.
#[component]
pub fn Decide(
    /// The claim.
    claim: Claim,
    /// It is decided.
    #[prop(into)]
    on_done: Callback<()>,
    /// It is not as it was: it should be read again.
    #[prop(into)]
    on_anew: Callback<()>,
) -> impl IntoView {
    if let Some(hindrance) = claim.hindrance {
        return view! { <Notice tone=Tone::Neutral><p>{move || hindered(hindrance)}</p></Notice> }.into_any();
    }
    if !claim.may.contains(&ClaimMove::Decide) {
        return ().into_any();
    }
    let failed = RwSignal::new(None::<Failure>);
    let name = words::whose(&claim);
    view! {
        <div role="status">
            {move || failed.get().map(|failure| view! {
                <Notice tone=Tone::Alert>
                    <p>{failure.detail}</p>
                    <Button icon=icondata_lu::LuRotateCw on_press=on_anew>{points::see_anew}</Button>
                </Notice>
            })}
        </div>
        <div class="row">
            <Approve claim=claim.clone() name=name.clone() failed on_done/>
            <Reject claim name on_done/>
        </div>
    }
    .into_any()
}

fn hindered(hindrance: ClaimHindrance) -> &'static str {
    match hindrance {
        ClaimHindrance::Own => points::hindered_own(),
        ClaimHindrance::Household => points::hindered_household(),
        ClaimHindrance::Kin => points::hindered_kin(),
    }
}

fn etag(claim: &Claim) -> String {
    format!("\"{}\"", claim.version)
}

#[component]
fn Approve(
    claim: Claim,
    name: String,
    failed: RwSignal<Option<Failure>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (open, busy, once) = (RwSignal::new(false), RwSignal::new(false), Once::new());
    let (id, tag) = (claim.id, etag(&claim));
    let (amount, activity) = (format::number(claim.points), claim.activity_name);
    let approve = move |()| {
        let (key, tag) = (once.key(&(id, &tag)), tag.clone());
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let ask = |client: Client| {
                let (key, tag) = (key.clone(), tag.clone());
                async move { client.approve_claim(id, &tag, Some(&key)).await }
            };
            let answer: Result<Tagged<Claim>, Failure> = session.call(ask).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(_) => {
                    toasts.say(points::said_approved());
                    on_done.run(());
                }
                Err(failure) => {
                    let _ = failed.try_set(Some(failure));
                }
            }
        });
    };
    let (asked, hidden) = (name.clone(), format!(" {name}"));
    view! {
        <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=move |()| open.set(true)>
            {points::approve}<span class="visually-hidden">{hidden}</span>
        </Button>
        <Confirm
            open
            title=move || points::approve_ask(&asked, &activity, &amount)
            consequence=points::approve_effect
            verb=points::approve
            on_confirm=approve
        />
    }
}

#[component]
fn Reject(claim: Claim, name: String, on_done: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let (asked, hidden) = (name.clone(), format!(" {name}"));
    let activity = claim.activity_name.clone();
    let claim = StoredValue::new(claim);
    // Kept here and not in the dialog: what was written is still there when it opens again.
    let reason = RwSignal::new(String::new());
    view! {
        <Button icon=icondata_lu::LuX on_press=move |()| open.set(true)>
            {points::reject}<span class="visually-hidden">{hidden}</span>
        </Button>
        <Dialog open title=move || points::reject_ask(&asked, &activity)>
            <Why claim=claim.get_value() reason open on_done/>
        </Dialog>
    }
}

#[component]
fn Why(claim: Claim, reason: RwSignal<String>, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("reject"), Once::new());
    let (id, tag) = (claim.id, etag(&claim));
    let submit = move |()| {
        let body = RejectClaim { reason: reason.get_untracked().trim().to_owned() };
        let (key, tag) = (once.key(&body), tag.clone());
        let ask = move |client: Client, body: RejectClaim| {
            let (key, tag) = (key.clone(), tag.clone());
            async move {
                let done: Result<_, ClientError> = client.reject_claim(id, &tag, &body, Some(&key)).await;
                done
            }
        };
        send(session, state, body, ask, move |_: Tagged<Claim>| {
            toasts.say(points::said_rejected());
            open.set(false);
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="reason" label=points::why hint=points::why_hint value=reason characters_max=REASON_CHARS_MAX/>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{points::reject}</Button>
            </div>
        </Form>
    }
}
