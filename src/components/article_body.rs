//! The text of an article.

use leptos::prelude::*;

use crate::markup::{self, Block};

/// The text of an article.
pub fn blocks_view(blocks: &[Block], _first_picture: usize) -> AnyView {
    view! { <p>{markup::text_of(blocks)}</p> }.into_any()
}
