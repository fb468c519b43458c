//! A reader's browser, with a fresh profile.

use std::{
    io::{self, Write as _},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{
    command::Endpoint, console::ConsoleLine, driver::Driver, early::Early, engine::Engine, server::Server,
    traffic::Strangers, window::Screen,
};

/// How long a condition may take to come true. Generous: a slow machine is no failure, and a condition that holds is not
/// waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How often a condition is looked at.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(40);
/// The time limits of the app: of a request, and of the words and pieces of another page, which the browser itself opens then.
const TIME_LIMITS: [Duration; 2] = [Duration::from_secs(20), Duration::from_secs(4)];
/// How often a browser may be started in vain.
const ATTEMPTS: usize = 3;

/// One browser with one window. Closed when it is dropped; when the test is failing, it first tells what it shows.
pub(crate) struct Browser {
    client: Client,
    pub(super) engine: Engine,
    /// The scripts that the server puts into its pages, for engines whose drivers cannot.
    pub(super) early: Arc<Early>,
    /// Lines of the console from pages that were left.
    pub(super) said: Mutex<Vec<ConsoleLine>>,
    /// Requests that did not go to the server, in WebKit.
    pub(super) strangers: Option<Strangers>,
    // Dropped last: it ends the browser.
    pub(super) driver: Driver,
}

#[derive(Clone, Copy, Default)]
struct Particulars<'a> {
    traffic: bool,
    time_zone: Option<&'a str>,
}

/// The text that is seen in an element, or will be when it comes into sight: what is far from it is not laid out, and has no
/// `innerText`.
const SEEN: &str =
    "element => element?.checkVisibility() && !element.checkVisibility({ contentVisibilityAuto: true })
    ? element.textContent : element?.innerText";

impl Browser {
    /// Opens a browser with an empty profile, which is going to visit the server.
    pub(crate) async fn open(screen: Screen, server: &Server) -> Self {
        Self::open_with(screen, server, Particulars::default()).await
    }

    /// Opens a browser that remembers every request it makes; see [`Browser::requested`].
    pub(crate) async fn open_and_watch_traffic(screen: Screen, server: &Server) -> Self {
        Self::open_with(screen, server, Particulars { traffic: true, ..Particulars::default() }).await
    }

    /// Opens a browser in a time zone (IANA).
    pub(crate) async fn open_in_time_zone(screen: Screen, server: &Server, zone: &str) -> Self {
        Self::open_with(screen, server, Particulars { time_zone: Some(zone), ..Particulars::default() }).await
    }

    async fn open_with(screen: Screen, server: &Server, particulars: Particulars<'_>) -> Self {
        let engine = Engine::chosen();
        let strangers = match engine {
            Engine::WebKit if particulars.traffic => Some(Strangers::listen().await),
            _ => None,
        };
        let proxy = strangers.as_ref().map(Strangers::address);
        let capabilities = engine.capabilities(particulars.traffic, proxy);
        let (driver, client) = Self::start(engine, particulars.time_zone, &capabilities).await;
        let session = client.session_id().await.expect("the session is alive").expect("a session has an id");
        driver.serves(session);
        let early = server.early();
        let said = Mutex::default();
        let browser = Self { client, engine, early, said, strangers, driver };
        match engine {
            Engine::Chromium => {}
            Engine::Firefox => {
                browser.early.record_console();
                if particulars.traffic {
                    browser.note_requests().await;
                }
            }
            Engine::WebKit => {
                browser.early.record_console();
                browser.open_window_without_buttons().await;
            }
        }
        browser.resize(screen).await;
        browser
    }

    /// Starts a driver and its browser. On a busy machine a browser may end while it starts, which says nothing about any page:
    /// another is started then, with a driver of its own.
    async fn start(engine: Engine, time_zone: Option<&str>, capabilities: &Capabilities) -> (Driver, Client) {
        let mut failures = Vec::new();
        while failures.len() < ATTEMPTS {
            let driver = Driver::start(engine, time_zone);
            let attempt = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&driver.url())
                .await;
            match attempt {
                Ok(client) => return (driver, client),
                Err(error) => failures.push(error.to_string()),
            }
        }
        panic!("the driver starts {engine:?}: {}", failures.join("; "))
    }

    /// Moves to a window that can be as narrow as a phone's, as the first with its row of buttons cannot.
    async fn open_window_without_buttons(&self) {
        let first = self.client.windows().await.expect("windows can be counted");
        self.run("window.open('about:blank', '_blank', 'popup, noopener, width=800, height=600')", &[]).await;
        let started = Instant::now();
        let second = loop {
            let windows = self.client.windows().await.expect("windows can be counted");
            match windows.into_iter().find(|window| !first.contains(window)) {
                Some(window) => break window,
                None => assert!(started.elapsed() < PATIENCE, "a second window opens"),
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        };
        self.client.close_window().await.expect("the first window closes");
        self.client.switch_to_window(second).await.expect("the second window is there");
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Returns `true` if the browser is built on one of these engines, which cannot do what the test does next; the log then
    /// says why (see [`Browser::leaves_out`]).
    pub(crate) fn lacks(&self, engines: &[Engine], why: &str) -> bool {
        let lacks = engines.contains(&self.engine);
        if lacks {
            self.leaves_out(why);
        }
        lacks
    }

    /// Says why what comes now is left out, past the test harness: it is seen in the log of every run.
    pub(crate) fn leaves_out(&self, why: &str) {
        let test = thread::current().name().unwrap_or("a test").to_owned();
        let _ = writeln!(io::stderr(), "left out in {:?}: {test}: {why}", self.engine);
    }

    /// The WebDriver client, for what has no method here.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Goes to a URL; returns when the document is read, which may be before the app runs.
    pub(crate) async fn goto(&self, url: &str) {
        self.keep_console().await;
        let (document, _) = url.split_once('#').unwrap_or((url, ""));
        let leaves = !url.contains('#') || self.value("location.href.split('#')[0]").await != json!(document);
        self.leave(leaves).await;
        self.client.goto(url).await.unwrap_or_else(|error| panic!("the browser goes to {url}: {error}"));
        self.until_left(leaves).await;
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.keep_console().await;
        self.leave(true).await;
        self.client.refresh().await.expect("the page is reloaded");
        self.until_left(true).await;
    }

    /// Marks the document that is about to be left, if it is. WebKit's driver does not wait for the next one: when it is asked
    /// to, it waits for good wherever it is spoken to between the reading of a document and the last of its pictures.
    async fn leave(&self, leaves: bool) {
        if self.engine == Engine::WebKit && leaves {
            self.run("document.beingLeft = true", &[]).await;
        }
    }

    async fn until_left(&self, leaves: bool) {
        if self.engine == Engine::WebKit && leaves {
            self.until("!document.beingLeft && document.readyState !== 'loading'").await;
        }
    }

    /// The browser's Back button.
    pub(crate) async fn back(&self) {
        self.keep_console().await;
        self.client.back().await.expect("the browser goes back");
    }

    /// The browser's Forward button.
    pub(crate) async fn forward(&self) {
        self.keep_console().await;
        self.client.forward().await.expect("the browser goes forward");
    }

    /// Path, query and fragment of the page's URL.
    pub(crate) async fn path(&self) -> String {
        self.text_of("return location.pathname + location.search + location.hash").await
    }

    /// The document's title.
    pub(crate) async fn title(&self) -> String {
        self.text_of("return document.title").await
    }

    // --- Scripts -----------------------------------------------------------------------------------------------------

    /// Runs the body of a function in the page; `arguments` are its arguments.
    pub(crate) async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_run(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("the script runs: {error}\n{script}"))
    }

    /// The value of an expression in the page.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression})"), &[]).await
    }

    async fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.client.execute(script, arguments.to_vec()).await.map_err(|error| error.to_string())
    }

    async fn text_of(&self, script: &str) -> String {
        self.run(script, &[]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in every page from now on, before anything of the page itself: to put a stand-in in the place of one
    /// of the browser's interfaces.
    pub(crate) async fn before_each_page(&self, script: &str) {
        // In a block: what it names for itself would otherwise be in the way of the page's own scripts.
        let script = format!("{{ {script} }}");
        if self.engine == Engine::Chromium {
            self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        } else {
            self.early.add(script);
        }
    }

    /// Lets the clock run `factor` times as fast in every page from now on, and timers of at least `from` with it, so that a
    /// poll in a minute comes in a second. Shorter timers, such as the time limits of requests, stay what they are.
    pub(crate) async fn hurry(&self, from: Duration, factor: u32) {
        self.hurry_timers(&format!("time >= {}", from.as_millis()), factor).await;
    }

    /// The same for all timers but the time limits of requests and pieces: on a busy machine those would pass in vain.
    pub(crate) async fn hurry_all_but_time_limits(&self, factor: u32) {
        let spared = TIME_LIMITS.map(|limit| limit.as_millis());
        self.hurry_timers(&format!("!{spared:?}.includes(time)"), factor).await;
    }

    async fn hurry_timers(&self, which: &str, factor: u32) {
        self.before_each_page(&format!(
            "for (const name of ['setTimeout', 'setInterval']) {{
                 const real = window[name].bind(window);
                 window[name] = (f, time = 0, ...rest) => real(f, {which} ? time / {factor} : time, ...rest);
             }}
             for (const clock of [Date, performance]) {{
                 const real = clock.now.bind(clock);
                 const start = real();
                 clock.now = () => start + (real() - start) * {factor};
             }}"
        ))
        .await;
    }

    /// Lets the clock in every page from now on begin at this moment (RFC 3339).
    pub(crate) async fn set_clock(&self, moment: &str) {
        self.before_each_page(&format!(
            "const ahead = Date.parse({moment:?}) - Date.now(), now = Date.now.bind(Date);
             Date.now = () => now() + ahead;"
        ))
        .await;
    }

    // --- Waiting -----------------------------------------------------------------------------------------------------

    /// Waits until an expression in the page is true (as JavaScript sees it), and gives its value. An expression that
    /// throws is not true yet.
    pub(crate) async fn until(&self, expression: &str) -> Value {
        self.until_within(PATIENCE, expression).await
    }

    /// The same with another patience.
    pub(crate) async fn until_within(&self, patience: Duration, expression: &str) -> Value {
        let script = format!("const value = ({expression}); return value ? [value] : [];");
        let started = Instant::now();
        loop {
            let result = self.try_run(&script, &[]).await;
            if let Ok(Value::Array(values)) = &result
                && let Some(value) = values.first()
            {
                return value.clone();
            }
            if started.elapsed() > patience {
                let last = match result {
                    Ok(_) => "it stayed false".to_owned(),
                    Err(error) => format!("it threw: {error}"),
                };
                panic!("waited {patience:?} for\n    {expression}\n{last}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until something that the test itself can see holds, such as a request that reached the server.
    pub(crate) async fn until_that(&self, what: &str, holds: impl Fn() -> bool) {
        let started = Instant::now();
        while !holds() {
            assert!(started.elapsed() < PATIENCE, "waited {PATIENCE:?} until {what}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until an element is there and seen.
    pub(crate) async fn until_seen(&self, css: &str) {
        self.until(&format!(
            "document.querySelector({css:?})?.checkVisibility({{ visibilityProperty: true }})"
        ))
        .await;
    }

    /// Waits until an element is laid out, since it cannot be clicked before. A new row of a list that lays out only what is
    /// in sight needs at least a frame for that.
    pub(crate) async fn until_laid_out(&self, css: &str) {
        self.until(&format!(
            "document.querySelector({css:?})?.checkVisibility({{ contentVisibilityAuto: true }})"
        ))
        .await;
    }

    /// Waits until no element of that kind is seen.
    pub(crate) async fn until_gone(&self, css: &str) {
        self.until(&format!(
            "![...document.querySelectorAll({css:?})].some(element => element.checkVisibility({{ visibilityProperty: true }}))"
        ))
        .await;
    }

    /// Waits until the text that is seen in an element holds `text`.
    pub(crate) async fn until_text(&self, css: &str, text: &str) {
        self.until(&format!("({SEEN})(document.querySelector({css:?}))?.includes({})", json!(text))).await;
    }

    // --- Looking -----------------------------------------------------------------------------------------------------

    /// The element, waited for.
    pub(crate) async fn element(&self, css: &str) -> Element {
        self.until(&format!("!!document.querySelector({css:?})")).await;
        self.client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css} is there: {error}"))
    }

    /// How many elements there are now.
    pub(crate) async fn count(&self, css: &str) -> u64 {
        self.value(&format!("document.querySelectorAll({css:?}).length")).await.as_u64().unwrap_or_default()
    }

    /// The text that is seen in an element, waited for.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.element(css).await;
        self.text_of(&format!("return ({SEEN})(document.querySelector({css:?}))")).await
    }

    /// An attribute of an element, waited for.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.element(css).await;
        self.value(&format!("document.querySelector({css:?}).getAttribute({name:?})"))
            .await
            .as_str()
            .map(str::to_owned)
    }

    /// Returns role and name of the focused element, as the browser gives them to assistive technology.
    pub(crate) async fn focused(&self) -> (String, String) {
        let element = self.client.active_element().await.expect("an element has the focus").element_id();
        let ask = async |what: &str| {
            let answer = self
                .client
                .issue_cmd(Endpoint::get(format!("element/{}/{what}", element.as_ref() as &str)))
                .await;
            let answer = answer.unwrap_or_else(|error| panic!("the browser tells the {what}: {error}"));
            answer.as_str().unwrap_or_default().to_owned()
        };
        // Not every version of every engine cuts off the space between the words of a label and the field in it.
        (ask("computedrole").await, ask("computedlabel").await.trim().to_owned())
    }

    /// Runs the body of a function with the rights of Firefox itself; `browser` in it is what shows the page.
    pub(super) async fn privileged(&self, script: &str, arguments: &[Value]) -> Value {
        let context = async |name: &str| {
            let command = Endpoint::post("moz/context", json!({ "context": name }));
            self.client.issue_cmd(command).await.expect("Firefox changes between itself and the page");
        };
        context("chrome").await;
        let result =
            self.run(&format!("const browser = gBrowser.selectedBrowser; {script}"), arguments).await;
        context("content").await;
        result
    }

    /// A command of Chromium's own protocol.
    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.client
            .issue_cmd(Endpoint::post("goog/cdp/execute", json!({ "cmd": command, "params": parameters })))
            .await
            .unwrap_or_else(|error| panic!("the browser obeys {command}: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        // The last thing that is known about a page that failed, for whoever reads the log of a machine far away.
        let run = |script: &str| {
            let body = json!({ "script": script, "args": [] });
            self.driver
                .command("POST", "/execute/sync", Some(&body))
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default()
        };
        eprintln!("--- the page at {} in {:?}", run("return location.href"), self.engine);
        eprintln!("{}", run("return document.body.innerText.slice(0, 3000)"));
        for line in self.last_words() {
            eprintln!("--- console {line}");
        }
    }
}
