//! The page that Trunk built, from which every page is printed.

mod icon;
mod settings;

use std::ops::Range;

use self::icon::{base_of, kind_of};
use super::{
    elements::{elements, elements_and_comments},
    options::origin,
    policy,
    styles::{FirstWindow, NEEDED_BY},
};

/// Mark of a page that was printed already, and so cannot be the template.
pub(super) const PRINTED: &str = london_daily::app::printed_page::MARK;

/// Attribute of elements that the press puts into a page that is otherwise as Trunk built it.
const ADDED: &str = "data-press";

/// The values that one page puts into the slots of the template, as HTML.
pub(super) struct SlotValues<'a> {
    /// Attributes of the element `html`, with a space before each.
    pub(super) html_attributes: &'a str,
    /// Elements with the policies of the page, which a browser must read before anything else.
    pub(super) policy: &'a str,
    /// Kind of page, by which the CSS for its first window (critical CSS) is chosen.
    pub(super) window: FirstWindow,
    /// Elements at the end of the head.
    pub(super) head_end: &'a str,
    /// Content of the element `#app`.
    pub(super) app: &'a str,
    /// Elements at the end of the body: scripts, and on a printed page the element `#printed-page`.
    pub(super) body_end: &'a str,
}

/// Trunk's `index.html`, split at the places where pages differ.
#[derive(Debug)]
pub struct Template {
    html: String,
    /// Ranges of `html` that a page replaces or leaves out, in ascending order.
    slots: Vec<(Range<usize>, Slot)>,
    /// Range of the text of each style element, with the kinds of page that it is for.
    styles: Vec<(Option<String>, Range<usize>)>,
    /// Path below which the site lives, with a slash at both ends.
    base: Option<String>,
    /// URL of the site's icon, and its media type.
    icon: Option<(String, String)>,
    feed: Option<String>,
    site: Option<String>,
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Removed,
    HtmlAttributes,
    Policy,
    /// Place of the single style element of a page.
    Style,
    HeadEnd,
    App,
    BodyEnd,
}

impl Template {
    /// Reads the page that Trunk built.
    ///
    /// # Errors
    /// A message for a developer that says what the page lacks.
    pub fn read(html: String) -> Result<Self, String> {
        if html.contains(PRINTED) {
            return Err(
                "is a printed page already, and the page as Trunk built it is not kept; build anew".into()
            );
        }
        let html = without_additions(&html);
        let mut slots: Vec<(Range<usize>, Slot)> = Vec::new();
        let (mut base, mut icon, mut feed, mut site, mut name) = (None, None, None, None, String::new());
        let (mut charset_end, mut head_start) = (None, None);
        let mut styles = Vec::new();
        let (elements, comments) = elements_and_comments(&html);
        for element in &elements {
            let start_tag = &element.start_tag;
            let end = element.content().map(|content| content.end);
            let said = |name| element.attribute(name).map(unescape);
            if element.is("html") {
                slots.push((start_tag.start + "<html".len()..start_tag.end - 1, Slot::HtmlAttributes));
            } else if element.is("head") {
                head_start = head_start.or(Some(start_tag.end));
                slots.extend(end.map(|end| (end..end, Slot::HeadEnd)));
            } else if element.is("title") {
                name = element.content().map(|text| unescape(html[text].trim())).unwrap_or_default();
                slots.push((element.place(), Slot::Removed));
            } else if element.is("style") && element.attribute("media").is_none() {
                // A page has a single style element: the policy lists a hash for each, and hashes do not compress.
                let slot = if styles.is_empty() { Slot::Style } else { Slot::Removed };
                let text = element.content().ok_or("does not close an element `style`")?;
                styles.push((said(NEEDED_BY), text));
                slots.push((element.place(), slot));
            } else if element.is("meta") {
                if element.attribute("charset").is_some() {
                    charset_end = charset_end.or(Some(start_tag.end));
                }
                let content = said("content").filter(|text| !text.is_empty());
                match element.attribute("name") {
                    Some("description") => slots.push((element.place(), Slot::Removed)),
                    Some("london-daily-feed") => feed = content,
                    Some("london-daily-site") => site = content,
                    _ => {}
                }
            } else if element.is("link") && element.attribute("rel") == Some("icon") {
                let href = said("href");
                base = base.or_else(|| base_of(href.as_deref()?));
                if let (None, Some(href)) = (&icon, href) {
                    // Trunk leaves out the attribute `type`, so the extension of the file decides.
                    icon = said("type").or_else(|| kind_of(&href)).map(|kind| (href, kind));
                }
            } else if element.is("div") && element.attribute("id") == Some("app") {
                let content = element.content().ok_or("does not close the element `#app`")?;
                slots.push((content, Slot::App));
            } else if element.is("body") {
                slots.extend(end.map(|end| (end..end, Slot::BodyEnd)));
            }
        }
        // The policy has to precede whatever it governs, but to follow the `meta` element with the encoding, which has to be
        // within the first 1,024 bytes of a page (HTML Standard).
        if let Some(at) = charset_end.or(head_start) {
            slots.push((at..at, Slot::Policy));
        }
        // Comments are for the publisher; readers would have to load them before the headline.
        for comment in comments {
            if !slots.iter().any(|(place, _)| place.contains(&comment.start)) {
                slots.push((comment, Slot::Removed));
            }
        }
        slots.sort_by_key(|(place, _)| (place.start, place.end));
        for (slot, what) in [
            (Slot::HtmlAttributes, "no element `html`"),
            (Slot::HeadEnd, "no end of the head"),
            (Slot::App, "no element `<div id=\"app\">`"),
            (Slot::BodyEnd, "no end of the body"),
        ] {
            if slots.iter().filter(|(_, kind)| *kind == slot).count() != 1 {
                return Err(format!("has {what}, or more than one"));
            }
        }
        Ok(Self { slots, styles, base, icon, feed, site, name, html })
    }

    /// Returns `true` if the page names the site with this origin.
    pub(super) fn names(&self, site: &str) -> bool {
        self.site().and_then(|named| origin(named).ok()).is_some_and(|named| named == site)
    }

    /// Returns the path below which the site lives, with a slash at both ends, as the URL of its icon shows it.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Returns the URL of the site's icon, with its media type.
    pub fn icon(&self) -> Option<(&str, &str)> {
        self.icon.as_ref().map(|(address, kind)| (address.as_str(), kind.as_str()))
    }

    /// Returns the URL of the feed as `<meta name="london-daily-feed">` gives it, unresolved.
    pub fn feed(&self) -> Option<&str> {
        self.feed.as_deref()
    }

    /// Returns the URL of the published site as `<meta name="london-daily-site">` gives it, unchecked.
    pub fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// Returns the title of the page, which names the site until its feed is known.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the attributes of the element `html`, with a space before each.
    pub(super) fn html_attributes(&self) -> &str {
        let found = self.slots.iter().find(|(_, slot)| *slot == Slot::HtmlAttributes);
        found.map_or("", |(place, _)| &self.html[place.clone()])
    }

    /// Returns the last part of the template, which all pages end with.
    pub(super) fn end(&self) -> &str {
        self.slots.last().map_or("", |(place, _)| &self.html[place.end..])
    }

    /// Returns the page as it was built, with a policy. It can be read again as the page without.
    pub(super) fn with_policy(&self, policy: &str) -> String {
        let place = self.slots.iter().find(|(_, slot)| *slot == Slot::Policy);
        let at = place.map_or(0, |(place, _)| place.start);
        [&self.html[..at], &policy::in_head(policy, &format!(" {ADDED}")), &self.html[at..]].concat()
    }

    /// Returns the page as it was built.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Returns `true` if Trunk serves the page for development: Trunk then adds a script of its own, which changes over time.
    pub(super) fn is_served_by_trunk(&self) -> bool {
        self.html.contains("{{__TRUNK_")
    }

    /// Returns the parts of the template that all pages of a kind share, and `body_end`. The hashes in their policy are made from
    /// the scripts and styles in it.
    pub(super) fn shared_html(&self, window: FirstWindow, body_end: &str) -> String {
        self.fill(&SlotValues { html_attributes: "", policy: "", window, head_end: "", app: "", body_end })
    }

    /// Returns the style element of a kind of page.
    fn style(&self, window: FirstWindow) -> String {
        let needed = self.styles.iter().filter(|(pages, _)| window.needs(pages.as_deref()));
        let text: String = needed.map(|(_, text)| &self.html[text.clone()]).collect();
        ["<style>", &text, "</style>"].concat()
    }

    /// Returns the page with this content.
    pub(super) fn fill(&self, values: &SlotValues<'_>) -> String {
        let SlotValues { html_attributes, policy, window, head_end, app, body_end } = values;
        let style = self.style(*window);
        let mut page = String::with_capacity(
            self.html.len() + html_attributes.len() + head_end.len() + app.len() + body_end.len(),
        );
        let mut at = 0;
        for (place, slot) in &self.slots {
            page.push_str(&self.html[at..place.start]);
            page.push_str(match slot {
                Slot::Removed => "",
                Slot::HtmlAttributes => html_attributes,
                Slot::Policy => policy,
                Slot::Style => &style,
                Slot::HeadEnd => head_end,
                Slot::App => app,
                Slot::BodyEnd => body_end,
            });
            at = place.end;
        }
        page.push_str(&self.html[at..]);
        page
    }
}

/// Returns a page without what the press has put into it.
fn without_additions(page: &str) -> String {
    let mut html = String::with_capacity(page.len());
    let mut at = 0;
    for element in elements(page).iter().filter(|element| element.attribute(ADDED).is_some()) {
        html.push_str(page[at..element.start_tag.start].trim_end());
        at = element.place().end;
    }
    html.push_str(&page[at..]);
    html
}

/// Returns a page without what loads or starts the app: module scripts, the import map, the start script, and links that preload.
pub(super) fn without_app_loader(page: &str) -> String {
    let mut html = String::with_capacity(page.len());
    let mut at = 0;
    for element in elements(page) {
        let is = |name: &str, value: &str| element.attribute(name) == Some(value);
        let starts = || element.content().is_some_and(|text| page[text].contains("london-daily-program"));
        let loads = element.is("meta") && is("name", "london-daily-program")
            || element.is("link") && (is("rel", "modulepreload") || is("rel", "preload"))
            || element.is("script") && (is("type", "module") || is("type", "importmap") || starts());
        if loads {
            html.push_str(&page[at..element.start_tag.start]);
            at = element.place().end;
        }
    }
    html.push_str(&page[at..]);
    html
}

/// Decodes the character references in a value of an attribute or in a title.
pub(super) fn unescape(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

/// Escapes a text so that it can stand between tags and in double quotes.
pub(super) fn escape(text: &str) -> String {
    html_escape::encode_double_quoted_attribute(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>A &amp; B</title>\
        <meta name=\"description\" content=\"old\"><meta name=\"london-daily-feed\" content=\"/content/feed.json\">\
        <link rel=\"icon\" href=\"/news/icon-12.svg\"></head>\
        <body><div id=\"app\"><div class=\"shell\"><p>Wait</p></div></div><script>\"</head>\"</script></body></html>";

    #[test]
    fn a_page_is_filled_where_pages_differ() {
        let template = Template::read(PAGE.into()).unwrap();
        assert_eq!((template.base(), template.name()), (Some("/news/"), "A & B"));
        assert_eq!(template.feed(), Some("/content/feed.json"));
        let page = template.fill(&SlotValues {
            html_attributes: " lang=\"kk\"",
            policy: "POLICY",
            window: FirstWindow::Front,
            head_end: "HEAD",
            app: "APP",
            body_end: "DATA",
        });
        assert_eq!(
            page,
            "<!DOCTYPE html><html lang=\"kk\"><head>POLICY\
            <meta name=\"london-daily-feed\" content=\"/content/feed.json\">\
            <link rel=\"icon\" href=\"/news/icon-12.svg\">HEAD</head>\
            <body><div id=\"app\">APP</div><script>\"</head>\"</script>DATA</body></html>"
        );
    }

    #[test]
    fn readers_are_sent_no_comments_of_the_publisher() {
        let page = PAGE
            .replace("<title>", "<!-- The name. --><title>")
            .replace("</body>", "<!-- </body> --></body>");
        let page = page.replace("<p>Wait</p>", "<p>Wait</p><!-- In what is replaced. -->");
        let page = Template::read(page).unwrap().shared_html(FirstWindow::Listing, "");
        assert!(!page.contains("<!--") && page.contains("<script>\"</head>\"</script></body>"), "{page}");
    }

    #[test]
    fn the_policy_follows_the_encoding_and_precedes_the_rest() {
        let page = PAGE.replace("<head>", "<head><meta charset=\"utf-8\"><script>1</script>");
        let page = Template::read(page).unwrap();
        let page = page.fill(&SlotValues {
            html_attributes: "",
            policy: "POLICY",
            window: FirstWindow::Front,
            head_end: "",
            app: "",
            body_end: "",
        });
        assert!(page.contains("<head><meta charset=\"utf-8\">POLICY<script>1</script>"), "{page}");
    }

    #[test]
    fn a_page_has_one_style_element_with_what_its_kind_needs() {
        let page = PAGE.replace(
            "</head>",
            "<style>a{}\n</style>\n<style data-page=\"front&#x20;article\">b{}</style><style media=\"print\">c{}</style>\
             <style data-page=\"listing\">d{}</style></head>",
        );
        let template = Template::read(page).unwrap();
        for (window, style) in [(FirstWindow::Front, "a{}\nb{}"), (FirstWindow::Listing, "a{}\nd{}")] {
            let page = template.shared_html(window, "");
            let styles = format!("<style>{style}</style>\n<style media=\"print\">c{{}}</style></head>");
            assert!(page.contains(&styles), "{page}");
        }
    }

    #[test]
    fn a_page_without_the_program_is_otherwise_the_same() {
        let page = "<link rel=\"icon\" href=\"a\"><meta name=\"london-daily-program\" content=\"p\"><script type=\"module\">x</script><link rel=\"modulepreload\" href=\"b\">\
                    <script>y</script><script>start(\"london-daily-program\")</script><link rel=\"preload\" href=\"c\" as=\"fetch\"><p>text";
        assert_eq!(without_app_loader(page), "<link rel=\"icon\" href=\"a\"><script>y</script><p>text");
    }

    #[test]
    fn what_a_page_lacks_is_said() {
        for (from, to, why) in [
            ("id=\"app\"", "id=\"other\"", "#app"),
            ("</body>", "", "end of the body"),
            ("<html lang", "<xml lang", "`html`"),
            ("id=\"app\"", PRINTED, "printed"),
            ("</div></div>", "</div>", "does not close"),
        ] {
            let error = Template::read(PAGE.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains(why.trim_start_matches('#')), "{error}");
        }
    }

    #[test]
    fn the_kind_of_the_icon_is_what_is_said_or_what_its_name_shows() {
        for (icon, kind) in
            [("href=\"/icon.svg\"", "image/svg+xml"), ("href=\"/icon.svg\" type=\"image/png\"", "image/png")]
        {
            let page = PAGE.replace("href=\"/news/icon-12.svg\"", icon);
            assert_eq!(Template::read(page).unwrap().icon().map(|(_, kind)| kind), Some(kind), "{icon}");
        }
    }
}
