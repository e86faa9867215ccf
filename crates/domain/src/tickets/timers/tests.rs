use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    ids::UserId,
    tickets::{Judge, Limits, Outcome, State, Wait, WaitReason},
    working_time::{office, ready},
};

/// A Wednesday, half past ten in the morning in town.
fn now() -> DateTime<Utc> {
    "2026-06-03T02:30:00Z".parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar::new(office().unwrap(), &ready())
}

fn ticket(counting: Counting, (answer, solve): (u32, u32)) -> Ticket {
    let limits = Limits::new(answer, solve, 72).unwrap().counted(counting);
    Ticket::report(UserId(Uuid::nil()), limits, now(), &calendar()).unwrap()
}

#[test]
fn every_timer_has_its_own_name() {
    for timer in Timer::ALL {
        assert_eq!(Timer::parse(timer.as_str()), Some(timer));
    }
    assert_eq!(Timer::parse("never"), None);
}

#[test]
fn a_warning_leaves_a_quarter_of_the_time() {
    let around = ticket(Counting::AroundTheClock, (24, 72));
    let at = |timer: Timer, ticket: &Ticket| timer.at(&ticket.clock, now(), &calendar()).unwrap();
    assert_eq!(at(Timer::Soon(Deadline::Answer), &around), now() + TimeDelta::hours(18));
    assert_eq!(at(Timer::Soon(Deadline::Solve), &around), now() + TimeDelta::hours(54));
    assert_eq!(at(Timer::Overdue(Deadline::Answer), &around), around.clock.answer_due_at);
    // Four hours of office time, of which three are gone: half past ten to twelve, then two to half past three.
    let office = ticket(Counting::WorkingTime, (4, 40));
    assert_eq!(at(Timer::Soon(Deadline::Answer), &office), now() + TimeDelta::hours(5));
    assert_eq!(at(Timer::Overdue(Deadline::Answer), &office), now() + TimeDelta::hours(6));
}

#[test]
fn silence_above_goes_further_up_after_three_days() {
    let friday: DateTime<Utc> = "2026-06-05T02:00:00Z".parse().unwrap();
    let up = |counting| up_at(counting, friday, &calendar()).unwrap() - friday;
    assert_eq!(up(Counting::AroundTheClock), TimeDelta::days(3));
    // From Friday ten o'clock: six hours, then Monday and Tuesday, and the first hour of Wednesday.
    assert_eq!(up(Counting::WorkingTime), TimeDelta::days(5));
}

/// One of each state, with a clock that an office has answered or not.
fn states() -> Vec<State> {
    let (handler, until) = (UserId(Uuid::nil()), now());
    let wait = |reason| State::Waiting { handler, wait: Wait { reason, until } };
    vec![
        State::Submitted,
        State::Accepted,
        State::Assigned { handler },
        State::InProgress { handler },
        wait(WaitReason::Material),
        State::Solved { handler, objection_until: Some(until) },
        State::Reopened { handler },
        State::Rejected { by: handler, appeal_until: Some(until) },
        State::Appealed { rejected_by: handler },
        State::Merged { into: crate::ids::TicketId(Uuid::nil()) },
        State::Closed { handler, outcome: Outcome::WindowPassed },
        State::Withdrawn,
    ]
}

#[test]
fn what_is_done_or_stands_has_no_timer() {
    for state in states() {
        for (answered, paused) in [(false, false), (true, false), (true, true)] {
            let mut one = ticket(Counting::AroundTheClock, (24, 72));
            one.state = state;
            one.clock.answered_at = answered.then(now);
            one.clock.paused_at = paused.then(now);
            assert_eq!(one.judge, Judge::Reporter);
            let name = state.name();
            for deadline in [Deadline::Answer, Deadline::Solve] {
                let expected = match deadline {
                    Deadline::Answer => !answered && !name.is_ended(),
                    Deadline::Solve => !paused && name.is_unsolved(),
                };
                // The warning runs as long as the deadline does.
                assert_eq!(Timer::Soon(deadline).runs(&one), expected, "{name:?}");
                assert_eq!(Timer::Overdue(deadline).runs(&one), expected, "{name:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn a_warning_comes_after_now_and_before_it_is_due(
        hours in (1..=500_u32, 0..=500_u32), later in 0..2_000_i64, working in any::<bool>(),
    ) {
        let counting = if working { Counting::WorkingTime } else { Counting::AroundTheClock };
        let one = ticket(counting, (hours.0, hours.0 + hours.1));
        let now = now() + TimeDelta::hours(later);
        for deadline in [Deadline::Answer, Deadline::Solve] {
            let soon = Timer::Soon(deadline).at(&one.clock, now, &calendar()).unwrap();
            let due = Timer::Overdue(deadline).at(&one.clock, now, &calendar()).unwrap();
            prop_assert!(soon >= now);
            prop_assert!(soon <= due.max(now));
            // What is left after the warning is a quarter, to the second.
            if due > now {
                let left = counting.between(now, due, &calendar());
                let after = counting.between(soon, due, &calendar());
                prop_assert!((after * 4 - left).num_seconds().abs() <= 4);
            }
        }
    }
}
