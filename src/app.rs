//! The app: the frame around every page, and the signals that all of them share.

use leptos::prelude::*;

use crate::reactive::{Memo, effect, provide_context};
use crate::view::{Node, live, view};
use crate::{
    components::{
        announcer::Announcer,
        footer::Footer,
        keys::{Keys, KeysDialog},
        lightbox::{Gallery, Lightbox},
        masthead::Masthead,
        moment::Clock,
        offline::Offline,
        player::{Listening, bar::Player},
        visit::follow_visits,
    },
    endpoint,
    model::Edition,
    navigation::Navigation,
    newsroom::{Newsroom, Printed},
    pages::{
        article::ArticlePage,
        front::FrontPage,
        not_found::NotFoundPage,
        section::{SectionPage, TopicPage},
    },
    paths::{Page, Paths},
    reader::{AsPrinted, read_marks::ReadMarks, settings::Settings},
    trouble::Trouble,
    words,
};

/// What a page needs to begin with, wherever it is rendered.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Where the paper lives.
    pub paths: Paths,
    /// The path of the page, as it stands in the address.
    pub path: String,
    /// Address of the feed that the edition was read from.
    pub feed: String,
    /// What the paper is called until its feed has come and says so itself.
    pub name: String,
    /// The edition, or why there is none.
    pub edition: Result<Edition, Trouble>,
    /// Articles that came with the page, by the id of their story.
    pub articles: Vec<(String, crate::newsroom::Article)>,
    /// The page for which the edition is an excerpt; `None`: the edition is whole.
    pub printed: Option<Printed>,
}

/// London Daily, whole.
#[component]
pub fn App(
    /// What it shows at first.
    delivery: Delivery,
) -> Node {
    let navigation = Navigation::begin(delivery.paths.clone(), delivery.path);
    provide_context(navigation);
    let newsroom = Newsroom::open(
        delivery.paths,
        delivery.feed,
        delivery.name,
        delivery.edition,
        delivery.articles,
        delivery.printed,
    );
    provide_context(newsroom);
    if newsroom.printed.with_untracked(Option::is_some) {
        provide_context(AsPrinted);
    }
    provide_context(Settings::open());
    provide_context(ReadMarks::open());
    provide_context(Clock::start());
    provide_context(Gallery::default());
    provide_context(KeysDialog::default());
    provide_context(Listening::open());
    effect(move || endpoint::connect(newsroom));

    follow_visits();
    view! {
        <a class="skip-link" href="#content" on:click=skip_to_content>{words::SKIP_TO_CONTENT}</a>
        <Masthead />
        <main id="content" tabindex="-1">{page(navigation)}</main>
        <Footer />
        <Lightbox />
        <Keys />
        <Announcer />
        <Offline />
        <Player />
    }
}

/// The page at the present address.
fn page(navigation: Navigation) -> Node {
    let paths = Newsroom::here().paths();
    let page = Memo::new(move |_| paths.page(&navigation.path()));
    // What a reader has opened or moved on one page is not to be found so on the next.
    live(move || {
        Node::Fresh(Box::new(match page.get() {
            Page::Front => view! { <FrontPage /> },
            Page::Article(slug) => view! { <ArticlePage slug=slug /> },
            Page::Section(slug) => view! { <SectionPage slug=slug /> },
            Page::Topic(slug) => view! { <TopicPage slug=slug /> },
            Page::Unknown => view! { <NotFoundPage /> },
        }))
    })
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
