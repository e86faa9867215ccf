//! Signing somebody up who stands before one or called: their household, then the person.

use contract::{
    areas::Area,
    memberships::Member,
    volunteering::{SignUpEntry, SignUpMember},
};
use domain::{ids::ShiftId, memberships::MembershipState};
use leptos::prelude::*;

use crate::{
    components::{Button, Dialog, Icon, Toasts},
    fetch::{Loaded, fetch},
    i18n::volunteering as texts,
    once::Once,
    pages::community::households::choose::Choose,
    send::press,
    session::Session,
};

/// The button, and the way to the person.
#[component]
pub fn Counter(
    /// For which shift.
    id: ShiftId,
    /// Somebody was signed up.
    #[prop(into)]
    fetched: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button icon=icondata_lu::LuUserPlus on_press=move |()| open.set(true)>{texts::counter}</Button>
        <Dialog open title=texts::counter><Way id open fetched/></Dialog>
    }
}

#[component]
fn Way(id: ShiftId, open: RwSignal<bool>, fetched: Callback<()>) -> impl IntoView {
    let home = RwSignal::new(None::<Area>);
    let done = move |()| {
        open.set(false);
        fetched.run(());
    };
    view! {
        {move || match home.get() {
            None => view! {
                <p class="soft">{texts::counter_lead}</p>
                <Choose on_choose=move |area| home.set(Some(area))/>
            }
            .into_any(),
            Some(area) => view! {
                <Members id area on_done=done/>
                <div class="row"><Button icon=icondata_lu::LuChevronLeft on_press=move |()| home.set(None)>{texts::other_home}</Button></div>
            }
            .into_any(),
        }}
        <div class="dialog__actions"><Button on_press=move |()| open.set(false)>{crate::i18n::common::cancel}</Button></div>
    }
}

#[component]
fn Members(id: ShiftId, area: Area, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let home = area.id;
    let fetched = fetch(move |client| async move {
        let members = client.list_household_members(home).await?.items;
        Ok(members.into_iter().filter(|one| one.state == MembershipState::Confirmed).collect::<Vec<_>>())
    });
    let name = area.name;
    view! {
        <h3>{move || texts::counter_who(&name)}</h3>
        <Loaded fetched let:members>
            {if members.is_empty() {
                view! { <p class="soft">{texts::counter_nobody}</p> }.into_any()
            } else {
                view! {
                    <ul class="list" role="list">
                        {members.into_iter().map(|member| view! { <One id member on_done/> }).collect_view()}
                    </ul>
                }
                .into_any()
            }}
        </Loaded>
    }
}

#[component]
fn One(id: ShiftId, member: Member, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts, busy, once) = (Session::get(), Toasts::get(), RwSignal::new(false), Once::new());
    let membership_id = member.id;
    let sign_up = move |_| {
        let body = SignUpMember { membership_id };
        let key = once.key(&body);
        let call = move |client: client::Client| {
            let key = key.clone();
            async move { client.sign_up_member(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |entry: SignUpEntry| {
            toasts.say(texts::did_counter(entry.person_name));
            on_done.run(());
        });
    };
    view! {
        <li>
            <button type="button" class="list__link" on:click=sign_up aria-busy=move || busy.get().then_some("true")>
                <Icon icon=icondata_lu::LuUserPlus/>
                <span class="grow">{member.display_name}</span>
            </button>
        </li>
    }
}
