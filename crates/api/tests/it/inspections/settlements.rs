//! Half-years: settled once, explained to the fen, settled again after a correction.

use app::db::{Key, schema::award_rules};
use chrono::TimeDelta;
use contract::inspections::{
    ChangeMark, CorrectRound, DraftAwardRules, IssueCertificate, ListCertificates, ListCriticisms,
    ListSettlements, RevokeCertificate, SettleHalfYear, Settlement,
};
use diesel::prelude::*;
use domain::{
    ids::{AwardRulesId, RoundId},
    inspections::{AwardRules, TieRest},
    permissions::Role,
};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, first_code};
use crate::support::code;

impl Inspection {
    /// Puts rules in force from a half-year that has begun, which no use case does.
    pub(super) async fn in_force(&self, content: AwardRules) -> AwardRulesId {
        let body = DraftAwardRules { area_id: self.area(TOWN), content };
        let id = self.official().draft_award_rules(&body, None).await.unwrap().body.id;
        self.server
            .store
            .write(move |tx| -> Result<usize, app::db::DbError> {
                let adopt = diesel::update(award_rules::table.find(Key(id)));
                Ok(adopt.set(award_rules::adopted_from.eq("2026-H1")).execute(tx.db())?)
            })
            .unwrap();
        id
    }

    /// The published rounds of the first months of 2026, in which the villages lose so many hundredths.
    pub(super) async fn months(&self, lost: &[[i64; 2]]) -> Vec<RoundId> {
        let mut rounds = Vec::new();
        for (month, lost) in (1..).zip(lost) {
            let mut plan = self.plan();
            plan.month = format!("2026-{month:02}").parse().unwrap();
            let id = self.planned(&plan).await.round.id;
            self.official().start_round(id, None).await.unwrap();
            self.score_and_close(id, *lost).await;
            self.server.store.clock.advance(TimeDelta::hours(48));
            self.official().publish_round(id, None).await.unwrap();
            rounds.push(id);
        }
        rounds
    }

    pub(super) fn to_july(&self) {
        let now = self.server.store.db.now();
        let july = chrono::DateTime::parse_from_rfc3339("2026-07-01T00:00:00+08:00").unwrap();
        self.server.store.clock.advance(july.to_utc() - now);
        // Sessions of January are over by then.
        self.server
            .store
            .write(|tx| -> Result<usize, app::db::DbError> {
                use app::db::schema::sessions as s;
                let until = (tx.now() + TimeDelta::days(30)).naive_utc();
                Ok(diesel::update(s::table).set(s::expires_at.eq(until)).execute(tx.db())?)
            })
            .unwrap();
        self.server.state.forget_actors();
    }

    fn half_year(&self) -> SettleHalfYear {
        SettleHalfYear { area_id: self.area(TOWN), half_year: "2026-H1".parse().unwrap() }
    }

    pub(super) async fn settled(&self) -> Settlement {
        self.official().settle_half_year(&self.half_year(), None).await.unwrap()
    }
}

#[actix_web::test]
async fn every_yuan_expands_to_months_rules_and_ties() {
    let it = Inspection::new().await;
    it.in_force(AwardRules::plan_2()).await;
    // 95.00 and 91.00 make 93.00; 99.00 and 80.98 make 89.99.
    it.months(&[[500, 100], [900, 1_902]]).await;
    it.to_july();
    let made = it.settled().await;
    assert!(made.recomputed);
    assert_eq!((made.settlement.revision, made.lines.len()), (1, 2));
    let best = &made.lines[0];
    assert_eq!((best.village_id, best.village_name.as_str()), (it.area(VILLAGE), "柳塘村"));
    assert_eq!(best.composite.unwrap().shown.to_string(), "93.00");
    assert_eq!((best.base_fen, best.total_fen), (2_500_000, 4_500_000));
    let prize = best.prize.as_ref().unwrap();
    assert_eq!((prize.from_place, prize.to_place, prize.fen), (1, 1, 2_000_000));
    let other = &made.lines[1];
    let shown = other.composite.unwrap();
    assert_eq!((shown.weighted, shown.weight, shown.shown.to_string()), (17_998, 2, "89.99".to_owned()));
    assert!(!other.eligible && other.prize.is_none() && other.total_fen == 0);
    assert_eq!((made.base_fen, made.prize_fen, made.unpaid_fen), (2_500_000, 2_000_000, 0));

    // What anybody reads later is the same, and in the list.
    let anybody = it.server.anonymous();
    assert_eq!(anybody.get_settlement(made.settlement.id).await.unwrap(), made);
    let list = ListSettlements { area_id: it.area(VILLAGE) };
    assert_eq!(anybody.list_settlements(&list).await.unwrap().items, std::slice::from_ref(&made.settlement));
    let file = anybody.get_settlement_payouts(made.settlement.id, "text/csv").await.unwrap();
    let text = String::from_utf8(file).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(text.contains("柳塘村") && text.contains("25000.00,20000.00,45000.00"), "{text}");
}

#[actix_web::test]
async fn a_half_year_is_settled_when_all_is_there_and_once() {
    let it = Inspection::new().await;
    let settle = || async { it.official().settle_half_year(&it.half_year(), None).await };
    assert_eq!(code(settle().await), "half_year_not_over");
    it.to_july();
    assert_eq!(code(settle().await), "award_rules_missing");
    it.in_force(AwardRules::plan_2()).await;
    assert_eq!(code(settle().await), "nothing_to_settle");
    it.months(&[[500, 600]]).await;
    let mut plan = it.plan();
    plan.month = "2026-05".parse().unwrap();
    let open = it.planned(&plan).await.round.id;
    assert_eq!(code(settle().await), "rounds_unpublished");
    it.official().cancel_round(open, None).await.unwrap();
    // Of two at once one settles.
    let (one, other) = (it.official(), it.server.signed_in(Role::Official, TOWN));
    let body = it.half_year();
    let (first, second) =
        futures_util::join!(one.settle_half_year(&body, None), other.settle_half_year(&body, None));
    let lost: Vec<_> = [first, second].into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(code(lost.into_iter().next().unwrap()), "half_year_settled");
}

#[actix_web::test]
async fn a_correction_settles_again_beside_what_was() {
    let it = Inspection::new().await;
    it.in_force(AwardRules::plan_2()).await;
    let rounds = it.months(&[[500, 1_001]]).await;
    it.to_july();
    let first = it.settled().await;
    assert_eq!(first.lines.iter().filter(|line| line.eligible).count(), 1);
    let correction = CorrectRound {
        reason: "抄录有误".to_owned(),
        changes: vec![ChangeMark {
            area_id: it.area(OTHER_VILLAGE),
            code: first_code(),
            points: "0.00".parse().unwrap(),
        }],
    };
    it.official().correct_round(rounds[0], &correction, None).await.unwrap();
    let list = ListSettlements { area_id: it.area(TOWN) };
    let all = it.server.anonymous().list_settlements(&list).await.unwrap().items;
    assert_eq!(all.iter().map(|s| s.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(all[0].reason.as_deref(), Some("抄录有误"));
    let stale = IssueCertificate {
        village_id: it.area(VILLAGE),
        honoured: "一组".to_owned(),
        title: "先进".to_owned(),
        reason: None,
    };
    let refused = it.official().issue_certificate(all[1].id, &stale, None).await;
    assert_eq!(code(refused), "changed_meanwhile");
    let mut late = it.plan();
    late.month = "2026-04".parse().unwrap();
    assert_eq!(code(it.official().plan_round(&late, None).await), "half_year_settled");
    let second = it.server.anonymous().get_settlement(all[0].id).await.unwrap();
    assert!(second.recomputed && second.lines.iter().all(|line| line.eligible));
    assert_eq!(it.server.anonymous().get_settlement(all[1].id).await.unwrap(), first);
}

#[actix_web::test]
async fn lots_among_equals_come_from_the_journal_after_the_last_publication() {
    let it = Inspection::new().await;
    let mut rules = AwardRules::plan_2();
    rules.ties.rest = TieRest::Draw;
    it.in_force(rules).await;
    it.months(&[[500, 500]]).await;
    it.to_july();
    let mut settled = None;
    for _ in 0..100 {
        match it.official().settle_half_year(&it.half_year(), None).await {
            Ok(made) => settled = Some(made),
            Err(error) => assert_eq!(error.code(), Some("draw_waits")),
        }
        if settled.is_some() {
            break;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let settled = settled.expect("the publication was never sealed");
    let roots = it.server.anonymous().list_journal_roots(&Default::default()).await.unwrap().items;
    assert!(roots.iter().any(|root| Some(root.hash) == settled.public_value));
    assert!(settled.recomputed);
    assert_eq!(settled.lines.iter().map(|line| line.place).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[actix_web::test]
async fn a_draft_is_tried_on_half_years_that_were() {
    let it = Inspection::new().await;
    it.months(&[[500, 1_500]]).await;
    let mut draft = AwardRules::plan_2();
    draft.threshold = "80.00".parse().unwrap();
    let body = DraftAwardRules { area_id: it.area(TOWN), content: draft };
    let id = it.official().draft_award_rules(&body, None).await.unwrap().body.id;
    let simulated = it.server.anonymous().simulate_award_rules(id).await.unwrap().items;
    assert_eq!(simulated.len(), 1);
    let half = &simulated[0];
    assert_eq!((half.half_year.to_string().as_str(), half.in_force), ("2026-H1", false));
    assert_eq!((half.fen, half.draft_fen), (4_500_000, 9_000_000));
    let gained = half.lines.iter().find(|line| line.village_id == it.area(OTHER_VILLAGE)).unwrap();
    assert_eq!((gained.fen, gained.draft_fen, gained.draft_place), (0, 4_500_000, Some(2)));
    assert_eq!(gained.village_name, "石桥村");
    // What the means come from is there too.
    let months: Vec<_> = gained.months.iter().map(|score| score.map(|score| score.to_string())).collect();
    assert_eq!((months.len(), months[0].as_deref(), &months[1]), (6, Some("85.00"), &None));
}

#[actix_web::test]
async fn who_stays_at_the_bottom_is_criticised_by_the_rules_in_force() {
    let it = Inspection::new().await;
    let mut rules = AwardRules::plan_2();
    (rules.criticism.bottom_places, rules.criticism.smallest_field) = (1, 2);
    it.in_force(rules).await;
    it.months(&[[500, 600], [500, 700]]).await;
    let query = |from: &str, until: &str| ListCriticisms {
        area_id: it.area(TOWN),
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
    };
    let anybody = it.server.anonymous();
    assert!(anybody.list_criticisms(&query("2026-01", "2026-01")).await.unwrap().items.is_empty());
    let found = anybody.list_criticisms(&query("2026-02", "2026-03")).await.unwrap().items;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].village_name.as_str(), found[0].months.len()), ("石桥村", 2));
    for (from, until) in [("2026-03", "2026-02"), ("2024-01", "2026-01")] {
        assert_eq!(code(anybody.list_criticisms(&query(from, until)).await), "query_invalid");
    }
}

#[actix_web::test]
async fn a_village_gives_one_certificate_and_another_with_a_reason() {
    let it = Inspection::new().await;
    it.in_force(AwardRules::plan_2()).await;
    it.months(&[[500, 1_500]]).await;
    it.to_july();
    let settlement = it.settled().await.settlement.id;
    let body = |village, reason: Option<&str>| IssueCertificate {
        village_id: it.area(village),
        honoured: "柳塘村第三村民小组".to_owned(),
        title: "环境整治先进村民小组".to_owned(),
        reason: reason.map(str::to_owned),
    };
    let issue = |body: IssueCertificate| {
        let official = it.official();
        async move { official.issue_certificate(settlement, &body, None).await }
    };
    assert_eq!(code(issue(body(OTHER_VILLAGE, None)).await), "certificate_not_earned");
    let first = issue(body(VILLAGE, None)).await.unwrap();
    assert_eq!(faults(issue(body(VILLAGE, None)).await)[0].0, "/reason");
    it.server.store.clock.advance(TimeDelta::seconds(1));
    let second = issue(body(VILLAGE, Some("两个小组并列"))).await.unwrap();
    assert_ne!(first.number, second.number);
    let anybody = it.server.anonymous();
    assert_eq!(anybody.get_certificate(&first.number.to_lowercase()).await.unwrap(), first);
    assert_eq!(code(anybody.get_certificate("2026-H1-AAAAAAAA").await), "not_found");
    let list = ListCertificates { area_id: it.area(TOWN), half_year: "2026-H1".parse().unwrap() };
    assert_eq!(anybody.list_certificates(&list).await.unwrap().items, [first.clone(), second]);
    let paper = anybody.get_certificate_paper(&first.number).await.unwrap();
    assert!(paper.starts_with(b"%PDF-"));

    let revoke = RevokeCertificate { reason: "名单有误".to_owned() };
    let gone = it.official().revoke_certificate(&first.number, &revoke, None).await.unwrap();
    assert_eq!(gone.revoke_reason.as_deref(), Some("名单有误"));
    assert_eq!(
        code(it.official().revoke_certificate(&first.number, &revoke, None).await),
        "certificate_revoked"
    );
    assert_eq!(code(anybody.get_certificate_paper(&first.number).await), "certificate_revoked");
    assert!(anybody.get_certificate(&first.number).await.unwrap().revoked_at.is_some());
}

#[actix_web::test]
async fn results_go_out_as_workbook_and_bulletin() {
    let it = Inspection::new().await;
    let id = it.months(&[[500, 600]]).await[0];
    let anybody = it.server.anonymous();
    let xlsx = contract::households::XLSX;
    assert!(anybody.get_round_scores(id, xlsx).await.unwrap().starts_with(b"PK"));
    let text = String::from_utf8(anybody.get_round_scores(id, "text/csv").await.unwrap()).unwrap();
    assert!(text.contains("1,柳塘村,95.00,") && text.contains("2,石桥村,94.00,"), "{text}");
    assert!(anybody.get_bulletin(id).await.unwrap().starts_with(b"%PDF-"));
    let mut plan = it.plan();
    plan.month = "2026-06".parse().unwrap();
    let early = it.planned(&plan).await.round.id;
    assert_eq!(code(anybody.get_bulletin(early).await), "not_found");
    assert_eq!(code(anybody.get_round_scores(early, xlsx).await), "not_found");
}
