//! What a fund has and where it came from: every number opens the postings that make it.

use contract::funds::{Fund, FundTotals};
use domain::funds::Part;
use leptos::prelude::*;

use super::{given::Given, postings_address};
use crate::{
    components::{Bar, Bars, Stat, TableBox},
    fetch::{Loaded, fetch},
    format,
    i18n::funds,
    pages::funds::words,
};

/// The numbers.
#[component]
pub(super) fn Figures(
    /// The fund.
    fund: Fund,
) -> impl IntoView {
    let id = fund.id;
    let totals = fetch(move |client| async move { client.get_fund_totals(id).await });
    let fund = StoredValue::new(fund);
    let show = move |totals: FundTotals| {
        let fund = fund.get_value();
        view! {
            <Cash totals=totals.clone()/>
            <Sources totals=totals.clone()/>
            <Purposes totals=totals.clone() fund=fund.clone()/>
            <Given totals fund/>
        }
    };
    view! { <div class="stack stack--loose"><Loaded fetched=totals boxes=true children=show/></div> }
}

/// Money in hand, large, and what makes it.
#[component]
fn Cash(totals: FundTotals) -> impl IntoView {
    let FundTotals { fund_id: id, at, cash_fen, held_fen, opening_fen, income_fen, expense_fen, .. } = totals;
    let stat = move |part: Part, label: words::Text, fen: i64| {
        view! { <Stat label href=postings_address(id, part, None, None) value=format::money(fen)/> }
    };
    view! {
        <section class="stack" aria-labelledby="balance-head">
            <h2 id="balance-head">{funds::balance}</h2>
            <p class="wallet__balance">
                <strong><a href=postings_address(id, Part::Cash, None, None)>{format::money(cash_fen)}</a></strong>
                <span>{funds::in_hand}</span>
            </p>
            <p class="soft">{move || funds::as_of(format::date_time(at))}</p>
            {(held_fen > 0).then(|| view! {
                <p>{move || funds::held(format::money(held_fen), format::money(cash_fen - held_fen))}</p>
            })}
            <div class="stats stats--money">
                {stat(Part::Opening, funds::part_opening, opening_fen)}
                {stat(Part::Income, funds::part_income, income_fen)}
                {stat(Part::Expense, funds::part_expense, expense_fen)}
            </div>
            <p class="soft small">{move || funds::adds_up(
                format::money(opening_fen), format::money(income_fen), format::money(expense_fen), format::money(cash_fen),
            )}</p>
        </section>
    }
}

/// Where the money came from.
#[component]
fn Sources(totals: FundTotals) -> impl IntoView {
    let id = totals.fund_id;
    let money: Vec<_> = totals.sources.into_iter().filter(|total| total.income_fen != 0).collect();
    let none = money.is_empty();
    let bars = move || {
        let bar = |total: &contract::funds::SourceTotal| Bar {
            name: words::source(total.source).to_owned(),
            amount: total.income_fen,
            words: format::money(total.income_fen),
            href: Some(postings_address(id, Part::Income, Some(total.source), None)),
        };
        view! { <Bars caption=funds::by_source bars=money.iter().map(bar).collect()/> }
    };
    view! {
        <section class="stack" aria-labelledby="sources-head">
            <h2 id="sources-head">{funds::where_from}</h2>
            {if none {
                view! { <p class="soft">{funds::nothing_came}</p> }.into_any()
            } else {
                view! { <p class="soft">{funds::where_from_lead}</p> {bars} }.into_any()
            }}
        </section>
    }
}

/// What the money is for: what is left of each purpose as a chart, and all of it as a table.
#[component]
fn Purposes(totals: FundTotals, fund: Fund) -> impl IntoView {
    let id = totals.fund_id;
    let all = totals.purposes;
    if all.is_empty() {
        return ().into_any();
    }
    let (named, shown) = (fund.purposes.clone(), all.clone());
    let bars = move || {
        let bar = |total: &contract::funds::PurposeTotal| Bar {
            name: words::purpose(total.purpose.as_deref(), &named),
            amount: total.cash_fen,
            words: format::money(total.cash_fen),
            href: Some(postings_address(id, Part::Cash, None, Some(total.purpose.as_deref()))),
        };
        view! { <Bars caption=funds::left_by_purpose bars=shown.iter().map(bar).collect()/> }
    };
    let names = fund.purposes;
    // Where nothing moved between purposes, nothing is said of it.
    let moves = all.iter().any(|total| total.moved_fen != 0);
    let row = move |total: contract::funds::PurposeTotal| {
        let (code, names) = (total.purpose.clone(), names.clone());
        let cell = |part: Part, fen: i64| {
            let href = postings_address(id, part, None, Some(code.as_deref()));
            view! { <td class="number"><a href=href>{format::money(fen)}</a></td> }
        };
        let (opening, income) =
            (cell(Part::Opening, total.opening_fen), cell(Part::Income, total.income_fen));
        let (expense, cash) = (cell(Part::Expense, total.expense_fen), cell(Part::Cash, total.cash_fen));
        view! {
            <tr>
                <th scope="row">{move || words::purpose(total.purpose.as_deref(), &names)}</th>
                {opening}{income}{expense}
                {moves.then(|| view! { <td class="number">{format::money(total.moved_fen)}</td> })}
                {cash}
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="purposes-head">
            <h2 id="purposes-head">{funds::by_purpose}</h2>
            <p class="soft">{funds::by_purpose_lead}</p>
            {bars}
            <TableBox caption=funds::by_purpose>
                <thead><tr>
                    <th scope="col">{funds::purpose}</th>
                    <th scope="col" class="number">{funds::part_opening}</th>
                    <th scope="col" class="number">{funds::part_income}</th>
                    <th scope="col" class="number">{funds::part_expense}</th>
                    {moves.then(|| view! { <th scope="col" class="number">{funds::moved}</th> })}
                    <th scope="col" class="number">{funds::part_cash}</th>
                </tr></thead>
                <tbody>{all.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </section>
    }
    .into_any()
}
