//! Certificates.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::certificates::{self, Certificate, Error, NewCertificate},
};
use contract::{
    inspections as wire,
    problems::{CHANGED_MEANWHILE, Problem, inspections as p},
};
use domain::{ids::SettlementId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::papers;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, tables::lang};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_certificates).service(get_certificate).service(get_certificate_paper);
    cfg.service(issue_certificate).service(revoke_certificate);
}

/// Lists the certificates that an area issued for a half-year. Public.
#[utoipa::path(tag = "inspections", operation_id = "list_certificates", params(wire::ListCertificates),
    responses((status = 200, body = wire::Certificates), (status = 404, body = Problem)))]
#[get("/certificates")]
async fn list_certificates(
    state: web::Data<State>,
    query: Query<wire::ListCertificates>,
) -> ApiResult<wire::Certificates> {
    let Query(query) = query;
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let area = areas::area(tx, query.area_id)?;
        certificates::of_half_year(tx, area.id, query.half_year)
    });
    Ok(web::Json(wire::Certificates { items: found.await?.into_iter().map(render).collect() }))
}

/// Confirms a certificate by its number: what it says, and whether it is valid. Public.
#[utoipa::path(tag = "inspections", operation_id = "get_certificate", params(("number" = String, Path)),
    responses((status = 200, body = wire::Certificate), (status = 404, body = Problem)))]
#[get("/certificates/{number}")]
async fn get_certificate(state: web::Data<State>, number: web::Path<String>) -> ApiResult<wire::Certificate> {
    let number = number.into_inner();
    let found = state.db.read::<_, DbError, _>(move |tx| certificates::by_number(tx, &number)).await?;
    Ok(web::Json(render(found)))
}

/// The certificate to print, a PDF in the language of the request, with its number and a code that opens the page which
/// confirms it. Public, like the certificate; none for a revoked one. Problems: `certificate_revoked`.
#[utoipa::path(tag = "inspections", operation_id = "get_certificate_paper", params(("number" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[get("/certificates/{number}/paper")]
async fn get_certificate_paper(
    request: HttpRequest,
    state: web::Data<State>,
    number: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let number = number.into_inner();
    let found = state.db.read::<_, DbError, _>(move |tx| certificates::by_number(tx, &number)).await?;
    if found.revoked.is_some() {
        return Err(ApiError::new(&p::CERTIFICATE_REVOKED));
    }
    let (lang, url) = (lang(&request), state.settings.public_url.clone());
    let name = format!("{}.pdf", found.number);
    let pdf =
        web::block(move || papers::certificate(&found, &url, lang)).await.map_err(ApiError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .body(pdf))
}

/// Issues a certificate to a group of a village that reached the threshold of a settled half-year. Needs
/// `manage_inspections` there; beyond what the rules give a village it needs a reason. Problems:
/// `certificate_not_earned`, `changed_meanwhile` where a newer settlement has taken its place, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "issue_certificate", request_body = wire::IssueCertificate,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Certificate), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/settlements/{id}/certificates")]
async fn issue_certificate(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<SettlementId>,
    body: Valid<wire::IssueCertificate>,
) -> ApiResult<wire::Certificate> {
    let body = body.into_inner();
    let new = NewCertificate {
        settlement: *id,
        village: body.village_id,
        honoured: body.honoured.trim().to_owned(),
        title: body.title.trim().to_owned(),
        reason: body.reason.as_ref().map(|reason| reason.trim().to_owned()),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        certificates::issue(tx, actor, &new).map(render)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Declares a certificate no longer valid; its number still answers, with the reason. Needs `manage_inspections` where it was
/// issued. Problems: `certificate_revoked`.
#[utoipa::path(tag = "inspections", operation_id = "revoke_certificate", request_body = wire::RevokeCertificate,
    params(("number" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Certificate), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/certificates/{number}/revocation")]
async fn revoke_certificate(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    number: web::Path<String>,
    body: Valid<wire::RevokeCertificate>,
) -> ApiResult<wire::Certificate> {
    let (number, body) = (number.into_inner(), body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        certificates::revoke(tx, actor, &number, &reason).map(render)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

pub(super) fn render(found: Certificate) -> wire::Certificate {
    let (revoked_at, revoke_reason) = found.revoked.unzip();
    wire::Certificate {
        number: found.number,
        area_id: found.area,
        area_name: found.area_name,
        half_year: found.half_year,
        village_id: found.village,
        village_name: found.village_name,
        honoured: found.honoured,
        title: found.title,
        reason: found.reason,
        issued_at: found.issued_at,
        revoked_at,
        revoke_reason,
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::SettlementUnknown => DbError::NotFound.into(),
            Error::Superseded => Self::new(&CHANGED_MEANWHILE),
            Error::NotEligible => Self::new(&p::CERTIFICATE_NOT_EARNED),
            Error::ReasonMissing => Self::bad_field("/reason", "second_certificate", &[]),
            Error::Revoked => Self::new(&p::CERTIFICATE_REVOKED),
        }
    }
}
