//! What was published.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, Responder, get, http::header, web};
use app::{
    db::{DbError, Tx},
    inspections::{
        criticisms,
        publication::{self, Part, Ranked, Results, Revision},
        rounds,
    },
};
use contract::{
    inspections as wire,
    lang::Lang,
    page::Page,
    problems::{self, Problem},
};
use domain::{
    areas::AreaPath,
    ids::RoundId,
    inspections::{Criticism, Indicator, Subjects},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    papers::{self, Bulletin},
    rounds::listed,
    settlements::name,
};
use crate::{
    ApiError, ApiResult, MaybeCaller, Query, State,
    tables::{Csv, Wanted, Xlsx, lang},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_ranking).service(get_round_scores).service(get_bulletin);
}

/// The published marks of a round, one row for each place, the best first: as a workbook, or as CSV where `Accept` asks for
/// it. Public, like the round.
#[utoipa::path(tag = "inspections", operation_id = "get_round_scores", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (String = "text/csv"))),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds/{id}/scores")]
async fn get_round_scores(
    request: HttpRequest,
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<RoundId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| -> Result<_, rounds::Error> {
        let (template, scored) = publication::scores(tx, actor.as_deref(), id)?;
        Ok((rounds::round(tx, actor.as_deref(), id)?.listed.round.subjects, template, scored))
    };
    let (subjects, template, scored) = state.db.read_long(read).await?;
    let lang = lang(&request);
    let [place, score] = match lang {
        Lang::ZhHans | Lang::ZhHant => ["名次", "得分"],
        Lang::En => ["Place", "Score"],
    };
    let indicators = template.indicators().map(|indicator| indicator.name.as_str());
    let header: Vec<&str> =
        [place, papers::places(subjects, lang), score].into_iter().chain(indicators).collect();
    let rows = scored.iter().map(|scored| {
        let mark = |indicator: &Indicator| {
            let finding = scored.findings.get(&indicator.code);
            Cow::Owned(finding.map(|finding| finding.points.to_string()).unwrap_or_default())
        };
        let first = [scored.place.to_string(), scored.name.clone(), scored.score.to_string()];
        first.map(Cow::<str>::Owned).into_iter().chain(template.indicators().map(mark)).collect::<Vec<_>>()
    });
    Ok(match Wanted::of(&request) {
        Wanted::Csv => Csv::write("scores", &header, rows)?.respond_to(&request),
        Wanted::Xlsx | Wanted::Json => Xlsx::write("scores", &header, rows)?.respond_to(&request),
    })
}

/// The bulletin of a published round, or its special report, as PDF in the language of the request: the ranking, who is
/// criticised, and in a special report what was found. Public, like the round; of households for those who hold the round
/// and its team.
#[utoipa::path(tag = "inspections", operation_id = "get_bulletin", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds/{id}/bulletin")]
async fn get_bulletin(
    request: HttpRequest,
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<RoundId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id, lang) = (caller.actor(), *id, lang(&request));
    let work = move |tx: &mut Tx<'_>| -> Result<Bulletin, rounds::Error> {
        let actor = actor.as_deref();
        let Results { round, mut revisions, ranked } = publication::bulletin(tx, actor, id)?;
        let (template, scored) = publication::scores(tx, actor, id)?;
        let held = &round.round;
        let (criticised, names) = match held.subjects {
            Subjects::Villages => criticisms::criticisms(tx, held.area, &held.path, held.month, held.month)?,
            // Nobody but villages is criticised.
            Subjects::VillagerGroups | Subjects::Households => Default::default(),
        };
        let named = |criticism: Criticism| (name(&names, criticism.village), criticism);
        let revision = revisions.pop().ok_or(DbError::NotFound)?;
        let criticisms = criticised.into_iter().map(named).collect();
        Ok(Bulletin { round, revision, ranked, template, scored, criticisms })
    };
    let found = state.db.read_long(work).await?;
    let pdf = web::block(move || papers::bulletin(&found, lang)).await.map_err(ApiError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{id}.pdf\"")))
        .body(pdf))
}

/// The published scores of a round as a ranking, with its revisions: the latest, or the one asked for; whole, or in pages
/// where `limit` is given. Public, like the round.
#[utoipa::path(tag = "inspections", operation_id = "get_ranking",
    params(("id" = uuid::Uuid, Path), wire::GetRanking),
    responses((status = 200, body = wire::Ranking), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds/{id}/ranking")]
async fn get_ranking(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<RoundId>,
    query: Query<wire::GetRanking>,
) -> ApiResult<wire::Ranking> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let part = Part {
        revision: query.revision,
        after: query.after.as_deref().map(after).transpose()?,
        limit: query.limit().map(|limit| i64::from(limit) + 1),
    };
    let read = move |tx: &mut Tx<'_>| publication::ranking(tx, actor.as_deref(), id, &part);
    let Results { round, revisions, ranked } = state.db.read::<_, DbError, _>(read).await?;
    let latest = revisions.last().map_or(1, |revision| revision.number);
    let revision = |revision: Revision| wire::RoundRevision {
        number: revision.number,
        reason: revision.reason,
        published_at: revision.published_at,
    };
    let place = |ranked: Ranked| wire::RankedPlace {
        area_id: ranked.area,
        area_path: ranked.path,
        area_name: ranked.name,
        score: ranked.score,
        place: ranked.place,
    };
    let cursor = |ranked: &Ranked| format!("{}.{}", ranked.place, ranked.path);
    let page = Page::cut(ranked, query.limit().unwrap_or(u32::MAX), cursor).map(place);
    Ok(web::Json(wire::Ranking {
        round: listed(round),
        revision: query.revision.unwrap_or(latest),
        revisions: revisions.into_iter().map(revision).collect(),
        items: page.items,
        next: page.next,
    }))
}

/// `12.34/18/82/105/3/`
fn after(text: &str) -> Result<(u32, AreaPath), ApiError> {
    let read = |(place, path): (&str, &str)| Some((place.parse().ok()?, AreaPath::parse(path).ok()?));
    let bad = || ApiError::new(&problems::QUERY_INVALID).with("reason", "after");
    text.split_once('.').and_then(read).ok_or_else(bad)
}
