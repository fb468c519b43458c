//! The elements and comments of HTML with their places, as the parser of lol_html finds them: in Trunk's page, and in what the
//! components render.

use std::{cell::RefCell, ops::Range, rc::Rc};

use lol_html::{HtmlRewriter, Settings, doc_comments, element, end_tag};

/// An element and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Name in lower case.
    name: String,
    /// Names in lower case, and values as they are written.
    attributes: Vec<(String, String)>,
    /// Range of the start tag, from `<` to behind `>`.
    pub(super) start_tag: Range<usize>,
    /// Range of the end tag. `None` if the element has no end tag, or if the end of another one ends it.
    pub(super) end_tag: Option<Range<usize>>,
}

impl Element {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Returns the value of an attribute as it is written; it is empty for an attribute without one.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the range between the tags. `None` if there is no end tag.
    pub(super) fn content(&self) -> Option<Range<usize>> {
        Some(self.start_tag.end..self.end_tag.as_ref()?.start)
    }

    /// Returns the range of the whole element, or of its start tag if it has no other.
    pub(super) fn place(&self) -> Range<usize> {
        self.start_tag.start..self.end_tag.as_ref().unwrap_or(&self.start_tag).end
    }
}

/// Returns all elements of `html`, in the order of their start tags, and the ranges of its comments.
pub(super) fn elements_and_comments(html: &str) -> (Vec<Element>, Vec<Range<usize>>) {
    // The handler for an end tag may outlive the others, so it shares the list.
    let elements = Rc::<RefCell<Vec<Element>>>::default();
    let mut comments = Vec::new();
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", |element| {
            let at = elements.borrow().len();
            let attributes = element.attributes().iter();
            elements.borrow_mut().push(Element {
                name: element.tag_name(),
                attributes: attributes.map(|attribute| (attribute.name(), attribute.value())).collect(),
                start_tag: element.source_location().bytes(),
                end_tag: None,
            });
            if element.can_have_content() {
                let elements = Rc::clone(&elements);
                element.on_end_tag(end_tag!(move |tag| {
                    let element = &mut elements.borrow_mut()[at];
                    // An element without an end tag of its own is told of the one that ends it.
                    if tag.name() == element.name {
                        element.end_tag = Some(tag.source_location().bytes());
                    }
                    Ok(())
                }))?;
            }
            Ok(())
        }))
        .append_document_content_handler(doc_comments!(|comment| {
            comments.push(comment.source_location().bytes());
            Ok(())
        }));
    let mut parser = HtmlRewriter::new(settings, |_: &[u8]| {});
    let parsed = parser.write(html.as_bytes()).and_then(|()| parser.end());
    parsed.expect("no handler fails, and nothing limits the parser's memory");
    (elements.take(), comments)
}

/// Returns all elements of `html`, in the order of their start tags.
pub(super) fn elements(html: &str) -> Vec<Element> {
    elements_and_comments(html).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_and_what_only_looks_like_one_is_not() {
        let html = "<!doctype html><A title=\"x > y\" href='/b'>1 < 2<br/><!-- <i> --><!><script>\"<u>\"</script></a>";
        let found = elements(html);
        let names: Vec<_> = found.iter().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["a", "br", "script"]);
        let [link, line, script] = &found[..] else { panic!("three elements") };
        assert_eq!(&html[link.start_tag.clone()], "<A title=\"x > y\" href='/b'>");
        assert_eq!((link.attribute("href"), link.attribute("class")), (Some("/b"), None));
        assert_eq!(link.place().end, html.len());
        assert_eq!((line.content(), line.place()), (None, line.start_tag.clone()));
        assert_eq!(script.content().map(|text| &html[text]), Some("\"<u>\""));
    }

    #[test]
    fn an_element_ends_where_its_own_end_tag_is() {
        let html = "<div id=a><div></div><p>b</div><div>c";
        let found = elements(html);
        let contents: Vec<_> =
            found.iter().map(|element| element.content().map(|text| &html[text])).collect();
        assert_eq!(contents, [Some("<div></div><p>b"), Some(""), None, None]);
    }

    #[test]
    fn comments_are_found_and_what_only_looks_like_one_is_not() {
        let html =
            "<!-- a --><p title=\"<!-- b -->\">c<!-- <d> --></p><script>\"<!-- e -->\"</script>f<!-- g";
        let (_, comments) = elements_and_comments(html);
        let found: Vec<_> = comments.into_iter().map(|place| &html[place]).collect();
        assert_eq!(found, ["<!-- a -->", "<!-- <d> -->", "<!-- g"]);
    }

    #[test]
    fn attributes_are_found_behind_others_without_a_value() {
        let found = elements("<link data-x crossorigin rel=icon href=\"i.svg\" />");
        assert_eq!((found[0].attribute("rel"), found[0].attribute("href")), (Some("icon"), Some("i.svg")));
        assert_eq!(found[0].attribute("data-x"), Some(""));
    }

    #[test]
    fn a_document_that_is_cut_off_ends_the_search() {
        for html in ["<", "<a", "<a href=\"", "<!--", "<script>", "</", "<a href", "text"] {
            assert!(elements(html).len() <= 1, "{html}");
        }
    }
}
