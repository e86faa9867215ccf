//! Who hears of a payment: who may take its next step, and who proposed it.

use domain::permissions::Role;

use super::{Paying, because, number};
use crate::notifications::{told, told_of};

#[actix_web::test]
async fn who_may_take_the_next_step_hears_of_it_and_the_proposer_of_each() {
    let it = Paying::new().await;
    let (payer, other) = (it.it.person(Role::Treasurer), it.it.resident("1/1/1/1/1/"));
    let (first, second) = (it.proposed(100).await, it.proposed(200).await);
    let waits = told_of(&it.it.member(1), "disbursement.proposed").await;
    assert_eq!(waits.about.as_deref(), Some("重阳慰问米油"));
    it.it.member(0).approve_disbursement(first, None).await.unwrap();
    it.it.member(0).refuse_disbursement(second, &because("发票不全"), None).await.unwrap();
    let to_pay = told_of(&it.it.client(payer), "disbursement.approved").await;
    assert_eq!(to_pay.subject, format!("disbursement:{first}"));
    it.treasurer().pay_disbursement(first, &number("B-1"), None).await.unwrap();
    let office = it.it.official();
    for (event, id) in
        [("disbursement.approved", first), ("disbursement.paid", first), ("disbursement.refused", second)]
    {
        assert_eq!(told_of(&office, event).await.subject, format!("disbursement:{id}"), "{event}");
    }
    assert_eq!(told(&it.it.client(other), 0).await, []);
}

#[actix_web::test]
async fn an_auditor_hears_of_findings_and_who_answered_of_the_judgement() {
    let it = Paying::new().await;
    let auditor = it.it.client(it.it.person(Role::Auditor));
    let finding = it.twice().await;
    let raised = told_of(&auditor, "finding.raised").await;
    assert_eq!(raised.about.as_deref(), Some("社区公益基金"));
    let answer = contract::funds::AnswerFinding { text: "同一批货".to_owned() };
    it.it.official().answer_finding(finding, &answer, None).await.unwrap();
    assert_eq!(told_of(&auditor, "finding.answered").await.subject, format!("finding:{finding}"));
    let enough = contract::funds::JudgeFinding { satisfied: true, text: None };
    auditor.judge_finding(finding, &enough, None).await.unwrap();
    told_of(&it.it.official(), "finding.judged").await;
}
