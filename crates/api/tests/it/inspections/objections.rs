//! Objections: raised by a village, decided by who had no part in it.

use chrono::TimeDelta;
use contract::inspections::{DecideObjection, RaiseObjection};
use domain::{inspections::Score, permissions::Role};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, findings, first_code};
use crate::support::code;

fn objection(code: &str) -> RaiseObjection {
    RaiseObjection { code: code.to_owned(), text: "当天已经清理".to_owned(), photos: Vec::new() }
}

fn uphold(points: &str) -> DecideObjection {
    DecideObjection { points: Some(points.parse().unwrap()), reply: "情况属实".to_owned() }
}

fn dismiss() -> DecideObjection {
    DecideObjection { points: None, reply: "照片显示未清理".to_owned() }
}

#[actix_web::test]
async fn an_upheld_objection_changes_the_mark_and_both_values_stay() {
    let it = Inspection::new().await;
    let id = it.closed([300, 500]).await;
    let (village, item) = (it.village(VILLAGE), first_code());
    let before = findings(300)[&item].points;
    let raised = village.raise_objection(id, it.area(VILLAGE), &objection(&item), None).await.unwrap();
    assert_eq!((raised.state.as_str(), raised.before), ("open", before));
    it.server.store.clock.advance(TimeDelta::hours(48));
    assert_eq!(code(it.official().publish_round(id, None).await), "objections_undecided");
    let decided = it.official().decide_objection(raised.id, &uphold("1.00"), None).await.unwrap();
    assert_eq!((decided.state.as_str(), decided.before), ("upheld", before));
    assert_eq!(decided.after, Some(Score::new(100).unwrap()));
    assert_eq!(code(it.official().decide_objection(raised.id, &dismiss(), None).await), "objection_ended");
    let sheet = it.official().get_sheet(id, it.area(VILLAGE)).await.unwrap().body;
    let gained = before.hundredths() - 100;
    assert_eq!(sheet.score.unwrap().hundredths(), 9_700 + gained);
    it.official().publish_round(id, None).await.unwrap();
}

#[actix_web::test]
async fn only_the_village_objects_in_its_time_and_once_for_each_mark() {
    let it = Inspection::new().await;
    let (area, item) = (it.area(VILLAGE), first_code());
    let started = it.started().await;
    let village = it.village(VILLAGE);
    assert_eq!(code(village.raise_objection(started, area, &objection(&item), None).await), "not_found");
    it.official().cancel_round(started, None).await.unwrap();

    let id = it.closed([300, 500]).await;
    let other = it.village(OTHER_VILLAGE);
    assert_eq!(code(other.raise_objection(id, area, &objection(&item), None).await), "not_found");
    let unknown = village.raise_objection(id, area, &objection("nothing"), None).await;
    assert_eq!(faults(unknown)[0].0, "/code");
    village.raise_objection(id, area, &objection(&item), None).await.unwrap();
    let twice = village.raise_objection(id, area, &objection(&item), None).await;
    assert_eq!(code(twice), "objection_exists");
    assert!(other.list_objections(id).await.unwrap().items.is_empty());
    assert_eq!(village.list_objections(id).await.unwrap().items.len(), 1);
    assert_eq!(it.inspector().list_objections(id).await.unwrap().items.len(), 1);
    it.server.store.clock.advance(TimeDelta::hours(48));
    let second = findings(300).keys().find(|code| **code != item).unwrap().clone();
    let late = it.village(VILLAGE).raise_objection(id, area, &objection(&second), None).await;
    assert_eq!(code(late), "no_objections_now");
}

#[actix_web::test]
async fn nobody_decides_in_their_own_case() {
    let it = Inspection::new().await;
    let inspecting_official = it.inspector;
    it.server.world.grant(&it.server.store, inspecting_official.0, Role::Official, TOWN);
    it.server.state.forget_actors();
    let id = it.closed([300, 500]).await;
    let item = first_code();
    // An official of the town speaks for the village: then others decide.
    let raised = it.official().raise_objection(id, it.area(VILLAGE), &objection(&item), None).await.unwrap();
    assert_eq!(code(it.official().decide_objection(raised.id, &dismiss(), None).await), "own_case");
    assert_eq!(code(it.inspector().decide_objection(raised.id, &dismiss(), None).await), "own_case");
    let third = it.server.signed_in(Role::Official, TOWN);
    let same = raised.before.to_string();
    assert_eq!(faults(third.decide_objection(raised.id, &uphold(&same), None).await)[0].0, "/points");
    assert_eq!(faults(third.decide_objection(raised.id, &uphold("100.00"), None).await)[0].0, "/points");
    assert_eq!(code(it.village(VILLAGE).withdraw_objection(raised.id, None).await), "objection_not_yours");
    assert_eq!(code(it.inspector().withdraw_objection(raised.id, None).await), "objection_not_yours");
    let back = it.official().withdraw_objection(raised.id, None).await.unwrap();
    assert_eq!(back.state, "withdrawn");
    // What was taken back can be raised again.
    let again = it.village(VILLAGE).raise_objection(id, it.area(VILLAGE), &objection(&item), None).await;
    assert_eq!(third.decide_objection(again.unwrap().id, &dismiss(), None).await.unwrap().state, "dismissed");
}

#[actix_web::test]
async fn of_two_reviewers_at_once_one_decides() {
    let it = Inspection::new().await;
    let id = it.closed([300, 500]).await;
    let raised = it
        .village(VILLAGE)
        .raise_objection(id, it.area(VILLAGE), &objection(&first_code()), None)
        .await
        .unwrap();
    let (one, other) = (it.server.signed_in(Role::Official, TOWN), it.server.signed_in(Role::Official, TOWN));
    let (up, down) = (uphold("0.00"), dismiss());
    let (first, second) = futures_util::join!(
        one.decide_objection(raised.id, &up, None),
        other.decide_objection(raised.id, &down, None),
    );
    let lost: Vec<_> = [first, second].into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(code(lost.into_iter().next().unwrap()), "objection_ended");
}
