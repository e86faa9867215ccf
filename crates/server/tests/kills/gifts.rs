//! The server is killed again and again while residents give points to each other. Who sent what and what was answered is
//! kept here; afterwards each gift that was answered is there exactly once, and of none there is a half.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::sleep,
    time::Duration,
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
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    place::{Place, actor, now},
    process::Server,
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
}

/// What was sent with a key, and the gift that it was answered with.
struct Sent {
    giver: usize,
    body: String,
    gift: Option<GiftId>,
}

type Record = BTreeMap<String, Sent>;

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
    let people = people.collect();
    let clock: Arc<TestClock> = Arc::clone(&store.clock);
    let store = store.freeze().thaw(&clock);
    Givers { place, store, people }
}

impl Givers {
    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.people[0].0)
    }

    fn tokens(&self) -> Vec<String> {
        self.people.iter().map(|(person, _)| self.place.token(&self.store, *person)).collect()
    }

    fn gift(&self, giver: usize, points: usize) -> String {
        let (_, from) = self.people[giver];
        let ((to, _), _) = self.people[(giver + 1 + points % 3) % self.people.len()];
        json!({ "account_id": from, "recipient_id": to, "points": points % 3 + 1 }).to_string()
    }

    /// Everybody gives as fast as they can until the server is killed, a while after the first of them was answered.
    fn give(&self, server: Server, round: u64, tokens: &[String], record: &Mutex<Record>) {
        let (over, begun) = (AtomicBool::new(false), AtomicBool::new(false));
        let server_of = &server;
        std::thread::scope(|scope| {
            for (giver, token) in tokens.iter().enumerate() {
                let (over, begun) = (&over, &begun);
                scope.spawn(move || {
                    for number in 0.. {
                        let (key, body) = (format!("{round}.{giver}.{number}"), self.gift(giver, number));
                        let answer = server_of.post_once("/api/v1/gifts", &body, token, &key);
                        let gift = match answer {
                            Ok((200, text)) => Some(gift_of(&text)),
                            // An answer that was cut off is none.
                            Ok((status, text)) => {
                                assert!(status == 503 && over.load(Ordering::SeqCst), "{status}: {text}");
                                None
                            }
                            Err(_) => None,
                        };
                        let ended = gift.is_none();
                        begun.fetch_or(!ended, Ordering::SeqCst);
                        record.lock().unwrap().insert(key, Sent { giver, body, gift });
                        if ended {
                            return;
                        }
                    }
                });
            }
            while !begun.load(Ordering::SeqCst) {
                sleep(Duration::from_millis(1));
            }
            // Not the same moment of what is under way twice.
            sleep(Duration::from_millis(round * 37 % 170));
            over.store(true, Ordering::SeqCst);
            server_of.kill_now();
        });
    }

    /// Sends again what nobody answered, every second time.
    fn try_again(&self, server: &Server, tokens: &[String], record: &mut Record) {
        let unanswered = record.iter_mut().filter(|(_, sent)| sent.gift.is_none());
        for (key, sent) in unanswered.step_by(2) {
            let (status, text) =
                server.post_once("/api/v1/gifts", &sent.body, &tokens[sent.giver], key).unwrap();
            assert_eq!(status, 200, "{text}");
            sent.gift = Some(gift_of(&text));
        }
    }
}

fn gift_of(text: &str) -> GiftId {
    let answer: Value = serde_json::from_str(text).unwrap();
    answer["id"].as_str().unwrap().parse().unwrap()
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
        kept.iter().filter_map(|(_, answer)| answer.as_deref().map(gift_of)).collect();
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
    let tokens = givers.tokens();
    let record = Mutex::new(Record::new());
    for round in 0..KILLS {
        let server = givers.serve();
        givers.try_again(&server, &tokens, &mut record.lock().unwrap());
        givers.give(server, round, &tokens, &record);
        givers.store.wait_until_left();
    }
    let server = givers.serve();
    let mut record = record.into_inner().unwrap();
    givers.try_again(&server, &tokens, &mut record);
    drop(server);
    givers.store.wait_until_left();
    let answered = record.values().filter(|sent| sent.gift.is_some()).count();
    println!("{} gifts sent, {answered} answered", record.len());
    assert!(answered > usize::try_from(KILLS).unwrap() * 4, "only {answered} gifts were answered");
    assert_eq!(faults(&givers, &record), Vec::<String>::new());
    givers.place.verify(&givers.store);
}

#[test]
fn gifts_that_are_lost_or_doubled_are_found() {
    let givers = givers();
    let tokens = givers.tokens();
    let record = Mutex::new(Record::new());
    givers.give(givers.serve(), 1, &tokens, &record);
    givers.store.wait_until_left();
    let mut record = record.into_inner().unwrap();
    assert_eq!(faults(&givers, &record), Vec::<String>::new());
    // An answer for what is not there, and one gift answered for two keys.
    let gift = record.values().find_map(|sent| sent.gift).unwrap();
    let sent = |gift| Sent { giver: 0, body: String::new(), gift: Some(gift) };
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
