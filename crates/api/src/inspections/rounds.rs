//! Rounds: reading and planning.

use actix_web::{get, patch, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::rounds::{
        self, Error, Filter, Listed, NewRound, RecusalShown, Recusals, RoundPatch, RoundShown, Target,
        TargetShown,
    },
};
use contract::{
    inspections::{self as wire, OBJECTION_HOURS_DEFAULT},
    page::Page,
    problems::{self, Problem},
};
use domain::{
    ids::RoundId,
    inspections::{Month, Recusal, RoundState},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, Query, State, Valid, Versioned,
};

/// Every state that a list can be narrowed to.
const STATES: [&str; 7] =
    ["planned", "committed", "drawn", "started", "objections", "published", "cancelled"];

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_rounds).service(get_round).service(list_round_targets).service(get_round_draw);
    cfg.service(list_round_recusals).service(plan_round).service(change_round);
}

/// Lists rounds, the latest month first. Public: those whose results are for all; those for special reports only for
/// who holds rounds there, their teams, and, once scores are out, the places concerned.
#[utoipa::path(tag = "inspections", operation_id = "list_rounds", params(wire::ListRounds),
    responses((status = 200, body = Page<wire::ListedRound>), (status = 400, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds")]
async fn list_rounds(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListRounds>,
) -> ApiResult<Page<wire::ListedRound>> {
    let Query(query) = query;
    let invalid = |reason: String| ApiError::new(&problems::QUERY_INVALID).with("reason", reason);
    let states: Vec<String> = query
        .state
        .iter()
        .flat_map(|text| text.split(','))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if let Some(word) = states.iter().find(|word| !STATES.contains(&word.as_str())) {
        return Err(invalid(format!("state: {word}")));
    }
    let limit = query.page().limit();
    let after = query.after.as_deref().map(|text| cursor(text).ok_or_else(|| invalid("after".to_owned())));
    let page = rounds::Page { after: after.transpose()?, limit: i64::from(limit) + 1 };
    let actor = caller.actor();
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let area = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = Filter {
            area,
            mine: query.mine,
            from: query.from,
            until: query.until,
            subjects: query.subjects,
            states,
        };
        rounds::list(tx, actor.as_deref(), &filter, page)
    });
    let found = match found.await {
        Err(DbError::NotFound) => return Err(invalid("area_id: there is no such area".to_owned())),
        other => other?,
    };
    let page = Page::cut(found, limit, |item| format!("{}.{}", item.round.month, item.round.id));
    Ok(web::Json(page.map(listed)))
}

/// `2026-03.0192…`
fn cursor(text: &str) -> Option<(Month, RoundId)> {
    let (month, id) = text.split_once('.')?;
    Some((month.parse().ok()?, id.parse().ok()?))
}

/// One round. Public, like the list.
#[utoipa::path(tag = "inspections", operation_id = "get_round", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Round), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds/{id}")]
async fn get_round(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<RoundId>,
) -> Result<Versioned<wire::Round>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| rounds::round(tx, actor.as_deref(), id)).await?;
    let version = found.listed.round.version;
    Ok(Versioned::new(shown(found), version))
}

/// The places that a round inspects, with their scores once they are for the caller. Public, like the round; of a covert
/// round nobody but its team reads them before it starts. Problems: `targets_secret`.
#[utoipa::path(tag = "inspections", operation_id = "list_round_targets", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::RoundTargets), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds/{id}/targets")]
async fn list_round_targets(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<RoundId>,
) -> ApiResult<wire::RoundTargets> {
    let (actor, id) = (caller.actor(), *id);
    let (found, names) = state.db.read(move |tx| rounds::targets(tx, actor.as_deref(), id)).await?;
    let target = |found: TargetShown| wire::RoundTarget {
        area_id: found.target.area,
        area_path: found.target.path,
        area_name: found.target.name,
        drawn: found.drawn,
        inspector_name: found.inspector.and_then(|user| names.get(&user).cloned()),
        inspector_id: found.inspector,
        handed_in: found.handed_in,
        version: found.version,
        score: found.score,
        sheet: found.sheet,
    };
    Ok(web::Json(wire::RoundTargets { items: found.into_iter().map(target).collect() }))
}

/// Who of the team of a round does not go where, and why: for an office, a home or kin there. Needs
/// `manage_inspections`; of a covert round nobody but its team reads it before it starts. Problems: `targets_secret`.
#[utoipa::path(tag = "inspections", operation_id = "list_round_recusals", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::RoundRecusals), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/inspection-rounds/{id}/recusals")]
async fn list_round_recusals(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<RoundId>,
) -> ApiResult<wire::RoundRecusals> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| rounds::recusals(tx, &actor, id)).await?;
    Ok(web::Json(recusals(found)))
}

/// The draw of a round: who could be drawn and the commitment, published before; the public value, the seed and who was
/// drawn, after. Public, like the round; of a covert round seed and sample are shown once it has started.
/// `gongzhi verify-draw` recomputes it from this very answer.
#[utoipa::path(tag = "inspections", operation_id = "get_round_draw", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::RoundDraw), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/inspection-rounds/{id}/draw")]
async fn get_round_draw(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<RoundId>,
) -> ApiResult<wire::RoundDraw> {
    let (actor, id, keyring) = (caller.actor(), *id, state.keyring.clone());
    let found = state.db.read(move |tx| rounds::draw_record(tx, actor.as_deref(), &keyring, id)).await?;
    let (seed, sample) = found.revealed.unzip();
    Ok(web::Json(wire::RoundDraw {
        frame: found.frame.groups().to_vec(),
        commitment: found.commitment,
        committed_entry: found.committed_entry,
        committed_at: found.committed_at,
        public_size: found.public_size,
        public_value: found.public_value,
        public_at: found.public_at,
        seed,
        sample,
    }))
}

/// Plans a round. Needs `manage_inspections` there. Problems: `fields_invalid`, `round_month_taken`, `half_year_settled`,
/// `round_size`.
#[utoipa::path(tag = "inspections", operation_id = "plan_round", request_body = wire::PlanRound,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Round), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds")]
async fn plan_round(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::PlanRound>,
) -> Result<Versioned<wire::Round>, ApiError> {
    let body = body.into_inner();
    let new = NewRound {
        area: body.area_id,
        month: body.month,
        subjects: body.subjects,
        axes: body.axes(),
        template: body.template_id,
        lead: body.lead_id,
        team: body.team.clone(),
        objection_hours: body.objection_hours.unwrap_or(OBJECTION_HOURS_DEFAULT),
        draw: body.draw,
        chosen: body.chosen.clone(),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<wire::Round, Error> {
        let id = rounds::plan(tx, actor, &new)?;
        rounds::round(tx, Some(actor), id).map(shown)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/inspection-rounds/{}", made.round.id), made.round.version);
    Ok(Versioned::created(made, version, &path))
}

/// Changes lead, team or objection time of a round until villages see their scores. Needs `manage_inspections` there, and
/// `If-Match`. The team of a covert round is fixed with its places. Problems: `changed_meanwhile`,
/// `round_team_fixed`, `round_step_forbidden`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "change_round", request_body = wire::ChangeRound,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[patch("/inspection-rounds/{id}")]
async fn change_round(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<RoundId>,
    body: Valid<wire::ChangeRound>,
) -> Result<Versioned<wire::Round>, ApiError> {
    let (actor, id, body) = (caller.actor(), *id, body.into_inner());
    let patch = RoundPatch { lead: body.lead_id, team: body.team, objection_hours: body.objection_hours };
    let work = move |tx: &mut Tx<'_>| -> Result<wire::Round, Error> {
        rounds::change(tx, &actor, id, version.0, &patch)?;
        rounds::round(tx, Some(&actor), id).map(shown)
    };
    let done = state.db.write(work).await?;
    let version = done.round.version;
    Ok(Versioned::new(done, version))
}

fn recusals(found: Recusals) -> wire::RoundRecusals {
    let reason = |recusal: &Recusal| match recusal {
        Recusal::Office(_) => wire::RecusalReason::Office,
        Recusal::Household => wire::RecusalReason::Household,
        Recusal::Kinship => wire::RecusalReason::Kinship,
    };
    let names = found.names;
    let item = |item: RecusalShown| {
        let mut reasons: Vec<_> = item.reasons.iter().map(reason).collect();
        // Two offices are one reason.
        reasons.dedup();
        wire::RoundRecusal {
            name: names.get(&item.user).cloned().unwrap_or_default(),
            user_id: item.user,
            area_id: item.target.area,
            area_name: item.target.name,
            reasons,
        }
    };
    let place = |target: Target| wire::UncoveredPlace { area_id: target.area, area_name: target.name };
    wire::RoundRecusals {
        items: found.items.into_iter().map(item).collect(),
        total: found.total,
        uncovered: found.uncovered.into_iter().map(place).collect(),
    }
}

pub(super) fn listed(found: Listed) -> wire::ListedRound {
    let round = found.round;
    let axes = round.round.axes;
    wire::ListedRound {
        id: round.id,
        area_id: round.area,
        area_path: round.path,
        area_name: found.area_name,
        month: round.month,
        subjects: round.subjects,
        regularity: axes.regularity,
        notice: axes.notice,
        report: axes.report,
        template_id: round.template,
        template_number: round.template_number,
        template_name: found.template_name,
        lead_id: round.round.lead,
        lead_name: found.lead_name,
        draw: round.draw,
        chosen: round.chosen,
        state: round.round.state.name().to_owned(),
        objection_hours: round.objection_hours,
        started_at: round.started_at,
        objections_until: round.objections_until,
        revision: match round.round.state {
            RoundState::Published { revision } => revision,
            _ => 0,
        },
        version: round.version,
    }
}

pub(super) fn shown(found: RoundShown) -> wire::Round {
    let member = |member: rounds::Member| wire::TeamMember { user_id: member.user, name: member.name };
    let (places, scored) = found.progress.unzip();
    wire::Round {
        team: found.team.map(|team| team.into_iter().map(member).collect()),
        places,
        scored,
        undecided: found.undecided,
        inspects: found.inspects,
        manages: found.manages,
        round: listed(found.listed),
    }
}
