//! Listening: a recording, and an article read aloud by a voice that stands in for the browser's.

use std::time::Duration;

use london_daily::text;

use crate::harness::{Browser, Fault, Key, Screen, Server, paper};

/// The article with a recording, and that recording.
const RECORDED: &str = "/article/listening/";
const RECORDING: &str = "/content/recordings/listening.mp3";
/// Articles without one, read by their list entries or documents.
const READ_ALOUD: &str = "/article/publish-your-own/";
const OTHER: &str = "/article/how-related-works/";

const LISTEN: &str = ".listen button:not([hidden])";
const PLAY: &str = ".player-play";
const SLIDER: &str = ".player input[type=range]";
const TIMES: &str = ".player-times";

/// A voice that says a sentence in `window.pace` milliseconds and writes down what it was given.
pub(crate) const VOICE: &str = r#"
    window.said = [];
    window.pace = 400;
    let current = null;
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, "speechSynthesis", { value: {
        voices: [{ lang: "de-DE", name: "Anna", default: true, localService: true },
                 { lang: "en-GB", name: "Kate", default: false, localService: true }],
        getVoices() { return this.voices; },
        get speaking() { return current !== null; },
        get pending() { return false; },
        speak(utterance) {
            said.push({ text: utterance.text, rate: utterance.rate, voice: utterance.voice?.name });
            if (window.mute) return;
            current = utterance;
            setTimeout(() => current === utterance && utterance.onstart?.({ type: "start" }), 10);
            setTimeout(() => {
                if (current !== utterance) return;
                current = null;
                utterance.onend?.({ type: "end" });
            }, window.pace);
        },
        cancel() {
            const silenced = current;
            current = null;
            if (silenced) setTimeout(() => silenced.onerror?.({ type: "error", error: "canceled" }), 0);
        },
    } });
"#;

async fn open(server: &Server, browser: &Browser, path: &str) {
    browser.goto(&server.url(path)).await;
    browser.until_seen(LISTEN).await;
}

/// An article with a voice that speaks slowly enough to be watched.
async fn with_voice(path: &str) -> (Server, Browser) {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.before_each_page(VOICE).await;
    open(&server, &browser, path).await;
    (server, browser)
}

/// The text that the page marks as being read.
const MARKED: &str = "[...(CSS.highlights.get('being-read') ?? [])].map(range => range.toString()).join('')";

/// Starts the recording of the page, and waits until it is heard and the player can be used with the keyboard: its sound may come
/// before the frame in which it takes the focus.
async fn listen(browser: &Browser) {
    browser.click(LISTEN).await;
    until_past(browser, 0).await;
    browser.until(&format!("document.activeElement.matches({PLAY:?})")).await;
}

async fn until_past(browser: &Browser, seconds: u32) {
    browser.until(&format!("Number(document.querySelector({SLIDER:?}).value) > {seconds}")).await;
}

async fn position(browser: &Browser) -> f64 {
    browser.value(&format!("Number(document.querySelector({SLIDER:?}).value)")).await.as_f64().unwrap()
}

#[tokio::test]
async fn a_recording_plays_and_pauses_and_its_time_moves() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    assert_eq!(server.requests_for(RECORDING).len(), 0, "nothing is fetched before it is wanted");
    listen(&browser).await;
    browser.until_text(TIMES, " / 1:").await;
    assert!(!browser.text(TIMES).await.contains("about"), "a recording's times are no estimates");
    assert_eq!(browser.focused().await, ("button".into(), "Pause".into()));
    assert_eq!(browser.text(LISTEN).await, "Pause");

    browser.press(" ").await;
    browser.until_text(LISTEN, "Listen").await;
    assert_eq!(browser.focused().await, ("button".into(), "Play".into()));
    browser.click(LISTEN).await;
    browser.until_text(LISTEN, "Pause").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_position_moves_by_keyboard_buttons_and_single_keys() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    browser.press("k").await;
    browser.until_text(LISTEN, "Listen").await;
    browser.press("l").await;
    browser.press("l").await;
    until_past(&browser, 29).await;
    browser.press("j").await;
    browser.until(&format!("Number(document.querySelector({SLIDER:?}).value) < 20")).await;

    browser.run(&format!("document.querySelector({SLIDER:?}).focus()"), &[]).await;
    assert_eq!(browser.focused().await, ("slider".into(), "Position".into()));
    browser.press(Key::Home).await;
    browser.until_text(TIMES, "0:00 / ").await;
    browser.press(Key::Right).await;
    browser.until_text(TIMES, "0:05 / ").await;
    browser.press(Key::PageUp).await;
    browser.until_text(TIMES, "0:20 / ").await;
    browser.press(Key::Down).await;
    browser.until_text(TIMES, "0:15 / ").await;
    let said = browser.attribute(SLIDER, "aria-valuetext").await.unwrap();
    assert!(said.starts_with("15 seconds of 1 minute"), "{said}");

    browser.click(".player-step[aria-label^=Forward]").await;
    browser.until_text(TIMES, "0:30 / ").await;
    browser.click(".player-step[aria-label^=Back]").await;
    browser.until_text(TIMES, "0:15 / ").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn position_and_speed_are_remembered_over_a_reload() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    browser.press("ll").await;
    until_past(&browser, 30).await;
    browser.run("const s = document.querySelector('.player-speed'); s.value = '1.5'; s.dispatchEvent(new Event('change', { bubbles: true }))", &[]).await;
    browser.reload().await;
    browser.until_seen(LISTEN).await;
    assert_eq!(browser.count(".player").await, 0, "nothing starts by itself");
    browser.click(LISTEN).await;
    until_past(&browser, 30).await;
    assert!(position(&browser).await < 45.0);
    assert_eq!(browser.value("document.querySelector('.player-speed').value").await, "1.5");
}

#[tokio::test]
async fn closing_gives_the_focus_back_to_where_it_was() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    for close in ["escape", "button"] {
        browser.run(&format!("document.querySelector({LISTEN:?}).focus()"), &[]).await;
        browser.press(Key::Enter).await;
        browser.until_seen(".player").await;
        browser.until(&format!("document.activeElement.matches({PLAY:?})")).await;
        if close == "escape" {
            browser.press(Key::Escape).await;
        } else {
            browser.click(".player-close").await;
        }
        browser.until_gone(".player").await;
        assert_eq!(browser.focused().await, ("button".into(), "Listen".into()), "after {close}");
    }
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn escape_closes_first_what_lies_over_the_player() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    browser.click(LISTEN).await;
    browser.until_seen(".player").await;
    browser.press("?").await;
    browser.until_seen("#keys").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#keys").await;
    assert_eq!(browser.count(".player").await, 1);
    browser.press(Key::Escape).await;
    browser.until_gone(".player").await;
}

#[tokio::test]
async fn the_player_stays_while_the_reader_moves_to_another_page() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    browser.click(".masthead-name").await;
    browser.until_seen(".card-lead").await;
    let before = position(&browser).await;
    browser.until(&format!("Number(document.querySelector({SLIDER:?}).value) > {before}")).await;
    assert_eq!(browser.text(PLAY).await, "");
    browser.click(".player-title a").await;
    browser.until_text(".article-header .headline", "Let the paper read to you").await;
    browser.until_text(LISTEN, "Pause").await;
    browser.press(Key::Escape).await;
    browser.until_gone(".player").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_missing_recording_says_so_and_plays_once_it_is_there() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.fail("/content/recordings/*", Fault::Status(404));
    open(&server, &browser, RECORDED).await;
    browser.click(LISTEN).await;
    browser.until_text(".player-state[role=status]", text::recording_error()).await;
    browser.until_text(LISTEN, "Listen").await;
    server.heal("/content/recordings/*");
    browser.click(".player-state button").await;
    until_past(&browser, 0).await;
    browser.until_text(LISTEN, "Pause").await;
    browser.until_gone(".player-state button").await;
    assert_eq!(browser.text(".player-state").await, "");
    browser.assert_quiet(&["404"]).await;
}

#[tokio::test]
async fn a_recording_that_takes_long_says_that_it_is_on_its_way() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.fail("/content/recordings/*", Fault::Slow(Duration::from_secs(4)));
    open(&server, &browser, RECORDED).await;
    browser.click(LISTEN).await;
    browser.until_text(".player-state", text::listen_loading()).await;
    until_past(&browser, 0).await;
    assert_eq!(browser.text(".player-state").await, "");
}

#[tokio::test]
async fn the_lock_screen_shows_the_article_and_its_keys_work() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser
        .before_each_page(
            // Held, or WebKit may make another object of it, which knows nothing of this.
            "window.keys = {}; window.held = navigator.mediaSession; const real = held.setActionHandler; \
             navigator.mediaSession.setActionHandler = function (action, handler) { \
                 keys[action] = handler; real.call(this, action, handler); };",
        )
        .await;
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    let shown = browser.value("navigator.mediaSession.metadata").await;
    assert_eq!(
        browser.value("navigator.mediaSession.metadata.title").await,
        "Let the paper read to you",
        "{shown}"
    );
    assert_eq!(browser.value("navigator.mediaSession.metadata.album").await, "London Daily");
    assert_eq!(browser.value("navigator.mediaSession.metadata.artwork.length").await, 1);
    browser.until("!!keys.pause").await;
    browser.run("keys.pause({ action: 'pause' })", &[]).await;
    browser.until_text(LISTEN, "Listen").await;
    browser.run("keys.seekto({ action: 'seekto', seekTime: 40 })", &[]).await;
    browser.until_text(TIMES, "0:40 / ").await;
    browser.run("keys.seekbackward({ action: 'seekbackward' })", &[]).await;
    browser.until_text(TIMES, "0:25 / ").await;
    browser.run("keys.play({ action: 'play' })", &[]).await;
    browser.until_text(LISTEN, "Pause").await;
    browser.run("keys.stop({ action: 'stop' })", &[]).await;
    browser.until_gone(".player").await;
    assert_eq!(browser.value("navigator.mediaSession.metadata === null && keys.play === null").await, true);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_article_is_read_aloud_with_each_sentence_marked() {
    let (_server, browser) = with_voice(READ_ALOUD).await;
    browser.click(LISTEN).await;
    browser.until_text(TIMES, "about").await;
    let times = browser.text(TIMES).await;
    assert_eq!(times.matches("about").count(), 1, "{times}");
    browser.until("said.length > 6").await;
    let said = browser.value("said.map(one => one.text).join(' ')").await;
    let headline = browser.text(".article-header .headline").await;
    assert!(said.as_str().unwrap().starts_with(&headline), "{said}");
    assert_eq!(browser.value("said[0].voice").await, "Kate", "an English article, an English voice");

    // The marked text is the sentence that is spoken, and it lies in the article's text.
    browser.until(&format!("said.at(-1).text === {MARKED}.replace(/\\s+/g, ' ')")).await;
    let inside = "[...CSS.highlights.get('being-read')].every(range => \
                  range.startContainer.parentElement.closest('.article-body [data-block]'))";
    browser.until(inside).await;

    let before = browser.value(MARKED).await;
    browser.until(&format!("{MARKED} !== {before}")).await;
    browser.press("k").await;
    browser.until_text(LISTEN, "Listen").await;
    let count = browser.value("said.length").await;
    browser.press("l").await;
    browser.until(&format!("{MARKED} !== {before}")).await;
    assert_eq!(browser.value("said.length").await, count, "moving while paused is silent");
    browser.press(Key::Escape).await;
    browser.until(&format!("{MARKED} === ''")).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_page_follows_the_voice_until_the_reader_looks_elsewhere() {
    let (_server, browser) = with_voice(READ_ALOUD).await;
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    browser.click(LISTEN).await;
    browser.until("scrollY > 300").await;
    let seen = "[...CSS.highlights.get('being-read')].every(range => { \
                const box = range.getBoundingClientRect(); \
                return box.top >= 0 && box.bottom <= document.querySelector('.player').getBoundingClientRect().top })";
    browser.until(seen).await;
    browser.run("scrollTo(0, 0)", &[]).await;
    let count = browser.value("said.length").await;
    browser.until(&format!("said.length > {count} + 3")).await;
    assert_eq!(browser.value("scrollY").await, 0, "the reader is not pulled back");
}

#[tokio::test]
async fn the_mark_is_back_when_the_reader_returns_to_the_article() {
    let (_server, browser) = with_voice(READ_ALOUD).await;
    browser.run("window.pace = 600", &[]).await;
    browser.click(LISTEN).await;
    browser.until("said.length > 4").await;
    browser.click(".masthead-name").await;
    browser.until_seen(".card-lead").await;
    let count = browser.value("said.length").await;
    browser.until(&format!("said.length > {count}")).await;
    browser.run("window.pace = 100000", &[]).await;
    browser.until(&format!("said.length > {count} + 1")).await;
    browser.back().await;
    browser.until(&format!("said.at(-1).text === {MARKED}.replace(/\\s+/g, ' ')")).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_voice_reads_on_from_a_chosen_place_at_a_chosen_speed() {
    let (_server, browser) = with_voice(READ_ALOUD).await;
    browser.run("window.pace = 100000", &[]).await;
    browser.click(LISTEN).await;
    browser.until("said.length === 1").await;
    // The player takes the focus with the next frame, and hears keys from then on.
    browser.until("document.activeElement.closest('.player')").await;
    browser.press("lll").await;
    browser.until("said.length > 1").await;
    let half = "(() => { const slider = document.querySelector('.player input'); slider.value = slider.max / 2; \
                slider.dispatchEvent(new Event('input', { bubbles: true })); \
                slider.dispatchEvent(new Event('change', { bubbles: true })) })()";
    browser.value(half).await;
    browser.until("document.querySelector('.player input').value > 50").await;
    browser.until(&format!("said.at(-1).text === {MARKED}.replace(/\\s+/g, ' ')")).await;
    browser.run("const s = document.querySelector('.player-speed'); s.value = '2'; s.dispatchEvent(new Event('change', { bubbles: true }))", &[]).await;
    browser.until("said.at(-1).rate === 2").await;
    assert_eq!(
        browser.value("said.at(-1).text === said.at(-2).text").await,
        true,
        "the sentence begins anew"
    );
}

#[tokio::test]
async fn a_voice_that_never_begins_is_given_up_and_tried_again() {
    let (_server, browser) = with_voice(READ_ALOUD).await;
    browser.run("window.mute = true", &[]).await;
    browser.click(LISTEN).await;
    browser.until_text(".player-state", text::listen_loading()).await;
    browser.until_text(".player-state", text::voice_error()).await;
    browser.run("window.mute = false", &[]).await;
    browser.click(".player-state button").await;
    browser.until_text(LISTEN, "Pause").await;
    browser.until(&format!("{MARKED} !== '' && said.length > 2")).await;
    assert_eq!(browser.text(".player-state").await, "");
}

#[tokio::test]
async fn late_voices_bring_the_listen_button_and_move_nothing() {
    let (server, browser) = paper(Screen::Phone).await;
    browser.before_each_page(VOICE).await;
    browser
        .before_each_page("speechSynthesis.late = speechSynthesis.voices; speechSynthesis.voices = []")
        .await;
    browser.goto(&server.url(READ_ALOUD)).await;
    browser.until_seen(".article-body p").await;
    assert_eq!(browser.count(LISTEN).await, 0);
    let place =
        "document.querySelector('.lead-picture, .article-body').getBoundingClientRect().top + scrollY";
    let before = browser.value(place).await;
    browser
        .run("speechSynthesis.voices = speechSynthesis.late; speechSynthesis.onvoiceschanged()", &[])
        .await;
    browser.until_seen(LISTEN).await;
    assert_eq!(browser.value(place).await, before);
}

#[tokio::test]
async fn without_voices_only_a_recording_brings_a_listen_button() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.before_each_page("Object.defineProperty(window, 'speechSynthesis', { value: undefined })").await;
    browser.goto(&server.url(READ_ALOUD)).await;
    browser.until_seen(".article-body p").await;
    assert_eq!(browser.count(LISTEN).await, 0);
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn another_article_takes_the_place_of_the_one_that_is_read() {
    let (server, browser) = with_voice(READ_ALOUD).await;
    browser.click(LISTEN).await;
    browser.until("said.length > 2").await;
    browser.click(&format!(".related a[href='{OTHER}']")).await;
    browser.until(&format!("location.pathname === {OTHER:?}")).await;
    browser.until_text(LISTEN, "Listen").await;
    let headline = browser.text(".article-header .headline").await;
    browser.click(LISTEN).await;
    browser.until_text(".player-title", &headline).await;
    browser.until(&format!("said.at(-1).text === {MARKED}.replace(/\\s+/g, ' ')")).await;
    assert!(server.requests_for(RECORDING).is_empty());
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_player_leaves_room_and_is_usable_on_small_screens() {
    let (server, browser) = paper(Screen::Phone).await;
    for (name, width, height, most) in
        [("phone", 360, 740, 0.3), ("narrow", 320, 640, 0.3), ("zoomed", 320, 256, 0.4)]
    {
        browser.resize(Screen::Sized(width, height)).await;
        open(&server, &browser, RECORDED).await;
        browser.run(&format!("document.querySelector({LISTEN:?}).focus()"), &[]).await;
        browser.press(Key::Enter).await;
        browser.until_seen(".player").await;
        let part = browser.value("document.querySelector('.player').offsetHeight / innerHeight").await;
        assert!(part.as_f64().unwrap() < most, "{name}: {part}");
        assert_eq!(
            browser
                .value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                .await,
            true,
            "{name}"
        );
        let small = "[...document.querySelectorAll('.player button, .player select')].filter(control => \
                     control.checkVisibility() && (control.offsetWidth < 44 || control.offsetHeight < 44)).length";
        assert_eq!(browser.value(small).await, 0, "{name}: every control is 44 pixels wide and high");
        // The page's foot can be scrolled out from under the player, when all of the page has come.
        browser
            .until(
                "scrollTo(0, document.documentElement.scrollHeight) ?? \
                 document.querySelector('.page-footer').getBoundingClientRect().bottom <= \
                 document.querySelector('.player').getBoundingClientRect().top + 1",
            )
            .await;
        browser.picture(&format!("player-{name}")).await;
    }
}

#[tokio::test]
async fn the_open_player_is_accessible_in_every_theme() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    for theme in ["light", "dark", "sepia"] {
        browser
            .run("document.documentElement.setAttribute('data-theme', arguments[0])", &[theme.into()])
            .await;
        browser.assert_accessible(&format!("the player, {theme}")).await;
        browser.picture(&format!("player-{theme}")).await;
    }
}

#[tokio::test]
async fn a_film_or_recording_in_the_text_silences_the_player() {
    let (server, browser) = paper(Screen::Desktop).await;
    open(&server, &browser, RECORDED).await;
    listen(&browser).await;
    let play = format!(
        "const audio = document.createElement('audio'); audio.src = {RECORDING:?}; document.body.append(audio); audio.play()"
    );
    browser.run(&play, &[]).await;
    browser.until_text(LISTEN, "Listen").await;
}
