//! Accounts in the hands of those in charge.

use contract::identity::ListUsers;
use domain::{identity::UserState, ids::UserId, permissions::Role};
use uuid::Uuid;

use super::support::{PASSWORD, new_user, sign_in};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn a_locked_account_is_out_at_once_and_in_again_when_unlocked() {
    let server = TestServer::start().await;
    server.register("lin.xia").await;
    let browser = server.browser("lin.xia", PASSWORD).await;
    browser.client.get_me().await.unwrap();
    let admin = server.signed_in(Role::Administrator, "1/");
    let id = browser.signed_in.user_id;
    admin.lock_user(id).await.unwrap();
    assert_eq!(code(browser.client.get_me().await), "sign_in_required");
    assert_eq!(code(server.refresh(&browser.cookie).send().await), "session_over");
    let again = |password: &'static str| {
        let client = server.anonymous();
        async move { client.create_session(&sign_in("lin.xia", password)).await }
    };
    // Only who knows the password learns that the account is locked.
    assert_eq!(code(again("wrong password").await), "sign_in_failed");
    assert_eq!(code(again(PASSWORD).await), "account_locked");
    admin.unlock_user(id).await.unwrap();
    again(PASSWORD).await.unwrap();
}

#[actix_web::test]
async fn nobody_locks_themselves_out() {
    let server = TestServer::start().await;
    let (user, session) = server.world.person(&server.store, Some((Role::Administrator, "1/")));
    let admin = server.client_of((user, session));
    assert_eq!(code(admin.lock_user(user).await), "own_account");
    assert_eq!(code(admin.remove_second_factor(user).await), "own_account");
}

#[actix_web::test]
async fn one_manages_the_people_of_ones_own_places_only() {
    let server = TestServer::start().await;
    let person = |role, path| server.world.person(&server.store, Some((role, path))).0;
    let village_admin = server.signed_in(Role::Administrator, "1/1/1/");
    let inside = person(Role::Resident, "1/1/1/1/1/");
    let above = person(Role::Administrator, "1/");
    let beside = person(Role::GridWorker, "1/2/1/1/");
    let both = person(Role::GridWorker, "1/1/1/1/");
    server.world.grant(&server.store, both, Role::GridWorker, "1/2/1/1/");
    village_admin.create_password_reset_code(inside).await.unwrap();
    for (user, answer) in [
        (above, "not_found"),
        (beside, "not_found"),
        (UserId(Uuid::from_u128(7)), "not_found"),
        // Seen, because of the role here; not in reach, because of the one there.
        (both, "not_allowed"),
    ] {
        assert_eq!(code(village_admin.create_password_reset_code(user).await), answer);
        assert_eq!(code(village_admin.lock_user(user).await), answer);
        assert_eq!(code(village_admin.unlock_user(user).await), answer);
        assert_eq!(code(village_admin.remove_second_factor(user).await), answer);
    }
    let official = server.signed_in(Role::Official, "1/");
    assert_eq!(code(official.lock_user(inside).await), "not_allowed");
    assert_eq!(code(official.list_users(&ListUsers::default()).await), "not_allowed");
}

#[actix_web::test]
async fn the_list_shows_the_people_of_ones_places_and_those_of_none_with_masked_numbers() {
    let server = TestServer::start().await;
    let mut user = new_user("a.newcomer");
    user.phone = Some("13800000000".into());
    server.anonymous().create_user(&user).await.unwrap();
    let person = |role, path| server.world.person(&server.store, Some((role, path))).0;
    let (resident, worker) = (person(Role::Resident, "1/1/1/1/1/"), person(Role::GridWorker, "1/1/1/2/"));
    let elsewhere = person(Role::GridWorker, "1/2/1/1/");
    let admin = server.signed_in(Role::Administrator, "1/1/1/");
    let mut query = ListUsers { limit: Some(2), ..ListUsers::default() };
    let mut found = Vec::new();
    loop {
        let page = admin.list_users(&query).await.unwrap();
        found.extend(page.items);
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    let ids: Vec<UserId> = found.iter().map(|u| u.id).collect();
    assert!(ids.contains(&resident) && ids.contains(&worker) && !ids.contains(&elsewhere));
    assert_eq!(found.len(), 4, "newcomer, resident, worker, and the administrator");
    assert_eq!(found[0].login, "a.newcomer");
    assert_eq!(found[0].phone.as_ref().unwrap().masked, "138****0000");

    let filtered = |query: ListUsers| {
        let admin = admin.clone();
        async move { admin.list_users(&query).await.unwrap().items.len() }
    };
    assert_eq!(filtered(ListUsers { phone: Some("13800000000".into()), ..ListUsers::default() }).await, 1);
    assert_eq!(filtered(ListUsers { name_contains: Some("林".into()), ..ListUsers::default() }).await, 1);
    assert_eq!(filtered(ListUsers { name_contains: Some("%".into()), ..ListUsers::default() }).await, 0);
    assert_eq!(filtered(ListUsers { state: Some(UserState::Locked), ..ListUsers::default() }).await, 0);
}
