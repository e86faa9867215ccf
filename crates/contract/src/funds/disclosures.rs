//! Accounts of a fund's periods to the public.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    funds::{DISCLOSURE_NOTE_CHARS_MAX, Disclosed, Period, PeriodState, Signatory},
    ids::{DisclosureId, FundId},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::words::text;

/// A period whose account ought to have been published and is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverduePeriod {
    /// Its first day.
    pub from: NaiveDate,
    /// The day after its last.
    pub until: NaiveDate,
    /// The day on which its account was due.
    pub due_on: NaiveDate,
}

impl From<Period> for OverduePeriod {
    fn from(Period { from, until, due_on }: Period) -> Self {
        Self { from, until, due_on }
    }
}

/// The periods of a fund, the latest first: none is left out, and at most a hundred years of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundPeriods {
    /// The periods.
    pub items: Vec<FundPeriod>,
}

/// A period of a fund, and where its account stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundPeriod {
    /// Its first day.
    pub from: NaiveDate,
    /// The day after its last.
    pub until: NaiveDate,
    /// The day on which its account is due.
    pub due_on: NaiveDate,
    /// Where its account stands. One that is overdue says so whatever is prepared.
    pub state: PeriodState,
    /// Whether the account is late, or was published late.
    pub late: bool,
    /// On which day it was published.
    pub published_on: Option<NaiveDate>,
    /// The account, where there is one that the caller may read.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub disclosure_id: Option<DisclosureId>,
    /// As whom it was signed, where the caller may read it.
    pub signed_by: Vec<Signatory>,
}

/// The account of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclosure {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: DisclosureId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// The day on which it is due.
    pub due_on: NaiveDate,
    /// Where it stands.
    pub state: PeriodState,
    /// Whether it is late, or was published late.
    pub late: bool,
    /// On which day it was published.
    pub published_on: Option<NaiveDate>,
    /// When it was written.
    pub prepared_at: DateTime<Utc>,
    /// Who signed it, by what they are.
    pub signatures: Vec<DisclosureSignature>,
    /// What it says.
    pub content: Disclosed,
    /// The same as the text that is signed.
    pub document: String,
    /// The SHA-256 of that text, in UTF-8.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub document_hash: NodeHash,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// That somebody signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisclosureSignature {
    /// As whom.
    pub signatory: Signatory,
    /// When.
    pub at: DateTime<Utc>,
}

/// Which period to write the account of.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "from": "2027-01-01", "note": "本季度支出主要用于助学。"
})))]
#[serde(deny_unknown_fields)]
pub struct PrepareDisclosure {
    /// The first day of the period.
    pub from: NaiveDate,
    /// Words to the public; may be empty.
    #[validate(length(max = DISCLOSURE_NOTE_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub note: String,
}

/// A signature.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "signatory": "auditor", "document_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
})))]
#[serde(deny_unknown_fields)]
pub struct SignDisclosure {
    /// As whom.
    pub signatory: Signatory,
    /// The hash of what was read.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub document_hash: NodeHash,
}
