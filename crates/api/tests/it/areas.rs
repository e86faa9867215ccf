use contract::areas::{AreaAt, ListAreas, ListBoundaries, NewArea, PatchArea};
use domain::{areas::AreaKind, ids::AreaId, permissions::Role};
use serde_json::json;
use uuid::Uuid;

use crate::support::{TestServer, code};

#[actix_web::test]
async fn the_tree_is_listed_page_by_page_in_its_order() {
    let server = TestServer::start().await;
    let client = server.anonymous();
    let mut query = ListAreas { limit: Some(4), ..ListAreas::default() };
    let mut paths = Vec::new();
    loop {
        let page = client.list_areas(&query).await.unwrap();
        assert!(page.items.len() <= 4);
        paths.extend(page.items.into_iter().map(|a| a.path.to_string()));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    let mut sorted = paths.clone();
    sorted.sort();
    assert_eq!(paths, sorted);
    assert_eq!(paths.len(), 15);
}

#[actix_web::test]
async fn a_subtree_is_the_area_and_what_lies_under_it() {
    let server = TestServer::start().await;
    let under_id = Some(server.world.area("1/1/1/"));
    let query = ListAreas { under_id, kind: Some(AreaKind::Grid), ..ListAreas::default() };
    let page = server.anonymous().list_areas(&query).await.unwrap();
    let paths: Vec<String> = page.items.iter().map(|a| a.path.to_string()).collect();
    assert_eq!(paths, ["1/1/1/1/", "1/1/1/2/"]);
}

#[actix_web::test]
async fn an_unknown_area_is_not_found() {
    let server = TestServer::start().await;
    assert_eq!(code(server.anonymous().get_area(AreaId(Uuid::nil())).await), "not_found");
}

#[actix_web::test]
async fn an_unknown_query_parameter_is_refused() {
    let server = TestServer::start().await;
    let call = server.anonymous().call(reqwest::Method::GET, "/areas?colour=red");
    assert_eq!(code(call.send().await), "query_invalid");
}

fn grid(server: &TestServer) -> NewArea {
    NewArea {
        parent_id: server.world.area("1/1/1/"),
        kind: AreaKind::Grid,
        name: "柳塘三网格".into(),
        segment: None,
        code: None,
        head_count: Some(412),
        boundary: None,
    }
}

/// A square from (`low`, `low`) to (`high`, `high`) degrees.
fn square(low: u8, high: u8) -> serde_json::Value {
    json!({"type": "Polygon", "coordinates": [[[low, low], [high, low], [high, high], [low, high], [low, low]]]})
}

#[actix_web::test]
async fn an_official_adds_a_grid_with_a_local_code_of_its_own() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let made = official.create_area(&grid(&server), None).await.unwrap();
    assert_eq!(made.body.path.as_str(), "1/1/1/g3/");
    assert_eq!(made.etag, "\"1\"");
    let read = server.anonymous().get_area(made.body.id).await.unwrap().body;
    assert_eq!(read, made.body);
    let named = NewArea { segment: Some("G3".into()), ..grid(&server) };
    assert_eq!(code(official.create_area(&named, None).await), "area_segment_taken");
}

#[actix_web::test]
async fn a_retried_creation_adds_one_area() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let first = official.create_area(&grid(&server), Some("k1")).await.unwrap().body;
    assert_eq!(official.create_area(&grid(&server), Some("k1")).await.unwrap().body, first);
    let other = NewArea { name: "另一个".into(), ..grid(&server) };
    assert_eq!(code(official.create_area(&other, Some("k1")).await), "idempotency_key_reused");
}

#[actix_web::test]
async fn areas_are_added_by_who_manages_them_there() {
    let server = TestServer::start().await;
    for (role, path) in [(Role::GridWorker, "1/1/1/1/"), (Role::Official, "1/2/"), (Role::Official, "1/1/2/")]
    {
        assert_eq!(code(server.signed_in(role, path).create_area(&grid(&server), None).await), "not_allowed");
    }
    assert_eq!(code(server.anonymous().create_area(&grid(&server), None).await), "sign_in_required");
}

#[actix_web::test]
async fn what_cannot_be_an_area_is_named_field_by_field() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let bad = NewArea {
        name: " ".into(),
        segment: Some("a b".into()),
        code: Some("341882".into()),
        head_count: Some(-1),
        boundary: Some(json!({"type": "Point", "coordinates": [0, 0]})),
        ..grid(&server)
    };
    let Err(client::ClientError::Problem(problem)) = official.create_area(&bad, None).await else {
        panic!("a problem");
    };
    let named: Vec<_> = problem.errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
    assert_eq!(
        named,
        [
            ("/boundary", "geojson"),
            ("/code", "area_code"),
            ("/head_count", "range"),
            ("/name", "required"),
            ("/segment", "segment")
        ]
    );
    let town = NewArea { kind: AreaKind::Town, ..grid(&server) };
    assert_eq!(code(official.create_area(&town, None).await), "fields_invalid");
    let nowhere = NewArea { parent_id: AreaId(Uuid::nil()), ..grid(&server) };
    assert_eq!(code(official.create_area(&nowhere, None).await), "fields_invalid");
    let home = NewArea { kind: AreaKind::Household, ..grid(&server) };
    assert_eq!(code(official.create_area(&home, None).await), "area_is_household");
}

#[actix_web::test]
async fn an_official_code_belongs_to_one_area() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let coded = NewArea { code: Some("341882105203".into()), ..grid(&server) };
    official.create_area(&coded, None).await.unwrap();
    assert_eq!(code(official.create_area(&coded, None).await), "area_code_taken");
}

#[actix_web::test]
async fn a_patch_changes_what_it_names_and_empties_what_is_null() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let made = official.create_area(&grid(&server), None).await.unwrap();
    let patch = PatchArea { boundary: Some(Some(square(0, 2))), head_count: Some(None), name: None };
    let changed = official.change_area(made.body.id, &made.etag, &patch).await.unwrap();
    assert_eq!(changed.body.name, made.body.name);
    assert_eq!(changed.body.head_count, None);
    assert_eq!(changed.body.boundary, Some(square(0, 2)));
    assert_eq!(changed.etag, "\"2\"");
    // The same again changes nothing, the version neither.
    let same = official.change_area(made.body.id, &changed.etag, &patch).await.unwrap();
    assert_eq!(same.etag, "\"2\"");
    let late = official.change_area(made.body.id, &made.etag, &patch).await;
    assert_eq!(code(late), "changed_meanwhile");
    let call = official.call(reqwest::Method::PATCH, &format!("/areas/{}", made.body.id)).json(&patch);
    assert_eq!(code(call.send().await), "version_required");
    let stranger = server.signed_in(Role::Official, "1/2/");
    assert_eq!(code(stranger.change_area(made.body.id, &changed.etag, &patch).await), "not_allowed");
    let home = official.change_area(server.world.area("1/1/1/1/1/"), "\"1\"", &patch).await;
    assert_eq!(code(home), "area_is_household");
}

#[actix_web::test]
async fn a_position_lies_in_the_narrowest_area_around_it() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    for (path, low, high) in [("1/1/1/", 0, 9), ("1/1/1/1/", 1, 3), ("1/1/1/2/", 3, 5)] {
        let patch = PatchArea { boundary: Some(Some(square(low, high))), ..PatchArea::default() };
        official.change_area(server.world.area(path), "\"1\"", &patch).await.unwrap();
    }
    let anyone = server.anonymous();
    let at = |place: &str, under_id| AreaAt { longitude: place.into(), latitude: place.into(), under_id };
    for (place, path) in [("2.5", "1/1/1/1/"), ("4.0000001", "1/1/1/2/"), ("3", "1/1/1/1/"), ("8", "1/1/1/")]
    {
        assert_eq!(anyone.find_area(&at(place, None)).await.unwrap().path.as_str(), path, "{place}");
    }
    assert_eq!(code(anyone.find_area(&at("9.0000001", None)).await), "area_not_charted");
    let elsewhere = Some(server.world.area("1/2/"));
    assert_eq!(code(anyone.find_area(&at("2.5", elsewhere)).await), "area_not_charted");
    assert_eq!(code(anyone.find_area(&at("200", None)).await), "query_invalid");

    let under_id = server.world.area("1/1/");
    let mut query = ListBoundaries { under_id, kind: Some(AreaKind::Grid), limit: Some(1), after: None };
    let first = anyone.list_boundaries(&query).await.unwrap();
    assert_eq!(first.features[0].geometry, square(1, 3));
    query.after = first.next;
    let second = anyone.list_boundaries(&query).await.unwrap();
    assert_eq!((second.features[0].properties.path.as_str(), second.next), ("1/1/1/2/", None));
}

#[actix_web::test]
async fn a_lineage_runs_from_the_widest_area_down() {
    let server = TestServer::start().await;
    let lineage = server.anonymous().get_lineage(server.world.area("1/1/1/1/1/")).await.unwrap();
    let names: Vec<&str> = lineage.items.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["云溪县", "青禾镇", "柳塘村", "柳塘一网格", "1号"]);
}

#[actix_web::test]
async fn the_list_is_a_file_for_whoever_asks_for_one() {
    let server = TestServer::start().await;
    let query = ListAreas { kind: Some(AreaKind::Village), ..ListAreas::default() };
    let text = String::from_utf8(server.anonymous().export_areas(&query).await.unwrap()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "id,path,parent_id,kind,code,name,head_count");
    assert_eq!(lines.len(), 3);
    assert!(lines[1].contains(",1/1/1/,") && lines[1].ends_with(",village,,柳塘村,"), "{}", lines[1]);
}

#[actix_web::test]
async fn a_list_of_more_areas_than_a_file_holds_is_refused_and_a_narrower_one_is_not() {
    let server = TestServer::start().await;
    server.build(50_000);
    let anybody = server.anonymous();
    let all = ListAreas::default();
    assert_eq!(code(anybody.export_areas(&all).await), "export_too_large");
    let narrow = ListAreas { under_id: Some(server.world.area("1/2/")), ..ListAreas::default() };
    assert!(!anybody.export_areas(&narrow).await.unwrap().is_empty());
}
