//! Deciding who belongs to a household: letting in, declining with a reason, taking out.

use client::Client;
use contract::memberships::{DecideMembership, Member, REASON_CHARS_MAX};
use domain::memberships::{Decision, MembershipState};
use leptos::prelude::*;

use super::ask::Ask;
use crate::{
    components::{Button, ButtonKind, Confirm, Dialog, Form, FormState, TextArea, Toasts},
    i18n::{common, people},
    once::Once,
    send::{press, send},
    session::Session,
};

/// The questions that decisions ask, and what follows from them.
#[derive(Clone, Copy)]
pub(super) struct Decisions {
    session: Session,
    toasts: Toasts,
    busy: RwSignal<bool>,
    once: Once,
    decline: Ask<Member>,
    take_out: Ask<Member>,
    done: Callback<()>,
}

impl Decisions {
    /// `done` shows the list as it is afterwards.
    pub(super) fn new(done: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            session: Session::get(),
            toasts: Toasts::get(),
            busy: RwSignal::new(false),
            once: Once::new(),
            decline: Ask::new(),
            take_out: Ask::new(),
            done: Callback::new(move |()| done()),
        }
    }

    fn said(self, words: &'static str) {
        self.toasts.say(words);
        self.done.run(());
    }

    fn accept(self, member: &Member) {
        let (id, body) = (member.id, DecideMembership { decision: Decision::Accept, reason: None });
        let key = self.once.key(&(id, &body));
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.decide_membership(id, &body, Some(&key)).await }
        };
        press(self.session, self.toasts, self.busy, ask, move |_| self.said(people::was_accepted()));
    }

    fn end(self) {
        let Some(member) = self.take_out.row() else { return };
        let ask = move |client: Client| async move { client.end_membership(member.id).await };
        press(self.session, self.toasts, self.busy, ask, move |()| self.said(people::was_taken_out()));
    }

    /// The dialogs; once on a page.
    pub(super) fn dialogs(self) -> impl IntoView {
        let question = move || self.take_out.words(|member| people::take_out_question(&member.display_name));
        let title = move || self.decline.words(|member| people::decline_question(&member.display_name));
        view! {
            <Confirm
                open=self.take_out.open
                title=question
                consequence=people::take_out_consequence
                verb=people::take_out
                on_confirm=move |()| self.end()
                danger=true
            />
            <Dialog open=self.decline.open title><Decline decisions=self/></Dialog>
        }
    }
}

/// The buttons of one row: what makes sense where the membership stands.
pub(super) fn decide_buttons(member: &Member, decisions: Decisions) -> impl IntoView + use<> {
    let (name, again) = (member.display_name.clone(), member.display_name.clone());
    let (accepted, declined, taken) = (member.clone(), member.clone(), member.clone());
    match member.state {
        MembershipState::Pending => view! {
            <div class="row">
                <Button small=true kind=ButtonKind::Primary busy=decisions.busy on_press=move |()| decisions.accept(&accepted)>
                    {people::accept}<span class="visually-hidden">" "{again}</span>
                </Button>
                <Button small=true on_press=move |()| decisions.decline.about(declined.clone())>
                    {people::decline}<span class="visually-hidden">" "{name}</span>
                </Button>
            </div>
        }
        .into_any(),
        MembershipState::Confirmed => view! {
            <Button small=true on_press=move |()| decisions.take_out.about(taken.clone())>
                {people::take_out}<span class="visually-hidden">" "{name}</span>
            </Button>
        }
        .into_any(),
        MembershipState::Refused | MembershipState::Ended => ().into_any(),
    }
}

/// Why not: the person reads it.
#[component]
fn Decline(decisions: Decisions) -> impl IntoView {
    let (state, once) = (FormState::new("decline-member"), Once::new());
    let reason = RwSignal::new(String::new());
    let submit = move |()| {
        let Some(member) = decisions.decline.row() else { return };
        let text = reason.with_untracked(|reason| reason.trim().to_owned());
        let body =
            DecideMembership { decision: Decision::Refuse, reason: (!text.is_empty()).then_some(text) };
        let (id, key) = (member.id, once.key(&(member.id, &body)));
        let ask = move |client: Client, body: DecideMembership| {
            let key = key.clone();
            async move { client.decide_membership(id, &body, Some(&key)).await }
        };
        send(decisions.session, state, body, ask, move |_| {
            decisions.decline.open.set(false);
            decisions.said(people::was_declined());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="reason" label=people::reason hint=people::reason_hint value=reason optional=true
                characters_max=u32::try_from(REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="dialog__actions">
                <Button on_press=move |()| decisions.decline.open.set(false)>{common::cancel}</Button>
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{people::decline}</Button>
            </div>
        </Form>
    }
}
