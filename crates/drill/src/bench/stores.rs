//! The stores that are measured: one filled for the application, and a copy for the minimal handler, so that neither
//! works on what the other has written.

use std::{fs, path::Path, process::Command};

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
    /// Removed with this value.
    _made: Option<Databases>,
}

impl Stores {
    /// In files of `dir`.
    ///
    /// # Errors
    /// When a step fails.
    pub(super) fn sqlite(gongzhi: &Path, dir: &Path, tickets: usize, claims: usize) -> Result<Self> {
        let (real, minimal) = (dir.join("real.sqlite"), dir.join("minimal.sqlite"));
        demo(gongzhi, dir, &file(&real))?;
        let facts = fill(&file(&real), tickets, claims)?;
        fs::copy(&real, &minimal)?;
        Ok(Self { name: "SQLite", real: file(&real), minimal: file(&minimal), facts, _made: None })
    }

    /// In new databases of the server at `admin` (`postgres://USER@HOST/postgres`), removed afterwards.
    ///
    /// # Errors
    /// When a step fails.
    pub(super) fn postgres(
        gongzhi: &Path,
        dir: &Path,
        admin: &str,
        tickets: usize,
        claims: usize,
    ) -> Result<Self> {
        let mut made = Databases::on(admin);
        let real = made.create("real", None)?;
        demo(gongzhi, dir, &real)?;
        let facts = fill(&real, tickets, claims)?;
        // What autovacuum would do by itself a little later, in the middle of a measurement.
        connect(&real)?.batch("VACUUM ANALYZE")?;
        let minimal = made.create("minimal", Some("real"))?;
        connect(admin)?.batch("CHECKPOINT")?;
        Ok(Self { name: "PostgreSQL", real, minimal, facts, _made: Some(made) })
    }
}

/// Databases of a PostgreSQL server, removed with this value.
pub(super) struct Databases {
    admin: String,
    names: Vec<String>,
}

impl Databases {
    /// None yet, on the server at `admin`.
    pub(super) fn on(admin: &str) -> Self {
        Self { admin: admin.to_owned(), names: Vec::new() }
    }

    /// Makes one, a copy of another that nobody is connected to where one is named; its address.
    ///
    /// # Errors
    /// When the server refuses.
    pub(super) fn create(&mut self, which: &str, copied: Option<&str>) -> Result<String> {
        let base = self.admin.rsplit_once('/').context("the server's address names no database")?.0;
        let name = |which: &str| format!("drill_{which}_{}", std::process::id());
        let template = copied.map(|of| format!(" TEMPLATE {}", name(of))).unwrap_or_default();
        let (name, url) = (name(which), format!("{base}/{}", name(which)));
        connect(&self.admin)?.batch(&format!("CREATE DATABASE {name}{template}"))?;
        self.names.push(name);
        Ok(url)
    }
}

impl Drop for Databases {
    fn drop(&mut self) {
        for name in &self.names {
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let removed = connect(&self.admin).and_then(|mut db| Ok(db.batch(&sql)?));
            if let Err(error) = removed {
                eprintln!("cannot remove the database {name}: {error:#}");
            }
        }
    }
}

/// The address of a file.
pub(super) fn file(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// Fills a store with the demo.
///
/// # Errors
/// When the server's binary fails.
pub(super) fn demo(gongzhi: &Path, dir: &Path, url: &str) -> Result<()> {
    let mut demo = Command::new(gongzhi);
    demo.arg("demo").args(["--database-url", url, "--photos"]).arg(dir.join("photos"));
    process::output(demo.env("GONGZHI_FIELD_KEYS", FIELD_KEYS).current_dir(dir)).map(drop)
}

fn fill(url: &str, tickets: usize, claims: usize) -> Result<Facts> {
    let mut seed = Command::new(std::env::current_exe()?);
    seed.args(["seed", "--database-url", url, "--tickets", &tickets.to_string()]);
    seed.args(["--claims", &claims.to_string()]);
    let printed = process::output(seed.env("GONGZHI_FIELD_KEYS", FIELD_KEYS))?;
    Ok(serde_json::from_str(&printed)?)
}
