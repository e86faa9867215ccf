//! What this installation is called and can do.

use contract::{
    lang::Lang,
    settings::{PublicSettings, Tiles},
};
use leptos::prelude::*;

use crate::fetch::fetch;

/// What the installation can do. Until it is known, nothing that it may not have is offered.
pub fn settings() -> Signal<PublicSettings> {
    let fetched = fetch(|client| async move { client.get_settings().await });
    let unknown = || PublicSettings {
        installation_name: String::new(),
        version: String::new(),
        languages: Lang::ALL.to_vec(),
        demo: false,
        sms: false,
        payment_channels: Vec::new(),
        tiles: None,
    };
    Signal::derive(move || fetched.answer.get().and_then(Result::ok).unwrap_or_else(unknown))
}

/// The tile server for maps, in a town that has configured one.
pub fn tiles() -> Signal<Option<Tiles>> {
    let settings = settings();
    Signal::derive(move || settings.get().tiles)
}
