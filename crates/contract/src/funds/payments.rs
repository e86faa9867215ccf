//! Paying on line.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    funds::{
        Amount, DONOR_NAME_CHARS_MAX, INCOME_NOTE_CHARS_MAX, REFUND_REASON_CHARS_MAX,
        payments::{DifferenceKind, PaymentChannel, PaymentState, RefundState},
    },
    ids::{FundId, IncomeId, PaymentDifferenceId, PaymentIntentId},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::purpose_code;
use crate::words::{not_blank, text};

/// The header that shows a payment to whoever began it without an account.
pub const PAYMENT_TOKEN_HEADER: &str = "payment-token";

/// A gift that somebody is about to pay on line.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "channel": "wechat", "amount_fen": 10_000, "donor_name": "热心居民", "named": false, "message": ""
})))]
#[serde(deny_unknown_fields)]
pub struct BeginPayment {
    /// Through whom; the settings say which are there.
    pub channel: PaymentChannel,
    /// How much; at most 100 million yuan.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// What it may be spent on; anything where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
    /// What its giver is called, for the receipt and for who keeps the books. Needed of those who are not signed in; of others their
    /// own name counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = DONOR_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub donor_name: Option<String>,
    /// Whether the public is told who gave it.
    pub named: bool,
    /// Words for who keeps the books; may be empty.
    #[validate(length(max = INCOME_NOTE_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub message: String,
}

/// A payment on line, as who pays and who keeps the books see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = FundPayment))]
pub struct Payment {
    /// Its id; without dashes the order's number at the provider.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PaymentIntentId,
    /// Which fund it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Through whom.
    pub channel: PaymentChannel,
    /// How much.
    pub amount_fen: i64,
    /// What it may be spent on; anything where absent.
    pub purpose: Option<String>,
    /// What its giver is called.
    pub donor_name: String,
    /// Whether the public is told.
    pub named: bool,
    /// Words that came with it.
    pub message: String,
    /// Where it stands.
    pub state: PaymentState,
    /// When it was begun.
    pub opened_at: DateTime<Utc>,
    /// Until when it can be paid.
    pub expires_at: DateTime<Utc>,
    /// What the QR code says that the payer's app scans, while it can be paid.
    pub code: Option<String>,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
    /// The provider's number of the payment.
    pub transaction: Option<String>,
    /// The income that it was booked as.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub income_id: Option<IncomeId>,
    /// The running number of its receipt.
    pub receipt_number: Option<i64>,
    /// What went back, or is to, in the order of the numbers. At most 50.
    pub refunds: Vec<PaymentRefund>,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// Money that goes back to who paid it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentRefund {
    /// Its number at the provider.
    pub number: String,
    /// How much.
    pub amount_fen: i64,
    /// How far it got.
    pub state: RefundState,
    /// Why; empty where it was made in the provider's own pages.
    pub reason: String,
    /// When it was wanted, or told of.
    pub wanted_at: DateTime<Utc>,
    /// When the money was back.
    pub refunded_at: Option<DateTime<Utc>>,
    /// With which code the provider last refused, for who keeps the books: it is asked again.
    pub fault: Option<String>,
}

/// A payment that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentBegun {
    /// The payment.
    #[serde(flatten)]
    pub payment: Payment,
    /// What shows it to whoever has it: the header `Payment-Token` of later requests. To be kept secret.
    pub token: String,
}

/// Which payments to list; all conditions at once. The latest begun first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListPayments {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<PaymentState>,
    /// Only through this provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<PaymentChannel>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// Why a payment goes back.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"reason": "捐赠人申请退回"})))]
#[serde(deny_unknown_fields)]
pub struct RefundPayment {
    /// In words, which its payer reads in the provider's app.
    #[validate(length(min = 1, max = REFUND_REASON_CHARS_MAX), custom(function = "one_line"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20))]
    pub reason: String,
}

/// Words on one line.
fn one_line(raw: &str) -> Result<(), validator::ValidationError> {
    if raw.contains('\n') { Err(validator::ValidationError::new("not_text")) } else { not_blank(raw) }
}

/// Which differences to list. The latest found first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListPaymentDifferences {
    /// Only answered ones, or only others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<bool>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// Something in which a provider's bill of a day and the payments here do not agree. What is ours or theirs is absent where that side has
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentDifference {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PaymentDifferenceId,
    /// Whose bill it is.
    pub channel: PaymentChannel,
    /// Of which day of Beijing.
    pub day: NaiveDate,
    /// In what they differ.
    pub kind: DifferenceKind,
    /// The payment here; absent where the order is nobody's here.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub payment_id: Option<PaymentIntentId>,
    /// The order's number.
    pub order: String,
    /// The refund's number; absent for a payment.
    pub refund: Option<String>,
    /// How much here.
    pub ours_fen: Option<i64>,
    /// How much there.
    pub theirs_fen: Option<i64>,
    /// The provider's number here.
    pub ours_transaction: Option<String>,
    /// The provider's number there.
    pub theirs_transaction: Option<String>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// What became of it, in somebody's words.
    pub note: Option<String>,
    /// Whose words.
    pub answered_by: Option<String>,
    /// When they were said.
    pub answered_at: Option<DateTime<Utc>>,
}

/// What became of a difference.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"note": "当日零点前后支付，次日账单已有。"})))]
#[serde(deny_unknown_fields)]
pub struct AnswerPaymentDifference {
    /// In words.
    #[validate(length(min = 1, max = INCOME_NOTE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub note: String,
}
