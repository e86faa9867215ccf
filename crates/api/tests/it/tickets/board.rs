//! The board: what is open at this moment.

use chrono::TimeDelta;
use contract::tickets::{GetTicketBoard, ListTickets};
use domain::{permissions::Role, tickets::StateName};

use super::{close, neighbours, report, take, town};
use crate::support::code;

#[actix_web::test]
async fn every_number_of_the_board_is_what_its_list_holds() {
    let server = town().await;
    let resident_of = server.world.person(&server.store, Some((Role::Resident, super::HOME)));
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, super::GRID)));
    let far_of = server.world.person(&server.store, Some((Role::Resident, "1/1/2/1/1/")));
    let official_of = server.world.person(&server.store, Some((Role::Official, "1/1/")));
    // Yesterday: one solved, one that nobody has touched.
    let (resident, worker) = (server.client_of(resident_of), server.client_of(worker_of));
    let old = report(&resident, "昨天办好的").await.ticket.id;
    take(&worker, old).await.unwrap();
    close(&worker, old).await.unwrap();
    report(&resident, "昨天没人管的").await;
    server.store.clock.advance(TimeDelta::hours(23));
    let (resident, worker) = (server.client_of(resident_of), server.client_of(worker_of));
    let taken = report(&resident, "今天受理的").await.ticket.id;
    take(&worker, taken).await.unwrap();
    let solved = report(&resident, "今天办好的").await.ticket.id;
    take(&worker, solved).await.unwrap();
    close(&worker, solved).await.unwrap();
    let gone = report(&resident, "撤回的").await.ticket.id;
    resident.withdraw_ticket(gone, None).await.unwrap();
    report(&server.client_of(far_of), "石桥的事").await;

    let query = GetTicketBoard { area_id: server.world.area("1/1/") };
    for (hours, overdue_at_least) in [(0, 0), (2, 1), (30, 2), (24 * 9, 3)] {
        server.store.clock.advance(TimeDelta::hours(hours));
        let official = server.client_of(official_of);
        let board = official.get_ticket_board(&query).await.unwrap();
        let listed = async |list: ListTickets| {
            let list = ListTickets { area_id: Some(query.area_id), limit: Some(100), ..list };
            i64::try_from(official.list_tickets(&list).await.unwrap().items.len()).unwrap()
        };
        let open: Vec<StateName> = StateName::ALL.into_iter().filter(|state| !state.is_ended()).collect();
        let of_open = || ListTickets::default().in_states(&open);
        assert_eq!(board.total.open, listed(of_open()).await);
        let nobody = ListTickets { keeper: Some("none".into()), ..of_open() };
        assert_eq!(board.total.without_handler, listed(nobody).await);
        let overdue = ListTickets { overdue: true, ..ListTickets::default() };
        assert_eq!(board.total.overdue, listed(overdue).await, "after {hours} hours more");
        assert!(board.total.overdue >= overdue_at_least, "{board:?}");
        let soon = ListTickets { due_soon: true, ..ListTickets::default() };
        assert_eq!(board.total.due_soon, listed(soon).await, "after {hours} hours more");
        let today = ListTickets { reported_from: Some(board.midnight), ..ListTickets::default() };
        assert_eq!(board.reported_today, listed(today).await);
        let solved = ListTickets { solved_from: Some(board.midnight), ..ListTickets::default() };
        assert_eq!(board.solved_today, listed(solved).await);
        for one in &board.states {
            assert_eq!(one.tickets, listed(ListTickets::default().in_states(&[one.state])).await);
        }
        assert_eq!(board.states.iter().map(|one| one.tickets).sum::<i64>(), board.total.open);
        let parts: Vec<_> = board.parts.iter().map(|part| part.area.id).collect();
        assert_eq!(parts, [server.world.area("1/1/1/"), server.world.area("1/1/2/")]);
        for part in &board.parts {
            let here = ListTickets { area_id: Some(part.area.id), ..of_open() };
            assert_eq!(
                part.open,
                i64::try_from(official.list_tickets(&here).await.unwrap().items.len()).unwrap()
            );
        }
        let sum =
            |number: fn(&contract::tickets::OpenTickets) -> i64| board.parts.iter().map(number).sum::<i64>();
        assert_eq!(sum(|part| part.overdue), board.total.overdue);
        assert_eq!(sum(|part| part.due_soon), board.total.due_soon);
    }
}

#[actix_web::test]
async fn the_board_of_an_area_is_for_those_who_see_its_tickets() {
    let server = town().await;
    let (_, worker) = neighbours(&server);
    let elsewhere = GetTicketBoard { area_id: server.world.area("1/1/2/") };
    assert_eq!(code(worker.get_ticket_board(&elsewhere).await), "not_allowed");
    let nowhere = GetTicketBoard { area_id: domain::ids::AreaId(uuid::Uuid::from_u128(7)) };
    assert_eq!(code(worker.get_ticket_board(&nowhere).await), "query_invalid");
    let here = GetTicketBoard { area_id: server.world.area(super::GRID) };
    let empty = worker.get_ticket_board(&here).await.unwrap();
    assert_eq!((empty.total.open, empty.states.len(), empty.parts.len()), (0, 0, 0));
}

/// What has ended, and what happened before midnight, is not read: SQLite's plan says by which keys it looks.
#[actix_web::test]
async fn a_board_looks_up_what_is_open_and_what_happened_today() {
    let server = town().await;
    let (_, session) = server.world.person(&server.store, Some((Role::Official, "1/1/")));
    let actor = server.store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap();
    let area = server.world.area("1/1/");
    let plans = app::testing::explained(&server.store, |tx| app::tickets::board(tx, &actor, area).map(drop));
    let plans = plans.unwrap().into_iter().filter(|plan| plan.contains("ticket_scopes"));
    for plan in plans.filter(|plan| plan.contains("SEARCH ")) {
        let looks_up = plan.contains("area_path=? AND is_open=?") || plan.contains("SEARCH e USING INDEX");
        assert!(looks_up, "{plan}");
    }
}
