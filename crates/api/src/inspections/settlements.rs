//! Settlements, what drafts would have paid, criticism.

use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::{
        criticisms,
        settlements::{self, Error, Listed, StoredSettlement},
        simulation::{self, Simulated},
    },
};
use contract::{
    inspections as wire,
    problems::{self, Problem, inspections as p},
};
use domain::{
    ids::{AreaId, AwardRulesId, SettlementId},
    inspections::{Line, SettlementError},
    permissions::Actor,
};
use std::{borrow::Cow, collections::BTreeMap};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid,
    tables::{Csv, Wanted, Xlsx, lang},
};

/// Most months that criticism is listed for.
const CRITICISM_MONTHS_MAX: u32 = 24;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_settlements).service(get_settlement).service(get_settlement_payouts);
    cfg.service(settle_half_year).service(simulate_award_rules).service(list_criticisms);
}

/// Lists the settled half-years of an area and of the areas around it, the latest first. Public.
#[utoipa::path(tag = "inspections", operation_id = "list_settlements", params(wire::ListSettlements),
    responses((status = 200, body = wire::Settlements), (status = 404, body = Problem)))]
#[get("/settlements")]
async fn list_settlements(
    state: web::Data<State>,
    query: Query<wire::ListSettlements>,
) -> ApiResult<wire::Settlements> {
    let Query(query) = query;
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let path = areas::area(tx, query.area_id)?.path;
        settlements::list(tx, &path)
    });
    Ok(web::Json(wire::Settlements { items: found.await?.into_iter().map(listed).collect() }))
}

/// A settled half-year with the months, rules and tie decisions behind every yuan; computed again from its stored inputs for
/// this very answer. Public.
#[utoipa::path(tag = "inspections", operation_id = "get_settlement", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Settlement), (status = 404, body = Problem)))]
#[get("/settlements/{id}")]
async fn get_settlement(state: web::Data<State>, id: web::Path<SettlementId>) -> ApiResult<wire::Settlement> {
    let id = *id;
    let found = state.db.read_long::<_, DbError, _>(move |tx| settlements::settlement(tx, id)).await?;
    Ok(web::Json(shown(found)))
}

/// What is to be paid to whom, as CSV, or as a workbook where `Accept` asks for one: one row for each village that gets
/// something, amounts in yuan. Public: it holds nothing that the settlement does not.
#[utoipa::path(tag = "inspections", operation_id = "get_settlement_payouts", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, content((String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 404, body = Problem)))]
#[get("/settlements/{id}/payouts")]
async fn get_settlement_payouts(
    request: HttpRequest,
    state: web::Data<State>,
    id: web::Path<SettlementId>,
) -> Result<HttpResponse, ApiError> {
    let id = *id;
    let found = state.db.read_long::<_, DbError, _>(move |tx| settlements::settlement(tx, id)).await?;
    let header = match lang(&request) {
        contract::lang::Lang::ZhHans => {
            ["村（社区）", "编号", "基数奖（元）", "排名奖（元）", "合计（元）", "半年", "版本", "校验值"]
        }
        contract::lang::Lang::ZhHant => {
            ["村（社區）", "編號", "基數獎（元）", "排名獎（元）", "合計（元）", "半年", "版本", "校驗值"]
        }
        contract::lang::Lang::En => [
            "Village",
            "Id",
            "Base award (yuan)",
            "Prize (yuan)",
            "Total (yuan)",
            "Half-year",
            "Revision",
            "Hash",
        ],
    };
    let StoredSettlement { listed, settlement, names, .. } = found;
    let paid: Vec<Line> = settlement.lines.into_iter().filter(|line| line.total_fen > 0).collect();
    let rows = paid.iter().map(|line| {
        [
            Cow::Owned(name(&names, line.village)),
            Cow::Owned(line.village.to_string()),
            Cow::Owned(yuan(line.base_fen)),
            Cow::Owned(yuan(line.total_fen - line.base_fen)),
            Cow::Owned(yuan(line.total_fen)),
            Cow::Owned(listed.half_year.to_string()),
            Cow::Owned(listed.revision.to_string()),
            Cow::Owned(listed.hash.to_string()),
        ]
    });
    Ok(match Wanted::of(&request) {
        Wanted::Xlsx => Xlsx::write("payouts", &header, rows)?.respond_to(&request),
        Wanted::Csv | Wanted::Json => Csv::write("payouts", &header, rows)?.respond_to(&request),
    })
}

/// Settles a half-year that is over and whose routine rounds are all published. Needs `manage_inspections` there. A later
/// correction of a round settles it again by itself. Problems: `half_year_not_over`,
/// `half_year_settled`, `award_rules_missing`, `rounds_unpublished`, `nothing_to_settle`, `draw_waits`.
#[utoipa::path(tag = "inspections", operation_id = "settle_half_year", request_body = wire::SettleHalfYear,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Settlement), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/settlements")]
async fn settle_half_year(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::SettleHalfYear>,
) -> ApiResult<wire::Settlement> {
    let body = body.into_inner();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<SettlementId, Error> {
        settlements::settle(tx, actor, body.area_id, body.half_year)
    };
    let id = state.write_once(key, &caller.actor(), &body, work).await?;
    let found = state.db.read_long::<_, DbError, _>(move |tx| settlements::settlement(tx, id)).await?;
    Ok(web::Json(shown(found)))
}

/// What rules, or a draft of them, would have paid in up to six past half-years, beside the rules in force then. Public, like
/// the draft; only results that are for all count.
#[utoipa::path(tag = "inspections", operation_id = "simulate_award_rules", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Simulation), (status = 404, body = Problem)))]
#[get("/award-rules/{id}/simulation")]
async fn simulate_award_rules(
    state: web::Data<State>,
    id: web::Path<AwardRulesId>,
) -> ApiResult<wire::Simulation> {
    let id = *id;
    let found = state.db.read_long::<_, DbError, _>(move |tx| simulation::simulate(tx, id)).await?;
    Ok(web::Json(wire::Simulation { items: found.into_iter().map(simulated).collect() }))
}

/// The villages of an area that are criticised for staying at the bottom month after month, computed from what is published.
/// Public.
#[utoipa::path(tag = "inspections", operation_id = "list_criticisms", params(wire::ListCriticisms),
    responses((status = 200, body = wire::Criticisms), (status = 400, body = Problem), (status = 404, body = Problem)))]
#[get("/inspection-criticisms")]
async fn list_criticisms(
    state: web::Data<State>,
    query: Query<wire::ListCriticisms>,
) -> ApiResult<wire::Criticisms> {
    let Query(query) = query;
    let (from, until) = (query.from, query.until);
    if until < from || until.index() - from.index() >= CRITICISM_MONTHS_MAX {
        let reason = format!("until comes after from, by fewer than {CRITICISM_MONTHS_MAX} months");
        return Err(ApiError::new(&problems::QUERY_INVALID).with("reason", reason));
    }
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let area = areas::area(tx, query.area_id)?;
        criticisms::criticisms(tx, area.id, &area.path, from, until)
    });
    let (found, names) = found.await?;
    let criticised = |criticism: domain::inspections::Criticism| wire::CriticisedVillage {
        village_name: name(&names, criticism.village),
        village_id: criticism.village,
        months: criticism.months,
    };
    Ok(web::Json(wire::Criticisms { items: found.into_iter().map(criticised).collect() }))
}

pub(super) fn name(names: &BTreeMap<AreaId, String>, id: AreaId) -> String {
    names.get(&id).cloned().unwrap_or_else(|| id.to_string())
}

/// Fen as yuan: `25000.00`.
fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

pub(super) fn listed(found: Listed) -> wire::ListedSettlement {
    wire::ListedSettlement {
        id: found.id,
        area_id: found.area,
        area_path: found.path,
        half_year: found.half_year,
        revision: found.revision,
        rules_id: found.rules,
        hash: found.hash,
        reason: found.reason,
        settled_at: found.settled_at,
    }
}

fn shown(found: StoredSettlement) -> wire::Settlement {
    let names = found.names;
    let line = |line: Line| {
        let village = name(&names, line.village);
        wire::SettlementLine::new(line, village)
    };
    wire::Settlement {
        settlement: listed(found.listed),
        area_name: found.area_name,
        rules: found.input.rules,
        public_value: found.input.public_value,
        recomputed: found.recomputed,
        lines: found.settlement.lines.into_iter().map(line).collect(),
        base_fen: found.settlement.base_fen,
        prize_fen: found.settlement.prize_fen,
        unpaid_fen: found.settlement.unpaid_fen,
    }
}

fn simulated(found: Simulated) -> wire::SimulatedHalfYear {
    let current: BTreeMap<AreaId, &Line> =
        found.current.lines.iter().map(|line| (line.village, line)).collect();
    let line = |draft: &Line| {
        let before = current.get(&draft.village);
        wire::SimulatedLine {
            village_id: draft.village,
            village_name: name(&found.names, draft.village),
            months: draft.months.to_vec(),
            composite: before.and_then(|line| line.composite).map(Into::into),
            draft_composite: draft.composite.map(Into::into),
            place: before.and_then(|line| line.place),
            draft_place: draft.place,
            fen: before.map_or(0, |line| line.total_fen),
            draft_fen: draft.total_fen,
        }
    };
    wire::SimulatedHalfYear {
        half_year: found.half_year,
        in_force: found.in_force,
        fen: found.current.base_fen + found.current.prize_fen,
        draft_fen: found.draft.base_fen + found.draft.prize_fen,
        lines: found.draft.lines.iter().map(line).collect(),
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::NotOver => Self::new(&p::HALF_YEAR_NOT_OVER),
            Error::Already => Self::new(&p::HALF_YEAR_SETTLED),
            Error::NoRules => Self::new(&p::AWARD_RULES_MISSING),
            Error::RoundsOpen(count) => Self::new(&p::ROUNDS_UNPUBLISHED).with("count", count),
            Error::NothingPublished => Self::new(&p::NOTHING_TO_SETTLE),
            Error::NotSealed => Self::new(&p::DRAW_WAITS),
            // Rules are checked before they are adopted, and a village has one line.
            Error::Settlement(
                error @ (SettlementError::VillageTwice(_)
                | SettlementError::PublicValueMissing
                | SettlementError::Rules(_)),
            ) => Self::internal(error),
        }
    }
}
