//! What surrounds every operation: headers, limits, compression, documentation, metrics, health.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread::sleep,
    time::Duration,
};

use actix_web::web;
use domain::permissions::Role;
use reqwest::{Response, header};

use crate::support::{TestServer, code};

async fn get(server: &TestServer, path: &str) -> Response {
    reqwest::get(format!("{}{path}", server.origin)).await.unwrap()
}

fn value<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|v| v.to_str().unwrap()).unwrap_or("")
}

#[actix_web::test]
async fn every_answer_tells_the_browser_what_it_may_do() {
    let server = TestServer::start().await;
    for path in ["/api/v1/areas", "/healthz", "/nothing-here", "/api/v1/nothing-here"] {
        let response = get(&server, path).await;
        let policy = value(&response, "content-security-policy");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(value(&response, "x-content-type-options"), "nosniff", "{path}");
        assert!(value(&response, "permissions-policy").contains("camera=(self)"), "{path}");
        assert!(!value(&response, "x-request-id").is_empty(), "{path}");
    }
}

#[actix_web::test]
async fn a_known_path_with_another_method_says_which_it_takes() {
    let server = TestServer::start().await;
    let call = reqwest::Client::new().put(format!("{}/api/v1/settings", server.origin));
    let response = call.send().await.unwrap();
    assert_eq!(response.status(), 405);
    assert_eq!(value(&response, "allow"), "GET");
    assert!(response.text().await.unwrap().contains("method_not_allowed"));
    assert_eq!(code(server.anonymous().call(reqwest::Method::GET, "/nothing").send().await), "not_found");
}

#[actix_web::test]
async fn long_answers_are_compressed_for_who_can_read_it() {
    let server = TestServer::start().await;
    let ask = |path: &str, encodings: &str| {
        let call = reqwest::Client::new().get(format!("{}{path}", server.origin));
        call.header(header::ACCEPT_ENCODING, encodings).send()
    };
    let list = "/api/v1/areas";
    assert_eq!(value(&ask(list, "br, gzip").await.unwrap(), "content-encoding"), "br");
    assert_eq!(value(&ask(list, "gzip").await.unwrap(), "content-encoding"), "gzip");
    let plain = ask(list, "identity").await.unwrap();
    assert_eq!(value(&plain, "content-encoding"), "");
    assert!(plain.text().await.unwrap().starts_with('{'));
    assert_eq!(value(&ask("/api/v1/settings", "br").await.unwrap(), "content-encoding"), "");
}

#[actix_web::test]
async fn an_address_that_calls_too_often_is_told_how_long_to_wait() {
    let server = TestServer::start_with(|settings| settings.address_requests_per_minute_max = 3).await;
    for left in ["2", "1", "0"] {
        let response = get(&server, "/api/v1/settings").await;
        assert_eq!(response.status(), 200);
        assert_eq!(value(&response, "ratelimit"), format!("\"default\";r={left}"));
        assert_eq!(value(&response, "ratelimit-policy"), "\"default\";q=3;w=60");
    }
    let refused = get(&server, "/api/v1/settings").await;
    assert_eq!(refused.status(), 429);
    let seconds: u32 = value(&refused, "retry-after").parse().unwrap();
    assert!((1..=21).contains(&seconds), "{seconds}");
    assert!(refused.text().await.unwrap().contains("too_many_requests"));
    assert_eq!(get(&server, "/healthz").await.status(), 200);
}

#[actix_web::test]
async fn one_caller_that_calls_too_often_does_not_stop_another() {
    let server = TestServer::start_with(|settings| settings.caller_requests_per_minute_max = 2).await;
    let (busy, calm) = (server.signed_in(Role::Official, "1/1/"), server.signed_in(Role::Official, "1/1/"));
    let ask = |client: &client::Client| client.call(reqwest::Method::GET, "/grants").send();
    assert!(ask(&busy).await.is_ok());
    assert!(ask(&busy).await.is_ok());
    assert_eq!(code(ask(&busy).await), "too_many_requests");
    assert!(ask(&calm).await.is_ok());
}

#[actix_web::test]
async fn behind_a_trusted_proxy_each_address_has_its_own_allowance() {
    let server = TestServer::start_with(|settings| {
        settings.address_requests_per_minute_max = 1;
        settings.trusted_proxies = "127.0.0.1".parse().unwrap();
    })
    .await;
    let from = |address: &str| {
        let call = reqwest::Client::new().get(format!("{}/api/v1/settings", server.origin));
        call.header("x-forwarded-for", address).send()
    };
    assert_eq!(from("198.51.100.1").await.unwrap().status(), 200);
    assert_eq!(from("198.51.100.1").await.unwrap().status(), 429);
    assert_eq!(from("198.51.100.2").await.unwrap().status(), 200);
}

#[actix_web::test]
async fn other_sites_may_call_only_where_they_are_named() {
    let origin = "https://city.example";
    let preflight = |server: &TestServer| {
        let url = format!("{}/api/v1/areas", server.origin);
        let call = reqwest::Client::new().request(reqwest::Method::OPTIONS, url);
        let call = call.header(header::ORIGIN, origin);
        let call = call.header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET");
        call.header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization").send()
    };
    let closed = TestServer::start().await;
    assert_eq!(value(&preflight(&closed).await.unwrap(), "access-control-allow-origin"), "");
    let open = TestServer::start_with(|settings| settings.cors_origins = vec![origin.to_owned()]).await;
    let answer = preflight(&open).await.unwrap();
    assert_eq!(value(&answer, "access-control-allow-origin"), origin);
    assert_eq!(value(&answer, "access-control-allow-credentials"), "");
}

#[actix_web::test]
async fn a_body_that_does_not_come_is_given_up_and_a_slow_one_is_not() {
    let server = TestServer::start_with(|settings| settings.body_seconds_max = 1).await;
    let address = server.origin.trim_start_matches("http://").to_owned();
    let body = br#"{"login": "nobody-here", "password": "wrong-password"}"#;
    let ask = |pieces: &'static [usize]| {
        let (address, size) = (address.clone(), body.len());
        let head = format!(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
        );
        web::block(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(head.as_bytes()).unwrap();
            let mut sent = 0;
            for piece in pieces {
                stream.write_all(&body[sent..sent + piece]).unwrap();
                sent += piece;
                sleep(Duration::from_millis(200));
            }
            let mut answer = Vec::new();
            stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            let mut part = [0; 4096];
            let read = stream.read(&mut part).unwrap();
            answer.extend_from_slice(&part[..read]);
            String::from_utf8_lossy(&answer).into_owned()
        })
    };
    let given_up = ask(&[5]).await.unwrap();
    assert!(given_up.starts_with("HTTP/1.1 408 "), "{given_up}");
    assert!(given_up.to_lowercase().contains("connection: close"), "{given_up}");
    assert!(given_up.contains("body_too_slow"), "{given_up}");
    let slow = ask(&[5, 20, 29]).await.unwrap();
    assert!(slow.starts_with("HTTP/1.1 401 "), "{slow}");
}

#[actix_web::test]
async fn metrics_are_read_with_the_token_only() {
    let secret = "a-token-for-the-tests";
    let server = TestServer::start_with(|settings| settings.metrics_token = Some(secret.to_owned())).await;
    get(&server, "/api/v1/settings").await;
    get(&server, "/api/v1/nothing").await;
    assert_eq!(get(&server, "/metrics").await.status(), 404);
    let call = reqwest::Client::new().get(format!("{}/metrics", server.origin)).bearer_auth(secret);
    let text = call.send().await.unwrap().text().await.unwrap();
    for line in [
        "gongzhi_requests_total{operation=\"get_settings\",status=\"200\"} 1",
        "gongzhi_requests_total{operation=\"unknown\",status=\"404\"} 1",
        "gongzhi_latency_seconds_count{operation=\"get_settings\"} 1",
        "gongzhi_store_connections{pool=\"readers\"}",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let closed = TestServer::start().await;
    assert_eq!(get(&closed, "/metrics").await.status(), 404);
}

#[actix_web::test]
async fn a_node_that_stops_is_alive_but_not_ready() {
    let server = TestServer::start().await;
    assert_eq!(get(&server, "/readyz").await.status(), 200);
    server.state.health.stop();
    assert_eq!(get(&server, "/readyz").await.status(), 503);
    assert_eq!(get(&server, "/healthz").await.status(), 200);
}

#[actix_web::test]
async fn swagger_ui_comes_whole_from_the_binary() {
    let server = TestServer::start().await;
    let page = get(&server, "/docs/api/").await;
    let policy = value(&page, "content-security-policy").to_owned();
    let html = page.text().await.unwrap();
    assert!(!html.contains("http://") && !html.contains("https://"), "{html}");
    // Its policy forbids scripts in the page itself.
    assert!(!html.contains("<script>"), "{html}");
    assert!(policy.starts_with("default-src 'self';") && !policy.contains("script-src"), "{policy}");
    let files = html.split(['"', '\'']).filter_map(|part| part.strip_prefix("./"));
    let files: Vec<&str> = files.filter(|file| file.ends_with(".js") || file.ends_with(".css")).collect();
    assert!(files.len() >= 3, "{html}");
    for file in files {
        let response = get(&server, &format!("/docs/api/{file}")).await;
        assert_eq!(response.status(), 200, "{file}");
    }
    let document = get(&server, "/docs/api/openapi.json").await.text().await.unwrap();
    assert!(document.contains("\"get_settings\""));
}

#[actix_web::test]
async fn the_type_of_a_problem_leads_to_its_explanation() {
    let server = TestServer::start().await;
    let refused = get(&server, "/api/v1/nothing").await.text().await.unwrap();
    let problem: contract::problems::Problem = serde_json::from_str(&refused).unwrap();
    let (path, anchor) = problem.kind.split_once('#').unwrap();
    let call = reqwest::Client::new().get(format!("{}{path}", server.origin));
    let page = call.header(header::ACCEPT_LANGUAGE, "en").send().await.unwrap();
    assert!(value(&page, "content-security-policy").contains("style-src 'sha256-"));
    let html = page.text().await.unwrap();
    assert!(html.contains(&format!("id=\"{anchor}\"")) && html.contains("lang=\"en\""));
}

async fn problem(response: Response) -> contract::problems::Problem {
    assert_eq!(value(&response, "content-type"), "application/problem+json");
    let id = value(&response, "x-request-id").to_owned();
    let problem: contract::problems::Problem = response.json().await.unwrap();
    assert_eq!(problem.request_id, id);
    problem
}

#[actix_web::test]
async fn a_panic_is_an_internal_problem_and_the_server_goes_on() {
    let server = TestServer::start().await;
    let told = problem(get(&server, "/faults/panic").await).await;
    assert_eq!((&*told.code, told.status), ("internal", 500));
    assert!(!told.detail.contains("fault"));
    assert_eq!(get(&server, "/api/v1/settings").await.status(), 200);
}

#[actix_web::test]
async fn a_store_that_is_away_is_told_with_when_to_come_back() {
    let server = TestServer::start().await;
    let response = get(&server, "/faults/store").await;
    assert_eq!(response.status(), 503);
    assert_eq!(value(&response, "retry-after"), "2");
    assert_eq!(problem(response).await.code, "temporarily_unavailable");
}

#[actix_web::test]
async fn a_body_that_cannot_be_read_is_refused_before_anything_happens() {
    let server = TestServer::start().await;
    let client = server.signed_in(Role::Administrator, "1/");
    let post = |kind: &str, body: String| {
        let call = reqwest::Client::new().post(format!("{}/api/v1/grants/grantee", server.origin));
        call.bearer_auth(client.token().unwrap()).header(header::CONTENT_TYPE, kind).body(body).send()
    };
    let json = "application/json";
    for (kind, body, code) in [
        (json, "{".to_owned(), "body_malformed"),
        (json, "{\"login_or_phone\":\"abc\"} {}".to_owned(), "body_malformed"),
        (json, "{\"login_or_phone\":\"abc\",\"role\":\"administrator\"}".to_owned(), "fields_invalid"),
        (json, format!("{{\"login_or_phone\":\"{}\"}}", "x".repeat(300_000)), "body_too_large"),
        ("text/plain", "{\"login_or_phone\":\"abc\"}".to_owned(), "media_type_unsupported"),
        (json, "{\"login_or_phone\":\"a\"}".to_owned(), "fields_invalid"),
    ] {
        assert_eq!(problem(post(kind, body).await.unwrap()).await.code, code);
    }
}

#[actix_web::test]
async fn an_idempotency_key_is_short_and_visible() {
    let server = TestServer::start().await;
    let client = server.signed_in(Role::Administrator, "1/");
    for key in ["", " ", &"k".repeat(101), "two words"] {
        let call = client.call(reqwest::Method::POST, "/grants").header("idempotency-key", key);
        let body = serde_json::json!({ "user_id": uuid::Uuid::nil(), "role": "auditor", "area_id": server.world.area("1/") });
        assert_eq!(code(call.json(&body).send().await), "idempotency_key_invalid", "{key:?}");
    }
}
