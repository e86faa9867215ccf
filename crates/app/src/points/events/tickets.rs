//! A ticket that was solved: its reporter earns.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{TicketId, UserId},
    journal::Entry,
    points::EventRule,
    tickets::Judge,
    town_time,
};

use super::earn::{Told, earn, earnings};
use crate::{
    db::{DbError, Key, Tx, schema::tickets as t},
    ledger,
    points::{award::Home, claims::homes_of},
};

/// Its reporter confirmed that it is done, or nobody objected. What was demanded after an inspection is nobody's report.
pub(super) fn solved(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), ledger::Error> {
    let id = entry.subject.strip_prefix("ticket:").and_then(|id| id.parse::<TicketId>().ok());
    let Some(id) = id else { return Ok(()) };
    let found: Option<(Key<UserId>, String)> = t::table
        .find(Key(id))
        .filter(t::judge.eq(Judge::Reporter.as_str()))
        .select((t::reporter_id, t::area_path))
        .first(tx.db())
        .optional()
        .map_err(DbError::from)?;
    let Some((Key(person), _)) = found else { return Ok(()) };
    let homes = homes_of(tx, person, &AreaPath::root())?;
    let day = town_time::date(entry.at);
    let paths = homes.iter().map(|(_, path)| path);
    let all = earnings(tx, paths, day, |rules| rules.by_event(|event| event == EventRule::TicketSolved))?;
    for earning in all {
        let home = homes.iter().find(|(_, path)| earning.programme.path.covers(path));
        let (Some((household, path)), Some(points)) = (home, earning.activity.earns(None)) else { continue };
        let home = Home { person: Some(person), household: *household, path: path.clone() };
        let source_ref = entry.subject.clone();
        earn(tx, &earning, &Told { entry, day, home, minutes: None, points, source_ref, project: None })?;
    }
    Ok(())
}
