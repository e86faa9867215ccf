//! The server is killed again and again while an office proposes payments, members of the committee approve them and a treasurer
//! pays them. What was answered is kept here; afterwards each payment took each of its three steps exactly once, and its money left
//! exactly once.

use std::{
    collections::BTreeMap,
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
        schema::{disbursements as t, fund_lines as lines, journal, ledger_postings as postings},
    },
    funds::{self, books, payees},
    photos,
    testing::{TestStore, Thawed, World, fund_rules},
};
use diesel::prelude::*;
use domain::{
    funds::{Part, disbursements::PayeeKind},
    ids::{DisbursementId, FundId, GrantId, PayeeId, PhotoId, SessionId, UserId},
    permissions::{Actor, Role},
};
use serde_json::{Value, json};

use crate::{
    fund::{endow, found},
    place::{Place, actor, now},
    process::Server,
};

/// How often the server is killed.
const KILLS: u64 = 20;
/// Who asks for money, approves and pays at the same time.
const PAIRS: usize = 3;
/// Pictures of invoices of each, more than a run pays.
const PHOTOS: u8 = 200;
/// What the fund has, in fen.
const MONEY: i64 = 10_000_000;
const TOWN: &str = "1/1/";

type Person = (UserId, SessionId);

/// Three people of different roles, and the pictures that the first of them took.
struct Trio {
    proposer: Person,
    approver: Person,
    payer: Person,
    photos: Vec<PhotoId>,
}

/// A fund that has money, and who pays it out.
struct Office {
    place: Place,
    store: Thawed,
    fund: FundId,
    payee: PayeeId,
    auditor: Actor,
    trios: Vec<Trio>,
}

/// What is asked for under one number, and how far it was answered.
#[derive(Clone, Debug, Default)]
struct Sent {
    trio: usize,
    count: usize,
    amount: i64,
    id: Option<DisbursementId>,
    is_approved: bool,
    is_paid: bool,
}

type Record = BTreeMap<String, Sent>;
/// The tokens of a [`Trio`].
type Tokens = [String; 3];

impl Office {
    fn new() -> Self {
        let (store, place) = (TestStore::new(), Place::new());
        let world = World::build(&store);
        store.clock.advance(now() - store.db.now());
        let of = |role| world.person(&store, Some((role, TOWN)));
        let official = actor(&world, of(Role::Official), Role::Official, TOWN);
        let treasurer = actor(&world, of(Role::Treasurer), Role::Treasurer, TOWN);
        let auditor = actor(&world, of(Role::Auditor), Role::Auditor, TOWN);
        let members: Vec<Person> = (0..PAIRS).map(|_| world.person(&store, None)).collect();
        let seat = |person: &Person| world.grant(&store, person.0, Role::CouncilMember, TOWN);
        let seats: Vec<GrantId> = members.iter().map(seat).collect();
        let trio = |(number, approver): (u8, &Person)| {
            let proposer = of(Role::Official);
            let photos = pictures(&store, proposer.0, number);
            Trio { proposer, approver: *approver, payer: of(Role::Treasurer), photos }
        };
        let trios = (0..).zip(&members).map(trio).collect();
        let begin = move |tx: &mut Tx<'_>| {
            let fund = found(tx, &official, &seats, fund_rules());
            endow(tx, (&official, &treasurer), fund, MONEY);
            let shop = payees::NewPayee::Named(PayeeKind::Organisation, "便民超市".to_owned());
            Ok::<_, DbError>((fund, payees::add(tx, &official, fund, &shop).unwrap().id))
        };
        let (fund, payee) = store.db.write_in_turn_blocking(begin).unwrap();
        let clock = Arc::clone(&store.clock);
        let store = store.freeze().thaw(&clock);
        Self { place, store, fund, payee, auditor, trios }
    }

    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.trios[0].proposer)
    }

    fn tokens(&self) -> Vec<Tokens> {
        let of = |trio: &Trio| {
            [trio.proposer, trio.approver, trio.payer].map(|person| self.place.token(&self.store, person))
        };
        self.trios.iter().map(of).collect()
    }

    /// Takes the steps that were not answered yet; whether all are now.
    fn pay(
        &self,
        server: &Server,
        [proposer, approver, payer]: &Tokens,
        number: &str,
        sent: &mut Sent,
    ) -> bool {
        if sent.id.is_none() {
            let invoice = json!({ "number": number, "seller": "便民超市", "amount_fen": sent.amount,
                "photo_id": self.trios[sent.trio].photos[sent.count] });
            let body = json!({ "title": "重阳慰问", "line": 1, "payee_id": self.payee,
                "amount_fen": sent.amount, "invoices": [invoice] });
            let path = format!("/api/v1/funds/{}/disbursements", self.fund);
            let Some(text) = answer(server, &path, &body, proposer, number) else { return false };
            let answer: Value = serde_json::from_str(&text).unwrap();
            sent.id = Some(answer["id"].as_str().unwrap().parse().unwrap());
        }
        let Some(id) = sent.id else { return false };
        let step = |step: &str, body: &Value, token: &str| {
            answer(
                server,
                &format!("/api/v1/disbursements/{id}/{step}"),
                body,
                token,
                &format!("{number}.{step}"),
            )
            .is_some()
        };
        sent.is_approved = sent.is_approved || step("approval", &json!({}), approver);
        sent.is_paid =
            sent.is_approved && (sent.is_paid || step("payment", &json!({ "reference": number }), payer));
        sent.is_paid
    }

    /// Everybody pays as fast as they can until the server is killed, a while after the first payment was answered.
    fn work(&self, server: Server, round: u64, tokens: &[Tokens], record: &Mutex<Record>) {
        let begun = AtomicBool::new(false);
        let server_of = &server;
        std::thread::scope(|scope| {
            for (trio, tokens) in tokens.iter().enumerate() {
                let begun = &begun;
                scope.spawn(move || {
                    let done = record.lock().unwrap().values().filter(|sent| sent.trio == trio).count();
                    for count in done.. {
                        let number = format!("{round}-{trio}-{count}");
                        let amount = i64::try_from(count % 9).unwrap() + 1;
                        let mut sent = Sent { trio, count, amount, ..Sent::default() };
                        let is_whole = self.pay(server_of, tokens, &number, &mut sent);
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

    /// Sends again what was not answered: that, too, takes each step once.
    fn try_again(&self, server: &Server, tokens: &[Tokens], record: &mut Record) {
        for (number, sent) in record.iter_mut().filter(|(_, sent)| !sent.is_paid) {
            assert!(self.pay(server, &tokens[sent.trio], number, sent), "{number} is not answered");
        }
    }

    /// What is wrong with the store, by the record of what was answered: all of it was.
    fn faults(&self, record: &Record) -> Vec<String> {
        type Row = (Key<DisbursementId>, String, i64, Option<String>);
        let (fund, auditor) = (self.fund, self.auditor.clone());
        let (rows, line, posted, told, totals) = self
            .store
            .open()
            .unwrap()
            .read_blocking(|tx| -> Result<_, DbError> {
                let rows: Vec<Row> = t::table
                    .filter(t::fund_id.eq(Key(fund)))
                    .select((t::id, t::state, t::amount_fen, t::reference))
                    .load(tx.db())?;
                let line: (i64, i64) = lines::table
                    .filter(lines::fund_id.eq(Key(fund)))
                    .select((lines::reserved_fen, lines::spent_fen))
                    .first(tx.db())?;
                let posted: i64 = postings::table
                    .filter(postings::kind.eq(funds::kinds::DISBURSEMENT))
                    .count()
                    .get_result(tx.db())?;
                let mut told = Vec::new();
                for event in ["disbursement.proposed", "disbursement.approved", "disbursement.paid"] {
                    let entries = journal::table.filter(journal::event.eq(event)).count();
                    told.push((event, entries.get_result::<i64>(tx.db())?));
                }
                Ok((rows, line, posted, told, books::totals(tx, Some(&auditor), fund)?))
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
        expect("payments", i64::try_from(rows.len()).unwrap(), count);
        expect("postings", posted, count);
        for (event, entries) in told {
            expect(event, entries, count);
        }
        expect("set aside of the line", line.0, 0);
        expect("spent of the line", line.1, sum);
        expect("cash", totals.fen(&books::Choice::of(Part::Cash)), MONEY - sum);
        expect("expense", totals.fen(&books::Choice::of(Part::Expense)), sum);
        for (Key(id), state, amount, reference) in rows {
            let sent = reference.as_ref().and_then(|reference| record.get(reference));
            if state != "paid" || sent.is_none_or(|sent| sent.id != Some(id) || sent.amount != amount) {
                faults.push(format!("{id}, {state}, {amount} fen under {reference:?}"));
            }
        }
        faults
    }
}

/// Pictures that somebody took, none like another.
fn pictures(store: &TestStore, owner: UserId, number: u8) -> Vec<PhotoId> {
    let take = move |tx: &mut Tx<'_>| {
        let one = |shade: u8| {
            let mut hash = [number; 32];
            hash[0] = shade;
            let id = photos::begin(tx, owner, photos::Content { hash, width: 8, height: 8 })?;
            photos::finish(tx, id)?;
            Ok::<_, DbError>(id)
        };
        (0..PHOTOS).map(one).collect()
    };
    store.write(take).unwrap()
}

/// The body of an answer that came; the server may be gone, and nothing else.
fn answer(server: &Server, path: &str, body: &Value, token: &str, key: &str) -> Option<String> {
    match server.post_once(path, &body.to_string(), token, key) {
        Ok((200 | 201, text)) => Some(text),
        Ok((503, _)) | Err(_) => None,
        Ok((status, text)) => panic!("{path} for {key}: {status}: {text}"),
    }
}

#[test]
fn every_payment_takes_its_three_steps_once_wherever_the_server_is_killed() {
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
    println!("{} payments", record.len());
    assert!(record.len() > usize::try_from(KILLS).unwrap() * 2, "only {} payments", record.len());
    assert_eq!(office.faults(&record), Vec::<String>::new());
    office.place.verify(&office.store);
}
