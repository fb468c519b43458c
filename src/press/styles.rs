//! Style sheets of the page's own, put into the page: a browser paints nothing until it has them, and each is another way to the
//! host and back.

use super::tags::{Tag, tags};
use crate::address::{self, Use};

/// Bytes above which a style sheet stays a file of its own, which readers keep from page to page.
const LARGEST: usize = 8 * 1024;

/// `html` with the style sheets in it that `read` finds at their addresses. What they name is found from everywhere.
pub(super) fn put_in(html: &str, read: impl Fn(&str) -> Option<String>) -> String {
    let mut page = String::with_capacity(html.len() + LARGEST);
    let mut at = 0;
    for tag in tags(html) {
        let sheet = address_of(&tag).and_then(|address| Some((address, read(address)?)));
        let Some((address, sheet)) = sheet.filter(|(_, sheet)| fits(sheet)) else { continue };
        page.push_str(&html[at..tag.place.start]);
        page.push_str("<style>");
        page.push_str(&resolved(&sheet, address));
        page.push_str("</style>");
        at = tag.place.end;
    }
    page.push_str(&html[at..]);
    page
}

/// The address of the style sheet that a tag links to for all media.
fn address_of<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let is_sheet =
        tag.is("link") && tag.attribute("rel") == Some("stylesheet") && tag.attribute("media").is_none();
    is_sheet.then(|| tag.attribute("href")).flatten()
}

/// Whether a style sheet can stand in a page: it does not end the element, and loads no other from where it is.
fn fits(sheet: &str) -> bool {
    sheet.len() <= LARGEST && !sheet.contains("</") && !sheet.contains("@import")
}

/// The style sheet at `address`, with what it names by addresses that count from everywhere.
fn resolved(sheet: &str, address: &str) -> String {
    const BEGIN: &str = "url(";
    let mut whole = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        whole.push_str(before);
        whole.push_str(BEGIN);
        let end = after.find(')').unwrap_or(after.len());
        let named = after[..end].trim().trim_matches(['"', '\'']);
        match address::resolve(address, named, Use::Media).filter(|_| !named.starts_with('#')) {
            Some(found) => whole.push_str(&format!("\"{found}\"")),
            None => whole.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    whole + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<style>a{}</style>\n<link rel=\"stylesheet\" href=\"/news/css/a.css\"/><p>";

    fn page(sheet: &str) -> String {
        put_in(PAGE, |address| (address == "/news/css/a.css").then(|| sheet.to_owned()))
    }

    #[test]
    fn a_style_sheet_is_put_in_with_addresses_that_count_from_everywhere() {
        let sheet = "@font-face{src:url(\"../x.woff2\") format(\"woff2\"),url( 'y.woff2' ),url(/z.woff2)}b{mask:url(#m)}";
        let style = "@font-face{src:url(\"/news/x.woff2\") format(\"woff2\"),url(\"/news/css/y.woff2\"),url(\"/z.woff2\")}\
                     b{mask:url(#m)}";
        assert_eq!(page(sheet), format!("<style>a{{}}</style>\n<style>{style}</style><p>"));
    }

    #[test]
    fn what_cannot_stand_in_a_page_stays_a_file() {
        for sheet in ["a{content:\"</style>\"}", "@import \"b.css\";", &"a{}".repeat(LARGEST)] {
            assert_eq!(page(sheet), PAGE);
        }
        assert_eq!(put_in(PAGE, |_| None), PAGE);
        let print = PAGE.replace("rel=", "media=\"print\" rel=");
        assert_eq!(put_in(&print, |_| Some("a{}".to_owned())), print);
    }
}
