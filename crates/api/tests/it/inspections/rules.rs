//! Rules of awards over HTTP.

use app::inspections::rules::{self, PER_AREA_MAX};
use client::Tagged;
use contract::inspections::{AdoptAwardRules, AwardRulesVersion, DraftAwardRules, ListAwardRules};
use domain::{inspections::AwardRules, permissions::Role};

use super::{TOWN, VILLAGE, actor, faults, official};
use crate::support::{TestServer, code};

fn draft(server: &TestServer, content: AwardRules) -> DraftAwardRules {
    DraftAwardRules { area_id: server.world.area(TOWN), content }
}

fn from(half_year: &str) -> AdoptAwardRules {
    AdoptAwardRules { from: half_year.parse().unwrap() }
}

async fn drafted(server: &TestServer) -> Tagged<AwardRulesVersion> {
    let made = official(server).draft_award_rules(&draft(server, AwardRules::plan_2()), None).await.unwrap();
    official(server).get_award_rules(made.body.id).await.unwrap()
}

#[actix_web::test]
async fn the_plans_rules_are_drafted_and_adopted_for_a_half_year_to_come() {
    let server = TestServer::start().await;
    let ready = server.anonymous().get_ready_award_rules().await.unwrap();
    assert_eq!(ready, AwardRules::ready());
    assert_eq!(AwardRules { titles: Vec::new(), ..ready }, AwardRules::plan_2());
    let made = drafted(&server).await;
    assert_eq!((made.body.adopted_from, &made.body.content), (None, &AwardRules::plan_2()));

    let official = official(&server);
    let adopted = official.adopt_award_rules(made.body.id, &made.etag, &from("2100-H1")).await.unwrap();
    assert_eq!(adopted.body.adopted_from.unwrap().to_string(), "2100-H1");
    let list = ListAwardRules { area_id: server.world.area(VILLAGE) };
    assert_eq!(
        server.anonymous().list_award_rules(&list).await.unwrap().items,
        std::slice::from_ref(&adopted.body)
    );
    let again = official.adopt_award_rules(made.body.id, &adopted.etag, &from("2101-H1")).await;
    assert_eq!(code(again), "award_rules_adopted");
}

#[actix_web::test]
async fn a_half_year_that_has_begun_keeps_its_rules() {
    let server = TestServer::start().await;
    let (official, made) = (official(&server), drafted(&server).await);
    let adopt = |half_year: &'static str| {
        let (official, made) = (&official, &made);
        async move { official.adopt_award_rules(made.body.id, &made.etag, &from(half_year)).await }
    };
    assert_eq!(code(adopt("2000-H1").await), "half_year_begun");
    assert_eq!(
        code(official.adopt_award_rules(made.body.id, "\"7\"", &from("2100-H1")).await),
        "changed_meanwhile"
    );
    adopt("2100-H2").await.unwrap();
    let other = drafted(&server).await;
    let taken = official.adopt_award_rules(other.body.id, &other.etag, &from("2100-H2")).await;
    assert_eq!(code(taken), "half_year_taken");
    official.adopt_award_rules(other.body.id, &other.etag, &from("2101-H1")).await.unwrap();
}

#[actix_web::test]
async fn an_area_goes_by_the_nearest_rules_and_of_those_by_the_latest() {
    let server = TestServer::start().await;
    let county = server.signed_in(Role::Official, "1/");
    let body = DraftAwardRules { area_id: server.world.area("1/"), content: AwardRules::plan_2() };
    let wide = county.draft_award_rules(&body, None).await.unwrap();
    county.adopt_award_rules(wide.body.id, &wide.etag, &from("2100-H1")).await.unwrap();
    let (early, late) = (drafted(&server).await, drafted(&server).await);
    let official = official(&server);
    official.adopt_award_rules(early.body.id, &early.etag, &from("2101-H1")).await.unwrap();
    official.adopt_award_rules(late.body.id, &late.etag, &from("2102-H1")).await.unwrap();

    let town = domain::areas::AreaPath::parse(VILLAGE).unwrap();
    let in_force = |half_year: &str| {
        let (town, half_year) = (town.clone(), half_year.parse().unwrap());
        let found = server.store.write(move |tx| rules::in_force(tx, &town, half_year)).unwrap();
        found.map(|found| found.id)
    };
    assert_eq!(in_force("2099-H2"), None);
    assert_eq!(in_force("2100-H2"), Some(wide.body.id));
    assert_eq!(in_force("2101-H2"), Some(early.body.id));
    assert_eq!(in_force("2150-H1"), Some(late.body.id));
}

#[actix_web::test]
async fn of_two_drafts_for_one_half_year_one_is_adopted() {
    let server = TestServer::start().await;
    let (one, other) = (drafted(&server).await, drafted(&server).await);
    let official = official(&server);
    let body = from("2100-H1");
    let (first, second) = futures_util::join!(
        official.adopt_award_rules(one.body.id, &one.etag, &body),
        official.adopt_award_rules(other.body.id, &other.etag, &body),
    );
    let (won, lost): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), lost.len()), (1, 1));
    assert_eq!(code(lost.into_iter().next().unwrap()), "half_year_taken");
}

#[actix_web::test]
async fn impossible_rules_are_refused_where_they_are_wrong() {
    let server = TestServer::start().await;
    let official = official(&server);
    let mut content = AwardRules::plan_2();
    content.prizes.swap(0, 2);
    let found = faults(official.draft_award_rules(&draft(&server, content), None).await);
    // In words of the language that was asked for, not in those of the code.
    assert_eq!(
        (found[0].0.as_str(), found[0].1.as_str()),
        ("/content/prizes/1", "比前一个奖项多，请调换顺序或者改金额")
    );
    let mut content = AwardRules::plan_2();
    content.ties.share_unit_fen = 7;
    let found = faults(official.draft_award_rules(&draft(&server, content), None).await);
    assert_eq!(found[0].0, "/content/ties/share_unit_fen");
}

#[actix_web::test]
async fn an_area_holds_so_many_rules_and_says_so() {
    let server = TestServer::start().await;
    let (actor, area) = (actor(&server), server.world.area(TOWN));
    let many = move |tx: &mut app::db::Tx<'_>| {
        for _ in 0..PER_AREA_MAX {
            rules::draft(tx, &actor, area, &AwardRules::plan_2())?;
        }
        Ok::<_, rules::Error>(())
    };
    server.store.write(many).unwrap();
    let one_more = official(&server).draft_award_rules(&draft(&server, AwardRules::plan_2()), None).await;
    assert_eq!(code(one_more), "award_rules_full");
}
