//! What rules mean, in sentences that anybody can check, and the most that they can cost.

use domain::inspections::{AwardRules, TieRest, TitleKind, Undrawn};

use crate::{
    format,
    i18n::awards,
    pages::{awards_words, honours},
};

/// Who gets a title.
pub(super) fn whom(kind: TitleKind) -> &'static str {
    match kind {
        TitleKind::Household => awards::title_households(),
        TitleKind::Group => awards::title_groups(),
        TitleKind::Village => awards::title_villages(),
    }
}

/// What the rules say, a sentence for each thing.
pub(super) fn sentences(rules: &AwardRules) -> Vec<String> {
    let weights = &rules.month_weights;
    let equal = weights.iter().all(|weight| *weight == weights[0]);
    let mut all = vec![if equal {
        awards::says_equal_months().to_owned()
    } else {
        awards::says_months(weights.map(|weight| weight.to_string()).join(" : "))
    }];
    all.push(awards::says_base(rules.threshold, format::money(rules.base_fen)));
    let prizes: Vec<String> = rules
        .prizes
        .iter()
        .map(|prize| awards::says_prize(&prize.name, prize.places, format::money(prize.fen)))
        .collect();
    all.push(if prizes.is_empty() {
        awards::says_no_prizes().to_owned()
    } else {
        awards::says_prizes(prizes.join(awards::prizes_separator()))
    });
    if !prizes.is_empty() {
        let mut ties = awards::says_ties(awards_words::tie_rule(&rules.ties));
        if rules.ties.rest == TieRest::Share {
            ties.push_str(&awards::says_share_unit(format::money(rules.ties.share_unit_fen)));
        }
        all.push(ties);
    }
    let criticism = &rules.criticism;
    let undrawn = match criticism.undrawn {
        Undrawn::Breaks => awards::says_breaks(),
        Undrawn::Bridges => awards::says_bridges(),
    };
    all.push(awards::says_criticism(
        criticism.months,
        criticism.bottom_places,
        criticism.smallest_field,
        undrawn,
    ));
    all.push(if rules.certificates_per_village == 0 {
        awards::says_no_certificates().to_owned()
    } else {
        awards::says_certificates(rules.certificates_per_village)
    });
    if rules.titles.is_empty() {
        all.push(awards::says_no_titles().to_owned());
    }
    all.extend(rules.titles.iter().map(|rule| {
        let conditions = honours::conditions(rule).join(awards::conditions_separator());
        awards::says_title(whom(rule.kind), &rule.name, conditions)
    }));
    all
}

/// The most that a half-year can cost: all prizes together, and one village.
pub(super) fn cost(rules: &AwardRules) -> String {
    let best = rules.prizes.first().map_or(0, |prize| prize.fen);
    let (pool, village) = (rules.prize_pool_fen(), rules.base_fen.saturating_add(best));
    let places: u32 = rules.prizes.iter().map(|prize| prize.places).sum();
    awards::says_cost(format::money(pool), places, format::money(village), format::money(rules.base_fen))
}
