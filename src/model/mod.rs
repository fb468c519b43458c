//! The domain model: an edition, its stories and the URLs of their pages.
//!
//! Plain data and pure rules that know nothing of JSON, HTML or the browser. [`crate::feed`] reads JSON into these types, and
//! [`crate::article`] reads the text of a story.

mod body;
mod edition;
mod newsletter;
pub mod paths;
mod picture;
mod recording;
pub mod slug;
mod story;
mod succession;

pub use body::Body;
pub use edition::{Edition, Paper, newest_first};
/// A point in time. The date and time of day to show for it depend on a time zone: see [`crate::browser::calendar`].
pub use jiff::Timestamp as Moment;
pub use newsletter::{Newsletter, Transport};
pub use picture::{Focus, Picture, Rendition};
pub use recording::Recording;
pub use slug::Slug;
pub use story::{Author, Correction, FrontPlace, Story};
