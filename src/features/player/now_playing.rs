//! The track in the player: a story, and the lines that a voice reads.

use crate::{
    article::{self, Block, Inline},
    store::newsroom::Article,
};

/// A story in the player, where it stays while the reader moves to another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NowPlaying {
    /// The story's id.
    pub id: String,
    /// The URL of its page.
    pub href: String,
    /// Its headline.
    pub headline: String,
    /// The authors, or the name of the site.
    pub by: String,
    /// The name of the site.
    pub paper: String,
    /// The URL of its picture.
    pub picture: Option<String>,
    /// The BCP 47 tag of its language.
    pub language: Option<String>,
    /// The lines that a voice reads, in order; empty for a recording.
    pub lines: Vec<Line>,
}

/// An utterance, and the place of its words on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part of the article that it is in.
    pub part: Part,
    /// Its start in the text of the part's element, in UTF-16 code units.
    pub start: usize,
    /// Its end, counted alike.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A part of an article that has an element of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// A block of the text, counted from 0.
    Block(usize),
}

impl Part {
    /// Returns the CSS selector of the part's element on the article's page.
    pub fn selector(self) -> String {
        match self {
            Self::Headline => ".article-header .headline".into(),
            Self::Standfirst => ".article-header .standfirst".into(),
            Self::Block(number) => format!(".article-body [data-block=\"{number}\"]"),
        }
    }
}

/// Returns the lines that a voice reads of an article: headline, standfirst and text; none if there is no text, since a
/// headline alone is not worth listening to.
pub fn lines(article: &Article) -> Vec<Line> {
    let language = article.story.language.as_deref();
    let text = article::sentences(&article.blocks, language);
    if text.is_empty() {
        return Vec::new();
    }
    let story = &article.story;
    let mut lines = plain(Part::Headline, &story.headline, language);
    lines
        .extend(story.standfirst.iter().flat_map(|standfirst| plain(Part::Standfirst, standfirst, language)));
    lines.extend(text.into_iter().map(|sentence| Line {
        part: Part::Block(sentence.block),
        start: sentence.start,
        end: sentence.end,
        text: sentence.text,
    }));
    lines
}

fn plain(part: Part, text: &str, language: Option<&str>) -> Vec<Line> {
    let paragraph = [Block::Paragraph(vec![Inline::Text(text.to_owned())])];
    let sentences = article::sentences(&paragraph, language).into_iter();
    sentences
        .map(|sentence| Line { part, start: sentence.start, end: sentence.end, text: sentence.text })
        .collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::model::{Body, Story};

    fn article(standfirst: Option<&str>, text: &str) -> Article {
        let story = Story {
            headline: "A headline".into(),
            standfirst: standfirst.map(str::to_owned),
            body: Body::Markup(text.into()),
            ..Story::default()
        };
        Article::read(story, "/")
    }

    #[test]
    fn a_voice_says_headline_then_standfirst_then_text() {
        let lines = lines(&article(Some("Short. Sweet."), "<p>One. Two.</p><pre>x</pre><p>Three.</p>"));
        let said: Vec<_> = lines.iter().map(|line| (line.part, line.text.as_str())).collect();
        assert_eq!(
            said,
            [
                (Part::Headline, "A headline"),
                (Part::Standfirst, "Short."),
                (Part::Standfirst, "Sweet."),
                (Part::Block(0), "One."),
                (Part::Block(0), "Two."),
                (Part::Block(2), "Three."),
            ]
        );
        assert_eq!((lines[2].start, lines[2].end), (7, 13));
    }

    #[test]
    fn an_article_without_text_has_nothing_to_say() {
        assert_eq!(lines(&article(Some("Only this."), "<pre>code</pre>")), []);
        assert_eq!(lines(&article(None, "")), []);
    }
}
