//! The account of a period as PDF: what hangs on a notice board.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use app::{
    db::{DbError, Tx},
    funds::disclosures,
};
use contract::{
    funds as wire,
    lang::{Lang, Text},
    problems::Problem,
};
use domain::{
    funds::{Disclosed, Signatory},
    ids::DisclosureId,
    town_time,
};
use paper::{Column, Meta, Paper, Table};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, MaybeCaller, State, funds::receipts::source, tables::lang};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_disclosure_paper);
}

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

const TITLE: Text = text("公益基金账目公告", "公益基金帳目公告", "Account of a public-welfare fund");
const PERIOD: Text = text("{from} 至 {to}", "{from} 至 {to}", "{from} to {to}");
const OPENING: Text = text("期初余额", "期初餘額", "At the beginning");
const BROUGHT: Text = text("记入的结存", "記入的結存", "Balances brought in");
const INCOME: Text = text("收入", "收入", "Income");
const EXPENSE: Text = text("支出", "支出", "Expenses");
const CLOSING: Text = text("期末余额", "期末餘額", "At the end");
const IN_KIND: Text = text("收到物资（另计）", "收到物資（另計）", "In kind (counted apart)");
const HANDED_OUT: Text = text("发放物资", "發放物資", "Handed out in kind");
const POSTINGS: Text = text("过账笔数", "過賬筆數", "Postings");
const MOVED: Text = text("用途间调入", "用途間調入", "Moved here");
const BY_SOURCE: Text = text("收入来源", "收入來源", "By source");
const BY_PURPOSE: Text = text("按用途", "按用途", "By purpose");
const BY_PROJECT: Text = text("按项目", "按項目", "By project");
const SOURCE: Text = text("来源", "來源", "Source");
const PURPOSE: Text = text("用途", "用途", "Purpose");
const PROJECT: Text = text("项目", "項目", "Project");
const ANY: Text = text("不限用途", "不限用途", "anything");
const OWN: Text = text("基金本身", "基金本身", "the fund itself");
const NOTHING: Text = text("本期没有", "本期沒有", "Nothing in this period");
const NOTE: Text = text("说明", "說明", "In words");
const SIGNED: Text = text("签字", "簽字", "Signed");
const TREASURER: Text = text("出纳", "出納", "Treasurer");
const AUDITOR: Text = text("审计", "審計", "Auditor");
const DUE: Text = text("应公告日", "應公告日", "Due on");
const PUBLISHED: Text = text("公告日", "公告日", "Published on");
const LATE: Text = text("（逾期）", "（逾期）", " (late)");
const DRAFT: Text =
    text("尚未公告，内容可能变动。", "尚未公告，內容可能變動。", "Not published yet: this may change.");
const HASH: Text = text("文本摘要（SHA-256）", "文本摘要（SHA-256）", "SHA-256 of the text");

/// The account of a period as PDF, in the language of the request; one that is not published says so. For whom the account is.
#[utoipa::path(tag = "funds", operation_id = "get_disclosure_paper", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/disclosures/{id}/paper")]
async fn get_disclosure_paper(
    request: HttpRequest,
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<DisclosureId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id, lang) = (caller.actor(), *id, lang(&request));
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let (_, shown) = disclosures::disclosure(tx, actor.as_deref(), id)?;
        render::disclosure(shown)
    };
    let found = state.db.read(read).await?;
    let name = format!("disclosure-{}.pdf", found.content.from);
    let pdf = web::block(move || print(&found, lang)).await.map_err(ApiError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(pdf))
}

fn print(found: &wire::Disclosure, lang: Lang) -> Result<Vec<u8>, ApiError> {
    let said = &found.content;
    let at = found.prepared_at.with_timezone(&town_time::offset());
    let last = said.until.pred_opt().unwrap_or(said.until);
    let days = [("from".to_owned(), said.from.to_string()), ("to".to_owned(), last.to_string())];
    let mut made = Paper::new(Meta::new(TITLE.get(lang), lang.tag(), at)).subtitle(format!(
        "{} · {} · {}",
        said.area_name,
        said.fund_name,
        PERIOD.fill(lang, &days)
    ));
    if found.published_on.is_none() {
        made = made.paragraph(DRAFT.get(lang));
    }
    made = made.facts(figures(said, lang));
    for (heading, table) in [
        (BY_SOURCE, by_source(said, lang)),
        (BY_PURPOSE, by_purpose(said, lang)),
        (BY_PROJECT, by_project(said, lang)),
    ] {
        made = made.heading(heading.get(lang)).table(table.empty(NOTHING.get(lang)));
    }
    if !said.note.is_empty() {
        made = made.heading(NOTE.get(lang)).paragraph(said.note.clone());
    }
    let made = made.heading(SIGNED.get(lang)).facts(signed(found, lang));
    let hash = format!("{}: {}", HASH.get(lang), found.document_hash);
    let made = made.note(hash).footer(|page, pages| format!("{page} / {pages}"));
    Ok(made.render().map_err(ApiError::internal)?.pdf)
}

fn figures(said: &Disclosed, lang: Lang) -> Vec<(&'static str, String)> {
    let figures = &said.figures;
    let all = [
        (OPENING, figures.opening_fen),
        (BROUGHT, figures.brought_fen),
        (INCOME, figures.income_fen),
        (EXPENSE, figures.expense_fen),
        (CLOSING, figures.closing_fen),
        (IN_KIND, figures.in_kind_fen),
    ];
    let mut facts: Vec<_> = all.into_iter().map(|(label, fen)| (label.get(lang), yuan(fen))).collect();
    facts.push((POSTINGS.get(lang), said.postings.to_string()));
    facts
}

fn columns<const N: usize>(first: Text, amounts: [Text; N], lang: Lang) -> Table {
    let amounts = amounts.into_iter().map(|heading| Column::new(heading.get(lang), 2).right());
    Table::new(std::iter::once(Column::new(first.get(lang), 3)).chain(amounts))
}

fn by_source(said: &Disclosed, lang: Lang) -> Table {
    let row = |of: &domain::funds::SourceDisclosed| {
        vec![source(of.source).get(lang).to_owned(), yuan(of.income_fen), yuan(of.in_kind_fen)]
    };
    columns(SOURCE, [INCOME, IN_KIND], lang).rows(said.sources.iter().map(row))
}

fn by_purpose(said: &Disclosed, lang: Lang) -> Table {
    // Where nothing moved between purposes, nothing is said of it.
    let moves = said.purposes.iter().any(|of| of.moved_fen != 0);
    let row = |of: &domain::funds::PurposeDisclosed| {
        let name = of.name.clone().or_else(|| of.purpose.clone());
        let moved = moves.then_some(of.moved_fen);
        let before = [of.opening_fen, of.income_fen, of.expense_fen].into_iter();
        let amounts = before.chain(moved).chain([of.closing_fen]).map(yuan);
        std::iter::once(name.unwrap_or_else(|| ANY.get(lang).to_owned())).chain(amounts).collect()
    };
    let table = if moves {
        columns(PURPOSE, [OPENING, INCOME, EXPENSE, MOVED, CLOSING], lang)
    } else {
        columns(PURPOSE, [OPENING, INCOME, EXPENSE, CLOSING], lang)
    };
    table.rows(said.purposes.iter().map(row))
}

fn by_project(said: &Disclosed, lang: Lang) -> Table {
    let row = |of: &domain::funds::ProjectDisclosed| {
        let name = of.title.clone().unwrap_or_else(|| OWN.get(lang).to_owned());
        vec![name, yuan(of.expense_fen), yuan(of.handed_out_fen)]
    };
    columns(PROJECT, [EXPENSE, HANDED_OUT], lang).rows(said.projects.iter().map(row))
}

fn signed(found: &wire::Disclosure, lang: Lang) -> Vec<(&'static str, String)> {
    let signature = |signature: &wire::DisclosureSignature| {
        let role = match signature.signatory {
            Signatory::Treasurer => TREASURER,
            Signatory::Auditor => AUDITOR,
        };
        (role.get(lang), town_time::date(signature.at).to_string())
    };
    let mut facts: Vec<_> = found.signatures.iter().map(signature).collect();
    facts.push((DUE.get(lang), found.due_on.to_string()));
    if let Some(on) = found.published_on {
        let late = if found.late { LATE.get(lang) } else { "" };
        facts.push((PUBLISHED.get(lang), format!("{on}{late}")));
    }
    facts
}

/// An amount in fen as people write it.
fn yuan(fen: i64) -> String {
    let (sign, fen) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    format!("{sign}¥{}.{:02}", fen / 100, fen % 100)
}
