use contract::categories::{CreateCategory, ListCategories, Names, UpdateCategory};
use domain::{
    permissions::Role,
    tickets::{Priority, form::Form},
};

use super::{GRID, neighbours, report, town};
use crate::support::{TestServer, code};

pub(super) fn stricter(server: &TestServer, path: &str) -> CreateCategory {
    let names =
        Names { hans: "公共设施".into(), hant: "公共設施".into(), en: "Public facilities".into() };
    CreateCategory {
        area_id: server.world.area(path),
        code: "facilities".to_owned(),
        names,
        answer_within_hours: 2,
        solve_within_hours: 12,
        objection_window_hours: 24,
        counting: domain::tickets::Counting::AroundTheClock,
        ordinal: 5,
        active: true,
        parent_code: None,
        priority: Priority::Normal,
        form: Form::default(),
        is_public: false,
        keeper: domain::tickets::Keeper::Queue,
        keeper_provider_id: None,
        photo_required: true,
        anonymous_allowed: false,
    }
}

async fn hours(server: &TestServer, path: &str) -> u32 {
    let query = ListCategories { area_id: Some(server.world.area(path)), inactive: false };
    let all = server.anonymous().list_categories(&query).await.unwrap().items;
    all.into_iter().find(|c| c.code.as_str() == "facilities").unwrap().solve_within_hours
}

#[actix_web::test]
async fn the_nearest_area_up_the_tree_decides_the_limits() {
    let server = town().await;
    let official = server.signed_in(Role::Official, "1/1/");
    official.create_category(&stricter(&server, "1/1/1/"), None).await.unwrap();
    assert_eq!(hours(&server, GRID).await, 12);
    assert_eq!(hours(&server, "1/1/2/1/").await, 168);
    let (resident, _) = neighbours(&server);
    let ticket = report(&resident, "路灯不亮").await.ticket;
    assert_eq!(ticket.solve_due_at - ticket.reported_at, chrono::TimeDelta::hours(12));
}

#[actix_web::test]
async fn a_changed_limit_leaves_reported_tickets_alone() {
    let server = town().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let made = official.create_category(&stricter(&server, "1/1/1/"), None).await.unwrap();
    let (resident, _) = neighbours(&server);
    let before = report(&resident, "路灯不亮").await.ticket;
    let change = UpdateCategory { solve_within_hours: Some(48), ..UpdateCategory::default() };
    let changed = official.update_category(made.body.id, &made.etag, &change).await.unwrap();
    assert_eq!(changed.body.solve_within_hours, 48);
    assert_eq!(code(official.update_category(made.body.id, &made.etag, &change).await), "changed_meanwhile");
    let worse = UpdateCategory { answer_within_hours: Some(49), ..UpdateCategory::default() };
    assert_eq!(code(official.update_category(made.body.id, &changed.etag, &worse).await), "fields_invalid");
    let after = resident.get_ticket(before.id).await.unwrap().body.ticket;
    assert_eq!(after.solve_due_at, before.solve_due_at);
}

#[actix_web::test]
async fn an_inactive_kind_cannot_be_reported() {
    let server = town().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let off = CreateCategory { active: false, ..stricter(&server, "1/1/1/") };
    official.create_category(&off, None).await.unwrap();
    let (resident, _) = neighbours(&server);
    assert_eq!(code(resident.report_ticket(&super::matter("路灯不亮"), None).await), "fields_invalid");
    assert_eq!(code(official.create_category(&off, None).await), "category_code_taken");
}

#[actix_web::test]
async fn only_who_manages_the_area_changes_its_kinds() {
    let server = town().await;
    let outside = server.signed_in(Role::Official, "1/2/");
    assert_eq!(code(outside.create_category(&stricter(&server, "1/1/1/"), None).await), "not_allowed");
    let (resident, worker) = neighbours(&server);
    for client in [resident, worker] {
        assert_eq!(code(client.create_category(&stricter(&server, GRID), None).await), "not_allowed");
    }
    let everywhere = server.anonymous().list_categories(&ListCategories::default()).await.unwrap().items;
    let id = everywhere[0].id;
    let official = server.signed_in(Role::Official, "1/");
    let change = UpdateCategory { active: Some(false), ..UpdateCategory::default() };
    // The installation's own kinds lie above every area.
    assert_eq!(code(official.update_category(id, "\"1\"", &change).await), "not_allowed");
}

#[actix_web::test]
async fn an_area_has_at_most_a_hundred_kinds_of_its_own() {
    let server = town().await;
    let official = server.signed_in(Role::Official, "1/1/");
    for n in 0..100 {
        let body = CreateCategory { code: format!("kind_{n}"), ..stricter(&server, "1/1/1/") };
        official.create_category(&body, None).await.unwrap();
    }
    assert_eq!(code(official.create_category(&stricter(&server, "1/1/1/"), None).await), "categories_full");
}
