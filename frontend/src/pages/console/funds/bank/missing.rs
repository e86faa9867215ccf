//! What was booked and the bank has no line for.

use contract::funds::{CashPosting, ListUnbankedPostings};
use domain::ids::FundId;
use leptos::prelude::*;

use super::posting_link;
use crate::{
    components::{EmptyState, TableBox, Time},
    fetch::fetch_list,
    i18n::bank as texts,
    pages::{console::lists::listed, funds::words},
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The list.
#[component]
pub fn Missing(
    /// Of which fund.
    id: FundId,
    /// Grows where something has changed.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let list = fetch_list(move |client, after| {
        ticks.track();
        let query = ListUnbankedPostings { limit: Some(ROWS), after, ..ListUnbankedPostings::default() };
        async move { client.list_unbanked_postings(id, &query).await }
    });
    view! {
        <section class="stack" aria-labelledby="missing-head">
            <h2 id="missing-head">{texts::missing}</h2>
            {listed(
                list,
                || view! { <EmptyState title=texts::no_missing detail=texts::no_missing_detail icon=icondata_lu::LuCircleCheck/> }.into_any(),
                rows,
            )}
        </section>
    }
}

fn rows(items: Vec<CashPosting>) -> AnyView {
    let row = |posting: CashPosting| {
        let kind = posting.kind.clone();
        view! {
            <tr>
                <td><Time at=posting.at/></td>
                <td class="number">{words::signed(posting.fen)}</td>
                <td>{move || words::posting_kind(&kind)}</td>
                <th scope="row">{posting_link(&posting)}</th>
                <td class="breakable">{posting.reference.clone()}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=texts::missing>
            <thead><tr>
                <th scope="col">{texts::column_booked}</th>
                <th scope="col" class="number">{texts::column_amount}</th>
                <th scope="col">{texts::column_kind}</th>
                <th scope="col">{texts::column_title}</th>
                <th scope="col">{texts::column_reference}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
