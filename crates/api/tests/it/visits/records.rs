//! Records of visits.

use contract::{
    photos::PhotoSize,
    visits::{AddVisitNote, FollowUpVisit, RecordVisit, VisitPlanReason, WriteVisit, WriteVisitPlan},
};
use domain::{
    permissions::Role,
    visits::{NOTES_MAX, VisitOutcome},
};

use super::{GRID, HOME, days, planned, record, today, visited, weekly, work_here, worker};
use crate::{
    support::{TestServer, ask_at_once, code},
    tickets::{town, upload},
};

#[actix_web::test]
async fn a_visit_moves_what_is_due_and_nobody_home_is_tried_again_on_the_next_day() {
    let server = TestServer::start().await;
    let person = work_here(&server);
    let worker = server.client_of(person);
    let plan = planned(&server, &worker, weekly(&server)).await;
    let first = today(&server);
    let (_, tried) = record(&server, &worker, plan.id, VisitOutcome::NobodyHome).await;
    assert_eq!(tried.plan.due_on, Some(first + days(1)));
    assert_eq!(tried.plan.latest_outcome, Some(VisitOutcome::NobodyHome));

    server.store.clock.advance(days(1));
    let worker = server.client_of(person);
    let (_, met) = record(&server, &worker, plan.id, VisitOutcome::Met).await;
    assert_eq!(met.plan.due_on, Some(first + days(7)), "the rhythm is what it was");
    assert_eq!(met.visits.len(), 2);

    // What a phone sends late does not undo what happened since.
    let id = server.store.db.fresh_id();
    let visited_at = server.store.db.now() - days(1);
    let late = WriteVisit { visited_at, ..visited(&server, VisitOutcome::NobodyHome) };
    let body = RecordVisit { plan_id: plan.id, visit: late, photo: None };
    let after = worker.record_visit(id, &body, None).await.unwrap();
    assert_eq!((after.plan.due_on, after.visits.len()), (Some(first + days(7)), 3));
}

#[actix_web::test]
async fn what_is_sent_twice_is_one_visit_and_an_id_is_used_once() {
    let server = TestServer::start().await;
    let person = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let worker = server.client_of(person);
    let plan = planned(&server, &worker, weekly(&server)).await;
    let id = server.store.db.fresh_id();
    let visit = visited(&server, VisitOutcome::Met);
    let body = RecordVisit { plan_id: plan.id, visit, photo: None };
    // Without keys, all at the same moment.
    let clients = (0..8).map(|_| server.client_of(person)).collect();
    let sent = body.clone();
    let answers = ask_at_once(clients, move |_, client| {
        let body = sent.clone();
        async move { client.record_visit(id, &body, None).await }
    })
    .await;
    assert!(answers.into_iter().all(|answer| answer.unwrap().visits.len() == 1));

    let other = WriteVisit { note: "别的话".to_owned(), ..body.visit.clone() };
    let other = RecordVisit { visit: other, ..body.clone() };
    assert_eq!(code(worker.record_visit(id, &other, None).await), "visit_exists");
    let colleague = super::worker(&server);
    assert_eq!(code(colleague.record_visit(id, &body, None).await), "visit_exists");
}

#[actix_web::test]
async fn a_visit_was_made_and_not_long_ago() {
    let server = TestServer::start().await;
    let worker = worker(&server);
    let plan = planned(&server, &worker, weekly(&server)).await;
    for offset in [days(1), days(-61)] {
        let visited_at = server.store.db.now() + offset;
        let visit = WriteVisit { visited_at, ..visited(&server, VisitOutcome::Met) };
        let body = RecordVisit { plan_id: plan.id, visit, photo: None };
        let id = server.store.db.fresh_id();
        assert_eq!(code(worker.record_visit(id, &body, None).await), "fields_invalid");
    }
}

#[actix_web::test]
async fn a_plan_that_ended_meanwhile_keeps_what_was_recorded_and_marks_it() {
    let server = TestServer::start().await;
    let worker = worker(&server);
    let plan = planned(&server, &worker, weekly(&server)).await;
    let reason = VisitPlanReason { reason: "搬走".to_owned() };
    worker.end_visit_plan(plan.id, &reason, None).await.unwrap();
    let (_, kept) = record(&server, &worker, plan.id, VisitOutcome::Met).await;
    assert!(kept.visits[0].after_end);
    assert_eq!(kept.plan.due_on, None);
}

#[actix_web::test]
async fn who_recorded_it_corrects_it_for_a_day_and_later_a_note_is_added() {
    let server = TestServer::start().await;
    let person = work_here(&server);
    let worker = server.client_of(person);
    let plan = planned(&server, &worker, weekly(&server)).await;
    let (id, shown) = record(&server, &worker, plan.id, VisitOutcome::Met).await;
    assert!(shown.visits[0].correctable);
    let absent = visited(&server, VisitOutcome::NobodyHome);
    let corrected = worker.correct_visit(id, &absent, None).await.unwrap();
    assert_eq!(corrected.visits[0].visit.outcome, VisitOutcome::NobodyHome);
    assert_eq!(corrected.plan.due_on, Some(today(&server) + days(1)), "what is due follows");
    assert!(corrected.visits[0].corrected_at.is_some());

    let colleague = super::worker(&server);
    assert_eq!(code(colleague.correct_visit(id, &absent, None).await), "visit_not_yours");
    server.store.clock.advance(days(1));
    let (worker, colleague) = (server.client_of(person), super::worker(&server));
    assert_eq!(code(worker.correct_visit(id, &absent, None).await), "visit_correction_over");
    let note = AddVisitNote { text: "儿子来过".to_owned() };
    let noted = colleague.add_visit_note(id, &note, None).await.unwrap();
    assert_eq!(noted.visits[0].notes[0].text, "儿子来过");
    assert!(!noted.visits[0].correctable);
    for _ in 1..NOTES_MAX {
        colleague.add_visit_note(id, &note, None).await.unwrap();
    }
    assert_eq!(code(colleague.add_visit_note(id, &note, None).await), "visit_notes_full");
}

#[actix_web::test]
async fn what_was_found_becomes_a_ticket_once_for_the_member_or_in_ones_own_name() {
    let server = town().await;
    let worker = worker(&server);
    let person = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let plan = WriteVisitPlan { member_id: Some(person.0), ..weekly(&server) };
    let plan = planned(&server, &worker, plan).await;
    let follow = |on_behalf| FollowUpVisit {
        category: "facilities".to_owned(),
        text: "屋顶漏水，请派人看看".to_owned(),
        on_behalf,
    };
    let (id, _) = record(&server, &worker, plan.id, VisitOutcome::Met).await;
    assert_eq!(code(worker.follow_up_visit(id, &follow(true), None).await), "visit_nothing_to_follow_up");
    let (id, _) = record(&server, &worker, plan.id, VisitOutcome::FollowUpNeeded).await;
    let done = worker.follow_up_visit(id, &follow(true), None).await.unwrap();
    let ticket = done.visits.iter().find_map(|visit| visit.ticket_id).unwrap();
    // It is the member's: they read it and may confirm it.
    let theirs = server.client_of(person).get_ticket(ticket).await.unwrap().body;
    assert_eq!(theirs.ticket.text, "屋顶漏水，请派人看看");
    assert_eq!(code(worker.follow_up_visit(id, &follow(true), None).await), "visit_followed_up");
    let wrong = FollowUpVisit { category: "no_such".to_owned(), ..follow(false) };
    let (id, _) = record(&server, &worker, plan.id, VisitOutcome::FollowUpNeeded).await;
    assert_eq!(code(worker.follow_up_visit(id, &wrong, None).await), "fields_invalid");
    assert!(worker.follow_up_visit(id, &follow(false), None).await.is_ok());
}

#[actix_web::test]
async fn a_photo_of_a_visit_is_seen_by_who_visits_there() {
    let server = TestServer::start().await;
    let person = work_here(&server);
    let worker = server.client_of(person);
    let plan = planned(&server, &worker, weekly(&server)).await;
    let photo = upload(&worker, 3).await;
    let visit = visited(&server, VisitOutcome::Met);
    let body = RecordVisit { plan_id: plan.id, visit, photo: Some(photo) };
    let shown = worker.record_visit(server.store.db.fresh_id(), &body, None).await.unwrap();
    assert_eq!(shown.visits[0].photo, Some(photo));
    assert!(super::worker(&server).get_photo(photo, PhotoSize::Small).await.is_ok());
    for (role, path) in [(Role::Resident, HOME), (Role::Administrator, "1/")] {
        let other = server.signed_in(role, path);
        assert_eq!(code(other.get_photo(photo, PhotoSize::Small).await), "not_found");
    }
    // It is given once.
    let again = worker.record_visit(server.store.db.fresh_id(), &body, None).await;
    assert_eq!(code(again), "fields_invalid");
    // And is not taken away with the drafts.
    server.store.clock.advance(days(2));
    server.store.write(app::photos::purge).unwrap();
    let worker = server.client_of(person);
    assert!(worker.get_photo(photo, PhotoSize::Small).await.is_ok());
}
