//! The content that the site shows at present, as signals.
//!
//! The [`Newsroom`] lies between the endpoint, which fills it, and the views, which show it. A view that needs content which is
//! not there yet makes a [`Request`]; nothing here knows how requests are carried out.

use std::sync::Arc;

use futures::channel::oneshot;
use leptos::prelude::*;

use crate::{
    article::{self, Block, Inline, Phrase},
    browser::effect::effect,
    model::{Edition, Slug, Story, paths::Paths},
    store::{context::SiteContext, error::LoadError, live, live::Excerpt},
    text,
};

/// A story with its text parsed into blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The story, with everything that its own document says.
    pub story: Story,
    /// The blocks of its text.
    pub blocks: Vec<Block>,
}

impl Article {
    /// Parses the text of `story`. `address` is the URL that it came from; relative URLs in the text are resolved against it.
    pub fn read(story: Story, address: &str) -> Self {
        let blocks = article::parse(&story.body, address);
        Self { story, blocks }
    }

    /// Parses the text of `story` as [`Article::read`] does, unless a browser would stand still over it. Then a notice takes its
    /// place, with links to the text at its source and to the story's own document.
    pub fn read_in_browser(story: Story, address: &str) -> Self {
        if !article::is_too_long_for_browser(&story.body) {
            return Self::read(story, address);
        }
        let mut line = vec![Inline::Text(text::text_too_long().to_owned())];
        let links = [(&story.home, text::text_at_source()), (&story.article, text::text_as_document())];
        for (address, words) in links {
            let Some(address) = address else { continue };
            let words = vec![Inline::Text(words.to_owned())];
            line.push(Inline::Text(" ".to_owned()));
            line.push(Inline::Phrase(Phrase::Link(address.clone()), words));
        }
        Self { story, blocks: vec![Block::Paragraph(line)] }
    }
}

/// A function that parses the text of a story; relative URLs in it are resolved against the second argument.
pub type ReadArticle = fn(Story, &str) -> Article;

/// The state of loading an article.
#[derive(Clone, Debug, PartialEq)]
pub enum ArticleState {
    /// The article is being fetched.
    Loading,
    /// The article has loaded.
    Ready(Arc<Article>),
    /// The article could not be loaded.
    Failed(LoadError),
}

/// A request that a view makes of the endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The article of the story with this id, to show it now.
    Article(String),
    /// The article of the story with this id, because it may be opened next.
    Prefetch(String),
    /// The next page of older stories.
    Older,
    /// The article of the story with this id again, since it has changed.
    Renewed(String),
    /// The edition again, after it could not be loaded.
    Edition,
    /// The whole edition, of which only the excerpt of a printed page is there.
    Whole,
    /// The updates that were held back, since the reader's attention has moved.
    Resume,
}

/// The reader's position in the list of headlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// `true` if the top of the list is in view or further down.
    pub at_top: bool,
    /// The id of the row under the pointer.
    pub pointing_at: Option<String>,
    /// The id of the row that has the focus, or has it inside.
    pub focused_in: Option<String>,
}

impl Attention {
    /// Returns the attention as [`live::receive`] takes it.
    pub fn as_live(&self) -> live::Attention<'_> {
        live::Attention {
            at_top: self.at_top,
            pointing_at: self.pointing_at.as_deref(),
            focused_in: self.focused_in.as_deref(),
        }
    }
}

/// The function that finds the reader's position in the list of headlines on a page.
pub type FindAttention = Arc<dyn Fn() -> Attention + Send + Sync>;

/// A printed page with which the document began, and which includes only an excerpt of the edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The path of its URL.
    pub path: String,
    /// The facts that it gives about the rest of the edition.
    pub excerpt: Excerpt,
}

/// A function that carries out requests.
pub type RequestHandler = Arc<dyn Fn(Request) + Send + Sync>;

/// The number of articles that are kept in memory; the one set longest ago is dropped first.
const KEPT_ARTICLES: usize = 60;

/// The content of the site, as signals. Copies refer to the same newsroom.
#[derive(Clone, Copy)]
pub struct Newsroom {
    /// The current edition. Pages that were left keep the one that was current then.
    pub edition: RwSignal<Arc<Edition>>,
    /// The error of loading the edition, while there is none to show.
    pub error: RwSignal<Option<LoadError>>,
    /// The printed page with which the app began, until the whole edition has come.
    pub printed: RwSignal<Option<Printed>>,
    /// The error of loading the whole edition, if that has failed.
    pub completion_error: RwSignal<Option<LoadError>>,
    /// The text that screen readers announce politely.
    pub announcement: RwSignal<String>,
    /// `Ok(true)` while older stories are being fetched; the error if that has failed.
    pub older: RwSignal<Result<bool, LoadError>>,
    /// `true` while the edition is being fetched again.
    pub retrying: RwSignal<bool>,
    articles: RwSignal<Vec<(String, ArticleState)>>,
    request_handler: StoredValue<Option<RequestHandler>>,
    waiting: StoredValue<Vec<Request>>,
    paths: StoredValue<Paths>,
    feed: StoredValue<String>,
    visited: StoredValue<Vec<String>>,
    read_article: StoredValue<Option<ReadArticle>>,
    has_archive: bool,
}

impl Newsroom {
    /// Opens the newsroom with what is known at the start. `feed` is the URL of the feed, against which the URLs in its items
    /// were resolved; `name` is the site's name while there is no edition; `printed` is the printed page with which the app
    /// begins; `has_archive` is `true` if the site has the page of all stories.
    pub fn open(
        paths: Paths,
        feed: String,
        name: String,
        edition: Result<Edition, LoadError>,
        articles: Vec<(String, Article)>,
        printed: Option<Printed>,
        has_archive: bool,
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
            has_archive,
        }
    }

    /// Returns the newsroom of the [`SiteContext`].
    ///
    /// # Panics
    /// Without a [`SiteContext`]: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        SiteContext::here().newsroom
    }

    /// Returns the URLs of the site's pages.
    pub fn paths(&self) -> Paths {
        self.paths.get_value()
    }

    /// Returns the URL of the feed.
    pub fn feed(&self) -> String {
        self.feed.get_value()
    }

    /// Returns `true` if the site has the page of all stories: only where it was printed.
    pub fn has_archive(&self) -> bool {
        self.has_archive
    }

    /// Sets the parser of stories whose text came with the edition.
    pub fn set_article_parser(&self, read: ReadArticle) {
        self.read_article.set_value(Some(read));
    }

    /// Sets the function that carries out requests, beginning with those that were made before.
    pub fn set_request_handler(&self, carry_out: RequestHandler) {
        self.request_handler.set_value(Some(Arc::clone(&carry_out)));
        for request in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            carry_out(request);
        }
    }

    /// Notes the URL of a page of the feed that was read, and returns those of all that were.
    pub fn note_feed_page(&self, address: &str) -> Vec<String> {
        self.visited.update_value(|visited| visited.push(address.to_owned()));
        self.visited.get_value()
    }

    /// Loads the article of a story, to show it now.
    pub fn load_article(&self, id: String) {
        self.request(Request::Article(id));
    }

    /// Loads the article of a story that may be opened next.
    pub fn prefetch_article(&self, id: String) {
        self.request(Request::Prefetch(id));
    }

    /// Loads the article of a story again, since it has changed.
    pub fn reload_article(&self, id: String) {
        self.request(Request::Renewed(id));
    }

    /// Loads the next page of older stories.
    pub fn load_older(&self) {
        self.request(Request::Older);
    }

    /// Loads the whole edition, of which only an excerpt is there.
    pub fn complete_edition(&self) {
        self.request(Request::Whole);
    }

    /// Shows the updates that were held back, as far as the reader's attention lets it.
    pub fn resume_updates(&self) {
        self.request(Request::Resume);
    }

    /// Makes a request. In the browser requests wait until a handler is set; in print, where there is none, they are dropped.
    pub fn request(&self, request: Request) {
        if let Some(carry_out) = self.request_handler.get_value() {
            carry_out(request);
        } else if cfg!(target_arch = "wasm32") {
            self.waiting.update_value(|waiting| waiting.push(request));
        }
    }

    /// Requests the whole edition if there is only an excerpt, and waits for it.
    ///
    /// # Errors
    /// The whole edition could not be loaded.
    pub async fn whole(self) -> Result<(), LoadError> {
        if self.printed.with_untracked(Option::is_none) {
            return Ok(());
        }
        self.complete_edition();
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

    /// Returns the story with a slug, tracked.
    pub fn story(&self, slug: &Slug) -> Option<Story> {
        self.edition.with(|edition| edition.by_slug(slug).cloned())
    }

    /// Returns the story with an id as it may be shown; `None` once it is withdrawn or gone.
    pub fn shown_story(self, id: String) -> Memo<Option<Story>> {
        Memo::new(move |_| {
            self.edition.with(|edition| edition.by_id(&id).filter(|story| !story.withdrawn).cloned())
        })
    }

    /// Returns `true` if there is only the excerpt of a printed page, and that is not the page at `path`. Tracked.
    pub fn needs_whole_edition(&self, path: &str) -> bool {
        self.printed.with(|printed| printed.as_ref().is_some_and(|printed| !same_page(&printed.path, path)))
    }

    /// Returns the state of a story's article, tracked. A story is ready at once if its text came with the feed, or if it has
    /// no document of its own.
    pub fn article(&self, story: &Story) -> Option<ArticleState> {
        let kept = self.articles.with(|articles| find(articles, &story.id).cloned());
        match kept {
            // A printed excerpt may lack a text that the feed has, so stories in it are never ready at once.
            None if !story.needs_article() && self.printed.with(Option::is_none) => {
                let read = self.read_article.get_value()?;
                Some(ArticleState::Ready(Arc::new(read(story.clone(), &self.feed()))))
            }
            kept => kept,
        }
    }

    /// Returns `true` if the URL of a story's document is missing, and the whole edition may have it.
    pub fn needs_edition_for_document(&self, id: &str) -> bool {
        self.printed.with_untracked(Option::is_some)
            && self.edition.with_untracked(|edition| {
                edition.by_id(id).is_some_and(|story| story.article.is_none() && story.body.is_absent())
            })
    }

    /// Returns the state of an article, untracked: for the endpoint.
    pub fn article_now(&self, id: &str) -> Option<ArticleState> {
        self.articles.with_untracked(|articles| find(articles, id).cloned())
    }

    /// Drops an article whose story has changed, so that it is fetched again when it is opened.
    pub fn forget_article(&self, id: &str) {
        self.articles.update(|articles| articles.retain(|(kept, _)| kept != id));
    }

    /// Sets the state of an article.
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

/// Returns `true` if two paths lead to the same page: hosts differ in whether they want a slash at the end.
pub fn same_page(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

fn find<'a>(articles: &'a [(String, ArticleState)], id: &str) -> Option<&'a ArticleState> {
    articles.iter().find(|(kept, _)| kept == id).map(|(_, state)| state)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::model::Body;

    #[test]
    fn a_text_that_is_too_long_for_a_browser_is_linked() {
        let story = Story {
            home: Some("https://blog.example/long/".to_owned()),
            article: Some("/content/articles/long.json".to_owned()),
            body: Body::Markup("<div>".repeat(100_000)),
            ..Story::default()
        };
        let article = Article::read_in_browser(story.clone(), "/content/articles/long.json");
        let [Block::Paragraph(line)] = &article.blocks[..] else { panic!("{:?}", article.blocks) };
        let links = line.iter().filter_map(|inline| match inline {
            Inline::Phrase(Phrase::Link(address), _) => Some(address.as_str()),
            _ => None,
        });
        assert_eq!(links.collect::<Vec<_>>(), ["https://blog.example/long/", "/content/articles/long.json"]);
        let short = Story { body: Body::Markup("<p>Short.</p>".to_owned()), ..story };
        assert_eq!(Article::read_in_browser(short.clone(), "/"), Article::read(short, "/"));
    }
}
