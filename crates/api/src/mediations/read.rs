//! Reading.

use actix_web::{get, web};
use app::{
    crypto::Keyring,
    db::Tx,
    mediations::{self, Agreement, Error, Item, Meeting, Page as Wanted, Party},
};
use contract::{
    mediations as wire,
    page::Page,
    problems::{self, Problem},
};
use domain::{
    ids::{MediationId, MeetingId},
    mediations::MediationState,
    permissions::Actor,
};

use crate::{ApiError, ApiResult, Caller, Query, State, Versioned};

/// Lists the records that the caller mediates or is a party of, the newest first. Everybody who is signed in; whoever has no part in any
/// reads an empty list.
#[utoipa::path(tag = "mediations", operation_id = "list_mediations", params(wire::ListMediations),
    responses((status = 200, body = Page<wire::MediationItem>)), security(("bearer" = [])))]
#[get("/mediations")]
pub(super) async fn list_mediations(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListMediations>,
) -> ApiResult<Page<wire::MediationItem>> {
    let Query(query) = query;
    let (actor, limit) = (caller.actor(), query.page().limit());
    let after = query.after.as_deref().map(str::parse).transpose();
    let after = after.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let find = move |tx: &mut Tx<'_>| mediations::list(tx, &actor, query.open, page);
    let found = state.db.read::<_, Error, _>(find).await?;
    Ok(web::Json(Page::cut(found, limit, |item| item.record.id.to_string()).map(item)))
}

/// A record. For its mediator and its parties: whoever else asks finds nothing, whatever their role.
#[utoipa::path(tag = "mediations", operation_id = "get_mediation", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Mediation), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/mediations/{id}")]
pub(super) async fn get_mediation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<MediationId>,
) -> Result<Versioned<wire::Mediation>, ApiError> {
    let (actor, keyring, id) = (caller.actor(), state.keyring.clone(), *id);
    let find = move |tx: &mut Tx<'_>| shown(tx, &keyring, &actor, id);
    Ok(versioned(state.db.read::<_, Error, _>(find).await?))
}

/// Counts the records that were opened in an area in a time, by where they stand: nothing of what is in them. Needs
/// `count_mediations` there. Problems: `fields_invalid`.
#[utoipa::path(tag = "mediations", operation_id = "count_mediations", params(wire::CountMediations),
    responses((status = 200, body = wire::MediationCounts), (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/mediation-counts")]
pub(super) async fn count_mediations(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::CountMediations>,
) -> ApiResult<wire::MediationCounts> {
    let Query(query) = query;
    let actor = caller.actor();
    let days = (query.from, query.until);
    let count = move |tx: &mut Tx<'_>| mediations::counts(tx, &actor, query.area_id, days);
    let mut counts = wire::MediationCounts::default();
    for (state, count) in state.db.read::<_, Error, _>(count).await? {
        let slot = match state {
            MediationState::Open => &mut counts.open,
            MediationState::Agreed => &mut counts.agreed,
            MediationState::Settled => &mut counts.settled,
            MediationState::Failed => &mut counts.failed,
            MediationState::Withdrawn => &mut counts.withdrawn,
        };
        *slot = count;
    }
    Ok(web::Json(counts))
}

pub(super) fn versioned(record: wire::Mediation) -> Versioned<wire::Mediation> {
    let version = record.version;
    Versioned::new(record, version)
}

/// A record as the caller reads it.
pub(super) fn shown(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: MediationId,
) -> Result<wire::Mediation, Error> {
    let found = mediations::mediation(tx, keyring, actor, id)?;
    let party = |party: Party| wire::Party {
        id: party.id,
        me: party.user == Some(actor.user),
        has_account: party.user.is_some(),
        name: party.name,
        phone: party.phone.map(|phone| phone.digits().to_owned()),
        answer: party.answer.map(|(answer, _)| answer),
        answered_at: party.answer.map(|(_, at)| at),
        decline_reason: party.decline_reason,
        witness: party.witness,
        signature: party.signature,
    };
    Ok(wire::Mediation {
        end_reason: found.item.record.end_reason.clone(),
        version: found.item.record.version,
        item: item(found.item),
        mediator_name: found.mediator_name,
        parties: found.parties.into_iter().map(party).collect(),
        meetings: found.meetings.into_iter().map(meeting).collect(),
        agreements: found.agreements.into_iter().map(agreement).collect(),
        moves: found.moves,
    })
}

fn item(item: Item) -> wire::MediationItem {
    let Item { record, area_name, side, asked } = item;
    wire::MediationItem {
        id: record.id,
        area_name,
        matter: record.matter,
        state: record.state,
        side,
        asked,
        opened_at: record.opened_at,
        ended_at: record.ended_at,
    }
}

fn meeting((id, meeting): (MeetingId, Meeting)) -> wire::Meeting {
    let Meeting { held_at, place, notes } = meeting;
    wire::Meeting { id, meeting: wire::AddMeeting { held_at, place, notes } }
}

fn agreement(agreement: Agreement) -> wire::Agreement {
    let Agreement { number, text, proposed_at } = agreement;
    wire::Agreement { number, text, proposed_at }
}
