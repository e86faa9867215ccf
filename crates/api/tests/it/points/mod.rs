//! Points over HTTP: programmes, claims, wallets, gifts.

mod bulk;
mod claims;
mod events;
mod gifts;
mod limits;
mod lists;
mod own;
mod programmes;
mod races;
mod re_audits;
mod wallets;

pub use self::events::follow;
use chrono::{NaiveDate, TimeDelta};
use client::{Client, ClientError};
use contract::{
    points::{
        Claim, DraftProgrammeRules, FundProgramme, NewClaim, NewProgramme, Programme, StartProgramme, Wallet,
    },
    providers::CreateProvider,
    redemptions::{CreateOffer, Offer},
};
use diesel::prelude::*;
use domain::{
    ids::{LedgerAccountId, ProgrammeId, ProgrammeRulesId, SessionId, UserId},
    permissions::{Actor, Role},
    points::{Activity, Approver, Basis, Caps, Evidence, ProgrammeRules, WalletKind},
};

use crate::support::TestServer;

const TOWN: &str = "1/1/";
const GRID: &str = "1/1/1/1/";
const HOME: &str = "1/1/1/1/1/";
const OTHER_HOME: &str = "1/1/1/1/2/";
/// The day on which the tests' clock stands.
const TODAY: &str = "2026-01-05";

type Person = (UserId, SessionId);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An activity that residents claim, workers propose and tables award.
pub fn activity(code: &str, points: i64) -> Activity {
    Activity {
        code: code.to_owned(),
        name: format!("活动{code}"),
        points,
        basis: Basis::Time,
        by_resident: true,
        by_worker: true,
        in_bulk: true,
        by_event: None,
        evidence: Evidence::None,
        approver: Approver::GridWorker,
        caps: Caps::default(),
    }
}

pub fn rules(activities: Vec<Activity>) -> ProgrammeRules {
    ProgrammeRules {
        activities,
        day_max: None,
        month_max: None,
        expiry_months: Some(1),
        gifts: None,
        re_audit_share: 0,
        low_at: 10,
    }
}

/// A town with a running programme.
struct Town {
    server: TestServer,
    programme: ProgrammeId,
    official: Person,
    treasurer: Person,
    worker: Person,
    auditor: Person,
}

/// A programme to write.
fn draft(server: &TestServer, wallets: WalletKind) -> NewProgramme {
    NewProgramme {
        area_id: server.world.area(TOWN),
        name: "邻里积分".to_owned(),
        description: "为邻里做的事".to_owned(),
        wallets,
        starts_on: day("2026-01-01"),
        ends_on: day("2026-12-31"),
    }
}

async fn drafted(client: &Client, id: ProgrammeId, content: ProgrammeRules) -> ProgrammeRulesId {
    client.draft_programme_rules(id, &DraftProgrammeRules { content }, None).await.unwrap().body.id
}

/// A programme of the town that has started today.
pub async fn started(
    server: &TestServer,
    official: Person,
    wallets: WalletKind,
    content: ProgrammeRules,
) -> ProgrammeId {
    let manager = server.client_of(official);
    let made = manager.create_programme(&draft(server, wallets), None).await.unwrap();
    let rules_id = drafted(&manager, made.body.id, content).await;
    manager.start_programme(made.body.id, &made.etag, &StartProgramme { rules_id }).await.unwrap();
    made.body.id
}

impl Town {
    /// With a budget of so many points.
    async fn new(wallets: WalletKind, content: ProgrammeRules, budget: i64) -> Self {
        Self::on(TestServer::start().await, wallets, content, budget).await
    }

    async fn on(server: TestServer, wallets: WalletKind, content: ProgrammeRules, budget: i64) -> Self {
        let person = |role, path| server.world.person(&server.store, Some((role, path)));
        let official = person(Role::Official, TOWN);
        let treasurer = person(Role::Treasurer, TOWN);
        let worker = person(Role::GridWorker, GRID);
        let auditor = person(Role::Auditor, TOWN);
        let programme = started(&server, official, wallets, content).await;
        let it = Self { server, programme, official, treasurer, worker, auditor };
        if budget > 0 {
            it.fund(budget).await;
        }
        it
    }

    async fn fund(&self, points: i64) {
        let body = FundProgramme { points, note: "年初拨付".to_owned() };
        self.client(self.treasurer).fund_programme(self.programme, &body, None).await.unwrap();
    }

    fn client(&self, person: Person) -> Client {
        self.server.client_of(person)
    }

    fn actor(&self, person: Person) -> std::sync::Arc<Actor> {
        self.server.store.db.read_blocking(|tx| app::identity::load_actor(tx, person.1)).unwrap().unwrap()
    }

    fn resident(&self, path: &str) -> Person {
        self.server.world.person(&self.server.store, Some((Role::Resident, path)))
    }

    /// A claim of today.
    fn claim(&self, activity: &str) -> NewClaim {
        NewClaim {
            programme_id: self.programme,
            activity: activity.to_owned(),
            day: self.today(),
            minutes: None,
            words: None,
            photos: Vec::new(),
            beneficiary_id: None,
            household_id: None,
        }
    }

    fn today(&self) -> NaiveDate {
        domain::town_time::date(self.server.store.db.now())
    }

    async fn claimed(&self, person: Person, activity: &str) -> Claim {
        self.client(person).create_claim(&self.claim(activity), None).await.unwrap().body
    }

    async fn approve(&self, by: Person, claim: &Claim) -> Result<Claim, ClientError> {
        let etag = format!("\"{}\"", claim.version);
        Ok(self.client(by).approve_claim(claim.id, &etag, None).await?.body)
    }

    /// Claims and has it approved by the grid's worker.
    async fn earn(&self, person: Person, activity: &str) -> Claim {
        let claim = self.claimed(person, activity).await;
        self.approve(self.worker, &claim).await.unwrap()
    }

    async fn wallet(&self, person: Person) -> Wallet {
        let all = self.client(person).list_wallets().await.unwrap();
        all.items.into_iter().find(|wallet| wallet.programme_id == self.programme).unwrap()
    }

    async fn account(&self, person: Person) -> LedgerAccountId {
        self.wallet(person).await.account_id.unwrap()
    }

    async fn shown(&self) -> Programme {
        self.server.anonymous().get_programme(self.programme).await.unwrap().body
    }

    /// Something for so many points of the programme.
    async fn offer(&self, price: i64) -> Offer {
        let official = self.client(self.official);
        let content = crate::providers::content("便民超市");
        let provider = CreateProvider { area_id: self.server.world.area(TOWN), content };
        let provider_id = official.create_provider(&provider, None).await.unwrap().body.id;
        let content = crate::redemptions::rice(|rice| (rice.price, rice.stock) = (price, None));
        let new = CreateOffer { provider_id, programme_id: self.programme, content };
        official.create_offer(&new, None).await.unwrap().body
    }

    /// So many days later; everybody is still signed in.
    fn advance_days(&self, days: i64) {
        use app::db::schema::sessions as t;
        self.server.store.clock.advance(TimeDelta::days(days));
        let stay = |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
            let until = tx.timestamp() + TimeDelta::days(30);
            Ok(diesel::update(t::table).set(t::expires_at.eq(until)).execute(tx.db())?)
        };
        self.server.store.write(stay).unwrap();
    }
}

/// Pointer and code of every bad field.
pub fn faults<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> Vec<(String, String)> {
    match answer.unwrap_err() {
        ClientError::Problem(problem) => {
            problem.errors.into_iter().map(|error| (error.pointer, error.code.into_owned())).collect()
        }
        other => panic!("{other}"),
    }
}

pub fn fault(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}
