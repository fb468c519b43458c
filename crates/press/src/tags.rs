//! The tags of well-formed HTML: of Trunk's page, and of what the components render.
//!
//! This is no parser for any HTML of the web (`london_daily::article` has one): it finds the places of tags in the text, which a
//! parser does not keep.

use std::ops::Range;

/// A tag and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Range from `<` to behind `>`.
    pub(super) place: Range<usize>,
    /// Name as it is written.
    pub(super) name: &'a str,
    /// `true` for an end tag.
    pub(super) closing: bool,
    html: &'a str,
}

impl<'a> Tag<'a> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the value of an attribute as it is written; `None` if the tag has no such attribute, or if that has no value.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = &self.html[self.place.start + 1 + self.name.len()..self.place.end - 1];
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/')?;
            let key = &rest[..end];
            rest = rest[end..].trim_start();
            let Some(value) = rest.strip_prefix('=') else {
                rest = rest.strip_prefix('/').unwrap_or(rest);
                if rest.is_empty() {
                    return None;
                }
                continue;
            };
            let value = value.trim_start();
            let (value, after) = match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split_once(quote)?,
                _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// Returns all tags of `html`, in order. Comments, scripts and styles have none.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            let rest = &html[start..];
            if rest.starts_with("<!--") {
                // `<!-->` is a whole comment (HTML Standard, "abrupt-closing-of-empty-comment").
                at = match rest.strip_prefix("<!-->") {
                    Some(_) => start + 5,
                    None => start + 4 + html[start + 4..].find("-->")? + 3,
                };
                continue;
            }
            let closing = rest.starts_with("</");
            let name_at = start + 1 + usize::from(closing);
            if !html.as_bytes().get(name_at)?.is_ascii_alphabetic() {
                at = start + 1;
                continue;
            }
            let end = name_at + end_of_tag(&html.as_bytes()[name_at..])?;
            let name_length = html[name_at..end].find(|c: char| c.is_whitespace() || c == '/' || c == '>')?;
            let name = &html[name_at..name_at + name_length];
            at = end;
            if !closing && is_raw(name) {
                at = end + end_of_raw(&html[end..], name);
            }
            return Some(Tag { place: start..end, name, closing, html });
        }
    })
}

/// Returns the places of the comments of `html`.
pub(super) fn comments(html: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let (mut at, mut is_text) = (0, false);
    let end = std::iter::once((html.len()..html.len(), false));
    let found = tags(html).map(|tag| (tag.place.clone(), !tag.closing && is_raw(tag.name)));
    for (place, is_raw) in found.chain(end) {
        // An element such as `script` holds text, in which `<!--` begins no comment.
        while let Some(start) = html[at..place.start].find("<!--").filter(|_| !is_text) {
            let start = at + start;
            let length =
                html[start..place.start].find("-->").map_or(place.start - start, |length| length + 3);
            at = start + length;
            comments.push(start..at);
        }
        (at, is_text) = (place.end, is_raw);
    }
    comments
}

/// Returns `true` if an element with this name holds text instead of markup.
fn is_raw(name: &str) -> bool {
    ["script", "style", "textarea", "title"].iter().any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Returns the index behind the `>` that ends a tag; a `>` within quotes does not end it.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Returns the index of the end tag of an element that holds text instead of markup.
fn end_of_raw(html: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = html[at..].find("</") {
        let rest = &html[at + found + 2..];
        if rest.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at + found;
        }
        at += found + 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_and_what_only_looks_like_one_is_not() {
        let html = "<!doctype html><a title=\"x > y\" href='/b'>1 < 2<br/><!-- <i> --><!><script>\"<u>\"</script></a>";
        let found: Vec<_> = tags(html).map(|tag| (tag.name, tag.closing)).collect();
        assert_eq!(found, [("a", false), ("br", false), ("script", false), ("script", true), ("a", true)]);
        let link = tags(html).next().unwrap();
        assert_eq!(&html[link.place.clone()], "<a title=\"x > y\" href='/b'>");
        assert_eq!((link.attribute("href"), link.attribute("class")), (Some("/b"), None));
    }

    #[test]
    fn comments_are_found_between_tags() {
        let html =
            "<!-- a --><p title=\"<!-- b -->\">c<!-- <d> --></p><script>\"<!-- e -->\"</script>f<!-- g";
        let found: Vec<_> = comments(html).into_iter().map(|place| &html[place]).collect();
        assert_eq!(found, ["<!-- a -->", "<!-- <d> -->", "<!-- g"]);
        assert!(comments("<!doctype html><p>1 < 2").is_empty());
    }

    #[test]
    fn attributes_are_found_behind_others_without_a_value() {
        let tag = tags("<link data-x crossorigin rel=icon href=\"i.svg\" />").next().unwrap();
        assert_eq!((tag.attribute("rel"), tag.attribute("href")), (Some("icon"), Some("i.svg")));
        assert_eq!(tag.attribute("data-x"), None);
    }

    #[test]
    fn a_document_that_is_cut_off_ends_the_search() {
        for html in ["<", "<a", "<a href=\"", "<!--", "<script>", "</", "<a href", "text"] {
            assert!(tags(html).count() <= 1, "{html}");
        }
    }
}
