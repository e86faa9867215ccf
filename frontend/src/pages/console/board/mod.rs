//! The live board: what is open at this moment, and what of it presses. Every number opens its tickets.

pub mod map;

use std::time::Duration;

use chrono::SecondsFormat;
use contract::tickets::{GetTicketBoard, OpenTickets, TicketBoard};
use domain::{ids::AreaId, permissions::Permission, tickets::StateName};
use leptos::{leptos_dom::helpers::set_interval_with_handle, prelude::*};

use self::map::HeatMap;
use super::{
    BASE,
    lists::loaded,
    office::{Scope, placed},
    words,
};
use crate::{
    components::{BarPart, EmptyState, PageHead, StackedBar, Stat, TableBox},
    fetch::fetch,
    format,
    i18n::{console, desk},
    live,
    pages::identity::SignedInOnly,
};

/// How often it is read anew where nothing happens: what is due comes by itself.
const ANEW: Duration = Duration::from_secs(60);

/// The page.
#[component]
pub fn Board() -> impl IntoView {
    view! { <SignedInOnly title=desk::board home=BASE children=|me| placed(&me, Permission::ViewTickets, || view! { <Now/> }.into_any())/> }
}

#[component]
fn Now() -> impl IntoView {
    let scope = Scope::get();
    let board = fetch(move |client| {
        let area = scope.area.get();
        async move {
            let Some(area_id) = area else { return Ok(None) };
            client.get_ticket_board(&GetTicketBoard { area_id }).await.map(Some)
        }
    });
    live::follow(|event| event.event.starts_with("ticket."), move || board.reload());
    if let Ok(handle) = set_interval_with_handle(move || board.reload(), ANEW) {
        on_cleanup(move || handle.clear());
    }
    view! {
        <PageHead title=desk::board lead=desk::board_lead/>
        {loaded(board, move |board| board.map(|board| view! { <Shown board/> }))}
    }
}

/// The list behind a number.
fn list(area: AreaId, rest: &str) -> String {
    format!("{BASE}/tickets?area={area}&{rest}")
}

/// The states that have not ended, as a list's address has them.
fn open_states() -> String {
    let open: Vec<&str> =
        StateName::ALL.into_iter().filter(|state| !state.is_ended()).map(StateName::as_str).collect();
    format!("state={}", open.join(","))
}

#[component]
fn Shown(board: TicketBoard) -> impl IntoView {
    let area = board.total.area.id;
    let midnight = board.midnight.to_rfc3339_opts(SecondsFormat::Secs, true);
    let total = board.total.clone();
    let number = |value: i64| move || format::number(value);
    let since = |name: &str| list(area, &format!("{name}={midnight}"));
    let nobody = format!("{}&keeper=none", open_states());
    let at = board.at;
    let states = board.states.iter().map(|one| BarPart {
        name: words::state(one.state).to_owned(),
        amount: one.tickets,
        href: Some(list(area, &format!("state={}", one.state.as_str()))),
    });
    let states: Vec<BarPart> = states.collect();
    let parts = board.parts.clone();
    view! {
        <div class="stats">
            <Stat label=desk::open href=list(area, &open_states()) value=number(total.open)/>
            <Stat label=desk::overdue href=list(area, "overdue=true") value=number(total.overdue)/>
            <Stat label=desk::due_soon href=list(area, "overdue=soon") value=number(total.due_soon)/>
            <Stat label=desk::nobody href=list(area, &nobody) value=number(total.without_handler)/>
            <Stat label=desk::reported_today href=since("from") value=number(board.reported_today)/>
            <Stat label=desk::solved_today href=since("solved_from") value=number(board.solved_today)/>
        </div>
        <p class="soft small" role="status">{move || desk::as_of(format::date_time(at))}</p>
        {if total.open == 0 {
            view! { <EmptyState title=desk::nothing_open detail=desk::nothing_open_detail icon=icondata_lu::LuCircleCheck/> }.into_any()
        } else {
            view! {
                <section class="stack" aria-labelledby="states-head">
                    <h2 id="states-head">{desk::by_state}</h2>
                    <StackedBar label=desk::by_state parts=states/>
                </section>
                {(!parts.is_empty()).then(|| view! {
                    <section class="stack" aria-labelledby="places-head">
                        <h2 id="places-head">{desk::by_place}</h2>
                        <HeatMap under=area parts=parts.clone()/>
                        {places(parts)}
                    </section>
                })}
            }
            .into_any()
        }}
    }
}

fn places(parts: Vec<OpenTickets>) -> AnyView {
    let row = |part: OpenTickets| {
        let id = part.area.id;
        let cell = |value: i64, rest: &str| {
            view! { <td class="number"><a href=list(id, rest)>{format::number(value)}</a></td> }
        };
        let nobody = format!("{}&keeper=none", open_states());
        view! {
            <tr>
                <th scope="row"><a href=format!("{BASE}/board?area={id}")>{part.area.name}</a></th>
                {cell(part.open, &open_states())}
                {cell(part.overdue, "overdue=true")}
                {cell(part.due_soon, "overdue=soon")}
                {cell(part.without_handler, &nobody)}
            </tr>
        }
    };
    view! {
        <TableBox caption=desk::by_place>
            <thead>
                <tr>
                    <th scope="col">{console::column_place}</th>
                    <th scope="col" class="number">{desk::open}</th>
                    <th scope="col" class="number">{desk::overdue}</th>
                    <th scope="col" class="number">{desk::due_soon}</th>
                    <th scope="col" class="number">{desk::nobody}</th>
                </tr>
            </thead>
            <tbody>{parts.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
