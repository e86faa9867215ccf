//! Publication and correction.

use app::{
    db::{DbError, Tx},
    inspections::publication::{self, Part},
    testing::statements,
};
use chrono::TimeDelta;
use contract::inspections::{ChangeMark, CorrectRound, GetRanking};
use domain::{
    inspections::{Report, Score},
    permissions::Role,
};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, first_code};
use crate::support::code;

fn revision(number: u32) -> GetRanking {
    GetRanking { revision: Some(number), ..GetRanking::default() }
}

#[actix_web::test]
async fn scores_are_published_after_the_window_as_a_ranking_for_all() {
    let it = Inspection::new().await;
    let id = it.closed([500, 300]).await;
    assert_eq!(code(it.official().publish_round(id, None).await), "objection_window_open");
    assert_eq!(code(it.server.anonymous().get_ranking(id, &GetRanking::default()).await), "not_found");
    it.server.store.clock.advance(TimeDelta::hours(48));
    let published = it.official().publish_round(id, None).await.unwrap().body;
    assert_eq!((published.round.state.as_str(), published.round.revision), ("published", 1));
    let ranking = it.server.anonymous().get_ranking(id, &GetRanking::default()).await.unwrap();
    let lines: Vec<_> = ranking
        .items
        .iter()
        .map(|line| (line.area_path.as_str(), line.score.to_string(), line.place))
        .collect();
    assert_eq!(lines, [(OTHER_VILLAGE, "97.00".to_owned(), 1), (VILLAGE, "95.00".to_owned(), 2)]);
    let targets = it.server.anonymous().list_round_targets(id).await.unwrap().items;
    assert_eq!(targets[0].score, Some(Score::new(9_500).unwrap()));
}

#[actix_web::test]
async fn a_ranking_comes_in_pages_of_a_fixed_number_of_statements() {
    let it = Inspection::new().await;
    let id = it.published([500, 300]).await;
    let anybody = it.server.anonymous();
    let whole = anybody.get_ranking(id, &GetRanking::default()).await.unwrap();
    assert_eq!((whole.items.len(), whole.next.as_deref()), (2, None));
    let page = |after| GetRanking { limit: Some(1), after, ..GetRanking::default() };
    let first = anybody.get_ranking(id, &page(None)).await.unwrap();
    let second = anybody.get_ranking(id, &page(first.next.clone())).await.unwrap();
    assert_eq!([first.items, second.items].concat(), whole.items);
    assert_eq!(second.next, None);
    let behind = page(Some(format!("9.{VILLAGE}")));
    assert!(anybody.get_ranking(id, &behind).await.unwrap().items.is_empty());
    assert_eq!(code(anybody.get_ranking(id, &page(Some("x".to_owned()))).await), "query_invalid");

    let count = |limit| {
        let part = Part { limit: Some(limit), ..Part::default() };
        let read = |tx: &mut Tx<'_>| publication::ranking(tx, None, id, &part);
        statements::<_, DbError, _>(&it.server.store, read).unwrap()
    };
    let (one, two) = (count(1), count(2));
    assert_eq!((one.0.ranked.len(), two.0.ranked.len()), (1, 2));
    assert_eq!((one.1, two.1), (4, 4));
}

/// Whoever speaks for a village reads its own line of a special report and nobody else's.
#[actix_web::test]
async fn a_village_finds_its_own_line_of_a_special_report() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    plan.report = Report::SpecialReport;
    let id = it.planned(&plan).await.round.id;
    it.official().start_round(id, None).await.unwrap();
    it.score_and_close(id, [500, 300]).await;
    it.server.store.clock.advance(TimeDelta::hours(48));
    it.official().publish_round(id, None).await.unwrap();
    let ask = GetRanking { limit: Some(1), ..GetRanking::default() };
    let own = it.village(VILLAGE).get_ranking(id, &ask).await.unwrap();
    let lines: Vec<_> = own.items.iter().map(|line| (line.area_path.as_str(), line.place)).collect();
    assert_eq!((lines, own.next), (vec![(VILLAGE, 2)], None));
    assert_eq!(code(it.server.anonymous().get_ranking(id, &ask).await), "not_found");
    let elsewhere = it.server.signed_in(Role::Official, "1/2/1/");
    assert_eq!(code(elsewhere.get_ranking(id, &ask).await), "not_found");
    assert_eq!(it.official().get_ranking(id, &GetRanking::default()).await.unwrap().items.len(), 2);
}

#[actix_web::test]
async fn of_two_officials_who_publish_at_once_one_does() {
    let it = Inspection::new().await;
    let id = it.closed([500, 500]).await;
    it.server.store.clock.advance(TimeDelta::hours(48));
    let other = it.server.signed_in(Role::Official, TOWN);
    let one = it.official();
    let (first, second) = futures_util::join!(one.publish_round(id, None), other.publish_round(id, None));
    let lost: Vec<_> = [first, second].into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(code(lost.into_iter().next().unwrap()), "round_step_forbidden");
    let ranking = it.official().get_ranking(id, &GetRanking::default()).await.unwrap();
    assert_eq!(ranking.revisions.len(), 1);
    // Equals share a place.
    assert!(ranking.items.iter().all(|line| line.place == 1));
}

#[actix_web::test]
async fn a_correction_is_another_revision_beside_the_first() {
    let it = Inspection::new().await;
    let id = it.published([500, 300]).await;
    let item = first_code();
    let lost = super::findings(500)[&item].points;
    let change = |area, code: &str, points: &str| CorrectRound {
        reason: "抄录有误".to_owned(),
        changes: vec![ChangeMark { area_id: area, code: code.to_owned(), points: points.parse().unwrap() }],
    };
    let village = it.area(VILLAGE);
    for wrong in [
        change(village, "nothing", "0.00"),
        change(village, &item, &lost.to_string()),
        change(village, &item, "100.00"),
        change(it.area(TOWN), &item, "0.00"),
    ] {
        assert_eq!(faults(it.official().correct_round(id, &wrong, None).await)[0].0, "/changes/0");
    }
    let corrected = it.official().correct_round(id, &change(village, &item, "0.00"), None).await.unwrap();
    assert_eq!(corrected.body.round.revision, 2);
    let anybody = it.server.anonymous();
    let (old, new) = (
        anybody.get_ranking(id, &revision(1)).await.unwrap(),
        anybody.get_ranking(id, &revision(2)).await.unwrap(),
    );
    assert_eq!(old.items[1].score.to_string(), "95.00");
    let village_now = new.items.iter().find(|line| line.area_id == village).unwrap();
    assert_eq!(village_now.score.hundredths(), 9_500 + lost.hundredths());
    assert_eq!(new.revisions[1].reason.as_deref(), Some("抄录有误"));
    assert_eq!(code(anybody.get_ranking(id, &revision(3)).await), "not_found");
    let mut plan = it.plan();
    plan.month = "2026-02".parse().unwrap();
    let early = it.planned(&plan).await.round.id;
    let refused = it.official().correct_round(early, &change(village, &item, "0.00"), None).await;
    assert_eq!(code(refused), "round_step_forbidden");
}
