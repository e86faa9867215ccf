//! Every refusal, in the standard's own form.

use super::{OTHER_TOWN, TOWN, city, get, key, post};
use crate::support::TestServer;

/// Asks in both forms and checks the code that each tells.
async fn refused(server: &TestServer, path: &str, code: u16) -> String {
    let json = get(server, &path.replace("{form}", "json")).await;
    assert_eq!(json.status, code, "{}", json.body);
    let told = json.json();
    assert_eq!((&told[0]["code"], told.as_array().unwrap().len()), (&serde_json::json!(code), 1));
    let xml = get(server, &path.replace("{form}", "xml")).await;
    assert_eq!((xml.status, xml.media_type.as_str()), (code, "text/xml; charset=utf-8"));
    let begin =
        format!(r#"<?xml version="1.0" encoding="utf-8"?><errors><error><code>{code}</code><description>"#);
    assert!(xml.body.starts_with(&begin), "{}", xml.body);
    assert!(xml.body.ends_with("</description></error></errors>"), "{}", xml.body);
    told[0]["description"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_jurisdiction_is_needed_where_there_are_several() {
    let server = city().await;
    for path in [
        "services.{form}",
        "services/facilities.{form}",
        "requests.{form}",
        "requests/2026-000001.{form}",
        "tokens/2026-000001.{form}",
    ] {
        assert_eq!(refused(&server, path, 400).await, "jurisdiction_id was not provided.");
        for unknown in ["999999999", "1%2F1%2F", "example.org", "1"] {
            let path = format!("{path}?jurisdiction_id={unknown}");
            assert_eq!(refused(&server, &path, 404).await, "jurisdiction_id provided was not found.");
        }
    }
    // A village is no jurisdiction, even by its id; a town without a code has its id.
    let village = server.world.area("1/1/1/");
    refused(&server, &format!("services.{{form}}?jurisdiction_id={village}"), 404).await;
    let town = server.world.area("1/1/");
    assert_eq!(get(&server, &format!("services.json?jurisdiction_id={town}")).await.status, 200);
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let server = city().await;
    for (path, told) in [
        ("services/unknown.{form}", "service_code provided was not found."),
        ("services/KEIN%20CODE.{form}", "service_code provided was not found."),
        // A kind that is there and not public.
        ("services/noise.{form}", "service_code provided was not found."),
        ("services/rectification.{form}", "service_code provided was not found."),
        ("requests/2026-999999.{form}", "service_request_id provided was not found."),
        ("requests/638344.{form}", "service_request_id provided was not found."),
        ("tokens/12345.{form}", "service_request_id provided was not found."),
        ("requests.{form}", "service_request_id provided was not found."),
    ] {
        let ids = if path.starts_with("requests.") { "&service_request_id=638344" } else { "" };
        assert_eq!(refused(&server, &format!("{path}?jurisdiction_id={TOWN}{ids}"), 404).await, told);
    }
    refused(&server, "servicerequestupdates.{form}", 404).await;
    assert_eq!(get(&server, "services").await.status, 404);
}

#[actix_web::test]
async fn conditions_that_mean_nothing_are_refused() {
    let server = city().await;
    for query in [
        "start_date=yesterday",
        "end_date=2026-13-01",
        "updated_after=x",
        "updated_before=x",
        "status=done",
        "service_code=NOT%20A%20CODE",
        "page=0",
        "page=x",
        "page_size=0",
        "page=1000000",
        "lat=30.9",
        "long=118.3",
        "lat=91&long=0",
        "lat=30.9&long=118.3&radius=0",
        "lat=30.9&long=118.3&radius=50001",
        "status=%FF",
    ] {
        refused(&server, &format!("requests.{{form}}?jurisdiction_id={TOWN}&{query}"), 400).await;
    }
    let ids = vec!["2026-000001"; 101].join(",");
    refused(&server, &format!("requests.{{form}}?jurisdiction_id={TOWN}&service_request_id={ids}"), 400)
        .await;
}

#[actix_web::test]
async fn a_report_says_what_is_wrong_with_it() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let long = "长".repeat(2001);
    let at = "lat=30.951&long=118.311";
    for (form, code, told) in [
        (format!("service_code=facilities&{at}"), 403, "api_key was not provided"),
        (format!("api_key=&service_code=facilities&{at}"), 403, "api_key was not provided"),
        (format!("api_key=gz_none&service_code=facilities&{at}"), 403, "Invalid api_key received"),
        (format!("api_key={key}&{at}"), 400, "service_code was not provided."),
        (format!("api_key={key}&service_code=unknown&{at}"), 404, "service_code provided was not found."),
        (format!("api_key={key}&service_code=A%20B&{at}"), 404, "service_code provided was not found."),
        (format!("api_key={key}&service_code=noise&{at}"), 404, "service_code provided was not found."),
        (format!("api_key={key}&service_code=rectification&{at}"), 404, "service_code provided"),
        (format!("api_key={key}&service_code=facilities"), 400, "Location was not provided"),
        (format!("api_key={key}&service_code=facilities&address_id=7"), 400, "address_id names nothing here"),
        (format!("api_key={key}&service_code=facilities&lat=30"), 400, "lat and long belong together."),
        (format!("api_key={key}&service_code=facilities&lat=x&long=y"), 400, "lat and long are degrees"),
        (format!("api_key={key}&service_code=facilities&{at}&description={long}"), 400, "description: "),
        (
            format!("api_key={key}&service_code=facilities&{at}&media_url=file:///etc/passwd"),
            400,
            "media_url",
        ),
        (format!("api_key={key}&service_code=facilities&address_string={long}"), 400, "address_string: "),
    ] {
        let answer = post(&server, &format!("requests.json?jurisdiction_id={TOWN}"), &form).await;
        assert_eq!(answer.status, code, "{form}: {}", answer.body);
        let description = answer.json()[0]["description"].as_str().unwrap().to_owned();
        assert!(description.starts_with(told), "{description}");
    }
    let good = format!("api_key={key}&service_code=facilities&{at}");
    for (query, code) in [("", 400), ("?jurisdiction_id=999999999", 404)] {
        assert_eq!(post(&server, &format!("requests.json{query}"), &good).await.status, code);
    }
    // The key is of another town.
    let there = post(&server, &format!("requests.json?jurisdiction_id={OTHER_TOWN}"), &good).await;
    assert_eq!((there.status, &there.json()[0]["code"]), (403, &serde_json::json!(403)));
}

#[actix_web::test]
async fn another_body_or_method_is_refused_in_the_same_form() {
    let server = city().await;
    let url = format!("{}/open311/v2/requests.json", server.origin);
    let http = reqwest::Client::new();
    let json =
        super::answer(http.post(&url).json(&serde_json::json!({ "service_code": "facilities" }))).await;
    assert_eq!((json.status, &json.json()[0]["code"]), (400, &serde_json::json!(400)));
    let bytes = http.post(&url).header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(super::answer(bytes.body(vec![0xff, 0xfe])).await.status, 400);
    let large = http.post(&url).header("content-type", "application/x-www-form-urlencoded");
    let large = super::answer(large.body(vec![b'a'; 300 * 1024])).await;
    assert_eq!((large.status, &large.json()[0]["code"]), (413, &serde_json::json!(413)));
    let method = super::answer(http.delete(&url)).await;
    assert_eq!((method.status, &method.json()[0]["code"]), (405, &serde_json::json!(405)));
}
