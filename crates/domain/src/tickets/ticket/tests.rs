//! What the moves make of a ticket, one by one and in any order.

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    ids::PhotoId,
    tickets::{Counting, StateName},
    working_time::{office, ready},
};

const REPORTER: UserId = UserId(Uuid::from_u128(1));
const WORKER: UserId = UserId(Uuid::from_u128(2));
const OTHER: UserId = UserId(Uuid::from_u128(3));
const OFFICE: UserId = UserId(Uuid::from_u128(4));
const MECHANIC: UserId = UserId(Uuid::from_u128(5));
const PEOPLE: [UserId; 5] = [REPORTER, WORKER, OTHER, OFFICE, MECHANIC];
const PROVIDERS: [ProviderId; 2] = [ProviderId(Uuid::from_u128(7)), ProviderId(Uuid::from_u128(8))];

/// A Monday, nine in the morning: hours run from here.
fn at(hours: i64) -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)
}

fn calendar() -> Calendar {
    Calendar::new(office().unwrap(), &ready())
}

fn evidence() -> Evidence {
    Evidence::new(vec![PhotoId(Uuid::from_u128(9))], None, true).unwrap()
}

fn rating(n: u8) -> Rating {
    Rating::new(n).unwrap()
}

/// Workers handle; the office gives to others; a reporter has no role.
fn who(user: UserId) -> Standing {
    let handles = user == WORKER || user == OTHER;
    Standing { user, may_handle: handles, may_assign: user == OFFICE, may_reveal: handles, serves: false }
}

/// The same beside a ticket: the mechanic serves the first of the providers.
fn stands(ticket: &Ticket, user: UserId) -> Standing {
    let serves = user == MECHANIC && ticket.partners.keeper == Some(PROVIDERS[0]);
    Standing { serves, ..who(user) }
}

fn counted(counting: Counting) -> Ticket {
    let limits = Limits::new(24, 72, 48).unwrap().counted(counting);
    Ticket::report(REPORTER, limits, at(0), &calendar()).unwrap()
}

fn submitted() -> Ticket {
    counted(Counting::AroundTheClock)
}

fn begun() -> Ticket {
    submitted().take(who(WORKER), at(1)).unwrap()
}

fn solved() -> Ticket {
    begun().solve(who(WORKER), &evidence(), at(5)).unwrap()
}

fn until(reason: WaitReason, hours: i64) -> Wait {
    Wait { reason, until: at(hours) }
}

#[test]
fn two_handlers_cannot_both_take_one() {
    assert_eq!(begun().take(who(OTHER), at(1)), Err(TicketError::AlreadyTaken));
    assert_eq!(begun().clock.answered_at, Some(at(1)));
}

#[test]
fn solving_after_an_objection_keeps_the_first_time() {
    let again = solved().object(who(REPORTER), at(6)).unwrap();
    let again = again.solve(who(WORKER), &evidence(), at(20)).unwrap();
    assert_eq!(again.clock.first_solved_at, Some(at(5)));
    assert_eq!(again.clock.solve_due_at, at(72));
    assert_eq!(again.state, State::Solved { handler: WORKER, objection_until: Some(at(68)) });
}

#[test]
fn the_window_ends_at_its_moment() {
    let last_moment = at(53) - TimeDelta::microseconds(1);
    assert_eq!(solved().expire(last_moment), Err(TicketError::WindowOpen));
    let closed = solved().expire(at(53)).unwrap();
    assert_eq!(closed.state, State::Closed { handler: WORKER, outcome: Outcome::WindowPassed });
    assert_eq!(closed.expire(at(54)), Err(TicketError::Ended));
    assert_eq!(begun().expire(at(54)), Err(TicketError::NotSolved));
}

#[test]
fn what_is_given_to_somebody_is_theirs_to_begin_and_answered_once() {
    let given = begun().assign(who(OFFICE), OTHER, at(9), &calendar()).unwrap();
    assert_eq!(given.state, State::Assigned { handler: OTHER });
    assert_eq!(given.clock.answered_at, Some(at(1)));
    assert_eq!(given.clone().take(who(WORKER), at(10)), Err(TicketError::AlreadyTaken));
    assert_eq!(given.take(who(OTHER), at(10)).unwrap().state, State::InProgress { handler: OTHER });
    let reopened = solved().object(who(REPORTER), at(6)).unwrap();
    let reopened = reopened.assign(who(OFFICE), OTHER, at(9), &calendar()).unwrap();
    assert_eq!(reopened.state, State::Reopened { handler: OTHER });
}

#[test]
fn handing_over_answers_nothing() {
    let elsewhere = submitted().hand_over(who(WORKER), at(2), &calendar()).unwrap();
    assert_eq!((elsewhere.state, elsewhere.clock.answered_at), (State::Submitted, None));
    let elsewhere = begun().hand_over(who(WORKER), at(2), &calendar()).unwrap();
    assert_eq!((elsewhere.state, elsewhere.clock.answered_at), (State::Accepted, Some(at(1))));
    assert_eq!(begun().hand_back(who(WORKER), at(3), &calendar()).unwrap().state, State::Accepted);
}

#[test]
fn a_rejection_is_decided_anew_by_somebody_else_once() {
    let rejected = submitted().reject(who(OFFICE), at(2)).unwrap();
    assert_eq!(rejected.state, State::Rejected { by: OFFICE, appeal_until: Some(at(50)) });
    assert_eq!(rejected.clock.answered_at, Some(at(2)));
    let appealed = rejected.appeal(who(REPORTER), at(3)).unwrap();
    assert_eq!(appealed.clone().decide_appeal(who(OFFICE), true, at(4)), Err(TicketError::OwnDecision));
    let above = Standing { user: OTHER, may_assign: true, ..who(OTHER) };
    assert_eq!(appealed.clone().decide_appeal(above, true, at(4)).unwrap().state, State::Accepted);
    let stands = appealed.decide_appeal(above, false, at(4)).unwrap();
    assert_eq!(stands.state, State::Rejected { by: OFFICE, appeal_until: None });
    assert_eq!(stands.appeal(who(REPORTER), at(5)), Err(TicketError::WindowPassed));
}

#[test]
fn merging_never_brings_into_time_what_lies_late() {
    let late = begun();
    let fresh = Ticket::report(OTHER, Limits::new(24, 72, 48).unwrap(), at(60), &calendar()).unwrap();
    let id = TicketId(Uuid::from_u128(7));
    let merged = late.clone().merge(who(WORKER), (id, &fresh), at(61)).unwrap();
    assert_eq!(merged.state, State::Merged { into: id });
    let both = fresh.with_merged(&late);
    assert_eq!((both.clock.answer_due_at, both.clock.solve_due_at), (at(24), at(72)));
    for unfit in [merged, submitted().withdraw(who(REPORTER), at(1)).unwrap()] {
        let refused = begun().merge(who(WORKER), (id, &unfit), at(61));
        assert_eq!(refused, Err(TicketError::MergeUnfit));
    }
}

#[test]
fn working_time_counts_as_the_calendar_says() {
    // Monday nine o'clock; seven hours a day: 24 hours are three days and three hours, 72 ten days and two hours.
    let clock = counted(Counting::WorkingTime).clock;
    assert_eq!(clock.answer_due_at, "2026-03-05T04:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(clock.solve_due_at, "2026-03-16T03:00:00Z".parse::<DateTime<Utc>>().unwrap());
}

#[test]
fn the_clock_stands_only_for_what_nobody_there_can_hurry() {
    let waits = |reason| begun().wait(who(WORKER), until(reason, 100), at(10)).unwrap();
    for reason in WaitReason::ALL {
        let waiting = waits(reason);
        assert_eq!(waiting.clock.paused_at, reason.pauses_clock().then(|| at(10)));
        let again = waiting.resume(who(WORKER), at(30), &calendar()).unwrap();
        let due = if reason.pauses_clock() { at(92) } else { at(72) };
        assert_eq!((again.clock.solve_due_at, again.clock.paused_at), (due, None), "{reason:?}");
    }
    let by_itself = waits(WaitReason::Reporter);
    assert_eq!(by_itself.clone().wait_over(at(99), &calendar()), Err(TicketError::NotWaiting));
    // However late the clockwork looks.
    let by_itself = by_itself.wait_over(at(500), &calendar()).unwrap();
    assert_eq!(by_itself.clock.solve_due_at, at(72 + 90));
    for wrong in [10, 10 + 24 * 30 + 1] {
        let refused = begun().wait(who(WORKER), until(WaitReason::Reporter, wrong), at(10));
        assert_eq!(refused, Err(TicketError::WaitLength));
    }
}

#[test]
fn a_pause_in_working_time_gives_back_working_time() {
    let begun = counted(Counting::WorkingTime).take(who(WORKER), at(0)).unwrap();
    let first_due = begun.clock.solve_due_at;
    // From Tuesday nine o'clock to Thursday nine o'clock: two working days later.
    let waiting = begun.wait(who(WORKER), until(WaitReason::OtherAuthority, 200), at(24)).unwrap();
    assert!(!waiting.clock.is_past(waiting.clock.solve_due_at, at(10_000)));
    let again = waiting.resume(who(WORKER), at(72), &calendar()).unwrap();
    assert_eq!(again.clock.solve_due_at, first_due + TimeDelta::days(2));
}

#[test]
fn what_was_late_before_a_pause_stays_late() {
    let waiting = begun().wait(who(WORKER), until(WaitReason::Reporter, 200), at(80)).unwrap();
    assert!(waiting.clock.is_past(waiting.clock.solve_due_at, at(90)));
    let again = waiting.resume(who(WORKER), at(150), &calendar()).unwrap();
    assert_eq!(again.clock.solve_due_at, at(72));
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Accept,
    Take,
    Assign,
    HandBack,
    HandOver,
    Entrust(ProviderId),
    Return,
    Wait(WaitReason),
    Resume,
    WaitOver,
    Solve,
    Confirm(u8),
    Object,
    Reject,
    Appeal,
    Decide(bool),
    Withdraw,
    Expire,
}

fn any_step() -> impl Strategy<Value = (Step, usize, i64)> {
    let kind = prop_oneof![
        Just(Step::Accept),
        Just(Step::Take),
        Just(Step::Assign),
        Just(Step::HandBack),
        Just(Step::HandOver),
        proptest::sample::select(PROVIDERS.to_vec()).prop_map(Step::Entrust),
        Just(Step::Return),
        proptest::sample::select(WaitReason::ALL.to_vec()).prop_map(Step::Wait),
        Just(Step::Resume),
        Just(Step::WaitOver),
        Just(Step::Solve),
        (1u8..=5).prop_map(Step::Confirm),
        Just(Step::Object),
        Just(Step::Reject),
        Just(Step::Appeal),
        any::<bool>().prop_map(Step::Decide),
        Just(Step::Withdraw),
        Just(Step::Expire),
    ];
    (kind, 0..PEOPLE.len(), 0i64..40)
}

fn step(ticket: Ticket, step: Step, by: UserId, now: i64) -> Result<Ticket, TicketError> {
    let (by, now, calendar) = (stands(&ticket, by), at(now), calendar());
    match step {
        Step::Accept => ticket.accept(by, now),
        Step::Take => ticket.take(by, now),
        Step::Assign => ticket.assign(by, OTHER, now, &calendar),
        Step::HandBack => ticket.hand_back(by, now, &calendar),
        Step::HandOver => ticket.hand_over(by, now, &calendar),
        Step::Entrust(provider) => ticket.entrust(by, provider, now, &calendar),
        Step::Return => ticket.return_to_office(by, now, &calendar),
        Step::Wait(reason) => ticket.wait(by, Wait { reason, until: now + TimeDelta::hours(30) }, now),
        Step::Resume => ticket.resume(by, now, &calendar),
        Step::WaitOver => ticket.wait_over(now, &calendar),
        Step::Solve => ticket.solve(by, &evidence(), now),
        Step::Confirm(n) => ticket.confirm(by, rating(n), now),
        Step::Object => ticket.object(by, now),
        Step::Reject => ticket.reject(by, now),
        Step::Appeal => ticket.appeal(by, now),
        Step::Decide(overturned) => ticket.decide_appeal(by, overturned, now),
        Step::Withdraw => ticket.withdraw(by, now),
        Step::Expire => ticket.expire(now),
    }
}

proptest! {
    #[test]
    fn no_order_of_moves_loses_the_first_clock_solves_without_evidence_or_rates_twice(
        steps in proptest::collection::vec(any_step(), 0..60), working in any::<bool>()
    ) {
        let counting = if working { Counting::WorkingTime } else { Counting::AroundTheClock };
        let first = counted(counting);
        let mut ticket = first.clone();
        let (mut now, mut ratings, mut solutions) = (0, 0, 0);
        for (kind, by, hours) in steps {
            now += hours;
            let before = ticket.clone();
            let Ok(after) = step(before.clone(), kind, PEOPLE[by], now) else { continue };
            // The answer's time never moves; the solution's only when a pause ends, and never backwards.
            prop_assert_eq!(after.clock.reported_at, first.clock.reported_at);
            prop_assert_eq!(after.clock.answer_due_at, first.clock.answer_due_at);
            prop_assert!(after.clock.solve_due_at >= before.clock.solve_due_at);
            if before.clock.paused_at.is_none() {
                prop_assert_eq!(after.clock.solve_due_at, before.clock.solve_due_at);
            }
            // "First" times are set once.
            prop_assert!(before.clock.answered_at.is_none() || before.clock.answered_at == after.clock.answered_at);
            prop_assert!(
                before.clock.first_solved_at.is_none()
                    || before.clock.first_solved_at == after.clock.first_solved_at
            );
            // The clock stands only while the ticket waits.
            let waits = after.state.name() == StateName::Waiting;
            prop_assert!(waits || after.clock.paused_at.is_none());
            // Solved comes from `solve` alone, which cannot be called without evidence.
            if after.state.name() == StateName::Solved {
                prop_assert!(matches!(kind, Step::Solve));
                solutions += 1;
            }
            // What has ended stays ended, but for an appeal.
            let appeal = matches!(kind, Step::Appeal) && before.state.name() == StateName::Rejected;
            prop_assert!(!before.state.name().is_ended() || appeal);
            if let State::Closed { outcome, .. } = after.state {
                prop_assert!(solutions > 0 && after.clock.first_solved_at.is_some());
                ratings += i32::from(matches!(outcome, Outcome::Rated(_)));
            }
            // Whatever an office has done with it is an answer.
            let untouched = [StateName::Submitted, StateName::Withdrawn].contains(&after.state.name());
            prop_assert!(untouched || after.clock.answered_at.is_some());
            // Nobody of the area works on what a provider keeps.
            let works = matches!(kind, Step::Take | Step::Wait(_) | Step::Resume | Step::Solve);
            prop_assert!(!works || before.partners.keeper.is_none() || PEOPLE[by] == MECHANIC);
            prop_assert!(ratings <= 1);
            prop_assert_eq!(after.reporter, REPORTER);
            ticket = after;
        }
    }

    #[test]
    fn what_the_list_offers_succeeds(
        steps in proptest::collection::vec(any_step(), 0..20), by in 0..PEOPLE.len()
    ) {
        let mut ticket = submitted();
        let mut now = 0;
        for (kind, who, hours) in steps {
            now += hours;
            ticket = step(ticket.clone(), kind, PEOPLE[who], now).unwrap_or(ticket);
        }
        let by = PEOPLE[by];
        for action in ticket.actions(stands(&ticket, by), at(now)) {
            let kind = match action {
                Action::Accept => Step::Accept,
                Action::Take => Step::Take,
                Action::Assign => Step::Assign,
                Action::HandBack => Step::HandBack,
                Action::HandOver => Step::HandOver,
                // To whichever does not keep it already.
                Action::Entrust if ticket.partners.keeper == Some(PROVIDERS[0]) => Step::Entrust(PROVIDERS[1]),
                Action::Entrust => Step::Entrust(PROVIDERS[0]),
                Action::Return => Step::Return,
                Action::Wait => Step::Wait(WaitReason::Material),
                Action::Resume => Step::Resume,
                Action::Solve => Step::Solve,
                Action::Confirm => Step::Confirm(5),
                Action::Object => Step::Object,
                Action::Reject => Step::Reject,
                Action::Appeal => Step::Appeal,
                Action::DecideAppeal => Step::Decide(false),
                Action::Withdraw => Step::Withdraw,
                // They change nothing in the ticket, or need another one.
                Action::Merge | Action::Message | Action::RevealContact | Action::Call | Action::Quote => continue,
            };
            prop_assert!(step(ticket.clone(), kind, by, now).is_ok(), "{:?}", action);
        }
    }
}

#[test]
fn a_ticket_goes_to_a_provider_and_comes_back_into_the_queue() {
    let ([one, other], office) = (PROVIDERS, who(OFFICE));
    let mechanic = Standing { serves: true, ..who(MECHANIC) };
    let given = begun().entrust(office, one, at(2), &calendar()).unwrap();
    assert_eq!((given.state, given.partners.keeper), (State::Accepted, Some(one)));
    assert_eq!(given.clone().entrust(office, one, at(3), &calendar()), Err(TicketError::Entrusted));
    assert_eq!(given.clone().take(who(WORKER), at(3)), Err(TicketError::Entrusted));
    let taken = given.take(mechanic, at(3)).unwrap();
    assert_eq!(taken.clock.solve_due_at, submitted().clock.solve_due_at, "the first clock runs on");

    let quoted = Partners { quotation_until: Some(at(40)), ..taken.partners };
    let quoted = Ticket { partners: quoted, ..taken };
    let moved = quoted.clone().entrust(office, other, at(4), &calendar()).unwrap();
    assert_eq!(moved.partners, Partners { keeper: Some(other), ..Partners::default() });
    let back = quoted.clone().return_to_office(mechanic, at(4), &calendar()).unwrap();
    assert_eq!((back.state, back.partners), (State::Accepted, Partners::default()));
    let over = quoted.hand_over(office, at(4), &calendar()).unwrap();
    assert_eq!(over.partners.keeper, None, "another area has other providers");

    let fresh = submitted().entrust(office, one, at(1), &calendar()).unwrap();
    assert_eq!(fresh.state, State::Submitted, "what nobody has answered is not answered by that");
    assert_eq!(fresh.clock.answered_at, None);
}
