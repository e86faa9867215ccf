//! Where I am signed in, and how to end it there.

use contract::identity::MySession;
use domain::ids::SessionId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{AccountPage, words};
use crate::{
    components::{Badge, Button, ButtonKind, Confirm, Time, Toasts, Tone},
    fetch::{Loaded, fetch},
    i18n::identity,
    session::Session,
};

/// The page of one's devices.
#[component]
pub fn MySessions(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! { <AccountPage home title=identity::devices let:_me><Devices/></AccountPage> }
}

#[component]
fn Devices() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let fetched =
        fetch(|client| async move { client.list_my_sessions().await.map(|sessions| sessions.items) });
    let ask_all = RwSignal::new(false);
    let end = move |one: Option<SessionId>| {
        spawn_local(async move {
            let ended = session
                .call(|client| async move {
                    match one {
                        Some(id) => client.end_my_session(id).await,
                        None => client.end_my_other_sessions().await,
                    }
                })
                .await;
            match ended {
                Ok(()) => toasts.say(identity::session_ended()),
                Err(failure) => toasts.say(failure.detail),
            }
            fetched.reload();
        });
    };
    view! {
        <p class="soft">{identity::devices_lead}</p>
        <Loaded fetched boxes=true let:sessions>
            {
                let others = sessions.iter().filter(|one| !one.current).count();
                view! {
                    <div class="stack">
                        {sessions.into_iter().map(|one| view! { <Device one on_end=move |id| end(Some(id))/> }).collect_view()}
                        {(others > 0).then(|| view! {
                            <div class="row">
                                <Button kind=ButtonKind::Danger on_press=move |()| ask_all.set(true)>{identity::end_others}</Button>
                            </div>
                        })}
                    </div>
                }
            }
        </Loaded>
        <Confirm
            open=ask_all title=identity::end_others_ask consequence=identity::end_others_effect
            verb=identity::end_others on_confirm=move |()| end(None) danger=true
        />
    }
}

#[component]
fn Device(one: MySession, #[prop(into)] on_end: Callback<SessionId>) -> impl IntoView {
    let id = one.id;
    let address = one.address.clone();
    view! {
        <article class="card">
            <div class="row">
                <h2 class="card__title grow">{words::device(&one.device)}</h2>
                {one.current.then(|| view! { <Badge tone=Tone::Done label=identity::this_device/> })}
            </div>
            <p class="card__foot">
                <span>{identity::last_seen}" "<Time at=one.last_seen_at/></span>
                <span>{move || identity::from_address(&address)}</span>
            </p>
            {(!one.current).then(|| view! {
                <div class="row"><Button on_press=move |()| on_end.run(id)>{identity::end_session}</Button></div>
            })}
        </article>
    }
}
