//! Reading: the front page, articles, sections, and how the reader likes the site to look.

use serde_json::{Value, json};

use crate::harness::{Browser, Fault, Key, LEAD, Screen, Server, paper, server, strings};

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

/// Opens the reading settings, as a reader does.
async fn open_settings(browser: &Browser) {
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
}

/// Returns an expression for the headlines below an element, in their order.
fn headlines_in(css: &str) -> String {
    format!(
        "[...document.querySelectorAll({:?})].map(link => link.textContent)",
        format!("{css} .story-link")
    )
}

#[tokio::test]
async fn the_front_page_has_ranks_and_no_story_twice() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let items = server.items();

    let lead = browser.text("main .card-lead h2").await;
    assert_eq!(lead, text(&items[0], "title"), "the first story of the feed leads");
    let seconds = strings(&browser.value(&headlines_in(".card-second")).await);
    let named = |item: &&Value| item["_london_daily"]["front"] == json!("second");
    let expected: Vec<&str> = items.iter().filter(named).map(|item| text(item, "title")).collect();
    assert_eq!(seconds, expected, "as the publisher has it");
    for section in strings(
        &browser.value("[...document.querySelectorAll('.band h2')].map(name => name.textContent)").await,
    ) {
        let band = format!("[aria-labelledby=front-{}]", section.to_lowercase().replace(' ', "-"));
        let shown = strings(&browser.value(&headlines_in(&band)).await);
        assert!((2..=5).contains(&shown.len()), "{section}: {shown:?}");
        let about = titles_about(&server, &section);
        assert!(shown.iter().all(|title| about.contains(title)), "{section}: {shown:?}");
    }
    let headlines = browser.headlines().await;
    assert_eq!(headlines.len(), 12);
    let all = strings(&browser.value(&headlines_in("main")).await);
    let different: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(different.len(), all.len(), "no story stands there twice");
    let dated =
        "[...document.querySelectorAll('.front .card:has(time:not([hidden]))')].map(card => card.className)";
    assert_eq!(
        browser.value(dated).await,
        json!(["card card-lead"]),
        "only what is older than all others says its date"
    );
    let order =
        "(a, b) => Boolean(document.querySelector(a).compareDocumentPosition(document.querySelector(b)) & 4)";
    for (above, below) in
        [(".masthead", ".card-lead"), (".card-lead", ".briefs"), (".briefs", ".band"), (".band", ".related")]
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
    let listed = headlines_in("main");
    browser.visit(&server, "/").await;
    browser.click(".masthead-sections a[href$='/section/technology/']").await;
    browser.until_path(SECTION_PAGE).await;
    browser.until_heading("Technology").await;
    let mut technology = titles_about(&server, "Technology");
    let shown = strings(&browser.value(&listed).await);
    let lead = browser.text(".card-lead h2").await;
    assert_eq!(shown.first(), Some(&lead), "one with a picture leads");
    technology.retain(|title| *title != lead);
    assert_eq!(shown[1..], technology[..], "the others by their dates");
    assert_eq!(browser.title().await, "Technology — London Daily");
    let here = browser.attribute(".masthead-sections a[href$='/section/technology/']", "aria-current").await;
    assert_eq!(here.as_deref(), Some("page"));

    browser.visit(&server, "/topic/diplomacy/").await;
    browser.until_heading("diplomacy").await;
    let mut listed = strings(&browser.value(&listed).await);
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
        browser.until_heading(london_daily::text::not_found()).await;
        let offered = strings(
            &browser
                .value("[...document.querySelectorAll('main li .story-link')].map(link => link.textContent)")
                .await,
        );
        assert!(offered.len() >= 5, "{path} offers {offered:?}");
        assert_eq!(offered[0], "About 2,300 deaths in Europe linked to heatwave", "{path}");
        assert_eq!(browser.path().await, path, "the address stays, so that it can be corrected");
    }
    browser.click("main li .story-link").await;
    browser.until_path("/article/heatwave-deaths/").await;
    browser.until_heading("About 2,300 deaths in Europe linked to heatwave").await;
}

/// Opens the settings, chooses dark and the largest text.
async fn choose_dark_and_large(browser: &Browser) {
    open_settings(browser).await;
    browser.click("#settings-panel input[value=dark]").await;
    for _ in 0..5 {
        browser.click("#settings-panel button[aria-label='Larger text']").await;
    }
    browser.until_text("#settings-panel output", "200").await;
}

const LOOK: &str = "[getComputedStyle(document.documentElement).backgroundColor,
                     parseFloat(getComputedStyle(document.querySelector('.article-body p, .shell-wait')).fontSize)]";

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
    assert_eq!(browser.value(LOOK).await, chosen, "before the program has come");
}

#[tokio::test]
async fn large_text_leaves_all_around_it_as_it_is() {
    let (server, browser) = paper(Screen::Phone).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    let sizes = "Object.fromEntries(['.masthead-name', '.masthead-tagline', '.masthead-sections a', '.settings-button span',
        '.article-tools', '.newsletter-title', '.newsletter-text', '.newsletter-button', '.page-footer-name', '.page-footer .fine-print',
        '#settings-panel legend'].map(css => [css, getComputedStyle(document.querySelector(css)).fontSize]))";
    let texts = "['h1', '.article-body p', '.article-header .kicker', 'figcaption', '.row .story-link']
        .map(css => parseFloat(getComputedStyle(document.querySelector(css)).fontSize))";
    browser
        .until("['#settings-panel', '.row', '.newsletter'].every(css => document.querySelector(css))")
        .await;
    let (before, small) = (browser.value(sizes).await, browser.value(texts).await);
    choose_dark_and_large(&browser).await;
    browser.until("document.documentElement.dataset.textSize === '200'").await;
    assert_eq!(browser.value(sizes).await, before);
    let large = browser.value(texts).await;
    for (small, large) in small.as_array().unwrap().iter().zip(large.as_array().unwrap()) {
        let grown = large.as_f64().unwrap() / small.as_f64().unwrap();
        // A part of the headline's size is a part of the window's width.
        assert!((1.7..2.1).contains(&grown), "{small} became {large}");
    }
}

/// The width of the text of an article, the height of its lines, and the typefaces of text, headline and name of the paper.
const LINES: &str = "(({ width }, { lineHeight, fontFamily }) =>
    [width, parseFloat(lineHeight), ...[fontFamily, ...['main h1', '.masthead-name'].map(css =>
        getComputedStyle(document.querySelector(css)).fontFamily)].map(family => family.includes('Newsreader'))])
    (document.querySelector('.article-body').getBoundingClientRect(), getComputedStyle(document.querySelector('.article-body p')))";

#[tokio::test]
async fn lines_and_typeface_are_the_readers_choice_and_are_kept() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser
        .before_each_page("addEventListener('DOMContentLoaded', () => window.early = { ...document.documentElement.dataset })")
        .await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    let lines = |value: &Value, index: usize| value[index].as_f64().unwrap_or_default();
    let normal = browser.value(LINES).await;
    assert_eq!(normal.as_array().unwrap()[2..], [json!(true), json!(true), json!(true)]);
    open_settings(&browser).await;
    browser.click("#settings-panel input[value=narrow]").await;
    browser.click("#settings-panel input[value=tight]").await;
    browser.until("document.documentElement.dataset.lineSpacing === 'tight'").await;
    let less = browser.value(LINES).await;
    browser.click("#settings-panel input[value=wide]").await;
    browser.click("#settings-panel input[value=loose]").await;
    browser.click("#settings-panel input[value=sans]").await;
    browser.until("document.documentElement.dataset.typeface === 'sans'").await;
    let more = browser.value(LINES).await;
    for index in [0, 1] {
        assert!(
            lines(&less, index) < lines(&normal, index) && lines(&normal, index) < lines(&more, index),
            "{less} {normal} {more}"
        );
    }
    assert_eq!(more.as_array().unwrap()[2..], [json!(false), json!(false), json!(true)], "the name stays");

    browser.reload().await;
    browser.until_arrived().await;
    browser.until_article().await;
    assert_eq!(browser.value(LINES).await, more);
    let early = browser.value("[early.lineLength, early.lineSpacing, early.typeface]").await;
    assert_eq!(early, json!(["wide", "loose", "sans"]), "before the app came");

    open_settings(&browser).await;
    for name in ["line-length", "line-spacing", "typeface"] {
        browser.until(&format!("document.querySelector('input[name={name}]:checked').value")).await;
        browser.click(&format!("input[name={name}][value='']")).await;
    }
    browser.until("!('typeface' in document.documentElement.dataset)").await;
    assert_eq!(browser.value(LINES).await, normal);
}

#[tokio::test]
async fn a_choice_in_another_window_is_followed() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    open_settings(&browser).await;
    browser.until("document.querySelector('input[name=typeface]').checked").await;
    for (name, value) in [("typeface", "sans"), ("line-length", "wide"), ("theme", "sepia"), ("keys", "off")]
    {
        browser
            .run(
                "const [name, value] = arguments, key = `london-daily-${name}`;
                 localStorage.setItem(key, value);
                 dispatchEvent(new StorageEvent('storage', { key, newValue: value, storageArea: localStorage }))",
                &[json!(name), json!(value)],
            )
            .await;
        browser.until(&format!("document.documentElement.getAttribute('data-{name}') === '{value}'")).await;
    }
    browser.until("document.querySelector('input[name=theme][value=sepia]').checked").await;
    browser.until("!document.querySelector('#settings-panel [role=switch]').checked").await;
}

#[tokio::test]
async fn the_key_that_is_a_shortcut_can_be_switched_off() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    open_settings(&browser).await;
    browser.until("document.querySelector('#settings-panel [role=switch]').checked").await;
    browser.click("#settings-panel [role=switch]").await;
    browser.until("document.documentElement.dataset.keys === 'off'").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#settings-panel").await;
    for _ in 0..2 {
        browser.press("?").await;
        browser.frames().await;
        assert_eq!(browser.count("#keys[open]").await, 0);
        browser.reload().await;
        browser.until_arrived().await;
    }
    // The button opens the list as before.
    browser.click("[data-open=keys]").await;
    browser.until_seen("#keys[open]").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#keys").await;
    open_settings(&browser).await;
    browser.until("!document.querySelector('#settings-panel [role=switch]').checked").await;
    browser.click("#settings-panel [role=switch]").await;
    browser.until("!('keys' in document.documentElement.dataset)").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#settings-panel").await;
    browser.press("?").await;
    browser.until_seen("#keys[open]").await;
}

/// The colour that a page gives to the browser's own bars, and that of its paper.
const BARS: &str = "[[...document.querySelectorAll('meta[name=theme-color]')].find(({ media }) => matchMedia(media).matches)?.content,
    `#${getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(part => Number(part).toString(16).padStart(2, 0)).join('')}`]";

#[tokio::test]
async fn the_browsers_own_bars_have_the_colour_of_the_paper() {
    let (server, browser) = paper(Screen::Phone).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    open_settings(&browser).await;
    let mut seen = Vec::new();
    for system in ["light", "dark"] {
        browser.prefer(&[("prefers-color-scheme", system)]).await;
        for theme in ["light", "dark", "sepia", ""] {
            browser.click(&format!("input[name=theme][value='{theme}']")).await;
            browser.until(&format!("(document.documentElement.dataset.theme ?? '') === '{theme}'")).await;
            let bars = browser.value(BARS).await;
            assert_eq!(bars[0], bars[1], "{theme:?} where the system is {system}");
            seen.push(bars[0].clone());
        }
    }
    assert_eq!(seen[3], seen[0], "a light system");
    assert_eq!(seen[7], seen[1], "a dark one");
    browser.click("input[name=theme][value=sepia]").await;
    browser.until("document.documentElement.dataset.theme === 'sepia'").await;
    server.set_cache_control(Some("no-store"));
    server.fail(&server.path_of(".wasm"), Fault::Silence);
    browser.reload().await;
    browser.until("document.documentElement.dataset.theme === 'sepia'").await;
    assert_eq!(browser.value(BARS).await, json!([seen[2], seen[2]]), "before the app has come");
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
    open_settings(&browser).await;
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
    browser.until_text("#settings-panel", london_daily::text::storage_refused()).await;
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
