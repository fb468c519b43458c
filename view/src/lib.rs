//! `view!`: the notation for the paper's views.
//!
//! It reads like the macro of the same name in Leptos, and components are Leptos's own. The difference is what an element
//! becomes: there, a Rust type for each shape of element, each compiled by itself; here, a value of the one type
//! `crate::view::Node`. The paper's program is smaller for it by about a third.
#![forbid(unsafe_code)]

use proc_macro::TokenStream;
use proc_macro2::{Ident, Span, TokenStream as Code};
use quote::{format_ident, quote, quote_spanned};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement, NodeName};
use syn::{Error, Expr, Lit, Result, Stmt, spanned::Spanned};

type Element = NodeElement<rstml::Infallible>;

/// Makes a `crate::view::Node` of elements, components, texts and `{expressions}`.
///
/// - `<div class="a" hidden=closure>…</div>`: attributes are anything that is `IntoValue`; one that a closure gives follows
///   the signals that the closure reads.
/// - `on:click=handler` listens, `class:shown=condition` sets a class while the condition holds, `prop:value=closure` sets a
///   property, `node_ref=reference` fills a `NodeRef`.
/// - `<Component property=value />`: a Leptos component.
/// - Texts stand in quotation marks; `{expression}` is anything that is `IntoNode`.
#[proc_macro]
pub fn view(input: TokenStream) -> TokenStream {
    let nodes = match rstml::parse(input) {
        Ok(nodes) => nodes,
        Err(error) => return error.to_compile_error().into(),
    };
    several(&nodes).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn several(nodes: &[Node]) -> Result<Code> {
    if let [only] = nodes {
        let only = node(only)?;
        return Ok(quote!(crate::view::IntoNode::into_node(#only)));
    }
    let nodes: Vec<Code> = nodes.iter().map(node).collect::<Result<_>>()?;
    Ok(quote!(crate::view::Node::many(::std::vec![#(crate::view::IntoNode::into_node(#nodes)),*])))
}

fn node(node: &Node) -> Result<Code> {
    match node {
        Node::Element(found) if is_component(found.name()) => component(found),
        Node::Element(found) => element(found),
        Node::Fragment(fragment) => several(&fragment.children),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote!(#text))
        }
        Node::Block(block) => Ok(match block.try_block().map(|block| block.stmts.as_slice()) {
            Some([Stmt::Expr(expression, None)]) => quote!(#expression),
            _ => quote!(#block),
        }),
        other => Err(Error::new(other.span(), "a text stands in quotation marks, an expression in braces")),
    }
}

fn is_component(name: &NodeName) -> bool {
    name.to_string().starts_with(|letter: char| letter.is_ascii_uppercase())
}

fn component(found: &Element) -> Result<Code> {
    let name = found.name();
    if !found.children.is_empty() {
        return Err(Error::new(name.span(), "the paper's components have no children"));
    }
    let mut code = quote!(::leptos::component::component_props_builder(&#name));
    for property in found.attributes() {
        let (key, value) = named(property)?;
        let key = format_ident!("{key}", span = property.span());
        code.extend(quote!(.#key(#value)));
    }
    Ok(quote_spanned! {name.span()=> ::leptos::component::component_view(#name, #code.build()) })
}

/// The element is changed in place: moving it from call to call would be most of the code. What is written out in full goes
/// into one table.
fn element(found: &Element) -> Result<Code> {
    let tag = found.name().to_string();
    // Not to be mistaken for a variable in what stands between the tags.
    let this = Ident::new("this", Span::mixed_site());
    let mut fixed = Vec::new();
    let mut code = Code::new();
    for attribute in found.attributes() {
        let (key, value) = named(attribute)?;
        code.extend(match key.split_once(':') {
            Some(("on", event)) => {
                let event = format_ident!("{event}", span = attribute.span());
                // A dialog's own event, which Leptos has no name for.
                let kind = if event == "cancel" {
                    quote!(::web_sys::Event)
                } else {
                    quote!(<::leptos::ev::#event as ::leptos::ev::EventDescriptor>::EventType)
                };
                let event = event.to_string();
                quote!(#this.on::<#kind>(#event, #value);)
            }
            Some(("class", class)) => quote!(#this.class(#class, #value);),
            Some(("prop", property)) => quote!(#this.property(#property, #value);),
            Some(_) => return Err(Error::new(attribute.span(), "known are `on:`, `class:` and `prop:`")),
            None if key == "node_ref" => quote!(#this.reference(#value);),
            None => match written_out(attribute) {
                Some(text) => {
                    fixed.push(quote!((#key, #text)));
                    continue;
                }
                None => quote!(#this.attribute(#key, #value);),
            },
        });
    }
    for child in &found.children {
        let child = node(child)?;
        code.extend(quote!(#this.child(#child);));
    }
    let new = quote!(crate::view::Element::new(&crate::view::Shape { tag: #tag, fixed: &[#(#fixed),*] }));
    Ok(if code.is_empty() { new } else { quote!({ let mut #this = #new; #code #this }) })
}

/// The value of an attribute that is a literal text, or that has none and is thereby there and empty.
fn written_out(attribute: &NodeAttribute) -> Option<String> {
    let NodeAttribute::Attribute(attribute) = attribute else { return None };
    match attribute.value() {
        Some(Expr::Lit(literal)) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Some(_) => None,
        None => Some(String::new()),
    }
}

/// An attribute's name and value; one without a value is there and empty.
fn named(attribute: &NodeAttribute) -> Result<(String, Code)> {
    let NodeAttribute::Attribute(attribute) = attribute else {
        return Err(Error::new(attribute.span(), "an attribute has a name"));
    };
    let KeyedAttribute { key, .. } = attribute;
    let value = attribute.value().map_or_else(|| quote!(true), |value| quote!(#value));
    Ok((key.to_string(), value))
}
