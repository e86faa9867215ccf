//! Signing in, staying signed in, signing out.

use std::collections::HashSet;

use chrono::TimeDelta;
use contract::identity::{NextStep, SignedIn};
use domain::permissions::Role;
use reqwest::{Method, StatusCode};

use super::support::{PASSWORD, cookie_pair, new_user, set_cookie, sign_in};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn somebody_registers_and_signs_in() {
    let server = TestServer::start().await;
    server.register("Lin.Xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(browser.signed_in.next_step, NextStep::None);
    let me = browser.client.get_me().await.unwrap();
    assert_eq!((me.body.login.as_str(), me.body.display_name.as_str()), ("lin.xia", "林霞"));
    assert!(me.body.grants.is_empty() && me.body.memberships.is_empty());
    assert_eq!(me.etag, "\"1\"");
}

#[actix_web::test]
async fn a_login_name_is_given_once() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    assert_eq!(code(server.anonymous().create_user(&new_user("LIN.XIA")).await), "login_taken");
}

#[actix_web::test]
async fn every_bad_field_of_a_registration_is_named() {
    let server = TestServer::start().await;
    let mut bad = new_user("a b");
    bad.password = "password1".into();
    bad.phone = Some("12345".into());
    bad.terms_accepted = false;
    let client::ClientError::Problem(problem) = server.anonymous().create_user(&bad).await.unwrap_err()
    else {
        panic!("a problem")
    };
    let found: Vec<_> = problem.errors.iter().map(|e| (e.pointer.as_str(), &*e.code)).collect();
    let expected = [
        ("/login", "login_name"),
        ("/password", "weak_password"),
        ("/phone", "phone"),
        ("/terms_accepted", "terms"),
    ];
    assert_eq!(found, expected);
}

#[actix_web::test]
async fn a_password_that_is_the_login_name_is_refused() {
    let server = TestServer::start().await;
    let mut bad = new_user("chrysanthemum");
    bad.password = "Chrysanthemum".into();
    assert_eq!(code(server.anonymous().create_user(&bad).await), "fields_invalid");
}

#[actix_web::test]
async fn the_refresh_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let client = server.anonymous();
    let call = client.call(Method::POST, "/sessions").json(&sign_in("lin.xia", PASSWORD));
    let answer = call.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let cookie = set_cookie(&answer);
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/sessions", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let refused = |login: &'static str| {
        let client = server.anonymous();
        async move {
            let client::ClientError::Problem(mut problem) =
                client.create_session(&sign_in(login, "wrong password")).await.unwrap_err()
            else {
                panic!("a problem")
            };
            problem.request_id.clear();
            problem
        }
    };
    let known = refused("lin.xia").await;
    assert_eq!(known.code, "sign_in_failed");
    for unknown in ["nobody.here", "13800000000", "' or 1=1 --"] {
        assert_eq!(refused(unknown).await, known, "{unknown}");
    }
}

#[actix_web::test]
async fn a_role_above_resident_leads_to_enrolling_a_second_factor() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    server.world.grant(&server.store, browser.signed_in.user_id, Role::Administrator, "1/");
    let again = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(again.signed_in.next_step, NextStep::EnrolSecondFactor);
    let me = again.client.get_me().await.unwrap().body;
    assert_eq!(me.grants[0].area_name, "云溪县");
    assert!(me.second_factor.required && !me.second_factor.enrolled && !me.second_factor.shown);
}

#[actix_web::test]
async fn a_refresh_gives_a_new_token_and_a_new_cookie() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    server.wait(TimeDelta::minutes(11));
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
    let answer = server.refresh(&browser.cookie).send().await.unwrap();
    assert_ne!(cookie_pair(&answer), browser.cookie);
    let refreshed: SignedIn = answer.json().await.unwrap();
    assert_eq!(refreshed.session_id, browser.signed_in.session_id);
    browser.client.set_token(Some(refreshed.access_token));
    browser.client.get_me().await.unwrap();
}

#[actix_web::test]
async fn a_cookie_used_twice_ends_the_session_for_everybody() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    let next = cookie_pair(&server.refresh(&browser.cookie).send().await.unwrap());
    server.wait(TimeDelta::seconds(6));
    assert_eq!(code(server.refresh(&browser.cookie).send().await), "session_over");
    assert_eq!(code(server.refresh(&next).send().await), "session_over");
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
}

#[actix_web::test]
async fn two_tabs_that_refresh_together_get_the_same_cookie() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    let calls: Vec<_> =
        (0..16).map(|_| actix_web::rt::spawn(server.refresh(&browser.cookie).send())).collect();
    let mut cookies = HashSet::new();
    for call in calls {
        cookies.insert(cookie_pair(&call.await.unwrap().unwrap()));
    }
    assert_eq!(cookies.len(), 1, "no branch of the family");
    let next = cookies.into_iter().next().unwrap();
    server.wait(TimeDelta::minutes(10));
    server.refresh(&next).send().await.unwrap();
    // Whoever else got that cookie is found out now.
    server.wait(TimeDelta::seconds(6));
    assert_eq!(code(server.refresh(&next).send().await), "session_over");
}

#[actix_web::test]
async fn a_late_repeat_of_an_old_cookie_is_told_to_take_the_newer_one() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let first = server.browser("lin.xia", PASSWORD).await.cookie;
    let second = cookie_pair(&server.refresh(&first).send().await.unwrap());
    let third = cookie_pair(&server.refresh(&second).send().await.unwrap());
    assert_eq!(code(server.refresh(&first).send().await), "session_refreshed_meanwhile");
    server.refresh(&third).send().await.unwrap();
}

#[actix_web::test]
async fn a_session_ends_by_itself_after_thirty_days_unused_and_after_half_a_year() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let idle = server.browser("lin.xia", PASSWORD).await.cookie;
    let mut cookie = server.browser("lin.xia", PASSWORD).await.cookie;
    let mut days = 0;
    loop {
        server.wait(TimeDelta::days(20));
        days += 20;
        match server.refresh(&cookie).send().await {
            Ok(answer) => cookie = cookie_pair(&answer),
            Err(_) => break,
        }
    }
    assert_eq!(days, 180);
    assert_eq!(code(server.refresh(&idle).send().await), "session_over");
}

#[actix_web::test]
async fn signing_out_ends_the_session_at_once_and_drops_the_cookie() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    browser.client.get_me().await.unwrap();
    let call = browser.client.call(Method::DELETE, "/sessions/current").header("cookie", &browser.cookie);
    let answer = call.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert!(set_cookie(&answer).contains("Max-Age=0"));
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
    assert_eq!(code(server.refresh(&browser.cookie).send().await), "session_over");
}

#[actix_web::test]
async fn one_ends_ones_own_sessions_and_nobody_elses() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    server.register("zhou.ming").await;
    let here = server.browser("lin.xia", PASSWORD).await;
    let there = server.browser("lin.xia", PASSWORD).await;
    let third = server.browser("lin.xia", PASSWORD).await;
    let other = server.browser("zhou.ming", PASSWORD).await;
    let list = here.client.list_my_sessions().await.unwrap().items;
    assert_eq!(list.len(), 3);
    assert_eq!(list.iter().filter(|s| s.current).count(), 1);

    assert_eq!(code(here.client.end_my_session(other.signed_in.session_id).await), "not_found");
    here.client.end_my_session(there.signed_in.session_id).await.unwrap();
    assert_eq!(code(there.client.get_me().await), "sign_in_required");
    assert_eq!(code(here.client.end_my_session(there.signed_in.session_id).await), "not_found");
    third.client.get_me().await.unwrap();
    here.client.end_my_other_sessions().await.unwrap();
    assert_eq!(code(third.client.get_me().await), "sign_in_required");
    here.client.get_me().await.unwrap();
    other.client.get_me().await.unwrap();
}
