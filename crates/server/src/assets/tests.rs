use std::fs;
use std::path::Path;

use actix_web::body::MessageBody;
use actix_web::http::{StatusCode, header};
use actix_web::test::TestRequest;

use super::*;

/// A packed directory with one page of each kind and one hashed file.
fn pack(directory: &Path) {
    let entry = |path: &str, kind: &str, immutable: bool, gzip: &str, brotli: &str| {
        format!(
            r#"{{"path": "{path}", "content_type": "{kind}", "immutable": {immutable},
                "sha256": "5a{}", "raw_bytes": 1, "gzip_bytes": {gzip}, "brotli_bytes": {brotli}}}"#,
            path.len()
        )
    };
    let list = [
        entry("assets/app-1.css", "text/css; charset=utf-8", true, "2", "3"),
        entry("console.html", "text/html; charset=utf-8", false, "null", "null"),
        entry("icon.png", "image/png", false, "null", "null"),
        entry("index.html", "text/html; charset=utf-8", false, "2", "3"),
    ];
    fs::create_dir(directory.join("assets")).unwrap();
    fs::write(directory.join("assets.json"), format!("[{}]", list.join(","))).unwrap();
    for file in ["assets/app-1.css", "index.html"] {
        fs::write(directory.join(file), format!("raw {file}")).unwrap();
        fs::write(directory.join(format!("{file}.gz")), format!("gzip {file}")).unwrap();
        fs::write(directory.join(format!("{file}.br")), format!("brotli {file}")).unwrap();
    }
    fs::write(directory.join("console.html"), "raw console.html").unwrap();
    fs::write(directory.join("icon.png"), "raw icon.png").unwrap();
}

struct Answer {
    status: StatusCode,
    headers: header::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

fn ask(request: TestRequest) -> Answer {
    let directory = tempfile::tempdir().unwrap();
    pack(directory.path());
    let library = Library::read(directory.path()).unwrap();
    let response = respond(&library, &request.to_http_request());
    Answer {
        status: response.status(),
        headers: response.headers().clone(),
        body: String::from_utf8(response.into_body().try_into_bytes().unwrap().to_vec()).unwrap(),
    }
}

fn get(path: &str, accept_encoding: &str) -> Answer {
    ask(TestRequest::get().uri(path).insert_header((header::ACCEPT_ENCODING, accept_encoding)))
}

#[test]
fn the_best_encoding_that_the_browser_takes_is_sent() {
    let path = "/assets/app-1.css";
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", Some("br"), "brotli assets/app-1.css"),
        ("gzip, deflate", Some("gzip"), "gzip assets/app-1.css"),
        ("br;q=0.1, gzip", Some("gzip"), "gzip assets/app-1.css"),
        ("br;q=0, gzip;q=0", None, "raw assets/app-1.css"),
        ("zstd", None, "raw assets/app-1.css"),
    ] {
        let answer = get(path, accepted);
        assert_eq!(answer.header(header::CONTENT_ENCODING), encoding, "{accepted}");
        assert_eq!(answer.body, body, "{accepted}");
        assert_eq!(answer.header(header::CONTENT_TYPE), Some("text/css; charset=utf-8"));
        assert_eq!(answer.header(header::VARY), Some("Accept-Encoding"));
    }
    let answer = ask(TestRequest::get().uri(path));
    assert_eq!(answer.body, "raw assets/app-1.css");
    // What was not compressed is sent as it is, whatever the browser takes.
    assert_eq!(get("/icon.png", "br").body, "raw icon.png");
}

#[test]
fn hashed_names_are_kept_for_ever_and_pages_are_asked_for() {
    let hashed = get("/assets/app-1.css", "br");
    assert_eq!(hashed.header(header::CACHE_CONTROL), Some(IMMUTABLE));
    let page = get("/index.html", "br");
    assert_eq!(page.header(header::CACHE_CONTROL), Some("no-cache"));
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let first = get("/", "br");
    let tag = first.header(header::ETAG).unwrap().to_owned();
    let again = |tag: &str, encoding: &str| {
        ask(TestRequest::get()
            .uri("/")
            .insert_header((header::ACCEPT_ENCODING, encoding.to_owned()))
            .insert_header((header::IF_NONE_MATCH, tag.to_owned())))
    };
    let second = again(&tag, "br");
    assert_eq!((second.status, second.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(second.header(header::ETAG), Some(tag.as_str()));
    assert_eq!(second.header(header::CACHE_CONTROL), Some("no-cache"));
    assert_eq!(again(&format!("\"x\", W/{tag}"), "br").status, StatusCode::NOT_MODIFIED);
    assert_eq!(again("\"other\"", "br").status, StatusCode::OK);
    // The same page in another encoding is not the bytes that the tag names.
    assert_eq!(again(&tag, "gzip").status, StatusCode::OK);
}

#[test]
fn the_routes_of_the_app_get_its_pages_and_the_api_gets_none() {
    for (path, body) in [
        ("/", "raw index.html"),
        ("/open", "raw index.html"),
        ("/tickets/0190?tab=photos", "raw index.html"),
        ("/console", "raw console.html"),
        ("/console/areas", "raw console.html"),
    ] {
        let answer = get(path, "identity");
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, body), "{path}");
    }
    for path in ["/api/v1/nothing", "/assets/gone.js", "/gone.png", "/../Cargo.toml", "/assets/"] {
        assert_eq!(get(path, "br").status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn only_reading_is_allowed() {
    let answer = ask(TestRequest::post().uri("/"));
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header(header::ALLOW), Some("GET, HEAD"));
}

#[test]
fn without_an_app_the_answer_says_how_to_build_it() {
    let request = TestRequest::get().uri("/").to_http_request();
    let response = respond(&Library::default(), &request);
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let body = response.into_body().try_into_bytes().unwrap();
    assert!(String::from_utf8_lossy(&body).contains("cargo xtask spa"));
}
