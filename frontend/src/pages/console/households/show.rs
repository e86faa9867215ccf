//! One household: what is known of it, and who belongs to it.

use client::Tagged;
use contract::{households::Household, memberships::Member};
use domain::{ids::AreaId, permissions::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{code::JoiningCode, form::HouseholdEdit, pledge::Pledge};
use crate::{
    components::{BackLink, Badge, Button, ButtonKind, Dialog, EmptyState, PageHead, TableBox, Time, Toasts},
    fetch::{Fetched, fetch},
    format,
    i18n::people,
    pages::{
        console::{
            BASE,
            lists::loaded,
            members::{Decisions, decide_buttons},
            office::office,
            words,
        },
        identity::SignedInOnly,
    },
    session::Session,
};

/// The page.
#[component]
pub fn HouseholdPage() -> impl IntoView {
    view! {
        <SignedInOnly title=people::household home=BASE
            children=|me| office(&me, Permission::ViewHouseholds, || view! { <Whole/> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<AreaId>().ok()));
    let household = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_household(id).await.map(Some),
                None => Ok(None),
            }
        }
    });
    view! {
        <BackLink href=format!("{BASE}/households") label=people::households/>
        {loaded(household, move |found| match found {
            Some(found) => page(household, found).into_any(),
            None => view! { <EmptyState title=people::no_such_household icon=icondata_lu::LuMapPinOff/> }.into_any(),
        })}
    }
}

fn page(fetched: Fetched<Option<Tagged<Household>>>, found: Tagged<Household>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (editing, coding) = (RwSignal::new(false), RwSignal::new(false));
    let household = found.body.clone();
    let (id, path) = (household.id, household.path.clone());
    let (manages, confirms) =
        (session.may(Permission::ManageHouseholds, &path), session.may(Permission::ConfirmMembers, &path));
    let mut place = household.place.clone();
    place.push(household.number.clone());
    let (number, place) = (household.number.clone(), place.join(" · "));
    let text = |text: Option<String>| text.unwrap_or_else(|| "—".into());
    let changed = move |()| {
        editing.set(false);
        toasts.say(people::household_changed());
        fetched.reload();
    };
    let shown = place.clone();
    view! {
        <PageHead title=move || people::household_number(&number)>
            {confirms.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuTicket on_press=move |()| coding.set(true)>{people::joining_code}</Button>
            })}
            {manages.then(|| view! {
                <Button icon=icondata_lu::LuPencil on_press=move |()| editing.set(true)>{people::edit}</Button>
            })}
        </PageHead>
        <dl class="facts">
            <dt>{people::column_place}</dt><dd>{place}</dd>
            <dt>{people::column_holder}</dt><dd>{text(household.holder_name)}</dd>
            <dt>{people::column_identity_number}</dt><dd>{text(household.identity_number)}</dd>
            <dt>{people::column_phone}</dt><dd>{text(household.phone)}</dd>
            <dt>{people::column_floor_area}</dt><dd>{text(household.floor_area)}</dd>
            <dt>{people::column_heads}</dt><dd>{text(household.head_count.map(format::number))}</dd>
        </dl>
        <Dialog open=editing title=people::edit_household>
            <HouseholdEdit found=found.clone() on_done=changed/>
        </Dialog>
        <Dialog open=coding title=people::joining_code><JoiningCode household=id place=shown.clone()/></Dialog>
        <Pledge id records=confirms/>
        <Members id confirms/>
    }
}

#[component]
fn Members(id: AreaId, confirms: bool) -> impl IntoView {
    let members =
        fetch(move |client| async move { client.list_household_members(id).await.map(|all| all.items) });
    let decisions = Decisions::new(move || members.reload());
    view! {
        <section class="stack" aria-labelledby="members-head">
            <h2 id="members-head">{people::members}</h2>
            {loaded(members, move |items| {
                if items.is_empty() {
                    return view! { <EmptyState title=people::no_members detail=people::no_members_detail icon=icondata_lu::LuUsers/> }.into_any();
                }
                rows(items, confirms.then_some(decisions))
            })}
            {decisions.dialogs()}
        </section>
    }
}

fn rows(items: Vec<Member>, decisions: Option<Decisions>) -> AnyView {
    let row = move |member: Member| {
        let (relation, state) = (member.relation, member.state);
        let tone = words::membership(state).1;
        view! {
            <tr>
                <th scope="row">{member.display_name.clone()}</th>
                <td>{move || words::relation(relation)}</td>
                <td><Badge tone label=move || words::membership(state).0/></td>
                <td><Time at=member.created_at/></td>
                {decisions.map(|decisions| view! { <td>{decide_buttons(&member, decisions)}</td> })}
            </tr>
        }
    };
    view! {
        <TableBox caption=people::members>
            <thead>
                <tr>
                    <th scope="col">{people::column_person}</th>
                    <th scope="col">{people::column_relation}</th>
                    <th scope="col">{people::column_state}</th>
                    <th scope="col">{people::column_since}</th>
                    {decisions.map(|_| view! { <th scope="col">{people::column_actions}</th> })}
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
