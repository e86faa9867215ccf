//! Warnings before something is due, and the way up when it is late.

use app::tickets::fire_timers;
use chrono::TimeDelta;
use contract::tickets::{HandOverTicket, ListTickets, MergeTicket, WaitForOthers};
use domain::{
    permissions::Role,
    tickets::{Deadline, WaitReason},
};

use super::{GRID, HOME, close, report, take, town};
use crate::{
    notifications::{rows, told_of},
    support::TestServer,
};

const VILLAGE: &str = "1/1/1/";
const TOWN: &str = "1/1/";

/// Lets everything come whose time has come; how much that was.
fn fire(server: &TestServer) -> usize {
    let count = server.store.write(fire_timers).unwrap();
    assert_eq!(server.store.write(fire_timers).unwrap(), 0, "nothing comes twice");
    count
}

fn escalated(server: &TestServer, path: &str) -> ListTickets {
    ListTickets { escalated: true, area_id: Some(server.world.area(path)), ..ListTickets::default() }
}

#[actix_web::test]
async fn what_nobody_answers_goes_up_step_by_step() {
    let server = town().await;
    let resident_of = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let village_of = server.world.person(&server.store, Some((Role::Official, VILLAGE)));
    let town_of = server.world.person(&server.store, Some((Role::Official, TOWN)));
    let id = report(&server.client_of(resident_of), "路灯不亮").await.ticket.id;
    let hours = |hours| server.store.clock.advance(TimeDelta::hours(hours));
    assert_eq!(fire(&server), 0);

    // Facilities are answered within a day: whoever gives out tickets is warned after three quarters of it.
    hours(18);
    assert_eq!(fire(&server), 1);
    let village = server.client_of(village_of);
    assert_eq!(told_of(&village, "ticket.due_soon").await.subject, format!("ticket:{id}"));
    assert_eq!(rows(&server, town_of.0), 0, "the town is not asked yet");
    hours(6);
    assert_eq!(fire(&server), 1);
    told_of(&server.client_of(village_of), "ticket.overdue").await;
    assert_eq!(rows(&server, town_of.0), 0);
    let village = server.client_of(village_of);
    assert_eq!(village.list_tickets(&escalated(&server, VILLAGE)).await.unwrap().items.len(), 1);
    assert_eq!(village.list_tickets(&escalated(&server, GRID)).await.unwrap().items.len(), 0);

    // Three days on the village has not stirred.
    hours(72);
    assert_eq!(fire(&server), 1);
    let town = server.client_of(town_of);
    told_of(&town, "ticket.overdue").await;
    assert_eq!(town.list_tickets(&escalated(&server, TOWN)).await.unwrap().items.len(), 1);
    let seen = server.client_of(resident_of).get_ticket(id).await.unwrap().body.escalations;
    // The reporter sees whom it was told.
    let seen: Vec<(Deadline, &str)> = seen.iter().map(|one| (one.deadline, one.area.as_str())).collect();
    assert_eq!(seen, [(Deadline::Answer, "青禾镇")]);

    // Taken on at last: nobody is told any more of an answer, and a solution ends the rest.
    let worker = server.client_of(worker_of);
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    hours(24 * 20);
    assert_eq!(fire(&server), 0);
}

#[actix_web::test]
async fn whoever_works_on_it_is_warned_and_the_top_is_the_end() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&server.client_of(worker_of), id).await.unwrap();
    let solve_due = {
        let ticket = server.client_of(worker_of).get_ticket(id).await.unwrap().body.ticket;
        ticket.solve_due_at - ticket.reported_at
    };
    server.store.clock.advance(solve_due * 3 / 4);
    assert_eq!(fire(&server), 1);
    told_of(&server.client_of(worker_of), "ticket.due_soon").await;
    server.store.clock.advance(solve_due / 4);
    // Nobody above gives out tickets: it is said once that it is late, and no more.
    assert_eq!(fire(&server), 1);
    told_of(&server.client_of(worker_of), "ticket.overdue").await;
    server.store.clock.advance(TimeDelta::days(30));
    assert_eq!(fire(&server), 0);
    let seen = server.client_of(worker_of).get_ticket(id).await.unwrap().body;
    assert!(seen.ticket.overdue && seen.escalations.is_empty());
}

#[actix_web::test]
async fn a_clock_that_stands_warns_nobody_and_is_set_anew() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&server.client_of(worker_of), id).await.unwrap();
    let until = server.store.db.now() + TimeDelta::days(20);
    let wait =
        WaitForOthers { reason: WaitReason::OtherAuthority, until, text: "等供电公司".to_owned() };
    server.client_of(worker_of).wait_for_others(id, &wait, None).await.unwrap();
    server.store.clock.advance(TimeDelta::days(19));
    assert_eq!(fire(&server), 0);
    let ticket = server.client_of(worker_of).resume_ticket(id, None).await.unwrap().body.ticket;
    let left = ticket.solve_due_at - server.store.db.now();
    assert!(left > TimeDelta::zero());
    server.store.clock.advance(left * 3 / 4 - TimeDelta::seconds(1));
    assert_eq!(fire(&server), 0);
    server.store.clock.advance(TimeDelta::seconds(2));
    assert_eq!(fire(&server), 1);
}

#[actix_web::test]
async fn an_earlier_report_brings_its_times_along_and_another_area_begins_below_its_own_top() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let official_of = server.world.person(&server.store, Some((Role::Official, TOWN)));
    let early = report(&resident, "路灯不亮").await.ticket;
    server.store.clock.advance(TimeDelta::hours(12));
    let resident = server.signed_in(Role::Resident, HOME);
    let late = report(&resident, "路灯又不亮").await.ticket;
    let into = MergeTicket { into: late.number.clone(), text: None };
    server.client_of(official_of).merge_ticket(early.id, &into, None).await.unwrap();
    // The time to answer the later one is now that of the earlier: the warning comes at once when a quarter is left.
    server.store.clock.advance(TimeDelta::hours(12));
    assert_eq!(fire(&server), 2, "the warning and the end of the time to answer");
    let there = escalated(&server, TOWN);
    let official = server.client_of(official_of);
    assert_eq!(official.list_tickets(&there).await.unwrap().items.len(), 1);
    // Three days on nobody is left above the town, and that is the end of it.
    server.store.clock.advance(TimeDelta::hours(72));
    fire(&server);
    let official = server.client_of(official_of);
    let beside = HandOverTicket {
        area_id: server.world.area("1/1/1/2/"),
        text: "这段路归隔壁网格".to_owned(),
    };
    official.hand_over_ticket(late.id, &beside, None).await.unwrap();
    let official = server.client_of(official_of);
    assert_eq!(official.list_tickets(&there).await.unwrap().items.len(), 0);
    // The other grid is given the same time before it is told of above.
    server.store.clock.advance(TimeDelta::hours(71));
    fire(&server);
    assert_eq!(server.client_of(official_of).list_tickets(&there).await.unwrap().items.len(), 0);
    server.store.clock.advance(TimeDelta::hours(1));
    fire(&server);
    assert_eq!(server.client_of(official_of).list_tickets(&there).await.unwrap().items.len(), 1);
}
