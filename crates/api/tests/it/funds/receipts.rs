//! Receipts, and the proofs beside them.

use std::time::Duration;

use client::{Client, ClientError};
use contract::journal::InclusionProof;
use domain::{ids::IncomeId, permissions::Role};

use super::{
    Town,
    income::{confirmation, promise, reason},
};
use crate::support::code;

async fn proof(client: &Client, id: IncomeId) -> InclusionProof {
    for _ in 0..500 {
        match client.prove_income(id, None).await {
            Ok(proof) => return proof,
            Err(ClientError::Problem(problem)) if problem.code == "entry_not_sealed" => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            Err(other) => panic!("{other}"),
        }
    }
    panic!("the sealer does nothing");
}

#[actix_web::test]
async fn who_gave_has_a_receipt_and_its_proof_and_nobody_else_does() {
    let it = Town::open(3).await;
    let (resident, treasurer) = (it.server.signed_in(Role::Resident, "1/1/1/1/1/"), it.treasurer());
    let id = resident.promise_donation(it.fund, &promise(12_345, false), None).await.unwrap().body.id;
    assert_eq!(code(resident.get_receipt(id).await), "income_not_received");
    assert_eq!(code(resident.prove_income(id, None).await), "income_not_received");
    let received = treasurer.confirm_income(id, &confirmation("R-1", 12_345), None).await.unwrap().body;
    let stranger = it.server.signed_in(Role::Resident, "1/1/1/1/2/");
    assert_eq!(code(stranger.get_receipt(id).await), "not_found");
    assert_eq!(code(stranger.prove_income(id, None).await), "not_found");
    for client in [&resident, &treasurer, &it.client(it.person(Role::Auditor))] {
        assert!(client.get_receipt(id).await.unwrap().starts_with(b"%PDF"));
    }
    let proof = proof(&resident, id).await;
    assert_eq!(Some(proof.entry.id), received.entry_id);
    let text = serde_json::to_string(&proof.entry).unwrap();
    assert!(text.contains(&received.posting_id.unwrap().to_string()), "{text}");
    let before = resident.get_receipt(id).await.unwrap();
    treasurer.reverse_income(id, &reason(), None).await.unwrap();
    // One of what was taken back says so.
    assert_ne!(resident.get_receipt(id).await.unwrap(), before);
}

#[actix_web::test]
async fn what_somebody_gave_to_any_fund_is_listed_to_them_alone() {
    let it = Town::open(3).await;
    let (resident, treasurer) = (it.server.signed_in(Role::Resident, "1/1/1/1/1/"), it.treasurer());
    let first = resident.promise_donation(it.fund, &promise(100, false), None).await.unwrap().body;
    treasurer.confirm_income(first.id, &confirmation("R-1", 100), None).await.unwrap();
    it.server.store.clock.advance(chrono::TimeDelta::minutes(1));
    let later = resident.promise_donation(it.fund, &promise(50, true), None).await.unwrap().body;
    let page = |limit, after| contract::page::PageQuery { limit: Some(limit), after };
    let one = resident.list_my_donations(&page(1, None)).await.unwrap();
    assert_eq!((one.items[0].income.id, one.items[0].fund_name.as_str()), (later.id, "社区公益基金"));
    assert_eq!(one.items[0].income.receipt_number, None);
    let rest = resident.list_my_donations(&page(1, one.next)).await.unwrap();
    assert_eq!((rest.items[0].income.id, rest.items[0].income.receipt_number), (first.id, Some(1)));
    assert_eq!(rest.next, None);
    let other = it.server.signed_in(Role::Resident, "1/1/1/1/2/");
    assert_eq!(other.list_my_donations(&page(20, None)).await.unwrap().items, []);
}
