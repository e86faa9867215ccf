//! Two people press at once.

use contract::tickets::{DecideQuotation, ReportOnCall};
use domain::{
    permissions::Role,
    tickets::{CallState, Payer, QuotationState},
};

use super::{Scene, because, to};
use crate::{
    support::{ask_at_once, outcomes},
    tickets::take,
};

#[actix_web::test]
async fn of_two_colleagues_one_takes_and_the_other_hears_it() {
    let scene = Scene::open().await;
    for _ in 0..5 {
        let id = scene.entrusted().await;
        let both = [scene.mechanic_person, scene.colleague_person].map(|person| scene.again(person)).to_vec();
        let answers = ask_at_once(both, move |_, client| async move { take(&client, id).await });
        let (good, codes) = outcomes(answers.await);
        assert_eq!((good, codes), (1, vec!["ticket_already_taken".to_owned()]));
    }
}

#[actix_web::test]
async fn a_price_is_decided_on_once_and_a_call_is_answered_once() {
    let scene = Scene::open().await;
    let id = scene.taken().await;
    let quoted = scene.mechanic.quote_ticket(id, &scene.quote(Payer::Reporter), None).await.unwrap().body;
    let quotation = quoted.quotations[0].id;
    // Each of them has connections of their own.
    let mut clients: Vec<_> = (0..3).map(|_| scene.again(scene.resident_person)).collect();
    clients.push(scene.again(scene.mechanic_person));
    let answers = ask_at_once(clients, move |index, client| async move {
        let body = DecideQuotation { accepted: index == 0, text: Some("好".to_owned()) };
        match index {
            3 => client.withdraw_quotation(quotation, &because("重报"), None).await,
            _ => client.decide_quotation(quotation, &body, None).await,
        }
    });
    let (good, codes) = outcomes(answers.await);
    assert_eq!((good, codes), (1, vec!["quotation_ended".to_owned(); 3]));
    let seen = scene.official.get_ticket(id).await.unwrap().body;
    assert_ne!(seen.quotations[0].state, QuotationState::Open);

    let called = scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap().body;
    let call = called.calls[0].id;
    let mut clients: Vec<_> = (0..3).map(|_| scene.again(scene.mechanic_person)).collect();
    clients.push(scene.again(scene.worker_person));
    let answers = ask_at_once(clients, move |index, client| async move {
        let report = ReportOnCall { text: format!("第{index}份"), photos: vec![] };
        match index {
            3 => client.withdraw_call(call, &because("不用了"), None).await,
            _ => client.report_on_call(call, &report, None).await,
        }
    });
    let (good, codes) = outcomes(answers.await);
    assert_eq!((good, codes), (1, vec!["call_ended".to_owned(); 3]));
    let seen = scene.official.get_ticket(id).await.unwrap().body;
    assert_eq!(seen.ticket.calls_open, 0);
    assert_ne!(seen.calls[0].state, CallState::Open);
}

#[actix_web::test]
async fn the_same_is_called_once_however_many_call() {
    let scene = Scene::open().await;
    let id = scene.ticket().await;
    let out = scene.call(&[scene.company]);
    let clients = (0..4).map(|_| scene.again(scene.worker_person)).collect();
    let answers = ask_at_once(clients, move |_, client| {
        let out = out.clone();
        async move { client.call_providers(id, &out, None).await }
    });
    let (good, codes) = outcomes(answers.await);
    assert_eq!((good, codes), (1, vec!["call_repeated".to_owned(); 3]));
    assert_eq!(scene.official.get_ticket(id).await.unwrap().body.ticket.calls_open, 1);
}

#[actix_web::test]
async fn a_ticket_goes_to_one_of_two_companies_and_only_one_sees_it() {
    let scene = Scene::open().await;
    let kind = domain::providers::ProviderKind::Other;
    let other = super::provider(&scene.server, super::TOWN, "青禾维修", kind).await;
    let id = scene.ticket().await;
    let companies = [scene.company, other];
    let officials = (0..2).map(|_| scene.server.signed_in(Role::Official, super::TOWN)).collect();
    let answers = ask_at_once(officials, move |index, official| {
        let company = companies[index];
        async move { official.entrust_ticket(id, &to(company), None).await }
    });
    // Both succeed, one after the other; the last one has it.
    assert_eq!(outcomes(answers.await).0, 2);
    let kept = scene.official.get_ticket(id).await.unwrap().body.ticket.provider.unwrap().id;
    let sees = scene.mechanic.get_ticket(id).await.is_ok();
    assert_eq!(sees, kept == scene.company);
}
