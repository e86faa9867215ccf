//! Pledges of the four responsibilities before the door: one in force a household, what was withdrawn stays.

mod counts;
mod write;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, PledgeId, UserId},
    permissions::{Actor, Denied, Permission},
};

pub(in crate::inspections) use self::counts::counted;
pub use self::{
    counts::{Counted, coverage},
    write::{record, sign, withdraw},
};
use crate::{
    areas,
    db::{DbError, Key, Tx, schema::pledges as t},
    identity,
};

/// Most pledges of a household that are listed.
const HISTORY_MAX: i64 = 50;

/// A pledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// Its id.
    pub id: PledgeId,
    /// The version of the text that was signed.
    pub text_version: u32,
    /// Who signed on paper, by word; absent where a member signed in the app.
    pub signer: Option<String>,
    /// The day on which it was signed.
    pub signed_on: NaiveDate,
    /// The member who signed, or who recorded the paper.
    pub recorded_by: UserId,
    /// What they are called.
    pub recorder_name: String,
    /// When that was.
    pub recorded_at: DateTime<Utc>,
    /// When a member took it back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Why a pledge is not signed, recorded or taken back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is another text now: who signs has read an older one.
    #[error("there is another text of the pledge now")]
    TextChanged,
    /// It was signed after today.
    #[error("a paper was not signed after today")]
    SignedLater,
    /// The household has pledged.
    #[error("this household has pledged already")]
    Already,
    /// The household has no pledge in force.
    #[error("this household has no pledge in force")]
    NotPledged,
}

/// A household that `actor` may read the pledge of: a member, or who sees households there.
fn visible(tx: &mut Tx<'_>, actor: &Actor, household: AreaId) -> Result<AreaPath, DbError> {
    let area = areas::area(tx, household)?;
    let sees = actor.lives_at(&area.path) || actor.may(Permission::ViewHouseholds, &area.path);
    if sees && area.kind == domain::areas::AreaKind::Household {
        Ok(area.path)
    } else {
        Err(DbError::NotFound)
    }
}

/// The pledges of a household, the latest first: that in force, where there is one, is the first of them.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such household, or not for them.
pub fn of_household(tx: &mut Tx<'_>, actor: &Actor, household: AreaId) -> Result<Vec<Pledge>, DbError> {
    visible(tx, actor, household)?;
    type Row =
        ((Key<PledgeId>, i64, Option<String>, String), (Key<UserId>, NaiveDateTime, Option<NaiveDateTime>));
    let rows: Vec<Row> = t::table
        .filter(t::household_id.eq(Key(household)))
        .order(t::id.desc())
        .limit(HISTORY_MAX)
        .select((
            (t::id, t::text_version, t::signer, t::signed_on),
            (t::recorded_by, t::recorded_at, t::withdrawn_at),
        ))
        .load(tx.db())?;
    let names = identity::names_of(tx, rows.iter().map(|row| row.1.0.0).collect::<Vec<_>>())?;
    rows.into_iter()
        .map(|((Key(id), text_version, signer, signed_on), (Key(recorded_by), recorded_at, withdrawn_at))| {
            Ok(Pledge {
                id,
                text_version: u32::try_from(text_version).map_err(DbError::damaged)?,
                signer,
                signed_on: signed_on.parse().map_err(DbError::damaged)?,
                recorded_by,
                recorder_name: names.get(&recorded_by).cloned().unwrap_or_default(),
                recorded_at: recorded_at.and_utc(),
                withdrawn_at: withdrawn_at.map(|at| at.and_utc()),
            })
        })
        .collect()
}
