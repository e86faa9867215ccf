//! The table, move by move, person by person, state by state: what is written here was thought out, not printed by the code.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::super::*;
use crate::{
    funds::{books::Budget, tests},
    ids::{ProjectId, ResolutionId},
};

pub(super) const RESOLUTION: ResolutionId = ResolutionId(Uuid::from_u128(70));

/// Columns: the states in the order of [`StateName::ALL`]. `all` stands for every state; `no` for a state in which there is no
/// such move.
#[rustfmt::skip]
const EXPECTED: &str = "
move             who                                          draft submitted returned comment deciding approved offered progress reported rating archived rejected withdrawn terminated
revise           proposer                                     ok    no        ok       no      no       no       no      no       no       no     ended    ended    ended     ended
revise           helper,office,member,resident,stranger       all not_yours
submit           proposer                                     ok    no        ok       no      no       no       no      no       no       no     ended    ended    ended     ended
submit           helper,office,member,resident,stranger       all not_yours
return           office                                       no    ok        no       no      no       no       no      no       no       no     ended    ended    ended     ended
return           proposer,helper,member,resident,stranger     all not_yours
screen           office                                       no    ok        no       no      no       no       no      no       no       no     ended    ended    ended     ended
screen           proposer,helper,member,resident,stranger     all not_yours
screen_out       office                                       no    ok        no       no      no       no       no      no       no       no     ended    ended    ended     ended
screen_out       proposer,helper,member,resident,stranger     all not_yours
comment          proposer,helper,member,resident              no    no        no       ok      no       no       no      no       no       no     ended    ended    ended     ended
comment          office,stranger                              all not_yours
put              member                                       no    no        no       open    no       no       no      no       no       no     ended    ended    ended     ended
put              helper                                       all own
put              proposer,office,resident,stranger            all not_yours
decide           member                                       no    no        no       no      ok       no       no      no       no       no     ended    ended    ended     ended
decide           helper                                       all own
decide           proposer,office,resident,stranger            all not_yours
agree            office                                       no    no        no       no      no       ok       no      no       no       no     ended    ended    ended     ended
agree            proposer,helper,member,resident,stranger     all not_yours
countersign      proposer                                     no    no        no       no      no       no       ok      no       no       no     ended    ended    ended     ended
countersign      helper,office,member,resident,stranger       all not_yours
reach_milestone  proposer,helper                              no    no        no       no      no       no       no      ok       no       no     ended    ended    ended     ended
reach_milestone  office,member,resident,stranger              all not_yours
accept_milestone office                                       no    no        no       no      no       no       no      ok       no       no     ended    ended    ended     ended
accept_milestone proposer,helper,member,resident,stranger     all not_yours
report           proposer                                     no    no        no       no      no       no       no      ok       no       no     ended    ended    ended     ended
report           helper,office,member,resident,stranger       all not_yours
return_report    office                                       no    no        no       no      no       no       no      no       ok       no     ended    ended    ended     ended
return_report    proposer,helper,member,resident,stranger     all not_yours
accept_report    office                                       no    no        no       no      no       no       no      no       ok       no     ended    ended    ended     ended
accept_report    proposer,helper,member,resident,stranger     all not_yours
rate             member,resident                              no    no        no       no      no       no       no      no       no       ok     ended    ended    ended     ended
rate             proposer,helper                              all own
rate             office,stranger                              all not_yours
archive          office                                       no    no        no       no      no       no       no      no       no       open   ended    ended    ended     ended
archive          proposer,helper,member,resident,stranger     all not_yours
withdraw         proposer                                     ok    ok        ok       ok      ok       no       no      no       no       no     ended    ended    ended     ended
withdraw         helper,office,member,resident,stranger       all not_yours
terminate        member                                       no    no        no       no      no       ok       ok      ok       ok       no     ended    ended    ended     ended
terminate        helper                                       all own
terminate        proposer,office,resident,stranger            all not_yours
";

const PEOPLE: usize = 6;

pub(super) fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

/// The helper takes part in the project and sits in the committee, too.
pub(super) fn standing(who: &str) -> Standing {
    let (number, manages, sits, resides) = match who {
        "proposer" => (1, false, false, true),
        "helper" => (2, false, true, true),
        "office" => (3, true, false, false),
        "member" => (4, false, true, true),
        "resident" => (5, false, false, true),
        "stranger" => (6, false, false, false),
        other => panic!("nobody is called {other}"),
    };
    Standing { user: tests::person(number), manages, sits, resides }
}

pub(super) fn project(name: StateName) -> Project {
    let (resolution, until) = (RESOLUTION, at(50));
    let state = match name {
        StateName::Draft => State::Draft,
        StateName::Submitted => State::Submitted,
        StateName::Returned => State::Returned,
        StateName::PublicComment => State::PublicComment { until },
        StateName::Deciding => State::Deciding { resolution },
        StateName::Approved => State::Approved { resolution },
        StateName::Offered => State::Offered { resolution },
        StateName::InProgress => State::InProgress { resolution },
        StateName::Reported => State::Reported { resolution },
        StateName::Rating => State::Rating { resolution, until },
        StateName::Archived => State::Archived,
        StateName::Rejected => State::Rejected,
        StateName::Withdrawn => State::Withdrawn,
        StateName::Terminated => State::Terminated,
    };
    let hundred = tests::amount(100);
    let proposal = Proposal {
        plan: tests::hash("plan"),
        people: BTreeSet::from([tests::person(2)]),
        budget: Budget::new(vec![(hundred, Some(tests::purpose("garden")))]).unwrap(),
        milestones: Milestones::new(&[tests::amount(40), tests::amount(60)], true).unwrap(),
    };
    let id = ProjectId(Uuid::from_u128(7));
    Project { id, fund: tests::FUND, proposer: tests::person(1), proposal, state }
}

fn word(outcome: Result<(), ProjectError>, name: StateName) -> &'static str {
    match outcome {
        Ok(()) => "ok",
        Err(ProjectError::NotYours(_)) => "not_yours",
        Err(ProjectError::OwnProject) => "own",
        Err(ProjectError::Ended) => "ended",
        Err(ProjectError::WindowOpen) => "open",
        Err(ProjectError::State(found)) if found == name => "no",
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn every_move_of_everybody_in_every_state_passes_or_gives_its_reason() {
    let name = |action: Action| serde_json::to_value(action).unwrap().as_str().unwrap().to_owned();
    let mut seen = BTreeSet::new();
    for line in EXPECTED.lines().skip(2) {
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
                let found = word(project(state).permit(action, standing(who), at(10)), state);
                assert_eq!(found, *expected, "{action:?} by the {who} of what is {}", state.as_str());
                assert!(seen.insert((action, who, state)), "{line}");
            }
        }
    }
    assert_eq!(seen.len(), Action::ALL.len() * PEOPLE * StateName::ALL.len(), "each of them once");
}

#[test]
fn windows_are_half_open() {
    let last = at(50) - TimeDelta::microseconds(1);
    for (state, during, after, who, then) in [
        (StateName::PublicComment, Action::Comment, Action::Put, "resident", "member"),
        (StateName::Rating, Action::Rate, Action::Archive, "resident", "office"),
    ] {
        let permit = |action, who, now| project(state).permit(action, standing(who), now);
        assert_eq!(permit(during, who, last), Ok(()));
        assert_eq!(permit(during, who, at(50)), Err(ProjectError::WindowPassed));
        assert_eq!(permit(after, then, last), Err(ProjectError::WindowOpen));
        assert_eq!(permit(after, then, at(50)), Ok(()));
    }
}

#[test]
fn every_state_but_the_first_is_reached_and_names_read_back() {
    let mut reached: BTreeSet<StateName> =
        Action::ALL.into_iter().flat_map(Action::leads_to).copied().collect();
    assert!(reached.insert(StateName::Draft));
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), StateName::ALL);
    for name in StateName::ALL {
        assert_eq!((StateName::parse(name.as_str()), project(name).state.name()), (Some(name), name));
    }
}

#[test]
fn what_is_offered_is_what_is_allowed() {
    let actions = |who| project(StateName::Submitted).actions(standing(who), at(10));
    assert_eq!(actions("office"), [Action::Return, Action::Screen, Action::ScreenOut]);
    assert_eq!(actions("proposer"), [Action::Withdraw]);
    assert_eq!(actions("stranger"), []);
}
