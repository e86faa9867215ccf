//! Signing in and out.

use chrono::{DateTime, Utc};
use domain::ids::{SessionId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::rules;

/// Sign-in with a password.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The login name, or the telephone number.
    #[validate(length(min = 1, max = 64))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64, example = "lin.xia"))]
    pub login: String,
    /// The password.
    #[validate(length(min = 1, max = 256))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 256, example = "柳塘边的青石板路"))]
    pub password: String,
}

/// What a code is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SmsPurpose {
    /// To sign in.
    SignIn,
    /// To set a new password.
    PasswordReset,
}

/// Asks for a code by SMS.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendSmsCode {
    /// The number; a code is sent only where it is the confirmed number of an account.
    #[validate(custom(function = rules::phone))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20, example = "13800000000"))]
    pub phone: String,
    /// What for.
    pub purpose: SmsPurpose,
}

/// Sign-in with a code that came by SMS.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInBySms {
    /// The number.
    #[validate(custom(function = rules::phone))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20, example = "13800000000"))]
    pub phone: String,
    /// The six digits.
    #[validate(length(equal = 6))]
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 6, example = "204816"))]
    pub code: String,
}

/// What still stands between a sign-in and all of one's rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Nothing.
    None,
    /// Show the second factor (`confirm_second_factor`). Until then the session may do nothing else.
    ShowSecondFactor,
    /// Enrol one: roles above resident do not work without it.
    EnrolSecondFactor,
}

/// A sign-in. The refresh token comes beside it, in a cookie that scripts cannot read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// For the `Authorization: Bearer` header. Keep it in memory only.
    pub access_token: String,
    /// Seconds until the token is over; refresh before.
    pub expires_in_seconds: i64,
    /// Who is signed in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// The sign-in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub session_id: SessionId,
    /// What to do next.
    pub next_step: NextStep,
}

/// A device one is signed in on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MySession {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SessionId,
    /// The browser or app, as it named itself.
    pub device: String,
    /// From where, when it signed in.
    pub address: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// Whether the second factor was shown.
    pub second_factor: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it last refreshed.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends by itself if it is not used.
    pub expires_at: DateTime<Utc>,
}

/// One's sessions, the newest first. There are at most 50: a new sign-in ends the one that is longest unused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MySessions {
    /// The sessions.
    pub items: Vec<MySession>,
}

/// A code that came by SMS to confirm one's own number.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmPhone {
    /// The six digits.
    #[validate(length(equal = 6))]
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 6, example = "204816"))]
    pub code: String,
}

/// The public keys of access tokens (RFC 7517).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jwks {
    /// The keys.
    pub keys: Vec<Jwk>,
}

/// A public key: a point of the curve P-256.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jwk {
    /// Names it in a token's header.
    pub kid: String,
    /// The kind of key: `EC`.
    pub kty: String,
    /// The curve: `P-256`.
    pub crv: String,
    /// The point's x, base64url.
    pub x: String,
    /// The point's y, base64url.
    pub y: String,
    /// The algorithm: `ES256`.
    pub alg: String,
    /// What it is for: `sig`.
    pub r#use: String,
}
