//! The contract between print and hydration: what a printed page says of itself, written and read here.
//!
//! The page is its own data. Its list carries id, URL, headline, time and section of each story in its markup, the masthead the
//! name and the sections of the paper; an element at the end of the body ([`PrintedPage`]) has the rest, as attributes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::model::Moment;
#[cfg(not(target_arch = "wasm32"))]
use crate::model::Story;

/// The id of the element that holds the attributes.
const ID: &str = "printed-page";
/// The mark of an HTML file that was printed already.
pub const MARK: &str = "id=\"printed-page\"";
/// The attribute of a root with the shape that it was printed with.
const SHAPE: &str = "data-shape";
/// Stands for the slug of a story in [`PrintedPage::documents`].
const SLUG: char = '*';

/// The attributes of a printed page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedPage {
    /// The path that the page was printed for.
    pub path: String,
    /// URL of the feed.
    pub feed: String,
    /// Date of the newest story that the paper held.
    pub newest: Option<Moment>,
    /// URL of older stories, where there are more than the page carries.
    pub older: Option<String>,
    /// IANA name of the paper's time zone.
    pub time_zone: String,
    /// Offsets of that time zone, as [`crate::calendar`] writes them.
    pub utc_offsets: String,
    /// URL of the document of each story in the list, with `*` in the place of its slug.
    pub documents: Option<String>,
    /// Slugs of the stories in the list whose documents have other URLs.
    pub exceptions: Vec<String>,
}

impl PrintedPage {
    /// Finds the pattern that the documents of most of these stories have in common.
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

    /// Returns the element as HTML; `escape` makes a text fit for an attribute in double quotes.
    pub fn to_html(&self, escape: impl Fn(&str) -> String) -> String {
        let newest = self.newest.map(|moment| moment.as_millisecond().to_string());
        let exceptions = self.exceptions.join(" ");
        let attributes = [
            ("path", Some(self.path.as_str())),
            ("feed", Some(&self.feed)),
            ("newest", newest.as_deref()),
            ("older", self.older.as_deref()),
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

    /// Reads the element of this document; `None` where nothing was printed.
    pub fn of_document() -> Option<Self> {
        let element = document().get_element_by_id(ID)?;
        let value = |name: &str| element.get_attribute(&format!("data-{name}"));
        Some(Self {
            path: value("path")?,
            feed: value("feed")?,
            newest: value("newest").and_then(|newest| Moment::from_millisecond(newest.parse().ok()?).ok()),
            older: value("older"),
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
mod reading {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, HtmlInputElement, Node};

    use super::{PrintedPage, SHAPE, elements, fnv_step};
    use crate::{
        components::related_list::Reasons,
        focus,
        model::{Edition, Moment, Paper, Slug, Story},
    };

    impl PrintedPage {
        /// Returns what the page shows of the edition: enough for its list, and for the first page that follows.
        pub fn edition(&self) -> Edition {
            let paper = Paper {
                name: text("a.masthead-name").unwrap_or_default(),
                tagline: text(".masthead-tagline"),
                time_zone: self.time_zone.clone(),
                language: document().document_element().and_then(|root| root.get_attribute("lang")),
                masthead: elements(".masthead-sections a").filter_map(|link| text_of(&link)).collect(),
                ..Paper::default()
            };
            let list = elements("[data-root=list]").next().filter(is_as_printed);
            let rows = list.iter().flat_map(|_| elements("[data-root=list] .row"));
            let mut stories: Vec<Story> = rows.filter_map(|row| self.story(&row)).collect();
            stories.extend(self.shown_article());
            Edition { paper, stories, older: self.older.clone(), expired: false }
        }

        /// Returns the story of a row in the list.
        fn story(&self, row: &Element) -> Option<Story> {
            let link = row.query_selector(".story-link").ok()??;
            let href = link.get_attribute("href")?;
            let slug = href.trim_end_matches('/').rsplit('/').next()?;
            let time = row.query_selector("time").ok().flatten();
            Some(Story {
                id: row.get_attribute("data-id")?,
                slug: Slug::printed(slug.to_owned()),
                headline: text_of(&link)?,
                section: row.query_selector(".row-section").ok().flatten().and_then(|name| text_of(&name)),
                published: time.and_then(|time| moment_of(&time)),
                language: link.get_attribute("lang"),
                article: self.document(slug),
                ..Story::default()
            })
        }

        /// Returns the story whose article the page shows.
        fn shown_article(&self) -> Option<Story> {
            let article = elements("article[data-article]").next()?;
            let slug = self.path.trim_end_matches('/').rsplit('/').next()?;
            Some(Story {
                id: article.get_attribute("data-article")?,
                slug: Slug::printed(slug.to_owned()),
                headline: text(".article-header h1")?,
                section: text(".article-header .section-link"),
                published: elements(".dateline .published time").next().and_then(|time| moment_of(&time)),
                updated: elements(".dateline .updated time").next().and_then(|time| moment_of(&time)),
                language: article.get_attribute("lang"),
                article: self.document(slug),
                ..Story::default()
            })
        }
    }

    /// Returns the ids of the rows of a printed list, and why each is there.
    pub fn reasons(list: &Element) -> Reasons {
        let rows = list.query_selector_all(".row").ok();
        let length = rows.as_ref().map_or(0, |rows| rows.length());
        let row = |at| rows.as_ref()?.get(at)?.dyn_into::<Element>().ok();
        (0..length)
            .filter_map(row)
            .filter_map(|row| {
                let why = row.query_selector(".row-why p").ok().flatten();
                Some((row.get_attribute("data-id")?, why.and_then(|why| why.text_content())))
            })
            .collect()
    }

    /// Returns whether a root belongs to a printed page, whatever it has now.
    pub fn is_printed(root: &Element) -> bool {
        root.has_attribute(SHAPE)
    }

    /// Returns whether a root has the nodes that it was printed with, if it was printed with any.
    pub fn is_as_printed(root: &impl AsRef<Element>) -> bool {
        let root = root.as_ref();
        if root.first_child().is_none() {
            return false;
        }
        let printed = root.get_attribute(SHAPE).and_then(|shape| u32::from_str_radix(&shape, 36).ok());
        printed.is_some_and(|printed| printed == shape_of(root, super::START))
    }

    fn shape_of(parent: &Node, mut shape: u32) -> u32 {
        let mut next = parent.first_child();
        while let Some(node) = next {
            match node.node_type() {
                Node::ELEMENT_NODE => {
                    let element: &Element = node.unchecked_ref();
                    shape = fnv_step(fnv_step(shape, b"<"), element.local_name().as_bytes());
                    // A root within this one has a shape of its own.
                    if !element.has_attribute("data-root") {
                        shape = shape_of(&node, shape);
                    }
                    shape = fnv_step(shape, b">");
                }
                Node::TEXT_NODE => shape = fnv_step(shape, b"#"),
                _ => shape = fnv_step(shape, b"!"),
            }
            next = node.next_sibling();
        }
        shape
    }

    /// The reader's own in a part of the page that is rendered anew: ids of fields with their texts, and what has the focus.
    pub struct FormState {
        fields: Vec<(String, String)>,
        focus: Option<(String, Option<String>)>,
    }

    impl FormState {
        /// Notes what the reader has typed below `root`, and the focus if it is there.
        pub fn of(root: &HtmlElement) -> Self {
            let inside = |element: &Element| root.contains(Some(element));
            Self {
                fields: elements("input[type=email]")
                    .filter(inside)
                    .filter_map(|field| {
                        Some((field.id(), field.dyn_into::<HtmlInputElement>().ok()?.value()))
                    })
                    .collect(),
                focus: document()
                    .active_element()
                    .filter(inside)
                    .map(|element| (element.id(), element.get_attribute("href"))),
            }
        }

        /// Puts it back: into fields with the same ids, and to the element with the same id or URL.
        pub fn restore(&self) {
            let find = |id: &str| document().get_element_by_id(id);
            for (id, text) in &self.fields {
                if let Some(field) = find(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                    field.set_value(text);
                }
            }
            let Some((id, href)) = &self.focus else { return };
            let element = find(id).and_then(|element| element.dyn_into().ok());
            focus::give(element.or_else(|| focus::link("#app a", href.as_deref()?)));
        }
    }

    /// Returns the moment in the `datetime` of a `time` element, to the millisecond.
    pub fn moment_of(time: &Element) -> Option<Moment> {
        let milliseconds = js_sys::Date::parse(&time.get_attribute("datetime")?);
        (!milliseconds.is_nan()).then(|| Moment::from_millisecond(milliseconds as i64).ok())?
    }

    fn text(selector: &str) -> Option<String> {
        text_of(&elements(selector).next()?)
    }

    fn text_of(element: &Element) -> Option<String> {
        element.text_content().filter(|text| !text.is_empty())
    }
}

#[cfg(target_arch = "wasm32")]
pub use reading::{FormState, is_as_printed, is_printed, moment_of, reasons};

/// Returns the elements of the document that a selector names, in its order.
pub fn elements(selector: &str) -> impl Iterator<Item = Element> + use<> {
    let list = document().query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, |list| list.length());
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}

/// The offset basis of FNV-1a, 32 bits.
const START: u32 = 0x811c_9dc5;

fn fnv_step(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Notes the shape of each root in its start tag: names of elements, and where texts and comments stand.
#[cfg(not(target_arch = "wasm32"))]
pub fn with_shapes(html: &str) -> String {
    shapes::with_shapes(html)
}

#[cfg(not(target_arch = "wasm32"))]
mod shapes {
    use super::{SHAPE, START, fnv_step};

    /// A root whose end tag has not been met.
    struct Open {
        /// Elements around it.
        depth: usize,
        /// Where its attribute goes.
        at: usize,
        shape: u32,
    }

    /// Leptos writes well-formed HTML, which is all that is read here: quoted values, lower-case names, no raw text in a root.
    pub(super) fn with_shapes(html: &str) -> String {
        let mut found: Vec<(usize, u32)> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut depth = 0_usize;
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            let note = |open: &mut Vec<Open>, bytes: &[u8]| {
                // Of a root within a root, only its own element counts for the outer one.
                if let Some(root) = open.last_mut() {
                    root.shape = fnv_step(root.shape, bytes);
                }
            };
            if !rest.starts_with('<') {
                note(&mut open, b"#");
                at += rest.find('<').unwrap_or(rest.len());
            } else if rest.starts_with("<!") {
                note(&mut open, b"!");
                let end = if rest.starts_with("<!--") { rest.find("-->").map(|end| end + 3) } else { None };
                at += end.or_else(|| rest.find('>').map(|end| end + 1)).unwrap_or(rest.len());
            } else if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
                if let Some(root) = open.pop_if(|root| root.depth == depth) {
                    found.push((root.at, root.shape));
                }
                note(&mut open, b">");
                at += rest.find('>').map_or(rest.len(), |end| end + 1);
            } else {
                let end = end_of_tag(rest);
                let tag = &rest[..end];
                let name = tag[1..].split([' ', '>', '/']).next().unwrap_or_default();
                note(&mut open, b"<");
                note(&mut open, name.as_bytes());
                if is_void(name) {
                    note(&mut open, b">");
                } else {
                    if tag.contains(" data-root=\"") {
                        open.push(Open { depth, at: at + end - 1, shape: START });
                    }
                    depth += 1;
                }
                at += end;
            }
        }
        found.sort_unstable();
        let mut marked = String::with_capacity(html.len() + found.len() * 24);
        let mut written = 0;
        for (place, shape) in found {
            marked.push_str(&html[written..place]);
            marked.push_str(&format!(" {SHAPE}=\"{}\"", base_36(shape)));
            written = place;
        }
        marked.push_str(&html[written..]);
        marked
    }

    /// The length of the start tag that `html` begins with; a `>` in a quoted value does not end it.
    fn end_of_tag(html: &str) -> usize {
        let mut quoted = false;
        for (at, byte) in html.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b'>' if !quoted => return at + 1,
                _ => {}
            }
        }
        html.len()
    }

    /// Elements without an end tag (HTML Standard, "Void elements").
    fn is_void(name: &str) -> bool {
        matches!(
            name,
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "source"
                | "track"
                | "wbr"
        )
    }

    fn base_36(mut number: u32) -> String {
        let mut digits = Vec::new();
        loop {
            digits.push(char::from_digit(number % 36, 36).unwrap_or('0'));
            number /= 36;
            if number == 0 {
                return digits.into_iter().rev().collect();
            }
        }
    }
}

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
