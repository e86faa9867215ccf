use uuid::Uuid;

use super::*;
use crate::ids::UserId;

fn programme(state: ProgrammeState) -> Programme {
    let managers = vec![UserId(Uuid::from_u128(1))];
    Programme { state, starts_on: day("2026-02-01"), ends_on: day("2026-12-31"), managers }
}

#[test]
fn a_programme_starts_once_and_ends_when_nothing_waits() {
    let (running, from) = programme(ProgrammeState::Draft).start(day("2026-01-20")).unwrap();
    assert_eq!((running.state, from), (ProgrammeState::Running, day("2026-02-01")));
    assert_eq!(programme(ProgrammeState::Draft).start(day("2026-03-05")).unwrap().1, day("2026-03-05"));
    assert_eq!(programme(ProgrammeState::Draft).start(day("2027-01-01")), Err(ProgrammeError::Period));
    assert_eq!(running.clone().start(day("2026-02-02")), Err(ProgrammeError::NotDraft));
    assert_eq!(running.clone().end(2), Err(ProgrammeError::ClaimsWait(2)));
    let ended = running.end(0).unwrap();
    assert_eq!(ended.clone().end(0), Err(ProgrammeError::NotRunning));
    assert_eq!(ended.fund(UserId(Uuid::from_u128(2))), Err(ProgrammeError::Ended));
}

#[test]
fn who_manages_does_not_fund_and_rules_do_not_reach_back() {
    let running = programme(ProgrammeState::Running);
    assert_eq!(running.fund(UserId(Uuid::from_u128(1))), Err(ProgrammeError::OwnFunding));
    assert_eq!(running.fund(UserId(Uuid::from_u128(2))), Ok(()));
    let today = day("2026-03-01");
    assert_eq!(running.adopt(today, today), Err(ProgrammeError::TooEarly));
    assert_eq!(running.adopt(day("2026-03-02"), today), Ok(()));
    assert_eq!(running.adopt(day("2027-01-01"), today), Err(ProgrammeError::Period));
    assert_eq!(
        programme(ProgrammeState::Draft).adopt(day("2026-03-02"), today),
        Err(ProgrammeError::NotRunning)
    );
}

#[test]
fn deeds_are_of_the_programme_s_days_and_not_long_ago() {
    let running = programme(ProgrammeState::Running);
    let earn = |deed, today| running.earn(day(deed), day(today));
    assert_eq!(earn("2026-02-01", "2026-02-01"), Ok(()));
    assert_eq!(earn("2026-01-31", "2026-02-01"), Err(ProgrammeError::DayOutside));
    assert_eq!(earn("2026-02-02", "2026-02-01"), Err(ProgrammeError::DayOutside));
    assert_eq!(earn("2026-02-01", "2026-04-02"), Ok(()));
    assert_eq!(earn("2026-02-01", "2026-04-03"), Err(ProgrammeError::DayOutside));
    let draft = programme(ProgrammeState::Draft);
    assert_eq!(draft.earn(day("2026-02-01"), day("2026-02-01")), Err(ProgrammeError::NotRunning));
}
