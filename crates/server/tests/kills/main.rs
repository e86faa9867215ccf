//! The real binary is killed in the middle of publishing, correcting and settling: afterwards each is either wholly done or
//! not at all, and can be done.
//!
//! On SQLite, and on PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names a server.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test's name is its documentation")]

mod awards;
mod callbacks;
mod county;
mod during;
mod fund;
mod gifts;
mod incomes;
mod payments;
mod place;
mod process;
mod timers;
mod working;

use app::testing::{Frozen, Thawed};

use self::{
    county::{County, State, VILLAGES},
    during::Asked,
};

fn kill_during(county: &County, begin: &Frozen, path: &str, body: &str, before: &State, after: &State) {
    let state = |store: &Thawed| county.state(store);
    let (before, after) = (*before, *after);
    Asked { path, body, state: &state, before, after, is_told_again: false }.kill_during(county, begin);
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
