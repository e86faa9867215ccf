//! What comes in is registered, confirmed once and booked, or taken back.

use app::funds::income::{Filter, list};
use client::Client;
use contract::{
    funds::{
        AddDonor, BringBalance, ConfirmIncome, Income, IncomeReason, IncomeSource, PromiseDonation,
        RegisterIncome,
    },
    page::PageQuery,
};
use domain::{
    funds::income::{Channel, Form, IncomeState},
    ids::DonorId,
    journal::NodeHash,
    permissions::Role,
};

use super::{Town, amount};
use crate::{
    points::{fault, faults},
    support::{assert_sound, code},
};

pub(super) fn reason() -> IncomeReason {
    IncomeReason { reason: "登记有误".to_owned() }
}

pub(super) fn confirmation(reference: &str, fen: i64) -> ConfirmIncome {
    ConfirmIncome { reference: reference.to_owned(), amount_fen: amount(fen) }
}

/// Money of this source, over the bank.
pub(super) fn money(source: IncomeSource, fen: i64, purpose: Option<&str>) -> RegisterIncome {
    RegisterIncome {
        source,
        form: Form::Money,
        amount_fen: amount(fen),
        purpose: purpose.map(str::to_owned),
        channel: Channel::Bank,
        note: String::new(),
    }
}

pub(super) fn promise(fen: i64, named: bool) -> PromiseDonation {
    PromiseDonation { amount_fen: amount(fen), purpose: None, channel: Channel::Counter, named }
}

impl Town {
    pub(super) fn treasurer(&self) -> Client {
        self.client(self.person(Role::Treasurer))
    }

    pub(super) async fn donor(&self, treasurer: &Client, name: &str) -> DonorId {
        treasurer.add_donor(self.fund, &AddDonor { name: name.to_owned() }, None).await.unwrap().id
    }

    /// Registers and confirms it.
    pub(super) async fn receive(&self, treasurer: &Client, new: &RegisterIncome, reference: &str) -> Income {
        let id = treasurer.register_income(self.fund, new, None).await.unwrap().body.id;
        let said = confirmation(reference, new.amount_fen.fen());
        treasurer.confirm_income(id, &said, None).await.unwrap().body
    }

    pub(super) async fn cash(&self) -> i64 {
        self.server.anonymous().get_fund_totals(self.fund).await.unwrap().cash_fen
    }
}

pub(super) fn subsidy() -> IncomeSource {
    IncomeSource::Subsidy { document: "民发〔2026〕1号".to_owned() }
}

#[actix_web::test]
async fn what_comes_is_booked_once_under_the_next_receipt() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let new = money(subsidy(), 5_000, None);
    let expected = treasurer.register_income(it.fund, &new, Some("once")).await.unwrap().body;
    assert_eq!((expected.state, expected.receipt_number, it.cash().await), (IncomeState::Expected, None, 0));
    let wrong = treasurer.confirm_income(expected.id, &confirmation("B-1", 4_999), None).await;
    assert_eq!(code(wrong), "income_other_amount");
    let said = confirmation("B-1", 5_000);
    let received = treasurer.confirm_income(expected.id, &said, None).await.unwrap().body;
    assert_eq!((received.state, received.receipt_number), (IncomeState::Received, Some(1)));
    assert_eq!(it.cash().await, 5_000);
    // Saying the same again changes nothing; another number is another payment.
    let again = it.treasurer().confirm_income(expected.id, &said, None).await.unwrap().body;
    assert_eq!(again, received);
    let other = treasurer.confirm_income(expected.id, &confirmation("B-2", 5_000), None).await;
    assert_eq!(code(other), "income_settled");
    let second = treasurer.register_income(it.fund, &new, None).await.unwrap().body.id;
    assert_eq!(code(treasurer.confirm_income(second, &said, None).await), "income_reference_taken");
    let second = treasurer.confirm_income(second, &confirmation("B-2", 5_000), None).await.unwrap().body;
    assert_eq!((second.receipt_number, it.cash().await), (Some(2), 10_000));
    assert_eq!(code(treasurer.cancel_income(second.id, &reason(), None).await), "income_not_expected");
    assert_sound(&it.server);
}

#[actix_web::test]
async fn what_is_taken_back_is_gone_once_and_stays_in_the_books() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let received = it.receive(&treasurer, &money(subsidy(), 700, None), "B-1").await;
    let reversed = treasurer.reverse_income(received.id, &reason(), Some("once")).await.unwrap().body;
    assert_eq!((reversed.state, reversed.reason), (IncomeState::Reversed, Some(reason().reason)));
    assert!(reversed.reversal_id.is_some() && reversed.receipt_number == Some(1));
    treasurer.reverse_income(received.id, &reason(), Some("once")).await.unwrap();
    assert_eq!(code(treasurer.reverse_income(received.id, &reason(), None).await), "income_not_received");
    let again = treasurer.confirm_income(received.id, &confirmation("B-1", 700), None).await;
    assert_eq!(code(again), "income_not_expected");
    assert_eq!(it.cash().await, 0);
    // The number is free again for what it really was.
    it.receive(&treasurer, &money(subsidy(), 300, None), "B-1").await;
    assert_eq!(it.cash().await, 300);
    assert_sound(&it.server);
}

#[actix_web::test]
async fn nobody_confirms_or_takes_back_their_own_gift() {
    let it = Town::open(3).await;
    let (person, other) = (it.person(Role::Treasurer), it.treasurer());
    let own = it.client(person);
    let gift = own.promise_donation(it.fund, &promise(100, false), None).await.unwrap().body;
    assert_eq!(code(own.confirm_income(gift.id, &confirmation("R-1", 100), None).await), "income_own");
    other.confirm_income(gift.id, &confirmation("R-1", 100), None).await.unwrap();
    assert_eq!(code(own.reverse_income(gift.id, &reason(), None).await), "income_own");
    assert_eq!(it.cash().await, 100);
}

#[actix_web::test]
async fn residents_promise_gifts_up_to_a_number_and_take_them_back() {
    let it = Town::open(3).await;
    let resident = it.server.signed_in(Role::Resident, "1/1/1/1/1/");
    let first = resident.promise_donation(it.fund, &promise(100, true), None).await.unwrap().body;
    for _ in 1..20 {
        resident.promise_donation(it.fund, &promise(100, true), None).await.unwrap();
    }
    assert_eq!(code(resident.promise_donation(it.fund, &promise(100, true), None).await), "promises_full");
    let taken = resident.cancel_income(first.id, &reason(), None).await.unwrap().body;
    assert_eq!(taken.state, IncomeState::Cancelled);
    resident.promise_donation(it.fund, &promise(100, true), None).await.unwrap();
    let treasurer = it.treasurer();
    let said = confirmation("R-1", 100);
    assert_eq!(code(treasurer.confirm_income(first.id, &said, None).await), "income_not_expected");
    let donors = treasurer.list_donors(it.fund, &PageQuery::default()).await.unwrap().items;
    assert_eq!(donors.iter().map(|donor| donor.has_account).collect::<Vec<_>>(), [true]);
    let stranger = it.server.signed_in(Role::Resident, "1/1/1/1/2/");
    assert_eq!(code(stranger.get_income(first.id).await), "not_found");
    assert_eq!(code(stranger.cancel_income(first.id, &reason(), None).await), "not_allowed");
}

#[actix_web::test]
async fn what_the_rules_do_not_know_is_refused_before_it_is_saved() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let donor_id = it.donor(&treasurer, "便民超市").await;
    let register = |new: RegisterIncome| {
        let (treasurer, fund) = (treasurer.clone(), it.fund);
        async move { treasurer.register_income(fund, &new, None).await }
    };
    let rice = RegisterIncome { form: Form::InKind, ..money(IncomeSource::Interest {}, 5, None) };
    assert_eq!(code(register(rice).await), "income_not_in_kind");
    let sponsor = IncomeSource::Sponsorship { donor_id, named: true, agreement: NodeHash([7; 32]) };
    assert_eq!(code(register(money(sponsor, 5, None)).await), "income_no_agreed_use");
    assert_eq!(code(register(money(subsidy(), 5, Some("education"))).await), "fund_no_purpose");
    let online = RegisterIncome { channel: Channel::Online, ..money(subsidy(), 5, None) };
    assert_eq!(faults(register(online).await), fault("/channel", "income_channel"));
    let nobody = IncomeSource::Donation { donor_id: DonorId(it.fund.0), named: true };
    assert_eq!(faults(register(money(nobody, 5, None)).await), fault("/source/donor_id", "not_found"));
    let blank = IncomeSource::Subsidy { document: " ".to_owned() };
    assert_eq!(faults(register(money(blank, 5, None)).await), fault("/source/document", "document_number"));
    let founding = Town::founding().await;
    let early = founding.treasurer().register_income(founding.fund, &money(subsidy(), 5, None), None).await;
    assert_eq!(code(early), "fund_not_open");
}

#[actix_web::test]
async fn opening_balances_are_brought_in_once_for_each_purpose() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let new = BringBalance { purpose: None, amount_fen: amount(900), note: "结存".to_owned() };
    let all = treasurer.bring_balance(it.fund, &new, Some("once")).await.unwrap().items;
    assert_eq!((all.len(), it.cash().await), (1, 900));
    assert_eq!(code(treasurer.bring_balance(it.fund, &new, None).await), "balance_brought");
    treasurer.reverse_balance(all[0].id, &reason(), None).await.unwrap();
    let after = treasurer.reverse_balance(all[0].id, &reason(), None).await.unwrap().items;
    assert_eq!((after[0].reason.clone(), it.cash().await), (Some(reason().reason), 0));
    treasurer.bring_balance(it.fund, &new, None).await.unwrap();
    assert_eq!(it.cash().await, 900);
    assert_sound(&it.server);
}

#[actix_web::test]
async fn a_long_list_takes_as_few_statements_as_a_short_one() {
    let it = Town::open(3).await;
    let (person, fund) = (it.person(Role::Treasurer), it.fund);
    let treasurer = it.client(person);
    let actor =
        it.server.store.db.read_blocking(|tx| app::identity::load_actor(tx, person.1)).unwrap().unwrap();
    let count = || {
        let page = app::funds::Page { after: None, limit: 50 };
        let read = |tx: &mut app::db::Tx<'_>| list(tx, &actor, fund, Filter::default(), page);
        let (rows, count) = app::testing::statements(&it.server.store, read).unwrap();
        (rows.len(), count)
    };
    for number in 0..6 {
        let donor_id = it.donor(&treasurer, &format!("居民{number}")).await;
        let source = IncomeSource::Donation { donor_id, named: number % 2 == 0 };
        treasurer.register_income(fund, &money(source, 5, None), None).await.unwrap();
        if number == 0 {
            assert_eq!(count(), (1, 3));
        }
    }
    assert_eq!(count(), (6, 3));
}

#[actix_web::test]
async fn what_was_spent_is_not_taken_back() {
    use app::{db::Tx, ledger};
    use domain::{
        funds::{FundAccount, LineKey, Movement},
        ids::EntryId,
        ledger::Unit,
    };
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let received = it.receive(&treasurer, &money(subsidy(), 700, None), "B-1").await;
    let fund = it.fund;
    // In the ledger itself: who takes which step of paying is not what is asked here.
    let spend = move |tx: &mut Tx<'_>| -> Result<_, ledger::Error> {
        let spent = Movement::disbursement(LineKey { project: None, number: 1 }, None, amount(500));
        let cash = ledger::of_book(tx, fund.0)?.into_iter().find(|stored| stored.code == "cash").unwrap();
        let expense = ledger::NewAccount {
            owned: spent.to.owned(fund),
            unit: Unit::Fen,
            area: &cash.area,
            floor: spent.to.floor(),
            purpose: None,
            code: &spent.to.code(),
        };
        let expense = ledger::open(tx, &expense)?;
        let known = |account: &FundAccount| Some(if account.is_cash() { cash.id } else { expense });
        let making = ledger::Making {
            key: "spending".to_owned(),
            kind: "funds.spending",
            subject: "spending:1".to_owned(),
            entry: tx.new_id::<EntryId>(),
            agent: None,
        };
        ledger::post(tx, &spent.posting(known).unwrap(), &making)
    };
    it.server.store.write(spend).unwrap();
    assert_eq!(code(treasurer.reverse_income(received.id, &reason(), None).await), "fund_short");
    let totals = it.server.anonymous().get_fund_totals(fund).await.unwrap();
    assert_eq!((totals.cash_fen, totals.income_fen, totals.expense_fen), (200, 700, 500));
}
