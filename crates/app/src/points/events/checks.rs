//! A published check of households: those that did well earn.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId},
    inspections::Subjects,
    journal::Entry,
    points::{EventRule, WalletKind},
    town_time,
};
use serde::Deserialize;

use super::earn::{Told, earn, earnings_within};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{inspection_results as results, inspection_rounds as rounds},
    },
    ledger,
    points::award::Home,
};

#[derive(Deserialize)]
struct Published {
    #[serde(default)]
    revision: i64,
}

/// What was published first counts: a correction of marks later neither gives nor takes points, as nobody who swept on
/// that day swept less.
pub(super) fn published(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), ledger::Error> {
    let id = entry.subject.strip_prefix("round:").and_then(|id| id.parse::<RoundId>().ok());
    let revision = serde_json::from_str::<Published>(&entry.payload).map_or(0, |payload| payload.revision);
    let Some(id) = id.filter(|_| revision == 1) else { return Ok(()) };
    let households = rounds::table.find(Key(id)).filter(rounds::subjects.eq(Subjects::Households.as_str()));
    let found: Option<Key<RoundId>> =
        households.select(rounds::id).first(tx.db()).optional().map_err(DbError::from)?;
    if found.is_none() {
        return Ok(());
    }
    let day = town_time::date(entry.at);
    let all = earnings_within(tx, &entry.area, day, |rules| {
        rules.by_event(|event| matches!(event, EventRule::HouseholdCheck { .. }))
    })?;
    if all.is_empty() {
        return Ok(());
    }
    let scores: Vec<(Key<AreaId>, String, i64)> = results::table
        .filter(results::round_id.eq(Key(id)))
        .filter(results::revision.eq(revision))
        .order(results::area_path)
        .select((results::area_id, results::area_path, results::score))
        .load(tx.db())
        .map_err(DbError::from)?;
    for (Key(household), path, score) in scores {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        for earning in &all {
            let Some(EventRule::HouseholdCheck { score_min }) = earning.activity.by_event else { continue };
            let fits =
                earning.programme.wallets == WalletKind::Household && earning.programme.path.covers(&path);
            let (true, Some(points)) =
                (fits && score >= score_min.hundredths(), earning.activity.earns(None))
            else {
                continue;
            };
            let home = Home { person: None, household, path: path.clone() };
            let source_ref = format!("{}:{household}", entry.subject);
            earn(tx, earning, &Told { entry, day, home, minutes: None, points, source_ref, project: None })?;
        }
    }
    Ok(())
}
