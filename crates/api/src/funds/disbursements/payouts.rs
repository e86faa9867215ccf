//! The awards of a settlement, paid by a fund.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error,
        payouts::{self, NewPayout},
    },
};
use contract::{
    funds as wire,
    lang::{Lang, Text},
    problems::Problem,
};
use domain::{
    ids::{FundId, PayoutId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, State, Valid,
    funds::income::purpose,
    tables::{Csv, Wanted, Xlsx, lang},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(make_payout).service(get_payout).service(export_payout);
}

/// Proposes to pay the awards of a settlement, each village's by itself, all of them or none; less what of that half-year is paid or
/// was proposed, so that after a correction what is missing follows, and doing it twice answers what was proposed before. Who may
/// propose disbursements may. Problems: `settlement_revised`, `payout_nothing_owed`, and what proposing is refused for.
#[utoipa::path(tag = "funds", operation_id = "make_payout", request_body = wire::MakePayout,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Payout), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/payouts")]
async fn make_payout(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::MakePayout>,
) -> ApiResult<wire::Payout> {
    let (fund, body) = (*id, body.into_inner());
    let new = NewPayout {
        settlement: body.settlement_id,
        title: body.title.clone(),
        line: body.line,
        purpose: purpose(body.purpose.as_deref())?,
        resolution: body.resolution_id,
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let id = payouts::make(tx, actor, fund, &new)?;
        Ok(render::payout(payouts::payout(tx, actor, id)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Awards that were proposed together, and where each stands. For who manages (`manage_funds`), keeps (`keep_funds`), decides about
/// (`decide_funds`) or audits (`view_ledger`) funds there.
#[utoipa::path(tag = "funds", operation_id = "get_payout", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Payout), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/payouts/{id}")]
async fn get_payout(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<PayoutId>,
) -> ApiResult<wire::Payout> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| payouts::payout(tx, &actor, id)).await?;
    Ok(web::Json(render::payout(found)))
}

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

const HEADINGS: [Text; 7] = [
    text("收款方", "收款方", "Payee"),
    text("金额（元）", "金額（元）", "Amount (yuan)"),
    text("事由", "事由", "For"),
    text("支出编号", "支出編號", "Disbursement"),
    text("半年", "半年", "Half-year"),
    text("版本", "版本", "Revision"),
    text("校验值", "校驗值", "Hash"),
];

/// What is to be paid to whom, as CSV, or as a workbook where `Accept` asks for one: one row for each award, amounts in yuan, with
/// the number of the disbursement and the hash of what was settled. What was refused or taken back since is left out. For whom
/// `get_payout` is.
#[utoipa::path(tag = "funds", operation_id = "export_payout", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, content((String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/payouts/{id}/file")]
async fn export_payout(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<PayoutId>,
) -> Result<HttpResponse, ApiError> {
    use domain::funds::disbursements::DisbursementStateName as Name;
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| payouts::payout(tx, &actor, id)).await?;
    let lang: Lang = lang(&request);
    let header = HEADINGS.map(|heading| heading.get(lang));
    let stands = |name| matches!(name, Name::Proposed | Name::Approved | Name::Paid);
    let rows = found.items.iter().filter(|one| stands(one.stored.state.name())).map(|one| {
        let fen = one.stored.amount.fen();
        [
            Cow::Borrowed(one.payee.name.as_str()),
            Cow::Owned(format!("{}.{:02}", fen / 100, fen % 100)),
            Cow::Borrowed(one.stored.title.as_str()),
            Cow::Owned(one.stored.id.to_string()),
            Cow::Owned(found.half_year.to_string()),
            Cow::Owned(found.revision.to_string()),
            Cow::Owned(found.hash.to_string()),
        ]
    });
    Ok(match Wanted::of(&request) {
        Wanted::Xlsx => Xlsx::write("payout", &header, rows)?.respond_to(&request),
        Wanted::Csv | Wanted::Json => Csv::write("payout", &header, rows)?.respond_to(&request),
    })
}
