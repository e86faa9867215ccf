//! Where a round goes: to all of its subjects, or to those that are chosen.

use std::collections::BTreeMap;

use client::{Client, ClientError, every_page};
use contract::{
    areas::{Area, ListAreas},
    page::LIMIT_MAX,
};
use domain::{areas::AreaKind, ids::AreaId, inspections::Subjects};
use leptos::prelude::*;

use super::typed::{ALL, CHOSEN, Typed};
use crate::{
    components::{Checks, Choice, Notice, RadioCards, SelectField, Skeleton, Tone},
    fetch::fetch,
    i18n::rounds,
    pages::console::office::Scope,
};

/// The question, and the places to choose from.
#[component]
pub(super) fn Places(
    typed: Typed,
    /// What those that are chosen are called, by id.
    names: RwSignal<BTreeMap<String, String>>,
) -> impl IntoView {
    let subjects = Memo::new(move |_| typed.subjects.with(|word| Subjects::parse(word)));
    // Other subjects are other places.
    Effect::new(move |before: Option<Option<Subjects>>| {
        let now = subjects.get();
        if before.is_some_and(|before| before != now) {
            typed.chosen.set(Vec::new());
        }
        now
    });
    let choices = || {
        vec![
            Choice::new(ALL, rounds::places_all).hint(rounds::places_all_hint),
            Choice::new(CHOSEN, rounds::places_chosen).hint(rounds::places_chosen_hint),
        ]
    };
    let chooses = move || typed.whither.with(|whither| whither == CHOSEN);
    view! {
        <RadioCards name="whither" label=rounds::whither value=typed.whither choices=Signal::derive(choices)/>
        <Show when=chooses>
            {move || match subjects.get() {
                Some(Subjects::Villages) => view! { <Villages typed names/> }.into_any(),
                Some(subjects) => view! { <Inside subjects typed names/> }.into_any(),
                None => ().into_any(),
            }}
        </Show>
    }
}

async fn under(client: Client, area: Option<AreaId>, kinds: &[AreaKind]) -> Result<Vec<Area>, ClientError> {
    let mut all = Vec::new();
    for kind in kinds {
        let found = every_page(|after| {
            let query = ListAreas {
                under_id: area,
                kind: Some(*kind),
                limit: Some(LIMIT_MAX),
                after,
                ..ListAreas::default()
            };
            let client = client.clone();
            async move { client.list_areas(&query).await }
        });
        all.extend(found.await?);
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

/// Villages and communities: few enough to be seen at once.
#[component]
fn Villages(typed: Typed, names: RwSignal<BTreeMap<String, String>>) -> impl IntoView {
    let scope = Scope::get();
    let found = fetch(move |client| under(client, scope.area.get(), Subjects::Villages.kinds()));
    let shown = move |all: Vec<Area>| view! { <Choosing typed names all prefix=String::new()/> };
    move || match found.answer.get() {
        None => view! { <Skeleton count=4/> }.into_any(),
        Some(Err(failure)) => view! { <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice> }.into_any(),
        Some(Ok(all)) => shown(all).into_any(),
    }
}

/// Groups or households: first the village in which they lie.
#[component]
fn Inside(subjects: Subjects, typed: Typed, names: RwSignal<BTreeMap<String, String>>) -> impl IntoView {
    let scope = Scope::get();
    let village = RwSignal::new(String::new());
    let villages = fetch(move |client| under(client, scope.area.get(), Subjects::Villages.kinds()));
    let known = Memo::new(move |_| villages.answer.get().and_then(Result::ok).unwrap_or_default());
    let options = Signal::derive(move || {
        known.with(|all| all.iter().map(|area| (area.id.to_string(), area.name.clone())).collect::<Vec<_>>())
    });
    let found = fetch(move |client| {
        let village = village.with(|id| id.parse::<AreaId>().ok());
        async move {
            match village {
                Some(_) => under(client, village, subjects.kinds()).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let prefix = move || {
        let id = village.get_untracked();
        known.with_untracked(|all| {
            all.iter().find(|area| area.id.to_string() == id).map(|area| format!("{} · ", area.name))
        })
    };
    view! {
        <SelectField name="village" label=rounds::in_which_village value=village options optional=true/>
        {move || match found.answer.get() {
            None => view! { <Skeleton count=2/> }.into_any(),
            Some(Err(failure)) => view! { <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice> }.into_any(),
            Some(Ok(Some(all))) => view! { <Choosing typed names all prefix=prefix().unwrap_or_default()/> }.into_any(),
            Some(Ok(None)) => ().into_any(),
        }}
    }
}

#[component]
fn Choosing(
    typed: Typed,
    names: RwSignal<BTreeMap<String, String>>,
    all: Vec<Area>,
    /// What stands before each name.
    prefix: String,
) -> impl IntoView {
    let all: Vec<(String, String)> =
        all.into_iter().map(|area| (area.id.to_string(), format!("{prefix}{}", area.name))).collect();
    names.update(|names| names.extend(all.iter().cloned()));
    let choices = Signal::derive(move || {
        let choice = |(id, name): (String, String)| Choice::new(id, move || name.clone());
        all.iter().cloned().map(choice).collect::<Vec<_>>()
    });
    view! { <Checks name="chosen" label=rounds::places_chosen value=typed.chosen choices/> }
}
