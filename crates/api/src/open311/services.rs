//! Services: the public kinds of matters, and what is asked about each.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use app::{categories::Category, open311};
use contract::lang::Lang;
use domain::tickets::CategoryCode;
use serde::Serialize;

use super::{
    Fault, Params,
    attributes::{self, Attribute, XmlAttribute},
    form::{Document, Form, List},
    lang,
};
use crate::State;

#[derive(Serialize)]
struct Service {
    service_code: String,
    service_name: String,
    description: String,
    metadata: bool,
    #[serde(rename = "type")]
    kind: &'static str,
    keywords: String,
    group: &'static str,
}

/// What is asked about a service.
#[derive(Serialize)]
struct Definition {
    service_code: String,
    attributes: Vec<Attribute>,
}

impl Document for Definition {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn xml(&self) -> Result<String, quick_xml::SeError> {
        #[derive(Serialize)]
        struct Xml<'a> {
            service_code: &'a str,
            attributes: Attributes<'a>,
        }
        #[derive(Serialize)]
        struct Attributes<'a> {
            attribute: Vec<XmlAttribute<'a>>,
        }
        let attributes = Attributes { attribute: self.attributes.iter().map(Attribute::xml).collect() };
        let xml = Xml { service_code: &self.service_code, attributes };
        quick_xml::se::to_string_with_root("service_definition", &xml)
    }
}

/// Lists what can be reported.
pub(super) async fn list_services(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let form = Form::of(request.path());
    match listed(&request, &state).await {
        Ok(items) => form.answer(StatusCode::OK, &List { root: "services", item: "service", items }),
        Err(fault) => fault.answer(form),
    }
}

async fn listed(request: &HttpRequest, state: &State) -> Result<Vec<Service>, Fault> {
    let (params, lang) = (Params::of_query(request)?, lang(request));
    let found = state.db.read(move |tx| {
        let area = open311::jurisdiction(tx, params.get("jurisdiction_id"))?;
        Ok::<_, open311::Error>(open311::services(tx, &area.path)?)
    });
    Ok(found.await?.into_iter().map(|kind| service(kind, lang)).collect())
}

/// Tells what is asked about a kind.
pub(super) async fn get_definition(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> HttpResponse {
    let form = Form::of(request.path());
    match defined(&request, &state, &path.0).await {
        Ok(definition) => form.answer(StatusCode::OK, &definition),
        Err(fault) => fault.answer(form),
    }
}

async fn defined(request: &HttpRequest, state: &State, code: &str) -> Result<Definition, Fault> {
    let (params, lang) = (Params::of_query(request)?, lang(request));
    let code = CategoryCode::new(code).map_err(|_| open311::Error::ServiceUnknown)?;
    let found = state.db.read(move |tx| {
        let area = open311::jurisdiction(tx, params.get("jurisdiction_id"))?;
        open311::service(tx, &area.path, &code)
    });
    let kind = found.await?;
    Ok(Definition {
        service_code: kind.code.as_str().to_owned(),
        attributes: attributes::of(&kind.form, lang),
    })
}

/// A kind's name in a language.
pub(super) fn name(kind: &Category, lang: Lang) -> &str {
    let [hans, hant, en] = &kind.names;
    match lang {
        Lang::ZhHans => hans,
        Lang::ZhHant => hant,
        Lang::En => en,
    }
}

fn service(kind: Category, lang: Lang) -> Service {
    let (answer, solve) = (kind.limits.answer_within_hours, kind.limits.solve_within_hours);
    let description = match lang {
        Lang::ZhHans => format!("{answer} 小时内受理，{solve} 小时内办结；内容公开。"),
        Lang::ZhHant => format!("{answer} 小時內受理，{solve} 小時內辦結；內容公開。"),
        Lang::En => format!("Answered within {answer} hours, solved within {solve}; shown to everybody."),
    };
    let mut words: Vec<&str> = kind.names.iter().map(String::as_str).collect();
    words.dedup();
    Service {
        service_code: kind.code.as_str().to_owned(),
        service_name: name(&kind, lang).to_owned(),
        description,
        metadata: !kind.form.is_empty(),
        kind: "realtime",
        keywords: words.join(", "),
        group: "",
    }
}
