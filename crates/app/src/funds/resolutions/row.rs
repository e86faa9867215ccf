//! A resolution's row.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        Amount,
        committee::{Ballots, Matter, Outcome, Resolution, ResolutionState},
    },
    ids::{CharterId, FundId, ProjectId, ResolutionId, UserId},
    ledger::Purpose,
};
use uuid::Uuid;

use super::ballots;
use crate::db::{DbError, Key, Tx, lock, schema::fund_resolutions as t};

/// A decision as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResolution {
    /// What decides about its steps: the matter, the votes, what is used of it.
    pub resolution: Resolution,
    /// By which charter's rules.
    pub charter: CharterId,
    /// What it is called.
    pub title: String,
    /// Why it is asked.
    pub reason: String,
    /// Who put it to the vote.
    pub opened_by: UserId,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// Until when members vote.
    pub until: DateTime<Utc>,
    /// When it was decided or taken back.
    pub closed_at: Option<DateTime<Utc>>,
    /// Grows with every step.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<ResolutionId>,
    fund_id: Key<FundId>,
    charter_id: Key<CharterId>,
    title: String,
    reason: String,
    matter: String,
    about_id: Option<Vec<u8>>,
    purpose: Option<String>,
    most: Option<i64>,
    state: String,
    outcome: Option<String>,
    used: i64,
    opened_by: Key<UserId>,
    opened_at: NaiveDateTime,
    until_at: NaiveDateTime,
    closed_at: Option<NaiveDateTime>,
    version: i64,
}

/// A matter as it is stored: its word, what it is about, a purpose, how much at most.
pub(super) type Columns = (&'static str, Option<Vec<u8>>, Option<String>, Option<i64>);

/// A matter as it is stored.
pub(super) fn columns(matter: &Matter) -> Columns {
    let id = |id: Uuid| Some(id.as_bytes().to_vec());
    let code = |purpose: &Purpose| Some(purpose.as_str().to_owned());
    match matter {
        Matter::Charter { charter } => ("charter", id(charter.0), None, None),
        Matter::Project { project, budget } => ("project", id(project.0), None, Some(budget.fen())),
        Matter::Termination { project } => ("termination", id(project.0), None, None),
        Matter::Spending { most } => ("spending", None, None, Some(most.fen())),
        Matter::Earmark { purpose, most } => ("earmark", None, code(purpose), Some(most.fen())),
        Matter::Release { purpose, most } => ("release", None, code(purpose), Some(most.fen())),
        Matter::Lifting { purpose, most } => ("lifting", None, code(purpose), Some(most.fen())),
        Matter::WindingUp => ("winding_up", None, None, None),
    }
}

impl Row {
    fn matter(&self) -> Result<Matter, DbError> {
        let damaged = || DbError::damaged(&self.matter);
        let id = || Uuid::from_slice(self.about_id.as_deref().ok_or_else(damaged)?).map_err(DbError::damaged);
        let purpose =
            || Purpose::parse(self.purpose.as_deref().ok_or_else(damaged)?).map_err(DbError::damaged);
        let most = || Amount::new(self.most.ok_or_else(damaged)?).map_err(DbError::damaged);
        Ok(match self.matter.as_str() {
            "charter" => Matter::Charter { charter: CharterId(id()?) },
            "project" => Matter::Project { project: ProjectId(id()?), budget: most()? },
            "termination" => Matter::Termination { project: ProjectId(id()?) },
            "spending" => Matter::Spending { most: most()? },
            "earmark" => Matter::Earmark { purpose: purpose()?, most: most()? },
            "release" => Matter::Release { purpose: purpose()?, most: most()? },
            "lifting" => Matter::Lifting { purpose: purpose()?, most: most()? },
            "winding_up" => Matter::WindingUp,
            _ => return Err(damaged()),
        })
    }

    /// With its votes.
    pub(super) fn with(self, ballots: Ballots) -> Result<StoredResolution, DbError> {
        let outcome = self.outcome.as_deref().and_then(Outcome::parse);
        let state = match (self.state.as_str(), outcome) {
            ("open", None) => ResolutionState::Open(ballots),
            ("decided", Some(outcome)) => ResolutionState::Decided(ballots, outcome),
            ("withdrawn", None) => ResolutionState::Withdrawn,
            (word, _) => return Err(DbError::damaged(word)),
        };
        let matter = self.matter()?;
        let resolution =
            Resolution { id: self.id.0, fund: self.fund_id.0, matter, state, used_fen: self.used };
        Ok(StoredResolution {
            resolution,
            charter: self.charter_id.0,
            title: self.title,
            reason: self.reason,
            opened_by: self.opened_by.0,
            opened_at: self.opened_at.and_utc(),
            until: self.until_at.and_utc(),
            closed_at: self.closed_at.map(|at| at.and_utc()),
            version: self.version,
        })
    }
}

/// Puts votes to their resolutions, in the order of these: one statement.
pub(super) fn complete(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<StoredResolution>, DbError> {
    let ids: Vec<ResolutionId> = rows.iter().map(|row| row.id.0).collect();
    let mut all: BTreeMap<ResolutionId, Ballots> = ballots::of(tx, &ids)?;
    let none = || Ballots::open(Default::default(), &BTreeMap::new());
    rows.into_iter()
        .map(|row| {
            let ballots = all.remove(&row.id.0).unwrap_or_else(none);
            row.with(ballots)
        })
        .collect()
}

/// Of which fund a resolution is.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn fund_of(tx: &mut Tx<'_>, id: ResolutionId) -> Result<FundId, DbError> {
    let Key(fund) = t::table.find(Key(id)).select(t::fund_id).first(tx.db())?;
    Ok(fund)
}

/// One resolution.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: ResolutionId) -> Result<StoredResolution, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// One resolution, locked until the transaction ends: its votes are under this lock.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds) fn find_locked(tx: &mut Tx<'_>, id: ResolutionId) -> Result<StoredResolution, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}
