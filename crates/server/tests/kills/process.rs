//! A server that is killed.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::Mutex,
    thread::{self, JoinHandle, sleep},
    time::{Duration, Instant},
};

use app::testing::Thawed;
use domain::ids::{SessionId, UserId};

use crate::place::Place;

const START_SECONDS_MAX: u64 = 60;

/// A started server; dropping it kills it, as nothing else does: SIGKILL leaves it no word.
pub(crate) struct Server {
    child: Mutex<Child>,
    address: SocketAddr,
    token: String,
}

/// A request that was sent.
pub(crate) struct Sent(JoinHandle<std::io::Result<Answer>>);

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) took: Duration,
}

impl Server {
    /// Starts one on a store, for somebody.
    pub(crate) fn start(place: &Place, store: &Thawed, person: (UserId, SessionId)) -> Self {
        Self::start_with(place, store, person, &[])
    }

    /// Starts one with further settings.
    pub(crate) fn start_with(
        place: &Place,
        store: &Thawed,
        person: (UserId, SessionId),
        settings: &[String],
    ) -> Self {
        let probe = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = probe.local_addr().unwrap();
        drop(probe);
        let mut serve = Command::new(env!("CARGO_BIN_EXE_gongzhi"));
        serve
            .current_dir(place.directory())
            .args(["serve", "--database-url", &store.address, "--bind", &address.to_string()])
            .args(["--log-level", "error"])
            .args(settings)
            .env_clear()
            .env("GONGZHI_FIELD_KEYS", &place.keys)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let child = serve.spawn().unwrap();
        let token = place.token(store, person);
        let server = Self { child: Mutex::new(child), address, token };
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(server.child.lock().unwrap().try_wait().unwrap().is_none(), "the server ends");
            assert!(begun.elapsed() < Duration::from_secs(START_SECONDS_MAX), "the server does not listen");
            sleep(Duration::from_millis(10));
        }
        server
    }

    /// Sends a request; it is on its way when this returns.
    pub(crate) fn post(&self, path: &str, body: &str) -> Sent {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let begun = Instant::now();
        let headers = authorized(&self.token);
        stream.write_all(self.request(path, body, &headers).as_bytes()).unwrap();
        Sent(thread::spawn(move || {
            let (status, _) = answered(stream)?;
            Ok(Answer { status, took: begun.elapsed() })
        }))
    }

    /// Sends a request that may be sent again, for whoever has the token: its status and body, where they came before the
    /// end.
    pub(crate) fn post_once(
        &self,
        path: &str,
        body: &str,
        token: &str,
        key: &str,
    ) -> std::io::Result<(u16, String)> {
        let mut headers = authorized(token);
        headers.push(("Idempotency-Key".to_owned(), key.to_owned()));
        self.tell(path, body, &headers)
    }

    /// Sends a request with these headers alone: status and body, where they came before the end.
    pub(crate) fn tell(
        &self,
        path: &str,
        body: &str,
        headers: &[(String, String)],
    ) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.write_all(self.request(path, body, headers).as_bytes())?;
        answered(stream)
    }

    fn request(&self, path: &str, body: &str, headers: &[(String, String)]) -> String {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (address, length) = (self.address, body.len());
        format!("POST {path} HTTP/1.0\r\nHost: {address}\r\n{headers}Content-Length: {length}\r\n\r\n{body}")
    }

    /// Kills it and waits until it is gone.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// Kills it while others still ask it.
    pub(crate) fn kill_now(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

/// The headers of a request of somebody.
fn authorized(token: &str) -> Vec<(String, String)> {
    [("Authorization", format!("Bearer {token}")), ("Content-Type", "application/json".to_owned())]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
}

/// Status and body of an answer that came whole.
fn answered(mut stream: TcpStream) -> std::io::Result<(u16, String)> {
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(cut)?;
    Ok((status, body.to_owned()))
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill_now();
    }
}

impl Sent {
    /// The answer.
    pub(crate) fn answer(self) -> Answer {
        self.0.join().unwrap().unwrap()
    }

    /// The answer, where it came before the end.
    pub(crate) fn answer_if_any(self) -> Option<Answer> {
        self.0.join().unwrap().ok()
    }
}
