//! The app: what all parts of a document share, the frame around every page, and how a document comes alive.
//!
//! A document has several living parts, each a *root* with a view of its own ([`roots`]): the list of headlines, the newsletter
//! form, the masthead, the dock with the player. All else is finished HTML, printed by the press or mounted once, and answers
//! the reader through a few listeners on the document ([`delegation`]). The roots share one [`SiteContext`].
//!
//! The wasm comes in [`pieces`]. `main`, which a printed page starts with, holds the state, the list and the listeners; the
//! others come when they are needed.

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
    app::frame::{announcer::Announcer, footer::Footer, masthead::Masthead, offline::PageNotes},
    browser::{effect::effect, storage::AsPrinted},
    components::moment::Clock,
    features::{related::list::Reasons, selection::AT_ONCE},
    model::{Edition, Picture, paths::Paths},
    pages::CurrentPage,
    store::{
        error::Trouble,
        live::Listing,
        navigation::Navigation,
        newsroom::{ListOnPage, Newsroom, Printed},
        read_marks::ReadMarks,
    },
    text,
};

/// The state that a document begins with, wherever it is rendered.
#[derive(Clone, Debug)]
pub struct InitialState {
    /// Where the paper lives.
    pub paths: Paths,
    /// The path of the page, as it stands in the URL.
    pub path: String,
    /// URL of the feed that the edition was read from.
    pub feed: String,
    /// The name of the paper until its feed has come and says so itself.
    pub name: String,
    /// The edition, or why there is none.
    pub edition: Result<Edition, Trouble>,
    /// Articles that came with the page, by the id of their story.
    pub articles: Vec<(String, crate::store::newsroom::Article)>,
    /// How the text of a story is read; `None`: it is not, until the live feed is there.
    pub read_article: Option<crate::store::newsroom::ReadArticle>,
    /// The page for which the edition is an excerpt; `None`: the edition is whole.
    pub printed: Option<Printed>,
}

/// State shared by all roots of a document. Copies are the same state.
#[derive(Clone, Copy)]
pub struct SiteContext {
    /// Where the reader is.
    pub navigation: Navigation,
    /// The edition and its articles.
    pub newsroom: Newsroom,
    /// The articles that the reader has opened.
    pub marks: ReadMarks,
    /// The present moment.
    pub clock: Clock,
    /// The page that is shown. Pages that were left are kept with a context each.
    pub page: RwSignal<PageContext>,
}

/// State of one page of the paper.
#[derive(Clone, Copy)]
pub struct PageContext {
    /// The headline or name of the page, for the document's title; empty on the front page.
    pub title: RwSignal<String>,
    /// Rows of the list of headlines, and the stories that wait behind them.
    pub listing: RwSignal<Listing>,
    /// The id of the article beside which the list stands; without one, it has the latest headlines.
    pub article: StoredValue<Option<String>>,
    /// The ids of headlines, and why they are in the list.
    pub reasons: StoredValue<Reasons>,
    /// The most rows that the list has by itself.
    pub limit: StoredValue<usize>,
    /// The list itself, while the page has one.
    pub list: StoredValue<Option<ListOnPage>>,
    /// Pictures that open in full screen, in the order in which they stand on the page.
    pub pictures: RwSignal<Vec<Picture>>,
}

impl PageContext {
    /// The context of a page that shows nothing yet; lives as long as the current owner.
    pub fn new() -> Self {
        Self {
            title: RwSignal::default(),
            listing: RwSignal::default(),
            article: StoredValue::default(),
            reasons: StoredValue::default(),
            limit: StoredValue::new(AT_ONCE),
            list: StoredValue::new(None),
            pictures: RwSignal::default(),
        }
    }

    /// Returns the context of the page around the current component.
    ///
    /// # Panics
    /// Outside of a page: a mistake in the code, nothing that content can bring about.
    pub fn here() -> Self {
        expect_context()
    }

    /// Keeps the page's title at `title` as long as the current owner lives.
    pub fn follow_title(self, title: impl Fn() -> String + Send + Sync + 'static) {
        effect(move || self.title.set(title()));
    }
}

impl Default for PageContext {
    fn default() -> Self {
        Self::new()
    }
}

impl SiteContext {
    /// Sets up what all roots share, as long as the current owner lives.
    pub fn open(initial: InitialState) -> Self {
        if initial.printed.is_some() {
            provide_context(AsPrinted);
        }
        let navigation = Navigation::begin(initial.path);
        let site = Self {
            navigation,
            newsroom: Newsroom::open(
                initial.paths,
                initial.feed,
                initial.name,
                initial.edition,
                initial.articles,
                initial.printed,
            ),
            marks: ReadMarks::open(),
            clock: Clock::start(),
            page: RwSignal::new(PageContext::new()),
        };
        if let Some(read) = initial.read_article {
            site.newsroom.read_articles_with(read);
        }
        site.provide();
        site
    }

    /// Provides it to the current owner and all that it owns, with the page that is shown.
    pub fn provide(self) {
        provide_context(self);
        provide_context(self.page.get_untracked());
    }

    /// Returns the state that the current root shares.
    ///
    /// # Panics
    /// Outside of a root: a mistake in the code, nothing that content can bring about.
    pub fn here() -> Self {
        expect_context()
    }
}

/// London Daily, whole: the press prints it.
#[component]
pub fn App(
    /// The state that the page is printed from.
    initial: InitialState,
) -> impl IntoView {
    SiteContext::open(initial);
    view! { <PageFrame><CurrentPage /></PageFrame> }
}

/// The frame around every page. Its roots are empty in the browser until [`roots`] mounts them.
#[component]
pub fn PageFrame(children: Children) -> impl IntoView {
    view! {
        <a class="skip-link" href="#content">{text::SKIP_TO_CONTENT}</a>
        <div class="root" data-root="masthead">{printed_only(|| view! { <Masthead /> })}</div>
        <main id="content" tabindex="-1"><div class="page" data-mounted=cfg!(target_arch = "wasm32").then_some("")>{children()}</div></main>
        <Footer />
        <div class="root" data-root="announcer">{printed_only(|| view! { <Announcer /> })}</div>
        <PageNotes />
        <div class="root" data-root="dock"></div>
    }
}

/// Prints the content of a root. In the browser a root is mounted by the piece that it belongs to, which the view around it
/// must not link.
pub fn printed_only<V: IntoView + 'static>(content: impl FnOnce() -> V) -> Option<AnyView> {
    #[cfg(target_arch = "wasm32")]
    {
        drop(content);
        roots::wake_soon();
        None
    }
    #[cfg(not(target_arch = "wasm32"))]
    Some(content().into_any())
}

/// Replaces the shown page by the same page, made from the data at hand.
pub fn rerender() {
    #[cfg(target_arch = "wasm32")]
    leptos::task::spawn_local(async {
        if let Ok(pages) = roots::pages().await {
            roots::with_site(pages.rerender);
        }
    });
}
