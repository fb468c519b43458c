//! HTTP headers that a host should send with each file, in the formats of several hosts. The Content Security Policy and the
//! referrer policy stand in the pages as well.

use london_daily::model::paths::Paths;

use super::{manifest::FOLDER, policy::REFERRER, syndication::OutputFile};

/// Permissions Policy: switches off browser features that no page uses.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
                           gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Directive that forbids other pages to embed the site. It has to be sent as a header: browsers ignore it in a `meta` element
/// (Content Security Policy Level 3).
const FRAMES: &str = "frame-ancestors 'none'";

/// Longest text in bytes that is written as one parameter for nginx, which allows 4,096.
const LONGEST_OF_NGINX: usize = 3_500;
/// Longest line of `_headers` in bytes that every host reads: Cloudflare Pages ignores longer ones.
const LONGEST_HOSTED: usize = 2_000;

/// Returns the headers of every file.
fn headers(policy: &str) -> [(&'static str, String); 5] {
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
        hosted.push_str(&line(name, value));
        nginx.push_str(&directives(name, value));
        caddy.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    caddy.push_str("}\n");
    // By default, Netlify and Cloudflare make browsers ask again for every file. Files with their hash in the name never change.
    for files in ["london-daily-*", "offline-*", "kept-*", "fonts-*", "icon-*"] {
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

/// Returns a line of `_headers`. If a policy is too long for one line, the line has only the directive that cannot stand in the
/// pages themselves.
fn line(name: &str, value: &str) -> String {
    let line = format!("  {name}: {value}\n");
    if line.len() > LONGEST_HOSTED { format!("  {name}: {FRAMES}\n") } else { line }
}

/// Returns a header as nginx directives. A value that is too long for one parameter is put together in a variable.
fn directives(name: &str, value: &str) -> String {
    const VARIABLE: &str = "$london_daily_policy";
    if value.len() <= LONGEST_OF_NGINX {
        return format!("add_header {name} \"{value}\" always;\n");
    }
    let mut directives = format!("set {VARIABLE} \"\";\n");
    // Splitting at any byte cuts no character: a policy is ASCII only, since its host names are in Punycode.
    for part in value.as_bytes().chunks(LONGEST_OF_NGINX) {
        let part = String::from_utf8_lossy(part);
        directives.push_str(&format!("set {VARIABLE} \"${{{}}}{part}\";\n", &VARIABLE[1..]));
    }
    directives + &format!("add_header {name} {VARIABLE} always;\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_hosts_say_the_same() {
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
