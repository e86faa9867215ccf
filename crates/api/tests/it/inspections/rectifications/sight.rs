//! Who sees what, and what a list holds.

use app::{inspections::rectifications, testing::statements};
use chrono::TimeDelta;
use contract::inspections::{DemandRectifications, ListRectifications, Rectification};
use domain::{
    inspections::{RectificationState as S, Regularity, Report},
    permissions::Role,
};

use super::{
    super::{Inspection, OTHER_VILLAGE, VILLAGE, actor},
    listed, passed,
};
use crate::support::code;

#[actix_web::test]
async fn the_public_sees_what_came_of_it_once_the_results_are_published_and_nobody_s_words() {
    let it = Inspection::new().await;
    let round = it.closed([300, 500]).await;
    let (id, village) = it.mended(round).await;
    let outsiders = || {
        [it.server.anonymous(), it.village(OTHER_VILLAGE), it.server.signed_in(Role::Resident, "1/1/1/1/1/")]
    };
    for outsider in outsiders() {
        assert!(listed(&outsider, &Default::default()).await.is_empty());
        assert_eq!(code(outsider.get_rectification(id).await), "not_found");
    }
    assert_eq!(listed(&village, &Default::default()).await.len(), 1);
    it.inspector().record_look_back(id, &it.failed(), None).await.unwrap();
    it.server.store.clock.advance(TimeDelta::hours(48));
    it.official().publish_round(round, None).await.unwrap();
    for outsider in outsiders() {
        let shown = listed(&outsider, &Default::default()).await.remove(0);
        assert_eq!((shown.state, shown.inside.is_none()), (S::Reopened, true));
        let look = &shown.look_backs[0];
        assert!(!look.passed && look.by.is_none() && look.note.is_none() && look.photos.is_empty());
        assert_eq!(outsider.get_rectification(id).await.unwrap(), shown);
    }
}

#[actix_web::test]
async fn after_a_special_report_those_concerned_see_it_and_nobody_else() {
    let it = Inspection::new().await;
    let mut plan = it.plan();
    (plan.report, plan.regularity) = (Report::SpecialReport, Regularity::Irregular);
    let round = it.planned(&plan).await.round.id;
    it.official().start_round(round, None).await.unwrap();
    it.score_and_close(round, [300, 500]).await;
    it.demanded(round).await;
    it.server.store.clock.advance(TimeDelta::hours(48));
    it.official().publish_round(round, None).await.unwrap();
    let count = async |client: client::Client| listed(&client, &Default::default()).await.len();
    assert_eq!(count(it.server.anonymous()).await, 0);
    assert_eq!(count(it.village(OTHER_VILLAGE)).await, 0);
    assert_eq!(count(it.server.signed_in(Role::Official, "1/2/")).await, 0);
    for concerned in [it.village(VILLAGE), it.official(), it.inspector()] {
        assert_eq!(count(concerned).await, 1);
    }
}

#[actix_web::test]
async fn filters_narrow_the_list_and_pages_hold_everything_once() {
    let it = Inspection::new().await;
    let round = it.closed([700, 2_500]).await;
    let (closed, _) = it.mended(round).await;
    let all = DemandRectifications { items: None, due_on: it.day(1), word: None };
    let rest = it.official().demand_rectifications(round, &all, None).await.unwrap().items.len();
    let official = it.official();
    let with = |change: fn(&mut ListRectifications)| {
        let mut query = ListRectifications { limit: Some(100), ..Default::default() };
        change(&mut query);
        query
    };
    assert_eq!(listed(&official, &with(|_| {})).await.len(), rest + 1);
    let waiting = listed(&official, &with(|query| query.state = Some("closed,done".to_owned()))).await;
    assert_eq!(waiting.iter().map(|item| item.id).collect::<Vec<_>>(), [closed]);
    let mut here = with(|_| {});
    here.area_id = Some(it.area(VILLAGE));
    let (here, in_village) =
        (listed(&official, &here).await, |item: &Rectification| item.area.id == it.area(VILLAGE));
    assert!(!here.is_empty() && here.len() < rest && here.iter().all(in_village));
    let mut of_none = with(|_| {});
    of_none.round_id = Some(domain::ids::RoundId(uuid::Uuid::nil()));
    assert!(listed(&official, &of_none).await.is_empty());
    assert!(listed(&official, &with(|query| query.overdue = true)).await.is_empty());
    it.server.store.clock.advance(TimeDelta::days(3));
    let official = it.official();
    let overdue = listed(&official, &with(|query| query.overdue = true)).await;
    assert!(overdue.len() == rest && overdue.iter().all(|item| item.overdue));

    let mut query = ListRectifications { limit: Some(3), ..Default::default() };
    let mut seen = std::collections::BTreeSet::new();
    loop {
        let page = official.list_rectifications(&query).await.unwrap();
        assert!(page.items.iter().all(|item| seen.insert(item.id)));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), rest + 1);
    for wrong in [
        ListRectifications { state: Some("asleep".to_owned()), ..Default::default() },
        ListRectifications { after: Some("nowhere".to_owned()), ..Default::default() },
        ListRectifications { area_id: Some(domain::ids::AreaId(uuid::Uuid::nil())), ..Default::default() },
    ] {
        assert_eq!(code(official.list_rectifications(&wrong).await), "query_invalid");
    }
}

#[actix_web::test]
async fn a_page_takes_a_fixed_number_of_statements() {
    let it = Inspection::new().await;
    let round = it.closed([2_500, 2_500]).await;
    let all = DemandRectifications { items: None, due_on: it.day(1), word: None };
    it.official().demand_rectifications(round, &all, None).await.unwrap();
    let ids: Vec<_> =
        listed(&it.official(), &Default::default()).await.into_iter().map(|item| item.id).collect();
    let village = [it.village(VILLAGE), it.village(OTHER_VILLAGE)];
    for item in listed(&it.official(), &Default::default()).await {
        let client = &village[usize::from(item.area.id == it.area(OTHER_VILLAGE))];
        client.assign_ticket(item.id, &Default::default(), None).await.unwrap();
        super::close(client, item.id).await.unwrap();
        it.inspector().record_look_back(item.id, &it.failed(), None).await.unwrap();
        super::close(client, item.id).await.unwrap();
        it.inspector().record_look_back(item.id, &passed(), None).await.unwrap();
    }
    let who = actor(&it.server);
    let count = |limit: i64| {
        let page = rectifications::Page { after: None, limit };
        let read = |tx: &mut app::db::Tx<'_>| {
            rectifications::list(tx, Some(&who), &rectifications::Filter::default(), page)
        };
        let (found, statements) = statements(&it.server.store, read).unwrap();
        assert_eq!(i64::try_from(found.len()).unwrap(), limit);
        statements
    };
    let many = i64::try_from(ids.len()).unwrap();
    assert!(many >= 4);
    assert_eq!(count(1), count(many));
    assert!(count(many) <= 13, "{}", count(many));
}
