//! Random steps with points in the store beside a book that keeps sums only: claims, proposals, approvals, the second
//! look, gifts, what the journal tells and what is over, by rules with caps that change midway. What is let through, what
//! is refused and by which cap, what each claim earned and what is left in every budget and wallet are the same. Steps
//! are sent one by one, and from several threads at once; the book takes them in the order in which the store did.

mod book;
mod steps;
mod told;
mod town;
mod wallet;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use app::{
    db::{
        DbError, Key, Tx,
        schema::{claims as t, points_skipped as skipped},
    },
    journal::{Sealed, seal},
    ledger,
    points::{programmes, wallets},
    testing::TestStore,
};
use chrono::{Days, NaiveDate, TimeDelta};
use diesel::prelude::*;
use domain::{
    ids::{EarnerId, NodeId, ProgrammeId},
    ledger::{AccountKind, Owned, Owner},
    points::WalletKind,
    town_time,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use uuid::Uuid;

use self::{
    book::{Book, Earner, Outcome, Programme, State},
    steps::{Step, Told, rules, step},
    town::{Made, Town},
};
use super::support::assert_sound;

/// Steps of a test run on each database, beside those of the ledger alone; `GONGZHI_LEDGER_STORE_STEPS` asks for a fifth of
/// itself.
const STEPS: usize = 4_000;
/// Steps with the same two programmes.
const ROUND: usize = 500;
/// Steps between two looks at everything.
const LOOK_EVERY: usize = 125;
const THREADS: usize = 8;
/// Longer than any points of the rules last.
const EXPIRED_AFTER_DAYS: i64 = 124;
const NODE: NodeId = NodeId(Uuid::from_u128(1));

/// What the store has taken, in its order.
#[derive(Default)]
struct Taken {
    made: Made,
    log: Vec<(Step, NaiveDate, Outcome)>,
    /// Homes that the journal tells of something that nobody has read: one thing each, since what is read together comes
    /// in no order.
    told: BTreeSet<usize>,
}

struct Run {
    store: TestStore,
    town: Arc<Town>,
    taken: Arc<Mutex<Taken>>,
}

impl Run {
    fn new() -> Self {
        let store = TestStore::new();
        let town = Arc::new(Town::new(&store));
        Self { store, town, taken: Arc::default() }
    }

    /// Lets the store take a step, and notes when it did and what it said.
    fn take(&self, step: Step) {
        match step {
            Step::Wait(hours) => return self.store.clock.advance(TimeDelta::hours(hours)),
            Step::Tell(ref told) => return self.tell(told),
            _ => {}
        }
        let (town, taken, clock) =
            (Arc::clone(&self.town), Arc::clone(&self.taken), Arc::clone(&self.store.clock));
        let done = self.store.db.write_in_turn_blocking(move |tx| -> Result<(), DbError> {
            // Only one use case has the turn, so this is the order in which the store takes them.
            let mut taken = taken.lock().unwrap();
            let outcome = town.take(tx, &step, &mut taken.made);
            if matches!(step, Step::Read) {
                taken.told.clear();
            }
            taken.log.push((step, town_time::date(tx.now()), outcome));
            // What is credited at one moment comes in no order.
            clock.advance(TimeDelta::milliseconds(1));
            // What was refused is undone, as in a use case.
            outcome.map_err(|_| DbError::NotFound)
        });
        drop(done);
    }

    /// Lets the journal tell of something.
    fn tell(&self, told: &Told) {
        let mut taken = self.taken.lock().unwrap();
        if !taken.told.insert(told.home()) {
            return;
        }
        let (town, event) = (Arc::clone(&self.town), told.clone());
        let day = self.store.write(move |tx| -> Result<_, DbError> {
            town.tell(tx, &event)?;
            Ok(town_time::date(tx.now()))
        });
        taken.log.push((Step::Tell(told.clone()), day.unwrap(), Ok(())));
        while self.store.write(|tx| seal(tx, NODE)).unwrap() != Sealed::Nothing {}
    }

    /// Starts two programmes, of persons and of households.
    fn start(&self, runner: &mut TestRunner, book: &mut Book) {
        let today = town_time::date(self.store.db.now());
        for (wallets, later) in [(WalletKind::Person, 3), (WalletKind::Household, 5)] {
            let mut drawn = || rules(wallets).new_tree(runner).unwrap().current();
            let (first, then, from) = (drawn(), drawn(), today + Days::new(later));
            let versions = vec![(today, first.clone()), (from, then.clone())];
            book.programmes.push(Programme {
                wallets,
                versions,
                ended: false,
                budget: 0,
                source: 0,
                expired: 0,
                skipped: Vec::new(),
            });
            let town = Arc::clone(&self.town);
            let id = self
                .store
                .db
                .write_in_turn_blocking(move |tx| town.start(tx, wallets, &first, (from, &then)));
            let programme = {
                let mut taken = self.taken.lock().unwrap();
                taken.made.programmes.push(id.unwrap());
                taken.made.programmes.len() - 1
            };
            self.take(Step::Fund { programme, points: 150 });
        }
    }

    /// Lets what is left of the points expire, and claims that nobody has looked at again turn out wrong: then there is nothing to
    /// take back, which chance alone does not bring about in every run.
    fn overturn_what_is_gone(&self, book: &mut Book, seen: usize) -> usize {
        self.take(Step::Wait(24 * EXPIRED_AFTER_DAYS));
        self.take(Step::Expire);
        (0..LOOK_EVERY).for_each(|back| self.take(Step::Judge(back, false)));
        self.compare(book, seen)
    }

    /// Ends the programmes of a round; claims that wait are rejected first.
    fn end(&self, book: &mut Book, round: usize, seen: usize) -> usize {
        let waits = |at: &usize| book.claims[*at].state == State::Submitted;
        let waiting: Vec<usize> =
            (0..book.made.len()).filter(|back| waits(&book.made[book.made.len() - 1 - back])).collect();
        waiting.into_iter().for_each(|back| self.take(Step::Reject(back)));
        let seen = self.compare(book, seen);
        for programme in [2 * round, 2 * round + 1] {
            let (town, id) = (Arc::clone(&self.town), self.taken.lock().unwrap().made.programmes[programme]);
            let ended = self
                .store
                .db
                .write_in_turn_blocking(move |tx| -> Result<(), programmes::Error> { town.end(tx, id) });
            ended.unwrap();
            let programme = &mut book.programmes[programme];
            programme.ended = true;
            programme.source += std::mem::take(&mut programme.budget);
        }
        seen
    }

    /// Lets the book take what the store has taken since the last time, and compares.
    fn compare(&self, book: &mut Book, from: usize) -> usize {
        let taken = self.taken.lock().unwrap();
        for (number, (step, today, outcome)) in taken.log.iter().enumerate().skip(from) {
            if let Step::Tell(told) = step {
                book.told.push((told.clone(), *today));
            }
            assert_eq!(*outcome, book.take(step, *today), "step {number}: {step:?} on {today}");
        }
        let look = |tx: &mut Tx<'_>| -> Result<(), DbError> {
            self.compare_sums(tx, book, &taken.made.programmes)?;
            self.compare_claims(tx, book, &taken.made.programmes)
        };
        self.store.db.read_blocking(look).unwrap();
        taken.log.len()
    }

    fn compare_sums(&self, tx: &mut Tx<'_>, book: &Book, ids: &[ProgrammeId]) -> Result<(), DbError> {
        for (number, (programme, id)) in book.programmes.iter().zip(ids).enumerate() {
            for (kind, kept) in [
                (AccountKind::Budget, programme.budget),
                (AccountKind::Source, programme.source),
                (AccountKind::Expired, programme.expired),
            ] {
                let found = ledger::find(tx, &Owned { book: id.0, kind, owner: Owner::Book })?;
                let balance = found.map_or(0, |found| found.account.balance);
                assert_eq!(balance, kept, "{kind:?} of programme {number}");
            }
        }
        for ((programme, owner), wallet) in &book.wallets {
            let (book, owner) = (ids[*programme].0, self.town.owner(*owner));
            let found = ledger::find(tx, &Owned { book, kind: AccountKind::Wallet, owner })?;
            assert_eq!(found.map(|found| found.account.balance), Some(wallet.balance()));
        }
        for (person, actor) in self.town.people.iter().enumerate() {
            for shown in wallets::list(tx, actor)?.into_iter().filter(|wallet| wallet.account.is_some()) {
                let programme = ids.iter().position(|id| *id == shown.programme.id).unwrap();
                let owner = match shown.household {
                    Some(_) => Earner::Home(book::HOMES[person]),
                    None => Earner::Person(person),
                };
                let upcoming = book.wallets[&(programme, owner)].upcoming();
                assert_eq!(shown.upcoming, upcoming, "{owner:?} in programme {programme}");
            }
        }
        Ok(())
    }

    /// What each claim earned, and what of the journal earned nothing.
    fn compare_claims(&self, tx: &mut Tx<'_>, book: &Book, ids: &[ProgrammeId]) -> Result<(), DbError> {
        type Row = (Key<ProgrammeId>, Key<EarnerId>, String, String, String, i64, i64, i64);
        let columns = (
            t::programme_id,
            t::earner_id,
            t::activity,
            t::day,
            t::state,
            t::points,
            t::taken_back,
            t::unrecovered,
        );
        let mut there: Vec<Row> = t::table.select(columns).load(tx.db())?;
        let earner = |earner| match self.town.owner(earner) {
            Owner::Person(person) => EarnerId(person.0),
            Owner::Household(home) => EarnerId(home.0),
            other => panic!("{other:?}"),
        };
        let kept = |claim: &book::Claim| -> Row {
            let state = match claim.state {
                State::Submitted => "submitted",
                State::Approved => "approved",
                State::Rejected => "rejected",
                State::Withdrawn => "withdrawn",
                State::Overturned => "overturned",
            };
            (
                Key(ids[claim.programme]),
                Key(earner(claim.earner)),
                claim.activity.clone(),
                claim.day.to_string(),
                state.to_owned(),
                claim.points,
                claim.taken_back,
                claim.unrecovered,
            )
        };
        let mut kept: Vec<Row> = book.claims.iter().map(kept).collect();
        there.sort();
        kept.sort();
        assert_eq!(there, kept);

        type Skipped = (Key<ProgrammeId>, String, i64, String, Option<String>);
        let columns =
            (skipped::programme_id, skipped::activity, skipped::points, skipped::reason, skipped::cap);
        let rows: Vec<Skipped> = skipped::table.select(columns).load(tx.db())?;
        let mut there: Vec<_> = rows
            .into_iter()
            .map(|(Key(id), activity, points, reason, cap)| (id, activity, points, cap.unwrap_or(reason)))
            .collect();
        let mut kept: Vec<_> = book
            .programmes
            .iter()
            .zip(ids)
            .flat_map(|(programme, id)| programme.skipped.iter().map(|one| (*id, one)))
            .map(|(id, (activity, points, why))| (id, activity.clone(), *points, (*why).to_owned()))
            .collect();
        there.sort();
        kept.sort();
        assert_eq!(there, kept);
        Ok(())
    }
}

#[test]
fn points_agree_with_a_book_of_sums_whatever_is_asked_and_by_how_many_at_once() {
    let asked = std::env::var("GONGZHI_LEDGER_STORE_STEPS").ok();
    let steps = asked.map_or(STEPS, |steps| steps.parse::<usize>().unwrap() / 5);
    let (run, mut book, mut runner) = (Run::new(), Book::default(), TestRunner::deterministic());
    let (mut seen, mut number) = (0, 0);
    while number < steps {
        let round = number / ROUND;
        run.start(&mut runner, &mut book);
        for part in 0..ROUND / LOOK_EVERY {
            number += LOOK_EVERY;
            let some: Vec<Step> =
                (0..LOOK_EVERY).map(|_| step(round).new_tree(&mut runner).unwrap().current()).collect();
            if part % 2 == 0 {
                some.into_iter().for_each(|step| run.take(step));
            } else {
                let (told, some): (Vec<_>, Vec<_>) =
                    some.into_iter().partition(|step| matches!(step, Step::Tell(_)));
                told.into_iter().for_each(|step| run.take(step));
                std::thread::scope(|scope| {
                    for some in some.chunks(LOOK_EVERY / THREADS + 1) {
                        scope.spawn(|| some.iter().for_each(|step| run.take(step.clone())));
                    }
                });
            }
            seen = run.compare(&mut book, seen);
        }
        if number >= steps {
            seen = run.overturn_what_is_gone(&mut book, seen);
        }
        seen = run.end(&mut book, round, seen);
    }
    run.compare(&mut book, seen);
    let taken = run.taken.lock().unwrap();
    let done = taken.log.iter().filter(|(_, _, outcome)| outcome.is_ok()).count();
    assert!(done * 4 > steps, "only {done} of {steps} steps did anything");
    // Nothing that could happen has not.
    let met: BTreeSet<&str> = taken.log.iter().filter_map(|(_, _, outcome)| outcome.err()).collect();
    for refusal in ["activity_day", "activity_month", "activity_period", "day", "month", "budget", "short"] {
        assert!(met.contains(refusal), "{refusal} is not among {met:?}");
    }
    assert!(book.programmes.iter().any(|programme| programme.expired > 0));
    assert!(book.claims.iter().any(|claim| claim.unrecovered > 0));
    assert!(book.programmes.iter().any(|programme| !programme.skipped.is_empty()));
    assert_sound(&run.store);
}
