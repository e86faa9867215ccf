//! What everybody reads of a fund's books.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        self, Error, Page as Wanted,
        books::{self, Choice, Cursor, Totals},
    },
};
use contract::{
    funds as wire,
    page::Page,
    problems::{self, Problem},
};
use domain::{
    funds::{Part, income::SourceKind},
    ids::FundId,
    ledger::Purpose,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    export::{self, Format},
    fund::{shown, versioned},
    limit, render,
};
use crate::{
    ApiError, ApiResult, Caller, IfMatch, MaybeCaller, Query, State, Versioned,
    tables::{Wanted as Kind, lang},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_fund_totals).service(list_fund_postings).service(close_fund);
}

/// What a fund has, got and spent at this moment, by source and by purpose. Public, but while the fund is being founded.
#[utoipa::path(tag = "funds", operation_id = "get_fund_totals", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FundTotals), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/totals")]
async fn get_fund_totals(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> ApiResult<wire::FundTotals> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let found = books::totals(tx, actor.as_deref(), id)?;
        Ok(totals(id, tx.now(), &found))
    };
    Ok(web::Json(state.db.read(read).await?))
}

fn totals(fund: FundId, at: chrono::DateTime<chrono::Utc>, found: &Totals) -> wire::FundTotals {
    let all = |part| found.fen(&Choice::of(part));
    let from = |source: SourceKind| wire::SourceTotal {
        source,
        income_fen: found.fen(&Choice::of(Part::Income).from(source)),
        in_kind_fen: found.fen(&Choice::of(Part::InKind).from(source)),
    };
    let purpose = |purpose: Option<Purpose>| {
        let of = |part| found.fen(&Choice::of(part).for_purpose(purpose.clone()));
        wire::PurposeTotal {
            cash_fen: of(Part::Cash),
            opening_fen: of(Part::Opening),
            income_fen: of(Part::Income),
            expense_fen: of(Part::Expense),
            moved_fen: of(Part::Cash) - of(Part::Opening) - of(Part::Income) + of(Part::Expense),
            goods_fen: of(Part::Goods),
            in_kind_fen: of(Part::InKind),
            handed_out_fen: of(Part::HandedOut),
            purpose: purpose.map(|purpose| purpose.as_str().to_owned()),
        }
    };
    let sources = SourceKind::ALL.into_iter().map(from);
    wire::FundTotals {
        fund_id: fund,
        at,
        cash_fen: all(Part::Cash),
        held_fen: found.held_fen(),
        opening_fen: all(Part::Opening),
        income_fen: all(Part::Income),
        expense_fen: all(Part::Expense),
        goods_fen: all(Part::Goods),
        in_kind_fen: all(Part::InKind),
        handed_out_fen: all(Part::HandedOut),
        sources: sources.filter(|total| (total.income_fen, total.in_kind_fen) != (0, 0)).collect(),
        purposes: found.purposes().into_iter().map(purpose).collect(),
    }
}

/// The postings behind a total, the latest first: together they are the total. Public, but while the fund is being founded; who
/// gave something is told as they chose, and to who keeps and audits the books. With `Accept: text/csv` all of them as a file,
/// however many; with that of workbooks up to 50,000. Problems: `query_invalid`, `export_too_large`.
#[utoipa::path(tag = "funds", operation_id = "list_fund_postings",
    params(("id" = uuid::Uuid, Path), wire::ListFundPostings),
    responses((status = 200, content((Page<wire::FundPosting> = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 400, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/postings")]
async fn list_fund_postings(
    request: HttpRequest,
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
    query: Query<wire::ListFundPostings>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (choice, limit) = (choice(&query)?, limit(query.limit));
    let format = match Kind::of(&request) {
        Kind::Json => None,
        Kind::Csv => Some(Format::Csv),
        Kind::Xlsx => Some(Format::Xlsx),
    };
    if let Some(format) = format {
        return export::file(&state, actor, id, choice, format, lang(&request)).await;
    }
    let page = Wanted { after: place(query.after.as_deref())?, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| books::lines(tx, actor.as_deref(), id, &choice, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |line| {
        let Cursor { posting, account } = line.cursor;
        format!("{posting}.{account}")
    });
    Ok(HttpResponse::Ok().json(page.map(render::posting)))
}

fn invalid(reason: &str) -> ApiError {
    ApiError::new(&problems::QUERY_INVALID).with("reason", reason)
}

fn choice(query: &wire::ListFundPostings) -> Result<Choice, ApiError> {
    let purpose = match query.purpose.as_deref() {
        None => None,
        Some(wire::FREE_PURPOSE) => Some(None),
        Some(code) => Some(Some(Purpose::parse(code).map_err(|_| invalid("purpose"))?)),
    };
    Ok(Choice { part: query.part, source: query.source, purpose })
}

/// A place among the postings: a posting and one of its accounts.
fn place(text: Option<&str>) -> Result<Option<Cursor>, ApiError> {
    let read = |text: &str| {
        let (posting, account) = text.split_once('.')?;
        Some(Cursor { posting: posting.parse().ok()?, account: account.parse().ok()? })
    };
    text.map(|text| read(text).ok_or_else(|| invalid("after"))).transpose()
}

/// Ends a fund that is being wound up, once neither money nor goods are left. Needs `manage_funds` there, and `If-Match`.
/// Problems: `changed_meanwhile`, `fund_not_running`, `fund_not_empty`.
#[utoipa::path(tag = "funds", operation_id = "close_fund",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Fund), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/closure")]
async fn close_fund(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<FundId>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let work = move |tx: &mut Tx<'_>| {
        funds::close(tx, &actor, id, version.0)?;
        shown(tx, &actor, id)
    };
    Ok(versioned(state.db.write::<_, Error, _>(work).await?))
}
