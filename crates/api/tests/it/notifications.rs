//! What people are told: of what happens to their matters, and of what is asked of them.

use std::time::Duration;

use app::{
    db::DbError,
    notifications::{self, Filter},
    testing::statements,
};
use chrono::TimeDelta;
use client::Client;
use contract::notifications::{ListNotifications, MarkRead, Notification};
use diesel::prelude::*;
use domain::{
    ids::{NotificationId, UserId},
    permissions::Role,
};
use uuid::Uuid;

use crate::{
    journal::{happen, sealed},
    support::{TestServer, code},
    tickets::{HOME, close, neighbours, report, take, town},
};

/// How often is looked until it counts as never: for half a minute.
const LOOKS_MAX: usize = 3_000;

async fn moment() {
    tokio::time::sleep(Duration::from_millis(10)).await;
}

async fn inbox(client: &Client) -> Vec<Notification> {
    client.list_notifications(&ListNotifications::default()).await.unwrap().items
}

/// What somebody was told, once it is as much as this.
pub async fn told(client: &Client, count: usize) -> Vec<Notification> {
    for _ in 0..LOOKS_MAX {
        let found = inbox(client).await;
        if found.len() >= count {
            return found;
        }
        moment().await;
    }
    panic!("told {:?}, not {count}", inbox(client).await);
}

/// The first of an event that somebody is told of.
pub async fn told_of(client: &Client, event: &str) -> Notification {
    for _ in 0..LOOKS_MAX {
        if let Some(found) = inbox(client).await.into_iter().find(|one| one.event == event) {
            return found;
        }
        moment().await;
    }
    panic!("told {:?}, not {event}", inbox(client).await);
}

/// Until everybody was told of what has happened.
pub async fn all_told(server: &TestServer, entries: u64) {
    sealed(server, entries).await;
    for _ in 0..LOOKS_MAX {
        if !server.store.db.read(notifications::waits).await.unwrap() {
            return;
        }
        moment().await;
    }
    panic!("nobody is told");
}

fn events(told: &[Notification]) -> Vec<&str> {
    told.iter().map(|one| one.event.as_str()).collect()
}

#[actix_web::test]
async fn a_reporter_is_told_what_becomes_of_their_matter_and_who_did_it_is_not() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let ticket = report(&resident, "  楼道灯不亮\n三楼到四楼").await.ticket;
    take(&worker, ticket.id).await.unwrap();
    close(&worker, ticket.id).await.unwrap();
    let found = told(&resident, 2).await;
    assert_eq!(events(&found), ["ticket.solved", "ticket.taken"], "the latest first");
    assert!(found.iter().all(|one| one.subject == format!("ticket:{}", ticket.id) && !one.read));
    assert_eq!(found[0].about.as_deref(), Some("楼道灯不亮"));
    assert_eq!(told(&worker, 0).await, []);
}

#[actix_web::test]
async fn whoever_handles_a_ticket_is_told_of_what_its_reporter_does() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let ticket = report(&resident, "井盖松动").await.ticket;
    take(&worker, ticket.id).await.unwrap();
    let message = contract::tickets::SendMessage { text: "就在门卫室旁边".to_owned() };
    resident.send_ticket_message(ticket.id, &message, None).await.unwrap();
    assert_eq!(events(&told(&worker, 1).await), ["ticket.message_sent"]);
}

#[actix_web::test]
async fn those_who_may_do_something_about_it_are_told_where_they_may() {
    let server = TestServer::start().await;
    let person = |role, path| server.signed_in(role, path);
    let (here, above) = (person(Role::Treasurer, "1/1/"), person(Role::Treasurer, "1/"));
    let others =
        [person(Role::Treasurer, "1/2/"), person(Role::Resident, HOME), person(Role::Inspector, "1/1/")];
    happen(&server, "points.budget_low", "1/1/", None, "programme:1").await;
    for treasurer in [here, above] {
        assert_eq!(events(&told(&treasurer, 1).await), ["points.budget_low"]);
    }
    for other in others {
        assert_eq!(told(&other, 0).await, []);
    }
}

#[actix_web::test]
async fn what_was_read_is_read_and_nobody_reads_for_others() {
    let server = TestServer::start().await;
    let (me, other) = (server.world.person(&server.store, None), server.world.person(&server.store, None));
    let (client, stranger) = (server.client_of(me), server.client_of(other));
    for _ in 0..3 {
        happen(&server, "password.reset_code_issued", "1/", None, &format!("user:{}", me.0)).await;
    }
    let found = told(&client, 3).await;
    let unread = async || client.count_unread_notifications().await.unwrap().count;
    let mark = |id, and_before| MarkRead { id, and_before };
    assert_eq!(unread().await, 3);
    client.mark_notifications_read(&mark(found[1].id, false)).await.unwrap();
    assert_eq!(unread().await, 2);
    let query = ListNotifications { unread: Some(true), ..ListNotifications::default() };
    let left = client.list_notifications(&query).await.unwrap().items;
    assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [found[0].id, found[2].id]);
    assert_eq!(code(stranger.mark_notifications_read(&mark(found[0].id, true)).await), "not_found");
    assert_eq!(unread().await, 2);
    for _ in 0..2 {
        client.mark_notifications_read(&mark(found[1].id, true)).await.unwrap();
        assert_eq!(unread().await, 1, "what came later is not read");
    }
    let unknown = NotificationId(Uuid::nil());
    assert_eq!(code(client.mark_notifications_read(&mark(unknown, false)).await), "not_found");
}

#[actix_web::test]
async fn an_inbox_is_read_page_by_page_with_one_statement() {
    let server = TestServer::start().await;
    let me = server.world.person(&server.store, None);
    let client = server.client_of(me);
    for _ in 0..5 {
        happen(&server, "password.reset_code_issued", "1/", None, &format!("user:{}", me.0)).await;
    }
    let all = told(&client, 5).await;
    let mut seen = Vec::new();
    let mut query = ListNotifications { limit: Some(2), ..ListNotifications::default() };
    loop {
        let page = client.list_notifications(&query).await.unwrap();
        seen.extend(page.items);
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(seen, all);
    query.after = Some("nonsense".to_owned());
    assert_eq!(code(client.list_notifications(&query).await), "query_invalid");
    let of = |limit| {
        let read = |tx: &mut app::db::Tx<'_>| notifications::list(tx, me.0, Filter::default(), limit);
        statements(&server.store, read).unwrap().1
    };
    assert_eq!((of(1), of(5)), (1, 1));
}

pub fn rows(server: &TestServer, person: UserId) -> i64 {
    use app::db::{Key, schema::notifications as t};
    let count = |tx: &mut app::db::Tx<'_>| -> Result<i64, DbError> {
        Ok(t::table.filter(t::user_id.eq(Key(person))).count().get_result(tx.db())?)
    };
    server.store.db.read_blocking(count).unwrap()
}

#[actix_web::test]
async fn nodes_that_tell_at_once_tell_each_thing_once() {
    let server = TestServer::start().await;
    let me = server.world.person(&server.store, None).0;
    for _ in 0..40 {
        happen(&server, "password.reset_code_issued", "1/", None, &format!("user:{me}")).await;
    }
    sealed(&server, 40).await;
    // Beside the server's own courier.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| while server.store.write(notifications::deliver).unwrap() > 0 {});
        }
    });
    all_told(&server, 40).await;
    assert_eq!(rows(&server, me), 40);
}

#[actix_web::test]
async fn what_is_old_is_no_news_and_is_not_kept_for_ever() {
    let server = TestServer::start().await;
    let me = server.world.person(&server.store, None).0;
    let subject = format!("user:{me}");
    happen(&server, "password.reset_code_issued", "1/", None, &subject).await;
    all_told(&server, 1).await;
    assert_eq!(rows(&server, me), 1);
    server.store.clock.advance(TimeDelta::days(399));
    assert_eq!(server.store.write(notifications::purge).unwrap(), 0);
    server.store.clock.advance(TimeDelta::days(2));
    assert_eq!(server.store.write(notifications::purge).unwrap(), 1);
    assert_eq!(rows(&server, me), 0);
    // An installation that begins to tell: nothing of a week ago, everything since.
    use app::db::schema::journal_cursors as cursors;
    let anew = |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        Ok(diesel::delete(cursors::table.filter(cursors::consumer.eq("notifications"))).execute(tx.db())?)
    };
    happen(&server, "password.reset_code_issued", "1/", None, &subject).await;
    all_told(&server, 2).await;
    let again = |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        use app::db::schema::notifications as t;
        Ok(diesel::delete(t::table).execute(tx.db())?)
    };
    server.store.write(again).unwrap();
    server.store.write(anew).unwrap();
    all_told(&server, 2).await;
    assert_eq!(rows(&server, me), 1);
}
