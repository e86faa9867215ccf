//! The second look at approved claims.

use actix_web::{get, post, web};
use app::{
    db::Tx,
    points::{
        claims::{Error, Page as Wanted},
        re_audits,
    },
};
use contract::{page::Page, points as wire, problems::Problem};
use domain::{ids::ClaimId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{claims::shown, cursor, limit, render};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_re_audits).service(judge_re_audit);
}

/// Lists the approved claims that chance drew for a second look, the oldest first; or those that had it (`done`), the
/// latest first. Needs `audit_ledger`. Problems: `query_invalid`.
#[utoipa::path(tag = "points", operation_id = "list_re_audits", params(wire::ListReAudits),
    responses((status = 200, body = Page<wire::Claim>), (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/re-audits")]
async fn list_re_audits(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListReAudits>,
) -> ApiResult<Page<wire::Claim>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| re_audits::list(tx, &actor, query.programme_id, query.done, page);
    let found = state.db.read::<_, Error, _>(read).await?;
    let page = Page::cut(found, limit, |shown| shown.claim.id.to_string());
    Ok(web::Json(page.map(render::claim)))
}

/// Says what the second look at a claim found. What was wrong is taken back out of the wallet as far as it is there; what
/// was spent already is recorded as `unrecovered`. Needs `audit_ledger` at the home, and `If-Match`; not for who made,
/// earns by or approved it, nor for their household or kin. Problems: `changed_meanwhile`, `claim_not_drawn`, `claim_own`,
/// `claim_household`, `claim_kin`, `ledger_account_frozen`, `fields_invalid`.
#[utoipa::path(tag = "points", operation_id = "judge_re_audit", request_body = wire::JudgeClaim,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Claim), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/re-audits/{id}/judgement")]
async fn judge_re_audit(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    key: IdempotencyKey,
    id: web::Path<ClaimId>,
    body: Valid<wire::JudgeClaim>,
) -> Result<Versioned<wire::Claim>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let said = body.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        re_audits::judge(tx, actor, id, version.0, said.upheld, &said.reason)?;
        shown(tx, actor, id)
    };
    let done = state.post_once(key, &caller.actor(), &(version.0, &body), work).await?;
    let version = done.version;
    Ok(Versioned::new(done, version))
}
