//! The awards of a settlement become payments all at once, once each, and what a correction adds follows.

use app::{
    db::{DbError, Key, Tx, schema::settlements as t},
    funds::payouts,
};
use contract::{
    funds::{MakePayout, Payout},
    inspections::DraftAwardRules,
    notifications::Notification,
};
use diesel::prelude::*;
use domain::{
    funds::disbursements::DisbursementStateName as State,
    ids::{AwardRulesId, SettlementId},
    inspections::{AwardRules, Candidate, HalfYear, Score, SettlementInput, settle},
    permissions::Role,
};

use super::{Paying, TOWN, because, number};
use crate::{
    notifications::{told, told_of},
    points::{fault, faults},
    support::{ask_at_once, assert_sound, code},
};

const VILLAGES: [&str; 2] = ["1/1/1/", "1/1/2/"];

impl Paying {
    /// Rules by which a village that reaches the threshold gets 500.00.
    async fn award_rules(&self) -> (AwardRulesId, AwardRules) {
        let content = AwardRules { base_fen: 50_000, prizes: Vec::new(), ..AwardRules::plan_2() };
        let body = DraftAwardRules { area_id: self.it.server.world.area(TOWN), content: content.clone() };
        (self.it.official().draft_award_rules(&body, None).await.unwrap().body.id, content)
    }

    /// The half-year, settled with these scores of the villages.
    fn settled(
        &self,
        (rules_id, rules): &(AwardRulesId, AwardRules),
        half_year: &str,
        revision: i64,
        scores: [u16; 2],
    ) -> SettlementId {
        let world = &self.it.server.world;
        let score = |score: u16| Some(Score::new(score.into()).unwrap());
        let candidate = |(path, points)| Candidate { village: world.area(path), months: [score(points); 6] };
        let half_year: HalfYear = half_year.parse().unwrap();
        let candidates = VILLAGES.into_iter().zip(scores).map(candidate).collect();
        let input = SettlementInput { half_year, rules: rules.clone(), candidates, public_value: None };
        let output = String::from_utf8(settle(&input).unwrap().to_bytes().unwrap()).unwrap();
        let input = serde_json::to_string(&input).unwrap();
        let (area, by, rules_id) = (world.area(TOWN), self.it.official.0, *rules_id);
        let insert = move |tx: &mut Tx<'_>| -> Result<SettlementId, DbError> {
            let id: SettlementId = tx.new_id();
            diesel::insert_into(t::table)
                .values((
                    (t::id.eq(Key(id)), t::area_id.eq(Key(area)), t::area_path.eq(TOWN)),
                    (t::half_year.eq(half_year.to_string()), t::revision.eq(revision)),
                    (t::rules_id.eq(Key(rules_id)), t::input.eq(input), t::output.eq(output)),
                    (t::hash.eq(vec![7; 32]), t::settled_by.eq(Key(by)), t::settled_at.eq(tx.timestamp())),
                ))
                .execute(tx.db())?;
            Ok(id)
        };
        self.it.server.store.write(insert).unwrap()
    }

    fn awards(&self, settlement_id: SettlementId) -> MakePayout {
        let title = "上半年考核奖金".to_owned();
        MakePayout { settlement_id, title, line: 1, purpose: None, resolution_id: None }
    }
}

fn amounts(payout: &Payout) -> Vec<i64> {
    payout.disbursements.iter().map(|one| one.amount_fen.fen()).collect()
}

#[actix_web::test]
async fn who_approves_and_who_pays_hear_once_of_awards_that_were_proposed_together() {
    let it = Paying::new().await;
    let (office, payer) = (it.it.official(), it.it.client(it.it.person(Role::Treasurer)));
    let rules = it.award_rules().await;
    let settled = it.settled(&rules, "2026-H1", 1, [9_500, 9_900]);
    let made = office.make_payout(it.it.fund, &it.awards(settled), None).await.unwrap();
    let payout = format!("payout:{}", made.id);
    let waits = told_of(&it.it.member(1), "payout.made").await;
    assert_eq!((waits.subject, waits.about.as_deref()), (payout, Some("上半年考核奖金")));
    for one in &made.disbursements {
        it.it.member(0).approve_disbursement(one.id, None).await.unwrap();
    }
    // Who proposed them hears of each: by then everybody has heard.
    assert_eq!(told(&office, 2).await.len(), 2);
    let events = |heard: Vec<Notification>| heard.into_iter().map(|one| one.event).collect::<Vec<_>>();
    assert_eq!(events(told(&it.it.member(1), 1).await), ["payout.made"]);
    assert_eq!(events(told(&payer, 1).await), ["disbursement.approved"]);
}

#[actix_web::test]
async fn awards_are_proposed_together_with_their_file_and_doing_it_again_changes_nothing() {
    let it = Paying::new().await;
    let (office, fund) = (it.it.official(), it.it.fund);
    let rules = it.award_rules().await;
    let settled = it.settled(&rules, "2025-H2", 1, [9_500, 9_900]);
    let body = it.awards(settled);
    let made = office.make_payout(fund, &body, None).await.unwrap();
    assert_eq!((made.total_fen, amounts(&made)), (100_000, vec![50_000, 50_000]));
    assert!(made.disbursements.iter().all(|one| one.settlement_id == Some(settled)));
    assert_eq!(office.make_payout(fund, &body, None).await.unwrap(), made);
    let other = it.it.client(it.it.person(Role::Official));
    assert_eq!(other.make_payout(fund, &body, None).await.unwrap(), made);
    let auditor = it.it.client(it.it.person(Role::Auditor));
    assert_eq!(auditor.get_payout(made.id).await.unwrap(), made);
    let file = auditor.export_payout(made.id, "text/csv").await.unwrap();
    let text = String::from_utf8(file).unwrap();
    assert_eq!(text.lines().count(), 3);
    for one in &made.disbursements {
        assert!(text.contains(&format!("{},500.00,上半年考核奖金,{}", one.payee.name, one.id)), "{text}");
    }
    let sheet = auditor.export_payout(made.id, contract::households::XLSX).await.unwrap();
    assert!(sheet.starts_with(b"PK"));
    let resident = it.it.client(it.it.resident(super::HOME));
    assert_eq!(code(resident.get_payout(made.id).await), "not_found");
    assert_eq!(code(resident.export_payout(made.id, "text/csv").await), "not_found");
    // Each goes its own way; what was refused leaves the file, and can be proposed again.
    let [first, second] = [made.disbursements[0].id, made.disbursements[1].id];
    it.it.member(0).approve_disbursement(first, None).await.unwrap();
    it.treasurer().pay_disbursement(first, &number("B-1"), None).await.unwrap();
    it.it.member(0).refuse_disbursement(second, &because("账号有误"), None).await.unwrap();
    let text = String::from_utf8(office.export_payout(made.id, "text/csv").await.unwrap()).unwrap();
    assert_eq!(text.lines().count(), 2);
    let again = office.make_payout(fund, &body, None).await.unwrap();
    assert_eq!((again.id == made.id, amounts(&again)), (false, vec![50_000]));
    assert_eq!(again.disbursements[0].payee, made.disbursements[1].payee);
    assert_eq!(it.money().await, (550_000, 0, 50_000));
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn after_a_correction_what_is_missing_follows_and_the_revision_before_pays_no_more() {
    let it = Paying::new().await;
    let (office, fund) = (it.it.official(), it.it.fund);
    let rules = it.award_rules().await;
    let first = it.settled(&rules, "2025-H2", 1, [9_500, 8_000]);
    let made = office.make_payout(fund, &it.awards(first), None).await.unwrap();
    assert_eq!(amounts(&made), [50_000]);
    let second = it.settled(&rules, "2025-H2", 2, [9_500, 9_100]);
    assert_eq!(code(office.make_payout(fund, &it.awards(first), None).await), "settlement_revised");
    let rest = office.make_payout(fund, &it.awards(second), None).await.unwrap();
    assert_eq!((rest.revision, amounts(&rest)), (2, vec![50_000]));
    assert_ne!(rest.disbursements[0].payee, made.disbursements[0].payee);
    let none = it.settled(&rules, "2024-H1", 1, [8_000, 8_000]);
    assert_eq!(code(office.make_payout(fund, &it.awards(none), None).await), "payout_nothing_owed");
    let unknown = it.awards(SettlementId(fund.0));
    assert_eq!(faults(office.make_payout(fund, &unknown, None).await), fault("/settlement_id", "not_found"));
}

#[actix_web::test]
async fn one_award_that_cannot_be_proposed_lets_none_be() {
    let it = Paying::new().await;
    let (office, fund) = (it.it.official(), it.it.fund);
    let settled = it.settled(&it.award_rules().await, "2025-H2", 1, [9_500, 9_900]);
    let nowhere = MakePayout { line: 9, ..it.awards(settled) };
    assert_eq!(faults(office.make_payout(fund, &nowhere, None).await), fault("/line", "not_found"));
    assert_eq!(
        code(it.treasurer().make_payout(fund, &it.awards(settled), None).await),
        "disbursement_no_role"
    );
    let made = office.make_payout(fund, &it.awards(settled), None).await.unwrap();
    assert!(made.disbursements.iter().all(|one| one.state == State::Proposed));
    assert_eq!(made.disbursements.len(), 2);
}

#[actix_web::test]
async fn awards_that_many_propose_at_once_are_proposed_once() {
    let it = Paying::new().await;
    let settled = it.settled(&it.award_rules().await, "2025-H2", 1, [9_500, 9_900]);
    let (body, fund) = (it.awards(settled), it.it.fund);
    let clients = (0..8).map(|_| it.it.client(it.it.person(Role::Official))).collect();
    let answers = ask_at_once(clients, move |_, client| {
        let body = body.clone();
        async move { client.make_payout(fund, &body, None).await.unwrap() }
    });
    let answers = answers.await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(answers[0].disbursements.len(), 2);
}

#[actix_web::test]
async fn awards_of_many_villages_take_as_few_statements_as_that_of_one() {
    let it = Paying::new().await;
    let (rules, fund, store) = (it.award_rules().await, it.it.fund, &it.it.server.store);
    let session = it.it.official.1;
    let actor = store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap();
    let statements = |settlement| {
        let title = "上半年考核奖金".to_owned();
        let new = payouts::NewPayout { settlement, title, line: 1, purpose: None, resolution: None };
        let actor = actor.clone();
        let make = move |tx: &mut Tx<'_>| payouts::make(tx, &actor, fund, &new);
        app::testing::written_statements(store, make).unwrap().1
    };
    let for_one = statements(it.settled(&rules, "2025-H2", 1, [9_500, 8_000]));
    // Of these two the fund knows one already.
    assert_eq!(statements(it.settled(&rules, "2025-H1", 1, [9_500, 9_900])), for_one);
}
