//! Wallets and what happened in them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AreaId, ClaimId, EntryId, GiftId, LedgerAccountId, PostingId, ProgrammeId, RedemptionId},
    points::{GiftRules, ProgrammeState, WalletKind},
};
use serde::{Deserialize, Serialize};

/// The caller's wallets, of each programme in whose area they live, the latest programme's first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wallets {
    /// The wallets.
    pub items: Vec<Wallet>,
}

/// A wallet of a person or a household in a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wallet {
    /// The ledger's account; absent while nothing was earned.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub account_id: Option<LedgerAccountId>,
    /// In which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// What the programme is called.
    pub programme_name: String,
    /// Where the programme stands.
    pub programme_state: ProgrammeState,
    /// Whose it is.
    pub kind: WalletKind,
    /// Whose, where it is a household's.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub household_id: Option<AreaId>,
    /// The names of the areas from the widest down to that household; none for a person's.
    pub place: Vec<String>,
    /// What is in it.
    pub balance: i64,
    /// What of it is held for what was reserved.
    pub held: i64,
    /// What can be spent.
    pub available: i64,
    /// What can be spent until when, the soonest first; what lasts for ever is left out.
    pub upcoming: Vec<WalletExpiry>,
    /// How many points are over within the next 30 days.
    pub expiring_soon: i64,
    /// Within which limits it gives points away; not at all where absent.
    pub gifts: Option<GiftRules>,
    /// What it gave this month.
    pub given_this_month: i64,
    /// Whether the caller is named in the programme's leaderboard.
    pub named: bool,
}

/// Points that are over together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalletExpiry {
    /// The last day on which they can be spent.
    pub last_day: NaiveDate,
    /// How many.
    pub points: i64,
}

/// Which lines of a wallet's statement to list, the latest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetWalletStatement {
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 120))]
    pub after: Option<String>,
}

/// What a line of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WalletLineKind {
    /// A claim was approved, or the journal or a table told of a deed.
    Earned,
    /// What had been earned was found wrong or corrected.
    TakenBack,
    /// A gift to somebody.
    Given,
    /// A gift from somebody.
    Received,
    /// Something was redeemed.
    Redeemed,
    /// What had been redeemed was returned.
    Returned,
    /// Points that were not spent in time.
    Expired,
    /// Anything else.
    Other,
}

/// A line of a wallet's statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalletLine {
    /// The posting.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
    /// The journal's entry that holds it: the one to prove.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub entry_id: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// What came, or went where negative.
    pub points: i64,
    /// What was in the wallet then.
    pub balance: i64,
    /// What it is.
    pub kind: WalletLineKind,
    /// The claim, where it is one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub claim_id: Option<ClaimId>,
    /// What was done, where it is a claim.
    pub activity_name: Option<String>,
    /// The day of the deed, where it is a claim.
    pub day: Option<NaiveDate>,
    /// Who did it, in a household's wallet.
    pub earner_name: Option<String>,
    /// The gift, where it is one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub gift_id: Option<GiftId>,
    /// To or from whom: all but the first character hidden.
    pub gift_person: Option<String>,
    /// What the giver wrote.
    pub words: Option<String>,
    /// The redemption, where it is one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub redemption_id: Option<RedemptionId>,
}
