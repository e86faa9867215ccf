//! Field rules: the domain's, as `validator` calls them. Codes are those of `problems::fields`.

use domain::identity::{DisplayName, LoginName, PASSWORD_CHARS_MIN, Phone, check_password};
use validator::ValidationError;

pub(super) fn login_name(text: &str) -> Result<(), ValidationError> {
    LoginName::new(text).map(drop).map_err(|_| ValidationError::new("login_name"))
}

pub(super) fn display_name(text: &str) -> Result<(), ValidationError> {
    DisplayName::new(text).map(drop).map_err(|_| ValidationError::new("display_name"))
}

pub(super) fn phone(text: &str) -> Result<(), ValidationError> {
    Phone::new(text).map(drop).map_err(|_| ValidationError::new("phone"))
}

/// What every password must be; whether it is long enough for its owner's grants only the server knows.
pub(super) fn password(text: &str) -> Result<(), ValidationError> {
    check_password(text, false, &[]).map_err(|_| {
        let mut error = ValidationError::new("weak_password");
        error.add_param("min".into(), &PASSWORD_CHARS_MIN);
        error
    })
}

pub(super) fn accepted(accepted: &bool) -> Result<(), ValidationError> {
    if *accepted { Ok(()) } else { Err(ValidationError::new("terms")) }
}
