//! The refresh token's cookie: out of reach of scripts, sent to the sign-in's own paths and from the own site only.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use app::identity::{RefreshToken, Started};
use chrono::{DateTime, Utc};

use crate::Settings;

const NAME: &str = "gongzhi_refresh";
const PATH: &str = "/api/v1/sessions";

pub(super) fn keep(started: &Started, settings: &Settings, now: DateTime<Utc>) -> Cookie<'static> {
    let seconds = (started.expires_at - now).num_seconds().max(0);
    build(started.refresh.as_str().to_owned(), settings, Duration::seconds(seconds))
}

pub(super) fn drop(settings: &Settings) -> Cookie<'static> {
    build(String::new(), settings, Duration::ZERO)
}

fn build(value: String, settings: &Settings, age: Duration) -> Cookie<'static> {
    Cookie::build(NAME, value)
        .path(PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(settings.secure_cookies)
        .max_age(age)
        .finish()
}

pub(super) fn read(request: &HttpRequest) -> Option<RefreshToken> {
    RefreshToken::parse(request.cookie(NAME)?.value())
}
