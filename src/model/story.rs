use super::{Body, Moment, Picture, Recording, Slug};

/// One story: its headline in the list, and its article when the text is at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The publisher's id, unique and stable.
    pub id: String,
    /// The last part of the story's address in this paper.
    pub slug: Slug,
    /// Never empty: a story without a title is named by the beginning of its text.
    pub headline: String,
    /// A short label above the headline.
    pub kicker: Option<String>,
    /// One or two sentences below the headline.
    pub standfirst: Option<String>,
    /// Who wrote it, in order.
    pub authors: Vec<Author>,
    /// The part of the paper that it stands in.
    pub section: Option<String>,
    /// What it is about, without the section.
    pub topics: Vec<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// BCP 47 tag, when the list's differs from the paper's; an article's own document may repeat the paper's.
    pub language: Option<String>,
    /// The picture that leads it.
    pub picture: Option<Picture>,
    /// Recordings, best first as the publisher lists them.
    pub recordings: Vec<Recording>,
    /// The text, when this list or document carries it.
    pub body: Body,
    /// Address of the document that holds the full story.
    pub article: Option<String>,
    /// Where the publisher says the story lives (item `url`).
    pub home: Option<String>,
    /// What the story is about elsewhere (item `external_url`).
    pub external: Option<String>,
    /// Corrections, in the publisher's order.
    pub corrections: Vec<Correction>,
    /// Ids of the stories that come first in the related list.
    pub related: Vec<String>,
    /// The publisher has taken it back; its text then says why.
    pub withdrawn: bool,
}

impl Story {
    /// The latest moment at which something happened to the story.
    pub fn touched(&self) -> Option<Moment> {
        self.updated.max(self.published)
    }

    /// The story with what the article's own document says.
    ///
    /// The document knows the article, the list knows the paper, and the list is the one that is kept current: id, slug,
    /// headline, section and topics stay those under which the paper lists it, and no others have a page. Of everything else the
    /// document's word counts, and what it leaves out is kept.
    #[must_use]
    pub fn merged_with(&self, article: Story) -> Story {
        let body = if article.body.is_absent() { self.body.clone() } else { article.body };
        let said_in_body = |text: &String| matches!(&body, Body::Text(body) if body == text);
        Story {
            id: self.id.clone(),
            slug: self.slug.clone(),
            headline: self.headline.clone(),
            kicker: article.kicker.or_else(|| self.kicker.clone()),
            standfirst: article
                .standfirst
                .or_else(|| self.standfirst.clone().filter(|text| !said_in_body(text))),
            authors: if article.authors.is_empty() { self.authors.clone() } else { article.authors },
            section: self.section.clone(),
            topics: self.topics.clone(),
            published: self.published.or(article.published),
            updated: self.updated.max(article.updated),
            language: article.language.or_else(|| self.language.clone()),
            picture: article.picture.or_else(|| self.picture.clone()),
            recordings: if article.recordings.is_empty() {
                self.recordings.clone()
            } else {
                article.recordings
            },
            body,
            article: self.article.clone(),
            home: article.home.or_else(|| self.home.clone()),
            external: article.external.or_else(|| self.external.clone()),
            corrections: if article.corrections.is_empty() {
                self.corrections.clone()
            } else {
                article.corrections
            },
            related: if article.related.is_empty() { self.related.clone() } else { article.related },
            // An article that was taken back stays so, whichever of the two documents a cache has kept from before.
            withdrawn: self.withdrawn || article.withdrawn,
        }
    }

    /// Whether opening it needs another document first.
    pub fn needs_article(&self) -> bool {
        self.article.is_some() && self.body.is_absent()
    }
}

/// Somebody who wrote a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name in the byline.
    pub name: String,
    /// A page about the author.
    pub home: Option<String>,
}

/// Something that was wrong, and was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was put right.
    pub date: Option<Moment>,
    /// What was wrong.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed() -> Story {
        Story {
            id: "1".into(),
            slug: Slug::from_text("vote").unwrap(),
            headline: "Corrected headline".into(),
            standfirst: Some("Summary".into()),
            section: Some("World".into()),
            topics: vec!["vote".into()],
            updated: Some(Moment::from_second(20).unwrap()),
            article: Some("/vote.json".into()),
            ..Story::default()
        }
    }

    #[test]
    fn an_article_brings_its_text_and_the_list_keeps_its_place_in_the_paper() {
        let article = Story {
            id: "other".into(),
            slug: Slug::from_text("other").unwrap(),
            headline: "Headline".into(),
            section: Some("count".into()),
            topics: vec!["World".into(), "nowhere else".into()],
            updated: Some(Moment::from_second(10).unwrap()),
            body: Body::Markup("<p>Text".into()),
            ..Story::default()
        };
        let whole = listed().merged_with(article);
        assert_eq!((whole.id.as_str(), whole.slug.as_str()), ("1", "vote"));
        assert_eq!(whole.headline, "Corrected headline");
        assert_eq!(whole.standfirst.as_deref(), Some("Summary"));
        assert_eq!(whole.section.as_deref(), Some("World"));
        assert_eq!(whole.topics, listed().topics);
        assert_eq!(whole.updated, listed().updated);
        assert_eq!(whole.body, Body::Markup("<p>Text".into()));
        assert!(!whole.needs_article());
    }

    #[test]
    fn a_text_that_repeats_the_summary_is_shown_once() {
        let article = Story { body: Body::Text("Summary".into()), ..Story::default() };
        assert_eq!(listed().merged_with(article).standfirst, None);
    }

    #[test]
    fn a_withdrawal_holds_whichever_document_says_it() {
        let article = Story { withdrawn: true, ..Story::default() };
        assert!(listed().merged_with(article).withdrawn);
        let listed = Story { withdrawn: true, ..listed() };
        assert!(listed.merged_with(Story::default()).withdrawn);
    }
}
