//! Fetches a feed by HTTP, as a guest who is careful: with limits on time and size, and without asking for a document that has not
//! changed.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use ureq::{
    Agent, Error,
    config::Config,
    http::{StatusCode, Uri, header},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

/// Longest time for all of it, redirects included.
const TIME: Duration = Duration::from_secs(60);
/// Most bytes of a document, once it is unpacked.
const SIZE: u64 = 64 * 1024 * 1024;
/// Most redirects.
const REDIRECTS: u32 = 5;

/// Marks of a version of a document, by which its server knows that it has no other (RFC 9110, "Conditional Requests").
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Version {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
}

/// Answer to a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The document is still of the version that was asked about.
    Unchanged,
    Document(Vec<u8>, Version),
}

/// Asks for the document at `url`. `known` is the version that is at hand. Hosts in private networks are asked only if
/// `allow_private` is set: a redirect could lead into the publisher's own network.
///
/// # Errors
/// A message that says why there is no document, and what to do.
pub(crate) fn fetch(url: &str, known: Option<&Version>, allow_private: bool) -> Result<Answer, String> {
    let config = Agent::config_builder()
        .timeout_global(Some(TIME))
        .max_redirects(REDIRECTS)
        .http_status_as_error(false)
        .user_agent(concat!("press/", env!("CARGO_PKG_VERSION")))
        .accept("application/feed+json, application/atom+xml, application/rss+xml, application/json, application/xml, text/xml, */*;q=0.1")
        .build();
    let resolver = PublicResolver { allow_private, inner: DefaultResolver::default() };
    let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut request = agent.get(url);
    if let Some(Version { etag, last_modified }) = known {
        for (name, value) in [(header::IF_NONE_MATCH, etag), (header::IF_MODIFIED_SINCE, last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
    }
    let mut response = request.call().map_err(|error| message(&error))?;
    let status = response.status();
    if status == StatusCode::NOT_MODIFIED && known.is_some() {
        return Ok(Answer::Unchanged);
    }
    if !status.is_success() {
        return Err(match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => format!("is not there (status {})", status.as_u16()),
            StatusCode::TOO_MANY_REQUESTS => {
                "is asked for too often (status 429); try again later".to_owned()
            }
            _ => format!("cannot be had: the server answered with status {}", status.as_u16()),
        });
    }
    let header = |name| response.headers().get(name).and_then(|value| Some(value.to_str().ok()?.to_owned()));
    let version = Version { etag: header(header::ETAG), last_modified: header(header::LAST_MODIFIED) };
    let bytes =
        response.body_mut().with_config().limit(SIZE).read_to_vec().map_err(|error| message(&error))?;
    Ok(Answer::Document(bytes, version))
}

fn message(error: &Error) -> String {
    match error {
        Error::Timeout(_) => format!("did not come within {} seconds", TIME.as_secs()),
        Error::TooManyRedirects => format!("redirects more than {REDIRECTS} times"),
        Error::BodyExceedsLimit(_) => format!("is larger than {} MB", SIZE / 1024 / 1024),
        Error::HostNotFound => {
            "is on a host that is not found, or that only has addresses of private networks; --allow-private fetches from those"
                .to_owned()
        }
        error => format!("cannot be fetched: {error}"),
    }
}

/// Resolver that leaves out addresses of private networks.
#[derive(Debug)]
struct PublicResolver {
    allow_private: bool,
    inner: DefaultResolver,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        let is_fine = |address: &&SocketAddr| self.allow_private || is_public(address.ip());
        found.iter().filter(is_fine).for_each(|address| public.push(*address));
        if public.is_empty() { Err(Error::HostNotFound) } else { Ok(public) }
    }
}

/// Returns `true` for an address that anybody on the internet can reach (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            !(address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_broadcast()
                || address.is_documentation()
                || address.is_multicast()
                || first == 0
                || first >= 240
                || is_shared)
        }
        IpAddr::V6(address) => {
            !(address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.is_multicast())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks_are_known() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:127.0.0.1",
            "::",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["8.8.8.8", "100.63.0.1", "2606:4700::1111"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
