//! What the caps of programmes leave to somebody.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{EarnerId, ProgrammeId},
    permissions::Actor,
    points::CapRoom,
    town_time,
};

use super::{
    caps::{count, earned_in},
    programmes::several,
    rules,
};
use crate::db::{DbError, Key, Tx, schema::programmes as t};

/// Most programmes of somebody's homes that are looked through.
const PROGRAMMES_MAX: i64 = 200;

/// What the caps of a programme leave to somebody on a day.
#[derive(Clone, Debug)]
pub struct Limits {
    /// In which programme.
    pub programme: ProgrammeId,
    /// What each cap of each activity leaves, by the activity's code.
    pub activities: Vec<(String, Vec<CapRoom>)>,
}

/// What the caps of the running programmes around the actor's homes leave to them on a day, by the rules of that day, the
/// latest programme's first. What waits to be decided counts. Programmes in which nothing is earned by a deed of that day
/// are left out. Four statements.
///
/// # Errors
/// [`DbError`].
pub fn limits(tx: &mut Tx<'_>, actor: &Actor, day: NaiveDate) -> Result<Vec<Limits>, DbError> {
    let today = town_time::date(tx.now());
    let around: BTreeSet<String> =
        actor.homes().flat_map(AreaPath::lineage).map(|path| path.to_string()).collect();
    let ids: Vec<Key<ProgrammeId>> = t::table
        .filter(t::state.eq("running"))
        .filter(t::area_path.eq_any(around))
        .order(t::id.desc())
        .limit(PROGRAMMES_MAX)
        .select(t::id)
        .load(tx.db())?;
    let ids: Vec<ProgrammeId> = ids.into_iter().map(|Key(id)| id).collect();
    let of = several(tx, ids.iter().copied())?;
    let versions = rules::adopted_of(tx, ids.iter().copied())?;
    let earned = earned_in(tx, &ids, EarnerId(actor.user.0))?;
    let one = |id: ProgrammeId| {
        of.get(&id)?.programme.earn(day, today).ok()?;
        let rules = &rules::on(versions.get(&id)?, day)?.content;
        let earned = earned.get(&id).map(Vec::as_slice).unwrap_or_default();
        let activities = rules.activities.iter().map(|activity| {
            let used = count(earned, &activity.code, day);
            (activity.code.clone(), rules.room(activity, &used).collect())
        });
        Some(Limits { programme: id, activities: activities.collect() })
    };
    Ok(ids.into_iter().filter_map(one).collect())
}
