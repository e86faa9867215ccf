//! The load generator: wrk, which costs the processors that it shares with the server the least.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::photos::Photos;
use crate::process;

/// What was asked for, as it was answered.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Figures {
    pub(super) requests: u64,
    pub(super) micros: u64,
    pub(super) p50: u64,
    pub(super) p99: u64,
    refused: u64,
    broken: u64,
}

impl Figures {
    /// Answers in a second.
    pub(super) fn per_second(&self) -> u64 {
        self.requests * 1_000_000 / self.micros.max(1)
    }
}

/// One run of wrk.
pub(super) struct Load<'a> {
    pub(super) origin: &'a str,
    /// The requests, one a line.
    pub(super) requests: &'a [String],
    pub(super) connections: u32,
    pub(super) seconds: u32,
    pub(super) token: Option<&'a str>,
    /// Sends an `Idempotency-Key` that begins so with every request.
    pub(super) keys: Option<&'a str>,
    /// Sends `If-Match` of this version with every request.
    pub(super) version: Option<u64>,
    /// Sends photos, and with each that was kept one of the requests.
    pub(super) photos: Option<Photos<'a>>,
}

impl Load<'_> {
    /// Runs it; files go to `dir`.
    ///
    /// # Errors
    /// When wrk is missing, or any request is refused, broken off or late by ten seconds: such figures mean nothing.
    pub(super) fn run(&self, dir: &Path) -> Result<Figures> {
        let (script, requests) = (dir.join("load.lua"), dir.join("requests"));
        let more = if self.photos.is_some() { include_str!("photos.lua") } else { "" };
        fs::write(&script, [include_str!("load.lua"), more].concat())?;
        fs::write(&requests, self.requests.join("\n"))?;
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads", "1", "--timeout", "10s", "--connections"])
            .arg(self.connections.to_string())
            .arg("--duration")
            .arg(format!("{}s", self.seconds))
            .arg("--script")
            .arg(script)
            .arg(self.origin)
            .env("DRILL_REQUESTS", requests);
        if let Some(Photos { picture, first }) = self.photos {
            wrk.env("DRILL_PHOTO", picture).env("DRILL_PHOTO_FIRST", first.to_string());
        }
        let version = self.version.map(|version| format!("\"{version}\""));
        let variables =
            [("DRILL_TOKEN", self.token), ("DRILL_KEYS", self.keys), ("DRILL_VERSION", version.as_deref())];
        for (name, value) in variables {
            match value {
                Some(value) => wrk.env(name, value),
                None => wrk.env_remove(name),
            };
        }
        let figures = parse(&process::output(&mut wrk)?)?;
        let Figures { refused, broken, requests, .. } = figures;
        ensure!(
            refused == 0 && broken == 0,
            "{}: of {requests} requests like {:?} {refused} were refused and {broken} broken off",
            self.origin,
            self.requests.first()
        );
        Ok(figures)
    }
}

fn parse(printed: &str) -> Result<Figures> {
    let line = printed.lines().rfind(|line| line.starts_with('{')).context("wrk printed no figures")?;
    Ok(serde_json::from_str(line)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_the_last_line_that_is_json() {
        let printed = "Running 1s test\n{broken\n\n{\"requests\":3000,\"micros\":1500000,\"p50\":7,\"p99\":9,\
                       \"refused\":0,\"broken\":0}\n";
        let figures = parse(printed).unwrap();
        assert_eq!(figures.per_second(), 2000);
        assert!(parse("nothing").is_err());
    }
}
