//! What the paper shows at present, as signals.
//!
//! The room between the endpoint, which fills it, and the pages and components, which show it. Whoever shows something
//! that is not there yet places an [`Request`]; nobody here knows how orders are carried out.

use std::sync::Arc;

use futures::channel::oneshot;
use leptos::prelude::*;

use crate::{
    article,
    article::Block,
    browser::effect::effect,
    model::{Edition, Slug, Story, paths::Paths},
    store::{context::SiteContext, error::LoadError, live, live::Excerpt},
};

/// A story with its text read into blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The story, with everything that its own document says.
    pub story: Story,
    /// Its text.
    pub blocks: Vec<Block>,
}

impl Article {
    /// Reads the text of `story`. `address` is where it came from; relative addresses in the text count from there.
    pub fn read(story: Story, address: &str) -> Self {
        let blocks = article::parse(&story.body, address);
        Self { story, blocks }
    }
}

/// Reads the text of a story; relative URLs in it count from the second argument.
pub type ReadArticle = fn(Story, &str) -> Article;

/// How far an article has come.
#[derive(Clone, Debug, PartialEq)]
pub enum ArticleState {
    /// On its way.
    Loading,
    /// At hand.
    Ready(Arc<Article>),
    /// Not to be had for now.
    Failed(LoadError),
}

/// Something that a page or component would like to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The article of the story with this id, to show it now.
    Article(String),
    /// The article of the story with this id, because it may be opened next.
    Prefetch(String),
    /// The next page of older stories.
    Older,
    /// The article of the story with this id once more, since it has changed.
    Renewed(String),
    /// The edition, after it could not be had.
    Edition,
    /// The whole edition, of which only what a printed page needs is there.
    Whole,
    /// The reader's attention has moved: what was held back for it may be shown.
    Resume,
}

/// Where the reader is in the list of headlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// The top of the list is in view, or still to come.
    pub at_top: bool,
    /// The row under the pointer.
    pub pointing_at: Option<String>,
    /// The row that has the focus, or has it inside.
    pub focused_in: Option<String>,
}

impl Attention {
    /// Returns it in the form in which live updates take it.
    pub fn as_live(&self) -> live::Attention<'_> {
        live::Attention {
            at_top: self.at_top,
            pointing_at: self.pointing_at.as_deref(),
            focused_in: self.focused_in.as_deref(),
        }
    }
}

/// The list of headlines on a page: which stories belong to it, and where the reader is in it.
#[derive(Clone)]
pub struct ListOnPage {
    /// Whether a new story belongs to the list.
    pub belongs: Arc<dyn Fn(&Story) -> bool + Send + Sync>,
    /// Looks where the reader is.
    pub attention: Arc<dyn Fn() -> Attention + Send + Sync>,
}

/// A page that came printed, with no more of the edition than it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The path of its address.
    pub path: String,
    /// What is known of the rest.
    pub excerpt: Excerpt,
}

/// Carries out an order.
pub type RequestHandler = Arc<dyn Fn(Request) + Send + Sync>;

/// Articles that are kept in memory; the one opened longest ago leaves first.
const KEPT_ARTICLES: usize = 60;

/// The signals. Copies are the same newsroom.
#[derive(Clone, Copy)]
pub struct Newsroom {
    /// The edition in force; pages that were left know which one it was then.
    pub edition: RwSignal<Arc<Edition>>,
    /// Set while there is no edition at all to show.
    pub error: RwSignal<Option<LoadError>>,
    /// Set until the whole edition has come, when the program began with a printed page.
    pub printed: RwSignal<Option<Printed>>,
    /// Why the whole edition could not be had, when a page waits for it.
    pub completion_error: RwSignal<Option<LoadError>>,
    /// What assistive technology is told politely.
    pub announcement: RwSignal<String>,
    /// Whether older stories are on their way, or why they could not be had.
    pub older: RwSignal<Result<bool, LoadError>>,
    /// Whether the edition is being asked for again.
    pub retrying: RwSignal<bool>,
    articles: RwSignal<Vec<(String, ArticleState)>>,
    request_handler: StoredValue<Option<RequestHandler>>,
    waiting: StoredValue<Vec<Request>>,
    paths: StoredValue<Paths>,
    feed: StoredValue<String>,
    visited: StoredValue<Vec<String>>,
    read_article: StoredValue<Option<ReadArticle>>,
}

impl Newsroom {
    /// Opens the newsroom with what is known at the start. `feed` is the address of the paper's feed, against which
    /// addresses in its items were resolved; `name` is what the paper is called as long as there is no edition; `printed` is the
    /// page that the program begins with.
    pub fn open(
        paths: Paths,
        feed: String,
        name: String,
        edition: Result<Edition, LoadError>,
        articles: Vec<(String, Article)>,
        printed: Option<Printed>,
    ) -> Self {
        let articles =
            articles.into_iter().map(|(id, article)| (id, ArticleState::Ready(Arc::new(article)))).collect();
        let (edition, error) = match edition {
            Ok(edition) => (edition, None),
            Err(error) => {
                let mut nothing = Edition::default();
                nothing.paper.name = name;
                (nothing, Some(error))
            }
        };
        Self {
            edition: RwSignal::new(Arc::new(edition)),
            error: RwSignal::new(error),
            printed: RwSignal::new(printed),
            completion_error: RwSignal::new(None),
            announcement: RwSignal::default(),
            older: RwSignal::new(Ok(false)),
            retrying: RwSignal::default(),
            articles: RwSignal::new(articles),
            request_handler: StoredValue::new(None),
            waiting: StoredValue::default(),
            paths: StoredValue::new(paths),
            visited: StoredValue::new(vec![feed.clone()]),
            feed: StoredValue::new(feed),
            read_article: StoredValue::new(None),
        }
    }

    /// The newsroom that the app has provided.
    ///
    /// # Panics
    /// Outside of `<App>`: a mistake in the program, not something that content can bring about.
    pub fn here() -> Self {
        SiteContext::here().newsroom
    }

    /// Makes addresses of pages.
    pub fn paths(&self) -> Paths {
        self.paths.get_value()
    }

    /// The address of the paper's feed.
    pub fn feed(&self) -> String {
        self.feed.get_value()
    }

    /// Sets how the text of a story is read that came with the edition.
    pub fn set_article_parser(&self, read: ReadArticle) {
        self.read_article.set_value(Some(read));
    }

    /// Sets who carries out orders.
    pub fn set_request_handler(&self, carry_out: RequestHandler) {
        self.request_handler.set_value(Some(Arc::clone(&carry_out)));
        for request in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            carry_out(request);
        }
    }

    /// Notes that a page of the feed was read, and says which have been so far.
    pub fn note_feed_page(&self, address: &str) -> Vec<String> {
        self.visited.update_value(|visited| visited.push(address.to_owned()));
        self.visited.get_value()
    }

    /// Asks for something. Without effect while nobody takes orders (in print, for example).
    pub fn request(&self, request: Request) {
        if let Some(carry_out) = self.request_handler.get_value() {
            carry_out(request);
        } else if cfg!(target_arch = "wasm32") {
            self.waiting.update_value(|waiting| waiting.push(request));
        }
    }

    /// Waits for the whole edition, of which a printed page knows a part.
    ///
    /// # Errors
    /// Why it could not be had.
    pub async fn whole(self) -> Result<(), LoadError> {
        if self.printed.with_untracked(Option::is_none) {
            return Ok(());
        }
        self.request(Request::Whole);
        let (send, receive) = oneshot::channel();
        let mut send = Some(send);
        let watch = effect(move || {
            let outcome = match (self.printed.with(Option::is_none), self.completion_error.get()) {
                (true, _) => Ok(()),
                (false, Some(error)) => Err(error),
                (false, None) => return,
            };
            if let Some(send) = send.take() {
                let _ = send.send(outcome);
            }
        });
        let outcome = receive.await.unwrap_or(Err(LoadError::Unreachable));
        watch.stop();
        outcome
    }

    /// The story at an address, tracked.
    pub fn story(&self, slug: &Slug) -> Option<Story> {
        self.edition.with(|edition| edition.by_slug(slug).cloned())
    }

    /// Whether the page at `path` would have to do with the excerpt that another page was printed from, tracked.
    pub fn needs_whole_edition(&self, path: &str) -> bool {
        self.printed.with(|printed| printed.as_ref().is_some_and(|printed| !same_page(&printed.path, path)))
    }

    /// How far the article of a story has come, tracked. A story whose list entry already holds the whole text, or that
    /// has no more than its list entry, is ready at once.
    pub fn article(&self, story: &Story) -> Option<ArticleState> {
        let kept = self.articles.with(|articles| find(articles, &story.id).cloned());
        match kept {
            // What a printed page says of a story is not all that there is.
            None if !story.needs_article() && self.printed.with(Option::is_none) => {
                let read = self.read_article.get_value()?;
                Some(ArticleState::Ready(Arc::new(read(story.clone(), &self.feed()))))
            }
            kept => kept,
        }
    }

    /// Returns whether only the whole edition can tell where the document of a story is.
    pub fn needs_edition_for_document(&self, id: &str) -> bool {
        self.printed.with_untracked(Option::is_some)
            && self.edition.with_untracked(|edition| {
                edition.by_id(id).is_some_and(|story| story.article.is_none() && story.body.is_absent())
            })
    }

    /// How far the article has come, untracked: for the endpoint.
    pub fn article_now(&self, id: &str) -> Option<ArticleState> {
        self.articles.with_untracked(|articles| find(articles, id).cloned())
    }

    /// Lets go of an article whose story has changed, so that it is fetched anew when it is opened.
    pub fn forget_article(&self, id: &str) {
        self.articles.update(|articles| articles.retain(|(kept, _)| kept != id));
    }

    /// Notes how far an article has come.
    pub fn set_article(&self, id: &str, state: ArticleState) {
        self.articles.update(|articles| {
            articles.retain(|(kept, _)| kept != id);
            articles.push((id.to_owned(), state));
            if articles.len() > KEPT_ARTICLES {
                articles.remove(0);
            }
        });
    }
}

/// Whether two paths lead to one page: hosts differ in whether they want a slash at the end.
pub fn same_page(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

fn find<'a>(articles: &'a [(String, ArticleState)], id: &str) -> Option<&'a ArticleState> {
    articles.iter().find(|(kept, _)| kept == id).map(|(_, state)| state)
}
