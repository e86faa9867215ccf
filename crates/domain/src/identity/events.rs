//! What the journal keeps about people: who did what to which account, never their data or addresses.

use serde::{Deserialize, Serialize};

use crate::{ids::SessionId, journal::Event};

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    /// With a password.
    Password,
    /// With a code sent to their number.
    Sms,
}

impl SignInMethod {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Sms => "sms",
        }
    }
}

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Signed out on the device itself.
    SignedOut,
    /// Ended by its owner from another device.
    EndedByOwner,
    /// A refresh token came a second time: somebody else may hold a copy.
    TokenReused,
    /// The password was changed or reset.
    PasswordChanged,
    /// The second factor was added, removed or reset.
    SecondFactorChanged,
    /// The account was locked.
    Locked,
    /// The account was closed.
    Closed,
    /// There were too many; this one was unused for longest.
    Surplus,
}

impl EndReason {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::EndedByOwner => "ended_by_owner",
            Self::TokenReused => "token_reused",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorChanged => "second_factor_changed",
            Self::Locked => "locked",
            Self::Closed => "closed",
            Self::Surplus => "surplus",
        }
    }
}

/// What happened to an account or a sign-in. The subject says to which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum IdentityEvent {
    /// Somebody made an account for themselves.
    UserRegistered {},
    /// Somebody in charge (or the operator) made it.
    UserCreated {},
    /// Name, language or number changed; which, not to what.
    UserChanged { fields: Vec<&'static str> },
    /// The number was shown to be theirs.
    PhoneConfirmed {},
    /// May not sign in any more.
    UserLocked {},
    /// May sign in again.
    UserUnlocked {},
    /// Closed by its owner; personal data is gone.
    UserClosed {},
    /// The owner took a copy of their data.
    UserExported {},
    /// Signed in.
    SessionStarted { method: SignInMethod },
    /// The second factor was shown in this session.
    SecondFactorShown { recovery_code: bool },
    /// Signed out, or made to.
    SessionEnded { reason: EndReason },
    /// All sessions but one ended by their owner.
    SessionsEnded { kept: SessionId },
    /// Changed with the old password.
    PasswordChanged {},
    /// A code to set a new password was handed out.
    PasswordResetCodeIssued {},
    /// Set anew with such a code.
    PasswordReset {},
    /// A second factor counts from now on.
    SecondFactorEnrolled {},
    /// New recovery codes; the old ones are void.
    RecoveryCodesRenewed {},
    /// The second factor is gone.
    SecondFactorRemoved {},
    /// A key signs access tokens from now on.
    SigningKeyAdded { kid: String },
    /// Encrypted fields were sealed again with this key.
    FieldsResealed { key: String, values: u64 },
}

impl Event for IdentityEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::UserRegistered {} => "user.registered",
            Self::UserCreated {} => "user.created",
            Self::UserChanged { .. } => "user.changed",
            Self::PhoneConfirmed {} => "user.phone_confirmed",
            Self::UserLocked {} => "user.locked",
            Self::UserUnlocked {} => "user.unlocked",
            Self::UserClosed {} => "user.closed",
            Self::UserExported {} => "user.exported",
            Self::SessionStarted { .. } => "session.started",
            Self::SecondFactorShown { .. } => "session.second_factor_shown",
            Self::SessionEnded { .. } => "session.ended",
            Self::SessionsEnded { .. } => "session.others_ended",
            Self::PasswordChanged {} => "password.changed",
            Self::PasswordResetCodeIssued {} => "password.reset_code_issued",
            Self::PasswordReset {} => "password.reset",
            Self::SecondFactorEnrolled {} => "second_factor.enrolled",
            Self::RecoveryCodesRenewed {} => "second_factor.recovery_codes_renewed",
            Self::SecondFactorRemoved {} => "second_factor.removed",
            Self::SigningKeyAdded { .. } => "signing_key.added",
            Self::FieldsResealed { .. } => "field_keys.rotated",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_an_object_of_the_events_fields() {
        let json = |event: &IdentityEvent| serde_json::to_string(event).unwrap();
        assert_eq!(json(&IdentityEvent::UserRegistered {}), "{}");
        let ended = IdentityEvent::SessionEnded { reason: EndReason::TokenReused };
        assert_eq!(json(&ended), r#"{"reason":"token_reused"}"#);
    }
}
