//! The stores that are measured: one filled for the application, and a copy for the minimal handler, so that neither
//! works on what the other has written.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{facts::Facts, minimal::connect, process};

/// The keys of encrypted fields; nothing in these stores is secret.
pub(super) const FIELD_KEYS: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// A filled store and its copy.
pub(super) struct Stores {
    pub(super) name: &'static str,
    pub(super) real: String,
    pub(super) minimal: String,
    pub(super) facts: Facts,
    /// A PostgreSQL server's address and the databases to remove from it.
    made: Option<(String, [String; 2])>,
}

impl Stores {
    /// In files of `dir`.
    ///
    /// # Errors
    /// When a step fails.
    pub(super) fn sqlite(gongzhi: &Path, dir: &Path, tickets: usize) -> Result<Self> {
        let (real, minimal) = (dir.join("real.sqlite"), dir.join("minimal.sqlite"));
        let url = |path: &PathBuf| format!("sqlite:{}", path.display());
        let facts = fill(gongzhi, dir, &url(&real), tickets)?;
        fs::copy(&real, &minimal)?;
        Ok(Self { name: "SQLite", real: url(&real), minimal: url(&minimal), facts, made: None })
    }

    /// In new databases of the server at `admin` (`postgres://USER@HOST/postgres`), removed afterwards.
    ///
    /// # Errors
    /// When a step fails.
    pub(super) fn postgres(gongzhi: &Path, dir: &Path, admin: &str, tickets: usize) -> Result<Self> {
        let base = admin.rsplit_once('/').context("the server's address names no database")?.0;
        let names = ["real", "minimal"].map(|which| format!("drill_{which}_{}", std::process::id()));
        let [real, minimal] = &names;
        connect(admin)?.batch(&format!("CREATE DATABASE {real}"))?;
        let url = |name: &str| format!("{base}/{name}");
        let facts = fill(gongzhi, dir, &url(real), tickets)?;
        // What autovacuum would do by itself a little later, in the middle of a measurement.
        connect(&url(real))?.batch("VACUUM ANALYZE")?;
        connect(admin)?.batch(&format!("CREATE DATABASE {minimal} TEMPLATE {real}"))?;
        connect(admin)?.batch("CHECKPOINT")?;
        let (real, minimal) = (url(real), url(minimal));
        Ok(Self { name: "PostgreSQL", real, minimal, facts, made: Some((admin.to_owned(), names)) })
    }
}

impl Drop for Stores {
    fn drop(&mut self) {
        let Some((admin, names)) = &self.made else { return };
        for name in names {
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let removed = connect(admin).and_then(|mut db| Ok(db.batch(&sql)?));
            if let Err(error) = removed {
                eprintln!("cannot remove the database {name}: {error:#}");
            }
        }
    }
}

fn fill(gongzhi: &Path, dir: &Path, url: &str, tickets: usize) -> Result<Facts> {
    let mut demo = Command::new(gongzhi);
    demo.arg("demo").args(["--database-url", url, "--photos"]).arg(dir.join("photos"));
    process::output(demo.env("GONGZHI_FIELD_KEYS", FIELD_KEYS).current_dir(dir))?;
    let mut seed = Command::new(std::env::current_exe()?);
    seed.args(["seed", "--database-url", url, "--tickets", &tickets.to_string()]);
    let printed = process::output(seed.env("GONGZHI_FIELD_KEYS", FIELD_KEYS))?;
    Ok(serde_json::from_str(&printed)?)
}
