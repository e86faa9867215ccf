//! Reading what moved between purposes. Everybody does, once the fund is open.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{EntryId, FundId, IncomeId, PostingId, ResolutionId, TransferId},
    ledger::Purpose,
    permissions::Actor,
};

use crate::{
    db::{DbError, Key, Tx, schema::fund_transfers as t},
    funds::{Page, keeps, visible},
};

/// Why money moved between purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The committee set it aside.
    Earmark,
    /// It freed it again.
    Release,
    /// Its donor let go of it, and the committee decided so.
    Lifting,
}

impl Kind {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Earmark => "earmark",
            Self::Release => "release",
            Self::Lifting => "lifting",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Earmark, Self::Release, Self::Lifting].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Money that moved between purposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTransfer {
    /// Its id.
    pub id: TransferId,
    /// Why.
    pub kind: Kind,
    /// What it was for; none where it was free.
    pub from: Option<Purpose>,
    /// What it is for now; none where it is free.
    pub to: Option<Purpose>,
    /// How much, in fen.
    pub fen: i64,
    /// By which decision.
    pub resolution: ResolutionId,
    /// Of which gift; for who keeps or audits the books.
    pub income: Option<IncomeId>,
    /// The posting that moved it.
    pub posting: PostingId,
    /// The journal entry that tells of it.
    pub entry: EntryId,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<TransferId>,
    kind: String,
    from_purpose: Option<String>,
    to_purpose: Option<String>,
    amount_fen: i64,
    resolution_id: Key<ResolutionId>,
    income_id: Option<Key<IncomeId>>,
    posting_id: Key<PostingId>,
    entry_id: Key<EntryId>,
    made_at: NaiveDateTime,
}

/// What moved between the purposes of a fund, the latest first.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    fund: FundId,
    page: Page<TransferId>,
) -> Result<Vec<StoredTransfer>, DbError> {
    let stored = visible(tx, actor, fund)?;
    let keeper = actor.is_some_and(|actor| keeps(actor, &stored.path));
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(|row| row.read(keeper)).collect()
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund or transfer, or not for the caller.
pub fn transfer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    id: TransferId,
) -> Result<StoredTransfer, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    let of = t::table.find(Key(id)).filter(t::fund_id.eq(Key(fund)));
    let row: Row = of.select(Row::as_select()).first(tx.db())?;
    row.read(keeps(actor, &stored.path))
}

impl Row {
    /// As it is shown to who keeps or audits the books, or to others.
    fn read(self, keeper: bool) -> Result<StoredTransfer, DbError> {
        let purpose = |code: Option<String>| {
            code.map(|code| Purpose::parse(&code)).transpose().map_err(DbError::damaged)
        };
        Ok(StoredTransfer {
            id: self.id.0,
            kind: Kind::parse(&self.kind).ok_or_else(|| DbError::damaged(&self.kind))?,
            from: purpose(self.from_purpose)?,
            to: purpose(self.to_purpose)?,
            fen: self.amount_fen,
            resolution: self.resolution_id.0,
            income: self.income_id.map(|Key(id)| id).filter(|_| keeper),
            posting: self.posting_id.0,
            entry: self.entry_id.0,
            at: self.made_at.and_utc(),
        })
    }
}
