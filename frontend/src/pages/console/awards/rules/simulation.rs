//! What a draft would have paid in half-years that are past, beside what the rules in force then paid.

use contract::inspections::{CompositeScore, SimulatedHalfYear, SimulatedLine};
use domain::{
    ids::AwardRulesId,
    inspections::{HalfYear, Score},
};
use leptos::prelude::*;

use super::super::open_row::OpenRow;
use crate::{
    components::{
        Badge, EmptyState, FilterSelect, Filters, Notice, PairedBar, PairedBars, SortHeader, TableBox, Tone,
    },
    fetch::fetch,
    format,
    i18n::awards,
    pages::{
        awards_words::{half_year, month},
        console::lists::loaded,
    },
    query::QueryParam,
};

/// Whether an amount grew, in sign, word and tone.
pub(in super::super) fn difference(fen: i64) -> (Tone, String) {
    match fen {
        0 => (Tone::Neutral, awards::the_same().to_owned()),
        less if less < 0 => (Tone::Alert, awards::less(format::money(less))),
        more => (Tone::Done, awards::more_money(format!("+{}", format::money(more)))),
    }
}

/// The simulator of one version or draft.
#[component]
pub fn Simulator(
    /// Which one.
    id: AwardRulesId,
) -> impl IntoView {
    let found =
        fetch(move |client| async move { client.simulate_award_rules(id).await.map(|found| found.items) });
    view! {
        {loaded(found, |items| {
            if items.is_empty() {
                return view! {
                    <EmptyState title=awards::nothing_to_simulate detail=awards::nothing_to_simulate_detail icon=icondata_lu::LuChartNoAxesColumn/>
                }.into_any();
            }
            view! { <Totals items=items.clone()/><OfHalfYear items/> }.into_any()
        })}
    }
}

/// All half-years, by what they cost.
#[component]
fn Totals(items: Vec<SimulatedHalfYear>) -> impl IntoView {
    let not_in_force = items.iter().any(|half| !half.in_force);
    let pair = |half: &SimulatedHalfYear| PairedBar {
        name: half_year(half.half_year),
        one: (half.fen, format::money(half.fen)),
        other: (half.draft_fen, format::money(half.draft_fen)),
    };
    let pairs: Vec<PairedBar> = items.iter().map(pair).collect();
    let row = |half: SimulatedHalfYear| {
        let (tone, words) = difference(half.draft_fen - half.fen);
        view! {
            <tr>
                <th scope="row">{half_year(half.half_year)}</th>
                <td class="number">{format::money(half.fen)}</td>
                <td class="number">{format::money(half.draft_fen)}</td>
                <td><Badge tone label=words/></td>
            </tr>
        }
    };
    view! {
        {not_in_force.then(|| view! { <Notice tone=Tone::Neutral><p>{awards::compared_with_ready}</p></Notice> })}
        <PairedBars caption=awards::totals one=awards::as_it_was other=awards::as_drafted pairs/>
        <TableBox caption=awards::totals>
            <thead><tr>
                <th scope="col">{awards::half_year}</th>
                <th scope="col" class="number">{awards::as_it_was}</th>
                <th scope="col" class="number">{awards::as_drafted}</th>
                <th scope="col">{awards::difference}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
}

/// The villages of the half-year that was chosen.
#[component]
fn OfHalfYear(items: Vec<SimulatedHalfYear>) -> impl IntoView {
    let (chosen, all, sort) =
        (QueryParam::of("half").value, QueryParam::of("villages").value, QueryParam::of("sort").value);
    let first = items.first().map(|half| half.half_year.to_string()).unwrap_or_default();
    let items = StoredValue::new(items);
    let half = Memo::new(move |_| {
        let wanted = chosen.get();
        items.with_value(|items| {
            items.iter().find(|half| half.half_year.to_string() == wanted).or(items.first()).cloned()
        })
    });
    let halves = Signal::derive(move || {
        let named = |half: &SimulatedHalfYear| (half.half_year.to_string(), half_year(half.half_year));
        items.with_value(|items| items.iter().map(named).collect::<Vec<_>>())
    });
    let shows = Signal::derive(|| {
        vec![
            ("changed".to_owned(), awards::changed_only().to_owned()),
            ("all".to_owned(), awards::all_villages().to_owned()),
        ]
    });
    let table = move || {
        let half = half.get()?;
        let total = half.lines.len();
        let changed = half.lines.iter().filter(|line| line.fen != line.draft_fen).count();
        let mut lines = half.lines.clone();
        if all.get() != "all" {
            lines.retain(|line| line.fen != line.draft_fen);
        }
        sort.with(|sort| order(&mut lines, sort));
        let of = half.half_year;
        Some(view! {
            <p role="status">{awards::changes_for(total, changed)}</p>
            {(!lines.is_empty()).then(|| view! {
                <TableBox caption=awards::villages>
                    <thead><tr>
                        <SortHeader key="village" label=awards::village/>
                        <SortHeader key="fen" label=awards::as_it_was number=true/>
                        <SortHeader key="draft" label=awards::as_drafted number=true/>
                        <SortHeader key="difference" label=awards::difference/>
                    </tr></thead>
                    {lines.into_iter().map(|line| view! { <Village line half=of/> }).collect_view()}
                </TableBox>
            })}
        })
    };
    view! {
        <section class="stack" aria-labelledby="villages-head">
            <h3 id="villages-head">{awards::villages}</h3>
            <Filters>
                <FilterSelect name="half" label=awards::half_year options=halves default=first/>
                <FilterSelect name="villages" label=awards::show options=shows default="changed"/>
            </Filters>
            {table}
        </section>
    }
}

/// Sorts as the URL says; otherwise by the draft, the best first, as they come.
fn order(lines: &mut [SimulatedLine], sort: &str) {
    let (key, falling) = sort.strip_prefix('-').map_or((sort, false), |key| (key, true));
    match key {
        "village" => lines.sort_by(|a, b| a.village_name.cmp(&b.village_name)),
        "fen" => lines.sort_by_key(|line| line.fen),
        "draft" => lines.sort_by_key(|line| line.draft_fen),
        "difference" => lines.sort_by_key(|line| line.draft_fen - line.fen),
        _ => return,
    }
    if falling {
        lines.reverse();
    }
}

/// One village; opened, its months, means and places under both rules.
#[component]
fn Village(line: SimulatedLine, half: HalfYear) -> impl IntoView {
    let (tone, words) = difference(line.draft_fen - line.fen);
    let (id, name) = (format!("simulated-{}", line.village_id), line.village_name.clone());
    let cells = view! {
        <td class="number">{format::money(line.fen)}</td>
        <td class="number">{format::money(line.draft_fen)}</td>
        <td><Badge tone label=words/></td>
    };
    view! { <OpenRow id name cells=cells.into_any() columns=4>{behind(&line, half)}</OpenRow> }
}

fn behind(line: &SimulatedLine, half: HalfYear) -> impl IntoView + use<> {
    let month = |(of, score): (_, &Option<Score>)| {
        let score = score.map_or_else(|| awards::not_inspected().to_owned(), |score| score.to_string());
        view! { <li class="months__month"><span class="soft">{month(of)}</span><strong>{score}</strong></li> }
    };
    let mean =
        |mean: Option<CompositeScore>| mean.map_or_else(|| "—".to_owned(), |mean| mean.shown.to_string());
    let place =
        |place: Option<u32>| place.map_or_else(|| awards::no_place().to_owned(), |place| place.to_string());
    view! {
        <div class="stack">
            <ul class="months">{half.months().into_iter().zip(&line.months).map(month).collect_view()}</ul>
            <dl class="facts">
                <dt>{awards::mean_both}</dt><dd>{mean(line.composite)}" → "{mean(line.draft_composite)}</dd>
                <dt>{awards::place_both}</dt><dd>{place(line.place)}" → "{place(line.draft_place)}</dd>
                <dt>{awards::money_both}</dt><dd>{format::money(line.fen)}" → "{format::money(line.draft_fen)}</dd>
            </dl>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, fen: i64, draft_fen: i64) -> SimulatedLine {
        SimulatedLine {
            village_id: domain::ids::AreaId(uuid::Uuid::nil()),
            village_name: name.to_owned(),
            months: vec![None; 6],
            composite: None,
            draft_composite: None,
            place: None,
            draft_place: None,
            fen,
            draft_fen,
        }
    }

    #[test]
    fn villages_are_sorted_as_the_address_says() {
        let mut lines = [line("b", 2, 9), line("a", 3, 1), line("c", 1, 5)];
        let names =
            |lines: &[SimulatedLine]| lines.iter().map(|l| l.village_name.clone()).collect::<String>();
        let mut by = |sort: &str| {
            order(&mut lines, sort);
            names(&lines)
        };
        assert_eq!(by(""), "bac");
        assert_eq!((by("village"), by("-fen"), by("difference")), ("abc".into(), "abc".into(), "acb".into()));
    }
}
