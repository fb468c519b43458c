//! The browser's parser: `DOMParser`, whose documents are inert. Nothing in them runs or is loaded.
//!
//! A parsed document can shadow the properties of its own nodes ("DOM clobbering"): in `<form><input name=nextSibling>` the
//! `nextSibling` of the form is the input, and a document's properties can be shadowed likewise. The walk therefore uses a
//! `TreeWalker` of the page's document, which follows the tree itself, and reads no property of a form.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, HtmlFormElement, TreeWalker};

use super::{
    bounds,
    source::{self, Kind, Node, Piece},
};
use crate::browser::trusted_types;

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`. Nodes of other types contain nothing for an article.
const SHOWN: u32 = 0b101;

/// Parses a document and reads it into pieces. There are none if the browser refuses to parse, or would stand still over it.
pub(super) fn pieces(document: &str) -> Vec<Piece> {
    if bounds::is_heavy(document) {
        return Vec::new();
    }
    let place = || {
        let parsed = parse(document)?;
        let page = web_sys::window()?.document()?;
        let walker = page.create_tree_walker_with_what_to_show(&parsed, SHOWN).ok()?;
        Some(Place { walker, node: parsed.into() })
    };
    place().map(|place| source::pieces(&place)).unwrap_or_default()
}

fn parse(document: &str) -> Option<Document> {
    let parser = DomParser::new().ok()?;
    // Called by name: the policy returns a `TrustedHTML`, and the binding accepts only a string.
    let parse: Function = Reflect::get(&parser, &"parseFromString".into()).ok()?.dyn_into().ok()?;
    parse.call2(&parser, &trusted_types::markup(document), &"text/html".into()).ok()?.dyn_into().ok()
}

/// A node of a parsed document.
struct Place {
    walker: TreeWalker,
    node: web_sys::Node,
}

impl Place {
    fn go(
        &self,
        step: fn(&TreeWalker) -> Result<Option<web_sys::Node>, wasm_bindgen::JsValue>,
    ) -> Option<Self> {
        self.walker.set_current_node(&self.node);
        let node = step(&self.walker).ok()??;
        Some(Self { walker: self.walker.clone(), node })
    }
}

impl Node for Place {
    fn kind(&self) -> Kind {
        if self.node.is_instance_of::<HtmlFormElement>() {
            return Kind::Element("form".to_owned());
        }
        if self.node.node_type() == web_sys::Node::TEXT_NODE {
            return Kind::Text(self.node.node_value().unwrap_or_default());
        }
        let element: &Element = self.node.unchecked_ref();
        // An element of SVG or MathML can have the name of an HTML element, but not its namespace.
        match element.namespace_uri().as_deref() {
            Some("http://www.w3.org/1999/xhtml") => Kind::Element(element.local_name()),
            _ => Kind::Other,
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.node.unchecked_ref::<Element>().get_attribute(name)
    }

    fn first_child(&self) -> Option<Self> {
        self.go(TreeWalker::first_child)
    }

    fn next_sibling(&self) -> Option<Self> {
        self.go(TreeWalker::next_sibling)
    }
}
