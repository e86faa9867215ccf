//! Both forms of every answer, against the standard's examples: names, order, roots.

use contract::tickets::Ticket;

use super::{TOWN, city, get, key, lamp, post, reported, resident};
use crate::{support::TestServer, tickets};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;
const XML: &str = "text/xml; charset=utf-8";

fn seconds(at: chrono::DateTime<chrono::Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

async fn one(server: &TestServer) -> Ticket {
    reported(&resident(server), &lamp(118.311_234_5, 30.951_234_5)).await
}

#[actix_web::test]
async fn services_are_listed_as_the_standard_lists_them() {
    let server = city().await;
    let json = get(&server, &format!("services.json?jurisdiction_id={TOWN}")).await;
    let first = json.json()[1].clone();
    let expected = serde_json::json!({
        "service_code": "facilities", "service_name": "Public facilities",
        "description": "Answered within 24 hours, solved within 168; shown to everybody.",
        "metadata": false, "type": "realtime", "keywords": "公共设施, 公共設施, Public facilities", "group": "",
    });
    assert_eq!(first, expected);
    let xml = get(&server, &format!("services.xml?jurisdiction_id={TOWN}")).await;
    assert_eq!((xml.status, xml.media_type.as_str()), (200, XML));
    let begin =
        format!("{DECLARATION}<services><service><service_code>environment</service_code><service_name>");
    assert!(xml.body.starts_with(&begin), "{}", xml.body);
    let order = ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"];
    assert!(in_order(&xml.body, &order));
    assert!(xml.body.ends_with("<group/></service></services>"), "{}", xml.body);
}

/// Whether the opening tags follow each other.
fn in_order(xml: &str, names: &[&str]) -> bool {
    let mut rest = xml;
    names.iter().all(|name| match rest.find(&format!("<{name}")) {
        Some(at) => {
            rest = &rest[at + 1..];
            true
        }
        None => false,
    })
}

#[actix_web::test]
async fn a_definition_without_attributes_is_empty() {
    let server = city().await;
    let json = get(&server, &format!("services/facilities.json?jurisdiction_id={TOWN}")).await;
    assert_eq!(json.json(), serde_json::json!({ "service_code": "facilities", "attributes": [] }));
    let xml = get(&server, &format!("services/facilities.xml?jurisdiction_id={TOWN}")).await;
    let body =
        "<service_definition><service_code>facilities</service_code><attributes/></service_definition>";
    assert_eq!(xml.body, format!("{DECLARATION}{body}"));
}

#[actix_web::test]
async fn a_request_has_the_elements_of_the_standard_in_their_order() {
    let server = city().await;
    let ticket = one(&server).await.ticket;
    let (at, due) = (seconds(ticket.reported_at), seconds(ticket.solve_due_at));
    let path = format!("requests/{}.xml?jurisdiction_id={TOWN}", ticket.number);
    let xml = get(&server, &path).await;
    assert_eq!((xml.status, xml.media_type.as_str()), (200, XML));
    let expected = format!(
        "{DECLARATION}<service_requests><request><service_request_id>{}</service_request_id><status>open</status>\
         <status_notes/><service_name>Public facilities</service_name><service_code>facilities</service_code>\
         <description>路灯不亮</description><agency_responsible/><service_notice/>\
         <requested_datetime>{at}</requested_datetime><updated_datetime>{at}</updated_datetime>\
         <expected_datetime>{due}</expected_datetime><address>柳塘一网格</address><address_id/><zipcode/>\
         <lat>30.951</lat><long>118.311</long><media_url/></request></service_requests>",
        ticket.number
    );
    assert_eq!(xml.body, expected);
    let json = get(&server, &path.replace(".xml", ".json")).await;
    let expected = serde_json::json!([{
        "service_request_id": ticket.number, "status": "open", "status_notes": null,
        "service_name": "Public facilities", "service_code": "facilities", "description": "路灯不亮",
        "agency_responsible": null, "service_notice": null, "requested_datetime": at, "updated_datetime": at,
        "expected_datetime": due, "address": "柳塘一网格", "address_id": null, "zipcode": null,
        "lat": 30.951, "long": 118.311, "media_url": null,
    }]);
    assert_eq!(json.json(), expected);
}

#[actix_web::test]
async fn extensions_are_told_where_they_are_asked_for() {
    let server = city().await;
    let ticket = one(&server).await.ticket;
    let json = get(&server, &format!("requests.json?jurisdiction_id={TOWN}&extensions=true")).await.json();
    let expected = serde_json::json!({
        "area_id": ticket.area.id, "closed_datetime": null,
        "url": format!("{}/open/tickets/{}", server.origin, ticket.id),
    });
    assert_eq!(json[0]["extended_attributes"], expected);
    let xml = get(&server, &format!("requests.xml?jurisdiction_id={TOWN}&extensions=true")).await.body;
    assert!(xml.contains("<media_url/><extended_attributes><area_id>"), "{xml}");
}

#[actix_web::test]
async fn a_list_of_nothing_is_a_list() {
    let server = city().await;
    let json = get(&server, &format!("requests.json?jurisdiction_id={TOWN}")).await;
    assert_eq!((json.status, json.body.as_str()), (200, "[]"));
    let xml = get(&server, &format!("requests.xml?jurisdiction_id={TOWN}")).await;
    assert_eq!(xml.body, format!("{DECLARATION}<service_requests></service_requests>"));
}

#[actix_web::test]
async fn what_was_typed_stays_text_in_xml() {
    let server = city().await;
    let body = contract::tickets::ReportTicket {
        text: "<b>灯</b> & \"杆\"\n第二行 ]]>".to_owned(),
        ..tickets::matter("")
    };
    let number = reported(&resident(&server), &body).await.ticket.number;
    let xml = get(&server, &format!("requests/{number}.xml?jurisdiction_id={TOWN}")).await.body;
    assert!(xml.contains("<description>&lt;b&gt;灯&lt;/b&gt; &amp; "), "{xml}");
    assert!(xml.contains("<lat/><long/>"), "a report without a position has none: {xml}");
}

#[actix_web::test]
async fn a_report_is_answered_with_its_number() {
    let server = city().await;
    let key = key(&server, "1/1/").await;
    let form = |text: &str| {
        format!(
            "api_key={key}&jurisdiction_id={TOWN}&service_code=facilities&address_string=x&description={text}"
        )
    };
    let json = post(&server, "requests.json", &form("a")).await;
    let number = json.id();
    let expected =
        serde_json::json!([{ "service_request_id": number, "service_notice": null, "account_id": null }]);
    assert_eq!(json.json(), expected);
    let xml = post(&server, "requests.xml", &form("b")).await;
    assert_eq!((xml.status, xml.media_type.as_str()), (201, XML));
    let (begin, end) = (
        format!("{DECLARATION}<service_requests><request><service_request_id>"),
        "</service_request_id><service_notice/><account_id/></request></service_requests>",
    );
    assert!(xml.body.starts_with(&begin) && xml.body.ends_with(end), "{}", xml.body);
    let token = get(&server, &format!("tokens/{number}.xml?jurisdiction_id={TOWN}")).await;
    let expected = format!(
        "{DECLARATION}<service_requests><request><service_request_id>{number}</service_request_id>\
         <token>{number}</token></request></service_requests>"
    );
    assert_eq!(token.body, expected);
}

#[actix_web::test]
async fn discovery_says_where_the_endpoint_is() {
    let server = city().await;
    let json = get(&server, "discovery.json").await.json();
    let endpoint = &json["endpoints"][0];
    assert_eq!(endpoint["url"], format!("{}/open311/v2", server.origin));
    assert_eq!(endpoint["specification"], "http://wiki.open311.org/GeoReport_v2");
    assert_eq!(endpoint["type"], "production");
    assert_eq!(endpoint["formats"], serde_json::json!(["text/xml", "application/json"]));
    let xml = get(&server, "discovery.xml").await.body;
    let order = [
        "discovery",
        "changeset",
        "contact",
        "key_service",
        "endpoints",
        "endpoint",
        "specification",
        "url",
        "changeset",
        "type",
        "formats",
        "format",
    ];
    assert!(in_order(&xml, &order), "{xml}");
    let formats = "<formats><format>text/xml</format><format>application/json</format></formats>";
    assert!(xml.ends_with(&format!("{formats}</endpoint></endpoints></discovery>")), "{xml}");
}
