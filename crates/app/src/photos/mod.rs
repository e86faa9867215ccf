//! Photos that people send: their owner's until a ticket or an inspection uses them, then that one's.
//!
//! The picture itself lies in the photo store under the hash of its content; the rows here say who may see it. A row is
//! written before the store is, so that nothing lies there that no row knows: [`begin`] → store → [`finish`]. What no
//! ticket has used after a day is taken away: [`purge`] → store → [`purged`].
//!
//! Sending a photo is a draft and changes nothing in the town, so the journal learns of it with the ticket.

mod disbursement;
mod purge;
mod sweep;
mod unused;

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{
        ClaimId, DisbursementId, OfferId, PartyId, PhotoId, ProjectEventId, TargetId, TicketEventId,
        TicketId, UserId, VisitId,
    },
    permissions::{Actor, Permission},
};

pub(crate) use self::disbursement::{draft_hash, give_to_disbursement};
use self::unused::{draft, unused};
pub use self::{
    purge::{PURGE_MAX, UNUSED_KEPT_HOURS, purge, purged},
    sweep::{SweepError, sweep},
};
use crate::{
    db::{
        DbError, Key, Tx, lock, on_each,
        schema::{photo_contents as contents, photos as t, tickets},
    },
    funds::{disbursements, projects},
    inspections::{rectifications, sheets},
    mediations,
    points::claims,
    redemptions::offers,
    tickets::partner_sees,
    visits,
};

/// What a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// SHA-256 of its full size.
    pub hash: [u8; 32],
    /// Width of the full size, in pixels.
    pub width: u32,
    /// Height of the full size, in pixels.
    pub height: u32,
}

/// What a photo shows, in a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoKind {
    /// The matter, from the reporter.
    Report,
    /// What was done, from the handler.
    Evidence,
    /// What is still wrong, from the reporter.
    Objection,
    /// What a look-back saw.
    LookBack,
}

impl PhotoKind {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Evidence => "evidence",
            Self::Objection => "objection",
            Self::LookBack => "look_back",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Self::Report, Self::Evidence, Self::Objection, Self::LookBack];
        all.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What a photo of a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectPhoto {
    /// What was done, for everybody.
    Photo,
    /// An invoice, for those who take part and those inside the fund.
    Invoice,
}

impl ProjectPhoto {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Photo => "project_photo",
            Self::Invoice => "project_invoice",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Photo, Self::Invoice].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Notes that `owner` sends a picture; it can be used once [`finish`] says that it is stored.
///
/// # Errors
/// [`DbError::Unavailable`] in the moment in which the same picture is being taken away: the next try succeeds.
pub fn begin(tx: &mut Tx<'_>, owner: UserId, content: Content) -> Result<PhotoId, DbError> {
    let row = (
        contents::hash.eq(content.hash.to_vec()),
        contents::width.eq(i64::from(content.width)),
        contents::height.eq(i64::from(content.height)),
        contents::created_at.eq(tx.timestamp()),
    );
    on_each!(tx.db(), |c| {
        diesel::insert_into(contents::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    let held = contents::table.find(content.hash.to_vec()).select(contents::leaving);
    let leaving = lock!(tx.db(), held, |q, c| q.first::<bool>(c))?;
    if leaving {
        return Err(DbError::Unavailable("the same photo is being removed".into()));
    }
    let id: PhotoId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::owner_id.eq(Key(owner)),
            t::hash.eq(content.hash.to_vec()),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Notes that the picture lies in the store.
///
/// # Errors
/// [`DbError::NotFound`] where the row has gone.
pub fn finish(tx: &mut Tx<'_>, id: PhotoId) -> Result<(), DbError> {
    let stored = diesel::update(t::table.find(Key(id))).set(t::stored.eq(true)).execute(tx.db())?;
    if stored == 1 { Ok(()) } else { Err(DbError::NotFound) }
}

/// The hash of a photo that `actor` may see: their own draft, or one of a ticket they may see.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn visible(tx: &mut Tx<'_>, actor: &Actor, id: PhotoId) -> Result<[u8; 32], DbError> {
    type Used = (Option<Key<TicketId>>, Option<Key<TargetId>>, Option<Key<ClaimId>>, Option<Key<OfferId>>);
    type OnRounds = (Option<Key<VisitId>>, Option<Key<PartyId>>);
    type OfFund = (Option<Key<ProjectEventId>>, Option<String>, Option<Key<DisbursementId>>);
    let (hash, owner, used, on_rounds, of_fund): (Vec<u8>, Key<UserId>, Used, OnRounds, OfFund) = t::table
        .find(Key(id))
        .filter(t::stored.eq(true))
        .select((
            t::hash,
            t::owner_id,
            (t::ticket_id, t::target_id, t::claim_id, t::offer_id),
            (t::visit_id, t::party_id),
            (t::project_event_id, t::kind, t::disbursement_id),
        ))
        .first(tx.db())?;
    let allowed = match used {
        _ if of_fund.0.is_some() => match (of_fund.0, of_fund.1.as_deref().and_then(ProjectPhoto::parse)) {
            (Some(Key(entry)), Some(kind)) => projects::shows_photo(tx, actor, entry, kind)?,
            _ => return Err(DbError::damaged("a project's photo")),
        },
        _ if of_fund.2.is_some() => match of_fund.2 {
            Some(Key(disbursement)) => disbursements::shows_invoices(tx, actor, disbursement)?,
            None => false,
        },
        _ if on_rounds != (None, None) => match on_rounds {
            (Some(Key(visit)), _) => visits::shows_photo(tx, actor, visit)?,
            (None, Some(Key(party))) => mediations::shows_photo(tx, actor, party)?,
            (None, None) => false,
        },
        (None, None, None, None) => owner.0 == actor.user,
        (None, None, None, Some(Key(offer))) => offers::shows_photos(tx, actor, offer)?,
        (None, None, Some(Key(claim)), _) => claims::shows_photos(tx, actor, claim)?,
        (None, Some(Key(target)), ..) => owner.0 == actor.user || sheets::shows_photos(tx, actor, target)?,
        (Some(ticket), ..) => {
            type Standing = (Key<UserId>, Option<Key<UserId>>, String);
            let (reporter, by, path): Standing = tickets::table
                .find(ticket)
                .select((tickets::reporter_id, tickets::reported_by, tickets::area_path))
                .first(tx.db())?;
            let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
            let me = Some(Key(actor.user));
            // A handler sees them by their role, and no longer than they hold it.
            Some(reporter) == me
                || by == me
                || actor.may(Permission::ViewTickets, &path)
                || rectifications::shows_photos(tx, actor, ticket.0)?
                || partner_sees(tx, actor, ticket.0)?
        }
    };
    if allowed {
        hash.try_into().map_err(|_| DbError::damaged("a photo's hash"))
    } else {
        Err(DbError::NotFound)
    }
}

/// Gives drafts of `owner` to a ticket, in their order. `Err` names the first that is not theirs to give: unknown,
/// somebody else's, not stored yet or used already.
///
/// # Errors
/// [`DbError`].
pub(crate) fn attach(
    tx: &mut Tx<'_>,
    owner: UserId,
    photos: &[PhotoId],
    (ticket, event): (TicketId, TicketEventId),
    kind: PhotoKind,
) -> Result<Result<(), usize>, DbError> {
    for (index, photo) in photos.iter().enumerate() {
        let ordinal = i64::try_from(index).map_err(DbError::damaged)?;
        let given = diesel::update(draft!(owner, *photo))
            .set((
                t::ticket_id.eq(Some(Key(ticket))),
                t::event_id.eq(Some(Key(event))),
                t::kind.eq(Some(kind.as_str())),
                t::ordinal.eq(Some(ordinal)),
            ))
            .execute(tx.db())?;
        if given != 1 {
            return Ok(Err(index));
        }
    }
    Ok(Ok(()))
}

/// Gives a draft of `owner` to a place of an inspection; false where it is not theirs to give: unknown, somebody else's,
/// not stored yet, or used elsewhere. Giving it to the same place again changes nothing.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_target(
    tx: &mut Tx<'_>,
    owner: UserId,
    photo: PhotoId,
    target: TargetId,
) -> Result<bool, DbError> {
    let mine = t::table
        .find(Key(photo))
        .filter(t::owner_id.eq(Key(owner)))
        .filter(t::stored.eq(true))
        .filter(unused!(but target))
        .filter(t::target_id.is_null().or(t::target_id.eq(Key(target))));
    Ok(diesel::update(mine).set(t::target_id.eq(Key(target))).execute(tx.db())? == 1)
}

/// Gives drafts of `owner` to a claim of points, in their order. `Err` names the first that is not theirs to give.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_claim(
    tx: &mut Tx<'_>,
    owner: UserId,
    photos: &[PhotoId],
    claim: ClaimId,
) -> Result<Result<(), usize>, DbError> {
    for (index, photo) in photos.iter().enumerate() {
        let ordinal = i64::try_from(index).map_err(DbError::damaged)?;
        let given = diesel::update(draft!(owner, *photo))
            .set((t::claim_id.eq(Some(Key(claim))), t::ordinal.eq(Some(ordinal))))
            .execute(tx.db())?;
        if given != 1 {
            return Ok(Err(index));
        }
    }
    Ok(Ok(()))
}

/// Gives an offer its photos, in their order: those that it had, and drafts of `owner`. Photos that it has no more are
/// drafts again, and go after a day. `Err` names the first that cannot be given.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_offer(
    tx: &mut Tx<'_>,
    owner: UserId,
    photos: &[PhotoId],
    offer: OfferId,
) -> Result<Result<(), usize>, DbError> {
    let keys: Vec<Key<PhotoId>> = photos.iter().copied().map(Key).collect();
    let dropped = t::table.filter(t::offer_id.eq(Key(offer))).filter(t::id.ne_all(keys));
    let none = (t::offer_id.eq(None::<Key<OfferId>>), t::ordinal.eq(None::<i64>));
    diesel::update(dropped).set(none).execute(tx.db())?;
    for (index, photo) in photos.iter().enumerate() {
        let draft = t::owner_id.eq(Key(owner)).and(unused!(but offer));
        let mine = t::table
            .find(Key(*photo))
            .filter(t::stored.eq(true))
            .filter(t::offer_id.eq(Key(offer)).or(t::offer_id.is_null()))
            .filter(t::offer_id.eq(Key(offer)).or(draft));
        let ordinal = i64::try_from(index).map_err(DbError::damaged)?;
        let given = diesel::update(mine)
            .set((t::offer_id.eq(Some(Key(offer))), t::ordinal.eq(Some(ordinal))))
            .execute(tx.db())?;
        if given != 1 {
            return Ok(Err(index));
        }
    }
    Ok(Ok(()))
}

/// The photos of some offers, in their order: one query.
///
/// # Errors
/// [`DbError`].
pub(crate) fn of_offers(
    tx: &mut Tx<'_>,
    offers: &[OfferId],
) -> Result<BTreeMap<OfferId, Vec<PhotoId>>, DbError> {
    let keys: Vec<Key<OfferId>> = offers.iter().copied().map(Key).collect();
    let rows: Vec<(Option<Key<OfferId>>, Key<PhotoId>)> = t::table
        .filter(t::offer_id.eq_any(keys))
        .order((t::offer_id, t::ordinal))
        .select((t::offer_id, t::id))
        .load(tx.db())?;
    let mut photos: BTreeMap<OfferId, Vec<PhotoId>> = BTreeMap::new();
    for (offer, Key(photo)) in rows {
        if let Some(Key(offer)) = offer {
            photos.entry(offer).or_default().push(photo);
        }
    }
    Ok(photos)
}

/// Gives a draft of `owner` to a visit; false where it is not theirs to give.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_visit(
    tx: &mut Tx<'_>,
    owner: UserId,
    photo: PhotoId,
    visit: VisitId,
) -> Result<bool, DbError> {
    let given =
        diesel::update(draft!(owner, photo)).set(t::visit_id.eq(Some(Key(visit)))).execute(tx.db())?;
    Ok(given == 1)
}

/// Gives a draft of `owner` to a party of a dispute; false where it is not theirs to give.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_party(
    tx: &mut Tx<'_>,
    owner: UserId,
    photo: PhotoId,
    party: PartyId,
) -> Result<bool, DbError> {
    let given =
        diesel::update(draft!(owner, photo)).set(t::party_id.eq(Some(Key(party)))).execute(tx.db())?;
    Ok(given == 1)
}

/// Gives drafts of `owner` to an entry of a project's timeline, in their order. `Err` names the first that is not theirs to give.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_project(
    tx: &mut Tx<'_>,
    owner: UserId,
    photos: &[PhotoId],
    entry: ProjectEventId,
    kind: ProjectPhoto,
) -> Result<Result<(), usize>, DbError> {
    for (index, photo) in photos.iter().enumerate() {
        let ordinal = i64::try_from(index).map_err(DbError::damaged)?;
        let given = diesel::update(draft!(owner, *photo))
            .set((
                t::project_event_id.eq(Some(Key(entry))),
                t::kind.eq(Some(kind.as_str())),
                t::ordinal.eq(Some(ordinal)),
            ))
            .execute(tx.db())?;
        if given != 1 {
            return Ok(Err(index));
        }
    }
    Ok(Ok(()))
}

/// The hash of a photo of an offer that was shown: everybody may see it.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn of_shown_offer(tx: &mut Tx<'_>, offer: OfferId, id: PhotoId) -> Result<[u8; 32], DbError> {
    let photo = t::table.find(Key(id)).filter(t::stored.eq(true)).filter(t::offer_id.eq(Key(offer)));
    let hash: Vec<u8> = photo.select(t::hash).first(tx.db())?;
    if !offers::was_shown(tx, offer)? {
        return Err(DbError::NotFound);
    }
    hash.try_into().map_err(|_| DbError::damaged("a photo's hash"))
}
