//! Points in the copy of one's own data.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ClaimId, GiftId, ProgrammeId};
use serde::{Deserialize, Serialize};

use super::{Wallet, WalletLine};

/// A wallet with all that ever happened in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyWallet {
    /// The wallet.
    #[serde(flatten)]
    pub wallet: Wallet,
    /// What was credited to it, the oldest first; the oldest points are spent first.
    pub lots: Vec<MyLot>,
    /// Its statement, the oldest first.
    pub lines: Vec<WalletLine>,
}

/// Points that were credited at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyLot {
    /// How many; those that were taken back are not in it.
    pub points: i64,
    /// The last day on which they can be spent; they last for ever where absent.
    pub last_day: Option<NaiveDate>,
    /// The claim that they are for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub claim_id: Option<ClaimId>,
    /// The gift that they are from.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub gift_id: Option<GiftId>,
    /// When they were credited.
    pub at: DateTime<Utc>,
}

/// A gift that one gave or was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyGift {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: GiftId,
    /// In which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// Whether one gave it.
    pub given: bool,
    /// How many points.
    pub points: i64,
    /// To or from whom: all but the first character hidden.
    pub person: String,
    /// What was said with it.
    pub words: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
}
