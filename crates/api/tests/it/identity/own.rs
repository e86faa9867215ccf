//! One's own account: password, data, end.

use app::identity;
use contract::{
    identity::{ChangePassword, ConfirmWithPassword, ResetPassword, UpdateMe},
    lang::Lang,
    tickets::SendMessage,
};
use domain::permissions::Role;

use super::support::{PASSWORD, new_user, sign_in};
use crate::{
    journal::happen,
    notifications,
    support::{TestServer, code},
    tickets,
};

const NEW_PASSWORD: &str = "石桥那头的老槐树下";

fn change(old: &str, new: &str) -> ChangePassword {
    ChangePassword { old_password: old.into(), new_password: new.into() }
}

#[actix_web::test]
async fn a_new_password_ends_every_other_session_and_its_refresh_token() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let here = server.browser("lin.xia", PASSWORD).await;
    let there = server.browser("lin.xia", PASSWORD).await;
    there.client.get_me().await.unwrap();
    let wrong = change("wrong password", NEW_PASSWORD);
    assert_eq!(code(here.client.change_password(&wrong).await), "password_wrong");
    there.client.get_me().await.unwrap();

    here.client.change_password(&change(PASSWORD, NEW_PASSWORD)).await.unwrap();
    here.client.get_me().await.unwrap();
    assert_eq!(code(there.client.get_me().await), "sign_in_required");
    assert_eq!(code(server.refresh(&there.cookie).send().await), "session_over");
    assert_eq!(
        code(server.anonymous().create_session(&sign_in("lin.xia", PASSWORD)).await),
        "sign_in_failed"
    );
    server.browser("lin.xia", NEW_PASSWORD).await;
}

#[actix_web::test]
async fn a_common_password_and_for_staff_a_short_one_is_refused() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    assert_eq!(
        code(browser.client.change_password(&change(PASSWORD, "password123")).await),
        "fields_invalid"
    );
    server.world.grant(&server.store, browser.signed_in.user_id, Role::GridWorker, "1/1/1/1/");
    assert_eq!(
        code(browser.client.change_password(&change(PASSWORD, "槐树下的石板路")).await),
        "fields_invalid"
    );
    let nine = change(PASSWORD, "老槐树下的石板小路".get(..27).unwrap());
    assert_eq!(code(browser.client.change_password(&nine).await), "fields_invalid");
    browser.client.change_password(&change(PASSWORD, "老槐树下的石板小路上")).await.unwrap();
}

#[actix_web::test]
async fn names_and_numbers_change_with_the_version_seen() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let me = server.browser("lin.xia", PASSWORD).await.client;
    let seen = me.get_me().await.unwrap();
    let body = UpdateMe {
        display_name: Some("小林".into()),
        locale: Some(Lang::ZhHant),
        phone: Some(Some("138 0000 0000".into())),
    };
    let changed = me.update_me(&seen.etag, &body).await.unwrap();
    assert_eq!(changed.body.display_name, "小林");
    let phone = changed.body.phone.unwrap();
    assert_eq!((phone.masked.as_str(), phone.confirmed), ("138****0000", false));
    assert_eq!(code(me.update_me(&seen.etag, &body).await), "changed_meanwhile");
    let removal = UpdateMe { phone: Some(None), ..UpdateMe::default() };
    assert_eq!(me.update_me(&changed.etag, &removal).await.unwrap().body.phone, None);
    let raw = me.call(reqwest::Method::PATCH, "/me").json(&removal).send().await;
    assert_eq!(code(raw), "version_required");
    let owned = me.call(reqwest::Method::PATCH, "/me").if_match("\"3\"");
    assert_eq!(code(owned.json(&serde_json::json!({ "demo": true })).send().await), "fields_invalid");
}

#[actix_web::test]
async fn ones_own_data_can_be_taken_along() {
    let server = TestServer::start().await;
    let mut user = new_user("lin.xia");
    user.phone = Some("13800000000".into());
    server.anonymous().create_user(&user).await.unwrap();
    let data = server.browser("lin.xia", PASSWORD).await.client.export_me().await.unwrap();
    assert_eq!(data.phone.as_deref(), Some("13800000000"));
    assert_eq!((data.account.login.as_str(), data.sessions.len()), ("lin.xia", 1));
    assert_eq!(data.sessions[0].address, "127.0.0.1");
    assert_eq!((data.memberships, data.tickets), (Vec::new(), Vec::new()));
}

#[actix_web::test]
async fn the_copy_holds_ones_own_reports_and_words_and_nobody_elses() {
    let server = tickets::town().await;
    let (resident, worker) = tickets::neighbours(&server);
    let ticket = tickets::report(&resident, "路灯不亮").await;
    let id = ticket.ticket.id;
    let say = |text: &str| SendMessage { text: text.to_owned() };
    resident.send_ticket_message(id, &say("在石桥那头"), None).await.unwrap();
    tickets::take(&worker, id).await.unwrap();
    worker.send_ticket_message(id, &say("今天下午去看"), None).await.unwrap();
    let neighbour = server.signed_in(Role::Resident, tickets::HOME);
    tickets::report(&neighbour, "井盖松动").await;

    let data = resident.export_me().await.unwrap();
    assert_eq!(data.tickets.len(), 1);
    let copied = &data.tickets[0];
    assert_eq!((copied.ticket.id, copied.ticket.text.as_str()), (id, "路灯不亮"));
    let words: Vec<_> = copied.words.iter().map(|w| (w.kind.as_str(), w.text.as_str())).collect();
    assert_eq!(words, [("message", "在石桥那头")]);
    assert!(worker.export_me().await.unwrap().tickets.is_empty());
}

#[actix_web::test]
async fn a_closed_account_leaves_nothing_personal_behind() {
    let server = TestServer::start().await;
    let mut user = new_user("lin.xia");
    user.phone = Some("13800000000".into());
    server.anonymous().create_user(&user).await.unwrap();
    let browser = server.browser("lin.xia", PASSWORD).await;
    let with = |password: &str| ConfirmWithPassword { password: password.into() };
    assert_eq!(code(browser.client.close_my_account(&with("wrong password")).await), "password_wrong");
    let me = browser.client.get_me().await.unwrap().body.id;
    happen(&server, "password.reset_code_issued", "1/", None, &format!("user:{me}")).await;
    notifications::told(&browser.client, 1).await;
    browser.client.close_my_account(&with(PASSWORD)).await.unwrap();
    assert_eq!(notifications::rows(&server, me), 0);
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
    assert_eq!(code(server.refresh(&browser.cookie).send().await), "session_over");
    for login in ["lin.xia", "13800000000"] {
        assert_eq!(
            code(server.anonymous().create_session(&sign_in(login, PASSWORD)).await),
            "sign_in_failed"
        );
    }
    // The name is free again.
    server.register("lin.xia").await;
}

#[actix_web::test]
async fn who_holds_a_role_gives_it_back_before_closing_the_account() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    server.world.grant(&server.store, browser.signed_in.user_id, Role::Inspector, "1/1/");
    let body = ConfirmWithPassword { password: PASSWORD.into() };
    assert_eq!(code(browser.client.close_my_account(&body).await), "grants_held");
}

#[actix_web::test]
async fn a_code_from_the_counter_sets_a_new_password_once() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    let admin = server.signed_in(Role::Administrator, "1/");
    let first = admin.create_password_reset_code(browser.signed_in.user_id).await.unwrap();
    let second = admin.create_password_reset_code(browser.signed_in.user_id).await.unwrap();
    let reset = |code: &str, password: &str| ResetPassword {
        login: "lin.xia".into(),
        code: code.into(),
        new_password: password.into(),
    };
    let anybody = server.anonymous();
    assert_eq!(code(anybody.reset_password(&reset(&first.code, NEW_PASSWORD)).await), "code_refused");
    let typed = second.code.to_lowercase().replace('-', " ");
    anybody.reset_password(&reset(&typed, NEW_PASSWORD)).await.unwrap();
    assert_eq!(code(anybody.reset_password(&reset(&second.code, PASSWORD)).await), "code_refused");
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
    server.browser("lin.xia", NEW_PASSWORD).await;
}

#[actix_web::test]
async fn a_reset_code_allows_five_tries_and_a_day() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let user = server.browser("lin.xia", PASSWORD).await.signed_in.user_id;
    let issue = || {
        let keyring = server.state.keyring.clone();
        server.store.write(move |tx| identity::issue_reset_code(tx, &keyring, None, user)).unwrap().0
    };
    let tries = |code: String| {
        let client = server.anonymous();
        async move {
            let body = ResetPassword { login: "lin.xia".into(), code, new_password: NEW_PASSWORD.into() };
            client.reset_password(&body).await
        }
    };
    let tried = issue();
    for _ in 0..5 {
        assert_eq!(code(tries("0000-0000-0000".into()).await), "code_refused");
    }
    assert_eq!(code(tries(tried).await), "code_refused");
    server.wait(chrono::TimeDelta::hours(1));
    let late = issue();
    server.wait(chrono::TimeDelta::hours(24));
    assert_eq!(code(tries(late).await), "code_refused");
}

#[actix_web::test]
async fn a_closed_account_is_neither_locked_nor_given_a_new_password() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    let user = browser.signed_in.user_id;
    browser.client.close_my_account(&ConfirmWithPassword { password: PASSWORD.into() }).await.unwrap();
    let admin = server.signed_in(Role::Administrator, "1/");
    assert_eq!(code(admin.lock_user(user).await), "account_closed");
    assert_eq!(code(admin.create_password_reset_code(user).await), "account_closed");
}

#[actix_web::test]
async fn without_a_number_there_is_none_to_confirm() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let me = server.browser("lin.xia", PASSWORD).await.client;
    let body = ConfirmWithPassword { password: PASSWORD.into() };
    assert_eq!(code(me.send_phone_code(&body).await), "phone_missing");
}
