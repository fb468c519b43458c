//! What a host is to say with each file, in the words of several hosts. The same policy stands in the pages themselves.

use london_daily::model::paths::Paths;

use super::{manifest::FOLDER, policy::REFERRER, syndication::OutputFile};

/// What no page of the paper uses.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
                           gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// A page cannot say of itself that it may not be shown within another.
const FRAMES: &str = "frame-ancestors 'none'";

/// Bytes of one text that nginx takes, with some to spare: it has 4,096 for a parameter.
const LONGEST_OF_NGINX: usize = 3_500;
/// Bytes of one line of `_headers` that every host reads: Cloudflare Pages passes over what is longer.
const LONGEST_HOSTED: usize = 2_000;

/// The headers of every file.
fn headers(policy: &str) -> [(&'static str, String); 5] {
    [
        ("Content-Security-Policy", format!("{policy}; {FRAMES}")),
        ("Referrer-Policy", REFERRER.to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// `_headers` for hosts that read it (Netlify, Cloudflare Pages), and pieces for the recipes of nginx and Caddy.
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
    // Netlify and Cloudflare let a file be kept only if told so; what has its hash in its name never changes.
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

/// A line of `_headers`. Of a policy that is too long for one, it has what pages cannot say of themselves.
fn line(name: &str, value: &str) -> String {
    let line = format!("  {name}: {value}\n");
    if line.len() > LONGEST_HOSTED { format!("  {name}: {FRAMES}\n") } else { line }
}

/// The header in nginx's words: a value that is too long for a parameter is put together in a variable.
fn directives(name: &str, value: &str) -> String {
    const VARIABLE: &str = "$london_daily_policy";
    if value.len() <= LONGEST_OF_NGINX {
        return format!("add_header {name} \"{value}\" always;\n");
    }
    let mut directives = format!("set {VARIABLE} \"\";\n");
    // All of it is ASCII: hosts are in Punycode.
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
            // Within quotes neither may be followed by anything else.
            assert!(!value.contains(['"', '$', '{', '\n', '\\']), "{name}");
        }
    }
}
