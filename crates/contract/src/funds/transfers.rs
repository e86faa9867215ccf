//! Money that moves between the purposes of a fund.

use chrono::{DateTime, Utc};
use domain::{
    funds::Amount,
    ids::{EntryId, FundId, IncomeId, PostingId, ResolutionId, TransferId},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationErrors};

use super::purpose_code;

/// Money to be moved, by a decision of the committee about that purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"kind": "earmark", "purpose": "elders", "amount_fen": 500_000,
    "resolution_id": "0192c7a8-0000-7000-8000-000000000001"})))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum MakeTransfer {
    /// Set aside what nobody restricted.
    Earmark {
        /// For what.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        amount_fen: Amount,
        /// By which decision.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        resolution_id: ResolutionId,
    },
    /// Free again what the committee had set aside.
    Release {
        /// For what it was set aside.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        amount_fen: Amount,
        /// By which decision.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        resolution_id: ResolutionId,
    },
    /// Use for something else what a donor lets go of.
    Lifting {
        /// Of which gift.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        income_id: IncomeId,
        /// The new purpose; any where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purpose: Option<String>,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        amount_fen: Amount,
        /// The SHA-256 of the donor's consent.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        consent: NodeHash,
        /// By which decision.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        resolution_id: ResolutionId,
    },
}

impl Validate for MakeTransfer {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let (Self::Earmark { purpose, .. }
        | Self::Release { purpose, .. }
        | Self::Lifting { purpose: Some(purpose), .. }) = self
        else {
            return Ok(());
        };
        purpose_code(purpose).map_err(|error| {
            let mut errors = ValidationErrors::new();
            errors.add("purpose", error);
            errors
        })
    }
}

/// Why money moved between purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// The committee set it aside.
    Earmark,
    /// It freed it again.
    Release,
    /// Its donor let go of it, and the committee decided so.
    Lifting,
}

/// Money that moved between the purposes of a fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundTransfer {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TransferId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Why.
    pub kind: TransferKind,
    /// What it was for; anything where absent.
    pub from_purpose: Option<String>,
    /// What it is for now; anything where absent.
    pub to_purpose: Option<String>,
    /// How much, in fen.
    pub amount_fen: i64,
    /// By which decision of the committee.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub resolution_id: ResolutionId,
    /// Of which gift; for who keeps or audits the books.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub income_id: Option<IncomeId>,
    /// The posting that moved it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
    /// The journal entry that tells of it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub entry_id: EntryId,
    /// When.
    pub at: DateTime<Utc>,
}
