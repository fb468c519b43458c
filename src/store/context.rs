//! The state that views share: [`SiteContext`] for the document, [`PageContext`] for each of its pages.

use leptos::prelude::*;

use super::{
    clock::Clock,
    error::LoadError,
    live::{Listing, Scope},
    navigation::Navigation,
    newsroom::{Article, FindAttention, Newsroom, Printed, ReadArticle},
    read_marks::ReadMarks,
};
use crate::{
    browser::{effect::effect, storage::Hydrating},
    model::{Edition, Picture, paths::Paths},
};

/// The number of headlines that a list shows at first, and that each click on "More headlines" adds.
pub const PAGE_SIZE: usize = 50;

/// The ids of headlines, each with the reason why it is in the list, if there is one.
pub type RankedIds = Vec<(String, Option<String>)>;

/// The state that a document begins with, in print and in the browser.
#[derive(Clone, Debug)]
pub struct InitialState {
    /// The URLs of the site's pages.
    pub paths: Paths,
    /// The path of the page, as it stands in the URL.
    pub path: String,
    /// The URL of the feed that the edition was read from.
    pub feed: String,
    /// The name of the site until its feed has been read.
    pub name: String,
    /// The edition, or the error of loading it.
    pub edition: Result<Edition, LoadError>,
    /// The articles that came with the page, by the id of their story.
    pub articles: Vec<(String, Article)>,
    /// The parser of stories' texts; `None` until the piece with the live feed sets it.
    pub read_article: Option<ReadArticle>,
    /// The printed page whose excerpt of the edition this is; `None` if the edition is whole.
    pub printed: Option<Printed>,
    /// `true` if the site has the page of all stories, which only the press makes.
    pub has_archive: bool,
}

/// The state that all roots of a document share. Copies refer to the same state.
#[derive(Clone, Copy)]
pub struct SiteContext {
    /// The reader's place on the site.
    pub navigation: Navigation,
    /// The edition and its articles.
    pub newsroom: Newsroom,
    /// The articles that the reader has opened.
    pub marks: ReadMarks,
    /// The clock of the document.
    pub clock: Clock,
    /// The context of the shown page. Pages that were left and are kept have contexts of their own.
    pub page: RwSignal<PageContext>,
}

/// The state of one page.
#[derive(Clone, Copy)]
pub struct PageContext {
    /// The headline or name of the page, for the document's title; empty on the front page.
    pub title: RwSignal<String>,
    /// The rows of the list of headlines, and the new stories that wait to be shown.
    pub listing: RwSignal<Listing>,
    /// The stories that the list has.
    pub scope: StoredValue<Scope>,
    /// The headlines of the list as they were ranked, with the reasons why they are in it.
    pub ranked: StoredValue<RankedIds>,
    /// The number of rows up to which the list is filled; each click on "More headlines" raises it.
    pub limit: StoredValue<usize>,
    /// The function that finds the reader's position in the list, while the page has one.
    pub attention: StoredValue<Option<FindAttention>>,
    /// The pictures that open in full screen, in the order of the page.
    pub pictures: RwSignal<Vec<Picture>>,
}

impl PageContext {
    /// Returns the context of a page that shows nothing yet. It lives as long as the current owner.
    pub fn new() -> Self {
        Self {
            title: RwSignal::default(),
            listing: RwSignal::default(),
            scope: StoredValue::default(),
            ranked: StoredValue::default(),
            limit: StoredValue::new(PAGE_SIZE),
            attention: StoredValue::new(None),
            pictures: RwSignal::default(),
        }
    }

    /// Returns the context of the page around the current component.
    ///
    /// # Panics
    /// Outside of a page: a mistake in the code, which no content can cause.
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
    /// Creates and provides the state that all roots share. It lives as long as the current owner.
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
                initial.has_archive,
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

    /// Provides this state, and the context of the shown page, to the current owner.
    pub fn provide(self) {
        provide_context(self);
        provide_context(self.page.get_untracked());
    }

    /// Returns the state that the current root shares with the others.
    ///
    /// # Panics
    /// Outside of a root: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        expect_context()
    }
}
