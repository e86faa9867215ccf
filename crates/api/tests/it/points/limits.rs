//! What caps leave: as much as the next claim may earn, and not a point more.

use app::{points::limits, testing::statements};
use contract::points::{EarningLimit, ListEarningLimits, NewClaim};
use domain::points::{Activity, Cap, Caps, ProgrammeRules, WalletKind};

use super::{HOME, OTHER_HOME, Person, Town, activity, day, rules};
use crate::support::code;

fn capped() -> ProgrammeRules {
    let caps = Caps { day: Some(10), month: Some(12), period: None };
    ProgrammeRules {
        month_max: Some(30),
        ..rules(vec![Activity { caps, ..activity("a", 5) }, activity("b", 8)])
    }
}

/// What the caps of an activity leave: cap, what it allows, what is left.
async fn left(it: &Town, person: Person, activity: &str, on: &str) -> Vec<(Cap, i64, i64)> {
    let query = ListEarningLimits { day: day(on) };
    let limits = it.client(person).list_earning_limits(&query).await.unwrap();
    let Some(programme) = limits.items.iter().find(|one| one.programme_id == it.programme) else {
        return Vec::new();
    };
    let found = programme.activities.iter().find(|one| one.activity == activity).unwrap();
    found.caps.iter().map(|EarningLimit { cap, max, left }| (*cap, *max, *left)).collect()
}

#[actix_web::test]
async fn what_is_left_is_what_can_be_claimed() {
    let it = Town::new(WalletKind::Person, capped(), 1_000).await;
    let (me, other) = (it.resident(HOME), it.resident(HOME));
    let untouched = [(Cap::ActivityDay, 10, 10), (Cap::ActivityMonth, 12, 12), (Cap::Month, 30, 30)];
    assert_eq!(left(&it, me, "a", "2026-01-05").await, untouched);
    it.earn(me, "a").await;
    // What waits counts, too.
    it.claimed(me, "a").await;
    it.claimed(me, "b").await;
    let used = [(Cap::ActivityDay, 10, 0), (Cap::ActivityMonth, 12, 2), (Cap::Month, 30, 12)];
    assert_eq!(left(&it, me, "a", "2026-01-05").await, used);
    assert_eq!(left(&it, me, "b", "2026-01-05").await, [(Cap::Month, 30, 12)]);
    assert_eq!(left(&it, other, "a", "2026-01-05").await, untouched);
    let again = it.client(me).create_claim(&it.claim("a"), None).await;
    assert_eq!(code(again), "points_cap_reached");
    it.advance_days(1);
    let tomorrow = [(Cap::ActivityDay, 10, 10), (Cap::ActivityMonth, 12, 2), (Cap::Month, 30, 12)];
    assert_eq!(left(&it, me, "a", "2026-01-06").await, tomorrow);
    let again = it.client(me).create_claim(&it.claim("a"), None).await;
    assert_eq!(code(again), "points_cap_reached");
    let claim = it.claimed(me, "b").await;
    it.client(me).withdraw_claim(claim.id, None).await.unwrap();
    assert_eq!(left(&it, me, "b", "2026-01-06").await, [(Cap::Month, 30, 12)]);
}

#[actix_web::test]
async fn a_day_on_which_nothing_is_earned_and_a_place_far_away_leave_nothing() {
    let it = Town::new(WalletKind::Person, capped(), 1_000).await;
    let me = it.resident(HOME);
    for on in ["2026-01-04", "2026-01-06", "2027-01-01"] {
        assert_eq!(left(&it, me, "a", on).await, [], "{on}");
    }
    let stranger = it.resident("1/2/1/1/1/");
    assert_eq!(left(&it, stranger, "a", "2026-01-05").await, []);
    let wrong = it.client(me).call(reqwest::Method::GET, "/earning-limits?day=today").send().await;
    assert_eq!(code(wrong), "query_invalid");
}

#[actix_web::test]
async fn more_claims_take_no_more_statements() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 1_000).await;
    let me = it.resident(OTHER_HOME);
    let actor = it.actor(me);
    let today = it.today();
    let count = || statements(&it.server.store, |tx| limits::limits(tx, &actor, today)).unwrap().1;
    it.claimed(me, "a").await;
    let before = count();
    for _ in 0..4 {
        let new = NewClaim { words: Some("扫地".to_owned()), ..it.claim("a") };
        it.client(me).create_claim(&new, None).await.unwrap();
    }
    assert_eq!(count(), before);
}
