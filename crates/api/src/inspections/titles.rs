//! Titles: who gets them, who has them.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::titles::{self, Candidates, Error, Filter, Page, Title},
};
use contract::{
    inspections as wire, page,
    problems::{self, CHANGED_MEANWHILE, Problem, inspections as p},
};
use domain::{areas::AreaPath, ids::TitleId, inspections::TitleLine, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::papers;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, Query, State, Valid, tables::lang};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_titles).service(get_title).service(get_title_paper);
    cfg.service(get_title_candidates).service(award_titles);
}

/// Lists the titles of a half-year at and under an area, in the order of the tree. Public; a household's
/// only where it lets its title be shown, the others are counted.
#[utoipa::path(tag = "inspections", operation_id = "list_titles", params(wire::ListTitles),
    responses((status = 200, body = wire::Titles), (status = 400, body = Problem), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/titles")]
async fn list_titles(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListTitles>,
) -> ApiResult<wire::Titles> {
    let Query(query) = query;
    let limit = query.page().limit();
    let after = query.after.as_deref().map(str::parse::<TitleId>).transpose();
    let after =
        after.map_err(|_| ApiError::new(&problems::QUERY_INVALID).with("reason", "after".to_owned()))?;
    let page = Page { after, limit: i64::from(limit) + 1 };
    let actor = caller.actor();
    let reader = actor.clone();
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let under = areas::area(tx, query.area_id)?.path;
        let filter = Filter { under, half_year: query.half_year, kind: query.kind };
        titles::list(tx, reader.as_deref(), &filter, page)
    });
    let found = found.await?;
    let page = page::Page::cut(found.titles, limit, |title| title.id.to_string());
    Ok(web::Json(wire::Titles {
        half_year: found.half_year,
        half_years: found.half_years,
        next: page.next,
        items: page.items.into_iter().map(|title| render(title, actor.as_deref())).collect(),
        unnamed: found.unnamed,
    }))
}

/// Confirms a title by its number: what it says, and whether it is valid. Public; whose it is only where the household lets
/// it be shown.
#[utoipa::path(tag = "inspections", operation_id = "get_title", params(("number" = String, Path)),
    responses((status = 200, body = wire::Title), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/titles/{number}")]
async fn get_title(
    state: web::Data<State>,
    caller: MaybeCaller,
    number: web::Path<String>,
) -> ApiResult<wire::Title> {
    let number = number.into_inner();
    let found = state.db.read::<_, DbError, _>(move |tx| titles::by_number(tx, &number)).await?;
    Ok(web::Json(render(found, caller.actor().as_deref())))
}

/// The certificate of a title to print, a PDF in the language of the request, with its number and a code that opens the page
/// which confirms it. For those who may know whose it is; none for a revoked one. Problems: `title_revoked`.
#[utoipa::path(tag = "inspections", operation_id = "get_title_paper", params(("number" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/titles/{number}/paper")]
async fn get_title_paper(
    request: HttpRequest,
    state: web::Data<State>,
    caller: MaybeCaller,
    number: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let number = number.into_inner();
    let found = state.db.read::<_, DbError, _>(move |tx| titles::by_number(tx, &number)).await?;
    if !found.names_place_to(caller.actor().as_deref()) {
        return Err(DbError::NotFound.into());
    }
    if found.revoked.is_some() {
        return Err(ApiError::new(&p::TITLE_REVOKED));
    }
    let (lang, url) = (lang(&request), state.settings.public_url.clone());
    let name = format!("{}.pdf", found.number);
    let pdf = web::block(move || papers::title(&found, &url, lang)).await.map_err(ApiError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .body(pdf))
}

/// Who gets a title for a half-year, and by which conditions everybody else who was checked misses it: as it was awarded, or
/// as it stands now. Needs `manage_inspections` there. Problems: `title_rule_missing`.
#[utoipa::path(tag = "inspections", operation_id = "get_title_candidates", params(wire::GetTitleCandidates),
    responses((status = 200, body = wire::TitleCandidates), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[get("/title-candidates")]
async fn get_title_candidates(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::GetTitleCandidates>,
) -> ApiResult<wire::TitleCandidates> {
    let (actor, Query(query)) = (caller.actor(), query);
    let read = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        let found = titles::candidates(tx, &actor, query.area_id, query.half_year, query.kind)?;
        let path = areas::area(tx, query.area_id)?.path;
        Ok(candidates(found, &path))
    };
    Ok(web::Json(state.db.read_long(read).await?))
}

/// Awards the titles of a half-year that is over: every place on the list gets a number, once for all. Needs
/// `manage_inspections` there, and the hash of the list that was seen. Problems: `half_year_not_over`, `titles_awarded`,
/// `rounds_unpublished`, `title_rule_missing`, `titles_none`, `changed_meanwhile`.
#[utoipa::path(tag = "inspections", operation_id = "award_titles", request_body = wire::AwardTitles,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::AwardedTitles), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/titles")]
async fn award_titles(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::AwardTitles>,
) -> ApiResult<wire::AwardedTitles> {
    let body = body.into_inner();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let wire::AwardTitles { area_id, half_year, kind, hash } = body;
        let count = titles::award(tx, actor, area_id, half_year, kind, hash)?;
        Ok(wire::AwardedTitles { count })
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

fn candidates(found: Candidates, area: &AreaPath) -> wire::TitleCandidates {
    let Candidates { rule, list, hash, awarded_at, recomputed, over, rounds_open, paths, names } = found;
    let line = |line: TitleLine| {
        let path = paths.get(&line.place).cloned().unwrap_or_else(AreaPath::root);
        let below = path.lineage().into_iter().skip(area.depth());
        wire::TitleCandidateLine {
            place: below.filter_map(|path| names.get(&path).cloned()).collect(),
            place_id: line.place,
            place_path: path,
            checks: line.checks,
            mean: line.mean.map(Into::into),
            pledged: line.pledged,
            households: line.households,
            criticised: line.criticised,
            misses: line.misses,
        }
    };
    wire::TitleCandidates {
        rule,
        awarded: list.awarded,
        lines: list.lines.into_iter().map(line).collect(),
        hash,
        awarded_at,
        recomputed,
        over,
        rounds_open,
    }
}

/// A title as somebody may read it.
pub(super) fn render(found: Title, reader: Option<&Actor>) -> wire::Title {
    let named = found.names_place_to(reader);
    let (revoked_at, revoke_reason) = found.revoked.unzip();
    wire::Title {
        id: found.id,
        number: found.number,
        area_id: found.area,
        area_name: found.area_name,
        half_year: found.half_year,
        kind: found.kind,
        name: found.name,
        place_id: named.then_some(found.place),
        place: if named { found.place_names } else { Vec::new() },
        awarded_at: found.awarded_at,
        shown: found.shown,
        revoked_at,
        revoke_reason,
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            // Rules are checked before they are adopted, and a place has one line.
            Error::Title(error) => Self::internal(error),
            Error::AreaUnknown => DbError::NotFound.into(),
            Error::NotOver => Self::new(&p::HALF_YEAR_NOT_OVER),
            Error::NoRule => Self::new(&p::TITLE_RULE_MISSING),
            Error::RoundsOpen(count) => Self::new(&p::ROUNDS_UNPUBLISHED).with("count", count),
            Error::Already => Self::new(&p::TITLES_AWARDED),
            Error::Stale => Self::new(&CHANGED_MEANWHILE),
            Error::Nobody => Self::new(&p::TITLES_NONE),
            Error::Revoked => Self::new(&p::TITLE_REVOKED),
        }
    }
}
