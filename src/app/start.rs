//! The start in a browser: hydrating the roots of a printed page, or mounting the app where none was printed.
//!
//! A printed page can be read without any of this: an app that fails to load or to start leaves it as it is.

use futures::future::{join, join4};
use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::{
    PageFrame, delegation, page_stack,
    pieces::{self, Loaders, WakeRoot},
    printed_page::{FormState, PrintedPage},
    roots,
};
use crate::{
    browser::{
        self, calendar, elements, mark_document, timers,
        urls::{self, Use},
    },
    model::paths::Paths,
    pages::CurrentPage,
    store::{
        context::{InitialState, SiteContext},
        error::LoadError,
        hooks,
        live::Excerpt,
        newsroom::{Printed, same_page},
    },
    text,
};

/// Milliseconds after which a printed page loads the live feed even if the reader does nothing.
const SETTLED_MS: u32 = 6_000;
/// Milliseconds that the words of the page's language may take to load before the app says English ones.
const WORDS_TIMEOUT_MS: u32 = 4_000;

/// Starts the app in the element `#app` of the document; `loaders` load the pieces of the wasm.
pub fn start(loaders: Loaders) {
    pieces::set_loaders(loaders);
    hooks::set_wake_roots(roots::wake_soon);
    hooks::set_rank(|newsroom, page, then| {
        spawn_local(async move {
            if let Ok(feed) = roots::load_feed().await {
                (feed.rank)(newsroom, page, then);
            }
        });
    });
    if cfg!(debug_assertions) {
        std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    }
    // Fails only if an executor has been set already, which will do.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let Some(root) = document().get_element_by_id("app").and_then(|root| root.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let paths = Paths::below(&base());
    let path = location().pathname().unwrap_or_default();
    match PrintedPage::of_document().filter(|page| same_page(&page.path, &path)) {
        // No root wakes before the words are there: it would say others than those that are printed.
        Some(page) if page.words.is_some() => spawn_local(async move {
            let words = words().await;
            hydrate(page, &words, paths, path);
        }),
        Some(page) => timers::soon(move || hydrate(page, &JsValue::UNDEFINED, paths, path)),
        None => spawn_local(mount(root, paths, path)),
    }
}

/// Hydrates a printed page, each of its roots in a task of its own, so that none blocks the browser for long.
fn hydrate(page: PrintedPage, words: &JsValue, paths: Paths, path: String) {
    say(page.language.as_deref(), words);
    calendar::preload_offsets(page.utc_offsets.clone());
    let initial = InitialState {
        paths,
        path,
        feed: page.feed.clone(),
        name: String::new(),
        edition: Ok(page.edition()),
        articles: Vec::new(),
        read_article: None,
        printed: Some(Printed { path: page.path.clone(), excerpt: Excerpt { newest: page.newest } }),
        has_archive: true,
    };
    let owner = Owner::new();
    let site = owner.with(|| SiteContext::open(initial));
    roots::set_site(owner, site);
    timers::soon(move || {
        roots::with_site(|site| {
            delegation::follow_printed_page(site);
            delegation::listen_to_document(site);
        });
        roots::wake_ready();
        timers::soon(|| {
            timers::soon(mark_alive);
            timers::certainly_after(SETTLED_MS, || spawn_local(async { drop(roots::load_after().await) }));
        });
    });
}

/// Says the words of the interface in the language of the site from now on.
fn say(language: Option<&str>, words: &JsValue) {
    // The direction of that language is known where the page was printed.
    let direction = document().document_element().and_then(|root| root.get_attribute("dir"));
    text::say(language, direction.as_deref() == Some("rtl"), words);
}

/// Fetches the words of the interface that the document names. Undefined if it names none, or if they cannot be had.
async fn words() -> JsValue {
    match elements("#printed-page[data-words]").next().and_then(|page| page.get_attribute("data-words")) {
        Some(url) => browser::fetch_json(&url, WORDS_TIMEOUT_MS).await.unwrap_or_default(),
        None => JsValue::UNDEFINED,
    }
}

/// Fetches the edition and mounts the app in place of whatever `root` shows.
async fn mount(root: HtmlElement, paths: Paths, path: String) {
    let loaded = join4(
        pieces::load(|loaders| loaders.pages),
        pieces::load(|loaders| loaders.after),
        pieces::load(|loaders| loaders.feed),
        pieces::load(|loaders| loaders.extras),
    );
    // A page that was printed for another path names the words of the paper as well.
    let (loaded, words) = join(loaded, words()).await;
    let (Ok(pages), Ok(after), Ok(from_feed), extras) = loaded else {
        return mark_document("data-failed", true);
    };
    let feed = feed(&paths);
    let edition = match &feed {
        Some(feed) => (from_feed.fetch_edition)(feed.clone()).await,
        None => Err(LoadError::Gone),
    };
    // A page printed for this path stays: it tells the reader more than an error would.
    let printed = || {
        elements("#printed-page")
            .any(|page| page.get_attribute("data-path").is_some_and(|at| same_page(&at, &path)))
    };
    if edition.is_err() && printed() {
        return;
    }
    let language = edition.as_ref().ok().and_then(|edition| edition.paper.language.as_deref());
    say(language, &words);
    let feed = feed.unwrap_or_default();
    let name =
        elements("meta[property='og:site_name']").next().and_then(|meta| meta.get_attribute("content"));
    let name = name.unwrap_or_else(|| document().title());
    (pages.mount_app)(
        root,
        InitialState {
            paths,
            path,
            feed,
            name,
            edition,
            articles: Vec::new(),
            read_article: Some(from_feed.read_article),
            printed: None,
            // Any printed page will do, also the one for URLs that the site does not have.
            has_archive: elements("#printed-page").next().is_some(),
        },
        after.wake,
        extras.ok().map(|extras| extras.wake),
    );
    drop(roots::load_after().await);
    timers::soon(mark_alive);
}

/// Mounts the app off-screen, with masthead and settings already awake, and replaces `root` by it in one go.
pub fn mount_app(root: HtmlElement, initial: InitialState, masthead: WakeRoot, settings: Option<WakeRoot>) {
    let Some(fresh) = root.clone_node().ok().and_then(|fresh| fresh.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let owner = Owner::new();
    let site = owner.with(|| {
        let site = SiteContext::open(initial);
        mount_to(fresh.clone(), move || {
            site.provide();
            view! { <PageFrame><CurrentPage /></PageFrame> }
        })
        .forget();
        site
    });
    roots::set_site(owner, site);
    let parts = [("[data-root=masthead]", Some(masthead)), ("[data-root=settings]", settings)];
    for (selector, wake) in parts {
        if let (Some(wake), Some(place)) =
            (wake, fresh.query_selector(selector).ok().flatten().and_then(|place| place.dyn_into().ok()))
        {
            roots::wake_with(place, wake);
        }
    }
    let form = FormState::of(&root);
    // If the focus is in the replaced element, WebKit lays out the page without that element and loses the scroll position.
    let top = window().scroll_y().unwrap_or_default();
    let _ = root.replace_with_with_node_1(&fresh);
    window().scroll_to_with_x_and_y(0.0, top);
    form.restore();
    roots::with_site(|site| {
        delegation::listen_to_document(site);
        page_stack::follow(site);
    });
    roots::wake_ready();
}

/// Marks the document as running the app, for the style sheet and the page's own scripts.
fn mark_alive() {
    mark_document("data-program", true);
}

/// Returns the path below which the site lies on its host, taken from the URL of its icon: Trunk writes the path (`public_url`)
/// into the URLs of the files that it makes, and the icon is always one of them.
fn base() -> String {
    let icon = elements("link[rel=icon]").next();
    let said = |name: &str| icon.as_ref()?.get_attribute(name);
    // Press says it where the paper has another icon than the one that Trunk has put beside the app.
    let href = said("data-base").or_else(|| said("href")).unwrap_or_default();
    let path = urls::resolve("/", &href, Use::Media).unwrap_or_default();
    match (path.starts_with('/'), path.rfind('/')) {
        (true, Some(end)) => path[..=end].to_owned(),
        _ => "/".to_owned(),
    }
}

/// Returns the URL of the feed that `index.html` names. One that begins with `/` is relative to the path of the site.
fn feed(paths: &Paths) -> Option<String> {
    let named = elements("meta[name=london-daily-feed]").next()?.get_attribute("content")?;
    let own = named.starts_with('/') && !named.starts_with("//");
    let named = if own { format!("{}{named}", paths.base()) } else { named };
    urls::resolve(&paths.front(), &named, Use::Media)
}
