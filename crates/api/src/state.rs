//! What every handler may use.

use std::{sync::Arc, time::Duration};

use app::{
    crypto::Keyring,
    db::{Database, DbError},
    identity,
};
use domain::{ids::SessionId, permissions::Actor};
use moka::sync::Cache;

use crate::{Health, tokens::Tokens};

/// How long an actor's grants may be remembered: a revoked grant or session stops working on every node
/// within a minute; on the node that revoked it, at once ([`State::forget_actors`]).
const ACTOR_KEPT: Duration = Duration::from_secs(20);
/// Most remembered actors.
const ACTORS_MAX: u64 = 100_000;

/// Settings that handlers read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people use, without a trailing slash: `https://town.example`.
    pub public_url: String,
    /// Whether cookies are marked `Secure` (off only for a plain-HTTP demo on one's own machine).
    pub secure_cookies: bool,
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
    /// Whether this node takes requests.
    pub health: Health,
    actors: Cache<SessionId, Arc<Actor>>,
}

impl State {
    /// Puts the parts together.
    #[must_use]
    pub fn new(db: Database, keyring: Keyring, tokens: Tokens, settings: Settings) -> Self {
        let actors = Cache::builder().max_capacity(ACTORS_MAX).time_to_live(ACTOR_KEPT).build();
        let (tokens, settings) = (Arc::new(tokens), Arc::new(settings));
        Self { db, keyring, tokens, settings, health: Health::default(), actors }
    }

    /// The actor of a live session.
    ///
    /// # Errors
    /// [`DbError`].
    pub(crate) async fn actor(&self, session: SessionId) -> Result<Option<Arc<Actor>>, DbError> {
        if let Some(actor) = self.actors.get(&session) {
            return Ok(Some(actor));
        }
        let actor = self.db.read(move |tx| identity::load_actor(tx, session)).await?.map(Arc::new);
        if let Some(actor) = &actor {
            self.actors.insert(session, Arc::clone(actor));
        }
        Ok(actor)
    }

    /// Forgets remembered grants, after anything that changes somebody's (a grant, a membership, a
    /// session's end, a lock).
    pub fn forget_actors(&self) {
        self.actors.invalidate_all();
    }
}
