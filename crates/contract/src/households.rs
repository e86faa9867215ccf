//! Households on the wire. Personal data is always masked on the way out.

use chrono::{DateTime, Utc};
use domain::{
    areas::{AreaName, AreaPath},
    households::{FloorArea, HolderName, IdentityNumber},
    identity::Phone,
    ids::{AreaId, ImportId},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{page::PageQuery, patch};

/// Largest file of an import, in bytes.
pub const IMPORT_BYTES_MAX: usize = 5 << 20;
/// Most people of one household.
pub const HEAD_COUNT_MAX: i64 = 1_000;
/// The upload form's field with the area that is imported into.
pub const IMPORT_AREA_FIELD: &str = "area_id";
/// The upload form's field with the file.
pub const IMPORT_FILE_FIELD: &str = "file";
/// The media type of an Excel workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A dwelling with what is known of its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Household {
    /// Its id: the area's.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: AreaId,
    /// Its path in the tree of places.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub path: AreaPath,
    /// The area it lies in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub parent_id: AreaId,
    /// The names of the areas it lies in, from the widest down.
    pub place: Vec<String>,
    /// Its number, as on the door.
    pub number: String,
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Floor area in square metres, with two places: `89.50`.
    #[cfg_attr(feature = "openapi", schema(example = "89.50"))]
    pub floor_area: Option<String>,
    /// The holder's name, its first character only: `赵**`.
    pub holder_name: Option<String>,
    /// The holder's identity number, masked: `3418**********1234`.
    pub identity_number: Option<String>,
    /// The holder's telephone number, masked: `138****1234`.
    pub phone: Option<String>,
    /// Grows with every change.
    pub version: i64,
}

/// A household to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "parent_id": "019b8f2e-0000-7000-8000-000000000001", "number": "3-501", "floor_area": "89.50", "head_count": 3
})))]
#[serde(deny_unknown_fields)]
pub struct NewHousehold {
    /// The building, group, grid or village it lies in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub parent_id: AreaId,
    /// Its number there, 1 to 60 characters.
    #[validate(custom(function = "check_number"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub number: String,
    /// How many people live in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = HEAD_COUNT_MAX))]
    pub head_count: Option<i64>,
    /// Floor area in square metres, at most two places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_floor_area"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 12))]
    pub floor_area: Option<String>,
    /// The holder's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_holder_name"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub holder_name: Option<String>,
    /// The holder's identity number (GB 11643).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_identity_number"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 18))]
    pub identity_number: Option<String>,
    /// The holder's telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_phone"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20))]
    pub phone: Option<String>,
}

/// What to change of a household (RFC 7396): absent stays, `null` empties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"floor_area": "91.20", "phone": null})))]
#[serde(deny_unknown_fields)]
pub struct PatchHousehold {
    /// Another number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_number"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub number: Option<String>,
    /// Another head count.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(range(min = 0, max = HEAD_COUNT_MAX))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub head_count: Option<Option<i64>>,
    /// Another floor area.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_floor_area"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub floor_area: Option<Option<String>>,
    /// Another holder's name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_holder_name"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub holder_name: Option<Option<String>>,
    /// Another identity number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_identity_number"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub identity_number: Option<Option<String>>,
    /// Another telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_phone"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Option<String>>,
}

fn length(max: usize) -> ValidationError {
    let mut error = ValidationError::new("length");
    error.add_param("min".into(), &1);
    error.add_param("max".into(), &max);
    error
}

fn check_number(text: &str) -> Result<(), ValidationError> {
    AreaName::new(text).map(drop).map_err(|_| length(AreaName::CHARS_MAX))
}

fn check_holder_name(text: &str) -> Result<(), ValidationError> {
    HolderName::new(text).map(drop).map_err(|_| length(HolderName::CHARS_MAX))
}

fn check_floor_area(text: &str) -> Result<(), ValidationError> {
    FloorArea::parse(text).map(drop).map_err(|_| ValidationError::new("floor_area"))
}

fn check_identity_number(text: &str) -> Result<(), ValidationError> {
    IdentityNumber::parse(text).map(drop).map_err(|_| ValidationError::new("identity_number"))
}

fn check_phone(text: &str) -> Result<(), ValidationError> {
    Phone::new(text).map(drop).map_err(|_| ValidationError::new("phone"))
}

/// Which households to list, in the order of their paths.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListHouseholds {
    /// Only in this area; everywhere the caller may look where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListHouseholds {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// What an import would do. Nothing has changed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPreview {
    /// What to confirm; absent where cells must be mended first.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub id: Option<ImportId>,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// New households.
    pub added: u64,
    /// Households that would change.
    pub changed: u64,
    /// Households that are as the file says.
    pub unchanged: u64,
    /// The first 100 households that are new or would change, in the order of the file.
    pub changes: Vec<ImportChange>,
    /// How many cells cannot be used.
    pub bad_cells_total: u64,
    /// The first 1,000 of them.
    pub bad_cells: Vec<BadCell>,
}

/// What would happen to one household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportChange {
    /// The line in the file, from 1.
    pub line: u32,
    /// Its number.
    pub number: String,
    /// Whether it is new.
    pub is_new: bool,
    /// What changes.
    pub fields: Vec<ImportFieldChange>,
}

/// What would happen to one field; personal data is masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportFieldChange {
    /// Which: `holder_name`, `identity_number`, `phone`, `floor_area` or `head_count`.
    pub field: String,
    /// What it is.
    pub old: Option<String>,
    /// What it would be.
    pub new: Option<String>,
}

/// A cell that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BadCell {
    /// The line in the file, from 1.
    pub line: u32,
    /// The column's letter, as in a spreadsheet.
    #[cfg_attr(feature = "openapi", schema(example = "C"))]
    pub column: String,
    /// The stable code of the rule.
    pub code: String,
    /// What is wrong and what is right, in the caller's language.
    pub detail: String,
}

/// What a confirmed import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportDone {
    /// New households.
    pub added: i64,
    /// Changed households.
    pub changed: i64,
    /// Households that were as the file said.
    pub unchanged: i64,
}
