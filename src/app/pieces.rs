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
    components::related_list::Rank, model::Edition, model::Story, newsroom::Article, trouble::Trouble,
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
    /// Parses the text of an article; relative URLs in it count from the second argument.
    pub parse_article: fn(Story, &str) -> Article,
    /// Ranks the headlines of a list.
    pub rank: Rank,
}

/// Loads [`Pages`].
#[wasm_split(pages, fallible)]
pub fn pages() -> Result<Pages, SplitLoaderError> {
    Ok(Pages {
        follow: super::page_stack::follow,
        rerender: super::page_stack::rerender,
        mount_app: super::start::mount_app,
        parse_article: Article::read,
        rank: crate::related::listed::ranked,
    })
}

/// The live feed, and the roots that most readers meet after a while.
#[derive(Clone, Copy)]
pub struct After {
    /// Carries out requests and looks for news from now on; follows what concerns the whole document.
    pub connect: fn(SiteContext),
    /// Fetches an edition.
    pub fetch_edition: fn(String) -> BoxedFuture<Result<Edition, Trouble>>,
    /// Wakes the masthead, the bar, the newsletter form and the announcer.
    pub wake: WakeRoot,
}

/// Loads [`After`].
#[wasm_split(after, fallible)]
pub fn after() -> Result<After, SplitLoaderError> {
    Ok(After {
        connect: super::roots::after::connect,
        fetch_edition: crate::endpoint::boxed_edition,
        wake: super::roots::after::wake,
    })
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
