//! Looking back: done, or open again.

use chrono::TimeDelta;
use contract::{
    inspections::{CorrectRound, DecideObjection, RaiseObjection, RecordLookBack},
    photos::PhotoSize,
    tickets::{AssignTicket, ConfirmTicket, ListTickets, ObjectToSolution},
};
use domain::{
    ids::TicketId,
    inspections::{LapseReason, RectificationState as S, Score},
    permissions::Role,
};

use super::{
    super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, first_code},
    close, passed, state,
};
use crate::{support::code, tickets::upload};

#[actix_web::test]
async fn a_look_back_opens_it_again_until_one_finds_it_done_and_all_stay() {
    let it = Inspection::new().await;
    let round = it.closed([300, 0]).await;
    let id = it.demanded(round).await;
    let inspector = it.inspector();
    assert_eq!(code(inspector.record_look_back(id, &passed(), None).await), "look_back_too_early");
    let village = it.village(VILLAGE);
    village.assign_ticket(id, &AssignTicket::default(), None).await.unwrap();
    assert_eq!(state(&village, id).await, S::Taken);
    close(&village, id).await.unwrap();
    let waits = inspector.get_rectification(id).await.unwrap();
    assert_eq!(waits.state, S::Closed);
    let inside = waits.inside.unwrap();
    assert!(inside.may_look_back && !inside.recused);
    let evidence = inside.closure.unwrap();
    assert_eq!((evidence.text.as_deref(), evidence.photos.len()), (Some("已清理"), 1));

    it.server.store.clock.advance(TimeDelta::days(9));
    // The access tokens of before have run out.
    let (inspector, village) = (it.inspector(), it.village(VILLAGE));
    assert!(!inspector.get_rectification(id).await.unwrap().overdue, "what waits is not late");
    let mut body = it.failed();
    body.photos = vec![upload(&inspector, 7).await];
    let failed = inspector.record_look_back(id, &body, Some("once")).await.unwrap();
    assert_eq!(inspector.record_look_back(id, &body, Some("once")).await.unwrap(), failed);
    assert_eq!((failed.state, failed.due_on, failed.overdue), (S::Reopened, it.day(7), false));
    assert!(failed.first_due_on < failed.due_on);
    // The ticket keeps its first clock.
    let overdue = ListTickets { overdue: true, ..ListTickets::default() };
    assert_eq!(it.official().list_tickets(&overdue).await.unwrap().items[0].id, id);

    village.assign_ticket(id, &AssignTicket::default(), None).await.expect_err("somebody has it");
    let official = it.official();
    let handler = it.server.world.person(&it.server.store, Some((Role::Official, VILLAGE)));
    let to = AssignTicket { handler_id: Some(handler.0) };
    official.assign_ticket(id, &to, None).await.unwrap();
    close(&it.server.client_of(handler), id).await.unwrap();
    let done = inspector.record_look_back(id, &passed(), None).await.unwrap();
    assert_eq!(done.state, S::Done);
    let outcomes: Vec<bool> = done.look_backs.iter().map(|look| look.passed).collect();
    assert_eq!(outcomes, [false, true]);
    let first = &done.look_backs[0];
    assert_eq!((first.note.as_deref(), first.photos.len()), (Some("墙根还有一堆"), 1));
    assert!(first.by.is_some() && first.due_on == Some(it.day(7)));
    assert_eq!(code(inspector.record_look_back(id, &passed(), None).await), "ticket_ended");

    let ticket = official.get_ticket(id).await.unwrap().body;
    let kinds: Vec<&str> = ticket.timeline.iter().map(|entry| entry.kind.as_str()).collect();
    let told = ["reported", "taken", "solved", "look_back_failed", "assigned", "solved", "look_back_passed"];
    assert_eq!(kinds, told);
    assert_eq!((ticket.timeline[3].side.as_str(), ticket.timeline[3].photos.len()), ("inspector", 1));
    assert_eq!(ticket.ticket.reopened_count, 1);
}

#[actix_web::test]
async fn what_failed_needs_words_and_a_day_and_what_passed_has_none() {
    let it = Inspection::new().await;
    let round = it.closed([300, 0]).await;
    let (id, _) = it.mended(round).await;
    let refused = async |body: RecordLookBack| {
        faults(it.inspector().record_look_back(id, &body, None).await)[0].0.clone()
    };
    assert_eq!(refused(RecordLookBack { note: None, ..it.failed() }).await, "/note");
    assert_eq!(refused(RecordLookBack { due_on: None, ..it.failed() }).await, "/due_on");
    assert_eq!(refused(RecordLookBack { due_on: it.day(0).pred_opt(), ..it.failed() }).await, "/due_on");
    assert_eq!(refused(RecordLookBack { due_on: Some(it.day(1)), ..passed() }).await, "/due_on");
    assert_eq!(refused(RecordLookBack { round_id: Some(round), ..passed() }).await, "/round_id");
    let theirs = upload(&it.official(), 9).await;
    assert_eq!(refused(RecordLookBack { photos: vec![theirs], ..passed() }).await, "/photos/0");
    assert_eq!(state(&it.inspector(), id).await, S::Closed);
}

#[actix_web::test]
async fn neither_the_office_nor_time_says_that_it_is_done() {
    let it = Inspection::new().await;
    let round = it.closed([300, 0]).await;
    let official = it.official();
    let id = it.demanded(round).await;
    assert_eq!(code(official.withdraw_ticket(id, None).await), "ticket_awaits_look_back");
    let village = it.village(VILLAGE);
    village.assign_ticket(id, &AssignTicket::default(), None).await.unwrap();
    close(&village, id).await.unwrap();
    let five = ConfirmTicket { rating: 5, text: None };
    assert_eq!(code(official.confirm_ticket(id, &five, None).await), "ticket_awaits_look_back");
    let no = ObjectToSolution { text: "没有清".to_owned(), photos: Vec::new() };
    assert_eq!(code(official.object_to_solution(id, &no, None).await), "ticket_awaits_look_back");
    it.server.store.clock.advance(TimeDelta::days(60));
    let expired = it.server.store.write(app::tickets::expire_objection_windows).unwrap();
    assert_eq!((expired, state(&it.inspector(), id).await), (0, S::Closed));
    assert_eq!(it.official().get_ticket(id).await.unwrap().body.ticket.objection_until, None);
}

#[actix_web::test]
async fn an_upheld_objection_that_leaves_no_loss_lets_it_fall_away() {
    let it = Inspection::new().await;
    let round = it.closed([300, 500]).await;
    let (id, village) = it.mended(round).await;
    let first = first_code();
    let objection =
        RaiseObjection { code: first.clone(), text: "当天已清".to_owned(), photos: Vec::new() };
    let raised = village.raise_objection(round, it.area(VILLAGE), &objection, None).await.unwrap();
    let uphold = DecideObjection { points: Some(Score::ZERO), reply: "属实".to_owned() };
    it.official().decide_objection(raised.id, &uphold, None).await.unwrap();
    let lapsed = village.get_rectification(id).await.unwrap();
    assert_eq!((lapsed.state, lapsed.lapse_reason), (S::Lapsed, Some(LapseReason::Objection)));
    assert!(lapsed.lapsed_at.is_some());
    let timeline = village.get_ticket(id).await.unwrap().body.timeline;
    assert_eq!(timeline.last().unwrap().kind, "lapsed");
    assert_eq!(code(it.inspector().record_look_back(id, &passed(), None).await), "ticket_ended");

    // The loss comes back with a correction, and can be demanded anew.
    it.server.store.clock.advance(TimeDelta::hours(48));
    it.official().publish_round(round, None).await.unwrap();
    correct(&it, round, "2.00").await;
    let again = it.demanded(round).await;
    assert_ne!(again, id);
    correct(&it, round, "1.25").await;
    let shown = it.official().get_rectification(again).await.unwrap();
    assert_eq!((shown.lost.to_string().as_str(), shown.state), ("1.25", S::Demanded));
    correct(&it, round, "0.00").await;
    let shown = it.official().get_rectification(again).await.unwrap();
    assert_eq!((shown.state, shown.lapse_reason), (S::Lapsed, Some(LapseReason::Correction)));
}

async fn correct(it: &Inspection, round: domain::ids::RoundId, points: &str) {
    let change = contract::inspections::ChangeMark {
        area_id: it.area(VILLAGE),
        code: first_code(),
        points: points.parse().unwrap(),
    };
    let body = CorrectRound { reason: "抄录有误".to_owned(), changes: vec![change] };
    it.official().correct_round(round, &body, None).await.unwrap();
}

#[actix_web::test]
async fn what_is_done_stays_done_whatever_becomes_of_the_mark() {
    let it = Inspection::new().await;
    let round = it.published([300, 500]).await;
    let (id, _) = it.mended(round).await;
    it.inspector().record_look_back(id, &passed(), None).await.unwrap();
    correct(&it, round, "0.00").await;
    assert_eq!(state(&it.inspector(), id).await, S::Done);
}

#[actix_web::test]
async fn photos_are_for_those_who_work_with_it() {
    let it = Inspection::new().await;
    let round = it.closed([300, 500]).await;
    let (id, _) = it.mended(round).await;
    let photo =
        |found: contract::inspections::Rectification| found.inside.unwrap().closure.unwrap().photos[0];
    let evidence = photo(it.inspector().get_rectification(id).await.unwrap());
    let another = it.server.signed_in(Role::Inspector, TOWN);
    for allowed in [it.inspector(), another, it.official()] {
        allowed.get_photo(evidence, PhotoSize::Small).await.unwrap();
    }
    for refused in [it.village(OTHER_VILLAGE), it.server.signed_in(Role::Inspector, "1/2/")] {
        assert_eq!(code(refused.get_photo(evidence, PhotoSize::Small).await), "not_found");
        assert_eq!(code(refused.get_rectification(id).await), "not_found");
        assert_eq!(code(refused.record_look_back(id, &passed(), None).await), "not_found");
    }
    let nothing = TicketId(uuid::Uuid::nil());
    assert_eq!(code(it.inspector().get_rectification(nothing).await), "not_found");
}
