//! Demanding that what failed is rectified: several items, or all of a round, in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId, TargetId, TicketId},
    inspections::{Findings, RectificationEvent, RectificationState, Score, due_at},
    permissions::{Actor, Permission},
    tickets::{StateName, TicketText},
};

use super::Error;
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, bulk_insert,
        schema::{areas, inspection_targets as targets, rectifications as t, tickets as tt},
        subject,
    },
    inspections::{
        rounds::{self, StoredRound},
        sheets::template_of,
    },
    tickets::{self, Demand},
};

/// Most items of one demand.
pub const ITEMS_MAX: usize = 500;
/// Most failed items that are shown of a round: what is beyond comes up once those before it are dealt with.
pub const FAILED_MAX: usize = 5_000;

/// One mark that lost points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Of which place.
    pub area: AreaId,
    /// Of which indicator.
    pub code: String,
}

/// What is demanded.
#[derive(Clone, Debug)]
pub struct NewDemand {
    /// Which marks; all that lost points and were not demanded yet, where absent.
    pub items: Option<Vec<Item>>,
    /// The last day.
    pub due_on: NaiveDate,
    /// What the office says to it.
    pub word: Option<String>,
}

/// What was demanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demanded {
    /// The ticket.
    pub id: TicketId,
    /// For which mark.
    pub item: Item,
}

/// A mark that lost points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedItem {
    /// The mark.
    pub item: Item,
    /// The place in the round.
    pub target: TargetId,
    /// The place's path.
    pub path: AreaPath,
    /// The place's name.
    pub area_name: String,
    /// What the indicator is called.
    pub indicator: String,
    /// What was lost.
    pub lost: Score,
    /// What the inspector noted.
    pub note: String,
    /// What was demanded for it, where something was that has not lapsed.
    pub demanded: Option<(TicketId, RectificationState)>,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewRow {
    ticket_id: Key<TicketId>,
    round_id: Key<RoundId>,
    target_id: Key<TargetId>,
    area_id: Key<AreaId>,
    area_path: String,
    code: String,
    indicator: String,
    lost: i64,
    note: String,
    word: Option<String>,
    due_at: NaiveDateTime,
    demanded_at: NaiveDateTime,
}

/// The marks of a round that lost points, in the order of the tree and of its template; at most [`FAILED_MAX`]. Four
/// statements.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`Error::Round`] before its scoring has ended.
pub fn failed(tx: &mut Tx<'_>, actor: &Actor, round: RoundId) -> Result<Vec<FailedItem>, Error> {
    let round = rounds::find(tx, round)?;
    actor.require(Permission::ManageInspections, &round.path)?;
    round.round.rectify()?;
    let mut failed = failed_items(tx, &round)?;
    failed.truncate(FAILED_MAX);
    Ok(failed)
}

fn failed_items(tx: &mut Tx<'_>, round: &StoredRound) -> Result<Vec<FailedItem>, DbError> {
    let template = template_of(tx, round)?;
    type Sheet = (Key<TargetId>, Key<AreaId>, String, String, String);
    let sheets: Vec<Sheet> = targets::table
        .inner_join(areas::table)
        .filter(targets::round_id.eq(Key(round.id)))
        .order(targets::area_path)
        .select((targets::id, targets::area_id, targets::area_path, areas::name, targets::findings))
        .load(tx.db())?;
    type Known = (Key<TargetId>, String, Key<TicketId>, String);
    let known: Vec<Known> = t::table
        .inner_join(tt::table)
        .filter(t::round_id.eq(Key(round.id)))
        .filter(t::lapsed_at.is_null())
        .select((t::target_id, t::code, t::ticket_id, tt::state))
        .load(tx.db())?;
    let mut demanded = BTreeMap::new();
    for (Key(target), code, Key(ticket), state) in known {
        let state =
            StateName::parse(&state).ok_or_else(|| DbError::damaged(format!("ticket state {state}")))?;
        demanded.insert((target, code), (ticket, RectificationState::of(state)));
    }
    let mut failed = Vec::new();
    for (Key(target), Key(area), path, area_name, findings) in sheets {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        let findings: Findings = serde_json::from_str(&findings).map_err(DbError::damaged)?;
        for indicator in template.indicators() {
            let Some(finding) = findings.get(&indicator.code) else { continue };
            let lost = indicator.lost(finding.points);
            if lost == Score::ZERO {
                continue;
            }
            failed.push(FailedItem {
                demanded: demanded.get(&(target, indicator.code.clone())).copied(),
                item: Item { area, code: indicator.code.clone() },
                target,
                path: path.clone(),
                area_name: area_name.clone(),
                indicator: indicator.name.clone(),
                lost,
                note: finding.note.clone(),
            });
        }
    }
    Ok(failed)
}

/// Demands that failed items are rectified: each becomes a ticket in its place, or none does.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`Error::Round`] before its scoring has ended;
/// [`Error::Due`], [`Error::NotLost`], [`Error::Already`], also for the slower of two; [`Error::NothingFailed`],
/// [`Error::TooMany`].
pub fn demand(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    new: &NewDemand,
) -> Result<Vec<Demanded>, Error> {
    let round = rounds::lock_round(tx, round)?;
    actor.require(Permission::ManageInspections, &round.path)?;
    round.round.rectify()?;
    let due_at = due_at(new.due_on, tx.now())?;
    let chosen = choose(failed_items(tx, &round)?, new.items.as_deref())?;
    let word = new.word.as_deref();
    let demands = chosen.iter().map(|failed| asked(failed, word)).collect::<Result<Vec<_>, _>>()?;
    let ids = tickets::demand(tx, actor, &demands, due_at)?;
    let now = tx.timestamp();
    let row = |(failed, id): (&FailedItem, &TicketId)| NewRow {
        ticket_id: Key(*id),
        round_id: Key(round.id),
        target_id: Key(failed.target),
        area_id: Key(failed.item.area),
        area_path: failed.path.to_string(),
        code: failed.item.code.clone(),
        indicator: failed.indicator.clone(),
        lost: failed.lost.hundredths(),
        note: failed.note.clone(),
        word: new.word.clone(),
        due_at: due_at.naive_utc(),
        demanded_at: now,
    };
    let rows: Vec<NewRow> = chosen.iter().zip(&ids).map(row).collect();
    bulk_insert!(tx.db(), t::table, &rows)?;
    let event = RectificationEvent::Demanded { round: round.id, count: ids.len(), due_on: new.due_on };
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &round.path,
        subject: subject("round", round.id),
        event,
    })?;
    let demanded = |(failed, id): (FailedItem, TicketId)| Demanded { id, item: failed.item };
    Ok(chosen.into_iter().zip(ids).map(demanded).collect())
}

/// The failed items that are meant, in their order.
fn choose(failed: Vec<FailedItem>, items: Option<&[Item]>) -> Result<Vec<FailedItem>, Error> {
    let chosen: Vec<FailedItem> = match items {
        None => failed.into_iter().filter(|failed| failed.demanded.is_none()).collect(),
        Some(items) => {
            let mut wanted = BTreeSet::new();
            let known: BTreeSet<(AreaId, &str)> =
                failed.iter().map(|failed| (failed.item.area, failed.item.code.as_str())).collect();
            for (index, item) in items.iter().enumerate() {
                if !known.contains(&(item.area, item.code.as_str())) {
                    return Err(Error::NotLost(index));
                }
                if !wanted.insert((item.area, item.code.clone())) {
                    return Err(Error::Already);
                }
            }
            let is_wanted =
                |failed: &FailedItem| wanted.contains(&(failed.item.area, failed.item.code.clone()));
            failed.into_iter().filter(is_wanted).collect()
        }
    };
    if chosen.iter().any(|failed| failed.demanded.is_some()) {
        return Err(Error::Already);
    }
    match chosen.len() {
        0 => Err(Error::NothingFailed),
        1..=ITEMS_MAX => Ok(chosen),
        _ => Err(Error::TooMany),
    }
}

/// The ticket's words: what was looked at, what it lost, what the inspector noted, what the office says.
fn asked(failed: &FailedItem, word: Option<&str>) -> Result<Demand, DbError> {
    let mut text = format!("{}（−{}）", failed.indicator, failed.lost);
    for more in [Some(failed.note.as_str()), word].into_iter().flatten() {
        let more: String = more.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
        if !more.is_empty() {
            text.push('\n');
            text.push_str(&more);
        }
    }
    let text = TicketText::new(&text).map_err(DbError::damaged)?;
    Ok(Demand { area: failed.item.area, path: failed.path.clone(), text })
}
