//! Demanding that what failed in a round is rectified: the failed items by village, one deadline.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use client::{Client, ClientError};
use contract::inspections::{
    DemandRectifications, FailedItem, ListedRound, MarkName, RECTIFICATION_ITEMS_MAX,
};
use domain::{ids::RoundId, inspections::DUE_DAYS_MAX, permissions::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, DateField, EmptyState, Form, FormState,
        Notice, PageHead, SelectAll, SelectRow, Selection, TableBox, TextArea, Toasts, Tone,
    },
    failure::Failure,
    fetch::{Fetched, fetch},
    format,
    i18n::rectifications,
    once::Once,
    pages::{
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
        rectifications::{month, state, today},
    },
    send::send,
    session::Session,
};

/// Days that villages get where nobody says otherwise.
const DAYS_DEFAULT: u64 = 10;
const WORD_CHARS_MAX: u32 = 500;
/// Between the place and the indicator in the id of a row.
const BETWEEN: char = '/';

/// The page.
#[component]
pub fn DemandPage() -> impl IntoView {
    view! { <SignedInOnly title=rectifications::demand home=BASE children=|me| office(&me, Permission::ManageInspections, || view! { <Demand/> }.into_any())/> }
}

/// A round with what failed in it, once its scoring has ended.
type Found = (ListedRound, Option<Vec<FailedItem>>);

async fn find(client: Client, id: Option<RoundId>) -> Result<Option<Found>, ClientError> {
    let Some(id) = id else { return Ok(None) };
    let round = match client.get_round(id).await {
        Ok(tagged) if tagged.body.manages => tagged.body.round,
        Ok(_) => return Ok(None),
        Err(error) if error.code() == Some("not_found") => return Ok(None),
        Err(error) => return Err(error),
    };
    let closed = matches!(round.state.as_str(), "objections" | "published");
    let failed = if closed { Some(client.list_failed_items(id).await?.items) } else { None };
    Ok(Some((round, failed)))
}

#[component]
fn Demand() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<RoundId>().ok()));
    let found = fetch(move |client| find(client, id.get()));
    view! {
        <div class="stack">
            <BackLink href=format!("{BASE}/inspections/rectifications") label=rectifications::rectifications/>
            {loaded(found, move |page| match page {
                None => view! {
                    <PageHead title=rectifications::demand/>
                    <EmptyState title=rectifications::no_such_round detail=rectifications::no_such_round_detail icon=icondata_lu::LuMapPinOff/>
                }
                .into_any(),
                Some((round, failed)) => view! { <OfRound round failed found/> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn OfRound(
    round: ListedRound,
    failed: Option<Vec<FailedItem>>,
    found: Fetched<Option<Found>>,
) -> impl IntoView {
    let (of, place, id) = (round.month, round.area_name.clone(), round.id);
    let name = move || rectifications::round_of(month(of), &place);
    let list = format!("{BASE}/inspections/rectifications?area={}&round={id}", round.area_id);
    view! {
        <PageHead title=move || rectifications::demand_of(name()) lead=rectifications::demand_lead>
            <ButtonLink href=list icon=icondata_lu::LuList>{rectifications::see_list}</ButtonLink>
        </PageHead>
        {match failed {
            None => view! {
                <EmptyState title=rectifications::not_closed detail=rectifications::not_closed_detail icon=icondata_lu::LuHourglass/>
            }
            .into_any(),
            Some(items) if items.is_empty() => view! {
                <EmptyState title=rectifications::nothing_lost detail=rectifications::nothing_lost_detail icon=icondata_lu::LuCircleCheck/>
            }
            .into_any(),
            Some(items) => view! { <Choose id items found/> }.into_any(),
        }}
    }
}

/// The id of an item's row.
fn row_id(item: &FailedItem) -> String {
    format!("{}{BETWEEN}{}", item.area.id, item.code)
}

/// The mark that a row's id names.
fn mark(id: &str) -> Option<MarkName> {
    let (area, code) = id.split_once(BETWEEN)?;
    Some(MarkName { area_id: area.parse().ok()?, code: code.to_owned() })
}

/// How many places the rows lie in.
fn places(ids: &[String]) -> usize {
    ids.iter().filter_map(|id| id.split_once(BETWEEN)).map(|(area, _)| area).collect::<BTreeSet<_>>().len()
}

#[component]
fn Choose(id: RoundId, items: Vec<FailedItem>, found: Fetched<Option<Found>>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, selection) = (FormState::new("demand"), Once::new(), Selection::new());
    let due_on = RwSignal::new((today() + Days::new(DAYS_DEFAULT)).to_string());
    let (word, asking) = (RwSignal::new(String::new()), RwSignal::new(false));
    let open: Vec<String> = items.iter().filter(|item| item.rectification_id.is_none()).map(row_id).collect();
    let nothing_left = open.is_empty();
    let body = move || {
        let word = word.get_untracked().trim().to_owned();
        Some(DemandRectifications {
            items: Some(untrack(|| selection.ids()).iter().filter_map(|id| mark(id)).collect()),
            due_on: due_on.get_untracked().parse().ok()?,
            word: (!word.is_empty()).then_some(word),
        })
    };
    let ask = move |()| {
        let chosen = untrack(|| selection.count());
        if chosen == 0 {
            state.refuse(Failure::here(rectifications::choose_first()));
        } else if chosen > RECTIFICATION_ITEMS_MAX {
            state.refuse(Failure::here(rectifications::choose_fewer(RECTIFICATION_ITEMS_MAX)));
        } else if body().is_none() {
            state.refuse(Failure::here(rectifications::due_on_hint()));
        } else {
            state.accept();
            asking.set(true);
        }
    };
    let demand = move |()| {
        let Some(body) = body() else { return };
        let key = once.key(&(id, &body));
        let call = move |client: Client, body: DemandRectifications| {
            let key = key.clone();
            async move { client.demand_rectifications(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |made: contract::inspections::DemandedRectifications| {
            toasts.say(rectifications::demanded(made.items.len()));
            selection.clear();
            found.reload();
        });
    };
    let day = move || due_on.with(|day| day.parse::<NaiveDate>().map(format::date).unwrap_or_default());
    let consequence = move || rectifications::demand_consequence(places(&selection.ids()), day());
    let (first, last) = (today(), today() + Days::new(DUE_DAYS_MAX));
    view! {
        {nothing_left.then(|| view! { <Notice tone=Tone::Done><p>{rectifications::all_demanded}</p></Notice> })}
        <Table items selection open/>
        {(!nothing_left).then(|| view! {
            <Form state on_submit=ask>
                <DateField name="due_on" label=rectifications::due_on hint=rectifications::due_on_hint value=due_on min=first max=last/>
                <TextArea name="word" label=rectifications::word hint=rectifications::word_hint value=word optional=true characters_max=WORD_CHARS_MAX/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>
                        {move || rectifications::demand_count(selection.count())}
                    </Button>
                </div>
            </Form>
        })}
        <Confirm
            open=asking
            title=move || rectifications::demand_question(selection.count())
            consequence=consequence
            verb=rectifications::demand
            on_confirm=demand
        />
    }
}

/// The failed items, village by village.
#[component]
fn Table(items: Vec<FailedItem>, selection: Selection, open: Vec<String>) -> impl IntoView {
    let ids = Signal::derive(move || open.clone());
    let mut villages: Vec<(String, Vec<FailedItem>)> = Vec::new();
    for item in items {
        match villages.last_mut() {
            Some((_, of)) if of.first().is_some_and(|first| first.area.id == item.area.id) => of.push(item),
            _ => villages.push((item.area.name.clone(), vec![item])),
        }
    }
    let village = move |(name, items): (String, Vec<FailedItem>)| {
        let count = items.len();
        view! {
            <tbody>
                <tr>
                    <th scope="rowgroup" colspan="5">{move || rectifications::items_of(&name, count)}</th>
                </tr>
                {items.into_iter().map(|item| row(item, selection)).collect_view()}
            </tbody>
        }
    };
    view! {
        <TableBox caption=rectifications::failed_items>
            <thead>
                <tr>
                    <SelectAll selection ids/>
                    <th scope="col">{rectifications::item}</th>
                    <th scope="col" class="number">{rectifications::lost}</th>
                    <th scope="col">{rectifications::what_was_noted}</th>
                    <th scope="col">{rectifications::state}</th>
                </tr>
            </thead>
            {villages.into_iter().map(village).collect_view()}
        </TableBox>
    }
}

fn row(item: FailedItem, selection: Selection) -> impl IntoView {
    let name = rectifications::title_of(&item.area.name, &item.indicator);
    let id = row_id(&item);
    let demanded = item.rectification_id.zip(item.state);
    view! {
        <tr>
            {match demanded {
                None => view! { <SelectRow selection id name/> }.into_any(),
                Some(_) => view! { <td class="table__select"></td> }.into_any(),
            }}
            <th scope="row" class="text">{item.indicator}</th>
            <td class="number">{item.lost.to_string()}</td>
            <td class="text">{item.note}</td>
            <td class="whole">
                {demanded.map(|(id, of)| {
                    let (word, tone) = state(of);
                    view! { <a href=format!("{BASE}/tickets/{id}")><Badge tone label=word/></a> }
                })}
            </td>
        </tr>
    }
}
