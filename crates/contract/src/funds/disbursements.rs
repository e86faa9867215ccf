//! Money that leaves a fund, as it is asked for and as it is read.

use chrono::{DateTime, Utc};
use domain::{
    funds::{
        Amount, DISBURSEMENT_REASON_CHARS_MAX, DISBURSEMENT_TITLE_CHARS_MAX,
        disbursements::{
            DisbursementAction, DisbursementStateName, InvoiceNumber, NewDisbursement, PayeeKind,
        },
        income::DocumentNumber,
    },
    ids::{
        DisbursementId, EntryId, FundId, PayeeId, PayoutId, PhotoId, PostingId, ProjectId, ResolutionId,
        SettlementId,
    },
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{payees::payee_name, purpose_code};
use crate::words::not_blank;

/// An invoice to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteInvoice {
    /// Its number; of older ones code and number together. Spaces, dashes and case make no other number of it.
    #[validate(custom(function = "invoice_number"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub number: String,
    /// Who wrote it.
    #[validate(custom(function = "payee_name"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub seller: String,
    /// What it asks for.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// Its picture, which the caller uploaded.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub photo_id: PhotoId,
}

fn invoice_number(raw: &str) -> Result<(), ValidationError> {
    let bad = || {
        let mut error = ValidationError::new("invoice_number");
        error.add_param("max".into(), &InvoiceNumber::CHARS_MAX);
        error
    };
    InvoiceNumber::new(raw).map(drop).map_err(|_| bad())
}

fn most_invoices(all: &[WriteInvoice]) -> Result<(), ValidationError> {
    if all.len() <= NewDisbursement::INVOICES_MAX {
        return Ok(());
    }
    let mut error = ValidationError::new("too_many");
    error.add_param("max".into(), &NewDisbursement::INVOICES_MAX);
    Err(error)
}

/// Money that somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "重阳慰问米油", "line": 1, "payee_id": "0197a1b2-7c00-7000-8000-000000000000", "amount_fen": 80_000,
    "invoices": [{"number": "24312000000012345678", "seller": "便民超市", "amount_fen": 80_000,
        "photo_id": "0197a1b2-7c00-7000-8000-000000000001"}]
})))]
#[serde(deny_unknown_fields)]
pub struct ProposeDisbursement {
    /// What it pays, in words that everybody reads.
    #[validate(length(min = 1, max = DISBURSEMENT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// For which project; on a line of the fund's own budget where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub project_id: Option<ProjectId>,
    /// On which line of that budget.
    #[validate(range(min = 1, max = 50))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50))]
    pub line: u16,
    /// For which milestone of the project, from 0: of projects, and of nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(max = 19))]
    #[cfg_attr(feature = "openapi", schema(maximum = 19))]
    pub milestone: Option<u16>,
    /// Out of money that is restricted to this; out of free money where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
    /// By which decision of the committee; needed for projects, and above the charter's amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub resolution_id: Option<ResolutionId>,
    /// To whom.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub payee_id: PayeeId,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// What it pays, 1 to 50; an instalment that is paid ahead may come before them.
    #[serde(default)]
    #[validate(custom(function = "most_invoices"), nested)]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub invoices: Vec<WriteInvoice>,
}

/// The number of a payment.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"reference": "20270105-0001"})))]
#[serde(deny_unknown_fields)]
pub struct PayDisbursement {
    /// Under which the bank, or the counter, has it.
    #[validate(custom(function = "payment_number"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub reference: String,
}

fn payment_number(raw: &str) -> Result<(), ValidationError> {
    let bad = || {
        let mut error = ValidationError::new("document_number");
        error.add_param("max".into(), &DocumentNumber::CHARS_MAX);
        error
    };
    DocumentNumber::new(raw).map(drop).map_err(|_| bad())
}

/// Why something is not paid, or booked back.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"reason": "账号有误，银行退回"})))]
#[serde(deny_unknown_fields)]
pub struct DisbursementReason {
    /// In words; of what is booked back everybody reads them.
    #[validate(length(min = 1, max = DISBURSEMENT_REASON_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}

/// Which disbursements to list; all conditions at once. The latest proposed first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListDisbursements {
    /// Only those out of this fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub fund_id: Option<FundId>,
    /// Only those for this project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub project_id: Option<ProjectId>,
    /// Only those to this payee; of people only for who is inside the fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub payee_id: Option<PayeeId>,
    /// Only the awards that were proposed together as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub payout_id: Option<PayoutId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<DisbursementStateName>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// Who is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisbursementPayee {
    /// Which payee; of a person for who is inside the fund alone.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub id: Option<PayeeId>,
    /// A person, an organisation or an area.
    pub kind: PayeeKind,
    /// What it is called; the public reads of a person the first character and no more.
    #[cfg_attr(feature = "openapi", schema(example = "测**"))]
    pub name: String,
}

/// A disbursement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisbursementSummary {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: DisbursementId,
    /// Out of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// What it pays.
    pub title: String,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// Out of money that is restricted to this; out of free money where absent.
    pub purpose: Option<String>,
    /// For which project.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub project_id: Option<ProjectId>,
    /// What that is called.
    pub project_title: Option<String>,
    /// On which line of its budget, or of the fund's own.
    pub line: u16,
    /// For which milestone of the project, from 0.
    pub milestone: Option<usize>,
    /// By which decision of the committee.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub resolution_id: Option<ResolutionId>,
    /// Which settlement's award it pays.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub settlement_id: Option<SettlementId>,
    /// Together with which other awards it was proposed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub payout_id: Option<PayoutId>,
    /// To whom.
    pub payee: DisbursementPayee,
    /// Where it stands.
    pub state: DisbursementStateName,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisbursementStep {
    /// To which state it led.
    pub to: DisbursementStateName,
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it, for who is inside the fund.
    pub by: Option<String>,
}

/// An invoice that is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisbursementInvoice {
    /// Its number, as numbers are compared.
    pub number: String,
    /// Who wrote it.
    pub seller: String,
    /// What it asks for.
    pub amount_fen: i64,
    /// Its picture.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub photo_id: PhotoId,
}

/// A disbursement with its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disbursement {
    /// What a list tells of it.
    #[serde(flatten)]
    pub summary: DisbursementSummary,
    /// What the line of the budget is called.
    pub line_title: Option<String>,
    /// The steps that were taken, in their order.
    pub steps: Vec<DisbursementStep>,
    /// The number of the payment, for who is inside the fund.
    pub reference: Option<String>,
    /// Why it was refused or booked back.
    pub reason: Option<String>,
    /// Whether it is refused because the committee ended its project early; nobody refused it then.
    pub project_ended: bool,
    /// How many invoices it pays.
    pub invoice_count: usize,
    /// What it pays, for who is inside the fund.
    pub invoices: Option<Vec<DisbursementInvoice>>,
    /// The posting that holds its money, or moved it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub posting_id: Option<PostingId>,
    /// The journal entry that tells of that.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub entry_id: Option<EntryId>,
    /// The posting that brought it back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub reversal_id: Option<PostingId>,
    /// Which steps the caller could take.
    pub actions: Vec<DisbursementAction>,
}
