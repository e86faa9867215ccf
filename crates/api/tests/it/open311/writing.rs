//! Reporting: what is kept, for whom, and how often.

use contract::tickets::ListTickets;
use domain::permissions::Role;

use super::{TOWN, answer, city, get, key, post};
use crate::{support::TestServer, tickets::GRID};

const AT: &str = "lat=30.951234&long=118.311234";

async fn count(server: &TestServer) -> usize {
    get(server, &format!("requests.json?jurisdiction_id={TOWN}")).await.ids().len()
}

#[actix_web::test]
async fn what_was_reported_can_be_read_and_is_worked_on() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let form = format!(
        "api_key={key}&jurisdiction_id={TOWN}&service_code=facilities&{AT}&description=%E8%B7%AF%E7%81%AF%0D%0A%E4%B8%8D%E4%BA%AE\
         &email=a%40example.org&first_name=%E7%94%B2&last_name=%E6%9F%90&phone=13800000000&device_id=telephone-of-somebody&account_id=9\
         &address_string=%E4%B8%9C%E8%A1%971%E5%8F%B7&media_url=https%3A%2F%2Fexample.org%2F1.jpg\
         &media_url=https%3A%2F%2Fexample.org%2F2.jpg&attribute%5BEASTING%5D=1"
    );
    let number = post(&server, "requests.json", &form).await.id();
    let read = get(&server, &format!("requests/{number}.json?jurisdiction_id={TOWN}")).await.json();
    assert_eq!(read[0]["description"], "路灯\n不亮");
    assert_eq!((&read[0]["lat"], &read[0]["long"]), (&30.951.into(), &118.311.into()));
    assert_eq!(read[0]["media_url"], serde_json::Value::Null);

    let official = server.signed_in(Role::Official, "1/1/");
    let by_number = ListTickets { search: Some(number), ..ListTickets::default() };
    let ticket = official.list_tickets(&by_number).await.unwrap().items.remove(0);
    let ticket = official.get_ticket(ticket.id).await.unwrap().body;
    let said: Vec<_> = ticket.timeline.iter().map(|e| (e.kind.as_str(), e.side.as_str())).collect();
    assert_eq!(said, [("reported", "reporter"), ("message", "reporter")]);
    let aside =
        "address_string: 东街1号\nmedia_url: https://example.org/1.jpg\nmedia_url: https://example.org/2.jpg";
    assert_eq!(ticket.timeline[1].text.as_deref(), Some(aside));
    // Whoever the other system's user is, is kept nowhere.
    let whole = serde_json::to_string(&ticket).unwrap();
    for secret in ["a@example.org", "甲", "13800000000", "telephone-of-somebody"] {
        assert!(!whole.contains(secret), "{secret}");
    }
    // The handlers go on where it ends.
    let worker = server.signed_in(Role::Official, "1/1/");
    let taken = worker.assign_ticket(ticket.ticket.id, &Default::default(), None).await;
    assert_eq!(taken.unwrap().body.ticket.version, 3);
}

#[actix_web::test]
async fn a_report_without_words_has_the_name_of_its_kind() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let form = format!("api_key={key}&service_code=facilities&address_string=Main%20Street%2085");
    let number = post(&server, &format!("requests.json?jurisdiction_id={TOWN}"), &form).await.id();
    let read = get(&server, &format!("requests/{number}.json?jurisdiction_id={TOWN}")).await.json();
    assert_eq!((&read[0]["description"], &read[0]["address"]), (&"公共设施".into(), &"青禾镇".into()));
    assert_eq!(read[0]["lat"], serde_json::Value::Null);
    assert!(!read.to_string().contains("Main Street"), "an address may be somebody's home: {read}");
}

#[actix_web::test]
async fn the_same_report_sent_again_is_reported_once() {
    let server = city().await;
    let (one, other) = (key(&server, "1/1/").await, key(&server, "1/1/").await);
    let path = format!("requests.json?jurisdiction_id={TOWN}");
    let form =
        |key: &str, text: &str| format!("api_key={key}&service_code=facilities&{AT}&description={text}");
    let first = post(&server, &path, &form(&one, "a")).await.id();
    assert_eq!(post(&server, &path, &form(&one, "a")).await.id(), first);
    // In another order, and with the key in the query, it is still the same.
    let shuffled = format!("description=a&{AT}&service_code=facilities");
    assert_eq!(post(&server, &format!("{path}&api_key={one}"), &shuffled).await.id(), first);
    assert_eq!(count(&server).await, 1);
    assert_ne!(post(&server, &path, &form(&one, "b")).await.id(), first);
    assert_ne!(post(&server, &path, &form(&one, "a&device_id=2")).await.id(), first);
    assert_ne!(post(&server, &path, &form(&other, "a")).await.id(), first);
    assert_eq!(count(&server).await, 4);
    server.store.clock.advance(chrono::TimeDelta::hours(25));
    assert_ne!(post(&server, &path, &form(&one, "a")).await.id(), first);
}

#[actix_web::test]
async fn an_idempotency_key_names_a_report() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let url = format!("{}/open311/v2/requests.json?jurisdiction_id={TOWN}&api_key={key}", server.origin);
    let send = |text: &str, name: &str| {
        let form = format!("service_code=facilities&{AT}&description={text}");
        let request = reqwest::Client::new().post(&url).header("idempotency-key", name);
        answer(request.header("content-type", "application/x-www-form-urlencoded").body(form))
    };
    let first = send("a", "k1").await.id();
    assert_eq!(send("a", "k1").await.id(), first);
    assert_ne!(send("a", "k2").await.id(), first);
    let conflict = send("b", "k1").await;
    assert_eq!((conflict.status, &conflict.json()[0]["code"]), (400, &400.into()));
    assert_eq!(send("b", "a b").await.status, 400);
}

#[actix_web::test]
async fn a_refused_report_leaves_nothing() {
    let server = city().await;
    let grid = key(&server, GRID).await;
    // Without an outline the town itself is where it lies, and that is more than the key's grid.
    let form = format!("api_key={grid}&service_code=facilities&{AT}&description=a");
    let path = format!("requests.json?jurisdiction_id={TOWN}");
    for _ in 0..2 {
        assert_eq!(post(&server, &path, &form).await.status, 403);
    }
    assert_eq!(count(&server).await, 0);
    let town = key(&server, "1/1/").await;
    post(&server, &path, &form.replace(&grid, &town)).await.id();
    assert_eq!(count(&server).await, 1);
}
