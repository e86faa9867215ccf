//! A day's payments held against a provider's bill, and what is said of the differences.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        payments::{DifferenceKind, PaymentChannel, RefundState},
    },
    ids::{EntryId, FundId, PaymentDifferenceId, PaymentIntentId, UserId},
    permissions::{Actor, Permission},
    town_time,
};
use payments::{Difference as Found, Fen, Kind, Line, Progress, Side, reconcile};

use super::row::{id_of, number};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, bulk_insert, lock, on_each,
        schema::{
            funds, payment_bills as b, payment_differences as t, payment_intents as p, payment_refunds as r,
        },
        subject,
    },
    funds::{Error, Page, find_locked, keeps, read::seen, visible},
    identity::names_of,
};

/// How far back bills are fetched for days that were missed.
pub const BILL_DAYS_MAX: u64 = 30;

/// Which of them a list holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only answered ones, or only others.
    pub answered: Option<bool>,
}

/// Who said what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredBy {
    /// What they are called.
    pub name: String,
    /// When they said it.
    pub at: DateTime<Utc>,
    /// In which words.
    pub note: String,
}

/// Something in which a bill and the payments here do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub id: PaymentDifferenceId,
    /// Whose bill it is.
    pub channel: PaymentChannel,
    /// Of which day of Beijing.
    pub day: NaiveDate,
    /// In what they differ.
    pub kind: DifferenceKind,
    /// The payment here, where it is one of the fund's.
    pub payment: Option<PaymentIntentId>,
    /// The order's number.
    pub order: String,
    /// The refund's number; absent for a payment.
    pub refund: Option<String>,
    /// How much here, in fen.
    pub ours_fen: Option<i64>,
    /// How much there, in fen.
    pub theirs_fen: Option<i64>,
    /// The provider's number here.
    pub ours_transaction: Option<String>,
    /// The provider's number there.
    pub theirs_transaction: Option<String>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// What was said of it.
    pub answered: Option<AnsweredBy>,
}

/// The days before `today` whose bill was not compared yet, the earliest first: from the first payment through this provider on, but no
/// further back than [`BILL_DAYS_MAX`] days.
///
/// # Errors
/// [`DbError`].
pub fn unreconciled(
    tx: &mut Tx<'_>,
    channel: PaymentChannel,
    today: NaiveDate,
) -> Result<Vec<NaiveDate>, DbError> {
    let first: Option<NaiveDateTime> = p::table
        .filter(p::channel.eq(channel.as_str()))
        .order(p::id)
        .select(p::opened_at)
        .first(tx.db())
        .optional()?;
    let Some(first) = first else { return Ok(Vec::new()) };
    let oldest = today.checked_sub_days(Days::new(BILL_DAYS_MAX)).unwrap_or(today);
    let from = town_time::date(first.and_utc()).max(oldest);
    let done: Vec<String> = b::table
        .filter(b::channel.eq(channel.as_str()))
        .filter(b::day.ge(from.to_string()))
        .select(b::day)
        .load(tx.db())?;
    let done: BTreeSet<String> = done.into_iter().collect();
    Ok(from
        .iter_days()
        .take_while(|day| *day < today)
        .filter(|day| !done.contains(&day.to_string()))
        .collect())
}

/// What was paid and sent back through a provider on a day of Beijing.
fn ours(tx: &mut Tx<'_>, channel: PaymentChannel, day: NaiveDate) -> Result<Vec<Line>, DbError> {
    type PaidRow = (Key<PaymentIntentId>, i64, Option<String>, Option<NaiveDateTime>);
    type BackRow = (Key<PaymentIntentId>, Option<String>, String, i64, String, Option<NaiveDateTime>);
    let (from, until) = (town_time::begin(day).naive_utc(), town_time::end(day).naive_utc());
    let paid: Vec<PaidRow> = p::table
        .filter(p::channel.eq(channel.as_str()))
        .filter(p::paid_at.ge(from))
        .filter(p::paid_at.lt(until))
        .select((p::id, p::amount, p::transaction_number, p::paid_at))
        .load(tx.db())?;
    let back: Vec<BackRow> = r::table
        .inner_join(p::table.on(p::id.eq(r::intent_id)))
        .filter(p::channel.eq(channel.as_str()))
        .filter(r::sent_at.ge(from))
        .filter(r::sent_at.lt(until))
        .select((r::intent_id, p::transaction_number, r::number, r::amount, r::progress, r::sent_at))
        .load(tx.db())?;
    let line =
        |kind, Key(id), refund, transaction: Option<String>, fen, progress, at: Option<NaiveDateTime>| {
            Ok::<_, DbError>(Line {
                kind,
                order: number(id)?.to_string(),
                refund,
                transaction: transaction.unwrap_or_default(),
                amount: Fen::new(fen).map_err(DbError::damaged)?,
                progress,
                at: at.unwrap_or_default().and_utc(),
            })
        };
    let paid = paid.into_iter().map(|(id, fen, transaction, at)| {
        line(Kind::Payment, id, None, transaction, fen, Progress::Done, at)
    });
    let back = back.into_iter().map(|(id, transaction, number, fen, progress, at)| {
        let progress = match RefundState::parse(&progress) {
            Some(RefundState::Done | RefundState::Early) => Progress::Done,
            Some(RefundState::Failed) => Progress::Failed,
            Some(RefundState::Asked) | None => Progress::Pending,
        };
        line(Kind::Refund, id, Some(number), transaction, fen, progress, at)
    });
    paid.chain(back).collect()
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewRow {
    id: Key<PaymentDifferenceId>,
    channel: &'static str,
    day: String,
    kind: &'static str,
    fund_id: Option<Key<FundId>>,
    intent_id: Option<Key<PaymentIntentId>>,
    order_number: String,
    refund_number: Option<String>,
    ours_fen: Option<i64>,
    theirs_fen: Option<i64>,
    ours_transaction: Option<String>,
    theirs_transaction: Option<String>,
    found_at: NaiveDateTime,
    note: Option<String>,
    answered_by: Option<Key<UserId>>,
    answered_at: Option<NaiveDateTime>,
}

/// In what they differ, with what is here and what is there.
fn sides(found: &Found) -> (DifferenceKind, Option<&Line>, Option<&Line>) {
    match found {
        Found::MissingHere(line) => (DifferenceKind::MissingHere, None, Some(line)),
        Found::MissingThere(line) => (DifferenceKind::MissingThere, Some(line), None),
        Found::AmountDiffers { ours, theirs } => (DifferenceKind::AmountDiffers, Some(ours), Some(theirs)),
        Found::StateDiffers { ours, theirs } => (DifferenceKind::StateDiffers, Some(ours), Some(theirs)),
        Found::TransactionDiffers { ours, theirs } => {
            (DifferenceKind::TransactionDiffers, Some(ours), Some(theirs))
        }
        Found::Repeated { side: Side::Ours, line } => (DifferenceKind::RepeatedHere, Some(line), None),
        Found::Repeated { side: Side::Theirs, line } => (DifferenceKind::RepeatedThere, None, Some(line)),
    }
}

/// Holds a day's payments against the bill and keeps the differences; of those that are a fund's the journal is told. Once for each
/// day: how many there are, none where it was done before.
///
/// # Errors
/// [`DbError`].
pub fn compare(
    tx: &mut Tx<'_>,
    channel: PaymentChannel,
    day: NaiveDate,
    theirs: &[Line],
) -> Result<Option<usize>, DbError> {
    let ours = ours(tx, channel, day)?;
    let found = reconcile(&ours, theirs);
    let count = |count: usize| i64::try_from(count).map_err(DbError::damaged);
    let row = (
        b::channel.eq(channel.as_str()),
        b::day.eq(day.to_string()),
        b::lines.eq(count(theirs.len())?),
        b::differences.eq(count(found.len())?),
        b::compared_at.eq(tx.timestamp()),
    );
    let insert = diesel::insert_into(b::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c))? == 0 {
        return Ok(None);
    }
    let orders = found.iter().filter_map(|found| {
        let (_, ours, theirs) = sides(found);
        id_of(&ours.or(theirs)?.order)
    });
    let funds = funds_of(tx, orders.map(Key).collect())?;
    let mut rows = Vec::new();
    for found in &found {
        let (kind, ours, theirs) = sides(found);
        let Some(line) = ours.or(theirs) else { continue };
        let intent = id_of(&line.order).filter(|id| funds.contains_key(id));
        rows.push(NewRow {
            id: Key(tx.new_id()),
            channel: channel.as_str(),
            day: day.to_string(),
            kind: kind.as_str(),
            fund_id: intent.and_then(|id| funds.get(&id)).map(|fund| Key(*fund)),
            intent_id: intent.map(Key),
            order_number: line.order.clone(),
            refund_number: line.refund.clone(),
            ours_fen: ours.map(|line| line.amount.get()),
            theirs_fen: theirs.map(|line| line.amount.get()),
            ours_transaction: ours.map(|line| line.transaction.clone()),
            theirs_transaction: theirs.map(|line| line.transaction.clone()),
            found_at: tx.timestamp(),
            note: None,
            answered_by: None,
            answered_at: None,
        });
    }
    tell(tx, &rows)?;
    if !rows.is_empty() {
        bulk_insert!(tx.db(), t::table, &rows)?;
    }
    Ok(Some(found.len()))
}

fn funds_of(
    tx: &mut Tx<'_>,
    orders: Vec<Key<PaymentIntentId>>,
) -> Result<BTreeMap<PaymentIntentId, FundId>, DbError> {
    let mut found = BTreeMap::new();
    for some in orders.chunks(crate::db::BULK_ROWS) {
        let rows: Vec<(Key<PaymentIntentId>, Key<FundId>)> =
            p::table.filter(p::id.eq_any(some)).select((p::id, p::fund_id)).load(tx.db())?;
        found.extend(rows.into_iter().map(|(Key(id), Key(fund))| (id, fund)));
    }
    Ok(found)
}

/// Tells the journal of what is a fund's, all at once.
fn tell(tx: &mut Tx<'_>, rows: &[NewRow]) -> Result<(), DbError> {
    let ids: BTreeSet<Key<FundId>> = rows.iter().filter_map(|row| row.fund_id).collect();
    let paths: Vec<(Key<FundId>, String)> =
        funds::table.filter(funds::id.eq_any(ids)).select((funds::id, funds::area_path)).load(tx.db())?;
    let path = |(Key(fund), path): (Key<FundId>, String)| {
        Ok((fund, domain::areas::AreaPath::parse(&path).map_err(DbError::damaged)?))
    };
    let paths: BTreeMap<FundId, domain::areas::AreaPath> =
        paths.into_iter().map(path).collect::<Result<_, DbError>>()?;
    let mut entries = Vec::new();
    for row in rows {
        let Some((Key(fund), area)) = row.fund_id.and_then(|fund| Some((fund, paths.get(&fund.0)?))) else {
            continue;
        };
        let Some(kind) = DifferenceKind::parse(row.kind) else { continue };
        let event = FundEvent::DifferenceFound { fund, difference: row.id.0, kind };
        let id: EntryId = tx.new_id();
        entries.push((id, NewEntry { actor: None, area, subject: subject("fund", fund), event }));
    }
    if entries.is_empty() { Ok(()) } else { tx.journal_all(entries) }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<PaymentDifferenceId>,
    channel: String,
    day: String,
    kind: String,
    intent_id: Option<Key<PaymentIntentId>>,
    order_number: String,
    refund_number: Option<String>,
    ours_fen: Option<i64>,
    theirs_fen: Option<i64>,
    ours_transaction: Option<String>,
    theirs_transaction: Option<String>,
    found_at: NaiveDateTime,
    note: Option<String>,
    answered_by: Option<Key<UserId>>,
    answered_at: Option<NaiveDateTime>,
}

impl Row {
    fn read(self, names: &BTreeMap<UserId, String>) -> Result<Difference, DbError> {
        let answered = match (self.note, self.answered_by, self.answered_at) {
            (Some(note), Some(Key(by)), Some(at)) => {
                let name = names.get(&by).cloned().unwrap_or_default();
                Some(AnsweredBy { name, at: at.and_utc(), note })
            }
            _ => None,
        };
        Ok(Difference {
            id: self.id.0,
            channel: PaymentChannel::parse(&self.channel).ok_or_else(|| DbError::damaged(self.channel))?,
            day: self.day.parse().map_err(DbError::damaged)?,
            kind: DifferenceKind::parse(&self.kind).ok_or_else(|| DbError::damaged(self.kind))?,
            payment: self.intent_id.map(|Key(id)| id),
            order: self.order_number,
            refund: self.refund_number,
            ours_fen: self.ours_fen,
            theirs_fen: self.theirs_fen,
            ours_transaction: self.ours_transaction,
            theirs_transaction: self.theirs_transaction,
            found_at: self.found_at.and_utc(),
            answered,
        })
    }
}

fn read_all(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Difference>, DbError> {
    let people: BTreeSet<UserId> = rows.iter().filter_map(|row| row.answered_by.map(|Key(by)| by)).collect();
    let names = names_of(tx, people)?;
    rows.into_iter().map(|row| row.read(&names)).collect()
}

/// The differences of a fund's payments, and those of orders that are nobody's here, the latest found first. For who keeps or audits its
/// books. Three statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn differences(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    filter: Filter,
    page: Page<PaymentDifferenceId>,
) -> Result<Vec<Difference>, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if !keeps(actor, &stored.path) {
        return Err(DbError::NotFound);
    }
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)).or(t::fund_id.is_null()))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    match filter.answered {
        Some(true) => query = query.filter(t::answered_at.is_not_null()),
        Some(false) => query = query.filter(t::answered_at.is_null()),
        None => {}
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    read_all(tx, rows)
}

/// Says what became of a difference; it is said once.
///
/// # Errors
/// [`DbError::NotFound`] where there is none of this fund, or not for the caller; [`Error::Denied`] without
/// [`Permission::KeepFunds`] there; [`Error::DifferenceAnswered`].
pub fn answer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    id: PaymentDifferenceId,
    note: &str,
) -> Result<Difference, Error> {
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    actor.require(Permission::KeepFunds, &stored.path)?;
    type Head = (Option<Key<FundId>>, Option<NaiveDateTime>);
    let query = t::table.find(Key(id)).select((t::fund_id, t::answered_at));
    let (of, answered): Head = lock!(tx.db(), query, |q, c| q.first(c)).map_err(DbError::from)?;
    if of.is_some_and(|Key(of)| of != fund) {
        return Err(DbError::NotFound.into());
    }
    if answered.is_some() {
        return Err(Error::DifferenceAnswered);
    }
    diesel::update(t::table.find(Key(id)))
        .set((t::note.eq(note.trim()), t::answered_by.eq(Key(actor.user)), t::answered_at.eq(tx.timestamp())))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = FundEvent::DifferenceAnswered { fund, difference: id };
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject: subject("fund", fund), event })?;
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?;
    Ok(read_all(tx, vec![row])?.pop().ok_or(DbError::NotFound)?)
}
