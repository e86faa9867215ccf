//! The tree of places on the wire.

use domain::{
    areas::{AreaKind, AreaPath},
    ids::AreaId,
};
use serde::{Deserialize, Serialize};

use crate::page::PageQuery;

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
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Grows with every change.
    pub version: i64,
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
