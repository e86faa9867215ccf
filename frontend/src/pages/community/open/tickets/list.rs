//! The list and the map together: each entry has a number, and the map's pins carry the same.

use client::{Client, ClientError, every_page};
use contract::{
    areas::{Area, FeatureCollection, ListAreas, ListBoundaries},
    categories::{Category, ListCategories},
    page::{LIMIT_DEFAULT, LIMIT_MAX},
    tickets::{ListPublicTickets, ListTickets, PublicTicket},
};
use domain::{areas::AreaKind, ids::AreaId, tickets::public::PublicState};
use leptos::prelude::*;

use super::state;
use crate::{
    components::{
        BackLink, Badge, ButtonLink, EmptyState, ErrorState, FilterSearch, FilterSelect, Filters, MapArea,
        Marked, NumberedPin, PageHead, PinMap, Position, Skeleton,
    },
    fetch::{More, fetch, fetch_list},
    format,
    i18n::{self, common, open, public_tickets, search},
    pages::{
        community::tickets::place::rings,
        found::{self, NothingFound, ShortSearch},
    },
    query::QueryParam,
};

/// Numbers that are written on one pin; of more the first and how many more.
const NUMBERS_MAX: usize = 2;

/// What surrounds the list: what can be chosen, and what lies below the pins.
#[derive(Clone, PartialEq)]
struct Around {
    kinds: Vec<Category>,
    places: Vec<Area>,
    outlines: Vec<MapArea>,
}

/// Public tickets.
#[component]
pub fn PublicTickets() -> impl IntoView {
    let [by_state, kind, place] = ["state", "category", "area"].map(|name| QueryParam::of(name).value);
    let words = QueryParam::of("q");
    let area = Memo::new(move |_| place.with(|id| id.parse::<AreaId>().ok()));
    let list = fetch_list(move |client, after| {
        let query = ListPublicTickets {
            state: by_state.with(|word| PublicState::parse(word)),
            category: Some(kind.get()).filter(|code| !code.is_empty()),
            area_id: area.get(),
            search: words.value.with(|typed| found::words(typed, ListTickets::SEARCH_CHARS_MAX)),
            limit: Some(LIMIT_DEFAULT),
            after,
            ..ListPublicTickets::default()
        };
        async move { client.list_public_tickets(&query).await }
    });
    // Without these the list is still whole: it has then neither outlines nor these two filters.
    let around = fetch(move |client| around(client, area.get()));
    let known = move |read: fn(&Around) -> Vec<(String, String)>| {
        Signal::derive(move || match &*around.answer.read() {
            Some(Ok(around)) => read(around),
            _ => Vec::new(),
        })
    };
    let kinds = known(|around| {
        let kind = |kind: &Category| (kind.code.as_str().to_owned(), kind.names.get(i18n::lang()).to_owned());
        around.kinds.iter().map(kind).collect()
    });
    let places =
        known(|around| around.places.iter().map(|area| (area.id.to_string(), area.name.clone())).collect());
    let states = Signal::derive(|| {
        [PublicState::Open, PublicState::Closed]
            .map(|of| (of.as_str().to_owned(), state(of).0().to_owned()))
            .to_vec()
    });
    let outlines = Signal::derive(move || match &*around.answer.read() {
        Some(Ok(around)) => around.outlines.clone(),
        _ => Vec::new(),
    });
    let shown = move || {
        match list.answer.get() {
        None => view! { <Skeleton count=6/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() && !words.value.with_untracked(String::is_empty) => {
            view! { <NothingFound param=words/> }.into_any()
        }
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=public_tickets::none detail=public_tickets::none_detail icon=icondata_lu::LuMapPinOff>
                <ButtonLink href="/report">{common::report_problem}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="public-tickets">
                <Drawn pins=pins(&items) outlines/>
                <div class="stack">
                    <ol class="list">{items.into_iter().enumerate().map(|item| line(item, words.value.into())).collect_view()}</ol>
                    <More list=list/>
                </div>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=public_tickets::title lead=public_tickets::lead/>
            <Filters>
                <FilterSearch label=search::matters/>
                <FilterSelect name="state" label=public_tickets::state options=states/>
                <FilterSelect name="category" label=public_tickets::kind options=kinds/>
                <FilterSelect name="area" label=public_tickets::place options=places/>
            </Filters>
            <ShortSearch typed=words.value/>
            {shown}
        </div>
    }
}

async fn around(client: Client, area: Option<AreaId>) -> Result<Around, ClientError> {
    let query = ListCategories { area_id: area, inactive: false };
    let mut kinds = client.list_categories(&query).await?.items;
    kinds.retain(|kind| kind.is_public);
    let mut places = Vec::new();
    for kind in [AreaKind::Village, AreaKind::Community] {
        let of_kind = every_page(|after| {
            let query = ListAreas { kind: Some(kind), limit: Some(LIMIT_MAX), after, ..ListAreas::default() };
            let client = client.clone();
            async move { client.list_areas(&query).await }
        });
        places.extend(of_kind.await?);
    }
    let top = ListAreas { limit: Some(1), ..ListAreas::default() };
    let top = client.list_areas(&top).await?.items.pop().map(|area| area.id);
    let mut outlines = Vec::new();
    if let Some(under_id) = area.or(top) {
        for kind in [AreaKind::Village, AreaKind::Community] {
            // One page: what lies further off is seen in the list.
            let query = ListBoundaries { under_id, kind: Some(kind), limit: Some(LIMIT_MAX), after: None };
            let FeatureCollection { features, .. } = client.list_boundaries(&query).await?;
            outlines.extend(features.into_iter().filter_map(|feature| {
                let rings = rings(&feature.geometry)?;
                let name = feature.properties.name;
                Some(MapArea { id: feature.id.to_string(), name, rings, here: false })
            }));
        }
    }
    Ok(Around { kinds, places, outlines })
}

/// One pin for each place: rounded positions fall together.
fn pins(items: &[PublicTicket]) -> Vec<NumberedPin> {
    let mut places: Vec<(Position, Vec<usize>, bool)> = Vec::new();
    for (index, ticket) in items.iter().enumerate() {
        let Some([longitude, latitude]) = ticket.position.map(|point| point.coordinates) else { continue };
        let (at, done) = (Position { longitude, latitude }, ticket.state == PublicState::Closed);
        match places.iter_mut().find(|(place, ..)| *place == at) {
            Some((_, numbers, all_done)) => {
                numbers.push(index + 1);
                *all_done &= done;
            }
            None => places.push((at, vec![index + 1], done)),
        }
    }
    // The first of the list is drawn last, above the others.
    places.reverse();
    let pin = |(at, numbers, done): (Position, Vec<usize>, bool)| {
        let first: Vec<String> = numbers.iter().take(NUMBERS_MAX).map(ToString::to_string).collect();
        let more = numbers.len().saturating_sub(NUMBERS_MAX);
        let label = if more > 0 { format!("{}+{more}", first.join("·")) } else { first.join("·") };
        NumberedPin { at, label, done }
    };
    places.into_iter().map(pin).collect()
}

#[component]
fn Drawn(pins: Vec<NumberedPin>, outlines: Signal<Vec<MapArea>>) -> impl IntoView {
    let count = pins.len();
    (count > 0).then(|| {
        view! {
            <div class="public-tickets__map map">
                <PinMap label=move || public_tickets::map_of(count) areas=outlines pins=Signal::stored(pins)/>
                <p class="public-tickets__key small soft">
                    <span>{public_tickets::map_numbers}</span>
                    <span>{public_tickets::map_open}</span>
                    <span>{public_tickets::map_closed}</span>
                </p>
            </div>
        }
    })
}

fn line((index, ticket): (usize, PublicTicket), query: Signal<String>) -> impl IntoView {
    let (words, tone) = state(ticket.state);
    let (is_placed, done) = (ticket.position.is_some(), ticket.state == PublicState::Closed);
    let (names, area, at) = (ticket.category.names, ticket.area.name, ticket.reported_at);
    let kind = move || format!("{} · ", names.get(i18n::lang()));
    view! {
        <li>
            <a class="list__link" href=format!("/open/tickets/{}", ticket.id)>
                <span class="public-tickets__number" class:public-tickets__number--done=done aria-hidden="true">
                    {index + 1}
                </span>
                <span class="grow">
                    <span class="public-tickets__text"><Marked text=ticket.text query/></span>
                    <span class="small soft">
                        {kind}
                        <Marked text=area query/>
                        {move || format!(" · {}", format::relative(at))}
                        {(!is_placed).then(|| view! { " · " {public_tickets::no_position} })}
                    </span>
                </span>
                <Badge tone label=words/>
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use contract::{
        categories::Names,
        tickets::{AreaName, CategoryName, Point, PointKind},
    };
    use domain::{
        areas::AreaPath,
        ids::{CategoryId, TicketId},
        tickets::CategoryCode,
    };
    use uuid::Uuid;

    use super::*;

    fn ticket(at: Option<[f64; 2]>, state: PublicState) -> PublicTicket {
        let names = Names { hans: String::new(), hant: String::new(), en: String::new() };
        let code = CategoryCode::new("facilities").unwrap();
        let moment = chrono::DateTime::UNIX_EPOCH;
        PublicTicket {
            id: TicketId(Uuid::nil()),
            number: "2026-000001".to_owned(),
            state,
            area: AreaName { id: AreaId(Uuid::nil()), path: AreaPath::root(), name: String::new() },
            category: CategoryName { id: CategoryId(Uuid::nil()), code, names },
            text: String::new(),
            position: at.map(|coordinates| Point { kind: PointKind::Point, coordinates }),
            reported_at: moment,
            due_at: moment,
            closed_at: None,
            updated_at: moment,
        }
    }

    #[test]
    fn what_falls_together_shares_a_pin() {
        use PublicState::{Closed, Open};
        let (here, there) = (Some([118.3, 30.9]), Some([118.4, 30.9]));
        let items = [
            ticket(here, Closed),
            ticket(there, Closed),
            ticket(here, Open),
            ticket(None, Open),
            ticket(here, Closed),
        ];
        let found: Vec<_> = pins(&items).into_iter().map(|pin| (pin.label, pin.done)).collect();
        assert_eq!(found, [("2".to_owned(), true), ("1·3+1".to_owned(), false)]);
    }
}
