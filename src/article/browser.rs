//! The browser's parser: its documents are inert; nothing in them runs or is loaded.
//!
//! A document may lie about itself: in `<form><input name=nextSibling>` the form's property `nextSibling` is the input,
//! and a document's own properties can be replaced likewise. The walk therefore uses a `TreeWalker` of the page's
//! document, which goes by the tree and by nothing that a document says, and it asks no form anything.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, HtmlFormElement, TreeWalker};

use super::source::{self, Kind, Node, Piece};
use crate::browser::trusted_types;

/// Elements and texts (`NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`): there is nothing in the others.
const SHOWN: u32 = 0b101;

/// What is left of a document; nothing, where the browser refuses to parse.
pub(super) fn pieces(document: &str) -> Vec<Piece> {
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
    // By its name: what a policy has passed is no string, as the binding would have it.
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
        // SVG and MathML have other namespaces; an element of HTML has this one, whatever is its name.
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
