//! Pictures of pages, for people to look at, and to compare.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{browser::Browser, command::Endpoint, engine::Engine};

impl Browser {
    /// Writes a picture of the window as `name.png`, if `LONDON_DAILY_SCREENSHOTS` names a folder.
    pub(crate) async fn picture(&self, name: &str) {
        self.take_picture(name, false).await;
    }

    /// Writes a picture of the whole page, however long.
    pub(crate) async fn picture_of_all(&self, name: &str) {
        self.take_picture(name, true).await;
    }

    async fn take_picture(&self, name: &str, all: bool) {
        let Some(folder) = std::env::var_os("LONDON_DAILY_SCREENSHOTS") else {
            return;
        };
        let folder = Path::new(&folder);
        fs::create_dir_all(folder).expect("the folder for pictures can be made");
        let png = match (self.engine, all) {
            (Engine::Chromium, true) => self.chromium_picture_of_all().await,
            (Engine::Firefox, true) => {
                let command = Endpoint::get("moz/screenshot/full".into());
                decoded(&self.client().issue_cmd(command).await.expect("a picture is taken"))
            }
            // WebKit pictures the window only.
            _ => self.client().screenshot().await.expect("a picture is taken"),
        };
        fs::write(folder.join(format!("{name}.png")), png).expect("the picture can be written");
    }

    /// Returns a picture of the whole page as Chromium takes it, in PNG.
    pub(crate) async fn chromium_picture_of_all(&self) -> Vec<u8> {
        let options = json!({ "format": "png", "captureBeyondViewport": true });
        decoded(&self.cdp("Page.captureScreenshot", options).await["data"])
    }
}

fn decoded(data: &Value) -> Vec<u8> {
    STANDARD.decode(data.as_str().unwrap_or_default()).expect("the browser encodes pictures in base64")
}
