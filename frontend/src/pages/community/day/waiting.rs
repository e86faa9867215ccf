//! What was recorded on this device and is not on the server: it waits, or the server did not take it.

use domain::ids::UserId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Badge, Button, Confirm},
    format,
    i18n::{common, day as texts},
    offline::{
        store,
        visits::{self, KeptVisit},
    },
    online::Connection,
    pages::community::visits::words,
};

/// The visits that are not sent, each with what stands in its way.
#[component]
pub fn Waiting(
    /// Whose.
    account: UserId,
    /// What was recorded on this device.
    recorded: Vec<KeptVisit>,
) -> impl IntoView {
    let unsent: Vec<KeptVisit> = recorded.into_iter().filter(|visit| !visit.sent).collect();
    (!unsent.is_empty()).then(|| {
        let line = move |visit: KeptVisit| view! { <One account visit/> };
        view! {
            <section class="stack stack--tight" aria-labelledby="unsent-head">
                <h2 id="unsent-head">{texts::unsent}</h2>
                <ul class="list" role="list">{unsent.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn One(account: UserId, visit: KeptVisit) -> impl IntoView {
    let connection = Connection::get();
    let asked = RwSignal::new(false);
    let (word, tone) = words::standing(&visit);
    let (title, at, refused) = (visit.title.clone(), visit.visit.visited_at, visit.refused.clone());
    let name = title.clone();
    let visit = StoredValue::new(visit);
    let changed = move || {
        spawn_local(async move {
            if let Ok(count) = store::count_unsent(account).await {
                let _ = connection.waiting.try_set(count);
            }
        });
    };
    let again = move |()| {
        let anew = KeptVisit { refused: None, ..visit.get_value() };
        spawn_local(async move {
            drop(visits::keep(account, &anew, None).await);
            changed();
        });
    };
    let give_up = move |()| {
        let gone = visit.get_value();
        spawn_local(async move {
            drop(visits::forget(account, &gone).await);
            changed();
        });
    };
    view! {
        <li class="card stack stack--tight">
            <span class="row"><strong>{title}</strong><Badge tone label=word/></span>
            <span class="small soft">{move || format::date_time(at)}</span>
            {refused.map(|refused| view! {
                <p class="field__error">{refused}</p>
                <div class="row">
                    <Button on_press=again>{common::try_again}</Button>
                    <Button on_press=move |()| asked.set(true)>{texts::give_up}</Button>
                </div>
            })}
            <Confirm open=asked danger=true title=move || texts::give_up_question(&name) consequence=texts::give_up_consequence
                verb=texts::give_up on_confirm=Callback::new(give_up)/>
        </li>
    }
}
