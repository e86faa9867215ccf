//! Criticism of villages at the bottom month after month, computed from what is published: a correction changes it at once.

use std::collections::BTreeMap;

use domain::{
    areas::AreaPath,
    ids::AreaId,
    inspections::{AwardRules, Criticism, CriticismRules, HalfYear, Month, MonthResult, criticise},
};

use super::{months, rules};
use crate::{
    areas,
    db::{DbError, Tx},
};

/// Who is criticised in an area for the months from one to another, the earliest first, with their names; each month by the
/// rules of its half-year, and by those of plan 2 where nobody had adopted any. Only results that are for all count.
///
/// # Errors
/// [`DbError`].
pub fn criticisms(
    tx: &mut Tx<'_>,
    area: AreaId,
    path: &AreaPath,
    from: Month,
    until: Month,
) -> Result<(Vec<Criticism>, BTreeMap<AreaId, String>), DbError> {
    // A row of months can have begun a year before.
    let first = a_year_before(from);
    let results = months::published(tx, area, first, until, true)?;
    let mut rules_of = BTreeMap::new();
    for half_year in half_years(from, until) {
        let in_force = rules::in_force(tx, path, half_year)?;
        let rules = in_force.map_or_else(AwardRules::plan_2, |stored| stored.content);
        rules_of.insert(half_year, rules.criticism);
    }
    let all = within(&results, &rules_of, from, until);
    let names = areas::names_by_id(tx, all.iter().map(|criticism| criticism.village))?;
    Ok((all, names))
}

/// The same month of the year before: where a row of months may have begun.
pub(super) fn a_year_before(month: Month) -> Month {
    Month::from_index(month.index().saturating_sub(12)).unwrap_or(month)
}

/// The half-years that the months from one to another lie in, the earliest first.
pub(super) fn half_years(from: Month, until: Month) -> Vec<HalfYear> {
    let months = (from.index()..=until.index()).filter_map(|index| Month::from_index(index).ok());
    let mut found: Vec<HalfYear> = months.map(Month::half_year).collect();
    found.dedup();
    found
}

/// The criticisms that the months from one to another bring, each by the rules of its half-year.
pub(super) fn within(
    results: &[MonthResult],
    rules: &BTreeMap<HalfYear, CriticismRules>,
    from: Month,
    until: Month,
) -> Vec<Criticism> {
    let mut all = Vec::new();
    for (half_year, rules) in rules {
        let brought = |criticism: &Criticism| {
            let last = criticism.months.last().map(|at| at.month);
            last.is_some_and(|last| last.half_year() == *half_year && (from..=until).contains(&last))
        };
        all.extend(criticise(results, rules).into_iter().filter(brought));
    }
    all
}
