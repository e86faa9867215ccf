//! What somebody may see of a round.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{RoundId, UserId},
    inspections::{Report, RoundState, Subjects},
    permissions::{Actor, Permission},
};

use super::StoredRound;
use crate::db::{DbError, Key, Tx, schema::inspection_team as team};

/// Whose scores of a published round somebody may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::inspections) enum ScoresSeen {
    /// Everybody's.
    All,
    /// Those of places under these paths.
    Under(Vec<AreaPath>),
}

/// What somebody may see of a round: the only place that decides it.
#[derive(Clone, Debug)]
pub struct Sight {
    /// They hold rounds here.
    pub manages: bool,
    /// They belong to its team.
    pub inspects: bool,
    /// The places they speak for: of a check of households their own homes, else the areas of their office.
    pub speaks_for: Vec<AreaPath>,
}

/// Whether scores of such a round can be for all: what a household scores is for itself, whatever the round says.
fn is_for_all(round: &StoredRound) -> bool {
    round.round.axes.report == Report::PublicBulletin && round.subjects != Subjects::Households
}

impl Sight {
    /// Whether they may know that there is this round.
    #[must_use]
    pub fn of_round(&self, round: &StoredRound) -> bool {
        let told = matches!(round.round.state, RoundState::Objections { .. } | RoundState::Published { .. });
        let concerned =
            || self.speaks_for.iter().any(|path| round.path.covers(path) || path.covers(&round.path));
        round.round.axes.report == Report::PublicBulletin
            || self.manages
            || self.inspects
            || (told && concerned())
    }

    /// Whether they may know that it goes to `target`.
    #[must_use]
    pub fn of_target(&self, round: &StoredRound, target: &AreaPath) -> bool {
        round.round.shows_targets_to(self.inspects)
            && (self.manages || self.inspects || is_for_all(round) || self.speaks_for(target))
    }

    /// Whether they may see the sheet of `target`, every mark with its words and photos.
    #[must_use]
    pub fn of_sheet(&self, round: &StoredRound, target: &AreaPath) -> bool {
        match round.round.state {
            RoundState::Started { .. } => self.manages || self.inspects,
            RoundState::Objections { .. } | RoundState::Published { .. } => {
                self.manages || self.inspects || self.speaks_for(target)
            }
            _ => false,
        }
    }

    /// Whether they may see the score of `target`.
    #[must_use]
    pub fn of_score(&self, round: &StoredRound, target: &AreaPath) -> bool {
        let published = matches!(round.round.state, RoundState::Published { .. });
        self.of_sheet(round, target) || (published && is_for_all(round))
    }

    /// Whether they may have the bulletin: the ranking of all its places.
    #[must_use]
    pub fn of_bulletin(&self, round: &StoredRound) -> bool {
        self.manages || self.inspects || round.subjects != Subjects::Households
    }

    /// Whose scores of a published round they may see; `None` where nobody's. The same as [`Self::of_score`] for each place.
    #[must_use]
    pub(in crate::inspections) fn scores_seen(&self, round: &StoredRound) -> Option<ScoresSeen> {
        if self.manages || self.inspects || is_for_all(round) {
            Some(ScoresSeen::All)
        } else if self.speaks_for.is_empty() {
            None
        } else {
            Some(ScoresSeen::Under(self.speaks_for.clone()))
        }
    }

    /// Whether they speak for `target`.
    #[must_use]
    pub fn speaks_for(&self, target: &AreaPath) -> bool {
        self.speaks_for.iter().any(|path| path.covers(target))
    }
}

/// What `actor` (nobody: somebody who is not signed in) may see of a round.
pub(in crate::inspections) fn sight(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    round: &StoredRound,
) -> Result<Sight, DbError> {
    let Some(actor) = actor else {
        return Ok(Sight { manages: false, inspects: false, speaks_for: Vec::new() });
    };
    let member = team::table.find((Key(round.id), Key(actor.user)));
    let inspects: i64 = member.count().get_result(tx.db())?;
    Ok(Sight {
        manages: actor.may(Permission::ManageInspections, &round.path),
        inspects: inspects > 0,
        speaks_for: spoken_for(actor, round),
    })
}

fn spoken_for(actor: &Actor, round: &StoredRound) -> Vec<AreaPath> {
    match round.subjects {
        Subjects::Households => actor.homes().cloned().collect(),
        Subjects::Villages | Subjects::VillagerGroups => actor.scope(Permission::ObjectToScores),
    }
}

/// The same of several rounds, in their order: one statement.
pub(in crate::inspections) fn sights(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    rounds: &[StoredRound],
) -> Result<Vec<Sight>, DbError> {
    let ids: Vec<RoundId> = rounds.iter().map(|round| round.id).collect();
    let mine = teams_with(tx, actor, &ids)?;
    let sight = |round: &StoredRound| Sight {
        manages: actor.is_some_and(|actor| actor.may(Permission::ManageInspections, &round.path)),
        inspects: mine.contains(&round.id),
        speaks_for: actor.map(|actor| spoken_for(actor, round)).unwrap_or_default(),
    };
    Ok(rounds.iter().map(sight).collect())
}

/// Those of the rounds in whose team `actor` is.
pub(in crate::inspections) fn teams_with(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    rounds: &[RoundId],
) -> Result<BTreeSet<RoundId>, DbError> {
    let Some(actor) = actor else { return Ok(BTreeSet::new()) };
    let ids: Vec<Key<RoundId>> = rounds.iter().copied().map(Key).collect();
    let mine: Vec<Key<RoundId>> = team::table
        .filter(team::user_id.eq(Key(actor.user)))
        .filter(team::round_id.eq_any(ids))
        .select(team::round_id)
        .load(tx.db())?;
    Ok(mine.into_iter().map(|Key(id)| id).collect())
}

/// The team of a round, in the order of their ids.
pub(in crate::inspections) fn team_of(tx: &mut Tx<'_>, round: RoundId) -> Result<Vec<UserId>, DbError> {
    let ids: Vec<Key<UserId>> = team::table
        .filter(team::round_id.eq(Key(round)))
        .order(team::user_id)
        .select(team::user_id)
        .load(tx.db())?;
    Ok(ids.into_iter().map(|Key(id)| id).collect())
}
