//! A claim's row.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ClaimId, LedgerAccountId, PostingId, ProgrammeId, ProgrammeRulesId, UserId},
    permissions::Actor,
    points::{Approver, Claim, ClaimEvent, ClaimState, ClaimStateName, ReAudit, Source},
};

use crate::db::{DbError, Key, NewEntry, Tx, lock, schema::claims as t, subject};

/// A claim as it is stored.
#[derive(Clone, Debug)]
pub struct StoredClaim {
    /// Its id.
    pub id: ClaimId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// By which version of its rules.
    pub rules: ProgrammeRulesId,
    /// The code of what was done.
    pub activity: String,
    /// Who approves such claims.
    pub approver: Approver,
    /// The home of who earns.
    pub household: AreaId,
    /// The day of the deed.
    pub day: NaiveDate,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What it earns.
    pub points: i64,
    /// What was done.
    pub words: Option<String>,
    /// What decides about its steps.
    pub claim: Claim,
    /// When it was made.
    pub claimed_at: DateTime<Utc>,
    /// Who approved or rejected it.
    pub decided_by: Option<UserId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// Into which wallet it went.
    pub wallet: Option<LedgerAccountId>,
    /// By which posting.
    pub posting: Option<PostingId>,
    /// What was found at the second look.
    pub re_audit_reason: Option<String>,
    /// Points that were taken back out of the wallet.
    pub taken_back: i64,
    /// Points that should have been and were spent already.
    pub unrecovered: i64,
    /// Grows with every step.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(in crate::points) struct Row {
    id: Key<ClaimId>,
    programme_id: Key<ProgrammeId>,
    rules_id: Key<ProgrammeRulesId>,
    activity: String,
    source: String,
    state: String,
    person_id: Option<Key<UserId>>,
    household_id: Key<AreaId>,
    home_path: String,
    issuer_id: Option<Key<UserId>>,
    approver: String,
    day: String,
    minutes: Option<i64>,
    points: i64,
    words: Option<String>,
    claimed_at: NaiveDateTime,
    decided_by: Option<Key<UserId>>,
    decided_at: Option<NaiveDateTime>,
    reason: Option<String>,
    account_id: Option<Key<LedgerAccountId>>,
    posting_id: Option<Key<PostingId>>,
    re_audit: Option<String>,
    re_audited_by: Option<Key<UserId>>,
    re_audit_reason: Option<String>,
    taken_back: i64,
    unrecovered: i64,
    version: i64,
}

pub(super) const fn approver_word(approver: Approver) -> &'static str {
    match approver {
        Approver::GridWorker => "grid_worker",
        Approver::Official => "official",
    }
}

impl TryFrom<Row> for StoredClaim {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let person = |key: Option<Key<UserId>>| key.map(|Key(id)| id);
        let (by, auditor) = (person(row.decided_by), person(row.re_audited_by));
        let nobody = || DbError::damaged("a decision by nobody");
        let name = ClaimStateName::parse(&row.state).ok_or_else(|| DbError::damaged(&row.state))?;
        let state = match name {
            ClaimStateName::Submitted => ClaimState::Submitted,
            ClaimStateName::Approved => ClaimState::Approved { by },
            ClaimStateName::Rejected => ClaimState::Rejected { by: by.ok_or_else(nobody)? },
            ClaimStateName::Withdrawn => ClaimState::Withdrawn,
            ClaimStateName::Overturned => {
                ClaimState::Overturned { approved_by: by, by: auditor.ok_or_else(nobody)? }
            }
        };
        let re_audit = |word: String| ReAudit::parse(&word).ok_or_else(|| DbError::damaged(word));
        Ok(Self {
            id: row.id.0,
            programme: row.programme_id.0,
            rules: row.rules_id.0,
            activity: row.activity,
            approver: if row.approver == approver_word(Approver::Official) {
                Approver::Official
            } else {
                Approver::GridWorker
            },
            household: row.household_id.0,
            day: row.day.parse().map_err(DbError::damaged)?,
            minutes: row.minutes.map(u32::try_from).transpose().map_err(DbError::damaged)?,
            points: row.points,
            words: row.words,
            claim: Claim {
                source: Source::parse(&row.source).ok_or_else(|| DbError::damaged(row.source))?,
                issuer: person(row.issuer_id),
                beneficiary: person(row.person_id),
                home: AreaPath::parse(&row.home_path).map_err(DbError::damaged)?,
                state,
                re_audit: row.re_audit.map(re_audit).transpose()?,
            },
            claimed_at: row.claimed_at.and_utc(),
            decided_by: by,
            decided_at: row.decided_at.map(|at| at.and_utc()),
            reason: row.reason,
            wallet: row.account_id.map(|Key(id)| id),
            posting: row.posting_id.map(|Key(id)| id),
            re_audit_reason: row.re_audit_reason,
            taken_back: row.taken_back,
            unrecovered: row.unrecovered,
            version: row.version,
        })
    }
}

/// One claim, whoever asks.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::points) fn find(tx: &mut Tx<'_>, id: ClaimId) -> Result<StoredClaim, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::points) fn find_locked(tx: &mut Tx<'_>, id: ClaimId) -> Result<StoredClaim, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// Appends the entry of a claim.
///
/// # Errors
/// [`DbError`].
pub(super) fn journal(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: ClaimId,
    area: &AreaPath,
    event: ClaimEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor, area, subject: subject("claim", id), event }).map(drop)
}
