//! Tickets and their photos over HTTP.

use actix_web::{HttpResponse, error::ErrorBadRequest, get, post, web};
use app::media::{Limits, Photo};
use domain::{
    ids::{AreaId, TicketId},
    search::Query as Words,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Answer, Store, board,
    lists::{Wanted, narrowed},
    photos::{self, Content, Sent},
    report, sql,
};

/// Adds the routes; the board comes before what would take its name for an id.
pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(list).service(counted).service(read).service(reported).service(sent);
}

#[derive(Deserialize)]
struct Query {
    limit: i64,
    state: Option<String>,
    category: Option<String>,
    #[serde(default)]
    overdue: bool,
    search: Option<String>,
}

#[derive(Serialize)]
struct Page {
    items: Vec<sql::Item>,
    next: Option<String>,
}

#[get("/tickets")]
async fn list(store: web::Data<Store>, query: web::Query<Query>) -> Answer {
    let (path, query) = (store.path.clone(), query.into_inner());
    let limit = query.limit;
    let words = query.search.as_deref().map(Words::new).transpose().map_err(ErrorBadRequest)?.flatten();
    let states = query.state.as_deref().unwrap_or_default().split(',').filter(|state| !state.is_empty());
    let states = states.map(str::to_owned).collect();
    let wanted = Wanted { states, category: query.category, overdue: query.overdue, words };
    let mut items = store.read(move |db| narrowed(db, &path, &wanted, limit + 1)).await?;
    let more = items.len() > usize::try_from(limit).unwrap_or(0);
    if more {
        items.pop();
    }
    let next = items.last().filter(|_| more).map(sql::Item::id);
    Ok(HttpResponse::Ok().json(Page { items, next }))
}

#[derive(Deserialize)]
struct OfArea {
    area_id: AreaId,
}

#[get("/tickets/board")]
async fn counted(store: web::Data<Store>, query: web::Query<OfArea>) -> Answer {
    let area = query.area_id;
    Ok(HttpResponse::Ok().json(store.read_long(move |db| board::board(db, area)).await?))
}

#[get("/tickets/{id}")]
async fn read(store: web::Data<Store>, id: web::Path<Uuid>) -> Answer {
    let id = TicketId(*id);
    Ok(HttpResponse::Ok().json(store.read(move |db| sql::read(db, id)).await?))
}

#[post("/tickets")]
async fn reported(store: web::Data<Store>, body: web::Json<report::NewTicket>) -> Answer {
    let (official, new) = (store.official, body.into_inner());
    Ok(HttpResponse::Created().json(store.write(move |db| report::report(db, official, &new)).await?))
}

#[post("/photos")]
async fn sent(store: web::Data<Store>, form: web::Bytes) -> Answer {
    let decoded = web::block(move || {
        let bytes = photos::file(&form).ok_or("a form with a file is expected")?;
        Photo::read(bytes, &Limits::STANDARD).map_err(|_| "the photo is damaged")
    });
    let photo = decoded.await?.map_err(ErrorBadRequest)?;
    let (owner, content) = (store.official, Content::of(&photo));
    let id = store.write(move |db| photos::begin(db, owner, content)).await?;
    store.photos.put(&photo).await.map_err(actix_web::error::ErrorInternalServerError)?;
    store.write(move |db| photos::finish(db, id)).await?;
    Ok(HttpResponse::Created().json(Sent { id, width: content.width, height: content.height }))
}
