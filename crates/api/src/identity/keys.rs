//! The public keys with which anybody checks access tokens (RFC 7517).

use actix_web::{HttpResponse, get, http::header, web};
use app::{db::DbError, identity::public_keys};
use contract::identity as wire;

use crate::{ApiError, State};

/// Lists the public keys of access tokens. Public; new keys appear within a minute of being made.
#[utoipa::path(tag = "identity", operation_id = "get_jwks", responses((status = 200, body = wire::Jwks)))]
#[get("/.well-known/jwks.json")]
pub(crate) async fn get_jwks(state: web::Data<State>) -> Result<HttpResponse, ApiError> {
    let keys = state.db.read(public_keys).await.map_err(|e: DbError| ApiError::from(e))?;
    let keys = keys.iter().map(|(kid, jwk)| render(kid, jwk)).collect::<Result<_, _>>()?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .json(wire::Jwks { keys }))
}

fn render(kid: &str, jwk: &str) -> Result<wire::Jwk, ApiError> {
    let jwk: serde_json::Value = serde_json::from_str(jwk).map_err(ApiError::internal)?;
    let part = |name: &str| {
        let text = jwk.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        text.ok_or_else(|| ApiError::internal("a public key is damaged"))
    };
    Ok(wire::Jwk {
        kid: kid.to_owned(),
        kty: part("kty")?,
        crv: part("crv")?,
        x: part("x")?,
        y: part("y")?,
        alg: "ES256".to_owned(),
        r#use: "sig".to_owned(),
    })
}
