//! A village's months: as a line, and as the table that the line is a picture of.

use contract::inspections::{RecordedMonth, VillageRecord};
use domain::inspections::{Month, Regularity, Score};
use leptos::prelude::*;

use crate::{
    components::{ChartPoint, EmptyState, LineChart, TableBox},
    i18n::{open, villages},
    pages::awards_words::month,
};

/// The months of a record.
#[component]
pub fn Scores(
    /// What was published.
    record: VillageRecord,
) -> impl IntoView {
    if record.months.is_empty() {
        return view! {
            <EmptyState title=villages::no_months detail=villages::no_months_detail icon=icondata_lu::LuChartLine/>
        }
        .into_any();
    }
    let threshold = record.half_years.first().map(|half_year| half_year.rules.threshold);
    let name = record.area_name;
    let line = routine(&record.months);
    let chart =
        line.first().zip(line.last()).map(|((from, _), (until, _))| (*from, *until)).map(|(from, until)| {
            let numbers: Vec<Score> =
                line.iter().filter_map(|(_, of)| of.as_ref().map(|of| of.score)).collect();
            let (low, high) = (numbers.iter().min().copied(), numbers.iter().max().copied());
            let (low, high) = (low.unwrap_or(Score::ZERO), high.unwrap_or(Score::ZERO));
            let points = points(&line);
            let count = numbers.len();
            let label = move || villages::chart(&name, month(from), month(until), count, low, high);
            let threshold = threshold.map(|score| (score.hundredths(), villages::threshold(score)));
            view! {
                <figure class="stack stack--tight">
                    {match threshold {
                        Some(threshold) => view! { <LineChart label points threshold/> }.into_any(),
                        None => view! { <LineChart label points/> }.into_any(),
                    }}
                    <figcaption class="soft small">{villages::chart_legend}</figcaption>
                </figure>
            }
        });
    let row = |of: RecordedMonth| {
        let (of_month, place, field) = (of.month, of.place, of.field);
        let irregular = of.regularity == Regularity::Irregular;
        let corrected = (of.revision > 1).then_some(of.reason).flatten();
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("/open/bulletins/{}", of.round_id)>{move || month(of_month)}</a>
                    {irregular.then_some(open::beside_routine)}
                </th>
                <td class="number">{of.score.to_string()}</td>
                <td class="number whole">{move || villages::place_of(place, field)}</td>
                <td class="text">{corrected.map(|reason| move || villages::corrected(&reason))}</td>
            </tr>
        }
    };
    view! {
        <div class="stack">
            {chart}
            <TableBox caption=villages::months>
                <thead><tr>
                    <th scope="col">{open::month}</th>
                    <th scope="col" class="number">{open::score}</th>
                    <th scope="col" class="number">{open::place}</th>
                    <th scope="col">{villages::remarks}</th>
                </tr></thead>
                <tbody>{record.months.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </div>
    }
    .into_any()
}

/// Every month from the first to the last result of the monthly routine, the earliest first.
fn routine(months: &[RecordedMonth]) -> Vec<(Month, Option<RecordedMonth>)> {
    let of_routine = || months.iter().filter(|month| month.regularity == Regularity::Regular);
    let indices = || of_routine().map(|month| month.month.index());
    let (Some(first), Some(last)) = (indices().min(), indices().max()) else { return Vec::new() };
    (first..=last)
        .filter_map(|index| Month::from_index(index).ok())
        .map(|at| (at, of_routine().find(|month| month.month == at).cloned()))
        .collect()
}

fn points(line: &[(Month, Option<RecordedMonth>)]) -> Vec<ChartPoint> {
    let point = |(at, of): &(Month, Option<RecordedMonth>)| ChartPoint {
        label: format!("{}/{}", at.year() % 100, at.month()),
        value: of.as_ref().map(|of| of.score.hundredths()),
        marked: of.as_ref().is_some_and(|of| of.revision > 1),
    };
    line.iter().map(point).collect()
}
