//! The tree of places on the wire.

use domain::{
    areas::{AreaCode, AreaKind, AreaName, AreaPath, AreaSegment, Boundary, BoundaryError},
    geo::Position,
    ids::AreaId,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{page::PageQuery, patch};

/// Most people that an area may count: more than live on earth is a slip.
pub const HEAD_COUNT_MAX: i64 = 10_000_000_000;

/// A node of the tree of places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: AreaId,
    /// Every ancestor's segment and its own; everything under it has this prefix.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/203/"))]
    pub path: AreaPath,
    /// The area it lies in.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub parent_id: Option<AreaId>,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: AreaKind,
    /// Its official 12-digit code, where it has one.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Its outline: a GeoJSON geometry (Polygon or MultiPolygon, WGS 84).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub boundary: Option<serde_json::Value>,
    /// How many people live in it; not told of a household.
    pub head_count: Option<i64>,
    /// Grows with every change.
    pub version: i64,
}

/// An area to add.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "parent_id": "019b8f2e-0000-7000-8000-000000000001", "kind": "grid", "name": "柳塘三网格", "head_count": 412
})))]
#[serde(deny_unknown_fields)]
pub struct NewArea {
    /// The area it lies in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub parent_id: AreaId,
    /// What it is. Levels may be skipped, never turned round; households are added as households.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: AreaKind,
    /// Its name, 1 to 60 characters.
    #[validate(custom(function = "check_name"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// What distinguishes it from its siblings in the path (`[0-9a-z-]{1,16}`); made where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_segment"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 16))]
    pub segment: Option<String>,
    /// Its official code of 12 digits, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_code"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 12))]
    pub code: Option<String>,
    /// How many people live in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = HEAD_COUNT_MAX))]
    pub head_count: Option<i64>,
    /// Its outline: a GeoJSON Polygon or MultiPolygon of at most 2,000 positions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_boundary"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub boundary: Option<serde_json::Value>,
}

/// What to change of an area (RFC 7396): absent stays, `null` empties.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"name": "柳塘三网格", "head_count": null})))]
#[serde(deny_unknown_fields)]
pub struct PatchArea {
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_name"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// Another head count.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(range(min = 0, max = HEAD_COUNT_MAX))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub head_count: Option<Option<i64>>,
    /// Another outline.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(custom(function = "check_boundary"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub boundary: Option<Option<serde_json::Value>>,
}

fn check_name(text: &str) -> Result<(), ValidationError> {
    AreaName::new(text).map(drop).map_err(|_| {
        let mut error = ValidationError::new("length");
        error.add_param("min".into(), &1);
        error.add_param("max".into(), &AreaName::CHARS_MAX);
        error
    })
}

fn check_segment(text: &str) -> Result<(), ValidationError> {
    AreaSegment::new(text).map(drop).map_err(|_| ValidationError::new("segment"))
}

fn check_code(text: &str) -> Result<(), ValidationError> {
    let full = text.len() == AreaCode::DIGITS && AreaCode::new(text).is_ok();
    if full { Ok(()) } else { Err(ValidationError::new("area_code")) }
}

fn check_boundary(geometry: &serde_json::Value) -> Result<(), ValidationError> {
    Boundary::from_geojson(geometry).map(drop).map_err(|error| {
        ValidationError::new(match error {
            BoundaryError::Shape => "geojson",
            BoundaryError::Position => "position",
            BoundaryError::Ring => "geojson_ring",
            BoundaryError::TooManyPoints => "geojson_points",
        })
    })
}

/// An area and everything that it lies in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lineage {
    /// From the widest down to the area itself.
    pub items: Vec<Area>,
}

/// Which outlines to fetch.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListBoundaries {
    /// This area and what lies in it at any depth.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub under_id: AreaId,
    /// Only this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub kind: Option<AreaKind>,
    /// Features of the answer, 1 to 100; 100 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the answer before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

/// Outlines as GeoJSON (RFC 7946).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureCollection {
    /// `FeatureCollection`
    #[serde(rename = "type")]
    pub kind: String,
    /// One for each area that has an outline, in the order of the tree.
    pub features: Vec<Feature>,
    /// Where the next part begins: pass it as `after`. Absent on the last part.
    pub next: Option<String>,
}

/// An area's outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Feature {
    /// `Feature`
    #[serde(rename = "type")]
    pub kind: String,
    /// The area.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: AreaId,
    /// A GeoJSON Polygon or MultiPolygon.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub geometry: serde_json::Value,
    /// What else is known of the area.
    pub properties: FeatureProperties,
}

/// What is known of an area on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureProperties {
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub path: AreaPath,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub area_kind: AreaKind,
    /// Its name.
    pub name: String,
}

/// A position whose area is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct AreaAt {
    /// Degrees east, as a decimal: `118.7312`.
    #[cfg_attr(feature = "openapi", param(value_type = f64, minimum = -180, maximum = 180))]
    pub longitude: String,
    /// Degrees north, as a decimal: `30.9517`.
    #[cfg_attr(feature = "openapi", param(value_type = f64, minimum = -90, maximum = 90))]
    pub latitude: String,
    /// Only this area and what lies in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
}

impl AreaAt {
    /// The position, where it is one on the map.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::parse(&self.longitude, &self.latitude).ok()
    }
}

/// Which areas to list. The order is that of the tree, parents before children.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListAreas {
    /// Only what lies directly in this area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub parent_id: Option<AreaId>,
    /// Only this area and what lies in it at any depth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Only this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub kind: Option<AreaKind>,
    /// Not this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub not_kind: Option<AreaKind>,
    /// Only names that contain this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub name_contains: Option<String>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListAreas {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}
