//! The site without a network, from release to release, and what its pages may not do.

use london_daily::text;
use serde_json::{Value, json};

use crate::harness::{Browser, Engine, Fault, LEAD, SPECIMEN, Screen, Server, printed_server, strings};

/// An article that the tests do not read.
const UNREAD: &str = "/article/listening/";

/// Returns `true` if one of the service worker's caches holds this path.
async fn keeps(browser: &Browser, path: &str) -> bool {
    let script =
        "const [path, done] = arguments; caches.match(path).then(kept => done(!!kept), () => done(false))";
    browser.client().execute_async(script, vec![json!(path)]).await.is_ok_and(|kept| kept == json!(true))
}

/// Waits until one of the service worker's caches holds this path.
pub(crate) async fn until_kept(browser: &Browser, path: &str) {
    let started = std::time::Instant::now();
    while !keeps(browser, path).await {
        assert!(started.elapsed().as_secs() < 30, "{path} is not kept");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// A browser whose worker is there.
pub(crate) async fn keeper(server: &Server) -> Browser {
    let browser = Browser::open(Screen::Desktop, server).await;
    browser.goto(&server.url("/")).await;
    browser.until("navigator.serviceWorker.controller").await;
    until_kept(&browser, &server.path("/offline/")).await;
    browser
}

#[tokio::test]
async fn what_was_read_can_be_read_when_the_server_is_gone() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.querySelector('.lead-picture img').naturalWidth").await;
    let picture =
        browser.value("new URL(document.querySelector('.lead-picture img').currentSrc).pathname").await;
    until_kept(&browser, LEAD).await;
    until_kept(&browser, picture.as_str().unwrap_or_default()).await;
    let headline = browser.text("main h1").await;

    server.go_away().await;
    browser.goto(&server.url(LEAD)).await;
    browser.until_heading(&headline).await;
    browser.until("document.querySelector('.lead-picture img').naturalWidth").await;
    browser.until_arrived().await;
    browser.until_seen(".offline-mark").await;
    browser.goto(&server.url("/")).await;
    browser.until("document.querySelector('main h1') && document.fonts.check('1rem Newsreader')").await;

    browser.goto(&server.url(UNREAD)).await;
    browser.until("document.querySelector('.offline-page h1')").await;
    browser.until(&format!("document.querySelector('#kept a[href=\"{LEAD}\"]')")).await;
    let listed = browser.text(&format!("#kept a[href=\"{LEAD}\"]")).await;
    assert_eq!(listed, headline, "without the paper's name");
    let front = browser.text(&format!("#kept a[href=\"{}\"]", server.path("/"))).await;
    assert_eq!(front, text::front_page());
    assert_eq!(seen_of_the_offline_page(&browser).await, [text::offline_title(), text::offline_kept()]);
    assert!(browser.title().await.starts_with(text::offline_title()));
    assert_eq!(browser.path().await, UNREAD, "the address stays, for when the network is back");
    assert!(!keeps(&browser, UNREAD).await);

    server.come_back().await;
    browser.reload().await;
    browser.until_article().await;
    browser.until("!document.documentElement.hasAttribute('data-offline')").await;
}

/// The headings that are seen.
async fn seen_of_the_offline_page(browser: &Browser) -> Vec<String> {
    let headings = "[...document.querySelectorAll('h1, h2')]
        .filter(heading => heading.checkVisibility()).map(heading => heading.textContent)";
    strings(&browser.value(headings).await)
}

#[tokio::test]
async fn the_offline_page_at_its_own_url_names_no_missing_page() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    browser.visit(&server, LEAD).await;
    until_kept(&browser, LEAD).await;
    for path in ["/offline/", "/offline/index.html"] {
        browser.goto(&server.url(path)).await;
        browser.until_seen(&format!("#kept a[href=\"{LEAD}\"]")).await;
        assert_eq!(seen_of_the_offline_page(&browser).await, [text::offline_kept()], "{path}");
        assert!(browser.title().await.starts_with(text::offline_kept()), "{path}");
        assert!(!browser.text("main").await.contains(&text::offline_text("London Daily")), "{path}");
    }

    server.go_away().await;
    browser.goto(&server.url(LEAD)).await;
    browser.until_seen(".offline-mark").await;
    browser.click(".offline-mark a").await;
    browser.until_path(&server.path("/offline/")).await;
    browser.until_seen(&format!("#kept a[href=\"{LEAD}\"]")).await;
    assert_eq!(seen_of_the_offline_page(&browser).await, [text::offline_kept()]);
}

#[tokio::test]
async fn the_offline_page_has_nothing_empty_where_no_scripts_run() {
    let server = printed_server().await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    if browser.lacks(&[Engine::WebKit], "without the page's scripts its driver has none either") {
        return;
    }
    browser.forbid_scripts().await;
    browser.goto(&server.url("/offline/")).await;
    browser.until_text("main", text::offline_kept_text()).await;
    assert_eq!(seen_of_the_offline_page(&browser).await, [text::offline_kept()]);
    browser.until_gone("#kept").await;
}

#[tokio::test]
async fn the_first_page_and_one_that_the_program_sets_are_kept_too() {
    let server = printed_server().await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    browser.visit(&server, LEAD).await;
    until_kept(&browser, LEAD).await;
    browser.run(&format!("document.querySelector('a.story-link[href=\"{UNREAD}\"]').click()"), &[]).await;
    browser.until_path(UNREAD).await;
    browser.until_article().await;
    until_kept(&browser, UNREAD).await;
}

#[tokio::test]
async fn an_error_is_never_kept_and_never_shown_in_place_of_what_is() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    for fault in [Fault::Status(404), Fault::Html] {
        server.fail(UNREAD, fault);
        browser.goto(&server.url(UNREAD)).await;
        browser.until("!document.querySelector('main h1')").await;
        assert!(!keeps(&browser, UNREAD).await);
    }
    server.heal(UNREAD);
    browser.goto(&server.url(UNREAD)).await;
    until_kept(&browser, UNREAD).await;
    for fault in [Fault::Status(503), Fault::Silence, Fault::HangUp] {
        server.fail(UNREAD, fault);
        browser.goto(&server.url(UNREAD)).await;
        browser.until_article().await;
    }
}

#[tokio::test]
async fn in_place_of_a_servers_error_page_stands_one_of_the_paper() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    server.fail(UNREAD, Fault::Status(500));
    browser.goto(&server.url(UNREAD)).await;
    browser.until("document.querySelector('.offline-page h1')").await;
    assert!(!keeps(&browser, UNREAD).await);
    server.heal(UNREAD);
    browser.reload().await;
    browser.until_seen("main .article").await;
}

#[tokio::test]
async fn a_damaged_program_is_fetched_anew() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    let damage = "const done = arguments[0]; (async () => {
        const name = (await caches.keys()).find(name => name.includes(':files:'));
        const cache = await caches.open(name);
        const program = (await cache.keys()).find(({ url }) => /london-daily-[^/]+\\.js$/.test(url));
        await cache.put(program, new Response('damaged', { headers: { 'content-type': 'text/javascript' } }));
    })().then(() => done(true), () => done(false))";
    let outcome = browser.client().execute_async(damage, Vec::new()).await;
    assert!(outcome.is_ok_and(|outcome| outcome == json!(true)));
    // The first page after that stays as it was printed; the program of the next one runs.
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.querySelector('main h1')").await;
    let whole = "const done = arguments[0]; (async () => {
        const name = (await caches.keys()).find(name => name.includes(':files:'));
        const cache = await caches.open(name);
        const program = (await cache.keys()).find(({ url }) => /london-daily-[^/]+\\.js$/.test(url));
        return program && (await (await cache.match(program)).text()) !== 'damaged';
    })().then(done, () => done(false))";
    let started = std::time::Instant::now();
    while !browser.client().execute_async(whole, Vec::new()).await.is_ok_and(|whole| whole == json!(true)) {
        assert!(started.elapsed().as_secs() < 30, "the damaged program is still kept");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    browser.goto(&server.url("/")).await;
    browser.until_arrived().await;
}

#[tokio::test]
async fn a_saved_article_stays_while_others_come_and_go() {
    let server = printed_server().await;
    // A worker that keeps one page besides those that last.
    let worker = std::fs::read_to_string(server.file("/sw.js")).expect("a worker");
    let (before, after) =
        worker.split_once("pages:60").or_else(|| worker.split_once("pages: 60")).expect("its limit");
    server.write("/sw.js", format!("{before}pages:1{after}"));
    let browser = keeper(&server).await;
    browser.visit(&server, LEAD).await;
    browser.until("getComputedStyle(document.querySelector('.save')).visibility === 'visible'").await;
    let words = "document.querySelector('[data-save]').innerText";
    assert_eq!(browser.value(words).await, json!(text::save()));
    browser.run("document.querySelector('[data-save]').click()", &[]).await;
    browser.until("document.querySelector('[data-save][aria-pressed=true]')").await;
    assert_eq!(browser.value(words).await, json!(text::saved()));

    for path in [UNREAD, SPECIMEN] {
        browser.goto(&server.url(path)).await;
        until_kept(&browser, path).await;
        browser.until("document.querySelector('[data-save][aria-pressed=false]')").await;
    }
    assert!(!keeps(&browser, UNREAD).await, "the one page that is kept is the last");
    assert!(keeps(&browser, LEAD).await);

    browser.goto(&server.url(LEAD)).await;
    browser.until("document.querySelector('[data-save][aria-pressed=true]')").await;
    browser.run("document.querySelector('[data-save]').click()", &[]).await;
    browser.until("document.querySelector('[data-save][aria-pressed=false]')").await;
}

#[tokio::test]
async fn an_article_that_cannot_be_saved_says_so() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    server.fail(UNREAD, Fault::Status(500));
    browser.visit(&server, LEAD).await;
    browser.run(&format!("document.querySelector('a.story-link[href=\"{UNREAD}\"]').click()"), &[]).await;
    browser.until_path(UNREAD).await;
    browser.until_article().await;
    browser.run("document.querySelector('[data-save]').click()", &[]).await;
    browser.until_seen(".save-failed").await;
    assert_eq!(browser.count("[data-save][aria-pressed=true]").await, 0);
}

/// Publishes another release: the worker itself and the pages that the tests read are others, and a script of theirs has
/// another name.
fn renew(server: &Server) {
    let page = std::fs::read_to_string(server.file("/index.html")).expect("a page");
    let named = |before: &str| {
        let (_, rest) = page.split_once(before).expect("the page names it");
        rest.split('"').next().expect("its name").to_owned()
    };
    let release = named("name=\"london-daily-release\" content=\"");
    let script = format!("offline-{}", named(&format!("src=\"{}offline-", server.path("/"))));
    let text = std::fs::read(server.file(&format!("/{script}"))).expect("the page's own script");
    server.write("/offline-another.js", text);
    server.remove(&format!("/{script}"));
    let articles = [LEAD, UNREAD, SPECIMEN].map(|path| format!("{path}index.html"));
    for path in ["/sw.js", "/index.html", "/offline/index.html", "/saved/index.html"]
        .into_iter()
        .chain(articles.each_ref().map(String::as_str))
    {
        let text = std::fs::read_to_string(server.file(path)).expect("it is printed");
        let text = text.replace(&release, "AnotherRelease00").replace(&script, "offline-another.js");
        server.write(path, text.replace("<body", "<body data-second"));
    }
}

/// A browser with a new release that waits, while an article is open that was loaded before it came.
async fn keeper_of_two(server: &Server) -> Browser {
    server.set_cache_control(Some("no-cache"));
    let browser = keeper(server).await;
    browser.visit(server, LEAD).await;
    renew(server);
    browser.run("navigator.serviceWorker.getRegistration().then(found => found.update())", &[]).await;
    browser.until_seen(".renewal").await;
    browser
}

/// Saves the article that is shown.
pub(crate) async fn save(browser: &Browser) {
    browser.until("getComputedStyle(document.querySelector('.save')).visibility === 'visible'").await;
    browser.run("document.querySelector('[data-save]').click()", &[]).await;
    browser.until("document.querySelector('[data-save][aria-pressed=true]')").await;
}

#[tokio::test]
async fn while_a_new_release_waits_an_article_is_saved_for_it() {
    let server = printed_server().await;
    let browser = keeper_of_two(&server).await;
    browser.run(&format!("document.querySelector('a.story-link[href=\"{UNREAD}\"]').click()"), &[]).await;
    browser.until_path(UNREAD).await;
    browser.until_article().await;
    let headline = browser.text("main h1").await;
    save(&browser).await;
    assert_eq!(browser.count(".save-failed:not([hidden])").await, 0);

    browser.run("document.querySelector('[data-renew]').click()", &[]).await;
    browser.until("document.querySelector('body[data-second]')").await;
    browser.until("document.querySelector('[data-save][aria-pressed=true]')").await;
    server.go_away().await;
    browser.goto(&server.url(UNREAD)).await;
    browser.until_heading(&headline).await;
    browser.until("document.querySelector('body[data-second]')").await;
}

#[tokio::test]
async fn pages_of_a_waiting_release_can_be_read_without_a_network() {
    let server = printed_server().await;
    let browser = keeper_of_two(&server).await;
    browser.goto(&server.url(SPECIMEN)).await;
    browser.until("document.querySelector('body[data-second]')").await;
    until_kept(&browser, SPECIMEN).await;
    browser.goto(&server.url(UNREAD)).await;
    save(&browser).await;
    let headline = browser.text("main h1").await;
    let waits = "navigator.serviceWorker.getRegistration().then(found => done(!!found.waiting))";
    let waits = browser.client().execute_async(&format!("const [done] = arguments; {waits}"), vec![]).await;
    assert_eq!(
        waits.expect("there is a worker"),
        json!(true),
        "the old worker is still the one that answers"
    );

    server.go_away().await;
    browser.goto(&server.url("/offline/")).await;
    browser.until_seen(&format!("#kept a[href=\"{LEAD}\"]")).await;
    assert_eq!(browser.count(&format!("#kept a[href=\"{LEAD}\"]")).await, 1, "it is kept of both releases");
    browser.goto(&server.url(SPECIMEN)).await;
    browser.until("document.querySelector('main h1') && document.querySelector('body[data-second]')").await;
    browser.goto(&server.url(UNREAD)).await;
    browser.until_heading(&headline).await;
    browser.until("document.querySelector('[data-save][aria-pressed=true]')").await;
    browser.until_arrived().await;
    browser.until_seen(".offline-mark").await;
    assert_eq!(browser.count("body[data-second]").await, 1);
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.querySelector('main h1') && document.querySelector('body[data-second]')").await;
}

#[tokio::test]
async fn a_page_of_the_waiting_release_does_not_announce_it() {
    let server = printed_server().await;
    let browser = keeper_of_two(&server).await;
    browser.before_each_page(
        "window.told = []; navigator.serviceWorker?.addEventListener('message', ({ data }) => told.push(data));",
    ).await;
    browser.goto(&server.url(UNREAD)).await;
    browser.until("document.querySelector('body[data-second]') && told.some(data => data.release)").await;
    browser.frames().await;
    assert_eq!(browser.count(":root[data-renewed]").await, 0);
}

#[tokio::test]
async fn a_new_release_is_told_and_comes_when_the_reader_wants_it() {
    let server = printed_server().await;
    server.set_cache_control(Some("no-cache"));
    let browser = keeper(&server).await;
    browser.visit(&server, LEAD).await;
    until_kept(&browser, LEAD).await;
    assert_eq!(browser.count(":root[data-renewed]").await, 0);

    renew(&server);
    browser.run("navigator.serviceWorker.getRegistration().then(found => found.update())", &[]).await;
    browser.until_seen(".renewal").await;
    assert_eq!(browser.count("body[data-second]").await, 0, "nothing is loaded anew by itself");
    browser.run("document.querySelector('[data-renew]').click()", &[]).await;
    browser.until("document.querySelector('body[data-second]')").await;
    browser.until_gone(".renewal").await;

    // The page that was read is there in the new release, and nothing of the old one.
    server.go_away().await;
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.querySelector('body[data-second]')").await;
    let names = browser
        .client()
        .execute_async("const [done] = arguments; caches.keys().then(done)", vec![])
        .await
        .expect("the names of the caches");
    let names: Vec<String> =
        names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    assert!(names.iter().any(|name| name.ends_with(":pages:AnotherRelease00")), "{names:?}");
    assert_eq!(names.iter().filter(|name| name.contains(":pages:")).count(), 1, "{names:?}");
}

#[tokio::test]
async fn a_release_without_its_front_page_does_not_wait() {
    let server = printed_server().await;
    server.set_cache_control(Some("no-cache"));
    let browser = keeper(&server).await;
    let front = std::fs::read(server.file("/index.html")).expect("a page");
    renew(&server);
    server.write("/index.html", front);
    let script = "const [done] = arguments;
        navigator.serviceWorker.getRegistration().then(found => {
            found.addEventListener('updatefound', () => {
                const { installing } = found;
                installing.addEventListener('statechange', () => done(installing.state));
            });
            found.update();
        })";
    let state = browser.client().execute_async(script, vec![]).await.expect("a worker comes");
    assert_eq!(state, json!("redundant"));
}

/// Notes what the policy forbade.
const WATCH: &str = "window.violations = [];
    document.addEventListener('securitypolicyviolation', event =>
        violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} ${event.sourceFile}`));";

#[tokio::test]
async fn no_page_does_what_its_policy_forbids() {
    let server = printed_server().await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    browser.before_each_page(WATCH).await;
    for path in ["/", "/saved/", LEAD, SPECIMEN, "/section/world/", "/topic/diplomacy/", "/404.html"] {
        browser.visit(&server, path).await;
        browser.frames().await;
        assert_eq!(browser.value("violations").await, json!([]), "{path}");
    }
    // The app fetches an article and has it parsed.
    browser.visit(&server, LEAD).await;
    browser.run(&format!("document.querySelector('a.story-link[href=\"{UNREAD}\"]').click()"), &[]).await;
    browser.until_path(UNREAD).await;
    browser.until_article().await;
    browser.frames().await;
    assert_eq!(browser.value("violations").await, json!([]), "from page to page");
    browser.goto(&server.url("/offline/")).await;
    browser.until("document.querySelector('#kept')").await;
    assert_eq!(browser.value("violations").await, json!([]), "the offline page");
}

#[tokio::test]
async fn what_somebody_else_writes_into_a_page_does_not_run() {
    let server = printed_server().await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    browser.before_each_page(WATCH).await;
    let file = format!("{LEAD}index.html");
    let page = std::fs::read_to_string(server.file(&file)).expect("it is printed");
    let written = "<script>window.run = 1</script><p id=\"in\" style=\"color: red\" onclick=\"window.run = 1\">x</p>\
                   <script src=\"https://other.example/x.js\"></script><iframe src=\"/\"></iframe></body>";
    server.write(&file, page.replace("</body>", written));
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.readyState === 'complete'").await;
    browser.run("document.getElementById('in').click()", &[]).await;
    assert_eq!(browser.value("window.run ?? null").await, Value::Null);
    let violations = browser.value("violations.join()").await.to_string();
    for directive in ["script-src-elem", "script-src-attr", "style-src-attr", "frame-src"] {
        assert!(violations.contains(directive), "{directive} in {violations}");
    }
    if !browser.knows_trusted_types().await {
        browser.leaves_out("it knows no Trusted Types: that text does not become markup by itself");
        return;
    }
    let outcome = "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'markup' } catch (error) { return error.name } })()";
    assert_eq!(browser.value(outcome).await, "TypeError");
    let policy = "(() => { try { trustedTypes.createPolicy('mine', {}); return 'made' } catch (error) { return error.name } })()";
    assert_eq!(browser.value(policy).await, "TypeError");
}
