//! A project's row, without what lies in other tables.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::projects::{Proposer, ProposerKind, State, StateName},
    ids::{FundId, ProjectId, ProposalCallId, ProviderId, ResolutionId, UserId},
    journal::NodeHash,
};

use crate::db::{DbError, Key, schema::projects as t};

/// A project's row, without what lies in other tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: ProjectId,
    /// Which fund is to pay for it.
    pub fund: FundId,
    /// The path of the fund's area.
    pub path: AreaPath,
    /// Which call it answers.
    pub call: ProposalCallId,
    /// What it is called.
    pub title: String,
    /// What people read.
    pub plan: String,
    /// The SHA-256 of that.
    pub plan_hash: NodeHash,
    /// Who proposed it.
    pub proposer: UserId,
    /// In whose name.
    pub in_name_of: Proposer,
    /// Where it stands.
    pub state: State,
    /// The committee's decision on it, the last that was asked for.
    pub resolution: Option<ResolutionId>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was handed in, the last time.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Since when the public could read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Grows with every change; numbers the entries of its timeline.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<ProjectId>,
    fund_id: Key<FundId>,
    area_path: String,
    call_id: Key<ProposalCallId>,
    title: String,
    plan: String,
    plan_hash: Vec<u8>,
    proposer_id: Key<UserId>,
    proposer_kind: String,
    group_name: Option<String>,
    provider_id: Option<Key<ProviderId>>,
    state: String,
    state_until: Option<NaiveDateTime>,
    resolution_id: Option<Key<ResolutionId>>,
    created_at: NaiveDateTime,
    submitted_at: Option<NaiveDateTime>,
    published_at: Option<NaiveDateTime>,
    version: i64,
}

impl TryFrom<Row> for Head {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let until = row.state_until.map(|at| at.and_utc());
        let state = state(&row.state, until, row.resolution_id.map(|Key(id)| id))?;
        let in_name_of = match (ProposerKind::parse(&row.proposer_kind), row.group_name, row.provider_id) {
            (Some(ProposerKind::Resident), None, None) => Proposer::Resident,
            (Some(ProposerKind::Group), Some(name), None) => Proposer::Group { name },
            (Some(ProposerKind::Organisation), None, Some(Key(provider))) => {
                Proposer::Organisation { provider }
            }
            _ => return Err(DbError::damaged(row.proposer_kind)),
        };
        let hash: [u8; 32] = row.plan_hash.try_into().map_err(|_| DbError::damaged("a hash"))?;
        Ok(Self {
            id: row.id.0,
            fund: row.fund_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            call: row.call_id.0,
            title: row.title,
            plan: row.plan,
            plan_hash: NodeHash(hash),
            proposer: row.proposer_id.0,
            in_name_of,
            state,
            resolution: row.resolution_id.map(|Key(id)| id),
            created_at: row.created_at.and_utc(),
            submitted_at: row.submitted_at.map(|at| at.and_utc()),
            published_at: row.published_at.map(|at| at.and_utc()),
            version: row.version,
        })
    }
}

fn state(
    word: &str,
    until: Option<DateTime<Utc>>,
    resolution: Option<ResolutionId>,
) -> Result<State, DbError> {
    let missing = || DbError::damaged(format!("a project that is {word} without what belongs to that"));
    let until = || until.ok_or_else(missing);
    let resolution = || resolution.ok_or_else(missing);
    Ok(match StateName::parse(word).ok_or_else(|| DbError::damaged(word))? {
        StateName::Draft => State::Draft,
        StateName::Submitted => State::Submitted,
        StateName::Returned => State::Returned,
        StateName::PublicComment => State::PublicComment { until: until()? },
        StateName::Deciding => State::Deciding { resolution: resolution()? },
        StateName::Approved => State::Approved { resolution: resolution()? },
        StateName::Offered => State::Offered { resolution: resolution()? },
        StateName::InProgress => State::InProgress { resolution: resolution()? },
        StateName::Reported => State::Reported { resolution: resolution()? },
        StateName::Rating => State::Rating { resolution: resolution()?, until: until()? },
        StateName::Archived => State::Archived,
        StateName::Rejected => State::Rejected,
        StateName::Withdrawn => State::Withdrawn,
        StateName::Terminated => State::Terminated,
    })
}
