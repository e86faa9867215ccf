//! The shifts of the places that one looks after, with how many come.

use chrono::TimeDelta;
use contract::{
    identity::Me,
    page::Page,
    volunteering::{ListShifts, Shift},
};
use domain::{ids::AreaId, permissions::Permission};
use leptos::prelude::*;

use super::{super::words, not_for_you::NotForYou};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, Card, Choice, EmptyState, ErrorState, FilterSelect, Filters,
        PageHead, Segments, Skeleton,
    },
    device,
    fetch::{Listed, More, fetch_list},
    i18n::{tickets, volunteering as texts},
    live,
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// How far back shifts that are over are listed.
const BACK_DAYS: i64 = 90;

type Words = fn() -> &'static str;

/// The page.
#[component]
pub fn Organised() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::organise home="/" let:me>
            <div class="stack">
                <BackLink href="/work" label=tickets::work/>
                <PageHead title=texts::organise lead=texts::organise_lead/>
                <All places=places(&me)/>
            </div>
        </SignedInOnly>
    }
}

/// Where this person organises shifts, by id and name.
fn places(me: &Me) -> Vec<(String, String)> {
    let organised = me.grants.iter().filter(|grant| grant.role.allows(Permission::ManageShifts));
    let mut places: Vec<(String, String)> =
        organised.map(|grant| (grant.area_id.to_string(), grant.area_name.clone())).collect();
    places.sort();
    places.dedup();
    places
}

#[component]
fn All(places: Vec<(String, String)>) -> impl IntoView {
    let Some((first, _)) = places.first().cloned() else {
        return view! { <NotForYou/> }.into_any();
    };
    let (chosen, when) = (QueryParam::of("area").value, QueryParam::of("when"));
    let (fallback, several) = (first.clone(), places.len() > 1);
    let area = Memo::new(move |_| chosen.with(|area| area.parse::<AreaId>().ok()).or(fallback.parse().ok()));
    let past = Memo::new(move |_| when.value.with(|when| when == "past"));
    let listed = fetch_list(move |client, after| {
        let (area_id, past, now) = (area.get(), past.get(), device::now());
        async move {
            let query = ListShifts { area_id, after, limit: Some(50), ..ListShifts::default() };
            if past {
                let query =
                    ListShifts { from: Some(now - TimeDelta::days(BACK_DAYS)), until: Some(now), ..query };
                let Page { items, next } = client.list_shifts(&query).await?;
                Ok(Page { items: items.into_iter().filter(|shift| shift.ends_at <= now).collect(), next })
            } else {
                client.list_shifts(&ListShifts { from: Some(now), ..query }).await
            }
        }
    });
    live::follow(
        |event| event.subject.starts_with("sign_up:") || event.subject.starts_with("shift:"),
        move || listed.reload(),
    );
    view! {
        <div class="row">
            <ButtonLink kind=ButtonKind::Primary href="/work/shifts/plan" icon=icondata_lu::LuPlus>{texts::plan}</ButtonLink>
        </div>
        {several.then(|| view! {
            <Filters><FilterSelect name="area" label=texts::for_area options=Signal::stored(places) default=first/></Filters>
        })}
        <Segments
            name="when"
            label=texts::coming_or_past
            choices=Signal::stored(vec![Choice::new("coming", texts::coming), Choice::new("past", texts::past)])
            value=Signal::derive(move || if past.get() { "past" } else { "coming" }.to_owned())
            on_choose=move |chosen: String| when.set(if chosen == "past" { chosen } else { String::new() })
        />
        <Cards listed past/>
    }
    .into_any()
}

#[component]
fn Cards(listed: Listed<Shift>, past: Memo<bool>) -> impl IntoView {
    move || match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            let (title, detail): (Words, Words) = if past.get_untracked() {
                (texts::none_past, texts::none_past_detail)
            } else {
                (texts::none_coming, texts::none_coming_detail)
            };
            view! { <EmptyState title detail icon=icondata_lu::LuCalendar/> }.into_any()
        }
        Some(Ok(mut items)) => {
            if past.get_untracked() {
                items.reverse();
            }
            view! {
                <div class="stack">{items.into_iter().map(|shift| view! { <One shift/> }).collect_view()}</div>
                <More list=listed/>
            }
            .into_any()
        }
    }
}

#[component]
fn One(shift: Shift) -> impl IntoView {
    let (title, href) = (shift.title.clone(), format!("/work/shifts/{}", shift.id));
    let shift = StoredValue::new(Shift { mine: None, ..shift });
    let tone = shift.with_value(|shift| words::standing(shift).1);
    let word = move || shift.with_value(|shift| words::standing(shift).0);
    let count = move || {
        shift.with_value(|shift| {
            let taken = texts::places_taken(shift.taken, shift.places);
            if shift.waiting > 0 {
                format!("{taken} · {}", texts::waiting_count(shift.waiting))
            } else {
                taken
            }
        })
    };
    view! {
        <Card title href>
            <p class="shift__when">{move || shift.with_value(words::span)}</p>
            <p class="card__foot"><Badge tone label=word/><span>{count}</span><span>{shift.with_value(|shift| shift.area.name.clone())}</span></p>
        </Card>
    }
}
