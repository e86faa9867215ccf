//! The real clock, the real randomness, the store and the keys: what every command starts from.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use app::{
    crypto::Keyring,
    db::{Clock, Database, DatabaseUrl, Entropy},
};
use chrono::{DateTime, Utc};
use rand::{TryRng, rngs::SysRng};

use crate::settings::Config;

/// The machine's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "here the clock comes from")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The operating system's randomness.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A system without randomness can keep no secret: going on would be worse than stopping.
        if let Err(error) = SysRng.try_fill_bytes(bytes) {
            eprintln!("gongzhi: the operating system gives no randomness: {error}");
            std::process::abort();
        }
    }
}

/// Opens the store.
pub(crate) fn open(config: &Config) -> anyhow::Result<Database> {
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    Database::open(&config.database_url, &config.pools, clock, entropy)
        .with_context(|| format!("cannot open {:?}", config.database_url))
}

/// Refuses where there is no store yet: checking or copying must not make an empty one.
pub(crate) fn require_existing(config: &Config) -> anyhow::Result<()> {
    match &config.database_url {
        DatabaseUrl::Sqlite { path, .. } if !Path::new(path).exists() => bail!("there is no store at {path}"),
        _ => Ok(()),
    }
}

/// Makes the directory that an SQLite file is to lie in.
pub(crate) fn make_directory(url: &DatabaseUrl) -> anyhow::Result<()> {
    if let DatabaseUrl::Sqlite { path, .. } = url
        && let Some(parent) = Path::new(path).parent().filter(|p| !p.as_os_str().is_empty())
    {
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    }
    Ok(())
}

/// The keys of encrypted fields: from the settings; for the embedded store otherwise from a file beside it,
/// which is made at the first start. A PostgreSQL store is shared by nodes, so its keys must be given.
pub(crate) fn keyring(config: &Config) -> anyhow::Result<Keyring> {
    if let Some(keys) = &config.field_keys {
        return Keyring::parse(keys.expose()).context("field-keys");
    }
    let Some(file) = keys_file(config) else {
        bail!(
            "field-keys is required with PostgreSQL: make one with `gongzhi keys generate`, keep it apart from the store, \
             and give the same to every node"
        );
    };
    match fs::read_to_string(&file) {
        Ok(text) => Keyring::parse(text.trim()).with_context(|| format!("in {}", file.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => generate(&file),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}

fn keys_file(config: &Config) -> Option<PathBuf> {
    match &config.database_url {
        DatabaseUrl::Sqlite { path, .. } => Some(Path::new(path).with_file_name("field-keys")),
        DatabaseUrl::Postgres(_) => None,
    }
}

fn generate(file: &Path) -> anyhow::Result<Keyring> {
    let text = Keyring::generate("1", &SystemEntropy);
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("cannot make {}", file.display()))?;
    writeln!(out, "{text}")?;
    out.sync_all()?;
    tracing::warn!(
        file = %file.display(),
        "made a key for encrypted fields: back this file up apart from the store; without it identity numbers, \
         telephone numbers and second factors are lost"
    );
    Ok(Keyring::parse(&text)?)
}
