use contract::tickets::{
    AssignTicket, ConfirmTicket, ObjectToSolution, Point, PointKind, ReportTicket, SendMessage, SolveTicket,
};
use domain::{
    ids::{AreaId, PhotoId, TicketId},
    permissions::Role,
};
use uuid::Uuid;

use super::{GRID, close, matter, neighbours, report, take, town, upload};
use crate::support::code;

pub fn bad_field<T: std::fmt::Debug>(answer: Result<T, client::ClientError>) -> (String, String) {
    match answer {
        Err(client::ClientError::Problem(problem)) => {
            let field = problem.errors.first().expect("a bad field");
            (field.pointer.clone(), field.code.to_string())
        }
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn a_bad_report_names_the_field() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let theirs = upload(&worker, 1).await;
    let mine = upload(&resident, 2).await;
    let cases: Vec<(ReportTicket, &str, &str)> = vec![
        (matter("  "), "/text", "required"),
        (matter("a\u{0}b"), "/text", "not_text"),
        (matter(&"长".repeat(2001)), "/text", "length"),
        (ReportTicket { category: "Nope!".into(), ..matter("x") }, "/category", "code"),
        (ReportTicket { category: "nope".into(), ..matter("x") }, "/category", "not_found"),
        (ReportTicket { area_id: Some(AreaId(Uuid::nil())), ..matter("x") }, "/area_id", "not_found"),
        (ReportTicket { photos: vec![mine, mine], ..matter("x") }, "/photos", "twice"),
        (ReportTicket { photos: vec![mine, theirs], ..matter("x") }, "/photos/1", "photo"),
        (ReportTicket { photos: vec![PhotoId(Uuid::nil())], ..matter("x") }, "/photos/0", "photo"),
        (
            ReportTicket {
                position: Some(Point { kind: PointKind::Point, coordinates: [200.0, 0.0] }),
                ..matter("x")
            },
            "/position/coordinates",
            "position",
        ),
    ];
    for (body, pointer, code) in cases {
        let found = bad_field(resident.report_ticket(&body, None).await);
        assert_eq!(found, (pointer.to_owned(), code.to_owned()), "{body:?}");
    }
    // Nothing of the refused ones was kept; the photo is still free and the first number is too.
    let body = ReportTicket { photos: vec![mine], ..matter("路灯不亮") };
    assert_eq!(resident.report_ticket(&body, None).await.unwrap().body.ticket.number, "2026-000001");
    assert_eq!(bad_field(resident.report_ticket(&body, None).await).1, "photo");
}

#[actix_web::test]
async fn who_lives_in_several_places_or_none_says_where() {
    let server = town().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    assert_eq!(bad_field(worker.report_ticket(&matter("x"), None).await).0, "/area_id");
    let area_id = Some(server.world.area("1/1/1/1/2/"));
    let made = worker.report_ticket(&ReportTicket { area_id, ..matter("x") }, None).await.unwrap().body;
    assert_eq!(made.ticket.area.path.to_string(), GRID);
}

#[actix_web::test]
async fn a_resident_reports_in_their_own_town_only() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let at = |path: &str| ReportTicket { area_id: Some(server.world.area(path)), ..matter("路灯不亮") };
    assert!(resident.report_ticket(&at("1/1/2/1/"), None).await.is_ok());
    assert_eq!(code(resident.report_ticket(&at("1/2/1/1/"), None).await), "not_allowed");
    let nobody = server.client_of(server.world.person(&server.store, None));
    assert_eq!(code(nobody.report_ticket(&at(GRID), None).await), "not_allowed");
    assert_eq!(code(server.anonymous().report_ticket(&at(GRID), None).await), "sign_in_required");
}

#[actix_web::test]
async fn a_ticket_of_others_does_not_exist() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let neighbour = server.signed_in(Role::Resident, super::HOME);
    let elsewhere = server.signed_in(Role::GridWorker, "1/1/1/2/");
    for other in [neighbour, elsewhere] {
        assert_eq!(code(other.get_ticket(id).await), "not_found");
        assert_eq!(code(take(&other, id).await), "not_found");
        let message = SendMessage { text: "你好".to_owned() };
        assert_eq!(code(other.send_ticket_message(id, &message, None).await), "not_found");
    }
    assert_eq!(code(resident.get_ticket(TicketId(Uuid::nil())).await), "not_found");
}

#[actix_web::test]
async fn each_move_is_for_its_own_person_in_its_own_state() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let colleague = server.signed_in(Role::GridWorker, GRID);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let good = ConfirmTicket { rating: 5, text: None };
    let objection = ObjectToSolution { text: "没有修好".to_owned(), photos: Vec::new() };

    assert_eq!(code(take(&resident, id).await), "not_allowed");
    assert_eq!(code(close(&worker, id).await), "ticket_not_taken");
    assert_eq!(code(resident.confirm_ticket(id, &good, None).await), "ticket_not_solved");
    take(&worker, id).await.unwrap();
    assert_eq!(code(take(&colleague, id).await), "ticket_already_taken");
    assert_eq!(code(close(&colleague, id).await), "ticket_not_yours");
    assert_eq!(code(resident.object_to_solution(id, &objection, None).await), "ticket_not_solved");
    let bare = SolveTicket { photos: Vec::new(), text: Some("修好了".to_owned()), materials: vec![] };
    assert_eq!(bad_field(worker.solve_ticket(id, &bare, None).await).0, "/photos");
    close(&worker, id).await.unwrap();
    assert_eq!(code(close(&worker, id).await), "ticket_already_solved");
    assert_eq!(code(worker.confirm_ticket(id, &good, None).await), "not_allowed");
    assert_eq!(code(worker.object_to_solution(id, &objection, None).await), "not_allowed");
    let six = ConfirmTicket { rating: 6, text: None };
    assert_eq!(bad_field(resident.confirm_ticket(id, &six, None).await), ("/rating".into(), "range".into()));
    resident.confirm_ticket(id, &good, None).await.unwrap();
    assert_eq!(code(resident.confirm_ticket(id, &good, None).await), "ticket_ended");
    assert_eq!(code(resident.withdraw_ticket(id, None).await), "ticket_ended");
}

#[actix_web::test]
async fn only_who_assigns_assigns_and_only_to_a_handler() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let official = server.signed_in(Role::Official, "1/1/");
    let (fit, _) = server.world.person(&server.store, Some((Role::GridWorker, "1/1/1/")));
    let (unfit, _) = server.world.person(&server.store, Some((Role::GridWorker, "1/1/2/")));
    let to = |handler| AssignTicket { handler_id: Some(handler) };
    assert_eq!(code(worker.assign_ticket(id, &to(fit), None).await), "not_allowed");
    assert_eq!(bad_field(official.assign_ticket(id, &to(unfit), None).await).1, "handler");
    let given = official.assign_ticket(id, &to(fit), None).await.unwrap().body;
    assert_eq!(given.timeline.last().unwrap().kind, "assigned");
    assert_eq!(code(take(&worker, id).await), "ticket_already_taken");
}

#[actix_web::test]
async fn nobody_rates_their_own_work() {
    let server = town().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let area_id = Some(server.world.area(GRID));
    let body = ReportTicket { area_id, ..matter("巡查发现井盖松动") };
    let id = worker.report_ticket(&body, None).await.unwrap().body.ticket.id;
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    let good = ConfirmTicket { rating: 5, text: None };
    assert_eq!(code(worker.confirm_ticket(id, &good, None).await), "own_work_not_rated");
}
