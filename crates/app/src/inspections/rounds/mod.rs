//! Rounds: one month's inspection, from its plan to the end of its scoring. Publication is beside this.
//!
//! Where a covert round goes is read through [`Sight`] and nowhere else: every list, record and sheet asks it.

mod draw;
mod plan;
mod read;
mod recusals;
mod row;
mod sight;
mod steps;

use domain::{
    inspections::{DrawError, RoundError},
    permissions::Denied,
};

pub(crate) use self::draw::SEED_PURPOSE;
pub use self::{
    draw::{DrawShown, commit, draw_record, reveal},
    plan::{NewRound, RoundPatch, TAKE_MAX, TARGETS_MAX, TEAM_MAX, change, plan},
    read::{Filter, Listed, Member, Page, RoundShown, Target, TargetShown, list, round, targets},
    recusals::{RECUSALS_MAX, RecusalShown, Recusals, recusals},
    row::StoredRound,
    sight::Sight,
    steps::{cancel, close, start},
};
pub(super) use self::{
    read::{listed, undecided},
    row::{PUBLIC_BULLETIN, find, find_all, journal, lock_round, save},
    sight::{ScoresSeen, sight, sights, team_of, teams_with},
};
use crate::{crypto::CryptoError, db::DbError};

/// Why a round cannot be planned, changed or moved on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of rounds.
    #[error(transparent)]
    Round(#[from] RoundError),
    /// The rules of draws.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// The sealed seed.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The template does not exist, is not offered here or is out of use.
    #[error("there is no such template here")]
    TemplateUnknown,
    /// The lead holds no office here.
    #[error("the lead holds no office here")]
    LeadUnfit,
    /// A member of the team may not inspect here.
    #[error("member {0} of the team may not inspect here")]
    InspectorUnfit(usize),
    /// The team has more than [`TEAM_MAX`] members, or one of them twice.
    #[error("a team has at most {TEAM_MAX} members, each once")]
    Team,
    /// A chosen place is none that can be inspected here.
    #[error("chosen place {0} cannot be inspected in this round")]
    TargetUnknown(usize),
    /// There is nothing to inspect.
    #[error("there is nothing to inspect here")]
    NoTargets,
    /// More than [`TARGETS_MAX`].
    #[error("a round has at most {TARGETS_MAX} places")]
    TooManyTargets,
    /// What is to be drawn is not possible.
    #[error("this cannot be drawn")]
    DrawPlan,
    /// Nothing is drawn inside places that were chosen in secret: who can be drawn is public, and would name them.
    #[error("a covert round whose places are chosen draws nothing inside them")]
    CovertChosenDraw,
    /// The area has its routine inspection of this month.
    #[error("this month has its routine inspection")]
    MonthTaken,
    /// The half-year of this month is settled: a routine round would change what it paid.
    #[error("the half-year of this month is settled")]
    HalfYearSettled,
    /// The team of a covert round is fixed with its targets: whoever joins would read them.
    #[error("the team of a covert round is fixed once its places are")]
    TeamFixed,
    /// It changed since the caller read it.
    #[error("the round has changed meanwhile")]
    Stale,
    /// The public value has not come about yet.
    #[error("the commitment waits for its place in the journal")]
    NotSealed,
    /// For so many places nobody of the team may inspect.
    #[error("{0} places have no inspector without a tie to them")]
    InspectorsMissing(u32),
    /// Where it goes is not for the caller.
    #[error("where this round goes is known to its inspectors alone")]
    TargetsSecret,
}
