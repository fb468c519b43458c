//! A list whose rows come, go and change places, each with a key. A row that stays is never built anew, and is moved only when
//! its place among those that stay has changed: pointer, focus and what is open in it stay where they are.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{
    prelude::Owner,
    tachys::{
        hydration::Cursor,
        renderer::{Rndr, types},
        view::{Mountable, Position, PositionState, Render, RenderHtml},
    },
};
use wasm_bindgen::JsCast;

use crate::{
    adoption,
    reactive::{Following, follow},
};

use super::{Node, NodeState, element};

type Make = Arc<dyn Fn(String) -> Node + Send + Sync>;

/// The rows of a list.
pub struct Rows {
    keys: Box<dyn FnMut() -> Vec<String> + Send>,
    make: Make,
}

/// The rows for `keys`, which are all different, in their order. Each is one element, and is adopted by itself.
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
        let list = Rc::new(RefCell::new(List { rows: Vec::new(), end: None }));
        // The effect's task outlives the list that is taken away by a moment, and must not keep its rows alive: they would
        // hear of changes when what they read is gone.
        let arranged = Rc::downgrade(&list);
        let effect = follow(move || {
            let Some(list) = arranged.upgrade() else { return };
            let keys = (self.keys)();
            match printed.take() {
                Some((cursor, position)) => {
                    let mut list = list.borrow_mut();
                    for key in keys {
                        let found = element::next(&cursor, &position);
                        position.set(Position::NextChild);
                        list.rows.push(Row::adopt(key, &self.make, found));
                    }
                    list.end = Some(cursor.next_placeholder(&position));
                }
                None => list.borrow_mut().arrange(keys, &self.make),
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
    element: types::Element,
    /// The row's signals live as long as the row, not until the next change of the list. It has no parent, which would remember
    /// every row that there was.
    _owner: Owner,
    /// `None` until a row that was printed is adopted.
    _state: Rc<RefCell<Option<NodeState>>>,
}

impl Row {
    /// `None` when what is made is no element.
    fn build(key: String, make: &Make) -> Option<Self> {
        let owner = Owner::default();
        let state = owner.with(|| make(key.clone()).build());
        let element = state.elements().pop()?;
        Some(Self { key, element, _owner: owner, _state: Rc::new(RefCell::new(Some(state))) })
    }

    fn adopt(key: String, make: &Make, found: types::Node) -> Self {
        let owner = Owner::default();
        let element: types::Element = found.unchecked_into();
        let state = Rc::new(RefCell::new(None));
        let row = Self {
            key: key.clone(),
            element: element.clone(),
            _owner: owner.clone(),
            _state: Rc::clone(&state),
        };
        let (make, state) = (Arc::clone(make), Rc::downgrade(&state));
        adoption::adopt(Box::new(move || {
            // A row that is gone by now need not be adopted.
            let Some(state) = state.upgrade() else { return };
            let position = PositionState::new(Position::Current);
            let adopted = owner.with(|| make(key).hydrate::<true>(&Cursor::new(element), &position));
            state.replace(Some(adopted));
        }));
        row
    }
}

struct List {
    rows: Vec<Row>,
    /// The comment after the last row.
    end: Option<types::Placeholder>,
}

impl List {
    fn arrange(&mut self, keys: Vec<String>, make: &Make) {
        let mut before = std::mem::take(&mut self.rows);
        for key in keys {
            let stays = before.iter().position(|row| row.key == key).map(|at| before.remove(at));
            self.rows.extend(stays.or_else(|| Row::build(key, make)));
        }
        for gone in before {
            Rndr::remove(gone.element.as_ref());
        }
        let end: types::Node = self.end.get_or_insert_with(Rndr::create_placeholder).clone().into();
        let Some(parent) = end.parent_element() else { return };
        let mut next = end;
        for row in self.rows.iter().rev() {
            let element: &types::Node = row.element.as_ref();
            if element.next_sibling().as_ref() != Some(&next) {
                Rndr::insert_node(&parent, element, Some(&next));
            }
            next = element.clone();
        }
    }
}

/// The rows of a list on the page.
pub struct RowsState {
    list: Rc<RefCell<List>>,
    _effect: Following,
}

impl Mountable for RowsState {
    fn unmount(&mut self) {
        let list = &mut *self.list.borrow_mut();
        list.rows.iter().for_each(|row| Rndr::remove(row.element.as_ref()));
        list.end.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        let list = &mut *self.list.borrow_mut();
        list.rows.iter().for_each(|row| Rndr::insert_node(parent, row.element.as_ref(), marker));
        list.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let list = self.list.borrow();
        match list.rows.first() {
            Some(first) => element::insert_before(&first.element, child),
            None => list.end.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        self.list.borrow().rows.iter().map(|row| row.element.clone()).collect()
    }
}
