//! Everybody can read the site: with a keyboard, on a narrow screen, enlarged, in every theme.

use serde_json::{Value, json};

use crate::{
    harness::{Browser, FEED, Fault, Key, LEAD, SPECIMEN, Screen, Server, paper, strings},
    player::VOICE,
};

/// A page of each kind, by its path.
const PAGES: &[&str] =
    &["/", LEAD, SPECIMEN, "/section/technology/", "/topic/diplomacy/", "/saved/", "/nowhere/"];

async fn open_page(server: &Server, browser: &Browser, path: &str) {
    browser.visit(server, path).await;
    if path.starts_with("/article/") {
        browser.until_article().await;
    }
}

/// Runs axe-core on each kind of page, and on everything that opens over one.
async fn assert_all_accessible(theme: &str) {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.before_each_page(&format!("localStorage.setItem('london-daily-theme', {theme:?})")).await;
    // Without it a page may be looked at in the middle of a change.
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    for path in PAGES {
        open_page(&server, &browser, path).await;
        assert_eq!(browser.value("document.documentElement.dataset.theme").await, json!(theme));
        browser.assert_accessible(&format!("{path} ({theme})")).await;
    }
    open_page(&server, &browser, LEAD).await;
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    let name = browser.attribute(".settings-button", "aria-label").await.unwrap_or_default();
    assert!(name.starts_with(&browser.text(".settings-button").await), "{name}: its text is in its name");
    browser.assert_accessible(&format!("the settings ({theme})")).await;
    browser.press(Key::Escape).await;
    browser.until_gone("#settings-panel").await;
    browser.press("?").await;
    browser.until_seen("#keys[open]").await;
    browser.assert_accessible(&format!("the list of keys ({theme})")).await;
    browser.press(Key::Escape).await;
    browser.until_gone("#keys").await;
    browser.run("scrollTo({ top: 1500, behavior: 'instant' })", &[]).await;
    browser.until("document.querySelector('.compact-bar.shown')").await;
    browser.assert_accessible(&format!("an article scrolled down ({theme})")).await;
    browser.click(".related .row-why summary").await;
    browser.until_seen(".row-why p").await;
    browser.assert_accessible(&format!("a reason ({theme})")).await;
    browser.run("document.querySelector('#open-picture-1').click()", &[]).await;
    browser.until_seen("dialog.lightbox[open]").await;
    browser.assert_accessible(&format!("the picture view ({theme})")).await;
    server.fail(FEED, Fault::Status(500));
    browser.visit(&server, "/").await;
    browser.until_seen("main [role=alert]").await;
    browser.assert_accessible(&format!("an error ({theme})")).await;
}

#[tokio::test]
async fn axe_finds_nothing_wrong_on_any_page_in_the_light_theme() {
    assert_all_accessible("light").await;
}

#[tokio::test]
async fn axe_finds_nothing_wrong_on_any_page_in_the_dark_theme() {
    assert_all_accessible("dark").await;
}

#[tokio::test]
async fn axe_finds_nothing_wrong_on_any_page_in_the_sepia_theme() {
    assert_all_accessible("sepia").await;
}

/// The fault in the way the focus is shown; empty when there is none.
const FOCUS_FAULT: &str = r#"(() => {
    const element = document.activeElement;
    // The browser shows the focus on a part of its own inside of these.
    if (element === document.body || element.matches("audio, video")) return "";
    const name = `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`;
    const shown = [element, element.closest("label")].some(part => {
        if (!part) return false;
        const style = getComputedStyle(part);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    });
    if (!shown) return `${name} does not show its focus`;
    const boxes = [...element.getClientRects()];
    if (!boxes.some(box => box.bottom > 0 && box.top < innerHeight && box.width > 0)) return `${name} is not in view`;
    const covered = boxes.every(box => {
        const [x, y] = [Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1)];
        const top = document.elementFromPoint(x, y);
        return !top || !(element.contains(top) || top.contains(element));
    });
    return covered ? `${name} is covered` : "";
})()"#;

/// Looks at the element that has the focus. Smooth scrolling would have to be waited for; the page is opened with reduced motion,
/// and what scrolls at once does so with a frame.
async fn assert_focus_is_shown(browser: &Browser) {
    if browser.value(FOCUS_FAULT).await != json!("") {
        browser.frames().await;
        assert_eq!(browser.value(FOCUS_FAULT).await, json!(""));
    }
}

/// Presses Tab until an element that fits has the focus, and looks at each on the way.
async fn tab_to(browser: &Browser, css: &str) -> u32 {
    for presses in 1..=200 {
        browser.press(Key::Tab).await;
        assert_focus_is_shown(browser).await;
        if browser.value(&format!("document.activeElement.matches({css:?})")).await == json!(true) {
            return presses;
        }
    }
    panic!("200 times Tab do not lead to {css}");
}

#[tokio::test]
async fn a_reader_gets_from_page_to_page_with_the_keyboard_alone() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    browser.visit(&server, "/").await;
    let to_settings = tab_to(&browser, ".settings-button").await;
    assert!(to_settings <= 3, "the settings come early");
    browser.press(Key::Enter).await;
    browser.until_seen("#settings-panel").await;
    tab_to(&browser, "#settings-panel input").await;
    browser.press(Key::Down).await;
    browser.until("document.documentElement.dataset.theme === 'light'").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#settings-panel").await;
    browser.until("document.activeElement.matches('.settings-button')").await;

    tab_to(&browser, ".card-lead .story-link").await;
    browser.press(Key::Enter).await;
    browser.until_path(LEAD).await;
    browser.until_article().await;
    browser.until("document.activeElement.localName === 'h1'").await;

    browser.press("?").await;
    browser.until_seen("#keys[open]").await;
    browser.until("document.activeElement.closest('#keys')").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#keys").await;
    browser.until("document.activeElement.localName === 'h1'").await;

    tab_to(&browser, "#open-picture-1").await;
    browser.press(Key::Enter).await;
    browser.until_seen("dialog.lightbox[open]").await;
    browser.until("document.activeElement.closest('dialog.lightbox')").await;
    browser.press(Key::Right).await;
    browser.until_path(&format!("{LEAD}#picture-2")).await;
    browser.press(Key::Escape).await;
    browser.until_gone("dialog.lightbox").await;
    browser.until("document.activeElement.matches('.picture-link')").await;

    tab_to(&browser, ".related .story-link").await;
    let next = browser.value("document.activeElement.getAttribute('href')").await;
    browser.press(Key::Enter).await;
    browser.until_path(next.as_str().unwrap_or_default()).await;
    browser.until("document.activeElement.localName === 'h1'").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn tab_reaches_every_part_of_the_specimen_and_is_not_trapped() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    open_page(&server, &browser, SPECIMEN).await;
    browser.run("document.querySelector('main h1').focus()", &[]).await;
    let reachable =
        "[...document.querySelectorAll('.article-body :is(a[href], summary, audio, video, button, input)')]
        .filter(element => element.checkVisibility())";
    browser.run(&format!("window.missed = new Set({reachable})"), &[]).await;
    let mut presses = 0;
    while browser.value("!document.activeElement.closest('.related')").await == json!(true) {
        presses += 1;
        assert!(presses < 200, "the focus gets past the article");
        browser.press(Key::Tab).await;
        assert_focus_is_shown(&browser).await;
        browser.run("missed.delete(document.activeElement)", &[]).await;
    }
    let missed = browser.value("[...missed].map(element => element.outerHTML.slice(0, 100))").await;
    assert_eq!(missed, json!([]));
}

/// The elements that stick out of the window at the side; none when the page cannot be scrolled sideways. `innerWidth` is no
/// measure: on a phone Chromium shows all of a page that is too wide, and calls that the window.
pub(crate) const STICKS_OUT: &str = r#"(() => {
    const root = document.documentElement, room = root.clientWidth;
    if (root.scrollWidth <= room && document.body.scrollWidth <= room) return [];
    return [`${root.scrollWidth} px of ${room}`].concat(
        [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > room + 0.5)
            .slice(0, 8)
            .map(element => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`));
})()"#;

async fn assert_fits(server: &Server, browser: &Browser, how: &str) {
    for path in PAGES {
        open_page(server, browser, path).await;
        browser.frames().await;
        assert_eq!(strings(&browser.value(STICKS_OUT).await), [""; 0], "{path} {how}");
    }
    server.fail(FEED, Fault::Status(500));
    open_page(server, browser, "/").await;
    assert_eq!(strings(&browser.value(STICKS_OUT).await), [""; 0], "an error {how}");
    server.heal(FEED);
}

#[tokio::test]
async fn no_page_scrolls_sideways_on_a_screen_of_320_pixels() {
    let (server, browser) = paper(Screen::Sized(320, 640)).await;
    assert_fits(&server, &browser, "at 320 px").await;
    open_page(&server, &browser, LEAD).await;
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    let panel =
        browser.value("document.querySelector('#settings-panel').getBoundingClientRect().toJSON()").await;
    assert!(panel["left"].as_f64() >= Some(0.0) && panel["right"].as_f64() <= Some(320.0), "{panel}");
    browser.press(Key::Escape).await;
    browser.press("?").await;
    browser.until_seen("#keys[open]").await;
    assert_eq!(strings(&browser.value(STICKS_OUT).await), [""; 0], "the list of keys");
}

#[tokio::test]
async fn no_word_is_so_long_that_a_page_scrolls_sideways() {
    let (server, browser) = paper(Screen::Phone).await;
    let long = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz".repeat(2);
    server.edit_items(|items| {
        for (at, item) in items.iter_mut().enumerate().filter(|(at, _)| at % 3 == 0) {
            item["title"] = json!(format!("{at} {long}"));
            item["summary"] = json!(format!("See https://example.org/{long}"));
            item["authors"] = json!([{ "name": long }]);
            item["tags"] = json!(["World", long]);
        }
    });
    for path in PAGES {
        open_page(&server, &browser, path).await;
        browser.frames().await;
        assert_eq!(strings(&browser.value(STICKS_OUT).await), [""; 0], "{path}");
    }
}

#[tokio::test]
async fn no_page_scrolls_sideways_when_zoomed_or_with_large_text() {
    let (server, browser) = paper(Screen::Desktop).await;
    // Not every machine has voices, and with one an article has two buttons beside each other.
    browser.before_each_page(VOICE).await;
    browser.zoom(400).await;
    assert_fits(&server, &browser, "at 400 %").await;
    browser.before_each_page("localStorage.setItem('london-daily-text-size', '200')").await;
    browser.resize(Screen::Phone).await;
    assert_fits(&server, &browser, "with text at 200 %").await;
    open_page(&server, &browser, LEAD).await;
    browser.until("document.documentElement.dataset.textSize === '200'").await;
    // Everything in the settings can be reached, by scrolling the panel if need be.
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    let reached = browser
        .value(
            "(button => { button.scrollIntoView({ block: 'nearest', behavior: 'instant' });
                 return (box => box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth)(button.getBoundingClientRect()); })
             (document.querySelector('#settings-panel button[aria-label=\"Larger text\"]'))",
        )
        .await;
    assert_eq!(reached, json!(true), "the last button of the settings is in view");
}

#[tokio::test]
async fn everything_that_is_pressed_is_large_enough_for_a_finger() {
    let (server, browser) = paper(Screen::Phone).await;
    let small = "[...document.querySelectorAll('button, summary, label:has(input), nav a, .topics a, .story-link, .picture-link, input:not(label input)')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], .visually-hidden'))
        .map(element => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([element, box]) => `${element.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)";
    for path in PAGES {
        open_page(&server, &browser, path).await;
        let found: Value = browser.value(small).await;
        assert_eq!(found, json!([]), "{path}");
    }
}

#[tokio::test]
async fn nothing_moves_for_a_reader_who_prefers_no_motion() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    open_page(&server, &browser, LEAD).await;
    let moving = "[...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            const takes_time = times => times.split(',').some(time => parseFloat(time) > 0.01);
            return takes_time(style.transitionDuration) || takes_time(style.animationDuration) || style.scrollBehavior === 'smooth';
        }).map(element => element.outerHTML.slice(0, 80))";
    assert_eq!(browser.value(moving).await, json!([]));
    browser.run("scrollTo(0, 1500)", &[]).await;
    browser.until("document.querySelector('.compact-bar.shown')").await;
    assert_eq!(browser.value("document.getAnimations().length").await, json!(0));
}

#[tokio::test]
async fn every_setting_is_in_reach_at_400_percent() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.zoom(400).await;
    // Not every reader who zooms has normal text.
    browser.before_each_page("localStorage.setItem('london-daily-text-size', '200')").await;
    open_page(&server, &browser, LEAD).await;
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    let out_of_reach =
        "[...document.querySelectorAll('#settings-panel :is(input, button)')].filter(control => {
        control.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, right, top, bottom } = control.getBoundingClientRect();
        const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const isOnTop = control.contains(middle) || control.closest('label')?.contains(middle);
        return !isOnTop || left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
    }).map(control => control.outerHTML)";
    assert_eq!(browser.value(out_of_reach).await, json!([]));
    let sideways = "document.querySelector('#settings-panel').scrollWidth - document.querySelector('#settings-panel').clientWidth";
    assert_eq!(browser.value(sideways).await, json!(0), "it scrolls in one direction only");
}
