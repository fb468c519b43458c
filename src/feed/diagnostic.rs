use std::{cell::RefCell, fmt};

use super::{limits, text};

/// A problem in a feed. It is reported to developers, never to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Path of the field, such as `items[3].date_published`; empty for the document as a whole.
    pub path: String,
    /// Kind of problem.
    pub problem: Problem,
    /// The value that is not understood, where it helps to see it.
    pub value: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            formatter.write_str(&self.path)?;
            formatter.write_str(": ")?;
        }
        formatter.write_str(&self.sentence())
    }
}

impl Diagnostic {
    /// Returns a description for developers, to be read after the path of the field.
    pub fn sentence(&self) -> String {
        let value = self.value.as_ref().map(|value| format!("{value:?} ")).unwrap_or_default();
        format!("{value}{}", self.problem.sentence())
    }
}

/// The kinds of problems in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required field that is missing.
    Missing,
    /// An empty list.
    Empty,
    /// A value whose type is not the one that the format prescribes.
    WrongType,
    /// A `version` that is neither 1 nor 1.1.
    UnknownVersion,
    /// An item without `id`, whose `url` takes its place.
    NoId,
    /// An item with neither `id` nor `url`.
    Nameless,
    /// An id that an earlier item has already.
    Duplicate,
    /// A date in no form that is known here.
    NotADate,
    /// A string that is not a URL, or a URL whose scheme is not allowed in this field.
    UnusableAddress,
    /// A word that is not among those allowed in this field.
    UnknownWord,
    /// A number outside the sensible range.
    OutOfRange,
    /// A text longer than [`limits`] allow.
    TooLong,
    /// A list longer than [`limits`] allow.
    TooMany,
    /// More problems than are worth listing.
    AndMore,
}

impl Problem {
    fn sentence(self) -> &'static str {
        match self {
            Self::Missing => "is required, and missing",
            Self::Empty => "is empty",
            Self::WrongType => "is of a wrong type; ignored",
            Self::UnknownVersion => "is not a version of JSON Feed known here (1 or 1.1); read on as 1.1",
            Self::NoId => "is missing; the item's url is used in its place",
            Self::Nameless => "has neither id nor url; the item is left out",
            Self::Duplicate => "stands at an earlier item already; this item is left out",
            Self::NotADate => "is no date that can be read, such as 2025-07-10T08:00:00+01:00; ignored",
            Self::UnusableAddress => "is no address that may be used here; ignored",
            Self::UnknownWord => "is none of the words known here; ignored",
            Self::OutOfRange => "is out of range; ignored or put within it",
            Self::TooLong => "is too long; cut off or ignored",
            Self::TooMany => "has too many entries; the rest is left out",
            Self::AndMore => "further problems are not listed",
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Problem {
    /// Returns `true` if the problem makes something missing or different from what the publisher meant.
    pub fn is_grave(self) -> bool {
        !matches!(self, Self::NoId | Self::UnknownVersion | Self::Empty | Self::AndMore)
    }
}

/// The problems found so far in a document that is being read, and the URL of that document.
pub(super) struct Notes<'a> {
    pub(super) address: &'a str,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'a> Notes<'a> {
    /// `true` if problems are collected. In the browser's release builds nobody would see them.
    pub(super) const KEPT: bool = cfg!(any(not(target_arch = "wasm32"), debug_assertions));

    pub(super) fn new(address: &'a str) -> Self {
        Self { address, diagnostics: RefCell::default() }
    }

    /// Adds a problem at `path`. After [`limits::DIAGNOSTICS`] of them, only the fact that there are more is added.
    pub(super) fn add(&self, path: String, problem: Problem) {
        self.push(path, problem, None);
    }

    /// Adds a problem as [`Notes::add`] does, with the value that is not understood.
    pub(super) fn add_value(&self, path: String, problem: Problem, value: &str) {
        if Self::KEPT {
            self.push(path, problem, Some(text::beginning(value, limits::LABEL).to_owned()));
        }
    }

    fn push(&self, path: String, problem: Problem, value: Option<String>) {
        if !Self::KEPT {
            return;
        }
        let mut diagnostics = self.diagnostics.borrow_mut();
        if diagnostics.len() < limits::DIAGNOSTICS {
            diagnostics.push(Diagnostic { path, problem, value });
        } else if diagnostics.len() == limits::DIAGNOSTICS {
            diagnostics.push(Diagnostic { path: String::new(), problem: Problem::AndMore, value: None });
        }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }
}
