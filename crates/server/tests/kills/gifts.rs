//! The server is killed again and again while residents give points to each other. Who sent what and what was answered is
//! kept here; afterwards each gift that was answered is there exactly once, and of none there is a half.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use app::{
    db::{
        Key, Tx,
        schema::{
            gifts as t, idempotency_keys as keys, journal, ledger_entries, ledger_postings as postings,
        },
    },
    ledger,
    points::{
        claims::{self, NewClaim},
        programmes::{self, NewProgramme},
        rules,
    },
    testing::{TestClock, TestStore, Thawed, World},
};
use chrono::Days;
use diesel::prelude::*;
use domain::{
    ids::{GiftId, LedgerAccountId, ProgrammeId, SessionId, UserId},
    ledger::{AccountKind, Owned, Owner},
    permissions::{Actor, Role},
    points::{Activity, Approver, Basis, Caps, Evidence, GiftRules, ProgrammeRules, WalletKind},
    town_time,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    place::{Place, actor, now},
    process::Server,
    working::{self, Crew, answer, id_of},
};

/// How often the server is killed.
const KILLS: u64 = 50;
/// What each resident begins with.
const BEGUN_WITH: i64 = 100_000;
const HOMES: [&str; 4] = ["1/1/1/1/1/", "1/1/1/1/2/", "1/1/1/2/1/", "1/1/2/1/1/"];

type Person = (UserId, SessionId);

/// Residents with wallets.
struct Givers {
    place: Place,
    store: Thawed,
    people: Vec<(Person, LedgerAccountId)>,
    tokens: Vec<String>,
}

/// What was sent with a key, and the gift that it was answered with.
#[derive(Clone, Copy)]
struct Sent {
    giver: usize,
    points: usize,
    gift: Option<GiftId>,
}

type Record = working::Record<Sent>;

fn generous() -> ProgrammeRules {
    let sweeping = Activity {
        code: "sweeping".to_owned(),
        name: "清扫庭院".to_owned(),
        points: BEGUN_WITH,
        basis: Basis::Time,
        by_resident: true,
        by_worker: false,
        in_bulk: false,
        by_event: None,
        evidence: Evidence::None,
        approver: Approver::GridWorker,
        caps: Caps::default(),
    };
    ProgrammeRules {
        activities: vec![sweeping],
        day_max: None,
        month_max: None,
        expiry_months: None,
        gifts: Some(GiftRules { each_max: 1_000, month_max: 1_000_000 }),
        re_audit_share: 0,
        low_at: 0,
    }
}

/// A programme that lets residents give, and residents who have something to give.
fn givers() -> Givers {
    let (store, place) = (TestStore::new(), Place::new());
    let world = World::build(&store);
    store.clock.advance(now() - store.db.now());
    let of = |role, at| {
        let person = world.person(&store, Some((role, at)));
        (person, actor(&world, person, role, at))
    };
    let (_, official) = of(Role::Official, "1/1/");
    let (_, treasurer) = of(Role::Treasurer, "1/1/");
    let residents: Vec<(Person, Actor)> = HOMES.iter().map(|home| of(Role::Resident, home)).collect();
    let (area, today) = (world.area("1/1/"), town_time::date(store.db.now()));
    let turn = |work: Box<dyn FnOnce(&mut Tx<'_>) -> ProgrammeId + Send>| {
        store.db.write_in_turn_blocking(move |tx| Ok::<_, app::db::DbError>(work(tx))).unwrap()
    };
    let (writing, approving) = (official.clone(), official.clone());
    let programme = turn(Box::new(move |tx| {
        let new = NewProgramme {
            area,
            name: "邻里积分".to_owned(),
            description: "互相帮助".to_owned(),
            wallets: WalletKind::Person,
            starts_on: today,
            ends_on: today.checked_add_days(Days::new(300)).unwrap(),
        };
        let id = programmes::create(tx, &writing, new).unwrap();
        let draft = rules::draft(tx, &writing, id, &generous()).unwrap();
        programmes::start(tx, &writing, id, 1, draft.id).unwrap();
        programmes::fund(tx, &treasurer, id, 10 * BEGUN_WITH, "全年").unwrap();
        id
    }));
    for (_, resident) in &residents {
        let (resident, approving) = (resident.clone(), approving.clone());
        turn(Box::new(move |tx| {
            let claim = NewClaim {
                programme,
                activity: "sweeping".to_owned(),
                day: today,
                minutes: None,
                words: None,
                photos: Vec::new(),
                household: None,
                beneficiary: None,
            };
            let claim = claims::submit(tx, &resident, claim).unwrap();
            claims::approve(tx, &approving, claim, 1).unwrap();
            programme
        }));
    }
    let people = residents.into_iter().map(|(person, _)| {
        let owned = Owned { book: programme.0, kind: AccountKind::Wallet, owner: Owner::Person(person.0) };
        let wallet = store.db.read_blocking(|tx| ledger::find(tx, &owned)).unwrap().unwrap();
        assert_eq!(wallet.account.balance, BEGUN_WITH);
        (person, wallet.id)
    });
    let people: Vec<_> = people.collect();
    let clock: Arc<TestClock> = Arc::clone(&store.clock);
    let store = store.freeze().thaw(&clock);
    let tokens = people.iter().map(|(person, _)| place.token(&store, *person)).collect();
    Givers { place, store, people, tokens }
}

impl Crew for Givers {
    type Sent = Sent;

    fn store(&self) -> &Thawed {
        &self.store
    }

    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.people[0].0)
    }

    fn size(&self) -> usize {
        self.people.len()
    }

    fn next(&self, giver: usize, count: usize) -> Sent {
        Sent { giver, points: count % 3 + 1, gift: None }
    }

    /// Gives to one of the others.
    fn send(&self, server: &Server, key: &str, sent: &mut Sent) -> bool {
        let Sent { giver, points, .. } = *sent;
        let (_, from) = self.people[giver];
        let ((to, _), _) = self.people[(giver + points) % self.people.len()];
        let body = json!({ "account_id": from, "recipient_id": to, "points": points });
        sent.gift = answer(server, "/api/v1/gifts", &body, &self.tokens[giver], key).map(|text| id_of(&text));
        sent.gift.is_some()
    }

    fn is_open(sent: &Sent) -> bool {
        sent.gift.is_none()
    }
}

type GiftRow = (Key<GiftId>, Key<LedgerAccountId>, Key<LedgerAccountId>, i64);

/// What is wrong with a store, by the record of what was answered.
fn faults(givers: &Givers, record: &Record) -> Vec<String> {
    let mut faults = Vec::new();
    let db = givers.store.open().unwrap();
    let (gifts, told, kept) = db
        .read_blocking(|tx| -> Result<_, app::db::DbError> {
            let gifts: Vec<GiftRow> =
                t::table.select((t::id, t::from_account_id, t::to_account_id, t::points)).load(tx.db())?;
            let told: Vec<String> = journal::table
                .filter(journal::event.eq("gift.given"))
                .select(journal::subject)
                .load(tx.db())?;
            let kept: Vec<(String, Option<String>)> =
                keys::table.filter(keys::kept.eq(true)).select((keys::key, keys::answer)).load(tx.db())?;
            Ok((gifts, told, kept))
        })
        .unwrap();
    let ids: BTreeSet<GiftId> = gifts.iter().map(|row| row.0.0).collect();
    let mut answered: BTreeSet<GiftId> = BTreeSet::new();
    for (key, sent) in record {
        let Some(gift) = sent.gift else { continue };
        if !ids.contains(&gift) {
            faults.push(format!("{key} was answered and is not there"));
        }
        if !answered.insert(gift) {
            faults.push(format!("{key} was answered with the gift of another key"));
        }
    }
    // Every gift has its key, its posting with two entries and its entry in the journal; nothing has them besides.
    let by_key: BTreeSet<GiftId> =
        kept.iter().filter_map(|(_, answer)| answer.as_deref().map(id_of)).collect();
    let told: BTreeSet<GiftId> =
        told.iter().filter_map(|subject| subject.strip_prefix("gift:")?.parse().ok()).collect();
    let posted: BTreeSet<GiftId> = db
        .read_blocking(|tx| -> Result<Vec<String>, app::db::DbError> {
            Ok(postings::table
                .inner_join(ledger_entries::table.on(ledger_entries::posting_id.eq(postings::id)))
                .filter(postings::state.eq("committed"))
                .filter(ledger_entries::amount.lt(0))
                .filter(postings::key.like("gift:%"))
                .select(postings::key)
                .load(tx.db())?)
        })
        .unwrap()
        .iter()
        .filter_map(|key| key.strip_prefix("gift:")?.parse().ok())
        .collect();
    for (what, found) in [("keys", &by_key), ("entries of the journal", &told), ("postings", &posted)] {
        if *found != ids {
            faults.push(format!("{} gifts and {} {what}", ids.len(), found.len()));
        }
    }
    for (_, wallet) in &givers.people {
        let moved: i64 = gifts
            .iter()
            .map(|(_, from, to, points)| match (from.0 == *wallet, to.0 == *wallet) {
                (true, _) => -points,
                (_, true) => *points,
                _ => 0,
            })
            .sum();
        let balance = db.read_blocking(|tx| ledger::account(tx, *wallet)).unwrap().account.balance;
        if balance != BEGUN_WITH + moved {
            faults.push(format!("wallet {wallet} has {balance}, gifts make {}", BEGUN_WITH + moved));
        }
    }
    faults
}

#[test]
fn every_gift_that_was_answered_is_there_once_wherever_the_server_is_killed() {
    let givers = givers();
    // Of what was not answered, every second is not sent again: it is there once or not at all.
    let record = givers.survive(KILLS, 2);
    let answered = record.values().filter(|sent| sent.gift.is_some()).count();
    println!("{} gifts sent, {answered} answered", record.len());
    assert!(answered > usize::try_from(KILLS).unwrap() * 4, "only {answered} gifts were answered");
    assert_eq!(faults(&givers, &record), Vec::<String>::new());
    givers.place.verify(&givers.store);
}

#[test]
fn gifts_that_are_lost_or_doubled_are_found() {
    let givers = givers();
    let record = Mutex::new(Record::new());
    givers.work(givers.serve(), 1, &record);
    givers.store.wait_until_left();
    let mut record = record.into_inner().unwrap();
    assert_eq!(faults(&givers, &record), Vec::<String>::new());
    // An answer for what is not there, and one gift answered for two keys.
    let gift = record.values().find_map(|sent| sent.gift).unwrap();
    let sent = |gift| Sent { giver: 0, points: 1, gift: Some(gift) };
    record.insert("lost".to_owned(), sent(GiftId(Uuid::from_u128(1))));
    record.insert("twice".to_owned(), sent(gift));
    let found = faults(&givers, &record);
    assert_eq!(found.len(), 2, "{found:?}");
    // A gift that is not what was posted.
    let forget = move |tx: &mut Tx<'_>| -> Result<usize, app::db::DbError> {
        Ok(diesel::update(t::table.find(Key(gift))).set(t::points.eq(999)).execute(tx.db())?)
    };
    givers.store.open().unwrap().write_blocking(forget).unwrap();
    assert!(faults(&givers, &record).iter().any(|fault| fault.starts_with("wallet")));
}
