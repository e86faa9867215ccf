//! Keys: shown once, kept as a hash, revoked at once.

use app::db::{Key, schema::api_keys as t};
use client::ClientError;
use contract::api_keys::{CreateApiKey, ListApiKeys};
use diesel::prelude::*;
use domain::{ids::UserId, permissions::Role};

use super::{TOWN, city, post};
use crate::support::{TestServer, code};

/// Pointer and text of every bad field.
fn faults<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> Vec<(String, String)> {
    match answer.unwrap_err() {
        ClientError::Problem(problem) => {
            problem.errors.into_iter().map(|error| (error.pointer, error.code.into_owned())).collect()
        }
        other => panic!("{other}"),
    }
}

fn wanted(server: &TestServer, path: &str) -> CreateApiKey {
    CreateApiKey { area_id: server.world.area(path), name: "市民热线平台".to_owned(), login: None }
}

async fn works(server: &TestServer, secret: &str, text: &str) -> u16 {
    let form = format!("api_key={secret}&service_code=facilities&address_string=x&description={text}");
    post(server, &format!("requests.json?jurisdiction_id={TOWN}"), &form).await.status
}

#[actix_web::test]
async fn a_key_is_shown_once_and_kept_as_a_hash() {
    let server = city().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let made = administrator.create_api_key(&wanted(&server, "1/1/")).await.unwrap();
    assert!(made.secret.starts_with("gz_") && made.secret.len() == 46, "{}", made.secret);
    assert_eq!((made.key.area.name.as_str(), made.key.last_used_at), ("青禾镇", None));
    let listed = administrator.list_api_keys(&ListApiKeys::default()).await.unwrap();
    assert_eq!(listed.items, std::slice::from_ref(&made.key));
    assert!(!serde_json::to_string(&listed).unwrap().contains(&made.secret));
    let kept: Vec<u8> = server
        .store
        .db
        .read_blocking(|tx| Ok::<_, app::db::DbError>(t::table.select(t::key_hash).first(tx.db())?))
        .unwrap();
    assert_eq!(kept.len(), 32);
    // Nor is it in the journal.
    crate::journal::sealed(&server, 2).await;
    let journal = server.signed_in(Role::Auditor, "1/").list_journal(&Default::default()).await.unwrap();
    let journal = serde_json::to_string(&journal.items).unwrap();
    assert!(journal.contains("api_key.added") && !journal.contains(&made.secret[3..]));

    assert_eq!(works(&server, &made.secret, "a").await, 201);
    let used = administrator.list_api_keys(&ListApiKeys::default()).await.unwrap().items.remove(0);
    assert!(used.last_used_at.is_some());
}

#[actix_web::test]
async fn a_revoked_key_opens_nothing() {
    let server = city().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let made = administrator.create_api_key(&wanted(&server, "1/1/")).await.unwrap();
    assert_eq!(works(&server, &made.secret, "a").await, 201);
    let revoked = administrator.revoke_api_key(made.key.id).await.unwrap();
    assert_eq!(administrator.revoke_api_key(made.key.id).await.unwrap(), revoked);
    for text in ["a", "b"] {
        assert_eq!(works(&server, &made.secret, text).await, 403);
    }
    crate::journal::sealed(&server, 4).await;
    let journal =
        server.signed_in(Role::Auditor, "1/").list_journal(&Default::default()).await.unwrap().items;
    assert_eq!(journal.iter().filter(|entry| entry.event == "api_key.revoked").count(), 1);
}

#[actix_web::test]
async fn a_key_may_no_more_than_its_person() {
    let server = city().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let (worker, _) = server.world.person(&server.store, Some((Role::GridWorker, "1/1/")));
    let login = login(&server, worker);
    let acts_as = CreateApiKey { login: Some(login.clone()), ..wanted(&server, "1/1/") };
    let made = administrator.create_api_key(&acts_as).await.unwrap();
    assert_eq!(made.key.user_id, worker);
    assert_eq!(works(&server, &made.secret, "a").await, 201);
    // A worker of one town does not report in the other, and nobody is nobody.
    for bad in [
        CreateApiKey { login: Some(login), ..wanted(&server, "1/2/") },
        CreateApiKey { login: Some("nobody".to_owned()), ..wanted(&server, "1/1/") },
    ] {
        assert_eq!(faults(administrator.create_api_key(&bad).await)[0], ("/login".into(), "reporter".into()));
    }
    lock(&server, worker);
    assert_eq!(works(&server, &made.secret, "b").await, 403);
}

fn login(server: &TestServer, user: UserId) -> String {
    use app::db::schema::users as u;
    let read = |tx: &mut app::db::Tx<'_>| -> Result<String, app::db::DbError> {
        Ok(u::table.find(Key(user)).select(u::login).first(tx.db())?)
    };
    server.store.db.read_blocking(read).unwrap()
}

fn lock(server: &TestServer, user: UserId) {
    use app::db::schema::users as u;
    let lock = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        Ok(diesel::update(u::table.find(Key(user))).set(u::state.eq("locked")).execute(tx.db())?)
    };
    server.store.write(lock).unwrap();
}

#[actix_web::test]
async fn only_administrators_of_the_area_know_of_keys() {
    let server = city().await;
    let administrator = server.signed_in(Role::Administrator, "1/1/");
    let made = administrator.create_api_key(&wanted(&server, "1/1/1/")).await.unwrap();
    let outside = server.signed_in(Role::Administrator, "1/2/");
    let official = server.signed_in(Role::Official, "1/");
    for stranger in [outside, official] {
        assert_eq!(code(stranger.create_api_key(&wanted(&server, "1/1/1/")).await), "not_allowed");
        assert_eq!(code(stranger.revoke_api_key(made.key.id).await), "not_allowed");
        let query = ListApiKeys { area_id: Some(server.world.area("1/1/")), ..ListApiKeys::default() };
        assert_eq!(code(stranger.list_api_keys(&query).await), "not_allowed");
    }
    let elsewhere = server.signed_in(Role::Administrator, "1/2/");
    assert!(elsewhere.list_api_keys(&ListApiKeys::default()).await.unwrap().items.is_empty());
    assert_eq!(code(administrator.create_api_key(&wanted(&server, "1/")).await), "not_allowed");
    let blank = CreateApiKey { name: "  ".to_owned(), ..wanted(&server, "1/1/") };
    assert_eq!(faults(administrator.create_api_key(&blank).await)[0].0, "/name");
}

#[actix_web::test]
async fn keys_are_listed_in_pages_and_limited() {
    let server = city().await;
    let administrator = server.signed_in(Role::Administrator, "1/1/");
    let mut last = None;
    for _ in 0..50 {
        server.store.clock.advance(chrono::TimeDelta::seconds(1));
        last = Some(administrator.create_api_key(&wanted(&server, "1/1/")).await.unwrap().key);
    }
    assert_eq!(code(administrator.create_api_key(&wanted(&server, "1/1/")).await), "api_keys_full");
    let page = ListApiKeys { limit: Some(30), ..ListApiKeys::default() };
    let first = administrator.list_api_keys(&page).await.unwrap();
    let rest = ListApiKeys { after: first.next.clone(), ..page };
    let rest = administrator.list_api_keys(&rest).await.unwrap();
    assert_eq!((first.items.len(), rest.items.len(), rest.next), (30, 20, None));
    assert_eq!(Some(&first.items[0]), last.as_ref());
    // A revoked one makes room.
    administrator.revoke_api_key(first.items[0].id).await.unwrap();
    administrator.create_api_key(&wanted(&server, "1/1/")).await.unwrap();
}
