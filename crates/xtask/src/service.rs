//! A started `gongzhi` with demo data, for end-to-end tests.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::process::{self, Group};

/// A server in a debug build, on a machine that does other things too, has started by then.
const START_SECONDS_MAX: u64 = 60;

/// A running server; dropping it stops it.
pub(crate) struct Service {
    group: Group,
    address: SocketAddr,
}

/// What to start.
pub(crate) struct Settings<'a> {
    /// The `gongzhi` binary.
    pub(crate) binary: &'a Path,
    /// Where it runs; its store, photographs and keys are in `data` below.
    pub(crate) directory: &'a Path,
    /// Address to listen on.
    pub(crate) address: SocketAddr,
    /// The packed SPA, for builds that do not embed it.
    pub(crate) spa: &'a Path,
}

impl Settings<'_> {
    /// A `gongzhi` command on this store.
    pub(crate) fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(self.binary);
        command
            .arg(subcommand)
            .arg("--database-url")
            .arg(format!("sqlite:{}", self.store().display()))
            .current_dir(self.directory)
            .env("GONGZHI_SPA_DIR", self.spa);
        command
    }

    /// The SQLite file.
    pub(crate) fn store(&self) -> PathBuf {
        self.directory.join("data/gongzhi.sqlite")
    }

    /// The command that serves.
    pub(crate) fn serve(&self) -> Command {
        let mut serve = self.command("serve");
        serve.arg("--bind").arg(self.address.to_string());
        serve
    }
}

impl Service {
    /// Starts the server and waits until it is ready to answer.
    ///
    /// # Errors
    ///
    /// When it ends, or is not ready in time: the log tells why.
    pub(crate) fn start(settings: &Settings<'_>, log: Option<&Path>) -> Result<Self> {
        let mut serve = settings.serve();
        if let Some(log) = log {
            let mut file = process::append(log)?;
            file.write_all(format!("$ {}\n", process::line(&serve)).as_bytes())?;
            serve.stdout(file.try_clone()?).stderr(file);
        }
        let mut service = Self { group: Group::spawn(&mut serve)?, address: settings.address };
        let started = Instant::now();
        while !ready(settings.address) {
            if let Some(status) = service.group.ended()? {
                bail!("the server ends at once ({status})");
            }
            ensure!(!process::interrupted(), "interrupted");
            ensure!(
                started.elapsed() < Duration::from_secs(START_SECONDS_MAX),
                "the server is not ready after {START_SECONDS_MAX} s"
            );
            sleep(Duration::from_millis(50));
        }
        Ok(service)
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until it ends or xtask is interrupted.
    pub(crate) fn wait(mut self) -> Result<()> {
        loop {
            if process::interrupted() {
                self.group.end();
                return Ok(());
            }
            if let Some(status) = self.group.ended()? {
                ensure!(status.success(), "the server ends ({status})");
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
    }
}

/// Whether `/readyz` answers with 200.
fn ready(address: SocketAddr) -> bool {
    let wait = Duration::from_secs(2);
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, wait)?;
        stream.set_read_timeout(Some(wait))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(&status == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// A directory below the temporary one, removed when dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes one that belongs to this process.
    pub(crate) fn new(purpose: &str) -> Result<Self> {
        let name = format!("gongzhi-{purpose}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self(path))
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("cannot remove {}: {error}", self.0.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &'static str) -> SocketAddr {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 512];
            let _ = stream.read(&mut request).unwrap();
            stream.write_all(text.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn only_an_answer_of_200_is_ready() {
        assert!(ready(answer("HTTP/1.1 200 OK\r\n\r\n")));
        assert!(!ready(answer("HTTP/1.1 503 Service Unavailable\r\n\r\n")));
        assert!(!ready(answer("")));
        let unused =
            std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).unwrap();
        assert!(!ready(unused));
    }
}
