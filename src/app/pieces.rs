//! The pieces into which the wasm is split, as tables of function pointers: once a piece has loaded, its functions are called
//! through its table.
//!
//! A piece is fetched at the first call, together with the chunks that it shares with others; later calls return at once. If it
//! cannot be fetched, the call returns an error, and the next call tries again. The functions at which the wasm is split are in
//! `src/main.rs`. In a binary without them, such as a test, loading a piece never ends.

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
        hooks::RankList,
        live::Excerpt,
        newsroom::ReadArticle,
    },
};

/// The future of a piece that is being loaded.
pub type Loading<T> = LocalBoxFuture<'static, Result<T, SplitLoaderError>>;

/// The functions that load the pieces.
#[derive(Clone, Copy)]
pub struct Loaders {
    /// The loader of [`Pages`].
    pub pages: fn() -> Loading<Pages>,
    /// The loader of [`Feed`].
    pub feed: fn() -> Loading<Feed>,
    /// The loader of [`After`].
    pub after: fn() -> Loading<After>,
    /// The loader of [`Extras`].
    pub extras: fn() -> Loading<Extras>,
}

thread_local! {
    static LOADERS: Cell<Option<Loaders>> = const { Cell::new(None) };
}

/// Sets the functions that load the pieces.
pub fn set_loaders(loaders: Loaders) {
    LOADERS.set(Some(loaders));
}

/// Loads the piece that `of` selects. If it cannot be fetched, the next call tries again.
pub fn load<T: 'static>(of: fn(&Loaders) -> fn() -> Loading<T>) -> Loading<T> {
    match LOADERS.get() {
        Some(loaders) => of(&loaders)(),
        None => Box::pin(pending()),
    }
}

/// A function that hydrates or mounts the view of a root in its element.
pub type WakeRoot = fn(RootName, HtmlElement, SiteContext, PageContext) -> RootHandle;

/// The piece that renders pages from data, and goes from one to the next.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The function that follows the reader from page to page.
    pub follow: fn(SiteContext),
    /// The function that replaces the shown page by the same page rendered from data.
    pub rerender: fn(SiteContext),
    /// The function that mounts the whole app in place of an element.
    pub mount_app: fn(HtmlElement, InitialState, WakeRoot, Option<WakeRoot>),
}

impl Pages {
    /// Returns the table, which links the code of the piece into the caller.
    pub fn linked() -> Self {
        Self {
            follow: super::page_stack::follow,
            rerender: super::page_stack::rerender,
            mount_app: super::start::mount_app,
        }
    }
}

/// The piece of the live feed: it fetches and reads editions, and updates what is shown.
#[derive(Clone, Copy)]
pub struct Feed {
    /// The function that carries out the newsroom's requests, and keeps its edition current, from now on.
    pub connect: fn(SiteContext),
    /// The function that fetches an edition from a URL.
    pub fetch_edition: fn(String) -> LocalBoxFuture<'static, Result<Edition, LoadError>>,
    /// The function that parses the text of an article.
    pub read_article: ReadArticle,
    /// The function that ranks the headlines of a list.
    pub rank: RankList,
    /// The function that updates the list of a kept page, given the edition with which the page was left.
    pub catch_up: fn(SiteContext, PageContext, &Edition, Option<Excerpt>),
}

impl Feed {
    /// Returns the table, which links the code of the piece into the caller.
    pub fn linked() -> Self {
        Self {
            connect: crate::store::endpoint::connect,
            fetch_edition: crate::store::endpoint::boxed_edition,
            read_article: crate::store::newsroom::Article::read_in_browser,
            rank: crate::features::related::listed::rank_list,
            catch_up: crate::store::endpoint::catch_up,
        }
    }
}

/// The piece of the roots that a reader needs only after a while, such as the masthead and the newsletter form.
#[derive(Clone, Copy)]
pub struct After {
    /// The function that follows the reader's visits and changes of the edition from now on.
    pub follow: fn(SiteContext),
    /// The function that wakes the roots of this piece.
    pub wake: WakeRoot,
}

impl After {
    /// Returns the table, which links the code of the piece into the caller.
    pub fn linked() -> Self {
        Self { follow: super::roots::after::follow, wake: super::roots::after::wake }
    }
}

/// The piece of the parts that are opened on demand: player, picture view, list of keys, settings, lists of saved stories.
#[derive(Clone, Copy)]
pub struct Extras {
    /// The function that wakes the dock, the settings, the button that starts listening and the lists of saved stories.
    pub wake: WakeRoot,
}

impl Extras {
    /// Returns the table, which links the code of the piece into the caller.
    pub fn linked() -> Self {
        Self { wake: super::roots::extras::wake }
    }
}
