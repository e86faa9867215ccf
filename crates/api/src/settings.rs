//! What the app must know about this installation before anybody signs in.

use actix_web::{get, web};
use contract::{lang::Lang, settings as wire};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiResult, State};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_settings);
}

/// Reads what the app must know about this installation. Public.
#[utoipa::path(tag = "settings", operation_id = "get_settings",
    responses((status = 200, body = wire::PublicSettings)))]
#[get("/settings")]
async fn get_settings(state: web::Data<State>) -> ApiResult<wire::PublicSettings> {
    let settings = &state.settings;
    Ok(web::Json(wire::PublicSettings {
        installation_name: settings.installation_name.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        languages: Lang::ALL.to_vec(),
        demo: settings.demo,
        sms: settings.demo || state.sms.reaches_telephones(),
        payment_channels: state.payments.channels().collect(),
        tiles: settings
            .tile_url
            .clone()
            .map(|url| wire::Tiles { url, attribution: settings.tile_attribution.clone() }),
    }))
}
