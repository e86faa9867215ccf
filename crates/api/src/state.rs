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

use crate::{Health, TrustedProxies, tokens::Tokens};

/// How long an actor's grants may be remembered: a revoked grant or session stops working on every node
/// within a minute; on the node that revoked it, at once ([`State::forget_actors`]).
const ACTOR_KEPT: Duration = Duration::from_secs(20);
/// Most remembered actors.
const ACTORS_MAX: u64 = 100_000;

/// Photos decoded at a time: one may hold up to 480 MB.
const PHOTOS_AT_ONCE: usize = 2;

/// Settings that handlers read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people use, without a trailing slash: `https://town.example`.
    pub public_url: String,
    /// Whether cookies are marked `Secure` (off only for a plain-HTTP demo on one's own machine).
    pub secure_cookies: bool,
    /// Proxies that may say on whose behalf they ask.
    pub trusted_proxies: TrustedProxies,
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
        let (tokens, settings) = (Arc::new(tokens), Arc::new(settings));
        let photo_turns = Arc::new(Semaphore::new(PHOTOS_AT_ONCE));
        Self {
            db,
            keyring,
            tokens,
            settings,
            photos,
            live: Hub::default(),
            health: Health::default(),
            photo_turns,
            sessions,
        }
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
