use std::sync::Arc;

use app::tickets;
use domain::{
    ids::{PhotoId, TicketId},
    permissions::{Actor, Role},
    tickets::{Rating, TicketError, TicketText},
};

use super::{GRID, HOME, matter, take, town, upload};
use crate::support::{TestServer, until_let_in};

const AT_ONCE: usize = 64;

fn actor(server: &TestServer, role: Role, path: &str) -> (Arc<Actor>, client::Client) {
    let person = server.world.person(&server.store, Some((role, path)));
    let actor = server.store.db.read_blocking(|tx| app::identity::load_actor(tx, person.1)).unwrap().unwrap();
    (actor, server.client_of(person))
}

/// Runs `work` on as many threads at once.
fn at_once<F>(server: &TestServer, work: F) -> Vec<Result<(), tickets::Error>>
where
    F: Fn(&mut app::db::Tx<'_>, usize) -> Result<(), tickets::Error> + Send + Sync + Clone + 'static,
{
    let busy = |error: &tickets::Error| matches!(error, tickets::Error::Db(app::db::DbError::Unavailable(_)));
    let db = &server.store.db;
    crate::support::at_once(AT_ONCE, |n, start| {
        start.wait();
        until_let_in(busy, || {
            let work = work.clone();
            db.write_blocking(move |tx| work(tx, n))
        })
    })
}

fn won(outcomes: &[Result<(), tickets::Error>], loser: &[TicketError]) -> usize {
    let mut wins = 0;
    for outcome in outcomes {
        match outcome {
            Ok(()) => wins += 1,
            Err(tickets::Error::Ticket(error)) => assert!(loser.contains(error), "{error:?}"),
            Err(other) => panic!("{other:?}"),
        }
    }
    wins
}

#[actix_web::test]
async fn of_sixty_four_handlers_exactly_one_takes() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let id = super::report(&resident, "路灯不亮").await.ticket.id;
    let workers: Vec<_> = (0..AT_ONCE).map(|_| actor(&server, Role::GridWorker, GRID).0).collect();
    let done = at_once(&server, move |tx, n| tickets::take(tx, &workers[n], id));
    assert_eq!(won(&done, &[TicketError::AlreadyTaken]), 1);
    let kinds: Vec<String> =
        resident.get_ticket(id).await.unwrap().body.timeline.into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["reported", "taken"]);
}

#[actix_web::test]
async fn of_sixty_four_closures_exactly_one_counts() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let (worker, client) = actor(&server, Role::GridWorker, GRID);
    let id = super::report(&resident, "路灯不亮").await.ticket.id;
    take(&client, id).await.unwrap();
    let mut photos: Vec<PhotoId> = Vec::new();
    for n in 0..8 {
        photos.push(upload(&client, n).await);
    }
    let done = at_once(&server, move |tx, n| {
        let photo = photos[n % photos.len()];
        tickets::solve(tx, &worker, id, &[photo], None, &[])
    });
    assert_eq!(won(&done, &[TicketError::AlreadySolved]), 1);
}

#[actix_web::test]
async fn confirming_and_objecting_at_once_leaves_one_of_them() {
    let server = town().await;
    let (resident, client) = actor(&server, Role::Resident, HOME);
    let worker = server.signed_in(Role::GridWorker, GRID);
    let id: TicketId = super::report(&client, "路灯不亮").await.ticket.id;
    take(&worker, id).await.unwrap();
    super::close(&worker, id).await.unwrap();
    let done = at_once(&server, move |tx, n| {
        if n % 2 == 0 {
            tickets::confirm(tx, &resident, id, Rating::new(5).unwrap(), None)
        } else {
            tickets::object(tx, &resident, id, &TicketText::new("没修好").unwrap(), &[])
        }
    });
    assert_eq!(won(&done, &[TicketError::Ended, TicketError::NotSolved]), 1);
    let timeline = client.get_ticket(id).await.unwrap().body.timeline;
    assert_eq!(timeline.len(), 4);
}

#[actix_web::test]
async fn sixty_four_reports_at_once_have_different_numbers() {
    let server = town().await;
    let (resident, client) = actor(&server, Role::Resident, HOME);
    let new = Arc::new(tickets::Report {
        category: domain::tickets::CategoryCode::new("facilities").unwrap(),
        text: TicketText::new("路灯不亮").unwrap(),
        answers: domain::tickets::form::RawAnswers::new(),
        photos: Vec::new(),
        position: None,
        area: None,
        on_behalf_of: None,
        anonymous: false,
    });
    let done = at_once(&server, move |tx, _| tickets::report(tx, &resident, &new).map(drop));
    assert_eq!(won(&done, &[]), AT_ONCE);
    let query = contract::tickets::ListTickets { limit: Some(100), ..Default::default() };
    let items = client.list_tickets(&query).await.unwrap().items;
    let numbers: std::collections::BTreeSet<String> = items.into_iter().map(|t| t.number).collect();
    assert_eq!(numbers.len(), AT_ONCE);
    // Alone again, the next takes the lowest that is free.
    let next = client.report_ticket(&matter("又一件"), None).await.unwrap().body.ticket.number;
    assert!(!numbers.contains(&next));
    assert!(next <= format!("2026-{:06}", AT_ONCE + 1), "{next}");
}
