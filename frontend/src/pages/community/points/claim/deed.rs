//! What was done.

use contract::points::Programme;
use domain::{ids::ProgrammeId, points::Activity};
use leptos::prelude::*;

use super::{
    super::words,
    Next,
    draft::{ClaimDraft, Kind},
    offered::Offered,
    room,
};
use crate::{
    components::{Button, ButtonKind, ButtonLink, Choice, EmptyState, Form, FormState, RadioCards},
    draft::Draft,
    i18n::{self, points},
};

/// The question.
#[component]
pub fn DeedStep(
    /// What there is to choose from.
    offered: Offered,
    /// The answers.
    draft: Draft<ClaimDraft>,
    /// For oneself or for somebody else.
    kind: Kind,
    /// Goes on to the next question.
    #[prop(into)]
    next: Callback<()>,
) -> impl IntoView {
    if offered.open(kind).next().is_none() {
        return view! { <Nothing kind/> }.into_any();
    }
    let state = FormState::new("deed");
    // Who comes from one programme is asked about that one, and can look at the others.
    let from = draft.value.with_untracked(|draft| draft.programme);
    let has = |id: ProgrammeId| offered.open(kind).any(|(programme, _)| programme.id == id);
    let only = RwSignal::new(from.filter(|id| has(*id)));
    let several = offered.programmes.len() > 1;
    let chosen = draft.value.with_untracked(|draft| {
        offered.chosen(draft).map(|(programme, activity)| value(programme, activity))
    });
    let chosen = RwSignal::new(chosen.unwrap_or_default());
    Effect::new(move |_| {
        let value = chosen.get();
        let Some((programme, activity)) = value.split_once('/') else { return };
        draft.value.update(|draft| {
            draft.programme = programme.parse().ok();
            activity.clone_into(&mut draft.activity);
        });
    });
    let submit = move |()| {
        if chosen.with_untracked(String::is_empty) {
            let missing =
                contract::problems::fields::problem("/activity", "required", untrack(i18n::lang), &[]);
            state.refuse_fields(vec![missing]);
        } else {
            state.accept();
            next.run(());
        }
    };
    let choices = move || {
        let choice = |(programme, activity): (&Programme, &Activity)| {
            Choice::new(value(programme, activity), activity.name.clone())
                .hint(hint(&offered, programme, activity, several))
        };
        let only = only.get();
        let shown = offered.open(kind).filter(|(programme, _)| only.is_none_or(|id| id == programme.id));
        shown.map(choice).collect::<Vec<_>>()
    };
    let others = move || several && only.get().is_some();
    view! {
        <Form state on_submit=submit>
            <RadioCards name="activity" label=points::activity hint=points::activity_hint value=chosen choices=Signal::derive(choices)/>
            <Show when=others>
                <Button kind=ButtonKind::Quiet on_press=move |()| only.set(None)>{points::other_programmes}</Button>
            </Show>
            <Next/>
        </Form>
    }
    .into_any()
}

fn value(programme: &Programme, activity: &Activity) -> String {
    format!("{}/{}", programme.id, activity.code)
}

/// What it earns, in which programme, and how much of that is left today.
fn hint(offered: &Offered, programme: &Programme, activity: &Activity, several: bool) -> String {
    let room = offered.limits.as_ref().map(|limits| room::of(limits, programme.id, &activity.code));
    let least = room
        .and_then(|room| room.into_iter().min_by_key(|one| one.left))
        .map(|one| words::room(one.cap, one.left, one.max));
    let parts = [Some(words::earns(activity)), several.then(|| programme.name.clone()), least];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Nothing(kind: Kind) -> impl IntoView {
    let detail = match kind {
        Kind::Claim => points::nothing_to_claim_detail,
        Kind::Propose => points::nothing_to_propose_detail,
    };
    view! {
        <EmptyState title=points::nothing_to_claim detail icon=icondata_lu::LuSprout>
            <ButtonLink kind=ButtonKind::Primary href=kind.out()>{crate::i18n::common::back}</ButtonLink>
        </EmptyState>
    }
}
