//! What pages and components are made of: the one type [`Node`], and the notation [`view!`] that makes it.
//!
//! Leptos gives each shape of view a Rust type of its own, which the compiler turns into machine code of its own. That is fast, and
//! it is large: a third of this program was copies of the same few things to do. Here every element, text and changing part
//! is a value of one type. It is a Leptos view like any other: it is built, printed and adopted through the same traits,
//! and it follows the same signals.

mod element;
mod rows;
mod state;
mod value;

use leptos::tachys::{
    html::attribute::{Attribute, any_attribute::AnyAttribute},
    hydration::Cursor,
    view::{Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
};
pub use london_daily_view::view;

pub use self::{
    element::{Element, Shape},
    rows::{Rows, rows},
    state::{LiveState, NodeState},
    value::{Given, IntoFlag, IntoValue, Say, Value},
};

/// A part of a page.
pub enum Node {
    /// Nothing, whose place is marked by a comment.
    Nothing,
    /// A text.
    Text(String),
    /// An element.
    Element(Box<Element>),
    /// Several parts beside each other; never none.
    Many(Vec<Node>),
    /// A part that is made again whenever a signal changes that was read while it was made.
    Live(Box<dyn Make>),
    /// A list of rows with keys.
    Rows(Box<Rows>),
    /// A part that never becomes of the one that was in its place: it is always built anew.
    Fresh(Box<Node>),
}

impl Node {
    /// The parts beside each other.
    pub fn many(nodes: Vec<Node>) -> Self {
        if nodes.is_empty() { Self::Nothing } else { Self::Many(nodes) }
    }
}

/// What makes a part of a page.
pub trait Make: Send {
    /// The part at this moment, for which signals are read.
    fn make(&mut self) -> Node;
}

impl<F: FnMut() -> T + Send, T: IntoNode> Make for F {
    fn make(&mut self) -> Node {
        self().into_node()
    }
}

/// What can stand within an element.
pub trait IntoNode {
    /// The part of a page that it is.
    fn into_node(self) -> Node;

    /// Puts it at the end of what `element` holds.
    fn stand_in(self, element: &mut Element)
    where
        Self: Sized,
    {
        element.hold(self.into_node());
    }
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for Box<Element> {
    fn into_node(self) -> Node {
        Node::Element(self)
    }

    fn stand_in(self, element: &mut Element) {
        element.hold_element(self);
    }
}

impl IntoNode for String {
    fn into_node(self) -> Node {
        Node::Text(self)
    }
}

impl IntoNode for &str {
    fn into_node(self) -> Node {
        Node::Text(self.to_owned())
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Node {
        self.map_or(Node::Nothing, IntoNode::into_node)
    }
}

impl<T: IntoNode> IntoNode for Vec<T> {
    fn into_node(self) -> Node {
        Node::many(self.into_iter().map(IntoNode::into_node).collect())
    }
}

impl<F, T> IntoNode for F
where
    F: FnMut() -> T + Send + 'static,
    T: IntoNode,
{
    fn into_node(self) -> Node {
        Node::Live(Box::new(self))
    }

    fn stand_in(self, element: &mut Element) {
        element.hold_live(Box::new(self));
    }
}

/// A part that is made again whenever a signal changes that was read while it was made.
pub fn live<T: IntoNode>(node: impl FnMut() -> T + Send + 'static) -> Node {
    node.into_node()
}

/// Collects parts of a page.
pub trait CollectNodes {
    /// The parts beside each other.
    fn collect_nodes(self) -> Node;
}

impl<I> CollectNodes for I
where
    I: IntoIterator,
    I::Item: IntoNode,
{
    fn collect_nodes(self) -> Node {
        Node::many(self.into_iter().map(IntoNode::into_node).collect())
    }
}

impl Render for Node {
    type State = NodeState;

    fn build(self) -> NodeState {
        match self {
            Self::Nothing => NodeState::Nothing(Render::build(())),
            Self::Text(text) => NodeState::Text(text.build()),
            Self::Element(element) => NodeState::Element(Box::new(element.build())),
            Self::Many(nodes) => NodeState::Many(nodes.into_iter().map(Self::build).collect()),
            Self::Live(node) => NodeState::Live(LiveState::begin(node, Self::build)),
            Self::Rows(rows) => NodeState::Rows(rows.build()),
            Self::Fresh(node) => node.build(),
        }
    }

    fn rebuild(self, state: &mut NodeState) {
        state.renew(self);
    }
}

impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra: Vec<AnyAttribute>,
    ) {
        match self {
            Self::Nothing => ().to_html_with_buf(buffer, position, escape, mark_branches, extra),
            Self::Text(text) => text.to_html_with_buf(buffer, position, escape, mark_branches, extra),
            Self::Element(element) => element.print(buffer, position),
            Self::Many(nodes) => {
                for node in nodes {
                    node.to_html_with_buf(buffer, position, escape, mark_branches, Vec::new());
                }
            }
            Self::Live(mut node) => {
                node.make().to_html_with_buf(buffer, position, escape, mark_branches, extra)
            }
            Self::Rows(rows) => rows.print(buffer, position),
            Self::Fresh(node) => node.to_html_with_buf(buffer, position, escape, mark_branches, extra),
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> NodeState {
        match self {
            Self::Nothing => NodeState::Nothing(RenderHtml::hydrate::<true>((), cursor, position)),
            Self::Text(text) => NodeState::Text(text.hydrate::<true>(cursor, position)),
            Self::Element(element) => NodeState::Element(Box::new(element.adopt(cursor, position))),
            Self::Many(nodes) => {
                let adopt = |node: Self| node.hydrate::<true>(cursor, position);
                NodeState::Many(nodes.into_iter().map(adopt).collect())
            }
            Self::Live(node) => {
                let (cursor, position) = (cursor.clone(), position.clone());
                NodeState::Live(LiveState::begin(node, move |node| node.hydrate::<true>(&cursor, &position)))
            }
            Self::Rows(rows) => NodeState::Rows(rows.adopt(cursor, position)),
            Self::Fresh(node) => node.hydrate::<true>(cursor, position),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Attributes that somebody adds from outside have no place: the paper's views say all of theirs themselves.
impl AddAnyAttr for Node {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}
