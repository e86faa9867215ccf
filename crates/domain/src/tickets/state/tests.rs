//! The moves, one by one and in any order.

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::PhotoId;

const REPORTER: UserId = UserId(Uuid::from_u128(1));
const WORKER: UserId = UserId(Uuid::from_u128(2));
const OTHER: UserId = UserId(Uuid::from_u128(3));

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

fn evidence() -> Evidence {
    Evidence::new(vec![PhotoId(Uuid::from_u128(9))]).unwrap()
}

fn rating(n: u8) -> Rating {
    Rating::new(n).unwrap()
}

fn reported() -> Ticket {
    Ticket::report(REPORTER, Limits::new(24, 72, 48).unwrap(), at(0))
}

fn closed() -> Ticket {
    reported().take(WORKER, at(1)).unwrap().close(WORKER, &evidence(), at(5)).unwrap()
}

#[test]
fn two_handlers_cannot_both_take_one() {
    let taken = reported().take(WORKER, at(1)).unwrap();
    assert_eq!(taken.clone().take(OTHER, at(1)), Err(TicketError::AlreadyTaken));
    assert_eq!(taken.clock.answered_at, Some(at(1)));
}

#[test]
fn only_its_handler_closes_and_only_once() {
    let taken = reported().take(WORKER, at(1)).unwrap();
    assert_eq!(taken.clone().close(OTHER, &evidence(), at(5)), Err(TicketError::NotHandler));
    assert_eq!(reported().close(WORKER, &evidence(), at(5)), Err(TicketError::NotTaken));
    assert_eq!(closed().close(WORKER, &evidence(), at(6)), Err(TicketError::AlreadyClosed));
}

#[test]
fn closing_after_an_objection_keeps_the_first_time() {
    let again = closed().object(REPORTER, at(6)).unwrap().close(WORKER, &evidence(), at(20)).unwrap();
    assert_eq!(again.clock.first_closed_at, Some(at(5)));
    assert_eq!(again.clock.solve_due_at, at(72));
    assert_eq!(again.state, State::Closed { handler: WORKER, objection_until: Some(at(68)) });
}

#[test]
fn the_window_is_half_open() {
    let last_moment = at(53) - TimeDelta::microseconds(1);
    assert!(closed().object(REPORTER, last_moment).is_ok());
    assert_eq!(closed().object(REPORTER, at(53)), Err(TicketError::WindowPassed));
    assert_eq!(closed().confirm(REPORTER, rating(5), at(53)), Err(TicketError::WindowPassed));
    assert_eq!(closed().expire(last_moment), Err(TicketError::WindowOpen));
    assert!(closed().expire(at(53)).is_ok());
}

#[test]
fn only_the_reporter_confirms_objects_and_withdraws() {
    assert_eq!(closed().confirm(WORKER, rating(5), at(6)), Err(TicketError::NotReporter));
    assert_eq!(closed().object(OTHER, at(6)), Err(TicketError::NotReporter));
    assert_eq!(reported().withdraw(OTHER), Err(TicketError::NotReporter));
}

#[test]
fn nobody_rates_their_own_work() {
    let own = reported().take(REPORTER, at(1)).unwrap().close(REPORTER, &evidence(), at(2)).unwrap();
    assert_eq!(own.clone().confirm(REPORTER, rating(5), at(3)), Err(TicketError::OwnWork));
    assert!(own.expire(at(50)).is_ok());
}

#[test]
fn a_report_is_withdrawn_only_before_it_is_taken() {
    assert_eq!(reported().withdraw(REPORTER).unwrap().state, State::Withdrawn);
    let taken = reported().take(WORKER, at(1)).unwrap();
    assert_eq!(taken.withdraw(REPORTER), Err(TicketError::AlreadyTaken));
}

#[test]
fn an_assigned_ticket_has_the_new_handler_and_the_first_answer() {
    let assigned = reported().take(WORKER, at(1)).unwrap().assign(OTHER, at(9)).unwrap();
    assert_eq!(assigned.state.handler(), Some(OTHER));
    assert_eq!(assigned.clock.answered_at, Some(at(1)));
    let reopened = closed().object(REPORTER, at(6)).unwrap().assign(OTHER, at(9)).unwrap();
    assert_eq!(reopened.state, State::Reopened { handler: OTHER });
}

#[test]
fn the_list_of_actions_fits_the_person() {
    let worker = Standing { user: WORKER, may_handle: true, may_assign: false, may_reveal: true };
    let reporter = Standing { user: REPORTER, may_handle: false, may_assign: false, may_reveal: false };
    use Action as A;
    assert_eq!(reported().actions(worker, at(1)), [A::Take, A::RevealContact]);
    assert_eq!(reported().actions(reporter, at(1)), [A::Withdraw, A::Message]);
    let taken = reported().take(WORKER, at(1)).unwrap();
    assert_eq!(taken.actions(worker, at(2)), [A::Close, A::Message, A::RevealContact]);
    assert_eq!(closed().actions(reporter, at(6)), [A::Confirm, A::Object, A::Message]);
    assert_eq!(closed().expire(at(60)).unwrap().actions(reporter, at(61)), []);
}

#[test]
fn names_of_states_read_back() {
    for name in StateName::ALL {
        assert_eq!(StateName::parse(name.as_str()), Some(name));
    }
}

#[derive(Clone, Copy, Debug)]
enum Move {
    Take,
    Assign,
    Close,
    Confirm(u8),
    Object,
    Withdraw,
    Expire,
}

fn moves() -> impl Strategy<Value = (Move, u8, i64)> {
    let kind = prop_oneof![
        Just(Move::Take),
        Just(Move::Assign),
        Just(Move::Close),
        (1u8..=5).prop_map(Move::Confirm),
        Just(Move::Object),
        Just(Move::Withdraw),
        Just(Move::Expire),
    ];
    (kind, 0u8..3, 0i64..40)
}

proptest! {
    #[test]
    fn no_order_of_moves_loses_the_first_clock_closes_without_evidence_or_rates_twice(
        steps in proptest::collection::vec(moves(), 0..40)
    ) {
        let first = reported();
        let mut ticket = first.clone();
        let (mut now, mut ratings, mut closures) = (0, 0, 0);
        for (step, who, hours) in steps {
            now += hours;
            let by = [REPORTER, WORKER, OTHER][usize::from(who)];
            let before = ticket.clone();
            let after = match step {
                Move::Take => before.clone().take(by, at(now)),
                Move::Assign => before.clone().assign(by, at(now)),
                Move::Close => before.clone().close(by, &evidence(), at(now)),
                Move::Confirm(n) => before.clone().confirm(by, rating(n), at(now)),
                Move::Object => before.clone().object(by, at(now)),
                Move::Withdraw => before.clone().withdraw(by),
                Move::Expire => before.clone().expire(at(now)),
            };
            let Ok(after) = after else { continue };
            // The clock: due times never move; "first" times are set once.
            let due = |t: &Ticket| (t.clock.reported_at, t.clock.answer_due_at, t.clock.solve_due_at);
            prop_assert_eq!(due(&after), due(&first));
            prop_assert!(before.clock.answered_at.is_none() || before.clock.answered_at == after.clock.answered_at);
            prop_assert!(
                before.clock.first_closed_at.is_none()
                    || before.clock.first_closed_at == after.clock.first_closed_at
            );
            // Closed comes from `close` alone, which cannot be called without evidence.
            if matches!(after.state, State::Closed { .. }) {
                prop_assert!(matches!(step, Move::Close));
                closures += 1;
            }
            // What has ended stays ended.
            prop_assert!(!before.state.name().is_ended());
            if let State::Confirmed { outcome, .. } = after.state {
                prop_assert!(closures > 0 && after.clock.first_closed_at.is_some());
                ratings += i32::from(matches!(outcome, Outcome::Rated(_)));
            }
            prop_assert!(ratings <= 1);
            prop_assert_eq!(after.reporter, REPORTER);
            ticket = after;
        }
    }

    #[test]
    fn what_the_list_offers_succeeds(
        steps in proptest::collection::vec(moves(), 0..20), who in 0u8..3
    ) {
        let mut ticket = reported();
        let mut now = 0;
        for (step, by, hours) in steps {
            now += hours;
            let by = [REPORTER, WORKER, OTHER][usize::from(by)];
            ticket = match step {
                Move::Take => ticket.clone().take(by, at(now)),
                Move::Assign => ticket.clone().assign(by, at(now)),
                Move::Close => ticket.clone().close(by, &evidence(), at(now)),
                Move::Confirm(n) => ticket.clone().confirm(by, rating(n), at(now)),
                Move::Object => ticket.clone().object(by, at(now)),
                Move::Withdraw => ticket.clone().withdraw(by),
                Move::Expire => ticket.clone().expire(at(now)),
            }.unwrap_or(ticket);
        }
        let user = [REPORTER, WORKER, OTHER][usize::from(who)];
        let standing = Standing { user, may_handle: true, may_assign: true, may_reveal: true };
        let offered = ticket.actions(standing, at(now));
        prop_assert_eq!(
            offered.contains(&Action::Close),
            ticket.clone().close(user, &evidence(), at(now)).is_ok()
        );
        for action in offered {
            let outcome = match action {
                Action::Take => ticket.clone().take(user, at(now)).map(drop),
                Action::Assign => ticket.clone().assign(user, at(now)).map(drop),
                Action::Close => ticket.clone().close(user, &evidence(), at(now)).map(drop),
                Action::Confirm => ticket.clone().confirm(user, rating(5), at(now)).map(drop),
                Action::Object => ticket.clone().object(user, at(now)).map(drop),
                Action::Withdraw => ticket.clone().withdraw(user).map(drop),
                Action::Message => ticket.may_message(user),
                Action::RevealContact => Ok(()),
            };
            prop_assert_eq!(outcome, Ok(()));
        }
    }
}
