//! Giving many tickets out at once.

use contract::tickets::{AssignTickets, ListTickets};
use domain::{
    ids::{TicketId, UserId},
    permissions::Role,
};

use super::{GRID, neighbours, report, take, town};
use crate::{notifications::rows, support::code};

fn given(ticket_ids: &[TicketId], handler_id: UserId) -> AssignTickets {
    AssignTickets { ticket_ids: ticket_ids.to_vec(), handler_id }
}

/// How many tickets somebody works on.
async fn with(official: &client::Client, keeper: UserId) -> usize {
    let theirs = ListTickets { keeper: Some(keeper.to_string()), ..ListTickets::default() };
    official.list_tickets(&theirs).await.unwrap().items.len()
}

#[actix_web::test]
async fn what_can_be_given_out_is_and_the_rest_is_told() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let other_of = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let far = server.signed_in(Role::Resident, "1/1/2/1/1/");
    let mut ids = Vec::new();
    for n in 0..3 {
        ids.push(report(&resident, &format!("路灯不亮{n}")).await.ticket.id);
    }
    take(&worker, ids[1]).await.unwrap();
    let gone = report(&resident, "写错了").await.ticket.id;
    resident.withdraw_ticket(gone, None).await.unwrap();
    let elsewhere = report(&far, "石桥的事").await.ticket.id;
    let unknown = TicketId(uuid::Uuid::from_u128(7));

    let official = server.signed_in(Role::Official, "1/1/1/");
    let all = [ids[0], ids[1], ids[2], gone, elsewhere, unknown];
    let done = official.assign_tickets(&given(&all, other_of.0), Some("together")).await.unwrap();
    ids.sort_unstable();
    assert_eq!(done.assigned, ids, "also one that somebody else had");
    let mut refused: Vec<_> = done.refused.iter().map(|one| (one.id, one.code.as_str())).collect();
    refused.sort_unstable();
    let mut expected = [(gone, "ticket_ended"), (elsewhere, "not_found"), (unknown, "not_found")];
    expected.sort_unstable();
    assert_eq!(refused, expected);
    assert!(done.refused.iter().all(|one| !one.reason.is_empty()));
    assert_eq!(with(&official, other_of.0).await, 3);
    // The same request again gives the same answer, and nobody is told twice.
    let told = rows(&server, other_of.0);
    let again = official.assign_tickets(&given(&all, other_of.0), Some("together")).await.unwrap();
    assert_eq!(again, done);
    assert_eq!(rows(&server, other_of.0), told);
}

#[actix_web::test]
async fn only_who_handles_tickets_there_gets_them_and_only_an_office_gives_them() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let stranger_of = server.world.person(&server.store, Some((Role::GridWorker, "1/1/2/1/")));
    let official = server.signed_in(Role::Official, "1/1/1/");
    let done = official.assign_tickets(&given(&[id], stranger_of.0), None).await.unwrap();
    assert!(done.assigned.is_empty());
    assert_eq!(done.refused[0].code, "handler");
    assert_eq!(code(worker.assign_tickets(&given(&[id], stranger_of.0), None).await), "not_allowed");
    for bad in [given(&[], stranger_of.0), given(&[id, id], stranger_of.0), given(&[id; 101], stranger_of.0)]
    {
        assert_eq!(code(official.assign_tickets(&bad, None).await), "fields_invalid");
    }
    let ticket = official.get_ticket(id).await.unwrap().body.ticket;
    assert_eq!((ticket.state.as_str(), ticket.version), ("submitted", 1));
}

/// Two offices give out the same tickets in opposite order at the same moment: both are answered, and each ticket has one of the two.
#[actix_web::test]
async fn two_offices_do_not_wait_for_each_other_for_ever() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let mut ids = Vec::new();
    for n in 0..8 {
        ids.push(report(&resident, &format!("路灯不亮{n}")).await.ticket.id);
    }
    let mut back = ids.clone();
    back.reverse();
    let (one, two) =
        [(); 2].map(|()| server.world.person(&server.store, Some((Role::GridWorker, GRID)))).into();
    let officials = [(); 2].map(|()| server.signed_in(Role::Official, "1/1/1/"));
    let (left, right) = (given(&ids, one.0), given(&back, two.0));
    let (left, right) = futures_util::join!(
        officials[0].assign_tickets(&left, None),
        officials[1].assign_tickets(&right, None)
    );
    assert_eq!((left.unwrap().assigned.len(), right.unwrap().assigned.len()), (8, 8));
    let (one, two) = (with(&officials[0], one.0).await, with(&officials[0], two.0).await);
    assert!((one, two) == (8, 0) || (one, two) == (0, 8), "one transaction after the other: {one} and {two}");
}
