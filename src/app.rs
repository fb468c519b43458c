//! The app: the frame around every page, and the signals that all of them share.

use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::effect::effect;
use crate::view::{IntoNode, Node, view};
use crate::{
    components::{
        announcer::Announcer,
        footer::Footer,
        keys::{Keys, KeysDialog},
        lightbox::{Gallery, Lightbox},
        masthead::Masthead,
        moment::Clock,
        player::{Listening, bar::Player},
        visit::follow_visits,
    },
    endpoint,
    model::Edition,
    newsroom::Newsroom,
    pages::{
        article::ArticlePage,
        front::FrontPage,
        not_found::NotFoundPage,
        section::{SectionPage, TopicPage},
    },
    paths::Paths,
    reader::{read_marks::ReadMarks, settings::Settings},
    trouble::Trouble,
    words,
};

/// What a page needs to begin with, wherever it is rendered.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Where the paper lives.
    pub paths: Paths,
    /// Address of the feed that the edition was read from.
    pub feed: String,
    /// What the paper is called until its feed has come and says so itself.
    pub name: String,
    /// The edition, or why there is none.
    pub edition: Result<Edition, Trouble>,
    /// Articles that came with the page, by the id of their story.
    pub articles: Vec<(String, crate::newsroom::Article)>,
}

/// London Daily, whole. Needs a `RequestUrl` in context when it is rendered natively.
#[component]
pub fn App(
    /// What it shows at first.
    delivery: Delivery,
) -> Node {
    let base = delivery.paths.base().to_owned();
    let newsroom =
        Newsroom::open(delivery.paths, delivery.feed, delivery.name, delivery.edition, delivery.articles);
    provide_context(newsroom);
    provide_context(Settings::open());
    provide_context(ReadMarks::open());
    provide_context(Clock::start());
    provide_context(Gallery::default());
    provide_context(KeysDialog::default());
    provide_context(Listening::open());
    effect(move || endpoint::connect(newsroom));

    leptos::view! {
        <Router base=base>
            {follow_visits()}
            {frame()}
        </Router>
    }
    .into_any()
    .into_node()
}

/// What stands around every page.
fn frame() -> Node {
    let pages = leptos::view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=FrontPage />
            <Route path=path!("/article/:slug") view=ArticlePage />
            <Route path=path!("/section/:slug") view=SectionPage />
            <Route path=path!("/topic/:slug") view=TopicPage />
        </FlatRoutes>
    };
    let pages = pages.into_any();
    view! {
        <a class="skip-link" href="#content" on:click=skip_to_content>{words::SKIP_TO_CONTENT}</a>
        <Masthead />
        <main id="content" tabindex="-1">{pages}</main>
        <Footer />
        <Lightbox />
        <Keys />
        <Announcer />
        <Player />
    }
}

/// Moves the focus as the fragment alone would, without an entry in the history.
fn skip_to_content(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let content = document().get_element_by_id("content");
    if let Some(content) = content.and_then(|content| content.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = content.focus();
        content.scroll_into_view();
    }
}
