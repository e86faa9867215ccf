//! At the provider's counter.

use actix_web::{get, post, web};
use app::{
    db::Tx,
    redemptions::{self, CodeAttempt, Error, ProviderFilter},
};
use contract::{
    page::Page,
    problems::{self, Problem},
    redemptions as wire,
};
use domain::{
    ids::{ProviderId, RedemptionId},
    permissions::Actor,
    redemptions::RedemptionCode,
};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, providers::cursor};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(look_at_code).service(collect_redemption).service(list_provider_redemptions);
}

/// Tells what a code is for, before it is handed out, and by which provider: of all that the caller serves, for a code
/// does not say whose it is. For the provider's staff.
///
/// Problems: `not_allowed`, `redemption_code_invalid`, `too_many_requests`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "look_at_code", request_body = wire::ShownCode,
    params(("id" = uuid::Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = wire::AtCounter), (status = 403, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
#[post("/providers/{id}/code-checks")]
async fn look_at_code(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
    body: Valid<wire::ShownCode>,
) -> ApiResult<wire::AtCounter> {
    let (actor, keyring, id, code) = (caller.actor(), state.keyring.clone(), *id, read(&body.into_inner())?);
    let work = move |tx: &mut Tx<'_>| -> Result<Attempt, Error> {
        redemptions::look(tx, &keyring, &actor, id, &code).map(Attempt::from)
    };
    state.db.write(work).await?.answer()
}

/// Hands out what a code is for: the points are spent. For the provider's staff.
///
/// Problems: `not_allowed`, `redemption_code_invalid`, `redemption_collected`, `redemption_cancelled`,
/// `redemption_expired`, `redemption_returned`, `ledger_account_frozen`, `too_many_requests`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "collect_redemption", request_body = wire::ShownCode,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::AtCounter), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/providers/{id}/collections")]
async fn collect_redemption(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
    key: IdempotencyKey,
    body: Valid<wire::ShownCode>,
) -> ApiResult<wire::AtCounter> {
    let body = body.into_inner();
    let (keyring, id, code) = (state.keyring.clone(), *id, read(&body)?);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<Attempt, Error> {
        redemptions::collect(tx, &keyring, actor, id, &code).map(Attempt::from)
    };
    state.post_once(key, &caller.actor(), &body, work).await?.answer()
}

/// Lists a provider's redemptions, the newest first. For its staff and who manages providers there.
///
/// Problems: `not_allowed`, `not_found`, `query_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "list_provider_redemptions",
    params(("id" = uuid::Uuid, Path), wire::ListProviderRedemptions), security(("bearer" = [])),
    responses((status = 200, body = Page<wire::AtCounter>), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
#[get("/providers/{id}/redemptions")]
async fn list_provider_redemptions(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
    query: Query<wire::ListProviderRedemptions>,
) -> ApiResult<Page<wire::AtCounter>> {
    let (Query(query), actor, id) = (query, caller.actor(), *id);
    let limit = query.page().limit();
    let before = cursor::<RedemptionId>(query.after.as_deref())?;
    let filter = ProviderFilter {
        state: query.state.map(wire::RedemptionStateName::as_str),
        collected_on: query.collected_on,
    };
    let read = move |tx: &mut Tx<'_>| {
        redemptions::of_provider(tx, &actor, id, &filter, before, i64::from(limit) + 1)
    };
    let page = Page::cut(state.db.read(read).await?, limit, |seen| seen.id.to_string());
    Ok(web::Json(page.map(render::at_counter)))
}

fn read(body: &wire::ShownCode) -> Result<RedemptionCode, ApiError> {
    // The contract's rule has let it pass.
    RedemptionCode::parse(&body.code).ok_or_else(|| ApiError::internal("no code"))
}

/// What is kept of an attempt under its idempotency key: a wrong code stays counted, so it is no error there.
#[derive(Serialize, Deserialize)]
enum Attempt {
    Found(Box<wire::AtCounter>),
    Refused,
    TooMany { seconds: u64 },
}

impl From<CodeAttempt> for Attempt {
    fn from(attempt: CodeAttempt) -> Self {
        match attempt {
            CodeAttempt::Found(seen) => Self::Found(Box::new(render::at_counter(*seen))),
            CodeAttempt::Refused => Self::Refused,
            CodeAttempt::TooMany { seconds } => Self::TooMany { seconds },
        }
    }
}

impl Attempt {
    fn answer(self) -> ApiResult<wire::AtCounter> {
        match self {
            Self::Found(seen) => Ok(web::Json(*seen)),
            Self::Refused => Err(ApiError::new(&problems::redemptions::REDEMPTION_CODE_INVALID)),
            Self::TooMany { seconds } => {
                Err(ApiError::new(&problems::TOO_MANY_REQUESTS).with("seconds", seconds).retry_after(seconds))
            }
        }
    }
}
