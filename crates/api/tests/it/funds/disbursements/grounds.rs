//! What a payment rests on: budget lines, restricted money, resolutions, milestones, invoices.

use contract::funds::ProposeDisbursement;
use domain::{
    funds::{disbursements::DisbursementStateName, projects::StateName},
    ids::{ProjectId, ResolutionId},
};

use super::{Paying, amount, because, line, number};
use crate::{
    points::{fault, faults},
    support::{assert_sound, code},
};

#[actix_web::test]
async fn a_line_is_not_overspent_and_restricted_money_serves_its_purpose_alone() {
    let it = Paying::new().await;
    let office = it.it.official();
    let resolution_id = Some(it.resolution(900_000).await);
    let beyond = ProposeDisbursement { resolution_id, ..it.content(&office, 300_001).await };
    assert_eq!(code(it.try_propose(&beyond).await), "budget_exceeded");
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(it.proposed(80_000).await);
    }
    let last = held.pop().unwrap();
    for id in held {
        it.it.member(0).approve_disbursement(id, None).await.unwrap();
    }
    assert_eq!(code(it.it.member(0).approve_disbursement(last, None).await), "budget_exceeded");
    let purpose = |code: &str| Some(code.to_owned());
    let content = it.content(&office, 10).await;
    let wrong = ProposeDisbursement { purpose: purpose("education"), ..content.clone() };
    assert_eq!(code(it.try_propose(&wrong).await), "budget_restricted");
    let nowhere = ProposeDisbursement { line: 3, ..content.clone() };
    assert_eq!(faults(it.try_propose(&nowhere).await), fault("/line", "not_found"));
    // Both restricted and free money serve a line with a purpose; 1,000.00 are there for it.
    let large = it.content(&office, 100_000).await;
    let restricted = ProposeDisbursement { line: 2, purpose: purpose("education"), ..large.clone() };
    let first = it.try_propose(&restricted).await.unwrap().summary.id;
    let second = ProposeDisbursement { invoices: it.content(&office, 10).await.invoices, ..restricted };
    let second = ProposeDisbursement { amount_fen: amount(10), ..second };
    let second = it.try_propose(&second).await.unwrap().summary.id;
    it.it.member(0).approve_disbursement(first, None).await.unwrap();
    assert_eq!(code(it.it.member(0).approve_disbursement(second, None).await), "fund_short");
    let free = it.content(&office, 20).await;
    let free = ProposeDisbursement { line: 2, ..free };
    let free = it.try_propose(&free).await.unwrap().summary.id;
    it.it.member(0).approve_disbursement(free, None).await.unwrap();
    it.treasurer().pay_disbursement(first, &number("B-1"), None).await.unwrap();
    assert_eq!(it.used(2).await, (20, 100_000));
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn above_the_limit_a_resolution_is_named_and_used_up() {
    let it = Paying::new().await;
    let office = it.it.official();
    assert_eq!(
        code(it.try_propose(&it.content(&office, 100_001).await).await),
        "disbursement_resolution_needed"
    );
    let resolution = it.resolution(150_000).await;
    let named = |fen, resolution_id| {
        let (it, office) = (&it, office.clone());
        async move {
            let content = it.content(&office, fen).await;
            it.try_propose(&ProposeDisbursement { resolution_id: Some(resolution_id), ..content }).await
        }
    };
    let first = named(120_000, resolution).await.unwrap().summary.id;
    let second = named(120_000, resolution).await.unwrap().summary.id;
    it.it.member(0).approve_disbursement(first, None).await.unwrap();
    assert_eq!(code(it.it.member(0).approve_disbursement(second, None).await), "resolution_used_up");
    let used = it.it.server.anonymous().get_resolution(resolution).await.unwrap().body.used_fen;
    assert_eq!(used, 120_000);
    it.treasurer().refuse_disbursement(first, &because("不"), None).await.unwrap();
    it.it.member(0).approve_disbursement(second, None).await.unwrap();
    assert_eq!(faults(named(10, ResolutionId(it.it.fund.0)).await), fault("/resolution_id", "not_found"));
    let open = it.it.ask(contract::funds::OpenedMatter::Spending { most_fen: amount(5) }).await.unwrap().id;
    assert_eq!(code(named(5, open).await), "resolution_not_carried");
    let ending = it.it.carried(contract::funds::OpenedMatter::WindingUp {}).await;
    assert_eq!(code(named(5, ending).await), "resolution_other_matter");
    let elsewhere = Paying::new().await;
    let theirs = elsewhere.resolution(150_000).await;
    assert_eq!(faults(named(5, theirs).await), fault("/resolution_id", "not_found"), "another store");
}

#[actix_web::test]
async fn a_project_is_paid_by_instalments_that_were_accepted_and_its_totals_count_them() {
    let it = Paying::new().await;
    let office = it.it.official();
    let (project, by) = it.project().await;
    let content = ProposeDisbursement {
        project_id: Some(project),
        milestone: Some(0),
        resolution_id: Some(by),
        ..it.content(&office, 30_000).await
    };
    let without = ProposeDisbursement { milestone: None, ..content.clone() };
    assert_eq!(code(it.try_propose(&without).await), "disbursement_other_grounds");
    let unnamed = ProposeDisbursement { resolution_id: None, ..content.clone() };
    assert_eq!(code(it.try_propose(&unnamed).await), "disbursement_resolution_needed");
    let early = ProposeDisbursement { milestone: Some(1), ..content.clone() };
    assert_eq!(code(it.try_propose(&early).await), "milestone_not_accepted");
    let missing = ProposeDisbursement { milestone: Some(7), ..content.clone() };
    assert_eq!(code(it.try_propose(&missing).await), "milestone_missing");
    let unknown = ProposeDisbursement { project_id: Some(ProjectId(by.0)), ..content.clone() };
    assert_eq!(faults(it.try_propose(&unknown).await), fault("/project_id", "not_found"));
    let other = it.resolution(50_000).await;
    let other = ProposeDisbursement { resolution_id: Some(other), ..content.clone() };
    assert_eq!(code(it.try_propose(&other).await), "disbursement_other_grounds");
    // What is paid ahead may come before its invoices.
    let ahead = ProposeDisbursement { invoices: Vec::new(), ..content.clone() };
    let first = it.try_propose(&ahead).await.unwrap();
    assert_eq!(
        (first.line_title.as_deref(), first.summary.project_title.is_some()),
        (Some("花苗和土"), true)
    );
    let first = first.summary.id;
    it.it.member(0).approve_disbursement(first, None).await.unwrap();
    let rest = it.try_propose(&ahead).await;
    assert_eq!(code(rest), "milestone_exceeded");
    let shown = || async { it.it.server.anonymous().get_project(project).await.unwrap().body };
    let before = shown().await;
    assert_eq!((before.lines[0].reserved_fen, before.milestones[0].used_fen), (30_000, 30_000));
    it.treasurer().pay_disbursement(first, &number("B-1"), None).await.unwrap();
    let after = shown().await;
    assert_eq!((after.lines[0].reserved_fen, after.lines[0].spent_fen), (0, 30_000));
    assert_eq!(after.summary.spent_fen, 30_000);
    let totals = it.it.server.anonymous().get_project_totals(it.it.fund).await.unwrap().items;
    assert_eq!((totals[0].state, totals[0].spent_fen), (StateName::InProgress, 30_000));
    assert_eq!(it.money().await, (570_000, 0, 30_000));
    assert_eq!(it.used(1).await, (0, 0), "it is no line of the fund's own");
    // A project that has ended is paid no more, and gets back what comes back.
    let second = ProposeDisbursement { amount_fen: amount(5), ..ahead.clone() };
    let second = it.try_propose(&second).await.unwrap().summary.id;
    it.it.project_is(project, StateName::Archived);
    assert_eq!(code(it.it.member(0).approve_disbursement(second, None).await), "disbursement_project_idle");
    assert_eq!(code(it.try_propose(&ahead).await), "disbursement_project_idle");
    it.it.member(0).reverse_disbursement(first, &because("退回"), None).await.unwrap();
    let end = shown().await;
    assert_eq!((end.lines[0].spent_fen, end.milestones[0].used_fen), (0, 0));
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn invoices_are_named_once_have_pictures_and_bound_what_is_paid() {
    let it = Paying::new().await;
    let office = it.it.official();
    let content = it.content(&office, 10).await;
    let with = |invoices| ProposeDisbursement { invoices, ..content.clone() };
    assert_eq!(faults(it.try_propose(&with(Vec::new())).await), fault("/invoices", "disbursement_invoices"));
    let short = it.invoice(&office, "1", 9, 3).await;
    assert_eq!(code(it.try_propose(&with(vec![short])).await), "disbursement_beyond_invoices");
    let (one, same) = (it.invoice(&office, "A-1", 9, 4).await, it.invoice(&office, "a 1", 9, 5).await);
    assert_eq!(
        faults(it.try_propose(&with(vec![one.clone(), same])).await),
        fault("/invoices", "invoice_twice")
    );
    let picture = it.invoice(&office, "A-2", 9, 4).await;
    assert_eq!(faults(it.try_propose(&with(vec![one, picture])).await), fault("/invoices", "invoice_twice"));
    let foreign = it.invoice(&it.treasurer(), "A-3", 10, 6).await;
    assert_eq!(faults(it.try_propose(&with(vec![foreign])).await), fault("/invoices/0/photo_id", "photo"));
    let mut bad = it.invoice(&office, "--", 10, 7).await;
    assert_eq!(
        faults(it.try_propose(&with(vec![bad.clone()])).await),
        fault("/invoices/0/number", "invoice_number")
    );
    bad.number = "A-4".to_owned();
    it.try_propose(&with(vec![bad.clone()])).await.unwrap();
    // Its picture belongs to that one now.
    assert_eq!(faults(it.try_propose(&with(vec![bad])).await), fault("/invoices/0/photo_id", "photo"));
    let mut many = Vec::new();
    for _ in 0..51 {
        many.push(content.invoices[0].clone());
    }
    assert_eq!(faults(it.try_propose(&with(many)).await), fault("/invoices", "too_many"));
}

#[actix_web::test]
async fn a_fund_that_is_not_running_pays_nothing() {
    let it = super::super::Town::founding().await;
    let paying = Paying { payee: domain::ids::PayeeId(it.fund.0), it };
    let office = paying.it.official();
    let content = ProposeDisbursement { invoices: Vec::new(), ..paying.content(&office, 10).await };
    assert_eq!(code(paying.try_propose(&content).await), "fund_no_charter");
    let set = office.set_fund_line(paying.it.fund, 1, &line("慰问", 5, None), None).await;
    assert_eq!(code(set), "fund_not_running");
}

#[actix_web::test]
async fn with_a_project_that_the_committee_ends_ends_what_was_to_be_paid_for_it() {
    let it = Paying::new().await;
    let (project, by) = it.project().await;
    let office = it.it.official();
    // The advance of 400.00 in three parts: one is paid, one approved, one proposed.
    let mut ids = Vec::new();
    for fen in [10_000, 20_000, 5_000] {
        let new = ProposeDisbursement {
            project_id: Some(project),
            milestone: Some(0),
            resolution_id: Some(by),
            ..it.content(&office, fen).await
        };
        ids.push(it.try_propose(&new).await.unwrap().summary.id);
    }
    for id in &ids[..2] {
        it.it.member(0).approve_disbursement(*id, None).await.unwrap();
    }
    it.treasurer().pay_disbursement(ids[0], &number("B-1"), None).await.unwrap();
    assert_eq!(it.money().await, (590_000, 20_000, 10_000));
    let until = it.it.server.store.db.now() + chrono::TimeDelta::days(3);
    let asked = contract::funds::AskCommittee { reason: "承办方退出".to_owned(), until };
    let put = it.it.member(0).ask_to_terminate_project(project, &asked, None).await.unwrap().body;
    let vote = put.timeline.last().unwrap().resolution_id.unwrap();
    for member in 0..3 {
        let yes = contract::funds::CastVote { choice: domain::funds::committee::Choice::Yes };
        it.it.member(member).cast_vote(vote, &yes, None).await.unwrap();
    }
    it.it.member(0).decide_resolution(vote, Some("once")).await.unwrap();
    let standing = |id| {
        let office = office.clone();
        async move { office.get_disbursement(id).await.unwrap().body }
    };
    for id in &ids[1..] {
        let ended = standing(*id).await;
        assert_eq!(ended.summary.state, DisbursementStateName::Refused);
        assert_eq!((ended.project_ended, ended.reason.as_deref()), (true, Some("承办方退出")));
        assert_eq!(ended.steps.last().unwrap().by, None, "nobody refused it");
        let again = it.it.member(1).approve_disbursement(*id, None).await;
        assert_eq!(code(again), "disbursement_is_refused");
    }
    assert_eq!(standing(ids[0]).await.summary.state, DisbursementStateName::Paid, "what is paid stays");
    assert_eq!(it.money().await, (590_000, 0, 10_000));
    let project = it.it.server.anonymous().get_project(project).await.unwrap().body;
    assert_eq!((project.lines[0].reserved_fen, project.lines[0].spent_fen), (0, 10_000));
    assert_eq!(project.milestones[0].used_fen, 10_000);
    assert_sound(&it.it.server);
}
