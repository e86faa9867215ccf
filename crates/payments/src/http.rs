//! HTTP with bounds: no redirects, timeouts, and no more bytes than asked for.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Client, RequestBuilder, StatusCode, redirect};
use url::{Host, Url};

use crate::error::PaymentError;
use crate::limits;

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// Whether an address is this machine's own.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Reads the address of a provider: HTTPS, but for this machine's own.
///
/// # Errors
///
/// [`PaymentError::Configuration`].
pub(crate) fn endpoint(text: &str) -> Result<Url, PaymentError> {
    Url::parse(text)
        .ok()
        .filter(|url| url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url)))
        .ok_or(PaymentError::Configuration("the provider's address is no https:// address"))
}

/// Makes the client of a provider.
///
/// # Errors
///
/// [`PaymentError::Configuration`] where the system has no trusted certificates.
pub(crate) fn client(endpoint: &Url) -> Result<Client, PaymentError> {
    let builder = Client::builder()
        .redirect(redirect::Policy::none())
        .connect_timeout(Duration::from_secs(limits::CONNECT_SECONDS_MAX))
        .timeout(Duration::from_secs(limits::REQUEST_SECONDS_MAX))
        .user_agent(concat!("gongzhi/", env!("CARGO_PKG_VERSION")));
    // A proxy for the world does not know this machine.
    let builder = if is_loopback(endpoint) { builder.no_proxy() } else { builder };
    builder.build().map_err(|_| PaymentError::Configuration("the system has no trusted certificates"))
}

/// Sends a request and reads the whole answer, up to a bound.
///
/// # Errors
///
/// [`PaymentError::Unreachable`] where it breaks off, [`PaymentError::TooLong`].
pub(crate) async fn send(request: RequestBuilder, bytes_max: usize) -> Result<Response, PaymentError> {
    let mut response = request.send().await.map_err(unreachable)?;
    let (status, headers) = (response.status(), response.headers().clone());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > bytes_max {
            return Err(PaymentError::TooLong { bytes_max });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Response { status, headers, body })
}

/// Says what broke without the address: a bill's has a token in it.
fn unreachable(error: reqwest::Error) -> PaymentError {
    let what = if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke off"
    };
    PaymentError::Unreachable(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_may_do_without_tls() {
        for right in
            ["https://api.mch.weixin.qq.com", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1"]
        {
            assert!(endpoint(right).is_ok(), "{right}");
        }
        for wrong in ["http://api.mch.weixin.qq.com", "ftp://127.0.0.1", "http://127.0.0.1.example", "x"] {
            assert!(endpoint(wrong).is_err(), "{wrong}");
        }
    }
}
