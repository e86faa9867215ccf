//! Keys with which other systems report: made, shown once, revoked.

use client::Client;
use contract::api_keys::{ApiKey, CreateApiKey, ListApiKeys, NewApiKey};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{
    BASE,
    ask::Ask,
    lists::listed,
    office::{Scope, placed},
};
use crate::{
    components::{
        Badge, Button, ButtonKind, Confirm, Copyable, Dialog, EmptyState, Form, FormState, Notice, PageHead,
        TableBox, TextField, Time, Toasts, Tone,
    },
    fetch::fetch_list,
    i18n::{api_keys, places},
    pages::identity::SignedInOnly,
    send::{press, send},
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn ApiKeys() -> impl IntoView {
    view! {
        <SignedInOnly title=api_keys::title home=BASE
            children=|me| placed(&me, Permission::ManageSettings, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let (scope, session, toasts) = (Scope::get(), Session::get(), Toasts::get());
    let list = fetch_list(move |client, after| {
        let query = ListApiKeys { area_id: scope.area.get(), limit: Some(ROWS), after };
        async move { client.list_api_keys(&query).await }
    });
    let (adding, made) = (RwSignal::new(false), RwSignal::new(None::<NewApiKey>));
    let shown = RwSignal::new(false);
    // A key that was shown is forgotten with its dialog.
    Effect::new(move |_| {
        if !shown.get() {
            made.set(None);
        }
    });
    let done = move |key: NewApiKey| {
        adding.set(false);
        made.set(Some(key));
        shown.set(true);
        list.reload();
    };
    let (ask, busy) = (Ask::<ApiKey>::new(), RwSignal::new(false));
    let revoke = move |()| {
        let Some(key) = ask.row() else { return };
        let call = move |client: Client| async move { client.revoke_api_key(key.id).await };
        press(session, toasts, busy, call, move |_| {
            toasts.say(api_keys::was_revoked());
            list.reload();
        });
    };
    let question = move || ask.words(|key| api_keys::revoke_question(&key.name));
    view! {
        <PageHead title=api_keys::title lead=api_keys::lead>
            <Show when=move || scope.may(Permission::ManageSettings)>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlus on_press=move |()| adding.set(true)>{api_keys::add}</Button>
            </Show>
        </PageHead>
        {listed(
            list,
            || view! { <EmptyState title=api_keys::none detail=api_keys::none_detail icon=icondata_lu::LuKeyRound/> }.into_any(),
            move |items| rows(items, ask),
        )}
        <Dialog open=adding title=api_keys::add>
            {move || adding.get().then(|| view! { <Add on_done=done/> })}
        </Dialog>
        <Dialog open=shown title=api_keys::made>
            {move || made.get().map(|made| view! {
                <Notice tone=Tone::Waiting>{api_keys::shown_once}</Notice>
                <p>{made.key.name}</p>
                <p><Copyable text=made.secret/></p>
            })}
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary on_press=move |()| shown.set(false)>{api_keys::kept}</Button>
            </div>
        </Dialog>
        <Confirm open=ask.open title=question consequence=move || api_keys::revoke_consequence().to_owned()
            verb=move || api_keys::revoke().to_owned() on_confirm=revoke danger=true/>
    }
}

fn rows(items: Vec<ApiKey>, ask: Ask<ApiKey>) -> AnyView {
    let row = move |key: ApiKey| {
        let (name, revoked) = (key.name.clone(), key.revoked_at.is_some());
        let held = key.clone();
        let button = (!revoked).then(|| {
            let name = name.clone();
            view! {
                <Button small=true on_press=move |()| ask.about(held.clone())>
                    {api_keys::revoke}<span class="visually-hidden">" "{name}</span>
                </Button>
            }
        });
        let used = match key.last_used_at {
            Some(at) => view! { <Time at/> }.into_any(),
            None => api_keys::never.into_any(),
        };
        let state = if revoked {
            view! { <Badge tone=Tone::Neutral label=api_keys::revoked/> }
        } else {
            view! { <Badge tone=Tone::Done label=api_keys::in_force/> }
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{key.area.name}</td>
                <td>{key.user_name}</td>
                <td>{state}</td>
                <td>{used}</td>
                <td><Time at=key.created_at/></td>
                <td>{button}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=api_keys::title>
            <thead>
                <tr>
                    <th scope="col">{api_keys::column_name}</th>
                    <th scope="col">{api_keys::column_area}</th>
                    <th scope="col">{api_keys::column_person}</th>
                    <th scope="col">{api_keys::column_state}</th>
                    <th scope="col">{api_keys::column_used}</th>
                    <th scope="col">{api_keys::column_since}</th>
                    <th scope="col">{api_keys::column_actions}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

#[component]
fn Add(#[prop(into)] on_done: Callback<NewApiKey>) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let state = FormState::new("api-key");
    let (name, login) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let Some(area_id) = scope.area.get_untracked() else { return };
        let read = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let login = Some(read(login)).filter(|login| !login.is_empty());
        let body = CreateApiKey { area_id, name: read(name), login };
        let ask = |client: Client, body: CreateApiKey| async move { client.create_api_key(&body).await };
        send(session, state, body, ask, move |made| on_done.run(made));
    };
    view! {
        <Form state on_submit=submit>
            <dl class="facts"><dt>{api_keys::column_area}</dt><dd>{move || scope.here().map(|here| here.name)}</dd></dl>
            <TextField name="name" label=api_keys::column_name hint=api_keys::name_hint value=name characters_max=60_u32/>
            <TextField name="login" label=api_keys::column_person hint=api_keys::login_hint value=login characters_max=60_u32 optional=true/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::save}</Button>
            </div>
        </Form>
    }
}
