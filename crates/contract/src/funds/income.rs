//! What comes in: gifts, subsidies, what the community earns.

use chrono::{DateTime, Utc};
use domain::{
    funds::{
        Amount, INCOME_NOTE_CHARS_MAX,
        income::{Channel, DocumentNumber, Form, IncomeState, SourceKind},
    },
    ids::{DonorId, EntryId, FundId, IncomeId, PostingId},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

use super::purpose_code;
use crate::words::{not_blank, text};

/// Where something comes from, with what proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum IncomeSource {
    /// Somebody gave it.
    Donation {
        /// Who.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        donor_id: DonorId,
        /// Whether the public is told who gave it.
        named: bool,
    },
    /// The government gave it.
    Subsidy {
        /// The number of its document.
        document: String,
    },
    /// An enterprise gave it for a use that was agreed on: the purpose.
    Sponsorship {
        /// Which one.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        donor_id: DonorId,
        /// Whether the public is told who gave it.
        named: bool,
        /// The SHA-256 of the agreement.
        #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
        agreement: NodeHash,
    },
    /// The community earned it.
    SelfRaised {},
    /// The bank paid it.
    Interest {},
}

impl Validate for IncomeSource {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let Self::Subsidy { document } = self else { return Ok(()) };
        document_number(document).map_err(|error| {
            let mut errors = ValidationErrors::new();
            errors.add("document", error);
            errors
        })
    }
}

/// A text that is the number of a document.
fn document_number(raw: &str) -> Result<(), ValidationError> {
    let bad = || {
        let mut error = ValidationError::new("document_number");
        error.add_param("max".into(), &DocumentNumber::CHARS_MAX);
        error
    };
    DocumentNumber::new(raw).map(drop).map_err(|_| bad())
}

/// Something that is to come in.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "source": {"kind": "subsidy", "document": "民发〔2027〕12号"}, "form": "money", "amount_fen": 5_000_000,
    "purpose": "education", "channel": "bank", "note": "助学专项补助"
})))]
#[serde(deny_unknown_fields)]
pub struct RegisterIncome {
    /// Where it comes from.
    #[validate(nested)]
    pub source: IncomeSource,
    /// In which form.
    pub form: Form,
    /// How much it is, or is worth.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// What it may be spent on; anything where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
    /// How it comes in; goods at a counter.
    pub channel: Channel,
    /// What it is, in words, for who keeps the books; may be empty.
    #[validate(length(max = INCOME_NOTE_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub note: String,
}

/// A gift of money that the caller promises.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"amount_fen": 10_000, "channel": "counter", "named": true})))]
#[serde(deny_unknown_fields)]
pub struct PromiseDonation {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// What it may be spent on; anything where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
    /// How it will come in.
    pub channel: Channel,
    /// Whether the public is told who gave it.
    pub named: bool,
}

/// What somebody saw at the counter or on the bank's statement.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"reference": "20270105-0001", "amount_fen": 10_000})))]
#[serde(deny_unknown_fields)]
pub struct ConfirmIncome {
    /// The number of the payment, or of the paper with which goods came.
    #[validate(custom(function = "document_number"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub reference: String,
    /// How much came.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
}

/// Why something is cancelled or taken back.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeReason {
    /// In words.
    #[validate(length(min = 1, max = INCOME_NOTE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub reason: String,
}

/// Which of what a fund got or is to get to list; all conditions at once. The latest registered first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListIncome {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<IncomeState>,
    /// Only from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceKind>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// Something that a fund got or is to get, as who keeps the books and who gave it see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Income {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: IncomeId,
    /// Which fund gets it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Where it comes from.
    pub source: IncomeSource,
    /// What its donor is called.
    pub donor_name: Option<String>,
    /// In which form.
    pub form: Form,
    /// How much it is, or is worth.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// What it may be spent on; anything where absent.
    pub purpose: Option<String>,
    /// How it comes in.
    pub channel: Channel,
    /// What it is, in words.
    pub note: String,
    /// Where it stands.
    pub state: IncomeState,
    /// When it was registered.
    pub registered_at: DateTime<Utc>,
    /// The number under which it came.
    pub reference: Option<String>,
    /// When that was confirmed.
    pub received_at: Option<DateTime<Utc>>,
    /// The running number of its receipt.
    pub receipt_number: Option<i64>,
    /// The posting by which the fund has it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub posting_id: Option<PostingId>,
    /// The journal entry that tells of that: see its proof.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub entry_id: Option<EntryId>,
    /// When it was cancelled or taken back.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
    /// The posting that took it back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub reversal_id: Option<PostingId>,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// Something that the caller gave or promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyDonation {
    /// What the fund is called.
    pub fund_name: String,
    /// What was given.
    pub income: Income,
}
