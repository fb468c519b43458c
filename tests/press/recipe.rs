//! The recipe for nginx, tried where there is one.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::{Ipv4Addr, TcpStream},
};

use london_daily::press;
use serde_json::json;

use crate::{
    desk::Desk,
    nginx::{self, Nginx},
};

/// nginx with a paper of one article.
struct Host {
    // Dropped first: it serves what lies on the desk.
    nginx: Nginx,
    desk: Desk,
}

impl Host {
    /// Prints the paper and serves it; `None` where there is no nginx.
    fn start() -> Option<Self> {
        let program = nginx::program()?;
        let desk = Desk::with_program(
            "/",
            &json!({
                "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
                "items": [{ "id": 1, "url": "/s/one/", "title": "One", "content_text": "Text. ".repeat(400) }],
            }),
        );
        desk.write("london-daily-0123456789abcdef_bg.wasm", vec![0; 4_096]);
        let options = press::Options { compress: true, ..desk.options() };
        press::print(&options, &()).unwrap_or_else(|finding| panic!("{finding}"));
        Some(Self { nginx: Nginx::serve(&program, &desk.path("")), desk })
    }

    fn get(&self, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.nginx.port())).expect("nginx answers");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n{headers}\r\n")
            .expect("it can be asked");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("a whole answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        Answer { head: String::from_utf8_lossy(&bytes[..end]).into_owned(), body: bytes[end + 4..].to_vec() }
    }
}

struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let value = found.next().map_or("", |(_, value)| value);
        assert!(found.next().is_none(), "{name} is there once: {}", self.head);
        value
    }
}

#[test]
fn nginx_serves_the_paper_by_the_recipe() {
    let Some(host) = Host::start() else {
        eprintln!("skipped: there is no nginx");
        return;
    };

    // Types, and how long each may be kept.
    let year = "public, max-age=31536000, immutable";
    for (path, kind, kept) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/article/one/", "text/html; charset=utf-8", "no-cache"),
        ("/content/feed.json", "application/feed+json; charset=utf-8", "no-cache"),
        ("/rss.xml", "application/rss+xml; charset=utf-8", "no-cache"),
        ("/atom.xml", "application/atom+xml; charset=utf-8", "no-cache"),
        ("/sitemap.xml", "application/xml; charset=utf-8", "no-cache"),
        ("/app.webmanifest", "application/manifest+json; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/london-daily-0123456789abcdef_bg.wasm", "application/wasm", year),
        ("/text.woff2", "font/woff2", "public, max-age=604800"),
    ] {
        let answer = host.get(path, "");
        assert_eq!(answer.status(), "200", "{path}");
        assert_eq!(answer.header("Content-Type"), kind, "{path}");
        assert_eq!(answer.header("Cache-Control"), kept, "{path}");
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff", "{path}");
    }

    // The policy of the page, and what only a header can say.
    for (path, status) in [
        ("/", "200"),
        ("/no/such/page/", "404"),
        ("/article/", "404"),
        ("/content/", "404"),
        ("/nothing.png", "404"),
    ] {
        let answer = host.get(path, "");
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        let (_, rest) =
            page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy");
        let policy = rest.split('"').next().unwrap_or_default();
        assert_eq!(answer.status(), status);
        assert_eq!(
            answer.header("Content-Security-Policy"),
            format!("{policy}; frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
        assert!(answer.header("Permissions-Policy").contains("camera=()"));
        assert_eq!(answer.header("Referrer-Policy"), "strict-origin-when-cross-origin");
    }

    // What is compressed already is sent so.
    let plain = host.get("/article/one/", "");
    let small = host.get("/article/one/", "Accept-Encoding: gzip\r\n");
    assert_eq!(small.header("Content-Encoding"), "gzip");
    assert_eq!(small.body, fs::read(host.desk.path("article/one/index.html.gz")).expect("the file"));
    assert!(plain.header("Content-Encoding").is_empty() && small.body.len() < plain.body.len() / 2);

    // What is unchanged is not sent again.
    let tag = plain.header("ETag");
    assert_eq!(host.get("/article/one/", &format!("If-None-Match: {tag}\r\n")).status(), "304");

    // One address for each page, and nothing of the press.
    let bare = host.get("/article/one", "");
    assert_eq!((bare.status(), bare.header("Location")), ("301", "/article/one/"));
    for hidden in ["/.press/manifest.json", "/.press/headers.nginx", "/_headers"] {
        assert_eq!(host.get(hidden, "").status(), "404", "{hidden}");
    }
}
