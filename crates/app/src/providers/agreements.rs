//! What the town pays a provider for points.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ProgrammeId, ProviderId},
    permissions::{Actor, Permission},
    providers::ProviderEvent,
};

use super::{Error, lock, provider, read::require_concerned};
use crate::{
    db::{DbError, Key, NewEntry, Tx, on_each, schema::provider_agreements as t, subject},
    redemptions::programmes,
};

/// Most programmes with which one provider has something agreed.
const AGREEMENTS_MAX: i64 = 50;

/// What is agreed for the points of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderAgreement {
    /// Which programme.
    pub programme: ProgrammeId,
    /// Fen for a point.
    pub fen_per_point: Option<i64>,
    /// Since when.
    pub updated_at: DateTime<Utc>,
}

/// What is agreed with a provider. For its staff, those who manage providers and those who see the ledger.
///
/// # Errors
/// [`Error::Denied`]; [`DbError::NotFound`].
pub fn agreements(tx: &mut Tx<'_>, actor: &Actor, id: ProviderId) -> Result<Vec<ProviderAgreement>, Error> {
    let of = provider(tx, id)?;
    require_concerned(actor, &of)?;
    let rows: Vec<(Key<ProgrammeId>, Option<i64>, NaiveDateTime)> = t::table
        .filter(t::provider_id.eq(Key(id)))
        .order(t::programme_id)
        .limit(AGREEMENTS_MAX)
        .select((t::programme_id, t::fen_per_point, t::updated_at))
        .load(tx.db())?;
    let one = |(Key(programme), fen_per_point, at): (_, _, NaiveDateTime)| ProviderAgreement {
        programme,
        fen_per_point,
        updated_at: at.and_utc(),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Agrees on what is paid for a point of a programme; nothing where `fen_per_point` is absent. What is settled later is
/// computed with it.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] where the provider serves; [`Error::Programme`],
/// [`Error::Refused`].
pub fn agree(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProviderId,
    programme: ProgrammeId,
    fen_per_point: Option<i64>,
) -> Result<ProviderAgreement, Error> {
    let of = lock(tx, id)?;
    actor.require(Permission::ManageProviders, &of.path)?;
    of.state.require_active()?;
    if !programmes::is_at(tx, programme, &of.path)? {
        return Err(Error::Programme);
    }
    let now = tx.timestamp();
    let row = (
        t::provider_id.eq(Key(id)),
        t::programme_id.eq(Key(programme)),
        t::fen_per_point.eq(fen_per_point),
        t::updated_at.eq(now),
    );
    let made =
        on_each!(tx.db(), |c| diesel::insert_into(t::table).values(row).on_conflict_do_nothing().execute(c))?;
    if made == 0 {
        diesel::update(t::table.find((Key(id), Key(programme))))
            .set((t::fen_per_point.eq(fen_per_point), t::updated_at.eq(now), t::version.eq(t::version + 1)))
            .execute(tx.db())?;
    }
    let event = ProviderEvent::Agreed { provider: id, programme, fen_per_point };
    tx.journal(NewEntry { actor: Some(actor), area: &of.path, subject: subject("provider", id), event })?;
    Ok(ProviderAgreement { programme, fen_per_point, updated_at: now.and_utc() })
}

/// Fen for a point of a programme, where a rate is agreed.
pub(crate) fn rate(tx: &mut Tx<'_>, id: ProviderId, programme: ProgrammeId) -> Result<Option<i64>, DbError> {
    let found: Option<Option<i64>> =
        t::table.find((Key(id), Key(programme))).select(t::fen_per_point).first(tx.db()).optional()?;
    Ok(found.flatten())
}
