//! Points: programmes, claims, wallets, gifts.

mod bulk;
mod claims;
mod gifts;
mod limits;
mod own;
mod problem;
mod programmes;
mod re_audits;
mod render;
mod rules;
mod wallets;

pub(crate) use self::own::rendered as render_own;
use contract::problems;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::ApiError;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(programmes::routes).configure(rules::routes).configure(claims::routes);
    cfg.configure(re_audits::routes).configure(bulk::routes).configure(wallets::routes);
    cfg.configure(gifts::routes).configure(limits::routes);
}

/// The place in a list that a cursor names.
fn cursor<T: std::str::FromStr>(after: Option<&str>) -> Result<Option<T>, ApiError>
where
    T::Err: std::fmt::Display,
{
    let bad = |error: T::Err| ApiError::new(&problems::QUERY_INVALID).with("reason", error);
    after.map(str::parse).transpose().map_err(bad)
}

/// How many items a page has.
fn limit(asked: Option<u32>) -> u32 {
    contract::page::PageQuery { limit: asked, after: None }.limit()
}
