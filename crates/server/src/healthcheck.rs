//! `gongzhi healthcheck`: one request to `/readyz`, for containers without another HTTP client.

use std::{
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, ensure};

use crate::settings::Given;

/// How long the server may take to answer.
const WAIT: Duration = Duration::from_secs(5);

/// Fails unless the server at the configured address is ready.
pub(crate) fn run(given: &Given) -> anyhow::Result<()> {
    let address = reachable(given.read()?.bind);
    let mut stream = TcpStream::connect_timeout(&address, WAIT)
        .with_context(|| format!("nothing answers at {address}"))?;
    stream.set_read_timeout(Some(WAIT))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    ensure!(&status == b"HTTP/1.1 200", "the server at {address} is not ready");
    Ok(())
}

/// Where a server that listens on `bind` is found from the same machine.
fn reachable(bind: SocketAddr) -> SocketAddr {
    let ip = match bind.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
    };
    SocketAddr::new(ip, bind.port())
}
