//! The postings behind a total.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        FundAccount,
        income::{DonorSeen, Source, SourceKind, Viewer},
    },
    ids::{DisbursementId, EntryId, FundId, IncomeId, LedgerAccountId, PostingId},
    permissions::{Actor, Permission},
};

use super::{Choice, totals::of};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{ledger_entries as e, ledger_postings as t},
    },
    funds::{
        Page, StoredFund,
        disbursements::{PaymentSeen, payments},
        income::{Shown, by_ids},
        keeps, sees_drafts, visible,
    },
};

/// A place among the postings behind a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The posting there.
    pub posting: PostingId,
    /// And of its accounts this one.
    pub account: LedgerAccountId,
}

/// What a posting did to a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where a page after it begins.
    pub cursor: Cursor,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is: `funds.income`.
    pub kind: String,
    /// The account of the fund that it is about.
    pub account: FundAccount,
    /// By how much the total grew, in fen.
    pub fen: i64,
    /// Which posting it takes back.
    pub reverses: Option<PostingId>,
    /// Which posting takes it back.
    pub reversed_by: Option<PostingId>,
    /// The journal entry that tells of it: what proves it.
    pub entry: EntryId,
    /// What came in by it, as the caller may see it.
    pub income: Option<IncomeSeen>,
    /// What was paid by it, as the caller may see it.
    pub payment: Option<PaymentSeen>,
}

/// Something that came in, as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomeSeen {
    /// Its id.
    pub id: IncomeId,
    /// Where it comes from.
    pub source: SourceKind,
    /// Who gave it; absent where they are anonymous to the caller, or nobody did.
    pub donor: Option<String>,
    /// Whether somebody gave it of whom the caller is not told.
    pub anonymous: bool,
    /// The number of the government's document.
    pub document: Option<String>,
    /// What it is, in words; for who keeps the books.
    pub note: Option<String>,
    /// The running number of its receipt.
    pub receipt_number: Option<i64>,
}

type Row = (
    Key<PostingId>,
    String,
    String,
    Option<Key<PostingId>>,
    Option<Key<PostingId>>,
    Key<EntryId>,
    Option<NaiveDateTime>,
    Key<LedgerAccountId>,
    i64,
);

/// The postings behind a total, the latest first: together they are the total. Everybody reads them once the fund is open.
/// Seven statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn lines(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    fund: FundId,
    choice: &Choice,
    page: Page<Cursor>,
) -> Result<Vec<Line>, DbError> {
    let stored = visible(tx, actor, fund)?;
    let totals = of(tx, fund)?;
    let accounts: BTreeMap<LedgerAccountId, FundAccount> =
        totals.chosen(choice).map(|total| (total.id, total.account.clone())).collect();
    let ids: Vec<Key<LedgerAccountId>> = accounts.keys().copied().map(Key).collect();
    let mut query = t::table
        .inner_join(e::table.on(e::posting_id.eq(t::id)))
        .filter(t::book_id.eq(fund.0.as_bytes().to_vec()))
        .filter(e::account_id.eq_any(ids))
        .order((t::id.desc(), e::account_id.desc()))
        .limit(page.limit)
        .select((
            t::id,
            t::kind,
            t::subject,
            t::reverses_id,
            t::reversed_by_id,
            t::entry_id,
            t::settled_at,
            e::account_id,
            e::amount,
        ))
        .into_boxed();
    if let Some(Cursor { posting, account }) = page.after {
        let same = t::id.eq(Key(posting)).and(e::account_id.lt(Key(account)));
        // The first condition is where the index begins, the second leaves out what of that posting was read.
        query = query.filter(t::id.le(Key(posting))).filter(t::id.lt(Key(posting)).or(same));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let incomes = by_ids(tx, rows.iter().filter_map(|row| income_of(&row.2)).collect())?;
    let paid = rows.iter().filter_map(|row| payment_of(&row.2)).collect();
    let paid = payments(tx, paid, sees_drafts(actor, &stored.path))?;
    let (viewer, keeper) = (viewer(actor, &stored), actor.is_some_and(|actor| keeps(actor, &stored.path)));
    let line = |row: Row| {
        let (Key(posting), kind, subject, reverses, reversed_by, Key(entry), at, Key(account), amount) = row;
        let of = accounts.get(&account).ok_or(DbError::NotFound)?;
        let income = income_of(&subject).and_then(|id| incomes.get(&id));
        Ok(Line {
            cursor: Cursor { posting, account },
            at: at.ok_or_else(|| DbError::damaged("a posting without its time"))?.and_utc(),
            kind,
            account: of.clone(),
            fen: of.told(amount),
            reverses: reverses.map(|Key(id)| id),
            reversed_by: reversed_by.map(|Key(id)| id),
            entry,
            income: income.map(|shown| income_seen(shown, viewer, keeper)),
            payment: payment_of(&subject).and_then(|id| paid.get(&id)).cloned(),
        })
    };
    rows.into_iter().map(line).collect()
}

/// How many postings there are behind a total, but no more than so many.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn count(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    fund: FundId,
    choice: &Choice,
    most: i64,
) -> Result<i64, DbError> {
    visible(tx, actor, fund)?;
    let totals = of(tx, fund)?;
    let ids: Vec<Key<LedgerAccountId>> = totals.chosen(choice).map(|total| Key(total.id)).collect();
    let found = e::table.filter(e::account_id.eq_any(ids)).limit(most).select(e::number);
    let found: Vec<i64> = found.load(tx.db())?;
    i64::try_from(found.len()).map_err(DbError::damaged)
}

/// The income that a posting is for.
pub(in crate::funds) fn income_of(subject: &str) -> Option<IncomeId> {
    subject.strip_prefix("income:").and_then(|id| id.parse().ok())
}

/// The disbursement that a posting is for.
pub(in crate::funds) fn payment_of(subject: &str) -> Option<DisbursementId> {
    subject.strip_prefix("disbursement:").and_then(|id| id.parse().ok())
}

/// As whom somebody asks for names.
fn viewer(actor: Option<&Actor>, fund: &StoredFund) -> Viewer {
    match actor {
        None => Viewer::Public,
        Some(actor) if actor.may(Permission::AuditLedger, &fund.path) => Viewer::Auditor,
        Some(actor) if actor.may(Permission::KeepFunds, &fund.path) => Viewer::Treasurer,
        Some(actor) => Viewer::Person(actor.user),
    }
}

fn income_seen(shown: &Shown, viewer: Viewer, keeper: bool) -> IncomeSeen {
    let (stored, source) = (&shown.income, &shown.income.income.source);
    let seen = source.donor().map(|donor| donor.seen_by(viewer));
    let named = matches!(seen, Some(DonorSeen::Named(_)));
    let document = match source {
        Source::Subsidy { document } => Some(document.to_string()),
        _ => None,
    };
    IncomeSeen {
        id: stored.income.id,
        source: source.kind(),
        donor: shown.donor_name.clone().filter(|_| named),
        anonymous: seen == Some(DonorSeen::Anonymous),
        document,
        note: Some(stored.note.clone()).filter(|note| keeper && !note.is_empty()),
        receipt_number: stored.receipt_number,
    }
}
