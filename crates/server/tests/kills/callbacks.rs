//! The server is killed again and again while residents pay on line and the providers tell of it, each time twice. Afterwards each gift
//! that was paid is an income with a receipt of its own, exactly once.

use std::{collections::BTreeSet, sync::Arc};

use app::{
    db::{
        DbError, Key, Tx,
        schema::{fund_incomes as t, journal, ledger_postings as postings, payment_intents as intents},
    },
    funds::{self, books},
    testing::{TestStore, Thawed, World, fund_rules},
};
use diesel::prelude::*;
use domain::{
    funds::Part,
    ids::{FundId, GrantId, PaymentIntentId, SessionId, UserId},
    permissions::{Actor, Role},
};
use payments::testing::Provider;
use serde_json::json;
use tokio::runtime::Runtime;

use crate::{
    fund::found,
    place::{Place, actor, now},
    process::Server,
    working::{Crew, Record, answer, id_of},
};

/// How often the server is killed.
const KILLS: u64 = 20;
const TOWN: &str = "1/1/";
const HOMES: [&str; 3] = ["1/1/1/1/1/", "1/1/1/2/1/", "1/1/2/1/1/"];
const CHANNELS: [&str; 2] = ["wechat", "alipay"];

type Person = (UserId, SessionId);

/// A fund that is open, providers, and residents who pay.
struct Payers {
    place: Place,
    store: Thawed,
    fund: FundId,
    auditor: Actor,
    residents: Vec<Person>,
    tokens: Vec<String>,
    provider: Provider,
    // Last: what asks the provider is gone before its runtime is.
    _runtime: Runtime,
}

/// What somebody pays, and how far that is.
#[derive(Clone, Debug, Default)]
struct Sent {
    who: usize,
    channel: &'static str,
    fen: i64,
    payment: Option<PaymentIntentId>,
    is_paid: bool,
    is_kept: bool,
}

impl Payers {
    fn new() -> Self {
        let (store, place) = (TestStore::new(), Place::new());
        let world = World::build(&store);
        store.clock.advance(now() - store.db.now());
        let of = |role, at| world.person(&store, Some((role, at)));
        let official = actor(&world, of(Role::Official, TOWN), Role::Official, TOWN);
        let auditor = actor(&world, of(Role::Auditor, TOWN), Role::Auditor, TOWN);
        let residents: Vec<Person> = HOMES.iter().map(|home| of(Role::Resident, home)).collect();
        let seats: Vec<GrantId> = (0..3)
            .map(|_| world.grant(&store, world.person(&store, None).0, Role::CouncilMember, TOWN))
            .collect();
        let found = move |tx: &mut Tx<'_>| Ok::<_, DbError>(found(tx, &official, &seats, fund_rules()));
        let fund = store.db.write_in_turn_blocking(found).unwrap();
        let clock = Arc::clone(&store.clock);
        let store = store.freeze().thaw(&clock);
        let tokens = residents.iter().map(|person| place.token(&store, *person)).collect();
        let runtime = Runtime::new().unwrap();
        let provider = runtime.block_on(Provider::start(now));
        Self { place, store, fund, auditor, residents, tokens, provider, _runtime: runtime }
    }

    /// The provider tells of a payment; whether that was answered as kept.
    fn tell(&self, server: &Server, channel: &str, order: &str) -> bool {
        let told = self.provider.paid(order);
        match server.tell(&format!("/payments/{channel}/notify"), &told.body, &told.headers) {
            Ok((204, _)) => true,
            Ok((200, text)) => text == "success",
            // A provider tells again what was not kept.
            Ok((500, _)) | Err(_) => false,
            Ok((status, text)) => panic!("{order}: {status}: {text}"),
        }
    }

    /// What is wrong with the store: all that was sent is paid, and was told of.
    fn faults(&self, record: &Record<Sent>) -> Vec<String> {
        type Row = (Key<PaymentIntentId>, String, i64, Option<Key<domain::ids::IncomeId>>);
        let (fund, auditor) = (self.fund, self.auditor.clone());
        let (rows, receipts, posted, told, totals) = self
            .store
            .open()
            .unwrap()
            .read_blocking(|tx| -> Result<_, DbError> {
                let rows: Vec<Row> = intents::table
                    .select((intents::id, intents::state, intents::amount, intents::income_id))
                    .load(tx.db())?;
                let receipts: Vec<Option<i64>> = t::table
                    .filter(t::fund_id.eq(Key(fund)))
                    .filter(t::state.eq("received"))
                    .select(t::receipt_number)
                    .load(tx.db())?;
                let income = postings::kind.eq(funds::kinds::INCOME);
                let posted: i64 = postings::table.filter(income).count().get_result(tx.db())?;
                let received = journal::event.eq("income.received");
                let told: i64 = journal::table.filter(received).count().get_result(tx.db())?;
                Ok((rows, receipts, posted, told, books::totals(tx, Some(&auditor), fund)?))
            })
            .unwrap();
        let mut faults = Vec::new();
        let mut expect = |what: &str, found: i64, wanted: i64| {
            if found != wanted {
                faults.push(format!("{what}: {found} and not {wanted}"));
            }
        };
        let count = i64::try_from(record.len()).unwrap();
        let sum: i64 = record.values().map(|sent| sent.fen).sum();
        expect("payments", i64::try_from(rows.len()).unwrap(), count);
        expect("postings", posted, count);
        expect("entries of the journal", told, count);
        expect("cash", totals.fen(&books::Choice::of(Part::Cash)), sum);
        let receipts: Vec<i64> = receipts.into_iter().flatten().collect();
        expect("incomes", i64::try_from(receipts.len()).unwrap(), count);
        if receipts.into_iter().collect::<BTreeSet<_>>() != (1..=count).collect() {
            faults.push("the receipts have gaps".to_owned());
        }
        let by_id = |id| record.values().find(|sent| sent.payment == Some(id));
        for (Key(id), state, amount, income) in rows {
            if state != "paid" || income.is_none() || by_id(id).is_none_or(|sent| sent.fen != amount) {
                faults.push(format!("{id}, {state}, {amount} fen"));
            }
        }
        faults
    }
}

impl Crew for Payers {
    type Sent = Sent;

    fn store(&self) -> &Thawed {
        &self.store
    }

    fn serve(&self) -> Server {
        let settings = self.provider.settings();
        Server::start_with(&self.place, &self.store, self.residents[0], &settings)
    }

    fn size(&self) -> usize {
        self.residents.len()
    }

    fn next(&self, who: usize, count: usize) -> Sent {
        let channel = CHANNELS[(who + count) % CHANNELS.len()];
        Sent { who, channel, fen: i64::try_from(count % 9).unwrap() + 1, ..Sent::default() }
    }

    /// Begins the payment, pays it, and lets its provider tell of it twice.
    fn send(&self, server: &Server, number: &str, sent: &mut Sent) -> bool {
        if sent.payment.is_none() {
            let body =
                json!({ "channel": sent.channel, "amount_fen": sent.fen, "named": false, "message": "" });
            let path = format!("/api/v1/funds/{}/payments", self.fund);
            let token = &self.tokens[sent.who];
            sent.payment = answer(server, &path, &body, token, number).map(|text| id_of(&text));
        }
        let Some(payment) = sent.payment else { return false };
        let order = payment.0.simple().to_string();
        if !sent.is_paid {
            self.provider.pay(&order, now());
            sent.is_paid = true;
        }
        let [first, again] = [(); 2].map(|()| self.tell(server, sent.channel, &order));
        sent.is_kept = first && again;
        sent.is_kept
    }

    fn is_open(sent: &Sent) -> bool {
        !sent.is_kept
    }
}

#[test]
fn every_gift_that_is_paid_on_line_is_booked_once_wherever_the_server_is_killed() {
    let payers = Payers::new();
    let record = payers.survive(KILLS, 1);
    println!("{} payments on line", record.len());
    assert!(record.len() > usize::try_from(KILLS).unwrap() * 2, "only {} payments", record.len());
    assert_eq!(payers.faults(&record), Vec::<String>::new());
    payers.place.verify(&payers.store);
}
