//! Random steps on the ledger in the store beside a book that keeps sums only: what is allowed, what is refused and what
//! every account holds are the same. Steps are sent one by one, and from several threads at once; the order in which
//! the store takes them is noted, and the book takes them in that order.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use app::{
    db::Tx,
    ledger::{self, BatchError, Error},
    testing::TestStore,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{LedgerAccountId, PostingId},
    ledger::NewPosting,
};
use proptest::prelude::*;
use proptest::{strategy::ValueTree, test_runner::TestRunner};

use super::support::*;

const WALLETS: u8 = 6;
const BUDGET: i64 = 3_000;
/// Steps of a test run on each database; `GONGZHI_LEDGER_STORE_STEPS` asks for more.
const STEPS: usize = 20_000;
const THREADS: usize = 8;
/// Steps between two looks at every account.
const LOOK_EVERY: usize = 500;

/// A step; accounts are 0 for the budget and 1 to [`WALLETS`] for wallets, postings are meant by the turn in which they
/// were made, counted back from the last.
#[derive(Clone, Debug)]
enum Step {
    Post {
        key: Option<u16>,
        from: u8,
        to: u8,
        amount: i64,
    },
    Batch(Vec<(u8, u8, i64)>),
    Hold {
        from: u8,
        to: u8,
        amount: i64,
        seconds: i64,
    },
    Commit(usize),
    Void(usize),
    Reverse(usize),
    /// Everything whose time is over is voided.
    Tidy,
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let account = || 0..=WALLETS;
    let amount = || prop_oneof![30 => 1_i64..60, 1 => Just(0_i64), 2 => 60_i64..2_000];
    prop_oneof![
        6 => (prop::option::weighted(0.2, 0_u16..3_000), account(), account(), amount())
            .prop_map(|(key, from, to, amount)| Step::Post { key, from, to, amount }),
        1 => prop::collection::vec((account(), account(), amount()), 1..6).prop_map(Step::Batch),
        3 => (account(), account(), amount(), 1_i64..100)
            .prop_map(|(from, to, amount, seconds)| Step::Hold { from, to, amount, seconds }),
        2 => (0_usize..12).prop_map(Step::Commit),
        2 => (0_usize..12).prop_map(Step::Void),
        2 => (0_usize..12).prop_map(Step::Reverse),
        1 => (1_i64..40).prop_map(Step::Wait),
        1 => Just(Step::Tidy),
    ]
}

/// What a step came to: whether it was done, else the code of its refusal.
type Outcome = Result<(), &'static str>;

/// The book.
#[derive(Default)]
struct Book {
    balances: [i64; WALLETS as usize + 1],
    held: [i64; WALLETS as usize + 1],
    /// By key, and whether it was posted with this very content.
    keys: BTreeMap<u16, (u8, u8, i64)>,
    made: Vec<Made>,
}

/// A posting in the book.
struct Made {
    moves: (u8, u8, i64),
    state: State,
    reversible: bool,
}

enum State {
    Done,
    Held { until: DateTime<Utc> },
    Given,
}

impl Book {
    fn check(&self, (from, to, amount): (u8, u8, i64)) -> Outcome {
        if amount == 0 {
            Err("entry_zero")
        } else if from == to {
            Err("entry_account_twice")
        } else if self.balances[usize::from(from)] - self.held[usize::from(from)] < amount {
            Err("ledger_account_floor")
        } else {
            Ok(())
        }
    }

    fn shift(&mut self, (from, to, amount): (u8, u8, i64)) {
        self.balances[usize::from(from)] -= amount;
        self.balances[usize::from(to)] += amount;
    }

    fn post(&mut self, moves: (u8, u8, i64)) -> Outcome {
        self.check(moves)?;
        self.shift(moves);
        self.made.push(Made { moves, state: State::Done, reversible: true });
        Ok(())
    }

    fn give_back(&mut self, at: usize) {
        let moves = self.made[at].moves;
        self.held[usize::from(moves.0)] -= moves.2;
        self.made[at].state = State::Given;
    }

    /// The posting meant, counted back from the last.
    fn meant(&self, back: usize) -> Option<usize> {
        self.made.len().checked_sub(back + 1)
    }

    fn take(&mut self, step: &Step, now: DateTime<Utc>) -> Outcome {
        match *step {
            Step::Wait(_) => Ok(()),
            Step::Tidy => {
                for at in 0..self.made.len() {
                    if matches!(self.made[at].state, State::Held { until } if until <= now) {
                        self.give_back(at);
                    }
                }
                Ok(())
            }
            Step::Post { key: None, from, to, amount } => self.post((from, to, amount)),
            Step::Post { key: Some(key), from, to, amount } => match self.keys.get(&key) {
                Some(before) if *before == (from, to, amount) => Ok(()),
                Some(_) => Err("posting_key_reused"),
                None => {
                    self.post((from, to, amount))?;
                    self.keys.insert(key, (from, to, amount));
                    Ok(())
                }
            },
            Step::Batch(ref batch) => {
                let (balances, made) = (self.balances, self.made.len());
                let mut first = Ok(());
                for moves in batch {
                    let done = self.post(*moves);
                    first = first.and(done);
                }
                if first.is_err() {
                    self.balances = balances;
                    self.made.truncate(made);
                }
                first
            }
            Step::Hold { from, to, amount, seconds } => {
                self.check((from, to, amount))?;
                self.held[usize::from(from)] += amount;
                let until = now + TimeDelta::seconds(seconds);
                self.made.push(Made {
                    moves: (from, to, amount),
                    state: State::Held { until },
                    reversible: true,
                });
                Ok(())
            }
            Step::Commit(back) => {
                let Some(at) = self.meant(back) else { return Err("none") };
                let State::Held { until } = self.made[at].state else { return Err("posting_not_pending") };
                if until <= now {
                    return Err("posting_expired");
                }
                let moves = self.made[at].moves;
                self.held[usize::from(moves.0)] -= moves.2;
                self.shift(moves);
                self.made[at].state = State::Done;
                Ok(())
            }
            Step::Void(back) => {
                let Some(at) = self.meant(back) else { return Err("none") };
                let State::Held { .. } = self.made[at].state else { return Err("posting_not_pending") };
                self.give_back(at);
                Ok(())
            }
            Step::Reverse(back) => {
                let Some(at) = self.meant(back) else { return Err("none") };
                let Made { moves: (from, to, amount), state, reversible } = &self.made[at];
                match state {
                    State::Done if *reversible => {}
                    // One that was reversed, or reverses another.
                    State::Done => return Err("posting_reversed"),
                    State::Held { .. } | State::Given => return Err("posting_not_committed"),
                }
                let back = (*to, *from, *amount);
                self.check(back)?;
                self.shift(back);
                self.made[at].reversible = false;
                self.made.push(Made { moves: back, state: State::Done, reversible: false });
                Ok(())
            }
        }
    }
}

/// What the store has taken, in its order.
#[derive(Default)]
struct Taken {
    made: Vec<PostingId>,
    log: Vec<(Step, DateTime<Utc>, Outcome)>,
}

struct Run {
    store: TestStore,
    accounts: Vec<LedgerAccountId>,
    taken: Arc<Mutex<Taken>>,
}

impl Run {
    fn new() -> Self {
        let store = TestStore::new();
        let books = books(&store, BUDGET, WALLETS.into());
        let accounts = [books.budget].into_iter().chain(books.wallets).collect();
        Self { store, accounts, taken: Arc::default() }
    }

    /// Lets the store take a step, and notes when it did and what it said.
    fn take(&self, step: Step, number: usize) {
        if let Step::Wait(seconds) = step {
            self.store.clock.advance(TimeDelta::seconds(seconds));
            return;
        }
        let (accounts, taken) = (self.accounts.clone(), Arc::clone(&self.taken));
        let done = self.store.db.write_in_turn_blocking(move |tx| -> Result<(), Error> {
            // Only one use case has the turn, so this is the order in which the store takes them.
            let mut taken = taken.lock().unwrap();
            let meant = |back: usize| taken.made.len().checked_sub(back + 1).map(|at| taken.made[at]);
            let done = act(tx, &step, &accounts, meant, number);
            let outcome = match &done {
                Ok(made) => {
                    taken.made.extend(made);
                    Ok(())
                }
                Err(code) => Err(*code),
            };
            taken.log.push((step, tx.now(), outcome));
            // What was refused is undone, as in a use case.
            done.map(drop).map_err(|_| Error::Db(app::db::DbError::NotFound))
        });
        drop(done);
    }

    /// Lets the book take what the store has taken since the last time, and compares.
    fn compare(&self, book: &mut Book, from: usize) -> usize {
        let taken = self.taken.lock().unwrap();
        for (number, (step, at, outcome)) in taken.log.iter().enumerate().skip(from) {
            let said = match (book.take(step, *at), step) {
                // The ledger tells a reversal from what it reversed.
                (Err("posting_reversed"), _) if *outcome == Err("posting_is_reversal") => *outcome,
                (said, _) => said,
            };
            assert_eq!(*outcome, said, "step {number}: {step:?}");
        }
        for (number, id) in self.accounts.iter().enumerate() {
            let account = account(&self.store, *id).account;
            let kept = (book.balances[number], book.held[number]);
            assert_eq!(
                (account.balance, account.held),
                kept,
                "account {number} after {} steps",
                taken.log.len()
            );
        }
        taken.log.len()
    }
}

/// One step in the store: the postings that it made, or the code of its refusal.
fn act(
    tx: &mut Tx<'_>,
    step: &Step,
    accounts: &[LedgerAccountId],
    meant: impl Fn(usize) -> Option<PostingId>,
    number: usize,
) -> Result<Vec<PostingId>, &'static str> {
    let new = |from: u8, to: u8, amount: i64| -> NewPosting {
        moves(accounts[usize::from(from)], accounts[usize::from(to)], amount)
    };
    let code = |error: Error| match error {
        Error::Refused(refusal) => refusal.code(),
        Error::Db(error) => panic!("{error}"),
    };
    match *step {
        Step::Wait(_) => Ok(vec![]),
        Step::Tidy => {
            for late in ledger::overdue(tx, "test.move", 10_000).unwrap() {
                void(tx, late.posting).map_err(code)?;
            }
            Ok(vec![])
        }
        Step::Post { key, from, to, amount } => {
            let name = key.map_or_else(|| format!("step{number}"), |key| format!("key{key}"));
            let entry = tx.new_id();
            let posted = ledger::post(tx, &new(from, to, amount), &making(&name, entry)).map_err(code)?;
            let fresh = ledger::posting(tx, posted.posting).unwrap().entry == entry;
            tell(tx, entry, &posted).unwrap();
            Ok(if fresh { vec![posted.posting] } else { vec![] })
        }
        Step::Batch(ref batch) => {
            let named = |(place, (from, to, amount)): (usize, &(u8, u8, i64))| {
                (format!("step{number}.{place}"), new(*from, *to, *amount))
            };
            let batch: Vec<_> = batch.iter().enumerate().map(named).collect();
            match post_all(tx, &batch) {
                Ok(posted) => Ok(posted.into_iter().map(|posted| posted.posting).collect()),
                Err(BatchError::Refused(refused)) => Err(refused[0].1.code()),
                Err(BatchError::Db(error)) => panic!("{error}"),
            }
        }
        Step::Hold { from, to, amount, seconds } => {
            let until = tx.now() + TimeDelta::seconds(seconds);
            let name = format!("step{number}");
            hold(tx, &name, &new(from, to, amount), until).map(|posted| vec![posted.posting]).map_err(code)
        }
        Step::Commit(back) => commit(tx, meant(back).ok_or("none")?).map(|_| vec![]).map_err(code),
        Step::Void(back) => void(tx, meant(back).ok_or("none")?).map(|_| vec![]).map_err(code),
        Step::Reverse(back) => {
            let name = format!("step{number}");
            let id = meant(back).ok_or("none")?;
            reverse(tx, &name, id).map(|posted| vec![posted.posting]).map_err(code)
        }
    }
}

#[test]
fn the_ledger_agrees_with_a_book_of_sums_whatever_is_asked_and_by_how_many_at_once() {
    let asked = std::env::var("GONGZHI_LEDGER_STORE_STEPS").ok();
    let steps = asked.map_or(STEPS, |steps| steps.parse().unwrap());
    let run = Run::new();
    let mut book = Book { balances: [BUDGET, 0, 0, 0, 0, 0, 0], ..Book::default() };
    let mut runner = TestRunner::deterministic();
    let (mut seen, mut number) = (0, 0);
    while number < steps {
        let mut some = Vec::with_capacity(LOOK_EVERY);
        for _ in 0..LOOK_EVERY {
            number += 1;
            some.push((number, step().new_tree(&mut runner).unwrap().current()));
        }
        if (number / LOOK_EVERY).is_multiple_of(2) {
            some.into_iter().for_each(|(number, step)| run.take(step, number));
        } else {
            std::thread::scope(|scope| {
                for part in some.chunks(LOOK_EVERY / THREADS + 1) {
                    let run = &run;
                    scope.spawn(move || {
                        part.iter().for_each(|(number, step)| run.take(step.clone(), *number))
                    });
                }
            });
        }
        seen = run.compare(&mut book, seen);
    }
    let done = run.taken.lock().unwrap().log.iter().filter(|(_, _, outcome)| outcome.is_ok()).count();
    assert!(done * 4 > steps, "only {done} of {steps} steps did anything");
    assert_sound(&run.store);
}
