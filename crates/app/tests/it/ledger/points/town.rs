//! The store's side: a town with its people, and what a step asks of it.

use std::sync::Arc;

use app::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{
            inspection_results as results, inspection_rounds as rounds, inspection_templates as templates,
        },
        subject,
    },
    ledger,
    points::{claims, events, expiry, gifts, programmes, re_audits, rules},
    testing::{TestStore, World},
};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ClaimId, LedgerAccountId, ProgrammeId, RoundId, SignUpId, TemplateId, UserId},
    journal::Event,
    ledger::{AccountKind, Owned, Owner},
    permissions::{Actor, Role},
    points::{ClaimError, GiftError, ProgrammeError, ProgrammeRules, WalletKind},
    town_time,
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    book::{Earner, HOMES, Outcome},
    steps::{By, Claiming, Step, Told},
};

const TOWN: &str = "1/1/";
/// Paths of the homes.
const PATHS: [&str; 3] = ["1/1/1/1/1/", "1/1/1/1/2/", "1/1/1/2/1/"];

/// People and places.
pub struct Town {
    pub area: AreaId,
    pub homes: Vec<AreaId>,
    pub people: Vec<Arc<Actor>>,
    official: Arc<Actor>,
    manager: Arc<Actor>,
    treasurer: Arc<Actor>,
    worker: Arc<Actor>,
    auditor: Arc<Actor>,
    template: TemplateId,
}

/// What the store has made, in its order.
#[derive(Default)]
pub struct Made {
    pub programmes: Vec<ProgrammeId>,
    /// With the version in which each stands.
    claims: Vec<(ClaimId, i64)>,
}

#[derive(Serialize)]
struct Attended {
    sign_up: SignUpId,
    person: UserId,
    minutes: u32,
}

impl Event for Attended {
    fn name(&self) -> &'static str {
        "volunteering.attended"
    }
}

#[derive(Serialize)]
struct Published {
    revision: i64,
}

impl Event for Published {
    fn name(&self) -> &'static str {
        "round.published"
    }
}

impl Town {
    pub fn new(store: &TestStore) -> Self {
        let world = World::build(store);
        let actor = |role, path: &str| {
            let (_, session) = world.person(store, Some((role, path)));
            store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap()
        };
        let area = world.area(TOWN);
        let template = store.write(move |tx| -> Result<_, DbError> {
            let (id, now): (TemplateId, _) = (tx.new_id(), tx.timestamp());
            diesel::insert_into(templates::table)
                .values((
                    templates::id.eq(Key(id)),
                    templates::area_id.eq(Key(area)),
                    templates::area_path.eq(TOWN),
                    templates::name.eq("查户"),
                    templates::created_at.eq(now),
                    templates::updated_at.eq(now),
                ))
                .execute(tx.db())?;
            Ok(id)
        });
        Self {
            area,
            homes: PATHS.iter().map(|path| world.area(path)).collect(),
            people: HOMES.iter().map(|home| actor(Role::Resident, PATHS[*home])).collect(),
            official: actor(Role::Official, TOWN),
            manager: actor(Role::Official, TOWN),
            treasurer: actor(Role::Treasurer, TOWN),
            worker: actor(Role::GridWorker, "1/1/1/"),
            auditor: actor(Role::Auditor, TOWN),
            template: template.unwrap(),
        }
    }

    /// The owner of an earner's wallet.
    pub fn owner(&self, owner: Earner) -> Owner {
        match owner {
            Earner::Person(person) => Owner::Person(self.people[person].user),
            Earner::Home(home) => Owner::Household(self.homes[home]),
        }
    }

    /// Starts a programme by the first rules, with the others adopted from a later day on.
    pub fn start(
        &self,
        tx: &mut Tx<'_>,
        wallets: WalletKind,
        first: &ProgrammeRules,
        (from, then): (NaiveDate, &ProgrammeRules),
    ) -> Result<ProgrammeId, programmes::Error> {
        let today = town_time::date(tx.now());
        let new = programmes::NewProgramme {
            area: self.area,
            name: "邻里积分".to_owned(),
            description: String::new(),
            wallets,
            starts_on: today,
            ends_on: today + Days::new(300),
        };
        let id = programmes::create(tx, &self.manager, new)?;
        let drafted = rules::draft(tx, &self.manager, id, first)?;
        let version = programmes::programme(tx, Some(&self.manager), id)?.programme.version;
        programmes::start(tx, &self.manager, id, version, drafted.id)?;
        let drafted = rules::draft(tx, &self.manager, id, then)?;
        rules::adopt(tx, &self.manager, drafted.id, drafted.version, from)?;
        Ok(id)
    }

    pub fn end(&self, tx: &mut Tx<'_>, id: ProgrammeId) -> Result<(), programmes::Error> {
        let version = programmes::programme(tx, Some(&self.manager), id)?.programme.version;
        programmes::end(tx, &self.manager, id, version).map(drop)
    }

    /// Lets the journal tell of something.
    pub fn tell(&self, tx: &mut Tx<'_>, told: &Told) -> Result<(), DbError> {
        let area = &AreaPath::parse(TOWN).unwrap();
        match *told {
            Told::Attended { person, shift, minutes } => {
                let sign_up = SignUpId(Uuid::from_u128(u128::from(shift) + 1));
                let event = Attended { sign_up, person: self.people[person].user, minutes };
                let subject = subject("sign_up", sign_up);
                tx.journal(NewEntry { actor: None, area, subject, event }).map(drop)
            }
            Told::Checked { home, score } => {
                let round = self.check(tx, home, score)?;
                let (subject, event) = (subject("round", round), Published { revision: 1 });
                tx.journal(NewEntry { actor: None, area, subject, event }).map(drop)
            }
        }
    }

    /// A published check of one household.
    fn check(&self, tx: &mut Tx<'_>, home: usize, score: i64) -> Result<RoundId, DbError> {
        let (id, now): (RoundId, _) = (tx.new_id(), tx.timestamp());
        diesel::insert_into(rounds::table)
            .values((
                rounds::id.eq(Key(id)),
                rounds::area_id.eq(Key(self.area)),
                rounds::area_path.eq(TOWN),
                rounds::month.eq(town_time::date(tx.now()).format("%Y-%m").to_string()),
                rounds::subjects.eq("households"),
                (
                    rounds::regularity.eq("irregular"),
                    rounds::notice.eq("open"),
                    rounds::report.eq("bulletin"),
                ),
                (rounds::template_id.eq(Key(self.template)), rounds::template_number.eq(1_i64)),
                (rounds::objection_hours.eq(0_i64), rounds::chosen.eq(true), rounds::revision.eq(1_i64)),
                (rounds::state.eq("published"), rounds::created_by.eq(Key(self.official.user))),
                (rounds::created_at.eq(now), rounds::updated_at.eq(now)),
            ))
            .execute(tx.db())?;
        diesel::insert_into(results::table)
            .values((
                results::round_id.eq(Key(id)),
                results::revision.eq(1_i64),
                results::area_id.eq(Key(self.homes[home])),
                results::area_path.eq(PATHS[home]),
                results::score.eq(score),
                results::place.eq(1_i64),
                results::findings.eq("[]"),
            ))
            .execute(tx.db())?;
        Ok(id)
    }

    /// One step: what it came to. What was refused has to be undone.
    pub fn take(&self, tx: &mut Tx<'_>, step: &Step, made: &mut Made) -> Outcome {
        let meant = |back: usize, made: &Made| made.claims.len().checked_sub(back + 1).ok_or("none");
        match *step {
            Step::Claim(ref new) => {
                let claiming = claiming(tx, made, new, None);
                let id = claims::submit(tx, &self.people[new.person], claiming).map_err(claim_code)?;
                made.claims.push((id, 1));
                Ok(())
            }
            Step::Propose(ref new) => {
                let claiming = claiming(tx, made, new, Some(self.people[new.person].user));
                let id = claims::submit(tx, &self.worker, claiming).map_err(claim_code)?;
                made.claims.push((id, 1));
                Ok(())
            }
            Step::Withdraw(back) => {
                let at = meant(back, made)?;
                let id = made.claims[at].0;
                let earner = claims::claim(tx, &self.official, id).unwrap().claim.claim.beneficiary;
                let earner = self.people.iter().find(|actor| Some(actor.user) == earner).unwrap();
                made.claims[at].1 = claims::withdraw(tx, earner, id).map_err(claim_code)?.version;
                Ok(())
            }
            Step::Approve(back, by) => {
                let at = meant(back, made)?;
                let (id, version) = made.claims[at];
                let by = if by == By::Official { &self.official } else { &self.worker };
                made.claims[at].1 = claims::approve(tx, by, id, version).map_err(claim_code)?.claim.version;
                Ok(())
            }
            Step::Reject(back) => {
                let at = meant(back, made)?;
                let (id, version) = made.claims[at];
                let done = claims::reject(tx, &self.official, id, version, "不算");
                made.claims[at].1 = done.map_err(claim_code)?.version;
                Ok(())
            }
            Step::Judge(back, upheld) => {
                let at = meant(back, made)?;
                let (id, version) = made.claims[at];
                let done = re_audits::judge(tx, &self.auditor, id, version, upheld, "看过");
                made.claims[at].1 = done.map_err(claim_code)?.version;
                Ok(())
            }
            Step::Gift { programme, from, to, points } => {
                let wallet = self.wallet(tx, made.programmes[programme], from).ok_or("none")?;
                let gift = gifts::NewGift { wallet, recipient: self.people[to].user, points, words: None };
                gifts::give(tx, &self.people[from], &gift).map(drop).map_err(gift_code)
            }
            Step::Fund { programme, points } => {
                programmes::fund(tx, &self.treasurer, made.programmes[programme], points, "拨付").unwrap();
                Ok(())
            }
            Step::Read => {
                while events::run(tx).unwrap() > 0 {}
                Ok(())
            }
            Step::Expire => {
                while expiry::run(tx).unwrap() > 0 {}
                Ok(())
            }
            Step::Tell(_) | Step::Wait(_) => Ok(()),
        }
    }

    /// The wallet that somebody gives from.
    fn wallet(&self, tx: &mut Tx<'_>, programme: ProgrammeId, person: usize) -> Option<LedgerAccountId> {
        let owners = [Earner::Person(person), Earner::Home(HOMES[person])].map(|owner| self.owner(owner));
        let found = owners.into_iter().find_map(|owner| {
            let owned = Owned { book: programme.0, kind: AccountKind::Wallet, owner };
            ledger::find(tx, &owned).unwrap()
        });
        found.map(|found| found.id)
    }
}

fn claiming(tx: &Tx<'_>, made: &Made, new: &Claiming, beneficiary: Option<UserId>) -> claims::NewClaim {
    claims::NewClaim {
        programme: made.programmes[new.programme],
        activity: new.activity.to_owned(),
        day: town_time::date(tx.now()) - Days::new(new.days_ago),
        minutes: Some(new.minutes),
        words: None,
        photos: Vec::new(),
        beneficiary,
        household: None,
    }
}

fn claim_code(error: claims::Error) -> &'static str {
    match error {
        claims::Error::Claim(ClaimError::Decided) => "decided",
        claims::Error::Claim(ClaimError::NotApproved) => "not_approved",
        claims::Error::Claim(ClaimError::NotDrawn) => "not_drawn",
        claims::Error::Claim(ClaimError::Own) => "own",
        claims::Error::Claim(ClaimError::NotIssuer) => "not_issuer",
        claims::Error::Programme(ProgrammeError::DayOutside) => "day_outside",
        claims::Error::Programme(ProgrammeError::NotRunning) => "not_running",
        claims::Error::Cap(reached) => reached.cap.as_str(),
        claims::Error::BudgetShort => "budget",
        claims::Error::Denied(_) => "denied",
        claims::Error::ActivityUnknown => "activity",
        claims::Error::ActivityClosed => "closed",
        claims::Error::TooShort => "too_short",
        other => panic!("{other}"),
    }
}

fn gift_code(error: gifts::Error) -> &'static str {
    match error {
        gifts::Error::Gift(GiftError::NotAllowed) => "gifts",
        gifts::Error::Gift(GiftError::TooLarge { .. }) => "too_large",
        gifts::Error::Gift(GiftError::MonthReached { .. }) => "month_reached",
        gifts::Error::Own => "own",
        gifts::Error::Ledger(domain::ledger::Refusal::BelowFloor { .. }) => "short",
        other => panic!("{other}"),
    }
}
