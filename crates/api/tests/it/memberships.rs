use contract::memberships::{DecideMembership, JoinHousehold, ListRequests, NewHouseholdCode};
use domain::{
    ids::{AreaId, MembershipId},
    memberships::{Decision, MembershipState, Relation},
    permissions::Role,
};
use uuid::Uuid;

use crate::support::{TestServer, code};

const HOME: &str = "1/1/1/1/1/";
const GRID: &str = "1/1/1/1/";

fn by_code(code: &str) -> JoinHousehold {
    JoinHousehold { code: Some(code.to_owned()), ..JoinHousehold::default() }
}

fn by_request(server: &TestServer, path: &str) -> JoinHousehold {
    JoinHousehold {
        household_id: Some(server.world.area(path)),
        relation: Some(Relation::Tenant),
        code: None,
    }
}

fn verdict(decision: Decision) -> DecideMembership {
    DecideMembership { decision, reason: Some("与登记不符".into()) }
}

fn new_code(uses: u32, days: u32) -> NewHouseholdCode {
    NewHouseholdCode { relation: Relation::Owner, uses, days }
}

fn stranger(server: &TestServer) -> client::Client {
    server.client_of(server.world.person(&server.store, None))
}

#[actix_web::test]
async fn whoever_has_the_code_joins_at_once_and_becomes_a_resident() {
    let server = TestServer::start().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(1, 7)).await.unwrap();
    let person = stranger(&server);
    let made = person.join_household(&by_code(&shown.code.to_lowercase()), None).await.unwrap();
    assert_eq!((made.state, made.relation), (MembershipState::Confirmed, Relation::Owner));
    assert_eq!(made.place, ["云溪县", "青禾镇", "柳塘村", "柳塘一网格", "1号"]);
    assert_eq!(person.list_my_memberships().await.unwrap().items, [made]);
    // The code was for one.
    assert_eq!(
        code(stranger(&server).join_household(&by_code(&shown.code), None).await),
        "household_code_invalid"
    );
}

#[actix_web::test]
async fn a_code_stops_working_after_its_days() {
    let server = TestServer::start().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(10, 1)).await.unwrap();
    server.store.clock.advance(chrono::TimeDelta::hours(25));
    assert_eq!(
        code(stranger(&server).join_household(&by_code(&shown.code), None).await),
        "household_code_invalid"
    );
}

#[actix_web::test]
async fn a_member_does_not_use_the_code_up_again() {
    let server = TestServer::start().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(2, 1)).await.unwrap();
    let person = stranger(&server);
    person.join_household(&by_code(&shown.code), None).await.unwrap();
    assert_eq!(code(person.join_household(&by_code(&shown.code), None).await), "already_member");
    assert!(stranger(&server).join_household(&by_code(&shown.code), None).await.is_ok());
}

#[actix_web::test]
async fn a_retried_join_uses_the_code_once() {
    let server = TestServer::start().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(1, 1)).await.unwrap();
    let person = stranger(&server);
    let first = person.join_household(&by_code(&shown.code), Some("k")).await.unwrap();
    assert_eq!(person.join_household(&by_code(&shown.code), Some("k")).await.unwrap(), first);
}

#[actix_web::test]
async fn wrong_codes_are_counted_and_soon_refused() {
    let server = TestServer::start().await;
    let account = server.world.person(&server.store, None);
    let person = server.client_of(account);
    for n in 0..10 {
        let wrong = by_code(&format!("0000-000{n}"));
        assert_eq!(code(person.join_household(&wrong, None).await), "household_code_invalid");
    }
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(1, 1)).await.unwrap();
    assert_eq!(code(person.join_household(&by_code(&shown.code), None).await), "too_many_requests");
    server.store.clock.advance(chrono::TimeDelta::minutes(61));
    // Signed in anew: an access token lives for minutes only.
    assert!(server.client_of(account).join_household(&by_code(&shown.code), None).await.is_ok());
}

#[actix_web::test]
async fn a_request_waits_for_the_grid_worker() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    let asked = person.join_household(&by_request(&server, HOME), None).await.unwrap();
    assert_eq!(asked.state, MembershipState::Pending);
    assert_eq!(code(person.join_household(&by_request(&server, HOME), None).await), "already_member");

    let worker = server.signed_in(Role::GridWorker, GRID);
    let page = worker.list_memberships(&ListRequests::default()).await.unwrap();
    assert_eq!(page.items.iter().map(|m| m.id).collect::<Vec<_>>(), [asked.id]);
    let decided = worker.decide_membership(asked.id, &verdict(Decision::Accept), None).await.unwrap();
    assert_eq!(decided.state, MembershipState::Confirmed);
    assert_eq!(
        code(worker.decide_membership(asked.id, &verdict(Decision::Refuse), None).await),
        "membership_decided"
    );
    assert!(worker.list_memberships(&ListRequests::default()).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn a_refused_person_reads_why_and_may_ask_again() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    let asked = person.join_household(&by_request(&server, HOME), None).await.unwrap();
    let worker = server.signed_in(Role::Official, "1/1/");
    worker.decide_membership(asked.id, &verdict(Decision::Refuse), None).await.unwrap();
    let mine = person.list_my_memberships().await.unwrap().items;
    assert_eq!((mine[0].state, mine[0].reason.as_deref()), (MembershipState::Refused, Some("与登记不符")));
    assert!(person.join_household(&by_request(&server, HOME), None).await.is_ok());
}

#[actix_web::test]
async fn a_code_confirms_a_waiting_request() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    let asked = person.join_household(&by_request(&server, HOME), None).await.unwrap();
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(1, 1)).await.unwrap();
    let joined = person.join_household(&by_code(&shown.code), None).await.unwrap();
    assert_eq!(
        (joined.id, joined.state, joined.relation),
        (asked.id, MembershipState::Confirmed, Relation::Owner)
    );
}

#[actix_web::test]
async fn a_worker_of_another_grid_neither_sees_nor_decides() {
    let server = TestServer::start().await;
    let asked = stranger(&server).join_household(&by_request(&server, HOME), None).await.unwrap();
    let other = server.signed_in(Role::GridWorker, "1/1/1/2/");
    assert!(other.list_memberships(&ListRequests::default()).await.unwrap().items.is_empty());
    let elsewhere = ListRequests { under_id: Some(server.world.area(GRID)), ..ListRequests::default() };
    assert_eq!(code(other.list_memberships(&elsewhere).await), "not_allowed");
    assert_eq!(code(other.decide_membership(asked.id, &verdict(Decision::Accept), None).await), "not_found");
    assert_eq!(code(other.end_membership(asked.id).await), "not_found");
    assert_eq!(
        code(other.create_household_code(server.world.area(HOME), &new_code(1, 1)).await),
        "not_allowed"
    );
}

#[actix_web::test]
async fn nobody_confirms_themselves_without_the_permission() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    let asked = person.join_household(&by_request(&server, HOME), None).await.unwrap();
    assert_eq!(
        code(person.decide_membership(asked.id, &verdict(Decision::Accept), None).await),
        "not_allowed"
    );
    assert_eq!(code(person.list_memberships(&ListRequests::default()).await), "not_allowed");
    assert_eq!(code(server.anonymous().list_my_memberships().await), "sign_in_required");
}

#[actix_web::test]
async fn who_leaves_or_is_taken_out_is_no_resident_any_more() {
    let server = TestServer::start().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let shown = worker.create_household_code(server.world.area(HOME), &new_code(2, 1)).await.unwrap();
    let (leaver, taken) = (stranger(&server), stranger(&server));
    let leaving = leaver.join_household(&by_code(&shown.code), None).await.unwrap().id;
    let taking = taken.join_household(&by_code(&shown.code), None).await.unwrap().id;
    assert_eq!(code(leaver.leave_household(taking).await), "not_found");
    leaver.leave_household(leaving).await.unwrap();
    assert_eq!(code(leaver.leave_household(leaving).await), "membership_over");
    worker.end_membership(taking).await.unwrap();
    assert_eq!(code(worker.end_membership(taking).await), "membership_over");
    for person in [leaver, taken] {
        assert_eq!(person.list_my_memberships().await.unwrap().items[0].state, MembershipState::Ended);
    }
}

#[actix_web::test]
async fn one_person_belongs_to_several_households() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    for path in [HOME, "1/1/1/1/2/", "1/2/1/1/1/"] {
        person.join_household(&by_request(&server, path), None).await.unwrap();
    }
    assert_eq!(person.list_my_memberships().await.unwrap().items.len(), 3);
}

#[actix_web::test]
async fn waiting_requests_of_one_person_are_limited() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    for path in [HOME, "1/1/1/1/2/", "1/1/1/2/1/", "1/1/2/1/1/", "1/2/1/1/1/"] {
        person.join_household(&by_request(&server, path), None).await.unwrap();
    }
    let sixth = server.world.household(&server.store, GRID, "3号");
    let join = JoinHousehold { household_id: Some(sixth), ..by_request(&server, HOME) };
    assert_eq!(code(person.join_household(&join, None).await), "memberships_full");
    let first = person.list_my_memberships().await.unwrap().items[0].id;
    person.leave_household(first).await.unwrap();
    assert!(person.join_household(&join, None).await.is_ok());
}

#[actix_web::test]
async fn only_a_household_can_be_joined() {
    let server = TestServer::start().await;
    let person = stranger(&server);
    assert_eq!(code(person.join_household(&by_request(&server, GRID), None).await), "not_found");
    let nowhere = JoinHousehold { household_id: Some(AreaId(Uuid::nil())), ..by_request(&server, HOME) };
    assert_eq!(code(person.join_household(&nowhere, None).await), "not_found");
    assert_eq!(code(person.join_household(&JoinHousehold::default(), None).await), "fields_invalid");
    assert_eq!(code(person.leave_household(MembershipId(Uuid::nil())).await), "not_found");
    let worker = server.signed_in(Role::GridWorker, GRID);
    assert_eq!(
        code(worker.create_household_code(server.world.area(GRID), &new_code(1, 1)).await),
        "not_found"
    );
    assert_eq!(
        code(worker.create_household_code(server.world.area(HOME), &new_code(11, 31)).await),
        "fields_invalid"
    );
}
