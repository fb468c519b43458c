//! The engines that readers' browsers are built on. The same tests run in each.

use std::{env, path::PathBuf};

use serde_json::{Map, Value, json};

/// An engine with its driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with WebKitWebDriver, on an X server of its own.
    WebKit,
}

impl Engine {
    /// The engine that `LONDON_DAILY_ENGINE` names: `chromium` (also when it names none), `firefox` or `webkit`.
    pub(crate) fn chosen() -> Self {
        match env::var("LONDON_DAILY_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("LONDON_DAILY_ENGINE is chromium, firefox or webkit, and not {other:?}"),
        }
    }

    /// Where the driver is: named by an environment variable of its own, or on the `PATH`.
    pub(crate) fn driver(self) -> PathBuf {
        let (variable, program) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        env::var_os(variable).unwrap_or_else(|| program.into()).into()
    }

    /// Returns the capabilities that a new session asks for. Chromium logs requests if `traffic` is `true`; WebKit sends them
    /// to `proxy`.
    pub(crate) fn capabilities(self, traffic: bool, proxy: Option<String>) -> Map<String, Value> {
        let mut capabilities = match self {
            Self::Chromium => chromium(traffic),
            Self::Firefox => firefox(),
            Self::WebKit => webkit(proxy),
        };
        // The document, and not every picture in it: a test waits for what it needs. For WebKit see `Browser::goto`.
        capabilities["pageLoadStrategy"] = json!(if self == Self::WebKit { "none" } else { "eager" });
        capabilities["unhandledPromptBehavior"] = json!("ignore");
        match capabilities {
            Value::Object(map) => map,
            _ => unreachable!("an object was written below"),
        }
    }
}

fn chromium(traffic: bool) -> Value {
    let logs =
        if traffic { json!({ "browser": "ALL", "performance": "ALL" }) } else { json!({ "browser": "ALL" }) };
    json!({
        "browserName": "chrome",
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
    })
}

fn firefox() -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless"],
            "prefs": {
                "intl.accept_languages": "en-GB, en",
                // Sound may start without a click, and is heard by nobody.
                "media.autoplay.default": 0,
                "media.volume_scale": "0.0",
                // A new browser for each test needs no processes in reserve, and has nobody to report to.
                "dom.ipc.processPrelaunch.enabled": false,
                "browser.pagethumbnails.capturing_disabled": true,
                "app.normandy.enabled": false,
                "messaging-system.rsexperimentloader.enabled": false,
                "network.http.speculative-parallel-limit": 0,
            },
        },
    })
}

fn webkit(proxy: Option<String>) -> Value {
    let mut capabilities = json!({
        "webkitgtk:browserOptions": {
            "binary": mini_browser(),
            "args": [
                "--automation",
                "--autoplay-policy=allow",
                // The window that is tested is one of these; see `Browser::open`.
                "--javascript-can-open-windows-automatically=true",
            ],
        },
    });
    if let Some(proxy) = proxy {
        capabilities["proxy"] = json!({
            "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": ["127.0.0.1"],
        });
    }
    capabilities
}

/// The browser that comes with the library, which its driver does not find by itself.
fn mini_browser() -> PathBuf {
    let named = env::var_os("WEBKIT_BROWSER");
    named.expect("WEBKIT_BROWSER names WebKitGTK's MiniBrowser; `cargo xtask test e2e` sets it").into()
}
