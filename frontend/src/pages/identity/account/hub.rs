//! Everything about me, each a line that opens.

use std::sync::Arc;

use contract::identity::Me;
use domain::permissions::Role;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::words;
use crate::{
    components::{
        Avatar, Badge, Button, ButtonKind, ButtonLink, Confirm, ListLink, PageHead, Skeleton, Tone,
    },
    format,
    i18n::{identity, scoring},
    online::Connection,
    pages::identity::place::{at, hub},
    session::{Session, SessionState},
};

/// Who is signed in and what can be seen to, or the way to sign in.
#[component]
pub fn Account(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    let session = Session::get();
    move || match session.state() {
        SessionState::Starting => view! { <Skeleton count=4/> }.into_any(),
        SessionState::SignedOut | SessionState::SecondFactorWanted => view! { <Nobody home/> }.into_any(),
        SessionState::SignedIn(me) => view! { <Somebody me home/> }.into_any(),
    }
}

/// The same as a page of its own, for a shell that has no other place for it.
#[component]
pub fn AccountHome(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! {
        <div class="stack stack--loose">
            <PageHead title=identity::account/>
            <Account home/>
        </div>
    }
}

#[component]
fn Nobody(home: &'static str) -> impl IntoView {
    let sign_in = at(home, "/sign-in?next=") + &hub(home);
    view! {
        <p class="soft">{identity::not_signed_in}</p>
        <div class="row">
            <ButtonLink kind=ButtonKind::Primary href=sign_in icon=icondata_lu::LuLogIn>{identity::sign_in}</ButtonLink>
            {(home == "/").then(|| view! {
                <ButtonLink href="/register" icon=icondata_lu::LuUserPlus>{identity::register}</ButtonLink>
            })}
        </div>
    }
}

#[component]
fn Somebody(me: Arc<Me>, home: &'static str) -> impl IntoView {
    let session = Session::get();
    let (name, login) = (me.display_name.clone(), me.login.clone());
    let second = if me.second_factor.enrolled {
        view! { <Badge tone=Tone::Done label=identity::is_on/> }.into_any()
    } else if me.second_factor.required {
        view! { <Badge tone=Tone::Alert label=identity::is_needed/> }.into_any()
    } else {
        ().into_any()
    };
    let phone = me.phone.clone().map(|phone| view! { <span class="soft">{phone.masked}</span> });
    let page = move |path| at(home, path);
    let (waiting, ask) = (Connection::get().waiting, RwSignal::new(false));
    let leave = move |()| {
        if waiting.get_untracked() > 0 {
            ask.set(true);
        } else {
            spawn_local(session.sign_out());
        }
    };
    let works = me.grants.iter().any(|grant| grant.role != Role::Resident);
    view! {
        <div class="row">
            <Avatar name=name.clone()/>
            <div class="grow">
                <p><strong>{name}</strong></p>
                <p class="small soft">{move || identity::login_is(&login)}</p>
            </div>
        </div>
        <ul class="list" role="list">
            {(home == "/").then(|| {
                let count = me.memberships.len();
                view! {
                    <ListLink href="/households" label=identity::my_households icon=icondata_lu::LuHouse>
                        <span class="soft">{move || format::number(i64::try_from(count).unwrap_or(i64::MAX))}</span>
                    </ListLink>
                }
            })}
            <ListLink href=page("/account/profile") label=identity::profile icon=icondata_lu::LuUserRound/>
            <ListLink href=page("/account/phone") label=identity::phone icon=icondata_lu::LuSmartphone>{phone}</ListLink>
            <ListLink href=page("/account/password") label=identity::password icon=icondata_lu::LuKeyRound/>
            <ListLink href=page("/account/second-factor") label=identity::second_factor_title icon=icondata_lu::LuShieldCheck>{second}</ListLink>
            <ListLink href=page("/account/sessions") label=identity::devices icon=icondata_lu::LuMonitorSmartphone/>
            {works.then(|| view! {
                <ListLink href=page("/account/kinship") label=scoring::kinship icon=icondata_lu::LuUsersRound/>
            })}
            <ListLink href=page("/account/data") label=identity::my_data icon=icondata_lu::LuFileText/>
        </ul>
        <Roles me/>
        <div class="row">
            <Button icon=icondata_lu::LuLogOut on_press=leave>{identity::sign_out}</Button>
        </div>
        <Confirm
            open=ask
            title=move || scoring::sign_out_question(waiting.get())
            consequence=scoring::sign_out_effect
            verb=identity::sign_out
            on_confirm=move |()| spawn_local(session.sign_out())
            danger=true
        />
    }
}

/// What one is, and where.
#[component]
fn Roles(me: Arc<Me>) -> impl IntoView {
    (!me.grants.is_empty()).then(|| {
        let line = |grant: &contract::identity::MyGrant| {
            let (role, place, until) = (grant.role, grant.area_name.clone(), grant.until);
            view! {
                <li class="list__line">
                    <strong>{move || words::role(role)}</strong>
                    <span>{place}</span>
                    {until.map(|until| view! { <span class="soft small">{move || identity::until(format::day_of(until))}</span> })}
                </li>
            }
        };
        view! {
            <section class="stack stack--tight">
                <h2>{identity::my_roles}</h2>
                <ul class="list" role="list">{me.grants.iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}
