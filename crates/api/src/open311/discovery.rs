//! Service discovery: where the endpoint is and what it speaks.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use contract::lang::Lang;
use serde::Serialize;

use super::{
    BASE,
    form::{Document, Form},
    lang,
};
use crate::State;

/// When what the endpoint speaks last changed.
const CHANGESET: &str = "2026-11-26 12:00";
const SPECIFICATION: &str = "http://wiki.open311.org/GeoReport_v2";
const FORMATS: [&str; 2] = ["text/xml", "application/json"];

#[derive(Serialize)]
struct Discovery<E> {
    changeset: &'static str,
    contact: String,
    key_service: &'static str,
    endpoints: E,
}

#[derive(Serialize)]
struct Endpoint<F> {
    specification: &'static str,
    url: String,
    changeset: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    formats: F,
}

#[derive(Serialize)]
struct Endpoints {
    endpoint: Vec<Endpoint<Formats>>,
}

#[derive(Serialize)]
struct Formats {
    format: [&'static str; 2],
}

struct About {
    name: String,
    url: String,
    is_demo: bool,
    key_service: &'static str,
}

impl About {
    fn endpoint<F>(&self, formats: F) -> Endpoint<F> {
        Endpoint {
            specification: SPECIFICATION,
            url: format!("{}{BASE}", self.url),
            changeset: CHANGESET,
            kind: if self.is_demo { "test" } else { "production" },
            formats,
        }
    }

    fn document<E>(&self, endpoints: E) -> Discovery<E> {
        let contact = format!("{}, {}", self.name, self.url);
        Discovery { changeset: CHANGESET, contact, key_service: self.key_service, endpoints }
    }
}

impl Document for About {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.document([self.endpoint(FORMATS)]))
    }

    fn xml(&self) -> Result<String, quick_xml::SeError> {
        let endpoint = vec![self.endpoint(Formats { format: FORMATS })];
        quick_xml::se::to_string_with_root("discovery", &self.document(Endpoints { endpoint }))
    }
}

/// Tells where the endpoint is and what it speaks.
pub(super) async fn get_discovery(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let key_service = match lang(&request) {
        Lang::ZhHans => "请向本地系统管理员申请接口密钥。",
        Lang::ZhHant => "請向本地系統管理員申請介面金鑰。",
        Lang::En => "Ask the administrator of this place for a key.",
    };
    let about = About {
        name: state.settings.installation_name.clone(),
        url: state.settings.public_url.clone(),
        is_demo: state.settings.demo,
        key_service,
    };
    Form::of(request.path()).answer(StatusCode::OK, &about)
}
