//! Sheets.

use actix_web::{get, put, web};
use app::{
    db::Tx,
    identity,
    inspections::sheets::{self, Error, Filled, Sheet},
};
use contract::{inspections as wire, problems::Problem};
use domain::{
    ids::{AreaId, RoundId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, Caller, IdempotencyKey, IfMatch, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_sheet).service(keep_sheet);
}

/// Reads the sheet of a place: for the team and who holds rounds there once the round has started, for who speaks for
/// the place once the scoring has ended.
#[utoipa::path(tag = "inspections", operation_id = "get_sheet",
    params(("id" = uuid::Uuid, Path), ("area_id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Sheet), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/inspection-rounds/{id}/targets/{area_id}/sheet")]
async fn get_sheet(
    state: web::Data<State>,
    caller: Caller,
    path: web::Path<(RoundId, AreaId)>,
) -> Result<Versioned<wire::Sheet>, ApiError> {
    let (actor, (round, area)) = (caller.actor(), *path);
    let work = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        let (sheet, _) = sheets::sheet(tx, &actor, round, area)?;
        render(tx, round, sheet)
    };
    let sheet = state.db.read(work).await?;
    let version = sheet.version;
    Ok(Versioned::new(sheet, version))
}

/// Keeps a sheet whole. Needs membership in the round's team, no tie to the place, and `If-Match`: `"0"` for an
/// empty sheet. Who saw an older one is refused and reads the newer, so nothing is overwritten unseen; the same sheet
/// sent again, because an answer was lost, is kept once. Problems: `changed_meanwhile`, `recused`, `not_scoring`,
/// `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "keep_sheet", request_body = wire::KeepSheet,
    params(("id" = uuid::Uuid, Path), ("area_id" = uuid::Uuid, Path), ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Sheet), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[put("/inspection-rounds/{id}/targets/{area_id}/sheet")]
async fn keep_sheet(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    key: IdempotencyKey,
    path: web::Path<(RoundId, AreaId)>,
    body: Valid<wire::KeepSheet>,
) -> Result<Versioned<wire::Sheet>, ApiError> {
    let ((round, area), body) = (*path, body.into_inner());
    let filled = Filled { findings: body.findings.clone(), hand_in: body.hand_in };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let sheet = sheets::keep(tx, actor, round, area, version.0, &filled)?;
        render(tx, round, sheet)
    };
    let sheet = state.write_once(key, &caller.actor(), &body, work).await?;
    let version = sheet.version;
    Ok(Versioned::new(sheet, version))
}

fn render(tx: &mut Tx<'_>, round: RoundId, sheet: Sheet) -> Result<wire::Sheet, Error> {
    let people = identity::names_of(tx, sheet.updated.map(|(user, _)| user))?;
    Ok(wire::Sheet {
        round_id: round,
        area_id: sheet.area,
        area_path: sheet.path,
        findings: sheet.findings,
        score: sheet.score,
        handed_in_at: sheet.handed_in.map(|(_, at)| at),
        updated_by: sheet.updated.map(|(user, _)| user),
        updated_by_name: sheet.updated.and_then(|(user, _)| people.get(&user).cloned()),
        updated_at: sheet.updated.map(|(_, at)| at),
        version: sheet.version,
    })
}
