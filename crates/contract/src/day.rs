//! A grid worker's day on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    day::{StopKind, Urgency},
    ids::{AreaId, VisitPlanId},
    visits::VisitReason,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::tickets::Point;

/// Where the day begins.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetDay {
    /// Degrees east of where the caller is; with `latitude`, or not at all. It is used for the order and kept nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "118.75"))]
    pub longitude: Option<String>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "31.05"))]
    pub latitude: Option<String>,
}

/// What somebody on foot has to do today, in the order to go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Day {
    /// Which day.
    pub day: NaiveDate,
    /// The grids of the caller.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub grids: Vec<AreaId>,
    /// Where to go, what is urgent first, and within as near as possible.
    pub stops: Vec<Stop>,
    /// Whether there is more than one day's list holds.
    pub more: bool,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stop {
    /// What kind of thing.
    pub kind: StopKind,
    /// The id of the ticket, the plan of visits or the mediation.
    pub id: Uuid,
    /// How urgent it is.
    pub urgency: Urgency,
    /// The kind of a ticket in the caller's language, the number of a household, the place of a meeting.
    pub title: String,
    /// The beginning of a ticket's words; what one should know of who is visited.
    pub detail: String,
    /// The names of the areas from the village down.
    pub place: Vec<String>,
    /// Why somebody is visited.
    pub reason: Option<VisitReason>,
    /// When it is due, or when the meeting is.
    pub due_at: Option<DateTime<Utc>>,
    /// On which day a visit is due.
    pub due_on: Option<NaiveDate>,
    /// Where it is; absent where nobody knows.
    pub position: Option<Point>,
    /// Whether the position is only the middle of the area around it.
    pub roughly: bool,
}

impl Stop {
    /// The plan of a visit.
    #[must_use]
    pub fn plan(&self) -> Option<VisitPlanId> {
        (self.kind == StopKind::Visit).then_some(VisitPlanId(self.id))
    }
}
