//! Pausing a plan, going on, ending it: what hurts asks for a reason.

use contract::visits::{VisitPlan, VisitPlanReason};
use domain::visits::{VisitPlanState, WORD_CHARS_MAX};
use leptos::prelude::*;

use super::show::Shown;
use crate::{
    components::{Button, ButtonLink, Reason, ReasonDialog, Toasts},
    i18n::visits as texts,
    once::Once,
    send::{press, send},
    session::Session,
};

/// What can be done with a plan that has not ended.
#[component]
pub fn Actions(
    /// The plan.
    plan: VisitPlan,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts, busy) = (Session::get(), Toasts::get(), RwSignal::new(false));
    let (pausing, ending) = (RwSignal::new(false), RwSignal::new(false));
    let id = plan.id;
    let resume = move |()| {
        let call = move |client: client::Client| async move { client.resume_visit_plan(id, None).await };
        press(session, toasts, busy, call, move |_| {
            toasts.say(texts::did_resume());
            fetched.reload();
        });
    };
    let paused = plan.state == VisitPlanState::Paused;
    view! {
        <div class="row">
            <ButtonLink href=format!("/work/visits/{id}/edit")>{texts::edit}</ButtonLink>
            {if paused {
                view! { <Button busy on_press=resume>{texts::resume}</Button> }.into_any()
            } else {
                view! { <Button on_press=move |()| pausing.set(true)>{texts::pause}</Button> }.into_any()
            }}
            <Button on_press=move |()| ending.set(true)>{texts::end}</Button>
        </div>
        <WithReason open=pausing name="pause" title=texts::pause_question verb=texts::pause ends=false id fetched/>
        <WithReason open=ending name="end" title=texts::end_question verb=texts::end ends=true id fetched/>
    }
}

#[component]
fn WithReason(
    open: RwSignal<bool>,
    name: &'static str,
    title: fn() -> &'static str,
    verb: fn() -> &'static str,
    ends: bool,
    id: domain::ids::VisitPlanId,
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let submit = move |(state, reason): Reason| {
        let body = VisitPlanReason { reason };
        let key = once.key(&body);
        let call = move |client: client::Client, body: VisitPlanReason| {
            let key = key.clone();
            async move {
                if ends {
                    client.end_visit_plan(id, &body, Some(&key)).await
                } else {
                    client.pause_visit_plan(id, &body, Some(&key)).await
                }
            }
        };
        send(session, state, body, call, move |_| {
            open.set(false);
            toasts.say(if ends { texts::did_end() } else { texts::did_pause() });
            fetched.reload();
        });
    };
    view! {
        <ReasonDialog open name title label=texts::for_what_reason hint=texts::reason_hint verb characters_max=WORD_CHARS_MAX
            on_submit=submit/>
    }
}
