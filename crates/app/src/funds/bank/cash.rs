//! Postings of a fund's books that a bank has a line for: money that came in or was paid.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Text, Timestamp},
};
use domain::{
    funds::books::CashLine,
    ids::{DisbursementId, FundId, IncomeId, PostingId},
    town_time,
};
use uuid::Uuid;

use crate::{
    db::{
        DbError, Key, Tx, on_each,
        schema::{disbursements, fund_incomes, ledger_entries, ledger_postings},
    },
    funds::{
        books::{income_of, payment_of},
        post::kinds,
    },
};

/// What a posting is for that moved money in or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashPosting {
    /// Which posting.
    pub id: PostingId,
    /// What it is: `funds.income`.
    pub kind: String,
    /// When it was booked.
    pub at: DateTime<Utc>,
    /// What came, or went where it is below nothing, in fen.
    pub fen: i64,
    /// What came in by it.
    pub income: Option<IncomeId>,
    /// What was paid by it.
    pub disbursement: Option<DisbursementId>,
    /// What that is called, or said to be.
    pub title: String,
    /// The payment's number.
    pub reference: Option<String>,
}

impl CashPosting {
    /// As it is compared with the bank's lines.
    pub(super) fn line(&self) -> CashLine {
        let (posting, day) = (self.id, town_time::date(self.at));
        CashLine { posting, day, fen: self.fen, reference: self.reference.clone() }
    }
}

/// A place among postings, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashCursor {
    /// When the one there was booked.
    pub at: NaiveDateTime,
    /// Which it is.
    pub posting: PostingId,
}

/// From when to before when, and which of them: of this amount alone where it is not 0, after this place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) from: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
    pub(super) fen: i64,
    pub(super) after: Option<CashCursor>,
    pub(super) limit: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Binary)]
    id: Key<PostingId>,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = Timestamp)]
    settled_at: NaiveDateTime,
    #[diesel(sql_type = BigInt)]
    fen: i64,
}

/// Each of these has one entry in the fund's cash. What took another back, or was taken back, is left out where the bank has neither:
/// together they are nothing.
pub(super) fn from_unmatched() -> String {
    let kinds = kinds::AT_THE_BANK.join("', '");
    format!(
        "FROM ledger_postings p \
         JOIN ledger_entries e ON e.posting_id = p.id JOIN ledger_accounts a ON a.id = e.account_id \
         WHERE p.book_id = $1 AND p.settled_at >= $2 AND p.settled_at < $3 AND p.state = 'committed' \
         AND p.kind IN ('{kinds}') AND (a.code = 'cash' OR a.code LIKE 'cash/%') \
         AND NOT EXISTS (SELECT 1 FROM bank_lines b WHERE b.posting_id = p.id) \
         AND NOT EXISTS (SELECT 1 FROM ledger_postings o WHERE o.id IN (p.reverses_id, p.reversed_by_id) \
             AND o.settled_at >= $2 AND o.settled_at < $3 \
             AND NOT EXISTS (SELECT 1 FROM bank_lines b WHERE b.posting_id = o.id))"
    )
}

/// Postings that no line of the bank's belongs to, the latest first. Three statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn unmatched(tx: &mut Tx<'_>, fund: FundId, wanted: Wanted) -> Result<Vec<CashPosting>, DbError> {
    let Wanted { from, until, fen, after, limit } = wanted;
    let end = CashCursor { at: until.naive_utc(), posting: PostingId(Uuid::max()) };
    let place = after.unwrap_or(end);
    let query = format!(
        "SELECT p.id, p.kind, p.subject, p.settled_at, e.amount AS fen {} \
         AND ($4 = 0 OR e.amount = $4) AND (p.settled_at, p.id) < ($5, $6) \
         ORDER BY p.settled_at DESC, p.id DESC LIMIT $7",
        from_unmatched()
    );
    let rows: Vec<Row> = on_each!(tx.db(), |c| sql_query(query)
        .bind::<Binary, _>(Key(fund))
        .bind::<Timestamp, _>(from.naive_utc())
        .bind::<Timestamp, _>(until.naive_utc())
        .bind::<BigInt, _>(fen)
        .bind::<Timestamp, _>(place.at)
        .bind::<Binary, _>(Key(place.posting))
        .bind::<BigInt, _>(limit)
        .load(c))
    .map_err(DbError::from)?;
    completed(tx, rows)
}

/// Some postings of a fund that moved its money, by their ids. Three statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn by_ids(
    tx: &mut Tx<'_>,
    fund: FundId,
    ids: impl IntoIterator<Item = PostingId>,
) -> Result<BTreeMap<PostingId, CashPosting>, DbError> {
    use crate::db::schema::ledger_accounts as a;
    use ledger_entries as e;
    use ledger_postings as p;
    type Found = (Key<PostingId>, String, String, Option<NaiveDateTime>, i64);
    let ids: Vec<Key<PostingId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Found> = p::table
        .inner_join(e::table.on(e::posting_id.eq(p::id)))
        .inner_join(a::table.on(a::id.eq(e::account_id)))
        .filter(p::id.eq_any(ids))
        .filter(p::book_id.eq(fund.0.as_bytes().to_vec()))
        .filter(p::kind.eq_any(kinds::AT_THE_BANK))
        .filter(p::state.eq("committed"))
        .filter(a::code.eq("cash").or(a::code.like("cash/%")))
        .select((p::id, p::kind, p::subject, p::settled_at, e::amount))
        .load(tx.db())?;
    let row = |(id, kind, subject, settled_at, fen): Found| {
        let settled_at = settled_at.ok_or_else(|| DbError::damaged("a posting without its time"))?;
        Ok(Row { id, kind, subject, settled_at, fen })
    };
    let rows = rows.into_iter().map(row).collect::<Result<_, DbError>>()?;
    Ok(completed(tx, rows)?.into_iter().map(|posting| (posting.id, posting)).collect())
}

/// With what they are for.
fn completed(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<CashPosting>, DbError> {
    use disbursements as d;
    use fund_incomes as i;
    type Said = (String, Option<String>);
    let incomes: Vec<Key<IncomeId>> =
        rows.iter().filter_map(|row| income_of(&row.subject)).map(Key).collect();
    let incomes: Vec<(Key<IncomeId>, String, Option<String>)> =
        i::table.filter(i::id.eq_any(incomes)).select((i::id, i::note, i::reference)).load(tx.db())?;
    let incomes: BTreeMap<IncomeId, Said> =
        incomes.into_iter().map(|(Key(id), note, number)| (id, (note, number))).collect();
    let paid: Vec<Key<DisbursementId>> =
        rows.iter().filter_map(|row| payment_of(&row.subject)).map(Key).collect();
    let paid: Vec<(Key<DisbursementId>, String, Option<String>)> =
        d::table.filter(d::id.eq_any(paid)).select((d::id, d::title, d::reference)).load(tx.db())?;
    let paid: BTreeMap<DisbursementId, Said> =
        paid.into_iter().map(|(Key(id), title, number)| (id, (title, number))).collect();
    let one = |row: Row| {
        let income = income_of(&row.subject);
        let disbursement = payment_of(&row.subject);
        let said =
            income.and_then(|id| incomes.get(&id)).or_else(|| disbursement.and_then(|id| paid.get(&id)));
        let (title, number) = said.cloned().unwrap_or_default();
        // What came back came under another number.
        let first = row.kind == kinds::INCOME || row.kind == kinds::DISBURSEMENT;
        CashPosting {
            id: row.id.0,
            kind: row.kind,
            at: row.settled_at.and_utc(),
            fen: row.fen,
            income,
            disbursement,
            title,
            reference: number.filter(|_| first),
        }
    };
    Ok(rows.into_iter().map(one).collect())
}
