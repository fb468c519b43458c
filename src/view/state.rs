//! What is kept of a [`Node`] while it is on the page.

use std::{cell::RefCell, rc::Rc};

use leptos::tachys::{
    renderer::types,
    view::{Mountable, Render, strings::StringState},
};

use crate::reactive::{Following, follow};

use super::{Make, Node, element::ElementState, rows::RowsState};

/// A [`Node`] on the page.
pub enum NodeState {
    /// The comment that marks the place of nothing.
    Nothing(types::Placeholder),
    /// A text.
    Text(StringState),
    /// An element.
    Element(Box<ElementState>),
    /// Parts beside each other.
    Many(Vec<NodeState>),
    /// A part that follows signals.
    Live(LiveState),
    /// A list of rows.
    Rows(RowsState),
}

impl NodeState {
    /// Makes it show `node`. Whatever is of the same kind stays, and only what differs in it is changed.
    pub(super) fn renew(&mut self, node: Node) {
        match (node, self) {
            (Node::Nothing, Self::Nothing(_)) => {}
            (Node::Text(text), Self::Text(state)) => text.rebuild(state),
            (Node::Element(element), Self::Element(state)) if element.fits(state) => element.rebuild(state),
            (Node::Many(nodes), Self::Many(states)) if nodes.len() == states.len() => {
                for (node, state) in nodes.into_iter().zip(states) {
                    state.renew(node);
                }
            }
            (node, state) => {
                let mut new = node.build();
                state.insert_before_this(&mut new);
                state.unmount();
                *state = new;
            }
        }
    }
}

impl Mountable for NodeState {
    fn unmount(&mut self) {
        match self {
            Self::Nothing(state) => state.unmount(),
            Self::Text(state) => state.unmount(),
            Self::Element(state) => state.unmount(),
            Self::Many(states) => states.iter_mut().for_each(Self::unmount),
            Self::Live(state) => state.unmount(),
            Self::Rows(state) => state.unmount(),
        }
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        match self {
            Self::Nothing(state) => state.mount(parent, marker),
            Self::Text(state) => state.mount(parent, marker),
            Self::Element(state) => state.mount(parent, marker),
            Self::Many(states) => states.iter_mut().for_each(|state| state.mount(parent, marker)),
            Self::Live(state) => state.mount(parent, marker),
            Self::Rows(state) => state.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Nothing(state) => state.insert_before_this(child),
            Self::Text(state) => state.insert_before_this(child),
            Self::Element(state) => state.insert_before_this(child),
            Self::Many(states) => states.first().is_some_and(|first| first.insert_before_this(child)),
            Self::Live(state) => state.insert_before_this(child),
            Self::Rows(state) => state.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        match self {
            Self::Element(state) => state.elements(),
            Self::Many(states) => states.iter().flat_map(Self::elements).collect(),
            Self::Live(state) => state.elements(),
            Self::Rows(state) => state.elements(),
            Self::Nothing(_) | Self::Text(_) => Vec::new(),
        }
    }
}

/// A part of a page that follows signals.
pub struct LiveState {
    shown: Rc<RefCell<Option<NodeState>>>,
    _effect: Following,
}

impl LiveState {
    /// Makes the part and has `realize` bring it to the page; from then on what is there becomes what is made.
    pub(super) fn begin(mut node: Box<dyn Make>, realize: impl FnOnce(Node) -> NodeState + 'static) -> Self {
        let shown = Rc::new(RefCell::new(None::<NodeState>));
        // The effect's task outlives the part that is taken away by a moment, and must not keep what is in it alive.
        let showing = Rc::downgrade(&shown);
        let mut realize = Some(realize);
        let effect = follow(move || {
            let Some(shown) = showing.upgrade() else { return };
            let node = node.make();
            let mut shown = shown.borrow_mut();
            match (&mut *shown, realize.take()) {
                (Some(state), _) => state.renew(node),
                (shown, Some(realize)) => *shown = Some(realize(node)),
                (None, None) => {}
            }
        });
        Self { shown, _effect: effect }
    }
}

impl Mountable for LiveState {
    fn unmount(&mut self) {
        self.shown.borrow_mut().unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.shown.borrow_mut().mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.shown.borrow().insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        self.shown.borrow().elements()
    }
}
