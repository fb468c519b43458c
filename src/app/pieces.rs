//! The seams at which the wasm is divided.
//!
//! A piece is fetched at the first call, together with the chunks that it shares with others; later calls return at once. One
//! that fails to come is an error, and the next call tries again. Each seam returns a table of function pointers, so that what
//! lies behind it is called like anything else once the piece is there.
#![allow(unsafe_code, reason = "the macro declares imports and exports of wasm modules")]

use std::{future::Future, pin::Pin};

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlElement;

use super::{
    PageContext, SiteContext,
    roots::{RootHandle, RootName},
};
use crate::{
    components::related_list::Rank, live::Excerpt, model::Edition, newsroom::ReadArticle, trouble::Trouble,
};

/// A boxed future, so that it can be returned through a function pointer.
pub type BoxedFuture<T> = Pin<Box<dyn Future<Output = T>>>;

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
    pub mount_app: fn(HtmlElement, super::InitialState, WakeRoot, Option<WakeRoot>),
}

/// Loads [`Pages`].
#[wasm_split(pages, fallible)]
pub fn pages() -> Result<Pages, SplitLoaderError> {
    Ok(Pages {
        follow: super::page_stack::follow,
        rerender: super::page_stack::rerender,
        mount_app: super::start::mount_app,
    })
}

/// The live feed: fetching, reading, and what news changes.
#[derive(Clone, Copy)]
pub struct Feed {
    /// Carries out requests and looks for news from now on.
    pub connect: fn(SiteContext),
    /// Fetches an edition.
    pub fetch_edition: fn(String) -> BoxedFuture<Result<Edition, Trouble>>,
    /// Parses the text of an article.
    pub read_article: ReadArticle,
    /// Ranks the headlines of a list.
    pub rank: Rank,
    /// Brings the list of a kept page to what has happened since it was left, with the edition that it knew then.
    pub catch_up: fn(SiteContext, PageContext, &Edition, Option<Excerpt>),
}

/// Loads [`Feed`].
#[wasm_split(feed, fallible)]
pub fn feed() -> Result<Feed, SplitLoaderError> {
    Ok(Feed {
        connect: crate::endpoint::connect,
        fetch_edition: crate::endpoint::boxed_edition,
        read_article: crate::newsroom::Article::read,
        rank: crate::related::listed::ranked,
        catch_up: crate::endpoint::catch_up,
    })
}

/// The roots that most readers meet after a while.
#[derive(Clone, Copy)]
pub struct After {
    /// Follows what concerns the whole document from now on.
    pub follow: fn(SiteContext),
    /// Wakes the masthead, the bar, the newsletter form and the announcer.
    pub wake: WakeRoot,
}

/// Loads [`After`].
#[wasm_split(after, fallible)]
pub fn after() -> Result<After, SplitLoaderError> {
    Ok(After { follow: super::roots::after::follow, wake: super::roots::after::wake })
}

/// The parts that are opened on demand: player, picture view, keys, settings.
#[derive(Clone, Copy)]
pub struct Extras {
    /// Wakes the dock, the settings and the button that starts listening.
    pub wake: WakeRoot,
}

/// Loads [`Extras`].
#[wasm_split(extras, fallible)]
pub fn extras() -> Result<Extras, SplitLoaderError> {
    Ok(Extras { wake: super::roots::extras::wake })
}
