//! The table, move by move, person by person, state by state: what is written here was thought out, not printed by the code.

use chrono::TimeDelta;
use uuid::Uuid;

use super::*;
use crate::{
    ids::{ProviderId, TicketId},
    tickets::{Clock, Limits, Outcome, Rating, Wait, WaitReason},
    working_time::{Calendar, office},
};

const REPORTER: UserId = UserId(Uuid::from_u128(1));
const HANDLER: UserId = UserId(Uuid::from_u128(2));
const KEEPER: UserId = UserId(Uuid::from_u128(3));
const OFFICE: UserId = UserId(Uuid::from_u128(4));
const REJECTER: UserId = UserId(Uuid::from_u128(5));
const STRANGER: UserId = UserId(Uuid::from_u128(6));
const COLLEAGUE: UserId = UserId(Uuid::from_u128(7));
const PROVIDER: ProviderId = ProviderId(Uuid::from_u128(8));

/// Columns: the states in the order of [`StateName::ALL`]. `all` stands for every state.
#[rustfmt::skip]
const EXPECTED: &str = "
move           who               submitted    accepted     assigned     in_progress  waiting      solved       reopened     rejected     appealed     merged  closed  withdrawn
accept         handler,keeper,office,rejecter  ok  taken   taken        taken        waits        solved       taken        ended        appeal       ended   ended   ended
accept         reporter,stranger all denied
take           handler           ok           ok           ok           taken        waits        solved       taken        ended        appeal       ended   ended   ended
take           keeper            ok           ok           taken        taken        waits        solved       taken        ended        appeal       ended   ended   ended
take           reporter,office,rejecter,stranger all denied
assign         office,rejecter   ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
assign         reporter,handler,keeper,stranger all denied
hand_back      handler           not_taken    not_taken    ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
hand_back      keeper            not_taken    not_taken    not_handler  not_handler  not_handler  solved       not_handler  ended        appeal       ended   ended   ended
hand_back      reporter,office,rejecter,stranger all denied
hand_over      handler,office,rejecter ok     ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
hand_over      keeper            ok           ok           not_handler  not_handler  not_handler  solved       not_handler  ended        appeal       ended   ended   ended
hand_over      reporter,stranger all denied
entrust        handler,office,rejecter ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
entrust        keeper            ok           ok           not_handler  not_handler  not_handler  solved       not_handler  ended        appeal       ended   ended   ended
entrust        reporter,stranger all denied
return         office,rejecter   not_entrusted not_entrusted not_entrusted not_entrusted not_entrusted solved  not_entrusted ended       appeal       ended   ended   ended
return         reporter,handler,keeper,stranger all denied
call           handler,keeper,office,rejecter ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
call           reporter,stranger all denied
wait           handler           not_taken    not_taken    not_taken    ok           waits        solved       ok           ended        appeal       ended   ended   ended
wait           keeper            not_taken    not_taken    not_taken    not_handler  waits        solved       not_handler  ended        appeal       ended   ended   ended
wait           reporter,office,rejecter,stranger all denied
resume         handler           not_waiting  not_waiting  not_waiting  not_waiting  ok           solved       not_waiting  ended        appeal       ended   ended   ended
resume         keeper            not_waiting  not_waiting  not_waiting  not_waiting  not_handler  solved       not_waiting  ended        appeal       ended   ended   ended
resume         reporter,office,rejecter,stranger all denied
quote          reporter,handler,keeper,office,rejecter,stranger all denied
solve          handler           not_taken    not_taken    not_taken    ok           waits        solved       ok           ended        appeal       ended   ended   ended
solve          keeper            not_taken    not_taken    not_taken    not_handler  waits        solved       not_handler  ended        appeal       ended   ended   ended
solve          reporter,office,rejecter,stranger all denied
confirm        reporter          not_solved   not_solved   not_solved   not_solved   not_solved   ok           not_solved   ended        appeal       ended   ended   ended
confirm        handler,keeper,office,rejecter,stranger all not_reporter
object         reporter          not_solved   not_solved   not_solved   not_solved   not_solved   ok           not_solved   ended        appeal       ended   ended   ended
object         handler,keeper,office,rejecter,stranger all not_reporter
reject         office,rejecter   ok           ok           ok           taken        waits        solved       taken        ended        appeal       ended   ended   ended
reject         reporter,handler,keeper,stranger all denied
appeal         reporter          not_rejected not_rejected not_rejected not_rejected not_rejected not_rejected not_rejected ok           appeal       ended   ended   ended
appeal         handler,keeper,office,rejecter,stranger all not_reporter
decide_appeal  office            not_appealed not_appealed not_appealed not_appealed not_appealed not_appealed not_appealed ended        ok           ended   ended   ended
decide_appeal  rejecter          not_appealed not_appealed not_appealed not_appealed not_appealed not_appealed not_appealed ended        own          ended   ended   ended
decide_appeal  reporter,handler,keeper,stranger all denied
merge          handler,office,rejecter ok     ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
merge          keeper            ok           ok           not_handler  not_handler  not_handler  solved       not_handler  ended        appeal       ended   ended   ended
merge          reporter,stranger all denied
withdraw       reporter          ok           ok           ok           taken        waits        solved       taken        ended        appeal       ended   ended   ended
withdraw       handler,keeper,office,rejecter,stranger all not_reporter
message        reporter          ok           ok           ok           ok           ok           ok           ok           ended        ok           ended   ended   ended
message        handler           not_handler  not_handler  ok           ok           ok           ok           ok           ended        not_handler  ended   ended   ended
message        keeper,office,rejecter,stranger not_handler not_handler not_handler not_handler not_handler not_handler not_handler ended not_handler ended ended ended
reveal_contact handler,keeper    ok           ok           ok           ok           ok           ok           ok           ended        ok           ended   ended   ended
reveal_contact reporter,office,rejecter,stranger all denied
";

/// The same of a ticket that a provider keeps: the mechanic, who works on it, and the colleague serve it; the worker is the area's.
#[rustfmt::skip]
const ENTRUSTED: &str = "
move           who               submitted    accepted     assigned     in_progress  waiting      solved       reopened     rejected     appealed     merged  closed  withdrawn
accept         mechanic,colleague,office ok   taken        taken        taken        waits        solved       taken        ended        appeal       ended   ended   ended
accept         worker            all entrusted
accept         reporter,stranger all denied
take           mechanic          ok           ok           ok           taken        waits        solved       taken        ended        appeal       ended   ended   ended
take           colleague         ok           ok           taken        taken        waits        solved       taken        ended        appeal       ended   ended   ended
take           worker            all entrusted
take           reporter,office,stranger all denied
assign         mechanic,colleague,office ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
assign         reporter,worker,stranger all denied
hand_back      mechanic          not_taken    not_taken    ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
hand_back      colleague         not_taken    not_taken    not_handler  not_handler  not_handler  solved       not_handler  ended        appeal       ended   ended   ended
hand_back      worker            all entrusted
hand_back      reporter,office,stranger all denied
hand_over      office            ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
hand_over      worker            all entrusted
hand_over      reporter,mechanic,colleague,stranger all denied
entrust        office            ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
entrust        worker            all entrusted
entrust        reporter,mechanic,colleague,stranger all denied
return         mechanic,colleague,office ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
return         reporter,worker,stranger all denied
call           worker,office     ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
call           reporter,mechanic,colleague,stranger all denied
wait           mechanic          not_taken    not_taken    not_taken    ok           waits        solved       ok           ended        appeal       ended   ended   ended
wait           colleague         not_taken    not_taken    not_taken    not_handler  waits        solved       not_handler  ended        appeal       ended   ended   ended
wait           worker            all entrusted
wait           reporter,office,stranger all denied
resume         mechanic          not_waiting  not_waiting  not_waiting  not_waiting  ok           solved       not_waiting  ended        appeal       ended   ended   ended
resume         colleague         not_waiting  not_waiting  not_waiting  not_waiting  not_handler  solved       not_waiting  ended        appeal       ended   ended   ended
resume         worker            all entrusted
resume         reporter,office,stranger all denied
quote          mechanic,colleague ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
quote          worker            all entrusted
quote          reporter,office,stranger all denied
solve          mechanic          not_taken    not_taken    not_taken    ok           waits        solved       ok           ended        appeal       ended   ended   ended
solve          colleague         not_taken    not_taken    not_taken    not_handler  waits        solved       not_handler  ended        appeal       ended   ended   ended
solve          worker            all entrusted
solve          reporter,office,stranger all denied
confirm        reporter          not_solved   not_solved   not_solved   not_solved   not_solved   ok           not_solved   ended        appeal       ended   ended   ended
confirm        mechanic,colleague,worker,office,stranger all not_reporter
object         reporter          not_solved   not_solved   not_solved   not_solved   not_solved   ok           not_solved   ended        appeal       ended   ended   ended
object         mechanic,colleague,worker,office,stranger all not_reporter
reject         office            ok           ok           ok           taken        waits        solved       taken        ended        appeal       ended   ended   ended
reject         reporter,mechanic,colleague,worker,stranger all denied
appeal         reporter          not_rejected not_rejected not_rejected not_rejected not_rejected not_rejected not_rejected ok           appeal       ended   ended   ended
appeal         mechanic,colleague,worker,office,stranger all not_reporter
decide_appeal  office            not_appealed not_appealed not_appealed not_appealed not_appealed not_appealed not_appealed ended        ok           ended   ended   ended
decide_appeal  reporter,mechanic,colleague,worker,stranger all denied
merge          office            ok           ok           ok           ok           ok           solved       ok           ended        appeal       ended   ended   ended
merge          worker            all entrusted
merge          reporter,mechanic,colleague,stranger all denied
withdraw       reporter          ok           ok           ok           taken        waits        solved       taken        ended        appeal       ended   ended   ended
withdraw       mechanic,colleague,worker,office,stranger all not_reporter
message        reporter          ok           ok           ok           ok           ok           ok           ok           ended        ok           ended   ended   ended
message        mechanic          not_handler  not_handler  ok           ok           ok           ok           ok           ended        not_handler  ended   ended   ended
message        colleague,worker,office,stranger not_handler not_handler not_handler not_handler not_handler not_handler not_handler ended not_handler ended ended ended
reveal_contact worker            ok           ok           ok           ok           ok           ok           ok           ended        ok           ended   ended   ended
reveal_contact reporter,mechanic,colleague,office,stranger all denied
";

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

fn standing(who: &str) -> Standing {
    let (user, handles, assigns) = match who {
        "reporter" => (REPORTER, false, false),
        "handler" => (HANDLER, true, false),
        "keeper" | "worker" => (KEEPER, true, false),
        "mechanic" => (HANDLER, false, false),
        "colleague" => (COLLEAGUE, false, false),
        "office" => (OFFICE, false, true),
        "rejecter" => (REJECTER, false, true),
        "stranger" => (STRANGER, false, false),
        other => panic!("nobody is called {other}"),
    };
    let serves = matches!(who, "mechanic" | "colleague");
    Standing { user, may_handle: handles, may_assign: assigns, may_reveal: handles, serves }
}

fn ticket(name: StateName) -> Ticket {
    let handler = HANDLER;
    let state = match name {
        StateName::Submitted => State::Submitted,
        StateName::Accepted => State::Accepted,
        StateName::Assigned => State::Assigned { handler },
        StateName::InProgress => State::InProgress { handler },
        StateName::Waiting => {
            State::Waiting { handler, wait: Wait { reason: WaitReason::Material, until: at(99) } }
        }
        StateName::Solved => State::Solved { handler, objection_until: Some(at(50)) },
        StateName::Reopened => State::Reopened { handler },
        StateName::Rejected => State::Rejected { by: REJECTER, appeal_until: Some(at(50)) },
        StateName::Appealed => State::Appealed { rejected_by: REJECTER },
        StateName::Merged => State::Merged { into: TicketId(Uuid::from_u128(9)) },
        StateName::Closed => State::Closed { handler, outcome: Outcome::Rated(Rating::SATISFIED_MIN) },
        StateName::Withdrawn => State::Withdrawn,
    };
    let calendar = Calendar::new(office().unwrap(), &[]);
    let clock = Clock::start(at(0), Limits::new(24, 72, 48).unwrap(), &calendar).unwrap();
    Ticket { reporter: REPORTER, clock, judge: Judge::Reporter, state, partners: Partners::default() }
}

fn word(outcome: Result<(), TicketError>) -> &'static str {
    match outcome {
        Ok(()) => "ok",
        Err(TicketError::Denied(_)) => "denied",
        Err(TicketError::AlreadyTaken) => "taken",
        Err(TicketError::NotTaken) => "not_taken",
        Err(TicketError::Waits) => "waits",
        Err(TicketError::NotWaiting) => "not_waiting",
        Err(TicketError::AlreadySolved) => "solved",
        Err(TicketError::NotSolved) => "not_solved",
        Err(TicketError::NotRejected) => "not_rejected",
        Err(TicketError::AppealOpen) => "appeal",
        Err(TicketError::NotAppealed) => "not_appealed",
        Err(TicketError::Ended) => "ended",
        Err(TicketError::NotHandler) => "not_handler",
        Err(TicketError::NotReporter) => "not_reporter",
        Err(TicketError::OwnDecision) => "own",
        Err(TicketError::Entrusted) => "entrusted",
        Err(TicketError::NotEntrusted) => "not_entrusted",
        Err(other) => panic!("{other}"),
    }
}

/// Holds the moves against a table; every one of six people is in it once.
fn holds(table: &str, ticket: impl Fn(StateName) -> Ticket) {
    let name = |action: Action| serde_json::to_value(action).unwrap().as_str().unwrap().to_owned();
    let mut seen = 0;
    for line in table.lines().skip(2) {
        let mut words = line.split_whitespace();
        let (action, people) = (words.next().unwrap(), words.next().unwrap());
        let action = Action::ALL.into_iter().find(|one| name(*one) == action).unwrap();
        let mut outcomes: Vec<&str> = words.collect();
        if let ["all", outcome] = outcomes[..] {
            outcomes = vec![outcome; StateName::ALL.len()];
        }
        assert_eq!(outcomes.len(), StateName::ALL.len(), "{line}");
        for who in people.split(',') {
            for (state, expected) in StateName::ALL.into_iter().zip(&outcomes) {
                let found = word(ticket(state).permit(action, standing(who), at(10)));
                assert_eq!(found, *expected, "{action:?} by the {who} of what is {}", state.as_str());
                seen += 1;
            }
        }
    }
    assert_eq!(seen, Action::ALL.len() * 6 * StateName::ALL.len(), "each of them once");
}

fn entrusted(name: StateName) -> Ticket {
    let partners = Partners { keeper: Some(PROVIDER), ..Partners::default() };
    Ticket { partners, ..ticket(name) }
}

#[test]
fn every_move_of_everybody_in_every_state_passes_or_gives_its_code() {
    holds(EXPECTED, ticket);
}

#[test]
fn a_providers_people_stand_where_the_areas_workers_stood() {
    holds(ENTRUSTED, entrusted);
}

#[test]
fn nothing_is_solved_while_a_report_or_a_word_on_a_price_is_awaited() {
    let with = |partners| Ticket { partners, ..entrusted(StateName::InProgress) };
    let mechanic = standing("mechanic");
    let permit = |partners, action, now| with(partners).permit(action, mechanic, now);
    let called = Partners { calls_open: 1, ..entrusted(StateName::InProgress).partners };
    assert_eq!(permit(called, Action::Solve, at(10)), Err(TicketError::CallsOpen));
    let quoted = Partners { calls_open: 0, quotation_until: Some(at(20)), ..called };
    for action in [Action::Solve, Action::Quote] {
        assert_eq!(permit(quoted, action, at(19)), Err(TicketError::QuotationOpen));
        assert_eq!(permit(quoted, action, at(20)), Ok(()), "a price on which nobody decided in time");
    }
}

#[test]
fn each_action_has_its_line() {
    for action in Action::ALL {
        assert_eq!(action.line().action, action);
    }
}

#[test]
fn what_an_office_demanded_has_few_moves() {
    let demanded = |state| Ticket { judge: Judge::LookBack, ..ticket(state) };
    let everybody = ["reporter", "handler", "keeper", "office", "rejecter", "stranger"];
    let mut possible = std::collections::BTreeSet::new();
    for state in [
        StateName::Submitted,
        StateName::Assigned,
        StateName::InProgress,
        StateName::Solved,
        StateName::Reopened,
    ] {
        for who in everybody {
            possible.extend(demanded(state).actions(standing(who), at(10)));
        }
    }
    use Action as A;
    let expected = [A::Take, A::Assign, A::Call, A::Solve, A::Message, A::RevealContact];
    assert_eq!(possible.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(
        demanded(StateName::Solved).permit(A::Confirm, standing("reporter"), at(10)),
        Err(TicketError::LookBackJudges)
    );
}

#[test]
fn windows_are_half_open() {
    let (reporter, last) = (standing("reporter"), at(50) - TimeDelta::microseconds(1));
    for (state, action) in [
        (StateName::Solved, Action::Confirm),
        (StateName::Solved, Action::Object),
        (StateName::Rejected, Action::Appeal),
    ] {
        assert_eq!(ticket(state).permit(action, reporter, last), Ok(()));
        assert_eq!(ticket(state).permit(action, reporter, at(50)), Err(TicketError::WindowPassed));
    }
    let decided = State::Rejected { by: REJECTER, appeal_until: None };
    let decided = Ticket { state: decided, ..ticket(StateName::Rejected) };
    assert_eq!(decided.permit(Action::Appeal, reporter, at(10)), Err(TicketError::WindowPassed));
}

#[test]
fn nobody_rates_their_own_work() {
    let own = Ticket { reporter: HANDLER, ..ticket(StateName::Solved) };
    let handler = standing("handler");
    assert_eq!(own.permit(Action::Confirm, handler, at(10)), Err(TicketError::OwnWork));
    assert_eq!(own.permit(Action::Object, handler, at(10)), Ok(()));
    assert!(matches!(own.permit(Action::RevealContact, handler, at(10)), Err(TicketError::Denied(_))));
}
