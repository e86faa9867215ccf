//! Calls for proposals.

use actix_web::{get, post, put, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Page as Wanted,
        projects::{
            Error,
            calls::{self, Content, Filter, StoredCall},
        },
    },
};
use chrono::{DateTime, Utc};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{
    funds::Amount,
    ids::{FundId, ProposalCallId},
    ledger::Purpose,
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, Query, State, Valid, Versioned,
    funds::limit, providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_proposal_calls).service(get_proposal_call).service(draft_proposal_call);
    cfg.service(revise_proposal_call).service(publish_proposal_call).service(close_proposal_call);
}

fn render(stored: StoredCall, now: DateTime<Utc>) -> wire::ProposalCall {
    let StoredCall { call, title, text, published_at, version, .. } = stored;
    wire::ProposalCall {
        id: call.id,
        fund_id: call.fund,
        title,
        text,
        stage: call.stage(now),
        purposes: call.purposes.iter().map(|purpose| purpose.as_str().to_owned()).collect(),
        most_fen: call.most.fen(),
        opens_at: call.opens,
        closes_at: call.closes,
        published_at,
        version,
    }
}

fn versioned(call: wire::ProposalCall) -> Versioned<wire::ProposalCall> {
    let version = call.version;
    Versioned::new(call, version)
}

/// The contract's rules have let every value pass.
fn content(body: wire::WriteProposalCall) -> Result<Content, ApiError> {
    let purposes = body.purposes.iter().map(|code| Purpose::parse(code));
    Ok(Content {
        title: body.title,
        text: body.text,
        purposes: purposes.collect::<Result<_, _>>().map_err(ApiError::internal)?,
        most: Amount::new(body.most_fen).map_err(ApiError::internal)?,
        opens: body.opens_at,
        closes: body.closes_at,
    })
}

/// Lists calls for proposals, the newest first. Public; drafts for who manages, keeps, decides about or audits funds there.
/// Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_proposal_calls", params(wire::ListProposalCalls),
    responses((status = 200, body = Page<wire::ProposalCall>), (status = 400, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/proposal-calls")]
async fn list_proposal_calls(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListProposalCalls>,
) -> ApiResult<Page<wire::ProposalCall>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let filter = Filter { fund: query.fund_id, stage: query.stage };
    let wanted = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        Ok((calls::list(tx, actor.as_deref(), filter, wanted)?, tx.now()))
    };
    let (found, now) = state.db.read(read).await?;
    let page = Page::cut(found, limit, |stored| stored.call.id.to_string());
    Ok(web::Json(page.map(|stored| render(stored, now))))
}

/// One call. Public; a draft for who manages, keeps, decides about or audits funds there.
#[utoipa::path(tag = "funds", operation_id = "get_proposal_call", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::ProposalCall), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/proposal-calls/{id}")]
async fn get_proposal_call(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProposalCallId>,
) -> Result<Versioned<wire::ProposalCall>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        Ok(render(calls::call(tx, actor.as_deref(), id)?, tx.now()))
    };
    Ok(versioned(state.db.read(read).await?))
}

/// Writes a draft of a call for proposals. Needs `manage_funds` there. Problems: `fields_invalid`, `fund_no_purpose`.
#[utoipa::path(tag = "funds", operation_id = "draft_proposal_call", request_body = wire::WriteProposalCall,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::ProposalCall), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/proposal-calls")]
async fn draft_proposal_call(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::WriteProposalCall>,
) -> Result<Versioned<wire::ProposalCall>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let new = content(body.clone())?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render(calls::draft(tx, actor, id, &new)?, tx.now()))
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/proposal-calls/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Writes a draft of a call anew. Needs `manage_funds` there, and `If-Match`. Problems: `changed_meanwhile`,
/// `proposal_call_published`, `fields_invalid`, `fund_no_purpose`.
#[utoipa::path(tag = "funds", operation_id = "revise_proposal_call", request_body = wire::WriteProposalCall,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::ProposalCall), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[put("/proposal-calls/{id}")]
async fn revise_proposal_call(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProposalCallId>,
    body: Valid<wire::WriteProposalCall>,
) -> Result<Versioned<wire::ProposalCall>, ApiError> {
    let (id, actor, new) = (*id, caller.actor(), content(body.into_inner())?);
    let work = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        Ok(render(calls::revise(tx, &actor, id, version.0, &new)?, tx.now()))
    };
    Ok(versioned(state.db.write(work).await?))
}

/// Lets everybody read a call, and answer it in its time; it stays as it is from then on. Needs `manage_funds` there, and
/// `If-Match`. Problems: `changed_meanwhile`, `proposal_call_published`, `proposal_call_closed`, `fund_not_open`.
#[utoipa::path(tag = "funds", operation_id = "publish_proposal_call",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::ProposalCall), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/proposal-calls/{id}/publication")]
async fn publish_proposal_call(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProposalCallId>,
) -> Result<Versioned<wire::ProposalCall>, ApiError> {
    let (id, actor) = (*id, caller.actor());
    let work = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        Ok(render(calls::publish(tx, &actor, id, version.0)?, tx.now()))
    };
    Ok(versioned(state.db.write(work).await?))
}

/// Takes nothing in for a call from now on, before its time is over. Needs `manage_funds` there, and `If-Match`. Problems:
/// `changed_meanwhile`, `proposal_call_not_published`, `proposal_call_closed`.
#[utoipa::path(tag = "funds", operation_id = "close_proposal_call",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::ProposalCall), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/proposal-calls/{id}/closure")]
async fn close_proposal_call(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProposalCallId>,
) -> Result<Versioned<wire::ProposalCall>, ApiError> {
    let (id, actor) = (*id, caller.actor());
    let work = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        Ok(render(calls::close(tx, &actor, id, version.0)?, tx.now()))
    };
    Ok(versioned(state.db.write(work).await?))
}
