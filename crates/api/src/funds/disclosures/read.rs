//! What everybody reads of disclosures.

use actix_web::{get, web};
use app::{
    db::{DbError, Tx},
    funds::disclosures,
};
use contract::{funds as wire, problems::Problem};
use domain::ids::{DisclosureId, FundId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, ApiResult, MaybeCaller, State, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_disclosures).service(get_disclosure);
}

/// The periods of a fund, the latest first, each with where its account to the public stands: one that is overdue says so to
/// everybody until it is published. Public, but while the fund is being founded.
#[utoipa::path(tag = "funds", operation_id = "list_disclosures", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FundPeriods), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/disclosures")]
async fn list_disclosures(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> ApiResult<wire::FundPeriods> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| disclosures::list(tx, actor.as_deref(), id);
    let found = state.db.read::<_, DbError, _>(read).await?;
    Ok(web::Json(wire::FundPeriods { items: found.into_iter().map(render::period).collect() }))
}

/// The account of a period, with the text that was signed. Public once it is published; before that for who keeps (`keep_funds`),
/// audits (`view_ledger`) or manages (`manage_funds`) funds there.
#[utoipa::path(tag = "funds", operation_id = "get_disclosure", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Disclosure), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/disclosures/{id}")]
async fn get_disclosure(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<DisclosureId>,
) -> Result<Versioned<wire::Disclosure>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let (_, shown) = disclosures::disclosure(tx, actor.as_deref(), id)?;
        render::disclosure(shown)
    };
    Ok(render::versioned(state.db.read(read).await?))
}
