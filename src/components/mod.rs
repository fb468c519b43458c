//! The parts of a page, one a file.

pub mod announcer;
pub mod article_body;
pub mod article_header;
pub mod article_notes;
pub mod article_notices;
pub mod compact_bar;
pub mod footer;
pub mod keys;
pub mod lightbox;
pub mod masthead;
pub mod moment;
pub mod newsletter;
pub mod notice;
pub mod offline;
pub mod page_head;
pub mod picture;
pub mod player;
pub mod related_list;
pub mod settings_panel;
pub mod story_card;
pub mod story_link;
pub mod visit;
pub mod waiting;
