//! What everybody reads of a fund's books.

use chrono::{DateTime, Utc};
use domain::{
    funds::{Part, income::SourceKind},
    ids::{DisbursementId, EntryId, FundId, IncomeId, PostingId},
};
use serde::{Deserialize, Serialize};

/// The word for money that nobody restricted, in queries.
pub const FREE_PURPOSE: &str = "-";

/// What a fund has, got and spent, as the ledger has it at this moment. `cash_fen = opening_fen + income_fen - expense_fen` and
/// `goods_fen = in_kind_fen - handed_out_fen`; each of them is the sum of what `list_fund_postings` shows for its part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundTotals {
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// When these were read.
    pub at: DateTime<Utc>,
    /// Money in hand.
    pub cash_fen: i64,
    /// What of that is promised already.
    pub held_fen: i64,
    /// What was there when the books began.
    pub opening_fen: i64,
    /// What came in, less what was taken back.
    pub income_fen: i64,
    /// What was spent, less what came back.
    pub expense_fen: i64,
    /// Goods in hand, by their value: in none of the above.
    pub goods_fen: i64,
    /// What came in as goods, less what was taken back.
    pub in_kind_fen: i64,
    /// Goods that were handed out.
    pub handed_out_fen: i64,
    /// The same by source, in the order of the sources that gave anything.
    pub sources: Vec<SourceTotal>,
    /// The same by purpose: first what is free, then in the order of their codes.
    pub purposes: Vec<PurposeTotal>,
}

/// What came from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceTotal {
    /// Which.
    pub source: SourceKind,
    /// In money.
    pub income_fen: i64,
    /// In kind.
    pub in_kind_fen: i64,
}

/// What there is for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PurposeTotal {
    /// Which; anything where absent.
    pub purpose: Option<String>,
    /// Money in hand.
    pub cash_fen: i64,
    /// What was there when the books began.
    pub opening_fen: i64,
    /// What came in.
    pub income_fen: i64,
    /// What was spent.
    pub expense_fen: i64,
    /// What decisions of the committee moved here from other purposes, less what they moved away.
    pub moved_fen: i64,
    /// Goods in hand, by their value.
    pub goods_fen: i64,
    /// What came in as goods.
    pub in_kind_fen: i64,
    /// Goods that were handed out.
    pub handed_out_fen: i64,
}

/// Behind which total the postings are; all conditions at once. The latest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListFundPostings {
    /// Of this part of the books; money in hand where absent.
    #[serde(default = "cash")]
    pub part: Part,
    /// Only from this source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceKind>,
    /// Only for this purpose; `-` for what is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 40))]
    pub purpose: Option<String>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 100))]
    pub after: Option<String>,
}

const fn cash() -> Part {
    Part::Cash
}

impl Default for ListFundPostings {
    fn default() -> Self {
        Self { part: Part::Cash, source: None, purpose: None, limit: None, after: None }
    }
}

/// What a posting did to a total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundPosting {
    /// The posting.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "funds.income"))]
    pub kind: String,
    /// Of which part of the books.
    pub part: Part,
    /// Where it came from.
    pub source: Option<SourceKind>,
    /// What it may be spent on; anything where absent.
    pub purpose: Option<String>,
    /// By how much the total grew.
    pub amount_fen: i64,
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
    /// What came in by it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub income_id: Option<IncomeId>,
    /// What was paid by it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub disbursement_id: Option<DisbursementId>,
    /// What that paid, in words.
    pub title: Option<String>,
    /// To whom; of a person no more than the public is told, but to who is inside the fund.
    pub payee: Option<String>,
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
