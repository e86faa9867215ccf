//! What villages say they have mended, for those who go and see.

use contract::inspections::{ListRectifications, Rectification};
use domain::{
    inspections::RectificationState,
    permissions::{Permission, Role},
};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Dialog, EmptyState, ErrorState, FilterSelect, Filters, Notice, PageHead,
        Skeleton, Tone,
    },
    fetch::{Listed, More, fetch_list},
    i18n::rectifications,
    live,
    pages::{
        identity::SignedInOnly,
        rectifications::{Facts, RecordLookBack},
    },
    query::QueryParam,
    session::Session,
};

/// The page.
#[component]
pub fn LookBacks() -> impl IntoView {
    view! { <SignedInOnly title=rectifications::to_look_back home="/" let:_me><Waiting/></SignedInOnly> }
}

/// The places where somebody inspects or holds inspections, by id and name.
fn places() -> Vec<(String, String)> {
    let Some(me) = Session::get().me() else { return Vec::new() };
    let inspects =
        |role: Role| role.allows(Permission::Inspect) || role.allows(Permission::ManageInspections);
    let mut places: Vec<(String, String)> = me
        .grants
        .iter()
        .filter(|grant| inspects(grant.role))
        .map(|grant| (grant.area_id.to_string(), grant.area_name.clone()))
        .collect();
    places.sort();
    places.dedup();
    places
}

#[component]
fn Waiting() -> impl IntoView {
    let places = untrack(places);
    let Some((first, _)) = places.first().cloned() else {
        return view! {
            <div class="stack">
                <PageHead title=rectifications::to_look_back/>
                <EmptyState title=rectifications::not_for_you detail=rectifications::not_for_you_why icon=icondata_lu::LuBriefcase/>
            </div>
        }
        .into_any();
    };
    let chosen = QueryParam::of("area").value;
    let (fallback, several) = (first.clone(), places.len() > 1);
    let area = Memo::new(move |_| chosen.with(|area| area.parse().ok()).or(fallback.parse().ok()));
    let listed = fetch_list(move |client, after| {
        let query = ListRectifications {
            area_id: area.get(),
            state: Some(RectificationState::Closed.as_str().to_owned()),
            after,
            ..ListRectifications::default()
        };
        async move { client.list_rectifications(&query).await }
    });
    let (open, missed) = (RwSignal::new(false), StoredValue::new(false));
    live::follow(
        |event| event.subject.starts_with("ticket:"),
        // Nobody is thrown out of what they are writing: the news wait until they have closed it.
        move || if open.get_untracked() { missed.set_value(true) } else { listed.reload() },
    );
    Effect::new(move |_| {
        if !open.get() && missed.get_value() {
            missed.set_value(false);
            listed.reload();
        }
    });
    view! {
        <div class="stack">
            <PageHead title=rectifications::to_look_back lead=rectifications::to_look_back_lead/>
            {several.then(|| view! {
                <Filters><FilterSelect name="area" label=rectifications::place options=Signal::stored(places) default=first/></Filters>
            })}
            <Cards listed open/>
        </div>
    }
    .into_any()
}

#[component]
fn Cards(listed: Listed<Rectification>, open: RwSignal<bool>) -> impl IntoView {
    let asked = RwSignal::new(None::<Rectification>);
    let about = move |item: Rectification| {
        asked.set(Some(item));
        open.set(true);
    };
    let done = move |_| {
        open.set(false);
        listed.reload();
    };
    let title = move || {
        let words = |item: &Rectification| rectifications::title_of(&item.area.name, &item.indicator);
        asked.with(|item| item.as_ref().map(words).unwrap_or_default())
    };
    let list = move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=rectifications::nothing_waits detail=rectifications::nothing_waits_detail icon=icondata_lu::LuCircleCheck/>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="stack">
                {items.into_iter().map(|item| view! { <One item on_press=about/> }).collect_view()}
            </div>
            <More list=listed/>
        }
        .into_any(),
    }
    };
    view! {
        {list}
        <Dialog open title>
            {move || asked.get_untracked().map(|item| view! { <RecordLookBack item on_done=done/> })}
        </Dialog>
    }
}

/// One that waits: what the village says and shows, and the way to say how it is.
#[component]
fn One(item: Rectification, #[prop(into)] on_press: Callback<Rectification>) -> impl IntoView {
    let title = rectifications::title_of(&item.area.name, &item.indicator);
    let may = item.inside.as_ref().is_some_and(|inside| inside.may_look_back);
    let recused = item.inside.as_ref().is_some_and(|inside| inside.recused);
    let (asked, name) = (item.clone(), title.clone());
    view! {
        <article class="card">
            <h2 class="card__title">{title}</h2>
            <Facts item/>
            {recused.then(|| view! { <Notice tone=Tone::Waiting><p>{rectifications::recused}</p></Notice> })}
            {may.then(|| view! {
                <Button kind=ButtonKind::Primary wide=true icon=icondata_lu::LuScanEye on_press=move |()| on_press.run(asked.clone())>
                    {rectifications::record}<span class="visually-hidden">" " {name}</span>
                </Button>
            })}
        </article>
    }
}
