//! What people are told, on the wire.

use chrono::{DateTime, Utc};
use domain::{areas::AreaPath, ids::NotificationId, notifications::Facts};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::page::PageQuery;

/// Something that the caller was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: NotificationId,
    /// What happened: the name of the journal's event.
    #[cfg_attr(feature = "openapi", schema(example = "ticket.solved"))]
    pub event: String,
    /// To what: its kind and id.
    #[cfg_attr(feature = "openapi", schema(example = "ticket:01981c3e-7d2a-7c4f-9d1e-2b6f0a9c5e11"))]
    pub subject: String,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "1/3/"))]
    pub area_path: AreaPath,
    /// What the thing was called when the caller was told; absent where it has no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The figures that belong to it.
    pub facts: Facts,
    /// When it happened.
    pub happened_at: DateTime<Utc>,
    /// Whether the caller has read it.
    pub read: bool,
}

/// Which notifications to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListNotifications {
    /// Only those that were not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListNotifications {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// How much the caller has not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// How many notifications.
    pub count: i64,
}

/// What the caller has read.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"id": "01981c3e-7d2a-7c4f-9d1e-2b6f0a9c5e11", "and_before": true})))]
#[serde(deny_unknown_fields)]
pub struct MarkRead {
    /// This one.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: NotificationId,
    /// And everything they were told before it.
    #[serde(default)]
    pub and_before: bool,
}
