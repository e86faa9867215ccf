//! The statements that were imported.

use contract::funds::{BankStatement, ListBankStatements};
use domain::ids::FundId;
use leptos::prelude::*;

use crate::{
    components::{EmptyState, TableBox, Time},
    fetch::fetch_list,
    format,
    i18n::bank as texts,
    pages::console::lists::listed,
};

/// The list.
#[component]
pub fn Statements(
    /// Of which fund.
    id: FundId,
    /// Grows where something has changed.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let list = fetch_list(move |client, after| {
        ticks.track();
        let query = ListBankStatements { limit: None, after };
        async move { client.list_bank_statements(id, &query).await }
    });
    view! {
        <section class="stack" aria-labelledby="statements-head">
            <h2 id="statements-head">{texts::statements}</h2>
            {listed(
                list,
                || view! { <EmptyState title=texts::no_statements detail=texts::no_statements_detail icon=icondata_lu::LuLandmark/> }.into_any(),
                rows,
            )}
        </section>
    }
}

fn rows(items: Vec<BankStatement>) -> AnyView {
    let row = |statement: BankStatement| {
        let (first, last) = (statement.first_day, statement.last_day);
        let money = |fen: Option<i64>| view! { <td class="number">{fen.map(format::money)}</td> };
        view! {
            <tr>
                <th scope="row">{move || texts::standing(format::date(first), format::date(last))}</th>
                <td class="number">{format::number(statement.lines)}</td>
                <td class="number">{format::number(statement.known)}</td>
                {money(statement.opening_fen)}{money(statement.closing_fen)}
                <td><Time at=statement.imported_at/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=texts::statements>
            <thead><tr>
                <th scope="col">{texts::column_days}</th>
                <th scope="col" class="number">{texts::column_lines}</th>
                <th scope="col" class="number">{texts::column_known}</th>
                <th scope="col" class="number">{texts::column_opening}</th>
                <th scope="col" class="number">{texts::column_closing}</th>
                <th scope="col">{texts::column_imported}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
