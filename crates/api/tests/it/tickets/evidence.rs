//! What has to show that a matter is done, by its kind.

use contract::{
    categories::{CreateCategory, UpdateCategory},
    tickets::{ReportTicket, SolveTicket},
};
use domain::{permissions::Role, tickets::StateName};

use super::{categories::stricter, matter, neighbours, report, take, town, upload};

pub fn shown(error: client::ClientError) -> (String, String) {
    let client::ClientError::Problem(problem) = error else { panic!("{error:?}") };
    let field = problem.errors[0].clone();
    (field.pointer, field.code.into_owned())
}

#[actix_web::test]
async fn a_kind_asks_for_a_photo_or_is_content_with_words() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let official = server.signed_in(Role::Official, "1/1/1/");
    let asking = CreateCategory { photo_required: false, ..stricter(&server, "1/1/1/") };
    let kind = official.create_category(&asking, None).await.unwrap();
    assert!(!kind.body.photo_required);
    let new = ReportTicket { category: kind.body.code.as_str().to_owned(), ..matter("医保怎么办") };
    let id = resident.report_ticket(&new, None).await.unwrap().body.ticket.id;
    assert!(!take(&worker, id).await.unwrap().photo_required);
    let said =
        |text: Option<&str>| SolveTicket { photos: vec![], text: text.map(str::to_owned), materials: vec![] };
    let nothing = worker.solve_ticket(id, &said(None), None).await.unwrap_err();
    assert_eq!(shown(nothing), ("/text".to_owned(), "required".to_owned()));
    let done = worker.solve_ticket(id, &said(Some("已电话说明材料")), None).await.unwrap().body;
    assert_eq!((done.ticket.state, done.timeline.last().unwrap().photos.len()), (StateName::Solved, 0));

    // What the kind asks counts when it is solved, not when it was reported.
    let id = resident.report_ticket(&new, None).await.unwrap().body.ticket.id;
    take(&worker, id).await.unwrap();
    let change = UpdateCategory { photo_required: Some(true), ..UpdateCategory::default() };
    official.update_category(kind.body.id, &kind.etag, &change).await.unwrap();
    let refused = worker.solve_ticket(id, &said(Some("已电话说明材料")), None).await.unwrap_err();
    assert_eq!(shown(refused), ("/photos".to_owned(), "photo_needed".to_owned()));
    let photo = SolveTicket { photos: vec![upload(&worker, 1).await], text: None, materials: vec![] };
    worker.solve_ticket(id, &photo, None).await.unwrap();
}

#[actix_web::test]
async fn without_a_word_about_it_a_kind_asks_for_a_photo() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    assert!(take(&worker, id).await.unwrap().photo_required);
    let words = SolveTicket { photos: vec![], text: Some("换好了".to_owned()), materials: vec![] };
    assert_eq!(shown(worker.solve_ticket(id, &words, None).await.unwrap_err()).0, "/photos");
}
