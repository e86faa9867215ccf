//! A settlement in words: what is behind a village's money, for everybody and for the officials who settle.

use chrono::NaiveDate;
use contract::inspections::{CompositeScore, SettlementLine};
use domain::inspections::{
    AwardRules, HalfYear, Month, Prize, Score, Tie, TieCriterion, TieOutcome, TieRest, TieRule,
};
use leptos::prelude::*;

use crate::{format, i18n::open};

/// `2026年3月`
pub fn month(month: Month) -> String {
    let first = NaiveDate::from_ymd_opt(month.year().into(), month.month().into(), 1);
    format::month(first.unwrap_or_default())
}

/// `2026年上半年`
pub fn half_year(half_year: HalfYear) -> String {
    let [first, ..] = half_year.months();
    if first.month() == 1 { open::first_half(first.year()) } else { open::second_half(first.year()) }
}

/// Hundredths as they are read: `89.99`.
pub fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:02}", value / 100, value % 100)
}

/// The prize of a place: which of the rules' prizes, counted from 0, and the prize.
pub fn prize_of_place(rules: &AwardRules, place: u32) -> Option<(usize, &Prize)> {
    let mut last = 0_u32;
    rules.prizes.iter().enumerate().find(|(_, prize)| {
        last = last.saturating_add(prize.places);
        place <= last
    })
}

/// How much a mean lacks to a threshold, in words; nothing where it reaches it. Rounded up, so that what is missing never
/// reads as nothing.
pub fn lacks(composite: CompositeScore, threshold: Score) -> Option<String> {
    let CompositeScore { weighted, weight, .. } = composite;
    let missing = threshold.hundredths().saturating_mul(weight) - weighted;
    if missing <= 0 || weight <= 0 {
        return None;
    }
    let up = (missing + weight - 1) / weight;
    Some(if missing % weight == 0 || up > 1 {
        open::lacks(hundredths(up))
    } else {
        open::lacks_almost(hundredths(up))
    })
}

/// How a tie was decided, in words.
pub fn tie(tie: &Tie, rules: &TieRule) -> String {
    let compared: Vec<String> = rules.criteria.iter().zip(&tie.criteria).map(criterion).collect();
    let compared = compared.join(" · ");
    let among = tie.among;
    let decided = match tie.outcome {
        TieOutcome::ByCriteria => open::tie_criteria(among),
        TieOutcome::Shared => open::tie_shared(among),
        TieOutcome::Lower => open::tie_lower(among),
        TieOutcome::Drawn => open::tie_drawn(among),
    };
    if compared.is_empty() { decided } else { open::tie_compared(decided, compared) }
}

fn criterion((criterion, value): (&TieCriterion, &i64)) -> String {
    match criterion {
        TieCriterion::LatestMonth => open::latest_month(hundredths(*value)),
        TieCriterion::LowestMonth => open::lowest_month(hundredths(*value)),
        TieCriterion::MonthsAtThreshold => open::months_at_threshold(*value),
    }
}

/// How the rules tell equals apart, in words.
pub fn tie_rule(rules: &TieRule) -> String {
    let name = |criterion: &TieCriterion| match criterion {
        TieCriterion::LatestMonth => open::by_latest_month(),
        TieCriterion::LowestMonth => open::by_lowest_month(),
        TieCriterion::MonthsAtThreshold => open::by_months_at_threshold(),
    };
    let criteria: Vec<&str> = rules.criteria.iter().map(name).collect();
    let rest = match rules.rest {
        TieRest::Share => open::rest_share(),
        TieRest::Lower => open::rest_lower(),
        TieRest::Draw => open::rest_draw(),
    };
    if criteria.is_empty() { rest.to_owned() } else { open::tie_rule(criteria.join(open::then()), rest) }
}

/// Everything behind a line's money, one step of the computation a sentence, in the order in which it is computed.
pub fn why(line: &SettlementLine, rules: &AwardRules) -> Vec<String> {
    let mut words = Vec::new();
    let Some(composite) = line.composite else { return vec![open::no_mean().to_owned()] };
    words.push(open::sum(hundredths(composite.weighted), composite.weight, composite.shown));
    words.push(match lacks(composite, rules.threshold) {
        None => open::reached(rules.threshold, format::money(rules.base_fen)),
        Some(lacks) => open::below(rules.threshold, lacks),
    });
    if let Some(of_line) = &line.tie {
        words.push(tie(of_line, &rules.ties));
    }
    if let Some(place) = line.place {
        words.push(match &line.prize {
            None => open::place_without(place),
            Some(prize) if prize.from_place == prize.to_place => {
                let name = prize_of_place(rules, place).map_or("", |(_, prize)| prize.name.as_str());
                open::from_place(place, name, format::money(prize.fen))
            }
            Some(prize) => {
                let pool = format::money(prize.pool_fen);
                open::from_places(prize.from_place, prize.to_place, pool, format::money(prize.fen))
            }
        });
    }
    words
}

/// One line opened: its months with their weights, then step by step what became of them.
#[component]
pub fn LineExplained(
    /// The line.
    line: SettlementLine,
    /// The rules it was computed by.
    rules: AwardRules,
    /// Of which half-year.
    half_year: HalfYear,
) -> impl IntoView {
    let months = half_year.months().into_iter().zip(line.months.clone()).zip(rules.month_weights);
    let cell = |((of, score), weight): ((Month, Option<Score>), u32)| {
        view! {
            <li class="months__month" class:months__month--none=score.is_none()>
                <span class="soft">{move || open::month_number(of.month())}</span>
                <strong>{match score {
                    Some(score) => score.to_string().into_any(),
                    None => open::not_inspected.into_any(),
                }}</strong>
                <span class="soft">{move || open::weighs(weight)}</span>
            </li>
        }
    };
    let prize = line.prize.as_ref().map_or(0, |prize| prize.fen);
    let (base, total) = (line.base_fen, line.total_fen);
    view! {
        <div class="stack">
            <ul class="months">{months.map(cell).collect_view()}</ul>
            <ol class="numbered">
                {move || why(&line, &rules).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ol>
            <dl class="facts">
                <dt>{open::base}</dt><dd>{format::money(base)}</dd>
                <dt>{open::prize}</dt><dd>{format::money(prize)}</dd>
                <dt>{open::total}</dt><dd><strong>{format::money(total)}</strong></dd>
            </dl>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composite(weighted: i64, weight: i64) -> CompositeScore {
        CompositeScore { weighted, weight, shown: Score::new(weighted / weight).unwrap() }
    }

    #[test]
    fn what_is_missing_never_reads_as_nothing() {
        let threshold = Score::new(9_000).unwrap();
        assert_eq!(lacks(composite(9_000, 1), threshold), None);
        assert!(lacks(composite(8_950, 1), threshold).unwrap().contains("0.50"));
        // 89.995 is below 90 by less than a hundredth.
        assert!(lacks(composite(17_999, 2), threshold).unwrap().contains("0.01"));
    }

    #[test]
    fn a_place_has_the_prize_of_its_rung() {
        let rules = AwardRules::plan_2();
        let index = |place| prize_of_place(&rules, place).map(|(index, _)| index);
        assert_eq!(
            [1, 2, 3, 5, 6, 10, 11].map(index),
            [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), None]
        );
    }
}
