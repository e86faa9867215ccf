//! Reporting: `POST requests`.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use app::{
    api_keys::{self, Holder},
    idempotency::{self, Keep, Once},
    open311::{self, Contribution, Posted},
};
use contract::lang::Lang;
use domain::tickets::{CategoryCode, TicketText};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    Fault, Params, attributes,
    form::{Form, List},
    lang,
    requests::position,
};
use crate::State;

/// Most addresses of pictures that are kept.
const MEDIA_MAX: usize = 5;
/// Longest address of a picture, in bytes.
const MEDIA_BYTES_MAX: usize = 500;
/// Longest address in words, in characters.
const ADDRESS_CHARS_MAX: usize = 300;

#[derive(Serialize)]
struct Accepted {
    service_request_id: String,
    service_notice: Option<&'static str>,
    account_id: Option<String>,
}

/// A report as it was sent, before the jurisdiction is looked up.
struct Draft {
    service: CategoryCode,
    text: Option<TicketText>,
    position: Option<domain::geo::Position>,
    aside: Option<TicketText>,
}

/// Reports a matter with a key. Sent again (the same words by the same key within a day, or the same `Idempotency-Key`) it is
/// answered again and not reported twice.
pub(super) async fn post_request(
    request: HttpRequest,
    state: web::Data<State>,
    payload: web::Payload,
) -> HttpResponse {
    let form = Form::of(request.path());
    match accepted(&request, &state, payload).await {
        Ok(accepted) => {
            let list = List { root: "service_requests", item: "request", items: vec![accepted] };
            form.answer(StatusCode::CREATED, &list)
        }
        Err(fault) => fault.answer(form),
    }
}

async fn accepted(request: &HttpRequest, state: &State, payload: web::Payload) -> Result<Accepted, Fault> {
    let params = Params::of_post(request, payload).await?;
    let holder = holder(&params, state).await?;
    state.limits.admit_caller(request, holder.actor.user)?;
    let draft = draft(&params)?;
    let once = once(request, &holder, &params)?;
    let notice = params.has_files.then(|| notice(lang(request)));
    let posted = state.db.write(move |tx| {
        idempotency::once(tx, &once, |tx| {
            let area = open311::jurisdiction(tx, params.get("jurisdiction_id"))?;
            let form = open311::service(tx, &area.path, &draft.service)?.form;
            let new = Contribution {
                answers: attributes::answers(&form, &params),
                service: draft.service,
                text: draft.text,
                position: draft.position,
                area,
                aside: draft.aside,
            };
            open311::post(tx, &holder, &new)
        })
    });
    match posted.await? {
        Once::Done(Posted { number, .. }) | Once::Replayed(Posted { number, .. }) => {
            Ok(Accepted { service_request_id: number, service_notice: notice, account_id: None })
        }
        Once::Conflict => Err(Fault::bad("This Idempotency-Key was used for another request.")),
    }
}

async fn holder(params: &Params, state: &State) -> Result<Holder, Fault> {
    let Some(key) = params.get("api_key").map(str::to_owned) else {
        return Err(Fault::new(403, "api_key was not provided -- can't proceed with create_request."));
    };
    let opened = state.db.read(move |tx| api_keys::opened(tx, &key)).await?;
    Ok(opened.ok_or(open311::Error::KeyInvalid)?)
}

/// What makes it the same request: the caller's own word for it, or everything that was sent.
fn once(request: &HttpRequest, holder: &Holder, params: &Params) -> Result<idempotency::Request, Fault> {
    let mut hash = Sha256::new();
    hash.update(holder.key.to_string());
    for (name, value) in params.sorted() {
        for part in [name, value] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    let hash: [u8; 32] = hash.finalize().into();
    let key = match request.headers().get("idempotency-key") {
        None => format!("open311:{}", app::crypto::base64url(&hash)),
        Some(value) => {
            let good =
                |key: &&str| (1..=100).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
            let key = value.to_str().ok().filter(good);
            format!("open311:{}", key.ok_or_else(|| Fault::bad("Idempotency-Key: 1 to 100 characters."))?)
        }
    };
    Ok(idempotency::Request { caller: holder.actor.user, key, hash, keep: Keep::ForADay })
}

fn draft(params: &Params) -> Result<Draft, Fault> {
    let Some(code) = params.get("service_code") else {
        return Err(Fault::bad("service_code was not provided."));
    };
    let service = CategoryCode::new(code).map_err(|_| open311::Error::ServiceUnknown)?;
    let description = params.get("description").map(|text| text.replace("\r\n", "\n").replace('\r', "\n"));
    let text = description.map(|text| TicketText::new(&text)).transpose();
    let text = text.map_err(|error| Fault::bad(format!("description: {error}")))?;
    let position = position(params)?;
    let address = params.get("address_string");
    if position.is_none() && address.is_none() {
        let known = match params.get("address_id") {
            Some(_) => "address_id names nothing here: send lat and long, or address_string.",
            None => "Location was not provided: send lat and long, or address_string.",
        };
        return Err(Fault::bad(known));
    }
    Ok(Draft { service, text, position, aside: aside(address, params)? })
}

/// What only the handlers read, in the standard's own words for it.
fn aside(address: Option<&str>, params: &Params) -> Result<Option<TicketText>, Fault> {
    let mut lines = Vec::new();
    if let Some(address) = address {
        if address.chars().count() > ADDRESS_CHARS_MAX {
            return Err(Fault::bad(format!("address_string: at most {ADDRESS_CHARS_MAX} characters.")));
        }
        lines.push(format!("address_string: {address}"));
    }
    for url in params.all("media_url").take(MEDIA_MAX) {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        if !is_web || url.len() > MEDIA_BYTES_MAX || url.contains(char::is_whitespace) {
            return Err(Fault::bad("media_url is an address on the web: https://…"));
        }
        lines.push(format!("media_url: {url}"));
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let text = TicketText::new(&lines.join("\n"));
    text.map(Some).map_err(|error| Fault::bad(format!("address_string, media_url: {error}")))
}

fn notice(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans => "随附的文件没有保存；图片请用 media_url 提供网址。",
        Lang::ZhHant => "隨附的檔案沒有保存；圖片請用 media_url 提供網址。",
        Lang::En => "Files that came along were not kept; say where a picture lies with media_url.",
    }
}
