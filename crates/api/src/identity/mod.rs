//! Accounts and sign-ins.

mod accounts;
mod cookie;
mod hashing;
mod keys;
mod own;
mod second_factor;
mod sessions;
mod sms;
mod users;

use app::identity::IdentityError;
use contract::problems;
use domain::identity::NameError;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use self::keys::get_jwks;
use crate::ApiError;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(accounts::routes)
        .configure(own::routes)
        .configure(sessions::routes)
        .configure(second_factor::routes)
        .configure(users::routes);
}

impl From<IdentityError> for ApiError {
    fn from(error: IdentityError) -> Self {
        use IdentityError as E;
        let code = match error {
            E::Db(error) => return error.into(),
            E::Denied(denied) => return denied.into(),
            E::Crypto(error) => return Self::internal(error),
            E::Hashing(error) => return Self::internal(error),
            E::TooMany { seconds } => {
                let problem = Self::new(&problems::TOO_MANY_REQUESTS);
                return problem.with("seconds", seconds).retry_after(seconds);
            }
            E::Name(NameError::Login) => return Self::bad_field("/login", "login_name", &[]),
            E::Name(NameError::Display) => return Self::bad_field("/display_name", "display_name", &[]),
            E::Name(NameError::Phone) => return Self::bad_field("/phone", "phone", &[]),
            E::Weak(weak) => {
                return Self::bad_field("/new_password", "weak_password", &[("min", weak.min.to_string())]);
            }
            E::SignInFailed => &problems::SIGN_IN_FAILED,
            E::CodeRefused => &problems::CODE_REFUSED,
            E::Locked => &problems::ACCOUNT_LOCKED,
            E::PasswordWrong => &problems::PASSWORD_WRONG,
            E::SecondFactorRequired => &problems::SECOND_FACTOR_REQUIRED,
            E::SecondFactorEnrolled => &problems::SECOND_FACTOR_ENROLLED,
            E::SecondFactorMissing => &problems::SECOND_FACTOR_MISSING,
            E::LoginTaken => &problems::LOGIN_TAKEN,
            E::OwnAccount => &problems::OWN_ACCOUNT,
            E::Closed => &problems::ACCOUNT_CLOSED,
            E::PhoneMissing => &problems::PHONE_MISSING,
            E::GrantsHeld => &problems::GRANTS_HELD,
            E::AlreadySetUp => return Self::internal("set up already"),
            E::ChangedMeanwhile => &problems::CHANGED_MEANWHILE,
        };
        Self::new(code)
    }
}
