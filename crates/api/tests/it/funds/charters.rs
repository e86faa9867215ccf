//! Funds are founded with a charter; who sees what before everybody does.

use app::testing::fund_rules;
use contract::funds::{FundPurpose, ListFunds, PatchFund, WriteCharter};
use domain::{funds::FundState, permissions::Role};
use sha2::{Digest, Sha256};

use super::{Town, charter, day};
use crate::{
    points::{fault, faults},
    support::code,
};

fn purpose(code: &str) -> FundPurpose {
    FundPurpose { code: code.to_owned(), name: "助学".to_owned() }
}

#[actix_web::test]
async fn a_fund_is_for_those_inside_until_it_is_open() {
    let it = Town::founding().await;
    let anyone = it.server.anonymous();
    assert_eq!(code(anyone.get_fund(it.fund).await), "not_found");
    assert_eq!(code(anyone.list_fund_charters(it.fund).await), "not_found");
    assert_eq!(code(anyone.get_charter(it.charter.summary.id).await), "not_found");
    assert_eq!(anyone.list_funds(&ListFunds::default()).await.unwrap().items, []);
    for role in [Role::Treasurer, Role::Auditor, Role::CouncilMember, Role::Official] {
        let client = it.client(it.person(role));
        let listed = client.list_funds(&ListFunds::default()).await.unwrap().items;
        assert_eq!(listed.iter().map(|fund| fund.id).collect::<Vec<_>>(), [it.fund], "{role:?}");
        assert_eq!(client.list_fund_charters(it.fund).await.unwrap().items.len(), 1, "{role:?}");
    }
    let elsewhere = it.server.signed_in(Role::Official, "1/2/");
    assert_eq!(elsewhere.list_funds(&ListFunds::default()).await.unwrap().items, []);
    assert_eq!(code(elsewhere.change_fund(it.fund, "\"1\"", &PatchFund::default()).await), "not_found");
    let open = ListFunds { state: Some(FundState::Open), ..ListFunds::default() };
    assert_eq!(it.official().list_funds(&open).await.unwrap().items, []);
}

#[actix_web::test]
async fn the_first_charter_comes_into_force_with_its_text_and_stays_as_it_is() {
    let it = Town::founding().await;
    let manager = it.official();
    let id = it.charter.summary.id;
    let text = charter("第一条 本基金用于助学、助老。\n第二条 ……");
    let revised = manager.revise_charter(id, "\"1\"", &text).await.unwrap();
    let hash: [u8; 32] = Sha256::digest(text.document.as_bytes()).into();
    assert_eq!((revised.body.summary.document_hash.0, &revised.body.document), (hash, &text.document));
    assert_eq!(code(manager.revise_charter(id, "\"1\"", &text).await), "changed_meanwhile");
    let second = manager.draft_charter(it.fund, &text, None).await.unwrap();
    assert_eq!(second.body.summary.number, 2);
    assert_eq!(code(manager.found_charter(second.body.summary.id, "\"1\"").await), "charter_not_founding");
    let founded = manager.found_charter(id, "\"2\"").await.unwrap().body.summary;
    assert_eq!((founded.adopted_from, founded.resolution_id), (Some(day("2026-01-05")), None));
    assert_eq!(code(manager.found_charter(id, "\"3\"").await), "charter_adopted");
    assert_eq!(code(manager.revise_charter(id, "\"3\"", &text).await), "charter_adopted");
    assert_eq!(it.shown().await.charter, Some(founded));
    let numbers: Vec<u32> =
        manager.list_fund_charters(it.fund).await.unwrap().items.iter().map(|c| c.number).collect();
    assert_eq!(numbers, [2, 1]);
}

#[actix_web::test]
async fn rules_that_cannot_be_are_named_before_anything_is_saved() {
    let it = Town::founding().await;
    let manager = it.official();
    let write = |change: fn(&mut domain::funds::FundRules)| {
        let mut rules = fund_rules();
        change(&mut rules);
        let body = WriteCharter { rules, ..charter("第一条") };
        let (manager, fund) = (manager.clone(), it.fund);
        async move { faults(manager.draft_charter(fund, &body, None).await) }
    };
    assert_eq!(write(|rules| rules.unrecused_min = 2).await, fault("/rules", "fund_unrecused_min"));
    assert_eq!(write(|rules| rules.disclosure_months = 4).await, fault("/rules", "fund_disclosure"));
    assert_eq!(write(|rules| rules.limits.clear()).await, fault("/rules", "fund_step_nobody"));
    let mut body = serde_json::to_value(charter("第一条")).unwrap();
    body["rules"]["quorum"]["at_least"]["whole"] = 0.into();
    let call = manager.call(reqwest::Method::POST, &format!("/funds/{}/charters", it.fund));
    let answer = call.json(&body).send().await;
    assert_eq!(faults(answer), fault("/rules/quorum/at_least", "type"));
}

#[actix_web::test]
async fn purposes_are_added_once_and_up_to_their_number() {
    let it = Town::founding().await;
    let manager = it.official();
    let added = manager.add_fund_purpose(it.fund, &purpose("education"), Some("once")).await.unwrap().body;
    assert_eq!(added.purposes, [purpose("education")]);
    let again = manager.add_fund_purpose(it.fund, &purpose("education"), Some("once")).await.unwrap().body;
    assert_eq!(again, added);
    assert_eq!(
        code(manager.add_fund_purpose(it.fund, &purpose("education"), None).await),
        "fund_purpose_taken"
    );
    let bad = manager.add_fund_purpose(it.fund, &purpose("Schule"), None).await;
    assert_eq!(faults(bad), fault("/code", "purpose_code"));
    for number in 1..domain::funds::Fund::PURPOSES_MAX {
        manager.add_fund_purpose(it.fund, &purpose(&format!("p{number}")), None).await.unwrap();
    }
    assert_eq!(code(manager.add_fund_purpose(it.fund, &purpose("more"), None).await), "fund_purposes_full");
}

#[actix_web::test]
async fn a_fund_has_so_many_charters_and_no_more() {
    let it = Town::founding().await;
    let manager = it.official();
    for _ in 1..domain::funds::CHARTERS_MAX {
        manager.draft_charter(it.fund, &charter("第一条"), None).await.unwrap();
    }
    assert_eq!(code(manager.draft_charter(it.fund, &charter("第一条"), None).await), "charters_full");
}
