//! Pages as they are published: printed, and hydrated by the app that comes after them.

mod adopting;
mod changed;
mod completing;
mod fuzz;
mod numbered;
mod without;

use serde_json::Value;

use crate::harness::{Browser, LEAD, SPECIMEN, Screen, Server, printed_paper};

/// A page of each kind, by its path. That of saved stories comes before an article is opened, which it would list.
const PAGES: [&str; 9] = [
    "/",
    "/saved/",
    LEAD,
    SPECIMEN,
    "/section/world/",
    "/topic/diplomacy/",
    "/archive/",
    "/archive/page/1/",
    "/404.html",
];

/// A script that notes the elements and the text of a page before the app comes, and every movement after that. Earlier
/// movements come from fonts. The app starts when its wasm is there and the page has been parsed: wasm that was cached may be
/// there first. Only Chromium reports movements; all engines show that the elements stay the same ones.
///
/// `whole` becomes true when the app has read the whole feed and has done what directly follows: all of that waits for the
/// promise of the feed's last bytes, and a timer that is started when this promise is fulfilled fires later. `fallen` becomes true
/// when anything is thrown that nobody catches: what follows from the feed may then never come.
const WATCH: &str = "
    window.whole = false;
    window.fallen = false;
    const body = Object.getOwnPropertyDescriptor(Response.prototype, 'body').get;
    Object.defineProperty(Response.prototype, 'body', { configurable: true, get() {
        const stream = body.call(this);
        if (!this.url.endsWith('/feed.json')) return stream;
        const getReader = stream.getReader.bind(stream);
        stream.getReader = (...options) => {
            const reader = getReader(...options);
            const read = reader.read.bind(reader);
            reader.read = (...into) => {
                const part = read(...into);
                part.then(({ done }) => { if (done) setTimeout(() => { window.whole = true; }); }, () => {});
                return part;
            };
            return reader;
        };
        return stream;
    } });
    for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, () => { window.fallen = true; });
    window.shifts = [];
    const begun = () => Math.max(
        performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm'))?.responseEnd ?? Infinity,
        performance.getEntriesByType('navigation')[0].domInteractive || Infinity);
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) new PerformanceObserver(list => shifts.push(...list.getEntries().filter(({ startTime }) => startTime > begun()).map(({ value, sources }) =>
        `${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.textContent).join(' | ')}`)))
        .observe({ type: 'layout-shift', buffered: true });
    window.elements = () => [...document.querySelectorAll('#app *')];
    window.emptied = 0;
    addEventListener('DOMContentLoaded', () => {
        window.before = elements();
        window.text = document.getElementById('app').textContent;
        new MutationObserver(() => emptied += !document.querySelector('#app')?.textContent.trim())
            .observe(document.body, { childList: true, subtree: true });
    });";

/// The elements that are others than before the app came: those that are gone, and those that are new.
const CHANGES: &str = "[before.filter(element => !elements().includes(element)), elements().filter(element => !before.includes(element))]
    .map(changed => changed.map(element => element.outerHTML.slice(0, 200)))";

/// A server with the printed site and a browser that watches for movement.
async fn watched(screen: Screen) -> (Server, Browser) {
    let (server, browser) = printed_paper(screen).await;
    browser.before_each_page(WATCH).await;
    (server, browser)
}

/// Fails when an element is not the one that was printed, or when anything has moved.
async fn assert_unmoved(browser: &Browser, page: &str) {
    browser.frames().await;
    let changes = browser.value(CHANGES).await;
    assert_eq!(changes, serde_json::json!([[], []]), "{page}: elements are gone, or new");
    assert_eq!(browser.value("shifts").await, Value::Array(Vec::new()), "{page} has moved");
}

/// Waits until the page has completed itself: about two seconds after the app came, it fetches the whole edition, of which it
/// carried a part. Fails if the console holds an error or a warning by then.
async fn assert_quiet_until_whole(browser: &Browser) {
    browser.until("window.whole || window.fallen").await;
    browser.frames().await;
    browser.assert_quiet(&[]).await;
}

/// The path of the app's wasm.
fn wasm(server: &Server) -> String {
    server.path_of("_bg.wasm")
}

/// The file of the printed page at a path.
fn file_of(path: &str) -> String {
    format!("{path}index.html")
}

/// Changes the printed page at a path.
fn rewrite(server: &Server, path: &str, from: &str, to: &str) {
    let file = file_of(path);
    let html = std::fs::read_to_string(server.file(&file)).expect("the page is printed");
    assert!(html.contains(from), "{path} holds {from:?}");
    server.write(&file, html.replace(from, to));
}
