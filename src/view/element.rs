//! Elements: how they are built, printed, adopted and changed.

use std::{cell::RefCell, marker::PhantomData, rc::Rc};

use leptos::{
    prelude::Owner,
    tachys::{
        hydration::Cursor,
        renderer::{CastFrom, RemoveEventHandler, Rndr, types},
        view::{Mountable, Position, PositionState, Render, RenderHtml},
    },
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};

use crate::reactive::{ElementRef, Following, NodeRef, follow};

use super::{Given, IntoFlag, IntoNode, IntoValue, Make, Node, NodeState, Say, Value};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that hold nothing and have no end tag (HTML Standard, 13.1.2 "Void elements").
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

type Handler = Box<dyn Hear>;

/// What is done at an event. A trait of our own, here and for all that closures are boxed as: those of the language would have
/// each closure compiled a second time, for being called once.
trait Hear {
    fn hear(&mut self, event: types::Event);
}

struct Hearing<F, E> {
    run: F,
    kind: PhantomData<fn(E)>,
}

impl<F: FnMut(E), E: JsCast> Hear for Hearing<F, E> {
    fn hear(&mut self, event: types::Event) {
        (self.run)(event.unchecked_into());
    }
}

/// What a property is.
trait Be: Send {
    fn be(&mut self) -> JsValue;
}

impl<F: FnMut() -> T + Send, T: Into<JsValue>> Be for F {
    fn be(&mut self) -> JsValue {
        self().into()
    }
}

/// One thing that is said about an element.
enum Part {
    Attribute(&'static str, Given),
    Class(&'static str, Given),
    Property(&'static str, Box<dyn Be>),
    // Handlers exist in the browser only, which has one thread.
    Listener(&'static str, SendWrapper<Handler>),
    Reference(ElementRef),
}

/// What of an element is always the same.
pub struct Shape {
    /// Its name.
    pub tag: &'static str,
    /// Attributes and their values.
    pub fixed: &'static [(&'static str, &'static str)],
}

/// An element of a page.
pub struct Element {
    tag: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    parts: Vec<Part>,
    children: Vec<Node>,
}

impl Element {
    /// An element of which nothing is said but what is always the same, without content. It stays where it is: moving elements
    /// from call to call would be much of the program.
    #[inline(never)]
    pub fn new(shape: &'static Shape) -> Box<Self> {
        Box::new(Self { tag: shape.tag, fixed: shape.fixed, parts: Vec::new(), children: Vec::new() })
    }

    /// An element without content of which nothing is always the same but its name.
    pub fn named(tag: &'static str) -> Box<Self> {
        Box::new(Self { tag, fixed: &[], parts: Vec::new(), children: Vec::new() })
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: impl IntoValue) {
        value.give(name, self);
    }

    /// Adds a class that is set while `condition` holds.
    pub fn class(&mut self, name: &'static str, condition: impl IntoFlag) {
        self.say(Part::Class(name, condition.into_flag()));
    }

    /// Adds a property (not an attribute) that follows signals. It is never printed.
    pub fn property<T: Into<JsValue>>(
        &mut self,
        name: &'static str,
        value: impl FnMut() -> T + Send + 'static,
    ) {
        self.say(Part::Property(name, Box::new(value)));
    }

    /// Adds a listener, which runs as if it were in the component that made the element.
    pub fn on<E: JsCast + 'static>(&mut self, event: &'static str, run: impl FnMut(E) + 'static) {
        self.listen(event, Box::new(Hearing { run, kind: PhantomData }));
    }

    /// Adds a reference that is filled when the element is on the page.
    pub fn reference<T>(&mut self, reference: NodeRef<T>) {
        self.say(Part::Reference(reference.place()));
    }

    /// Adds something in it, after what is in it already.
    pub fn child(&mut self, child: impl IntoNode) {
        child.stand_in(self);
    }

    #[inline(never)]
    fn listen(&mut self, event: &'static str, handler: Handler) {
        self.say(Part::Listener(event, SendWrapper::new(handler)));
    }

    #[inline(never)]
    pub(super) fn fixed_attribute(&mut self, name: &'static str, value: Value) {
        self.say(Part::Attribute(name, Given::Fixed(value)));
    }

    #[inline(never)]
    pub(super) fn live_attribute(&mut self, name: &'static str, value: Box<dyn Say>) {
        self.say(Part::Attribute(name, Given::Live(value)));
    }

    #[inline(never)]
    fn say(&mut self, part: Part) {
        self.parts.push(part);
    }

    #[inline(never)]
    pub(super) fn hold(&mut self, child: Node) {
        self.children.push(child);
    }

    #[inline(never)]
    pub(super) fn hold_live(&mut self, child: Box<dyn Make>) {
        self.hold(Node::Live(child));
    }

    #[inline(never)]
    pub(super) fn hold_element(&mut self, child: Box<Element>) {
        self.hold(Node::Element(child));
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
        let found = next(cursor, position);
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

/// Mounts `child` before an element, where that stands in another.
pub(super) fn insert_before(element: &types::Element, child: &mut dyn Mountable) -> bool {
    let parent = element.parent_element();
    if let Some(parent) = &parent {
        child.mount(parent, Some(element.as_ref()));
    }
    parent.is_some()
}

/// Moves the cursor to what is adopted next.
pub(super) fn next(cursor: &Cursor, position: &PositionState) -> types::Node {
    match position.get() {
        Position::FirstChild => cursor.child(),
        Position::Current => {}
        _ => cursor.sibling(),
    }
    cursor.current()
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
    panic!("this page is not as it was printed")
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
            Self::Attribute(name, Given::Live(value)) => {
                PartState::Live(name, apply_live(name, value, element, adopting, set))
            }
            Self::Class(name, Given::Fixed(value)) => {
                if !adopting {
                    set_class(element, name, value.as_deref());
                }
                PartState::FixedClass(name)
            }
            Self::Class(name, Given::Live(value)) => {
                PartState::Live(name, apply_live(name, value, element, adopting, set_class))
            }
            Self::Property(name, mut value) => {
                let element = element.clone();
                let effect = follow(move || Rndr::set_property_or_value(&element, name, &value.be()));
                PartState::Live(name, effect)
            }
            Self::Listener(name, handler) => {
                let owner = Owner::current().unwrap_or_default();
                let current = Rc::new(RefCell::new(handler.take()));
                let run = Rc::clone(&current);
                let listening = Rndr::add_event_listener(
                    element,
                    name,
                    Box::new(move |event| owner.with(|| run.borrow_mut().hear(event))),
                );
                PartState::Listener(name, current, listening)
            }
            Self::Reference(reference) => {
                reference.set(Some(SendWrapper::new(element.clone())));
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
fn apply_live(
    name: &'static str,
    mut value: Box<dyn Say>,
    element: &types::Element,
    adopting: bool,
    apply: fn(&types::Element, &'static str, Option<&str>),
) -> Following {
    let element = element.clone();
    let mut before = None;
    follow(move || {
        let now = value.say();
        let known = before.as_ref().map_or(adopting, |before| *before == now);
        if !known {
            apply(&element, name, now.as_deref());
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
    Live(&'static str, #[expect(dead_code, reason = "kept, so that it goes on")] Following),
    Listener(
        &'static str,
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
        insert_before(&self.element, child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}
