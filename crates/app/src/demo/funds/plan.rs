//! When what happens to the funds: all of it, the earliest first.

use std::collections::VecDeque;

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::{
    DAYS, Days, MORNING, Which,
    accounts::AccountAct,
    calls::CallAct,
    charters::Amendment,
    course::{self, Deed},
    incomes::{Expected, IncomeAct},
    payments::{Paid, PayAct},
    payouts::PayoutAct,
    projects::Act,
    texts::{
        calls::CALLS,
        incomes::Fate as IncomeFate,
        payments::{Fate as PayFate, LINES},
        projects,
    },
};
use crate::demo::rounds;

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// The clockwork of a server looks what is over.
    Look,
    /// A fund is founded and opened.
    Found(Which),
    /// It gets its budget.
    Budget(Which),
    /// The town's charter is amended.
    Amend(Amendment),
    Income(usize, IncomeAct),
    Account(Which, AccountAct),
    Call(usize, CallAct),
    Project(usize, Act),
    Payment(Paid, PayAct),
    Payout(PayoutAct),
}

/// How many days ago the town's charter is amended.
const AMENDED: i64 = 375;
/// Days after a quarter's end on which its account is written, and due by the charters.
const WRITTEN: i64 = 4;
const DUE: i64 = 15;
/// Days after a settlement on which the committee is asked about its awards.
const AWARDED: i64 = 3;
/// Days after a payment on which it is booked back.
const REVERSED: i64 = 14;

struct Plan {
    days: Days,
    end: DateTime<Utc>,
    all: Vec<(DateTime<Utc>, Step)>,
}

impl Plan {
    /// On a day, at a minute of it. What is today has not happened yet.
    fn on(&mut self, ago: i64, minute: i64, step: Step) {
        if ago >= 1 {
            self.all.push((self.days.at(ago, minute), step));
        }
    }

    fn at(&mut self, at: DateTime<Utc>, step: Step) {
        if at < self.end {
            self.all.push((at, step));
        }
    }
}

/// Every step, the earliest first; what is at the same moment keeps its order.
pub(super) fn steps(days: Days, end: DateTime<Utc>, incomes: &[Expected]) -> VecDeque<(DateTime<Utc>, Step)> {
    let mut plan = Plan { days, end, all: Vec::new() };
    for (place, which) in (0..).zip(Which::ALL) {
        plan.on(DAYS, MORNING + place * 20, Step::Found(which));
        plan.on(DAYS - 2, MORNING + place * 20, Step::Budget(which));
    }
    plan.on(AMENDED, MORNING, Step::Amend(Amendment::Put));
    plan.on(AMENDED - 3, MORNING, Step::Amend(Amendment::Vote));
    plan.on(AMENDED - 5, MORNING, Step::Amend(Amendment::Adopt));
    incomes_of(&mut plan, incomes);
    quarters(&mut plan);
    for (index, call) in CALLS.iter().enumerate() {
        // What is still to come is written already.
        let written = if call.opens > 0 { call.opens + 5 } else { 8 };
        plan.on(written, MORNING, Step::Call(index, CallAct::Draft));
        if call.published {
            plan.on(written - 2, MORNING, Step::Call(index, CallAct::Publish));
        }
    }
    projects_of(&mut plan);
    payments_of(&mut plan);
    awards(&mut plan);
    plan.all.sort_by_key(|(at, _)| *at);
    plan.all.into()
}

fn incomes_of(plan: &mut Plan, incomes: &[Expected]) {
    for (index, expected) in incomes.iter().enumerate() {
        let minute = MORNING + 30 + i64::try_from(index % 97).unwrap_or(0) * 4;
        let ago = expected.ago;
        plan.on(ago, minute, Step::Income(index, IncomeAct::Register));
        match expected.fate {
            IncomeFate::Comes(later) => {
                plan.on(ago - later, minute + 2, Step::Income(index, IncomeAct::Confirm));
            }
            IncomeFate::Awaited => {}
            IncomeFate::Cancelled(why) => {
                plan.on(ago - 3, minute, Step::Income(index, IncomeAct::Cancel(why)));
            }
            IncomeFate::Reversed(why) => {
                plan.on(ago - 1, minute, Step::Income(index, IncomeAct::Confirm));
                plan.on(ago - 4, minute, Step::Income(index, IncomeAct::Reverse(why)));
            }
        }
    }
}

/// The accounts of the quarters that are over. The village has none of the latest that was due: it is overdue.
fn quarters(plan: &mut Plan) {
    let begins = |ago: &i64| {
        let day = plan.days.day(*ago);
        day.day() == 1 && day.month0().is_multiple_of(3)
    };
    let all: Vec<i64> = (0..DAYS).filter(begins).collect();
    let overdue = all.iter().copied().find(|ago| *ago >= DUE);
    for ago in all {
        // A fund's reminders come on the day after its account was due.
        plan.on(ago - DUE, 10, Step::Look);
        for (place, which) in (0..).zip(Which::ALL) {
            if which == Which::Village && overdue.is_some_and(|overdue| ago <= overdue) {
                continue;
            }
            let minute = MORNING + place * 15;
            let mut on = |day: i64, more: i64, act| {
                plan.on(ago - day, minute + more, Step::Account(which, act));
            };
            on(WRITTEN, 0, AccountAct::Prepare);
            on(WRITTEN, 5, AccountAct::Answer);
            if which == Which::Community {
                on(WRITTEN + 1, 0, AccountAct::AskAgain);
                on(WRITTEN + 1, 5, AccountAct::Answer);
            }
            on(WRITTEN + 2, 0, AccountAct::Sign);
            on(WRITTEN + 3, 0, AccountAct::Publish);
        }
    }
}

fn projects_of(plan: &mut Plan) {
    for (index, words) in projects::all().enumerate() {
        let minute = MORNING + i64::try_from(index).unwrap_or(0) * 9;
        for (place, (day, deed)) in (0..).zip(course::of(words)) {
            let step = match deed {
                Deed::Act(act) => Step::Project(index, act),
                Deed::Pay(part, act) => Step::Payment(Paid::Part(index, part), act),
                Deed::Look => Step::Look,
            };
            plan.on(words.start - day, minute + place, step);
        }
    }
}

fn payments_of(plan: &mut Plan) {
    for (index, words) in LINES.iter().enumerate() {
        let (of, minute) = (Paid::Line(index), MORNING + 60 + i64::try_from(index).unwrap_or(0) * 7);
        let mut on = |later: i64, act| plan.on(words.ago - later, minute, Step::Payment(of, act));
        on(0, PayAct::Propose);
        match words.fate {
            PayFate::Proposed => {}
            PayFate::Refused(why) => on(2, PayAct::Refuse(why)),
            PayFate::Withdrawn => on(1, PayAct::Withdraw),
            PayFate::Approved => on(1, PayAct::Approve),
            PayFate::Returned(why) => {
                on(1, PayAct::Approve);
                on(3, PayAct::Return(why));
            }
            PayFate::Paid | PayFate::Reversed(_) => {
                on(1, PayAct::Approve);
                on(3, PayAct::Pay);
            }
        }
        if let PayFate::Reversed(why) = words.fate {
            on(REVERSED, PayAct::Reverse(why));
        }
    }
}

/// The awards of the half-year that is settled.
fn awards(plan: &mut Plan) {
    let Some(settled) = rounds::settled_at(plan.end) else { return };
    let mut at = |days: i64, act| plan.at(settled + TimeDelta::days(days), Step::Payout(act));
    at(AWARDED, PayoutAct::Put);
    at(AWARDED + 2, PayoutAct::Vote);
    at(AWARDED + 4, PayoutAct::Propose);
    at(AWARDED + 6, PayoutAct::Approve);
    at(AWARDED + 8, PayoutAct::Pay);
}
