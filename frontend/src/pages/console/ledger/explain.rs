//! Why a balance is what it is: what the postings of each kind make of it, and what is pending.

use contract::ledger::{BalancePart, ExplainedAccount, PendingLine};
use leptos::prelude::*;

use super::{address, words};
use crate::{
    components::{BarPart, StackedBar, TableBox, Time},
    format,
    i18n::ledger,
    pages::console::BASE,
};

/// The parts, as bars on one scale and as a table; each opens the statement's lines that make it.
#[component]
pub(super) fn Parts(found: Signal<ExplainedAccount>) -> impl IntoView {
    let account = address(found.with_untracked(|found| found.account.id));
    let parts = Memo::new(move |_| found.with(|found| found.parts.clone()));
    let bars = move || {
        let parts = parts.get();
        let (came, went) = (side(&parts, 1), side(&parts, -1));
        let whole = sum(&came).max(sum(&went));
        let bar = |title: fn() -> &'static str, parts: Vec<BarPart>| {
            let all = sum(&parts);
            (!parts.is_empty()).then(|| view! {
                <div class="stack stack--tight">
                    <p><strong>{title}</strong>" "<span class="amount">{format::number(all)}</span></p>
                    <StackedBar label=title parts whole/>
                </div>
            })
        };
        view! { {bar(ledger::came_in, came)} {bar(ledger::went_out, went)} }
    };
    let row = move |part: BalancePart| {
        let lines = format!("{account}?posted={}#statement-head", part.kind);
        view! {
            <tr>
                <th scope="row"><a href=lines>{words::posting_kind(&part.kind)}</a></th>
                <td class="number">{format::number(part.entries)}</td>
                <td class="number">{words::signed(part.sum)}</td>
            </tr>
        }
    };
    let total = move || found.with(|found| (found.account.entries, found.account.balance));
    view! {
        <section class="stack" aria-labelledby="parts-head">
            <h2 id="parts-head" tabindex="-1">{ledger::why_this_balance}</h2>
            {move || if parts.with(Vec::is_empty) {
                view! { <p class="soft">{ledger::nothing_posted}</p> }.into_any()
            } else {
                view! {
                    <p class="soft">{ledger::why_lead}</p>
                    {bars}
                    <TableBox caption=ledger::why_this_balance>
                        <thead><tr>
                            <th scope="col">{ledger::column_posting}</th>
                            <th scope="col" class="number">{ledger::column_entries}</th>
                            <th scope="col" class="number">{ledger::column_sum}</th>
                        </tr></thead>
                        <tbody>
                            {parts.get().into_iter().map(row.clone()).collect_view()}
                            <tr class="table__group">
                                <th scope="row">{ledger::balance}</th>
                                <th class="number">{move || format::number(total().0)}</th>
                                <th class="number">{move || format::number(total().1)}</th>
                            </tr>
                        </tbody>
                    </TableBox>
                }.into_any()
            }}
        </section>
    }
}

/// What came, or what went, without its sign.
fn side(parts: &[BalancePart], sign: i64) -> Vec<BarPart> {
    let of = parts.iter().filter(|part| part.sum.signum() == sign);
    of.map(|part| BarPart {
        name: words::posting_kind(&part.kind),
        amount: part.sum.saturating_abs(),
        href: None,
    })
    .collect()
}

fn sum(parts: &[BarPart]) -> i64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(part.amount))
}

/// What will come or go, or will not.
#[component]
pub(super) fn Pending(found: Signal<ExplainedAccount>) -> impl IntoView {
    let pending = Memo::new(move |_| found.with(|found| found.pending.clone()));
    let row = |line: PendingLine| {
        let (words, page) = words::link_of(&line.subject);
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("{BASE}/ledger/postings/{}", line.posting_id)>{words::posting_kind(&line.kind)}</a>
                </th>
                <td>{match page {
                    Some(page) => view! { <a href=page>{words}</a> }.into_any(),
                    None => words.into_any(),
                }}</td>
                <td class="number">{words::signed(line.amount)}</td>
                <td><Time at=line.made_at/></td>
                <td>{line.until.map_or_else(|| "—".into_any(), |at| view! { <Time at/> }.into_any())}</td>
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="pending-head">
            <h2 id="pending-head" tabindex="-1">{ledger::pending}</h2>
            {move || if pending.with(Vec::is_empty) {
                view! { <p class="soft">{ledger::nothing_pending}</p> }.into_any()
            } else {
                view! {
                    <p class="soft">{ledger::pending_lead}</p>
                    <TableBox caption=ledger::pending>
                        <thead><tr>
                            <th scope="col">{ledger::column_posting}</th>
                            <th scope="col">{ledger::column_subject}</th>
                            <th scope="col" class="number">{ledger::column_amount}</th>
                            <th scope="col">{ledger::column_since}</th>
                            <th scope="col">{ledger::column_until}</th>
                        </tr></thead>
                        <tbody>{pending.get().into_iter().map(row).collect_view()}</tbody>
                    </TableBox>
                }.into_any()
            }}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went_differ_by_the_balance() {
        let part = |kind: &str, sum| BalancePart { kind: kind.to_owned(), entries: 1, sum };
        let parts = [part("points.claim", 80), part("points.expiry", -30), part("points.gift", 5), part("x", 0)];
        let (came, went) = (side(&parts, 1), side(&parts, -1));
        assert_eq!((came.len(), went.len()), (2, 1));
        assert_eq!(sum(&came) - sum(&went), 55);
    }
}
