//! HTTP headers that a host should send with each file, in the formats of several hosts. The Content Security Policy and the
//! referrer policy stand in the `meta` elements of the pages as well.

use london_daily::model::paths::Paths;

use super::{manifest::FOLDER, policy::REFERRER, syndication::OutputFile};

/// Permissions Policy: switches off browser features that no page uses.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
                           gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Directive that forbids other pages to embed the site. It has to be sent as a header: browsers ignore it in a `meta` element
/// (Content Security Policy Level 3).
const FRAMES: &str = "frame-ancestors 'none'";

/// Bytes of a text that is written as one parameter for nginx. It allows 4,096, with the name of the variable that goes on.
const NGINX_PARAMETER_BYTES: usize = 3_500;
/// Bytes of a line of `_headers` that every host reads: Cloudflare Pages ignores longer ones.
const HEADERS_LINE_BYTES: usize = 2_000;

/// The files with a hash in their name, which never change: Trunk's and the pieces of its wasm, the press's scripts and words, its
/// style. The recipes of nginx and Caddy have a pattern for the same files.
const HASHED: [&str; 10] = [
    "london-daily-*",
    "after-*",
    "extras-*",
    "feed-*",
    "pages-*",
    "offline-*",
    "kept-*",
    "words-*",
    "fonts-*",
    "icon-*",
];

/// Returns the headers of every file.
pub(super) fn headers(policy: &str) -> [(&'static str, String); 5] {
    [
        ("Content-Security-Policy", format!("{policy}; {FRAMES}")),
        ("Referrer-Policy", REFERRER.to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// Returns `_headers` for hosts that read it (Netlify, Cloudflare Pages), and snippets for the recipes of nginx and Caddy.
pub(super) fn files(policy: &str, paths: &Paths) -> Vec<OutputFile> {
    let headers = headers(policy);
    let front = paths.front();
    let mut hosted = format!("{front}*\n");
    let (mut nginx, mut caddy) = (String::new(), String::from("header {\n"));
    for (name, value) in &headers {
        hosted.push_str(&hosted_line(name, value));
        nginx.push_str(&directives(name, value));
        caddy.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    caddy.push_str("}\n");
    // By default, Netlify and Cloudflare make browsers revalidate every file.
    for files in HASHED {
        hosted.push_str(&format!("{front}{files}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    hosted.push_str(&format!("{front}content/*\n  Cache-Control: no-cache\n"));
    for feed in ["content/feed.json", "feed.json"] {
        hosted.push_str(&format!("{front}{feed}\n  Content-Type: application/feed+json; charset=utf-8\n"));
    }
    hosted.push_str(&format!("{front}app.webmanifest\n  Content-Type: application/manifest+json\n"));
    hosted.push_str(&format!("{front}rss.xml\n  Content-Type: application/rss+xml; charset=utf-8\n"));
    hosted.push_str(&format!("{front}atom.xml\n  Content-Type: application/atom+xml; charset=utf-8\n"));
    let file = |file: String, text| OutputFile { file, text, keeps_existing: false };
    vec![
        OutputFile { keeps_existing: true, ..file("_headers".to_owned(), hosted) },
        file(format!("{FOLDER}/headers.nginx"), nginx),
        file(format!("{FOLDER}/headers.caddy"), caddy),
    ]
}

/// Returns a line of `_headers`. Only the Content Security Policy can be too long for one; the line has then only the directive
/// that cannot stand in the pages themselves.
fn hosted_line(name: &str, value: &str) -> String {
    let line = format!("  {name}: {value}\n");
    if line.len() > HEADERS_LINE_BYTES { format!("  {name}: {FRAMES}\n") } else { line }
}

/// Returns a header as nginx directives. A value that is too long for one parameter is put together in a variable.
fn directives(name: &str, value: &str) -> String {
    const VARIABLE: &str = "london_daily_policy";
    if value.len() <= NGINX_PARAMETER_BYTES {
        return format!("add_header {name} \"{value}\" always;\n");
    }
    let mut directives = format!("set ${VARIABLE} \"\";\n");
    // Splitting at any byte cuts no character: a policy is ASCII only, since its host names are in Punycode.
    for part in value.as_bytes().chunks(NGINX_PARAMETER_BYTES) {
        let part = String::from_utf8_lossy(part);
        // The value so far, and one part more: set $policy "${policy}part".
        directives.push_str(&format!("set ${VARIABLE} \"${{{VARIABLE}}}{part}\";\n"));
    }
    directives + &format!("add_header {name} ${VARIABLE} always;\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_hosts_get_the_same_security_headers() {
        let files = files("default-src 'none'", &Paths::below("/news/"));
        let [hosted, nginx, caddy] = files.as_slice() else { panic!("three hosts") };
        assert!(
            hosted.text.starts_with(
                "/news/*\n  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n"
            )
        );
        for (name, value) in headers("default-src 'none'") {
            assert!(hosted.text.contains(&format!("  {name}: {value}\n")), "{name}");
            assert!(nginx.text.contains(&format!("add_header {name} \"{value}\" always;\n")), "{name}");
            assert!(caddy.text.contains(&format!("\t{name} \"{value}\"\n")), "{name}");
            // Inside quotes, nginx or Caddy would read these characters as syntax.
            assert!(!value.contains(['"', '$', '{', '\n', '\\']), "{name}");
        }
    }
}
