//! The seams of the program: what is behind one is in a piece of its own, fetched when it is needed first.
//!
//! Each seam hands out a table of functions. Natively all is one program, and a seam is a plain call.
#![allow(unsafe_code)]

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlElement;

use crate::{
    app::Desk,
    model::{Edition, Newsletter, Story},
    newsroom::{Article, Newsroom},
    paths::Paths,
    trouble::Trouble,
};

/// A boxed future.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// What sets pages from data.
#[derive(Clone, Copy)]
pub struct Pages {
    /// Sets the page at hand in an element, and follows the reader from there.
    pub set: fn(HtmlElement, Desk),
    /// Sets the whole app in the place of an element.
    pub start: fn(HtmlElement, Paths, String, String),
    /// Reads the text of an article.
    pub read: fn(Story, &str) -> Article,
    /// Ranks the headlines that go with an article.
    pub rank: fn(Newsroom, Option<&str>, usize) -> Vec<(String, Option<String>)>,
}

/// See [`Pages`].
#[wasm_split(pages, fallible)]
pub fn pages() -> Result<Pages, SplitLoaderError> {
    Ok(Pages {
        set: crate::pages::set,
        #[cfg(target_arch = "wasm32")]
        start: crate::start::anew::start,
        #[cfg(not(target_arch = "wasm32"))]
        start: |_, _, _, _| {},
        read: Article::read,
        rank: crate::components::ranked::ranked,
    })
}

/// What happens after a page is alive.
#[derive(Clone, Copy)]
pub struct After {
    /// Carries out orders from now on, and follows the reader.
    pub live: fn(Desk),
    /// Reads all that a printed page carries of the edition.
    pub complete: fn(Newsroom),
    /// Fetches an edition.
    pub edition: fn(String) -> Boxed<Result<Edition, Trouble>>,
    /// The form of a newsletter.
    pub sign_up: fn(Newsletter) -> AnyView,
    /// Brings to life what few readers look at first on a printed page.
    pub adopt: fn(Desk),
}

/// See [`After`].
#[wasm_split(after, fallible)]
pub fn after() -> Result<After, SplitLoaderError> {
    Ok(After {
        live: crate::endpoint::live,
        complete: crate::endpoint::complete,
        edition: crate::endpoint::boxed_edition,
        sign_up: crate::components::newsletter::sign_up,
        adopt: crate::components::newsletter::adopt,
    })
}

/// What few readers need.
#[derive(Clone, Copy)]
pub struct Extras {
    /// Opens player, picture view, keys and settings, in an element of their own.
    pub open: fn(HtmlElement, Desk),
    /// The button that starts listening.
    pub listen: fn(Memo<Story>, Memo<Option<Arc<Article>>>) -> AnyView,
}

/// See [`Extras`].
#[wasm_split(extras, fallible)]
pub fn extras() -> Result<Extras, SplitLoaderError> {
    Ok(Extras { open: crate::components::extras::open, listen: crate::components::extras::listen })
}
