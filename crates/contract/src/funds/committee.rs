//! Members of committees, and what a fund does by their decisions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{FundId, GrantId, ResolutionId, SeatId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// A member's term in a committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundSeat {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SeatId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they are called.
    pub user_name: String,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
    /// When it was filled.
    pub seated_at: DateTime<Utc>,
}

/// The seats of a committee, the latest filled first, ended ones too. At most 500.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundSeats {
    /// Seats.
    pub items: Vec<FundSeat>,
}

/// A seat to be filled: by whoever holds the grant on which it rests.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[validate(schema(function = "check_term"))]
#[serde(deny_unknown_fields)]
pub struct FillSeat {
    /// A council member's grant that covers the fund's area.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub grant_id: GrantId,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last; no later than the grant's end, and no longer than the charter's term.
    pub until: NaiveDate,
}

fn check_term(new: &FillSeat) -> Result<(), ValidationError> {
    if new.from < new.until { Ok(()) } else { Err(ValidationError::new("interval")) }
}

/// What a fund does by a resolution that was carried.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByResolution {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub resolution_id: ResolutionId,
}

/// How a later charter comes into force.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdoptCharter {
    /// By which resolution.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub resolution_id: ResolutionId,
    /// Tomorrow, or later.
    pub from: NaiveDate,
}
