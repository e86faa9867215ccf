//! `/docs/problems`: every problem code with its status and texts. A problem's `type` leads here.

use std::{fmt::Write, sync::LazyLock};

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use contract::{
    lang::Lang,
    problems::{ALL, ProblemCode},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

const STYLE: &str = "body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;\
color:#1b1b1b;background:#fff}table{border-collapse:collapse;width:100%}th,td{text-align:left;\
vertical-align:top;padding:.5rem;border-bottom:1px solid #ccc}code{font-size:.9em}tr:target{background:#fff3c4}\
a{color:#0b57d0}nav a{margin-right:1rem}@media(prefers-color-scheme:dark){body{color:#eee;background:#151515}\
a{color:#8ab4f8}tr:target{background:#4a3d00}th,td{border-color:#444}}";

/// The page's only style is allowed by its hash, so the policy stays without `unsafe-inline`.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    // 32 bytes in the alphabet of the policy: 43 characters and one of padding.
    let hash = app::crypto::base64url(&Sha256::digest(STYLE)).replace('-', "+").replace('_', "/") + "=";
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; \
         form-action 'none'"
    )
});

#[derive(Deserialize)]
struct Wish {
    lang: Option<String>,
}

/// The page, in the language of `?lang=` or of the browser.
#[get("/docs/problems")]
pub(super) async fn page(request: HttpRequest, wish: web::Query<Wish>) -> HttpResponse {
    let accept = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let wished = wish.lang.as_deref().and_then(Lang::from_tag);
    let lang = wished.unwrap_or_else(|| Lang::negotiate(accept));
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_LANGUAGE, lang.tag()))
        .insert_header((header::VARY, "accept-language"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY.as_str()))
        .body(html(lang))
}

fn html(lang: Lang) -> String {
    let [title, code, status, meaning, advice] = match lang {
        Lang::ZhHans => ["接口的问题代码", "代码", "状态", "含义", "说明"],
        Lang::ZhHant => ["介面的問題代碼", "代碼", "狀態", "含義", "說明"],
        Lang::En => ["Problem codes of the API", "Code", "Status", "Meaning", "What to do"],
    };
    let rows: String = ALL.iter().flat_map(|table| table.iter()).map(|problem| row(problem, lang)).collect();
    let tag = lang.tag();
    format!(
        "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body><main>\
         <nav><a href=\"?lang=zh-Hans\" lang=\"zh-Hans\">简体</a><a href=\"?lang=zh-Hant\" lang=\"zh-Hant\">繁體</a>\
         <a href=\"?lang=en\" lang=\"en\">English</a></nav><h1>{title}</h1><table><thead><tr><th>{code}</th>\
         <th>{status}</th><th>{meaning}</th><th>{advice}</th></tr></thead><tbody>{rows}</tbody></table></main>\
         </body></html>"
    )
}

fn row(problem: &ProblemCode, lang: Lang) -> String {
    let (code, status) = (problem.code, problem.status);
    let mut row = format!("<tr id=\"{code}\"><td><a href=\"#{code}\"><code>{code}</code></a></td>");
    let (title, detail) = (escape(problem.title.get(lang)), escape(problem.detail.get(lang)));
    // Writing to a text cannot fail.
    let _ = write!(row, "<td>{status}</td><td>{title}</td><td>{detail}</td></tr>");
    row
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_its_anchor_in_every_language() {
        for lang in Lang::ALL {
            let html = html(lang);
            for problem in ALL.iter().flat_map(|table| table.iter()) {
                assert!(html.contains(&format!("id=\"{}\"", problem.code)));
                assert!(html.contains(&escape(problem.title.get(lang))));
            }
        }
    }
}
