use contract::areas::ListAreas;
use domain::{areas::AreaKind, ids::AreaId};
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
