//! A reader's browser, a publisher's server, and ways to break both.

#![allow(dead_code, reason = "what a reader can do, whether or not a test does it yet")]

mod axe;
mod browser;
mod command;
mod console;
mod desktop;
mod driver;
mod early;
mod engine;
mod hands;
mod pictures;
mod server;
mod sign_up;
mod sound;
mod traffic;
mod upstream;
mod visits;
mod window;

use std::{env, path::PathBuf};

pub(crate) use browser::Browser;
pub(crate) use engine::Engine;
pub(crate) use fantoccini::key::Key;
pub(crate) use server::{Fallback, Fault, Server};
pub(crate) use sign_up::{Reply, SignUpService};
pub(crate) use upstream::chosen as server_behind;
pub(crate) use visits::{FEED, HEADLINES, LEAD, LEAD_DOCUMENT, SPECIMEN, has_come, item, strings};
pub(crate) use window::Screen;

/// A server with the built site, and a browser that has not been anywhere yet.
pub(crate) async fn paper(screen: Screen) -> (Server, Browser) {
    let server = server().await;
    let browser = Browser::open(screen, &server).await;
    (server, browser)
}

/// A server with the built site, for a test that opens its browser itself.
pub(crate) async fn server() -> Server {
    Server::start(&dist()).await
}

/// The same with its printed pages, as it is published; and a browser without service workers, which ask a server for what no
/// page asks for, and without voices, which not every machine has and which bring a button to pages.
pub(crate) async fn printed_paper(screen: Screen) -> (Server, Browser) {
    let server = printed_server().await;
    let browser = Browser::open(screen, &server).await;
    let none = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
                Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: {
                    getVoices: () => [], speak() {}, cancel() {}, pause() {}, resume() {},
                    addEventListener() {}, removeEventListener() {},
                } });";
    browser.before_each_page(none).await;
    (server, browser)
}

/// A server with the printed site, for a test that opens its browser itself.
pub(crate) async fn printed_server() -> Server {
    Server::start_printed(&dist()).await
}

/// A server with the gallery of components.
pub(crate) async fn gallery_server() -> Server {
    Server::start_printed(&built("LONDON_DAILY_GALLERY")).await
}

/// A server with the printed site that was built to live below the path `base`.
pub(crate) async fn printed_server_below(base: &'static str) -> Server {
    Server::start_printed_below(base, &built("LONDON_DAILY_DIST_BELOW")).await
}

/// The built site.
fn dist() -> PathBuf {
    built("LONDON_DAILY_DIST")
}

/// The built site that this variable names.
///
/// # Panics
///
/// Where it names none: there is nothing to show to a browser, and no test passes that has not run.
fn built(variable: &str) -> PathBuf {
    let dist = env::var_os(variable).map(PathBuf::from).filter(|dist| dist.join("index.html").is_file());
    dist.unwrap_or_else(|| {
        panic!("{variable} does not name a built site; `cargo xtask test e2e` does it all")
    })
}
