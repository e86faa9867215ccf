//! The claims of whoever decides them: what waits for them, or all. Every filter is in the URL, and arrow keys go from
//! one row to the next.

use contract::{
    page::LIMIT_MAX,
    points::{Claim, ClaimMove, ListClaims, ListProgrammes},
};
use domain::{ids::ProgrammeId, points::ClaimStateName};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    super::{READING, words},
    address,
    bulk::Several,
    earner,
};
use crate::{
    components::{
        Badge, BulkBar, Button, ButtonKind, Choice, EmptyState, FilterSelect, Filters, PageHead, SelectAll,
        SelectRow, Segments, Selection, TableBox, Time, Tone,
    },
    device,
    fetch::{Listed, fetch, fetch_list},
    format,
    i18n::programmes,
    live,
    pages::{
        console::{BASE, lists::listed, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
/// What the list parameter holds for all claims.
const ALL: &str = "all";

/// The page.
#[component]
pub fn Claims() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::claims home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><List/></div> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let which = QueryParam::of("list");
    let (programme, state) = (QueryParam::of("programme").value, QueryParam::of("state").value);
    let all = Memo::new(move |_| which.value.with(|which| which == ALL));
    let list = fetch_list(move |client, after| {
        let query = ListClaims {
            mine: false,
            waiting: !all.get(),
            programme_id: programme.with(|id| id.parse::<ProgrammeId>().ok()),
            state: state.with(|state| ClaimStateName::parse(state)).filter(|_| all.get()),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_claims(&query).await }
    });
    let selection = Selection::new();
    let looking = RwSignal::new(false);
    live::follow(
        |event| event.event.starts_with("claim."),
        move || {
            // Neither somebody who has read on nor somebody who has chosen is thrown back to the start.
            let short = list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX);
            if short && untrack(|| selection.count()) == 0 {
                list.reload();
            }
        },
    );
    let found = fetch(move |client| async move {
        let query = ListProgrammes { limit: Some(LIMIT_MAX), ..ListProgrammes::default() };
        client.list_programmes(&query).await.map(|page| page.items)
    });
    let names = Signal::derive(move || {
        let items = found.answer.get().and_then(Result::ok).unwrap_or_default();
        items.into_iter().map(|item| (item.id.to_string(), item.name)).collect::<Vec<_>>()
    });
    let states = Signal::derive(|| {
        ClaimStateName::ALL.map(|state| (state.as_str().to_owned(), words::claim(state).1().to_owned())).to_vec()
    });
    let choices = Signal::derive(|| {
        vec![Choice::new("", programmes::claims_waiting), Choice::new(ALL, programmes::claims_all)]
    });
    let shown = Signal::derive(move || if all.get() { ALL } else { "" }.to_owned());
    let chosen = move || {
        let ids = selection.ids();
        let items = list.answer.get().and_then(Result::ok).unwrap_or_default();
        items.into_iter().filter(|claim| ids.contains(&claim.id.to_string())).collect::<Vec<_>>()
    };
    let done = move |()| {
        looking.set(false);
        selection.clear();
        list.reload();
    };
    view! {
        <PageHead title=programmes::claims lead=programmes::claims_lead/>
        <Segments name="claims-list" label=programmes::claims choices value=shown on_choose=move |chosen: String| { selection.clear(); which.set(chosen); }/>
        <Filters>
            <FilterSelect name="programme" label=programmes::programme options=names/>
            <Show when=move || all.get()>
                <FilterSelect name="state" label=programmes::column_state options=states/>
            </Show>
        </Filters>
        <Show when=move || looking.get()>
            <Several claims=untrack(chosen) on_done=done on_back=move |()| looking.set(false)/>
        </Show>
        <div class="stack" hidden=move || looking.get()>
            <BulkBar selection>
                <Button kind=ButtonKind::Primary on_press=move |()| looking.set(true)>{programmes::look_and_approve}</Button>
            </BulkBar>
            {listed(
                list,
                move || if all.get() {
                    view! { <EmptyState title=programmes::no_claims detail=programmes::no_claims_detail icon=icondata_lu::LuHandHeart/> }.into_any()
                } else {
                    view! { <EmptyState title=programmes::none_waiting detail=programmes::none_waiting_detail icon=icondata_lu::LuCircleCheck/> }.into_any()
                },
                move |items| rows(items, list, selection, all.get_untracked()),
            )}
        </div>
    }
}

/// What one may decide oneself.
fn decidable(claim: &Claim) -> bool {
    claim.may.contains(&ClaimMove::Decide)
}

fn row_id(index: usize) -> String {
    format!("claim-row-{index}")
}

fn rows(items: Vec<Claim>, list: Listed<Claim>, selection: Selection, all: bool) -> AnyView {
    let ids = Signal::derive(move || {
        let items = list.answer.get().and_then(Result::ok).unwrap_or_default();
        items.iter().filter(|claim| decidable(claim)).map(|claim| claim.id.to_string()).collect::<Vec<_>>()
    });
    let last = items.len().saturating_sub(1);
    let row = move |(index, claim): (usize, Claim)| {
        let (tone, state) = words::claim(claim.state);
        let (points, photos) = (claim.points, claim.photos.len());
        let who = earner(&claim);
        let hindrance = claim.hindrance;
        let keys = move |event: KeyboardEvent| {
            let other = match event.key().as_str() {
                "ArrowDown" => index + 1,
                "ArrowUp" => index.saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            device::focus(&row_id(other.min(last)));
        };
        view! {
            <tr on:keydown=keys>
                {(!all).then(|| if decidable(&claim) {
                    let name = format!("{} {who}", claim.activity_name);
                    view! { <SelectRow selection id=claim.id.to_string() name/> }.into_any()
                } else {
                    view! { <td class="table__select"></td> }.into_any()
                })}
                <th scope="row"><a id=row_id(index) href=address(claim.id)>{claim.activity_name.clone()}</a></th>
                <td>{who}</td>
                <td class="number">{move || format::number(points)}</td>
                <td class="text">
                    {claim.words.clone().unwrap_or_default()}
                    {(photos > 0).then(|| view! { " " <span class="soft">{move || crate::i18n::common::photos(photos)}</span> })}
                    {hindrance.map(|hindrance| view! { <br/><span class="small soft">{move || words::hindrance(hindrance)}</span> })}
                </td>
                <td class="text">{claim.place.join(" · ")}</td>
                <td>{claim.programme_name.clone()}</td>
                <td><Time at=claim.claimed_at/></td>
                <td>
                    <Badge tone label=state/>
                    {(claim.unrecovered > 0).then(|| view! { " " <Badge tone=Tone::Alert label=programmes::unrecovered/> })}
                </td>
            </tr>
        }
    };
    view! {
        <p class="soft small">{programmes::rows_by_keys}</p>
        <TableBox caption=programmes::claims>
            <thead><tr>
                {(!all).then(|| view! { <SelectAll selection ids/> })}
                <th scope="col">{programmes::column_activity}</th>
                <th scope="col">{programmes::who_earns}</th>
                <th scope="col" class="number">{programmes::column_points}</th>
                <th scope="col">{programmes::column_evidence}</th>
                <th scope="col">{programmes::column_place}</th>
                <th scope="col">{programmes::programme}</th>
                <th scope="col">{programmes::claimed_at}</th>
                <th scope="col">{programmes::column_state}</th>
            </tr></thead>
            <tbody>{items.into_iter().enumerate().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
