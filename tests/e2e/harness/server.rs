//! A static file host with a copy of the built site, which can be told to fail in every way that hosts fail.
//!
//! With `LONDON_DAILY_SERVER=nginx` (or `caddy`) it has the files from an nginx behind it that serves the folder by the recipe
//! in `recipes/`: the site comes with nginx's headers, policy, compressed files and page for errors. The faults, the scripts
//! that tests put into pages, and the record of requests stay here. So do folders without a printed site: they have no headers
//! that press wrote, and the recipe does not start without.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime},
};

use http::{
    HeaderValue, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, LAST_MODIFIED, RETRY_AFTER,
    },
};
use serde_json::Value;
use tempfile::TempDir;
use test_server::{Answer, Files, Listener, Request, Response, Service, response, with_body};

use super::{
    early::{self, Early},
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
    /// Answers 200 with this content type and body, over and over without an end.
    Endless(&'static str, String),
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
pub(crate) struct Server(Listener<Host>);

struct Host {
    // Dropped first: it serves the folder.
    upstream: Option<Upstream>,
    set_by_program: bool,
    files: Files,
    folder: TempDir,
    /// The path below which the site lives, without a slash at its end: empty at the root.
    base: &'static str,
    early: Arc<Early>,
    rules: Mutex<Rules>,
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
        if server.host().upstream.is_none() {
            server.set_fallback(Fallback::NotFoundPage);
        }
        server
    }

    /// `set_by_program`: every URL is a page of the app, also those that are no files.
    async fn serve(folder: TempDir, base: &'static str, set_by_program: bool) -> Self {
        let upstream = Upstream::chosen(folder.path(), base);
        let is_alone = upstream.is_none();
        let host = Host {
            set_by_program,
            files: Files::of(folder.path()),
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
        };
        Self(Listener::open(host).await.expect("a port is free"))
    }

    fn host(&self) -> &Host {
        self.0.service()
    }

    /// `http://127.0.0.1:…` without a slash at the end.
    pub(crate) fn origin(&self) -> String {
        self.0.origin()
    }

    /// The whole URL of a path, which begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}", self.origin(), self.path(path))
    }

    /// A path of the site, as it stands in URLs.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.host().base)
    }

    /// Returns the scripts that are put into every page before everything else.
    pub(super) fn early(&self) -> Arc<Early> {
        Arc::clone(&self.host().early)
    }

    /// The file behind a path: tests may change it.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.host().folder.path().join(self.path(path).trim_start_matches('/'))
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

    /// Removes a file, and what press has made of it for those who read it compressed.
    pub(crate) fn remove(&self, path: &str) {
        let file = self.file(path);
        fs::remove_file(&file).unwrap_or_else(|error| panic!("{path} can be removed: {error}"));
        remove_compressed(&file).expect("what was made of the file can be removed");
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
        self.host().rules().faults.insert(self.path(path), fault);
    }

    /// Lets a path (as it was given to `fail`) work again.
    pub(crate) fn heal(&self, path: &str) {
        self.host().rules().faults.remove(&self.path(path));
    }

    /// Sets the answer to URLs that are no files.
    pub(crate) fn set_fallback(&self, fallback: Fallback) {
        self.host().rules().fallback = Some(fallback);
    }

    /// The `Cache-Control` of every answer; `None` sends none, or what the server behind says.
    pub(crate) fn set_cache_control(&self, value: Option<&str>) {
        self.host().rules().cache_control = value.map(str::to_owned);
    }

    /// Closes the port: the browser finds nobody there.
    pub(crate) async fn go_away(&self) {
        self.0.close().await;
    }

    /// Opens the same port again.
    pub(crate) async fn come_back(&self) {
        self.0.reopen().await.expect("the port that was just closed is free");
    }

    /// Every request so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.0.requests()
    }

    /// The requests for one path.
    pub(crate) fn requests_for(&self, path: &str) -> Vec<Request> {
        let path = self.path(path);
        self.requests().into_iter().filter(|request| request.path() == path).collect()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget_requests(&self) {
        self.0.take_requests();
    }
}

impl Host {
    fn rules(&self) -> MutexGuard<'_, Rules> {
        self.rules.lock().expect("no test panics here")
    }

    /// Returns the answer of the server behind, or that of the folder, changed as the rules say.
    async fn respond(&self, request: &Request, rules: &Rules) -> io::Result<Response> {
        let early = may_be_page(request.path()) && !self.early.is_empty();
        let asked = if early { request.unconditional() } else { request.clone() };
        let mut response = self.ask(&asked).await?;
        if response.status() == StatusCode::NOT_FOUND {
            let fallback = rules.fallback.filter(|_| is_address(request.path()));
            response = match fallback.and_then(Fallback::page) {
                Some((file, status)) => self.page_instead(file, status, &asked).await?,
                None if self.upstream.is_none() => page(404, "Not found"),
                None => response,
            };
        }
        let is_page = text_of(&response, CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
        if early && is_page {
            let body = self.early.put_into(response.body());
            response = without_marks(with_body(response, body));
            let policy = text_of(&response, CONTENT_SECURITY_POLICY).map(early::let_into);
            if let Some(policy) = policy {
                set(&mut response, CONTENT_SECURITY_POLICY, &policy);
            }
        }
        if self.set_by_program {
            // It is the printed pages': their styles are written as one, those of the template are not.
            response.headers_mut().remove(CONTENT_SECURITY_POLICY);
        }
        match rules.cache_control.as_deref() {
            // A page that was kept would not have the scripts that came later.
            Some(value) if early && is_page && value != "no-store" => {
                set(&mut response, CACHE_CONTROL, "no-cache");
            }
            Some(value) => set(&mut response, CACHE_CONTROL, value),
            None => {}
        }
        Ok(response)
    }

    async fn ask(&self, request: &Request) -> io::Result<Response> {
        match &self.upstream {
            Some(upstream) => upstream.ask(request).await,
            None => self.files.answer(request).await,
        }
    }

    /// Returns a file of the site with this status, whole: 304 would be an answer to another question.
    async fn page_instead(&self, file: &str, status: u16, request: &Request) -> io::Result<Response> {
        let path = format!("{}/{file}", self.base);
        let uri = path.parse().map_err(io::Error::other)?;
        let mut response = self.ask(&Request { uri, ..request.unconditional() }).await?;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::from_u16(status).map_err(io::Error::other)?;
        }
        Ok(response)
    }

    async fn answer_with(
        &self,
        fault: Option<&Fault>,
        request: &Request,
        rules: &Rules,
    ) -> io::Result<Answer> {
        Ok(match fault {
            None => self.respond(request, rules).await?.into(),
            Some(Fault::Silence) => Answer::Silence,
            Some(Fault::HangUp) => Answer::HangUp,
            Some(Fault::Slow(time)) => {
                tokio::time::sleep(*time).await;
                self.respond(request, rules).await?.into()
            }
            Some(Fault::Status(status)) => page(*status, "Something is wrong here").into(),
            Some(Fault::RetryAfter(status, seconds)) => {
                let mut response = page(*status, "Come back later");
                response.headers_mut().insert(RETRY_AFTER, (*seconds).into());
                response.into()
            }
            Some(Fault::Html) => not_kept(page(200, "A page that nobody asked for")).into(),
            Some(Fault::Body(kind, text)) => not_kept(response(200, kind, text.clone())).into(),
            Some(Fault::Endless(kind, text)) => Answer::Endless(not_kept(response(200, kind, text.clone()))),
            Some(Fault::CutOff) => Answer::CutOff(self.respond(&request.unconditional(), rules).await?),
            Some(Fault::Half) => {
                let response = self.respond(&request.unconditional(), rules).await?;
                let half = response.body().slice(..response.body().len() / 2);
                without_marks(with_body(response, half)).into()
            }
        })
    }
}

impl Service for Host {
    async fn answer(&self, request: &Request) -> Answer {
        if !self.counts(request) {
            self.early.take(&request.body);
            return response(204, "text/plain", "").into();
        }
        let rules = self.rules().clone();
        let answer = self.answer_with(rules.fault_for(request.path()), request, &rules).await;
        // A server behind that gives up leaves nothing to send on.
        answer.unwrap_or(Answer::HangUp)
    }

    fn counts(&self, request: &Request) -> bool {
        request.path() != early::CONSOLE
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

fn may_be_page(path: &str) -> bool {
    !has_extension(path) || path.ends_with(".html")
}

/// Returns `true` if the path may be one of the site's pages, and not one that leads out of it.
fn is_address(path: &str) -> bool {
    !has_extension(path) && path.split('/').all(|part| part != "..")
}

fn page(status: u16, text: &str) -> Response {
    let html = format!("<!doctype html><title>{status}</title><p>{text}");
    response(status, "text/html; charset=utf-8", html)
}

fn text_of(response: &Response, name: HeaderName) -> Option<&str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

fn set(response: &mut Response, name: HeaderName, value: &str) {
    let value = HeaderValue::from_str(value).expect("it can stand in a header");
    response.headers_mut().insert(name, value);
}

/// Without the marks of the file, which is not what is sent: the browser would keep what was sent for good.
fn without_marks(mut response: Response) -> Response {
    for name in [ETAG, LAST_MODIFIED] {
        response.headers_mut().remove(name);
    }
    response
}

/// A fault that browsers kept would outlive its healing.
fn not_kept(mut response: Response) -> Response {
    set(&mut response, CACHE_CONTROL, "no-store");
    response
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
