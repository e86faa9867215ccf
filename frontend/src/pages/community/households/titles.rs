//! The titles of a household: the certificate, and whether everybody may read of it.

use client::Client;
use contract::inspections::{HouseholdTitles, ShowTitle, Title};
use domain::ids::AreaId;
use leptos::prelude::*;

use crate::{
    components::{Badge, Button, EmptyState, Time, Toasts, Tone},
    device,
    fetch::{Fetched, Loaded, fetch},
    i18n::{common, titles},
    pages::honours::half_year,
    send::press,
    session::Session,
};

/// The titles of a household.
#[component]
pub fn Titles(
    /// Which household.
    id: AreaId,
) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.list_household_titles(id).await });
    view! {
        <section class="stack" aria-labelledby="titles-head">
            <h2 id="titles-head">{titles::own}</h2>
            <Loaded fetched let:found>
                {if found.items.is_empty() {
                    view! { <EmptyState title=titles::none detail=titles::own_none_detail icon=icondata_lu::LuAward/> }.into_any()
                } else {
                    found.items.into_iter().map(|title| view! { <One title fetched/> }).collect_view().into_any()
                }}
            </Loaded>
        </section>
    }
}

#[component]
fn One(title: Title, fetched: Fetched<HouseholdTitles>) -> impl IntoView {
    let (session, toasts, busy) = (Session::get(), Toasts::get(), RwSignal::new(false));
    let number = StoredValue::new(title.number.clone());
    let (shown, half) = (title.shown, title.half_year);
    let revoked = title.revoke_reason.clone();
    let valid = revoked.is_none();
    let show = move |()| {
        let call = move |client: Client| async move {
            client.show_title(&number.get_value(), &ShowTitle { shown: !shown }, None).await
        };
        press(session, toasts, busy, call, move |title: Title| {
            toasts.say(if title.shown { titles::shown_now() } else { titles::hidden_now() });
            fetched.reload();
        });
    };
    let paper = move |()| {
        let call = move |client: Client| async move { client.get_title_paper(&number.get_value()).await };
        press(session, toasts, busy, call, move |bytes: Vec<u8>| {
            let name = number.with_value(|number| format!("{number}.pdf"));
            if !device::download(&name, "application/pdf", &bytes) {
                toasts.say(common::not_saved());
            }
        });
    };
    view! {
        <article class="card">
            <div class="row">
                <h3 class="card__title grow">{title.name.clone()}</h3>
                {if valid {
                    view! { <Badge tone=Tone::Done label=titles::valid/> }.into_any()
                } else {
                    view! { <Badge tone=Tone::Alert label=titles::revoked/> }.into_any()
                }}
            </div>
            <p>{move || half_year(half)}" · "{title.area_name.clone()}</p>
            <p class="card__foot"><a href=format!("/open/titles/{}", title.number)>{title.number.clone()}</a><Time at=title.awarded_at/></p>
            {revoked.map(|reason| view! { <p>{move || titles::title_revoked(&reason)}</p> })}
            {valid.then(|| view! {
                <p class="soft">{move || if shown { titles::show_on() } else { titles::show_off() }}</p>
                <div class="row">
                    <Button busy icon=icondata_lu::LuDownload on_press=paper>{titles::certificate}</Button>
                    <Button busy on_press=show>{move || if shown { titles::hide() } else { titles::show() }}</Button>
                </div>
            })}
        </article>
    }
}
