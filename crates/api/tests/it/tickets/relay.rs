use contract::tickets::{ReportTicket, RevealContact, SendMessage};
use diesel::prelude::*;
use domain::permissions::Role;

use super::{GRID, HOME, matter, neighbours, report, take, town};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn both_sides_write_and_neither_learns_who_the_reporter_is() {
    let server = town().await;
    let reporter = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let resident = server.client_of(reporter);
    let worker = server.signed_in(Role::GridWorker, GRID);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let say = |text: &str| SendMessage { text: text.to_owned() };
    assert_eq!(code(worker.send_ticket_message(id, &say("哪根灯杆？"), None).await), "ticket_not_yours");
    take(&worker, id).await.unwrap();
    worker.send_ticket_message(id, &say("哪根灯杆？"), None).await.unwrap();
    resident.send_ticket_message(id, &say("3号"), None).await.unwrap();

    let seen = worker.get_ticket(id).await.unwrap().body;
    let last = seen.timeline.last().unwrap();
    assert_eq!(
        (last.side.as_str(), last.name.as_deref(), last.text.as_deref()),
        ("reporter", None, Some("3号"))
    );
    assert!(!last.mine);
    let text = serde_json::to_string(&seen).unwrap();
    assert!(!text.contains(&reporter.0.to_string()), "the handler sees who reported: {text}");
    let own = resident.get_ticket(id).await.unwrap().body;
    assert_eq!(own.timeline[2].name.as_deref(), Some("测试用户"));
    assert!(own.timeline[3].mine);
}

pub fn give_phone(server: &TestServer, user: domain::ids::UserId) {
    let keyring = server.state.keyring.clone();
    server
        .store
        .write(move |tx| -> Result<(), app::db::DbError> {
            use app::db::{Key, schema::users};
            let sealed = keyring.seal(app::identity::PHONE_PURPOSE, b"13800000000", tx.entropy());
            diesel::update(users::table.find(Key(user)))
                .set(users::phone_sealed.eq(sealed.unwrap()))
                .execute(tx.db())?;
            Ok(())
        })
        .unwrap();
}

#[actix_web::test]
async fn a_number_is_shown_for_a_purpose_that_the_reporter_sees() {
    let server = town().await;
    let (user, session) = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let resident = server.client_of((user, session));
    let worker = server.signed_in(Role::GridWorker, GRID);
    let id = report(&resident, "家里停水").await.ticket.id;
    let why = RevealContact { purpose: "约上门时间".to_owned() };
    assert_eq!(code(worker.reveal_ticket_contact(id, &why, None).await), "contact_missing");
    give_phone(&server, user);
    let auditor = server.signed_in(Role::Auditor, "1/");
    assert_eq!(code(auditor.reveal_ticket_contact(id, &why, None).await), "not_allowed");
    assert_eq!(worker.reveal_ticket_contact(id, &why, None).await.unwrap().phone, "13800000000");
    let timeline = resident.get_ticket(id).await.unwrap().body.timeline;
    let last = timeline.last().unwrap();
    assert_eq!((last.kind.as_str(), last.text.as_deref()), ("contact_revealed", Some("约上门时间")));
    resident.withdraw_ticket(id, None).await.unwrap();
    assert_eq!(code(worker.reveal_ticket_contact(id, &why, None).await), "ticket_ended");
}

#[actix_web::test]
async fn a_worker_reports_for_a_resident_and_both_are_recorded() {
    let server = town().await;
    let (user, session) = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let (outsider, _) = server.world.person(&server.store, Some((Role::Resident, "1/2/1/1/1/")));
    let (_, worker) = neighbours(&server);
    let area_id = Some(server.world.area(GRID));
    let body = |person| ReportTicket { area_id, on_behalf_of: Some(person), ..matter("厨房漏水") };
    let made = worker.report_ticket(&body(user), None).await.unwrap().body;
    assert!(!made.ticket.mine);
    assert_eq!(made.timeline[0].side, "office");
    let own = server.client_of((user, session)).get_ticket(made.ticket.id).await.unwrap().body;
    assert!(own.ticket.mine);
    assert_eq!(code(worker.report_ticket(&body(outsider), None).await), "fields_invalid");
    let resident = server.signed_in(Role::Resident, HOME);
    assert_eq!(code(resident.report_ticket(&body(user), None).await), "not_allowed");
    let both = server.store.db.read_blocking(|tx| -> Result<Option<Vec<u8>>, app::db::DbError> {
        use app::db::schema::journal;
        let principal =
            journal::table.filter(journal::event.eq("ticket.reported")).select(journal::principal_id);
        Ok(principal.first(tx.db())?)
    });
    assert_eq!(both.unwrap(), Some(user.0.as_bytes().to_vec()));
}

#[actix_web::test]
async fn a_reveal_repeated_under_its_key_is_noted_once_and_its_number_is_not_kept() {
    let server = town().await;
    let (user, session) = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let resident = server.client_of((user, session));
    let worker = server.signed_in(Role::GridWorker, GRID);
    let id = report(&resident, "家里停水").await.ticket.id;
    give_phone(&server, user);
    let why = RevealContact { purpose: "约上门时间".to_owned() };
    for _ in 0..2 {
        assert_eq!(worker.reveal_ticket_contact(id, &why, Some("k")).await.unwrap().phone, "13800000000");
    }
    let other = RevealContact { purpose: "问别的事".to_owned() };
    assert_eq!(code(worker.reveal_ticket_contact(id, &other, Some("k")).await), "idempotency_key_reused");
    let timeline = resident.get_ticket(id).await.unwrap().body.timeline;
    assert_eq!(timeline.iter().filter(|entry| entry.kind == "contact_revealed").count(), 1);
    let kept = server.store.db.read_blocking(|tx| -> Result<Vec<Option<String>>, app::db::DbError> {
        use app::db::schema::idempotency_keys;
        Ok(idempotency_keys::table.select(idempotency_keys::answer).load(tx.db())?)
    });
    assert!(kept.unwrap().into_iter().flatten().all(|answer| !answer.contains("138")));
}
