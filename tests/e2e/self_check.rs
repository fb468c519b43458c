//! The harness itself, on a page made for it: what it promises to see, it sees; what must fail a test, fails it.

use std::{fs, time::Duration};

use serde_json::json;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    harness::{Browser, Engine, Fallback, Fault, Key, Reply, Screen, Server, SignUpService, server_behind},
    recipes::Program,
};

const PAGE: &str = r##"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>body { color: #000; background: #fff } @media (prefers-color-scheme: dark) { body { color: #fff; background: #000 } }
button, input { min-width: 3rem; min-height: 3rem } #hover:hover { outline: 1px solid }</style></head>
<body><main><h1>A page</h1><p id="low">Words</p><p id="hover">Rest here</p>
<button id="one" onclick="this.textContent = 'Pressed'">Press me</button>
<label>Name <input id="name"></label>
<p id="log"></p>
<script>
for (const kind of ['touchstart', 'touchend', 'wheel', 'mousedown', 'mouseup'])
  addEventListener(kind, () => document.querySelector('#log').textContent += kind + ' ');
</script></main></body></html>"##;

/// A folder with one page and one document of ten bytes.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("index.html"), PAGE).unwrap();
    fs::write(folder.path().join("ten.json"), "\"12345678\"").unwrap();
    folder
}

/// Returns what comes back for a request, byte for byte, until the server hangs up.
async fn raw(server: &Server, head: &str) -> String {
    raw_within(Duration::from_secs(20), server, head).await
}

/// The same, for a server that may not hang up within this time.
async fn raw_within(limit: Duration, server: &Server, head: &str) -> String {
    let address = server.origin().replace("http://", "");
    let Ok(mut stream) = TcpStream::connect(address).await else {
        return "nobody".into();
    };
    stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    let _ = tokio::time::timeout(limit, reading).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn files_are_served_with_their_type_and_revalidated() {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    let first = raw(&server, "GET /ten.json HTTP/1.1").await;
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    assert!(first.contains("content-type: application/json\r\n"), "{first}");
    assert!(first.ends_with("\"12345678\""), "{first}");
    let (_, tag) = first.split_once("etag: ").unwrap();
    let tag = tag.lines().next().unwrap();

    let ask = format!("GET /ten.json HTTP/1.1\r\nIf-None-Match: {tag}");
    let second = raw(&server, &ask).await;
    assert!(second.starts_with("HTTP/1.1 304"), "{second}");

    server.edit_json("/ten.json", |document| *document = json!("other"));
    let third = raw(&server, &ask).await;
    assert!(third.ends_with("\"other\""), "{third}");
    assert_eq!(server.requests_for("/ten.json").len(), 3);
}

#[tokio::test]
async fn a_part_of_a_file_can_be_asked_for() {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    for (range, part) in [("1-3", "123"), ("7-", "78\""), ("-2", "8\""), ("8-99", "8\"")] {
        let answer = raw(&server, &format!("GET /ten.json HTTP/1.1\r\nRange: bytes={range}")).await;
        assert!(answer.starts_with("HTTP/1.1 206"), "{answer}");
        assert!(answer.ends_with(&format!("\r\n\r\n{part}")), "{range}: {answer}");
    }
    let answer = raw(&server, "GET /ten.json HTTP/1.1\r\nRange: bytes=50-").await;
    assert!(answer.starts_with("HTTP/1.1 416"), "{answer}");
}

#[tokio::test]
async fn addresses_that_are_no_files_get_what_the_host_gives_them() {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    let page = raw(&server, "GET /article/some-story/?a=b HTTP/1.1").await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("A page"), "{page}");
    let picture = raw(&server, "GET /article/picture.png HTTP/1.1").await;
    assert!(picture.starts_with("HTTP/1.1 404"), "{picture}");
    let outside = raw(&server, "GET /../../../../../etc/hosts HTTP/1.1").await;
    assert!(outside.starts_with("HTTP/1.1 404"), "{outside}");

    server.set_fallback(Fallback::PageNotFound);
    let page = raw(&server, "GET /article/some-story/ HTTP/1.1").await;
    assert!(page.starts_with("HTTP/1.1 404") && page.contains("A page"), "{page}");
    server.set_fallback(Fallback::None);
    let page = raw(&server, "GET /article/some-story/ HTTP/1.1").await;
    assert!(page.starts_with("HTTP/1.1 404") && !page.contains("A page"), "{page}");
}

#[tokio::test]
async fn the_server_fails_in_every_way_it_is_told_to() {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    let ask = "GET /ten.json HTTP/1.1";

    for (fault, start, end) in [
        (Fault::Status(500), "HTTP/1.1 500", "here"),
        (Fault::RetryAfter(503, 120), "HTTP/1.1 503", "later"),
        (Fault::Html, "HTTP/1.1 200", "asked for"),
        (Fault::Body("text/plain", "hello".into()), "HTTP/1.1 200", "hello"),
        (Fault::CutOff, "HTTP/1.1 200", "\r\n\r\n\"1234"),
        (Fault::Half, "HTTP/1.1 200", "\r\n\r\n\"1234"),
        (Fault::Slow(Duration::from_millis(50)), "HTTP/1.1 200", "\"12345678\""),
    ] {
        server.fail("/ten.json", fault.clone());
        let answer = raw(&server, ask).await;
        assert!(answer.starts_with(start) && answer.ends_with(end), "{fault:?}: {answer}");
        let length = |bytes: usize| answer.contains(&format!("content-length: {bytes}\r\n"));
        match fault {
            Fault::CutOff => assert!(length(10), "the whole is promised: {answer}"),
            Fault::Half => assert!(length(5), "the half is passed off as the whole: {answer}"),
            Fault::RetryAfter(..) => assert!(answer.contains("retry-after: 120\r\n"), "{answer}"),
            _ => {}
        }
    }
    for fault in [Fault::Silence, Fault::HangUp] {
        server.fail("/ten.json", fault);
        assert_eq!(raw_within(Duration::from_millis(300), &server, ask).await, "");
    }
    // Nor does a browser that has the file already get out of it.
    server.heal("/ten.json");
    let whole = raw(&server, ask).await;
    let (_, tag) = whole.split_once("etag: ").unwrap();
    let conditional = format!("{ask}\r\nIf-None-Match: {}", tag.lines().next().unwrap());
    server.fail("/ten.json", Fault::Half);
    assert!(raw(&server, &conditional).await.starts_with("HTTP/1.1 200"));

    server.heal("/ten.json");
    assert!(raw(&server, ask).await.ends_with("\"12345678\""));
}

#[tokio::test]
async fn the_longest_pattern_decides_which_fault_an_address_has() {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    server.fail("/*", Fault::Status(500));
    server.fail("/ten*", Fault::Html);
    assert!(raw(&server, "GET / HTTP/1.1").await.starts_with("HTTP/1.1 500"));
    assert!(raw(&server, "GET /ten.json HTTP/1.1").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_server_that_went_away_comes_back_at_the_same_address() {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    server.go_away().await;
    assert_eq!(raw(&server, "GET / HTTP/1.1").await, "nobody");
    server.come_back().await;
    assert!(raw(&server, "GET / HTTP/1.1").await.starts_with("HTTP/1.1 200"));
}

/// A browser on the page made for it.
async fn page(screen: Screen) -> (Server, Browser) {
    let folder = folder();
    let server = Server::start(folder.path()).await;
    let browser = Browser::open(screen, &server).await;
    browser.goto(&server.url("/")).await;
    (server, browser)
}

/// The message of a test that fails, from a task of its own.
async fn failure(task: impl Future<Output = ()> + Send + 'static) -> String {
    let error = tokio::spawn(task).await.expect_err("this must fail");
    let panic = error.into_panic();
    panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "a failure without words".into())
}

#[tokio::test]
async fn hands_reach_the_page() {
    let (_server, browser) = page(Screen::Desktop).await;
    assert_eq!(browser.title().await, "A page");
    browser.hover("#hover").await;
    browser.until("document.querySelector('#hover').matches(':hover')").await;
    browser.click("#one").await;
    browser.until_text("#one", "Pressed").await;
    assert_eq!(browser.focused().await, ("button".into(), "Pressed".into()));
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused().await, ("textbox".into(), "Name".into()));
    browser.press("Ada").await;
    browser.press_with(Key::Shift, Key::Left).await;
    browser.press("a!").await;
    assert_eq!(browser.value("document.querySelector('#name').value").await, json!("Ada!"));
    browser.drag("#hover", 30.0, 0.0).await;
    browser.until_text("#log", "mouseup").await;
    browser.wheel(100, 100, 40).await;
    browser.until_text("#log", "wheel").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn fingers_reach_the_page_of_a_phone() {
    let (_server, browser) = page(Screen::Phone).await;
    assert_eq!(browser.value("innerWidth").await, json!(360));
    browser.swipe("#hover", -100.0, 0.0).await;
    if !browser.lacks(&[Engine::WebKit], "its driver knows no touch: fingers are mice") {
        browser.until_text("#log", "touchstart touchend").await;
        assert_eq!(browser.value("matchMedia('(pointer: coarse)').matches").await, json!(true));
    }
    browser.tap("#one").await;
    browser.until_text("#one", "Pressed").await;
}

#[tokio::test]
async fn the_window_takes_every_size_and_preference() {
    let (server, browser) = page(Screen::Sized(320, 500)).await;
    assert_eq!(browser.value("[innerWidth, innerHeight]").await, json!([320, 500]));
    browser.zoom(400).await;
    assert_eq!(browser.value("[innerWidth, innerHeight]").await, json!([320, 256]));
    browser.goto(&server.url("/?enlarged")).await;
    assert_eq!(browser.value("[innerWidth, innerHeight]").await, json!([320, 256]));
    for (name, value) in [("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")] {
        browser.prefer(&[(name, value)]).await;
        browser.until(&format!("matchMedia('({name}: {value})').matches")).await;
    }
    browser.hide(true).await;
    assert_eq!(browser.value("document.visibilityState").await, json!("hidden"));
    browser.offline(true).await;
    let fetched = "return fetch('/ten.json').then(answer => answer.status, () => 0)";
    assert_eq!(browser.value("navigator.onLine").await, json!(false));
    assert_eq!(browser.run(fetched, &[]).await, json!(0));
    browser.offline(false).await;
    assert_eq!(browser.value("navigator.onLine").await, json!(true));
    assert_eq!(browser.run(fetched, &[]).await, json!(200));
    browser.before_each_page("window.early = document.querySelector('h1') === null").await;
    browser.goto(&server.url("/?again")).await;
    assert_eq!(browser.value("window.early").await, json!(true));
    assert_eq!(browser.path().await, "/?again");
}

#[tokio::test]
async fn hurried_timers_run_ahead_of_the_clock() {
    let (server, browser) = page(Screen::Desktop).await;
    browser.hurry(Duration::from_secs(30), 600).await;
    browser.goto(&server.url("/")).await;
    browser
        .run(
            "window.start = window.Date.now();
             setTimeout(() => window.minutePassed = window.Date.now() - window.start >= 60_000, 60_000);
             setTimeout(() => window.short = true, 25_000)",
            &[],
        )
        .await;
    browser.until_within(Duration::from_secs(10), "window.minutePassed").await;
    assert_eq!(browser.value("window.short").await, json!(null));
}

#[tokio::test]
async fn an_error_in_the_console_fails_a_test() {
    let (server, browser) = page(Screen::Desktop).await;
    browser.run("console.error('so wrong'); fetch('/nothing.json')", &[]).await;
    browser.until_that("the request arrived", || !server.requests_for("/nothing.json").is_empty()).await;
    browser.run("console.info('well')", &[]).await;
    let message = failure(async move {
        browser.until_within(Duration::ZERO, "true").await;
        browser.assert_quiet(&["nothing.json"]).await;
    })
    .await;
    assert!(message.contains("so wrong") && !message.contains("well"), "{message}");
    assert!(!message.contains("nothing.json"), "{message}");
}

#[tokio::test]
async fn a_condition_that_stays_false_fails_a_test_and_names_itself() {
    let (_server, browser) = page(Screen::Desktop).await;
    let message = failure(async move {
        browser.until_within(Duration::from_millis(200), "window.never").await;
    })
    .await;
    assert!(message.contains("window.never"), "{message}");
}

#[tokio::test]
async fn an_inaccessible_page_fails_a_test() {
    let (_server, browser) = page(Screen::Desktop).await;
    browser.assert_accessible("the page made for this").await;
    // Enough contrast for AA, not for AAA; and a button without a name.
    browser
        .run(
            "document.querySelector('#low').style.color = '#707070';
             document.querySelector('#one').textContent = '';",
            &[],
        )
        .await;
    let message = failure(async move { browser.assert_accessible("the page, spoilt").await }).await;
    assert!(message.contains("color-contrast-enhanced"), "{message}");
    assert!(message.contains("button-name"), "{message}");
}

#[tokio::test]
async fn the_newsletter_service_takes_refuses_stalls_and_dies() {
    let (_server, browser) = page(Screen::Desktop).await;
    let service = SignUpService::start(Reply::Accept).await;
    let post = "const [url, limit] = arguments;
        return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{\"a\":1}',
                            signal: AbortSignal.timeout(limit) })
            .then(answer => answer.status, error => error.name)
            // One engine's name for a time limit that passed.
            .then(result => result === 'AbortError' ? 'TimeoutError' : result)";
    for (reply, outcome) in [
        (Reply::Accept, json!(200)),
        (Reply::Refuse(422), json!(422)),
        (Reply::Die, json!("TypeError")),
        (Reply::AcceptWithoutCors, json!("TypeError")),
        (Reply::Stall, json!("TimeoutError")),
    ] {
        service.set_reply(reply);
        let limit = if reply == Reply::Stall { 300 } else { 20_000 };
        let result = browser.run(post, &[json!(service.url()), json!(limit)]).await;
        assert_eq!(result, outcome, "{reply:?}");
    }
    let posted = service.posted();
    assert_eq!(posted[0].text(), "{\"a\":1}");
    assert_eq!(posted[0].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn the_printed_paper_comes_from_the_server_that_was_asked_for() {
    let server = crate::harness::printed_server().await;
    let ask = "GET / HTTP/1.1\r\nHost: paper.example\r\nAccept-Encoding: gzip";
    let page = raw(&server, ask).await;
    let behind = server_behind();
    assert!(page.contains("content-encoding: gzip"), "{page}");
    assert_eq!(page.contains("content-security-policy: default-src 'none'"), behind.is_some());
    for program in [Program::Nginx, Program::Caddy] {
        let sign = format!("server: {}", program.name());
        assert_eq!(page.to_lowercase().contains(&sign), behind == Some(program), "{sign}");
    }
    let smaller = raw(&server, &ask.replace("gzip", "br")).await;
    assert_eq!(smaller.contains("content-encoding: br"), behind.is_none_or(Program::knows_brotli));
    // The changed page is sent, and not the compressed copy that press made of the old one.
    server.write("/index.html", "<!doctype html><title>Changed</title>");
    let page = raw(&server, ask).await;
    assert!(page.contains("<title>Changed</title>"), "{page}");
    let missing = raw(&server, "GET /no/such/picture.png HTTP/1.1\r\nHost: paper.example").await;
    assert!(missing.starts_with("HTTP/1.1 404"), "{missing}");
}
