//! The whole way of a payment, and each end that it can have.

use chrono::TimeDelta;
use contract::funds::{DisbursementStep, ListFundPostings};
use domain::{
    funds::{
        Part,
        disbursements::{DisbursementAction as Action, DisbursementStateName as State},
    },
    permissions::Role,
};

use super::{Paying, because, number};
use crate::support::{assert_sound, code};

fn ways(steps: &[DisbursementStep]) -> Vec<State> {
    steps.iter().map(|step| step.to).collect()
}

#[actix_web::test]
async fn money_is_held_when_it_is_approved_gone_when_it_is_paid_and_back_when_it_is_reversed() {
    let it = Paying::new().await;
    let (office, member, treasurer) = (it.it.official(), it.it.member(0), it.treasurer());
    let content = it.content(&office, 80_000).await;
    let fund = it.it.fund;
    let made = office.propose_disbursement(fund, &content, Some("once")).await.unwrap().body;
    assert_eq!(office.propose_disbursement(fund, &content, Some("once")).await.unwrap().body, made);
    let id = made.summary.id;
    assert_eq!((made.summary.state, &made.actions[..]), (State::Proposed, &[Action::Withdraw][..]));
    assert_eq!((made.line_title.as_deref(), made.invoice_count), (Some("慰问"), 1));
    assert_eq!(made.invoices.as_ref().unwrap()[0].number, "243120000001");
    assert_eq!((it.money().await, it.used(1).await), ((600_000, 0, 0), (0, 0)));
    assert_eq!(
        member.get_disbursement(id).await.unwrap().body.actions,
        [Action::Approve, Action::Refuse],
        "the charter lets council members approve"
    );

    let approved = member.approve_disbursement(id, Some("once")).await.unwrap().body;
    assert_eq!(member.approve_disbursement(id, Some("once")).await.unwrap().body, approved);
    assert!(approved.posting_id.is_some() && approved.summary.state == State::Approved);
    assert_eq!((it.money().await, it.used(1).await), ((600_000, 80_000, 0), (80_000, 0)));

    let paid = treasurer.pay_disbursement(id, &number("B-1"), Some("once")).await.unwrap().body;
    assert_eq!(treasurer.pay_disbursement(id, &number("B-1"), Some("once")).await.unwrap().body, paid);
    assert_eq!((paid.reference.as_deref(), paid.summary.paid_at.is_some()), (Some("B-1"), true));
    assert_eq!((it.money().await, it.used(1).await), ((520_000, 0, 80_000), (0, 80_000)));

    let reason = because("账号有误，银行退回");
    let back = member.reverse_disbursement(id, &reason, Some("back")).await.unwrap().body;
    assert_eq!(member.reverse_disbursement(id, &reason, Some("back")).await.unwrap().body, back);
    assert_eq!(ways(&back.steps), [State::Proposed, State::Approved, State::Paid, State::Reversed]);
    assert!(back.steps.iter().all(|step| step.by.is_some()) && back.reversal_id.is_some());
    assert_eq!((back.reason, back.actions), (Some(reason.reason), vec![]));
    assert_eq!((it.money().await, it.used(1).await), ((600_000, 0, 0), (0, 0)));

    // Both postings stay in the books, and together they are nothing.
    let query = ListFundPostings { part: Part::Expense, ..ListFundPostings::default() };
    let lines = it.it.server.anonymous().list_fund_postings(fund, &query).await.unwrap().items;
    // Made at one moment, they come in any order.
    let of_kind = |kind: &str| lines.iter().find(|line| line.kind == kind).unwrap();
    let (out, home) = (of_kind("funds.disbursement"), of_kind("funds.disbursement_reversed"));
    assert_eq!((lines.len(), out.amount_fen, home.amount_fen), (2, 80_000, -80_000));
    assert_eq!((home.reverses_id, out.reversed_by_id), (Some(out.posting_id), Some(home.posting_id)));
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn what_is_refused_or_taken_back_leaves_nothing_behind() {
    let it = Paying::new().await;
    let (member, treasurer) = (it.it.member(0), it.treasurer());
    let reason = because("金额不对");
    let first = it.proposed(80_000).await;
    let refused = member.refuse_disbursement(first, &reason, Some("once")).await.unwrap().body;
    assert_eq!(member.refuse_disbursement(first, &reason, Some("once")).await.unwrap().body, refused);
    assert_eq!((refused.summary.state, refused.posting_id), (State::Refused, None));
    let second = it.approved(80_000).await;
    assert_eq!(it.used(1).await, (80_000, 0));
    let refused = treasurer.refuse_disbursement(second, &reason, None).await.unwrap().body;
    assert_eq!(ways(&refused.steps), [State::Proposed, State::Approved, State::Refused]);
    let third = it.proposed(80_000).await;
    let withdrawn = it.it.official().withdraw_disbursement(third, None).await.unwrap().body;
    assert_eq!((withdrawn.summary.state, withdrawn.reason), (State::Withdrawn, None));
    assert_eq!((it.money().await, it.used(1).await), ((600_000, 0, 0), (0, 0)));
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn whatever_is_no_step_from_here_says_where_it_stands() {
    let it = Paying::new().await;
    let (office, member, treasurer) = (it.it.official(), it.it.member(0), it.treasurer());
    let reason = because("退回");
    let proposed = it.proposed(10).await;
    assert_eq!(
        code(treasurer.pay_disbursement(proposed, &number("B-1"), None).await),
        "disbursement_is_proposed"
    );
    let approved = it.approved(10).await;
    assert_eq!(code(it.it.member(1).approve_disbursement(approved, None).await), "disbursement_is_approved");
    assert_eq!(code(office.withdraw_disbursement(approved, None).await), "disbursement_is_approved");
    assert_eq!(code(member.reverse_disbursement(approved, &reason, None).await), "disbursement_is_approved");
    let paid = it.paid(10).await;
    assert_eq!(code(treasurer.refuse_disbursement(paid, &reason, None).await), "disbursement_is_paid");
    member.reverse_disbursement(paid, &reason, None).await.unwrap();
    assert_eq!(code(member.reverse_disbursement(paid, &reason, None).await), "disbursement_is_reversed");
    let refused = it.proposed(10).await;
    member.refuse_disbursement(refused, &reason, None).await.unwrap();
    assert_eq!(code(member.approve_disbursement(refused, None).await), "disbursement_is_refused");
    let withdrawn = it.proposed(10).await;
    office.withdraw_disbursement(withdrawn, None).await.unwrap();
    assert_eq!(code(member.approve_disbursement(withdrawn, None).await), "disbursement_is_withdrawn");
}

#[actix_web::test]
async fn what_was_approved_too_long_ago_is_refused_and_not_paid() {
    let it = Paying::new().await;
    let id = it.approved(80_000).await;
    it.it.server.store.clock.advance(TimeDelta::days(181));
    let renew = |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        use app::db::schema::sessions as s;
        use diesel::prelude::*;
        let until = (tx.now() + TimeDelta::days(30)).naive_utc();
        Ok(diesel::update(s::table).set(s::expires_at.eq(until)).execute(tx.db())?)
    };
    it.it.server.store.write(renew).unwrap();
    it.it.server.state.forget_actors();
    let treasurer = it.it.client(it.it.person(Role::Treasurer));
    assert_eq!(code(treasurer.pay_disbursement(id, &number("B-1"), None).await), "disbursement_expired");
    treasurer.refuse_disbursement(id, &because("过期"), None).await.unwrap();
    assert_eq!((it.money().await, it.used(1).await), ((600_000, 0, 0), (0, 0)));
    assert_sound(&it.it.server);
}
