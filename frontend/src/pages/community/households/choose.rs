//! Finding one's household: the village or community by its name, then down step by step.

use contract::{
    areas::{Area, ListAreas},
    page::Page,
};
use domain::areas::AreaKind;
use leptos::prelude::*;

use crate::{
    components::{Button, ErrorState, Icon, Skeleton, TextField},
    fetch::{More, fetch_list},
    i18n::households,
};

/// Walks down the tree until a household is chosen.
#[component]
pub fn Choose(
    /// Takes the household.
    #[prop(into)]
    on_choose: Callback<Area>,
    /// Where to begin, where one knows.
    #[prop(optional)]
    from: Option<Area>,
) -> impl IntoView {
    // The places on the way, the widest first.
    let way = RwSignal::new(from.into_iter().collect::<Vec<Area>>());
    let name = RwSignal::new(String::new());
    // Asked when the typing pauses: not once for each letter.
    let settled = RwSignal::new(String::new());
    let last = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let name = name.get().trim().to_owned();
        let wait = std::time::Duration::from_millis(300);
        let timer = set_timeout_with_handle(
            move || {
                let _ = settled.try_set(name.clone());
            },
            wait,
        )
        .ok();
        if let Some(before) = last.get_value() {
            before.clear();
        }
        last.set_value(timer);
    });
    let listed = fetch_list(move |client, after| {
        let parent_id = way.with(|way| way.last().map(|area| area.id));
        let name = settled.get();
        async move {
            let query = ListAreas { parent_id, limit: Some(50), after, ..ListAreas::default() };
            match parent_id {
                Some(_) => client.list_areas(&query).await,
                None => beginnings(client, query, name).await,
            }
        }
    });
    let choose = move |area: Area| {
        if area.kind == AreaKind::Household {
            on_choose.run(area);
        } else {
            way.update(|way| way.push(area));
        }
    };
    let question = move || {
        way.with(|way| match way.last() {
            None => households::which_village().to_owned(),
            Some(area) => households::which_in(&area.name),
        })
    };
    let line = move |area: Area| {
        let taken = area.clone();
        view! {
            <li>
                <button type="button" class="list__link" on:click=move |_| choose(taken.clone())>
                    <Icon icon=picture(area.kind)/>
                    <span class="grow">{area.name}</span>
                    <Icon icon=icondata_lu::LuChevronRight/>
                </button>
            </li>
        }
    };
    let found = move || match listed.answer.get() {
        None => view! { <Skeleton count=5/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <p class="soft">{households::nothing_here}</p> }.into_any()
        }
        Some(Ok(items)) => view! {
            <ul class="list" role="list">{items.into_iter().map(line).collect_view()}</ul>
            <More list=listed/>
        }
        .into_any(),
    };
    view! {
        <section class="stack">
            <h2 aria-live="polite">{question}</h2>
            {move || {
                if way.with(Vec::is_empty) {
                    view! { <TextField name="village" label=households::village_name value=name optional=true characters_max=60_u32/> }.into_any()
                } else {
                    let up = move |()| way.update(|way| drop(way.pop()));
                    view! { <div class="row"><Button icon=icondata_lu::LuChevronLeft on_press=up>{households::one_up}</Button></div> }.into_any()
                }
            }}
            {found}
        </section>
    }
}

/// Villages and communities, of which people know the name; one list after the other.
async fn beginnings(
    client: client::Client,
    query: ListAreas,
    name: String,
) -> Result<Page<Area>, client::ClientError> {
    let name_contains = Some(name).filter(|name| !name.is_empty());
    let of_kind = |kind, after| ListAreas {
        kind: Some(kind),
        name_contains: name_contains.clone(),
        after,
        ..query.clone()
    };
    // Which list a cursor belongs to is told by its first sign.
    let (kind, after) = match query.after.as_deref() {
        Some(after) => match after.strip_prefix(VILLAGES) {
            Some(after) => (AreaKind::Village, Some(after.to_owned())),
            None => (AreaKind::Community, Some(after.to_owned())),
        },
        None => (AreaKind::Community, None),
    };
    let mut page = client.list_areas(&of_kind(kind, after)).await?;
    if kind == AreaKind::Village {
        page.next = page.next.map(|next| format!("{VILLAGES}{next}"));
    } else if page.next.is_none() {
        let villages = client.list_areas(&of_kind(AreaKind::Village, None)).await?;
        page.items.extend(villages.items);
        page.next = villages.next.map(|next| format!("{VILLAGES}{next}"));
    }
    Ok(page)
}

const VILLAGES: &str = "villages:";

fn picture(kind: AreaKind) -> icondata_core::Icon {
    match kind {
        AreaKind::Household => icondata_lu::LuHouse,
        AreaKind::Building => icondata_lu::LuBuilding2,
        AreaKind::Province
        | AreaKind::City
        | AreaKind::County
        | AreaKind::Town
        | AreaKind::Village
        | AreaKind::Community
        | AreaKind::Grid
        | AreaKind::VillagerGroup => icondata_lu::LuMapPin,
    }
}
