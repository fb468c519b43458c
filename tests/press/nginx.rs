//! The recipe for nginx, tried where there is one.

use std::{
    env, fs,
    io::{Read as _, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use london_daily::press;
use serde_json::json;

use crate::desk::Desk;

const PATIENCE: Duration = Duration::from_secs(20);

struct Nginx {
    process: Child,
    port: u16,
    desk: Desk,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master process ends its workers when it is asked to, not when it is killed.
        let pid = self.process.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE && matches!(self.process.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Nginx {
    /// Serves a printed paper by the recipe; `None` where there is no nginx.
    fn start() -> Option<Self> {
        let places = env::split_paths(&env::var_os("PATH")?).chain(["/usr/sbin".into()]).collect::<Vec<_>>();
        let program = places.iter().map(|folder| folder.join("nginx")).find(|file| file.is_file())?;
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

        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).ok()?.port();
        let dist = desk.path("");
        let recipe = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("recipes/nginx.conf"));
        let recipe = recipe
            .expect("the recipe")
            .replace("/srv/london-daily", dist.to_str().expect("a plain path").trim_end_matches('/'))
            .replace("listen 8080;", &format!("listen 127.0.0.1:{port};"));
        desk.write(".nginx/recipe.conf", recipe);
        let folder = desk.path(".nginx").display().to_string();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|name| format!("{name}_temp_path {folder}/{name};"))
            .collect();
        // As root it would otherwise read files as somebody who may not.
        let whole = format!(
            "user root; daemon off; worker_processes 1; pid {folder}/pid; error_log stderr; events {{}}\n\
             http {{ access_log off; {temporary} include {folder}/recipe.conf; }}"
        );
        desk.write(".nginx/nginx.conf", whole);
        let process = Command::new(program)
            .args(["-p", &folder, "-c", &format!("{folder}/nginx.conf")])
            .stdin(Stdio::null())
            .spawn()
            .expect("nginx can be started");
        let nginx = Self { process, port, desk };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, nginx.port)).is_err() {
            assert!(started.elapsed() < PATIENCE, "nginx does not answer");
            thread::sleep(Duration::from_millis(20));
        }
        Some(nginx)
    }

    fn get(&self, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("nginx answers");
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
    let Some(nginx) = Nginx::start() else {
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
        let answer = nginx.get(path, "");
        assert_eq!(answer.status(), "200", "{path}");
        assert_eq!(answer.header("Content-Type"), kind, "{path}");
        assert_eq!(answer.header("Cache-Control"), kept, "{path}");
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff", "{path}");
    }

    // The policy of the page, and what only a header can say.
    for (path, status) in [("/", "200"), ("/no/such/page/", "404"), ("/nothing.png", "404")] {
        let answer = nginx.get(path, "");
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
    let plain = nginx.get("/article/one/", "");
    let small = nginx.get("/article/one/", "Accept-Encoding: gzip\r\n");
    assert_eq!(small.header("Content-Encoding"), "gzip");
    assert_eq!(small.body, fs::read(nginx.desk.path("article/one/index.html.gz")).expect("the file"));
    assert!(plain.header("Content-Encoding").is_empty() && small.body.len() < plain.body.len() / 2);

    // What is unchanged is not sent again.
    let tag = plain.header("ETag");
    assert_eq!(nginx.get("/article/one/", &format!("If-None-Match: {tag}\r\n")).status(), "304");

    // One address for each page, and nothing of the press.
    let bare = nginx.get("/article/one", "");
    assert_eq!((bare.status(), bare.header("Location")), ("301", "/article/one/"));
    for hidden in ["/.press/manifest.json", "/.press/headers.nginx", "/_headers", "/.nginx/nginx.conf"] {
        assert_eq!(nginx.get(hidden, "").status(), "404", "{hidden}");
    }
}
