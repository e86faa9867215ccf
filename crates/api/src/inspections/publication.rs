//! What was published.

use actix_web::{get, web};
use app::{
    db::Tx,
    inspections::{
        publication::{self, Ranked, Revision},
        rounds,
    },
};
use contract::{inspections as wire, problems::Problem};
use domain::ids::RoundId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::rounds::listed;
use crate::{ApiResult, MaybeCaller, Query, State};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_ranking);
}

/// The published scores of a round as a ranking, with its revisions: the latest, or the one asked for. Public, like the
/// round.
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
    let work = move |tx: &mut Tx<'_>| -> Result<_, rounds::Error> {
        let actor = actor.as_deref();
        let (_, revisions, ranked) = publication::ranking(tx, actor, id, query.revision)?;
        Ok((rounds::round(tx, actor, id)?.listed, revisions, ranked))
    };
    let (round, revisions, ranked) = state.db.read(work).await?;
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
    Ok(web::Json(wire::Ranking {
        round: listed(round),
        revision: query.revision.unwrap_or(latest),
        revisions: revisions.into_iter().map(revision).collect(),
        items: ranked.into_iter().map(place).collect(),
    }))
}
