//! State that views share: of a document and of one of its pages.

use leptos::prelude::*;

use super::{
    clock::Clock,
    error::LoadError,
    live::Listing,
    navigation::Navigation,
    newsroom::{Article, ListOnPage, Newsroom, Printed, ReadArticle},
    read_marks::ReadMarks,
};
use crate::{
    browser::{effect::effect, storage::Hydrating},
    model::{Edition, Picture, paths::Paths},
};

/// Headlines that a list shows at once, and that each click on "More" adds.
pub const PAGE_SIZE: usize = 50;

/// The ids of headlines, and why they are there.
pub type Reasons = Vec<(String, Option<String>)>;

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
    pub edition: Result<Edition, LoadError>,
    /// Articles that came with the page, by the id of their story.
    pub articles: Vec<(String, Article)>,
    /// How the text of a story is read; `None`: it is not, until the live feed is there.
    pub read_article: Option<ReadArticle>,
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
            limit: StoredValue::new(PAGE_SIZE),
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
            provide_context(Hydrating);
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
            site.newsroom.set_article_parser(read);
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
