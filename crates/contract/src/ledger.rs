//! The ledger on the wire: accounts, statements, postings, proofs.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, LedgerAccountId, PostingId},
    ledger::{AccountKind, AccountState, OwnerKind, Unit},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate;

use crate::page::PageQuery;

/// Longest reason for freezing, thawing or closing an account.
pub const REASON_CHARS_MAX: u64 = 500;

/// An account and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerAccount {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: LedgerAccountId,
    /// In whose books: the id of a programme or a fund.
    pub book_id: Uuid,
    /// What the programme or fund is called, where the caller may know.
    pub book_name: Option<String>,
    /// What it is for.
    pub kind: AccountKind,
    /// What kind of owner it has.
    pub owner_kind: OwnerKind,
    /// Its owner: a person, a household, a provider, or the book itself.
    pub owner_id: Uuid,
    /// What the owner is called.
    pub owner_name: Option<String>,
    /// Where it belongs.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub area_path: AreaPath,
    /// What it counts.
    pub unit: Unit,
    /// What it may never go below; none for the side from which everything comes in.
    pub floor: Option<i64>,
    /// What its content may be spent on; anything where absent.
    pub purpose: Option<String>,
    /// What tells it from others of the same kind in its book: `income:donation/education`; of a fund's accounts alone.
    pub code: Option<String>,
    /// Whether it takes part in postings.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "open"))]
    pub state: AccountState,
    /// The sum of its entries.
    pub balance: i64,
    /// What pending postings will take out.
    pub held: i64,
    /// What pending postings will bring.
    pub coming: i64,
    /// What can be taken out now; none where there is no floor.
    pub available: Option<i64>,
    /// How many entries it has.
    pub entries: i64,
    /// Since when it is there.
    pub opened_at: DateTime<Utc>,
    /// When its last entry was made.
    pub last_at: Option<DateTime<Utc>>,
}

/// An account with what makes its balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExplainedAccount {
    /// The account.
    pub account: LedgerAccount,
    /// Why its balance is what it is: what the postings of each kind sum to. Together they are the balance.
    pub parts: Vec<BalancePart>,
    /// What is pending, the newest first; at most 100.
    pub pending: Vec<PendingLine>,
}

/// What the postings of one kind make of a balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BalancePart {
    /// The kind.
    #[cfg_attr(feature = "openapi", schema(example = "points.claim"))]
    pub kind: String,
    /// How many entries.
    pub entries: i64,
    /// What they sum to.
    pub sum: i64,
}

/// What is pending for an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingLine {
    /// The posting.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
    /// By how much the balance will grow.
    pub amount: i64,
    /// What it is.
    pub kind: String,
    /// What it is for.
    pub subject: String,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// Until when it can be committed.
    pub until: Option<DateTime<Utc>>,
}

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementLine {
    /// The how many-th entry of the account it is, from 1.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// By how much the balance grew.
    pub amount: i64,
    /// The balance after it.
    pub balance: i64,
    /// The posting that it is of.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
    /// What that is.
    #[cfg_attr(feature = "openapi", schema(example = "points.claim"))]
    pub kind: String,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(example = "claim:01920000-0000-7000-8000-000000000000"))]
    pub subject: String,
    /// Which posting it takes back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub reverses_id: Option<PostingId>,
    /// Which posting takes it back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub reversed_by_id: Option<PostingId>,
    /// The journal entry that tells of it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub entry_id: EntryId,
}

/// Where a posting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PostingStanding {
    /// It holds what it will move.
    Pending,
    /// It counts, for good.
    Committed,
    /// It never counted.
    Voided,
}

/// A posting with what it does to each account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerPosting {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PostingId,
    /// Where it stands.
    pub state: PostingStanding,
    /// Until when it can be committed, where it is pending.
    pub until: Option<DateTime<Utc>>,
    /// What it counts.
    pub unit: Unit,
    /// What is taken out is spent on this.
    pub purpose: Option<String>,
    /// What it is.
    pub kind: String,
    /// What it is for.
    pub subject: String,
    /// Which posting it takes back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub reverses_id: Option<PostingId>,
    /// Which posting takes it back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub reversed_by_id: Option<PostingId>,
    /// The journal entry that tells of it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub entry_id: EntryId,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was committed or voided.
    pub settled_at: Option<DateTime<Utc>>,
    /// What it does to each account; together zero.
    pub entries: Vec<PostingEntry>,
}

/// What a posting does to one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostingEntry {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub account_id: LedgerAccountId,
    /// What it is for.
    pub kind: AccountKind,
    /// What its owner is called, for who sees the books, and whose it is.
    pub owner_name: Option<String>,
    /// By how much its balance grows.
    pub amount: i64,
}

/// Which accounts to list: the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListLedgerAccounts {
    /// Only in this area and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Only of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: Option<AccountKind>,
    /// Only in the books of this programme or fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub book_id: Option<Uuid>,
    /// Only of this owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<Uuid>,
    /// Only in this state: `open`, `frozen`, `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<AccountState>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 40))]
    pub after: Option<String>,
}

/// Which page of a statement: the newest line first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListStatement {
    /// Only lines of postings of this kind: a part of the balance, see [`BalancePart`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub kind: Option<String>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

impl ListLedgerAccounts {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

impl ListStatement {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// When to look.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct BalanceQuery {
    /// Just after this moment.
    pub at: DateTime<Utc>,
}

/// A balance at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BalanceAt {
    /// The moment.
    pub at: DateTime<Utc>,
    /// What had been committed by then.
    pub balance: i64,
}

/// Why an account is frozen, thawed or closed.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountReason {
    /// In words; it stands in the journal.
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500, example = "核对兑换记录"))]
    pub reason: String,
}

/// In which format to take a book out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BookFormat {
    /// Plain-text accounting, for beancount.
    Beancount,
    /// A table with one line for each entry.
    Csv,
    /// What describes that table: a Data Package to be put beside it.
    DataPackage,
}

/// How to take a book out.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ExportBook {
    /// The format.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub format: BookFormat,
}
