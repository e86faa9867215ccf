//! A redemption as it is stored.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, OfferId, PostingId, ProgrammeId, ProviderId, RedemptionId, UserId},
    permissions::Actor,
    redemptions::{RedemptionEvent, RedemptionState, Stock},
};

use super::offers;
use crate::db::{DbError, Key, NewEntry, Tx, lock, schema::redemptions as t, subject};

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<RedemptionId>,
    pub(super) offer_id: Key<OfferId>,
    pub(super) provider_id: Key<ProviderId>,
    pub(super) programme_id: Key<ProgrammeId>,
    area_path: String,
    pub(super) user_id: Key<UserId>,
    pub(super) household_id: Option<Key<AreaId>>,
    pub(super) posting_id: Key<PostingId>,
    pub(super) points: i64,
    took_stock: bool,
    pub(super) code_hash: String,
    pub(super) state: String,
    pub(super) reserved_at: NaiveDateTime,
    pub(super) keep_until: NaiveDateTime,
    pub(super) collected_at: Option<NaiveDateTime>,
    pub(super) ended_at: Option<NaiveDateTime>,
    pub(super) reason: Option<String>,
    pub(super) version: i64,
}

impl Row {
    /// Where it stands.
    pub(super) fn standing(&self) -> Result<RedemptionState, DbError> {
        Ok(match (self.state.as_str(), self.collected_at) {
            ("reserved", _) => RedemptionState::Reserved { until: self.keep_until.and_utc() },
            ("collected", Some(at)) => RedemptionState::Collected { at: at.and_utc() },
            ("cancelled", _) => RedemptionState::Cancelled,
            ("expired", _) => RedemptionState::Expired,
            ("returned", _) => RedemptionState::Returned,
            (word, _) => return Err(DbError::damaged(word)),
        })
    }

    /// Where it happens: where the provider serves.
    pub(super) fn path(&self) -> Result<AreaPath, DbError> {
        AreaPath::parse(&self.area_path).map_err(DbError::damaged)
    }

    /// Whether it is the actor's: they reserved it, or belong to the household that pays.
    pub(super) fn is_of(&self, actor: &Actor) -> bool {
        self.user_id.0 == actor.user || self.household_id.is_some_and(|Key(home)| actor.belongs_to(home))
    }

    /// Puts back the piece that it took, where it took one.
    pub(super) fn restock(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        if self.took_stock { offers::put_back(tx, self.offer_id.0) } else { Ok(()) }
    }
}

/// One redemption, locked until the transaction ends.
pub(super) fn locked(tx: &mut Tx<'_>, id: RedemptionId) -> Result<Row, DbError> {
    Ok(lock!(tx.db(), t::table.find(Key(id)), |q, c| q.select(Row::as_select()).first(c))?)
}

/// Notes that a redemption is over.
pub(super) fn end(
    tx: &mut Tx<'_>,
    old: &Row,
    state: RedemptionState,
    by: Option<&Actor>,
    reason: Option<&str>,
) -> Result<(), DbError> {
    diesel::update(t::table.find(old.id))
        .set((
            t::state.eq(state.as_str()),
            t::ended_at.eq(tx.timestamp()),
            t::ended_by.eq(by.map(|actor| Key(actor.user))),
            t::reason.eq(reason),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The one journal entry of a step.
pub(super) fn entry<'a>(
    actor: Option<&'a Actor>,
    area: &'a AreaPath,
    id: RedemptionId,
    event: RedemptionEvent,
) -> NewEntry<'a, RedemptionEvent> {
    NewEntry { actor, area, subject: subject("redemption", id), event }
}

/// Whether pieces are counted at all.
pub(super) const fn counted(stock: Stock) -> bool {
    matches!(stock, Stock::Pieces(_))
}
