//! A fund's own budget.

use actix_web::{get, put, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error,
        budget::{self, WriteLine},
    },
};
use contract::{funds as wire, problems::Problem};
use domain::{ids::FundId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiResult, Caller, IdempotencyKey, MaybeCaller, State, Valid, funds::income::purpose};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_fund_budget).service(set_fund_line);
}

fn shown(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<wire::FundBudget, DbError> {
    let lines = budget::lines(tx, actor, fund)?;
    Ok(wire::FundBudget { fund_id: fund, lines: lines.into_iter().map(render::line).collect() })
}

/// What a fund may spend outside projects, line by line, and how far each line is used. Public, but while the fund is being
/// founded.
#[utoipa::path(tag = "funds", operation_id = "get_fund_budget", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FundBudget), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/budget")]
async fn get_fund_budget(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> ApiResult<wire::FundBudget> {
    let (actor, id) = (caller.actor(), *id);
    Ok(web::Json(state.db.read(move |tx| shown(tx, actor.as_deref(), id)).await?))
}

/// Writes a line of a fund's own budget: one that is there, or the next; it never goes below what is spent or approved. Needs
/// `manage_funds` there. Problems: `fields_invalid`, `fund_not_running`, `fund_no_purpose`, `budget_line_used`,
/// `budget_line_purpose`, `budget_lines_full`.
#[utoipa::path(tag = "funds", operation_id = "set_fund_line", request_body = wire::WriteFundLine,
    params(("id" = uuid::Uuid, Path), ("number" = u16, Path, minimum = 1, maximum = 51),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::FundBudget), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/funds/{id}/budget/{number}")]
async fn set_fund_line(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(FundId, u16)>,
    body: Valid<wire::WriteFundLine>,
) -> ApiResult<wire::FundBudget> {
    let ((fund, number), body) = (path.into_inner(), body.into_inner());
    let purpose = purpose(body.purpose.as_deref())?;
    let new = WriteLine { title: body.title.clone(), limit: body.limit_fen, purpose };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        budget::set(tx, actor, fund, number, &new)?;
        Ok(shown(tx, Some(actor), fund)?)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}
