//! The mark on the sentence that is being read, which follows the voice down the page.

use js_sys::Array;
use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::{DomRect, Element, Range, ScrollBehavior, ScrollToOptions};

use crate::features::player::{
    now_playing::{Line, NowPlaying},
    reflect,
};

/// The name of the highlight in the style sheet, and of the class that is used where a browser has no highlights.
const MARK: &str = "being-read";
/// The selector of the element that names the article of the page.
const PLACE: &str = ".listen[data-article]";
/// The value of `NodeFilter.SHOW_TEXT`.
const TEXT_NODES: u32 = 4;

/// The mark, on one sentence at a time.
#[derive(Default)]
pub(super) struct Marker {
    line: Option<usize>,
    mark: Option<Mark>,
}

struct Mark {
    element: Element,
    range: Option<Range>,
}

impl Marker {
    /// Marks a line, and scrolls it into view unless the reader has scrolled away from the line before.
    pub(super) fn mark(&mut self, line: usize, track: &NowPlaying) {
        let goes_on = self.line.is_some_and(|before| before + 1 == line);
        let follows = !goes_on || self.mark.as_ref().is_some_and(|mark| is_in_view(&mark.place()));
        self.set(line, track);
        if let Some(mark) = self.mark.as_ref().filter(|_| follows) {
            bring_into_view(&mark.place());
        }
    }

    /// Marks the same line again, on a page that has been shown since.
    pub(super) fn renew(&mut self, track: &NowPlaying) {
        if let Some(line) = self.line {
            self.set(line, track);
        }
    }

    /// Removes the mark.
    pub(super) fn clear(&mut self) {
        self.wipe();
        self.line = None;
    }

    fn set(&mut self, line: usize, track: &NowPlaying) {
        self.wipe();
        self.line = Some(line);
        if !is_on_the_page(track) {
            return;
        }
        let Some(line) = track.lines.get(line) else { return };
        let element = document().query_selector(&line.part.selector()).ok().flatten();
        self.mark = element.map(|element| {
            let range = range(&element, line).filter(|range| is_of(range, line));
            if !range.as_ref().is_some_and(highlight) {
                let _ = element.class_list().add_1(MARK);
            }
            Mark { element, range }
        });
    }

    fn wipe(&mut self) {
        if let Some(mark) = self.mark.take() {
            let _ = mark.element.class_list().remove_1(MARK);
            if let Some(highlights) = highlights() {
                reflect::call(&highlights, "delete", &Array::of1(&MARK.into()));
            }
        }
    }
}

impl Mark {
    fn place(&self) -> DomRect {
        match &self.range {
            Some(range) => range.get_bounding_client_rect(),
            None => self.element.get_bounding_client_rect(),
        }
    }
}

/// Returns `true` if the shown page is that of the track's article.
fn is_on_the_page(track: &NowPlaying) -> bool {
    let place = document().query_selector(PLACE).ok().flatten();
    place.and_then(|place| place.get_attribute("data-article")).as_deref() == Some(&track.id)
}

/// Returns the registry of the CSS Custom Highlight API, where a browser has it.
fn highlights() -> Option<JsValue> {
    reflect::get(&reflect::get(&window(), "CSS")?, "highlights")
}

fn highlight(range: &Range) -> bool {
    let marked = reflect::make("Highlight", range)
        .and_then(|mark| reflect::call(&highlights()?, "set", &Array::of2(&MARK.into(), &mark)));
    marked.is_some()
}

/// Returns `true` if a range seems to have the text of a line, by its first and last characters. The text of the page may have
/// changed since the reader began to listen.
fn is_of(range: &Range, line: &Line) -> bool {
    let text = String::from(range.to_string());
    text.chars().next() == line.text.chars().next() && text.chars().last() == line.text.chars().last()
}

/// Returns the range of a line's words in the text of an element.
fn range(element: &Element, line: &Line) -> Option<Range> {
    let document = document();
    let range = document.create_range().ok()?;
    let walker = document.create_tree_walker_with_what_to_show(element, TEXT_NODES).ok()?;
    let mut at = 0;
    let mut begun = false;
    while let Ok(Some(node)) = walker.next_node() {
        let length = node.node_value().map_or(0, |text| text.encode_utf16().count());
        if !begun && line.start < at + length {
            range.set_start(&node, offset(line.start.saturating_sub(at))).ok()?;
            begun = true;
        }
        if begun && line.end <= at + length {
            range.set_end(&node, offset(line.end.saturating_sub(at))).ok()?;
            return Some(range);
        }
        at += length;
    }
    None
}

fn offset(within: usize) -> u32 {
    u32::try_from(within).unwrap_or(u32::MAX)
}

/// Returns top and bottom of the free part of the window, between the bar at the top and the player.
fn free() -> (f64, f64) {
    let edge = |selector| {
        document().query_selector(selector).ok().flatten().map(|bar| bar.get_bounding_client_rect())
    };
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let top = edge(".compact-bar.shown").map_or(0.0, |bar| bar.bottom());
    (top, edge(".player").map_or(height, |player| player.top()))
}

fn is_in_view(place: &DomRect) -> bool {
    let (top, bottom) = free();
    // A sentence taller than the free part of the window is in view if its top is.
    place.top() >= top
        && (place.bottom() <= bottom || (place.height() > bottom - top && place.top() < bottom))
}

fn bring_into_view(place: &DomRect) {
    // An element that is not displayed, such as one in a closed `<details>`, has no height.
    if place.height() == 0.0 || is_in_view(place) {
        return;
    }
    let (top, bottom) = free();
    let options = ScrollToOptions::new();
    options.set_top(place.top() - (top + (bottom - top) / 3.0).min(bottom - place.height()).max(top));
    let calm = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    let calm = calm.is_some_and(|calm| calm.matches());
    options.set_behavior(if calm { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    window().scroll_by_with_scroll_to_options(&options);
}
