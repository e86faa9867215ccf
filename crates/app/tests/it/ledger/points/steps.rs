//! What is asked at random, and by which rules.

use domain::{
    inspections::Score,
    points::{Activity, Approver, Basis, Caps, EventRule, Evidence, GiftRules, ProgrammeRules, WalletKind},
};
use proptest::prelude::*;

use super::book::HOMES;

/// Who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Official,
    /// Who proposes, too.
    Worker,
}

/// Points that are claimed or proposed; people are meant by their number.
#[derive(Clone, Debug)]
pub struct Claiming {
    pub programme: usize,
    pub person: usize,
    pub activity: &'static str,
    pub days_ago: u64,
    pub minutes: u32,
}

/// What the journal tells.
#[derive(Clone, Debug)]
pub enum Told {
    /// Somebody was at a shift for so many minutes; told again, it is a correction.
    Attended { person: usize, shift: u32, minutes: u32 },
    /// A household was checked, with a score in hundredths.
    Checked { home: usize, score: i64 },
}

impl Told {
    pub fn home(&self) -> usize {
        match *self {
            Self::Attended { person, .. } => HOMES[person],
            Self::Checked { home, .. } => home,
        }
    }
}

/// A step; claims are meant by the turn in which they were made, counted back from the last.
#[derive(Clone, Debug)]
pub enum Step {
    Claim(Claiming),
    Propose(Claiming),
    Withdraw(usize),
    Approve(usize, By),
    Reject(usize),
    /// The second look, and whether it finds that all was right.
    Judge(usize, bool),
    Gift {
        programme: usize,
        from: usize,
        to: usize,
        points: i64,
    },
    Fund {
        programme: usize,
        points: i64,
    },
    /// The journal is read for what it earns.
    Read,
    /// Wallets are looked through for what is over.
    Expire,
    Tell(Told),
    /// Hours go by.
    Wait(i64),
}

/// A step in the round of a number, whose programmes are numbered from twice that on.
pub fn step(round: usize) -> impl Strategy<Value = Step> {
    let programme = move || (0..2_usize).prop_map(move |n| 2 * round + n);
    let person = || 0..HOMES.len();
    let minutes = || prop_oneof![1 => 1_u32..10, 6 => 10_u32..200];
    let claiming = move || {
        let activity = prop::sample::select(vec!["walk", "help", "watch", "walk", "help", "shift"]);
        (programme(), person(), activity, 0_u64..4, minutes()).prop_map(
            |(programme, person, activity, days_ago, minutes)| Claiming {
                programme,
                person,
                activity,
                days_ago,
                minutes,
            },
        )
    };
    let by = prop_oneof![2 => Just(By::Official), 1 => Just(By::Worker)];
    // Each has shifts of their own.
    let first = u32::try_from(round * 100).unwrap();
    let attended = (person(), 0_u32..10, prop_oneof![1 => Just(0), 5 => 30_u32..400]).prop_map(
        move |(person, shift, minutes)| {
            let shift = first + shift * 10 + u32::try_from(person).unwrap();
            Told::Attended { person, shift, minutes }
        },
    );
    let checked = (0..3_usize, 6_000_i64..10_000).prop_map(|(home, score)| Told::Checked { home, score });
    prop_oneof![
        16 => claiming().prop_map(Step::Claim),
        8 => claiming().prop_map(Step::Propose),
        3 => (0_usize..8).prop_map(Step::Withdraw),
        22 => (0_usize..6, by).prop_map(|(back, by)| Step::Approve(back, by)),
        3 => (0_usize..8).prop_map(Step::Reject),
        6 => (0_usize..20, prop::bool::weighted(0.4)).prop_map(|(back, upheld)| Step::Judge(back, upheld)),
        12 => (programme(), person(), person(), 1_i64..18)
            .prop_map(|(programme, from, to, points)| Step::Gift { programme, from, to, points }),
        2 => (programme(), 5_i64..60).prop_map(|(programme, points)| Step::Fund { programme, points }),
        6 => Just(Step::Read),
        3 => Just(Step::Expire),
        8 => prop_oneof![3 => attended, 1 => checked].prop_map(Step::Tell),
        5 => (1_i64..40).prop_map(Step::Wait),
    ]
}

fn caps(points: i64) -> impl Strategy<Value = Caps> {
    let more = || prop::option::weighted(0.8, 0_i64..30);
    (more(), more(), more()).prop_map(move |(day, month, period)| {
        let mut least = points;
        let mut cap = |more: Option<i64>, times: i64| {
            let cap = more.map(|more| least.max(times * points) + more);
            least = cap.unwrap_or(least);
            cap
        };
        Caps { day: cap(day, 1), month: cap(month, 3), period: cap(period, 6) }
    })
}

fn activity(code: &str, points: i64, basis: Basis, caps: Caps) -> Activity {
    Activity {
        code: code.to_owned(),
        name: code.to_owned(),
        points,
        basis,
        by_resident: true,
        by_worker: true,
        in_bulk: false,
        by_event: None,
        evidence: Evidence::None,
        approver: Approver::GridWorker,
        caps,
    }
}

/// Rules of a programme with such wallets. Every approved claim is looked at again.
pub fn rules(wallets: WalletKind) -> impl Strategy<Value = ProgrammeRules> {
    let all = (caps(5), caps(6), caps(4), caps(7), caps(5));
    let limits = (prop::option::weighted(0.8, 12_i64..30), prop::option::weighted(0.8, 30_i64..90));
    (all, limits, prop::option::weighted(0.9, 1_u32..3), prop::bool::weighted(0.9)).prop_map(
        move |((walk, help, watch, shift, tidy), (day_max, month_max), expiry_months, gives)| {
            let event = |event| {
                move |activity: Activity| Activity {
                    by_resident: false,
                    by_worker: false,
                    by_event: Some(event),
                    ..activity
                }
            };
            let mut activities = vec![
                activity("walk", 5, Basis::Time, walk),
                activity("help", 6, Basis::Hour, help),
                Activity {
                    by_worker: false,
                    approver: Approver::Official,
                    ..activity("watch", 4, Basis::Time, watch)
                },
                event(EventRule::Volunteering)(activity("shift", 7, Basis::Hour, shift)),
            ];
            if wallets == WalletKind::Household {
                let score_min = Score::new(8_000).unwrap();
                let check = event(EventRule::HouseholdCheck { score_min });
                activities.push(check(activity("tidy", 5, Basis::Time, tidy)));
            }
            let gifts = gives.then_some(GiftRules { each_max: 15, month_max: 40 });
            ProgrammeRules {
                activities,
                day_max,
                month_max,
                expiry_months,
                gifts,
                re_audit_share: 10_000,
                low_at: 0,
            }
        },
    )
}
