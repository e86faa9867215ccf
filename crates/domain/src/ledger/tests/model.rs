//! Random steps on the engine beside a book that keeps only the list of what was posted, and adds it up anew whenever it
//! is asked.

use super::*;

const WALLETS: usize = 8;
/// Accounts: the programme and its wallets.
const ACCOUNTS: usize = WALLETS + 1;
const BUDGET: i64 = 5_000;
/// Postings that wait at once, so that adding them up stays quick.
const PENDING_MAX: usize = 12;
/// Steps of a test run; `GONGZHI_LEDGER_STEPS` asks for more.
const STEPS: u64 = 1_000_000;
/// Steps between two looks at everything.
const LOOK_EVERY: u64 = 997;

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end
    }

    fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.below(u64::try_from(end).unwrap())).unwrap()
    }
}

/// The book: sums of what is over, and everything that waits.
#[derive(Default)]
struct Book {
    done: [i128; ACCOUNTS],
    waiting: Vec<Posting>,
    frozen: [bool; ACCOUNTS],
}

fn number(entry: &Entry) -> usize {
    (0..ACCOUNTS).find(|number| account(*number) == entry.account).unwrap()
}

impl Book {
    fn floor(number: usize) -> i128 {
        if number == 0 { -i128::from(BUDGET) } else { 0 }
    }

    /// What may be gone already: every posting that waits is committed where it takes, and voided where it gives.
    fn least(&self, number: usize) -> i128 {
        let taken = self.waiting.iter().flat_map(|posting| &posting.content.entries);
        let taken = taken.filter(|entry| entry.account == account(number) && entry.amount < 0);
        self.done[number] + taken.map(|entry| i128::from(entry.amount)).sum::<i128>()
    }

    fn admits(&self, new: &NewPosting) -> bool {
        new.entries.iter().all(|entry| {
            let number = number(entry);
            let amount = i128::from(entry.amount);
            !self.frozen[number] && (amount > 0 || self.least(number) + amount >= Self::floor(number))
        })
    }

    fn count(&mut self, content: &NewPosting) {
        for entry in &content.entries {
            self.done[number(entry)] += i128::from(entry.amount);
        }
    }
}

/// Between two or three accounts, the first of which gives.
fn movement(chance: &mut Chance) -> NewPosting {
    let from = chance.index(ACCOUNTS);
    let to = (from + 1 + chance.index(ACCOUNTS - 1)) % ACCOUNTS;
    let amount = i64::try_from(chance.below(120)).unwrap() + 2;
    let third = (0..ACCOUNTS).find(|number| ![from, to].contains(number)).unwrap();
    if chance.below(4) == 0 {
        points(&[(from, -amount), (to, amount - 1), (third, 1)])
    } else {
        points(&[(from, -amount), (to, amount)])
    }
}

#[test]
fn a_million_steps_agree_with_a_book_that_only_adds_up() {
    let steps =
        std::env::var("GONGZHI_LEDGER_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(STEPS);
    let mut chance = Chance(0x5eed_1ed6_e200_0001);
    let of = |number| {
        let floor = i64::try_from(Book::floor(number)).unwrap();
        (account(number), Account::new(Unit::Points, Some(floor), None))
    };
    let mut engine: Accounts = (0..ACCOUNTS).map(of).collect();
    let mut book = Book::default();
    let (mut accepted, mut refused) = (0_u64, 0_u64);
    let mut last: Option<Posting> = None;
    for step in 0..steps {
        let now = at(i64::try_from(step).unwrap());
        let agreed = match chance.below(10) {
            0..=3 => {
                let new = movement(&mut chance);
                let admitted = book.admits(&new);
                let posted = engine.post(&new).is_ok();
                if admitted {
                    book.count(&new);
                    last = Some(posting(0, new, PostingState::Committed));
                }
                (admitted, posted)
            }
            4 | 5 if book.waiting.len() < PENDING_MAX => {
                let new = movement(&mut chance);
                let admitted = book.admits(&new);
                let held = engine.hold(&new).is_ok();
                if admitted {
                    let until = now + TimeDelta::minutes(i64::try_from(chance.below(40)).unwrap());
                    book.waiting.push(posting(0, new, PostingState::Pending { until }));
                }
                (admitted, held)
            }
            6 | 7 if !book.waiting.is_empty() => {
                let index = chance.index(book.waiting.len());
                let waits = book.waiting[index].clone();
                let in_time = matches!(waits.state, PostingState::Pending { until } if now < until);
                let thawed = waits.content.entries.iter().all(|entry| !book.frozen[number(entry)]);
                let committed = engine.commit(&waits, now).is_ok();
                if in_time && thawed {
                    book.waiting.swap_remove(index);
                    book.count(&waits.content);
                }
                (in_time && thawed, committed)
            }
            8 if !book.waiting.is_empty() => {
                let index = chance.index(book.waiting.len());
                let waits = book.waiting.swap_remove(index);
                (true, engine.void(&waits).is_ok())
            }
            9 if last.is_some() && chance.below(2) == 0 => {
                let made = last.take().unwrap();
                let back = made.reversal().unwrap();
                let admitted = book.admits(&back);
                let posted = engine.post(&back).is_ok();
                if admitted {
                    book.count(&back);
                }
                (admitted, posted)
            }
            _ => {
                // Seldom frozen, soon thawed: most steps are to move something.
                let which = chance.index(ACCOUNTS);
                let freeze = chance.below(5) == 0;
                let (id, of) = (account(which), engine.get_mut(account(which)).unwrap());
                let done = if freeze { of.freeze(id) } else { of.thaw(id) };
                book.frozen[which] = freeze;
                (true, done.is_ok())
            }
        };
        assert_eq!(agreed.0, agreed.1, "at step {step}");
        if agreed.0 {
            accepted += 1
        } else {
            refused += 1
        }
        if step % LOOK_EVERY == 0 || step + 1 == steps {
            look(&engine, &book, step);
        }
    }
    assert!(accepted > steps / 3 && refused > steps / 20, "{accepted} accepted, {refused} refused");
}

/// Everything that must hold at any time.
fn look(engine: &Accounts, book: &Book, step: u64) {
    let mut sum = 0_i128;
    for (number, (_, of)) in engine.iter().enumerate() {
        let waiting = || {
            let entries = book.waiting.iter().flat_map(|posting| &posting.content.entries);
            entries.filter(|entry| entry.account == account(number)).map(|entry| i128::from(entry.amount))
        };
        let held = -waiting().filter(|amount| *amount < 0).sum::<i128>();
        let coming = waiting().filter(|amount| *amount > 0).sum::<i128>();
        let stands = (i128::from(of.balance), i128::from(of.held), i128::from(of.coming));
        assert_eq!(stands, (book.done[number], held, coming), "account {number} at step {step}");
        assert!(of.available().unwrap() >= 0, "account {number} is below its floor at step {step}");
        sum += i128::from(of.balance);
    }
    assert_eq!(sum, 0, "at step {step}");
}
