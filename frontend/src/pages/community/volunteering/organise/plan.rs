//! Planning a shift; what was typed is kept on the device until it is published.

use std::sync::Arc;

use contract::{
    identity::Me,
    volunteering::{PlanShift, PlannedShifts},
};
use leptos::prelude::*;

use super::{
    fields::ShiftFields,
    for_project::ForProject,
    not_for_you::NotForYou,
    place,
    typed::{PlanDraft, Typed},
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, PageHead, SelectField, Toasts},
    draft::Draft,
    fetch::{Loaded, fetch},
    i18n::volunteering as texts,
    once::Once,
    pages::identity::SignedInOnly,
    query::QueryParam,
    route::Go,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn Plan() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::plan home="/" let:me>
            <div class="stack">
                <BackLink href="/work/shifts" label=texts::organise/>
                <PageHead title=texts::plan/>
                <Places me/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Places(me: Arc<Me>) -> impl IntoView {
    let me = StoredValue::new(me);
    let fetched = fetch(move |client| {
        let me = me.get_value();
        async move { place::areas(client, &me).await }
    });
    view! {
        <Loaded fetched let:areas>
            {if areas.is_empty() {
                view! { <NotForYou/> }.into_any()
            } else {
                view! { <PlanForm areas/> }.into_any()
            }}
        </Loaded>
    }
}

#[component]
fn PlanForm(areas: Vec<(String, String)>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("plan"), Once::new());
    let draft = Draft::<PlanDraft>::take_up("shift");
    let kept = draft.value.get_untracked();
    let known = areas.iter().any(|(id, _)| *id == kept.area);
    let typed = Typed::new(kept);
    if !known {
        typed.area.set(areas.first().map(|(id, _)| id.clone()).unwrap_or_default());
    }
    if typed.closes.with_untracked(String::is_empty) {
        typed.closes.set("0".to_owned());
    }
    // Who comes from a project's page plans for that one.
    let asked = QueryParam::of("project").value.get_untracked();
    if !asked.is_empty() {
        typed.project.set(asked);
    }
    typed.keep_in(draft);
    let submit = move |()| {
        let body = match untrack(|| typed.read()).plan() {
            Ok(body) => body,
            Err(missing) => {
                state.refuse_fields(missing);
                return;
            }
        };
        let key = once.key(&body);
        let call = move |client: client::Client, body: PlanShift| {
            let key = key.clone();
            async move { client.plan_shift(&body, Some(&key)).await }
        };
        send(session, state, body, call, move |planned: PlannedShifts| {
            toasts.say(texts::did_plan(planned.items.len()));
            draft.clear();
            typed.clear();
            go.instead("/work/shifts");
        });
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="area_id" label=texts::which_area hint=texts::which_area_hint value=typed.area options=areas/>
            <ForProject typed/>
            <ShiftFields typed planning=true/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::plan_it}</Button>
                <Button on_press=move |()| typed.clear()>{texts::begin_again}</Button>
            </div>
        </Form>
    }
}
