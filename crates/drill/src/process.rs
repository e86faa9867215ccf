//! Child processes.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use reqwest::header::ACCEPT;
use tokio::runtime::Builder;

/// A server that does not listen by then has failed.
const START_SECONDS_MAX: u64 = 60;

/// How often a server's memory is looked at while a file comes.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A file as it came.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Download {
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
    pub(crate) micros: u64,
    /// By how much the server's own memory grew meanwhile, at most.
    pub(crate) grown_mb: u64,
}

/// A started server; dropping it kills it.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
    started_in: Duration,
}

impl Server {
    /// Starts `command` with `--bind` and waits until it listens. What it prints goes to `log`.
    ///
    /// # Errors
    /// When it ends or does not listen in time; with the end of its log.
    pub(crate) fn start(mut command: Command, log: &Path) -> Result<Self> {
        let address = free_address()?;
        let file = File::create(log)?;
        command.arg("--bind").arg(address.to_string());
        let begun = Instant::now();
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {:?}", command.get_program()))?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        while TcpStream::connect(address).is_err() {
            let ended = server.child.try_wait()?;
            if ended.is_some() || begun.elapsed() > Duration::from_secs(START_SECONDS_MAX) {
                bail!("{:?} does not listen:\n{}", command.get_program(), fs::read_to_string(log)?);
            }
            sleep(Duration::from_millis(5));
        }
        server.started_in = begun.elapsed();
        Ok(server)
    }

    /// `http://127.0.0.1:PORT`
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Posts JSON and gives the answer's body, whatever its status.
    ///
    /// # Errors
    /// When there is no answer.
    pub(crate) fn post(&self, path: &str, json: &str) -> Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        // HTTP/1.0: the answer comes in one piece and ends with the connection.
        write!(
            stream,
            "POST {path} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            self.address,
            json.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (_, body) = answer.split_once("\r\n\r\n").context("the answer has no end of its head")?;
        Ok(body.to_owned())
    }

    /// Gets a file without signing in, and watches how much memory the server takes meanwhile.
    ///
    /// # Errors
    /// When it does not come, or not whole.
    pub(crate) fn download(&self, path: &str, kind: &str) -> Result<Download> {
        let (begun, before) = (Instant::now(), self.memory_mb()?);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let asked = reqwest::Client::new().get(format!("{}{path}", self.origin())).header(ACCEPT, kind);
            let mut answer = asked.send().await?.error_for_status()?;
            let (mut file, mut looked) = (Download::default(), Instant::now());
            let grown = || Ok::<_, anyhow::Error>(self.memory_mb()?.saturating_sub(before));
            while let Some(part) = answer.chunk().await? {
                file.bytes += u64::try_from(part.len())?;
                file.lines += u64::try_from(part.iter().filter(|byte| **byte == b'\n').count())?;
                if looked.elapsed() > LOOK_EVERY {
                    file.grown_mb = file.grown_mb.max(grown()?);
                    looked = Instant::now();
                }
            }
            file.grown_mb = file.grown_mb.max(grown()?);
            file.micros = u64::try_from(begun.elapsed().as_micros())?;
            Ok(file)
        })
    }

    /// Milliseconds until it listened.
    pub(crate) fn start_millis(&self) -> u128 {
        self.started_in.as_millis()
    }

    /// Memory of its own that it holds now, in MB: the store's pages are the system's, counted once for each connection.
    ///
    /// # Errors
    /// When it has ended.
    pub(crate) fn memory_mb(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).context("no RssAnon")?;
        let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib * 1024 / 1_000_000)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Either fails only where it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A loopback address that nobody listens on now.
fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free loopback port")?;
    Ok(listener.local_addr()?)
}

/// Runs a command to its end and gives what it printed.
///
/// # Errors
/// When it cannot be started or fails; with what it said.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let done = command.output().with_context(|| format!("cannot start {:?}", command.get_program()))?;
    if !done.status.success() {
        bail!(
            "{:?} fails ({}):\n{}{}",
            command.get_program(),
            done.status,
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }
    Ok(String::from_utf8(done.stdout)?)
}
