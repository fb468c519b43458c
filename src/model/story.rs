use std::mem;

use super::{Body, Moment, Picture, Recording, Slug};

/// A story: its entry in the list, and the text of its article if that is at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The publisher's id, unique and stable.
    pub id: String,
    /// Last part of the story's URL on the site.
    pub slug: Slug,
    /// Headline, never empty: an item without a title gets one from its text, summary, URL or id.
    pub headline: String,
    /// Short label above the headline.
    pub kicker: Option<String>,
    /// One or two sentences below the headline.
    pub standfirst: Option<String>,
    /// The first sentences of the text, for lists, if the publisher gives no standfirst.
    pub excerpt: Option<String>,
    /// Place on the front page, if the publisher gives it one.
    pub front: Option<FrontPlace>,
    /// `true` if the publisher gives no title: then the headline is made from the text, and only lists show it.
    pub is_note: bool,
    /// Authors, in the order of the byline.
    pub authors: Vec<Author>,
    /// Section that the story is listed in.
    pub section: Option<String>,
    /// Topics, without the section.
    pub topics: Vec<String>,
    /// Time of publication.
    pub published: Option<Moment>,
    /// Time of the last change.
    pub updated: Option<Moment>,
    /// BCP 47 tag. In a list it is absent if it equals the paper's; an article's own document may repeat the paper's.
    pub language: Option<String>,
    /// Leading picture.
    pub picture: Option<Picture>,
    /// Recordings in the publisher's order of preference.
    pub recordings: Vec<Recording>,
    /// Text, if this list or document carries it.
    pub body: Body,
    /// URL of the document with the whole story.
    pub article: Option<String>,
    /// URL of the story on the publisher's site (item `url`).
    pub home: Option<String>,
    /// URL of the page elsewhere that the story is about (item `external_url`).
    pub external: Option<String>,
    /// Corrections in the publisher's order.
    pub corrections: Vec<Correction>,
    /// Ids of the stories that the editors put first among the related ones.
    pub related: Vec<String>,
    /// `true` if the publisher took the story back. The text then gives the reason.
    pub withdrawn: bool,
}

impl Story {
    /// Returns the picture that stands above the text; `None` if there is none, or if the text shows it itself.
    pub fn leading_picture(&self) -> Option<&Picture> {
        self.picture.as_ref().filter(|picture| !picture.is_in_text)
    }

    /// Returns the key by which the oldest story comes first: a story without a date counts as the newest.
    pub fn age(&self) -> (bool, Option<Moment>, &str) {
        (self.published.is_none(), self.published, &self.id)
    }

    /// Returns the later of the dates of publication and of the last change.
    pub fn touched(&self) -> Option<Moment> {
        self.updated.max(self.published)
    }

    /// Returns the listed story completed by `article`, the story that was read from its own document.
    ///
    /// The id, slug, headline, section, topics, place on the front page and the document's URL stay as listed: the list is fetched
    /// again and again, so it is the more recent of the two, and the pages of sections and topics are made from it. All other fields
    /// come from the document, or from the list if the document has none, with these exceptions:
    ///
    /// - The date of publication is the list's if it has one; the date of the last change is the later of the two.
    /// - The story is withdrawn if either of them says so.
    /// - The standfirst of the list is dropped if it is the whole text.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::model::{Body, Story};
    ///
    /// let article = Some("/content/vote.json".into());
    /// let listed = Story { headline: "Corrected headline".into(), article, ..Story::default() };
    /// let document = Story { headline: "Headline".into(), body: Body::Text("Text".into()), ..Story::default() };
    ///
    /// let story = listed.merged_with(document);
    /// assert_eq!(story.headline, "Corrected headline");
    /// assert_eq!(story.body, Body::Text("Text".into()));
    /// assert!(listed.needs_article() && !story.needs_article());
    /// ```
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
            excerpt: self.excerpt.clone(),
            front: self.front,
            is_note: self.is_note,
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
            // A withdrawal holds even if a cache still serves the older version of one of the two documents.
            withdrawn: self.withdrawn || article.withdrawn,
        }
    }

    /// Separates the section from the topics in the tags of a story: it is the first tag that is one of `sections`, spelt as there.
    pub(crate) fn place(mut tags: Vec<String>, sections: &[String]) -> (Option<String>, Vec<String>) {
        let section_of = |tag: &String| {
            let tag = tag.to_lowercase();
            sections.iter().find(|section| section.to_lowercase() == tag)
        };
        match tags.iter().enumerate().find_map(|(at, tag)| Some((at, section_of(tag)?.clone()))) {
            Some((at, section)) => {
                tags.remove(at);
                (Some(section), tags)
            }
            None => (None, tags),
        }
    }

    /// Takes the section from the tags anew; see [`Story::place`].
    pub(crate) fn settle_section(&mut self, sections: &[String]) {
        let tags = self.section.take().into_iter().chain(mem::take(&mut self.topics)).collect();
        (self.section, self.topics) = Self::place(tags, sections);
    }

    /// Returns `true` if there is more to read than a list shows: a text, here or in another document.
    pub fn has_text(&self) -> bool {
        self.article.is_some() || !self.body.is_absent()
    }

    /// Returns `true` if the text is in another document, which is not here yet.
    pub fn needs_article(&self) -> bool {
        self.article.is_some() && self.body.is_absent()
    }
}

/// A place on the front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontPlace {
    /// At the top.
    Lead,
    /// Beside the lead.
    Second,
    /// Among the stories of one sentence.
    Brief,
}

/// An author of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Name in the byline.
    pub name: String,
    /// URL of a page about the author.
    pub home: Option<String>,
}

/// A correction of a published story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Time of the correction.
    pub date: Option<Moment>,
    /// Explanation of what was wrong and what is right.
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
    fn the_article_adds_its_text_and_the_list_keeps_its_place() {
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
