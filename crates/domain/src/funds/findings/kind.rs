//! What can be found, and how bad it is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::DisbursementId;

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = FindingSeverity))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// To be looked at.
    Low,
    /// To be explained.
    Medium,
    /// Against the rules, if it is what it looks like.
    High,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = FindingKind))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Proposer, approver and payer are not three different people, or somebody is missing.
    FourEyes,
    /// Whoever approved it is among those who are paid.
    PayeeApproves,
    /// Several payments to the same payee within some days come to more than the limit, each of them below it.
    SplitPayments,
    /// An invoice's number was paid before.
    InvoiceNumberTwice,
    /// An invoice's picture was paid before.
    InvoiceImageTwice,
    /// An amount is rounder than prices are.
    RoundAmount,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::FourEyes,
        Self::PayeeApproves,
        Self::SplitPayments,
        Self::InvoiceNumberTwice,
        Self::InvoiceImageTwice,
        Self::RoundAmount,
    ];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FourEyes => "four_eyes",
            Self::PayeeApproves => "payee_approves",
            Self::SplitPayments => "split_payments",
            Self::InvoiceNumberTwice => "invoice_number_twice",
            Self::InvoiceImageTwice => "invoice_image_twice",
            Self::RoundAmount => "round_amount",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::FourEyes | Self::PayeeApproves | Self::InvoiceNumberTwice | Self::InvoiceImageTwice => {
                Severity::High
            }
            Self::SplitPayments => Severity::Medium,
            Self::RoundAmount => Severity::Low,
        }
    }
}

/// What a detector found. Kind and disbursements make it: found again, it is the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Found {
    /// What.
    pub kind: Kind,
    /// The facts behind it.
    pub disbursements: BTreeSet<DisbursementId>,
}

impl Found {
    /// Something about these.
    #[must_use]
    pub fn new(kind: Kind, disbursements: impl IntoIterator<Item = DisbursementId>) -> Self {
        Self { kind, disbursements: disbursements.into_iter().collect() }
    }
}
