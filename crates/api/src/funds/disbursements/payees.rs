//! Who is paid.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        payees::{self, NewPayee},
    },
};
use contract::{
    funds as wire,
    page::{Page, PageQuery},
    problems::Problem,
};
use domain::{funds::disbursements::PayeeKind, identity::LoginName, ids::FundId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, providers::cursor};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_payees).service(add_payee);
}

/// Whom a fund pays, the latest noted first. For who manages (`manage_funds`), keeps (`keep_funds`), decides about
/// (`decide_funds`) or audits (`view_ledger`) funds there. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_payees", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<wire::FundPayee>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/payees")]
async fn list_payees(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<PageQuery>,
) -> ApiResult<Page<wire::FundPayee>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (query.limit(), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| payees::list(tx, &actor, id, page);
    let page = Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |payee| payee.id.to_string());
    Ok(web::Json(page.map(render::payee)))
}

/// Lets a fund pay somebody: a person with an account or without, an organisation, a provider. Needs `manage_funds`,
/// `keep_funds` or `decide_funds` there. Problems: `fields_invalid`, `payee_taken`.
#[utoipa::path(tag = "funds", operation_id = "add_payee", request_body = wire::AddPayee,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::FundPayee), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/payees")]
async fn add_payee(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::AddPayee>,
) -> ApiResult<wire::FundPayee> {
    let (id, body) = (*id, body.into_inner());
    let new = match body.clone() {
        wire::AddPayee::Person { name } => NewPayee::Named(PayeeKind::Person, name),
        wire::AddPayee::Organisation { name } => NewPayee::Named(PayeeKind::Organisation, name),
        // The contract's rules have let it pass.
        wire::AddPayee::Account { login } => {
            NewPayee::Account(LoginName::new(&login).map_err(ApiError::internal)?)
        }
        wire::AddPayee::Provider { provider_id } => NewPayee::Provider(provider_id),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| payees::add(tx, actor, id, &new).map(render::payee);
    Ok(web::Json(state.write_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?))
}
