//! The bank's side of a fund's books. The upload is `multipart/form-data`.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{DisbursementId, FundId, IncomeId, PostingId, StatementId, StatementLineId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The upload form's field with the file.
pub const STATEMENT_FILE_FIELD: &str = "file";

/// Which statements to list, the latest imported first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListBankStatements {
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// A bank's statement, as it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankStatement {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: StatementId,
    /// The day of its first line.
    pub first_day: NaiveDate,
    /// The day of its last.
    pub last_day: NaiveDate,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them were known from other statements.
    pub known: i64,
    /// What the bank says was there before it, in fen; absent where the file has no balance.
    pub opening_fen: Option<i64>,
    /// What it says was there after it.
    pub closing_fen: Option<i64>,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
}

/// What importing a file did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankStatementImport {
    /// The statement; absent where lines have to be mended first, and nothing was kept.
    pub statement: Option<BankStatement>,
    /// Whether this very file was imported before: then it changed nothing.
    pub again: bool,
    /// How many lines were found in the books by it.
    pub matched: u64,
    /// How many lines cannot be used.
    pub bad_lines_total: u64,
    /// The first 1,000 of them.
    pub bad_lines: Vec<BadBankLine>,
}

/// A line of a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BadBankLine {
    /// The line in the file, from 1.
    pub line: u32,
    /// The column's letter, as in a spreadsheet, where one cell is to blame.
    pub column: Option<String>,
    /// The stable code of the rule.
    pub code: String,
    /// What is wrong and what is right, in the caller's language.
    pub detail: String,
}

/// Which lines of the bank to list; all conditions at once. The latest day first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListBankLines {
    /// Only those that were new in this statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub statement_id: Option<StatementId>,
    /// Only those that belong to a posting, or only those that do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<bool>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 80))]
    pub after: Option<String>,
}

/// How a line was found to belong to a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BankMatch {
    /// By the number of the payment, or by the amount and the day, where nothing else fits.
    Found,
    /// Somebody said so.
    Hand,
}

/// A line of a bank's statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankLine {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: StatementLineId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// In which statement it was new.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub statement_id: StatementId,
    /// Its number in that file, from 1.
    pub line: i64,
    /// The bank's day.
    pub day: NaiveDate,
    /// What came, or went where it is below nothing, in fen.
    pub fen: i64,
    /// What was there after it, in fen, where the bank says so.
    pub balance_fen: Option<i64>,
    /// The bank's number of it.
    pub serial: String,
    /// The payment's number, where the bank tells one.
    pub reference: Option<String>,
    /// Who paid, or was paid, in the bank's words.
    pub counterparty: String,
    /// What the bank says of it.
    pub memo: String,
    /// How it was found to belong to its posting.
    pub how: Option<BankMatch>,
    /// The posting that it belongs to.
    pub posting: Option<CashPosting>,
}

/// What to list of the books that no line of the bank's belongs to. The latest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListUnbankedPostings {
    /// Only of this amount, whenever it was booked: what a line could belong to. Absent: what was booked in the days of the
    /// statements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fen: Option<i64>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 80))]
    pub after: Option<String>,
}

/// A posting of the books that moved a fund's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CashPosting {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PostingId,
    /// What it is: `funds.income`.
    pub kind: String,
    /// When it was booked.
    pub at: DateTime<Utc>,
    /// What came, or went where it is below nothing, in fen.
    pub fen: i64,
    /// What came in by it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub income_id: Option<IncomeId>,
    /// What was paid by it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub disbursement_id: Option<DisbursementId>,
    /// What that is called, or said to be.
    pub title: String,
    /// The payment's number.
    pub reference: Option<String>,
}

/// What is on one side alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconciliationSide {
    /// How many.
    pub count: i64,
    /// What they come to, in fen.
    pub fen: i64,
}

/// How far the bank's statements and the books agree at the end of the last day of them, to the fen:
/// `difference_fen = only_bank + booked_later - only_books + unexplained`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconciliationStanding {
    /// The first day of the statements.
    pub first_day: NaiveDate,
    /// Their last.
    pub last_day: NaiveDate,
    /// What the bank says was there at the end of it, in fen; absent where its files have no balance.
    pub bank_fen: Option<i64>,
    /// What the books say, in fen.
    pub books_fen: i64,
    /// How much more the bank has, in fen.
    pub difference_fen: Option<i64>,
    /// Lines of the bank that belong to nothing in the books.
    pub only_bank: ReconciliationSide,
    /// Postings of these days that no line belongs to.
    pub only_books: ReconciliationSide,
    /// What had come or gone by the bank and was booked after the last day.
    pub booked_later: ReconciliationSide,
    /// What all of that does not explain, in fen: money of before the first statement, or of days that no statement is about.
    pub unexplained_fen: Option<i64>,
}

/// How far the bank and the books agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundReconciliation {
    /// Where it stands; absent before the first statement.
    pub standing: Option<ReconciliationStanding>,
}

/// What looking again found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reconciled {
    /// How many lines have a posting now that had none.
    pub matched: u64,
    /// Where it stands; absent before the first statement.
    pub standing: Option<ReconciliationStanding>,
}

/// Which posting a line belongs to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"posting_id": "0192c7a8-0000-7000-8000-000000000001"})))]
#[serde(deny_unknown_fields)]
pub struct MatchBankLine {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
}
