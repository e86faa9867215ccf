//! The checks of one household, for those who live in it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaKind,
    ids::{AreaId, RoundId},
    inspections::{Month, Score},
    permissions::Actor,
};

use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{inspection_rounds as r, inspection_targets as t, inspection_templates as templates},
    },
};

/// Most checks that are listed.
const CHECKS_MAX: i64 = 50;

/// A check of a household whose scoring is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// In which round.
    pub round: RoundId,
    /// For which month.
    pub month: Month,
    /// What was looked at.
    pub template_name: String,
    /// Its score.
    pub score: Score,
    /// Whether the score stands.
    pub published: bool,
    /// Until when members may object, or could.
    pub objections_until: Option<DateTime<Utc>>,
}

/// The latest checks of a household, the latest month first.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such household, or the actor does not live in it.
pub fn of_household(tx: &mut Tx<'_>, actor: &Actor, household: AreaId) -> Result<Vec<Check>, DbError> {
    let area = areas::area(tx, household)?;
    if area.kind != AreaKind::Household || !actor.lives_at(&area.path) {
        return Err(DbError::NotFound);
    }
    type Row = (Key<RoundId>, String, String, i64, String, Option<NaiveDateTime>);
    let rows: Vec<Row> = t::table
        .inner_join(r::table)
        .inner_join(templates::table.on(templates::id.eq(r::template_id)))
        .filter(t::area_id.eq(Key(household)))
        .filter(r::subjects.eq("households"))
        .filter(r::state.eq_any(["objections", "published"]))
        .filter(t::score.is_not_null())
        .order((r::month.desc(), r::id.desc()))
        .limit(CHECKS_MAX)
        .select((r::id, r::month, templates::name, t::score.assume_not_null(), r::state, r::objections_until))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(Key(round), month, template_name, score, state, until)| {
            Ok(Check {
                round,
                month: month.parse().map_err(DbError::damaged)?,
                template_name,
                score: Score::new(score).map_err(DbError::damaged)?,
                published: state == "published",
                objections_until: until.map(|at| at.and_utc()),
            })
        })
        .collect()
}
