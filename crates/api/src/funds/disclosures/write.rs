//! Preparing, signing and publishing disclosures.

use actix_web::{post, web};
use app::{
    db::Tx,
    funds::{Error, disclosures},
};
use contract::{funds as wire, problems::Problem};
use domain::{
    ids::{DisclosureId, FundId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(prepare_disclosure).service(sign_disclosure).service(publish_disclosure);
}

/// Writes the account of a period that is over from the fund's books, or writes it anew: signatures under another text are gone.
/// Needs `keep_funds` there. Problems: `fields_invalid`, `disclosure_not_over`, `disclosure_unbalanced`, `disclosure_published`.
#[utoipa::path(tag = "funds", operation_id = "prepare_disclosure", request_body = wire::PrepareDisclosure,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Disclosure), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/disclosures")]
async fn prepare_disclosure(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::PrepareDisclosure>,
) -> Result<Versioned<wire::Disclosure>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let wire::PrepareDisclosure { from, note } = body.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render::disclosure(disclosures::prepare(tx, actor, id, from, &note)?)?)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/disclosures/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Signs the account of a period as it was read. As treasurer it needs `keep_funds` there, as auditor `audit_ledger`, and they
/// are two people. Problems: `disclosure_published`, `disclosure_changed`, `disclosure_same_person`,
/// `disclosure_findings_open`.
#[utoipa::path(tag = "funds", operation_id = "sign_disclosure", request_body = wire::SignDisclosure,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disclosure), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/disclosures/{id}/signatures")]
async fn sign_disclosure(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisclosureId>,
    body: Valid<wire::SignDisclosure>,
) -> Result<Versioned<wire::Disclosure>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let wire::SignDisclosure { signatory, document_hash } = body;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render::disclosure(disclosures::sign(tx, actor, id, signatory, document_hash)?)?)
    };
    Ok(render::versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Publishes the account of a period, for good: once both have signed it, and while the books still say the same. Needs
/// `keep_funds` or `manage_funds` there. Problems: `disclosure_published`, `disclosure_not_signed`, `disclosure_changed`.
#[utoipa::path(tag = "funds", operation_id = "publish_disclosure",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disclosure), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/disclosures/{id}/publication")]
async fn publish_disclosure(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisclosureId>,
) -> Result<Versioned<wire::Disclosure>, ApiError> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render::disclosure(disclosures::publish(tx, actor, id)?)?)
    };
    Ok(render::versioned(state.write_once(key, &caller.actor(), &(), work).await?))
}
