//! A list whose rows come, go and change places, each with a key. A row that stays is never built anew, and is moved only when
//! its place among those that stay has changed: pointer, focus and what is open in it stay where they are.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{
    prelude::Owner,
    reactive::effect::RenderEffect,
    tachys::{
        hydration::Cursor,
        renderer::{Rndr, types},
        view::{Mountable, Position, PositionState, Render, RenderHtml},
    },
};

use crate::reactive::follow;

use super::{Node, NodeState};

type Make = Arc<dyn Fn(String) -> Node + Send + Sync>;

/// The rows of a list.
pub struct Rows {
    keys: Box<dyn FnMut() -> Vec<String> + Send>,
    make: Make,
}

/// The rows for `keys`, which are all different, in their order. Each is one element.
pub fn rows(
    keys: impl FnMut() -> Vec<String> + Send + 'static,
    make: impl Fn(String) -> Node + Send + Sync + 'static,
) -> Node {
    Node::Rows(Box::new(Rows { keys: Box::new(keys), make: Arc::new(make) }))
}

impl Rows {
    pub(super) fn build(self) -> RowsState {
        self.follow(None)
    }

    pub(super) fn adopt(self, cursor: &Cursor, position: &PositionState) -> RowsState {
        self.follow(Some((cursor.clone(), position.clone())))
    }

    fn follow(mut self, mut printed: Option<(Cursor, PositionState)>) -> RowsState {
        // A row's signals live as long as the row, not until the next change of the list.
        let owner = Owner::current().unwrap_or_default();
        let list = Rc::new(RefCell::new(List { rows: Vec::new(), end: None }));
        // The effect's task outlives the list that is taken away by a moment, and must not keep its rows alive: they would
        // hear of changes when what they read is gone.
        let arranged = Rc::downgrade(&list);
        let effect = follow(move || {
            let Some(list) = arranged.upgrade() else { return };
            let keys = (self.keys)();
            let mut list = list.borrow_mut();
            match printed.take() {
                Some((cursor, position)) => {
                    let adopt = |node: Node| node.hydrate::<true>(&cursor, &position);
                    list.rows =
                        keys.into_iter().map(|key| Row::new(key, &owner, &self.make, &adopt)).collect();
                    list.end = Some(cursor.next_placeholder(&position));
                }
                None => list.arrange(keys, &owner, &self.make),
            }
        });
        RowsState { list, _effect: effect }
    }

    pub(super) fn print(mut self, buffer: &mut String, position: &mut Position) {
        for key in (self.keys)() {
            (self.make)(key).to_html_with_buf(buffer, position, true, false, Vec::new());
        }
        Node::Nothing.to_html_with_buf(buffer, position, true, false, Vec::new());
    }
}

struct Row {
    key: String,
    state: NodeState,
    owner: Owner,
}

impl Row {
    fn new(key: String, owner: &Owner, make: &Make, realize: &dyn Fn(Node) -> NodeState) -> Self {
        let owner = owner.with(Owner::new);
        let state = owner.with(|| realize(make(key.clone())));
        Self { key, state, owner }
    }
}

struct List {
    rows: Vec<Row>,
    /// The comment after the last row.
    end: Option<types::Placeholder>,
}

impl List {
    fn arrange(&mut self, keys: Vec<String>, owner: &Owner, make: &Make) {
        let mut before = std::mem::take(&mut self.rows);
        self.rows = keys
            .into_iter()
            .map(|key| match before.iter().position(|row| row.key == key) {
                Some(at) => before.remove(at),
                None => Row::new(key, owner, make, &Node::build),
            })
            .collect();
        for mut gone in before {
            gone.state.unmount();
            gone.owner.cleanup();
        }
        let end: types::Node = self.end.get_or_insert_with(Rndr::create_placeholder).clone().into();
        let Some(parent) = end.parent_element() else { return };
        let mut next = end;
        for row in self.rows.iter_mut().rev() {
            let Some(element) = row.state.elements().into_iter().next() else { continue };
            if element.next_sibling().as_ref() != Some(&next) {
                row.state.mount(&parent, Some(&next));
            }
            next = element.into();
        }
    }
}

/// The rows of a list on the page.
pub struct RowsState {
    list: Rc<RefCell<List>>,
    _effect: RenderEffect<()>,
}

impl Mountable for RowsState {
    fn unmount(&mut self) {
        let list = &mut *self.list.borrow_mut();
        list.rows.iter_mut().for_each(|row| row.state.unmount());
        list.end.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        let list = &mut *self.list.borrow_mut();
        list.rows.iter_mut().for_each(|row| row.state.mount(parent, marker));
        list.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let list = self.list.borrow();
        match list.rows.first() {
            Some(first) => first.state.insert_before_this(child),
            None => list.end.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        self.list.borrow().rows.iter().flat_map(|row| row.state.elements()).collect()
    }
}
