//! The things on a page, one a file. None of them knows where data comes from.

pub mod announcer;
pub mod article_body;
pub mod article_header;
pub mod article_notes;
pub mod compact_bar;
pub mod extras;
pub mod footer;
pub mod keys;
pub mod lightbox;
pub mod masthead;
pub mod moment;
pub mod newsletter;
pub mod newsletter_place;
pub mod notice;
pub mod offline;
pub mod page_head;
pub mod picture;
pub mod player;
pub mod ranked;
pub mod related_list;
pub mod settings_panel;
pub mod story_card;
pub mod story_link;
pub mod visit;
pub mod waiting;
