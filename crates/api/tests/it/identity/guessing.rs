//! Guessing passwords (S6).

use chrono::TimeDelta;
use reqwest::Method;

use super::support::{PASSWORD, sign_in};
use crate::support::{TestServer, code};

/// One try from an address; the code of the answer.
async fn attempt(server: &TestServer, login: &str, password: &str, address: &str) -> String {
    let client = server.anonymous();
    let call = client.call(Method::POST, "/sessions").header("x-forwarded-for", address);
    match call.json(&sign_in(login, password)).send().await {
        Ok(_) => "signed_in".into(),
        Err(error) => error.code().unwrap().into(),
    }
}

/// How many of these answers were evaluated.
fn evaluated(answers: &[String]) -> usize {
    answers.iter().filter(|a| *a != "too_many_requests").count()
}

#[actix_web::test]
async fn at_most_ten_guesses_a_minute_are_evaluated_by_account_from_however_many_addresses() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    for login in ["lin.xia", "nobody.here"] {
        let mut answers = Vec::new();
        for second in 0..60 {
            let address = format!("198.51.100.{second}");
            answers.push(attempt(&server, login, "wrong password", &address).await);
            server.wait(TimeDelta::seconds(1));
        }
        assert!((5..=10).contains(&evaluated(&answers)), "{login}: {answers:?}");
    }
}

#[actix_web::test]
async fn at_most_ten_guesses_a_minute_are_evaluated_by_address_over_however_many_accounts() {
    let server = TestServer::start().await;
    let mut answers = Vec::new();
    for second in 0..60 {
        answers.push(attempt(&server, &format!("user{second}"), "wrong password", "198.51.100.7").await);
        server.wait(TimeDelta::seconds(1));
    }
    assert!((8..=10).contains(&evaluated(&answers)), "{answers:?}");
}

#[actix_web::test]
async fn guesses_at_the_same_moment_do_not_slip_through_together() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let server = std::rc::Rc::new(server);
    let calls: Vec<_> = (0..40)
        .map(|n| {
            let server = std::rc::Rc::clone(&server);
            let address = format!("198.51.100.{n}");
            actix_web::rt::spawn(async move { attempt(&server, "lin.xia", "wrong password", &address).await })
        })
        .collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    // The sixth failure begins the wait, so no more than six were let through at once.
    assert_eq!(evaluated(&answers), 6, "{answers:?}");
}

#[actix_web::test]
async fn a_refusal_tells_how_long_to_wait_and_the_right_password_works_afterwards() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    for _ in 0..6 {
        attempt(&server, "lin.xia", "wrong password", "198.51.100.7").await;
    }
    let raw = reqwest::Client::new().post(format!("{}/api/v1/sessions", server.origin));
    let answer = raw.json(&sign_in("lin.xia", PASSWORD)).send().await.unwrap();
    assert_eq!(answer.status(), 429);
    let seconds: i64 = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=6).contains(&seconds), "{seconds}");
    server.wait(TimeDelta::seconds(seconds));
    assert_eq!(attempt(&server, "lin.xia", PASSWORD, "198.51.100.7").await, "signed_in");
}

#[actix_web::test]
async fn a_whole_village_behind_one_address_can_sign_in() {
    let server = TestServer::start().await;
    for n in 0..15 {
        server.register(&format!("neighbour{n}")).await;
    }
    for n in 0..15 {
        let answer = attempt(&server, &format!("neighbour{n}"), PASSWORD, "198.51.100.7").await;
        assert_eq!(answer, "signed_in", "{n}");
    }
}

#[actix_web::test]
async fn registering_without_end_is_stopped() {
    let server = TestServer::start().await;
    for n in 0..30 {
        server.register(&format!("neighbour{n}")).await;
    }
    let more = super::support::new_user("one.more");
    assert_eq!(code(server.anonymous().create_user(&more).await), "too_many_requests");
}
