//! The roots of a document, and how each is hydrated or mounted.
//!
//! A root is an element with the attribute `data-root`, which names its view. A printed root has its content already and is
//! hydrated; in a page rendered from data it is empty, and its view is mounted. A root *sleeps* until it is
//! woken, at the earliest when the piece with its view has loaded. A click, change or submit in a sleeping root wakes it, and is
//! then repeated.

pub mod after;
pub mod extras;

use std::{
    any::Any,
    cell::{Cell, RefCell},
};

use futures::future::join;
use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::JsCast;
use wasm_split_helpers::SplitLoaderError;
use web_sys::{Element, HtmlElement};

use super::{
    pieces::{self, After, Feed, Pages, WakeRoot},
    printed_page::{self, FormState},
};
use crate::{
    browser::{elements, mark_document, timers},
    features::related::list::{ListSource, RelatedList},
    store::{
        context::{PageContext, SiteContext},
        live::{ListKind, Scope},
    },
};

/// A handle on the view of a root; dropping it unmounts the view.
pub type RootHandle = Box<dyn Any>;

/// The views that roots can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootName {
    /// The list of headlines.
    List,
    /// The button above the list that shows new stories.
    Waiting,
    /// The button for more headlines, at the end of the list.
    More,
    /// Name, date, sections and settings at the top.
    Masthead,
    /// The live region from which screen readers announce news.
    Announcer,
    /// The bar at the top that shows the headline once that has scrolled away.
    Bar,
    /// The form of the newsletter.
    Newsletter,
    /// The notices above an article that was changed or withdrawn.
    Notices,
    /// The button that starts listening.
    Listen,
    /// The lists of stories that were saved and read.
    Saved,
    /// The reading settings.
    Settings,
    /// The player, the picture view and the list of keys.
    Dock,
}

/// The pieces of the wasm that can fail to come: all but the one that the page starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    After,
    Feed,
    Pages,
    Extras,
}

/// The pieces of the wasm that hold views of roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ViewPiece {
    Main,
    After,
    Extras,
}

impl RootName {
    fn of(element: &Element) -> Option<Self> {
        Some(match element.get_attribute("data-root")?.as_str() {
            "list" => Self::List,
            "waiting" => Self::Waiting,
            "more" => Self::More,
            "masthead" => Self::Masthead,
            "announcer" => Self::Announcer,
            "bar" => Self::Bar,
            "newsletter" => Self::Newsletter,
            "notices" => Self::Notices,
            "listen" => Self::Listen,
            "saved" => Self::Saved,
            "settings" => Self::Settings,
            "dock" => Self::Dock,
            _ => return None,
        })
    }

    fn piece(self) -> ViewPiece {
        match self {
            Self::List => ViewPiece::Main,
            Self::Listen | Self::Saved | Self::Settings | Self::Dock => ViewPiece::Extras,
            _ => ViewPiece::After,
        }
    }

    /// Returns `true` if the root's view needs more of the edition than a printed page includes.
    fn needs_whole_edition(self, element: &HtmlElement) -> bool {
        match self {
            Self::Newsletter => true,
            Self::List => element.child_element_count() > 0 && !printed_page::is_as_printed(element),
            _ => false,
        }
    }
}

thread_local! {
    static SITE: RefCell<Option<(Owner, SiteContext)>> = const { RefCell::new(None) };
    static AWAKE: RefCell<Vec<(HtmlElement, RootHandle)>> = const { RefCell::new(Vec::new()) };
    static AFTER: Cell<Option<After>> = const { Cell::new(None) };
    static FEED: Cell<Option<Feed>> = const { Cell::new(None) };
    static EXTRAS: Cell<Option<pieces::Extras>> = const { Cell::new(None) };
    static WAKING: Cell<bool> = const { Cell::new(false) };
    static FAILED: RefCell<Vec<Piece>> = const { RefCell::new(Vec::new()) };
}

/// Sets the state that all roots share, and the owner that lives as long as the document.
pub fn set_site(owner: Owner, site: SiteContext) {
    SITE.set(Some((owner, site)));
}

/// Runs `run` with the state that all roots share, under the owner that lives as long as the document. Returns `None` before
/// [`set_site`].
pub fn with_site<T>(run: impl FnOnce(SiteContext) -> T) -> Option<T> {
    let (owner, site) = SITE.with_borrow(Clone::clone)?;
    Some(owner.with(|| run(site)))
}

/// Loads [`After`], and lets it follow the document from then on. The live feed is loaded at the same time, but not waited for.
///
/// # Errors
/// The piece could not be loaded; the next call tries again.
pub async fn load_after() -> Result<After, SplitLoaderError> {
    spawn_local(async { drop(load_feed().await) });
    let after = note_outcome(Piece::After, pieces::load(|loaders| loaders.after).await)?;
    if AFTER.get().is_none() {
        AFTER.set(Some(after));
        with_site(after.follow);
        wake_ready();
    }
    Ok(after)
}

/// Loads [`Feed`], and connects it with the newsroom.
///
/// # Errors
/// The piece could not be loaded; the next call tries again.
pub async fn load_feed() -> Result<Feed, SplitLoaderError> {
    let feed = note_outcome(Piece::Feed, pieces::load(|loaders| loaders.feed).await)?;
    if FEED.get().is_none() {
        FEED.set(Some(feed));
        with_site(feed.connect);
    }
    Ok(feed)
}

/// Returns [`Feed`] if it has loaded.
pub fn feed_now() -> Option<Feed> {
    FEED.get()
}

/// Loads the pieces that it takes to go to another page: [`Pages`], [`After`] and [`Feed`].
///
/// # Errors
/// One of the pieces could not be loaded; the next call tries again.
pub async fn load_pages() -> Result<Pages, SplitLoaderError> {
    let (pages, after) = join(pieces::load(|loaders| loaders.pages), load_after()).await;
    let pages = note_outcome(Piece::Pages, pages)?;
    after?;
    load_feed().await?;
    Ok(pages)
}

async fn load_extras() -> Result<pieces::Extras, SplitLoaderError> {
    let extras = note_outcome(Piece::Extras, pieces::load(|loaders| loaders.extras).await)?;
    EXTRAS.set(Some(extras));
    Ok(extras)
}

/// Loads again the pieces that could not be loaded, and wakes the roots that have waited for them.
pub fn retry() {
    for piece in FAILED.with_borrow(Clone::clone) {
        spawn_local(async move {
            // If it fails again, `note_outcome` has marked the document.
            match piece {
                Piece::After => drop(load_after().await),
                Piece::Feed => drop(load_feed().await),
                Piece::Pages => drop(load_pages().await),
                Piece::Extras => drop(load_extras().await),
            }
            wake_ready();
        });
    }
}

/// Notes whether a piece has loaded. While one has failed, an attribute makes the style sheet show the notice with a button to
/// try again.
fn note_outcome<T>(piece: Piece, loaded: Result<T, SplitLoaderError>) -> Result<T, SplitLoaderError> {
    let any_failed = FAILED.with_borrow_mut(|failed| {
        failed.retain(|other| *other != piece);
        if loaded.is_err() {
            failed.push(piece);
        }
        !failed.is_empty()
    });
    mark_document("data-piece-failed", any_failed);
    loaded
}

/// Wakes the roots that are due, each in a task of its own: those whose piece has loaded, but not what looks the same asleep. Loads
/// the pieces of the other roots if they are empty.
pub fn wake_ready() {
    for root in all() {
        let Some(name) = RootName::of(&root) else { continue };
        let is_loaded = match name.piece() {
            ViewPiece::Main => true,
            ViewPiece::After => AFTER.get().is_some(),
            ViewPiece::Extras => EXTRAS.get().is_some(),
        };
        let wakes = match name {
            // It is empty until something is opened in it.
            RootName::Dock => false,
            // It looks the same asleep.
            RootName::Listen => is_loaded,
            // Of the lists, the page has only the headings.
            RootName::Saved => true,
            _ => is_loaded || !printed_page::is_printed(&root),
        };
        if wakes {
            timers::soon(move || spawn_local(async move { drop(wake(root).await) }));
        }
    }
}

/// Calls [`wake_ready`] once the next frame has been painted, for roots that have just come into the document.
pub fn wake_soon() {
    if !WAKING.replace(true) {
        timers::painted(|| {
            WAKING.set(false);
            wake_ready();
        });
    }
}

/// Loads the piece of a root ahead of waking it.
pub fn load_for(element: &HtmlElement) {
    if let Some(name) = RootName::of(element) {
        spawn_local(async move {
            match name.piece() {
                ViewPiece::Main => {}
                ViewPiece::After => drop(load_after().await),
                ViewPiece::Extras => drop(load_extras().await),
            }
        });
    }
}

/// Wakes the dock, which holds player, picture view and list of keys.
///
/// # Errors
/// Its piece could not be loaded.
pub async fn wake_dock() -> Result<(), SplitLoaderError> {
    match all().find(|root| RootName::of(root) == Some(RootName::Dock)) {
        Some(dock) => wake(dock).await,
        None => Ok(()),
    }
}

/// Wakes a root, unless it is awake.
///
/// # Errors
/// The piece with its view could not be loaded.
pub async fn wake(element: HtmlElement) -> Result<(), SplitLoaderError> {
    let Some(name) = RootName::of(&element).filter(|_| !is_awake(&element)) else { return Ok(()) };
    let wake = match name.piece() {
        ViewPiece::Main => wake_list,
        ViewPiece::After => load_after().await?.wake,
        ViewPiece::Extras => load_extras().await?.wake,
    };
    if name.needs_whole_edition(&element) {
        let Some(whole) = with_site(|site| site.newsroom.whole()) else { return Ok(()) };
        if whole.await.is_err() {
            return Ok(());
        }
    }
    // Meanwhile it may have been woken, or taken out of the document.
    if !is_awake(&element) && element.is_connected() {
        wake_with(element.clone(), wake);
        if element.query_selector("[data-root]").is_ok_and(|root| root.is_some()) {
            wake_ready();
        }
    }
    Ok(())
}

/// Wakes a root by the function of a piece that has loaded.
pub fn wake_with(element: HtmlElement, wake: WakeRoot) {
    let Some(name) = RootName::of(&element) else { return };
    let handle = with_site(|site| wake(name, element.clone(), site, site.page.get_untracked()));
    if let Some(handle) = handle {
        AWAKE.with_borrow_mut(|awake| awake.push((element, handle)));
    }
}

fn wake_list(_: RootName, element: HtmlElement, site: SiteContext, page: PageContext) -> RootHandle {
    let scope = scope_of(&element);
    let as_printed = printed_page::is_as_printed(&element);
    let source =
        if as_printed { ListSource::Printed(printed_page::reasons(&element)) } else { ListSource::Ranked };
    attach(element, as_printed, site, page, move || view! { <RelatedList scope source /> })
}

/// Returns the scope of a list from the attributes of its root, and from the cards of its page.
fn scope_of(list: &HtmlElement) -> Scope {
    let attribute = |name| list.get_attribute(name).unwrap_or_default();
    let above = elements(".page .card").filter_map(|card| card.get_attribute("data-id"));
    Scope { kind: ListKind::named(&attribute("data-kind")), of: attribute("data-of"), above: above.collect() }
}

/// Hydrates `element` if it is `as_printed`: hydration expects exactly the nodes that the view would render now. Otherwise
/// mounts the view in place of whatever is there.
pub fn attach<V: IntoView + 'static>(
    element: HtmlElement,
    as_printed: bool,
    site: SiteContext,
    page: PageContext,
    view: impl FnOnce() -> V + 'static,
) -> RootHandle
where
    V::State: 'static,
{
    if !as_printed {
        return mount(element, site, page, view);
    }
    let current = Owner::current();
    let handle = Box::new(hydrate_from(element, in_context(site, page, view)));
    // `hydrate_from` leaves the owner of the new root set as the current one.
    if let Some(current) = current {
        current.set();
    }
    handle
}

/// Mounts a view in `element`, in place of what is there.
pub fn mount<V: IntoView + 'static>(
    element: HtmlElement,
    site: SiteContext,
    page: PageContext,
    view: impl FnOnce() -> V + 'static,
) -> RootHandle
where
    V::State: 'static,
{
    let form = FormState::of(&element);
    remove_within(&element);
    element.set_text_content(None);
    let handle = Box::new(mount_to(element, in_context(site, page, view)));
    form.restore();
    handle
}

fn in_context<V>(site: SiteContext, page: PageContext, view: impl FnOnce() -> V) -> impl FnOnce() -> V {
    move || {
        site.provide();
        provide_context(page);
        view()
    }
}

/// Unmounts `container`, if it is a root, and the roots inside of it.
pub fn remove_within(container: &HtmlElement) {
    // All are collected before the first is dropped: dropping a root takes the roots within it out of the container.
    let gone: Vec<_> = AWAKE
        .with_borrow_mut(|awake| awake.extract_if(.., |(root, _)| container.contains(Some(root))).collect());
    drop(gone);
}

/// Returns the root around an element, if it sleeps.
pub fn asleep_around(element: &Element) -> Option<HtmlElement> {
    let root = element.closest("[data-root]").ok().flatten()?.dyn_into().ok()?;
    (!is_awake(&root)).then_some(root)
}

fn is_awake(element: &HtmlElement) -> bool {
    AWAKE.with_borrow(|awake| awake.iter().any(|(root, _)| root == element))
}

fn all() -> impl Iterator<Item = HtmlElement> {
    elements("[data-root]").filter_map(|root| root.dyn_into().ok())
}
