//! The contract between the press and hydration: the data of a printed page, written and read here.
//!
//! Most of the data is in the markup itself: the list includes id, URL, headline, time and section of each story, the masthead
//! the name and the sections of the site. An element at the end of the body ([`PrintedPage`]) has the rest as attributes.

use leptos::prelude::*;

use crate::model::Moment;
#[cfg(not(target_arch = "wasm32"))]
use crate::model::Story;

/// The id of the element that holds the attributes.
const ID: &str = "printed-page";
/// The text by which a printed HTML file is recognized.
pub const MARK: &str = "id=\"printed-page\"";
/// The attribute of the element `html` while the page is an article's.
pub const ARTICLE_PAGE: &str = "data-article-page";
/// The attribute of a root that holds the shape with which it was printed.
const SHAPE: &str = "data-shape";
/// The placeholder for the slug of a story in [`PrintedPage::documents`].
const SLUG: char = '*';

/// The attributes of a printed page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedPage {
    /// The path that the page was printed for.
    pub path: String,
    /// The URL of the feed.
    pub feed: String,
    /// The date of the newest story that belonged into the page's live list at the time of printing. Without it, nothing is news
    /// that was published before the page was opened.
    pub newest: Option<Moment>,
    /// The URL of older stories, if there are more than the page includes.
    pub older: Option<String>,
    /// The BCP 47 tag of the site's language, if its feed names one. The document's own language does not tell: it may be that of
    /// the page template, or of a translator.
    pub language: Option<String>,
    /// The URL of the file with the words of the interface, if they are in another language than English.
    pub words: Option<String>,
    /// The IANA name of the site's time zone.
    pub time_zone: String,
    /// The UTC offsets of that time zone, as [`crate::browser::calendar`] writes them.
    pub utc_offsets: String,
    /// The URL of the document of each listed story, with `*` in place of its slug.
    pub documents: Option<String>,
    /// The slugs of the listed stories whose documents have other URLs.
    pub exceptions: Vec<String>,
}

impl PrintedPage {
    /// Sets `documents` to the pattern that most of these stories have in common, and `exceptions` to the others.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn set_documents<'a>(&mut self, stories: impl Iterator<Item = &'a Story> + Clone) {
        let pattern_of = |story: &Story| Some(story.article.as_ref()?.replace(story.slug.as_str(), "*"));
        let mut patterns: Vec<(String, usize)> = Vec::new();
        for pattern in stories.clone().filter_map(pattern_of) {
            match patterns.iter_mut().find(|(known, _)| *known == pattern) {
                Some((_, count)) => *count += 1,
                None => patterns.push((pattern, 1)),
            }
        }
        self.documents = patterns.into_iter().max_by_key(|(_, count)| *count).map(|(pattern, _)| pattern);
        let others = stories.filter(|story| pattern_of(story) != self.documents);
        self.exceptions = others.map(|story| story.slug.to_string()).collect();
    }

    /// Returns the URL of a story's document; `None` where only the feed knows it.
    pub fn document(&self, slug: &str) -> Option<String> {
        let known = !self.exceptions.iter().any(|exception| exception == slug);
        self.documents
            .as_ref()
            .filter(|_| known)
            .map(|pattern| pattern.split(SLUG).collect::<Vec<_>>().join(slug))
    }

    /// Returns the element as HTML; `escape` escapes a text for an attribute in double quotes.
    pub fn to_html(&self, escape: impl Fn(&str) -> String) -> String {
        let newest = self.newest.map(|moment| moment.as_millisecond().to_string());
        let exceptions = self.exceptions.join(" ");
        let attributes = [
            ("path", Some(self.path.as_str())),
            ("feed", Some(&self.feed)),
            ("newest", newest.as_deref()),
            ("older", self.older.as_deref()),
            ("language", self.language.as_deref()),
            ("words", self.words.as_deref()),
            ("zone", Some(&self.time_zone)),
            ("offsets", Some(&self.utc_offsets)),
            ("documents", self.documents.as_deref()),
            ("exceptions", Some(exceptions.as_str()).filter(|slugs| !slugs.is_empty())),
        ];
        let mut html = format!("<div {MARK} hidden");
        for (name, value) in attributes {
            if let Some(value) = value {
                html.push_str(&format!(" data-{name}=\"{}\"", escape(value)));
            }
        }
        html.push_str("></div>\n");
        html
    }

    /// Reads the element of the current document; returns `None` if there is none.
    pub fn of_document() -> Option<Self> {
        let element = document().get_element_by_id(ID)?;
        let value = |name: &str| element.get_attribute(&format!("data-{name}"));
        Some(Self {
            path: value("path")?,
            feed: value("feed")?,
            newest: value("newest").and_then(|newest| Moment::from_millisecond(newest.parse().ok()?).ok()),
            older: value("older"),
            language: value("language"),
            words: value("words"),
            time_zone: value("zone")?,
            utc_offsets: value("offsets").unwrap_or_default(),
            documents: value("documents"),
            exceptions: value("exceptions")
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        })
    }
}

#[cfg(target_arch = "wasm32")]
mod reading;

#[cfg(target_arch = "wasm32")]
pub use reading::{FormState, is_as_printed, is_printed, moment_of, reasons};

/// The 32-bit offset basis of FNV-1a.
const START: u32 = 0x811c_9dc5;

fn fnv_step(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Returns a printed page without the attributes that depend on when it was printed; `None` for a file that is no such page. A page
/// in which nothing else has changed is not printed again.
#[cfg(not(target_arch = "wasm32"))]
pub fn without_time(html: &str) -> Option<String> {
    let (before, mut rest) = html.split_once(MARK)?;
    let mut kept = before.to_owned();
    for name in [" data-newest=\"", " data-offsets=\""] {
        if let Some((until, value)) = rest.split_once(name) {
            kept.push_str(until);
            rest = value.split_once('"').map_or(value, |(_, after)| after);
        }
    }
    kept.push_str(rest);
    Some(kept)
}

/// Writes the shape of each root into its start tag: a hash of the names of its elements, and of where texts and comments are.
#[cfg(not(target_arch = "wasm32"))]
pub fn with_shapes(html: &str) -> String {
    shapes::with_shapes(html)
}

#[cfg(not(target_arch = "wasm32"))]
mod shapes;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::model::Slug;

    fn story(slug: &str, article: Option<&str>) -> Story {
        Story { slug: Slug::printed(slug.into()), article: article.map(str::to_owned), ..Story::default() }
    }

    #[test]
    fn documents_are_found_by_what_their_urls_have_in_common() {
        let stories = [
            story("a", Some("/c/a.json")),
            story("b", Some("/c/b.json")),
            story("c", Some("/feed.json")),
            story("d", None),
        ];
        let mut page = PrintedPage::default();
        page.set_documents(stories.iter());
        assert_eq!(page.documents.as_deref(), Some("/c/*.json"));
        assert_eq!(page.document("b").as_deref(), Some("/c/b.json"));
        assert_eq!(page.document("new").as_deref(), Some("/c/new.json"));
        assert_eq!((page.document("c"), page.document("d")), (None, None));
    }

    #[test]
    fn the_element_has_only_attributes_that_say_something() {
        let page = PrintedPage { path: "/".into(), feed: "/f?a&b".into(), ..PrintedPage::default() };
        let html = page.to_html(|text| text.replace('&', "&amp;"));
        assert!(
            html.starts_with("<div id=\"printed-page\" hidden data-path=\"/\" data-feed=\"/f?a&amp;b\""),
            "{html}"
        );
        assert!(!html.contains("data-older") && !html.contains("data-exceptions"), "{html}");
    }

    #[test]
    fn a_shape_changes_with_every_node_and_not_with_words() {
        let shape = |inner: &str| {
            let html = with_shapes(&format!("<p>x</p><div class=\"root\" data-root=\"list\">{inner}</div>"));
            html.split("data-shape=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
        };
        let printed = shape("<ul><li>One</li><!----></ul><img src=\"a>b\">");
        assert_eq!(printed, shape("<ul class=\"x\"><li>Other words</li><!></ul><img src=\"c\">"));
        for other in [
            "<ul><li><font>One</font></li><!----></ul><img>",
            "<ul><li>One</li></ul><img>",
            "<ul><li></li><!----></ul><img>",
            "<ul><li>One</li><!----></ul><img><img>",
            "<ol><li>One</li><!----></ol><img>",
        ] {
            assert_ne!(printed, shape(other), "{other}");
        }
    }

    #[test]
    fn a_root_within_a_root_has_a_shape_of_its_own() {
        let html =
            |inner: &str| with_shapes(&format!("<div data-root=\"a\"><i data-root=\"b\">{inner}</i>y</div>"));
        let shapes = |html: String| -> Vec<String> {
            html.split("data-shape=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect()
        };
        let (one, other) = (shapes(html("x")), shapes(html("<b>x</b>")));
        assert_eq!(one.len(), 2);
        assert_eq!(one[0], other[0], "the outer one");
        assert_ne!(one[1], other[1], "the inner one");
    }
}
