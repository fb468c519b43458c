//! Signals, memos, stored values, references, contexts and effects: Leptos's own, each compiled once.
//!
//! Leptos's reactive graph is generic over what it holds, so that each type of value brings its own copy of the graph's machinery
//! into the program, and what is used once is written out where it is used. Here the graph holds boxes, and these types know what
//! is in them: the same names and the same behaviour, with one copy of the machinery.

use std::{
    any::{Any, TypeId},
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use leptos::prelude::{
    self as graph, Owner, Read, ReadUntracked, ReadValue, Set, SetValue, Write, WriteValue, on_cleanup,
};
use leptos::reactive::{
    effect::RenderEffect,
    graph::{AnySubscriber, Subscriber, ToAnySubscriber},
};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::adoption;

/// What the graph holds.
type Held = Box<dyn Any + Send + Sync>;

/// How a memo is computed. A trait of our own: the language's would have each closure compiled a second time, for being called
/// once.
trait Compute: Send + Sync {
    /// Makes the next value out of the one before, and says whether they differ.
    fn next(&self, before: Option<Held>) -> (Held, bool);
}

struct Computing<F, T> {
    compute: F,
    kind: PhantomData<fn() -> T>,
}

impl<F, T> Compute for Computing<F, T>
where
    F: Fn(Option<&T>) -> T + Send + Sync,
    T: PartialEq + Send + Sync + 'static,
{
    fn next(&self, before: Option<Held>) -> (Held, bool) {
        let now = (self.compute)(before.as_ref().map(of));
        match before {
            Some(before) if *of::<T>(&before) == now => (before, false),
            _ => (Box::new(now), true),
        }
    }
}

/// What an effect does.
trait Run {
    fn run(&mut self);
}

impl<F: FnMut()> Run for F {
    fn run(&mut self) {
        self();
    }
}

/// What is in the box.
///
/// # Panics
/// When it holds something of another type: a mistake in this file.
fn of<T: 'static>(held: &Held) -> &T {
    held.as_ref().downcast_ref().unwrap_or_else(|| mixed_up())
}

fn of_mut<T: 'static>(held: &mut Held) -> &mut T {
    held.as_mut().downcast_mut().unwrap_or_else(|| mixed_up())
}

#[cold]
fn mixed_up() -> ! {
    unreachable!("a value of another type")
}

/// Signals of a part of the page that has been taken away cannot be read any more: a mistake in the program, as in Leptos.
#[cold]
fn gone() -> ! {
    panic!("read after its part of the page was taken away")
}

macro_rules! handle {
    ($name:ident) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}
    };
}

macro_rules! readable {
    ($name:ident) => {
        handle!($name);

        impl<T: Send + Sync + 'static> $name<T> {
            /// Looks at the value, tracked.
            pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
                let held = self.inner.read();
                look(of(&held))
            }

            /// Looks at the value, untracked.
            pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
                let held = self.inner.read_untracked().unwrap_or_else(|| gone());
                look(of(&held))
            }

            /// The value, tracked.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }

            /// The value, untracked.
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.with_untracked(T::clone)
            }
        }
    };
}

macro_rules! writable {
    ($name:ident, $set:ident, $update:ident, $try_update:ident) => {
        impl<T: Send + Sync + 'static> $name<T> {
            /// Sets another value. Without effect when it is gone.
            pub fn $set(self, value: T) {
                self.inner.set(Box::new(value));
            }

            /// Changes the value. Without effect when it is gone.
            pub fn $update(self, change: impl FnOnce(&mut T)) {
                self.$try_update(change);
            }

            /// Changes the value and gives what `change` gives; `None` when it is gone.
            pub fn $try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
                self.inner.write().map(|mut held| change(of_mut(&mut held)))
            }
        }

        impl<T: Default + Send + Sync + 'static> Default for $name<T> {
            fn default() -> Self {
                Self::new(T::default())
            }
        }
    };
}

/// A value that changes, and tells those who have read it.
pub struct RwSignal<T> {
    inner: Cell,
    kind: PhantomData<fn() -> T>,
}

readable!(RwSignal);

/// What is behind every [`RwSignal`]. Its methods are compiled once, and kept from being written out where they are used.
#[derive(Clone, Copy)]
struct Cell(graph::RwSignal<Held>);

impl Cell {
    #[inline(never)]
    fn new(value: Held) -> Self {
        Self(graph::RwSignal::new(value))
    }

    #[inline(never)]
    fn read(&self) -> impl Deref<Target = Held> + use<> {
        self.0.try_read().unwrap_or_else(|| gone())
    }

    #[inline(never)]
    fn read_untracked(&self) -> Option<impl Deref<Target = Held> + use<>> {
        self.0.try_read_untracked()
    }

    #[inline(never)]
    fn write(&self) -> Option<impl DerefMut<Target = Held>> {
        self.0.try_write()
    }

    #[inline(never)]
    fn set(&self, value: Held) {
        self.0.set(value);
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> Self {
        Self { inner: Cell::new(Box::new(value)), kind: PhantomData }
    }

    /// The value, untracked; `None` when the signal is gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.inner.read_untracked().map(|held| of::<T>(&held).clone())
    }
}

writable!(RwSignal, set, update, try_update);

/// A value that is computed from others when it is asked for and they have changed, and that tells its readers only when it has
/// changed itself.
pub struct Memo<T> {
    inner: Computed,
    kind: PhantomData<fn() -> T>,
}

readable!(Memo);

/// What is behind every [`Memo`].
#[derive(Clone, Copy)]
struct Computed(graph::Memo<Held>);

impl Computed {
    #[inline(never)]
    fn new(compute: Box<dyn Compute>) -> Self {
        let memo = graph::ArcMemo::new_owning(move |before| compute.next(before));
        unsubscribe_with_owner(memo.to_any_subscriber());
        Self(memo.into())
    }

    #[inline(never)]
    fn read(&self) -> impl Deref<Target = Held> + use<> {
        self.0.try_read().unwrap_or_else(|| gone())
    }

    #[inline(never)]
    fn read_untracked(&self) -> Option<impl Deref<Target = Held> + use<>> {
        self.0.try_read_untracked()
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo. `compute` is given the value before, if there was one.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self { inner: Computed::new(Box::new(Computing { compute, kind: PhantomData })), kind: PhantomData }
    }
}

/// A value that lives as long as its part of the page and tells nobody when it changes.
pub struct StoredValue<T> {
    inner: Stored,
    kind: PhantomData<fn() -> T>,
}

handle!(StoredValue);

/// What is behind every [`StoredValue`].
#[derive(Clone, Copy)]
struct Stored(graph::StoredValue<Held>);

impl Stored {
    #[inline(never)]
    fn new(value: Held) -> Self {
        Self(graph::StoredValue::new(value))
    }

    #[inline(never)]
    fn read(&self) -> Option<impl Deref<Target = Held> + use<>> {
        self.0.try_read_value()
    }

    #[inline(never)]
    fn write(&self) -> Option<impl DerefMut<Target = Held> + use<>> {
        self.0.try_write_value()
    }

    #[inline(never)]
    fn set(&self, value: Held) {
        self.0.try_set_value(value);
    }
}

impl<T: Send + Sync + 'static> StoredValue<T> {
    /// Stores a value.
    pub fn new(value: T) -> Self {
        Self { inner: Stored::new(Box::new(value)), kind: PhantomData }
    }

    /// Looks at the value.
    pub fn with_value<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(look).unwrap_or_else(|| gone())
    }

    /// Looks at the value; `None` when it is gone.
    pub fn try_with_value<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.inner.read().map(|held| look(of(&held)))
    }

    /// The value.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// The value; `None` when it is gone.
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }
}

writable!(StoredValue, set_value, update_value, try_update_value);

/// A reference to an element, filled when the element is on the page. `T` is what the element is.
pub struct NodeRef<T> {
    // Elements exist in the browser only, which has one thread.
    element: RwSignal<Option<SendWrapper<Element>>>,
    kind: PhantomData<fn() -> T>,
}

handle!(NodeRef);

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

thread_local! {
    static CONTEXTS: std::cell::Cell<Option<Contexts>> = const { std::cell::Cell::new(None) };
}

/// What has been provided, by type. Leptos keeps such things with each owner and looks through them all; the paper provides its own
/// once, to the whole app, of which there is one at a time on a thread.
#[derive(Clone, Copy)]
struct Contexts(StoredValue<Vec<Held>>);

impl Contexts {
    #[inline(never)]
    fn here() -> Self {
        // Those of an app that has been taken down are gone with it.
        let there = CONTEXTS.get().filter(|contexts| contexts.0.inner.read().is_some());
        there.unwrap_or_else(|| {
            let contexts = Self(StoredValue::default());
            CONTEXTS.set(Some(contexts));
            contexts
        })
    }

    #[inline(never)]
    fn provide(self, value: Held) {
        self.0.update_value(|provided| provided.push(value));
    }

    /// Looks at what was provided last of a type.
    #[inline(never)]
    fn look(self, kind: TypeId, look: &mut dyn FnMut(&Held)) {
        self.0.with_value(|provided| {
            if let Some(held) = provided.iter().rev().find(|held| held.as_ref().type_id() == kind) {
                look(held);
            }
        });
    }
}

/// Provides a value to the whole app, by its type.
pub fn provide_context<T: Send + Sync + 'static>(value: T) {
    Contexts::here().provide(Box::new(value));
}

/// The value of this type that was provided last.
pub fn use_context<T: Clone + 'static>() -> Option<T> {
    let mut found = None;
    Contexts::here().look(TypeId::of::<T>(), &mut |held| found = Some(of::<T>(held).clone()));
    found
}

/// The value of this type that was provided last.
///
/// # Panics
/// When there is none: a mistake in the program.
pub fn expect_context<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| missing())
}

#[cold]
fn missing() -> ! {
    panic!("what the app provides was asked for outside of it")
}

/// Runs `run` in the browser soon, and again whenever something that it read has changed. Never runs in print.
pub fn effect(run: impl FnMut() + 'static) {
    if cfg!(feature = "hydrate") {
        begin(Box::new(run));
    }
}

#[inline(never)]
fn begin(mut run: Box<dyn Run>) {
    let owner = Owner::current().unwrap_or_default();
    let wanted = StoredValue::new(());
    adoption::affect(Box::new(move || {
        // Whoever wanted it may be gone by then.
        if wanted.try_get_value().is_some() {
            owner.with(|| {
                let effect = graph::Effect::new(move |_: Option<()>| run.run());
                unsubscribe_with_owner(effect.to_any_subscriber());
            });
        }
    }));
}

/// Runs `run` at once, and again whenever something that it read has changed, until what is returned is dropped.
pub fn follow(run: impl FnMut() + 'static) -> Following {
    follow_boxed(Box::new(run))
}

#[inline(never)]
fn follow_boxed(mut run: Box<dyn Run>) -> Following {
    Following(RenderEffect::new(move |_| run.run()))
}

/// What [`follow`] has begun.
#[must_use = "dropped, it ends"]
pub struct Following(RenderEffect<()>);

impl Drop for Following {
    fn drop(&mut self) {
        unsubscribe(&self.0.to_any_subscriber());
    }
}

/// Takes who is about to go out of the lists of those that it has read. Leptos leaves it there: what outlives the pages of a
/// paper would keep something of each part of them that was ever shown.
#[inline(never)]
fn unsubscribe(subscriber: &AnySubscriber) {
    subscriber.clear_sources(subscriber);
}

/// The same, for who goes with the current owner.
#[inline(never)]
fn unsubscribe_with_owner(subscriber: AnySubscriber) {
    on_cleanup(move || unsubscribe(&subscriber));
}
