//! A rectification follows its mark: where nothing is lost any more, it falls away.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{RoundId, TargetId, TicketId},
    inspections::{LapseReason, RectificationEvent, Score},
    permissions::Actor,
};

use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::rectifications as t, subject},
    tickets,
};

/// What was demanded for a mark follows it: `lost` is what the place loses there now. What is done stays as it is. The
/// round is locked.
///
/// # Errors
/// [`DbError`].
pub(in crate::inspections) fn follow(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (target, code): (TargetId, &str),
    lost: Score,
    reason: LapseReason,
) -> Result<(), tickets::Error> {
    let of_mark = t::table
        .filter(t::target_id.eq(Key(target)))
        .filter(t::code.eq(code))
        .filter(t::lapsed_at.is_null())
        .select((t::ticket_id, t::round_id, t::area_path));
    let found: Option<(Key<TicketId>, Key<RoundId>, String)> =
        of_mark.first(tx.db()).optional().map_err(DbError::from)?;
    let Some((Key(id), Key(round), path)) = found else { return Ok(()) };
    let row = t::table.find(Key(id));
    if lost > Score::ZERO {
        let changed = diesel::update(row).set(t::lost.eq(lost.hundredths())).execute(tx.db());
        return changed.map(drop).map_err(|error| DbError::from(error).into());
    }
    if !tickets::lapse(tx, id)? {
        return Ok(());
    }
    let now = tx.timestamp();
    diesel::update(row)
        .set((t::lapsed_at.eq(now), t::lapse_reason.eq(reason.as_str())))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    let event = RectificationEvent::Lapsed { round, reason };
    tx.journal(NewEntry { actor: Some(actor), area: &path, subject: subject("ticket", id), event })?;
    Ok(())
}
