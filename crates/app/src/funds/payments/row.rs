//! A payment's row, with those of its refunds: what `payments::settle` decides about.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::payments::{PaymentChannel, PaymentState, RefundState},
    ids::{FundId, IncomeId, PaymentIntentId, PostingId, UserId},
    ledger::Purpose,
};
use payments::{
    Channel, Description, Fen, Intent, OrderNumber, Paid, RefundNumber, Refunded,
    settle::{RefundEntry, RefundProgress, Settlement, Status},
};
use uuid::Uuid;

use crate::db::{
    DbError, Key, Tx, lock,
    schema::{payment_intents as t, payment_refunds as r},
};

/// A payment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPayment {
    /// Its id.
    pub id: PaymentIntentId,
    /// Which fund it is for.
    pub fund: FundId,
    /// Through whom.
    pub channel: PaymentChannel,
    /// What it may be spent on.
    pub purpose: Option<Purpose>,
    /// Who pays, where they have an account.
    pub user: Option<UserId>,
    /// What they are called.
    pub donor_name: String,
    /// Whether the public is told.
    pub named: bool,
    /// What they say with it.
    pub message: String,
    /// What they read in the provider's app.
    pub description: Description,
    /// When it was begun.
    pub opened_at: DateTime<Utc>,
    /// The text of the provider's QR code.
    pub code: Option<String>,
    /// The income that it was booked as.
    pub income: Option<IncomeId>,
    /// How often its provider was asked.
    pub tries: i64,
    /// Grows with every step.
    pub version: i64,
    /// All that happened to it.
    pub settlement: Settlement,
    /// What is known of refunds beside that, by their numbers.
    pub refunds: BTreeMap<RefundNumber, StoredRefund>,
}

/// A refund as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRefund {
    /// Where it stands.
    pub state: RefundState,
    /// How much, in fen.
    pub amount: Fen,
    /// Why, as its payer reads it; empty where it was made in the provider's own pages.
    pub reason: String,
    /// Who wanted it; nobody where it goes back by itself or was made elsewhere.
    pub wanted_by: Option<UserId>,
    /// When it was wanted, or told of.
    pub wanted_at: DateTime<Utc>,
    /// When its provider took it on.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the money was back.
    pub refunded_at: Option<DateTime<Utc>>,
    /// The posting that holds the money, or has booked it.
    pub posting: Option<PostingId>,
    /// With which code its provider last refused.
    pub fault: Option<String>,
    /// How often its provider was asked.
    pub tries: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<PaymentIntentId>,
    fund_id: Key<FundId>,
    channel: String,
    amount: i64,
    purpose: Option<String>,
    user_id: Option<Key<UserId>>,
    donor_name: String,
    named: bool,
    message: String,
    description: String,
    opened_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    code: Option<String>,
    closed_at: Option<NaiveDateTime>,
    expired: bool,
    transaction_number: Option<String>,
    paid_at: Option<NaiveDateTime>,
    late: bool,
    income_id: Option<Key<IncomeId>>,
    tries: i64,
    version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = r)]
pub(super) struct RefundRow {
    intent_id: Key<PaymentIntentId>,
    number: String,
    amount: i64,
    progress: String,
    reason: String,
    wanted_by: Option<Key<UserId>>,
    wanted_at: NaiveDateTime,
    sent_at: Option<NaiveDateTime>,
    refunded_at: Option<NaiveDateTime>,
    posting_id: Option<Key<PostingId>>,
    fault: Option<String>,
    tries: i64,
}

impl RefundRow {
    fn read(self) -> Result<(RefundNumber, StoredRefund), DbError> {
        let number = RefundNumber::new(self.number).map_err(DbError::damaged)?;
        let refund = StoredRefund {
            state: RefundState::parse(&self.progress).ok_or_else(|| DbError::damaged(self.progress))?,
            amount: Fen::new(self.amount).map_err(DbError::damaged)?,
            reason: self.reason,
            wanted_by: self.wanted_by.map(|Key(user)| user),
            wanted_at: self.wanted_at.and_utc(),
            sent_at: self.sent_at.map(|at| at.and_utc()),
            refunded_at: self.refunded_at.map(|at| at.and_utc()),
            posting: self.posting_id.map(|Key(id)| id),
            fault: self.fault,
            tries: self.tries,
        };
        Ok((number, refund))
    }
}

impl Row {
    fn with(self, refunds: BTreeMap<RefundNumber, StoredRefund>) -> Result<StoredPayment, DbError> {
        let order = number(self.id.0)?;
        let amount = Fen::new(self.amount).map_err(DbError::damaged)?;
        let paid = match (self.transaction_number, self.paid_at) {
            (Some(transaction), Some(at)) => {
                Some(Paid { number: order.clone(), transaction, amount, paid_at: at.and_utc() })
            }
            _ => None,
        };
        let mut settlement = Settlement {
            number: order.clone(),
            amount,
            expires_at: self.expires_at.and_utc(),
            closed_at: self.closed_at.map(|at| at.and_utc()),
            expired: self.expired,
            paid,
            late: self.late,
            refunds: BTreeMap::new(),
            early_refunds: BTreeMap::new(),
        };
        for (number, refund) in &refunds {
            let progress = match refund.state {
                RefundState::Asked => RefundProgress::Asked,
                RefundState::Done => RefundProgress::Done,
                RefundState::Failed => RefundProgress::Failed,
                RefundState::Early => {
                    let (order, number, amount) = (order.clone(), number.clone(), refund.amount);
                    let early =
                        Refunded { order, number: number.clone(), amount, refunded_at: refund.refunded_at };
                    settlement.early_refunds.insert(number, early);
                    continue;
                }
            };
            settlement.refunds.insert(number.clone(), RefundEntry { amount: refund.amount, progress });
        }
        let purpose = self.purpose.as_deref().map(Purpose::parse).transpose().map_err(DbError::damaged)?;
        Ok(StoredPayment {
            id: self.id.0,
            fund: self.fund_id.0,
            channel: PaymentChannel::parse(&self.channel).ok_or_else(|| DbError::damaged(self.channel))?,
            purpose,
            user: self.user_id.map(|Key(user)| user),
            donor_name: self.donor_name,
            named: self.named,
            message: self.message,
            description: Description::new(self.description).map_err(DbError::damaged)?,
            opened_at: self.opened_at.and_utc(),
            code: self.code,
            income: self.income_id.map(|Key(id)| id),
            tries: self.tries,
            version: self.version,
            settlement,
            refunds,
        })
    }
}

impl StoredPayment {
    /// As its provider is told of it.
    #[must_use]
    pub fn intent(&self) -> Intent {
        Intent {
            number: self.settlement.number.clone(),
            amount: self.settlement.amount,
            description: self.description.clone(),
            expires_at: self.settlement.expires_at,
            channel: channel(self.channel),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> PaymentState {
        state(&self.settlement)
    }
}

/// Where a payment stands to which this happened.
pub(super) fn state(settlement: &Settlement) -> PaymentState {
    match settlement.status() {
        Status::Created => PaymentState::Created,
        Status::Paid => PaymentState::Paid,
        Status::PartRefunded => PaymentState::PartRefunded,
        Status::Refunded => PaymentState::Refunded,
        Status::PaidLate => PaymentState::PaidLate,
        Status::Closed => PaymentState::Closed,
        Status::Expired => PaymentState::Expired,
    }
}

/// A channel as `payments` knows it.
#[must_use]
pub const fn channel(channel: PaymentChannel) -> Channel {
    match channel {
        PaymentChannel::Wechat => Channel::Wechat,
        PaymentChannel::Alipay => Channel::Alipay,
    }
}

/// The number of a payment's order: its id in 32 digits, as many as every provider takes.
///
/// # Errors
/// None in truth.
pub fn number(id: PaymentIntentId) -> Result<OrderNumber, DbError> {
    OrderNumber::new(id.0.simple().to_string()).map_err(DbError::damaged)
}

/// The payment of an order's number; none where the order cannot be ours.
pub(super) fn id_of(number: &str) -> Option<PaymentIntentId> {
    let id = Uuid::try_parse(number).ok()?;
    (id.simple().to_string() == number).then_some(PaymentIntentId(id))
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn find(tx: &mut Tx<'_>, id: PaymentIntentId) -> Result<StoredPayment, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// One of them, locked until the transaction ends; so are its refunds, which nobody changes otherwise.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, id: PaymentIntentId) -> Result<StoredPayment, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// Puts rows together with their refunds: one statement.
pub(super) fn complete(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<StoredPayment>, DbError> {
    let ids: Vec<Key<PaymentIntentId>> = rows.iter().map(|row| row.id).collect();
    let found: Vec<RefundRow> =
        r::table.filter(r::intent_id.eq_any(ids)).select(RefundRow::as_select()).load(tx.db())?;
    let mut refunds: BTreeMap<PaymentIntentId, BTreeMap<RefundNumber, StoredRefund>> = BTreeMap::new();
    for row in found {
        let Key(intent) = row.intent_id;
        let (number, refund) = row.read()?;
        refunds.entry(intent).or_default().insert(number, refund);
    }
    rows.into_iter()
        .map(|row| {
            let of = refunds.remove(&row.id.0).unwrap_or_default();
            row.with(of)
        })
        .collect()
}

/// Which fund a payment is for, and through whom it is made; neither ever changes.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn belongs(
    tx: &mut Tx<'_>,
    id: PaymentIntentId,
) -> Result<(FundId, Option<PaymentChannel>), DbError> {
    let (Key(fund), channel): (Key<FundId>, String) =
        t::table.find(Key(id)).select((t::fund_id, t::channel)).first(tx.db())?;
    Ok((fund, PaymentChannel::parse(&channel)))
}
