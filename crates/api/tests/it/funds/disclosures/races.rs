//! What happens at the same moment: several who sign, several who publish, several who prepare.

use contract::funds::Disclosure;
use domain::{funds::Signatory, permissions::Role};

use super::{FIRST, TOWN, Town, day, sign, signatories};
use crate::support::{ask_at_once, code, outcomes};

#[actix_web::test]
async fn all_who_sign_at_once_have_signed_and_one_of_each_office_stands() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let made = it.prepared(FIRST).await;
    let office = |n: usize| if n.is_multiple_of(2) { Signatory::Treasurer } else { Signatory::Auditor };
    let role = |n: usize| if n.is_multiple_of(2) { Role::Treasurer } else { Role::Auditor };
    let clients = (0..10).map(|n| it.fresh(role(n))).collect();
    let copy = made.clone();
    let answers = ask_at_once(clients, move |n, client| {
        let made = copy.clone();
        async move { sign(&client, &made, office(n)).await }
    });
    assert_eq!(outcomes(answers.await), (10, vec![]));
    let signed = it.fresh(Role::Auditor).get_disclosure(made.id).await.unwrap().body;
    assert_eq!(signatories(&signed), [Signatory::Treasurer, Signatory::Auditor]);
    assert_eq!(signed.version, made.version + 10);
    it.fresh(Role::Treasurer).publish_disclosure(made.id, None).await.unwrap();
}

#[actix_web::test]
async fn one_person_at_both_desks_at_once_signs_at_one() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let made = it.prepared(FIRST).await;
    let both = it.person(Role::Treasurer);
    it.server.world.grant(&it.server.store, both.0, Role::Auditor, TOWN);
    let clients = vec![it.client(both), it.client(both)];
    let answers = ask_at_once(clients, move |n, client| {
        let made = made.clone();
        let office = if n == 0 { Signatory::Treasurer } else { Signatory::Auditor };
        async move { sign(&client, &made, office).await }
    });
    assert_eq!(outcomes(answers.await), (1, vec!["disclosure_same_person".to_owned()]));
}

#[actix_web::test]
async fn it_is_published_once_however_many_do_it_at_once() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let made = it.sign_both(&it.prepared(FIRST).await).await;
    let id = made.id;
    let role = |n: usize| if n.is_multiple_of(2) { Role::Treasurer } else { Role::Official };
    let clients = (0..8).map(|n| it.fresh(role(n))).collect();
    let answers =
        ask_at_once(clients, move |_, client| async move { client.publish_disclosure(id, None).await });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (1, vec!["disclosure_published".to_owned(); 7]));
}

#[actix_web::test]
async fn one_account_comes_of_all_who_prepare_it_at_once() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let fund = it.fund;
    let clients = (0..8).map(|_| it.fresh(Role::Treasurer)).collect();
    let answers = ask_at_once(clients, move |_, client| async move {
        let body = contract::funds::PrepareDisclosure { from: day(FIRST), note: String::new() };
        client.prepare_disclosure(fund, &body, None).await.map(|made| made.body)
    });
    let made: Vec<Disclosure> = answers.await.into_iter().map(Result::unwrap).collect();
    assert!(made.iter().all(|one| *one == made[0]));
    let unread = Disclosure { document_hash: domain::journal::NodeHash([1; 32]), ..made[0].clone() };
    assert_eq!(code(sign(&it.fresh(Role::Auditor), &unread, Signatory::Auditor).await), "disclosure_changed");
}
