//! The row of something that a fund gets.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        Amount,
        income::{
            Channel, DocumentNumber, Donor, Form, Income, IncomeState, Intent, IntentState, Source,
            SourceKind,
        },
    },
    ids::{DonorId, EntryId, FundId, IncomeId, PaymentIntentId, PostingId, UserId},
    journal::NodeHash,
    ledger::Purpose,
};

use crate::db::{
    DbError, Key, Tx, lock,
    schema::{fund_donors, fund_incomes as t},
};

/// Something that a fund gets, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIncome {
    /// What decides about its steps: where it comes from, in which form, how much, for what, where it stands.
    pub income: Income,
    /// What it is, in words.
    pub note: String,
    /// How it comes in.
    pub channel: Channel,
    /// When it was registered.
    pub registered_at: DateTime<Utc>,
    /// Under which number it came, and when.
    pub received: Option<(DocumentNumber, DateTime<Utc>)>,
    /// The running number of its receipt.
    pub receipt_number: Option<i64>,
    /// The posting by which the fund has it.
    pub posting: Option<PostingId>,
    /// The journal entry that tells of that.
    pub entry: Option<EntryId>,
    /// When it was cancelled or reversed, and why.
    pub ended: Option<(DateTime<Utc>, String)>,
    /// The posting that took it back.
    pub reversal: Option<PostingId>,
    /// Grows with every step.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<IncomeId>,
    pub(super) fund_id: Key<FundId>,
    source: String,
    form: String,
    amount: i64,
    purpose: Option<String>,
    pub(super) donor_id: Option<Key<DonorId>>,
    named: bool,
    document: Option<String>,
    agreement: Option<Vec<u8>>,
    note: String,
    channel: String,
    state: String,
    registered_at: NaiveDateTime,
    reference: Option<String>,
    received_at: Option<NaiveDateTime>,
    receipt_number: Option<i64>,
    posting_id: Option<Key<PostingId>>,
    entry_id: Option<Key<EntryId>>,
    ended_at: Option<NaiveDateTime>,
    reason: Option<String>,
    reversal_id: Option<Key<PostingId>>,
    version: i64,
}

impl Row {
    fn source(&self, user: Option<UserId>) -> Result<Source, DbError> {
        let damaged = || DbError::damaged(&self.source);
        let donor = || {
            let Key(id) = self.donor_id.ok_or_else(damaged)?;
            Ok::<_, DbError>(Donor { id, user, named: self.named })
        };
        Ok(match SourceKind::parse(&self.source).ok_or_else(damaged)? {
            SourceKind::Donation => Source::Donation { donor: donor()? },
            SourceKind::Subsidy => Source::Subsidy { document: number(self.document.as_deref())? },
            SourceKind::Sponsorship => {
                let hash = self.agreement.clone().and_then(|bytes| bytes.try_into().ok());
                Source::Sponsorship { sponsor: donor()?, agreement: NodeHash(hash.ok_or_else(damaged)?) }
            }
            SourceKind::SelfRaised => Source::SelfRaised,
            SourceKind::Interest => Source::Interest,
        })
    }

    /// With the account of who gave it.
    pub(super) fn with(self, user: Option<UserId>) -> Result<StoredIncome, DbError> {
        let source = self.source(user)?;
        let purpose = self.purpose.as_deref().map(Purpose::parse).transpose().map_err(DbError::damaged)?;
        let income = Income {
            id: self.id.0,
            fund: self.fund_id.0,
            source,
            form: Form::parse(&self.form).ok_or_else(|| DbError::damaged(self.form))?,
            amount: Amount::new(self.amount).map_err(DbError::damaged)?,
            purpose,
            state: IncomeState::parse(&self.state).ok_or_else(|| DbError::damaged(self.state))?,
        };
        let received = match (self.reference, self.received_at) {
            (Some(reference), Some(at)) => Some((number(Some(&reference))?, at.and_utc())),
            _ => None,
        };
        Ok(StoredIncome {
            income,
            note: self.note,
            channel: Channel::parse(&self.channel).ok_or_else(|| DbError::damaged(self.channel))?,
            registered_at: self.registered_at.and_utc(),
            received,
            receipt_number: self.receipt_number,
            posting: self.posting_id.map(|Key(id)| id),
            entry: self.entry_id.map(|Key(id)| id),
            ended: self.ended_at.map(|at| (at.and_utc(), self.reason.unwrap_or_default())),
            reversal: self.reversal_id.map(|Key(id)| id),
            version: self.version,
        })
    }
}

fn number(text: Option<&str>) -> Result<DocumentNumber, DbError> {
    DocumentNumber::new(text.unwrap_or_default()).map_err(DbError::damaged)
}

impl StoredIncome {
    /// As something that somebody is about to pay in; it has no end.
    pub(super) fn intent(&self) -> Intent {
        let state = match &self.received {
            Some((reference, at)) => IntentState::Settled { reference: reference.clone(), at: *at },
            None => IntentState::Awaiting,
        };
        Intent {
            id: PaymentIntentId(self.income.id.0),
            income: self.income.id,
            channel: self.channel,
            amount: self.income.amount,
            until: DateTime::<Utc>::MAX_UTC,
            state,
            returned: BTreeSet::new(),
        }
    }

    /// The account of who gave it.
    #[must_use]
    pub fn giver(&self) -> Option<UserId> {
        self.income.source.donor().and_then(|donor| donor.user)
    }
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: IncomeId) -> Result<StoredIncome, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    complete(tx, row)
}

/// One of them, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds) fn find_locked(tx: &mut Tx<'_>, id: IncomeId) -> Result<StoredIncome, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    complete(tx, row)
}

fn complete(tx: &mut Tx<'_>, row: Row) -> Result<StoredIncome, DbError> {
    let user: Option<Key<UserId>> = match row.donor_id {
        Some(donor) => fund_donors::table.find(donor).select(fund_donors::user_id).first(tx.db())?,
        None => None,
    };
    row.with(user.map(|Key(user)| user))
}

/// Which fund gets it.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn fund_of(tx: &mut Tx<'_>, id: IncomeId) -> Result<FundId, DbError> {
    let Key(fund) = t::table.find(Key(id)).select(t::fund_id).first(tx.db())?;
    Ok(fund)
}
