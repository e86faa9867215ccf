//! A PostgreSQL cluster for one run of the tests or of the bench.
//!
//! Its data lie in a temporary directory and it listens on a free loopback port only. For tests it does not
//! wait for the disk: nothing in it is worth keeping. As root its programs run as user `postgres`,
//! because the server refuses to run as root.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::packages;
use crate::process;

/// Connections for tests that run in parallel, each with a pool of its own.
const CONNECTIONS_MAX: u32 = 300;
const PREFIX: &str = "gongzhi-test-pg-";

/// Whether commits wait for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disk {
    /// As in production: for figures.
    Waited,
    /// Not at all: for tests.
    Ignored,
}

/// A running cluster; dropping it stops it and removes its data.
pub(crate) struct Cluster {
    programs: PathBuf,
    directory: PathBuf,
    port: u16,
    password: String,
}

impl Cluster {
    /// Makes and starts a cluster.
    ///
    /// # Errors
    ///
    /// When PostgreSQL is not installed and cannot be, or a server program fails.
    pub(crate) fn start(log: &Path, disk: Disk) -> Result<Self> {
        packages::ensure(&[packages::POSTGRESQL], Some(log))?;
        let programs = programs().context("PostgreSQL's server programs are not found")?;
        remove_abandoned(&programs, log)?;

        let directory = std::env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir(&directory).with_context(|| format!("cannot create {}", directory.display()))?;
        let cluster = Self { programs, port: free_port()?, password: random_hex()?, directory };
        cluster.initialise(log, disk)?;
        Ok(cluster)
    }

    /// URL of the maintenance database, with the rights to create others.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    fn initialise(&self, log: &Path, disk: Disk) -> Result<()> {
        let password_file = self.directory.join("password");
        fs::write(&password_file, &self.password)?;
        if rustix::process::geteuid().is_root() {
            let mut chown = Command::new("chown");
            chown.args(["-R", "postgres"]).arg(&self.directory);
            process::run(&mut chown, Some(log))?;
        }
        let data = self.directory.join("data");
        let mut initdb = program(&self.programs, "initdb");
        initdb.arg("--pgdata").arg(&data).arg("--pwfile").arg(&password_file).args([
            "--username=postgres",
            "--auth=password",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]);
        process::run(&mut initdb, Some(log))?;

        let mut options = format!(
            "-p {} -h 127.0.0.1 -c unix_socket_directories= -c max_connections={CONNECTIONS_MAX}",
            self.port
        );
        if disk == Disk::Ignored {
            options.push_str(" -c fsync=off -c full_page_writes=off -c synchronous_commit=off");
        }
        let mut start = program(&self.programs, "pg_ctl");
        start.args(["start", "--wait", "--silent", "--pgdata"]).arg(&data);
        start.arg("--log").arg(self.directory.join("server.log"));
        start.arg("--options").arg(options);
        process::run(&mut start, Some(log)).with_context(|| {
            let text = fs::read_to_string(self.directory.join("server.log")).unwrap_or_default();
            format!("PostgreSQL does not start:\n{text}")
        })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.programs, &self.directory);
    }
}

/// Stops a cluster at once and removes it. Not through `process::run`, which refuses to wait for
/// anything after Ctrl-C.
fn stop(programs: &Path, directory: &Path) {
    let data = directory.join("data");
    if data.join("postmaster.pid").exists() {
        let mut stop = program(programs, "pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]);
        // In a group of its own, or a second Ctrl-C would hit it.
        std::os::unix::process::CommandExt::process_group(stop.arg(data), 0);
        if let Err(error) = stop.status() {
            eprintln!("PostgreSQL cannot be stopped: {error}");
        }
    }
    if let Err(error) = fs::remove_dir_all(directory) {
        eprintln!("cannot remove {}: {error}", directory.display());
    }
}

/// Stops clusters whose xtask was killed before it could do so itself.
fn remove_abandoned(programs: &Path, log: &Path) -> Result<()> {
    for entry in fs::read_dir(std::env::temp_dir())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(owner) = name.strip_prefix(PREFIX)
            && !Path::new("/proc").join(owner).exists()
        {
            let line = format!("removing the abandoned {}\n", path.display());
            std::io::Write::write_all(&mut process::append(log)?, line.as_bytes())?;
            stop(programs, &path);
        }
    }
    Ok(())
}

/// A server program, run as `postgres` where we are root.
fn program(programs: &Path, name: &str) -> Command {
    let path = programs.join(name);
    let mut command = if rustix::process::geteuid().is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    } else {
        Command::new(path)
    };
    // The checkout may be closed to user `postgres`.
    command.current_dir(std::env::temp_dir());
    command
}

/// The directory of the newest installed version's server programs.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, programs)| programs).or_else(|| {
        let initdb = process::find("initdb")?;
        initdb.parent().map(Path::to_owned)
    })
}

/// A port of the loopback interface that nobody listens on now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free loopback port")?;
    Ok(listener.local_addr()?.port())
}

fn random_hex() -> Result<String> {
    let mut bytes = [0; 16];
    std::io::Read::read_exact(&mut fs::File::open("/dev/urandom")?, &mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
