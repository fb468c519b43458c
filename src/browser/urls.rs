//! URLs: resolved against the document that they stand in, and limited to harmless schemes.
//!
//! The URL Standard is implemented by the browser and, natively, by the crate `url`. `tests/adapters.rs` checks that both give
//! the same results.

/// Purpose of a URL, on which the allowed schemes depend. Relative URLs are always allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A link that a reader may follow: `http`, `https` or `mailto`.
    Link,
    /// A file that the page loads: `http` or `https`.
    Media,
}

/// Origin that stands for the site's own while a URL is resolved. It is removed from the result. With `https`, so that a URL without
/// a scheme (`//host/path`) is no mixed content on a page that has it.
const OWN: &str = "https://own.invalid";
const OWN_HOST: &str = "own.invalid";
/// Origin of no site, against which a URL is resolved to see if it names a host by itself.
const NONE: &str = "https://none.invalid";

/// Resolves `reference` against `base`, the URL of the document that it stands in, by the URL Standard.
///
/// `base` is absolute, or begins with `/` for a file of the site itself. A result on the site's own host begins with `/` again,
/// so that a page does not depend on the host that serves it, and is the same wherever it is rendered. `None` if `reference` is
/// not a URL, or has a scheme that `purpose` does not allow, however it is spelt.
pub fn resolve(base: &str, reference: &str, purpose: Use) -> Option<String> {
    let absolute_base = parse(base, OWN)?;
    let url = parse(reference, &absolute_base.href)?;
    // Some browsers encode what the standard forbids in a host.
    if url.host.contains('%') {
        return None;
    }
    let allowed = match url.scheme.as_str() {
        "http:" | "https:" => true,
        "mailto:" => purpose == Use::Link,
        _ => false,
    };
    if !allowed {
        return None;
    }
    match url.href.strip_prefix(OWN).filter(|path| path.starts_with('/')) {
        // It is the site's own only if it does not say so, since the host's name is nobody's; and a path that begins with two slashes
        // would be read as another host.
        Some(path) => {
            (base.starts_with('/') && !path.starts_with("//") && parse(reference, NONE)?.host != OWN_HOST)
                .then(|| path.to_owned())
        }
        // The other scheme and another port of that host belong to nobody.
        None => (url.host != OWN_HOST).then_some(url.href),
    }
}

/// Returns the host of an absolute URL, without `www.`; `None` for a URL on the site's own host.
pub fn site(address: &str) -> Option<String> {
    let url = parse(address, OWN)?;
    let host = url.host.strip_prefix("www.").unwrap_or(&url.host);
    (!host.is_empty() && host != OWN_HOST).then(|| host.to_owned())
}

/// Returns the last segment of a URL's path that is not empty, without its file extension and still percent-encoded.
pub fn last_segment(address: &str) -> Option<String> {
    let url = parse(address, OWN)?;
    let segment = url.path.split('/').rev().find(|segment| !segment.is_empty())?;
    let stem = match segment.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 5 => stem,
        _ => segment,
    };
    Some(stem.to_owned())
}

struct Parsed {
    href: String,
    scheme: String,
    host: String,
    path: String,
}

#[cfg(target_arch = "wasm32")]
fn parse(reference: &str, base: &str) -> Option<Parsed> {
    let url = web_sys::Url::new_with_base(reference, base).ok()?;
    Some(Parsed { href: url.href(), scheme: url.protocol(), host: url.hostname(), path: url.pathname() })
}

#[cfg(not(target_arch = "wasm32"))]
fn parse(reference: &str, base: &str) -> Option<Parsed> {
    let url = url::Url::parse(base).ok()?.join(reference).ok()?;
    Some(Parsed {
        scheme: format!("{}:", url.scheme()),
        host: url.host_str().unwrap_or_default().to_owned(),
        path: url.path().to_owned(),
        href: url.into(),
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn an_address_beside_the_feed_stays_without_a_host() {
        assert_eq!(
            resolve("/content/feed.json", "pictures/map.svg", Use::Media).as_deref(),
            Some("/content/pictures/map.svg")
        );
        assert_eq!(resolve("/content/feed.json", "/a?b#c", Use::Link).as_deref(), Some("/a?b#c"));
    }

    #[test]
    fn an_address_beside_a_strangers_feed_gets_the_strangers_host() {
        let base = "https://example.org/feeds/feed.json";
        assert_eq!(resolve(base, "../a.png", Use::Media).as_deref(), Some("https://example.org/a.png"));
        assert_eq!(resolve(base, "//cdn.example/a", Use::Media).as_deref(), Some("https://cdn.example/a"));
    }

    #[test]
    fn a_url_without_a_scheme_is_no_mixed_content() {
        assert_eq!(
            resolve("/feed.json", "//cdn.example/a", Use::Media).as_deref(),
            Some("https://cdn.example/a")
        );
    }

    #[test]
    fn nobody_can_name_the_stand_in_for_the_own_host() {
        for named in [
            "https://own.invalid/logout",
            "http://own.invalid/logout",
            "//own.invalid/a",
            "\\\\OWN.invalid/a",
            "https://own.invalid:8443/",
        ] {
            for base in ["/content/feed.json", "https://example.org/feed.json"] {
                assert_eq!(resolve(base, named, Use::Link), None, "{named} in {base}");
            }
        }
    }

    #[test]
    fn a_path_never_becomes_a_host() {
        for path in ["/.//evil.example/x", "/a/..//evil.example/x"] {
            assert_eq!(resolve("/", path, Use::Link), None, "{path}");
        }
    }

    #[test]
    fn only_listed_schemes_survive_however_they_are_spelt() {
        for spelt in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:http://own.invalid/x",
            "file:///etc/passwd",
            "filesystem:http://own.invalid/x",
        ] {
            assert_eq!(resolve("/content/feed.json", spelt, Use::Link), None, "{spelt:?}");
        }
        assert_eq!(resolve("/", "mailto:a@example.org", Use::Link).as_deref(), Some("mailto:a@example.org"));
        assert_eq!(resolve("/", "mailto:a@example.org", Use::Media), None);
    }

    #[test]
    fn a_site_is_named_without_www() {
        assert_eq!(site("https://www.example.org/a").as_deref(), Some("example.org"));
        assert_eq!(site("/content/a"), None);
    }

    #[test]
    fn the_last_segment_is_found_without_its_extension() {
        assert_eq!(last_segment("https://example.org/2025/a-story.html?x").as_deref(), Some("a-story"));
        assert_eq!(last_segment("https://example.org/a/b/").as_deref(), Some("b"));
        assert_eq!(last_segment("https://example.org/"), None);
    }
}
