//! The server is killed again and again while treasurers register what a fund gets and confirm that it came. What was answered is
//! kept here; afterwards each income that was confirmed is booked exactly once, with a receipt of its own, and of none there is a half.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
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
use serde_json::json;

use crate::{
    fund::found,
    place::{Place, actor, now},
    process::Server,
    working::{Crew, Record, answer, id_of},
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
    tokens: Vec<String>,
}

/// What a treasurer sent under one number, and how far it was answered.
#[derive(Clone, Debug, Default)]
struct Sent {
    treasurer: usize,
    amount: i64,
    income: Option<IncomeId>,
    is_confirmed: bool,
}

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
        let tokens = treasurers.iter().map(|person| place.token(&store, *person)).collect();
        Self { place, store, fund, auditor, treasurers, tokens }
    }

    /// What is wrong with the store, by the record of what was answered: all of it was.
    fn faults(&self, record: &Record<Sent>) -> Vec<String> {
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

impl Crew for Office {
    type Sent = Sent;

    fn store(&self) -> &Thawed {
        &self.store
    }

    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.treasurers[0])
    }

    fn size(&self) -> usize {
        self.tokens.len()
    }

    fn next(&self, treasurer: usize, count: usize) -> Sent {
        let amount = i64::try_from(count % 9).unwrap() + 1;
        Sent { treasurer, amount, ..Sent::default() }
    }

    /// Registers it, and confirms that it came.
    fn send(&self, server: &Server, number: &str, sent: &mut Sent) -> bool {
        let token = &self.tokens[sent.treasurer];
        if sent.income.is_none() {
            let body = json!({ "source": { "kind": "interest" }, "form": "money", "amount_fen": sent.amount,
                "channel": "bank", "note": "" });
            let path = format!("/api/v1/funds/{}/income", self.fund);
            sent.income = answer(server, &path, &body, token, number).map(|text| id_of(&text));
        }
        let Some(income) = sent.income else { return false };
        let body = json!({ "reference": number, "amount_fen": sent.amount });
        let path = format!("/api/v1/income/{income}/confirmation");
        sent.is_confirmed = answer(server, &path, &body, token, &format!("{number}.came")).is_some();
        sent.is_confirmed
    }

    fn is_open(sent: &Sent) -> bool {
        !sent.is_confirmed
    }
}

#[test]
fn every_income_is_booked_once_wherever_the_server_is_killed() {
    let office = Office::new();
    let record = office.survive(KILLS, 1);
    println!("{} incomes", record.len());
    assert!(record.len() > usize::try_from(KILLS).unwrap() * 3, "only {} incomes", record.len());
    assert_eq!(office.faults(&record), Vec::<String>::new());
    office.place.verify(&office.store);
}

#[test]
fn an_income_that_is_lost_is_found() {
    let office = Office::new();
    let record = Mutex::new(Record::new());
    office.work(office.serve(), 1, &record);
    office.store.wait_until_left();
    let mut record = record.into_inner().unwrap();
    let server = office.serve();
    office.try_again(&server, 1, &mut record);
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
