//! Where a matter lies when its position and the chosen area do not agree.

use contract::{
    areas::PatchArea,
    tickets::{Point, ReportTicket},
};
use domain::permissions::Role;
use serde_json::json;

use super::{GRID, HOME, matter, town};
use crate::support::{TestServer, code};

const OTHER_GRID: &str = "1/1/1/2/";

/// Draws squares of one degree: the grids of a village side by side, the village around both.
async fn drawn() -> TestServer {
    let server = town().await;
    let admin = server.signed_in(Role::Administrator, "1/");
    for (path, west, east) in [("1/1/1/", 0, 3), (GRID, 0, 1), (OTHER_GRID, 1, 2), ("1/2/1/1/", 5, 6)] {
        let ring = [[west, 0], [east, 0], [east, 1], [west, 1], [west, 0]];
        let square = json!({ "type": "Polygon", "coordinates": [ring] });
        let patch = PatchArea { boundary: Some(Some(square)), ..PatchArea::default() };
        admin.change_area(server.world.area(path), "\"1\"", &patch).await.unwrap();
    }
    server
}

fn at(longitude: f64) -> Option<Point> {
    Some(serde_json::from_value(json!({ "type": "Point", "coordinates": [longitude, 0.5] })).unwrap())
}

/// The name of the area that a resident's report gets.
async fn lands(server: &TestServer, position: Option<Point>, chosen: Option<&str>) -> String {
    let resident = server.signed_in(Role::Resident, HOME);
    let area_id = chosen.map(|path| server.world.area(path));
    let body = ReportTicket { position, area_id, ..matter("路灯不亮") };
    let made = resident.report_ticket(&body, None).await.unwrap().body;
    made.ticket.area.name
}

#[actix_web::test]
async fn the_position_decides_even_against_the_chosen_area() {
    let server = drawn().await;
    assert_eq!(lands(&server, at(1.5), None).await, "柳塘二网格");
    assert_eq!(lands(&server, at(1.5), Some(GRID)).await, "柳塘二网格");
    assert_eq!(lands(&server, at(0.5), Some(OTHER_GRID)).await, "柳塘一网格");
}

#[actix_web::test]
async fn without_a_position_the_choice_counts_and_without_a_choice_the_home() {
    let server = drawn().await;
    assert_eq!(lands(&server, None, Some(OTHER_GRID)).await, "柳塘二网格");
    assert_eq!(lands(&server, None, None).await, "柳塘一网格");
}

#[actix_web::test]
async fn a_choice_narrower_than_the_outline_counts() {
    let server = drawn().await;
    // In the village, in none of its grids.
    assert_eq!(lands(&server, at(2.5), Some(OTHER_GRID)).await, "柳塘二网格");
    assert_eq!(lands(&server, at(2.5), Some("1/1/2/1/")).await, "柳塘村");
}

#[actix_web::test]
async fn a_position_outside_the_town_leaves_the_matter_where_it_was_chosen() {
    let server = drawn().await;
    assert_eq!(lands(&server, at(5.5), Some(GRID)).await, "柳塘一网格");
    assert_eq!(lands(&server, at(120.0), None).await, "柳塘一网格");
}

#[actix_web::test]
async fn who_has_no_home_reports_by_position_alone() {
    let server = drawn().await;
    let official = server.signed_in(Role::Official, "1/");
    let body = ReportTicket { position: at(5.5), ..matter("路灯不亮") };
    let made = official.report_ticket(&body, None).await.unwrap().body;
    assert_eq!(made.ticket.area.name, "河湾一网格");
    let nowhere = ReportTicket { position: at(120.0), ..matter("路灯不亮") };
    assert_eq!(code(official.report_ticket(&nowhere, None).await), "fields_invalid");
    // Rights are asked where the matter lies, not where the pin was said to be.
    let inspector = server.signed_in(Role::Inspector, "1/1/");
    assert_eq!(code(inspector.report_ticket(&body, None).await), "not_allowed");
}
