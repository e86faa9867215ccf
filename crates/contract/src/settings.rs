//! What the app must know about an installation.

use domain::funds::payments::PaymentChannel;
use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// An installation as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicSettings {
    /// What it is called.
    pub installation_name: String,
    /// The server's version.
    #[cfg_attr(feature = "openapi", schema(example = "0.1.0"))]
    pub version: String,
    /// The languages of texts that the server writes.
    pub languages: Vec<Lang>,
    /// Whether its people are invented: anybody may try anything here.
    pub demo: bool,
    /// Whether codes by SMS can be had. Without a provider they cannot, except in a demo, where the operator's console
    /// shows them to whoever tries it.
    pub sms: bool,
    /// Through whom gifts can be paid on line; none where that is off.
    #[serde(default)]
    pub payment_channels: Vec<PaymentChannel>,
    /// A tile server for maps, where one is configured; maps work without.
    pub tiles: Option<Tiles>,
}

/// Where map pictures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tiles {
    /// Address with `{z}`, `{x}` and `{y}`.
    #[cfg_attr(feature = "openapi", schema(example = "https://tiles.example/{z}/{x}/{y}.png"))]
    pub url: String,
    /// Whom to name on the map.
    pub attribution: String,
}
