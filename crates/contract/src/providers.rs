//! Who serves residents, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProgrammeId, ProviderId},
    providers::{self, HoursError, ProviderKind, ProviderState, is_telephone},
    redemptions::FEN_PER_POINT_MAX,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{page::PageQuery, tickets::Point, words::not_blank};

/// Longest name of a provider, in characters.
pub const NAME_CHARS_MAX: u64 = 60;
/// Longest text about a provider, in characters.
pub const ABOUT_CHARS_MAX: u64 = 500;
/// Longest address, in characters.
pub const ADDRESS_CHARS_MAX: u64 = 120;

/// When a place is open, by the town's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[validate(schema(function = "check_hours"))]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// Seven days, Monday first; each at most four intervals in their order, none where it is closed.
    #[cfg_attr(feature = "openapi", schema(
        min_items = 7, max_items = 7, example = json!([["09:00-12:00", "14:00-18:00"], [], [], [], [], [], []])
    ))]
    pub week: Vec<Vec<String>>,
    /// Days that are closed all the same; at most 60.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 60))]
    pub closed_on: Vec<NaiveDate>,
}

impl OpeningHours {
    /// The hours that are written here.
    ///
    /// # Errors
    /// [`HoursError`].
    pub fn read(&self) -> Result<providers::OpeningHours, HoursError> {
        providers::OpeningHours::parse(&self.week, &self.closed_on)
    }
}

impl Default for OpeningHours {
    fn default() -> Self {
        Self::from(&providers::OpeningHours::default())
    }
}

impl From<&providers::OpeningHours> for OpeningHours {
    fn from(hours: &providers::OpeningHours) -> Self {
        Self { week: hours.week(), closed_on: hours.closed_on().to_vec() }
    }
}

fn check_hours(hours: &OpeningHours) -> Result<(), ValidationError> {
    let code = |error| match error {
        HoursError::Interval => "hours_interval",
        HoursError::Week => "hours_week",
        HoursError::Day => "hours_day",
        HoursError::Closed => "hours_closed",
    };
    hours.read().map(drop).map_err(|error| ValidationError::new(code(error)))
}

/// Who serves residents: a property company, a shop, an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provider {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProviderId,
    /// Where it serves: in this area and everything under it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/"))]
    pub area_path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ProviderKind,
    /// What it does, in a few sentences.
    pub about: String,
    /// Where it is found.
    pub address: String,
    /// The same on the map.
    pub position: Option<Point>,
    /// A number that everybody may call.
    pub telephone: Option<String>,
    /// When it is open.
    pub opening_hours: OpeningHours,
    /// Whether it is open at the moment of the answer.
    pub open_now: bool,
    /// Whether it serves.
    pub state: ProviderState,
    /// Grows with every change.
    pub version: i64,
}

/// What a provider is, as somebody writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProviderContent {
    /// What it is called.
    #[validate(length(min = 1, max = NAME_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60, example = "安居物业"))]
    pub name: String,
    /// What it is.
    pub kind: ProviderKind,
    /// What it does, in a few sentences.
    #[serde(default)]
    #[validate(length(max = ABOUT_CHARS_MAX))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub about: String,
    /// Where it is found.
    #[validate(length(min = 1, max = ADDRESS_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120, example = "青禾路 3 号"))]
    pub address: String,
    /// The same on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub position: Option<Point>,
    /// A number that everybody may call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = check_telephone))]
    #[cfg_attr(feature = "openapi", schema(max_length = 25, example = "0563-3023456"))]
    pub telephone: Option<String>,
    /// When it is open.
    #[validate(nested)]
    pub opening_hours: OpeningHours,
}

fn check_telephone(text: &str) -> Result<(), ValidationError> {
    if is_telephone(text.trim()) { Ok(()) } else { Err(ValidationError::new("telephone")) }
}

/// A provider to add.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateProvider {
    /// Where it serves; it stays there.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it is.
    #[validate(nested)]
    pub content: ProviderContent,
}

/// Which providers to list, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListProviders {
    /// Only those that serve this area: of the area itself, and of every one around it or under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Also those that serve no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListProviders {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// The providers that the caller serves. At most 50.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyProviders {
    /// The providers.
    pub items: Vec<Provider>,
}

/// What the town pays a provider for points of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderAgreement {
    /// Which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// Fen for a point; absent where no rate is agreed.
    pub fen_per_point: Option<i64>,
    /// Since when.
    pub updated_at: DateTime<Utc>,
}

/// What is agreed with a provider. At most 50.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderAgreements {
    /// One a programme.
    pub items: Vec<ProviderAgreement>,
}

/// What is agreed anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Agree {
    /// Fen for a point; none where nothing is paid by the point.
    #[serde(default)]
    #[validate(range(min = 1, max = FEN_PER_POINT_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100_000, example = 2))]
    pub fen_per_point: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_say_what_is_wrong_with_them() {
        let hours = |day: &[&str]| OpeningHours {
            week: vec![day.iter().map(|text| (*text).to_owned()).collect(); 7],
            closed_on: vec![],
        };
        assert!(hours(&["09:00-12:00"]).validate().is_ok());
        let code = |hours: OpeningHours| check_hours(&hours).unwrap_err().code;
        assert_eq!(code(hours(&["nine"])), "hours_interval");
        assert_eq!(code(hours(&["09:00-12:00", "10:00-11:00"])), "hours_day");
        assert_eq!(code(OpeningHours { week: vec![], closed_on: vec![] }), "hours_week");
    }
}
