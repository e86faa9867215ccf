//! For whom points are proposed: their home, and who of it.

use std::sync::Arc;

use contract::{areas::Area, identity::Me, memberships::Member, problems::fields};
use domain::{
    ids::AreaId,
    memberships::MembershipState,
    permissions::{Permission, Role},
};
use leptos::prelude::*;

use super::{Next, draft::ClaimDraft};
use crate::{
    components::{Button, ButtonKind, ButtonLink, Choice, EmptyState, Form, FormState, Notice, RadioCards},
    draft::Draft,
    fetch::{Loaded, fetch},
    i18n::{self, households, points},
    pages::community::households::{
        choose::Choose,
        list::{above, relation_word},
    },
};

/// The question.
#[component]
pub fn WhoStep(
    /// Who is asked.
    me: Arc<Me>,
    /// The answers.
    draft: Draft<ClaimDraft>,
    /// Goes on to the next question.
    #[prop(into)]
    next: Callback<()>,
) -> impl IntoView {
    let grants = me
        .grants
        .iter()
        .filter(|grant| grant.role != Role::Resident && grant.role.allows(Permission::ProposePoints));
    let mut places: Vec<AreaId> = grants.map(|grant| grant.area_id).collect();
    places.sort_unstable();
    places.dedup();
    if places.is_empty() {
        return view! {
            <EmptyState title=points::not_for_you detail=points::not_for_you_why icon=icondata_lu::LuBriefcase>
                <ButtonLink kind=ButtonKind::Primary href="/points/claim">{points::claim}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    // Who looks after one place begins there.
    let from = places.first().copied().filter(|_| places.len() == 1);
    let begin = fetch(move |client| async move {
        match from {
            Some(id) => client.get_area(id).await.map(|tagged| Some(tagged.body)),
            None => Ok(None),
        }
    });
    let home = Memo::new(move |_| draft.value.with(|draft| draft.household));
    let choose = move |area: Area| {
        draft.value.update(|draft| (draft.household, draft.person) = (Some(area.id), None));
    };
    let mine = me.id;
    view! {
        {move || match home.get() {
            Some(id) => view! { <People id mine draft next/> }.into_any(),
            None => view! {
                <Loaded fetched=begin let:from>
                    {match from {
                        Some(from) => view! { <Choose from on_choose=choose/> }.into_any(),
                        None => view! { <Choose on_choose=choose/> }.into_any(),
                    }}
                </Loaded>
            }
            .into_any(),
        }}
    }
    .into_any()
}

#[component]
fn People(
    id: AreaId,
    mine: domain::ids::UserId,
    draft: Draft<ClaimDraft>,
    next: Callback<()>,
) -> impl IntoView {
    let fetched = fetch(move |client| async move {
        let mut members = client.list_household_members(id).await?.items;
        members.retain(|one| one.state == MembershipState::Confirmed && one.user_id != mine);
        Ok(members)
    });
    let other = move |()| draft.value.update(|draft| (draft.household, draft.person) = (None, None));
    view! {
        <div class="row"><Button icon=icondata_lu::LuChevronLeft on_press=other>{households::choose_other}</Button></div>
        <Loaded fetched let:members>
            {if members.is_empty() {
                view! { <EmptyState title=points::nobody_there detail=points::nobody_there_detail icon=icondata_lu::LuUserRound/> }.into_any()
            } else {
                view! { <Which members draft next/> }.into_any()
            }}
        </Loaded>
    }
}

#[component]
fn Which(members: Vec<Member>, draft: Draft<ClaimDraft>, next: Callback<()>) -> impl IntoView {
    let state = FormState::new("who");
    let place = members.first().map(|one| one.place.clone()).unwrap_or_default();
    let chosen = draft.value.with_untracked(|draft| draft.person.as_ref().map(|(id, _)| id.to_string()));
    let chosen = RwSignal::new(chosen.unwrap_or_default());
    let name = format!("{} · {}", above(&place), place.last().cloned().unwrap_or_default());
    let known = StoredValue::new((members, place));
    Effect::new(move |_| {
        let id = chosen.get();
        let found = known.with_value(|(members, place)| {
            let one = members.iter().find(|one| one.user_id.to_string() == id)?;
            Some(((one.user_id, one.display_name.clone()), place.clone()))
        });
        if let Some((person, place)) = found {
            draft.value.update(|draft| (draft.person, draft.place) = (Some(person), place));
        }
    });
    let submit = move |()| {
        if draft.value.with_untracked(|draft| draft.person.is_none()) {
            state.refuse_fields(vec![fields::problem(
                "/beneficiary_id",
                "required",
                untrack(i18n::lang),
                &[],
            )]);
        } else {
            state.accept();
            next.run(());
        }
    };
    let choices = move || {
        let choice = |one: &Member| {
            let relation = one.relation;
            Choice::new(one.user_id.to_string(), one.display_name.clone())
                .hint(move || relation_word(relation))
        };
        known.with_value(|(members, _)| members.iter().map(choice).collect::<Vec<_>>())
    };
    view! {
        <Notice><p><strong>{name}</strong></p></Notice>
        <Form state on_submit=submit>
            <RadioCards name="beneficiary_id" label=points::for_whom value=chosen choices=Signal::derive(choices)/>
            <Next/>
        </Form>
    }
}
