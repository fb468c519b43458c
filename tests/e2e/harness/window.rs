//! The reader's window and what the system around it is like.

use serde_json::{Value, json};

use super::browser::Browser;

/// What the reader holds in hand. Sizes are in CSS pixels.
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
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": width, "height": height,
                "deviceScaleFactor": 1, "mobile": screen.is_touched(),
            }),
        )
        .await;
        let touch = json!({ "enabled": screen.is_touched() });
        self.cdp("Emulation.setTouchEmulationEnabled", touch).await;
    }

    /// What a reader sees who zooms in a window of 1280 x 1024: the page has fewer CSS pixels, each of them larger. 400 %
    /// leaves 320 x 256.
    pub(crate) async fn zoom(&self, percent: u32) {
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": 1280 * 100 / percent, "height": 1024 * 100 / percent,
                "deviceScaleFactor": f64::from(percent) / 100.0, "mobile": false,
            }),
        )
        .await;
    }

    /// The system's preferences: `("prefers-color-scheme", "dark")`, `("prefers-reduced-motion", "reduce")`,
    /// `("forced-colors", "active")`. Those that are not named go back to what they are by themselves.
    pub(crate) async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Takes the network away, or gives it back.
    pub(crate) async fn offline(&self, offline: bool) {
        self.network(offline, 0, -1).await;
    }

    /// A network with this delay in milliseconds and speed in kilobits a second.
    pub(crate) async fn slow_network(&self, delay: u32, kilobits: i64) {
        self.network(false, delay, kilobits * 1000 / 8).await;
    }

    async fn network(&self, offline: bool, delay: u32, bytes_a_second: i64) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp(
            "Network.emulateNetworkConditions",
            json!({
                "offline": offline, "latency": delay,
                "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second,
            }),
        )
        .await;
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
