//! Certificates on the wire.

use chrono::{DateTime, Utc};
use domain::{ids::AreaId, inspections::HalfYear};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Which certificates to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListCertificates {
    /// Those that this area issued.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For this half-year.
    #[cfg_attr(feature = "openapi", param(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
}

/// A certificate, as anybody who has its number may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificate {
    /// What anybody looks up.
    #[cfg_attr(feature = "openapi", schema(example = "2026-H1-7K3QXM9A"))]
    pub number: String,
    /// Who issued it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What that area is called.
    pub area_name: String,
    /// For which half-year.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// To whose group.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub village_id: AreaId,
    /// What the village is called.
    pub village_name: String,
    /// Who is honoured.
    pub honoured: String,
    /// As what.
    pub title: String,
    /// Why the village got one more than the rules give it.
    pub reason: Option<String>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Since when it is no longer valid.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why.
    pub revoke_reason: Option<String>,
}

/// The certificates of a half-year, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificates {
    /// The certificates.
    pub items: Vec<Certificate>,
}

/// A certificate to be issued.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueCertificate {
    /// To a group of this village.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub village_id: AreaId,
    /// Who is honoured.
    #[validate(length(min = 1, max = 40), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "柳塘村第三村民小组"))]
    pub honoured: String,
    /// As what.
    #[validate(length(min = 1, max = 40), custom(function = crate::words::not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 40, example = "环境整治先进村民小组")
    )]
    pub title: String,
    /// Why the village gets one more than the rules give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 500), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}

/// Why a certificate is no longer valid.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeCertificate {
    /// Why; everybody reads it.
    #[validate(length(min = 1, max = 500), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}
