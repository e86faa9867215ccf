//! The programme whose points are spent: the town's running one, or a small one where there is none.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{AreaId, ProgrammeId},
    permissions::Actor,
    points::{Activity, Approver, Basis, Caps, Evidence, ProgrammeRules, ProgrammeState, WalletKind},
    town_time,
};

use crate::{
    areas,
    db::{Database, Tx},
    demo::{DemoError, chance::DemoClock, people::People, value},
    points::{
        claims::{self, NewClaim},
        programmes::{self, Filter, NewProgramme, Page},
        rules,
    },
};

/// What the small programme may issue.
const BUDGET: i64 = 20_000;
/// Deeds of each of the first residents.
const DEEDS: i64 = 4;
/// What a deed is worth.
const DEED_POINTS: i64 = 60;
const DEED: &str = "courtyard_sweeping";

/// The programme.
pub(super) async fn running(
    db: &Database,
    clock: &DemoClock,
    people: &People,
    town: AreaId,
    end: DateTime<Utc>,
) -> Result<ProgrammeId, DemoError> {
    let find = move |tx: &mut Tx<'_>| -> Result<Option<ProgrammeId>, DemoError> {
        let area = areas::area(tx, town)?.path;
        let filter = Filter { area: Some(area), state: Some(ProgrammeState::Running), low: false };
        let found = programmes::list(tx, None, &filter, Page { after: None, limit: 10 })?;
        let persons = found.iter().find(|shown| shown.programme.wallets == WalletKind::Person);
        Ok(persons.or(found.first()).map(|shown| shown.programme.id))
    };
    if let Some(found) = db.read(find).await? {
        return Ok(found);
    }
    let programme = start(db, people, town, end).await?;
    earn(db, clock, people, programme).await?;
    Ok(programme)
}

async fn start(
    db: &Database,
    people: &People,
    town: AreaId,
    end: DateTime<Utc>,
) -> Result<ProgrammeId, DemoError> {
    let (official, treasurer) = (people.official.clone(), people.treasurer.clone());
    let work = move |tx: &mut Tx<'_>| -> Result<ProgrammeId, DemoError> {
        let today = town_time::date(tx.now());
        let new = NewProgramme {
            area: town,
            name: "邻里积分".to_owned(),
            description: "为邻里做的事都记下来。".to_owned(),
            wallets: WalletKind::Person,
            starts_on: today,
            ends_on: town_time::date(end + TimeDelta::days(300)),
        };
        let id = programmes::create(tx, &official, new).map_err(value)?;
        let draft = rules::draft(tx, &official, id, &rules_of()).map_err(value)?;
        programmes::fund(tx, &treasurer, id, BUDGET, "年度积分").map_err(value)?;
        let version = programmes::programme(tx, Some(&official), id)?.programme.version;
        programmes::start(tx, &official, id, version, draft.id).map_err(value)?;
        Ok(id)
    };
    db.write_in_turn(work).await
}

fn rules_of() -> ProgrammeRules {
    let sweeping = Activity {
        code: DEED.to_owned(),
        name: "清扫公共庭院".to_owned(),
        points: DEED_POINTS,
        basis: Basis::Time,
        by_resident: true,
        by_worker: true,
        in_bulk: true,
        by_event: None,
        evidence: Evidence::Words,
        approver: Approver::GridWorker,
        caps: Caps::default(),
    };
    ProgrammeRules {
        activities: vec![sweeping],
        day_max: None,
        month_max: None,
        expiry_months: None,
        gifts: None,
        re_audit_share: 0,
        low_at: 1_000,
    }
}

/// The residents of the first grids claim what they did in the days after, and their grid's worker approves.
async fn earn(
    db: &Database,
    clock: &DemoClock,
    people: &People,
    programme: ProgrammeId,
) -> Result<(), DemoError> {
    let start = db.now();
    for deed in 0..DEEDS {
        clock.set(start + TimeDelta::days(deed) + TimeDelta::hours(1));
        for grid in people.grids.iter().take(4) {
            for resident in &grid.residents {
                claim(db, programme, resident.clone(), grid.worker.clone()).await?;
            }
        }
    }
    Ok(())
}

async fn claim(
    db: &Database,
    programme: ProgrammeId,
    resident: Actor,
    worker: Actor,
) -> Result<(), DemoError> {
    let work = move |tx: &mut Tx<'_>| -> Result<(), DemoError> {
        let new = NewClaim {
            programme,
            activity: DEED.to_owned(),
            day: town_time::date(tx.now()),
            minutes: None,
            words: Some("扫了院子，倒了落叶".to_owned()),
            photos: Vec::new(),
            beneficiary: None,
            household: None,
        };
        let id = claims::submit(tx, &resident, new).map_err(value)?;
        claims::approve(tx, &worker, id, 1).map_err(value)?;
        Ok(())
    };
    db.write_in_turn(work).await
}
