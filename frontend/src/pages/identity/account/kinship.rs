//! Places in which one has kin, for people with offices: they neither inspect nor judge there.

use contract::{
    areas::{Area, ListAreas},
    inspections::{DeclareKinship, Kinship},
};
use domain::areas::AreaKind;
use leptos::prelude::*;

use super::AccountPage;
use crate::{
    components::{Button, Confirm, EmptyState, ErrorState, Icon, Skeleton, TextField, Time, Toasts},
    fetch::{Fetched, Loaded, fetch},
    i18n::scoring,
    once::Once,
    send::press,
    session::Session,
};

/// Most places that are offered at once: a longer name finds the right one.
const OFFERED_MAX: u32 = 20;

/// The page of declared kinship.
#[component]
pub fn MyKinship(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! {
        <AccountPage home title=scoring::kinship let:_me>
            <Declared/>
        </AccountPage>
    }
}

#[component]
fn Declared() -> impl IntoView {
    let fetched = fetch(|client| async move { client.list_kinships().await.map(|found| found.items) });
    let show = move |items: Vec<Kinship>| {
        if items.is_empty() {
            return view! { <EmptyState title=scoring::kinship_none detail=scoring::kinship_none_detail icon=icondata_lu::LuUsersRound/> }
                .into_any();
        }
        let line = move |kinship: Kinship| view! { <Line kinship fetched/> };
        view! { <ul class="list" role="list">{items.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <p class="soft">{scoring::kinship_lead}</p>
        <Loaded fetched children=show/>
        <Declare fetched/>
    }
}

#[component]
fn Line(kinship: Kinship, fetched: Fetched<Vec<Kinship>>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, ask) = (RwSignal::new(false), RwSignal::new(false));
    let id = kinship.id;
    let name = StoredValue::new(kinship.area_name.clone());
    let withdraw = move |()| {
        let call = move |client: client::Client| async move { client.withdraw_kinship(id).await };
        press(session, toasts, busy, call, move |()| {
            toasts.say(name.with_value(|name| scoring::kinship_withdrawn(name)));
            fetched.reload();
        });
    };
    view! {
        <li class="list__line">
            <span class="grow stack stack--tight">
                <strong>{kinship.area_name}</strong>
                <span class="small soft"><Time at=kinship.declared_at/></span>
            </span>
            <Button small=true busy on_press=move |()| ask.set(true)>
                {scoring::kinship_withdraw}<span class="visually-hidden">" "{name.get_value()}</span>
            </Button>
            <Confirm
                open=ask
                title=move || name.with_value(|name| scoring::kinship_withdraw_question(name))
                consequence=scoring::kinship_withdraw_effect
                verb=scoring::kinship_withdraw
                on_confirm=withdraw
                danger=true
            />
        </li>
    }
}

/// A place by its name, then one question.
#[component]
fn Declare(fetched: Fetched<Vec<Kinship>>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let name = RwSignal::new(String::new());
    let (settled, set_settled) = signal(String::new());
    let mut follow =
        leptos::leptos_dom::helpers::debounce(std::time::Duration::from_millis(300), move |name: String| {
            let _ = set_settled.try_set(name);
        });
    Effect::new(move |_| follow(name.get().trim().to_owned()));
    let found = fetch(move |client| {
        let name = settled.get();
        async move {
            let mut found = Vec::new();
            if name.is_empty() {
                return Ok(found);
            }
            for kind in [AreaKind::Village, AreaKind::Community] {
                let query = ListAreas {
                    kind: Some(kind),
                    name_contains: Some(name.clone()),
                    limit: Some(OFFERED_MAX),
                    ..ListAreas::default()
                };
                found.extend(client.list_areas(&query).await?.items);
            }
            Ok(found)
        }
    });
    let (busy, ask, once) = (RwSignal::new(false), RwSignal::new(false), Once::new());
    let chosen = RwSignal::new(None::<Area>);
    let place = move || chosen.with(|area| area.as_ref().map(|area| area.name.clone()).unwrap_or_default());
    let declare = move |()| {
        let Some(area) = chosen.get_untracked() else { return };
        let body = DeclareKinship { area_id: area.id };
        let key = once.key(&body);
        let call = move |client: client::Client| {
            let key = key.clone();
            async move { client.declare_kinship(&body, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |kinship: Kinship| {
            toasts.say(scoring::kinship_declared(kinship.area_name));
            name.set(String::new());
            fetched.reload();
        });
    };
    let line = move |area: Area| {
        let taken = area.clone();
        let choose = move |_| {
            chosen.set(Some(taken.clone()));
            ask.set(true);
        };
        view! {
            <li>
                <button type="button" class="list__link" on:click=choose>
                    <Icon icon=icondata_lu::LuMapPin/>
                    <span class="grow">{area.name}</span>
                    <Icon icon=icondata_lu::LuPlus/>
                </button>
            </li>
        }
    };
    let offered = move || match found.answer.get() {
        None => view! { <Skeleton count=2/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| found.reload()/> }.into_any(),
        Some(Ok(_)) if settled.with(String::is_empty) => ().into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <p class="soft">{scoring::kinship_nothing}</p> }.into_any()
        }
        Some(Ok(items)) => {
            view! { <ul class="list" role="list">{items.into_iter().map(line).collect_view()}</ul> }
                .into_any()
        }
    };
    view! {
        <section class="stack">
            <h2>{scoring::kinship_add}</h2>
            <TextField name="village" label=scoring::kinship_name value=name optional=true characters_max=60_u32/>
            <div aria-live="polite">{offered}</div>
            <Confirm
                open=ask
                title=move || scoring::kinship_question(place())
                consequence=scoring::kinship_effect
                verb=scoring::kinship_declare
                on_confirm=declare
            />
        </section>
    }
}
