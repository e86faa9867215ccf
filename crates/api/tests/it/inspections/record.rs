//! The record of a village: what was published of it, the same for everybody.

use app::inspections::record;
use chrono::TimeDelta;
use contract::inspections::{
    ChangeMark, CorrectRound, GetVillageRecord, IssueCertificate, PlanRound, RECORD_MONTHS, VillageRecord,
};
use domain::{
    ids::AreaId,
    inspections::{AwardRules, Notice, Regularity, Report},
    permissions::Role,
};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, first_code};
use crate::support::code;

const LATEST: GetVillageRecord = GetVillageRecord { until: None };

fn until(month: &str) -> GetVillageRecord {
    GetVillageRecord { until: Some(month.parse().unwrap()) }
}

/// The rules of plan 2, with a bottom among two villages.
fn rules() -> AwardRules {
    let mut rules = AwardRules::plan_2();
    (rules.criticism.bottom_places, rules.criticism.smallest_field) = (1, 2);
    rules
}

impl Inspection {
    async fn record(&self, village: &str) -> VillageRecord {
        self.server.anonymous().get_village_record(self.area(village), &LATEST).await.unwrap()
    }

    /// A round that is planned like this and published, in which the villages lose so many hundredths.
    async fn published_as(&self, month: &str, lost: [i64; 2], choose: impl FnOnce(&mut PlanRound)) {
        let mut plan = self.plan();
        plan.month = month.parse().unwrap();
        choose(&mut plan);
        let id = self.planned(&plan).await.round.id;
        self.official().start_round(id, None).await.unwrap();
        self.score_and_close(id, lost).await;
        self.server.store.clock.advance(TimeDelta::hours(48));
        self.official().publish_round(id, None).await.unwrap();
    }
}

#[actix_web::test]
async fn a_village_s_record_is_what_was_published_of_it() {
    let it = Inspection::new().await;
    it.in_force(rules()).await;
    let rounds = it.months(&[[500, 700], [300, 900], [400, 200]]).await;
    let correction = CorrectRound {
        reason: "抄录有误".to_owned(),
        changes: vec![ChangeMark {
            area_id: it.area(VILLAGE),
            code: first_code(),
            points: "0.00".parse().unwrap(),
        }],
    };
    it.official().correct_round(rounds[0], &correction, None).await.unwrap();
    it.to_july();
    let settled = it.settled().await;
    let line = settled.lines.iter().find(|line| line.village_id == it.area(VILLAGE)).unwrap();
    let body = IssueCertificate {
        village_id: it.area(VILLAGE),
        honoured: "柳塘村第三村民小组".to_owned(),
        title: "环境整治先进村民小组".to_owned(),
        reason: None,
    };
    let certificate = it.official().issue_certificate(settled.settlement.id, &body, None).await.unwrap();

    let record = it.record(VILLAGE).await;
    assert_eq!((record.area_name.as_str(), record.until.to_string()), ("柳塘村", "2026-07".to_owned()));
    let read = |record: &VillageRecord| -> Vec<_> {
        let months = record.months.iter();
        months.map(|m| (m.month.to_string(), m.score.to_string(), m.place, m.field, m.revision)).collect()
    };
    let months = read(&record);
    assert_eq!(months[0], ("2026-03".to_owned(), "96.00".to_owned(), 2, 2, 1));
    assert_eq!(months[1], ("2026-02".to_owned(), "97.00".to_owned(), 1, 2, 1));
    assert_eq!((months.len(), months[2].4), (3, 2));
    assert_eq!(record.months[2].reason.as_deref(), Some("抄录有误"));
    assert!(record.months[2].score > "95.00".parse().unwrap());
    assert_eq!((record.months[2].round_id, record.months[2].holder_id), (rounds[0], it.area(TOWN)));
    let half_year = &record.half_years[0];
    assert_eq!((half_year.line.clone(), half_year.field), (line.clone(), 2));
    assert_eq!((half_year.settlement.clone(), half_year.rules.clone()), (settled.settlement, settled.rules));
    assert_eq!(record.certificates, [certificate]);
    assert_eq!((record.criticisms.len(), record.earlier), (0, None));

    // The other one was last in January and February.
    let other = it.record(OTHER_VILLAGE).await;
    let bottom: Vec<_> = other.criticisms[0].months.iter().map(|at| at.month.to_string()).collect();
    assert_eq!((other.criticisms.len(), bottom), (1, vec!["2026-01".to_owned(), "2026-02".to_owned()]));
    assert_eq!(other.criticisms[0].holder_id, it.area(TOWN));
    assert!(other.certificates.is_empty());
}

#[actix_web::test]
async fn longer_ago_is_another_reading() {
    let it = Inspection::new().await;
    it.months(&[[500, 700], [300, 900]]).await;
    let (anybody, village) = (it.server.anonymous(), it.area(VILLAGE));
    let later = anybody.get_village_record(village, &until("2029-01")).await.unwrap();
    assert_eq!((later.from.to_string(), later.until.to_string()), ("2026-02".into(), "2029-01".into()));
    assert_eq!(later.months.len(), 1);
    let earlier =
        anybody.get_village_record(village, &GetVillageRecord { until: later.earlier }).await.unwrap();
    assert_eq!(earlier.months.iter().map(|m| m.month.to_string()).collect::<Vec<_>>(), ["2026-01"]);
    assert_eq!(earlier.earlier, None);
    for area in [it.area(TOWN), AreaId(uuid::Uuid::nil())] {
        assert_eq!(code(anybody.get_village_record(area, &LATEST).await), "not_found");
    }
}

/// Special reports are not in it, nor is what is not published yet: not for those who may read them elsewhere either.
#[actix_web::test]
async fn nobody_reads_special_reports_or_unpublished_rounds_in_it() {
    let it = Inspection::new().await;
    it.published_as("2026-01", [500, 700], |_| ()).await;
    let before = it.record(VILLAGE).await;
    it.published_as("2026-02", [100, 900], |plan| plan.report = Report::SpecialReport).await;
    it.published_as("2026-01", [2_000, 0], |plan| {
        (plan.regularity, plan.report) = (Regularity::Irregular, Report::SpecialReport);
    })
    .await;
    let mut covert = it.plan();
    (covert.month, covert.notice) = ("2026-03".parse().unwrap(), Notice::Covert);
    covert.chosen = Some(vec![it.area(VILLAGE)]);
    it.planned(&covert).await;
    let mut open = it.plan();
    (open.month, open.regularity) = ("2026-03".parse().unwrap(), Regularity::Irregular);
    let open = it.planned(&open).await.round.id;
    it.official().start_round(open, None).await.unwrap();
    it.score_and_close(open, [4_000, 0]).await;

    let village = it.area(VILLAGE);
    let roles = [
        (Role::Administrator, "1/"),
        (Role::Auditor, "1/"),
        (Role::Official, TOWN),
        (Role::Inspector, TOWN),
        (Role::Official, VILLAGE),
        (Role::Official, OTHER_VILLAGE),
        (Role::Resident, "1/1/1/1/1/"),
    ];
    let mut callers: Vec<_> = roles.map(|(role, at)| it.server.signed_in(role, at)).into();
    callers.extend([it.server.anonymous(), it.official(), it.inspector()]);
    for client in callers {
        assert_eq!(client.get_village_record(village, &LATEST).await.unwrap(), before);
    }
}

#[actix_web::test]
async fn a_covert_round_and_one_beside_the_routine_are_in_it_once_they_are_published() {
    let it = Inspection::new().await;
    it.published_as("2026-01", [500, 700], |plan| plan.notice = Notice::Covert).await;
    it.published_as("2026-01", [900, 700], |plan| plan.regularity = Regularity::Irregular).await;
    let months = it.record(VILLAGE).await.months;
    let kinds: Vec<_> = months.iter().map(|month| (month.regularity, month.place)).collect();
    assert_eq!(kinds, [(Regularity::Irregular, 2), (Regularity::Regular, 1)]);
}

#[actix_web::test]
async fn a_record_takes_a_fixed_number_of_statements() {
    let it = Inspection::new().await;
    it.in_force(rules()).await;
    let village = it.area(VILLAGE);
    let statements = || {
        let read = |tx: &mut app::db::Tx<'_>| record::record(tx, village, None, RECORD_MONTHS);
        app::testing::statements::<_, app::db::DbError, _>(&it.server.store, read).unwrap().1
    };
    let none = statements();
    it.months(&[[500, 700], [300, 900], [400, 200]]).await;
    it.to_july();
    it.settled().await;
    assert_eq!((none, statements()), (12, 12));
}
