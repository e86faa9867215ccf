//! A town whose many villages were inspected for half a year.

use std::sync::Arc;

use app::{
    areas::{self, AreasError, Branch},
    db::{
        Database, DbError, Key, Tx,
        schema::{
            inspection_results as results, inspection_revisions as revisions,
            inspection_rounds as rounds_table, inspection_targets as targets, journal,
            settlements as settled,
        },
    },
    identity,
    inspections::{
        publication,
        rounds::{self, NewRound},
        rules, settlements, templates,
    },
    testing::{Frozen, TestClock, TestStore, Thawed, World},
};
use chrono::{DateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaName, AreaPath, AreaSegment},
    ids::{AreaId, GrantId, RoundId, SessionId, SettlementId, TemplateId, UserId},
    inspections::{
        AwardRules, Axes, Finding, Findings, Method, Month, Notice, Regularity, Report, Score, Subjects,
        Template, ready_templates,
    },
    permissions::{Actor, Grant, Role},
};
use uuid::Uuid;

use crate::{
    place::{Place, now},
    process::Server,
};

/// So many that writing them takes a while.
pub(crate) const VILLAGES: usize = 1_200;
const TOWN: &str = "1/1/";
/// Villages that the small world has already.
pub(crate) const THERE: usize = 2;
/// January to June are published, July is closed.
const MONTHS: std::ops::RangeInclusive<u8> = 1..=7;

/// A store of a town, the moment before something happens to it.
pub(crate) struct County {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) place: Place,
    pub(crate) area: AreaId,
    /// January's round, which is published.
    pub(crate) first: RoundId,
    /// July's round, whose time to object is over.
    pub(crate) closed: RoundId,
    /// Six months published, nothing settled.
    pub(crate) inspected: Frozen,
    /// Rights to sit in a committee.
    pub(crate) seats: Vec<GrantId>,
    official: (UserId, SessionId),
}

/// How much of everything there is. Reading it fails where anything is half there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// Rounds that are published.
    pub(crate) published: usize,
    /// Revisions beyond the first.
    pub(crate) corrected: usize,
    /// Settlements, with their revisions.
    pub(crate) settled: usize,
}

impl County {
    pub(crate) fn new() -> Self {
        let store = TestStore::new();
        let world = World::build(&store);
        let place = Place::new();
        // Rules are adopted before the half-year begins, and the people's sessions are of today.
        store.clock.advance(TimeDelta::days(-20));
        let area = world.area(TOWN);
        let official = world.person(&store, Some((Role::Official, TOWN)));
        let inspector = world.person(&store, Some((Role::Inspector, TOWN))).0;
        let actor = actor(official, area);
        grow(&store, area);
        let template = prepare(&store, &actor, area);
        store.clock.advance(TimeDelta::days(240));
        let rounds: Vec<RoundId> =
            MONTHS.map(|month| inspect(&store, &actor, inspector, template, month)).collect();
        store.clock.advance(TimeDelta::hours(2));
        for id in &rounds[..rounds.len() - 1] {
            let (id, actor) = (*id, actor.clone());
            store.write(move |tx| publication::publish(tx, &actor, id)).unwrap();
        }
        store.clock.advance(now() - store.db.now());
        let official = world.person(&store, Some((Role::Official, TOWN)));
        let member = || world.grant(&store, world.person(&store, None).0, Role::CouncilMember, TOWN);
        let seats = (0..3).map(|_| member()).collect();
        let ring = place.ring();
        store.write(move |tx| identity::signing_keys(tx, &ring)).unwrap();
        let clock = Arc::clone(&store.clock);
        let (first, closed) = (rounds[0], rounds[rounds.len() - 1]);
        Self { clock, place, area, first, closed, inspected: store.freeze(), seats, official }
    }

    /// The same with its half-year settled.
    pub(crate) fn settled(&self) -> Frozen {
        self.settled_and(|_, _| ()).0
    }

    /// The same, and what else is to be there. In one opening of the store: the next would give ids that it has given already.
    pub(crate) fn settled_and<T: Send + 'static>(
        &self,
        more: impl FnOnce(&mut Tx<'_>, SettlementId) -> T + Send + 'static,
    ) -> (Frozen, T) {
        let store = self.inspected.thaw(&self.clock);
        let (actor, area) = (actor(self.official, self.area), self.area);
        let settle = move |tx: &mut Tx<'_>| settlements::settle(tx, &actor, area, "2026-H1".parse().unwrap());
        let db = store.open().unwrap();
        let settled = db.write_blocking(settle).unwrap();
        let more = db.write_blocking(move |tx| Ok::<_, DbError>(more(tx, settled))).unwrap();
        drop(db);
        (store.freeze(), more)
    }

    /// Who manages a fund of the town, and who keeps its books.
    pub(crate) fn officers(&self) -> (Actor, Actor) {
        let official = actor(self.official, self.area);
        let grants = official.grants.iter().map(|grant| Grant { role: Role::Treasurer, ..grant.clone() });
        let treasurer = Actor { grants: grants.collect(), ..official.clone() };
        (official, treasurer)
    }

    /// A server on a store, for the official.
    pub(crate) fn serve(&self, store: &Thawed) -> Server {
        Server::start(&self.place, store, self.official)
    }
}

impl County {
    /// A correction of one village's mark in January, as it is sent.
    pub(crate) fn correction(&self) -> String {
        let template = template();
        let code = &deducts(&template).code;
        let store = self.inspected.thaw(&self.clock);
        let first = self.first;
        let village: Key<AreaId> = read(&store, move |tx| {
            targets::table
                .filter(targets::round_id.eq(Key(first)))
                .order(targets::area_path)
                .select(targets::area_id)
                .first(tx.db())
        });
        format!(
            r#"{{"reason":"抄录有误","changes":[{{"area_id":"{}","code":"{code}","points":"0.00"}}]}}"#,
            village.0
        )
    }

    /// Removes one published result, as a fault would.
    pub(crate) fn lose_one_result(&self, store: &Thawed) {
        let of_first = results::round_id.eq(Key(self.first));
        let lose = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            let village: Key<AreaId> = results::table.select(results::area_id).first(tx.db())?;
            let lost = results::table.filter(of_first).filter(results::area_id.eq(village));
            Ok(diesel::delete(lost).execute(tx.db())?)
        };
        assert_eq!(store.open().unwrap().write_blocking(lose).unwrap(), 1);
    }

    /// Counts what there is.
    ///
    /// # Panics
    /// Where something is half there: a revision without all of its results, a result without its revision, either or
    /// a settlement without its entry in the journal, a settlement that does not come out again from its inputs.
    pub(crate) fn state(&self, store: &Thawed) -> State {
        let (published, written, lines) = read(store, |tx| {
            let published: Vec<(Key<RoundId>, i64)> = rounds_table::table
                .filter(rounds_table::state.eq("published"))
                .select((rounds_table::id, rounds_table::revision))
                .load(tx.db())?;
            let written: i64 = revisions::table.count().get_result(tx.db())?;
            let lines: i64 = results::table.count().get_result(tx.db())?;
            Ok((published, written, lines))
        });
        let all: i64 = published.iter().map(|(_, revision)| revision).sum();
        assert_eq!(written, all, "revisions");
        assert_eq!(lines, all * i64::try_from(VILLAGES + THERE).unwrap(), "results");
        let rounds = i64::try_from(published.len()).unwrap();
        assert_eq!(entries(store, "round.published"), rounds, "entries of publications");
        assert_eq!(entries(store, "round.corrected"), all - rounds, "entries of corrections");
        let settled: Vec<Key<_>> = read(store, |tx| settled::table.select(settled::id).load(tx.db()));
        let told = entries(store, "settlement.settled") + entries(store, "settlement.revised");
        assert_eq!(told, i64::try_from(settled.len()).unwrap(), "entries of settlements");
        let db = store.open().unwrap();
        for Key(id) in &settled {
            let id = *id;
            assert!(db.read_blocking(move |tx| settlements::settlement(tx, id)).unwrap().recomputed);
        }
        State {
            published: published.len(),
            corrected: usize::try_from(all - rounds).unwrap(),
            settled: settled.len(),
        }
    }
}

fn read<T: Send + 'static>(
    store: &Thawed,
    work: impl FnOnce(&mut Tx<'_>) -> diesel::QueryResult<T> + Send + 'static,
) -> T {
    let db: Database = store.open().unwrap();
    db.read_blocking(|tx| work(tx).map_err(DbError::from)).unwrap()
}

fn entries(store: &Thawed, event: &'static str) -> i64 {
    read(store, move |tx| journal::table.filter(journal::event.eq(event)).count().get_result(tx.db()))
}

fn actor((user, session): (UserId, SessionId), area: AreaId) -> Actor {
    let (id, from) = (GrantId(Uuid::nil()), DateTime::UNIX_EPOCH);
    let path = AreaPath::parse(TOWN).unwrap();
    let grant = Grant { id, role: Role::Official, area, path, provider: None, from, until: None };
    Actor { user, session, grants: vec![grant], principal: None }
}

fn grow(store: &TestStore, town: AreaId) {
    let work = move |tx: &mut Tx<'_>| -> Result<usize, AreasError> {
        let village = |number: usize, id| Branch {
            id,
            segment: AreaSegment::new(&format!("v{number}")).unwrap(),
            kind: AreaKind::Village,
            name: AreaName::new(&format!("第{number}村")).unwrap(),
            head_count: None,
            boundary: None,
            children: Vec::new(),
        };
        let villages = (0..VILLAGES).map(|number| village(number, tx.new_id())).collect();
        areas::grow(tx, Some((town, AreaPath::parse(TOWN).unwrap(), AreaKind::Town)), villages)
    };
    assert_eq!(store.write(work).unwrap(), VILLAGES);
}

/// A template without photos, and rules that are in force from the first half of 2026 on.
fn prepare(store: &TestStore, actor: &Actor, area: AreaId) -> TemplateId {
    let official = actor.clone();
    let id = store.write(move |tx| templates::create(tx, &official, area, &template())).unwrap().listed.id;
    let official = actor.clone();
    let adopt = move |tx: &mut Tx<'_>| -> Result<_, rules::Error> {
        let draft = rules::draft(tx, &official, area, &AwardRules::plan_2())?;
        rules::adopt(tx, &official, draft.id, draft.version, "2026-H1".parse().unwrap())
    };
    store.write(adopt).unwrap();
    id
}

fn template() -> Template {
    let mut template = ready_templates().remove(1).template;
    for dimension in &mut template.dimensions {
        dimension.indicators.iter_mut().for_each(|indicator| indicator.photo_required = false);
    }
    template
}

/// The first indicator that takes points away.
fn deducts(template: &Template) -> &domain::inspections::Indicator {
    template.indicators().find(|indicator| indicator.method == Method::Deduct).unwrap()
}

/// A routine round of every village whose time to object is an hour. Every village loses a point.
fn inspect(store: &TestStore, actor: &Actor, inspector: UserId, kind: TemplateId, month: u8) -> RoundId {
    let template = template();
    let lost = deducts(&template).code.clone();
    let found = template.indicators().map(|indicator| {
        let hundredths = match indicator.method {
            Method::Deduct if indicator.code == lost => 100,
            Method::Deduct => 0,
            Method::Add => indicator.weight.hundredths(),
        };
        let points = Score::new(hundredths).unwrap();
        (indicator.code.clone(), Finding { points, note: String::new(), photos: Vec::new() })
    });
    let findings = serde_json::to_string(&found.collect::<Findings>()).unwrap();
    let new = NewRound {
        area: actor.grants[0].area,
        month: Month::new(2026, month).unwrap(),
        subjects: Subjects::Villages,
        axes: Axes { regularity: Regularity::Regular, notice: Notice::Open, report: Report::PublicBulletin },
        template: kind,
        lead: Some(actor.user),
        team: vec![inspector],
        objection_hours: 1,
        draw: None,
        chosen: None,
    };
    let actor = actor.clone();
    let work = move |tx: &mut Tx<'_>| -> Result<RoundId, rounds::Error> {
        let id = rounds::plan(tx, &actor, &new)?;
        rounds::start(tx, &actor, id)?;
        diesel::update(targets::table.filter(targets::round_id.eq(Key(id))))
            .set((
                targets::findings.eq(findings),
                targets::score.eq(9_900_i64),
                targets::handed_in_by.eq(Key(actor.user)),
                targets::handed_in_at.eq(tx.timestamp()),
                targets::version.eq(1_i64),
            ))
            .execute(tx.db())
            .map_err(DbError::from)?;
        rounds::close(tx, &actor, id)?;
        Ok(id)
    };
    store.write(work).unwrap()
}
