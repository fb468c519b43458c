//! The authors of a feed or an item.

use super::{fields::Fields, limits, text};
use crate::{
    browser::urls::{Use, site},
    model::Author,
};

/// Reads the authors of a feed or an item: `authors`, or, if nobody is named there, the `author` of version 1.
pub(super) fn read(fields: &Fields<'_>) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for entry in fields.objects("authors", limits::LIST) {
        add(&mut authors, &entry);
    }
    if authors.is_empty()
        && let Some(entry) = fields.object("author")
    {
        add(&mut authors, &entry);
    }
    authors
}

/// Adds an author who is not in the list yet. Without a name, the host of the author's URL stands in; without either, nobody is
/// added.
fn add(authors: &mut Vec<Author>, entry: &Fields<'_>) {
    let home = entry.address("url", Use::Link);
    let name = entry.text("name", limits::LABEL).or_else(|| site(home.as_deref()?));
    if let Some(name) = name
        && !authors.iter().any(|known| text::same(&known.name, &name))
    {
        authors.push(Author { name, home });
    }
}
