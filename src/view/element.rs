//! Elements: how they are built, printed, adopted and changed.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use leptos::{
    ev::EventDescriptor,
    prelude::Owner,
    reactive::effect::RenderEffect,
    tachys::{
        html::{element::ElementType, node_ref::NodeRefContainer},
        hydration::Cursor,
        renderer::{CastFrom, RemoveEventHandler, Rndr, types},
        view::{Mountable, Position, PositionState, Render, RenderHtml},
    },
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};

use super::{Given, IntoFlag, IntoNode, IntoValue, Node, NodeState, Value};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that hold nothing and have no end tag (HTML Standard, 13.1.2 "Void elements").
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

type Handler = Box<dyn FnMut(types::Event)>;

/// One thing that is said about an element.
enum Part {
    Attribute(&'static str, Given),
    Class(&'static str, Given),
    Property(&'static str, Box<dyn FnMut() -> JsValue + Send>),
    // Handlers exist in the browser only, which has one thread.
    Listener(Cow<'static, str>, SendWrapper<Handler>),
    Reference(Box<dyn FnOnce(&types::Element) + Send>),
}

/// An element of a page.
pub struct Element {
    tag: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    parts: Vec<Part>,
    children: Vec<Node>,
}

impl Element {
    /// An element with attributes that are always the same, and without content.
    pub fn new(tag: &'static str, fixed: &'static [(&'static str, &'static str)]) -> Self {
        Self { tag, fixed, parts: Vec::new(), children: Vec::new() }
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: impl IntoValue) {
        self.parts.push(Part::Attribute(name, value.into_value()));
    }

    /// Adds a class that is set while `condition` holds.
    pub fn class(&mut self, name: &'static str, condition: impl IntoFlag) {
        self.parts.push(Part::Class(name, condition.into_flag()));
    }

    /// Adds a property (not an attribute) that follows signals. It is never printed.
    pub fn property<T: Into<JsValue>>(
        &mut self,
        name: &'static str,
        mut value: impl FnMut() -> T + Send + 'static,
    ) {
        self.parts.push(Part::Property(name, Box::new(move || value().into())));
    }

    /// Adds a listener, which runs as if it were in the component that made the element.
    pub fn on<E>(&mut self, event: E, mut run: impl FnMut(E::EventType) + 'static)
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let handler: Handler = Box::new(move |event| run(event.unchecked_into()));
        self.parts.push(Part::Listener(event.name(), SendWrapper::new(handler)));
    }

    /// Adds a reference that is filled when the element is on the page.
    pub fn reference<E: ElementType>(&mut self, reference: impl NodeRefContainer<E>) {
        self.parts.push(Part::Reference(Box::new(move |element| reference.load(element))));
    }

    /// Adds something in it, after what is in it already.
    pub fn child(&mut self, child: impl IntoNode) {
        self.children.push(child.into_node());
    }

    pub(super) fn build(self) -> ElementState {
        let namespace = matches!(self.tag, "svg" | "path").then_some(SVG);
        let element = Rndr::create_element(self.tag, namespace);
        for (name, value) in self.fixed {
            Rndr::set_attribute(&element, name, value);
        }
        let parts = self.parts.into_iter().map(|part| part.apply(&element, false)).collect();
        let mut children: Vec<NodeState> = self.children.into_iter().map(Node::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        ElementState { tag: self.tag, fixed: self.fixed, element, parts, children }
    }

    /// Makes the element that stands at the cursor this one.
    pub(super) fn adopt(self, cursor: &Cursor, position: &PositionState) -> ElementState {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        let found = cursor.current();
        let element = types::Element::cast_from(found.clone())
            .filter(|element| element.local_name() == self.tag)
            .unwrap_or_else(|| not_as_printed(self.tag, &found));
        let parts = self.parts.into_iter().map(|part| part.apply(&element, true)).collect();
        position.set(Position::FirstChild);
        let children =
            self.children.into_iter().map(|child| child.hydrate::<true>(cursor, position)).collect();
        cursor.set(found);
        position.set(Position::NextChild);
        ElementState { tag: self.tag, fixed: self.fixed, element, parts, children }
    }

    /// Whether `state` can become this element without being replaced.
    pub(super) fn fits(&self, state: &ElementState) -> bool {
        self.tag == state.tag
            && self.fixed == state.fixed
            && self.children.len() == state.children.len()
            && self.parts.len() == state.parts.len()
            && self.parts.iter().zip(&state.parts).all(|(part, state)| part.fits(state))
    }

    pub(super) fn rebuild(self, state: &mut ElementState) {
        for (part, part_state) in self.parts.into_iter().zip(&mut state.parts) {
            part.renew(&state.element, part_state);
        }
        for (child, child_state) in self.children.into_iter().zip(&mut state.children) {
            child.rebuild(child_state);
        }
    }

    pub(super) fn print(self, buffer: &mut String, position: &mut Position) {
        buffer.push('<');
        buffer.push_str(self.tag);
        let mut classes = String::new();
        for (name, value) in self.fixed {
            if *name == "class" {
                classes.push_str(value);
            } else {
                print_attribute(name, value, buffer);
            }
        }
        for part in self.parts {
            match part {
                Part::Attribute("class", given) => {
                    if let Some(value) = given.now() {
                        classes.insert_str(0, &value);
                    }
                }
                Part::Attribute(name, given) => {
                    if let Some(value) = given.now() {
                        print_attribute(name, &value, buffer);
                    }
                }
                Part::Class(name, given) => {
                    if given.now().is_some() {
                        classes.push(' ');
                        classes.push_str(name);
                    }
                }
                Part::Property(..) | Part::Listener(..) | Part::Reference(_) => {}
            }
        }
        if !classes.is_empty() {
            print_attribute("class", classes.trim(), buffer);
        }
        buffer.push('>');
        if !VOID.contains(&self.tag) {
            *position = Position::FirstChild;
            for child in self.children {
                child.to_html_with_buf(buffer, position, true, false, Vec::new());
            }
            buffer.push_str("</");
            buffer.push_str(self.tag);
            buffer.push('>');
        }
        *position = Position::NextChild;
    }
}

fn print_attribute(name: &str, value: &str, buffer: &mut String) {
    buffer.push(' ');
    buffer.push_str(name);
    if value.is_empty() {
        return;
    }
    buffer.push_str("=\"");
    for letter in value.chars() {
        match letter {
            '&' => buffer.push_str("&amp;"),
            '"' => buffer.push_str("&quot;"),
            '<' => buffer.push_str("&lt;"),
            '>' => buffer.push_str("&gt;"),
            letter => buffer.push(letter),
        }
    }
    buffer.push('"');
}

/// The page is not as it was printed: somebody has changed it. The program ends here, and the page's own script starts it anew.
fn not_as_printed(tag: &str, found: &types::Node) -> ! {
    if cfg!(debug_assertions) {
        leptos::logging::error!("<{tag}> was printed, and <{}> is there", found.node_name());
    }
    wasm_bindgen::throw_str("this page is not as it was printed")
}

impl Part {
    /// Does to the element what the part says. An element that is being adopted has its attributes already.
    fn apply(self, element: &types::Element, adopting: bool) -> PartState {
        match self {
            Self::Attribute(name, Given::Fixed(value)) => {
                if !adopting {
                    set(element, name, value.as_deref());
                }
                PartState::Fixed(name, value)
            }
            Self::Attribute(name, Given::Live(value)) => PartState::Live(
                name,
                follow(value, element, adopting, move |element, value| set(element, name, value)),
            ),
            Self::Class(name, Given::Fixed(value)) => {
                if !adopting {
                    set_class(element, name, value.as_deref());
                }
                PartState::FixedClass(name)
            }
            Self::Class(name, Given::Live(value)) => PartState::Live(
                name,
                follow(value, element, adopting, move |element, value| set_class(element, name, value)),
            ),
            Self::Property(name, mut value) => {
                let element = element.clone();
                let effect =
                    RenderEffect::new(move |_| Rndr::set_property_or_value(&element, name, &value()));
                PartState::Live(name, effect)
            }
            Self::Listener(name, handler) => {
                let owner = Owner::current().unwrap_or_default();
                let current = Rc::new(RefCell::new(handler.take()));
                let run = Rc::clone(&current);
                let listening = Rndr::add_event_listener(
                    element,
                    &name,
                    Box::new(move |event| owner.with(|| (run.borrow_mut())(event))),
                );
                PartState::Listener(name, current, listening)
            }
            Self::Reference(load) => {
                load(element);
                PartState::Reference
            }
        }
    }

    fn fits(&self, state: &PartState) -> bool {
        match (self, state) {
            (Self::Attribute(name, Given::Fixed(_)), PartState::Fixed(before, _))
            | (Self::Attribute(name, Given::Live(_)), PartState::Live(before, _))
            | (Self::Class(name, Given::Fixed(_)), PartState::FixedClass(before))
            | (Self::Class(name, Given::Live(_)), PartState::Live(before, _))
            | (Self::Property(name, _), PartState::Live(before, _)) => name == before,
            (Self::Listener(name, _), PartState::Listener(before, ..)) => name == before,
            (Self::Reference(_), PartState::Reference) => true,
            _ => false,
        }
    }

    fn renew(self, element: &types::Element, state: &mut PartState) {
        match (self, state) {
            (Self::Attribute(_, Given::Fixed(value)), PartState::Fixed(_, before)) if value == *before => {}
            (Self::Listener(_, handler), PartState::Listener(_, current, _)) => {
                *current.borrow_mut() = handler.take()
            }
            (part, state) => *state = part.apply(element, false),
        }
    }
}

/// Runs `apply` with the value whenever it has changed.
fn follow(
    mut value: Box<dyn FnMut() -> Value + Send>,
    element: &types::Element,
    adopting: bool,
    apply: impl Fn(&types::Element, Option<&str>) + 'static,
) -> RenderEffect<()> {
    let element = element.clone();
    let mut before = None;
    RenderEffect::new(move |_| {
        let now = value();
        let known = before.as_ref().map_or(adopting, |before| *before == now);
        if !known {
            apply(&element, now.as_deref());
        }
        before = Some(now);
    })
}

fn set(element: &types::Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}

fn set_class(element: &types::Element, name: &str, value: Option<&str>) {
    let _ = element.class_list().toggle_with_force(name, value.is_some());
}

/// An element on the page.
pub struct ElementState {
    tag: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    element: types::Element,
    parts: Vec<PartState>,
    children: Vec<NodeState>,
}

enum PartState {
    Fixed(&'static str, Value),
    FixedClass(&'static str),
    // The effect ends when it is dropped.
    Live(&'static str, #[expect(dead_code, reason = "kept, so that it goes on")] RenderEffect<()>),
    Listener(
        Cow<'static, str>,
        Rc<RefCell<Handler>>,
        #[expect(dead_code, reason = "stops listening when it is dropped")]
        RemoveEventHandler<types::Element>,
    ),
    Reference,
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        Rndr::remove(self.element.as_ref());
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, self.element.as_ref(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(self.element.as_ref()));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}
