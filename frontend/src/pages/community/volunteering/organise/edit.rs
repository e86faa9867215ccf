//! Changing a shift before it begins, on the version that was read.

use client::Tagged;
use contract::volunteering::{Shift, ShiftState, UpdateShift};
use leptos::prelude::*;

use super::{
    super::shift::shift_of_address,
    call_off::CallOff,
    fields::ShiftFields,
    typed::{PlanDraft, Typed},
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, Notice, PageHead, Toasts},
    device,
    fetch::{Loaded, fetch},
    i18n::volunteering as texts,
    once::Once,
    pages::identity::SignedInOnly,
    route::Go,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn Edit() -> impl IntoView {
    view! { <SignedInOnly title=texts::edit home="/" let:_me><Known/></SignedInOnly> }
}

#[component]
fn Known() -> impl IntoView {
    let id = shift_of_address();
    let fetched = fetch(move |client| {
        let id = id.get();
        async move { client.get_shift(id).await }
    });
    view! {
        <div class="stack">
            <BackLink href=format!("/work/shifts/{}", id.get_untracked()) label=texts::roster/>
            <PageHead title=texts::edit/>
            <Loaded fetched let:tagged>
                {if tagged.body.state == ShiftState::Planned && device::now() < tagged.body.starts_at && tagged.body.may_manage {
                    view! { <EditForm tagged/> }.into_any()
                } else {
                    view! { <Notice><p>{texts::cannot_edit}</p></Notice> }.into_any()
                }}
            </Loaded>
        </div>
    }
}

#[component]
fn EditForm(tagged: Tagged<Shift>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("edit"), Once::new());
    let Tagged { body: shift, etag } = tagged;
    let (id, etag) = (shift.id, StoredValue::new(etag));
    let typed = Typed::new(PlanDraft::of(&shift));
    let submit = move |()| {
        let body = match untrack(|| typed.read()).change() {
            Ok(body) => body,
            Err(missing) => {
                state.refuse_fields(missing);
                return;
            }
        };
        let key = once.key(&body);
        let call = move |client: client::Client, body: UpdateShift| {
            let (key, etag) = (key.clone(), etag.get_value());
            async move { client.update_shift(id, &etag, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_: Tagged<Shift>| {
            toasts.say(texts::did_save());
            go.instead(&format!("/work/shifts/{id}"));
        });
    };
    view! {
        <Form state on_submit=submit>
            <ShiftFields typed/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::save_changes}</Button>
            </div>
        </Form>
        <CallOff shift/>
    }
}
