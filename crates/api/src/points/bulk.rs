//! Points for many from a table, in two steps by two people.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use app::{
    db::{DbError, Tx},
    points::bulk::{self, COLUMNS, Error, Problem as RowProblem},
};
use contract::{
    lang::Lang,
    points as wire,
    problems::{self, Problem, fields},
};
use domain::{
    ids::{BulkAwardId, ProgrammeId},
    permissions::Actor,
    points::{CLAIM_DAYS_MAX, ClaimError, MINUTES_MAX},
};
use futures_util::TryStreamExt;
use utoipa_actix_web::service_config::ServiceConfig;

use super::problem::cap_code;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, Query, State,
    input::too_large,
    tables::{Xlsx, lang, read_dated},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    // `template` before `{id}`: the first that fits answers.
    cfg.service(get_bulk_award_template).service(list_bulk_awards).service(get_bulk_award);
    cfg.service(prepare_bulk_award).service(commit_bulk_award).service(discard_bulk_award);
}

/// The upload's form.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart body")]
struct BulkForm {
    /// The programme; comes before the file.
    programme_id: uuid::Uuid,
    /// A .xlsx or .csv file of at most 1 MiB and 1,000 rows.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Fetches an empty workbook with the columns of a bulk award, in the caller's language. Public.
#[utoipa::path(tag = "points", operation_id = "get_bulk_award_template",
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/bulk-awards/template")]
async fn get_bulk_award_template(request: HttpRequest) -> Result<Xlsx, ApiError> {
    let lang = lang(&request);
    let header = COLUMNS.map(|(_, [hans, hant, en], _)| match lang {
        Lang::ZhHans => hans,
        Lang::ZhHant => hant,
        Lang::En => en,
    });
    Xlsx::write("points-template", &header, Vec::<Vec<_>>::new())
}

/// The latest bulk awards of a programme, without their rows. For who proposes or approves points there or in it, and who
/// sees the ledger.
#[utoipa::path(tag = "points", operation_id = "list_bulk_awards", params(wire::ListBulkAwards),
    responses((status = 200, body = wire::BulkAwards), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/bulk-awards")]
async fn list_bulk_awards(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListBulkAwards>,
) -> ApiResult<wire::BulkAwards> {
    let (actor, Query(query), lang) = (caller.actor(), query, lang(&request));
    let found = state.db.read::<_, DbError, _>(move |tx| bulk::list(tx, &actor, query.programme_id)).await?;
    let items = found.into_iter().map(|award| render(award, lang)).collect();
    Ok(web::Json(wire::BulkAwards { items }))
}

/// One bulk award with its rows; while it waits, each with what hinders the caller to commit it.
#[utoipa::path(tag = "points", operation_id = "get_bulk_award", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::BulkAward), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/bulk-awards/{id}")]
async fn get_bulk_award(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<BulkAwardId>,
) -> ApiResult<wire::BulkAward> {
    let (actor, id, lang) = (caller.actor(), *id, lang(&request));
    let found = state.db.read_long::<_, Error, _>(move |tx| bulk::award(tx, &actor, id)).await?;
    Ok(web::Json(render(found, lang)))
}

/// Looks at a table of who did what, names masked, each row with what is wrong with it. Where nothing is, it is kept for an
/// hour, for somebody else to commit. Needs `propose_points` at each home. Problems: `fields_invalid`,
/// `import_file_unreadable`, `import_too_many_rows`, `programme_not_running`, `body_too_large`.
#[utoipa::path(tag = "points", operation_id = "prepare_bulk_award",
    request_body(content = inline(BulkForm), content_type = "multipart/form-data"), security(("bearer" = [])),
    responses((status = 200, body = wire::BulkAward), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
#[post("/bulk-awards")]
async fn prepare_bulk_award(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    form: Multipart,
) -> ApiResult<wire::BulkAward> {
    let (programme, bytes) = receive(form).await?;
    let sheet = web::block(move || read_dated(bytes)).await.map_err(ApiError::internal)??;
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let work = move |tx: &mut Tx<'_>| bulk::prepare(tx, &keyring, &actor, programme, &sheet);
    let award = state.db.write::<_, Error, _>(work).await?;
    Ok(web::Json(render(award, lang(&request))))
}

/// Awards every row of a table that somebody else uploaded, or none. Needs `approve_points` at each home, as an official
/// where an activity asks for one. Problems: `bulk_award_own`, `bulk_award_decided`, `bulk_award_refused`,
/// `programme_not_running`.
#[utoipa::path(tag = "points", operation_id = "commit_bulk_award",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::BulkAward), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/bulk-awards/{id}/commitment")]
async fn commit_bulk_award(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<BulkAwardId>,
) -> ApiResult<wire::BulkAward> {
    let (id, lang) = (*id, lang(&request));
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render(bulk::commit(tx, actor, id)?, lang))
    };
    Ok(web::Json(state.post_once(key, &caller.actor(), &(), work).await?))
}

/// Takes one's own table back while it waits. Problems: `bulk_award_decided`.
#[utoipa::path(tag = "points", operation_id = "discard_bulk_award", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[delete("/bulk-awards/{id}")]
async fn discard_bulk_award(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<BulkAwardId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write::<_, Error, _>(move |tx| bulk::discard(tx, &actor, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Reads the form's two fields, each up to its limit.
async fn receive(mut form: Multipart) -> Result<(ProgrammeId, Vec<u8>), ApiError> {
    /// A UUID has 36 characters.
    const ID_BYTES_MAX: usize = 64;
    let malformed = |reason: &str| ApiError::new(&problems::BODY_MALFORMED).with("reason", reason);
    let (mut programme, mut file) = (None, None);
    while let Some(mut field) = form.try_next().await.map_err(|e| malformed(&e.to_string()))? {
        let (slot, max) = match field.name() {
            Some(wire::BULK_PROGRAMME_FIELD) => (&mut programme, ID_BYTES_MAX),
            Some(wire::BULK_FILE_FIELD) => (&mut file, wire::BULK_BYTES_MAX),
            _ => return Err(malformed("the form has the fields \"programme_id\" and \"file\"")),
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = field.try_next().await.map_err(|e| malformed(&e.to_string()))? {
            if bytes.len() + chunk.len() > max {
                return Err(too_large(max));
            }
            bytes.extend_from_slice(&chunk);
        }
        if slot.replace(bytes).is_some() {
            return Err(malformed("a field of the form is there twice"));
        }
    }
    let id =
        programme.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| text.trim().parse().ok());
    match (id, file) {
        (Some(id), Some(file)) => Ok((id, file)),
        (None, _) => Err(ApiError::bad_field("/programme_id", "not_found", &[])),
        (_, None) => Err(ApiError::bad_field("/file", "required", &[])),
    }
}

fn render(award: bulk::Award, lang: Lang) -> wire::BulkAward {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let person = |(id, name)| wire::ClaimPerson { id, name };
    wire::BulkAward {
        id: award.id,
        programme_id: award.programme,
        state: match award.state {
            bulk::State::Refused => wire::BulkAwardState::Refused,
            bulk::State::Prepared => wire::BulkAwardState::Prepared,
            bulk::State::Committed => wire::BulkAwardState::Committed,
            bulk::State::Discarded => wire::BulkAwardState::Discarded,
        },
        rows_total: count(award.rows_total),
        problems_total: count(award.problems_total),
        points: award.points,
        preparer: person(award.preparer),
        prepared_at: award.prepared_at,
        expires_at: award.expires_at,
        committer: award.committer.map(person),
        committed_at: award.committed_at,
        rows: award.rows.into_iter().map(|row| render_row(row, lang)).collect(),
    }
}

fn render_row(row: bulk::Row, lang: Lang) -> wire::BulkRow {
    let (problem, problem_detail) = row.problem.map(|problem| told(problem, lang)).unzip();
    wire::BulkRow {
        line: row.line,
        name: row.name,
        place: row.place,
        activity_name: row.activity_name,
        day: row.day,
        minutes: row.minutes,
        points: row.points,
        note: row.note,
        problem,
        problem_detail,
    }
}

/// A row's problem as a code, and in a language.
fn told(problem: RowProblem, lang: Lang) -> (String, String) {
    let param = |name: &str, value: i64| (name.to_owned(), value.to_string());
    let field =
        |code: &str, params: &[(String, String)]| (code.to_owned(), fields::detail(code, lang, params));
    let whole = |code: &problems::ProblemCode| (code.code.to_owned(), code.detail.get(lang).to_owned());
    match problem {
        RowProblem::Cell("minutes") => field("minutes", &[param("max", MINUTES_MAX.into())]),
        RowProblem::Cell("deed_day") => field("deed_day", &[param("max", CLAIM_DAYS_MAX)]),
        RowProblem::Cell(code) => field(code, &[]),
        RowProblem::Cap { cap, max, left } => field(cap_code(cap), &[param("max", max), param("left", left)]),
        RowProblem::Budget => whole(&problems::points::POINTS_BUDGET_SHORT),
        RowProblem::NotAllowed => whole(&problems::NOT_ALLOWED),
        RowProblem::Claim(ClaimError::SameHousehold) => whole(&problems::points::CLAIM_HOUSEHOLD),
        RowProblem::Claim(ClaimError::Kin) => whole(&problems::points::CLAIM_KIN),
        RowProblem::Claim(_) => whole(&problems::points::CLAIM_OWN),
    }
}
