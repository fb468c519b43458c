//! The page of an article: how it is laid out on windows of all sizes.

use serde_json::{Value, json};

use crate::harness::{
    Browser, Engine, Key, LEAD, LEAD_DOCUMENT, SPECIMEN, Screen, paper, printed_paper, strings,
};

/// A story whose whole text is its standfirst.
const BRIEF: &str = "/article/visa-overstayers/";

/// The edges of an element: top, right, bottom and left.
async fn edges(browser: &Browser, css: &str) -> [f64; 4] {
    browser.until_seen(css).await;
    let box_of = format!(
        "(box => [box.top, box.right, box.bottom, box.left])(document.querySelector({css:?}).getBoundingClientRect())"
    );
    let edges = browser.value(&box_of).await;
    [0, 1, 2, 3].map(|at| edges[at].as_f64().unwrap_or_default())
}

async fn number(browser: &Browser, expression: &str) -> f64 {
    browser.value(expression).await.as_f64().unwrap_or_default()
}

/// The longest and the average line of running text, in characters. The last line of a paragraph does not count, nor does the first
/// paragraph, which may have a drop cap.
const LINES: &str = "(() => {
    const lines = [];
    for (const paragraph of document.querySelectorAll('.article-body > p:not(:first-child)')) {
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = document.createRange();
        const own = [];
        let bottom = -1;
        for (let node; (node = walker.nextNode());)
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = range.getClientRects()[0];
                if (!box) continue;
                if (box.top > bottom) { own.push(0); bottom = box.bottom; }
                own[own.length - 1]++;
            }
        lines.push(...own.slice(0, -1));
    }
    return [Math.max(...lines), lines.reduce((sum, line) => sum + line, 0) / lines.length];
})()";

#[tokio::test]
async fn a_line_of_text_has_35_to_80_characters() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    for screen in [Screen::Phone, Screen::Tablet, Screen::Desktop, Screen::Sized(1920, 1080)] {
        browser.resize(screen).await;
        browser.goto(&server.url(LEAD)).await;
        browser.until("document.fonts.status === 'loaded'").await;
        let lines = browser.value(LINES).await;
        let (longest, average) =
            (lines[0].as_f64().unwrap_or_default(), lines[1].as_f64().unwrap_or_default());
        assert!(longest <= 80.0, "{screen:?}: {longest} characters");
        assert!((35.0..=72.0).contains(&average), "{screen:?}: {average} characters on average");
    }
}

#[tokio::test]
async fn the_text_begins_within_the_first_window_and_a_bit() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.fonts.status === 'loaded'").await;
    let [text, ..] = edges(&browser, ".article-body p").await;
    assert!(text <= 1.2 * 900.0, "the text begins at {text}");
    let [.., masthead, left] = edges(&browser, ".masthead").await;
    assert!(masthead <= 64.0, "the masthead is {masthead} high");
    let [.., text_left] = edges(&browser, ".article-body").await;
    assert!((left - text_left).abs() < 1.0, "masthead and text have one edge: {left}, {text_left}");

    browser.resize(Screen::Phone).await;
    let [.., masthead, _] = edges(&browser, ".masthead").await;
    assert!(masthead <= 110.0, "on a phone the masthead is {masthead} high");
    browser.goto(&server.url("/")).await;
    let [.., front, _] = edges(&browser, ".masthead-sections").await;
    assert!(front > masthead, "the front page has the whole masthead");
}

#[tokio::test]
async fn the_masthead_changes_with_the_page() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    let [.., low, _] = edges(&browser, ".masthead").await;
    browser.click(".masthead-name").await;
    browser.until_seen(".card-lead").await;
    let [.., high, _] = edges(&browser, ".masthead-sections").await;
    assert!(low < 70.0 && high > 100.0, "{low} and {high}");
    browser.back().await;
    browser.until_article().await;
    let [.., again, _] = edges(&browser, ".masthead").await;
    assert!(again < 70.0, "the page that was kept has its masthead again: {again}");
}

#[tokio::test]
async fn the_longer_a_headline_is_the_smaller_its_letters_are() {
    let (server, browser) = paper(Screen::Desktop).await;
    let words = "The longest headlines of all have letters of a smaller size than others ";
    let mut sizes = Vec::new();
    for length in [40, 100, 140] {
        let headline: String = words.repeat(2).chars().take(length).collect();
        server.edit_items(|items| items[0]["title"] = json!(headline.trim()));
        server.edit_json(LEAD_DOCUMENT, |document| document["items"][0]["title"] = json!(headline.trim()));
        browser.goto("about:blank").await;
        browser.visit(&server, LEAD).await;
        browser.until_heading(headline.trim()).await;
        sizes.push(
            number(&browser, "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)").await,
        );
        let lines = "(heading => heading.getBoundingClientRect().height / parseFloat(getComputedStyle(heading).lineHeight))
                     (document.querySelector('h1'))";
        let lines = number(&browser, lines).await;
        assert!(lines < 4.5, "{length} characters take {lines} lines");
    }
    assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
}

#[tokio::test]
async fn eight_headlines_stand_beside_the_text_and_the_others_below() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    for path in [LEAD, BRIEF] {
        browser.goto(&server.url(path)).await;
        assert_eq!(browser.count(".related-beside .row").await, 8);
        assert_eq!(browser.count(".related-rest .row").await, 42);
        let [list_top, _, _, list_left] = edges(&browser, ".related-beside").await;
        let [text_top, text_right, ..] = edges(&browser, ".article").await;
        assert!(list_left > text_right && (list_top - text_top).abs() < 40.0, "{path}");
        let [rest_top, ..] = edges(&browser, ".related-rest").await;
        for above in [".article", ".related-beside", ".newsletter"] {
            let [_, _, bottom, _] = edges(&browser, above).await;
            assert!(
                bottom <= rest_top,
                "{path}: {above} ends at {bottom}, the other rows begin at {rest_top}"
            );
        }
    }
    // They stay in the window while the text is read, and leave it with the text.
    browser.goto(&server.url(LEAD)).await;
    browser
        .run("document.querySelector('.topics').scrollIntoView({ block: 'end', behavior: 'instant' })", &[])
        .await;
    browser.frames().await;
    let [top, _, bottom, _] = edges(&browser, ".related-beside").await;
    assert!(top >= 0.0 && bottom <= 900.0, "from {top} to {bottom}");
    browser
        .run(
            "document.querySelector('.related-rest').scrollIntoView({ block: 'start', behavior: 'instant' })",
            &[],
        )
        .await;
    browser.frames().await;
    let [_, _, bottom, _] = edges(&browser, ".related-beside").await;
    let [rest, ..] = edges(&browser, ".related-rest").await;
    assert!(bottom <= rest, "the list covers none of the other rows");
}

#[tokio::test]
async fn on_a_phone_the_newsletter_comes_after_the_related_list() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    for path in [LEAD, BRIEF] {
        browser.goto(&server.url(path)).await;
        let order =
            "[...document.querySelectorAll('.article, .next, .related-beside, .related-rest, .newsletter')]
            .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
            .map(part => part.classList[part.classList.length - 1])";
        let order = strings(&browser.value(order).await);
        assert_eq!(order, ["article", "next", "related-beside", "related-rest", "newsletter"], "{path}");
    }
}

#[tokio::test]
async fn an_article_ends_with_the_story_to_read_next() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    let first = browser.attribute(".related .story-link", "href").await;
    assert_eq!(browser.attribute(".next .story-link", "href").await, first, "the first of the related ones");
    browser.until_text(".next h2", "Read next").await;
    let [next, ..] = edges(&browser, ".next").await;
    let [newsletter, ..] = edges(&browser, ".newsletter").await;
    assert!(next < newsletter);
    browser.click(".next .story-link").await;
    browser.until_path(first.as_deref().unwrap_or_default()).await;
    browser.until_article().await;
    // The page that is rendered from data has it, too.
    let related = "document.querySelector('.related .story-link').getAttribute('href')";
    browser
        .until(&format!("document.querySelector('.next .story-link')?.getAttribute('href') === {related}"))
        .await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn below_a_brief_there_is_more_of_its_section() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, BRIEF).await;
    browser.until_text(".next h2", "More in UK").await;
    let links = "[...document.querySelectorAll('.next .story-link')].map(link => link.getAttribute('href'))";
    let links = strings(&browser.value(links).await);
    assert_eq!(links.len(), 5);
    assert!(!links.iter().any(|link| link == BRIEF));
    let items = server.items();
    for link in links {
        let slug = link.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let story = items
            .iter()
            .find(|item| item["id"].as_str().is_some_and(|id| id.ends_with(slug)))
            .expect("a story of the feed");
        assert_eq!(story["tags"][0], json!("UK"), "{link}");
    }
    let sentence = browser.text(".article-body p").await;
    assert!(sentence.starts_with("The Home Office has admitted"), "{sentence}");
    assert_eq!(browser.count(".article-header .standfirst").await, 0, "it is said once");
}

#[tokio::test]
async fn a_long_article_has_contents_that_lead_to_its_headings() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, SPECIMEN).await;
    browser.until_article().await;
    assert_eq!(browser.value("document.querySelector('.contents').open").await, json!(false));
    browser.click(".contents summary").await;
    browser.until_seen(".contents a").await;
    let dead: Value = browser
        .value("[...document.querySelectorAll('.contents a')].filter(link => !document.querySelector(link.hash)).length")
        .await;
    assert_eq!(dead, json!(0));
    browser.click(".contents a[href='#section-tables']").await;
    browser.until_path(&format!("{SPECIMEN}#section-tables")).await;
    browser
        .until("Math.abs(document.querySelector('#section-tables').getBoundingClientRect().top) < 200")
        .await;
    browser.visit(&server, BRIEF).await;
    assert_eq!(browser.count(".contents").await, 0);
}

#[tokio::test]
async fn a_heading_is_a_link_to_itself_and_its_name_stays() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    browser.goto(&server.url(SPECIMEN)).await;
    let heading = "document.querySelector('#section-tables')";
    assert_eq!(browser.value(&format!("{heading}.textContent")).await, json!("Tables"));
    let link = browser.value(&format!("{heading}.querySelector('a').hash")).await;
    assert_eq!(link, json!("#section-tables"));
}

#[tokio::test]
async fn an_abbreviation_opens_in_place_without_the_app() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    browser.goto(&server.url(LEAD)).await;
    let shown = "getComputedStyle(document.querySelector('.article-body abbr[title]'), '::after').content";
    assert_eq!(browser.value(shown).await, json!("none"));
    browser.run("document.querySelector('.article-body abbr[title]').focus()", &[]).await;
    // Firefox gives the rule, others the text that it makes.
    browser.until(&format!("/five republics|attr\\(title\\)/.test({shown})")).await;
}

#[tokio::test]
async fn long_lines_of_code_are_whole_on_paper() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    if browser.lacks(&[Engine::Firefox, Engine::WebKit], "its driver does not show pages as they are printed")
    {
        return;
    }
    browser.visit(&server, SPECIMEN).await;
    browser.show_as_on_paper().await;
    browser.until("matchMedia('print').matches").await;
    let cut_off = "[...document.querySelectorAll('pre')].map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)";
    assert_eq!(browser.value(cut_off).await, json!([false]));
}

#[tokio::test]
async fn the_bar_has_the_tools_of_the_article() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    browser.run("scrollTo({ top: 1500, behavior: 'instant' })", &[]).await;
    browser.until("document.querySelector('.compact-bar.shown')").await;
    let [_, right, ..] = edges(&browser, ".bar-settings").await;
    let [_, list_right, ..] = edges(&browser, ".related-beside").await;
    assert!((right - list_right).abs() < 16.0, "the bar ends with the page: {right}, {list_right}");
    browser.click(".bar-settings").await;
    browser.until_seen("#settings-panel").await;
    browser.click("#settings-panel input[value=dark]").await;
    browser.until("document.documentElement.dataset.theme === 'dark'").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_footnote_opens_in_place_and_its_link_back_closes_it() {
    for screen in [Screen::Phone, Screen::Desktop] {
        let (server, browser) = printed_paper(screen).await;
        browser.visit(&server, SPECIMEN).await;
        browser
            .run("document.querySelector('.article-body sup a').scrollIntoView({ block: 'center' })", &[])
            .await;
        let place = number(&browser, "scrollY").await;
        assert!(place > 0.0);
        browser.click(".article-body sup a").await;
        browser.until_seen(".article-body li:has(:target)").await;
        assert!(
            (number(&browser, "scrollY").await - place).abs() < 2.0,
            "{screen:?}: the text stays where it is"
        );
        let [top, _, bottom, _] = edges(&browser, ".article-body li:has(:target)").await;
        let height = number(&browser, "innerHeight").await;
        assert!(
            top > height * 0.4 && (bottom - height).abs() < 2.0,
            "{screen:?}: {top} to {bottom} of {height}"
        );
        let style = "getComputedStyle(document.querySelector('.article-body li:has(:target)')).listStyleType";
        assert_eq!(browser.value(style).await, json!("decimal"), "{screen:?}: the note keeps its number");
        if screen == Screen::Desktop {
            let [_, right, _, left] = edges(&browser, ".article-body li:has(:target)").await;
            let [_, text_right, _, text_left] = edges(&browser, ".article-body > p").await;
            assert!(
                (text_left - 16.0 - left).abs() < 1.0 && (right - 16.0 - text_right).abs() < 1.0,
                "it stands below the text"
            );
        }
        browser.assert_accessible("an open footnote").await;
        browser.press(Key::Escape).await;
        browser.until("!document.querySelector('.article-body li:has(:target)')").await;
        browser.click(".article-body sup a").await;
        browser.until_seen(".article-body li:has(:target)").await;
        browser.click(".article-body li a[href^='#']").await;
        browser.until("!document.querySelector('.article-body li:has(:target)')").await;
        let [top, ..] = edges(&browser, ".article-body sup a").await;
        assert!((0.0..height).contains(&top), "{screen:?}: the mark is in the window");
        browser.assert_quiet(&[]).await;
    }
}
