//! From where a request comes.

use std::{
    future::{Ready, ready},
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use ipnet::IpNet;

use crate::{ApiError, State};

/// Most proxies that are looked through.
const HOPS_MAX: usize = 20;

/// The address of whoever sends a request: the peer, or what trusted proxies say stands behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Proxies whose `X-Forwarded-For` is believed; from anybody else it counts for nothing. Written
/// `10.0.0.0/8,192.0.2.1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl FromStr for TrustedProxies {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let network = |item: &str| {
            let item = item.trim();
            item.parse::<IpNet>().ok().or_else(|| item.parse::<IpAddr>().ok().map(IpNet::from))
        };
        let all = text.split(',').map(network).collect::<Option<Vec<_>>>();
        all.map(Self).ok_or("addresses or networks are expected, like 10.0.0.0/8,192.0.2.1")
    }
}

impl ClientAddress {
    /// What limits count: the address, or the whole network that one IPv6 subscriber is given (/64).
    #[must_use]
    pub fn subscriber(self) -> String {
        match self.0 {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
            }
        }
    }
}

impl FromRequest for ClientAddress {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let peer = request.peer_addr().map(|peer| peer.ip());
        let trusted = request
            .app_data::<web::Data<State>>()
            .map(|s| &*s.settings.trusted_proxies.0)
            .unwrap_or_default();
        let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|v| v.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|line| line.split(',')).collect();
        ready(match peer {
            Some(peer) => Ok(Self(behind(peer, &hops, trusted))),
            None => Err(ApiError::internal("a request without a peer")),
        })
    }
}

/// The last hop that no trusted proxy vouches for. Each proxy appends whom it was called by, so the list is
/// read from its end; what stands further left anybody may have written.
fn behind(peer: IpAddr, hops: &[&str], trusted: &[IpNet]) -> IpAddr {
    let mut client = peer.to_canonical();
    for hop in hops.iter().rev().take(HOPS_MAX) {
        if !trusted.iter().any(|net| net.contains(&client)) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, hops: &[&str]) -> String {
        let trusted: TrustedProxies = "10.0.0.0/8, 192.0.2.1".parse().unwrap();
        behind(peer.parse().unwrap(), hops, &trusted.0).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(found("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(found("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(found("10.0.0.1", &["1.2.3.4", " 198.51.100.1", "10.0.0.2"]), "198.51.100.1");
        assert_eq!(found("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(found("10.0.0.1", &["198.51.100.1", "unknown"]), "10.0.0.1");
        assert_eq!(found("::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for bad in ["", "10.0.0.0/33", "proxy.example", "10.0.0.1,"] {
            assert!(bad.parse::<TrustedProxies>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_subscriber_is_an_address_or_a_network_of_the_new_kind() {
        let subscriber = |text: &str| ClientAddress(text.parse().unwrap()).subscriber();
        assert_eq!(subscriber("198.51.100.1"), "198.51.100.1");
        assert_eq!(subscriber("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
