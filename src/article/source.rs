//! From a parsed document to pieces: elements that the tree has a place for are kept, all others replaced by their content or
//! dropped.
//!
//! The walk over the document is a loop, and [`DEEPEST`] limits how deeply the elements nest that it keeps. Code that reads the
//! pieces may therefore recurse, however deeply a hostile document nests its elements.

use std::borrow::Cow;

/// A node of a parsed document: of the native parser, or of the browser's DOM.
pub(super) trait Node: Sized {
    fn kind(&self) -> Kind;
    /// Returns the value of an attribute without a namespace. `name` is lower-case. It is not called for `form`, whose properties
    /// a document can shadow.
    fn attribute(&self, name: &str) -> Option<String>;
    fn first_child(&self) -> Option<Self>;
    fn next_sibling(&self) -> Option<Self>;
}

pub(super) enum Kind {
    Text(String),
    /// An HTML element with its lower-case name.
    Element(String),
    /// A node that an article cannot contain: a comment, an element of SVG or MathML, ...
    Other,
}

/// A part of a document that the tree has a place for.
#[derive(Debug)]
pub(super) enum Piece {
    /// Text with its white space unchanged. It is never next to another text.
    Text(String),
    /// The edge of a block element that is not kept, such as `div`. The texts before and after it are different paragraphs.
    Edge,
    Element(Element),
}

/// The name of an element that has only an id: a place that a link leads to.
pub(super) const ANCHOR: &str = "anchor";

/// An element that is kept.
#[derive(Debug)]
pub(super) struct Element {
    /// Name: one of [`KNOWN`], or `passage`, `span`, `pull-quote`, `credit` or [`ANCHOR`].
    pub(super) name: &'static str,
    /// Attributes that are present and that the tree has a use for.
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<Piece>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the trimmed value of an attribute, unless it is empty.
    pub(super) fn said(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(str::trim).filter(|value| !value.is_empty())
    }
}

/// Number of nested kept elements beyond which a further one is replaced by its content. Parts of kept elements (table cells,
/// list items) and elements without content are kept even there.
const DEEPEST: usize = 32;

/// The treatment of an element.
#[derive(Clone, Copy)]
enum Rule {
    /// Dropped with its content.
    Drop,
    /// Replaced by its content.
    Unwrap,
    /// Replaced by its content, which is set apart from the text around it.
    UnwrapBlock,
    /// Kept with its content.
    Keep,
    /// Kept without its content.
    Void,
    /// Kept if the innermost kept element is one of these. Otherwise `source` and `track` are dropped, and others are treated as
    /// `UnwrapBlock`.
    ChildOf(&'static [&'static str]),
}

type Known = (&'static str, Rule, &'static [&'static str]);

/// The rules of all elements that are not simply replaced by their content, and the attributes of those that are kept.
#[rustfmt::skip]
const KNOWN: &[Known] = &[
    ("p", Rule::Keep, &["id"]),
    ("a", Rule::Keep, &["href", "id"]),
    ("strong", Rule::Keep, &[]), ("b", Rule::Keep, &[]),
    ("em", Rule::Keep, &[]), ("i", Rule::Keep, &[]), ("cite", Rule::Keep, &[]), ("dfn", Rule::Keep, &[]),
    ("var", Rule::Keep, &[]),
    ("code", Rule::Keep, &["class"]), ("kbd", Rule::Keep, &[]), ("samp", Rule::Keep, &[]), ("tt", Rule::Keep, &[]),
    ("sub", Rule::Keep, &[]), ("sup", Rule::Keep, &["id"]), ("small", Rule::Keep, &[]), ("mark", Rule::Keep, &[]),
    ("abbr", Rule::Keep, &["title"]), ("acronym", Rule::Keep, &["title"]),
    ("time", Rule::Keep, &["datetime"]),
    ("del", Rule::Keep, &[]), ("s", Rule::Keep, &[]), ("strike", Rule::Keep, &[]), ("ins", Rule::Keep, &[]),
    ("q", Rule::Keep, &[]),
    ("br", Rule::Void, &[]), ("hr", Rule::Void, &[]),
    ("img", Rule::Void, &["src", "data-src", "srcset", "data-srcset", "width", "height", "alt", "class", "style", "hidden"]),
    ("picture", Rule::Keep, &[]),
    ("source", Rule::ChildOf(&["picture", "audio", "video"]), &["src", "srcset", "type", "media"]),
    ("track", Rule::ChildOf(&["video"]), &["src", "kind", "srclang", "label"]),
    ("h1", Rule::Keep, &["id"]), ("h2", Rule::Keep, &["id"]), ("h3", Rule::Keep, &["id"]),
    ("h4", Rule::Keep, &["id"]), ("h5", Rule::Keep, &["id"]), ("h6", Rule::Keep, &["id"]),
    ("ul", Rule::Keep, &[]), ("menu", Rule::Keep, &[]), ("dir", Rule::Keep, &[]),
    ("ol", Rule::Keep, &["start"]),
    ("li", Rule::ChildOf(&["ul", "menu", "dir", "ol"]), &["id"]),
    ("dl", Rule::Keep, &[]), ("dt", Rule::ChildOf(&["dl"]), &["id"]), ("dd", Rule::ChildOf(&["dl"]), &["id"]),
    ("blockquote", Rule::Keep, &[]),
    ("footer", Rule::ChildOf(&["blockquote", "pull-quote"]), &[]),
    ("figure", Rule::Keep, &[]), ("figcaption", Rule::ChildOf(&["figure"]), &[]),
    ("table", Rule::Keep, &["role"]),
    ("caption", Rule::ChildOf(&["table"]), &[]),
    ("thead", Rule::ChildOf(&["table"]), &[]), ("tbody", Rule::ChildOf(&["table"]), &[]),
    ("tfoot", Rule::ChildOf(&["table"]), &[]),
    ("tr", Rule::ChildOf(&["thead", "tbody", "tfoot", "table"]), &[]),
    ("td", Rule::ChildOf(&["tr"]), &["colspan", "rowspan"]), ("th", Rule::ChildOf(&["tr"]), &["colspan", "rowspan"]),
    ("pre", Rule::Keep, &["class"]), ("listing", Rule::Keep, &[]), ("xmp", Rule::Keep, &[]),
    ("plaintext", Rule::Keep, &[]),
    ("details", Rule::Keep, &["open"]), ("summary", Rule::ChildOf(&["details"]), &[]),
    ("audio", Rule::Keep, &["src", "title", "aria-label"]),
    ("video", Rule::Keep, &["src", "title", "aria-label", "poster", "width", "height"]),
    ("iframe", Rule::Void, &["src", "data-src", "title", "width", "height"]),
    ("embed", Rule::Void, &["src", "title", "width", "height"]),
    ("object", Rule::Void, &["data", "title", "width", "height"]),
    ("div", Rule::UnwrapBlock, &[]), ("section", Rule::UnwrapBlock, &[]), ("article", Rule::UnwrapBlock, &[]),
    ("main", Rule::UnwrapBlock, &[]), ("header", Rule::UnwrapBlock, &[]), ("nav", Rule::UnwrapBlock, &[]), ("aside", Rule::UnwrapBlock, &[]),
    ("address", Rule::UnwrapBlock, &[]), ("center", Rule::UnwrapBlock, &[]), ("hgroup", Rule::UnwrapBlock, &[]),
    ("search", Rule::UnwrapBlock, &[]), ("fieldset", Rule::UnwrapBlock, &[]), ("legend", Rule::UnwrapBlock, &[]),
    ("body", Rule::UnwrapBlock, &[]), ("html", Rule::UnwrapBlock, &[]), ("marquee", Rule::UnwrapBlock, &[]),
    ("script", Rule::Drop, &[]), ("style", Rule::Drop, &[]), ("template", Rule::Drop, &[]), ("form", Rule::Drop, &[]),
    ("input", Rule::Drop, &[]), ("button", Rule::Drop, &[]), ("select", Rule::Drop, &[]),
    ("textarea", Rule::Drop, &[]), ("option", Rule::Drop, &[]), ("optgroup", Rule::Drop, &[]),
    ("datalist", Rule::Drop, &[]), ("output", Rule::Drop, &[]), ("progress", Rule::Drop, &[]),
    ("meter", Rule::Drop, &[]), ("keygen", Rule::Drop, &[]), ("noscript", Rule::Drop, &[]),
    ("noembed", Rule::Drop, &[]), ("noframes", Rule::Drop, &[]), ("canvas", Rule::Drop, &[]),
    ("title", Rule::Drop, &[]), ("head", Rule::Drop, &[]), ("dialog", Rule::Drop, &[]), ("base", Rule::Drop, &[]),
    ("link", Rule::Drop, &[]), ("meta", Rule::Drop, &[]), ("param", Rule::Drop, &[]), ("map", Rule::Drop, &[]),
    ("area", Rule::Drop, &[]), ("frameset", Rule::Drop, &[]), ("frame", Rule::Drop, &[]),
    ("applet", Rule::Drop, &[]), ("svg", Rule::Drop, &[]), ("math", Rule::Drop, &[]),
];

/// Kept elements that are part of a line of text. All others count as blocks.
const WITHIN_LINES: &[&str] = &[
    "a", "strong", "b", "em", "i", "cite", "dfn", "var", "code", "kbd", "samp", "tt", "sub", "sup", "small",
    "mark", "abbr", "acronym", "time", "del", "s", "strike", "ins", "q",
];

/// An element whose content is being walked over.
struct Open<N> {
    /// The next node in it.
    next: Option<N>,
    /// Number of kept elements that end with it.
    kept: usize,
    /// `true` if text after it belongs to another paragraph.
    edged: bool,
}

/// Reads the content of `root` into pieces.
pub(super) fn pieces<N: Node>(root: &N) -> Vec<Piece> {
    let mut kept = Shelf { open: vec![Element { name: "", attributes: Vec::new(), children: Vec::new() }] };
    let mut walk = vec![Open { next: root.first_child(), kept: 0, edged: false }];
    while let Some(place) = walk.last_mut() {
        let Some(node) = place.next.take() else {
            let (count, edged) = (place.kept, place.edged);
            walk.pop();
            for _ in 0..count {
                kept.close();
            }
            if edged {
                kept.edge();
            }
            continue;
        };
        place.next = node.next_sibling();
        match node.kind() {
            Kind::Text(text) => kept.text(&text),
            Kind::Element(name) => {
                if let Some((count, edged, descend)) = kept.element(&node, &name) {
                    let next = if descend { node.first_child() } else { None };
                    walk.push(Open { next, kept: count, edged });
                }
            }
            Kind::Other => {}
        }
    }
    kept.open.into_iter().next().map(|root| root.children).unwrap_or_default()
}

/// The kept elements that are still open, outermost first. The first one stands for the document.
struct Shelf {
    open: Vec<Element>,
}

impl Shelf {
    fn children(&mut self) -> Option<&mut Vec<Piece>> {
        self.open.last_mut().map(|element| &mut element.children)
    }

    fn text(&mut self, text: &str) {
        let Some(children) = self.children() else { return };
        let text = writable(text);
        match children.last_mut() {
            Some(Piece::Text(before)) => before.push_str(&text),
            _ => children.push(Piece::Text(text.into_owned())),
        }
    }

    fn edge(&mut self) {
        if let Some(children) = self.children()
            && !matches!(children.last(), Some(Piece::Edge))
        {
            children.push(Piece::Edge);
        }
    }

    fn open(&mut self, name: &'static str, attributes: Vec<(&'static str, String)>) {
        self.open.push(Element { name, attributes, children: Vec::new() });
    }

    fn close(&mut self) {
        if self.open.len() > 1
            && let Some(element) = self.open.pop()
            && let Some(children) = self.children()
        {
            children.push(Piece::Element(element));
        }
    }

    /// Applies the rule of an element. Returns the number of kept elements that it opens, whether text after it belongs to
    /// another paragraph, and whether the walk enters it; `None` if it is dropped.
    fn element<N: Node>(&mut self, node: &N, name: &str) -> Option<(usize, bool, bool)> {
        let known = KNOWN.iter().find(|(known, ..)| *known == name);
        let (mut name, rule, wanted) = known.copied().unwrap_or(("", Rule::Unwrap, &[]));
        let (mut keep, mut edged, mut leaf) = match rule {
            Rule::Drop => return None,
            Rule::Unwrap => (false, false, false),
            Rule::UnwrapBlock => (false, true, false),
            Rule::Keep => (true, false, false),
            Rule::Void => (true, false, true),
            Rule::ChildOf(wholes) if wholes.contains(&self.whole()) => (true, false, false),
            Rule::ChildOf(_) if matches!(name, "source" | "track") => return None,
            Rule::ChildOf(_) => (false, true, false),
        };
        let part = matches!(rule, Rule::ChildOf(_)) && keep;
        if (edged || matches!(name, "p" | "blockquote" | "figure"))
            && says(node, &["pullquote", "pull-quote"])
        {
            (name, keep, edged) = ("pull-quote", true, false);
        } else if !keep
            && self.open.iter().any(|element| element.name == "figcaption")
            && says(node, &["credit"])
        {
            (name, keep, edged) = ("credit", true, false);
        }
        leaf |= matches!(name, "source" | "track");
        let too_deep = self.open.len() > DEEPEST && !part && !leaf;
        let block = edged || (keep && !WITHIN_LINES.contains(&name));
        if too_deep {
            (keep, edged) = (false, block);
        }
        if edged {
            self.edge();
        }
        let tongue = if leaf || too_deep { Vec::new() } else { tongue(node) };
        let mut opened = 0;
        if !tongue.is_empty() && !part {
            self.open(if block { "passage" } else { "span" }, tongue.clone());
            opened += 1;
        }
        if keep {
            let attributes = wanted.iter().filter_map(|key| {
                let value = node.attribute(key)?;
                Some((*key, writable(&value).into_owned()))
            });
            let attributes = attributes.collect();
            self.open(name, attributes);
            opened += 1;
        }
        if !tongue.is_empty() && matches!(name, "li" | "dd" | "td" | "th") && part {
            self.open("passage", tongue);
            opened += 1;
        }
        Some((opened, edged, !leaf))
    }

    /// Returns the name of the innermost kept element that can have parts. A language or direction declared on an element between
    /// a part and its whole does not separate them.
    fn whole(&self) -> &'static str {
        self.open
            .iter()
            .rev()
            .map(|element| element.name)
            .find(|name| !matches!(*name, "passage" | "span"))
            .unwrap_or("")
    }
}

/// Returns a text without the characters that HTML cannot hold.
fn writable(text: &str) -> Cow<'_, str> {
    let is_lost = |letter: char| !matches!(letter, '\t' | '\n' | '\r' | '\x0C') && is_unwritable(letter);
    if text.contains(is_lost) { text.replace(is_lost, "").into() } else { text.into() }
}

/// Returns `true` for control characters and noncharacters (Unicode 23.7), which are errors in HTML.
pub(crate) fn is_unwritable(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

/// Returns `true` if one of `words` occurs in the `class` of an element.
fn says<N: Node>(node: &N, words: &[&str]) -> bool {
    node.attribute("class").is_some_and(|class| words.iter().any(|word| class.contains(word)))
}

/// Returns the language and direction that an element declares, if they are well-formed.
fn tongue<N: Node>(node: &N) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if let Some(language) = node.attribute("lang").filter(|tag| {
        (2..=35).contains(&tag.len())
            && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && tag.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
    }) {
        found.push(("lang", language));
    }
    if let Some(direction) = node.attribute("dir") {
        found.push(("dir", direction.to_ascii_lowercase()));
    }
    found.retain(|(key, value)| *key == "lang" || matches!(value.as_str(), "ltr" | "rtl" | "auto"));
    found
}
