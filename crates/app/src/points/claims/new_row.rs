//! Writing new claims.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::{
    ids::{
        AreaId, BulkAwardId, ClaimId, EarnerId, LedgerAccountId, PostingId, ProgrammeId, ProgrammeRulesId,
        ProjectId, UserId,
    },
    points::{Approver, Claim, ClaimStateName, ReAudit},
};

use super::row::approver_word;
use crate::db::{DbError, Key, Tx, bulk_insert, schema::claims as t};

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
    project_id: Option<Key<ProjectId>>,
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
            project_id: None,
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

    /// With the project of the shift that earned it.
    pub(in crate::points) fn for_project(self, project: Option<ProjectId>) -> Self {
        Self { project_id: project.map(Key), ..self }
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
