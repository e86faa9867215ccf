//! The record of one village: everything that was published of it. It is the same for everybody: who may read more of a
//! round than all others reads it there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, RoundId},
    inspections::{AwardRules, Criticism, Month, Regularity, Score},
    town_time,
};

use super::{
    certificates::{self, Certificate},
    criticisms, months, rules,
    settlements::{self, OfVillage},
};
use crate::{
    areas::{self, Area},
    db::{
        DbError, Key, Tx,
        schema::{inspection_results as results, inspection_revisions as revisions, inspection_rounds as t},
    },
};

/// Most results of one reading.
const RESULTS_MAX: usize = 300;
/// Most certificates of one reading.
const CERTIFICATES_MAX: i64 = 200;

/// A published result of a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// In which month.
    pub month: Month,
    /// In which round.
    pub round: RoundId,
    /// Which area held it.
    pub holder: AreaId,
    /// That area's path.
    pub holder_path: AreaPath,
    /// Whether it belongs to the monthly routine.
    pub regularity: Regularity,
    /// The score.
    pub score: Score,
    /// Its place by score: 1, 2, 2, 4.
    pub place: u32,
    /// Among how many.
    pub field: u32,
    /// The latest revision, which this is.
    pub revision: u32,
    /// Why there is this revision; none for the first.
    pub reason: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// What was published of a village in some months.
#[derive(Clone, Debug)]
pub struct Record {
    /// The village.
    pub area: Area,
    /// The first month that is looked at.
    pub from: Month,
    /// The last.
    pub until: Month,
    /// Its results, the latest month first.
    pub months: Vec<Recorded>,
    /// Its lines in settled half-years, the latest first.
    pub half_years: Vec<OfVillage>,
    /// Its criticisms with the area whose inspections brought them, the latest first.
    pub criticisms: Vec<(AreaId, Criticism)>,
    /// Certificates of its groups, the latest first.
    pub certificates: Vec<Certificate>,
    /// The latest month with a result before `from`.
    pub earlier: Option<Month>,
    /// What the areas that held rounds are called.
    pub names: BTreeMap<AreaId, String>,
}

/// The published results of a village that are for all, each in its latest revision.
macro_rules! published {
    ($village:expr) => {
        results::table
            .inner_join(t::table)
            .filter(results::area_id.eq(Key($village)))
            .filter(results::revision.eq(t::revision))
            .filter(t::state.eq("published"))
            .filter(t::subjects.eq("villages"))
            .filter(t::report.eq("public_bulletin"))
    };
}

/// What was published of a village in `span` months that end with `until`, or with the latest where absent. Always the
/// same number of statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such village or community.
pub fn record(tx: &mut Tx<'_>, id: AreaId, until: Option<Month>, span: u32) -> Result<Record, DbError> {
    let area = areas::area(tx, id)?;
    if !matches!(area.kind, AreaKind::Village | AreaKind::Community) {
        return Err(DbError::NotFound);
    }
    let latest: Option<String> = published!(id).select(max(t::month)).first(tx.db())?;
    let until = match until {
        Some(until) => until,
        None => parsed(latest)?.max(Some(current(tx)?)).ok_or(DbError::NotFound)?,
    };
    let first = until.index().saturating_sub(span.saturating_sub(1));
    let from = Month::from_index(first).unwrap_or(until);
    let (months, from) = results_of(tx, id, from, until)?;
    let earlier: Option<String> =
        published!(id).filter(t::month.lt(from.to_string())).select(max(t::month)).first(tx.db())?;
    let (first_half, last_half) = (from.half_year(), until.half_year());
    let half_years = settlements::of_village(tx, (id, &area.path), first_half, last_half)?;
    let criticisms = criticised(tx, &area, &months, from, until)?;
    let certificates = certificates::of_village(tx, id, first_half, last_half, CERTIFICATES_MAX)?;
    let names = areas::names_by_id(tx, months.iter().map(|month| month.holder))?;
    let earlier = parsed(earlier)?;
    Ok(Record { area, from, until, months, half_years, criticisms, certificates, earlier, names })
}

fn parsed(month: Option<String>) -> Result<Option<Month>, DbError> {
    month.map(|month| month.parse().map_err(DbError::damaged)).transpose()
}

fn current(tx: &Tx<'_>) -> Result<Month, DbError> {
    let today = town_time::date(tx.now());
    let number = |part: u32| u8::try_from(part).map_err(DbError::damaged);
    let year = u16::try_from(today.year()).map_err(DbError::damaged)?;
    Month::new(year, number(today.month())?).map_err(DbError::damaged)
}

type ResultRow =
    ((String, Key<RoundId>, Key<AreaId>, String, String), (i64, i64, i64), (Option<String>, NaiveDateTime));

/// The results of some months, the latest first, and the month that they begin with: a later one than asked for where
/// there are more than [`RESULTS_MAX`], so that a month is never there in part.
fn results_of(
    tx: &mut Tx<'_>,
    village: AreaId,
    from: Month,
    until: Month,
) -> Result<(Vec<Recorded>, Month), DbError> {
    let same = revisions::round_id.eq(results::round_id).and(revisions::revision.eq(results::revision));
    let mut rows: Vec<ResultRow> = published!(village)
        .inner_join(revisions::table.on(same))
        .filter(t::month.ge(from.to_string()))
        .filter(t::month.le(until.to_string()))
        .order((t::month.desc(), t::id.desc()))
        .limit(i64::try_from(RESULTS_MAX + 1).unwrap_or(i64::MAX))
        .select((
            (t::month, t::id, t::area_id, t::area_path, t::regularity),
            (results::score, results::place, results::revision),
            (revisions::reason, revisions::published_at),
        ))
        .load(tx.db())?;
    let mut from = from;
    if rows.len() > RESULTS_MAX {
        let partial = rows.last().map(|row| row.0.0.clone()).unwrap_or_default();
        rows.retain(|row| row.0.0 != partial);
        let month: Month = partial.parse().map_err(DbError::damaged)?;
        from = Month::from_index(month.index() + 1).unwrap_or(month);
    }
    let rounds: Vec<_> = rows.iter().map(|row| row.0.1).collect();
    let counts: Vec<(Key<RoundId>, i64, i64)> = results::table
        .filter(results::round_id.eq_any(rounds))
        .group_by((results::round_id, results::revision))
        .select((results::round_id, results::revision, count_star()))
        .load(tx.db())?;
    let fields: BTreeMap<_, _> =
        counts.into_iter().map(|(Key(id), revision, n)| ((id, revision), n)).collect();
    let small = |number: i64| u32::try_from(number).map_err(DbError::damaged);
    let recorded = |row: ResultRow| {
        let ((month, Key(round), Key(holder), path, regularity), (score, place, revision), (reason, at)) =
            row;
        Ok(Recorded {
            month: month.parse().map_err(DbError::damaged)?,
            round,
            holder,
            holder_path: AreaPath::parse(&path).map_err(DbError::damaged)?,
            regularity: match regularity.as_str() {
                "regular" => Regularity::Regular,
                _ => Regularity::Irregular,
            },
            score: Score::new(score).map_err(DbError::damaged)?,
            place: small(place)?,
            field: small(fields.get(&(round, revision)).copied().unwrap_or_default())?,
            revision: small(revision)?,
            reason,
            published_at: at.and_utc(),
        })
    };
    Ok((rows.into_iter().map(recorded).collect::<Result<_, DbError>>()?, from))
}

/// The criticisms of a village, the latest first: two statements.
fn criticised(
    tx: &mut Tx<'_>,
    area: &Area,
    recorded: &[Recorded],
    from: Month,
    until: Month,
) -> Result<Vec<(AreaId, Criticism)>, DbError> {
    let routine = recorded.iter().filter(|month| month.regularity == Regularity::Regular);
    let holders: BTreeMap<AreaId, &AreaPath> =
        routine.map(|month| (month.holder, &month.holder_path)).collect();
    let ids: BTreeSet<AreaId> = holders.keys().copied().collect();
    let ids: Vec<AreaId> = ids.into_iter().collect();
    let results = months::published_by(tx, &ids, criticisms::a_year_before(from), until, true)?;
    let all = rules::of_lineage(tx, &area.path)?;
    let mut found = Vec::new();
    for (holder, path) in holders {
        let rules_of = criticisms::half_years(from, until).into_iter().map(|half_year| {
            let in_force = rules::in_force_of(&all, path, half_year);
            let content = in_force.map_or_else(AwardRules::plan_2, |stored| stored.content.clone());
            (half_year, content.criticism)
        });
        let of_holder = results.get(&holder).map(Vec::as_slice).unwrap_or_default();
        let brought = criticisms::within(of_holder, &rules_of.collect(), from, until);
        let of_village = brought.into_iter().filter(|criticism| criticism.village == area.id);
        found.extend(of_village.map(|criticism| (holder, criticism)));
    }
    found.sort_by_key(|(_, criticism)| std::cmp::Reverse(criticism.months.last().map(|at| at.month)));
    Ok(found)
}
