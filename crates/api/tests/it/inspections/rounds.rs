//! Rounds from their plan to the end of their scoring.

use contract::inspections::{ChangeRound, DeclareKinship, ListRounds, RecusalReason};
use domain::{
    inspections::{DrawPlan, DrawRecord, Frame, Notice, Regularity, Report},
    permissions::Role,
};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults};
use crate::support::code;

#[actix_web::test]
async fn a_round_is_planned_started_scored_and_closed() {
    let it = Inspection::new().await;
    let planned = it.planned(&it.plan()).await;
    assert_eq!((planned.round.state.as_str(), planned.places), ("planned", Some(2)));
    assert_eq!(planned.round.lead_id, Some(it.official.0));
    let id = planned.round.id;
    let started = it.official().start_round(id, None).await.unwrap().body;
    assert_eq!((started.round.state.as_str(), started.scored), ("started", Some(0)));
    let targets = it.inspector().list_round_targets(id).await.unwrap().items;
    assert_eq!(targets.len(), 2);
    assert!(targets.iter().all(|target| target.inspector_id == Some(it.inspector.0) && target.sheet));
    // The public knows where it goes, and nothing else yet.
    let seen = it.server.anonymous().list_round_targets(id).await.unwrap().items;
    assert!(seen.iter().all(|t| t.score.is_none() && t.inspector_id.is_none() && !t.sheet));
    assert_eq!(code(it.official().close_round(id, None).await), "sheets_missing");
    let shown = it.server.anonymous().get_round(id).await.unwrap().body;
    assert_eq!((shown.team, shown.places, shown.undecided), (None, None, None));
}

#[actix_web::test]
async fn a_round_without_a_lead_or_a_free_inspector_does_not_start() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    plan.lead_id = None;
    plan.team.clear();
    let id = it.planned(&plan).await.round.id;
    assert_eq!(code(it.official().start_round(id, None).await), "round_lead_missing");
    let lead = ChangeRound { lead_id: Some(it.official.0), ..ChangeRound::default() };
    let changed = it.official().change_round(id, "\"1\"", &lead).await.unwrap();
    assert_eq!(code(it.official().start_round(id, None).await), "inspectors_missing");
    assert_eq!(code(it.official().change_round(id, "\"1\"", &lead).await), "changed_meanwhile");
    let team = ChangeRound { team: Some(vec![it.inspector.0]), ..ChangeRound::default() };
    it.official().change_round(id, &changed.etag, &team).await.unwrap();
    it.official().start_round(id, None).await.unwrap();
    assert_eq!(code(it.official().start_round(id, None).await), "round_step_forbidden");
}

#[actix_web::test]
async fn who_is_tied_to_a_place_is_named_before_the_round_starts() {
    let it = Inspection::new().await;
    let id = it.planned(&it.plan()).await.round.id;
    let none = it.official().list_round_recusals(id).await.unwrap();
    assert!(none.items.is_empty() && none.uncovered.is_empty());
    let kin = DeclareKinship { area_id: it.area(VILLAGE) };
    it.inspector().declare_kinship(&kin, None).await.unwrap();
    it.server.world.grant(&it.server.store, it.inspector.0, Role::GridWorker, VILLAGE);
    let found = it.official().list_round_recusals(id).await.unwrap();
    assert_eq!((found.items.len(), found.total), (1, 1));
    assert_eq!((found.items[0].user_id, found.items[0].area_id), (it.inspector.0, it.area(VILLAGE)));
    assert_eq!(found.items[0].reasons, [RecusalReason::Office, RecusalReason::Kinship]);
    // Nobody else is in the team: the round cannot start.
    assert_eq!(found.uncovered[0].area_id, it.area(VILLAGE));
    assert_eq!(code(it.official().start_round(id, None).await), "inspectors_missing");
    assert_eq!(code(it.inspector().list_round_recusals(id).await), "not_allowed");

    let mut covert = it.plan();
    (covert.notice, covert.regularity) = (Notice::Covert, Regularity::Irregular);
    let secret = it.planned(&covert).await.round.id;
    assert_eq!(code(it.official().list_round_recusals(secret).await), "targets_secret");
}

#[actix_web::test]
async fn a_month_has_one_routine_and_any_number_of_other_rounds() {
    let it = Inspection::new().await;
    let first = it.planned(&it.plan()).await.round.id;
    assert_eq!(code(it.official().plan_round(&it.plan(), None).await), "round_month_taken");
    let mut other = it.plan();
    other.regularity = Regularity::Irregular;
    it.planned(&other).await;
    it.planned(&other).await;
    it.official().cancel_round(first, None).await.unwrap();
    it.planned(&it.plan()).await;
}

#[actix_web::test]
async fn a_plan_that_cannot_be_is_refused_where_it_is_wrong() {
    let it = Inspection::new().await;
    let resident = it.server.world.person(&it.server.store, None).0;
    let try_plan =
        |change: fn(&mut contract::inspections::PlanRound, domain::ids::UserId, domain::ids::AreaId)| {
            let mut plan = it.plan();
            change(&mut plan, resident, it.area("1/2/1/"));
            let official = it.official();
            async move { official.plan_round(&plan, None).await }
        };
    let pointer = |answer| faults(answer).remove(0).0;
    assert_eq!(pointer(try_plan(|p, somebody, _| p.lead_id = Some(somebody)).await), "/lead_id");
    assert_eq!(pointer(try_plan(|p, somebody, _| p.team.push(somebody)).await), "/team/1");
    assert_eq!(pointer(try_plan(|p, _, _| p.team.push(p.team[0])).await), "/team");
    assert_eq!(pointer(try_plan(|p, _, outside| p.chosen = Some(vec![outside])).await), "/chosen/0");
    assert_eq!(pointer(try_plan(|p, _, _| p.objection_hours = Some(721)).await), "/objection_hours");
    assert_eq!(pointer(try_plan(|p, _, _| p.draw = Some(DrawPlan::Subjects { take: 3 })).await), "/draw");
    let households = DrawPlan::Within { kind: domain::areas::AreaKind::County, take: 1 };
    let mut plan = it.plan();
    plan.draw = Some(households);
    assert_eq!(pointer(it.official().plan_round(&plan, None).await), "/draw");
    let mut groups = it.plan();
    groups.subjects = domain::inspections::Subjects::VillagerGroups;
    assert_eq!(code(it.official().plan_round(&groups, None).await), "round_size");
}

#[actix_web::test]
async fn a_draw_is_committed_to_waits_for_the_journal_and_can_be_recomputed() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    plan.draw = Some(DrawPlan::Within { kind: domain::areas::AreaKind::Household, take: 1 });
    let id = it.planned(&plan).await.round.id;
    assert_eq!(code(it.official().start_round(id, None).await), "round_step_forbidden");
    assert_eq!(code(it.official().reveal_draw(id, None).await), "round_step_forbidden");
    it.official().commit_draw(id, None).await.unwrap();
    let before = it.server.anonymous().get_round_draw(id).await.unwrap();
    assert!(before.seed.is_none() && before.sample.is_none() && before.public_value.is_none());

    reveal(&it, id).await;
    let drawn = it.server.anonymous().get_round_draw(id).await.unwrap();
    assert_eq!((&drawn.frame, drawn.commitment), (&before.frame, before.commitment));
    // What anybody reads is a record that holds.
    let record: DrawRecord = serde_json::from_value(serde_json::to_value(&drawn).unwrap()).unwrap();
    record.verify().unwrap();
    // The public value is the first root over the commitment, which the journal publishes.
    let roots = it.server.anonymous().list_journal_roots(&Default::default()).await.unwrap().items;
    let root = roots.iter().find(|root| Some(root.size) == drawn.public_size).unwrap();
    assert_eq!(Some(root.hash), drawn.public_value);
    assert_eq!(before.public_at, None);
    assert_eq!(drawn.committed_at, before.committed_at);
    assert!(drawn.public_at.unwrap() >= drawn.committed_at);
    let targets = it.server.anonymous().list_round_targets(id).await.unwrap().items;
    let sample: Vec<Vec<String>> =
        targets.iter().map(|t| t.drawn.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(Some(sample), drawn.sample);
}

/// Reveals a draw as soon as the journal has sealed its commitment.
pub(super) async fn reveal(it: &Inspection, id: domain::ids::RoundId) {
    for _ in 0..100 {
        match it.official().reveal_draw(id, None).await {
            Ok(_) => return,
            Err(error) => assert_eq!(error.code(), Some("draw_waits")),
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the commitment was never sealed");
}

#[actix_web::test]
async fn a_draw_among_villages_inspects_only_those_drawn() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    plan.draw = Some(DrawPlan::Subjects { take: 1 });
    let id = it.planned(&plan).await.round.id;
    assert_eq!(
        code(it.official().commit_draw(id, None).await.and(it.official().start_round(id, None).await)),
        "round_step_forbidden"
    );
    reveal(&it, id).await;
    let drawn = it.server.anonymous().get_round_draw(id).await.unwrap();
    let targets = it.server.anonymous().list_round_targets(id).await.unwrap().items;
    let paths: Vec<String> = targets.iter().map(|t| t.area_path.to_string()).collect();
    assert_eq!(drawn.sample, Some(vec![paths.clone()]));
    assert_eq!(paths.len(), 1);
    let frame = Frame::new(drawn.frame).unwrap();
    assert_eq!(frame.groups()[0].keys, [VILLAGE, OTHER_VILLAGE]);
}

#[actix_web::test]
async fn where_there_is_nothing_to_draw_nothing_is_committed_to() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    plan.draw = Some(DrawPlan::Within { kind: domain::areas::AreaKind::Building, take: 1 });
    let id = it.planned(&plan).await.round.id;
    assert_eq!(code(it.official().commit_draw(id, None).await), "nothing_to_draw");
    assert_eq!(it.official().get_round(id).await.unwrap().body.round.state, "planned");
}

#[actix_web::test]
async fn a_special_report_is_for_those_in_charge_until_the_places_concerned_are_told() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    plan.report = Report::SpecialReport;
    let id = it.planned(&plan).await.round.id;
    let village = it.village(VILLAGE);
    let all = ListRounds { area_id: Some(it.area(TOWN)), ..ListRounds::default() };
    for client in [it.server.anonymous(), it.server.signed_in(Role::Official, "1/2/"), village.clone()] {
        assert_eq!(code(client.get_round(id).await), "not_found");
        assert!(client.list_rounds(&all).await.unwrap().items.is_empty());
    }
    let everywhere = ListRounds::default();
    for query in [&all, &everywhere] {
        assert_eq!(it.official().list_rounds(query).await.unwrap().items.len(), 1);
        assert_eq!(it.inspector().list_rounds(query).await.unwrap().items.len(), 1);
        // Who holds rounds of one village does not see what the town keeps to itself.
        let beside = it.server.signed_in(Role::Official, VILLAGE);
        assert!(beside.list_rounds(query).await.unwrap().items.is_empty());
    }
    it.official().start_round(id, None).await.unwrap();
    for path in [VILLAGE, OTHER_VILLAGE] {
        let body = contract::inspections::KeepSheet { findings: super::findings(500), hand_in: true };
        it.inspector().keep_sheet(id, it.area(path), "\"0\"", &body, None).await.unwrap();
    }
    it.official().close_round(id, None).await.unwrap();
    // The village reads its own score, not its neighbour's.
    let own = village.list_round_targets(id).await.unwrap().items;
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].score.unwrap().to_string(), "95.00");
    assert_eq!(village.list_rounds(&all).await.unwrap().items.len(), 1);
    assert_eq!(code(it.server.anonymous().get_round(id).await), "not_found");
}

#[actix_web::test]
async fn lists_go_back_in_time_page_by_page() {
    let it = Inspection::new().await;
    for month in ["2026-03", "2026-01", "2026-02"] {
        let mut plan = it.plan();
        plan.month = month.parse().unwrap();
        plan.notice = Notice::Open;
        it.planned(&plan).await;
    }
    let mut query = ListRounds { area_id: Some(it.area(VILLAGE)), limit: Some(2), ..ListRounds::default() };
    let first = it.server.anonymous().list_rounds(&query).await.unwrap();
    query.after = first.next;
    let second = it.server.anonymous().list_rounds(&query).await.unwrap();
    let months = first.items.iter().chain(&second.items).map(|round| round.month.to_string());
    assert_eq!(months.collect::<Vec<_>>(), ["2026-03", "2026-02", "2026-01"]);
    assert_eq!(second.next, None);
    let narrow = ListRounds {
        from: Some("2026-02".parse().unwrap()),
        until: Some("2026-02".parse().unwrap()),
        state: Some("planned,drawn".to_owned()),
        mine: true,
        ..ListRounds::default()
    };
    assert_eq!(it.inspector().list_rounds(&narrow).await.unwrap().items.len(), 1);
    assert!(it.official().list_rounds(&narrow).await.unwrap().items.is_empty());
    let wrong = ListRounds { state: Some("gone".to_owned()), ..ListRounds::default() };
    assert_eq!(code(it.official().list_rounds(&wrong).await), "query_invalid");
}
