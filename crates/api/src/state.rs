//! What every handler may use.

use std::{sync::Arc, time::Duration};

use app::{
    crypto::Keyring,
    db::{Database, DbError},
    identity::{self, LiveSession},
    journal::live::Hub,
    media,
};
use domain::ids::SessionId;
use moka::sync::Cache;
use tokio::sync::Semaphore;

use crate::{
    Health, TrustedProxies, headers::SecurityHeaders, limits::Limits, metrics::Metrics, tokens::Tokens,
};

/// How long an actor's grants may be remembered: a revoked grant or session stops working on every node
/// within a minute; on the node that revoked it, at once ([`State::forget_actors`]).
const ACTOR_KEPT: Duration = Duration::from_secs(20);
/// Most remembered actors.
const ACTORS_MAX: u64 = 100_000;

/// Photos decoded at a time: one may hold up to 480 MB.
const PHOTOS_AT_ONCE: usize = 2;

/// Settings that handlers and middleware read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people use, without a trailing slash: `https://town.example`.
    pub public_url: String,
    /// What the app calls this installation.
    pub installation_name: String,
    /// Whether its people are invented.
    pub demo: bool,
    /// Whether cookies are marked `Secure` (off only for a plain-HTTP demo on one's own machine).
    pub secure_cookies: bool,
    /// A tile server for maps, with `{z}`, `{x}` and `{y}`; maps work without.
    pub tile_url: Option<String>,
    /// Whom to name on the map.
    pub tile_attribution: String,
    /// Proxies that may say on whose behalf they ask.
    pub trusted_proxies: TrustedProxies,
    /// Other sites whose pages may call the API: `https://city.example`.
    pub cors_origins: Vec<String>,
    /// Requests to the API that one signed-in caller may make in a minute; 0 for no limit.
    pub caller_requests_per_minute_max: u32,
    /// The same for an address, signed in or not; many people share one.
    pub address_requests_per_minute_max: u32,
    /// Opens `/metrics` on the public address to whoever has it.
    pub metrics_token: Option<String>,
}

/// What tests start from: a plain server on one's own machine, without limits.
impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1".to_owned(),
            installation_name: "共治".to_owned(),
            demo: false,
            secure_cookies: false,
            tile_url: None,
            tile_attribution: String::new(),
            trusted_proxies: TrustedProxies::default(),
            cors_origins: Vec::new(),
            caller_requests_per_minute_max: 0,
            address_requests_per_minute_max: 0,
            metrics_token: None,
        }
    }
}

/// Shared by all handlers; cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The store.
    pub db: Database,
    /// Encrypted fields.
    pub keyring: Keyring,
    /// Signs and checks access tokens.
    pub tokens: Arc<Tokens>,
    /// Settings.
    pub settings: Arc<Settings>,
    /// Where photos lie.
    pub photos: media::Store,
    /// Where live connections of this node get their news.
    pub live: Hub,
    /// Whether this node takes requests.
    pub health: Health,
    pub(crate) headers: Arc<SecurityHeaders>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) photo_turns: Arc<Semaphore>,
    sessions: Cache<SessionId, LiveSession>,
}

impl State {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        db: Database,
        keyring: Keyring,
        tokens: Tokens,
        photos: media::Store,
        settings: Settings,
    ) -> Self {
        let sessions = Cache::builder().max_capacity(ACTORS_MAX).time_to_live(ACTOR_KEPT).build();
        let (per_caller, per_address) =
            (settings.caller_requests_per_minute_max, settings.address_requests_per_minute_max);
        let photo_turns = Arc::new(Semaphore::new(PHOTOS_AT_ONCE));
        Self {
            db,
            keyring,
            tokens: Arc::new(tokens),
            headers: Arc::new(SecurityHeaders::new(&settings)),
            limits: Arc::new(Limits::new(per_caller, per_address)),
            metrics: Arc::new(Metrics::new()),
            settings: Arc::new(settings),
            photos,
            live: Hub::default(),
            health: Health::default(),
            photo_turns,
            sessions,
        }
    }

    /// Forgets the request counters of whoever has not called for a while; to be done every minute.
    pub fn forget_idle_callers(&self) {
        self.limits.forget_idle();
    }

    /// A live session and its actor.
    ///
    /// # Errors
    /// [`DbError`].
    pub(crate) async fn session(&self, id: SessionId) -> Result<Option<LiveSession>, DbError> {
        if let Some(live) = self.sessions.get(&id) {
            return Ok(Some(live));
        }
        let live = self.db.read(move |tx| identity::load_session(tx, id)).await?;
        if let Some(live) = &live {
            self.sessions.insert(id, live.clone());
        }
        Ok(live)
    }

    /// Forgets remembered grants, after anything that changes somebody's (a grant, a membership, a
    /// session's end, a lock).
    pub fn forget_actors(&self) {
        self.sessions.invalidate_all();
    }
}
