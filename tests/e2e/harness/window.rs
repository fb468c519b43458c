//! The reader's window and what the system around it is like.

use serde_json::{Value, json};

use super::{browser::Browser, engine::Engine};

/// The reader's device. Sizes are in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// 360 x 740, touch.
    Phone,
    /// 820 x 1180, touch.
    Tablet,
    /// 1440 x 900, mouse.
    Desktop,
    /// Any other size, with a mouse.
    Sized(u32, u32),
}

impl Screen {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 740),
            Self::Tablet => (820, 1180),
            Self::Desktop => (1440, 900),
            Self::Sized(width, height) => (width, height),
        }
    }

    fn is_touched(self) -> bool {
        matches!(self, Self::Phone | Self::Tablet)
    }
}

impl Browser {
    /// Gives the page another size, and touch or a mouse.
    pub(crate) async fn resize(&self, screen: Screen) {
        let (width, height) = screen.size();
        self.fit(width, height, 100, screen.is_touched()).await;
    }

    /// Zooms as a reader does in a window of 1280 x 1024: the page has fewer CSS pixels, each of them larger. 400 % leaves
    /// 320 x 256 (WCAG 2.2, 1.4.10).
    pub(crate) async fn zoom(&self, percent: u32) {
        self.fit(1280 * 100 / percent, 1024 * 100 / percent, percent, false).await;
    }

    /// Makes the processor that many times slower, in Chromium.
    pub(crate) async fn slow_down(&self, times: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
    }

    async fn fit(&self, width: u32, height: u32, percent: u32, touched: bool) {
        match self.engine {
            Engine::Chromium => {
                self.cdp(
                    "Emulation.setDeviceMetricsOverride",
                    json!({
                        "width": width, "height": height,
                        "deviceScaleFactor": f64::from(percent) / 100.0, "mobile": touched,
                    }),
                )
                .await;
                let touch = json!({ "enabled": touched });
                self.cdp("Emulation.setTouchEmulationEnabled", touch).await;
            }
            Engine::Firefox => {
                let scale = f64::from(percent) / 100.0;
                self.privileged(
                    "const [width, height, scale, touched] = arguments;
                     Object.assign(browser.style, { flex: 'none', minWidth: '0', minHeight: '0',
                                                    width: `${width}px`, height: `${height}px` });
                     browser.browsingContext.overrideDPPX = scale;
                     browser.browsingContext.touchEventsOverride = touched ? 'enabled' : 'disabled';
                     // In Firefox's bits a finger is coarse (1); a mouse is fine (2) and can hover (4).
                     for (const name of ['ui.primaryPointerCapabilities', 'ui.allPointerCapabilities'])
                         Services.prefs.setIntPref(name, touched ? 1 : 6);",
                    &[json!(width), json!(height), json!(scale), json!(touched)],
                )
                .await;
                self.until_size(width, height).await;
            }
            // It knows neither touch nor a scale; what is laid out depends on the size alone.
            Engine::WebKit => {
                let (_, _, outer_width, outer_height) = self.window_rect().await;
                let inner = self.value("[innerWidth, innerHeight]").await;
                let beside = |outer: u64, inner: &Value| {
                    u32::try_from(outer.saturating_sub(inner.as_u64().unwrap_or_default()))
                        .unwrap_or_default()
                };
                let (right, above) = (beside(outer_width, &inner[0]), beside(outer_height, &inner[1]));
                self.client()
                    .set_window_rect(0, 0, width + right, height + above)
                    .await
                    .expect("the window takes its size");
                self.until_size(width, height).await;
            }
        }
    }

    async fn window_rect(&self) -> (u64, u64, u64, u64) {
        self.client().get_window_rect().await.expect("the window has a size")
    }

    async fn until_size(&self, width: u32, height: u32) {
        self.until(&format!("innerWidth === {width} && innerHeight === {height}")).await;
    }

    /// Shows pages as they are printed, in Chromium.
    pub(crate) async fn show_as_on_paper(&self) {
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    }

    /// The system's preferences: `("prefers-color-scheme", "dark")`, `("prefers-reduced-motion", "reduce")`. Those that are not
    /// named go back to what they are by themselves.
    pub(crate) async fn prefer(&self, features: &[(&str, &str)]) {
        let is = |name: &str, value: &str| features.contains(&(name, value));
        let (dark, still) = (is("prefers-color-scheme", "dark"), is("prefers-reduced-motion", "reduce"));
        match self.engine {
            Engine::Chromium => {
                let features: Vec<Value> =
                    features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
                self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
            }
            Engine::Firefox => {
                self.privileged(
                    "const [dark, still] = arguments;
                     browser.browsingContext.prefersColorSchemeOverride = dark ? 'dark' : 'none';
                     Services.prefs.setIntPref('ui.prefersReducedMotion', still ? 1 : 0);",
                    &[json!(dark), json!(still)],
                )
                .await;
            }
            Engine::WebKit => {
                self.driver.desktop().expect("WebKit stands on a desktop").prefer(dark, still);
            }
        }
        // Only Chromium obeys before it answers.
        self.until(&format!(
            "matchMedia('(prefers-color-scheme: dark)').matches === {dark} \
             && matchMedia('(prefers-reduced-motion: reduce)').matches === {still}"
        ))
        .await;
    }

    /// Takes the network away, or gives it back.
    pub(crate) async fn offline(&self, offline: bool) {
        match self.engine {
            Engine::Chromium => {
                self.cdp("Network.enable", json!({})).await;
                self.cdp(
                    "Network.emulateNetworkConditions",
                    json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }),
                )
                .await;
            }
            Engine::Firefox => {
                // Offline it still reaches its own machine, where the tests' servers are.
                self.privileged(
                    "const [offline] = arguments;
                     const blocks = window.offlineObserver ??= { observe(subject) {
                         const channel = subject.QueryInterface(Ci.nsIHttpChannel);
                         if (channel.loadInfo.browsingContext?.top === browser.browsingContext)
                             channel.cancel(Cr.NS_ERROR_OFFLINE);
                     } };
                     Services.io.offline = offline;
                     if (offline) Services.obs.addObserver(blocks, 'http-on-modify-request');
                     else Services.obs.removeObserver(blocks, 'http-on-modify-request');",
                    &[json!(offline)],
                )
                .await;
            }
            // It has no such setting: a stand-in takes the place of what the page can see of the network.
            Engine::WebKit => {
                self.run(
                    "window.realFetch ??= window.fetch;
                     const [offline] = arguments;
                     Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !offline });
                     window.fetch = offline ? () => Promise.reject(new TypeError('Load failed')) : window.realFetch;
                     window.dispatchEvent(new Event(offline ? 'offline' : 'online'));",
                    &[json!(offline)],
                )
                .await;
            }
        }
        self.until(&format!("navigator.onLine === {}", !offline)).await;
    }

    /// Lets pages run no scripts from now on; those of the driver still run. WebKit's driver cannot.
    pub(crate) async fn forbid_scripts(&self) {
        match self.engine {
            Engine::Chromium => {
                self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
            }
            Engine::Firefox => {
                self.privileged("browser.browsingContext.allowJavascript = false;", &[]).await;
            }
            Engine::WebKit => panic!("without the page's scripts its driver has none either"),
        }
    }

    /// Puts the page in the background, or brings it back: `document.visibilityState` follows.
    pub(crate) async fn hide(&self, hidden: bool) {
        self.run(
            "Object.defineProperty(document, 'visibilityState',
                 { configurable: true, get: () => arguments[0] ? 'hidden' : 'visible' });
             Object.defineProperty(document, 'hidden', { configurable: true, get: () => arguments[0] });
             document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));",
            &[json!(hidden)],
        )
        .await;
    }
}
