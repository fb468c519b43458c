//! Signals, memos, stored values, references, contexts and effects: Leptos's own, each compiled once.
//!
//! Leptos's reactive graph is generic over what it holds, so that each type of value brings its own copy of the graph's machinery
//! into the program, and what is used once is written out where it is used. Here the graph holds boxes, and these types know what
//! is in them: the same names and the same behaviour, with one copy of the machinery.

mod contexts;
mod effects;
mod node_ref;
mod subscriptions;
mod values;

pub(crate) use self::node_ref::ElementRef;
pub use self::{
    contexts::{expect_context, provide_context, use_context},
    effects::{Following, effect, follow},
    node_ref::NodeRef,
    values::{Memo, RwSignal, StoredValue},
};
