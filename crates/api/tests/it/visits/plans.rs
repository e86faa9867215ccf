//! Plans.

use contract::visits::{ListVisitPlans, MakeVisitPlan, VisitPlanReason, WriteVisitPlan};
use domain::{
    permissions::Role,
    visits::{PLANS_PER_HOUSEHOLD_MAX, VisitOutcome, VisitPlanState},
};

use super::{GRID, HOME, days, planned, record, today, weekly, work_here, worker};
use crate::support::{TestServer, code};

fn reason(text: &str) -> VisitPlanReason {
    VisitPlanReason { reason: text.to_owned() }
}

#[actix_web::test]
async fn a_plan_is_made_changed_paused_goes_on_and_ends() {
    let server = TestServer::start().await;
    let person = work_here(&server);
    let worker = server.client_of(person);
    let made = planned(&server, &worker, weekly(&server)).await;
    assert_eq!((made.state, made.due_on), (VisitPlanState::Active, Some(today(&server))));
    assert_eq!(made.place.last().map(String::as_str), Some("1号"));

    let fortnightly = WriteVisitPlan { every: 2, from_on: today(&server) + days(3), ..weekly(&server) };
    let seen = worker.get_visit_plan(made.id).await.unwrap();
    let changed = worker.change_visit_plan(made.id, &seen.etag, &fortnightly, None).await.unwrap();
    assert_eq!(changed.body.plan.due_on, Some(today(&server) + days(3)));
    let stale = worker.change_visit_plan(made.id, &seen.etag, &fortnightly, None).await;
    assert_eq!(code(stale), "changed_meanwhile");

    let paused = worker.pause_visit_plan(made.id, &reason("住院"), None).await.unwrap().body.plan;
    assert_eq!((paused.state, paused.state_reason.as_deref()), (VisitPlanState::Paused, Some("住院")));
    let twice = worker.pause_visit_plan(made.id, &reason("住院"), None).await;
    assert_eq!(code(twice), "visit_plan_step_forbidden");

    // What fell due in the pause is due on the day on which it goes on.
    server.store.clock.advance(days(10));
    let worker = server.client_of(person);
    let resumed = worker.resume_visit_plan(made.id, None).await.unwrap().body.plan;
    assert_eq!((resumed.state, resumed.due_on), (VisitPlanState::Active, Some(today(&server))));
    assert_eq!(resumed.state_reason, None);

    let ended = worker.end_visit_plan(made.id, &reason("搬走"), None).await.unwrap().body.plan;
    assert_eq!((ended.state, ended.due_on), (VisitPlanState::Ended, None));
    let seen = worker.get_visit_plan(made.id).await.unwrap();
    let late = worker.change_visit_plan(made.id, &seen.etag, &fortnightly, None).await;
    assert_eq!(code(late), "visit_plan_step_forbidden");
}

#[actix_web::test]
async fn a_plan_names_people_of_the_household_and_workers_of_the_grid_alone() {
    let server = TestServer::start().await;
    let (user, session) = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let worker = server.client_of((user, session));
    let member = server.world.person(&server.store, Some((Role::Resident, HOME))).0;
    let neighbour = server.world.person(&server.store, Some((Role::Resident, "1/1/1/1/2/"))).0;
    let make = |plan: WriteVisitPlan| {
        let body = MakeVisitPlan { household_id: server.world.area(HOME), plan };
        let worker = worker.clone();
        async move { worker.make_visit_plan(&body, None).await }
    };
    let plan = || WriteVisitPlan { member_id: Some(member), worker_id: Some(user), ..weekly(&server) };
    let made = make(plan()).await.unwrap().body.plan;
    assert!(made.member_name.is_some() && made.worker_name.is_some());
    for wrong in [
        WriteVisitPlan { member_id: Some(neighbour), ..plan() },
        WriteVisitPlan { worker_id: Some(member), ..plan() },
        WriteVisitPlan { every: 0, ..plan() },
        WriteVisitPlan { until_on: Some(today(&server) - days(1)), ..plan() },
    ] {
        assert_eq!(code(make(wrong).await), "fields_invalid");
    }
    // A grid is no household.
    let body = MakeVisitPlan { household_id: server.world.area(GRID), plan: plan() };
    assert_eq!(code(worker.make_visit_plan(&body, None).await), "fields_invalid");
    for _ in 1..PLANS_PER_HOUSEHOLD_MAX {
        make(plan()).await.unwrap();
    }
    assert_eq!(code(make(plan()).await), "visit_plans_full");
}

#[actix_web::test]
async fn who_visits_there_reads_why_and_nobody_else() {
    let server = TestServer::start().await;
    let made = planned(&server, &worker(&server), weekly(&server)).await;
    for (role, path) in [(Role::GridWorker, GRID), (Role::Official, "1/1/")] {
        assert!(server.signed_in(role, path).get_visit_plan(made.id).await.is_ok());
    }
    for (role, path) in [
        (Role::Resident, HOME),
        (Role::GridWorker, "1/1/1/2/"),
        (Role::Inspector, "1/1/"),
        (Role::Auditor, "1/"),
        (Role::Administrator, "1/"),
    ] {
        let reader = server.signed_in(role, path);
        assert_eq!(code(reader.get_visit_plan(made.id).await), "not_found", "{role:?}");
        if role != Role::GridWorker {
            assert_eq!(code(reader.list_visit_plans(&ListVisitPlans::default()).await), "not_allowed");
        }
    }
    let elsewhere = server.signed_in(Role::GridWorker, "1/1/1/2/");
    assert!(elsewhere.list_visit_plans(&ListVisitPlans::default()).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn the_journal_knows_ids_and_the_grid_and_not_the_household() {
    use app::db::schema::journal;
    use diesel::prelude::*;

    let server = TestServer::start().await;
    let worker = worker(&server);
    let made = planned(&server, &worker, weekly(&server)).await;
    record(&server, &worker, made.id, VisitOutcome::Met).await;
    let entries = server.store.write(|tx| -> Result<Vec<(String, String, String)>, app::db::DbError> {
        let of_visits = journal::table.filter(journal::event.like("visit%")).order(journal::id);
        Ok(of_visits.select((journal::event, journal::area_path, journal::payload)).load(tx.db())?)
    });
    let mut entries = entries.unwrap();
    // Ids of one millisecond have no order.
    entries.sort();
    let events: Vec<&str> = entries.iter().map(|entry| entry.0.as_str()).collect();
    assert_eq!(events, ["visit.recorded", "visit_plan.made"]);
    for (event, path, payload) in &entries {
        assert_eq!(path, GRID, "{event}");
        let payload: serde_json::Value = serde_json::from_str(payload).unwrap();
        for value in payload.as_object().unwrap().values() {
            assert!(value.as_str().unwrap().parse::<uuid::Uuid>().is_ok(), "{event}: {value}");
        }
    }
}

#[actix_web::test]
async fn a_list_of_plans_is_paged_and_takes_the_same_statements_however_long_it_is() {
    use app::visits::{Filter, Page, list};

    let server = TestServer::start().await;
    let person = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let worker = server.client_of(person);
    let load = |tx: &mut app::db::Tx<'_>| app::identity::load_actor(tx, person.1);
    let actor = server.store.db.read_blocking(load).unwrap().unwrap();
    let count = || {
        let page = Page { after: None, limit: 50 };
        let (found, statements) =
            app::testing::statements(&server.store, |tx| list(tx, &actor, &Filter::default(), page)).unwrap();
        (found.len(), statements)
    };
    planned(&server, &worker, weekly(&server)).await;
    let (_, one) = count();
    for _ in 0..4 {
        server.store.clock.advance(chrono::TimeDelta::milliseconds(2));
        planned(&server, &worker, weekly(&server)).await;
    }
    assert_eq!(count(), (5, one));

    let query = ListVisitPlans { limit: Some(3), ..ListVisitPlans::default() };
    let first = worker.list_visit_plans(&query).await.unwrap();
    let rest = ListVisitPlans { after: first.next.clone(), ..query };
    let second = worker.list_visit_plans(&rest).await.unwrap();
    assert_eq!((first.items.len(), second.items.len(), second.next), (3, 2, None));
    let paused = ListVisitPlans { state: Some(VisitPlanState::Paused), ..ListVisitPlans::default() };
    assert!(worker.list_visit_plans(&paused).await.unwrap().items.is_empty());
}
