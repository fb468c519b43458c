//! The front page: its ranks, and how it is laid out for papers of all kinds.

use serde_json::{Value, json};

use crate::harness::{Browser, Engine, FEED, LEAD, Screen, Server, paper, printed_paper};

const SCREENS: [Screen; 4] = [Screen::Phone, Screen::Tablet, Screen::Desktop, Screen::Sized(1920, 1080)];

/// Returns pairs of cards and rows that lie over each other, what is wider than its window, and pictures higher than it.
const MISPLACED: &str = "(() => {
    const boxes = [...document.querySelectorAll('main :is(.card, .row, .newsletter)')]
        .map(element => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width && box.height);
    const wrong = [];
    const name = element => element.className + ': ' + element.textContent.slice(0, 40);
    for (const [at, one] of boxes.entries())
        for (const other of boxes.slice(at + 1)) {
            const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
            if (wide > 1 && high > 1) wrong.push(name(one.element) + ' over ' + name(other.element));
        }
    if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page scrolls sideways');
    for (const picture of document.querySelectorAll('main img'))
        if (picture.getBoundingClientRect().height > innerHeight) wrong.push('a picture is higher than the window');
    return wrong;
})()";

async fn assert_well_laid_out(server: &Server, browser: &Browser, name: &str) {
    for screen in SCREENS {
        browser.resize(screen).await;
        browser.visit(server, "/").await;
        browser.until_seen(".card-lead .story-link").await;
        browser.frames().await;
        assert_eq!(browser.value(MISPLACED).await, json!([]), "{name} on {screen:?}");
    }
}

async fn size_of(browser: &Browser, css: &str) -> f64 {
    let size = format!("parseFloat(getComputedStyle(document.querySelector({css:?})).fontSize)");
    browser.value(&size).await.as_f64().unwrap_or_default()
}

#[tokio::test]
async fn the_front_page_has_five_ranks_of_type() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let mut ranks = Vec::new();
    for rank in [".card-lead h2", ".card-second h2", ".card-first h3", ".card-other h3", ".brief h3"] {
        ranks.push(size_of(&browser, rank).await);
    }
    assert!(ranks.is_sorted_by(|larger, smaller| larger > smaller), "{ranks:?}");
    assert!((30.0..=34.0).contains(&ranks[1]), "{ranks:?}");
    // The seconds stand beside the lead, and not far below its end.
    let ends = "['.card-lead', '.card-second:last-child'].map(css => document.querySelector(css).getBoundingClientRect().bottom)";
    let ends = browser.value(ends).await;
    let hole = (ends[0].as_f64().unwrap_or_default() - ends[1].as_f64().unwrap_or_default()).abs();
    assert!(hole < 120.0, "one column ends {hole} pixels before the other");
    let tall = "[...document.querySelectorAll('.card:not(.card-lead) .card-picture')]
        .filter(picture => picture.clientWidth / picture.clientHeight < 1.59).length";
    assert_eq!(browser.value(tall).await, json!(0), "no picture is taller than a card");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn papers_of_all_kinds_are_well_laid_out() {
    let (server, browser) = paper(Screen::Desktop).await;
    let whole = server.json(FEED);
    assert_well_laid_out(&server, &browser, "the sample edition").await;
    let set = |change: &dyn Fn(&mut Vec<Value>)| {
        server.write(FEED, whole.to_string());
        server.edit_items(|items| change(items));
    };
    let without = |items: &mut Vec<Value>, keys: &[&str]| {
        for item in items {
            for key in keys {
                item.as_object_mut().map(|item| item.remove(*key));
            }
        }
    };
    set(&|items| items.truncate(1));
    assert_well_laid_out(&server, &browser, "one story").await;
    set(&|items| items.truncate(3));
    assert_well_laid_out(&server, &browser, "three stories").await;
    set(&|items| without(items, &["image", "_london_daily"]));
    assert_well_laid_out(&server, &browser, "no pictures").await;
    set(&|items| without(items, &["summary", "tags", "title"]));
    assert_well_laid_out(&server, &browser, "no titles, no sections").await;
    set(&|items| {
        for item in items {
            item["title"] = json!(format!("{} {}", "unbreakable".repeat(6), "Headline ".repeat(12)));
            item["summary"] = json!("word".repeat(15));
        }
    });
    assert_well_laid_out(&server, &browser, "words of 60 letters").await;
    set(&|items| {
        for item in items {
            item["_london_daily"]["picture"] =
                json!({ "src": "pictures/clock.png", "width": 400, "height": 3000, "alt": "" });
        }
    });
    assert_well_laid_out(&server, &browser, "tall pictures").await;
    server.write(FEED, whole.to_string());
    server.edit_json(FEED, |feed| {
        feed["language"] = json!("ar");
        feed["_london_daily"]["sections"] = json!((0..40).map(|at| format!("قسم {at}")).collect::<Vec<_>>());
        let items = feed["items"].as_array_mut().expect("a feed has items");
        for (at, item) in items.iter_mut().enumerate() {
            item["title"] = json!("عنوان طويل لخبر من أخبار اليوم");
            item["tags"] = json!([format!("قسم {}", at % 40)]);
        }
    });
    assert_well_laid_out(&server, &browser, "an Arabic paper of 40 sections").await;
}

#[tokio::test]
async fn text_on_a_card_can_be_selected_and_its_picture_is_a_link() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    browser
        .run("document.querySelector('.card-lead .card-standfirst').scrollIntoView({ block: 'center', behavior: 'instant' })", &[])
        .await;
    let hit = "(box => document.elementFromPoint(box.left + 20, box.top + 10).closest('a'))
        (document.querySelector('.card-lead .card-standfirst').getBoundingClientRect())";
    assert_eq!(browser.value(hit).await, Value::Null, "nothing lies over the text");
    browser.click(".card-lead .card-picture").await;
    browser.until_article().await;
}

#[tokio::test]
async fn the_sections_stay_in_the_window_with_the_papers_name() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    browser.visit(&server, "/").await;
    let again = "document.querySelector('.masthead-again').checkVisibility({ visibilityProperty: true })";
    if browser.engine() == Engine::Chromium {
        browser.until(&format!("!{again}")).await;
    }
    let top = "Math.round(document.querySelector('.masthead-sections').getBoundingClientRect().top)";
    for screen in [Screen::Desktop, Screen::Phone] {
        browser.resize(screen).await;
        browser.run("scrollTo({ top: 2000, behavior: 'instant' })", &[]).await;
        browser.until(&format!("{top} === 0")).await;
        if screen == Screen::Desktop && browser.engine() == Engine::Chromium {
            browser.until(again).await;
        }
    }
    // On a phone they are one row that goes on to the side, and the keyboard reaches all of it.
    browser.run("document.querySelector('.masthead-sections li:last-child a').focus()", &[]).await;
    browser
        .until("(box => box.left >= 0 && box.right <= innerWidth)(document.activeElement.getBoundingClientRect())")
        .await;
    // Nothing scrolls away on a page that is no longer than the window.
    browser.resize(Screen::Sized(1440, 2000)).await;
    browser.goto(&server.url("/offline/")).await;
    browser.until(&format!("!{again}")).await;
    browser.resize(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.run("scrollTo({ top: 2000, behavior: 'instant' })", &[]).await;
    browser.until(&format!("{top} < 0")).await;
}
