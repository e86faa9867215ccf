//! Disbursements: listed, read and proposed.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        disbursements::{self, Filter, NewDisbursement, NewInvoice},
    },
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{
    funds::{LineKey, disbursements::InvoiceNumber},
    ids::{DisbursementId, FundId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, Query, State, Valid, Versioned,
    funds::{income::purpose, limit},
    providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_disbursements).service(get_disbursement).service(propose_disbursement);
}

/// A disbursement as the caller sees it after a step.
pub(super) fn shown(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId) -> Result<wire::Disbursement, Error> {
    Ok(render::disbursement(disbursements::disbursement(tx, Some(actor), id)?))
}

pub(super) fn versioned(done: wire::Disbursement) -> Versioned<wire::Disbursement> {
    let version = done.summary.version;
    Versioned::new(done, version)
}

/// Lists disbursements, the latest proposed first. Public where money has moved (`paid`, `reversed`), people who are paid by one
/// character of their names; all of them for who manages (`manage_funds`), keeps (`keep_funds`), decides about (`decide_funds`) or
/// audits (`view_ledger`) funds there. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_disbursements", params(wire::ListDisbursements),
    responses((status = 200, body = Page<wire::DisbursementSummary>), (status = 400, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/disbursements")]
async fn list_disbursements(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListDisbursements>,
) -> ApiResult<Page<wire::DisbursementSummary>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let filter = Filter {
        fund: query.fund_id,
        project: query.project_id,
        payee: query.payee_id,
        payout: query.payout_id,
        state: query.state,
    };
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| disbursements::list(tx, actor.as_deref(), filter, page);
    let page = Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |one| one.stored.id.to_string());
    Ok(web::Json(page.map(render::listed)))
}

/// One disbursement with its way. Public where money has moved, without invoices and without who took which step; whole for who is
/// inside the fund, and for who proposed it.
#[utoipa::path(tag = "funds", operation_id = "get_disbursement", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Disbursement), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/disbursements/{id}")]
async fn get_disbursement(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<DisbursementId>,
) -> Result<Versioned<wire::Disbursement>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| disbursements::disbursement(tx, actor.as_deref(), id);
    Ok(versioned(render::disbursement(state.db.read::<_, DbError, _>(read).await?)))
}

/// Asks for money out of a fund: for a milestone of a project, or on a line of the fund's own budget. Whose roles may, the charter
/// says, and up to how much. Problems: `disbursement_no_role`, `disbursement_above_limit`, `disbursement_resolution_needed`,
/// `disbursement_other_grounds`, `disbursement_project_idle`, `disbursement_beyond_invoices`, `resolution_other_fund`,
/// `resolution_not_carried`, `resolution_other_matter`, `resolution_used_up`, `budget_exceeded`, `budget_restricted`,
/// `milestone_missing`, `milestone_not_accepted`, `milestone_exceeded`, `fund_no_charter`, `fund_not_running`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "propose_disbursement", request_body = wire::ProposeDisbursement,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Disbursement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/disbursements")]
async fn propose_disbursement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::ProposeDisbursement>,
) -> Result<Versioned<wire::Disbursement>, ApiError> {
    let (fund, body) = (*id, body.into_inner());
    let new = content(body.clone())?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = disbursements::propose(tx, actor, fund, &new)?;
        shown(tx, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/disbursements/{}", made.summary.id), made.summary.version);
    Ok(Versioned::created(made, version, &path))
}

/// The contract's rules have let every value pass.
fn content(body: wire::ProposeDisbursement) -> Result<NewDisbursement, ApiError> {
    let invoice = |one: wire::WriteInvoice| -> Result<NewInvoice, ApiError> {
        let number = InvoiceNumber::new(&one.number).map_err(ApiError::internal)?;
        Ok(NewInvoice { number, seller: one.seller, amount: one.amount_fen, photo: one.photo_id })
    };
    Ok(NewDisbursement {
        title: body.title,
        line: LineKey { project: body.project_id, number: body.line },
        milestone: body.milestone.map(usize::from),
        purpose: purpose(body.purpose.as_deref())?,
        resolution: body.resolution_id,
        payee: body.payee_id,
        amount: body.amount_fen,
        invoices: body.invoices.into_iter().map(invoice).collect::<Result<_, _>>()?,
    })
}
