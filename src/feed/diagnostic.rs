use std::{cell::RefCell, fmt};

use super::limits;

/// Something in a feed that could not be used as it stands. For the developer, never for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it stands, such as `items[3].date_published`; empty for the document as a whole.
    pub path: String,
    /// What is wrong with it, and what was done about it.
    pub problem: Problem,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            formatter.write_str(&self.path)?;
            formatter.write_str(": ")?;
        }
        formatter.write_str(self.problem.sentence())
    }
}

/// The kinds of things that go wrong in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required field is not there.
    Missing,
    /// The list is empty.
    Empty,
    /// The value is of another type than the format says.
    WrongType,
    /// `version` is neither 1 nor 1.1.
    UnknownVersion,
    /// The item has no `id`, and is known by its `url`.
    NoId,
    /// The item has neither `id` nor `url`.
    Nameless,
    /// An earlier item has the same id.
    Duplicate,
    /// Neither RFC 3339 nor RFC 2822.
    NotADate,
    /// Not an address, or of a scheme that may not stand here.
    UnusableAddress,
    /// Not one of the words that may stand here.
    UnknownWord,
    /// The number makes no sense here.
    OutOfRange,
    /// The text is longer than [`limits`] allow.
    TooLong,
    /// The list is longer than [`limits`] allow.
    TooMany,
    /// More is wrong than is worth listing.
    AndMore,
}

impl Problem {
    /// The problem in a sentence for a developer.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Missing => "is required, and missing",
            Self::Empty => "is empty",
            Self::WrongType => "is of a wrong type; ignored",
            Self::UnknownVersion => "is not a version of JSON Feed known here (1 or 1.1); read on as 1.1",
            Self::NoId => "is missing; the item's url is used in its place",
            Self::Nameless => "has neither id nor url; the item is left out",
            Self::Duplicate => "stands at an earlier item already; this item is left out",
            Self::NotADate => "is no date by RFC 3339 or RFC 2822; ignored",
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
    /// Whether something is not as its publisher meant it because of it.
    pub fn is_grave(self) -> bool {
        !matches!(self, Self::NoId | Self::UnknownVersion | Self::Empty | Self::AndMore)
    }
}

/// The diagnostics of one document while it is being read, and the address that it came from.
pub(super) struct Notes<'a> {
    pub(super) address: &'a str,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'a> Notes<'a> {
    /// Whether anybody hears of diagnostics: readers do not.
    pub(super) const KEPT: bool = cfg!(any(not(target_arch = "wasm32"), debug_assertions));

    pub(super) fn new(address: &'a str) -> Self {
        Self { address, diagnostics: RefCell::default() }
    }

    /// Notes a problem at `path`, unless so many are noted that one more helps nobody.
    pub(super) fn add(&self, path: String, problem: Problem) {
        if !Self::KEPT {
            return;
        }
        let mut diagnostics = self.diagnostics.borrow_mut();
        if diagnostics.len() < limits::DIAGNOSTICS {
            diagnostics.push(Diagnostic { path, problem });
        } else if diagnostics.len() == limits::DIAGNOSTICS {
            diagnostics.push(Diagnostic { path: String::new(), problem: Problem::AndMore });
        }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }
}
