//! Reading resolutions. What members say is told once it is decided.

use diesel::prelude::*;
use domain::{
    funds::committee::{Choice, RecusalGround, ResolutionState},
    ids::{FundId, ResolutionId, UserId},
    permissions::Actor,
};

use super::{
    StoredResolution,
    row::{Row, complete, find},
};
use crate::{
    db::{DbError, Key, Tx, schema::fund_resolutions as t},
    funds::{Page, visible},
    identity,
};

/// A member's part in a decision, as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Who.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Why they keep out of it.
    pub recusal: Option<RecusalGround>,
    /// Whether they voted.
    pub voted: bool,
    /// What they said: once it is decided, and to themselves.
    pub choice: Option<Choice>,
}

/// A resolution as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The resolution.
    pub resolution: StoredResolution,
    /// The members of the day on which voting opened.
    pub ballots: Vec<Ballot>,
}

/// The resolutions of a fund, the latest first. Four statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    fund: FundId,
    page: Page<ResolutionId>,
) -> Result<Vec<Shown>, DbError> {
    visible(tx, actor, fund)?;
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let stored = complete(tx, rows)?;
    shown(tx, actor, stored)
}

/// One resolution.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller.
pub fn resolution(tx: &mut Tx<'_>, actor: Option<&Actor>, id: ResolutionId) -> Result<Shown, DbError> {
    let stored = find(tx, id)?;
    visible(tx, actor, stored.resolution.fund)?;
    shown(tx, actor, vec![stored])?.pop().ok_or(DbError::NotFound)
}

fn shown(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    stored: Vec<StoredResolution>,
) -> Result<Vec<Shown>, DbError> {
    let members = stored.iter().flat_map(|one| match &one.resolution.state {
        ResolutionState::Open(ballots) | ResolutionState::Decided(ballots, _) => {
            ballots.members().iter().copied().collect::<Vec<_>>()
        }
        ResolutionState::Withdrawn => Vec::new(),
    });
    let names = identity::names_of(tx, members.collect::<Vec<_>>())?;
    let one = |stored: StoredResolution| {
        let (ballots, told) = match &stored.resolution.state {
            ResolutionState::Open(ballots) => (Some(ballots), false),
            ResolutionState::Decided(ballots, _) => (Some(ballots), true),
            ResolutionState::Withdrawn => (None, false),
        };
        let of = |ballots: &domain::funds::committee::Ballots| {
            let ballot = |user: &UserId| {
                let choice = ballots.votes().get(user).copied();
                let own = actor.is_some_and(|actor| actor.user == *user);
                Ballot {
                    user: *user,
                    name: names.get(user).cloned().unwrap_or_default(),
                    recusal: ballots.recusals().get(user).copied(),
                    voted: choice.is_some(),
                    choice: choice.filter(|_| told || own),
                }
            };
            ballots.members().iter().map(ballot).collect()
        };
        let ballots: Vec<Ballot> = ballots.map(of).unwrap_or_default();
        Shown { resolution: stored, ballots }
    };
    Ok(stored.into_iter().map(one).collect())
}
