//! Joining a household: by its code, or by asking for it.

use contract::memberships::{JoinHousehold, Membership};
use domain::memberships::MembershipState;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{ask::Ask, list::above};
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, Form, FormState, ListLink, Notice, PageHead, TextField,
        Tone,
    },
    i18n::{common, households, identity},
    once::Once,
    pages::identity::SignedInOnly,
    send::attempt,
    session::Session,
};

/// The page at which one joins a household.
#[component]
pub fn Join() -> impl IntoView {
    view! { <SignedInOnly title=households::join home="/" let:_me><Ways/></SignedInOnly> }
}

#[component]
fn Ways() -> impl IntoView {
    let query = use_query_map();
    let by_request = Memo::new(move |_| query.with(|query| query.get("way").is_some()));
    let joined = RwSignal::new(None::<Membership>);
    move || match (joined.get(), by_request.get()) {
        (Some(membership), _) => view! { <Joined membership/> }.into_any(),
        (None, true) => view! { <Ask joined/> }.into_any(),
        (None, false) => view! { <ByCode joined/> }.into_any(),
    }
}

#[component]
fn ByCode(joined: RwSignal<Option<Membership>>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("join");
    let once = Once::new();
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let body = JoinHousehold {
            code: Some(code.with_untracked(|code| code.trim().to_owned())),
            ..JoinHousehold::default()
        };
        let key = once.key(&body);
        attempt(state, &body.clone(), move || session.join(body, key), move |made| joined.set(Some(made)));
    };
    view! {
        <div class="stack">
            <BackLink href="/households".to_owned() label=identity::my_households/>
            <PageHead title=households::join lead=households::join_lead/>
            <Form state on_submit=submit>
                <TextField
                    name="code" label=households::code hint=households::code_hint value=code code=true
                    autocomplete="off" characters_max=20_u32
                />
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{households::join_now}</Button>
            </Form>
            <ul class="list" role="list">
                <ListLink href="/join?way=request" label=households::no_code icon=icondata_lu::LuSearch/>
                <ListLink href="/" label=households::later icon=icondata_lu::LuHouse/>
            </ul>
        </div>
    }
}

/// What came of it, and what to do now.
#[component]
fn Joined(membership: Membership) -> impl IntoView {
    let name = membership.place.last().cloned().unwrap_or_default();
    let place = above(&membership.place);
    let waiting = membership.state == MembershipState::Pending;
    let tone = if waiting { Tone::Waiting } else { Tone::Done };
    let said = move || if waiting { households::asked() } else { households::joined() };
    view! {
        <div class="stack">
            <PageHead title=said/>
            <Notice tone>
                <p><strong>{name}</strong></p>
                <p>{place}</p>
                {waiting.then(|| view! { <p>{households::asked_detail}</p> })}
            </Notice>
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href="/report" icon=icondata_lu::LuCamera>{common::report_problem}</ButtonLink>
                <ButtonLink href="/households">{identity::my_households}</ButtonLink>
            </div>
        </div>
    }
}
