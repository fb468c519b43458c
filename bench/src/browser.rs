//! Headless Chromium, driven through chromedriver: WebDriver for the page, and the DevTools protocol for the rest.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// A browser process, which ends when this value is dropped.
pub(crate) struct Browser {
    driver: Child,
    /// Kept open: the driver ends when it cannot write to its standard output.
    _output: BufReader<ChildStdout>,
    session: String,
}

/// The longest time that a condition in the page is waited for.
const TIMEOUT: Duration = Duration::from_secs(60);

impl Browser {
    /// Starts a browser that runs `script` at the beginning of each page.
    pub(crate) fn start(chromedriver: &Path, script: &str) -> Result<Self> {
        let mut driver = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} could not be started", chromedriver.display()))?;
        let mut output = BufReader::new(driver.stdout.take().context("chromedriver has no standard output")?);
        let port = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                Some(line.split("started successfully on port ").nth(1)?.trim_end_matches('.').to_owned())
            })
            .context("chromedriver does not say on which port it listens")?;
        let base = format!("http://127.0.0.1:{port}/session");
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--window-size=412,823", "--enable-precise-memory-info",
            ] },
        } } });
        let response = post(&base, &capabilities)?;
        let id = response["sessionId"].as_str().context("chromedriver opens no session")?;
        let browser = Self { driver, _output: output, session: format!("{base}/{id}") };
        browser.devtools("Performance.enable", json!({}))?;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))?;
        Ok(browser)
    }

    /// Sends a command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        post(&format!("{}/goog/cdp/execute", self.session), &json!({ "cmd": command, "params": parameters }))
    }

    /// Loads a page, and returns after its load event.
    pub(crate) fn visit(&self, url: &str) -> Result<()> {
        post(&format!("{}/url", self.session), &json!({ "url": url })).map(|_| ())
    }

    /// Evaluates an expression in the page.
    pub(crate) fn value(&self, expression: &str) -> Result<Value> {
        post(
            &format!("{}/execute/sync", self.session),
            &json!({ "script": format!("return ({expression})"), "args": [] }),
        )
    }

    /// Runs an asynchronous function with this body in the page, and returns the value that it resolves to.
    pub(crate) fn resolved(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {body} }})().then(done, error => done('failed: ' + error));"
        );
        let value =
            post(&format!("{}/execute/async", self.session), &json!({ "script": script, "args": [] }))?;
        match value.as_str() {
            Some(message) if message.starts_with("failed: ") => bail!("{message}"),
            _ => Ok(value),
        }
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&self, expression: &str) -> Result<()> {
        let deadline = Instant::now() + TIMEOUT;
        while self.value(&format!("Boolean({expression})"))? != json!(true) {
            if Instant::now() > deadline {
                bail!("not true within {} s: {expression}", TIMEOUT.as_secs());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Returns one of the browser's metrics of the page: `Nodes`, `JSHeapUsedSize`, `JSEventListeners` and others.
    pub(crate) fn metric(&self, name: &str) -> Result<f64> {
        let response = self.devtools("Performance.getMetrics", json!({}))?;
        let metrics = response["metrics"].as_array().context("the browser has no metrics")?;
        let found = metrics.iter().find(|metric| metric["name"] == name);
        found
            .and_then(|metric| metric["value"].as_f64())
            .with_context(|| format!("there is no metric {name}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // If the session cannot be closed, the process is ended all the same.
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn post(url: &str, body: &Value) -> Result<Value> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut response: Value = agent.post(url).send_json(body)?.body_mut().read_json()?;
    let value = response["value"].take();
    if let Some(error) = value["error"].as_str() {
        bail!("{error}: {}", value["message"].as_str().unwrap_or_default());
    }
    Ok(value)
}
