//! The native parser: `html5ever`, which builds the document defined here.
//!
//! It differs from the standard in one corner: within MathML, an end tag or a list item can close an HTML element around the
//! formula. Formulas are dropped anyway, so this concerns only the text around a malformed one.
//!
//! Nodes refer to each other by their indices in one vector, so that neither building nor dropping them recurses.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use html5ever::{
    Attribute, ExpandedName, QualName, TokenizerResult,
    buffer_queue::BufferQueue,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer},
    tree_builder::TreeBuilder,
};

use super::source::{self, Kind, Node, Piece};

/// Parses a document and reads it into pieces.
pub(super) fn pieces(document: &str) -> Vec<Piece> {
    // Without scripting, the content of `noscript` is parsed as markup, as `DOMParser` does.
    let options = html5ever::tree_builder::TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let builder = TreeBuilder::new(Document::default(), options);
    let tokenizer = Tokenizer::new(Shallow { builder }, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(document));
    // The tokenizer stops at scripts and declared encodings, which are of no concern here, and is called again for the rest.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let nodes = tokenizer.sink.builder.sink.nodes.into_inner();
    source::pieces(&Place { nodes: &nodes, at: 0 })
}

/// Depth beyond which start tags are ignored, so that elements do not nest any deeper. Browsers have such a limit too. Without
/// one the parser's time would grow with the square of the depth.
const DEEPEST: usize = 512;

/// Elements whose content is not markup. Their start tags are never ignored: their text would become markup.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"];

/// A sink between the tokenizer and the tree builder that limits the depth of the tree.
struct Shallow {
    builder: TreeBuilder<Rc<Item>, Document>,
}

impl TokenSink for Shallow {
    type Handle = Rc<Item>;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Rc<Item>> {
        if let Token::TagToken(tag) = &token
            && tag.kind == TagKind::StartTag
            && self.builder.sink.depth() > DEEPEST
            && !RAW.contains(&&*tag.name)
        {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The parser's handle of a node.
struct Item {
    at: usize,
    name: QualName,
    /// Node for the content of a `template`, which is not part of the tree.
    contents: Option<Rc<Item>>,
    /// `true` for an `annotation-xml` of MathML that may contain HTML.
    integration_point: bool,
}

/// A node, and the indices of the nodes around it.
#[derive(Default)]
struct Linked {
    content: Content,
    depth: usize,
    parent: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
}

#[derive(Default)]
enum Content {
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    #[default]
    Other,
}

/// The document that is being built. Node 0 is the document itself.
struct Document {
    nodes: RefCell<Vec<Linked>>,
    root: Rc<Item>,
    /// The element that the parser is in, as far as the calls to this sink show.
    current: Cell<usize>,
}

impl Default for Document {
    fn default() -> Self {
        let root = Item { at: 0, name: nameless(), contents: None, integration_point: false };
        Self { nodes: RefCell::new(vec![Linked::default()]), root: Rc::new(root), current: Cell::new(0) }
    }
}

fn nameless() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl Document {
    fn add(&self, content: Content) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Linked { content, ..Linked::default() });
        nodes.len() - 1
    }

    fn item(&self, content: Content) -> Rc<Item> {
        Rc::new(Item { at: self.add(content), name: nameless(), contents: None, integration_point: false })
    }

    /// Returns the depth of the element that the parser is in.
    fn depth(&self) -> usize {
        self.nodes.borrow()[self.current.get()].depth
    }

    /// Removes a node from its parent.
    fn unlink(&self, at: usize) {
        let nodes = &mut *self.nodes.borrow_mut();
        let (parent, before, after) =
            (nodes[at].parent.take(), nodes[at].before.take(), nodes[at].after.take());
        match (before, parent) {
            (Some(before), _) => nodes[before].after = after,
            (None, Some(parent)) => nodes[parent].first = after,
            (None, None) => {}
        }
        match (after, parent) {
            (Some(after), _) => nodes[after].before = before,
            (None, Some(parent)) => nodes[parent].last = before,
            (None, None) => {}
        }
    }

    /// Inserts a node into a parent, before the child `next` or at the end.
    fn link(&self, at: usize, parent: usize, next: Option<usize>) {
        self.unlink(at);
        let nodes = &mut *self.nodes.borrow_mut();
        let before = match next {
            Some(next) => nodes[next].before.replace(at),
            None => nodes[parent].last.replace(at),
        };
        match before {
            Some(before) => nodes[before].after = Some(at),
            None => nodes[parent].first = Some(at),
        }
        let depth = nodes[parent].depth + 1;
        let node = &mut nodes[at];
        (node.parent, node.before, node.after, node.depth) = (Some(parent), before, next, depth);
        let current = if matches!(node.content, Content::Element(..)) { at } else { parent };
        self.current.set(current);
    }

    fn put(&self, parent: usize, next: Option<usize>, child: NodeOrText<Rc<Item>>) {
        let at = match child {
            NodeOrText::AppendNode(node) => node.at,
            NodeOrText::AppendText(text) => {
                let nodes = &mut *self.nodes.borrow_mut();
                let before = match next {
                    Some(next) => nodes[next].before,
                    None => nodes[parent].last,
                };
                if let Some(before) = before
                    && let Content::Text(written) = &mut nodes[before].content
                {
                    written.push_tendril(&text);
                    self.current.set(parent);
                    return;
                }
                nodes.push(Linked { content: Content::Text(text), ..Linked::default() });
                nodes.len() - 1
            }
        };
        self.link(at, parent, next);
    }
}

impl TreeSink for Document {
    type Handle = Rc<Item>;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Rc<Item> {
        self.root.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Item>) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Rc<Item> {
        let contents = flags.template.then(|| self.item(Content::Other));
        let at = self.add(Content::Element(name.clone(), attributes));
        Rc::new(Item { at, name, contents, integration_point: flags.mathml_annotation_xml_integration_point })
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Item> {
        self.item(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Item> {
        self.item(Content::Other)
    }

    fn append(&self, parent: &Rc<Item>, child: NodeOrText<Rc<Item>>) {
        self.put(parent.at, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<Item>,
        previous: &Rc<Item>,
        child: NodeOrText<Rc<Item>>,
    ) {
        let parent = self.nodes.borrow()[element.at].parent;
        match parent {
            Some(parent) => self.put(parent, Some(element.at), child),
            None => self.put(previous.at, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Rc<Item>) {
        self.current.set(self.nodes.borrow()[node.at].parent.unwrap_or_default());
    }

    fn get_template_contents(&self, target: &Rc<Item>) -> Rc<Item> {
        target.contents.clone().unwrap_or_else(|| target.clone())
    }

    fn same_node(&self, one: &Rc<Item>, other: &Rc<Item>) -> bool {
        one.at == other.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Rc<Item>, child: NodeOrText<Rc<Item>>) {
        let parent = self.nodes.borrow()[sibling.at].parent;
        if let Some(parent) = parent {
            self.put(parent, Some(sibling.at), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Rc<Item>, attributes: Vec<Attribute>) {
        if let Content::Element(_, own) = &mut self.nodes.borrow_mut()[target.at].content {
            for attribute in attributes {
                if own.iter().all(|known| known.name != attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Rc<Item>) {
        self.unlink(target.at);
    }

    fn reparent_children(&self, node: &Rc<Item>, parent: &Rc<Item>) {
        loop {
            let first = self.nodes.borrow()[node.at].first;
            match first {
                Some(child) => self.link(child, parent.at, None),
                None => break,
            }
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Rc<Item>) -> bool {
        target.integration_point
    }

    fn allow_declarative_shadow_roots(&self, _: &Rc<Item>) -> bool {
        false
    }
}

/// A node of a finished document.
struct Place<'a> {
    nodes: &'a [Linked],
    at: usize,
}

impl Place<'_> {
    fn there(&self, at: Option<usize>) -> Option<Self> {
        Some(Place { nodes: self.nodes, at: at? })
    }
}

impl Node for Place<'_> {
    fn kind(&self) -> Kind {
        match &self.nodes[self.at].content {
            Content::Element(name, _) if name.ns == ns!(html) => Kind::Element(name.local.to_string()),
            Content::Text(text) => Kind::Text(text.to_string()),
            Content::Element(..) | Content::Other => Kind::Other,
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let Content::Element(_, attributes) = &self.nodes[self.at].content else { return None };
        let found = attributes
            .iter()
            .find(|attribute| attribute.name.ns == ns!() && *attribute.name.local == *name)?;
        Some(found.value.to_string())
    }

    fn first_child(&self) -> Option<Self> {
        self.there(self.nodes[self.at].first)
    }

    fn next_sibling(&self) -> Option<Self> {
        self.there(self.nodes[self.at].after)
    }
}
