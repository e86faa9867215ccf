//! A programme's numbers, as the ledger has them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Text},
};
use domain::{ids::ProgrammeId, ledger::AccountKind, permissions::Actor};

use super::programmes;
use crate::db::{DbError, Key, Tx, on_each};

/// Longest series of days.
const DAYS_MAX: usize = 366;

/// By which step a series goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// By day, the latest [`DAYS_MAX`] on which anything moved.
    Day,
    /// By month.
    Month,
}

/// What moved in a day or a month, or in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// What the programme got, less what went back.
    pub funded: i64,
    /// What was earned, less what was taken back.
    pub issued: i64,
    /// What was redeemed, less what was returned.
    pub redeemed: i64,
    /// What was not spent in time.
    pub expired: i64,
}

impl Moved {
    /// The accounts of a book that tell: all but the wallets, which hold the rest.
    pub(super) const KINDS: [AccountKind; 4] =
        [AccountKind::Source, AccountKind::Budget, AccountKind::Redeemed, AccountKind::Expired];

    /// What of it is in wallets.
    #[must_use]
    pub fn outstanding(&self) -> i64 {
        self.issued - self.redeemed - self.expired
    }

    /// What of it is left of the budget.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.funded - self.issued
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            funded: self.funded + other.funded,
            issued: self.issued + other.issued,
            redeemed: self.redeemed + other.redeemed,
            expired: self.expired + other.expired,
        }
    }

    /// What the amounts of an account tell, or its balance, which is their sum.
    pub(super) fn of(kind: AccountKind, amount: i64) -> Self {
        let nothing = Self::default();
        match kind {
            // What leaves the source is funded; what leaves source and budget together is issued.
            AccountKind::Source => Self { funded: -amount, issued: -amount, ..nothing },
            AccountKind::Budget => Self { issued: -amount, ..nothing },
            AccountKind::Redeemed => Self { redeemed: amount, ..nothing },
            AccountKind::Expired => Self { expired: amount, ..nothing },
            AccountKind::Wallet => nothing,
        }
    }
}

/// A programme's numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// All in all.
    pub total: Moved,
    /// What moved in each step, its first day, and what was in wallets at its end; the earliest first.
    pub series: Vec<(NaiveDate, Moved, i64)>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    day: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// The numbers of a programme that somebody may see. One statement over the ledger's entries, so that the series and the
/// total are of the same moment.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn numbers(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: ProgrammeId,
    step: Step,
) -> Result<Numbers, DbError> {
    programmes::programme(tx, actor, id)?;
    let day = tx.db().town_day("e.at");
    let text = format!(
        "SELECT a.kind AS kind, {day} AS day, CAST(SUM(e.amount) AS BIGINT) AS amount
        FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.book_id = $1 AND a.kind IN ('source', 'budget', 'redeemed', 'expired')
        GROUP BY a.kind, {day}"
    );
    let rows: Vec<Row> = on_each!(tx.db(), |c| sql_query(&text).bind::<Binary, _>(Key(id)).load(c))?;
    let mut steps: BTreeMap<NaiveDate, Moved> = BTreeMap::new();
    let mut total = Moved::default();
    for row in rows {
        let kind = AccountKind::parse(&row.kind).ok_or_else(|| DbError::damaged(&row.kind))?;
        let day: NaiveDate = row.day.parse().map_err(DbError::damaged)?;
        let first = match step {
            Step::Day => day,
            Step::Month => day.with_day(1).unwrap_or(day),
        };
        let moved = Moved::of(kind, row.amount);
        total = total.plus(moved);
        let sum = steps.entry(first).or_default();
        *sum = sum.plus(moved);
    }
    let mut outstanding = 0;
    let mut series: Vec<(NaiveDate, Moved, i64)> = Vec::with_capacity(steps.len());
    for (first, moved) in steps {
        outstanding += moved.outstanding();
        series.push((first, moved, outstanding));
    }
    let surplus = if step == Step::Day { series.len().saturating_sub(DAYS_MAX) } else { 0 };
    series.drain(..surplus);
    Ok(Numbers { total, series })
}
