//! Who takes which step: three different people, each within the limits of their roles, and nobody for themselves.

use contract::funds::{AddPayee, NewFund, ProposeDisbursement};
use domain::permissions::Role;

use super::{Paying, because, number};
use crate::{
    funds::TOWN,
    points::{fault, faults},
    support::code,
    tickets::partners::provider,
};

#[actix_web::test]
async fn one_person_takes_one_step_whatever_their_roles() {
    let it = Paying::new().await;
    let all = [Role::Official, Role::CouncilMember, Role::Treasurer];
    let clients: Vec<_> = (0..4).map(|_| it.it.client(it.with_roles(&all))).collect();
    let [one, two, three, four] = &clients[..] else { unreachable!() };
    let content = it.content(one, 10).await;
    let id = one.propose_disbursement(it.it.fund, &content, None).await.unwrap().body.summary.id;
    assert_eq!(code(one.approve_disbursement(id, None).await), "disbursement_same_person");
    assert_eq!(code(one.refuse_disbursement(id, &because("不"), None).await), "disbursement_same_person");
    assert_eq!(code(two.withdraw_disbursement(id, None).await), "disbursement_not_proposer");
    two.approve_disbursement(id, None).await.unwrap();
    for payer in [one, two] {
        assert_eq!(code(payer.pay_disbursement(id, &number("B-1"), None).await), "disbursement_same_person");
    }
    three.pay_disbursement(id, &number("B-1"), None).await.unwrap();
    let reason = because("退回");
    assert_eq!(code(three.reverse_disbursement(id, &reason, None).await), "disbursement_same_person");
    four.reverse_disbursement(id, &reason, None).await.unwrap();
}

#[actix_web::test]
async fn each_role_has_its_steps_and_its_limit_and_roles_elsewhere_do_not_count() {
    let it = Paying::new().await;
    let (office, member, treasurer) = (it.it.official(), it.it.member(0), it.treasurer());
    let fund = it.it.fund;
    let content = it.content(&treasurer, 10).await;
    assert_eq!(code(treasurer.propose_disbursement(fund, &content, None).await), "disbursement_no_role");
    let id = it.proposed(10).await;
    assert_eq!(code(treasurer.approve_disbursement(id, None).await), "disbursement_no_role");
    it.it.member(1).approve_disbursement(id, None).await.unwrap();
    assert_eq!(code(member.pay_disbursement(id, &number("B-1"), None).await), "disbursement_no_role");
    assert_eq!(code(member.refuse_disbursement(id, &because("不"), None).await), "disbursement_no_role");
    treasurer.pay_disbursement(id, &number("B-1"), None).await.unwrap();
    assert_eq!(code(office.reverse_disbursement(id, &because("不"), None).await), "disbursement_no_role");
    // Above what the charter lets anybody take a step for.
    let content = it.content(&office, 1_000_001).await;
    assert_eq!(code(it.try_propose(&content).await), "disbursement_above_limit");
    let village = it.it.server.signed_in(Role::CouncilMember, "1/1/1/");
    let id = it.proposed(10).await;
    assert_eq!(code(village.approve_disbursement(id, None).await), "not_found");
    let county = it.it.server.signed_in(Role::CouncilMember, "1/");
    county.approve_disbursement(id, None).await.unwrap();
}

#[actix_web::test]
async fn nobody_approves_or_pays_what_goes_to_them_or_to_whom_they_serve() {
    let it = Paying::new().await;
    let office = it.it.official();
    let both = it.with_roles(&[Role::CouncilMember, Role::Treasurer, Role::ProviderStaff]);
    let client = it.it.client(both);
    let login = it.it.login(both.0);
    let account = AddPayee::Account { login };
    let own = office.add_payee(it.it.fund, &account, None).await.unwrap();
    assert!(own.has_account);
    assert_eq!(code(office.add_payee(it.it.fund, &account, None).await), "payee_taken");
    let kind = domain::providers::ProviderKind::Shop;
    let shop = provider(&it.it.server, "1/1/", "便民超市", kind).await;
    it.it.server.world.serve(&it.it.server.store, both.0, shop);
    it.it.server.state.forget_actors();
    let served = AddPayee::Provider { provider_id: shop };
    let served = office.add_payee(it.it.fund, &served, None).await.unwrap();
    for payee_id in [own.id, served.id] {
        let content = ProposeDisbursement { payee_id, ..it.content(&office, 10).await };
        let id = it.try_propose(&content).await.unwrap().summary.id;
        assert_eq!(code(client.approve_disbursement(id, None).await), "disbursement_own_payment");
        it.it.member(0).approve_disbursement(id, None).await.unwrap();
        assert_eq!(code(client.pay_disbursement(id, &number("B-1"), None).await), "disbursement_own_payment");
        it.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
    }
}

#[actix_web::test]
async fn payees_that_are_none_are_refused() {
    let it = Paying::new().await;
    let office = it.it.official();
    let add = |new: AddPayee| {
        let (office, fund) = (office.clone(), it.it.fund);
        async move { office.add_payee(fund, &new, None).await }
    };
    let nobody = AddPayee::Account { login: "nobody_at_all".to_owned() };
    assert_eq!(faults(add(nobody).await), fault("/login", "not_found"));
    let none = AddPayee::Provider { provider_id: domain::ids::ProviderId(it.it.fund.0) };
    assert_eq!(faults(add(none).await), fault("/provider_id", "not_found"));
    let blank = AddPayee::Person { name: " ".to_owned() };
    assert_eq!(faults(add(blank).await), fault("/name", "required"));
    let area_id = it.it.server.world.area(TOWN);
    let new = NewFund { area_id, name: "助学基金".to_owned(), description: "助学".to_owned() };
    let other = office.create_fund(&new, None).await.unwrap().body.id;
    let named = AddPayee::Person { name: "热心居民".to_owned() };
    let of_other = office.add_payee(other, &named, None).await.unwrap().id;
    let content = it.content(&office, 10).await;
    for payee_id in [of_other, domain::ids::PayeeId(it.it.fund.0)] {
        let content = ProposeDisbursement { payee_id, ..content.clone() };
        assert_eq!(faults(it.try_propose(&content).await), fault("/payee_id", "not_found"));
    }
}
