//! What the parties say to an agreement.

use actix_web::{post, web};
use app::{
    db::Tx,
    mediations::{self, Error},
};
use contract::{mediations as wire, problems::Problem};
use domain::{
    ids::{MediationId, PartyId},
    permissions::Actor,
};

use super::read::{shown, versioned};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

/// Agrees to a text; with the last party it is settled. For its parties. Problems: `mediation_ended`,
/// `mediation_nothing_agreed`, `agreement_changed`, `agreement_answered`.
#[utoipa::path(tag = "mediations", operation_id = "confirm_agreement", request_body = wire::ConfirmAgreement,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/confirmation")]
pub(super) async fn confirm_agreement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<MediationId>,
    body: Valid<wire::ConfirmAgreement>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, id, body) = (state.keyring.clone(), *id, body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::confirm(tx, actor, id, body.number)?;
        shown(tx, &keyring, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Does not agree to a text and says why; the parties talk again. For its parties. Problems: `mediation_ended`,
/// `mediation_nothing_agreed`, `agreement_changed`, `agreement_answered`.
#[utoipa::path(tag = "mediations", operation_id = "decline_agreement", request_body = wire::DeclineAgreement,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/refusal")]
pub(super) async fn decline_agreement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<MediationId>,
    body: Valid<wire::DeclineAgreement>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, id, body) = (state.keyring.clone(), *id, body.into_inner());
    let (number, reason) = (body.number, body.reason.trim().to_owned());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::decline(tx, actor, id, number, &reason)?;
        shown(tx, &keyring, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Records that a party without an account signed a text on paper, before a witness. For the mediator. Problems: `fields_invalid`,
/// `mediation_ended`, `mediation_nothing_agreed`, `agreement_changed`, `agreement_answered`, `party_has_account`.
#[utoipa::path(tag = "mediations", operation_id = "record_signature", request_body = wire::RecordSignature,
    params(("id" = uuid::Uuid, Path), ("party" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/parties/{party}/signature")]
pub(super) async fn record_signature(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(MediationId, PartyId)>,
    body: Valid<wire::RecordSignature>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, of, body) = (state.keyring.clone(), *path, body.into_inner());
    let (number, photo, witness) = (body.number, body.photo, body.witness.trim().to_owned());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::sign(tx, actor, of, number, (photo, &witness))?;
        shown(tx, &keyring, actor, of.0)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}
