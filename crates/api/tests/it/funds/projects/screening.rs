//! Screening, and the list that the public reads.

use chrono::{DateTime, TimeDelta, Utc};
use contract::funds::{ListProjects, ScreenProject, ScreeningResult};
use domain::{funds::projects::StateName, permissions::Role};

use super::{HOME, screening};
use crate::{
    funds::Town,
    points::{fault, faults},
    support::code,
};

#[actix_web::test]
async fn what_fits_is_public_for_the_days_of_the_charter() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let id = it.submitted(&proposer).await.summary.id;
    let passed = ScreenProject { result: ScreeningResult::Passed, reason: None };
    assert_eq!(code(proposer.screen_project(id, &passed, None).await), "project_not_yours");
    let treasurer = it.client(it.person(Role::Treasurer));
    assert_eq!(code(treasurer.screen_project(id, &passed, None).await), "project_not_yours");
    let public = it.official().screen_project(id, &passed, None).await.unwrap().body;
    // The day of screening and seven more, to the end of the last in the town's time.
    let until: DateTime<Utc> = "2026-01-12T16:00:00Z".parse().unwrap();
    assert_eq!((public.summary.state, public.summary.state_until), (StateName::PublicComment, Some(until)));
    let read = it.server.anonymous().get_project(id).await.unwrap().body;
    assert_eq!((read.summary.proposer.name, read.people, read.actions), (None, None, vec![]));
    assert!(read.timeline.iter().all(|entry| entry.by.is_none()));
    let kinds: Vec<(&str, &str)> =
        read.timeline.iter().map(|entry| (entry.kind.as_str(), entry.side.as_str())).collect();
    assert_eq!(kinds, [("submitted", "proposer"), ("screened", "office")]);
    assert_eq!(code(it.official().screen_project(id, &passed, None).await), "project_in_comment");
    proposer.withdraw_project(id, None).await.unwrap();
    assert_eq!(code(it.server.anonymous().get_project(id).await), "not_found", "its words were taken back");
    assert_eq!(proposer.get_project(id).await.unwrap().body.summary.state, StateName::Withdrawn);
}

#[actix_web::test]
async fn what_is_returned_comes_back_even_when_the_call_is_closed_and_what_does_not_fit_is_rejected() {
    let it = Town::calling().await;
    let (proposer, manager) = (it.client(it.resident(HOME)), it.official());
    let submitted = it.submitted(&proposer).await;
    let id = submitted.summary.id;
    let silent = ScreenProject { result: ScreeningResult::Returned, reason: None };
    assert_eq!(faults(manager.screen_project(id, &silent, None).await), fault("", "project_reason"));
    let returned =
        manager.screen_project(id, &screening(ScreeningResult::Returned), None).await.unwrap().body;
    assert_eq!(returned.timeline[1].text.as_deref(), Some("请补充明细"));
    assert_eq!(code(manager.screen_project(id, &silent_pass(), None).await), "project_is_returned");
    manager.close_proposal_call(submitted.summary.call_id, "\"2\"").await.unwrap();
    proposer.submit_project(id, None).await.unwrap();
    let rejected =
        manager.screen_project(id, &screening(ScreeningResult::Rejected), None).await.unwrap().body;
    assert_eq!((rejected.summary.state, rejected.summary.published_at), (StateName::Rejected, None));
    assert_eq!(code(it.server.anonymous().get_project(id).await), "not_found");
    assert_eq!(code(manager.screen_project(id, &silent_pass(), None).await), "project_ended");
}

fn silent_pass() -> ScreenProject {
    ScreenProject { result: ScreeningResult::Passed, reason: None }
}

#[actix_web::test]
async fn without_a_charter_in_force_nothing_is_screened_and_a_timeline_has_an_end() {
    let it = Town::calling().await;
    let (proposer, manager) = (it.client(it.resident(HOME)), it.official());
    let id = it.submitted(&proposer).await.summary.id;
    let charter = |from: &'static str| {
        let set = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
            use app::db::schema::fund_charters as t;
            use diesel::prelude::*;
            Ok(diesel::update(t::table).set(t::adopted_from.eq(from)).execute(tx.db())?)
        };
        it.server.store.write(set).unwrap();
    };
    charter("2027-01-01");
    assert_eq!(code(manager.screen_project(id, &silent_pass(), None).await), "fund_no_charter");
    charter("2026-01-01");
    let set = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        use app::db::schema::projects as t;
        use diesel::prelude::*;
        Ok(diesel::update(t::table)
            .set(t::version.eq(app::funds::projects::TIMELINE_MAX))
            .execute(tx.db())?)
    };
    it.server.store.write(set).unwrap();
    let returned = manager.screen_project(id, &screening(ScreeningResult::Returned), None).await;
    assert_eq!(code(returned), "project_timeline_full");
    manager.screen_project(id, &silent_pass(), None).await.unwrap();
}

#[actix_web::test]
async fn a_list_is_cut_into_pages_and_asks_no_more_for_more_rows() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let statements = || {
        let read = |tx: &mut app::db::Tx<'_>| {
            let page = app::funds::Page { after: None, limit: 100 };
            app::funds::projects::list(tx, None, app::funds::projects::Filter::default(), page)
        };
        app::testing::statements(&it.server.store, read).unwrap().1
    };
    it.in_comment(&proposer).await;
    let for_one = statements();
    for _ in 0..2 {
        it.in_comment(&proposer).await;
    }
    it.submitted(&proposer).await;
    assert_eq!(statements(), for_one);
    let anyone = it.server.anonymous();
    let ask =
        |after| ListProjects { fund_id: Some(it.fund), limit: Some(2), after, ..ListProjects::default() };
    let first = anyone.list_projects(&ask(None)).await.unwrap();
    let second = anyone.list_projects(&ask(first.next)).await.unwrap();
    assert_eq!((first.items.len(), second.items.len(), second.next), (2, 1, None));
    let submitted = ListProjects { state: Some(StateName::Submitted), ..ListProjects::default() };
    assert_eq!(anyone.list_projects(&submitted).await.unwrap().items, []);
    assert_eq!(it.official().list_projects(&submitted).await.unwrap().items.len(), 1);
    it.server.store.clock.advance(TimeDelta::seconds(1));
    let mine = ListProjects { mine: Some(true), ..ListProjects::default() };
    assert_eq!(anyone.list_projects(&mine).await.unwrap().items, [], "nobody has none");
}
