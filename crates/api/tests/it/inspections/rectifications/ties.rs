//! Who looks back, and in which round.

use chrono::TimeDelta;
use contract::{
    inspections::{DeclareKinship, PlanRound, RecordLookBack},
    tickets::AssignTicket,
};
use domain::{
    inspections::{Notice, RectificationState as S, Regularity, Report},
    permissions::Role,
};

use super::{
    super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults},
    close, passed, state,
};
use crate::support::code;

#[actix_web::test]
async fn nobody_with_a_tie_looks_back_and_nobody_at_their_own_work() {
    let it = Inspection::new().await;
    let round = it.closed([300, 500]).await;
    let (id, village) = it.mended(round).await;
    // The village's officials hold inspections there, and an office.
    let theirs = village.get_rectification(id).await.unwrap().inside.unwrap();
    assert!(!theirs.may_look_back && theirs.recused);
    assert_eq!(code(village.record_look_back(id, &passed(), None).await), "recused");
    let kin = it.server.signed_in(Role::Inspector, TOWN);
    kin.declare_kinship(&DeclareKinship { area_id: it.area(VILLAGE) }, None).await.unwrap();
    assert_eq!(code(kin.record_look_back(id, &passed(), None).await), "recused");
    let auditor = it.server.signed_in(Role::Auditor, TOWN);
    assert!(auditor.get_rectification(id).await.unwrap().inside.is_some());
    assert_eq!(code(auditor.record_look_back(id, &passed(), None).await), "not_allowed");

    // An official of the town closes the other one, and another one looks back.
    let made = it.official().demand_rectifications(round, &it.first_mark(OTHER_VILLAGE), None).await;
    let other = made.unwrap().items[0].id;
    it.official().assign_ticket(other, &AssignTicket::default(), None).await.unwrap();
    close(&it.official(), other).await.unwrap();
    assert_eq!(code(it.official().record_look_back(other, &passed(), None).await), "look_back_own_work");
    let third = it.server.signed_in(Role::Official, TOWN);
    assert_eq!(third.record_look_back(other, &passed(), None).await.unwrap().state, S::Done);
}

fn extra(it: &Inspection, month: &str, notice: Notice) -> PlanRound {
    PlanRound {
        month: month.parse().unwrap(),
        regularity: Regularity::Irregular,
        notice,
        report: Report::SpecialReport,
        chosen: Some(vec![it.area(VILLAGE)]),
        ..it.plan()
    }
}

#[actix_web::test]
async fn it_names_a_later_round_that_goes_there_and_tells_of_none_before_its_start() {
    let it = Inspection::new().await;
    let round = it.published([300, 500]).await;
    let (id, _) = it.mended(round).await;
    let inspector = it.inspector();
    let within = |round_id| RecordLookBack { round_id: Some(round_id), ..it.failed() };
    let covert = it.planned(&extra(&it, "2026-02", Notice::Covert)).await.round.id;
    let early = inspector.record_look_back(id, &within(covert), None).await;
    assert_eq!(faults(early)[0].0, "/round_id");
    it.official().start_round(covert, None).await.unwrap();
    let mut elsewhere = extra(&it, "2026-02", Notice::Open);
    elsewhere.chosen = Some(vec![it.area(OTHER_VILLAGE)]);
    let elsewhere = it.planned(&elsewhere).await.round.id;
    it.official().start_round(elsewhere, None).await.unwrap();
    let wrong = inspector.record_look_back(id, &within(elsewhere), None).await;
    assert_eq!(faults(wrong)[0].0, "/round_id");
    let failed = inspector.record_look_back(id, &within(covert), None).await.unwrap();
    assert_eq!(failed.look_backs[0].round_id, Some(covert));
    assert_eq!(failed.look_backs[0].round_month, Some("2026-02".parse().unwrap()));
    // Of a special report that is under way the village knows nothing, nor does the public.
    let told = it.village(VILLAGE).get_rectification(id).await.unwrap();
    assert!(told.look_backs[0].round_id.is_none() && told.look_backs[0].note.is_some());
    assert!(it.server.anonymous().get_rectification(id).await.unwrap().look_backs[0].round_id.is_none());
    // An earlier one is not later.
    let before = it.planned(&extra(&it, "2025-12", Notice::Open)).await.round.id;
    it.official().start_round(before, None).await.unwrap();
    assert_eq!(state(&inspector, id).await, S::Reopened);
    let too_early = inspector.record_look_back(id, &within(before), None).await;
    assert_eq!(faults(too_early)[0].0, "/round_id");
}

#[actix_web::test]
async fn a_later_round_finds_it_again_and_demands_it_anew() {
    let it = Inspection::new().await;
    let first = it.published([300, 500]).await;
    let id = it.demanded(first).await;
    let mut plan = it.plan();
    plan.month = "2026-02".parse().unwrap();
    let second = it.planned(&plan).await.round.id;
    it.official().start_round(second, None).await.unwrap();
    it.score_and_close(second, [300, 500]).await;
    let again = it.demanded(second).await;
    assert_ne!(again, id);
    it.server.store.clock.advance(TimeDelta::hours(48));
    it.official().publish_round(second, None).await.unwrap();
    let found = it.server.anonymous().get_rectification(again).await.unwrap();
    assert_eq!(found.round.id, second);
}
