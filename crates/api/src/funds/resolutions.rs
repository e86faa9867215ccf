//! What committees decide.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        resolutions::{self, NewResolution},
    },
};
use contract::{
    funds as wire,
    page::{Page, PageQuery},
    problems::Problem,
};
use domain::{
    funds::committee::Matter,
    ids::{FundId, ResolutionId},
    ledger::Purpose,
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, Query, State, Valid, Versioned,
    providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_resolutions).service(get_resolution).service(open_resolution).service(cast_vote);
    cfg.service(recuse_oneself).service(decide_resolution).service(withdraw_resolution);
}

/// The resolutions of a fund's committee, the latest first. Public, but while the fund is being founded; what members say is
/// told once it is decided. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_resolutions", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<wire::Resolution>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/resolutions")]
async fn list_resolutions(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
    query: Query<PageQuery>,
) -> ApiResult<Page<wire::Resolution>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (query.limit(), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| resolutions::list(tx, actor.as_deref(), id, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |shown| shown.resolution.resolution.id.to_string());
    Ok(web::Json(page.map(render::resolution)))
}

/// One resolution with its votes. Public, but while the fund is being founded; what members say is told once it is decided.
#[utoipa::path(tag = "funds", operation_id = "get_resolution", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Resolution), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/resolutions/{id}")]
async fn get_resolution(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ResolutionId>,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| resolutions::resolution(tx, actor.as_deref(), id);
    Ok(versioned(render::resolution(state.db.read::<_, DbError, _>(read).await?)))
}

fn versioned(done: wire::Resolution) -> Versioned<wire::Resolution> {
    let version = done.version;
    Versioned::new(done, version)
}

fn shown(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<wire::Resolution, Error> {
    Ok(render::resolution(resolutions::resolution(tx, Some(actor), id)?))
}

fn matter(wire: wire::OpenedMatter) -> Result<Matter, ApiError> {
    use contract::funds::OpenedMatter as M;
    let code = |purpose: String| Purpose::parse(&purpose).map_err(ApiError::internal);
    Ok(match wire {
        M::Charter { charter_id: charter } => Matter::Charter { charter },
        M::Spending { most_fen: most } => Matter::Spending { most },
        M::Earmark { purpose, most_fen: most } => Matter::Earmark { purpose: code(purpose)?, most },
        M::Release { purpose, most_fen: most } => Matter::Release { purpose: code(purpose)?, most },
        M::Lifting { purpose, most_fen: most } => Matter::Lifting { purpose: code(purpose)?, most },
        M::WindingUp {} => Matter::WindingUp,
    })
}

/// Puts something to the vote among those who sit in the committee today. For members (`decide_funds`), and for who manages
/// the fund (`manage_funds`). Problems: `fields_invalid`, `fund_no_charter`, `fund_not_open`, `fund_not_running`,
/// `fund_no_purpose`, `resolution_other_fund`, `resolution_other_matter`.
#[utoipa::path(tag = "funds", operation_id = "open_resolution", request_body = wire::OpenResolution,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Resolution), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/resolutions")]
async fn open_resolution(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::OpenResolution>,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let wire::OpenResolution { title, reason, matter: what, until } = body.clone();
    let new = NewResolution { title, reason, matter: matter(what)?, until };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = resolutions::open(tx, actor, id, &new)?;
        shown(tx, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/resolutions/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Takes a step and answers the resolution as it then is.
async fn step<B: serde::Serialize>(
    (state, caller, key): (&State, &Caller, IdempotencyKey),
    id: ResolutionId,
    body: &B,
    work: impl FnOnce(&mut Tx<'_>, &Actor) -> Result<(), Error> + Send + 'static,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        work(tx, actor)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), body, work).await?))
}

/// Casts the caller's vote, which stays. Needs `decide_funds` there, and a seat on the day on which voting opened. Problems:
/// `resolution_not_open`, `vote_not_member`, `vote_cast`, `vote_recused`.
#[utoipa::path(tag = "funds", operation_id = "cast_vote", request_body = wire::CastVote,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Resolution), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/resolutions/{id}/votes")]
async fn cast_vote(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ResolutionId>,
    body: Valid<wire::CastVote>,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| resolutions::vote(tx, actor, id, body.choice);
    step((&state, &caller, key), id, &body, work).await
}

/// Keeps the caller out of a decision, for a reason that everybody reads. Needs what a vote needs. Problems:
/// `resolution_not_open`, `vote_not_member`, `vote_cast`.
#[utoipa::path(tag = "funds", operation_id = "recuse_oneself", request_body = wire::RecuseOneself,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Resolution), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/resolutions/{id}/recusals")]
async fn recuse_oneself(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ResolutionId>,
    body: Valid<wire::RecuseOneself>,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| resolutions::recuse(tx, actor, id, body.ground);
    step((&state, &caller, key), id, &body, work).await
}

/// Ends voting and decides, by the rules in force when it opened: once every member has voted or keeps out of it, or the time
/// is over. For those members, and for who manages the fund (`manage_funds`). Problems: `resolution_not_open`,
/// `resolution_voting`.
#[utoipa::path(tag = "funds", operation_id = "decide_resolution",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Resolution), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/resolutions/{id}/decision")]
async fn decide_resolution(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ResolutionId>,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let id = *id;
    // With a project that ends, what is held for it is given back.
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        resolutions::decide(tx, actor, id)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.post_once(key, &caller.actor(), &(), work).await?))
}

/// Takes back what is being voted on. For whoever put it to the vote, and for who manages the fund (`manage_funds`).
/// Problems: `resolution_not_open`.
#[utoipa::path(tag = "funds", operation_id = "withdraw_resolution",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Resolution), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/resolutions/{id}/withdrawal")]
async fn withdraw_resolution(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ResolutionId>,
) -> Result<Versioned<wire::Resolution>, ApiError> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| resolutions::withdraw(tx, actor, id);
    step((&state, &caller, key), id, &(), work).await
}
