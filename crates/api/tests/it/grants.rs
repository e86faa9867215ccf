use chrono::TimeDelta;
use contract::{
    grants::{CreateGrant, FindGrantee, ListGrants},
    problems::Problem,
};
use domain::{
    ids::{GrantId, UserId},
    permissions::Role,
};
use uuid::Uuid;

use crate::support::{TestServer, code};

fn grant(server: &TestServer, user_id: UserId, role: Role, path: &str) -> CreateGrant {
    CreateGrant {
        user_id,
        role,
        area_id: server.world.area(path),
        provider_id: None,
        from: None,
        until: None,
    }
}

fn newcomer(server: &TestServer) -> (UserId, domain::ids::SessionId) {
    server.world.person(&server.store, None)
}

#[actix_web::test]
async fn a_role_works_once_it_is_given_and_stops_when_it_is_taken() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let person = newcomer(&server);
    let client = server.client_of(person);
    assert_eq!(code(client.list_grants(&ListGrants::default()).await), "not_allowed");

    let given =
        administrator.create_grant(&grant(&server, person.0, Role::Official, "1/1/"), None).await.unwrap();
    assert_eq!(given.body.area_path.as_str(), "1/1/");
    let seen = client.list_grants(&ListGrants::default()).await.unwrap();
    assert_eq!(seen.items, vec![given.body.clone()]);

    administrator.revoke_grant(given.body.id).await.unwrap();
    assert_eq!(code(client.list_grants(&ListGrants::default()).await), "not_allowed");
    assert_eq!(code(administrator.revoke_grant(given.body.id).await), "grant_ended");
}

#[actix_web::test]
async fn nobody_grants_above_their_own_area_or_role() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let person = newcomer(&server).0;
    for (role, path) in [
        (Role::Official, "1/1/1/"),
        (Role::Administrator, "1/1/1/"),
        (Role::Treasurer, "1/1/"),
        (Role::GridWorker, "1/"),
        (Role::GridWorker, "1/2/1/"),
    ] {
        let refused = official.create_grant(&grant(&server, person, role, path), None).await;
        assert_eq!(code(refused), "not_allowed", "{role:?} at {path}");
    }
    let worker = official.create_grant(&grant(&server, person, Role::GridWorker, "1/1/1/1/"), None).await;
    assert!(worker.is_ok());
}

#[actix_web::test]
async fn nobody_gives_themselves_a_role() {
    let server = TestServer::start().await;
    let own = server.world.person(&server.store, Some((Role::Administrator, "1/")));
    let client = server.client_of(own);
    let refused = client.create_grant(&grant(&server, own.0, Role::Auditor, "1/1/"), None).await;
    assert_eq!(code(refused), "grant_to_oneself");
}

#[actix_web::test]
async fn residence_is_not_granted() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let resident = grant(&server, newcomer(&server).0, Role::Resident, "1/1/1/1/1/");
    assert_eq!(code(administrator.create_grant(&resident, None).await), "resident_not_granted");
}

#[actix_web::test]
async fn the_same_role_in_the_same_time_is_given_once() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let now = server.store.db.now();
    let mut wanted = grant(&server, newcomer(&server).0, Role::Inspector, "1/1/");
    wanted.until = Some(now + TimeDelta::days(10));
    assert!(administrator.create_grant(&wanted, None).await.is_ok());
    wanted.from = Some(now + TimeDelta::days(9));
    wanted.until = None;
    assert_eq!(code(administrator.create_grant(&wanted, None).await), "grant_held");
    wanted.from = Some(now + TimeDelta::days(10));
    assert!(administrator.create_grant(&wanted, None).await.is_ok());
}

#[actix_web::test]
async fn a_retried_grant_is_the_same_grant() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let wanted = grant(&server, newcomer(&server).0, Role::Inspector, "1/1/");
    let first = administrator.create_grant(&wanted, Some("key-1")).await.unwrap();
    let again = administrator.create_grant(&wanted, Some("key-1")).await.unwrap();
    assert_eq!(first.body.id, again.body.id);
    let other = grant(&server, newcomer(&server).0, Role::Inspector, "1/1/");
    assert_eq!(code(administrator.create_grant(&other, Some("key-1")).await), "idempotency_key_reused");
}

#[actix_web::test]
async fn a_term_that_ends_before_it_begins_is_refused() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let mut wanted = grant(&server, newcomer(&server).0, Role::Inspector, "1/1/");
    wanted.until = Some(server.store.db.now());
    let refused = administrator.create_grant(&wanted, None).await;
    let Err(client::ClientError::Problem(problem)) = refused else { panic!("{refused:?}") };
    let Problem { code, errors, .. } = *problem;
    assert_eq!((&*code, &*errors[0].pointer, &*errors[0].code), ("fields_invalid", "/until", "interval"));
}

#[actix_web::test]
async fn a_grant_that_has_run_out_works_no_more() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let person = newcomer(&server);
    let mut wanted = grant(&server, person.0, Role::Auditor, "1/1/");
    wanted.until = Some(server.store.db.now() + TimeDelta::minutes(5));
    administrator.create_grant(&wanted, None).await.unwrap();
    let client = server.client_of(person);
    assert!(client.list_grants(&ListGrants::default()).await.is_ok());
    server.store.clock.advance(TimeDelta::minutes(5));
    server.state.forget_actors();
    assert_eq!(code(client.list_grants(&ListGrants::default()).await), "not_allowed");
}

#[actix_web::test]
async fn the_last_administrator_stays() {
    let server = TestServer::start().await;
    let own = server.world.person(&server.store, None);
    let id = server.world.grant(&server.store, own.0, Role::Administrator, "1/");
    let client = server.client_of(own);
    assert_eq!(code(client.revoke_grant(id).await), "last_administrator");
    let below = newcomer(&server).0;
    server.world.grant(&server.store, below, Role::Administrator, "1/1/");
    assert_eq!(code(client.revoke_grant(id).await), "last_administrator");
    server.world.grant(&server.store, newcomer(&server).0, Role::Administrator, "1/");
    client.revoke_grant(id).await.unwrap();
}

#[actix_web::test]
async fn two_administrators_cannot_take_each_others_role_at_once() {
    for _ in 0..3 {
        let server = TestServer::start().await;
        let people = [newcomer(&server), newcomer(&server)];
        let ids = people.map(|(user, _)| server.world.grant(&server.store, user, Role::Administrator, "1/"));
        let [one, other] = people.map(|person| server.client_of(person));
        let (first, second) = tokio::join!(one.revoke_grant(ids[1]), other.revoke_grant(ids[0]));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    }
}

#[actix_web::test]
async fn what_one_may_not_see_is_not_there() {
    let server = TestServer::start().await;
    let person = newcomer(&server).0;
    let id = server.world.grant(&server.store, person, Role::GridWorker, "1/2/1/1/");
    let official = server.signed_in(Role::Official, "1/1/");
    assert_eq!(code(official.revoke_grant(id).await), "not_found");
    assert_eq!(code(official.revoke_grant(GrantId(Uuid::nil())).await), "not_found");
    let auditor = server.signed_in(Role::Auditor, "1/2/");
    assert_eq!(code(auditor.revoke_grant(id).await), "not_allowed");
    let seen = official.list_grants(&ListGrants::default()).await.unwrap();
    assert!(seen.items.iter().all(|grant| grant.id != id));
}

#[actix_web::test]
async fn grants_are_listed_page_by_page_and_filtered() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    for path in ["1/1/1/1/", "1/1/1/2/", "1/1/2/1/", "1/2/1/1/"] {
        let worker = grant(&server, newcomer(&server).0, Role::GridWorker, path);
        administrator.create_grant(&worker, None).await.unwrap();
        server.store.clock.advance(TimeDelta::seconds(1));
    }
    let role = Some(Role::GridWorker);
    let mut query = ListGrants { role, limit: Some(3), ..ListGrants::default() };
    let first = administrator.list_grants(&query).await.unwrap();
    query.after = first.next.clone();
    let second = administrator.list_grants(&query).await.unwrap();
    let paths: Vec<String> =
        first.items.iter().chain(&second.items).map(|grant| grant.area_path.to_string()).collect();
    assert_eq!(paths, ["1/2/1/1/", "1/1/2/1/", "1/1/1/2/", "1/1/1/1/"]);
    assert_eq!(second.next, None);
    let under_id = Some(server.world.area("1/1/1/"));
    let under = ListGrants { role, under_id, ..ListGrants::default() };
    assert_eq!(administrator.list_grants(&under).await.unwrap().items.len(), 2);
    let bad = ListGrants { after: Some("nonsense".to_owned()), ..ListGrants::default() };
    assert_eq!(code(administrator.list_grants(&bad).await), "query_invalid");
}

#[actix_web::test]
async fn an_unknown_person_or_area_is_named_as_the_bad_field() {
    let server = TestServer::start().await;
    let administrator = server.signed_in(Role::Administrator, "1/");
    let nobody = grant(&server, UserId(Uuid::nil()), Role::GridWorker, "1/1/");
    assert_eq!(code(administrator.create_grant(&nobody, None).await), "fields_invalid");
    let nowhere = CreateGrant {
        area_id: domain::ids::AreaId(Uuid::nil()),
        ..grant(&server, newcomer(&server).0, Role::GridWorker, "1/1/")
    };
    assert_eq!(code(administrator.create_grant(&nowhere, None).await), "fields_invalid");
}

#[actix_web::test]
async fn a_grantee_is_found_by_the_whole_name_only_and_shown_masked() {
    let server = TestServer::start().await;
    let keyring = server.state.keyring.clone();
    let new = app::identity::NewUser {
        login: domain::identity::LoginName::new("lin.xia").unwrap(),
        display_name: domain::identity::DisplayName::new("林小霞").unwrap(),
        password_hash: None,
        phone: Some(domain::identity::Phone::new("13900000001").unwrap()),
        locale: contract::lang::Lang::ZhHans,
        terms_accepted_at: None,
        demo: false,
    };
    let user = server.store.write(move |tx| app::identity::create_user(tx, &keyring, None, &new)).unwrap();
    let official = server.signed_in(Role::Official, "1/1/");
    let find = |text: &str| FindGrantee { login_or_phone: text.to_owned() };
    let found = official.find_grantee(&find("Lin.Xia")).await.unwrap();
    assert_eq!((found.user_id, &*found.display_name), (user, "林**"));
    for other in ["lin.xi", "lin", "lin%", "nobody"] {
        assert_eq!(code(official.find_grantee(&find(other)).await), "not_found", "{other}");
    }
    // A number that nobody has shown to be theirs leads to nobody.
    assert_eq!(code(official.find_grantee(&find("13900000001")).await), "not_found");
    let resident = server.signed_in(Role::Resident, "1/1/1/1/1/");
    assert_eq!(code(resident.find_grantee(&find("lin.xia")).await), "not_allowed");
}
