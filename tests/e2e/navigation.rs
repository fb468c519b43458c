//! Going from page to page: places, focus, fetching ahead, and never leaving the site's own server.

use std::time::Duration;

use london_daily::text;
use serde_json::{Value, json};

use crate::harness::{
    Browser, FEED, Fault, Key, LEAD, LEAD_DOCUMENT, SPECIMEN, Screen, has_come, paper, printed_paper,
};

/// The URL of the link that has the focus; else the name of the focused element.
const FOCUS: &str = "(document.activeElement.getAttribute('href') ?? document.activeElement.localName)";

async fn scroll_to(browser: &Browser, top: u32) {
    browser.run("scrollTo({ top: arguments[0], behavior: 'instant' })", &[json!(top)]).await;
    browser.until(&format!("Math.abs(scrollY - {top}) <= 1")).await;
    // The scroll event, by which the page learns of it, comes with a frame.
    browser.frames().await;
}

async fn until_at(browser: &Browser, top: &Value) {
    browser.until(&format!("Math.abs(scrollY - {top}) <= 2")).await;
}

async fn top(browser: &Browser) -> Value {
    browser.value("scrollY").await
}

/// Follows the link in the list of headlines at this place.
async fn follow_headline(browser: &Browser, place: u32) -> (String, Value) {
    // Beside an article, the first eight headlines are a list of their own.
    let link = match browser.count(".related-rest").await {
        0 => format!(".related li:nth-child({place}) .story-link"),
        _ => format!(".related-rest li:nth-child({}) .story-link", place.saturating_sub(8)),
    };
    browser.element(&link).await;
    browser
        .run(
            "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
            &[json!(link)],
        )
        .await;
    browser.until_laid_out(&link).await;
    browser.frames().await;
    let here = top(browser).await;
    let href = browser.attribute(&link, "href").await.expect("a headline leads to its article");
    browser.click(&link).await;
    browser.until_path(&href).await;
    (href, here)
}

#[tokio::test]
async fn the_masthead_has_room_for_any_date() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until("document.fonts.status === 'loaded'").await;
    let place = "(date => { document.querySelector('.masthead-date').textContent = date;
        return JSON.stringify(document.querySelector('.masthead-date').getBoundingClientRect()) })";
    let shortest = browser.value(&format!("{place}('Friday, May 1, 2026')")).await;
    let longest = browser.value(&format!("{place}('Wednesday, Nov 28, 2029')")).await;
    assert_eq!(shortest, longest, "today's date takes the place of the printed one, and must move nothing");
}

#[tokio::test]
async fn back_and_forward_return_to_the_same_place_several_pages_deep() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let (first, front_top) = follow_headline(&browser, 11).await;
    browser.until("scrollY === 0").await;
    let (second, first_top) = follow_headline(&browser, 25).await;
    browser.until("scrollY === 0").await;
    let (third, second_top) = follow_headline(&browser, 12).await;
    browser.until("scrollY === 0").await;
    assert!(
        front_top.as_f64() > Some(1_000.0) && first_top.as_f64() > Some(300.0),
        "the pages were scrolled"
    );

    browser.back().await;
    browser.until_path(&second).await;
    until_at(&browser, &second_top).await;
    browser.until(&format!("{FOCUS} === {third:?}")).await;
    browser.back().await;
    browser.until_path(&first).await;
    until_at(&browser, &first_top).await;
    browser.until(&format!("{FOCUS} === {second:?}")).await;
    browser.back().await;
    browser.until_path("/").await;
    until_at(&browser, &front_top).await;
    browser.until(&format!("{FOCUS} === {first:?}")).await;
    browser.forward().await;
    browser.until_path(&first).await;
    until_at(&browser, &first_top).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn back_returns_to_the_place_after_a_reload_and_a_slow_load() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    // So far down that the page is not long enough before the article has come.
    let reachable = browser.value("document.documentElement.scrollHeight - innerHeight - 400").await;
    scroll_to(&browser, reachable.as_f64().unwrap_or_default() as u32).await;
    let lead_top = top(&browser).await;
    // By hand, since browsers pass over entries on the way back that nobody asked for; and not with the mouse, which would have
    // to scroll there first.
    browser.run("document.querySelector('.masthead-name').focus({ preventScroll: true })", &[]).await;
    browser.press(Key::Enter).await;
    browser.until_path("/").await;
    browser.until_seen(".card-lead").await;
    browser.until("scrollY === 0").await;
    scroll_to(&browser, 700).await;

    browser.reload().await;
    browser.until_arrived().await;
    until_at(&browser, &json!(700)).await;
    server.fail(LEAD_DOCUMENT, Fault::Slow(Duration::from_millis(700)));
    browser.back().await;
    browser.until_path(LEAD).await;
    browser.until_article().await;
    until_at(&browser, &lead_top).await;
    browser.forward().await;
    browser.until_path("/").await;
    until_at(&browser, &json!(700)).await;
}

#[tokio::test]
async fn a_reader_who_leaves_a_slow_page_early_is_not_held_up() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    let reachable = browser.value("document.documentElement.scrollHeight - innerHeight - 400").await;
    scroll_to(&browser, reachable.as_f64().unwrap_or_default() as u32).await;
    browser.run("document.querySelector('.masthead-name').focus({ preventScroll: true })", &[]).await;
    browser.press(Key::Enter).await;
    browser.until_path("/").await;
    browser.until_seen(".card-lead").await;
    browser.reload().await;
    browser.until_arrived().await;
    server.fail(LEAD_DOCUMENT, Fault::Silence);
    browser.back().await;
    browser.until_path(LEAD).await;
    browser.forward().await;
    browser.until_path("/").await;
    browser.until_seen(".card-lead").await;
    browser.frames().await;
    browser.click(".card-lead .story-link").await;
    browser.until_path(LEAD).await;
    browser.until_text("article", text::loading()).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_new_page_begins_at_its_top_with_the_focus_on_its_heading() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    assert_eq!(browser.value(FOCUS).await, json!("body"), "a page that is opened leaves the focus alone");
    let (_, _) = follow_headline(&browser, 10).await;
    browser.until("document.activeElement.localName === 'h1' && scrollY === 0").await;
    let (role, name) = browser.focused().await;
    assert_eq!((role.as_str(), name), ("heading", browser.text("h1").await));
    browser.click(".section-link").await;
    browser
        .until("document.activeElement.localName === 'h1' && location.pathname.startsWith('/section/')")
        .await;
    browser.run("document.querySelector('.masthead-name').click()", &[]).await;
    browser.until("document.activeElement.localName === 'h1' && location.pathname === '/'").await;
}

#[tokio::test]
async fn text_that_comes_after_the_paint_moves_nothing_on_the_page() {
    for screen in [Screen::Phone, Screen::Tablet, Screen::Desktop] {
        let (server, browser) = paper(screen).await;
        browser.visit(&server, LEAD).await;
        let link = ".row .story-link[href*=what-an-article-can-hold]";
        browser.element(link).await;
        browser.run("document.querySelector(arguments[0]).focus()", &[json!(link)]).await;
        browser.until(&has_come("what-an-article-can-hold.json")).await;
        let (first, moved) =
            browser.fills("what-an-article-can-hold", ".article-body > *", ".article-page .newsletter").await;
        assert_eq!(moved, 0, "{screen:?}: the page moves");
        let blocks = browser.value("document.querySelectorAll('.article-body > [data-block]').length").await;
        assert_eq!(blocks, json!(47), "{screen:?}: all of the text comes");
        assert!((1..47).contains(&first), "{screen:?}: {first} blocks wait for no paint");
        let order = "[...document.querySelectorAll('.article-body > *')].every((block, at) => block.dataset.block == at)";
        assert_eq!(browser.value(order).await, json!(true), "{screen:?}: in its order");
    }
}

#[tokio::test]
async fn a_link_to_a_place_on_another_page_leads_to_that_place() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    browser.visit(&server, LEAD).await;
    let link = ".row .story-link[href*=what-an-article-can-hold]";
    browser.element(link).await;
    let lead_on = "const link = document.querySelector(arguments[0]);
                   link.hash = '#section-tables';
                   link.scrollIntoView({ block: 'center', behavior: 'instant' });";
    browser.run(lead_on, &[json!(link)]).await;
    browser.until_laid_out(link).await;
    browser.click(link).await;
    browser.until_path(&format!("{SPECIMEN}#section-tables")).await;
    browser
        .until("Math.abs(document.querySelector('#section-tables')?.getBoundingClientRect().top) < 200")
        .await;
    assert!(top(&browser).await.as_f64() > Some(1_000.0), "the place is far down");
}

#[tokio::test]
async fn a_printed_page_keeps_its_title_when_the_reader_goes_on() {
    for (path, title) in [("/section/world/", "World — London Daily"), ("/", "London Daily")] {
        let (server, browser) = printed_paper(Screen::Desktop).await;
        browser.visit(&server, path).await;
        assert_eq!(browser.title().await, title);
        browser.run("document.title = 'as before'", &[]).await;
        scroll_to(&browser, 300).await;
        browser.until_that("the rest of the program comes", || !server.requests_for(FEED).is_empty()).await;
        // Whatever sets the title does so now.
        browser.until(&format!("document.title === {title:?}")).await;
    }
}

#[tokio::test]
async fn what_the_foot_says_of_privacy_is_the_same_on_every_page() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let said = browser.text(".page-footer .fine-print").await;
    browser.visit(&server, "/nowhere/").await;
    browser.until_seen(".listing-stories .card").await;
    assert_eq!(browser.text(".page-footer .fine-print").await, said);
}

#[tokio::test]
async fn on_a_phone_the_section_that_is_shown_is_in_sight() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    let is_in_sight = "(({ left, right }) => left >= 0 && right <= innerWidth)
        (document.querySelector('.masthead-sections li [aria-current]').getBoundingClientRect())";
    for path in ["/section/the-paper/", "/section/world/"] {
        browser.visit(&server, path).await;
        browser.until(is_in_sight).await;
    }
}

#[tokio::test]
async fn the_skip_link_is_first_and_seen_and_leads_to_the_content() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused().await, ("link".into(), text::skip_to_content().into()));
    browser
        .until(
            "(box => box.top >= 0 && box.left >= 0 && box.width > 24 && box.height > 24)
                 (document.activeElement.getBoundingClientRect())",
        )
        .await;
    browser.press(Key::Enter).await;
    browser.until("document.activeElement.id === 'content'").await;
    browser.press(Key::Tab).await;
    browser.until("document.activeElement.closest('main')").await;
    browser.press_with(Key::Shift, Key::Tab).await;
    assert_eq!(browser.path().await, LEAD, "the address is still the article's");
}

#[tokio::test]
async fn hover_or_focus_on_a_headline_fetches_its_article() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    assert!(server.requests_for(LEAD_DOCUMENT).is_empty());
    browser.hover(".card-lead .story-link").await;
    browser.until_that("the article was asked for", || server.requests_for(LEAD_DOCUMENT).len() == 1).await;
    let other = "/content/articles/publish-your-own.json";
    assert!(server.requests_for(other).is_empty());
    browser
        .run("document.querySelector('main a.story-link[href$=\"/publish-your-own/\"]').focus()", &[])
        .await;
    browser.until_that("the other article was asked for", || server.requests_for(other).len() == 1).await;
    browser.click(".card-lead .story-link").await;
    browser.until_article().await;
    assert_eq!(server.requests_for(LEAD_DOCUMENT).len(), 1, "what is at hand is not asked for again");
}

#[tokio::test]
async fn nothing_is_fetched_ahead_on_a_connection_that_saves_data() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser
        .before_each_page(
            "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true, effectiveType: '4g' }) })",
        )
        .await;
    browser.visit(&server, "/").await;
    browser.hover(".card-lead .story-link").await;
    browser.run("document.querySelector('.card-lead .story-link').focus()", &[]).await;
    browser.let_pass(600).await;
    assert!(server.requests_for(LEAD_DOCUMENT).is_empty());
    browser.click(".card-lead .story-link").await;
    browser.until_article().await;
    assert_eq!(server.requests_for(LEAD_DOCUMENT).len(), 1);
}

#[tokio::test]
async fn no_request_leaves_the_papers_own_server() {
    let server = crate::harness::server().await;
    let browser = Browser::open_and_watch_traffic(Screen::Desktop, &server).await;
    browser.visit(&server, "/").await;
    browser.until_seen(".card-lead img").await;
    browser.click(".card-lead .story-link").await;
    browser.until_article().await;
    browser.visit(&server, SPECIMEN).await;
    browser.until_article().await;
    browser.run("scrollTo(0, document.body.scrollHeight)", &[]).await;
    browser.frames().await;
    let requested = browser.requested().await;
    let origin = server.origin();
    assert!(requested.iter().any(|address| address.ends_with(FEED)), "requests are seen: {requested:?}");
    let strangers: Vec<&String> = requested
        .iter()
        .filter(|address| !address.starts_with(&format!("{origin}/")) && !address.starts_with("data:"))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    assert_eq!(browser.value("document.cookie").await, json!(""));
}

#[tokio::test]
async fn what_a_page_says_to_machines_follows_the_reader() {
    let (server, browser) = paper(Screen::Desktop).await;
    const SAID: &str = "(() => {
        const said = (css, key) => document.querySelectorAll(css).length === 1 ? document.querySelector(css)[key] : null;
        const data = JSON.parse(said('script[type=\"application/ld+json\"]', 'text') ?? '{}');
        return [said('link[rel=canonical]', 'href'), said('meta[property=\"og:title\"]', 'content'),
            (data['@graph'] ?? []).map(thing => thing.headline ?? thing['@type'])];
    })()";
    let site = "https://london-daily.example";
    browser.visit(&server, "/").await;
    browser.until(&format!("{SAID}[0] === '{site}/'")).await;
    let (href, _) = follow_headline(&browser, 3).await;
    browser.until(&format!("{SAID}[0] === '{site}{href}'")).await;
    browser.until_article().await;
    let headline = browser.text("h1.headline").await;
    let expected = json!([format!("{site}{href}"), headline, [headline, "BreadcrumbList"]]);
    assert_eq!(browser.value(SAID).await, expected);
    browser.back().await;
    browser.until(&format!("{SAID}[0] === '{site}/'")).await;
    browser.goto(&server.url("/nowhere/")).await;
    browser.until("document.querySelector('meta[name=robots]')?.content === 'noindex'").await;
    assert_eq!(browser.count("link[rel=canonical]").await, 0, "what is not there has no address");
}
