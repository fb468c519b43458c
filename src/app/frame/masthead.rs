//! The head of every page.

use leptos::prelude::*;

use crate::{
    browser::{calendar, effect::effect, elements, timers},
    model::Story,
    store::{clock::Clock, navigation::Navigation, newsroom::Newsroom},
    text,
};

/// Pixels at the end of the row of sections that fade out; see `style/masthead.css`.
const SECTIONS_FADE: f64 = 40.0;

/// The head of every page: the site's name, its tagline, today's date, the sections and the reading settings.
#[component]
pub fn Masthead() -> impl IntoView {
    let newsroom = Newsroom::here();
    let paths = StoredValue::new(newsroom.paths());
    let navigation = Navigation::here();
    let front = paths.with_value(|paths| paths.front());
    let front_again = front.clone();
    let at = move |address: &str| {
        let here = navigation.path();
        (here.trim_end_matches('/') == address.trim_end_matches('/')).then_some("page")
    };
    let name = move || newsroom.edition.with(|edition| edition.paper.name.clone());
    let tagline = move || newsroom.edition.with(|edition| edition.paper.tagline.clone());
    let sections = Memo::new(move |_| newsroom.edition.with(|edition| edition.sections()));
    effect(move || {
        navigation.path();
        sections.track();
        timers::painted(show_current_section);
    });

    view! {
        <header class="masthead">
            <div class="masthead-ears">
                <p class="masthead-date" lang=text::lang() dir=text::dir()>{today()}</p>
                <SettingsPlace />
            </div>
            <a class="masthead-name" href=front.clone() aria-current=move || at(&front)>{name}</a>
            {move || tagline().map(|tagline| view! { <p class="masthead-tagline">{tagline}</p> })}
            <nav class="masthead-sections" aria-label=text::sections()>
                <a class="masthead-again" href=front_again aria-hidden="true" tabindex="-1">{name}</a>
                <ul>
                    {move || {
                        sections
                            .get()
                            .into_iter()
                            .map(|name| {
                                let address = paths.with_value(|paths| paths.section(&name));
                                let href = address.clone();
                                view! {
                                    <li>
                                        <a href=href aria-current=move || at(&address)>{name}</a>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </nav>
        </header>
    }
}

/// Scrolls the row of sections, which goes on to the side in a narrow window, to the section that the page is about.
fn show_current_section() {
    let Some(current) = elements(".masthead-sections li [aria-current]").next() else { return };
    let Some(row) = current.closest("ul").ok().flatten() else { return };
    let (place, window) = (current.get_bounding_client_rect(), row.get_bounding_client_rect());
    if place.left() < window.left() || place.right() > window.right() - SECTIONS_FADE {
        row.set_scroll_left(row.scroll_left() + (place.left() - window.left()) as i32);
    }
}

/// Returns today's date in the site's time zone. Until hydration is over it is the date of the newest story, as printed; a space if
/// no story has one, since hydration has to find a text.
fn today() -> impl Fn() -> String + Send + 'static {
    let newsroom = Newsroom::here();
    let clock = Clock::here();
    move || {
        newsroom.edition.with(|edition| {
            let newest = || edition.stories.iter().filter_map(Story::touched).max();
            let date = |moment| text::long_date(calendar::civil(moment, &edition.paper.time_zone));
            clock.now().or_else(newest).map_or_else(|| "\u{a0}".to_owned(), date)
        })
    }
}

/// The root of the reading settings, within the root of the masthead. In the browser this view has no children, so hydrating
/// the masthead leaves the printed settings as they are.
#[component]
fn SettingsPlace() -> impl IntoView {
    #[cfg(not(target_arch = "wasm32"))]
    {
        provide_context(crate::features::settings::Settings::open());
        view! { <div class="settings needs-program" data-root="settings" lang=text::lang() dir=text::dir()><crate::features::settings::panel::SettingsPanel /></div> }
    }
    #[cfg(target_arch = "wasm32")]
    view! { <div class="settings needs-program" data-root="settings" lang=text::lang() dir=text::dir()></div> }
}
