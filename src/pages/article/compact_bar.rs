//! The bar that appears when the headline has scrolled away.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    browser::{effect::effect, elements, events::listen, timers},
    features::player::bar::play_icon,
    store::{context::PageContext, newsroom::Newsroom},
    text,
};

/// A bookmark.
const SAVE_SHAPE: &str = "M6 3h12v18l-6-4.5L6 21z";

/// A bar at the top that shows the headline once that has scrolled away, with a thin line of reading progress, and the tools of
/// the article. Its buttons press those in the article's header; the style sheet shows the ones that are seen there.
///
/// It is made for the eye: screen readers have the page's own headline, so the one in the bar is hidden from them, and the link
/// to the front page repeats the masthead's.
#[component]
pub fn CompactBar() -> impl IntoView {
    let headline = PageContext::here().title;
    let newsroom = Newsroom::here();
    let name = move || newsroom.edition.with(|edition| edition.paper.name.clone());
    let home = newsroom.paths().front();
    let shown = RwSignal::new(false);
    let progress = RwSignal::new(0_u8);
    effect(move || {
        let measure = move || {
            let Some(article) = document().query_selector("article.article").ok().flatten() else { return };
            let heading = article.query_selector("h1").ok().flatten();
            shown.set(heading.is_some_and(|heading| heading.get_bounding_client_rect().bottom() < 0.0));
            progress.set(passed(&article));
        };
        for event in ["scroll", "resize"] {
            listen(&window(), event, move |_| measure());
        }
        // Measured in the next frame, when the browser lays out the page anyway.
        timers::next_frame(measure);
    });
    view! {
        <div class="compact-bar" class:shown=move || shown.get() inert=move || !shown.get()>
            <a class="compact-bar-name" href=home>{name}</a>
            <p class="compact-bar-headline" aria-hidden="true">{move || headline.get()}</p>
            <button class="bar-update" type="button" lang=text::lang() dir=text::dir() on:click=|_| press(".article-changed button")>
                {text::show_new_version()}
            </button>
            <div class="compact-bar-tools" lang=text::lang() dir=text::dir()>
                <button class="bar-listen" type="button" aria-label=text::listen() on:click=|_| press(".article .listen button")>
                    {play_icon()}
                </button>
                <button class="bar-save" type="button" aria-label=text::save() on:click=|_| press(".article [data-save]")>
                    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=SAVE_SHAPE></path></svg>
                </button>
                <button class="bar-settings" type="button" popovertarget="settings-panel" aria-label=text::settings()>
                    <span aria-hidden="true">{text::settings_short()}</span>
                </button>
            </div>
            <progress
                class="compact-bar-progress"
                max="100"
                value=move || u32::from(progress.get())
                aria-label=text::reading_progress()
                lang=text::lang()
                dir=text::dir()
            />
        </div>
    }
}

/// Presses a button in the article's header.
fn press(button: &str) {
    if let Some(button) = elements(button).next().and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Returns the per cent of the article that the reader has scrolled through; 100 if it fits into the window.
fn passed(article: &Element) -> u8 {
    let view = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let place = article.get_bounding_client_rect();
    let way = place.height() - view;
    if way <= 0.0 {
        return 100;
    }
    (-place.top() / way * 100.0).clamp(0.0, 100.0) as u8
}
