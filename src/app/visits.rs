//! Moving between pages: the document's title, the focus, and the scroll position to which Back returns.
//!
//! Browsers restore the scroll position only of pages that they have loaded themselves. Here the app renders the page,
//! sometimes after fetching a document, so it keeps the positions itself, by a number in each history entry.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{PopStateEvent, ScrollRestoration};

use crate::{
    browser::{
        effect::effect,
        events::{listen, listen_first},
        focus, timers,
    },
    store::{context::SiteContext, navigation::Navigation, newsroom::Newsroom},
    text,
};

/// The key under which a history entry's state holds its number.
const NUMBER: &str = "visit";
/// The key of the positions in `sessionStorage`, which survives a reload.
const POSITIONS: &str = "london-daily-positions";
/// The number of frames to wait for a page to become long enough for its scroll position: about three seconds.
const MAX_FRAMES: u16 = 180;

/// The reader's position on a page.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    number: u32,
    top: f64,
    /// The `href` of the link that had the focus.
    focus: Option<String>,
}

/// Follows the reader from page to page: keeps title, language, focus and scroll positions right.
pub fn follow_visits(site: SiteContext) {
    keep_title(site);
    keep_language();

    let places = StoredValue::new(Vec::<Place>::new());
    let returning = StoredValue::new(false);
    // The path of the page that is shown.
    let at = StoredValue::new(String::new());
    let navigation = Navigation::here();

    // On a printed page the browser has restored the position itself, and the reader may have scrolled on since.
    let printed = Newsroom::here().printed.with_untracked(Option::is_some);
    let before = StoredValue::new(None::<String>);
    effect(move || {
        let here = navigation.path();
        // Not at once: the `popstate` listener below has to see the page before.
        let shown = here.clone();
        timers::soon(move || at.set_value(shown));
        match before.try_update_value(|before| before.replace(here.clone())).flatten() {
            None => begin(places, returning, printed),
            // `return_to` gives the focus itself.
            Some(before) if before != here && !returning.get_value() => timers::next_frame(focus_heading),
            Some(_) => {}
        }
    });
    effect(move || {
        listen(&window(), "scroll", move |_| {
            if !returning.get_value() {
                note_place(places);
            }
        });
        // This runs before the click leads to another page.
        listen_first(&window(), "click", move |_| note_place(places));
        listen(&window(), "popstate", move |event| {
            // Only the fragment has changed: the page stays, and whatever shows the fragment also moves the focus.
            let page = window().location().pathname().unwrap_or_default();
            if at.with_value(|at| *at == page) {
                return;
            }
            let number = event.dyn_ref::<PopStateEvent>().and_then(|event| number_in(&event.state()));
            let place =
                places.with_value(|places| places.iter().find(|place| Some(place.number) == number).cloned());
            if let Some(place) = place {
                return_to(place, returning);
            }
        });
        listen(&window(), "pagehide", move |_| {
            places.with_value(|places| persist(places));
            // A reader who comes back may get a printed page, whose position the browser has to restore: the app has not loaded
            // yet.
            restore_scroll(ScrollRestoration::Auto);
        });
        listen(&window(), "pageshow", |_| restore_scroll(ScrollRestoration::Manual));
    });
}

fn keep_title(site: SiteContext) {
    let newsroom = site.newsroom;
    effect(move || {
        let paper = newsroom.edition.with(|edition| edition.paper.name.clone());
        let whole = site.page.get().title.with(|page| text::document_title(page, &paper));
        let waiting = site.page.get().listing.with(|listing| listing.pending.len());
        document().set_title(&if waiting == 0 { whole } else { text::title_with_news(waiting, &whole) });
    });
}

/// Keeps `lang` and `dir` of the document at the language of the site.
fn keep_language() {
    let newsroom = Newsroom::here();
    let language = Memo::new(move |_| newsroom.edition.with(|edition| edition.paper.language.clone()));
    effect(move || {
        let (Some(language), Some(root)) = (language.get(), document().document_element()) else { return };
        let _ = root.set_attribute("lang", &language);
        let _ = root.set_attribute("dir", text::direction(Some(&language)).unwrap_or("ltr"));
    });
}

/// Takes over scroll restoration from the browser, and returns to where the reader was before a reload.
fn begin(places: StoredValue<Vec<Place>>, returning: StoredValue<bool>, printed: bool) {
    // Firefox ignores a change made on `pagehide`. Then the mode is still manual here, and the browser has not scrolled.
    let still_at_top = is_restored_by_program();
    restore_scroll(ScrollRestoration::Manual);
    places.set_value(persisted());
    let number = number_in(&history_state());
    let place = places.with_value(|places| places.iter().find(|place| Some(place.number) == number).cloned());
    match place {
        Some(place) if !printed => return_to(place, returning),
        // The printed page is complete, so this can scroll at once; the focus stays where it is.
        Some(place) if still_at_top => window().scroll_to_with_x_and_y(0.0, place.top),
        // Noted now, since the reader may leave the page before scrolling.
        _ => note_place(places),
    }
}

/// Sets whether the browser (`Auto`) or the app (`Manual`) restores scroll positions.
fn restore_scroll(by: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(by);
    }
}

fn is_restored_by_program() -> bool {
    let history = window().history();
    history.and_then(|history| history.scroll_restoration()).is_ok_and(|by| by == ScrollRestoration::Manual)
}

fn history_state() -> JsValue {
    window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL)
}

fn number_in(state: &JsValue) -> Option<u32> {
    let number = js_sys::Reflect::get(state, &NUMBER.into()).ok()?.as_f64()?;
    Some(number as u32)
}

/// Returns the number of the current history entry; an entry without one gets the next.
fn number_here(places: StoredValue<Vec<Place>>) -> Option<u32> {
    if let Some(number) = number_in(&history_state()) {
        return Some(number);
    }
    let number = places.with_value(|places| places.iter().map(|place| place.number + 1).max()).unwrap_or(1);
    let state = js_sys::Object::new();
    js_sys::Reflect::set(&state, &NUMBER.into(), &number.into()).ok()?;
    window().history().ok()?.replace_state(&state, "").ok()?;
    Some(number)
}

fn note_place(places: StoredValue<Vec<Place>>) {
    let Some(number) = number_here(places) else { return };
    let top = window().scroll_y().unwrap_or_default();
    let focus = document().active_element().and_then(|element| element.get_attribute("href"));
    places.update_value(|places| {
        places.retain(|place| place.number != number);
        places.push(Place { number, top, focus });
        if places.len() > 100 {
            places.remove(0);
        }
    });
}

/// Scrolls to a place as soon as the page is long enough, and gives the focus back. Scrolling or a key press by the reader
/// cancels it.
fn return_to(place: Place, returning: StoredValue<bool>) {
    returning.set_value(true);
    let attention = Owner::new();
    let moved = attention.with(|| {
        let moved = StoredValue::new(false);
        for sign in ["wheel", "touchmove", "keydown"] {
            listen(&window(), sign, move |_| moved.set_value(true));
        }
        moved
    });
    attempt(place, MAX_FRAMES, moved, returning, attention);
}

fn attempt(
    place: Place,
    frames: u16,
    moved: StoredValue<bool>,
    returning: StoredValue<bool>,
    attention: Owner,
) {
    timers::next_frame(move || {
        let reachable = document().document_element().map_or(0, |root| root.scroll_height());
        let view = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        // While an article is loading, the page may be long enough already, and get shorter for a moment when the text comes.
        let waits = document().query_selector("p.loading").is_ok_and(|text| text.is_some());
        let there = f64::from(reachable) >= place.top + view && !waits;
        // The value is disposed of once the reader has left for another page, which counts as moving, too.
        let has_moved = moved.try_get_value().unwrap_or(true);
        if !there && frames > 0 && !has_moved {
            return attempt(place, frames - 1, moved, returning, attention);
        }
        if !has_moved {
            window().scroll_to_with_x_and_y(0.0, place.top);
            match &place.focus {
                Some(href) => focus::give(focus::link("main a", href)),
                None => focus_heading(),
            }
        }
        attention.cleanup();
        // The scroll event that this causes comes with the next frame.
        timers::next_frame(move || returning.set_value(false));
    });
}

/// Focuses the page's heading without scrolling, so that screen readers announce where the reader is now.
fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten();
    let place = heading.or_else(|| document().get_element_by_id("content"));
    focus::give(place.and_then(|place| place.dyn_into().ok()));
}

fn session() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// Keeps the positions over a reload. Where storage is forbidden, a reload begins at the top.
fn persist(places: &[Place]) {
    let text: Vec<String> =
        places.iter().map(|place| format!("{} {}", place.number, place.top as i32)).collect();
    if let Some(session) = session() {
        let _ = session.set_item(POSITIONS, &text.join("\n"));
    }
}

fn persisted() -> Vec<Place> {
    let text = session().and_then(|session| session.get_item(POSITIONS).ok().flatten()).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let (number, top) = line.split_once(' ')?;
            let top: i32 = top.parse().ok()?;
            Some(Place { number: number.parse().ok()?, top: top.into(), focus: None })
        })
        .collect()
}
