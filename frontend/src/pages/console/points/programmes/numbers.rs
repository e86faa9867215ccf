//! What became of a programme's budget: figures that open, and how it came to that.

use contract::points::{GetProgrammeNumbers, NumbersOf, NumbersStep, ProgrammeNumbers, ProgrammeTotals};
use domain::{ids::ProgrammeId, ledger::AccountKind};
use leptos::prelude::*;

use super::{
    bar::{BudgetBar, behind, issued_claims},
    series::totals,
};
use crate::{
    components::{Choice, Segments, Series, SeriesChart, Stat, TableBox},
    fetch::fetch,
    format,
    i18n::programmes,
    pages::console::{BASE, lists::loaded},
    query::QueryParam,
    session::Session,
};

const DAY: &str = "day";
const MONTH: &str = "month";

/// The figures, the bar, the chart and its table.
#[component]
pub(super) fn Numbers(
    /// Of which programme.
    id: ProgrammeId,
    /// Grows whenever something may have moved.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let by = QueryParam::of("by");
    let step = Memo::new(move |_| by.value.with(|by| by == DAY));
    let numbers = fetch(move |client| {
        ticks.track();
        let by = if step.get() { NumbersStep::Day } else { NumbersStep::Month };
        async move { client.get_programme_numbers(id, &GetProgrammeNumbers { by }).await }
    });
    let choices = Signal::derive(|| {
        vec![Choice::new(MONTH, programmes::by_month), Choice::new(DAY, programmes::by_day)]
    });
    let value = Signal::derive(move || if step.get() { DAY } else { MONTH }.to_owned());
    let choose = move |chosen: String| by.set(if chosen == DAY { DAY } else { "" });
    view! {
        <section class="stack" aria-labelledby="numbers-head">
            <h2 id="numbers-head">{programmes::budget}</h2>
            {loaded(numbers, move |numbers| figures(id, numbers.totals))}
        </section>
        <section class="stack" aria-labelledby="series-head">
            <div class="row row--between">
                <h2 id="series-head" tabindex="-1">{programmes::over_time}</h2>
                <Segments name="numbers-by" label=programmes::step_of_time choices value on_choose=choose/>
            </div>
            {loaded(numbers, move |numbers| over_time(numbers, step.get_untracked()))}
        </section>
    }
}

fn figures(id: ProgrammeId, totals: ProgrammeTotals) -> impl IntoView {
    let session = Session::get();
    let number = |value: i64| move || format::number(value);
    let account = move |kind| behind(session, id, kind);
    view! {
        <div class="stats">
            <Stat label=programmes::funded href="#fundings-head" value=number(totals.funded) note=programmes::funded_note/>
            <Stat label=programmes::free href=account(AccountKind::Budget) value=number(totals.left) note=programmes::free_note/>
            <Stat label=programmes::issued href=issued_claims(id) value=number(totals.issued) note=programmes::issued_note/>
            <Stat label=programmes::redeemed href=account(AccountKind::Redeemed) value=number(totals.redeemed) note=programmes::redeemed_note/>
            <Stat label=programmes::expired href=account(AccountKind::Expired) value=number(totals.expired) note=programmes::expired_note/>
            <Stat label=programmes::outstanding href=account(AccountKind::Wallet) value=number(totals.outstanding) note=programmes::outstanding_note/>
        </div>
        <BudgetBar id totals/>
        <p class="row">
            <a href=format!("{BASE}/points/claims?programme={id}")>{programmes::claims_of_it}</a>
            <a href=format!("{BASE}/points/programmes/{id}/skipped")>{programmes::skipped}</a>
            <a href=format!("{BASE}/points/tables?programme={id}")>{programmes::tables_of_it}</a>
        </p>
    }
}

fn over_time(numbers: ProgrammeNumbers, by_day: bool) -> AnyView {
    if numbers.series.is_empty() {
        return view! { <p class="soft">{programmes::nothing_moved}</p> }.into_any();
    }
    let name =
        move |step: &NumbersOf| if by_day { format::date(step.from) } else { format::month(step.from) };
    // There is little room under a chart.
    let short = move |step: &NumbersOf| {
        let day = format::iso_date(step.from);
        if by_day { day[5..].to_owned() } else { day[..7].to_owned() }
    };
    let chart = {
        let (steps, totals) = (numbers.series.clone(), totals(&numbers));
        move || {
            let line = |name: &str, values: &[i64]| Series { name: name.to_owned(), values: values.to_vec() };
            let series = vec![
                line(programmes::issued(), &totals.issued),
                line(programmes::redeemed(), &totals.redeemed),
                line(programmes::expired(), &totals.expired),
                line(programmes::outstanding(), &totals.outstanding),
            ];
            view! { <SeriesChart label=programmes::chart_label steps=steps.iter().map(short).collect() series/> }
        }
    };
    let row = move |step: NumbersOf| {
        let cell = |value: i64| view! { <td class="number">{format::number(value)}</td> };
        view! {
            <tr>
                <th scope="row" class="whole">{move || name(&step)}</th>
                {cell(step.funded)}{cell(step.issued)}{cell(step.redeemed)}{cell(step.expired)}{cell(step.outstanding)}
            </tr>
        }
    };
    view! {
        {chart}
        <TableBox caption=programmes::over_time>
            <thead><tr>
                <th scope="col">{programmes::step_of_time}</th>
                <th scope="col" class="number">{programmes::funded}</th>
                <th scope="col" class="number">{programmes::issued}</th>
                <th scope="col" class="number">{programmes::redeemed}</th>
                <th scope="col" class="number">{programmes::expired}</th>
                <th scope="col" class="number">{programmes::outstanding_then}</th>
            </tr></thead>
            <tbody>{numbers.series.into_iter().rev().map(row).collect_view()}</tbody>
        </TableBox>
        <p class="soft small">{programmes::chart_note}</p>
    }
    .into_any()
}
