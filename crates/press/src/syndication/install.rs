//! The web app manifest (W3C), with which a reader can install the site as an app.

use london_daily::text;
use serde_json::{Value, json};

use super::{Publication, escape};

/// Background colour of the light theme: see `style/tokens.css`.
const PAPER_COLOUR: &str = "#fffdf9";

/// Longest name in characters that fits below an icon.
const SHORT: usize = 12;

/// File of the mark of a paper that has no icon.
pub(crate) const MARK: &str = "mark.svg";

/// Returns a mark made from the name of a paper, in SVG.
pub(crate) fn mark(name: &str) -> String {
    let letter =
        name.chars().find(|letter| letter.is_alphanumeric()).map(|letter| letter.to_uppercase().to_string());
    let letter = escape(letter.as_deref().unwrap_or("•"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" rx=\"8\" fill=\"#1c1a17\"/>\
         <text x=\"32\" y=\"47\" font-family=\"Georgia, serif\" font-size=\"44\" text-anchor=\"middle\" fill=\"{PAPER_COLOUR}\">{letter}</text></svg>\n"
    )
}

pub(super) fn manifest(publication: &Publication<'_>) -> String {
    let paper = &publication.archive.edition.paper;
    let front = publication.paths.front();
    let mut icons: Vec<Value> = Vec::new();
    if let Some((src, kind)) = publication.icon {
        let sizes = if kind == "image/svg+xml" { "any".to_owned() } else { sizes(publication, src) };
        icons.push(json!({ "src": src, "type": kind, "sizes": sizes }));
    }
    if let Some(icon) = paper.icon.as_deref().filter(|icon| !is_drawing(icon)) {
        icons.push(json!({ "src": icon, "sizes": sizes(publication, icon) }));
    }
    let mut manifest = json!({
        "id": front,
        "name": paper.name,
        "start_url": front,
        "scope": front,
        "display": "standalone",
        "background_color": PAPER_COLOUR,
        "theme_color": PAPER_COLOUR,
        "dir": text::direction(paper.language.as_deref()).unwrap_or("auto"),
        "categories": ["news"],
        "icons": icons,
    });
    if paper.name.chars().count() <= SHORT {
        manifest["short_name"] = json!(paper.name);
    }
    for (key, said) in [("description", &paper.tagline), ("lang", &paper.language)] {
        if let Some(said) = said {
            manifest[key] = json!(said);
        }
    }
    format!("{manifest:#}\n")
}

/// Returns `true` if an icon is a drawing (SVG), judged by its URL.
pub(super) fn is_drawing(icon: &str) -> bool {
    icon.ends_with(".svg")
}

/// Returns the size of one of the site's own pictures; `any` if it is not known.
fn sizes(publication: &Publication<'_>, address: &str) -> String {
    let size = publication.files.path(address).and_then(|file| imagesize::size(file).ok());
    size.map_or_else(|| "any".to_owned(), |size| format!("{}x{}", size.width, size.height))
}
