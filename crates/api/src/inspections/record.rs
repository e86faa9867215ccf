//! The record of a village.

use actix_web::{get, web};
use app::{
    db::{DbError, Tx},
    inspections::{
        record::{self, Record, Recorded},
        settlements::OfVillage,
    },
};
use contract::{inspections as wire, problems::Problem};
use domain::{ids::AreaId, inspections::Criticism};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{certificates::render, settlements};
use crate::{ApiResult, Query, State};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_village_record);
}

/// What was published of a village or community in 36 months: its results with score, place and corrections, what half-years
/// paid it and why, criticism, certificates. Public, and the same for everybody: special reports are not in it.
#[utoipa::path(tag = "inspections", operation_id = "get_village_record",
    params(("id" = uuid::Uuid, Path), wire::GetVillageRecord),
    responses((status = 200, body = wire::VillageRecord), (status = 404, body = Problem)))]
#[get("/areas/{id}/inspection-record")]
async fn get_village_record(
    state: web::Data<State>,
    id: web::Path<AreaId>,
    query: Query<wire::GetVillageRecord>,
) -> ApiResult<wire::VillageRecord> {
    let (id, Query(query)) = (*id, query);
    let read = move |tx: &mut Tx<'_>| record::record(tx, id, query.until, wire::RECORD_MONTHS);
    Ok(web::Json(shown(state.db.read_long::<_, DbError, _>(read).await?)))
}

fn shown(found: Record) -> wire::VillageRecord {
    let names = found.names;
    let name = found.area.name;
    let month = |month: Recorded| wire::RecordedMonth {
        month: month.month,
        round_id: month.round,
        holder_id: month.holder,
        holder_name: settlements::name(&names, month.holder),
        regularity: month.regularity,
        score: month.score,
        place: month.place,
        field: month.field,
        revision: month.revision,
        reason: month.reason,
        published_at: month.published_at,
    };
    let half_year = |half_year: OfVillage| wire::RecordedHalfYear {
        settlement: settlements::listed(half_year.listed),
        rules: half_year.rules,
        line: wire::SettlementLine::new(half_year.line, name.clone()),
        field: half_year.field,
    };
    let criticism = |(holder_id, criticism): (AreaId, Criticism)| wire::RecordedCriticism {
        holder_id,
        holder_name: settlements::name(&names, holder_id),
        months: criticism.months,
    };
    wire::VillageRecord {
        area_id: found.area.id,
        area_path: found.area.path,
        kind: found.area.kind,
        from: found.from,
        until: found.until,
        months: found.months.into_iter().map(month).collect(),
        half_years: found.half_years.into_iter().map(half_year).collect(),
        criticisms: found.criticisms.into_iter().map(criticism).collect(),
        certificates: found.certificates.into_iter().map(render).collect(),
        earlier: found.earlier,
        area_name: name,
    }
}
