//! What a newspaper is: an edition and its stories.
//!
//! Plain data and pure rules. Nothing here knows JSON, HTML or the browser; the rooms above translate from those.

mod body;
mod case;
mod edition;
mod newsletter;
mod order;
mod picture;
mod recording;
pub mod slug;
mod story;
mod succession;
mod texts;

pub use body::Body;
pub use case::lowercase;
pub use edition::{Edition, Paper};
/// A point in time. What a calendar shows at it depends on a time zone: see [`crate::calendar`].
pub use jiff::Timestamp as Moment;
pub use newsletter::{Newsletter, Transport};
pub use order::{order, sorted};
pub use picture::{Picture, Rendition};
pub use recording::Recording;
pub use slug::Slug;
pub use story::{Author, Correction, Story};
pub use texts::Texts;
