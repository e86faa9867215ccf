//! Public tickets: what everybody may know.

use chrono::{DateTime, Utc};
use domain::{
    ids::{AreaId, TicketId},
    tickets::public::PublicState,
};
use serde::{Deserialize, Serialize};

use super::{AreaName, CategoryName, Point};
use crate::page::PageQuery;

/// A ticket as everybody may know it: nothing in it is about people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicTicket {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TicketId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "2026-000123"))]
    pub number: String,
    /// `open` while somebody has still to act, `closed` when nothing more is going to happen.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "open"))]
    pub state: PublicState,
    /// The area whose workers see it.
    pub area: AreaName,
    /// Of which kind it is.
    pub category: CategoryName,
    /// What was reported.
    pub text: String,
    /// About where: rounded to a thousandth of a degree, some hundred metres.
    pub position: Option<Point>,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// When it is to be solved.
    pub due_at: DateTime<Utc>,
    /// When it was solved, of a closed one.
    pub closed_at: Option<DateTime<Utc>>,
    /// When something last happened to it.
    pub updated_at: DateTime<Utc>,
}

/// Which public tickets to list; all conditions at once. Newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListPublicTickets {
    /// Only in this area and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only this kind: its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 32))]
    pub category: Option<String>,
    /// Only `open` ones, or only `closed` ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<PublicState>,
    /// Only with all of these words, parted by blanks, in the report or in the name of where it is; or with this number. One of
    /// the words has two characters or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub search: Option<String>,
    /// Only where the rounded position lies in this box: `west,south,east,north` in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 100, example = "118.2,30.8,118.4,31"))]
    pub bbox: Option<String>,
    /// Only reported at or after this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_from: Option<DateTime<Utc>>,
    /// Only reported before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_until: Option<DateTime<Utc>>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListPublicTickets {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}
