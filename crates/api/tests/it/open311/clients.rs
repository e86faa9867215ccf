//! What well-known clients send, byte for byte, and whether they could go on with what they are answered.

use super::{TOWN, answer, city, get, key, post};
use crate::support::TestServer;

/// FixMyStreet (`Open311.pm`, `_populate_service_request_params` and `_request`): `HTTP::Request::Common` writes the form.
#[actix_web::test]
async fn fixmystreet_reports_and_asks_for_its_reports() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let form = format!(
        "attribute%5Beasting%5D=&attribute%5Bexternal_id%5D=80&attribute%5Btitle%5D=a+problem&last_name=User&lat=30.951\
         &media_url=http%3A%2F%2Fwww.example.org%2Fphoto%2F80.full.jpeg&service_code=facilities&email=test%40example.com\
         &description=a+problem%0D%0A%0D%0Aproblem+detail%0D%0A%0D%0Ahttp%3A%2F%2Fexample.com%2Freport%2F1%0D%0A\
         &long=118.311&first_name=Test&api_key={key}&jurisdiction_id={TOWN}"
    );
    let made = post(&server, "requests.xml", &form).await;
    // XML::Simple reads request[0].service_request_id.
    let id = between(&made.body, "<request><service_request_id>", "</service_request_id>");
    let asked = format!("requests.xml?service_request_id={id}%2C2019-000001&jurisdiction_id={TOWN}");
    let read = get(&server, &asked).await.body;
    assert!(
        read.contains(
            "<description>a problem\n\nproblem detail\n\nhttp://example.com/report/1</description>"
        )
    );
    for needed in ["status", "lat", "long", "requested_datetime", "updated_datetime", "service_code"] {
        assert!(!between(&read, &format!("<{needed}>"), &format!("</{needed}>")).is_empty(), "{needed}");
    }
    let hour = "requests.xml?end_date=2036-10-20T10%3A00%3A00Z&start_date=2036-10-20T09%3A00%3A00Z";
    assert_eq!(get(&server, &format!("{hour}&jurisdiction_id={TOWN}")).await.status, 200);
    // It prints codes and descriptions of errors.
    let refused = post(&server, "requests.xml", &form.replace("facilities", "pothole")).await;
    assert_eq!(between(&refused.body, "<code>", "</code>"), "404");
}

fn between(text: &str, from: &str, until: &str) -> String {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("{from} in {text}"));
    rest.split_once(until).unwrap().0.to_owned()
}

/// three, Code for America's Python client (`three/core.py`): JSON, and `requests` writes the form; with a file, a
/// multipart form.
#[actix_web::test]
async fn three_reads_lists_and_reports_with_a_file() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let services = get(&server, &format!("services.json?jurisdiction_id={TOWN}")).await.json();
    let code = services[0]["service_code"].as_str().unwrap().to_owned();
    assert_eq!(get(&server, &format!("services/{code}.json?jurisdiction_id={TOWN}")).await.status, 200);
    let form = format!(
        "first_name=Zach&last_name=Williams&description=Just+a+test+post.&service_code={code}\
         &address_string=120+Spring+St&phone=555-5555&api_key={key}&jurisdiction_id={TOWN}"
    );
    let id = post(&server, "requests.json", &form).await.id();
    let read = get(&server, &format!("requests/{id}.json?jurisdiction_id={TOWN}")).await.json();
    assert_eq!(read[0]["description"], "Just a test post.");
    assert_eq!(
        get(&server, &format!("tokens/{id}.json?jurisdiction_id={TOWN}")).await.json()[0]["token"],
        id
    );
    let spring = format!(
        "requests.json?service_code={code}&status=open&page_size=3&start_date=2010-03-01T00%3A00%3A00Z\
         &end_date=2010-03-05T00%3A00%3A00Z&jurisdiction_id={TOWN}"
    );
    assert!(get(&server, &spring).await.ids().is_empty());

    let part = reqwest::multipart::Part::bytes(b"\x89PNG".to_vec()).file_name("photo.png");
    let mut multipart = reqwest::multipart::Form::new().part("media", part);
    for (name, value) in [
        ("service_code", code.as_str()),
        ("description", "with a photo"),
        ("lat", "30.951"),
        ("long", "118.311"),
        ("api_key", &key),
        ("jurisdiction_id", TOWN),
    ] {
        multipart = multipart.text(name.to_owned(), value.to_owned());
    }
    let url = format!("{}/open311/v2/requests.json", server.origin);
    let made = answer(reqwest::Client::new().post(url).header("accept-language", "en").multipart(multipart));
    let made = made.await;
    made.id();
    assert!(made.json()[0]["service_notice"].as_str().unwrap().starts_with("Files that came along"));
}

/// node-open311 (`lib/open311.js`): everything in the query, a form's content type and no body.
#[actix_web::test]
async fn node_open311_reports_in_the_query() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let path = format!(
        "requests.json?api_key={key}&jurisdiction_id={TOWN}&service_code=facilities&lat=30.951&long=118.311\
         &description=%E8%B7%AF%E7%81%AF%20broken"
    );
    let id = post(&server, &path, "").await.id();
    let read = get(&server, &format!("requests/{id}.json?jurisdiction_id={TOWN}")).await.json();
    assert_eq!(read[0]["description"], "路灯 broken");
}

/// r311 (rOpenGov, `R/requests.R`): pages until one is like the one before.
#[actix_web::test]
async fn r311_pages_until_nothing_new_comes() {
    let server = city().await;
    crate::tickets::report(&super::resident(&server), "路灯不亮").await;
    let page = |n: u32| {
        let path = format!("requests.json?jurisdiction_id={TOWN}&status=open&page={n}");
        let server = &server;
        async move { get(server, &path).await.ids() }
    };
    assert_eq!((page(1).await.len(), page(2).await.len(), page(3).await.len()), (1, 0, 0));
}

/// A script with days alone, as they are found in the wild, to a server of one town that needs no jurisdiction.
#[actix_web::test]
async fn the_only_town_needs_no_name() {
    let server = city().await;
    merge(&server);
    let read = get(&server, "requests.json?start_date=2015-03-10&end_date=2016-10-10").await;
    assert_eq!((read.status, read.body.as_str()), (200, "[]"));
    let key = key(&server, "1/1/").await;
    let form = format!("api_key={key}&service_code=facilities&lat=30.951&long=118.311");
    let id = post(&server, "requests.json", &form).await.id();
    assert_eq!(get(&server, &format!("requests/{id}.json")).await.status, 200);
    // One that sends a name all the same is not put off.
    assert_eq!(get(&server, &format!("requests/{id}.json?jurisdiction_id={TOWN}")).await.status, 200);
}

/// Leaves one town: the other becomes a community.
fn merge(server: &TestServer) {
    use app::db::{DbError, schema::areas as t};
    use diesel::prelude::*;
    let merge = |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        Ok(diesel::update(t::table.filter(t::path.eq("1/2/")))
            .set(t::kind.eq("community"))
            .execute(tx.db())?)
    };
    server.store.write(merge).unwrap();
}
