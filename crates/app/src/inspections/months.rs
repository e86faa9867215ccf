//! Published months: the scores that half-years and criticism are computed from.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, RoundId},
    inspections::{Candidate, HalfYear, Month, MonthResult, Score},
};

use crate::db::{
    DbError, Key, Tx,
    schema::{inspection_results as results, inspection_revisions as revisions, inspection_rounds as t},
};

/// The routine rounds of villages that some areas hold themselves, of some months.
macro_rules! routine {
    ($held:expr, $from:expr, $until:expr) => {
        t::table
            .filter($held)
            .filter(t::subjects.eq("villages"))
            .filter(t::regularity.eq("regular"))
            .filter(t::state.ne("cancelled"))
            .filter(t::month.ge($from.to_string()))
            .filter(t::month.le($until.to_string()))
    };
}

/// How many routine rounds of a half-year are not published, and the entry that published the last of those that are.
pub(super) fn standing(
    tx: &mut Tx<'_>,
    area: AreaId,
    half_year: HalfYear,
) -> Result<(u32, Option<EntryId>), DbError> {
    let [first, .., last] = half_year.months();
    let held = || t::area_id.eq(Key(area));
    let open: i64 =
        routine!(held(), first, last).filter(t::state.ne("published")).count().get_result(tx.db())?;
    let entry: Option<Key<EntryId>> = routine!(held(), first, last)
        .inner_join(revisions::table.on(revisions::round_id.eq(t::id)))
        .filter(revisions::revision.eq(1))
        .order((revisions::published_at.desc(), revisions::entry_id.desc()))
        .select(revisions::entry_id)
        .first(tx.db())
        .optional()?;
    Ok((u32::try_from(open).unwrap_or(u32::MAX), entry.map(|Key(id)| id)))
}

/// The published scores of the months from one to another, in their latest revisions; the earliest month first. Only
/// months whose results are for all, where `public`. One statement.
pub(super) fn published(
    tx: &mut Tx<'_>,
    area: AreaId,
    from: Month,
    until: Month,
    public: bool,
) -> Result<Vec<MonthResult>, DbError> {
    let all = published_by(tx, &[area], from, until, public)?;
    Ok(all.into_values().next().unwrap_or_default())
}

/// The same of several areas, by area. One statement.
pub(super) fn published_by(
    tx: &mut Tx<'_>,
    areas: &[AreaId],
    from: Month,
    until: Month,
    public: bool,
) -> Result<BTreeMap<AreaId, Vec<MonthResult>>, DbError> {
    let held = t::area_id.eq_any(areas.iter().copied().map(Key).collect::<Vec<_>>());
    let mut query = routine!(held, from, until)
        .inner_join(results::table.on(results::round_id.eq(t::id).and(results::revision.eq(t::revision))))
        .order((t::month, results::area_path))
        .select((t::area_id, t::month, results::area_id, results::score))
        .into_boxed();
    if public {
        query = query.filter(t::report.eq("public_bulletin"));
    }
    let rows: Vec<(Key<AreaId>, String, Key<AreaId>, i64)> = query.load(tx.db())?;
    let mut all: BTreeMap<AreaId, Vec<MonthResult>> = BTreeMap::new();
    for (Key(area), month, Key(village), score) in rows {
        let month: Month = month.parse().map_err(DbError::damaged)?;
        let score = Score::new(score).map_err(DbError::damaged)?;
        let months = all.entry(area).or_default();
        // An area has one routine round a month, and they come by month.
        match months.last_mut().filter(|result| result.month == month) {
            Some(result) => result.scores.push((village, score)),
            None => months.push(MonthResult { month, scores: vec![(village, score)] }),
        }
    }
    Ok(all)
}

/// The candidates of a half-year: every village with a published score.
pub(super) fn candidates(
    tx: &mut Tx<'_>,
    area: AreaId,
    half_year: HalfYear,
    public: bool,
) -> Result<Vec<Candidate>, DbError> {
    let [first, .., last] = half_year.months();
    let mut all: BTreeMap<AreaId, Candidate> = BTreeMap::new();
    for result in published(tx, area, first, last, public)? {
        for (village, score) in result.scores {
            let candidate = all.entry(village).or_insert(Candidate { village, months: [None; 6] });
            candidate.months[result.month.place_in_half_year()] = Some(score);
        }
    }
    Ok(all.into_values().collect())
}

/// The half-years in which an area published anything, the latest first, at most `limit`.
pub(super) fn half_years(tx: &mut Tx<'_>, area: AreaId, limit: usize) -> Result<Vec<HalfYear>, DbError> {
    let months: Vec<String> = t::table
        .filter(t::area_id.eq(Key(area)))
        .filter(t::subjects.eq("villages"))
        .filter(t::regularity.eq("regular"))
        .filter(t::state.eq("published"))
        .filter(t::report.eq("public_bulletin"))
        .order(t::month.desc())
        .select(t::month)
        .load(tx.db())?;
    let mut found = Vec::new();
    for month in months {
        let half_year = month.parse::<Month>().map_err(DbError::damaged)?.half_year();
        if found.last() != Some(&half_year) {
            found.push(half_year);
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// The month, area and kind of a round that counts for half-years; `None` for one that does not.
pub(super) fn counts_for(
    tx: &mut Tx<'_>,
    round: RoundId,
) -> Result<Option<(AreaId, AreaPath, HalfYear)>, DbError> {
    let row: Option<(Key<AreaId>, String, String)> = t::table
        .find(Key(round))
        .filter(t::subjects.eq("villages"))
        .filter(t::regularity.eq("regular"))
        .select((t::area_id, t::area_path, t::month))
        .first(tx.db())
        .optional()?;
    let Some((Key(area), path, month)) = row else { return Ok(None) };
    let month: Month = month.parse().map_err(DbError::damaged)?;
    Ok(Some((area, AreaPath::parse(&path).map_err(DbError::damaged)?, month.half_year())))
}
