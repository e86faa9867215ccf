//! The people of an audience.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    funds::Step,
    ids::{AreaId, DisbursementId, PayoutId, ProviderId, ShiftId, TicketEventId, TicketId, UserId},
    journal::Entry,
    notifications::{Audience, is_told_of_the_other, told},
    permissions::Permission,
    volunteering::Place,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{shift_sign_ups as sign_ups, ticket_events, tickets},
        subject,
    },
    funds::disbursements,
    grants, journal,
    tickets::staff_of_keeper,
};

/// Whom an entry is told: everybody once, and not whoever did it.
pub(super) fn of(tx: &mut Tx<'_>, entry: &Entry) -> Result<BTreeSet<UserId>, DbError> {
    let mut people = BTreeSet::new();
    for audience in told(&entry.event) {
        match audience {
            Audience::Concerned => people.extend(journal::concerned(tx, &entry.subject)?),
            Audience::Handler => people.extend(handler(tx, &entry.subject)?),
            Audience::NamedHandler => people.extend(named(&entry.payload)?.handler),
            Audience::HandlerOrNearest(permission) => match handler(tx, &entry.subject)? {
                Some(handler) => people.extend([handler]),
                None => {
                    people.extend(nearest(tx, *permission, entry)?);
                    people.extend(keepers(tx, &entry.subject)?);
                }
            },
            Audience::HoldersThere(permission) => people.extend(there(tx, *permission, &entry.payload)?),
            Audience::Nearest(permission) => people.extend(nearest(tx, *permission, entry)?),
            Audience::Staff => {
                let provider: Vec<ProviderId> = named(&entry.payload)?.provider.into_iter().collect();
                people.extend(grants::staff(tx, &provider)?);
            }
            Audience::Approvers => people.extend(approvers(tx, entry)?),
            Audience::Payers => people.extend(payers(tx, &entry.subject)?),
            Audience::Caller => people.extend(named(&entry.payload)?.caller),
            Audience::SignedUp => people.extend(signed_up(tx, &entry.subject)?),
            Audience::Holders(permission) => people.extend(grants::holders(tx, *permission, &entry.area)?),
        }
    }
    let did_it = match entry.agent {
        None if entry.event == "ticket.message_sent" => anonymous_writer(tx, &entry.payload)?,
        agent => agent,
    };
    people.retain(|person| did_it != Some(*person));
    Ok(people)
}

/// Who wrote a message of which the journal names no writer: an anonymous reporter, who knows of it.
fn anonymous_writer(tx: &mut Tx<'_>, payload: &str) -> Result<Option<UserId>, DbError> {
    #[derive(Deserialize)]
    struct Sent {
        message: TicketEventId,
    }
    let Sent { message } = serde_json::from_str(payload).map_err(DbError::damaged)?;
    let writer: Option<Option<Key<UserId>>> =
        ticket_events::table.find(Key(message)).select(ticket_events::user_id).first(tx.db()).optional()?;
    Ok(writer.flatten().map(|Key(person)| person))
}

/// Who reported a matter that goes on in this ticket, each with the ticket of their own: the other's words are not theirs to read.
pub(super) fn joined(tx: &mut Tx<'_>, entry: &Entry) -> Result<Vec<(UserId, String)>, DbError> {
    let told = is_told_of_the_other(&entry.event);
    let Some(id) = id_of(&entry.subject, "ticket").filter(|_| told) else { return Ok(Vec::new()) };
    let rows: Vec<(Key<UserId>, Key<TicketId>)> = tickets::table
        .filter(tickets::merged_into.eq(Key(TicketId(id))))
        .order(tickets::id)
        .select((tickets::reporter_id, tickets::id))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(person), Key(own))| (person, subject("ticket", own))).collect())
}

/// The id in a subject of this kind.
pub(super) fn id_of(subject: &str, kind: &str) -> Option<Uuid> {
    let (found, id) = subject.split_once(':')?;
    (found == kind).then(|| Uuid::parse_str(id).ok()).flatten()
}

fn handler(tx: &mut Tx<'_>, subject: &str) -> Result<Option<UserId>, DbError> {
    let Some(id) = id_of(subject, "ticket") else { return Ok(None) };
    let found: Option<Option<Key<UserId>>> =
        tickets::table.find(Key(TicketId(id))).select(tickets::handler_id).first(tx.db()).optional()?;
    Ok(found.flatten().map(|Key(person)| person))
}

/// Who may approve a disbursement, or awards that were proposed together: of these they are told once.
fn approvers(tx: &mut Tx<'_>, entry: &Entry) -> Result<BTreeSet<UserId>, DbError> {
    if let Some(payout) = id_of(&entry.subject, "payout") {
        return disbursements::who_may_approve_of(tx, PayoutId(payout));
    }
    match id_of(&entry.subject, "disbursement") {
        Some(id) if named(&entry.payload)?.payout.is_none() => {
            disbursements::who_may(tx, DisbursementId(id), Step::Approve)
        }
        _ => Ok(BTreeSet::new()),
    }
}

/// Who may pay a disbursement.
fn payers(tx: &mut Tx<'_>, subject: &str) -> Result<BTreeSet<UserId>, DbError> {
    match id_of(subject, "disbursement").map(DisbursementId) {
        Some(id) if disbursements::is_told_to_payers(tx, id)? => disbursements::who_may(tx, id, Step::Pay),
        _ => Ok(BTreeSet::new()),
    }
}

/// Who is nearest to where it happened of those who may do something.
fn nearest(tx: &mut Tx<'_>, permission: Permission, entry: &Entry) -> Result<BTreeSet<UserId>, DbError> {
    Ok(grants::nearest(tx, permission, &entry.area)?.map(|nearest| nearest.people).unwrap_or_default())
}

/// Who serves the provider that keeps a ticket: it is theirs to take on.
fn keepers(tx: &mut Tx<'_>, subject: &str) -> Result<BTreeSet<UserId>, DbError> {
    match id_of(subject, "ticket") {
        Some(id) => staff_of_keeper(tx, TicketId(id)),
        None => Ok(BTreeSet::new()),
    }
}

/// Whom and where a payload names.
#[derive(Deserialize)]
struct Named {
    /// Where it went.
    to: Option<AreaId>,
    /// To whom it went.
    handler: Option<UserId>,
    /// Whose people it is about.
    provider: Option<ProviderId>,
    /// Who called them.
    caller: Option<UserId>,
    /// With which awards together it was proposed.
    payout: Option<PayoutId>,
}

fn named(payload: &str) -> Result<Named, DbError> {
    serde_json::from_str(payload).map_err(DbError::damaged)
}

/// Who holds a role in the area that a payload names as `to`.
fn there(tx: &mut Tx<'_>, permission: Permission, payload: &str) -> Result<BTreeSet<UserId>, DbError> {
    match named(payload)?.to {
        Some(area) => grants::holders_at(tx, permission, area),
        None => Ok(BTreeSet::new()),
    }
}

fn signed_up(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<UserId>, DbError> {
    let Some(id) = id_of(subject, "shift") else { return Ok(Vec::new()) };
    let found: Vec<Key<UserId>> = sign_ups::table
        .filter(sign_ups::shift_id.eq(Key(ShiftId(id))))
        .filter(sign_ups::state.ne(Place::Withdrawn.as_str()))
        .select(sign_ups::person_id)
        .load(tx.db())?;
    Ok(found.into_iter().map(|Key(person)| person).collect())
}
