//! Registering, and one's own account.

use actix_web::{HttpResponse, get, http::header, post, web};
use app::identity::{self, IdentityError, NewUser, hash_password};
use contract::{
    identity::{self as wire, CreatedUser},
    problems::Problem,
};
use domain::identity::{DisplayName, LoginName, Phone, check_password};
use utoipa_actix_web::service_config::ServiceConfig;

use super::hashing::hashing;
use crate::{ApiError, BASE, ClientAddress, PendingCaller, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(create_user).service(get_me);
}

/// Makes an account for oneself. Anybody may; sign in with it afterwards.
///
/// Problems: `fields_invalid`, `login_taken`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "create_user", request_body = wire::CreateUser,
    responses((status = 201, body = CreatedUser), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/users")]
async fn create_user(
    state: web::Data<State>,
    from: ClientAddress,
    Valid(body): Valid<wire::CreateUser>,
) -> Result<HttpResponse, ApiError> {
    let phone = body.phone.as_deref().map(Phone::new).transpose().map_err(IdentityError::from)?;
    let login = LoginName::new(&body.login).map_err(IdentityError::from)?;
    let display_name = DisplayName::new(&body.display_name).map_err(IdentityError::from)?;
    check_password(&body.password, false, &[login.as_str(), display_name.as_str()])
        .map_err(|e| ApiError::bad_field("/password", "weak_password", &[("min", e.min.to_string())]))?;
    let keyring = state.keyring.clone();
    state.db.write(move |tx| identity::admit_registration(tx, &keyring, &from.subscriber())).await?;
    let (db, password) = (state.db.clone(), body.password);
    let password_hash = hashing(move || hash_password(&password, db.entropy())).await?;
    let new = NewUser {
        login,
        display_name,
        password_hash: Some(password_hash),
        phone,
        locale: body.locale,
        terms_accepted_at: Some(state.db.now()),
        demo: false,
    };
    let (keyring, login) = (state.keyring.clone(), new.login.as_str().to_owned());
    let id = state.db.write(move |tx| identity::register(tx, &keyring, &new)).await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("{BASE}/users/{id}")))
        .json(CreatedUser { id, login }))
}

/// Reads one's own account: names, roles in force, households, where one stands with the second factor.
/// Anybody signed in may, even before showing the second factor.
#[utoipa::path(tag = "identity", operation_id = "get_me", security(("bearer" = [])),
    responses((status = 200, body = wire::Me), (status = 401, body = Problem)))]
#[get("/me")]
async fn get_me(state: web::Data<State>, caller: PendingCaller) -> Result<Versioned<wire::Me>, ApiError> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let me = state.db.read(move |tx| identity::me(tx, &keyring, &actor)).await?;
    let version = me.version;
    Ok(Versioned::new(render(me), version))
}

pub(super) fn render(me: identity::Me) -> wire::Me {
    let second_factor = wire::SecondFactorStatus {
        required: me.grants.iter().any(|grant| grant.role.needs_second_factor()),
        enrolled: me.enrolled,
        shown: me.shown,
        recovery_codes_left: u32::try_from(me.recovery_codes_left).unwrap_or(0),
    };
    wire::Me {
        id: me.id,
        login: me.login,
        display_name: me.display_name,
        locale: me.locale,
        phone: me.phone.map(|(phone, confirmed)| wire::MaskedPhone { masked: phone.masked(), confirmed }),
        second_factor,
        grants: me.grants.into_iter().map(render_grant).collect(),
        memberships: me.memberships.into_iter().map(render_membership).collect(),
        demo: me.demo,
        version: me.version,
        created_at: me.created_at,
    }
}

fn render_grant(held: identity::Held) -> wire::MyGrant {
    wire::MyGrant {
        id: held.id,
        role: held.role,
        area_id: held.area,
        area_path: held.path,
        area_name: held.name,
        from: held.from,
        until: held.until,
    }
}

fn render_membership(membership: identity::Membership) -> wire::MyMembership {
    wire::MyMembership {
        id: membership.id,
        household_id: membership.household,
        area_path: membership.path,
        area_name: membership.name,
        relation: membership.relation,
        state: membership.state,
    }
}
