//! The pieces of the wasm: tables of function pointers, so that what is in one is called like anything else once it is there.
//!
//! A piece is fetched at the first call, together with the chunks that it shares with others; later calls return at once. One
//! that fails to come is an error, and the next call tries again. The seams themselves are in the program (`src/main.rs`): what
//! links this library without them, as tests do, waits for each.

use std::cell::Cell;

use futures::future::{LocalBoxFuture, pending};
use wasm_split_helpers::SplitLoaderError;
use web_sys::HtmlElement;

use super::roots::{RootHandle, RootName};
use crate::{
    model::Edition,
    store::{
        context::{InitialState, PageContext, SiteContext},
        error::LoadError,
        hooks::Rank,
        live::Excerpt,
        newsroom::ReadArticle,
    },
};

/// A piece on its way.
pub type Loading<T> = LocalBoxFuture<'static, Result<T, SplitLoaderError>>;

/// The functions that load the pieces.
#[derive(Clone, Copy)]
pub struct Loaders {
    /// Loads [`Pages`].
    pub pages: fn() -> Loading<Pages>,
    /// Loads [`Feed`].
    pub feed: fn() -> Loading<Feed>,
    /// Loads [`After`].
    pub after: fn() -> Loading<After>,
    /// Loads [`Extras`].
    pub extras: fn() -> Loading<Extras>,
}

thread_local! {
    static LOADERS: Cell<Option<Loaders>> = const { Cell::new(None) };
}

/// Sets what loads the pieces.
pub fn set_loaders(loaders: Loaders) {
    LOADERS.set(Some(loaders));
}

/// Loads the piece that `of` names. It is an error that it has not come; the next call tries again.
pub fn load<T: 'static>(of: fn(&Loaders) -> fn() -> Loading<T>) -> Loading<T> {
    match LOADERS.get() {
        Some(loaders) => of(&loaders)(),
        None => Box::pin(pending()),
    }
}

/// Mounts a root that the piece holds into its element, which has what was printed, or nothing.
pub type WakeRoot = fn(RootName, HtmlElement, SiteContext, PageContext) -> RootHandle;

/// Pages made from data, and the way from one to the next.
#[derive(Clone, Copy)]
pub struct Pages {
    /// Follows the reader from page to page.
    pub follow: fn(SiteContext),
    /// Replaces the shown page by the same page, made from data.
    pub rerender: fn(SiteContext),
    /// Mounts the whole app in the place of an element.
    pub mount_app: fn(HtmlElement, InitialState, WakeRoot, Option<WakeRoot>),
}

impl Pages {
    /// Returns the table, which links all that is in the piece.
    pub fn linked() -> Self {
        Self {
            follow: super::page_stack::follow,
            rerender: super::page_stack::rerender,
            mount_app: super::start::mount_app,
        }
    }
}

/// The live feed: fetching, reading, and what news changes.
#[derive(Clone, Copy)]
pub struct Feed {
    /// Carries out requests and looks for news from now on.
    pub connect: fn(SiteContext),
    /// Fetches an edition.
    pub fetch_edition: fn(String) -> LocalBoxFuture<'static, Result<Edition, LoadError>>,
    /// Parses the text of an article.
    pub read_article: ReadArticle,
    /// Ranks the headlines of a list.
    pub rank: Rank,
    /// Brings the list of a kept page to what has happened since it was left, with the edition that it knew then.
    pub catch_up: fn(SiteContext, PageContext, &Edition, Option<Excerpt>),
}

impl Feed {
    /// Returns the table, which links all that is in the piece.
    pub fn linked() -> Self {
        Self {
            connect: crate::store::endpoint::connect,
            fetch_edition: crate::store::endpoint::boxed_edition,
            read_article: crate::store::newsroom::Article::read,
            rank: crate::features::related::listed::ranked,
            catch_up: crate::store::endpoint::catch_up,
        }
    }
}

/// The roots that most readers meet after a while.
#[derive(Clone, Copy)]
pub struct After {
    /// Follows what concerns the whole document from now on.
    pub follow: fn(SiteContext),
    /// Wakes the masthead, the bar, the newsletter form and the announcer.
    pub wake: WakeRoot,
}

impl After {
    /// Returns the table, which links all that is in the piece.
    pub fn linked() -> Self {
        Self { follow: super::roots::after::follow, wake: super::roots::after::wake }
    }
}

/// The parts that are opened on demand: player, picture view, keys, settings.
#[derive(Clone, Copy)]
pub struct Extras {
    /// Wakes the dock, the settings and the button that starts listening.
    pub wake: WakeRoot,
}

impl Extras {
    /// Returns the table, which links all that is in the piece.
    pub fn linked() -> Self {
        Self { wake: super::roots::extras::wake }
    }
}
