//! What a fund has, with the way to what makes each number.

use contract::funds::FundTotals;
use domain::{funds::Part, ids::FundId};
use leptos::prelude::*;

use crate::{
    components::Stat,
    fetch::fetch,
    format,
    i18n::funds,
    pages::{
        console::lists::loaded,
        funds::{open_address, words},
    },
};

/// Numbers of money, and of goods beside them.
#[component]
pub(super) fn Numbers(
    /// Which fund.
    id: FundId,
    /// Grows whenever something may have moved.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let totals = fetch(move |client| {
        ticks.track();
        async move { client.get_fund_totals(id).await }
    });
    let stat = move |part: Part, label: words::Text, fen: i64| {
        let href = format!("{}/postings?part={}", open_address(id), part.as_str());
        view! { <Stat label href value=format::money(fen)/> }
    };
    let show = move |totals: FundTotals| {
        let held = totals.held_fen;
        view! {
            <div class="stats stats--money">
                {stat(Part::Cash, funds::part_cash, totals.cash_fen)}
                {stat(Part::Opening, funds::part_opening, totals.opening_fen)}
                {stat(Part::Income, funds::part_income, totals.income_fen)}
                {stat(Part::Expense, funds::part_expense, totals.expense_fen)}
                {stat(Part::Goods, funds::part_goods, totals.goods_fen)}
            </div>
            {(held > 0).then(|| view! {
                <p>{move || funds::held(format::money(held), format::money(totals.cash_fen - held))}</p>
            })}
        }
    };
    view! {
        <section class="stack" aria-labelledby="numbers-head">
            <h2 id="numbers-head">{funds::numbers}</h2>
            {loaded(totals, show)}
        </section>
    }
}
