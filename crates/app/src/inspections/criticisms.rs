//! Criticism of villages at the bottom month after month, computed from what is published: a correction changes it at once.

use std::collections::BTreeMap;

use domain::{
    areas::AreaPath,
    ids::AreaId,
    inspections::{AwardRules, Criticism, Month, criticise},
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
    let first = Month::from_index(from.index().saturating_sub(12)).unwrap_or(from);
    let results = months::published(tx, area, first, until, true)?;
    let mut all = Vec::new();
    let mut half_years: Vec<_> = (from.index()..=until.index())
        .filter_map(|index| Month::from_index(index).ok())
        .map(Month::half_year)
        .collect();
    half_years.dedup();
    for half_year in half_years {
        let in_force = rules::in_force(tx, path, half_year)?;
        let rules = in_force.map_or_else(AwardRules::plan_2, |stored| stored.content);
        let of_half_year = |criticism: &Criticism| {
            let last = criticism.months.last().map(|at| at.month);
            last.is_some_and(|last| {
                last.half_year() == half_year && (from.index()..=until.index()).contains(&last.index())
            })
        };
        all.extend(criticise(&results, &rules.criticism).into_iter().filter(of_half_year));
    }
    let names = areas::names_by_id(tx, all.iter().map(|criticism| criticism.village))?;
    Ok((all, names))
}
