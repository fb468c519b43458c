//! Event delegation: listeners on the document follow links, open pictures, prefetch and wake sleeping roots, so that printed
//! elements outside of roots need no view. Effects keep printed times and the marks of read articles current.

use std::cell::RefCell;

use leptos::{
    prelude::*,
    task::{spawn_local, tick as next_tick},
};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlAnchorElement, HtmlElement, HtmlFormElement, HtmlImageElement, HtmlInputElement,
    KeyboardEvent, MouseEvent,
};

use super::{printed_page::moment_of, roots};
use crate::{
    browser,
    browser::{
        calendar,
        effect::effect,
        elements,
        events::{intercept, listen, listen_first},
        focus, timers,
        timers::Timer,
    },
    features::{lightbox, player::offer::offer_listening},
    model::paths::Page,
    store::{context::SiteContext, navigation::HistoryEntry},
    text,
};

/// Milliseconds that the pointer or the focus rests on a link to an article before that article is prefetched.
const PREFETCH_DELAY_MS: u32 = 90;
/// Milliseconds that the pieces for another page may take to load before the browser itself follows the link.
const PIECES_TIMEOUT_MS: u32 = 4_000;
/// Events by which a reader is seen to be active. The first of them loads the piece `After` and the live feed.
const ACTIVITY_EVENTS: [&str; 6] =
    ["pointerdown", "pointermove", "keydown", "scroll", "touchstart", "focusin"];

/// Links in the note that the URL's fragment names; see `style/article-states.css`.
const OPEN_NOTE: &str = ".article-body li:is(:target, :has(> :target, > p > :target)) a[href^=\"#\"]";

thread_local! {
    /// The timers that delay prefetching: of the link under the pointer, and of the link that has the focus.
    static PREFETCH_TIMERS: RefCell<[Option<Timer>; 2]> = const { RefCell::new([None, None]) };
}

/// Listens to the document from now on, as long as the current owner lives.
pub fn listen_to_document(site: SiteContext) {
    let root = document();
    intercept(&root, "click", move |event| click(site, event));
    intercept(&root, "submit", submit);
    listen(&root, "change", change);
    for (trigger, (begin, end)) in
        [("pointerover", "pointerout"), ("focusin", "focusout")].into_iter().enumerate()
    {
        listen(&root, begin, move |event| rest(site, event, trigger));
        listen(&root, end, move |_| PREFETCH_TIMERS.with_borrow_mut(|delayed| delayed[trigger] = None));
    }
    intercept(&window(), "keydown", |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            close_note();
        }
        if event.dyn_ref().is_some_and(browser::asks_for_keys) {
            event.prevent_default();
            spawn_local(async {
                if roots::wake_dock().await.is_ok() {
                    browser::show_dialog("keys");
                }
            });
        }
    });
    // `error` events of images do not bubble, so this listens in the capture phase.
    listen_first(&root, "error", |event| {
        if let Some(image) = event.target().and_then(|target| target.dyn_into::<HtmlImageElement>().ok()) {
            mark_missing(&image);
        }
    });
    follow_links_to_elsewhere(site);
    effect(move || {
        if site.navigation.fragment().starts_with("#picture-") {
            spawn_local(async { drop(roots::wake_dock().await) });
        }
    });
    effect(move || {
        site.marks.track();
        // A kept page is not in the document while marks change, so its headlines are updated when it is shown again.
        site.page.track();
        timers::painted(move || mark_read(site));
    });
    browser::on_voices(offer_listening);
}

/// Starts what a printed page needs besides roots and [`listen_to_document`]: marks pictures that have failed, sets the title,
/// marks the article as read, wakes the root with the focus, keeps the times current, and shows the buttons that start listening.
/// At the first of [`ACTIVITY_EVENTS`], loads the piece `After` and the live feed.
pub fn follow_printed_page(site: SiteContext) {
    let listeners = Owner::new();
    listeners.with(|| {
        for event_name in ACTIVITY_EVENTS {
            let listeners = listeners.clone();
            listen(&window(), event_name, move |_| {
                listeners.cleanup();
                spawn_local(async { drop(roots::load_after().await) });
            });
        }
    });
    // Pictures may have failed before the app came.
    for image in elements("img.picture").filter_map(|image| image.dyn_into::<HtmlImageElement>().ok()) {
        if image.complete() && image.natural_width() == 0 && !image.current_src().is_empty() {
            mark_missing(&image);
        }
    }
    // The heading of the front page is for screen readers alone; its title is the paper's name.
    let heading = elements("main h1:not(.visually-hidden)").next().and_then(|heading| heading.text_content());
    if let Some(heading) = heading {
        site.page.get_untracked().title.set(heading);
    }
    if let Page::Article(slug) = site.newsroom.paths().page(&site.navigation.path_untracked()) {
        site.marks.mark(&slug);
    }
    // If the focus is in a root already, such as the newsletter form, the reader is about to use it.
    if let Some(root) = document().active_element().and_then(|active| roots::asleep_around(&active)) {
        spawn_local(async move { drop(roots::wake(root).await) });
    }
    effect(move || tick(site));
    offer_listening();
}

/// Writes today's date, and how long ago stories were published, into printed elements that have no view.
fn tick(site: SiteContext) {
    let Some(now) = site.clock.now() else { return };
    let zone = site.newsroom.edition.with_untracked(|edition| edition.paper.time_zone.clone());
    for date in elements(".masthead-date") {
        set_text(&date, text::long_date(calendar::civil(now, &zone)));
    }
    // Those with a view as well: one that was hydrated after the clock had begun takes what was printed for what it shows.
    for time in elements(".page:not([data-mounted]) time.ago") {
        let ago = moment_of(&time).and_then(|moment| text::ago(now.as_second() - moment.as_second()));
        if let Some(ago) = ago {
            set_text(&time, ago);
        }
    }
}

/// Sets the text of an element that contains only text. Where a translator has put elements around the text, it is left alone.
pub fn set_text(element: &Element, text: String) {
    if element.child_element_count() == 0 && element.text_content().as_deref() != Some(&text) {
        match element.first_child() {
            // The text node is kept, since a view may hold it.
            Some(node) => node.set_node_value(Some(&text)),
            None => element.set_text_content(Some(&text)),
        }
    }
}

/// Sets the class `read` of all headlines: on those of articles that the reader has opened, and on no others.
pub fn mark_read(site: SiteContext) {
    for link in elements("a.story-link") {
        let slug = link.get_attribute("href").unwrap_or_default();
        let slug = slug.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let _ = link.class_list().toggle_with_force("read", site.marks.has_untracked(slug));
    }
}

fn mark_missing(image: &HtmlImageElement) {
    let _ = image.class_list().toggle_with_force("picture-missing", image.class_list().contains("picture"));
}

fn click(site: SiteContext, event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Some(click) = event.dyn_ref::<MouseEvent>() else { return };
    if click.default_prevented() || click.button() != 0 {
        return;
    }
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    let around = |selector: &str| target.closest(selector).ok().flatten();
    if let Some(link) = around("a[href]") {
        if modified {
            // The browser opens a tab or a window, or saves a file.
        } else if let Some(number) = number_of_picture(&link) {
            event.prevent_default();
            site.navigation.go(&browser::here_with(&lightbox::fragment(number)), HistoryEntry::Push);
        } else if let Some(url) = page_of(site, &link) {
            event.prevent_default();
            spawn_local(follow(site, url));
        } else if link.class_name() == "skip-link" {
            event.prevent_default();
            skip_to_content();
        }
        return;
    }
    let Some(button) = around("button").and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    if around("[data-open=keys]").is_some() {
        spawn_local(async {
            if roots::wake_dock().await.is_ok() {
                browser::show_dialog("keys");
            }
        });
    } else if around("[data-retry]").is_some() {
        roots::retry();
    } else if let Some(root) = roots::asleep_around(&button) {
        // A button in a form is not replayed: its click also causes a `submit` event, upon which `submit` wakes the root.
        if button.closest("form").is_ok_and(|form| form.is_none()) {
            // The browser itself opens or closes the panel of a button. Only if that was replaced meanwhile is it done again.
            let wanted = is_open(&button).map(|open| !open);
            replay(root, button, move |button| {
                if wanted.is_none() || is_open(&button) != wanted {
                    button.click();
                }
            });
        }
    }
}

/// Returns `true` if the panel that a button opens and closes is open (Popover API); `None` if it has none.
fn is_open(button: &Element) -> Option<bool> {
    let panel = document().get_element_by_id(&button.get_attribute("popovertarget")?)?;
    panel.matches(":popover-open").ok()
}

/// Wakes a root and then runs `action` on `target`, to repeat what the reader did while the root slept. If waking has replaced
/// `target`, `action` gets the element that took its place.
fn replay(root: HtmlElement, target: HtmlElement, action: impl FnOnce(HtmlElement) + 'static) {
    let controls = |root: &HtmlElement| root.query_selector_all("button, input, form").ok();
    let place = controls(&root).and_then(|controls| {
        (0..controls.length()).find(|at| controls.get(*at).is_some_and(|node| node == **target))
    });
    let had_focus = document().active_element().is_some_and(|active| target.is_same_node(Some(&active)));
    spawn_local(async move {
        if roots::wake(root.clone()).await.is_err() {
            return;
        }
        // The new view's effects, which set its elements up, run first.
        next_tick().await;
        // If the root could not be hydrated, its elements were replaced by others in the same order.
        let replacement = || controls(&root)?.get(place?)?.dyn_into::<HtmlElement>().ok();
        if target.is_connected() {
            action(target);
        } else if let Some(other) = replacement() {
            if had_focus {
                focus::give(Some(other.clone()));
            }
            action(other);
        }
    });
}

fn change(event: &Event) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let Some(root) = roots::asleep_around(&input) else { return };
    let checked = input.checked();
    replay(root, input.unchecked_into(), move |input| {
        let input: HtmlInputElement = input.unchecked_into();
        input.set_checked(checked);
        if let Ok(change) = Event::new("change") {
            let _ = input.dispatch_event(&change);
        }
    });
}

/// Prevents the submission of a form whose root sleeps, and wakes the root. Then the form is submitted again, to the view; if the
/// root could not be woken, to the form's own URL by the browser.
fn submit(event: &Event) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let Some(root) = roots::asleep_around(&form) else { return };
    event.prevent_default();
    spawn_local(async move {
        let woken = roots::wake(root.clone()).await;
        let form = if form.is_connected() { Some(form) } else { browser::form_in(&root) };
        let Some(form) = form else { return };
        if woken.is_ok() && roots::asleep_around(&form).is_none() {
            let _ = form.request_submit();
        } else {
            let _ = form.submit();
        }
    });
}

/// Loads the pieces that a click on the event's target would need and, after [`PREFETCH_DELAY_MS`], the article that it would
/// open. `trigger` is 0 for the pointer, 1 for the focus.
fn rest(site: SiteContext, event: &Event, trigger: usize) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    if let Some(root) = roots::asleep_around(&target)
        && target.closest("button, input, label").is_ok_and(|control| control.is_some())
    {
        roots::load_for(&root);
    }
    let Some(link) = target.closest("a[href]").ok().flatten() else { return };
    let Some(url) = page_of(site, &link) else { return };
    spawn_local(async { drop(roots::load_pages().await) });
    if let Page::Article(slug) = site.newsroom.paths().page(&url) {
        let fetch = move || {
            let id = site.newsroom.edition.with_untracked(|edition| {
                edition.stories.iter().find(|story| story.slug.as_str() == slug).map(|story| story.id.clone())
            });
            if let Some(id) = id {
                site.newsroom.prefetch_article(id);
            }
        };
        PREFETCH_TIMERS
            .with_borrow_mut(|delayed| delayed[trigger] = Some(timers::after(PREFETCH_DELAY_MS, fetch)));
    }
}

/// Goes to another page of the site. If the pieces for that do not load in time, the browser follows the link.
async fn follow(site: SiteContext, url: String) {
    let late = timers::pause(PIECES_TIMEOUT_MS);
    if browser::either(roots::load_pages(), late).await.is_some_and(|pages| pages.is_ok()) {
        site.navigation.go(&url, HistoryEntry::Push);
    } else {
        let _ = window().location().assign(&url);
    }
}

/// Loads the piece `Pages` when the URL's path first changes, by a link or the browser's own buttons, and lets it show each page
/// from then on. If it cannot be loaded, the document is reloaded, since its URL is that of the new page already.
fn follow_links_to_elsewhere(site: SiteContext) {
    let first = site.navigation.path_untracked();
    let followed = StoredValue::new(false);
    effect(move || {
        if site.navigation.path() == first || followed.get_value() {
            return;
        }
        spawn_local(async move {
            match roots::load_pages().await {
                Ok(pages) => {
                    followed.set_value(true);
                    roots::with_site(pages.follow);
                }
                Err(_) => drop(window().location().reload()),
            }
        });
    });
}

/// Closes the note that a mark in the text has opened, as the note's own link does, which leads back to the mark.
fn close_note() {
    if let Some(back) = elements(OPEN_NOTE).last().and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        back.click();
    }
}

fn number_of_picture(link: &Element) -> Option<usize> {
    link.id().strip_prefix("open-picture-")?.parse().ok()
}

/// Returns path and query of a link to a page of the site; `None` if the browser has to follow the link.
fn page_of(site: SiteContext, link: &Element) -> Option<String> {
    let link: &HtmlAnchorElement = link.dyn_ref()?;
    let is_external = !matches!(link.target().as_str(), "" | "_self")
        || link.has_attribute("download")
        || link.rel().split_ascii_whitespace().any(|relation| relation == "external")
        || link.origin() != window().location().origin().ok()?;
    let path = link.pathname();
    // A link with a fragment is the browser's, even one to another page: it loads that page and scrolls to the target.
    if is_external || !site.newsroom.paths().has(&path) || !link.hash().is_empty() {
        return None;
    }
    Some(format!("{path}{}", link.search()))
}

/// Moves the focus and scrolls as the fragment of the link would, but without a history entry.
fn skip_to_content() {
    let content = document().get_element_by_id("content");
    if let Some(content) = content.and_then(|content| content.dyn_into::<HtmlElement>().ok()) {
        focus::give(Some(content.clone()));
        content.scroll_into_view();
    }
}
