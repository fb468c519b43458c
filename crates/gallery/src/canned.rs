//! Canned data: a small edition in two languages.

use london_daily::{
    article::Block,
    feed,
    model::{Edition, Story, paths::Paths},
    store::{context::InitialState, newsroom::Article},
};

/// URL of the canned feed.
const FEED: &str = "/feed.json";

/// The languages of the canned edition, one for each direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Arabic,
}

impl Language {
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Arabic => "ar",
        }
    }

    pub(crate) fn direction(self) -> &'static str {
        match self {
            Self::English => "ltr",
            Self::Arabic => "rtl",
        }
    }

    fn feed(self) -> &'static str {
        match self {
            Self::English => include_str!("english.json"),
            Self::Arabic => include_str!("arabic.json"),
        }
    }

    /// Returns the edition; its first story has everything that a story can have.
    pub(crate) fn edition(self) -> Edition {
        feed::decode(self.feed().as_bytes(), FEED).map(|decoded| decoded.edition).unwrap_or_default()
    }

    /// Returns the first story with its text.
    pub(crate) fn article(self) -> Article {
        let story: Story = self.edition().stories.into_iter().next().unwrap_or_default();
        Article::read(story, FEED)
    }

    /// Returns the text of the first story, which has a block of each kind.
    pub(crate) fn blocks(self) -> Vec<Block> {
        self.article().blocks
    }

    /// Returns the state of a document that shows the page of the first story.
    pub(crate) fn state(self) -> InitialState {
        let article = self.article();
        let paths = Paths::below("/");
        InitialState {
            path: paths.article(&article.story.slug),
            paths,
            feed: FEED.to_owned(),
            name: "Gallery".to_owned(),
            edition: Ok(self.edition()),
            articles: vec![(article.story.id.clone(), article)],
            read_article: Some(Article::read),
            printed: None,
            has_archive: true,
        }
    }
}
