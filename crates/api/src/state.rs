//! What every handler may use.

use std::{sync::Arc, time::Duration};

use app::{
    crypto::Keyring,
    db::{Database, DbError},
    identity::{self, ConsoleSms, LiveSession, SmsSender},
    journal::live::Hub,
    media,
};
use domain::ids::{SessionId, UserId};
use moka::sync::Cache;
use tokio::sync::Semaphore;

use crate::{
    Health, TrustedProxies,
    funds::Providers,
    headers::SecurityHeaders,
    limits::Limits,
    metrics::Metrics,
    tokens::{TokenError, Tokens},
};

/// How long an actor's grants may be remembered: a revoked grant or session stops working on every node
/// within a minute; on the node that revoked it, at once ([`State::forget_actors`]).
const ACTOR_KEPT: Duration = Duration::from_secs(20);
/// How long signing keys count as fresh: a new one signs, and a retired one is refused, on every node within a minute.
const KEYS_KEPT: Duration = Duration::from_secs(30);
/// How often a token with an unknown key makes a node look again.
const KEYS_LOOKED_FOR_AGAIN: Duration = Duration::from_secs(2);
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
    /// How long a request's body may take before its first bytes, in seconds; what has come buys more time.
    pub body_seconds_max: u64,
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
            body_seconds_max: 20,
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
    /// Through whom gifts can be paid on line.
    pub payments: Providers,
    /// Sends codes to telephones.
    pub sms: Arc<dyn SmsSender>,
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
            payments: Providers::default(),
            sms: Arc::new(ConsoleSms),
        }
    }

    /// The same with providers of payments on line.
    #[must_use]
    pub fn with_payments(mut self, payments: Providers) -> Self {
        self.payments = payments;
        self
    }

    /// The same with a provider for SMS in place of the operator's console.
    #[must_use]
    pub fn with_sms(mut self, sms: Arc<dyn SmsSender>) -> Self {
        self.sms = sms;
        self
    }

    /// The person and the session that a token stands for. Looks for new and retired keys where it has not
    /// for a while, or where a token names a key that is not known yet.
    ///
    /// # Errors
    /// [`TokenError::Invalid`].
    pub(crate) async fn check_token(&self, token: &str) -> Result<(UserId, SessionId), TokenError> {
        let now = self.db.now();
        if self.tokens.claim_reload(KEYS_KEPT) {
            self.reload_keys().await;
        }
        match self.tokens.session(token, now) {
            Err(TokenError::UnknownKey) if self.tokens.claim_reload(KEYS_LOOKED_FOR_AGAIN) => {
                self.reload_keys().await;
                self.tokens.session(token, now)
            }
            checked => checked,
        }
    }

    /// Takes up the signing keys as they stand in the store. Where that fails the ones at hand stay.
    pub async fn reload_keys(&self) {
        let keyring = self.keyring.clone();
        let read = self.db.read_long(move |tx| identity::live_signing_keys(tx, &keyring)).await;
        let taken =
            read.map_err(|e| e.to_string()).and_then(|k| self.tokens.replace(&k).map_err(|e| e.to_string()));
        if let Err(error) = taken {
            tracing::warn!(error, "the signing keys were not read again");
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
        // The second factor may be shown on another node at any moment.
        if let Some(live) = live.as_ref().filter(|live| !live.pending) {
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
