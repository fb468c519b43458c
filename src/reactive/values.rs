//! Signals, memos and stored values.

use std::{
    any::Any,
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use leptos::{
    prelude::{self as graph, Read, ReadUntracked, ReadValue, Set, SetValue, Write, WriteValue},
    reactive::graph::ToAnySubscriber,
};

use super::subscriptions::unsubscribe_with_owner;

/// What the graph holds.
pub(super) type Held = Box<dyn Any + Send + Sync>;

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

/// What is in the box.
///
/// # Panics
/// When it holds something of another type: a mistake in this folder.
pub(super) fn of<T: 'static>(held: &Held) -> &T {
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
