//! Kinds in groups: what is reported under, and what cannot be put where.

use client::Client;
use contract::categories::{Category, CreateCategory, ListCategories, Names, UpdateCategory};
use domain::{ids::CategoryId, permissions::Role};

use super::{GRID, categories::stricter, forms::faults, matter, neighbours, town};
use crate::support::TestServer;

const TOWN: &str = "1/1/";

fn kind(server: &TestServer, path: &str, code: &str, parent: Option<&str>) -> CreateCategory {
    let name = || code.to_owned();
    CreateCategory {
        code: code.to_owned(),
        names: Names { hans: name(), hant: name(), en: name() },
        parent_code: parent.map(str::to_owned),
        ..stricter(server, path)
    }
}

async fn add(official: &Client, body: &CreateCategory) -> Category {
    official.create_category(body, None).await.unwrap().body
}

fn refused(found: Vec<(String, String)>) -> (String, String) {
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

fn parent(code: &str) -> (String, String) {
    ("/parent_code".to_owned(), code.to_owned())
}

fn moved(parent: Option<&str>) -> UpdateCategory {
    UpdateCategory { parent_code: Some(parent.map(str::to_owned)), ..UpdateCategory::default() }
}

async fn codes(server: &TestServer, inactive: bool) -> Vec<(String, bool)> {
    let query = ListCategories { area_id: Some(server.world.area(GRID)), inactive };
    let all = server.anonymous().list_categories(&query).await.unwrap().items;
    all.into_iter().map(|kind| (kind.code.as_str().to_owned(), kind.group)).collect()
}

async fn report(client: &Client, code: &str) -> Result<(), Vec<(String, String)>> {
    let mut body = matter("路灯不亮");
    body.category = code.to_owned();
    match client.report_ticket(&body, None).await {
        Ok(_) => Ok(()),
        refused => Err(faults(refused)),
    }
}

#[actix_web::test]
async fn nobody_reports_under_a_group() {
    let server = town().await;
    let official = server.signed_in(Role::Official, TOWN);
    let lamps = add(&official, &kind(&server, TOWN, "lamps", Some("facilities"))).await;
    assert_eq!((lamps.parent_code.unwrap().as_str(), lamps.group), ("facilities", false));
    let listed = codes(&server, false).await;
    assert!(
        listed.contains(&("facilities".to_owned(), true)) && listed.contains(&("lamps".to_owned(), false))
    );
    let (resident, _) = neighbours(&server);
    let found = report(&resident, "facilities").await.unwrap_err();
    assert_eq!(refused(found), ("/category".to_owned(), "category_group".to_owned()));
    report(&resident, "lamps").await.unwrap();
    // Elsewhere the same kind is no group.
    let elsewhere = server.anonymous().list_categories(&ListCategories::default()).await.unwrap().items;
    assert!(elsewhere.iter().all(|kind| !kind.group));
}

#[actix_web::test]
async fn a_kind_is_put_into_a_group_and_taken_out_again() {
    let server = town().await;
    let official = server.signed_in(Role::Official, TOWN);
    let lamps = add(&official, &kind(&server, TOWN, "lamps", None)).await;
    let change = |change: UpdateCategory, etag: &'static str| {
        let official = &official;
        async move { official.update_category(lamps.id, etag, &change).await.unwrap().body }
    };
    let inside = change(moved(Some("facilities")), "\"1\"").await;
    assert_eq!((inside.parent_code.unwrap().as_str(), inside.version), ("facilities", 2));
    let renamed = change(UpdateCategory { ordinal: Some(3), ..UpdateCategory::default() }, "\"2\"").await;
    assert!(renamed.parent_code.is_some());
    assert!(change(moved(None), "\"3\"").await.parent_code.is_none());
    assert!(codes(&server, false).await.contains(&("facilities".to_owned(), false)));
}

#[actix_web::test]
async fn groups_are_one_deep_and_never_in_a_circle() {
    let server = town().await;
    let official = server.signed_in(Role::Official, TOWN);
    let group = add(&official, &kind(&server, TOWN, "around", None)).await;
    let lamps = add(&official, &kind(&server, TOWN, "lamps", Some("around"))).await;
    let create = async |code: &str, parent: &str| {
        refused(faults(official.create_category(&kind(&server, TOWN, code, Some(parent)), None).await))
    };
    assert_eq!(create("bulbs", "lamps").await, parent("parent_in_group"));
    assert_eq!(create("bulbs", "bulbs").await, parent("parent_itself"));
    assert_eq!(create("bulbs", "nothing").await, parent("not_found"));
    assert_eq!(create("bulbs", "rectification").await, parent("not_found"));
    let put = async |id: CategoryId, into: &str| {
        refused(faults(official.update_category(id, "\"1\"", &moved(Some(into))).await))
    };
    assert_eq!(put(group.id, "facilities").await, parent("parent_of_others"));
    assert_eq!(put(group.id, "lamps").await, parent("parent_in_group"));
    assert_eq!(put(lamps.id, "lamps").await, parent("parent_itself"));
}

#[actix_web::test]
async fn a_group_out_of_use_takes_what_is_in_it_along() {
    let server = town().await;
    let official = server.signed_in(Role::Official, TOWN);
    let group = add(&official, &kind(&server, TOWN, "around", None)).await;
    add(&official, &kind(&server, TOWN, "lamps", Some("around"))).await;
    let off = UpdateCategory { active: Some(false), ..UpdateCategory::default() };
    official.update_category(group.id, "\"1\"", &off).await.unwrap();
    let there = |listed: Vec<(String, bool)>| listed.iter().any(|(code, _)| code == "lamps");
    assert!(!there(codes(&server, false).await) && there(codes(&server, true).await));
    let (resident, _) = neighbours(&server);
    let found = report(&resident, "lamps").await.unwrap_err();
    assert_eq!(refused(found), ("/category".to_owned(), "not_found".to_owned()));
}

#[actix_web::test]
async fn what_a_wider_area_changes_later_leaves_every_kind_of_a_narrower_one_reportable() {
    let server = town().await;
    let official = server.signed_in(Role::Official, TOWN);
    let roads = add(&official, &kind(&server, TOWN, "streets", None)).await;
    add(&official, &kind(&server, GRID, "lamps", Some("streets"))).await;
    // The town knows nothing of the grid's kind, and may put its own into a group.
    official.update_category(roads.id, "\"1\"", &moved(Some("facilities"))).await.unwrap();
    let (resident, _) = neighbours(&server);
    for code in ["lamps", "streets"] {
        report(&resident, code).await.unwrap();
    }
}
