//! A claim's row.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Binary, Nullable, Text, Timestamp},
};
use domain::{
    areas::AreaPath,
    ids::{
        AreaId, BulkAwardId, ClaimId, EarnerId, LedgerAccountId, PostingId, ProgrammeId, ProgrammeRulesId,
        UserId,
    },
    permissions::Actor,
    points::{Approver, Claim, ClaimEvent, ClaimState, ClaimStateName, ReAudit, Source},
};

use crate::db::{
    DbError, Key, NewEntry, Statement, Tx, Value, bulk_insert, lock, on_each, schema::claims as t, subject,
};

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

const fn approver_word(approver: Approver) -> &'static str {
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

/// A claim to write.
#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
pub(in crate::points) struct NewRow {
    id: Key<ClaimId>,
    programme_id: Key<ProgrammeId>,
    rules_id: Key<ProgrammeRulesId>,
    activity: String,
    source: &'static str,
    state: &'static str,
    earner_id: Key<EarnerId>,
    person_id: Option<Key<UserId>>,
    household_id: Key<AreaId>,
    home_path: String,
    issuer_id: Option<Key<UserId>>,
    approver: &'static str,
    day: String,
    minutes: Option<i64>,
    points: i64,
    words: Option<String>,
    source_ref: Option<String>,
    bulk_award_id: Option<Key<BulkAwardId>>,
    claimed_at: NaiveDateTime,
    decided_by: Option<Key<UserId>>,
    decided_at: Option<NaiveDateTime>,
    account_id: Option<Key<LedgerAccountId>>,
    posting_id: Option<Key<PostingId>>,
    re_audit: Option<&'static str>,
    taken_back: i64,
    unrecovered: i64,
    version: i64,
}

impl NewRow {
    /// A claim that waits to be decided.
    pub(in crate::points) fn submitted(
        id: ClaimId,
        (programme, rules): (ProgrammeId, ProgrammeRulesId),
        (activity, approver): (&str, Approver),
        claim: &Claim,
        (earner, household): (EarnerId, AreaId),
        (day, minutes, points): (NaiveDate, Option<u32>, i64),
        at: NaiveDateTime,
    ) -> Self {
        Self {
            id: Key(id),
            programme_id: Key(programme),
            rules_id: Key(rules),
            activity: activity.to_owned(),
            source: claim.source.as_str(),
            state: claim.state.name().as_str(),
            earner_id: Key(earner),
            person_id: claim.beneficiary.map(Key),
            household_id: Key(household),
            home_path: claim.home.to_string(),
            issuer_id: claim.issuer.map(Key),
            approver: approver_word(approver),
            day: day.to_string(),
            minutes: minutes.map(i64::from),
            points,
            words: None,
            source_ref: None,
            bulk_award_id: None,
            claimed_at: at,
            decided_by: None,
            decided_at: None,
            account_id: None,
            posting_id: None,
            re_audit: None,
            taken_back: 0,
            unrecovered: 0,
            version: 1,
        }
    }

    /// With what was said about it.
    pub(in crate::points) fn with_words(self, words: Option<String>) -> Self {
        Self { words, ..self }
    }

    /// With what of the journal told of it.
    pub(in crate::points) fn told_by(self, source_ref: String) -> Self {
        Self { source_ref: Some(source_ref), ..self }
    }

    /// With the table that it stood in.
    pub(in crate::points) fn of_bulk(self, bulk: BulkAwardId) -> Self {
        Self { bulk_award_id: Some(Key(bulk)), ..self }
    }

    /// Approved at once, by somebody or by the journal.
    pub(in crate::points) fn approved(
        self,
        by: Option<UserId>,
        wallet: LedgerAccountId,
        posting: PostingId,
        drawn: bool,
    ) -> Self {
        Self {
            state: ClaimStateName::Approved.as_str(),
            decided_by: by.map(Key),
            decided_at: Some(self.claimed_at),
            account_id: Some(Key(wallet)),
            posting_id: Some(Key(posting)),
            re_audit: drawn.then_some(ReAudit::Waiting.as_str()),
            ..self
        }
    }
}

/// Writes claims.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn insert(tx: &mut Tx<'_>, rows: &[NewRow]) -> Result<(), DbError> {
    bulk_insert!(tx.db(), t::table, rows).map(drop)
}

/// Notes what an approval did; the claim as it stands then.
///
/// # Errors
/// [`DbError`].
pub(super) fn save_approved(
    tx: &mut Tx<'_>,
    old: StoredClaim,
    by: UserId,
    (wallet, posting): (LedgerAccountId, PostingId),
    drawn: bool,
) -> Result<StoredClaim, DbError> {
    let (re_audit, version) = (drawn.then_some(ReAudit::Waiting), old.version + 1);
    let update = Statement {
        text: [
            "UPDATE claims SET state = ",
            ", decided_by = ",
            ", decided_at = ",
            ", account_id = ",
            ", posting_id = ",
            ", re_audit = ",
            ", version = ",
            " WHERE id = ",
        ],
        values: (
            Value::<Text, _>::of(ClaimStateName::Approved.as_str()),
            Value::<Binary, _>::of(Key(by)),
            Value::<Timestamp, _>::of(tx.timestamp()),
            Value::<Binary, _>::of(Key(wallet)),
            Value::<Binary, _>::of(Key(posting)),
            Value::<Nullable<Text>, _>::of(re_audit.map(ReAudit::as_str)),
            Value::<BigInt, _>::of(version),
            Value::<Binary, _>::of(Key(old.id)),
        ),
    };
    on_each!(tx.db(), |c| update.execute(c))?;
    Ok(StoredClaim {
        claim: Claim { state: ClaimState::Approved { by: Some(by) }, re_audit, ..old.claim },
        decided_by: Some(by),
        decided_at: Some(tx.now()),
        wallet: Some(wallet),
        posting: Some(posting),
        version,
        ..old
    })
}

/// Notes that a claim was rejected or withdrawn.
///
/// # Errors
/// [`DbError`].
pub(super) fn save_ended(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    new: &Claim,
    by: UserId,
    reason: Option<&str>,
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(new.state.name().as_str()),
            t::decided_by.eq(Key(by)),
            t::decided_at.eq(tx.timestamp()),
            t::reason.eq(reason),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that the second look found a claim right.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn save_upheld(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    by: UserId,
    reason: &str,
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::re_audit.eq(ReAudit::Upheld.as_str()),
            t::re_audited_by.eq(Key(by)),
            t::re_audited_at.eq(tx.timestamp()),
            t::re_audit_reason.eq(reason),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that the second look found a claim wrong, and what was taken back.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn save_overturned(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    by: UserId,
    reason: &str,
    (taken, unrecovered): (i64, i64),
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(ClaimStateName::Overturned.as_str()),
            t::re_audit.eq(ReAudit::Overturned.as_str()),
            t::re_audited_by.eq(Key(by)),
            t::re_audited_at.eq(tx.timestamp()),
            t::re_audit_reason.eq(reason),
            t::taken_back.eq(old.taken_back + taken),
            t::unrecovered.eq(old.unrecovered + unrecovered),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that a part of a claim was taken back.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn take_part_back(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    (taken, unrecovered): (i64, i64),
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::taken_back.eq(old.taken_back + taken),
            t::unrecovered.eq(old.unrecovered + unrecovered),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
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
