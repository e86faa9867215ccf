//! A table of tickets, with what was searched for marked. Arrow keys go from one row to the next, space chooses.

use chrono::{DateTime, Utc};
use contract::tickets::ListedTicket;
use domain::search::marks;
use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    components::{Badge, Marked, SelectAll, SelectRow, Selection, TableBox, Time, Tone, UrgentBadge},
    device, format,
    i18n::{self, console, desk, partners},
    pages::console::{BASE, words},
};

/// Characters of a report that a row shows.
const WORDS_MAX: usize = 60;
/// Characters that it shows before what was searched for.
const WORDS_BEFORE: usize = 20;

/// Rows that are only read.
pub(in crate::pages::console) fn rows(
    items: Vec<ListedTicket>,
    caption: fn() -> &'static str,
    query: Signal<String>,
) -> AnyView {
    table(items, caption, query, How::Read)
}

/// Rows for paper: on it "last week" is soon wrong.
pub(super) fn rows_on_paper(items: Vec<ListedTicket>, caption: fn() -> &'static str) -> AnyView {
    table(items, caption, Signal::default(), How::OnPaper)
}

/// Rows that can be chosen.
pub(super) fn rows_to_choose(
    items: Vec<ListedTicket>,
    caption: fn() -> &'static str,
    query: Signal<String>,
    selection: Selection,
) -> AnyView {
    view! {
        <p class="soft small no-print">{desk::keys}</p>
        {table(items, caption, query, How::Choose(selection))}
    }
    .into_any()
}

/// What rows are for.
#[derive(Clone, Copy)]
enum How {
    Read,
    OnPaper,
    Choose(Selection),
}

impl How {
    const fn selection(self) -> Option<Selection> {
        match self {
            Self::Choose(selection) => Some(selection),
            Self::Read | Self::OnPaper => None,
        }
    }

    fn time(self, at: DateTime<Utc>) -> AnyView {
        match self {
            Self::OnPaper => view! { {move || format::date_time(at)} }.into_any(),
            Self::Read | Self::Choose(_) => view! { <Time at/> }.into_any(),
        }
    }
}

fn table(
    items: Vec<ListedTicket>,
    caption: fn() -> &'static str,
    query: Signal<String>,
    how: How,
) -> AnyView {
    let selection = how.selection();
    let ids: Vec<String> = items.iter().map(|ticket| ticket.id.to_string()).collect();
    let last = items.len().saturating_sub(1);
    let row = move |(index, ticket)| row(ticket, query, how, (index, last));
    view! {
        <TableBox caption>
            <thead>
                <tr>
                    {selection.map(|selection| view! { <SelectAll selection ids=Signal::stored(ids)/> })}
                    <th scope="col">{console::column_number}</th>
                    <th scope="col">{console::column_state}</th>
                    <th scope="col">{console::column_what}</th>
                    <th scope="col">{console::column_category}</th>
                    <th scope="col">{console::column_place}</th>
                    <th scope="col">{console::column_reported}</th>
                    <th scope="col">{console::column_due}</th>
                    <th scope="col">{console::column_handler}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().enumerate().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// The part of a report that a row shows: its beginning, or what is around the first of the words.
fn excerpt(text: &str, query: &str) -> String {
    let at = marks(text, query).first().map_or(0, |mark| text[..mark.start].chars().count());
    let skipped = if at + WORDS_BEFORE < WORDS_MAX { 0 } else { at - WORDS_BEFORE };
    let mut short: String = text.chars().skip(skipped).take(WORDS_MAX).collect();
    if text.chars().count() > skipped + WORDS_MAX {
        short.push('…');
    }
    if skipped > 0 { format!("…{short}") } else { short }
}

fn row_id(index: usize) -> String {
    format!("ticket-row-{index}")
}

fn row(
    ticket: ListedTicket,
    query: Signal<String>,
    how: How,
    (index, last): (usize, usize),
) -> impl IntoView {
    let selection = how.selection();
    let short = query.with_untracked(|query| excerpt(&ticket.text, query));
    let due = if ticket.answered_at.is_none() { ticket.answer_due_at } else { ticket.solve_due_at };
    let (state, names) = (ticket.state, ticket.category.names);
    let calls = ticket.calls_open;
    let whose: Vec<String> =
        [ticket.handler, ticket.provider.map(|provider| provider.name)].into_iter().flatten().collect();
    let whose = whose.join(" · ");
    let id = ticket.id.to_string();
    let pressed = id.clone();
    let keys = move |event: KeyboardEvent| {
        let Some(selection) = selection else { return };
        match event.key().as_str() {
            "ArrowDown" => device::focus(&row_id((index + 1).min(last))),
            "ArrowUp" => device::focus(&row_id(index.saturating_sub(1))),
            // On the box itself the browser does it.
            " " if !device::is_typing(&event) => selection.toggle(&pressed),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <tr on:keydown=keys>
            {selection.map(|selection| view! { <SelectRow selection id name=ticket.number.clone()/> })}
            <th scope="row" class="whole">
                <a id=row_id(index) href=format!("{BASE}/tickets/{}", ticket.id)>{ticket.number}</a>
            </th>
            <td>
                <Badge tone=words::tone(state) label=move || words::state(state)/>
                <UrgentBadge priority=ticket.priority/>
                {(calls > 0).then(|| view! { " " <Badge tone=Tone::Waiting label=move || partners::calls_open(calls)/> })}
            </td>
            <td class="text"><Marked text=short query/></td>
            <td>{move || names.get(i18n::lang()).to_owned()}</td>
            <td><Marked text=ticket.area.name query/></td>
            <td>{how.time(ticket.reported_at)}</td>
            <td>
                {if state.is_ended() {
                    "—".into_any()
                } else if ticket.overdue {
                    view! { <Badge tone=Tone::Alert label=console::overdue/> " " {how.time(due)} }.into_any()
                } else {
                    how.time(due)
                }}
            </td>
            <td>{if whose.is_empty() { "—".into() } else { whose }}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_what_was_searched_for() {
        let long = format!("{}积水{}", "路".repeat(100), "灯".repeat(100));
        assert_eq!(excerpt("路灯不亮", "路灯"), "路灯不亮");
        assert_eq!(excerpt(&long, ""), format!("{}…", "路".repeat(60)));
        assert_eq!(excerpt(&long, "积水"), format!("…{}积水{}…", "路".repeat(20), "灯".repeat(38)));
        assert_eq!(excerpt(&"灯".repeat(60), "灯灯"), "灯".repeat(60));
    }
}
