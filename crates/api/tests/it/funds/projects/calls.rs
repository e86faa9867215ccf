//! Calls are drafted by the office, read by everybody once published, and closed.

use chrono::TimeDelta;
use contract::funds::{ListProposalCalls, WriteProposalCall};
use domain::{funds::projects::CallStage, permissions::Role};

use super::{super::Town, write_call};
use crate::{
    points::{fault, faults},
    support::{ask_at_once, code, outcomes},
};

#[actix_web::test]
async fn a_call_is_for_those_inside_until_it_is_published_and_stays_as_it_is_then() {
    let it = Town::calling().await;
    let (anyone, manager) = (it.server.anonymous(), it.official());
    let draft = it.call_draft(&write_call(it.now())).await;
    assert_eq!((draft.stage, draft.published_at), (CallStage::Draft, None));
    assert_eq!(code(anyone.get_proposal_call(draft.id).await), "not_found");
    assert_eq!(anyone.list_proposal_calls(&ListProposalCalls::default()).await.unwrap().items, []);
    let treasurer = it.client(it.person(Role::Treasurer));
    assert_eq!(treasurer.get_proposal_call(draft.id).await.unwrap().body, draft);
    assert_eq!(
        treasurer.list_proposal_calls(&ListProposalCalls::default()).await.unwrap().items,
        std::slice::from_ref(&draft)
    );
    assert_eq!(code(manager.close_proposal_call(draft.id, "\"1\"").await), "proposal_call_not_published");
    let other = WriteProposalCall { purposes: vec!["education".to_owned()], ..write_call(it.now()) };
    let revised = manager.revise_proposal_call(draft.id, "\"1\"", &other).await.unwrap().body;
    assert_eq!((&revised.purposes[..], revised.version), (&["education".to_owned()][..], 2));
    assert_eq!(code(manager.revise_proposal_call(draft.id, "\"1\"", &other).await), "changed_meanwhile");
    let published = manager.publish_proposal_call(draft.id, "\"2\"").await.unwrap().body;
    assert_eq!((published.stage, published.published_at), (CallStage::Open, Some(it.now())));
    assert_eq!(anyone.get_proposal_call(draft.id).await.unwrap().body, published);
    assert_eq!(
        code(manager.revise_proposal_call(draft.id, "\"3\"", &other).await),
        "proposal_call_published"
    );
    assert_eq!(code(manager.publish_proposal_call(draft.id, "\"3\"").await), "proposal_call_published");
    let closed = manager.close_proposal_call(draft.id, "\"3\"").await.unwrap().body;
    assert_eq!((closed.stage, closed.closes_at), (CallStage::Closed, it.now()));
    assert_eq!(code(manager.close_proposal_call(draft.id, "\"4\"").await), "proposal_call_closed");
}

#[actix_web::test]
async fn a_call_has_times_and_purposes_of_its_fund() {
    let it = Town::calling().await;
    let manager = it.official();
    let late = WriteProposalCall { closes_at: it.now(), ..write_call(it.now()) };
    assert_eq!(
        faults(manager.draft_proposal_call(it.fund, &late, None).await),
        fault("/closes_at", "call_times")
    );
    let nothing = WriteProposalCall { most_fen: 0, ..write_call(it.now()) };
    assert_eq!(
        faults(manager.draft_proposal_call(it.fund, &nothing, None).await),
        fault("/most_fen", "range")
    );
    let bridge = WriteProposalCall { purposes: vec!["bridge".to_owned()], ..write_call(it.now()) };
    assert_eq!(code(manager.draft_proposal_call(it.fund, &bridge, None).await), "fund_no_purpose");
    let over = WriteProposalCall {
        opens_at: it.now() - TimeDelta::days(2),
        closes_at: it.now(),
        ..write_call(it.now())
    };
    let draft = it.call_draft(&over).await;
    assert_eq!(code(manager.publish_proposal_call(draft.id, "\"1\"").await), "proposal_call_closed");
    let draft = it.call_draft(&write_call(it.now())).await;
    it.fund_is("closing");
    assert_eq!(code(manager.publish_proposal_call(draft.id, "\"1\"").await), "fund_not_open");
    let once = manager.draft_proposal_call(it.fund, &write_call(it.now()), Some("once")).await.unwrap().body;
    let again = manager.draft_proposal_call(it.fund, &write_call(it.now()), Some("once")).await.unwrap().body;
    assert_eq!(once, again);
}

#[actix_web::test]
async fn a_list_of_calls_is_cut_into_pages_and_filtered_by_where_they_stand() {
    let it = Town::calling().await;
    let anyone = it.server.anonymous();
    let later = WriteProposalCall { opens_at: it.now() + TimeDelta::days(1), ..write_call(it.now()) };
    let announced = it.call_draft(&later).await;
    it.official().publish_proposal_call(announced.id, "\"1\"").await.unwrap();
    for _ in 0..3 {
        it.call().await;
    }
    it.call_draft(&later).await;
    let ask = |stage, after| {
        let query = ListProposalCalls { fund_id: Some(it.fund), stage, limit: Some(2), after };
        let anyone = anyone.clone();
        async move { anyone.list_proposal_calls(&query).await.unwrap() }
    };
    let first = ask(None, None).await;
    let second = ask(None, first.next).await;
    assert_eq!((first.items.len(), second.items.len(), second.next), (2, 2, None));
    let counts = [
        ask(Some(CallStage::Announced), None).await.items.len(),
        ask(Some(CallStage::Closed), None).await.items.len(),
        ask(Some(CallStage::Draft), None).await.items.len(),
    ];
    assert_eq!(counts, [1, 0, 0]);
    let open = ask(Some(CallStage::Open), None).await;
    assert_eq!((open.items.len(), ask(Some(CallStage::Open), open.next).await.items.len()), (2, 1));
}

#[actix_web::test]
async fn of_two_who_publish_a_call_one_does() {
    let it = Town::calling().await;
    let draft = it.call_draft(&write_call(it.now())).await.id;
    let clients = (0..8).map(|_| it.official()).collect();
    let answers =
        ask_at_once(
            clients,
            move |_, client| async move { client.publish_proposal_call(draft, "\"1\"").await },
        );
    let (done, refused) = outcomes(answers.await);
    assert_eq!(done, 1);
    assert!(refused.iter().all(|code| code == "changed_meanwhile"), "{refused:?}");
}
