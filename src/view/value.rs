//! What an attribute can say.

use std::borrow::Cow;

use super::Element;

/// The value of an attribute; `None`: the attribute is not there.
pub type Value = Option<Cow<'static, str>>;

/// What an attribute is given.
pub enum Given {
    /// A value that stays.
    Fixed(Value),
    /// A value that follows the signals that were read when it was made.
    Live(Box<dyn Say>),
}

/// What an attribute says at the moment.
pub trait Say: Send {
    /// The value, for which signals are read.
    fn say(&mut self) -> Value;
}

impl<F: FnMut() -> T + Send, T: IntoValue> Say for F {
    fn say(&mut self) -> Value {
        self().into_value().now()
    }
}

/// What can be given to an attribute: a text, a number, `true` (there, and empty) or `false` (not there), an option of
/// these, or a closure that gives one of them.
pub trait IntoValue {
    /// What the attribute is given.
    fn into_value(self) -> Given;

    /// Gives it to an attribute of `element`.
    fn give(self, name: &'static str, element: &mut Element)
    where
        Self: Sized,
    {
        element.fixed_attribute(name, self.into_value().now());
    }
}

macro_rules! fixed {
    ($($kind:ty: $value:ident => $text:expr;)*) => {
        $(
            impl IntoValue for $kind {
                fn into_value(self) -> Given {
                    let $value = self;
                    Given::Fixed($text)
                }
            }
        )*
    };
}

fixed! {
    &'static str: text => Some(Cow::Borrowed(text));
    String: text => Some(Cow::Owned(text));
    Cow<'static, str>: text => Some(text);
    bool: there => there.then_some(Cow::Borrowed(""));
    u32: number => Some(Cow::Owned(number.to_string()));
    usize: number => Some(Cow::Owned(number.to_string()));
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Given {
        self.map_or(Given::Fixed(None), IntoValue::into_value)
    }
}

impl<F, T> IntoValue for F
where
    F: FnMut() -> T + Send + 'static,
    T: IntoValue,
{
    fn into_value(self) -> Given {
        Given::Live(Box::new(self))
    }

    fn give(self, name: &'static str, element: &mut Element) {
        element.live_attribute(name, Box::new(self));
    }
}

impl Given {
    /// The value at this moment.
    pub(super) fn now(self) -> Value {
        match self {
            Self::Fixed(value) => value,
            Self::Live(mut value) => value.say(),
        }
    }
}

/// Whether a class is set: `true`, `false`, or a closure that says so.
pub trait IntoFlag {
    /// As an attribute's value, of which only counts whether it is there.
    fn into_flag(self) -> Given;
}

impl IntoFlag for bool {
    fn into_flag(self) -> Given {
        self.into_value()
    }
}

impl<F: FnMut() -> bool + Send + 'static> IntoFlag for F {
    fn into_flag(self) -> Given {
        self.into_value()
    }
}
