//! One story: its item in the list and its own document.

use london_daily::{
    article, feed,
    model::{Slug, Story},
};

use super::{CheckContext, DocumentReport};
use crate::{
    files::Finding,
    references::{Reference, in_blocks},
};

impl CheckContext<'_> {
    /// Returns the findings about the story at an index of the edition.
    pub(super) fn story(&self, at: usize) -> Vec<Finding> {
        let (Some(story), Some(list)) =
            (self.archive.edition.stories.get(at), self.archive.listed_in.get(at))
        else {
            return Vec::new();
        };
        let place = self.place(&story.id);
        let page = self.paths.article(&story.slug);
        let mut report = self.report(list);
        report.slug(story, place, &page);
        report.section(story, place);
        let says_something = report.says(story, place, list, &page);
        let Some(address) = story.article.as_ref() else {
            if !says_something && story.standfirst.is_none() {
                report.warning(place, "has neither text, summary nor _london_daily.article_url");
            }
            return report.findings;
        };
        let field = format!("{place}._london_daily.article_url");
        if self.files.path(address).is_none() {
            report.file_there(&field, address);
            return report.findings;
        }
        match self.files.read(address) {
            Ok(bytes) => {
                let whole = self.document(story, &bytes, address, says_something);
                report.findings.into_iter().chain(whole).collect()
            }
            Err(error) => {
                report.error(&field, error);
                report.findings
            }
        }
    }

    /// Returns the findings about a story's own document. `has_text` is `true` if the list has a text of it already.
    fn document(&self, story: &Story, bytes: &[u8], address: &str, has_text: bool) -> Vec<Finding> {
        let mut report = self.report(address);
        match feed::read_article(bytes, address, &story.id) {
            Ok((article, diagnostics)) => {
                report.diagnostics(diagnostics);
                let places = feed::places(bytes);
                let expected = places.iter().find(|(id, _)| *id == story.id).or(places.first());
                let place = expected.map_or("items[0]", |(_, place)| place);
                let page = self.paths.article(&story.slug);
                if !report.says(&article, place, address, &page) && !has_text {
                    report.error(place, "has no text");
                }
            }
            Err(error) => report.error("", error.to_string()),
        }
        report.findings
    }
}

impl DocumentReport<'_> {
    /// Reports a tag that may be a misspelt section.
    fn section(&mut self, story: &Story, place: &str) {
        const LEAST: usize = 3;
        let sections = &self.context.archive.edition.paper.sections;
        let differs_little = |tag: &str, section: &str| {
            let (tag, section) = (tag.to_lowercase(), section.to_lowercase());
            section.chars().count() >= LEAST && strsim::osa_distance(&tag, &section) == 1
        };
        if story.section.is_some() {
            return;
        }
        for tag in &story.topics {
            if let Some(section) = sections.iter().find(|section| differs_little(tag, section)) {
                let text = format!("“{tag}” is none of the sections; if “{section}” is meant, write it so");
                self.warning(&format!("{place}.tags"), text);
            }
        }
    }

    /// Reports a story that got a suffix to its slug because another story has the same slug.
    fn slug(&mut self, story: &Story, place: &str, page: &str) {
        let suffix = Slug::default().with_suffix(&story.id);
        if story.slug.as_str() != suffix.as_str() && story.slug.as_str().ends_with(suffix.as_str()) {
            let text = format!(
                "another story wants the same address, so this one is at {page}; give it a url or \
                 _london_daily.slug of its own"
            );
            self.warning(place, text);
        }
    }

    /// Checks a story as one document has it, and returns `true` if there is a text. `page` is the path of the story's page.
    fn says(&mut self, story: &Story, place: &str, address: &str, page: &str) -> bool {
        self.dates(story, place);
        self.related(story, place);
        for (field, link) in [("url", &story.home), ("external_url", &story.external)] {
            if let Some(link) = link {
                self.link(&format!("{place}.{field}"), link, page);
            }
        }
        if let Some(picture) = story.leading_picture() {
            self.picture(&format!("{place}: leading picture"), picture);
        }
        for recording in &story.recordings {
            self.file_there(&format!("{place}.attachments"), &recording.src);
        }
        self.text(story, &format!("{place}.content"), address, page)
    }

    fn dates(&mut self, story: &Story, place: &str) {
        for (field, moment) in [("date_published", story.published), ("date_modified", story.updated)] {
            if let Some(moment) = moment.filter(|moment| *moment > self.context.now) {
                self.warning(&format!("{place}.{field}"), format!("is in the future: {moment}"));
            }
        }
        if story.updated.zip(story.published).is_some_and(|(updated, published)| updated < published) {
            self.warning(&format!("{place}.date_modified"), "is earlier than date_published");
        }
    }

    fn related(&mut self, story: &Story, place: &str) {
        let field = format!("{place}._london_daily.related");
        for id in &story.related {
            if *id == story.id {
                self.error(&field, "names the story itself");
            } else if !self.context.places.contains_key(id) {
                self.error(&field, format!("no story has the id {id}"));
            }
        }
    }

    /// Checks everything that the text of a story refers to, and returns `true` if there is a text.
    fn text(&mut self, story: &Story, field: &str, address: &str, page: &str) -> bool {
        let blocks = article::parse(&story.body, address);
        in_blocks(&blocks, &mut |reference| match reference {
            Reference::Picture(picture) => self.picture(field, picture),
            Reference::File(address) => self.file_there(field, address),
            Reference::Link(address) => self.link(field, address, page),
        });
        match article::hidden_pictures(&story.body) {
            0 => {}
            1 => {
                self.warning(field, "holds a hidden picture, as those are that count readers; it is left out")
            }
            count => self.warning(
                field,
                format!("holds {count} hidden pictures, as those are that count readers; they are left out"),
            ),
        }
        if article::is_too_long_for_browser(&story.body) {
            let text = "is too long or nests too deeply for a browser: readers who come from another page of the paper get a \
                        link in its place";
            self.warning(field, text);
        }
        for fragment in article::dead_fragments(&story.body) {
            let text = format!(
                "{fragment} names no heading and no note of this text, so the page shows it without a link"
            );
            self.warning(field, text);
        }
        !blocks.is_empty()
    }
}
