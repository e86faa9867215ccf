//! The book beside the store: programmes, wallets and claims by the plainest sums.

use std::collections::{BTreeMap, VecDeque};

use chrono::{Datelike, NaiveDate};
use domain::points::{Activity, Approver, Basis, ProgrammeRules, WalletKind, expiry_day};

use super::{
    steps::{By, Claiming, Step, Told},
    wallet::{Part, Wallet},
};

/// Whether a step was done, else why not.
pub type Outcome = Result<(), &'static str>;

/// The home of each person; two share one.
pub const HOMES: [usize; 4] = [0, 0, 1, 2];

/// A programme.
pub struct Programme {
    pub wallets: WalletKind,
    /// Versions of its rules, each from a day on.
    pub versions: Vec<(NaiveDate, ProgrammeRules)>,
    pub ended: bool,
    pub budget: i64,
    pub source: i64,
    pub expired: i64,
    /// What earned nothing: with which activity, how many points, why.
    pub skipped: Vec<(String, i64, &'static str)>,
}

impl Programme {
    pub fn rules(&self, day: NaiveDate) -> Option<usize> {
        self.versions.iter().rposition(|(from, _)| *from <= day)
    }
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Submitted,
    Approved,
    Rejected,
    Withdrawn,
    Overturned,
}

/// Who earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Earner {
    Person(usize),
    Home(usize),
}

impl Earner {
    fn home(self) -> usize {
        match self {
            Self::Person(person) => HOMES[person],
            Self::Home(home) => home,
        }
    }
}

/// A claim.
pub struct Claim {
    pub programme: usize,
    pub version: usize,
    pub activity: String,
    pub earner: Earner,
    pub by_worker: bool,
    pub day: NaiveDate,
    pub points: i64,
    pub state: State,
    /// Whether it was looked at again; nothing of the journal's is.
    pub judged: bool,
    pub taken_back: i64,
    pub unrecovered: i64,
    pub shift: Option<u32>,
}

impl Claim {
    pub fn net(&self) -> i64 {
        self.points - self.taken_back - self.unrecovered
    }
}

/// The book.
#[derive(Default)]
pub struct Book {
    pub programmes: Vec<Programme>,
    /// By programme and owner: a person, or a home where homes have the wallets.
    pub wallets: BTreeMap<(usize, Earner), Wallet>,
    pub claims: Vec<Claim>,
    /// Those that were claimed or proposed, in their order.
    pub made: Vec<usize>,
    /// What the journal tells and nobody has read.
    pub told: Vec<(Told, NaiveDate)>,
}

fn month(day: NaiveDate) -> (i32, u32) {
    (day.year(), day.month())
}

/// What an activity earns that took so long.
pub fn earns(activity: &Activity, minutes: u32) -> i64 {
    match activity.basis {
        Basis::Time => activity.points,
        Basis::Hour => activity.points * i64::from(minutes) / 60,
    }
}

impl Book {
    /// Whose wallet an earner fills.
    fn owner(&self, programme: usize, earner: Earner) -> Earner {
        match self.programmes[programme].wallets {
            WalletKind::Person => earner,
            WalletKind::Household => Earner::Home(earner.home()),
        }
    }

    pub fn wallet(&mut self, programme: usize, earner: Earner, today: NaiveDate) -> &mut Wallet {
        let owner = self.owner(programme, earner);
        let none = || Wallet { parts: VecDeque::new(), looked_on: today, given: BTreeMap::new() };
        self.wallets.entry((programme, owner)).or_insert_with(none)
    }

    /// The first cap that leaves the least, where one refuses.
    pub fn cap(
        &self,
        rules: &ProgrammeRules,
        activity: &Activity,
        new: (usize, Earner, NaiveDate, i64),
        waiting: bool,
        but: Option<usize>,
    ) -> Outcome {
        let (programme, earner, day, wanted) = new;
        let sum = |counts: &dyn Fn(&Claim) -> bool| -> i64 {
            let there = self.claims.iter().enumerate().filter(|(at, claim)| {
                let stands = claim.state == State::Approved || (waiting && claim.state == State::Submitted);
                stands && Some(*at) != but && claim.programme == programme && claim.earner == earner
            });
            there.map(|(_, claim)| claim).filter(|claim| counts(claim)).map(Claim::net).sum()
        };
        let (same, caps) = (|claim: &Claim| claim.activity == activity.code, activity.caps);
        let that_month = |claim: &Claim| month(claim.day) == month(day);
        let all = [
            ("activity_day", caps.day, sum(&|claim| same(claim) && claim.day == day)),
            ("activity_month", caps.month, sum(&|claim| same(claim) && that_month(claim))),
            ("activity_period", caps.period, sum(&same)),
            ("day", rules.day_max, sum(&|claim| claim.day == day)),
            ("month", rules.month_max, sum(&that_month)),
        ];
        let mut least: Option<(i64, &'static str)> = None;
        for (name, max, used) in all {
            let Some(max) = max else { continue };
            let left = (max - used).max(0);
            if left < wanted && least.is_none_or(|(other, _)| left < other) {
                least = Some((left, name));
            }
        }
        least.map_or(Ok(()), |(_, name)| Err(name))
    }

    /// Takes a step as the store does.
    pub fn take(&mut self, step: &Step, today: NaiveDate) -> Outcome {
        match *step {
            Step::Claim(ref new) => self.submit(new, false, today),
            Step::Propose(ref new) => self.submit(new, true, today),
            Step::Withdraw(back) => {
                let at = self.meant(back)?;
                if self.claims[at].by_worker {
                    return Err("not_issuer");
                }
                self.leave(at, State::Withdrawn)
            }
            Step::Reject(back) => {
                let at = self.meant(back)?;
                self.leave(at, State::Rejected)
            }
            Step::Approve(back, by) => {
                let at = self.meant(back)?;
                self.approve(at, by, today)
            }
            Step::Judge(back, upheld) => {
                let at = self.meant(back)?;
                self.judge(at, upheld)
            }
            Step::Gift { programme, from, to, points } => self.give(programme, from, to, points, today),
            Step::Fund { programme, points } => {
                let programme = &mut self.programmes[programme];
                programme.budget += points;
                programme.source -= points;
                Ok(())
            }
            Step::Read => {
                for (told, day) in std::mem::take(&mut self.told) {
                    self.read(&told, day, today);
                }
                Ok(())
            }
            Step::Expire => {
                for ((programme, _), wallet) in &mut self.wallets {
                    if wallet.looked_on < today {
                        wallet.looked_on = today;
                        self.programmes[*programme].expired += wallet.expire(today);
                    }
                }
                Ok(())
            }
            Step::Tell(_) | Step::Wait(_) => Ok(()),
        }
    }

    /// The claim meant, counted back from the last.
    fn meant(&self, back: usize) -> Result<usize, &'static str> {
        self.made.iter().rev().nth(back).copied().ok_or("none")
    }

    fn submit(&mut self, new: &Claiming, by_worker: bool, today: NaiveDate) -> Outcome {
        let day = today - chrono::Days::new(new.days_ago);
        let programme = &self.programmes[new.programme];
        if programme.ended {
            return Err("not_running");
        }
        let version = programme.rules(day).ok_or("day_outside")?;
        let rules = &programme.versions[version].1;
        let activity = rules.activity(new.activity).ok_or("activity")?;
        if !(if by_worker { activity.by_worker } else { activity.by_resident }) {
            return Err("closed");
        }
        let points = earns(activity, new.minutes);
        if points < 1 {
            return Err("too_short");
        }
        let earner = Earner::Person(new.person);
        self.cap(rules, activity, (new.programme, earner, day, points), true, None)?;
        self.made.push(self.claims.len());
        self.claims.push(Claim {
            programme: new.programme,
            version,
            activity: activity.code.clone(),
            earner,
            by_worker,
            day,
            points,
            state: State::Submitted,
            judged: false,
            taken_back: 0,
            unrecovered: 0,
            shift: None,
        });
        Ok(())
    }

    fn leave(&mut self, at: usize, state: State) -> Outcome {
        if self.claims[at].state != State::Submitted {
            return Err("decided");
        }
        self.claims[at].state = state;
        Ok(())
    }

    fn approve(&mut self, at: usize, by: By, today: NaiveDate) -> Outcome {
        let claim = &self.claims[at];
        let programme = &self.programmes[claim.programme];
        let (_, rules) = &programme.versions[claim.version];
        let activity = rules.activity(&claim.activity).ok_or("activity")?;
        if by == By::Worker && activity.approver == Approver::Official {
            return Err("denied");
        }
        if claim.state != State::Submitted {
            return Err("decided");
        }
        if by == By::Worker && claim.by_worker {
            return Err("own");
        }
        if programme.ended {
            return Err("not_running");
        }
        let (of, earner, day, points) = (claim.programme, claim.earner, claim.day, claim.points);
        self.cap(rules, activity, (of, earner, day, points), false, Some(at))?;
        if programme.budget < points {
            return Err("budget");
        }
        let last = expiry_day(day, rules.expiry_months);
        self.programmes[of].budget -= points;
        self.claims[at].state = State::Approved;
        self.wallet(of, earner, today).parts.push_back(Part { points, last, claim: Some(at) });
        Ok(())
    }

    fn judge(&mut self, at: usize, upheld: bool) -> Outcome {
        let claim = &mut self.claims[at];
        if claim.state != State::Approved {
            return Err("not_approved");
        }
        if std::mem::replace(&mut claim.judged, true) {
            return Err("not_drawn");
        }
        if !upheld {
            let points = claim.net();
            claim.state = State::Overturned;
            self.take_back(at, points);
        }
        Ok(())
    }

    /// Takes points back as far as they are there.
    pub fn take_back(&mut self, at: usize, points: i64) {
        let (of, earner) = (self.claims[at].programme, self.claims[at].earner);
        let owner = self.owner(of, earner);
        let wallet = self.wallets.get_mut(&(of, owner)).unwrap();
        let taken = wallet.balance().min(points);
        wallet.take_back(at, taken);
        let programme = &mut self.programmes[of];
        *(if programme.ended { &mut programme.source } else { &mut programme.budget }) += taken;
        self.claims[at].taken_back += taken;
        self.claims[at].unrecovered += points - taken;
    }

    fn give(&mut self, of: usize, from: usize, to: usize, points: i64, today: NaiveDate) -> Outcome {
        let (from, to) = (Earner::Person(from), Earner::Person(to));
        let (giving, receiving) = (self.owner(of, from), self.owner(of, to));
        let wallet = self.wallets.get(&(of, giving)).ok_or("none")?;
        let programme = &self.programmes[of];
        let rules = programme.rules(today).map(|version| &programme.versions[version].1);
        let gifts = rules.filter(|_| !programme.ended).and_then(|rules| rules.gifts).ok_or("gifts")?;
        let given = wallet.given.get(&month(today)).copied().unwrap_or(0);
        if from == to || giving == receiving {
            return Err("own");
        }
        if points > gifts.each_max {
            return Err("too_large");
        }
        if given + points > gifts.month_max {
            return Err("month_reached");
        }
        if wallet.balance() < points {
            return Err("short");
        }
        let wallet = self.wallet(of, from, today);
        let parts = wallet.take(points);
        *wallet.given.entry(month(today)).or_default() += points;
        let parts = parts.into_iter().map(|(points, last)| Part { points, last, claim: None });
        self.wallet(of, to, today).parts.extend(parts);
        Ok(())
    }
}
