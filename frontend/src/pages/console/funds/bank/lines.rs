//! The bank's lines, each with the posting that it belongs to, or the way to say which.

use contract::funds::{BankLine, BankMatch, ListBankLines};
use domain::ids::FundId;
use leptos::prelude::*;

use super::{matching::Matching, posting_link};
use crate::{
    components::{Badge, Button, EmptyState, FilterSelect, Filters, TableBox, Tone},
    fetch::fetch_list,
    format,
    i18n::bank as texts,
    pages::{
        console::{BASE, ask::Ask, lists::listed},
        funds::words,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The list.
#[component]
pub fn Lines(
    /// Of which fund.
    id: FundId,
    /// Whether the reader keeps its books.
    keeps: bool,
    /// Grows where something has changed.
    ticks: RwSignal<u32>,
    /// Something has changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let which = QueryParam::of("matched").value;
    let list = fetch_list(move |client, after| {
        ticks.track();
        let matched = which.with(|word| match word.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        });
        let query = ListBankLines { matched, limit: Some(ROWS), after, ..ListBankLines::default() };
        async move { client.list_bank_lines(id, &query).await }
    });
    let (matching, parting) = (Ask::<BankLine>::new(), Ask::<BankLine>::new());
    let options = Signal::derive(|| {
        [
            ("no", texts::lines_unmatched as fn() -> &'static str),
            ("yes", texts::lines_matched as fn() -> &'static str),
        ]
        .map(|(word, label)| (word.to_owned(), label().to_owned()))
        .to_vec()
    });
    view! {
        <section class="stack" aria-labelledby="lines-head">
            <h2 id="lines-head">{texts::lines}</h2>
            <Filters><FilterSelect name="matched" label=texts::lines_which options/></Filters>
            {listed(
                list,
                || view! { <EmptyState title=texts::no_lines detail=texts::no_lines_detail icon=icondata_lu::LuTable/> }.into_any(),
                move |items| rows(id, items, keeps.then_some((matching, parting))),
            )}
        </section>
        <Matching id matching parting on_done/>
    }
}

/// What can be done with a line: say where it belongs, or that it does not belong there.
type Acts = (Ask<BankLine>, Ask<BankLine>);

fn rows(id: FundId, items: Vec<BankLine>, acts: Option<Acts>) -> AnyView {
    let row = move |line: BankLine| {
        let who = [&line.counterparty, &line.memo].into_iter().filter(|text| !text.is_empty());
        let who = who.cloned().collect::<Vec<_>>().join(" · ");
        let (tone, how) = match line.how {
            Some(BankMatch::Found) => (Tone::Done, texts::found as fn() -> &'static str),
            Some(BankMatch::Hand) => (Tone::Done, texts::by_hand as fn() -> &'static str),
            None => (Tone::Waiting, texts::not_matched as fn() -> &'static str),
        };
        let posting = line.posting.as_ref().map(|posting| view! { {posting_link(posting)}<br/> });
        let day = line.day;
        view! {
            <tr>
                <th scope="row">{move || format::date(day)}</th>
                <td class="number">{words::signed(line.fen)}</td>
                <td class="text">{who}</td>
                <td class="breakable">{line.serial.clone()}</td>
                <td>{posting}<Badge tone label=how/>{acts.map(|acts| act(id, &line, acts))}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=texts::lines>
            <thead><tr>
                <th scope="col">{texts::column_day}</th>
                <th scope="col" class="number">{texts::column_amount}</th>
                <th scope="col">{texts::column_who}</th>
                <th scope="col">{texts::column_serial}</th>
                <th scope="col">{texts::column_books}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// The buttons of a line; for what nobody booked also the way to book it.
fn act(id: FundId, line: &BankLine, (matching, parting): Acts) -> AnyView {
    let (row, serial) = (line.clone(), line.serial.clone());
    if line.posting.is_some() {
        return view! {
            " "<Button small=true on_press=move |()| parting.about(row.clone())>
                {texts::part_line}<span class="visually-hidden">" "{serial}</span>
            </Button>
        }
        .into_any();
    }
    let (page, label) = if line.fen > 0 {
        ("income/new", texts::book_income as fn() -> &'static str)
    } else {
        ("payments/new", texts::book_payment as fn() -> &'static str)
    };
    view! {
        " "<Button small=true on_press=move |()| matching.about(row.clone())>
            {texts::match_line}<span class="visually-hidden">" "{serial}</span>
        </Button>
        " "<a href=format!("{BASE}/funds/{id}/{page}")>{label}</a>
    }
    .into_any()
}
