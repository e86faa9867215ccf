//! What a provider is owed: JSON, CSV and a workbook from one query.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, Responder, get, web};
use app::{
    db::Tx,
    redemptions::{self, Error, Period},
};
use contract::{lang::Lang, problems::Problem, redemptions as wire};
use domain::{ids::ProviderId, town_time};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, Caller, Query, State,
    tables::{Csv, Wanted, Xlsx, lang},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_provider_settlement);
}

/// What a provider is owed for a programme and some days, with every line: what was collected less what came back, as the
/// ledger has it. CSV or a workbook where `Accept` asks for one. For the provider's staff and who sees the ledger there.
///
/// Problems: `not_allowed`, `not_found`, `settlement_too_large`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "get_provider_settlement",
    params(("id" = uuid::Uuid, Path), wire::GetProviderSettlement), security(("bearer" = [])),
    responses((status = 200, content((wire::ProviderSettlement = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/providers/{id}/settlement")]
async fn get_provider_settlement(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
    query: Query<wire::GetProviderSettlement>,
) -> Result<HttpResponse, ApiError> {
    let (Query(query), actor, id) = (query, caller.actor(), *id);
    let period = Period::new(query.from, query.until)?;
    let read = move |tx: &mut Tx<'_>| redemptions::settlement(tx, &actor, id, query.programme_id, period);
    let found = render::settlement(state.db.read_long::<_, Error, _>(read).await?);
    let wanted = Wanted::of(&request);
    if wanted == Wanted::Json {
        return Ok(HttpResponse::Ok().json(found));
    }
    let header = header(lang(&request));
    let rows = found.lines.iter().map(line).chain(std::iter::once(sum(&found, lang(&request))));
    Ok(match wanted {
        Wanted::Xlsx => Xlsx::write("provider-settlement", &header, rows)?.respond_to(&request),
        Wanted::Csv | Wanted::Json => Csv::write("provider-settlement", &header, rows)?.respond_to(&request),
    })
}

const fn header(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::ZhHans => ["时间", "兑换编号", "内容", "积分", "金额（元）"],
        Lang::ZhHant => ["時間", "兌換編號", "內容", "積分", "金額（元）"],
        Lang::En => ["Time", "Redemption", "What", "Points", "Amount (yuan)"],
    }
}

/// One line; amounts stand in the sum alone, so that nobody adds up rounded ones.
fn line(line: &wire::ProviderSettlementLine) -> [Cow<'_, str>; 5] {
    let at = line.at.with_timezone(&town_time::offset()).format("%Y-%m-%d %H:%M:%S");
    [
        Cow::Owned(at.to_string()),
        Cow::Owned(line.redemption_id.to_string()),
        Cow::Borrowed(line.title.as_str()),
        Cow::Owned(line.points.to_string()),
        Cow::Borrowed(""),
    ]
}

fn sum(found: &wire::ProviderSettlement, lang: Lang) -> [Cow<'_, str>; 5] {
    let word = match lang {
        Lang::ZhHans => "合计",
        Lang::ZhHant => "合計",
        Lang::En => "Sum",
    };
    [
        Cow::Borrowed(word),
        Cow::Borrowed(""),
        Cow::Borrowed(found.provider_name.as_str()),
        Cow::Owned(found.points.to_string()),
        Cow::Owned(found.owed_fen.map(yuan).unwrap_or_default()),
    ]
}

/// Fen as yuan, to the last fen.
fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_keeps_every_fen() {
        assert_eq!((yuan(5), yuan(-1_234), yuan(100)), ("0.05".into(), "-12.34".into(), "1.00".into()));
    }
}
