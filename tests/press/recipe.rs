//! The recipes for nginx and Caddy, tried where there are these servers.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    net::{Ipv4Addr, TcpStream},
};

use flate2::read::GzDecoder;
use serde_json::json;
use tempfile::TempDir;

use crate::{
    desk::{self, Desk},
    lockdown::withheld,
    recipes::{Program, Running},
};

/// How long a file with its hash in its name is kept.
const YEAR: &str = "public, max-age=31536000, immutable";

/// A server with a site of one article.
struct Host {
    // Dropped first: it serves the folder.
    running: Running,
    folder: TempDir,
    base: String,
}

impl Host {
    /// Prints a site that lives below this path and has pictures from this many other hosts, and serves it; `None` where there
    /// is no such server.
    fn start(program: Program, base: &str, hosts: usize) -> Option<Self> {
        let pictures =
            (0..hosts).map(|host| format!("<img src=\"https://pictures-{host:054}.paper.example/a.png\">"));
        let text = ["<p>Text. </p>".repeat(200), pictures.collect()].concat();
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
            "items": [{ "id": 1, "url": "/s/one/", "title": "One", "content_html": text }],
        });
        let desk = Desk::with_program(&format!("{base}/"), &feed);
        desk.write("london-daily-0123456789abcdef_bg.wasm", vec![0; 4_096]);
        for file in [
            "content/pictures/one.webp",
            "content/pictures/one.avif",
            "content/pictures/one.jpg",
            "content/recordings/one.mp3",
            "content/notes.txt",
            ".well-known/security.txt",
        ] {
            desk.write(file, "what it holds is all one");
        }
        let options = press::Options { compress: true, ..desk.options() };
        press::print(&options, &()).unwrap_or_else(|finding| panic!("{finding}"));
        let folder = TempDir::new().expect("a folder for the host");
        desk::copy(&desk.path(""), &folder.path().join(base.trim_start_matches('/')));
        let running = Running::serve(program, folder.path(), base);
        if running.is_none() {
            let _ = writeln!(io::stderr(), "NOT RUN: there is no {}", program.name());
        }
        Some(Self { running: running?, folder, base: base.to_owned() })
    }

    /// The answer for a path of the site.
    fn get(&self, path: &str, headers: &str) -> Answer {
        let mut stream =
            TcpStream::connect((Ipv4Addr::LOCALHOST, self.running.port())).expect("the server answers");
        write!(
            stream,
            "GET {}{path} HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n{headers}\r\n",
            self.base
        )
        .expect("it can be asked");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("a whole answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let mut answer = Answer {
            head: String::from_utf8_lossy(&bytes[..end]).into_owned(),
            body: bytes[end + 4..].to_vec(),
        };
        if answer.header("Transfer-Encoding") == "chunked" {
            answer.body = joined(&answer.body).expect("a whole body");
        }
        answer
    }

    /// Returns the bytes of the file behind a path of the site.
    fn file(&self, path: &str) -> Vec<u8> {
        let file = self.folder.path().join(format!("{}{path}", self.base).trim_start_matches('/'));
        fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// Types, and how long each file may be kept.
    fn assert_types(&self) {
        let hour = "public, max-age=3600, stale-while-revalidate=86400";
        let page = self.get("/", "");
        let page = String::from_utf8_lossy(&page.body);
        let (_, style) = page.split_once("<link rel=\"stylesheet\" href=\"").expect("the style of all pages");
        let style = style.split('"').next().and_then(|path| path.strip_prefix(&self.base)).expect("its path");
        for (path, kind, kept) in [
            ("/", "text/html; charset=utf-8", "no-cache"),
            ("/article/one/", "text/html; charset=utf-8", "no-cache"),
            ("/content/feed.json", "application/feed+json; charset=utf-8", "no-cache"),
            ("/feed.json", "application/feed+json; charset=utf-8", "no-cache"),
            ("/rss.xml", "application/rss+xml; charset=utf-8", "no-cache"),
            ("/atom.xml", "application/atom+xml; charset=utf-8", "no-cache"),
            ("/sitemap.xml", "application/xml; charset=utf-8", "no-cache"),
            ("/content/notes.txt", "text/plain; charset=utf-8", "no-cache"),
            ("/app.webmanifest", "application/manifest+json; charset=utf-8", "no-cache"),
            ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
            (style, "text/css; charset=utf-8", YEAR),
            ("/icon-1.svg", "image/svg+xml", "no-cache"),
            ("/london-daily-0123456789abcdef_bg.wasm", "application/wasm", YEAR),
            ("/text.woff2", "font/woff2", "public, max-age=604800"),
            ("/content/pictures/one.webp", "image/webp", hour),
            ("/content/pictures/one.avif", "image/avif", hour),
            ("/content/pictures/one.jpg", "image/jpeg", hour),
            ("/content/recordings/one.mp3", "audio/mpeg", hour),
        ] {
            let answer = self.get(path, "");
            assert_eq!(answer.status(), "200", "{path}");
            assert_eq!(answer.header("Content-Type"), kind, "{path}");
            assert_eq!(answer.header("Cache-Control"), kept, "{path}");
            assert_eq!(answer.header("X-Content-Type-Options"), "nosniff", "{path}");
        }
    }

    /// The policy of the page, and what only a header can say; the site's own page for whatever is missing.
    fn assert_locked_down(&self) {
        for (path, status) in [
            ("/", "200"),
            ("/no/such/page/", "404"),
            ("/article/", "404"),
            ("/content/", "404"),
            ("/nothing.png", "404"),
        ] {
            let answer = self.get(path, "");
            let page = String::from_utf8_lossy(&answer.body).into_owned();
            let (_, rest) =
                page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy");
            let policy = rest.split('"').next().unwrap_or_default();
            assert_eq!(answer.status(), status, "{path}");
            let sent = answer.header("Content-Security-Policy");
            assert!(sent.ends_with("; frame-ancestors 'none'"), "{path}: {sent}");
            assert_eq!(withheld(sent, policy), [""; 0], "{path}");
            assert_eq!(answer.header("Content-Type"), "text/html; charset=utf-8", "{path}");
            assert_eq!(answer.header("Cache-Control"), "no-cache", "{path}");
            assert_eq!(answer.header("Cross-Origin-Opener-Policy"), "same-origin", "{path}");
            assert!(answer.header("Permissions-Policy").contains("camera=()"), "{path}");
            assert_eq!(answer.header("Referrer-Policy"), "strict-origin-when-cross-origin", "{path}");
        }
        // The rules for a file go by its name, and there is no file.
        let absent = self.get("/gone-0123456789abcdef.js", "");
        assert_eq!((absent.status(), absent.header("Cache-Control")), ("404", "no-cache"));
    }

    /// Checks that the compressed copies of files are sent, with a `Vary` header: without it a cache would hand them to
    /// clients that cannot read them.
    fn assert_compressed(&self, program: Program) {
        let mut asked = vec![("gzip", "gzip", ".gz")];
        if program.knows_brotli() {
            asked.extend([("br", "br", ".br"), ("gzip, deflate, br", "br", ".br")]);
        }
        for (path, file) in
            [("/article/one/", "/article/one/index.html"), ("/feed.json", "/feed.json"), ("/sw.js", "/sw.js")]
        {
            let plain = self.get(path, "");
            assert!(plain.body == self.file(file), "{path} is sent whole");
            assert_eq!(plain.header("Content-Encoding"), "", "{path}");
            assert_eq!(plain.header("Vary"), "Accept-Encoding", "{path}");
            for (accepted, encoding, ending) in &asked {
                let small = self.get(path, &format!("Accept-Encoding: {accepted}\r\n"));
                assert_eq!(small.header("Content-Encoding"), *encoding, "{path} for {accepted}");
                assert!(small.body == self.file(&format!("{file}{ending}")), "{path} for {accepted}");
                assert_eq!(small.header("Content-Type"), plain.header("Content-Type"), "{path}");
                assert_eq!(small.header("Cache-Control"), plain.header("Cache-Control"), "{path}");
                assert_eq!(small.header("Vary"), "Accept-Encoding", "{path} for {accepted}");
            }
        }
    }

    /// Content is compressed as it goes out, so what was edited a moment ago is what is sent.
    fn assert_edited(&self) {
        const CONTENT: &str = "/content/feed.json";
        let file = self.folder.path().join(format!("{}{CONTENT}", self.base).trim_start_matches('/'));
        for edited in ["Another ", "A third "] {
            let text = self.file(CONTENT);
            fs::write(&file, [edited.as_bytes(), &text].concat()).expect("it can be edited");
            for (accepted, encoding) in [("", ""), ("Accept-Encoding: gzip, deflate, br\r\n", "gzip")] {
                let answer = self.get(CONTENT, accepted);
                assert_eq!(answer.header("Content-Encoding"), encoding);
                assert_eq!(answer.header("Vary"), "Accept-Encoding", "{encoding}");
                assert_eq!(answer.header("Cache-Control"), "no-cache", "{encoding}");
                let mut body = Vec::new();
                match encoding {
                    "gzip" => {
                        GzDecoder::new(answer.body.as_slice()).read_to_end(&mut body).map(drop).expect("gzip")
                    }
                    _ => body = answer.body.clone(),
                }
                assert!(body.starts_with(edited.as_bytes()) && body == self.file(CONTENT), "{encoding}");
            }
        }
    }

    /// Checks that an unchanged page is not sent again, that each page has one URL, and that the press's own files are hidden.
    fn assert_addresses(&self) {
        let plain = self.get("/article/one/", "");
        let tag = plain.header("ETag");
        assert_eq!(self.get("/article/one/", &format!("If-None-Match: {tag}\r\n")).status(), "304");
        let bare = self.get("/article/one", "");
        assert!(["301", "308"].contains(&bare.status()), "{}", bare.head);
        assert_eq!(bare.header("Location"), format!("{}/article/one/", self.base));
        for hidden in ["/.press/manifest.json", "/.press/headers.nginx", "/_headers"] {
            assert_eq!(self.get(hidden, "").status(), "404", "{hidden}");
        }
        assert_eq!(self.get("/.well-known/security.txt", "").status(), "200");
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

/// The body that was sent in pieces (RFC 9112, section 7.1), which is how Caddy sends what was compressed before; `None` when the
/// last of them is missing.
fn joined(mut pieces: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = pieces.windows(2).position(|two| two == b"\r\n")?;
        let size = str::from_utf8(&pieces[..end]).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = end + 2;
        whole.extend(pieces.get(start..start + size)?);
        pieces = pieces.get(start + size + 2..)?;
    }
}

fn assert_served(program: Program, base: &str) {
    let Some(host) = Host::start(program, base, 0) else { return };
    host.assert_types();
    host.assert_locked_down();
    host.assert_compressed(program);
    host.assert_edited();
    host.assert_addresses();
}

#[test]
fn nginx_serves_the_paper_by_the_recipe() {
    assert_served(Program::Nginx, "");
}

#[test]
fn nginx_serves_a_paper_below_a_path_by_the_recipe() {
    assert_served(Program::Nginx, "/news");
}

#[test]
fn caddy_serves_the_paper_by_the_recipe() {
    assert_served(Program::Caddy, "");
}

#[test]
fn caddy_serves_a_paper_below_a_path_by_the_recipe() {
    assert_served(Program::Caddy, "/news");
}

#[test]
fn a_paper_that_names_many_hosts_is_locked_down_as_well() {
    for program in [Program::Nginx, Program::Caddy] {
        let Some(host) = Host::start(program, "", 40) else { continue };
        host.assert_locked_down();
        let hosted = String::from_utf8(host.file("/_headers")).expect("text");
        let longest = hosted.lines().map(str::len).max();
        assert!(longest.is_some_and(|longest| longest <= 2_000), "{hosted}");
        assert!(hosted.contains("  Content-Security-Policy: frame-ancestors 'none'\n"), "{hosted}");
    }
}
