//! Receipts as PDF, and what proves them.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use app::{
    db::Tx,
    funds::income::{self, Receipt},
};
use contract::{
    journal::{InclusionProof, ProofQuery},
    lang::{Lang, Text},
    problems::Problem,
};
use domain::{
    funds::income::{Form, IncomeState, SourceKind},
    ids::IncomeId,
    town_time,
};
use paper::{Meta, Paper};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State, tables::lang};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_receipt).service(prove_income);
}

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

const RECEIPT: Text = text("公益基金收据", "公益基金收據", "Receipt of a public-welfare fund");
const NUMBER: Text = text("收据编号", "收據編號", "Receipt no.");
const DONOR: Text = text("交款人", "交款人", "Received from");
const SOURCE: Text = text("来源", "來源", "Source");
const AMOUNT: Text = text("金额", "金額", "Amount");
const VALUE: Text = text("物资价值", "物資價值", "Value of goods");
const PURPOSE: Text = text("指定用途", "指定用途", "To be used for");
const ANY: Text = text("不限", "不限", "anything");
const NOTE: Text = text("说明", "說明", "What");
const REFERENCE: Text = text("凭证号", "憑證號", "Reference");
const RECEIVED: Text = text("收讫时间", "收訖時間", "Received");
const POSTING: Text = text("过账编号", "過賬編號", "Posting");
const ENTRY: Text = text("日志编号", "日誌編號", "Journal entry");
const PROVED: Text = text(
    "凭日志编号可以核验这笔收入已记入公开日志，且没有被改动。",
    "憑日誌編號可以核驗這筆收入已記入公開日誌，且沒有被改動。",
    "The journal entry proves that this stands in the published journal as it is.",
);
const REVERSED: Text =
    text("本收据已作废：{reason}", "本收據已作廢：{reason}", "This receipt is void: {reason}");

/// What a source is called.
pub(super) const fn source(kind: SourceKind) -> Text {
    match kind {
        SourceKind::Donation => text("捐赠", "捐贈", "donation"),
        SourceKind::Subsidy => text("政府补助", "政府補助", "government subsidy"),
        SourceKind::Sponsorship => text("企业赞助", "企業贊助", "sponsorship"),
        SourceKind::SelfRaised => text("自筹", "自籌", "self-raised"),
        SourceKind::Interest => text("利息", "利息", "interest"),
    }
}

/// The receipt of what came in, as PDF, in the language of the request; one of what was taken back says so. For who keeps
/// (`keep_funds`) or audits (`view_ledger`) the books, and who gave it. Problems: `income_not_received`.
#[utoipa::path(tag = "funds", operation_id = "get_receipt", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[get("/income/{id}/receipt")]
async fn get_receipt(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<IncomeId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id, lang) = (caller.actor(), *id, lang(&request));
    let found = state.db.read(move |tx: &mut Tx<'_>| income::receipt(tx, &actor, id)).await?;
    paper(found, lang).await
}

/// A receipt, on paper.
pub(super) async fn paper(found: Receipt, lang: Lang) -> Result<HttpResponse, ApiError> {
    let name = format!("receipt-{}.pdf", found.number);
    let pdf = web::block(move || print(&found, lang)).await.map_err(ApiError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(pdf))
}

fn print(found: &Receipt, lang: Lang) -> Result<Vec<u8>, ApiError> {
    let (shown, stored) = (&found.shown, &found.shown.income);
    let income = &stored.income;
    let Some((reference, at)) = &stored.received else {
        return Err(ApiError::internal("a receipt of what did not come"));
    };
    let at = at.with_timezone(&town_time::offset());
    let fen = income.amount.fen();
    let words = match lang {
        Lang::ZhHans => format!("（{}）", income.amount.in_words()),
        Lang::ZhHant => format!("（{}）", income.amount.in_traditional_words()),
        Lang::En => String::new(),
    };
    let amount = format!("¥{}.{:02}{words}", fen / 100, fen % 100);
    let label = if income.form == Form::InKind { VALUE } else { AMOUNT };
    let purpose = found.purpose_name.clone().unwrap_or_else(|| ANY.get(lang).to_owned());
    let id = |id: Option<String>| id.unwrap_or_default();
    let mut facts = vec![(NUMBER.get(lang), format!("{:06}", found.number))];
    facts.extend(shown.donor_name.clone().map(|name| (DONOR.get(lang), name)));
    facts.extend([
        (SOURCE.get(lang), source(income.source.kind()).get(lang).to_owned()),
        (label.get(lang), amount),
        (PURPOSE.get(lang), purpose),
    ]);
    if !stored.note.is_empty() {
        facts.push((NOTE.get(lang), stored.note.clone()));
    }
    facts.extend([
        (REFERENCE.get(lang), reference.to_string()),
        (RECEIVED.get(lang), at.format("%Y-%m-%d %H:%M").to_string()),
        (POSTING.get(lang), id(stored.posting.map(|id| id.to_string()))),
        (ENTRY.get(lang), id(stored.entry.map(|id| id.to_string()))),
    ]);
    let mut made = Paper::new(Meta::new(RECEIPT.get(lang), lang.tag(), at))
        .subtitle(format!("{} · {}", found.area_name, found.fund.name))
        .facts(facts);
    if income.state == IncomeState::Reversed {
        let reason = stored.ended.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default();
        made = made.paragraph(REVERSED.fill(lang, &[("reason".to_owned(), reason)]));
    }
    Ok(made.note(PROVED.get(lang)).render().map_err(ApiError::internal)?.pdf)
}

/// Proves that the fund has it by the published journal: the entry that tells of it as it was sealed, the audit path, the
/// root. For whom its receipt is. Problems: `income_not_received`, `entry_not_sealed`, `journal_root_unknown`.
#[utoipa::path(tag = "funds", operation_id = "prove_income", params(("id" = uuid::Uuid, Path), ProofQuery),
    responses((status = 200, body = InclusionProof), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[get("/income/{id}/proof")]
async fn prove_income(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<IncomeId>,
    query: Query<ProofQuery>,
) -> ApiResult<InclusionProof> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let proof = state.db.read(move |tx: &mut Tx<'_>| income::proof(tx, &actor, id, query.size)).await?;
    let (size, root) = (proof.root.size, proof.root.hash);
    Ok(web::Json(InclusionProof { entry: proof.entry.into(), path: proof.path, size, root }))
}
