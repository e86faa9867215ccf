//! What somebody has earned already, as caps count it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use domain::{
    ids::{AreaId, ClaimId, EarnerId, ProgrammeId, UserId},
    points::Used,
};

use crate::db::{
    DbError, Key, Tx, lock, on_each,
    schema::{claims as t, points_earners as earners},
};

/// Who caps count for: the person, or the household where no person did it.
pub(super) fn earner(person: Option<UserId>, household: AreaId) -> EarnerId {
    EarnerId(person.map_or(household.0, |person| person.0))
}

/// Lets nobody else count for this earner in this programme until the transaction ends.
///
/// # Errors
/// [`DbError`].
pub(super) fn lock_earner(tx: &mut Tx<'_>, programme: ProgrammeId, earner: EarnerId) -> Result<(), DbError> {
    let lock = |tx: &mut Tx<'_>| {
        let query = earners::table.find((Key(programme), Key(earner))).select(earners::earner_id);
        lock!(tx.db(), query, |q, c| q.first::<Key<EarnerId>>(c))
    };
    if lock(tx).optional()?.is_some() {
        return Ok(());
    }
    let row = (earners::programme_id.eq(Key(programme)), earners::earner_id.eq(Key(earner)));
    let insert = diesel::insert_into(earners::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c))? == 0 {
        // Somebody else has made it meanwhile.
        lock(tx)?;
    }
    Ok(())
}

/// Which claims count against a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// What was approved: where something that waits is decided, for what waits beside it was let in against it.
    Approved,
    /// What waits, too: where something new comes.
    Waiting,
}

/// A deed of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed<'a> {
    /// In which programme.
    pub(super) programme: ProgrammeId,
    /// Whose.
    pub(super) earner: EarnerId,
    /// Which activity.
    pub(super) activity: &'a str,
    /// On which day.
    pub(super) day: NaiveDate,
    /// The claim itself, which does not count.
    pub(super) but: Option<ClaimId>,
}

/// Something that somebody earned, or waits for.
#[derive(Clone, Debug)]
pub(super) struct Earned {
    /// By which claim.
    pub(super) claim: ClaimId,
    /// With which activity.
    pub(super) activity: String,
    /// On which day.
    pub(super) day: NaiveDate,
    /// How many points, less what was taken back.
    pub(super) points: i64,
}

type Row = (Key<EarnerId>, Key<ClaimId>, String, String, i64, i64, i64);

fn read(row: Row) -> Result<(EarnerId, Earned), DbError> {
    let (Key(earner), Key(claim), activity, day, points, taken_back, unrecovered) = row;
    let day = day.parse().map_err(DbError::damaged)?;
    Ok((earner, Earned { claim, activity, day, points: points - taken_back - unrecovered }))
}

/// What counts against the caps of an activity on a day.
pub(super) fn count<'e>(
    earned: impl IntoIterator<Item = &'e Earned>,
    activity: &str,
    day: NaiveDate,
) -> Used {
    let month = |day: NaiveDate| (day.year(), day.month());
    let mut used = Used::default();
    for one in earned {
        used.add(one.points, one.activity == activity, one.day == day, month(one.day) == month(day));
    }
    used
}

/// What an earner has earned or waits for in each of these programmes: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn earned_in(
    tx: &mut Tx<'_>,
    programmes: &[ProgrammeId],
    earner: EarnerId,
) -> Result<BTreeMap<ProgrammeId, Vec<Earned>>, DbError> {
    let ids: Vec<Key<ProgrammeId>> = programmes.iter().copied().map(Key).collect();
    let rows: Vec<(Key<ProgrammeId>, Row)> = t::table
        .filter(t::programme_id.eq_any(ids))
        .filter(t::earner_id.eq(Key(earner)))
        .filter(t::state.eq_any(["approved", "submitted"]))
        .select((
            t::programme_id,
            (t::earner_id, t::id, t::activity, t::day, t::points, t::taken_back, t::unrecovered),
        ))
        .load(tx.db())?;
    let mut all: BTreeMap<ProgrammeId, Vec<Earned>> = BTreeMap::new();
    for (Key(programme), row) in rows {
        all.entry(programme).or_default().push(read(row)?.1);
    }
    Ok(all)
}

/// What each of these earners has earned or waits for in a programme: one statement. Call it under [`lock_earner`] where
/// something follows from it.
///
/// # Errors
/// [`DbError`].
pub(super) fn earned_by(
    tx: &mut Tx<'_>,
    programme: ProgrammeId,
    earners: &[EarnerId],
) -> Result<BTreeMap<EarnerId, Vec<Earned>>, DbError> {
    let ids: Vec<Key<EarnerId>> = earners.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::programme_id.eq(Key(programme)))
        .filter(t::earner_id.eq_any(ids))
        .filter(t::state.eq_any(["approved", "submitted"]))
        .select((t::earner_id, t::id, t::activity, t::day, t::points, t::taken_back, t::unrecovered))
        .load(tx.db())?;
    let mut all: BTreeMap<EarnerId, Vec<Earned>> = BTreeMap::new();
    for row in rows {
        let (earner, earned) = read(row)?;
        all.entry(earner).or_default().push(earned);
    }
    Ok(all)
}

/// What the earner has earned besides, in one statement. Call it under [`lock_earner`].
///
/// # Errors
/// [`DbError`].
pub(super) fn used(tx: &mut Tx<'_>, deed: Deed<'_>, counting: Counting) -> Result<Used, DbError> {
    let states: &[&str] = match counting {
        Counting::Approved => &["approved"],
        Counting::Waiting => &["approved", "submitted"],
    };
    let rows: Vec<Row> = t::table
        .filter(t::programme_id.eq(Key(deed.programme)))
        .filter(t::earner_id.eq(Key(deed.earner)))
        .filter(t::state.eq_any(states))
        .select((t::earner_id, t::id, t::activity, t::day, t::points, t::taken_back, t::unrecovered))
        .load(tx.db())?;
    let earned = rows.into_iter().map(|row| Ok(read(row)?.1)).collect::<Result<Vec<Earned>, DbError>>()?;
    let others = earned.iter().filter(|earned| Some(earned.claim) != deed.but);
    Ok(count(others, deed.activity, deed.day))
}
