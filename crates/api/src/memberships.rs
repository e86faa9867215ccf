//! Household memberships: codes, requests, decisions.

use actix_web::{HttpResponse, delete, get, post, web};
use app::{
    areas::{self, AreasError},
    db::{DbError, Tx},
    memberships::{self, CodeAttempt, MembershipsError},
};
use contract::{memberships as wire, page::Page, problems};
use domain::{
    ids::{AreaId, MembershipId},
    memberships::{HouseholdCode, MEMBERSHIPS_MAX, MembershipError, REQUESTS_MAX},
    permissions::{Actor, Permission},
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(create_household_code).service(join_household).service(list_memberships);
    cfg.service(decide_membership).service(end_membership);
    cfg.service(list_my_memberships).service(leave_household);
}

/// Makes a code with which people join a household at once: who confirms members there may. The answer is
/// the only time it is shown.
#[utoipa::path(tag = "memberships", operation_id = "create_household_code", params(("id" = uuid::Uuid, Path)),
    request_body = wire::NewHouseholdCode, security(("bearer" = [])),
    responses((status = 201, body = wire::HouseholdCodeShown), (status = 404, body = problems::Problem)))]
#[post("/households/{id}/codes")]
async fn create_household_code(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<AreaId>,
    body: Valid<wire::NewHouseholdCode>,
) -> Result<HttpResponse, ApiError> {
    let Valid(body) = body;
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let new =
        memberships::NewCode { household: *id, relation: body.relation, uses: body.uses, days: body.days };
    let work = move |tx: &mut Tx<'_>| memberships::create_code(tx, &keyring, &actor, new);
    let made = state.db.write::<_, MembershipsError, _>(work).await?;
    let shown =
        wire::HouseholdCodeShown { id: made.id, code: made.code.grouped(), expires_at: made.expires_at };
    Ok(HttpResponse::Created().json(shown))
}

/// Joins a household: with its code at once, or by a request that its grid worker decides. Everybody signed in
/// may. `household_code_invalid`, `too_many_requests` after several wrong codes, `already_member`,
/// `memberships_full`.
#[utoipa::path(tag = "memberships", operation_id = "join_household", request_body = wire::JoinHousehold,
    security(("bearer" = [])),
    responses((status = 201, body = wire::Membership), (status = 409, body = problems::Problem),
        (status = 422, body = problems::Problem), (status = 429, body = problems::Problem)))]
#[post("/memberships")]
async fn join_household(
    caller: Caller,
    state: web::Data<State>,
    key: IdempotencyKey,
    body: Valid<wire::JoinHousehold>,
) -> Result<Versioned<wire::Membership>, ApiError> {
    let Valid(body) = body;
    let actor = caller.actor();
    let made = match (body.code.as_deref().and_then(HouseholdCode::parse), body.household_id, body.relation) {
        (Some(code), ..) => join_by_code(&state, &actor, key, &body, code).await?,
        (None, Some(household), Some(relation)) => {
            let work = move |tx: &mut Tx<'_>, actor: &Actor| {
                let made = memberships::request(tx, actor, household, relation)?;
                Ok::<_, MembershipsError>(render(memberships::with_place(tx, made)?))
            };
            state.write_once(key, &actor, &body, work).await?
        }
        // The contract's rule has refused everything else.
        _ => return Err(ApiError::bad_field("", "code_or_household", &[])),
    };
    state.forget_actors();
    Ok(Versioned::created(made, 1, "/me/memberships"))
}

async fn join_by_code(
    state: &State,
    actor: &std::sync::Arc<Actor>,
    key: IdempotencyKey,
    body: &wire::JoinHousehold,
    code: HouseholdCode,
) -> Result<wire::Membership, ApiError> {
    let keyring = state.keyring.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let attempt = memberships::join(tx, &keyring, actor, &code)?;
        Ok::<_, MembershipsError>(match attempt {
            CodeAttempt::Joined(made) => Joined::Member(render(memberships::with_place(tx, made)?)),
            CodeAttempt::Refused => Joined::Refused,
            CodeAttempt::TooMany { seconds } => Joined::TooMany { seconds },
        })
    };
    match state.write_once(key, actor, body, work).await? {
        Joined::Member(made) => Ok(made),
        Joined::Refused => Err(ApiError::new(&problems::memberships::HOUSEHOLD_CODE_INVALID)),
        Joined::TooMany { seconds } => {
            Err(ApiError::new(&problems::TOO_MANY_REQUESTS).with("seconds", seconds).retry_after(seconds))
        }
    }
}

/// What is kept of an attempt under its idempotency key: a wrong code stays counted, so it is no error there.
#[derive(serde::Serialize, serde::Deserialize)]
enum Joined {
    Member(wire::Membership),
    Refused,
    TooMany { seconds: u64 },
}

/// Lists the requests that wait for a decision, the oldest first, where the caller confirms members.
#[utoipa::path(tag = "memberships", operation_id = "list_memberships", params(wire::ListRequests),
    security(("bearer" = [])),
    responses((status = 200, body = Page<wire::Member>), (status = 403, body = problems::Problem)))]
#[get("/memberships")]
async fn list_memberships(
    caller: Caller,
    state: web::Data<State>,
    query: Query<wire::ListRequests>,
) -> ApiResult<Page<wire::Member>> {
    let Query(query) = query;
    let (actor, limit) = (caller.actor(), query.page().limit());
    let after: Option<MembershipId> =
        query.after.as_deref().map(str::parse).transpose().map_err(bad_cursor)?;
    let find = move |tx: &mut Tx<'_>| {
        let scope = areas::within(tx, &actor, Permission::ConfirmMembers, query.under_id)?;
        Ok(memberships::waiting(tx, &scope, after, i64::from(limit) + 1)?)
    };
    let found = state.db.read::<_, AreasError, _>(find).await?;
    let page = Page::cut(found, limit, |waiting| waiting.member.membership.id.to_string());
    Ok(web::Json(page.map(render_waiting)))
}

/// Decides a request: who confirms members there may. `membership_decided`.
#[utoipa::path(tag = "memberships", operation_id = "decide_membership", params(("id" = uuid::Uuid, Path)),
    request_body = wire::DecideMembership, security(("bearer" = [])),
    responses((status = 200, body = wire::Membership), (status = 404, body = problems::Problem),
        (status = 409, body = problems::Problem)))]
#[post("/memberships/{id}/decision")]
async fn decide_membership(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<MembershipId>,
    key: IdempotencyKey,
    body: Valid<wire::DecideMembership>,
) -> ApiResult<wire::Membership> {
    let (Valid(body), id) = (body, *id);
    let verdict = memberships::Verdict { decision: body.decision, reason: body.reason.clone() };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let decided = memberships::decide(tx, actor, id, verdict)?;
        Ok::<_, MembershipsError>(render(memberships::with_place(tx, decided)?))
    };
    let decided = state.write_once(key, &caller.actor(), &body, work).await?;
    state.forget_actors();
    Ok(web::Json(decided))
}

/// Takes somebody out of a household, or withdraws a request for them: who confirms members there may.
/// `membership_over`.
#[utoipa::path(tag = "memberships", operation_id = "end_membership", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = 404, body = problems::Problem), (status = 409, body = problems::Problem)))]
#[delete("/memberships/{id}")]
async fn end_membership(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<MembershipId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write::<_, MembershipsError, _>(move |tx| memberships::end(tx, &actor, id)).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

/// Lists one's own memberships and requests.
#[utoipa::path(tag = "memberships", operation_id = "list_my_memberships", security(("bearer" = [])),
    responses((status = 200, body = wire::MyMemberships)))]
#[get("/me/memberships")]
async fn list_my_memberships(caller: Caller, state: web::Data<State>) -> ApiResult<wire::MyMemberships> {
    let user = caller.user;
    let found = state.db.read::<_, DbError, _>(move |tx| memberships::mine(tx, user)).await?;
    Ok(web::Json(wire::MyMemberships { items: found.into_iter().map(render).collect() }))
}

/// Leaves a household, or withdraws one's own request. `membership_over`.
#[utoipa::path(tag = "memberships", operation_id = "leave_household", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = 404, body = problems::Problem), (status = 409, body = problems::Problem)))]
#[delete("/me/memberships/{id}")]
async fn leave_household(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<MembershipId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write::<_, MembershipsError, _>(move |tx| memberships::leave(tx, &actor, id)).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

fn bad_cursor(error: uuid::Error) -> ApiError {
    ApiError::new(&problems::QUERY_INVALID).with("reason", error)
}

impl From<MembershipsError> for ApiError {
    fn from(error: MembershipsError) -> Self {
        match error {
            MembershipsError::Db(error) => error.into(),
            MembershipsError::Denied(denied) => denied.into(),
            MembershipsError::HouseholdMissing => Self::not_found(),
            MembershipsError::Rule(MembershipError::AlreadyMember) => {
                Self::new(&problems::memberships::ALREADY_MEMBER)
            }
            MembershipsError::Rule(MembershipError::TooMany) => {
                Self::new(&problems::memberships::MEMBERSHIPS_FULL)
                    .with("max", MEMBERSHIPS_MAX)
                    .with("waiting", REQUESTS_MAX)
            }
            MembershipsError::Rule(MembershipError::Decided) => {
                Self::new(&problems::memberships::MEMBERSHIP_DECIDED)
            }
            MembershipsError::Rule(MembershipError::Over) => {
                Self::new(&problems::memberships::MEMBERSHIP_OVER)
            }
        }
    }
}

pub(crate) fn render(own: memberships::OwnMembership) -> wire::Membership {
    let memberships::OwnMembership { membership, place } = own;
    wire::Membership {
        id: membership.id,
        household_id: membership.household,
        place,
        relation: membership.relation,
        state: membership.state,
        reason: membership.reason,
        created_at: membership.created_at,
        decided_at: membership.decided_at,
        ended_at: membership.ended_at,
    }
}

fn render_waiting(waiting: memberships::Waiting) -> wire::Member {
    render_member(waiting.member, waiting.place)
}

pub(crate) fn render_member(member: memberships::Member, place: Vec<String>) -> wire::Member {
    let memberships::Member { membership, display_name } = member;
    wire::Member {
        id: membership.id,
        household_id: membership.household,
        place,
        user_id: membership.user,
        display_name,
        relation: membership.relation,
        state: membership.state,
        created_at: membership.created_at,
    }
}
