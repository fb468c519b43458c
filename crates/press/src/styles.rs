//! Style sheets. The style that the first window of a page needs stands in the page itself, since a browser paints nothing until
//! it has it, and each file costs another round trip. All other style is in one file, which is linked where it delays nothing.
//!
//! `index.html` decides which is which. A style sheet that is linked in the head is for the first window of every page, or of the
//! kinds of page that its `data-page` names. A style sheet that is linked in the body is not for the first window.

use std::path::Path;

use london_daily::browser::urls::{self, Use};
use sha2::{Digest, Sha256};

use super::{
    elements::{Element, elements},
    files::Finding,
    minify, policy,
};

/// Attribute of a style sheet that names the kinds of page whose first window needs it, separated by spaces.
pub(super) const NEEDED_BY: &str = "data-page";

/// Bytes of text that fill the window of a large screen below the head of an article.
const FULL_WINDOW: usize = 2_500;

/// Elements of running text, for which `text.css` has all style.
const RUNNING_TEXT: &[&str] = &[
    "p",
    "a",
    "em",
    "strong",
    "br",
    "span",
    "time",
    "i",
    "b",
    "mark",
    "small",
    "sub",
    "sup",
    "abbr",
    "del",
    "ins",
    "q",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "aside",
    "footer",
    "cite",
    "figure",
    "figcaption",
    "picture",
    "source",
    "img",
];

/// Kinds of page that differ in the style of their first window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FirstWindow {
    /// The front page.
    Front,
    /// An article whose head and running text fill the window.
    Article,
    /// An article whose window also shows other kinds of block.
    MixedArticle,
    /// An article with running text so short that the window also shows what follows it.
    ShortArticle,
    /// An article whose window shows other kinds of block, and what follows the text.
    ShortMixedArticle,
    /// An article that has no text but its standfirst.
    Brief,
    /// A list of headlines: a section, a topic, the page for URLs that the site does not have, or the offline page.
    Listing,
    /// The page of saved stories.
    Saved,
}

impl FirstWindow {
    pub(super) const ALL: [Self; 8] = [
        Self::Front,
        Self::Article,
        Self::MixedArticle,
        Self::ShortArticle,
        Self::ShortMixedArticle,
        Self::Brief,
        Self::Listing,
        Self::Saved,
    ];

    /// Returns the kind of an article's page, judged by its HTML.
    pub(super) fn of_article(html: &str) -> Self {
        // Only the article is parsed: the fifty headlines behind it are most of the page. Articles are never nested.
        let article = html.split_once("</article>").map_or(html, |(article, _)| article);
        let mut elements = elements(article).into_iter();
        let has_class = |element: &Element, name| {
            element
                .attribute("class")
                .is_some_and(|class| class.split_ascii_whitespace().any(|own| own == name))
        };
        let body = elements.find(|element| has_class(element, "article-body"));
        let Some(body) = body.and_then(|body| body.content()) else { return Self::ShortMixedArticle };
        let (mut markup, mut is_mixed, mut is_brief) = (0, false, false);
        for element in elements.take_while(|element| element.start_tag.start < body.end) {
            let text_before = (element.start_tag.start - body.start).saturating_sub(markup);
            is_mixed |= text_before <= FULL_WINDOW && !RUNNING_TEXT.iter().any(|name| element.is(name));
            is_brief |= has_class(&element, "standfirst");
            markup += element.start_tag.len() + element.end_tag.map_or(0, |tag| tag.len());
        }
        let is_short = (body.end - body.start).saturating_sub(markup) <= FULL_WINDOW;
        match (is_short, is_mixed) {
            _ if is_brief => Self::Brief,
            (false, false) => Self::Article,
            (false, true) => Self::MixedArticle,
            (true, false) => Self::ShortArticle,
            (true, true) => Self::ShortMixedArticle,
        }
    }

    /// Returns `true` if this kind needs a style sheet with this value of `data-page`. One without the attribute is for all
    /// kinds.
    pub(super) fn needs(self, pages: Option<&str>) -> bool {
        let names: &[&str] = match self {
            Self::Front => &["front"],
            Self::Article => &["article", "text"],
            Self::MixedArticle => &["article", "text", "blocks"],
            Self::ShortArticle => &["article", "text", "end"],
            Self::ShortMixedArticle => &["article", "text", "blocks", "end"],
            Self::Brief => &["article", "end", "brief"],
            Self::Listing => &["listing"],
            Self::Saved => &["listing", "saved"],
        };
        pages.is_none_or(|pages| pages.split_ascii_whitespace().any(|page| names.contains(&page)))
    }
}

/// A page with its style sheets in their places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Arranged {
    pub(super) html: String,
    /// Name and text of the file with the style that not every page holds; `None` if there is no such style.
    pub(super) file: Option<(String, String)>,
    /// URLs of the style sheets that nothing links to any longer.
    pub(super) merged: Vec<String>,
}

/// Arranges the style sheets of a page for a site below `base`. `read` returns the style sheet at a URL. One that it does not
/// find stays as it is, and so does one that is for some media only.
///
/// # Errors
/// The minifier fails.
pub(super) fn arrange(
    html: &str,
    base: &str,
    minifier: Option<&Path>,
    read: impl Fn(&str) -> Option<String>,
) -> Result<Arranged, Finding> {
    let (mut page, mut rest, mut merged) = (String::with_capacity(html.len()), String::new(), Vec::new());
    let elements = elements(html);
    let body = elements.iter().find(|element| element.is("body"));
    let (mut at, mut place) = (0, None);
    for element in &elements {
        let sheet = url_of(element).and_then(|url| Some((url, read(url)?)));
        let Some((url, sheet)) = sheet.filter(|(_, sheet)| can_be_moved(sheet)) else { continue };
        let in_body = body.is_some_and(|body| body.start_tag.end <= element.start_tag.start);
        page.push_str(html[at..element.start_tag.start].trim_end());
        at = element.start_tag.end;
        let sheet = minify::style(&minify::compact_style(&resolved(&sheet, url)), minifier)?;
        let sheet = sheet.trim_end();
        let pages = element.attribute(NEEDED_BY);
        if in_body {
            place = place.or(Some(page.len()));
        } else {
            let pages = pages.map(|pages| format!(" {NEEDED_BY}=\"{pages}\"")).unwrap_or_default();
            page.push_str(&format!("<style{pages}>{sheet}</style>"));
        }
        // A reader who goes on to another kind of page needs the style that the first page does not hold.
        if in_body || pages.is_some() {
            rest.push_str(sheet);
        }
        merged.push(url.to_owned());
    }
    let end_of_body =
        body.and_then(|body| body.content()).map(|content| content.end).filter(|end| at <= *end);
    if let Some(end) = end_of_body {
        page.push_str(&html[at..end]);
        at = end;
        place = place.or(Some(page.len()));
    }
    page.push_str(&html[at..]);
    let file = (!rest.is_empty()).then(|| {
        let integrity = policy::integrity(rest.as_bytes());
        let name = format!("london-daily-{}.css", hash(&rest));
        let link = format!("<link rel=\"stylesheet\" href=\"{base}{name}\" integrity=\"{integrity}\">\n");
        page.insert_str(place.unwrap_or(page.len()), &link);
        (name, rest)
    });
    Ok(Arranged { html: page, file, merged })
}

/// Returns the hash of a text in the form that Trunk uses in file names. Hosts let browsers keep files with such names for good,
/// and `compress` relies on the form as well.
fn hash(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the URL of the style sheet that an element links to. `None` if it is for some media only, and for a link with `integrity`:
/// that leads to the file of an earlier printing.
fn url_of(element: &Element) -> Option<&str> {
    let is_sheet = element.is("link")
        && element.attribute("rel") == Some("stylesheet")
        && ["media", "integrity"].iter().all(|name| element.attribute(name).is_none());
    is_sheet.then(|| element.attribute("href")).flatten()
}

/// Returns `true` if a style sheet can stand in a `style` element and behind other style sheets: it neither ends the element nor
/// has rules that must come first.
fn can_be_moved(sheet: &str) -> bool {
    !["</", "@import", "@charset", "@namespace"].iter().any(|sign| sheet.contains(sign))
}

/// Returns the style sheet at `url` with its relative URLs resolved, so that they lead to the same files from every page.
fn resolved(sheet: &str, url: &str) -> String {
    const BEGIN: &str = "url(";
    let mut whole = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        whole.push_str(before);
        whole.push_str(BEGIN);
        let end = after.find(')').unwrap_or(after.len());
        let named = after[..end].trim().trim_matches(['"', '\'']);
        match urls::resolve(url, named, Use::Media).filter(|_| !named.starts_with('#')) {
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

    /// Page with three style sheets: the second is for articles and the front page, the last is not for the first window.
    const PAGE: &str = "<head><link rel=\"stylesheet\" href=\"/news/css/all.css\"/>\
                        <link rel=\"stylesheet\" href=\"/news/css/article.css\" data-page=\"article front\"/></head>\
                        <body><p></p><link rel=\"stylesheet\" href=\"/news/css/rest.css\"><script></script></body>";

    fn arranged(page: &str, all: &str) -> Arranged {
        arrange(page, "/news/", None, |url| match url {
            "/news/css/all.css" => Some(all.to_owned()),
            "/news/css/article.css" => Some("b{}".to_owned()),
            "/news/css/rest.css" => Some("/* Why. */\n  c {\n    d: e;\n  }\n".to_owned()),
            _ => None,
        })
        .unwrap()
    }

    #[test]
    fn the_first_window_has_its_style_and_a_file_has_the_rest() {
        let Arranged { html, file, merged } = arranged(PAGE, "a{}");
        let (name, text) = file.unwrap();
        assert_eq!(text, "b{}c {d: e;}");
        let integrity = policy::integrity(text.as_bytes());
        assert_eq!(
            html,
            format!(
                "<head><style>a{{}}</style><style data-page=\"article front\">b{{}}</style></head><body><p></p>\
                 <link rel=\"stylesheet\" href=\"/news/{name}\" integrity=\"{integrity}\">\n<script></script></body>"
            )
        );
        assert_eq!(merged, ["/news/css/all.css", "/news/css/article.css", "/news/css/rest.css"]);
    }

    #[test]
    fn what_is_arranged_already_stays_as_it_is() {
        let first = arranged(PAGE, "a{}");
        let again = arrange(&first.html, "/news/", None, |_| Some("f{}".into())).unwrap();
        assert_eq!(again, Arranged { html: first.html, file: None, merged: vec![] });
    }

    #[test]
    fn the_file_comes_last_where_the_body_links_to_none() {
        let page = PAGE.replace("<link rel=\"stylesheet\" href=\"/news/css/rest.css\">", "");
        let html = arranged(&page, "a{}").html;
        assert!(
            html.contains("<script></script><link rel=\"stylesheet\" href=\"/news/london-daily-"),
            "{html}"
        );
        let page = page.replace(" data-page=\"article front\"", "");
        assert_eq!(arranged(&page, "a{}").file, None);
    }

    #[test]
    fn what_a_style_sheet_names_is_found_from_everywhere() {
        let sheet = "@font-face{src:url(\"../x.woff2\") format(\"woff2\"),url( 'y.woff2' ),url(/z.woff2)}b{mask:url(#m)}";
        let style = "@font-face{src:url(\"/news/x.woff2\") format(\"woff2\"),url(\"/news/css/y.woff2\"),url(\"/z.woff2\")}\
                     b{mask:url(#m)}";
        assert!(arranged(PAGE, sheet).html.contains(style));
    }

    #[test]
    fn what_cannot_be_moved_stays_where_it_is() {
        let link = "<link rel=\"stylesheet\" href=\"/news/css/all.css\"/>";
        for sheet in ["a{content:\"</style>\"}", "@import \"b.css\";", "@charset \"utf-8\";"] {
            assert!(arranged(PAGE, sheet).html.contains(link), "{sheet}");
        }
        let unread = arrange(PAGE, "/", None, |_| None).unwrap();
        assert_eq!(unread, Arranged { html: PAGE.into(), file: None, merged: vec![] });
        let print = PAGE.replace("rel=", "media=\"print\" rel=");
        assert_eq!(arranged(&print, "a{}").html, print);
    }

    #[test]
    fn an_articles_window_depends_on_its_length_and_its_blocks() {
        let page = |text: &str| {
            format!("<h1>A</h1><div class=\"article-body\">{text}</div><p class=\"topics\">b</p>")
        };
        let long = format!("<p>{}<em>on</em></p>", "and so ".repeat(500));
        for (text, window) in [
            (long.clone(), FirstWindow::Article),
            (format!("{long}<ul><li>a</li></ul>"), FirstWindow::Article),
            (format!("<ul><li>a</li></ul>{long}"), FirstWindow::MixedArticle),
            (format!("<p><code>a</code></p>{long}"), FirstWindow::MixedArticle),
            ("<p>Short</p>".into(), FirstWindow::ShortArticle),
            ("<p>Short</p><hr>".into(), FirstWindow::ShortMixedArticle),
            ("<p class=\"standfirst\">All of it</p>".into(), FirstWindow::Brief),
        ] {
            assert_eq!(FirstWindow::of_article(&page(&text)), window, "{}", &text[..12]);
        }
        assert_eq!(FirstWindow::of_article("<h1>A</h1>"), FirstWindow::ShortMixedArticle);
        let with_drop_cap = page(&long).replace("article-body", "article-body drop-cap");
        assert_eq!(FirstWindow::of_article(&with_drop_cap), FirstWindow::Article);
    }

    #[test]
    fn a_style_sheet_is_for_the_kinds_of_page_that_it_names() {
        assert!(FirstWindow::ALL.iter().all(|window| window.needs(None)));
        assert!(FirstWindow::Front.needs(Some("article front")));
        assert!(!FirstWindow::Listing.needs(Some("article front")));
        assert!(FirstWindow::MixedArticle.needs(Some("article")));
        assert!(!FirstWindow::Article.needs(Some("blocks")));
    }
}
