//! The second factor: time-based codes (RFC 6238) and recovery codes.

use serde::{Deserialize, Serialize};
use validator::Validate;

/// A second factor that waits to be confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpEnrolment {
    /// To draw as a QR code for an authenticator app.
    pub otpauth_url: String,
    /// The same secret in Base32, to type in.
    pub secret: String,
}

/// Confirms a new second factor, or shows it at sign-in.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SecondFactorCode {
    /// Six digits of the app, or (at sign-in) a recovery code.
    #[validate(length(min = 6, max = 16))]
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 16, example = "204816"))]
    pub code: String,
}

/// Confirms with both factors.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmWithBoth {
    /// One's password.
    #[validate(length(min = 1, max = 256))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 256))]
    pub password: String,
    /// Six digits of the app, or a recovery code.
    #[validate(length(min = 6, max = 16))]
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 16, example = "204816"))]
    pub code: String,
}

/// Codes for the day the telephone is lost; each works once, shown this once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}
