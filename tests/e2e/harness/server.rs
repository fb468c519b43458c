//! A static file host with a copy of the built site, which can be told to fail in every way that hosts fail.
//!
//! With `LONDON_DAILY_SERVER=nginx` (or `caddy`) it has the files from an nginx behind it that serves the folder by the recipe
//! in `recipes/`: the site comes with nginx's headers, policy, compressed files and page for errors. The faults, the scripts
//! that tests put into pages, and the record of requests stay here. So do folders without a printed site: they have no headers
//! that press wrote, and the recipe does not start without.

use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    fs::{self, File},
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{
    early::{self, Early},
    http::{Connection, Request, Response},
    listener::{Listener, Service},
    upstream::Upstream,
};

/// How a URL misbehaves.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Answers with this status and a small HTML page, as hosts do.
    Status(u16),
    /// Answers with this status and `Retry-After` in seconds.
    RetryAfter(u16, u32),
    /// Answers 200 with an HTML page, whatever was asked for.
    Html,
    /// Answers 200 with this content type and body.
    Body(&'static str, String),
    /// Promises the whole file, sends half of it and hangs up.
    CutOff,
    /// Sends half of the file as if it were the whole.
    Half,
    /// Takes the request and never answers.
    Silence,
    /// Hangs up without an answer.
    HangUp,
    /// Answers as usual, after this time.
    Slow(Duration),
}

/// The answer of a host to a URL that is no file and has no extension, such as `/article/some-story/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// `index.html` with 200, as hosts for applications do.
    Page,
    /// `index.html` with 404, as hosts do that have it as their page for errors.
    PageNotFound,
    /// `404.html` with 404, as the recipes say.
    NotFoundPage,
    /// A plain 404.
    None,
}

impl Fallback {
    /// The file of the site that is sent, and the status that it is sent with.
    fn page(self) -> Option<(&'static str, u16)> {
        match self {
            Self::Page => Some(("index.html", 200)),
            Self::PageNotFound => Some(("index.html", 404)),
            Self::NotFoundPage => Some(("404.html", 404)),
            Self::None => None,
        }
    }
}

/// A running host. Gone when it is dropped, with its folder.
pub(crate) struct Server {
    listener: Listener<Host>,
    host: Arc<Host>,
}

struct Host {
    // Dropped first: it serves the folder.
    upstream: Option<Upstream>,
    set_by_program: bool,
    folder: TempDir,
    /// The path below which the site lives, without a slash at its end: empty at the root.
    base: &'static str,
    early: Arc<Early>,
    rules: Mutex<Rules>,
    requests: Mutex<Vec<Request>>,
}

#[derive(Clone)]
struct Rules {
    /// By path; a path that ends in `*` stands for all that begin like it.
    faults: BTreeMap<String, Fault>,
    /// `None`: what the server behind does.
    fallback: Option<Fallback>,
    /// `None`: none, or what the server behind says.
    cache_control: Option<String>,
}

impl Server {
    /// Serves a copy of the folder `dist` on a free port, without its printed pages: every page is rendered by the app, from
    /// the content as it is when it is fetched.
    pub(crate) async fn start(dist: &Path) -> Self {
        let folder = copied(dist, "");
        unprint(folder.path()).expect("the printed pages can be taken away");
        Self::serve(folder, "", true).await
    }

    /// The same with its printed pages, as it is published.
    pub(crate) async fn start_printed(dist: &Path) -> Self {
        Self::serve(copied(dist, ""), "", false).await
    }

    /// The same below the path `base`, for which the site was built. All paths that the server is given are those of the site:
    /// they begin there.
    pub(crate) async fn start_printed_below(base: &'static str, dist: &Path) -> Self {
        let server = Self::serve(copied(dist, base), base, false).await;
        if server.host.upstream.is_none() {
            server.set_fallback(Fallback::NotFoundPage);
        }
        server
    }

    /// `set_by_program`: every URL is a page of the app, also those that are no files.
    async fn serve(folder: TempDir, base: &'static str, set_by_program: bool) -> Self {
        let upstream = Upstream::chosen(folder.path(), base);
        let is_alone = upstream.is_none();
        let host = Arc::new(Host {
            set_by_program,
            folder,
            base,
            early: Arc::default(),
            rules: Mutex::new(Rules {
                faults: BTreeMap::new(),
                fallback: (is_alone || set_by_program).then_some(Fallback::Page),
                // Large static hosts send this. A site that relied on it would show an old edition for ten minutes.
                cache_control: is_alone.then(|| "max-age=600".into()),
            }),
            upstream,
            requests: Mutex::new(Vec::new()),
        });
        let listener = Listener::open(Arc::clone(&host)).await;
        Self { listener, host }
    }

    /// `http://127.0.0.1:…` without a slash at the end.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.listener.address())
    }

    /// The whole URL of a path, which begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}", self.origin(), self.path(path))
    }

    /// A path of the site, as it stands in URLs.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.host.base)
    }

    /// Returns the scripts that are put into every page before everything else.
    pub(super) fn early(&self) -> Arc<Early> {
        Arc::clone(&self.host.early)
    }

    /// The file behind a path: tests may change it.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.host.folder.path().join(self.path(path).trim_start_matches('/'))
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.file(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("a folder can be made in the server's copy");
        }
        let before = fs::metadata(&file).and_then(|known| known.modified()).ok();
        fs::write(&file, text).expect("a file can be written in the server's copy");
        remove_compressed(&file).expect("what was made of the file before can be removed");
        // Hosts tell the states of a file apart by whole seconds; editors do not write twice in one.
        if let Some(before) = before {
            let written = File::options().append(true).open(&file);
            written
                .and_then(|written| {
                    written.set_modified(before.max(SystemTime::now()) + Duration::from_secs(1))
                })
                .expect("a file's time can be set");
        }
    }

    /// The JSON document behind a path.
    pub(crate) fn json(&self, path: &str) -> Value {
        let text =
            fs::read_to_string(self.file(path)).unwrap_or_else(|error| panic!("{path} can be read: {error}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path} is JSON: {error}"))
    }

    /// Changes the JSON document behind a path, as an editor does while readers have the page open.
    pub(crate) fn edit_json(&self, path: &str, change: impl FnOnce(&mut Value)) {
        let mut document = self.json(path);
        change(&mut document);
        self.write(path, document.to_string());
    }

    /// Makes a path fail from now on; one that ends in `*` stands for all that begin like it. The longest that fits counts.
    pub(crate) fn fail(&self, path: &str, fault: Fault) {
        self.host.rules().faults.insert(self.path(path), fault);
    }

    /// Lets a path (as it was given to `fail`) work again.
    pub(crate) fn heal(&self, path: &str) {
        self.host.rules().faults.remove(&self.path(path));
    }

    /// Sets the answer to URLs that are no files.
    pub(crate) fn set_fallback(&self, fallback: Fallback) {
        self.host.rules().fallback = Some(fallback);
    }

    /// The `Cache-Control` of every answer; `None` sends none, or what the server behind says.
    pub(crate) fn set_cache_control(&self, value: Option<&str>) {
        self.host.rules().cache_control = value.map(str::to_owned);
    }

    /// Closes the port: the browser finds nobody there.
    pub(crate) async fn go_away(&self) {
        self.listener.close().await;
    }

    /// Opens the same port again.
    pub(crate) async fn come_back(&self) {
        self.listener.reopen().await;
    }

    /// Every request so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.host.requests().clone()
    }

    /// The requests for one path.
    pub(crate) fn requests_for(&self, path: &str) -> Vec<Request> {
        let path = self.path(path);
        self.requests().into_iter().filter(|request| request.path == path).collect()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget_requests(&self) {
        self.host.requests().clear();
    }
}

impl Host {
    fn rules(&self) -> MutexGuard<'_, Rules> {
        self.rules.lock().expect("no test panics here")
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().expect("no test panics here")
    }

    async fn answer(&self, request: &Request, rules: &Rules) -> io::Result<Response> {
        match &self.upstream {
            Some(upstream) => self.answer_from(upstream, request, rules).await,
            None => Ok(self.answer_alone(request, rules)),
        }
    }

    /// Returns the answer of the server behind, changed as the rules say.
    async fn answer_from(
        &self,
        upstream: &Upstream,
        request: &Request,
        rules: &Rules,
    ) -> io::Result<Response> {
        let may_be_page = !has_extension(&request.path) || request.path.ends_with(".html");
        let early = may_be_page && !self.early.is_empty();
        let asked = if early { request.unconditional() } else { request.clone() };
        let mut response = upstream.ask(&asked).await?;
        if response.status == 404
            && !has_extension(&request.path)
            && let Some((file, status)) = rules.fallback.and_then(Fallback::page)
        {
            response = upstream.ask(&Request { path: format!("{}/{file}", self.base), ..asked }).await?;
            response.status = status;
        }
        let is_page = response.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        if early && is_page {
            let body = self.early.put_into(std::mem::take(&mut response.body));
            // It is the mark of the page without the scripts.
            response = response.with_body(body).without("etag").without("last-modified");
            if let Some(policy) = response.header("content-security-policy").map(early::let_into) {
                response =
                    response.without("content-security-policy").with("Content-Security-Policy", policy);
            }
        }
        if self.set_by_program {
            // It is the printed pages': their styles are written as one, those of the template are not.
            response = response.without("content-security-policy");
        }
        Ok(match &rules.cache_control {
            Some(value) => response.without("cache-control").with("Cache-Control", value.clone()),
            None => response,
        })
    }

    fn answer_alone(&self, request: &Request, rules: &Rules) -> Response {
        let fallback = rules.fallback.unwrap_or(Fallback::None);
        let Some((file, status)) = self.find(&request.path, fallback) else {
            return page(404, "Not found");
        };
        let Ok(mut body) = fs::read(&file) else {
            return page(404, "Not found");
        };
        let early = file.extension().is_some_and(|extension| extension == "html") && !self.early.is_empty();
        if early {
            body = self.early.put_into(body);
        }
        let tag = entity_tag(&body);
        let mut response = if status == 200 && request.header("if-none-match") == Some(&tag) {
            Response::empty(304)
        } else {
            part(request, status, content_type(&file), body)
        };
        response = response.with("ETag", tag).with("Accept-Ranges", "bytes");
        match &rules.cache_control {
            // A page that was kept would not have the scripts that came later.
            Some(value) if early && value != "no-store" => response.with("Cache-Control", "no-cache"),
            Some(value) => response.with("Cache-Control", value.clone()),
            None => response,
        }
    }

    /// The file for a path, and the status that it is sent with.
    fn find(&self, path: &str, fallback: Fallback) -> Option<(PathBuf, u16)> {
        let relative = percent_decoded(path.trim_start_matches('/'))?;
        if relative.split('/').any(|part| part == "..") {
            return None;
        }
        let root = self.folder.path();
        let file = root.join(&relative);
        if file.is_file() {
            return Some((file, 200));
        }
        let index = file.join("index.html");
        if index.is_file() {
            return Some((index, 200));
        }
        let (file, status) = fallback.page().filter(|_| !has_extension(path))?;
        Some((root.join(self.base.trim_start_matches('/')).join(file), status))
    }
}

impl Service for Host {
    async fn serve(self: Arc<Self>, mut connection: Connection) -> io::Result<()> {
        while let Some(request) = connection.request().await? {
            if request.path == early::CONSOLE {
                self.early.take(&request.body);
                connection.respond(&request.method, &Response::empty(204)).await?;
                continue;
            }
            self.requests().push(request.clone());
            let rules = self.rules().clone();
            let response = match rules.fault_for(&request.path) {
                None => self.answer(&request, &rules).await?,
                Some(Fault::Silence) => {
                    connection.stay_silent().await;
                    return Ok(());
                }
                Some(Fault::HangUp) => return Ok(()),
                Some(Fault::Slow(time)) => {
                    connection.wait(*time).await;
                    self.answer(&request, &rules).await?
                }
                Some(Fault::Status(status)) => page(*status, "Something is wrong here"),
                Some(Fault::RetryAfter(status, seconds)) => {
                    page(*status, "Come back later").with("Retry-After", seconds.to_string())
                }
                // A fault that browsers kept would outlive its healing.
                Some(Fault::Html) => {
                    page(200, "A page that nobody asked for").with("Cache-Control", "no-store")
                }
                Some(Fault::Body(kind, text)) => {
                    Response::new(200, kind, text.as_bytes()).with("Cache-Control", "no-store")
                }
                Some(Fault::CutOff) => self.answer(&request.unconditional(), &rules).await?.cut_off(),
                Some(Fault::Half) => {
                    let mut response = self.answer(&request.unconditional(), &rules).await?;
                    let mut body = std::mem::take(&mut response.body);
                    body.truncate(body.len() / 2);
                    // The mark of the whole on the half would make the browser keep the half for good.
                    response.with_body(body).without("etag").without("last-modified")
                }
            };
            if !connection.respond(&request.method, &response).await? {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Rules {
    fn fault_for(&self, path: &str) -> Option<&Fault> {
        self.faults
            .iter()
            .filter(|(pattern, _)| match pattern.strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => *pattern == path,
            })
            .max_by_key(|(pattern, _)| pattern.len())
            .map(|(_, fault)| fault)
    }
}

fn has_extension(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

fn page(status: u16, text: &str) -> Response {
    let html = format!("<!doctype html><title>{status}</title><p>{text}");
    Response::new(status, "text/html; charset=utf-8", html)
}

/// The whole body, or the part of it that was asked for: browsers seek in recordings with `Range`.
fn part(request: &Request, status: u16, kind: &str, body: Vec<u8>) -> Response {
    let length = body.len();
    let range = request.header("range").filter(|_| status == 200);
    let Some(range) = range.and_then(|range| range.strip_prefix("bytes=")) else {
        return Response::new(status, kind, body);
    };
    let (first, last) = range.split_once('-').unwrap_or((range, ""));
    let bounds = match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) => (first, last.min(length.saturating_sub(1))),
        (Ok(first), Err(_)) => (first, length.saturating_sub(1)),
        (Err(_), Ok(count)) => (length.saturating_sub(count), length.saturating_sub(1)),
        (Err(_), Err(_)) => return Response::new(status, kind, body),
    };
    match body.get(bounds.0..=bounds.1) {
        Some(part) => Response::new(206, kind, part)
            .with("Content-Range", format!("bytes {}-{}/{length}", bounds.0, bounds.1)),
        None => Response::empty(416).with("Content-Range", format!("bytes */{length}")),
    }
}

fn entity_tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("mp3") => "audio/mpeg",
        Some("ogg" | "opus") => "audio/ogg",
        Some("m4a") => "audio/mp4",
        _ => "application/octet-stream",
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A folder with a copy of the built site, where it lies for a host to serve it below `base`.
fn copied(dist: &Path, base: &str) -> TempDir {
    let folder = TempDir::with_prefix("london-daily-").expect("a temporary folder can be made");
    copy(dist, &folder.path().join(base.trim_start_matches('/'))).expect("the built paper can be copied");
    folder
}

/// Leaves of a site what Trunk built of it.
fn unprint(folder: &Path) -> io::Result<()> {
    let press = folder.join(".press");
    let Ok(manifest) = fs::read(press.join("manifest.json")) else {
        return Ok(());
    };
    let manifest: Value = serde_json::from_slice(&manifest)?;
    for file in manifest["pages"].as_object().into_iter().flatten().map(|(file, _)| file) {
        fs::remove_file(folder.join(file))?;
        remove_compressed(&folder.join(file))?;
    }
    fs::rename(press.join("template.html"), folder.join("index.html"))
}

/// Removes what press has made of a file for those who read it compressed, if it has.
fn remove_compressed(file: &Path) -> io::Result<()> {
    for ending in [".br", ".gz"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Copies a folder; links in it are followed, so that the copy stands alone.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
