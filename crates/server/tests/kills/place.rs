//! Where servers run, and the store's keys.

use std::{path::Path, process::Command};

use app::{
    crypto::Keyring,
    identity,
    testing::{SeededEntropy, Thawed, World},
};
use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{GrantId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
};
use uuid::Uuid;

/// A directory for what is not in the store, and the keys of encrypted fields.
pub(crate) struct Place {
    pub(crate) keys: String,
    directory: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let keys = Keyring::generate("t", &SeededEntropy::new(7));
        Self { keys, directory: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn ring(&self) -> Keyring {
        Keyring::parse(&self.keys).unwrap()
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Somebody's access token, signed with the store's own key.
    pub(crate) fn token(&self, store: &Thawed, (user, session): (UserId, SessionId)) -> String {
        let (ring, db) = (self.ring(), store.open().unwrap());
        let keys = db.write_blocking(move |tx| identity::signing_keys(tx, &ring)).unwrap();
        api::tokens::Tokens::new(&keys).unwrap().issue(user, session, now()).unwrap()
    }

    /// The operator's check of the ledger and the journal finds nothing.
    pub(crate) fn verify(&self, store: &Thawed) {
        let mut verify = Command::new(env!("CARGO_BIN_EXE_gongzhi"));
        verify
            .current_dir(self.directory())
            .args(["verify", "--database-url", &store.address, "--unsealed-seconds", "3600"])
            .env_clear()
            .env("GONGZHI_FIELD_KEYS", &self.keys);
        let said = verify.output().unwrap();
        let text = String::from_utf8_lossy(&said.stdout);
        assert!(
            said.status.success() && text.matches("no fault").count() == 2,
            "{text}{}",
            String::from_utf8_lossy(&said.stderr)
        );
    }
}

/// Servers have the real clock.
pub(crate) fn now() -> DateTime<Utc> {
    #[allow(clippy::disallowed_methods, reason = "sessions and tokens are checked by the server's own clock")]
    Utc::now()
}

/// Somebody as a use case sees who acts in a role at a place.
pub(crate) fn actor(world: &World, (user, session): (UserId, SessionId), role: Role, at: &str) -> Actor {
    let (id, from) = (GrantId(Uuid::nil()), DateTime::UNIX_EPOCH);
    let path = AreaPath::parse(at).unwrap();
    let grant = Grant { id, role, area: world.area(at), path, from, until: None, provider: None };
    Actor { user, session, grants: vec![grant], principal: None }
}
