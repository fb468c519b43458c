//! Reading: the front page, articles, sections, and how the reader likes the site to look.

use serde_json::{Value, json};

use crate::harness::{Browser, FEED, Fault, LEAD, Screen, Server, paper, server, strings};

const SECTION_PAGE: &str = "/section/technology/";

fn text<'a>(item: &'a Value, key: &str) -> &'a str {
    item[key].as_str().unwrap_or_default()
}

/// Titles of the feed's stories that have this tag, newest first.
fn titles_about(server: &Server, tag: &str) -> Vec<String> {
    let mut items = server.items();
    items.retain(|item| strings(&item["tags"]).iter().any(|own| own == tag));
    // All dates of the sample edition that share a section have the same offset.
    items.sort_by_key(|item| std::cmp::Reverse(text(item, "date_published").to_owned()));
    items.iter().map(|item| text(item, "title").to_owned()).collect()
}

#[tokio::test]
async fn the_front_page_has_lead_sections_and_fifty_headlines() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let items = server.items();

    let lead = browser.text("main .card-lead h2").await;
    assert_eq!(lead, text(&items[0], "title"), "the first story of the feed leads");
    let sections = browser
        .value(
            "[...document.querySelectorAll('.front-section')].map(section => ({
                 name: section.querySelector('h2').textContent,
                 headlines: [...section.querySelectorAll('h3')].map(headline => headline.textContent),
             }))",
        )
        .await;
    let sections = sections.as_array().cloned().unwrap_or_default();
    let names: Vec<&str> = sections.iter().map(|section| text(section, "name")).collect();
    assert_eq!(names, strings(&server.json(FEED)["_london_daily"]["sections"]), "in the paper's order");
    for section in &sections {
        let mut newest = titles_about(&server, text(section, "name"));
        newest.retain(|title| *title != lead);
        newest.truncate(4);
        assert_eq!(strings(&section["headlines"]), newest, "{}", section["name"]);
    }
    let headlines = browser.headlines().await;
    assert_eq!(headlines.len(), 50);
    assert_eq!(headlines[0], lead);
    let order =
        "(a, b) => Boolean(document.querySelector(a).compareDocumentPosition(document.querySelector(b)) & 4)";
    for (above, below) in
        [(".masthead", ".card-lead"), (".card-lead", ".front-sections"), (".front-sections", ".related")]
    {
        let order = browser.value(&format!("({order})({above:?}, {below:?})")).await;
        assert_eq!(order, json!(true), "{above} stands above {below}");
    }
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_article_is_the_same_by_a_click_and_by_its_url() {
    let (server, browser) = paper(Screen::Desktop).await;
    let document = server.json(crate::harness::LEAD_DOCUMENT);
    let story = &document["items"][0];
    browser.visit(&server, "/").await;
    browser.click(".card-lead .story-link").await;
    browser.until_path(LEAD).await;
    browser.until_article().await;
    let article = "document.querySelector('article.article').innerText";
    let clicked = browser.value(article).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    assert_eq!(browser.value(article).await, clicked, "the way to an article makes no difference");

    let title = text(story, "title");
    assert_eq!(browser.text("article h1").await, title);
    assert_eq!(browser.title().await, format!("{title} — London Daily"));
    assert_eq!(browser.count("h1").await, 1);
    assert_eq!(browser.attribute("html", "lang").await.as_deref(), Some("en-GB"));
    let clicked = clicked.as_str().unwrap_or_default();
    for part in [text(story, "summary"), "London Daily staff", "Diplomacy", " min read"] {
        assert!(clicked.contains(part), "the article holds {part:?}: {clicked}");
    }
    assert!(clicked.contains("First Kazakhstan, then Uzbekistan"), "{clicked}");
    let headings = strings(
        &browser
            .value("[...document.querySelectorAll('.article-body :is(h2, h3, h4)')].map(heading => heading.textContent)")
            .await,
    );
    for heading in &headings {
        assert!(text(story, "content_html").contains(heading.as_str()), "{heading}");
    }
    assert_eq!(headings.len(), text(story, "content_html").matches("<h2").count(), "headings stay headings");
    let published = browser.value("document.querySelector('.dateline time').dateTime").await;
    let same =
        browser.value(&format!("Date.parse({published}) === Date.parse('2023-02-28T18:30:00Z')")).await;
    assert_eq!(same, json!(true), "machines read {published}");
    assert_eq!(browser.count("article h1 ~ * img, article header img").await, 1, "the lead picture");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_masthead_shows_the_date_in_the_papers_time_zone() {
    let server = server().await;
    let browser = Browser::open_in_time_zone(Screen::Desktop, &server, "Pacific/Honolulu").await;
    // Half past midnight in London; for UTC and for the reader it is still Thursday.
    browser.set_clock("2025-07-10T23:30:00Z").await;
    browser.visit(&server, "/").await;
    browser.until_text(".masthead-date", "Friday, Jul 11, 2025").await;
}

#[tokio::test]
async fn a_progress_bar_appears_when_the_headline_has_scrolled_away() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    let seen = "getComputedStyle(document.querySelector('.compact-bar')).visibility === 'visible'";
    let progress = "document.querySelector('.compact-bar progress').value";
    assert_eq!(browser.value(seen).await, json!(false));
    browser
        .run(
            "scrollTo({ top: document.querySelector('.article-body').offsetTop + 300, behavior: 'instant' })",
            &[],
        )
        .await;
    browser.until(seen).await;
    let headline = browser.text("h1").await;
    browser.until_text(".compact-bar", &headline).await;
    let half_way = browser.until(&format!("{progress} > 0 && {progress}")).await.as_f64().unwrap_or_default();
    assert!(half_way < 100.0, "{half_way} per cent are not the end");
    let bar = browser.value("document.querySelector('.compact-bar').getBoundingClientRect().toJSON()").await;
    assert!(bar["top"].as_f64() <= Some(0.0), "{bar}");
    browser
        .run("document.querySelector('.article').scrollIntoView({ block: 'end', behavior: 'instant' })", &[])
        .await;
    browser.until(&format!("{progress} >= 99")).await;
    browser.run("scrollTo({ top: 0, behavior: 'instant' })", &[]).await;
    browser.until("getComputedStyle(document.querySelector('.compact-bar')).visibility === 'hidden'").await;
}

#[tokio::test]
async fn sections_and_topics_list_their_stories_newest_first() {
    let (server, browser) = paper(Screen::Desktop).await;
    let listed =
        "[...document.querySelectorAll('.listing-stories h2')].map(headline => headline.textContent)";
    browser.visit(&server, "/").await;
    browser.click(".masthead-sections a[href$='/section/technology/']").await;
    browser.until_path(SECTION_PAGE).await;
    browser.until_heading("Technology").await;
    assert_eq!(strings(&browser.value(listed).await), titles_about(&server, "Technology"));
    assert_eq!(browser.title().await, "Technology — London Daily");
    let here = browser.attribute(".masthead-sections a[href$='/section/technology/']", "aria-current").await;
    assert_eq!(here.as_deref(), Some("page"));

    browser.visit(&server, "/topic/diplomacy/").await;
    browser.until_heading("diplomacy").await;
    let mut listed = strings(&browser.value(listed).await);
    let mut expected = titles_about(&server, "diplomacy");
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_unknown_url_offers_the_newest_headlines() {
    let (server, browser) = paper(Screen::Desktop).await;
    for path in ["/nowhere/at/all", "/article/never-written/", "/section/gardening/", "/topic/nothing/"] {
        browser.visit(&server, path).await;
        browser.until_heading("There is no such page in this paper").await;
        let offered = strings(
            &browser
                .value("[...document.querySelectorAll('main li .story-link')].map(link => link.textContent)")
                .await,
        );
        assert!(offered.len() >= 5, "{path} offers {offered:?}");
        assert_eq!(offered[0], "Some 2,300 deaths in Europe are linked to the heatwave", "{path}");
        assert_eq!(browser.path().await, path, "the address stays, so that it can be corrected");
    }
    browser.click("main li .story-link").await;
    browser.until_path("/article/heatwave-deaths/").await;
    browser.until_heading("Some 2,300 deaths in Europe are linked to the heatwave").await;
}

/// Opens the settings, chooses dark and the largest text.
async fn choose_dark_and_large(browser: &Browser) {
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    browser.click("#settings-panel input[value=dark]").await;
    for _ in 0..5 {
        browser.click("#settings-panel button[aria-label='Larger text']").await;
    }
    browser.until_text("#settings-panel output", "200").await;
}

const LOOK: &str = "[getComputedStyle(document.documentElement).backgroundColor,
                     parseFloat(getComputedStyle(document.querySelector('.article-body p, .shell p')).fontSize)]";

#[tokio::test]
async fn theme_and_text_size_are_kept_and_hold_before_the_app_comes() {
    let (server, browser) = paper(Screen::Desktop).await;
    // A copy in the browser's cache would hide the fault below.
    server.set_cache_control(Some("no-store"));
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    let before = browser.value(LOOK).await;
    choose_dark_and_large(&browser).await;
    browser.until("document.documentElement.dataset.theme === 'dark'").await;
    let chosen = browser.value(LOOK).await;
    assert_ne!(chosen[0], before[0], "dark is another colour");
    let (small, large) = (before[1].as_f64().unwrap_or_default(), chosen[1].as_f64().unwrap_or_default());
    assert!((large / small - 2.0).abs() < 0.15, "the text of an article doubles: {small} px, {large} px");

    browser.reload().await;
    browser.until_arrived().await;
    browser.until_article().await;
    assert_eq!(browser.value(LOOK).await, chosen, "after a reload");

    server.fail(&server.path_of(".wasm"), Fault::Silence);
    browser.reload().await;
    browser.until_seen(".shell").await;
    assert_eq!(browser.value("document.documentElement.hasAttribute('data-program')").await, json!(false));
    let early = browser.value(LOOK).await;
    assert_eq!(early[0], chosen[0], "the colour is right before the program has come");
    assert_eq!(browser.value("getComputedStyle(document.documentElement).fontSize").await, json!("32px"));
}

#[tokio::test]
async fn sepia_is_a_third_theme_and_the_system_sets_the_default() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let paper = "getComputedStyle(document.documentElement).backgroundColor";
    let light = browser.value(paper).await;
    browser.prefer(&[("prefers-color-scheme", "dark")]).await;
    browser.until(&format!("{paper} !== {light}")).await;
    let dark = browser.value(paper).await;
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    browser.click("#settings-panel input[value=sepia]").await;
    browser.until(&format!("![{light}, {dark}].includes({paper})")).await;
    browser.click("#settings-panel input[value=light]").await;
    browser.until(&format!("{paper} === {light}")).await;
    browser.click("#settings-panel input[value='']").await;
    browser.until(&format!("{paper} === {dark}")).await;
}

/// Checks that the site works where nothing can be stored: its settings work as long as the page is open, and it says that
/// they are not kept.
async fn settings_hold_but_are_not_kept(server: &Server, browser: &Browser) {
    browser.visit(server, "/").await;
    browser.until_seen(".card-lead").await;
    browser.click(".card-lead .story-link").await;
    browser.until_article().await;
    choose_dark_and_large(browser).await;
    browser.until("document.documentElement.dataset.theme === 'dark'").await;
    browser.until_text("#settings-panel", "does not let the paper keep settings").await;
    browser.back().await;
    browser.until_seen(".card-lead").await;
    assert_eq!(browser.value("document.documentElement.dataset.theme").await, json!("dark"));
}

#[tokio::test]
async fn with_storage_forbidden_the_paper_works_and_settings_say_so() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser
        .before_each_page(
            "for (const name of ['localStorage', 'sessionStorage'])
                 Object.defineProperty(window, name, {
                     get() { throw new DOMException('Access is denied for this document.', 'SecurityError') },
                 });",
        )
        .await;
    settings_hold_but_are_not_kept(&server, &browser).await;
}

#[tokio::test]
async fn with_storage_full_the_paper_works_and_the_settings_say_so() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser
        .before_each_page(
            "Storage.prototype.setItem = () => { throw new DOMException('It is full.', 'QuotaExceededError') };",
        )
        .await;
    settings_hold_but_are_not_kept(&server, &browser).await;
}
