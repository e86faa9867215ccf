//! The server is killed again and again while treasurers register what a fund gets and confirm that it came. What was answered is
//! kept here; afterwards each income that was confirmed is booked exactly once, with a receipt of its own, and of none there is a half.

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
        DbError, Key, Tx,
        schema::{fund_incomes as t, journal, ledger_postings as postings},
    },
    funds::{self, books},
    testing::{TestStore, Thawed, World, fund_rules},
};
use diesel::prelude::*;
use domain::{
    funds::Part,
    ids::{FundId, GrantId, IncomeId, SessionId, UserId},
    permissions::{Actor, Role},
};
use serde_json::{Value, json};

use crate::{
    fund::found,
    place::{Place, actor, now},
    process::Server,
};

/// How often the server is killed.
const KILLS: u64 = 20;
/// Treasurers who work at the same time.
const TREASURERS: usize = 3;
const TOWN: &str = "1/1/";

type Person = (UserId, SessionId);

/// A fund that is open, and who keeps its books.
struct Office {
    place: Place,
    store: Thawed,
    fund: FundId,
    auditor: Actor,
    treasurers: Vec<Person>,
}

/// What a treasurer sent under one number, and how far it was answered.
#[derive(Clone, Debug, Default)]
struct Sent {
    treasurer: usize,
    amount: i64,
    income: Option<IncomeId>,
    is_confirmed: bool,
}

type Record = BTreeMap<String, Sent>;

impl Office {
    fn new() -> Self {
        let (store, place) = (TestStore::new(), Place::new());
        let world = World::build(&store);
        store.clock.advance(now() - store.db.now());
        let of = |role| world.person(&store, Some((role, TOWN)));
        let official = actor(&world, of(Role::Official), Role::Official, TOWN);
        let auditor = actor(&world, of(Role::Auditor), Role::Auditor, TOWN);
        let treasurers: Vec<Person> = (0..TREASURERS).map(|_| of(Role::Treasurer)).collect();
        let seats: Vec<GrantId> = (0..3)
            .map(|_| world.grant(&store, world.person(&store, None).0, Role::CouncilMember, TOWN))
            .collect();
        let found = move |tx: &mut Tx<'_>| Ok::<_, DbError>(found(tx, &official, &seats, fund_rules()));
        let fund = store.db.write_in_turn_blocking(found).unwrap();
        let clock = Arc::clone(&store.clock);
        let store = store.freeze().thaw(&clock);
        Self { place, store, fund, auditor, treasurers }
    }

    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.treasurers[0])
    }

    fn tokens(&self) -> Vec<String> {
        self.treasurers.iter().map(|person| self.place.token(&self.store, *person)).collect()
    }

    /// Registers and confirms what one number stands for, as far as it was not answered yet; whether both are answered now.
    fn book(&self, server: &Server, token: &str, number: &str, sent: &mut Sent) -> bool {
        if sent.income.is_none() {
            let body = json!({ "source": { "kind": "interest" }, "form": "money", "amount_fen": sent.amount,
                "channel": "bank", "note": "" });
            let path = format!("/api/v1/funds/{}/income", self.fund);
            match server.post_once(&path, &body.to_string(), token, number) {
                Ok((201, text)) => sent.income = Some(income_of(&text)),
                Ok((503, _)) | Err(_) => return false,
                Ok((status, text)) => panic!("{number} is registered: {status}: {text}"),
            }
        }
        let Some(income) = sent.income else { return false };
        let body = json!({ "reference": number, "amount_fen": sent.amount }).to_string();
        let path = format!("/api/v1/income/{income}/confirmation");
        match server.post_once(&path, &body, token, &format!("{number}.came")) {
            Ok((200, _)) => sent.is_confirmed = true,
            Ok((503, _)) | Err(_) => {}
            Ok((status, text)) => panic!("{number} is confirmed: {status}: {text}"),
        }
        sent.is_confirmed
    }

    /// Every treasurer books as fast as they can until the server is killed, a while after the first was answered.
    fn work(&self, server: Server, round: u64, tokens: &[String], record: &Mutex<Record>) {
        let begun = AtomicBool::new(false);
        let server_of = &server;
        std::thread::scope(|scope| {
            for (treasurer, token) in tokens.iter().enumerate() {
                let begun = &begun;
                scope.spawn(move || {
                    for count in 0_i64.. {
                        let number = format!("{round}-{treasurer}-{count}");
                        let mut sent = Sent { treasurer, amount: count % 9 + 1, ..Sent::default() };
                        let is_whole = self.book(server_of, token, &number, &mut sent);
                        begun.fetch_or(is_whole, Ordering::SeqCst);
                        record.lock().unwrap().insert(number, sent);
                        if !is_whole {
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
            server_of.kill_now();
        });
    }

    /// Sends again what was not answered: that, too, books it once.
    fn try_again(&self, server: &Server, tokens: &[String], record: &mut Record) {
        for (number, sent) in record.iter_mut().filter(|(_, sent)| !sent.is_confirmed) {
            assert!(self.book(server, &tokens[sent.treasurer], number, sent), "{number} is not answered");
        }
    }

    /// What is wrong with the store, by the record of what was answered: all of it was.
    fn faults(&self, record: &Record) -> Vec<String> {
        type Row = (Key<IncomeId>, String, i64, Option<String>, Option<i64>);
        let (fund, auditor) = (self.fund, self.auditor.clone());
        let (rows, posted, told, totals) = self
            .store
            .open()
            .unwrap()
            .read_blocking(|tx| -> Result<_, DbError> {
                let rows: Vec<Row> = t::table
                    .filter(t::fund_id.eq(Key(fund)))
                    .select((t::id, t::state, t::amount, t::reference, t::receipt_number))
                    .load(tx.db())?;
                let posted: i64 = postings::table
                    .filter(postings::kind.eq(funds::kinds::INCOME))
                    .count()
                    .get_result(tx.db())?;
                let told: i64 = journal::table
                    .filter(journal::event.eq("income.received"))
                    .count()
                    .get_result(tx.db())?;
                Ok((rows, posted, told, books::totals(tx, Some(&auditor), fund)?))
            })
            .unwrap();
        let mut faults = Vec::new();
        let mut expect = |what: &str, found: i64, wanted: i64| {
            if found != wanted {
                faults.push(format!("{what}: {found} and not {wanted}"));
            }
        };
        let count = i64::try_from(record.len()).unwrap();
        let sum: i64 = record.values().map(|sent| sent.amount).sum();
        expect("incomes", i64::try_from(rows.len()).unwrap(), count);
        expect("postings", posted, count);
        expect("entries of the journal", told, count);
        expect("cash", totals.fen(&books::Choice::of(Part::Cash)), sum);
        expect("income", totals.fen(&books::Choice::of(Part::Income)), sum);
        let receipts: BTreeSet<i64> = rows.iter().filter_map(|row| row.4).collect();
        if receipts != (1..=count).collect() {
            faults.push(format!("receipts: {receipts:?}"));
        }
        for (Key(id), state, amount, reference, _) in rows {
            let sent = reference.as_ref().and_then(|reference| record.get(reference));
            if state != "received" || sent.is_none_or(|sent| sent.income != Some(id) || sent.amount != amount)
            {
                faults.push(format!("{id}, {state}, {amount} fen under {reference:?}"));
            }
        }
        faults
    }
}

fn income_of(text: &str) -> IncomeId {
    let answer: Value = serde_json::from_str(text).unwrap();
    answer["id"].as_str().unwrap().parse().unwrap()
}

#[test]
fn every_income_is_booked_once_wherever_the_server_is_killed() {
    let office = Office::new();
    let tokens = office.tokens();
    let record = Mutex::new(Record::new());
    for round in 0..KILLS {
        let server = office.serve();
        office.try_again(&server, &tokens, &mut record.lock().unwrap());
        office.work(server, round, &tokens, &record);
        office.store.wait_until_left();
    }
    let server = office.serve();
    let mut record = record.into_inner().unwrap();
    office.try_again(&server, &tokens, &mut record);
    drop(server);
    office.store.wait_until_left();
    println!("{} incomes", record.len());
    assert!(record.len() > usize::try_from(KILLS).unwrap() * 3, "only {} incomes", record.len());
    assert_eq!(office.faults(&record), Vec::<String>::new());
    office.place.verify(&office.store);
}

#[test]
fn an_income_that_is_lost_is_found() {
    let office = Office::new();
    let tokens = office.tokens();
    let record = Mutex::new(Record::new());
    office.work(office.serve(), 1, &tokens, &record);
    office.store.wait_until_left();
    let mut record = record.into_inner().unwrap();
    let server = office.serve();
    office.try_again(&server, &tokens, &mut record);
    drop(server);
    office.store.wait_until_left();
    assert_eq!(office.faults(&record), Vec::<String>::new());
    let forget = |tx: &mut Tx<'_>| -> Result<usize, DbError> {
        let received = t::table.filter(t::receipt_number.eq(1));
        Ok(diesel::update(received).set(t::state.eq("expected")).execute(tx.db())?)
    };
    office.store.open().unwrap().write_blocking(forget).unwrap();
    assert_eq!(office.faults(&record).len(), 1);
}
