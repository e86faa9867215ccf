//! Programmes and their budgets.

use actix_web::{get, patch, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    points::{
        events::{self, Skipped},
        numbers::{self, Step},
        programmes::{self, Error, Filter, NewProgramme, Page as Wanted, Patch, StoredProgramme},
    },
};
use contract::{page::Page, points as wire, problems::Problem};
use domain::{ids::ProgrammeId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{cursor, limit, render};
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, Query, State, Valid, Versioned,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_programmes).service(get_programme).service(create_programme).service(change_programme);
    cfg.service(start_programme).service(end_programme).service(get_programme_numbers);
    cfg.service(list_programme_fundings).service(fund_programme).service(list_skipped_events);
}

/// Lists programmes, the newest first. Public; drafts for those who manage or fund programmes there, or audit. Problems:
/// `query_invalid`, `not_found` (the area).
#[utoipa::path(tag = "points", operation_id = "list_programmes", params(wire::ListProgrammes),
    responses((status = 200, body = Page<wire::Programme>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/programmes")]
async fn list_programmes(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListProgrammes>,
) -> ApiResult<Page<wire::Programme>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let area = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = Filter { area, state: query.state, low: query.low };
        programmes::list(tx, actor.as_deref(), &filter, Wanted { after, limit: i64::from(limit) + 1 })
    };
    let page = Page::cut(state.db.read(read).await?, limit, |shown| shown.programme.id.to_string());
    Ok(web::Json(page.map(render::programme)))
}

/// One programme, with its rules and what is left of its budget. Public, but for drafts.
#[utoipa::path(tag = "points", operation_id = "get_programme", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Programme), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/programmes/{id}")]
async fn get_programme(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProgrammeId>,
) -> Result<Versioned<wire::Programme>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found =
        state.db.read::<_, DbError, _>(move |tx| programmes::programme(tx, actor.as_deref(), id)).await?;
    Ok(versioned(render::programme(found)))
}

/// A programme as the caller sees it after a change.
fn shown(tx: &mut Tx<'_>, actor: &Actor, id: ProgrammeId) -> Result<wire::Programme, Error> {
    Ok(render::programme(programmes::programme(tx, Some(actor), id)?))
}

fn versioned(done: wire::Programme) -> Versioned<wire::Programme> {
    let version = done.version;
    Versioned::new(done, version)
}

/// Changes a programme in a way that posts nothing, and answers it as it then is.
async fn changed(
    state: &State,
    caller: &Caller,
    id: ProgrammeId,
    change: impl FnOnce(&mut Tx<'_>, &Actor) -> Result<StoredProgramme, Error> + Send + 'static,
) -> Result<Versioned<wire::Programme>, ApiError> {
    let actor = caller.actor();
    let work = move |tx: &mut Tx<'_>| {
        change(tx, &actor)?;
        shown(tx, &actor, id)
    };
    Ok(versioned(state.db.write::<_, Error, _>(work).await?))
}

/// Writes a draft of a programme. Needs `manage_programmes` there. Problems: `fields_invalid`.
#[utoipa::path(tag = "points", operation_id = "create_programme", request_body = wire::NewProgramme,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Programme), (status = 403, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/programmes")]
async fn create_programme(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::NewProgramme>,
) -> Result<Versioned<wire::Programme>, ApiError> {
    let body = body.into_inner();
    let wire::NewProgramme { area_id: area, name, description, wallets, starts_on, ends_on } = body.clone();
    let new = NewProgramme { area, name, description, wallets, starts_on, ends_on };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = programmes::create(tx, actor, new)?;
        shown(tx, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/programmes/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Changes a programme: everything of a draft; of one that runs its words, and its last day to a later one. Needs
/// `manage_programmes` there, and `If-Match`. Problems: `changed_meanwhile`, `programme_started`, `programme_ended`,
/// `programme_period`.
#[utoipa::path(tag = "points", operation_id = "change_programme", request_body = wire::PatchProgramme,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Programme), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[patch("/programmes/{id}")]
async fn change_programme(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProgrammeId>,
    body: Valid<wire::PatchProgramme>,
) -> Result<Versioned<wire::Programme>, ApiError> {
    let wire::PatchProgramme { name, description, starts_on, ends_on } = body.into_inner();
    let (id, patch) = (*id, Patch { name, description, starts_on, ends_on });
    let change = move |tx: &mut Tx<'_>, actor: &Actor| programmes::change(tx, actor, id, version.0, patch);
    changed(&state, &caller, id, change).await
}

/// Lets a draft start, by a draft of its rules, which is adopted. Needs `manage_programmes` there, and `If-Match`. Problems:
/// `changed_meanwhile`, `programme_started`, `programme_period`, `fields_invalid` (the rules).
#[utoipa::path(tag = "points", operation_id = "start_programme", request_body = wire::StartProgramme,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Programme), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/programmes/{id}/start")]
async fn start_programme(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProgrammeId>,
    body: Valid<wire::StartProgramme>,
) -> Result<Versioned<wire::Programme>, ApiError> {
    let (id, rules) = (*id, body.into_inner().rules_id);
    let start = move |tx: &mut Tx<'_>, actor: &Actor| programmes::start(tx, actor, id, version.0, rules);
    changed(&state, &caller, id, start).await
}

/// Ends a programme: what is left of its budget goes back; what is in wallets stays. Needs `manage_programmes` there, and
/// `If-Match`. Problems: `changed_meanwhile`, `programme_not_running`, `programme_claims_wait`.
#[utoipa::path(tag = "points", operation_id = "end_programme",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Programme), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/programmes/{id}/end")]
async fn end_programme(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    key: IdempotencyKey,
    id: web::Path<ProgrammeId>,
) -> Result<Versioned<wire::Programme>, ApiError> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        programmes::end(tx, actor, id, version.0)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.post_once(key, &caller.actor(), &version.0, work).await?))
}

/// A programme's budget, what was issued, redeemed and expired, and what is in wallets, in all and by day or month, as the
/// ledger has it. Public, but for drafts.
#[utoipa::path(tag = "points", operation_id = "get_programme_numbers",
    params(("id" = uuid::Uuid, Path), wire::GetProgrammeNumbers),
    responses((status = 200, body = wire::ProgrammeNumbers), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/programmes/{id}/numbers")]
async fn get_programme_numbers(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProgrammeId>,
    query: Query<wire::GetProgrammeNumbers>,
) -> ApiResult<wire::ProgrammeNumbers> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let step = match query.by {
        wire::NumbersStep::Day => Step::Day,
        wire::NumbersStep::Month => Step::Month,
    };
    let read = move |tx: &mut Tx<'_>| numbers::numbers(tx, actor.as_deref(), id, step);
    Ok(web::Json(render::numbers(state.db.read_long::<_, DbError, _>(read).await?)))
}

/// What a programme was given, the latest first. For who manages or funds programmes there, or audits.
#[utoipa::path(tag = "points", operation_id = "list_programme_fundings", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Fundings), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/programmes/{id}/funding")]
async fn list_programme_fundings(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProgrammeId>,
) -> ApiResult<wire::Fundings> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| programmes::fundings(tx, &actor, id)).await?;
    Ok(web::Json(wire::Fundings { items: found.into_iter().map(render::funding).collect() }))
}

/// Gives a programme points for its budget. Needs `fund_programmes` there; not for who wrote the programme or its rules, or
/// let it start. Problems: `programme_own_funding`, `programme_ended`, `fields_invalid`.
#[utoipa::path(tag = "points", operation_id = "fund_programme", request_body = wire::FundProgramme,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Fundings), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/programmes/{id}/funding")]
async fn fund_programme(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProgrammeId>,
    body: Valid<wire::FundProgramme>,
) -> ApiResult<wire::Fundings> {
    let (id, body) = (*id, body.into_inner());
    let new = body.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        programmes::fund(tx, actor, id, new.points, &new.note)?;
        let all = programmes::fundings(tx, actor, id)?;
        Ok(wire::Fundings { items: all.into_iter().map(render::funding).collect() })
    };
    Ok(web::Json(state.post_once(key, &caller.actor(), &body, work).await?))
}

/// Entries of the journal that would have earned points and did not, the latest first. For who manages or funds programmes
/// there, or audits. Problems: `query_invalid`.
#[utoipa::path(tag = "points", operation_id = "list_skipped_events",
    params(("id" = uuid::Uuid, Path), wire::ListSkippedEvents),
    responses((status = 200, body = Page<wire::SkippedEvent>), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/programmes/{id}/skipped-events")]
async fn list_skipped_events(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProgrammeId>,
    query: Query<wire::ListSkippedEvents>,
) -> ApiResult<Page<wire::SkippedEvent>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let read = move |tx: &mut Tx<'_>| events::skipped(tx, &actor, id, after, i64::from(limit) + 1);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let items = found.into_iter().map(skipped).collect::<Result<Vec<_>, _>>()?;
    Ok(web::Json(Page::cut(items, limit, |item| item.id.to_string())))
}

fn skipped(found: Skipped) -> Result<wire::SkippedEvent, ApiError> {
    let word = |word: String| serde_json::Value::String(word);
    let damaged = |error: serde_json::Error| ApiError::internal(error);
    Ok(wire::SkippedEvent {
        id: found.id.0,
        entry_id: found.entry,
        event: found.event,
        activity: found.activity,
        activity_name: found.activity_name,
        points: found.points,
        reason: serde_json::from_value(word(found.reason)).map_err(damaged)?,
        cap: found.cap.map(|cap| serde_json::from_value(word(cap))).transpose().map_err(damaged)?,
        at: found.at,
    })
}
