//! Views that several pages share.

pub mod headline;
pub mod moment;
pub mod notice;
pub mod picture;
pub mod root;
pub mod story_card;
pub mod story_link;
pub mod waiting;
