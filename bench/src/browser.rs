//! Headless Chromium, driven through chromedriver: WebDriver for the page, and the DevTools protocol for the rest.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// A browser of its own, which ends with this value.
pub(crate) struct Browser {
    driver: Child,
    /// The driver ends when nobody hears it any more.
    _said: BufReader<ChildStdout>,
    session: String,
}

/// How the page reaches the browser, and how fast the browser is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conditions {
    pub(crate) name: &'static str,
    /// Milliseconds before the first byte of an answer, and kilobytes in a second; `None`: as fast as it goes.
    network: Option<(u32, u32)>,
    /// How many times slower the processor is made.
    slowdown: u32,
}

/// What Lighthouse calls slow 4G, and a processor a quarter as fast.
pub(crate) const SLOW: Conditions =
    Conditions { name: "slow 4G, 4x slower CPU", network: Some((562, 180)), slowdown: 4 };
/// Only the processor a quarter as fast.
pub(crate) const SLOW_CPU: Conditions = Conditions { name: "4x slower CPU", network: None, slowdown: 4 };
/// As this machine is.
pub(crate) const FAST: Conditions = Conditions { name: "unthrottled", network: None, slowdown: 1 };

impl Browser {
    /// Starts a browser whose pages all begin with `script`.
    pub(crate) fn start(chromedriver: &Path, conditions: Conditions, script: &str) -> Result<Self> {
        let mut driver = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} could not be started", chromedriver.display()))?;
        let mut said = BufReader::new(driver.stdout.take().context("chromedriver says nothing")?);
        let port = said
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
        let answer = post(&base, &capabilities)?;
        let id = answer["sessionId"].as_str().context("chromedriver opens no session")?;
        let browser = Self { driver, _said: said, session: format!("{base}/{id}") };
        browser.devtools("Network.enable", json!({}))?;
        browser.devtools("Performance.enable", json!({}))?;
        if let Some((latency, rate)) = conditions.network {
            browser.devtools(
                "Network.emulateNetworkConditions",
                json!({ "offline": false, "latency": latency, "downloadThroughput": rate * 1000, "uploadThroughput": rate * 470 }),
            )?;
        }
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": conditions.slowdown }))?;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))?;
        Ok(browser)
    }

    /// Sends a command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        post(&format!("{}/goog/cdp/execute", self.session), &json!({ "cmd": command, "params": parameters }))
    }

    /// Forgets everything that it has from any host.
    pub(crate) fn forget(&self, origin: &str) -> Result<()> {
        self.visit("about:blank")?;
        self.devtools("Network.clearBrowserCache", json!({}))?;
        self.devtools("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" }))?;
        Ok(())
    }

    /// Goes to an address, and comes back when it has loaded.
    pub(crate) fn visit(&self, address: &str) -> Result<()> {
        post(&format!("{}/url", self.session), &json!({ "url": address })).map(|_| ())
    }

    /// The value of an expression.
    pub(crate) fn value(&self, expression: &str) -> Result<Value> {
        post(
            &format!("{}/execute/sync", self.session),
            &json!({ "script": format!("return ({expression})"), "args": [] }),
        )
    }

    /// What an asynchronous function resolves to; `body` is what stands in it.
    pub(crate) fn resolved(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {body} }})().then(done, error => done('failed: ' + error));"
        );
        let value =
            post(&format!("{}/execute/async", self.session), &json!({ "script": script, "args": [] }))?;
        match value.as_str() {
            Some(failure) if failure.starts_with("failed: ") => bail!("{failure}"),
            _ => Ok(value),
        }
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&self, expression: &str) -> Result<()> {
        let patience = Instant::now() + Duration::from_secs(60);
        while self.value(&format!("Boolean({expression})"))? != json!(true) {
            if Instant::now() > patience {
                bail!("waited for a minute in vain for: {expression}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Figures that the browser keeps on the page: `Nodes`, `JSHeapUsedSize`, `JSEventListeners` and others.
    pub(crate) fn metric(&self, name: &str) -> Result<f64> {
        let answer = self.devtools("Performance.getMetrics", json!({}))?;
        let metrics = answer["metrics"].as_array().context("the browser keeps no figures")?;
        let found = metrics.iter().find(|metric| metric["name"] == name);
        found
            .and_then(|metric| metric["value"].as_f64())
            .with_context(|| format!("there is no figure {name}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Whatever fails here, the process ends.
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn post(address: &str, body: &Value) -> Result<Value> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut answer: Value = agent.post(address).send_json(body)?.body_mut().read_json()?;
    let value = answer["value"].take();
    if let Some(error) = value["error"].as_str() {
        bail!("{error}: {}", value["message"].as_str().unwrap_or_default());
    }
    Ok(value)
}
