//! Offers, their redemption, and what providers are owed.

mod journey;
mod lists;
mod offers;
mod races;
mod settlement;

use app::{
    db::{DbError, NewEntry, Tx},
    ledger::{self, Making, NewAccount},
};
use chrono::NaiveDate;
use client::Client;
use contract::{
    providers::CreateProvider,
    redemptions::{CreateOffer, Offer, OfferContent, Redemption, Reserve},
};
use domain::{
    areas::AreaPath,
    ids::{LedgerAccountId, ProgrammeId, ProviderId, SessionId, UserId},
    ledger::{AccountKind, Entry, NewPosting, Owned, Owner, Unit},
    permissions::Role,
    redemptions::OfferKind,
};
use uuid::Uuid;

use crate::{ledger::Tested, providers::content, support::TestServer};

pub const TOWN: &str = "1/1/";
pub const VILLAGE: &str = "1/1/1/";
pub const GRID: &str = "1/1/1/1/";
pub const HOME: &str = "1/1/1/1/1/";
pub const OTHER_HOME: &str = "1/1/1/1/2/";

fn post(
    tx: &mut Tx<'_>,
    from: LedgerAccountId,
    to: LedgerAccountId,
    points: i64,
) -> Result<(), ledger::Error> {
    let entry = tx.new_id();
    let key = format!("test:{entry}");
    let entries = [(from, -points), (to, points)].map(|(account, amount)| Entry { account, amount }).to_vec();
    let making = Making { key: key.clone(), kind: "test", subject: key.clone(), entry, agent: None };
    let posted = ledger::post(tx, &NewPosting { unit: Unit::Points, purpose: None, entries }, &making)?;
    let (area, event) = (&AreaPath::parse(TOWN).unwrap(), Tested { posted });
    Ok(tx.journal_as(entry, NewEntry { actor: None, area, subject: key, event })?)
}

fn open(tx: &mut Tx<'_>, owned: Owned, area: &str, floor: Option<i64>) -> Result<LedgerAccountId, DbError> {
    let area = AreaPath::parse(area).unwrap();
    ledger::open(tx, &NewAccount { owned, unit: Unit::Points, area: &area, floor, purpose: None, code: "" })
}

/// A programme at `path` with so many points to issue.
pub fn fund(server: &TestServer, path: &'static str, points: i64) -> ProgrammeId {
    let programme = server.programme(path);
    let book = programme.0;
    let work = move |tx: &mut Tx<'_>| -> Result<(), ledger::Error> {
        let of = |kind| Owned { book, kind, owner: Owner::Book };
        let source = open(tx, of(AccountKind::Source), path, None)?;
        let budget = open(tx, of(AccountKind::Budget), path, Some(0))?;
        post(tx, source, budget, points)
    };
    server.store.db.write_in_turn_blocking(work).unwrap();
    programme
}

/// Gives somebody points of a programme.
pub fn earn(server: &TestServer, programme: ProgrammeId, owner: Owner, points: i64) -> LedgerAccountId {
    let book = programme.0;
    let work = move |tx: &mut Tx<'_>| -> Result<LedgerAccountId, ledger::Error> {
        let budget = Owned { book, kind: AccountKind::Budget, owner: Owner::Book };
        let budget = open(tx, budget, TOWN, Some(0))?;
        let wallet = open(tx, Owned { book, kind: AccountKind::Wallet, owner }, TOWN, Some(0))?;
        post(tx, budget, wallet, points)?;
        Ok(wallet)
    };
    server.store.db.write_in_turn_blocking(work).unwrap()
}

/// What an account has, and what of it is held.
pub fn balance(server: &TestServer, account: LedgerAccountId) -> (i64, i64) {
    let found = server.store.db.read_blocking(|tx| ledger::account(tx, account)).unwrap();
    (found.account.balance, found.account.held)
}

/// A shop of the town with its staff, and a programme whose points it takes.
pub struct Shop {
    pub server: TestServer,
    pub programme: ProgrammeId,
    pub provider: ProviderId,
    pub staff: Client,
    pub staff_person: (UserId, SessionId),
    pub official: Client,
}

impl Shop {
    pub async fn open() -> Self {
        let server = TestServer::start().await;
        let programme = fund(&server, TOWN, 1_000_000);
        let official = server.signed_in(Role::Official, TOWN);
        let new = CreateProvider { area_id: server.world.area(TOWN), content: content("便民超市") };
        let provider = official.create_provider(&new, None).await.unwrap().body.id;
        let staff_person = server.world.staff(&server.store, provider, TOWN);
        let staff = server.client_of(staff_person);
        Self { programme, provider, staff, staff_person, official, server }
    }

    /// Offers something, as an official who shows it at once.
    pub async fn offer(&self, change: impl FnOnce(&mut OfferContent)) -> Offer {
        let new =
            CreateOffer { provider_id: self.provider, programme_id: self.programme, content: rice(change) };
        self.official.create_offer(&new, None).await.unwrap().body
    }

    /// A resident with so many points.
    pub fn resident(&self, points: i64) -> Resident {
        let person = self.server.world.person(&self.server.store, Some((Role::Resident, HOME)));
        let wallet = earn(&self.server, self.programme, Owner::Person(person.0), points);
        Resident { client: self.server.client_of(person), wallet }
    }

    pub fn days(&self, days: i64) {
        self.server.store.clock.advance(chrono::TimeDelta::days(days));
    }

    /// Signs somebody in again after a while.
    pub fn again(&self, person: (UserId, SessionId)) -> Client {
        self.server.client_of(person)
    }

    /// How many are left of an offer.
    pub async fn left(&self, offer: &Offer) -> Option<i64> {
        self.server.anonymous().get_offer(offer.id).await.unwrap().body.stock
    }
}

pub struct Resident {
    pub client: Client,
    pub wallet: LedgerAccountId,
}

impl Resident {
    pub async fn reserve(&self, offer: &Offer) -> Result<Redemption, client::ClientError> {
        let body = Reserve { offer_id: offer.id, household_id: None, price: offer.price };
        self.client.reserve_offer(&body, None).await.map(|made| made.body)
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn rice(change: impl FnOnce(&mut OfferContent)) -> OfferContent {
    let mut content = OfferContent {
        kind: OfferKind::Goods,
        title: "大米 5 公斤".to_owned(),
        description: "新米".to_owned(),
        photos: vec![],
        price: 80,
        stock: Some(3),
        month_max: None,
        whole_max: None,
        pick_up: None,
        opening_hours: None,
        keep_days: 7,
        shown_from: day("2026-01-01"),
        shown_until: None,
    };
    change(&mut content);
    content
}

pub fn nil<T: From<Uuid>>() -> T {
    T::from(Uuid::nil())
}
