//! Pledges of the four responsibilities before the door.

use actix_web::{HttpRequest, get, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::pledges::{self, Counted, Error, Pledge},
};
use contract::{
    inspections::{self as wire, pledge_sentences},
    lang::Lang,
    problems::{Problem, inspections as p},
};
use domain::{ids::AreaId, inspections::PLEDGE_TEXT, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, tables::lang};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_household_pledge).service(sign_pledge).service(record_pledge).service(withdraw_pledge);
    cfg.service(get_pledge_coverage);
}

/// The pledges of a household, with the text that is signed now in the language of the request. For its members, and who
/// sees households there.
#[utoipa::path(tag = "inspections", operation_id = "get_household_pledge", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::HouseholdPledge), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/households/{id}/pledge")]
async fn get_household_pledge(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<AreaId>,
) -> ApiResult<wire::HouseholdPledge> {
    let (actor, id, lang) = (caller.actor(), *id, lang(&request));
    let read = move |tx: &mut Tx<'_>| shown(tx, &actor, id, lang);
    Ok(web::Json(state.db.read::<_, DbError, _>(read).await?))
}

/// Signs the pledge for a household. For its members. Problems: `pledge_text_changed`, `pledge_exists`.
#[utoipa::path(tag = "inspections", operation_id = "sign_pledge", request_body = wire::SignPledge,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::HouseholdPledge), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/households/{id}/pledge")]
async fn sign_pledge(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<AreaId>,
    body: Valid<wire::SignPledge>,
) -> ApiResult<wire::HouseholdPledge> {
    let (id, lang, body) = (*id, lang(&request), body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        pledges::sign(tx, actor, id, body.text_version)?;
        Ok(shown(tx, actor, id, lang)?)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Records a pledge that was signed on paper: who recorded it and, by word, who signed. Needs `confirm_members` there.
/// Problems: `pledge_exists`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "record_pledge", request_body = wire::RecordPledge,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::HouseholdPledge), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/households/{id}/paper-pledge")]
async fn record_pledge(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<AreaId>,
    body: Valid<wire::RecordPledge>,
) -> ApiResult<wire::HouseholdPledge> {
    let (id, lang, body) = (*id, lang(&request), body.into_inner());
    let (signer, signed_on) = (body.signer.trim().to_owned(), body.signed_on);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        pledges::record(tx, actor, id, &signer, signed_on)?;
        Ok(shown(tx, actor, id, lang)?)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes the pledge of a household back; it stays on record. For its members. Problems: `pledge_missing`.
#[utoipa::path(tag = "inspections", operation_id = "withdraw_pledge",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::HouseholdPledge), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/households/{id}/pledge/withdrawal")]
async fn withdraw_pledge(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<AreaId>,
) -> ApiResult<wire::HouseholdPledge> {
    let (id, lang) = (*id, lang(&request));
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        pledges::withdraw(tx, actor, id)?;
        Ok(shown(tx, actor, id, lang)?)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &(), work).await?))
}

/// How many households have pledged, in an area and in each area directly in it. Public: counts, never which households;
/// places with fewer than five are left out.
#[utoipa::path(tag = "inspections", operation_id = "get_pledge_coverage", params(wire::GetPledgeCoverage),
    responses((status = 200, body = wire::PledgeCoverage), (status = 404, body = Problem)))]
#[get("/pledge-coverage")]
async fn get_pledge_coverage(
    state: web::Data<State>,
    query: Query<wire::GetPledgeCoverage>,
) -> ApiResult<wire::PledgeCoverage> {
    let Query(query) = query;
    let read = move |tx: &mut Tx<'_>| pledges::coverage(tx, query.area_id);
    let (whole, parts) = state.db.read_long::<_, DbError, _>(read).await?;
    let count = |counted: Counted| wire::PledgeCount {
        area_id: counted.area,
        area_path: counted.path,
        area_name: counted.name,
        kind: counted.kind,
        pledged: counted.pledged,
        households: counted.households,
    };
    Ok(web::Json(wire::PledgeCoverage { whole: count(whole), parts: parts.into_iter().map(count).collect() }))
}

/// What a household reads of its pledge.
fn shown(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: AreaId,
    lang: Lang,
) -> Result<wire::HouseholdPledge, DbError> {
    let pledges = pledges::of_household(tx, actor, household)?;
    let path = areas::area(tx, household)?.path;
    let pledge = |pledge: Pledge| wire::Pledge {
        id: pledge.id,
        text_version: pledge.text_version,
        signer: pledge.signer,
        signed_on: pledge.signed_on,
        recorder_name: pledge.recorder_name,
        recorded_at: pledge.recorded_at,
        withdrawn_at: pledge.withdrawn_at,
    };
    Ok(wire::HouseholdPledge {
        pledges: pledges.into_iter().map(pledge).collect(),
        text_version: PLEDGE_TEXT,
        sentences: pledge_sentences(PLEDGE_TEXT, lang),
        member: actor.lives_at(&path),
    })
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::TextChanged => Self::new(&p::PLEDGE_TEXT_CHANGED),
            Error::SignedLater => Self::bad_field("/signed_on", "signed_later", &[]),
            Error::Already => Self::new(&p::PLEDGE_EXISTS),
            Error::NotPledged => Self::new(&p::PLEDGE_MISSING),
        }
    }
}
