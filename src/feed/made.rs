//! Parts of a story that are made from its text, for a feed that gives the text only.

use std::{cell::RefCell, rc::Rc};

use super::{limits, text};
use crate::{
    article,
    model::{Body, Picture},
};

/// Parts of a story that a list shows.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) headline: Option<String>,
    pub(super) excerpt: Option<String>,
    pub(super) picture: Option<Picture>,
}

/// Bytes of a text that they are made from. To parse a long article as a whole would be a waste.
const BEGINNING: usize = 16 * 1024;
/// Number of texts whose parts are remembered.
const REMEMBERED: usize = 200;

thread_local! {
    /// URLs of documents and texts in them, with their parts: a feed is read again and again, and most of its texts stay as they are.
    static MADE: RefCell<Vec<(String, Body, Rc<Made>)>> = RefCell::default();
}

/// Makes the parts from the text of an item. `address` is the URL of the document.
pub(super) fn of(body: &Body, address: &str) -> Rc<Made> {
    let body = match body {
        Body::Absent => return Rc::default(),
        Body::Text(text) => Body::Text(text::beginning(text, BEGINNING).to_owned()),
        Body::Markup(markup) => Body::Markup(text::beginning(markup, BEGINNING).to_owned()),
    };
    MADE.with_borrow_mut(|known| {
        if let Some((_, _, made)) = known.iter().find(|(place, text, _)| *text == body && place == address) {
            return Rc::clone(made);
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let made = Rc::new(make(&body, address));
        known.push((address.to_owned(), body, Rc::clone(&made)));
        made
    })
}

fn make(body: &Body, address: &str) -> Made {
    let blocks = article::parse(body, address);
    let picture = article::lead_picture(&blocks).cloned();
    Made {
        headline: text::line(&article::text_of(&blocks), limits::MADE_HEADLINE).map(|(line, _)| line),
        excerpt: article::excerpt(&blocks).and_then(|text| Some(text::line(&text, limits::SENTENCES)?.0)),
        picture: picture.map(|picture| Picture { is_in_text: true, ..picture }),
    }
}
