//! The real binary is killed in the middle of publishing, correcting and settling: afterwards each is either wholly done or
//! not at all, and can be done.
//!
//! On SQLite, and on PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names a server.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test's name is its documentation")]

mod county;
mod gifts;
mod incomes;
mod place;
mod process;
mod timers;

use std::{thread::sleep, time::Duration};

use app::testing::{Frozen, Thawed};

use self::{
    county::{County, State, VILLAGES},
    process::Answer,
};

/// Kills between the first and the last, which come at once and after the answer.
const KILLS_BETWEEN: u32 = 4;

/// Sends the request of one step to servers that are killed sooner or later after it; `before` and `after` are what a
/// store may look like then.
fn kill_during(county: &County, begin: &Frozen, path: &str, body: &str, before: &State, after: &State) {
    let store = begin.thaw(&county.clock);
    let whole = {
        let server = county.serve(&store);
        let answer = server.post(path, body).answer();
        assert!(answer.status < 300, "{path}: {answer:?}");
        answer.took
    };
    assert_eq!(county.state(&store), *after);

    let between = (1..=KILLS_BETWEEN).map(|part| Some(whole * part / KILLS_BETWEEN));
    for delay in [Some(Duration::ZERO)].into_iter().chain(between).chain([None]) {
        let store = begin.thaw(&county.clock);
        let server = county.serve(&store);
        let sent = server.post(path, body);
        let answered = match delay {
            Some(delay) => {
                sleep(delay);
                server.kill();
                sent.answer_if_any()
            }
            None => {
                let answer = sent.answer();
                server.kill();
                Some(answer)
            }
        };
        store.wait_until_left();
        let found = county.state(&store);
        let told = answered.is_some_and(|answer| answer.status < 300);
        println!("{path}, killed after {delay:?}: done {}, told {told}", found == *after);
        assert!(found == *before || found == *after, "half of it: {found:?}");
        assert!(!told || found == *after, "{path} was answered and is not there");
        finish(county, &store, (path, body), &found, before, after);
    }
}

/// What was not done is done now, and what was done is not done twice; the journal holds.
fn finish(
    county: &County,
    store: &Thawed,
    (path, body): (&str, &str),
    found: &State,
    before: &State,
    after: &State,
) {
    let server = county.serve(store);
    let Answer { status, .. } = server.post(path, body).answer();
    assert_eq!(status < 300, found == before, "{path} was answered with {status}");
    drop(server);
    assert_eq!(county.state(store), *after);
    county.place.verify(store);
}

#[test]
fn a_publication_is_whole_or_none_wherever_the_server_is_killed() {
    let county = County::new();
    let before = State { published: 6, ..State::default() };
    let after = State { published: 7, ..before };
    let path = format!("/api/v1/inspection-rounds/{}/publication", county.closed);
    kill_during(&county, &county.inspected, &path, "", &before, &after);
}

#[test]
fn a_settlement_is_whole_or_none_wherever_the_server_is_killed() {
    let county = County::new();
    let before = State { published: 6, ..State::default() };
    let after = State { settled: 1, ..before };
    let body = format!(r#"{{"area_id":"{}","half_year":"2026-H1"}}"#, county.area);
    kill_during(&county, &county.inspected, "/api/v1/settlements", &body, &before, &after);
}

/// A correction writes results and settles again: both or neither.
#[test]
fn a_correction_takes_the_settlement_with_it_wherever_the_server_is_killed() {
    let county = County::new();
    let settled = county.settled();
    let before = State { published: 6, settled: 1, ..State::default() };
    let after = State { corrected: 1, settled: 2, ..before };
    let path = format!("/api/v1/inspection-rounds/{}/corrections", county.first);
    kill_during(&county, &settled, &path, &county.correction(), &before, &after);
}

#[test]
fn the_state_of_a_store_is_read_and_not_assumed() {
    let county = County::new();
    let store = county.inspected.thaw(&county.clock);
    county.lose_one_result(&store);
    let damaged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| county.state(&store)));
    assert!(damaged.is_err(), "{VILLAGES} results less one pass for whole");
}
