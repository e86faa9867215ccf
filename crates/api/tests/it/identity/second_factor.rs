//! The second factor.

use chrono::TimeDelta;
use contract::identity::{ConfirmWithBoth, NextStep, SecondFactorCode};
use domain::permissions::Role;
use totp_rs::{Builder, Secret};

use super::support::{Browser, PASSWORD};
use crate::support::{TestServer, code};

fn body(code: &str) -> SecondFactorCode {
    SecondFactorCode { code: code.into() }
}

fn both(code: &str) -> ConfirmWithBoth {
    ConfirmWithBoth { password: PASSWORD.into(), code: code.into() }
}

/// The authenticator app on somebody's telephone.
struct App(totp_rs::Totp);

impl App {
    fn of(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).unwrap();
        Self(Builder::new().with_secret(secret).with_digits(6).build().unwrap())
    }

    fn code(&self, server: &TestServer) -> String {
        self.0.generate(server.store.db.now().timestamp().cast_unsigned()).to_string()
    }
}

/// An administrator with a second factor, signed in with it.
async fn enrolled(server: &TestServer) -> (Browser, App, Vec<String>) {
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    server.world.grant(&server.store, browser.signed_in.user_id, Role::Administrator, "1/");
    let begun = browser.client.begin_totp().await.unwrap();
    assert!(begun.otpauth_url.starts_with("otpauth://totp/"), "{}", begun.otpauth_url);
    assert!(begun.otpauth_url.contains(&begun.secret));
    let app = App::of(&begun.secret);
    let codes = browser.client.confirm_totp(&body(&app.code(server))).await.unwrap().codes;
    assert_eq!(codes.len(), 10);
    (browser, app, codes)
}

#[actix_web::test]
async fn a_role_above_resident_works_only_with_a_second_factor() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let before = server.browser("lin.xia", PASSWORD).await;
    server.world.grant(&server.store, before.signed_in.user_id, Role::Administrator, "1/");
    assert_eq!(code(before.client.list_users(&Default::default()).await), "not_allowed");
    let begun = before.client.begin_totp().await.unwrap();
    assert_eq!(code(before.client.confirm_totp(&body("000000")).await), "code_refused");
    before.client.confirm_totp(&body(&App::of(&begun.secret).code(&server))).await.unwrap();
    before.client.list_users(&Default::default()).await.unwrap();
    let me = before.client.get_me().await.unwrap().body.second_factor;
    assert!(me.enrolled && me.shown && me.required);
    assert_eq!(me.recovery_codes_left, 10);
    assert_eq!(code(before.client.begin_totp().await), "second_factor_enrolled");
}

#[actix_web::test]
async fn with_the_password_alone_a_session_can_do_nothing_but_show_the_second_factor() {
    let server = TestServer::start().await;
    let (_, app, _) = enrolled(&server).await;
    server.wait(TimeDelta::seconds(30));
    let browser = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(browser.signed_in.next_step, NextStep::ShowSecondFactor);
    for answer in [
        code(browser.client.list_my_sessions().await),
        code(browser.client.export_me().await),
        code(browser.client.begin_totp().await),
        code(browser.client.remove_totp(&both("123456")).await),
        code(browser.client.list_users(&Default::default()).await),
    ] {
        assert_eq!(answer, "second_factor_required");
    }
    assert!(!browser.client.get_me().await.unwrap().body.second_factor.shown);
    browser.client.confirm_second_factor(&body(&app.code(&server))).await.unwrap();
    browser.client.list_users(&Default::default()).await.unwrap();
    // It stays shown through refreshes.
    let refreshed: contract::identity::SignedIn =
        server.refresh(&browser.cookie).send().await.unwrap().json().await.unwrap();
    assert_eq!(refreshed.next_step, NextStep::None);
}

#[actix_web::test]
async fn a_code_works_once_and_for_a_step_before_and_after() {
    let server = TestServer::start().await;
    let (_, app, _) = enrolled(&server).await;
    server.wait(TimeDelta::seconds(60));
    let seen = app.code(&server);
    let first = server.browser("lin.xia", PASSWORD).await;
    // A step late is still good; seen over a shoulder and used again it is not.
    server.wait(TimeDelta::seconds(30));
    first.client.confirm_second_factor(&body(&seen)).await.unwrap();
    let second = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(code(second.client.confirm_second_factor(&body(&seen)).await), "code_refused");
    let fresh = app.code(&server);
    server.wait(TimeDelta::seconds(60));
    assert_eq!(code(second.client.confirm_second_factor(&body(&fresh)).await), "code_refused");
    second.client.confirm_second_factor(&body(&app.code(&server))).await.unwrap();
}

#[actix_web::test]
async fn a_recovery_code_works_once() {
    let server = TestServer::start().await;
    let (_, _, codes) = enrolled(&server).await;
    let first = server.browser("lin.xia", PASSWORD).await;
    first.client.confirm_second_factor(&body(&codes[3].to_lowercase())).await.unwrap();
    assert_eq!(first.client.get_me().await.unwrap().body.second_factor.recovery_codes_left, 9);
    let second = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(code(second.client.confirm_second_factor(&body(&codes[3])).await), "code_refused");
    second.client.confirm_second_factor(&body(&codes[4])).await.unwrap();
    let renewed = second.client.renew_recovery_codes(&both(&codes[5])).await.unwrap().codes;
    let third = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(code(third.client.confirm_second_factor(&body(&codes[6])).await), "code_refused");
    third.client.confirm_second_factor(&body(&renewed[0])).await.unwrap();
}

#[actix_web::test]
async fn guessing_second_factors_is_slowed_down_even_with_the_right_password() {
    let server = TestServer::start().await;
    enrolled(&server).await;
    let mut evaluated = 0;
    for _ in 0..20 {
        let browser = server.browser("lin.xia", PASSWORD).await;
        if code(browser.client.confirm_second_factor(&body("000000")).await) == "code_refused" {
            evaluated += 1;
        }
        server.wait(TimeDelta::seconds(1));
    }
    assert!(evaluated <= 10, "{evaluated}");
}

#[actix_web::test]
async fn giving_it_up_needs_both_factors_and_takes_the_roles_away() {
    let server = TestServer::start().await;
    let (browser, app, _) = enrolled(&server).await;
    server.wait(TimeDelta::seconds(30));
    let wrong = ConfirmWithBoth { password: "wrong password".into(), code: app.code(&server) };
    assert_eq!(code(browser.client.remove_totp(&wrong).await), "password_wrong");
    assert_eq!(code(browser.client.remove_totp(&both("000000")).await), "code_refused");
    browser.client.remove_totp(&both(&app.code(&server))).await.unwrap();
    assert_eq!(code(browser.client.list_users(&Default::default()).await), "not_allowed");
    assert_eq!(code(browser.client.remove_totp(&both("123456")).await), "second_factor_missing");
}

#[actix_web::test]
async fn who_lost_everything_is_let_in_again_by_those_in_charge() {
    let server = TestServer::start().await;
    let (browser, ..) = enrolled(&server).await;
    let admin = server.signed_in(Role::Administrator, "1/");
    admin.remove_second_factor(browser.signed_in.user_id).await.unwrap();
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
    let again = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(again.signed_in.next_step, NextStep::EnrolSecondFactor);
}
