//! The server is killed again and again while an office proposes payments, members of the committee approve them and a treasurer
//! pays them. What was answered is kept here; afterwards each payment took each of its three steps exactly once, and its money left
//! exactly once.

use std::sync::Arc;

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
use serde_json::json;

use crate::{
    fund::{endow, found},
    place::{Place, actor, now},
    process::Server,
    working::{Crew, Record, answer, id_of},
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
    tokens: Vec<Tokens>,
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
        let trios: Vec<Trio> = (0..).zip(&members).map(trio).collect();
        let begin = move |tx: &mut Tx<'_>| {
            let fund = found(tx, &official, &seats, fund_rules());
            endow(tx, (&official, &treasurer), fund, MONEY);
            let shop = payees::NewPayee::Named(PayeeKind::Organisation, "便民超市".to_owned());
            Ok::<_, DbError>((fund, payees::add(tx, &official, fund, &shop).unwrap().id))
        };
        let (fund, payee) = store.db.write_in_turn_blocking(begin).unwrap();
        let clock = Arc::clone(&store.clock);
        let store = store.freeze().thaw(&clock);
        let of = |trio: &Trio| {
            [trio.proposer, trio.approver, trio.payer].map(|person| place.token(&store, person))
        };
        let tokens = trios.iter().map(of).collect();
        Self { place, store, fund, payee, auditor, trios, tokens }
    }

    /// What is wrong with the store, by the record of what was answered: all of it was.
    fn faults(&self, record: &Record<Sent>) -> Vec<String> {
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

impl Crew for Office {
    type Sent = Sent;

    fn store(&self) -> &Thawed {
        &self.store
    }

    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.trios[0].proposer)
    }

    fn size(&self) -> usize {
        self.trios.len()
    }

    fn next(&self, trio: usize, count: usize) -> Sent {
        let amount = i64::try_from(count % 9).unwrap() + 1;
        Sent { trio, count, amount, ..Sent::default() }
    }

    /// Takes the three steps, as far as they were not answered.
    fn send(&self, server: &Server, number: &str, sent: &mut Sent) -> bool {
        let [proposer, approver, payer] = &self.tokens[sent.trio];
        if sent.id.is_none() {
            let invoice = json!({ "number": number, "seller": "便民超市", "amount_fen": sent.amount,
                "photo_id": self.trios[sent.trio].photos[sent.count] });
            let body = json!({ "title": "重阳慰问", "line": 1, "payee_id": self.payee,
                "amount_fen": sent.amount, "invoices": [invoice] });
            let path = format!("/api/v1/funds/{}/disbursements", self.fund);
            sent.id = answer(server, &path, &body, proposer, number).map(|text| id_of(&text));
        }
        let Some(id) = sent.id else { return false };
        let step = |step: &str, body: &serde_json::Value, token: &str| {
            let path = format!("/api/v1/disbursements/{id}/{step}");
            answer(server, &path, body, token, &format!("{number}.{step}")).is_some()
        };
        sent.is_approved = sent.is_approved || step("approval", &json!({}), approver);
        sent.is_paid = sent.is_approved && step("payment", &json!({ "reference": number }), payer);
        sent.is_paid
    }

    fn is_open(sent: &Sent) -> bool {
        !sent.is_paid
    }
}

#[test]
fn every_payment_takes_its_three_steps_once_wherever_the_server_is_killed() {
    let office = Office::new();
    let record = office.survive(KILLS, 1);
    println!("{} payments", record.len());
    assert!(record.len() > usize::try_from(KILLS).unwrap() * 2, "only {} payments", record.len());
    assert_eq!(office.faults(&record), Vec::<String>::new());
    office.place.verify(&office.store);
}
