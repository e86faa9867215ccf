//! The states of a round, and what leads from one to the next.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::{
    ids::UserId,
    inspections::{
        Axes, Notice, OBJECTION_HOURS_MAX, Regularity, Report, Round, RoundError, RoundMove, RoundState,
    },
    journal::NodeHash,
};

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
}

fn round(draws: bool, notice: Notice) -> Round {
    let axes = Axes { regularity: Regularity::Regular, notice, report: Report::PublicBulletin };
    Round { axes, lead: Some(UserId(Uuid::nil())), draws, state: RoundState::Planned }
}

fn commitment() -> NodeHash {
    NodeHash::of_leaf(b"seed")
}

#[test]
fn a_round_goes_its_way_and_counts_its_corrections() {
    let drawn = round(true, Notice::Open).commit(commitment()).unwrap().draw().unwrap();
    let open = drawn.start(at(0)).unwrap().close(at(10), 0, 48).unwrap();
    assert_eq!(open.state, RoundState::Objections { until: at(58) });
    assert!(open.takes_objections(at(57)) && !open.takes_objections(at(58)));
    assert_eq!(open.publish(at(57), 0), Err(RoundError::WindowOpen(at(58))));
    assert_eq!(open.publish(at(58), 2), Err(RoundError::ObjectionsOpen(2)));
    let published = open.publish(at(58), 0).unwrap();
    assert_eq!(published.state, RoundState::Published { revision: 1 });
    assert_eq!(published.correct().unwrap().state, RoundState::Published { revision: 2 });
}

#[test]
fn a_round_without_a_lead_cannot_start() {
    let round = Round { lead: None, ..round(false, Notice::Open) };
    assert_eq!(round.start(at(0)), Err(RoundError::LeadMissing));
}

#[test]
fn scoring_ends_with_every_sheet_and_a_time_to_object() {
    let started = round(false, Notice::Open).start(at(0)).unwrap();
    assert_eq!(started.close(at(1), 3, 48), Err(RoundError::SheetsMissing(3)));
    for hours in [0, OBJECTION_HOURS_MAX + 1] {
        assert_eq!(started.close(at(1), 0, hours), Err(RoundError::ObjectionHours));
    }
}

/// Every state × every move: what the drawing on top of this file says, and nothing else.
#[test]
fn no_other_way_leads_anywhere() {
    use RoundMove as M;
    let states = [
        RoundState::Planned,
        RoundState::Committed { commitment: commitment() },
        RoundState::Drawn,
        RoundState::Started { at: at(0) },
        RoundState::Objections { until: at(1) },
        RoundState::Published { revision: 1 },
        RoundState::Cancelled,
    ];
    let allowed: [(&str, &[M]); 7] = [
        ("planned", &[M::Commit, M::Cancel]),
        ("committed", &[M::Draw, M::Cancel]),
        ("drawn", &[M::Start, M::Cancel]),
        ("started", &[M::Close, M::Cancel]),
        ("objections", &[M::Publish, M::Rectify]),
        ("published", &[M::Correct, M::Rectify]),
        ("cancelled", &[]),
    ];
    for (state, (name, moves)) in states.into_iter().zip(allowed) {
        assert_eq!(state.name(), name);
        let round = Round { state, ..round(true, Notice::Open) };
        let tried = [
            (M::Commit, round.commit(commitment())),
            (M::Draw, round.draw()),
            (M::Start, round.start(at(5))),
            (M::Close, round.close(at(5), 0, 1)),
            (M::Publish, round.publish(at(5), 0)),
            (M::Correct, round.correct()),
            (M::Rectify, round.rectify()),
            (M::Cancel, round.cancel()),
        ];
        for (step, result) in tried {
            if moves.contains(&step) {
                assert!(result.is_ok(), "{name} {step:?}");
            } else {
                assert_eq!(result, Err(RoundError::Forbidden { state: name, step }));
            }
        }
    }
    // Where nothing is drawn there is nothing to commit to.
    let plain = round(false, Notice::Open);
    assert!(plain.commit(commitment()).is_err() && plain.start(at(0)).is_ok());
}

#[test]
fn where_a_covert_round_goes_is_known_to_its_inspectors_alone_until_it_starts() {
    let covert = round(true, Notice::Covert);
    let drawn = covert.commit(commitment()).unwrap().draw().unwrap();
    for before in [covert, covert.commit(commitment()).unwrap(), drawn, drawn.cancel().unwrap()] {
        assert!(before.shows_targets_to(true) && !before.shows_targets_to(false));
    }
    assert!(drawn.start(at(0)).unwrap().shows_targets_to(false));
    assert!(round(true, Notice::Open).shows_targets_to(false));
}
