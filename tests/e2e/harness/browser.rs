//! A reader's browser: headless Chromium with a fresh profile.

use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{command::Endpoint, console::console_lines, driver::Driver, window::Screen};

/// How long a condition may take to come true. Generous: a slow machine is no failure, and a condition that holds is not
/// waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How often a condition is looked at.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// One browser with one window. Closed when it is dropped; when the test is failing, it first tells what it shows.
pub(crate) struct Browser {
    client: Client,
    session: String,
    // Dropped last: it ends the browser.
    driver: Driver,
}

impl Browser {
    /// Opens a browser with an empty profile.
    pub(crate) async fn open(screen: Screen) -> Self {
        Self::open_with(screen, json!({ "browser": "ALL" })).await
    }

    /// Opens a browser that remembers every request it makes; see [`Browser::requested`].
    pub(crate) async fn open_and_watch_traffic(screen: Screen) -> Self {
        Self::open_with(screen, json!({ "browser": "ALL", "performance": "ALL" })).await
    }

    async fn open_with(screen: Screen, logs: Value) -> Self {
        let driver = Driver::start();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(logs))
            .connect(&driver.url())
            .await
            .expect("chromedriver starts a browser");
        let session = client.session_id().await.expect("the session is alive").expect("a session has an id");
        let browser = Self { client, session, driver };
        browser.resize(screen).await;
        browser
    }

    /// The WebDriver client, for what has no method here.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Goes to an address; returns when the document is read, which may be before the program runs.
    pub(crate) async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("the browser goes to {url}: {error}"));
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.expect("the page is reloaded");
    }

    /// The browser's Back button.
    pub(crate) async fn back(&self) {
        self.client.back().await.expect("the browser goes back");
    }

    /// The browser's Forward button.
    pub(crate) async fn forward(&self) {
        self.client.forward().await.expect("the browser goes forward");
    }

    /// Path, query and fragment of the page's address.
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
        let source = json!({ "source": format!("{{ {script} }}") });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source).await;
    }

    /// Lets the clock run `factor` times as fast in every page from now on, and timers of at least `from` with it, so that a
    /// poll in a minute comes in a second. Shorter timers, such as the time limits of requests, stay what they are.
    pub(crate) async fn hurry(&self, from: Duration, factor: u32) {
        self.hurry_timers(&format!("time >= {}", from.as_millis()), factor).await;
    }

    /// The same for all timers but those of exactly this time, such as the time limits of requests.
    pub(crate) async fn hurry_all_but(&self, spared: Duration, factor: u32) {
        self.hurry_timers(&format!("time !== {}", spared.as_millis()), factor).await;
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

    /// Lets the clock in every page from now on begin at this moment (RFC 3339), for a reader in this time zone (IANA).
    pub(crate) async fn set_clock(&self, moment: &str, time_zone: &str) {
        self.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": time_zone })).await;
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

    /// Waits until no element of that kind is seen.
    pub(crate) async fn until_gone(&self, css: &str) {
        self.until(&format!(
            "![...document.querySelectorAll({css:?})].some(element => element.checkVisibility({{ visibilityProperty: true }}))"
        ))
        .await;
    }

    /// Waits until the text that is seen in an element holds `text`.
    pub(crate) async fn until_text(&self, css: &str, text: &str) {
        self.until(&format!("document.querySelector({css:?})?.innerText.includes({})", json!(text))).await;
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
        self.text_of(&format!("return document.querySelector({css:?}).innerText")).await
    }

    /// An attribute of an element, waited for.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.element(css).await;
        self.value(&format!("document.querySelector({css:?}).getAttribute({name:?})"))
            .await
            .as_str()
            .map(str::to_owned)
    }

    /// What assistive technology would call the element that has the focus: its role and name.
    pub(crate) async fn focused(&self) -> (String, String) {
        let node = self.cdp("Runtime.evaluate", json!({ "expression": "document.activeElement" })).await;
        let tree = self
            .cdp(
                "Accessibility.getPartialAXTree",
                json!({ "objectId": node["result"]["objectId"], "fetchRelatives": false }),
            )
            .await;
        let node = &tree["nodes"][0];
        let text = |key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
        (text("role"), text("name"))
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
            let path = format!("/session/{}/execute/sync", self.session);
            let body = json!({ "script": script, "args": [] });
            self.driver
                .command("POST", &path, Some(&body))
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default()
        };
        let path = format!("/session/{}/se/log", self.session);
        let log = self.driver.command("POST", &path, Some(&json!({ "type": "browser" }))).unwrap_or_default();
        eprintln!("--- the page at {}", run("return location.href"));
        eprintln!("{}", run("return document.body.innerText.slice(0, 3000)"));
        for line in console_lines(&log) {
            eprintln!("--- console {line}");
        }
    }
}

fn capabilities(logs: Value) -> serde_json::Map<String, Value> {
    let capabilities = json!({
        "browserName": "chrome",
        // The document, and not every picture in it: a test waits for what it needs.
        "pageLoadStrategy": "eager",
        "unhandledPromptBehavior": "ignore",
        "goog:loggingPrefs": logs,
        "goog:chromeOptions": {
            "args": [
                "--headless",
                // As root, and in containers, Chromium cannot build its sandbox.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Sound may start without a click, and is heard by nobody.
                "--autoplay-policy=no-user-gesture-required",
                "--mute-audio",
                "--window-size=1440,900",
                "--lang=en-GB",
            ],
        },
    });
    match capabilities {
        Value::Object(map) => map,
        _ => unreachable!("an object was written above"),
    }
}
