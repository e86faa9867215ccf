//! What the mediator does.

use actix_web::{post, web};
use app::{
    db::Tx,
    mediations::{self, Error, Meeting, NewMediation, NewParty},
};
use contract::{mediations as wire, problems::Problem};
use domain::{identity::Phone, ids::MediationId, permissions::Actor};

use super::read::{shown, versioned};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

/// Opens a record of a dispute; the caller mediates. Needs `mediate` in the area. Its parties are told that there is one, without
/// what it is about. Problems: `fields_invalid`.
#[utoipa::path(tag = "mediations", operation_id = "open_mediation", request_body = wire::OpenMediation,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Mediation), (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations")]
pub(super) async fn open_mediation(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::OpenMediation>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, body) = (state.keyring.clone(), body.into_inner());
    let parties = body.parties.iter().enumerate().map(read_party).collect::<Result<_, _>>()?;
    let new = NewMediation { area: body.area_id, matter: body.matter.trim().to_owned(), parties };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let id = mediations::open(tx, &keyring, actor, &new)?;
        shown(tx, &keyring, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/mediations/{}", made.item.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

fn read_party((index, party): (usize, &wire::NewParty)) -> Result<NewParty, ApiError> {
    let bad = |field: &str, code| ApiError::bad_field(format!("/parties/{index}{field}"), code, &[]);
    match (party.user_id, &party.name) {
        (Some(user), _) => Ok(NewParty::Resident(user)),
        (None, Some(name)) => {
            let phone =
                party.phone.as_deref().map(Phone::new).transpose().map_err(|_| bad("/phone", "phone"))?;
            Ok(NewParty::Named { name: name.trim().to_owned(), phone })
        }
        (None, None) => Err(bad("", "party_kind")),
    }
}

/// Writes down a meeting, held or to be held. For the mediator. Problems: `mediation_ended`, `meetings_full`.
#[utoipa::path(tag = "mediations", operation_id = "add_meeting", request_body = wire::AddMeeting,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/meetings")]
pub(super) async fn add_meeting(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<MediationId>,
    body: Valid<wire::AddMeeting>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, id, body) = (state.keyring.clone(), *id, body.into_inner());
    let new = Meeting {
        held_at: body.held_at,
        place: body.place.trim().to_owned(),
        notes: body.notes.trim().to_owned(),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::meet(tx, actor, id, &new)?;
        shown(tx, &keyring, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Writes down what would be agreed, or another text of it: what was confirmed before is void. For the mediator. Problems:
/// `mediation_ended`, `agreements_full`.
#[utoipa::path(tag = "mediations", operation_id = "propose_agreement", request_body = wire::ProposeAgreement,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/agreements")]
pub(super) async fn propose_agreement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<MediationId>,
    body: Valid<wire::ProposeAgreement>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, id, body) = (state.keyring.clone(), *id, body.into_inner());
    let text = body.text.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::propose(tx, actor, id, &text)?;
        shown(tx, &keyring, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Ends a record without an agreement. For the mediator. Problems: `mediation_ended`.
#[utoipa::path(tag = "mediations", operation_id = "fail_mediation", request_body = wire::EndMediation,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/failure")]
pub(super) async fn fail_mediation(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<MediationId>,
    body: Valid<wire::EndMediation>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, id, body) = (state.keyring.clone(), *id, body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::fail(tx, actor, id, &reason)?;
        shown(tx, &keyring, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes a record back: opened by mistake, or nobody wants it any more. For the mediator. Problems: `mediation_ended`.
#[utoipa::path(tag = "mediations", operation_id = "withdraw_mediation", request_body = wire::EndMediation,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Mediation), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/mediations/{id}/withdrawal")]
pub(super) async fn withdraw_mediation(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<MediationId>,
    body: Valid<wire::EndMediation>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (keyring, id, body) = (state.keyring.clone(), *id, body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        mediations::withdraw(tx, actor, id, &reason)?;
        shown(tx, &keyring, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}
