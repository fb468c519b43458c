//! The browser's parser: its documents are inert; nothing in them runs or is loaded.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

use super::source::{self, Kind, Node, Piece};

/// What is left of a document; nothing, where the browser refuses to parse.
pub(super) fn pieces(document: &str) -> Vec<Piece> {
    DomParser::new()
        .and_then(|parser| parser.parse_from_string(document, SupportedType::TextHtml))
        .map(|document| source::pieces(&web_sys::Node::from(document)))
        .unwrap_or_default()
}

impl Node for web_sys::Node {
    fn kind(&self) -> Kind {
        match self.node_type() {
            web_sys::Node::TEXT_NODE => Kind::Text(self.node_value().unwrap_or_default()),
            web_sys::Node::ELEMENT_NODE => {
                let element: &Element = self.unchecked_ref();
                // SVG and MathML have other namespaces; an element of HTML has this one, whatever is its name.
                match element.namespace_uri().as_deref() {
                    Some("http://www.w3.org/1999/xhtml") => Kind::Element(element.local_name()),
                    _ => Kind::Other,
                }
            }
            _ => Kind::Other,
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.unchecked_ref::<Element>().get_attribute(name)
    }

    fn first_child(&self) -> Option<Self> {
        web_sys::Node::first_child(self)
    }

    fn next_sibling(&self) -> Option<Self> {
        web_sys::Node::next_sibling(self)
    }
}
