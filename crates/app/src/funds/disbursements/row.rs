//! A disbursement's row.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::{
        Amount, LineKey,
        disbursements::{DisbursementState as State, DisbursementStateName as Name},
    },
    ids::{
        DisbursementId, EntryId, FundId, PayeeId, PayoutId, PostingId, ProjectId, ResolutionId, SettlementId,
        UserId,
    },
    ledger::Purpose,
};

use crate::db::{DbError, Key, Tx, lock, schema::disbursements as t};

/// A step that somebody took, and when.
pub type Took = (UserId, DateTime<Utc>);

/// A disbursement as it is stored, without what lies in other tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDisbursement {
    /// Its id.
    pub id: DisbursementId,
    /// Out of which fund.
    pub fund: FundId,
    /// The path of the fund's area.
    pub path: AreaPath,
    /// What it pays, in words.
    pub title: String,
    /// How much.
    pub amount: Amount,
    /// On which line of a budget.
    pub line: LineKey,
    /// For which milestone of the project, from 0.
    pub milestone: Option<usize>,
    /// Out of money that is restricted to this; out of free money where absent.
    pub purpose: Option<Purpose>,
    /// By which decision of the committee.
    pub resolution: Option<ResolutionId>,
    /// Which settlement's award it pays.
    pub settlement: Option<SettlementId>,
    /// Together with which other awards it was proposed.
    pub payout: Option<PayoutId>,
    /// To whom.
    pub payee: PayeeId,
    /// Where it stands.
    pub state: State,
    /// Who proposed it.
    pub proposed: Took,
    /// Who approved it.
    pub approved: Option<Took>,
    /// Who paid it.
    pub paid: Option<Took>,
    /// The number of the payment.
    pub reference: Option<String>,
    /// Who refused, withdrew or reversed it, and when; nobody where the committee ended its project.
    pub ended: Option<(Option<UserId>, DateTime<Utc>)>,
    /// Why.
    pub reason: Option<String>,
    /// The posting that holds its money, or moved it.
    pub posting: Option<PostingId>,
    /// The journal entry that tells of that.
    pub entry: Option<EntryId>,
    /// The posting that brought it back.
    pub reversal: Option<PostingId>,
    /// Grows with every step.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(in crate::funds) struct Row {
    id: Key<DisbursementId>,
    fund_id: Key<FundId>,
    area_path: String,
    title: String,
    amount_fen: i64,
    project_id: Option<Key<ProjectId>>,
    line: i64,
    milestone: Option<i64>,
    purpose: Option<String>,
    resolution_id: Option<Key<ResolutionId>>,
    settlement_id: Option<Key<SettlementId>>,
    payout_id: Option<Key<PayoutId>>,
    payee_id: Key<PayeeId>,
    state: String,
    proposed_by: Key<UserId>,
    proposed_at: NaiveDateTime,
    approved_by: Option<Key<UserId>>,
    approved_at: Option<NaiveDateTime>,
    paid_by: Option<Key<UserId>>,
    paid_at: Option<NaiveDateTime>,
    reference: Option<String>,
    ended_by: Option<Key<UserId>>,
    ended_at: Option<NaiveDateTime>,
    reason: Option<String>,
    posting_id: Option<Key<PostingId>>,
    entry_id: Option<Key<EntryId>>,
    reversal_id: Option<Key<PostingId>>,
    version: i64,
}

impl TryFrom<Row> for StoredDisbursement {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let took = |by: Option<Key<UserId>>, at: Option<NaiveDateTime>| Some((by?.0, at?.and_utc()));
        let approved = took(row.approved_by, row.approved_at);
        let paid = took(row.paid_by, row.paid_at);
        let ended = row.ended_at.map(|at| (row.ended_by.map(|Key(user)| user), at.and_utc()));
        let purpose = row.purpose.map(|code| Purpose::parse(&code)).transpose().map_err(DbError::damaged)?;
        let number = u16::try_from(row.line).map_err(DbError::damaged)?;
        Ok(Self {
            id: row.id.0,
            fund: row.fund_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            title: row.title,
            amount: Amount::new(row.amount_fen).map_err(DbError::damaged)?,
            line: LineKey { project: row.project_id.map(|Key(id)| id), number },
            milestone: row.milestone.map(usize::try_from).transpose().map_err(DbError::damaged)?,
            purpose,
            resolution: row.resolution_id.map(|Key(id)| id),
            settlement: row.settlement_id.map(|Key(id)| id),
            payout: row.payout_id.map(|Key(id)| id),
            payee: row.payee_id.0,
            state: state(&row.state, approved, paid, ended)?,
            proposed: (row.proposed_by.0, row.proposed_at.and_utc()),
            approved,
            paid,
            reference: row.reference,
            ended,
            reason: row.reason,
            posting: row.posting_id.map(|Key(id)| id),
            entry: row.entry_id.map(|Key(id)| id),
            reversal: row.reversal_id.map(|Key(id)| id),
            version: row.version,
        })
    }
}

/// Where it stands, with who brought it there.
fn state(
    word: &str,
    approved: Option<Took>,
    paid: Option<Took>,
    ended: Option<(Option<UserId>, DateTime<Utc>)>,
) -> Result<State, DbError> {
    let damaged = || DbError::damaged(word);
    let who = |took: Option<Took>| took.map(|(who, _)| who).ok_or_else(damaged);
    let ender = ended.and_then(|(who, _)| who);
    Ok(match Name::parse(word).ok_or_else(damaged)? {
        Name::Proposed => State::Proposed,
        Name::Approved => State::Approved { approver: who(approved)? },
        Name::Paid => State::Paid { approver: who(approved)?, payer: who(paid)? },
        Name::Refused => State::Refused { approver: approved.map(|(who, _)| who), by: ender },
        Name::Withdrawn => State::Withdrawn,
        Name::Reversed => {
            State::Reversed { approver: who(approved)?, payer: who(paid)?, by: ender.ok_or_else(damaged)? }
        }
    })
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: DisbursementId) -> Result<StoredDisbursement, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    row.try_into()
}

/// One of them, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, id: DisbursementId) -> Result<StoredDisbursement, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// Some of them, in the order of their ids: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn find_all(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = DisbursementId>,
) -> Result<Vec<StoredDisbursement>, DbError> {
    let ids: Vec<Key<DisbursementId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> =
        t::table.filter(t::id.eq_any(ids)).order(t::id).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(StoredDisbursement::try_from).collect()
}
