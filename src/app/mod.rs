//! The app: the frame around every page, and how a document becomes interactive.
//!
//! A document has several interactive parts, each a *root* with a view of its own ([`roots`]): the list of headlines, the
//! newsletter form, the masthead, the dock with the player. All else is finished HTML, printed by the press or mounted once,
//! and answers the reader through a few listeners on the document ([`delegation`]). The roots share one [`SiteContext`].
//!
//! The wasm is split into [`pieces`]. `main`, with which a printed page starts, holds the state, the list and the listeners;
//! the others are loaded when they are needed.

#[cfg(target_arch = "wasm32")]
pub mod delegation;
pub mod frame;
#[cfg(target_arch = "wasm32")]
pub mod page_stack;
#[cfg(target_arch = "wasm32")]
pub mod pieces;
pub mod printed_page;
#[cfg(target_arch = "wasm32")]
pub mod roots;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod visits;

use leptos::prelude::*;

use crate::{
    app::frame::{announcer::Announcer, footer::Footer, masthead::Masthead},
    components::root::printed_only,
    features::offline::PageNotes,
    pages::CurrentPage,
    store::context::{InitialState, SiteContext},
    text,
};

/// The whole app, as the press renders it to HTML.
#[component]
pub fn App(
    /// The state to render.
    initial: InitialState,
) -> impl IntoView {
    SiteContext::open(initial);
    view! { <PageFrame><CurrentPage /></PageFrame> }
}

/// The frame around every page. In the browser its roots are empty until [`roots`] mounts their views.
#[component]
pub fn PageFrame(children: Children) -> impl IntoView {
    view! {
        <a class="skip-link" href="#content" lang=text::lang() dir=text::dir()>{text::skip_to_content()}</a>
        <div class="root" data-root="masthead">{printed_only(|| view! { <Masthead /> })}</div>
        <main id="content" tabindex="-1"><div class="page" data-mounted=cfg!(target_arch = "wasm32").then_some("")>{children()}</div></main>
        <Footer />
        <div class="root" data-root="announcer" lang=text::lang() dir=text::dir()>{printed_only(|| view! { <Announcer /> })}</div>
        <PageNotes />
        <div class="root" data-root="dock"></div>
    }
}
