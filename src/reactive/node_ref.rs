//! References to elements.

use std::marker::PhantomData;

use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::RwSignal;

/// A reference to an element, filled when the element is on the page. `T` is what the element is.
pub struct NodeRef<T> {
    // Elements exist in the browser only, which has one thread.
    element: RwSignal<Option<SendWrapper<Element>>>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for NodeRef<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NodeRef<T> {}

impl<T> NodeRef<T> {
    /// A reference that is empty as yet.
    pub fn new() -> Self {
        Self { element: RwSignal::new(None), kind: PhantomData }
    }

    /// Where the element is to be noted.
    pub(crate) fn place(self) -> ElementRef {
        self.element
    }
}

/// A reference to an element of whatever kind.
pub(crate) type ElementRef = RwSignal<Option<SendWrapper<Element>>>;

impl<T: JsCast> NodeRef<T> {
    /// The element, tracked.
    pub fn get(self) -> Option<T> {
        self.element.get().map(|element| element.take().unchecked_into())
    }

    /// The element, untracked; `None` also when the reference is gone with its part of the page.
    pub fn get_untracked(self) -> Option<T> {
        self.element.try_get_untracked().flatten().map(|element| element.take().unchecked_into())
    }
}

impl<T> Default for NodeRef<T> {
    fn default() -> Self {
        Self::new()
    }
}
