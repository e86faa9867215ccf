//! Typed client of the Gongzhi API, native and WASM: the SPA, the tests, the drills and Rust integrators use it.
//!
//! One file an area; every operation of `openapi/openapi.json` has a method.

mod api_keys;
mod areas;
mod calendar;
mod call;
mod categories;
mod day;
mod funds;
mod grants;
mod households;
mod identity;
mod inspections;
mod journal;
mod ledger;
mod live;
mod mediations;
mod memberships;
mod notifications;
mod page;
mod photos;
mod points;
mod providers;
mod public_tickets;
mod redemptions;
mod saved_filters;
mod settings;
mod similar_tickets;
mod ticket_partners;
mod tickets;
mod visits;
mod volunteering;

use std::sync::{Arc, PoisonError, RwLock};

pub use call::{Call, ClientError, Created, Tagged};
use contract::lang::Lang;
pub use live::Live;
pub use page::every_page;
pub use tickets::Received;

/// Talks to one installation. Cheap to clone; clones share the sign-in.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: Arc<str>,
    shared: Arc<RwLock<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    token: Option<String>,
    lang: Lang,
}

impl Client {
    /// A client of the installation at `origin` (`https://town.example`; in the browser the page's own origin).
    #[must_use]
    pub fn new(origin: &str) -> Self {
        Self::with_http(origin, reqwest::Client::new())
    }

    /// The same over a prepared HTTP client (time limits, certificates).
    #[must_use]
    pub fn with_http(origin: &str, http: reqwest::Client) -> Self {
        let base = format!("{}/api/v1", origin.trim_end_matches('/')).into();
        Self { http, base, shared: Arc::default() }
    }

    /// Uses an access token from now on; `None` signs out locally.
    pub fn set_token(&self, token: Option<String>) {
        self.shared.write().unwrap_or_else(PoisonError::into_inner).token = token;
    }

    /// The access token in use.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.shared.read().unwrap_or_else(PoisonError::into_inner).token.clone()
    }

    /// Asks for problems in this language from now on.
    pub fn set_lang(&self, lang: Lang) {
        self.shared.write().unwrap_or_else(PoisonError::into_inner).lang = lang;
    }

    fn lang(&self) -> Lang {
        self.shared.read().unwrap_or_else(PoisonError::into_inner).lang
    }
}
