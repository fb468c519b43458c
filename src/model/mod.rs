//! What a newspaper is: an edition and its stories.
//!
//! Plain data and pure rules. Nothing here knows JSON, HTML or the browser; the modules above translate from those.

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
/// A point in time. What a calendar shows at it depends on a time zone: see [`crate::browser::calendar`].
pub use jiff::Timestamp as Moment;
pub use newsletter::{Newsletter, Transport};
pub use picture::{Picture, Rendition};
pub use recording::Recording;
pub use slug::Slug;
pub use story::{Author, Correction, Story};
