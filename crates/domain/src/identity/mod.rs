//! People: what a login name, a password and a telephone number must be, how guessing is slowed down, and
//! how long sign-ins and codes live.

mod events;
mod limits;
mod names;
mod passwords;

pub use events::{EndReason, IdentityEvent, SignInMethod};
pub use limits::{Limit, Meter, Wait};
pub use names::{DisplayName, LoginName, NameError, Phone, masked_name};
pub use passwords::{
    PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN, STAFF_PASSWORD_CHARS_MIN, WeakPassword, check_password,
};

/// Days after its last use when a sign-in ends by itself.
pub const SESSION_IDLE_DAYS: i64 = 30;
/// Days after which a sign-in ends however often it is used.
pub const SESSION_DAYS_MAX: i64 = 180;
/// Seconds in which the same refresh token may come twice: two tabs that wake together, or an answer that
/// was lost on the way. Both get the same next token, so a thief gains nothing the owner does not notice.
pub const REFRESH_RACE_SECONDS: i64 = 5;

/// Seconds that a code sent by SMS works.
pub const SMS_CODE_SECONDS: i64 = 300;
/// Digits of a code sent by SMS.
pub const SMS_CODE_DIGITS: usize = 6;
/// Tries that a code of either kind allows.
pub const CODE_TRIES_MAX: i64 = 5;
/// Hours that a reset code handed out at a counter works.
pub const RESET_CODE_HOURS: i64 = 24;
/// Recovery codes that come with a second factor; each works once.
pub const RECOVERY_CODES: usize = 10;

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// May sign in.
    Active,
    /// May not sign in until somebody unlocks it.
    Locked,
    /// Closed by its owner: personal data is gone, the id stays in the records.
    Closed,
}

impl UserState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Active, Self::Locked, Self::Closed];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Closed => "closed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}
