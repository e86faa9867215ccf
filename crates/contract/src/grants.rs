//! Roles that people hold, on the wire.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, ProviderId, UserId},
    permissions::Role,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::page::PageQuery;

/// A role held in an area, and everything under it, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: GrantId,
    /// Who holds it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub display_name: String,
    /// What they are.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "grid_worker"))]
    pub role: Role,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// The area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/"))]
    pub area_path: AreaPath,
    /// The area's name.
    pub area_name: String,
    /// Which provider they serve; of `provider_staff` alone.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// The provider's name.
    pub provider_name: Option<String>,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; open where absent.
    pub until: Option<DateTime<Utc>>,
    /// Who gave it; absent where the operator did.
    pub granted_by: Option<String>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Which grants to list. Newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListGrants {
    /// Only in this area and under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Only this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub role: Option<Role>,
    /// Only this person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub user_id: Option<UserId>,
    /// Only the staff of this provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// Also those that were taken back or are over.
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

impl ListGrants {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// Gives somebody a role.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateGrant {
    /// To whom: see `find_grantee`.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they shall be; never `resident`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "grid_worker"))]
    pub role: Role,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Which provider they shall serve: needed for `provider_staff`, at the provider's own area; for nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// Since when; now where absent.
    #[serde(default)]
    pub from: Option<DateTime<Utc>>,
    /// Until when; open where absent.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
}

/// Asks for the person with exactly this login name or mobile number.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FindGrantee {
    /// A whole login name or mobile number; parts find nobody.
    #[validate(length(min = 3, max = 32))]
    #[cfg_attr(feature = "openapi", schema(example = "lin.xia"))]
    pub login_or_phone: String,
}

/// Somebody who may be given a role; enough to recognise whom one already knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grantee {
    /// Their id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// Their name, all but the first character hidden.
    #[cfg_attr(feature = "openapi", schema(example = "林*"))]
    pub display_name: String,
    /// Whether they have a second factor, without which the role does not work yet.
    pub second_factor: bool,
}
