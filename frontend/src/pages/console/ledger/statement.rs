//! The statement of an account: every line with the balance after it, or the lines of one kind.

use contract::ledger::{ListStatement, StatementLine};
use domain::{ids::LedgerAccountId, ledger::Unit};
use leptos::prelude::*;

use super::{check::CheckLine, words};
use crate::{
    components::{EmptyState, Notice, TableBox},
    fetch::fetch_list,
    format,
    i18n::ledger,
    pages::console::{BASE, ask::Ask, lists::listed},
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The statement, the newest line first.
#[component]
pub(super) fn Statement(
    /// Of which account.
    id: LedgerAccountId,
    /// What it counts.
    unit: Unit,
    /// Grows whenever something may have been posted.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let kind = QueryParam::of("posted");
    let list = fetch_list(move |client, after| {
        let kind = Some(kind.value.get()).filter(|kind| !kind.is_empty());
        let query = ListStatement { kind, limit: Some(ROWS), after };
        async move { client.get_ledger_statement(id, &query).await }
    });
    Effect::new(move |before: Option<u32>| {
        let now = ticks.get();
        // Somebody who has read on is not thrown back to the start.
        let short = untrack(|| list.count()) <= usize::try_from(ROWS).unwrap_or(usize::MAX);
        if before.is_some_and(|before| before != now) && short {
            list.reload();
        }
        now
    });
    let ask = Ask::<StatementLine>::new();
    view! {
        <section class="stack" aria-labelledby="statement-head">
            <h2 id="statement-head" tabindex="-1">{ledger::statement}</h2>
            <Show when=move || !kind.value.with(String::is_empty)>
                <Notice>
                    <p>
                        {move || ledger::only_kind(words::posting_kind(&kind.value.get()))} " "
                        <button type="button" class="button button--small" on:click=move |_| kind.set("")>{ledger::whole_statement}</button>
                    </p>
                </Notice>
            </Show>
            {listed(
                list,
                || view! { <EmptyState title=ledger::no_lines detail=ledger::no_lines_detail icon=icondata_lu::LuReceiptText/> }.into_any(),
                move |items| rows(items, unit, ask),
            )}
            <CheckLine account=id ask/>
        </section>
    }
}

fn rows(items: Vec<StatementLine>, unit: Unit, ask: Ask<StatementLine>) -> AnyView {
    let row = move |line: StatementLine| {
        let (words, page) = words::link_of(&line.subject);
        let (posting, number) = (line.posting_id, line.number);
        let other = line.reversed_by_id.map(|id| (ledger::reversed as fn() -> &'static str, id));
        let other = other.or_else(|| line.reverses_id.map(|id| (ledger::reverses as fn() -> &'static str, id)));
        view! {
            <tr>
                <td class="number">{format::number(line.number)}</td>
                <td class="nowrap">{format::date_time_second(line.at)}</td>
                <th scope="row"><a href=format!("{BASE}/ledger/postings/{posting}")>{words::posting_kind(&line.kind)}</a></th>
                <td>
                    {match page {
                        Some(page) => view! { <a href=page>{words}</a> }.into_any(),
                        None => words.into_any(),
                    }}
                    {other.map(|(words, id)| view! { <br/><a class="small" href=format!("{BASE}/ledger/postings/{id}")>{words}</a> })}
                </td>
                <td class="number">{words::signed(line.amount)}</td>
                <td class="number">{words::unit_amount(unit, line.balance)}</td>
                <td>
                    <button type="button" class="button button--small" on:click=move |_| ask.about(line.clone())>
                        {ledger::check_proof}<span class="visually-hidden">{format!(" {number}")}</span>
                    </button>
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=ledger::statement>
            <thead><tr>
                <th scope="col" class="number">{ledger::column_number}</th>
                <th scope="col">{ledger::column_when}</th>
                <th scope="col">{ledger::column_posting}</th>
                <th scope="col">{ledger::column_subject}</th>
                <th scope="col" class="number">{ledger::column_amount}</th>
                <th scope="col" class="number">{ledger::column_balance_after}</th>
                <th scope="col">{ledger::column_proof}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
