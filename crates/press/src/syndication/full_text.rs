//! The text of an article as plain HTML for feed readers: that of its page, with absolute URLs, and without what needs a style
//! sheet or a script.

use std::cell::RefCell;

use leptos::prelude::*;
use lol_html::{
    RewriteStrSettings, doc_comments, element,
    html_content::{ContentType, Element},
    rewrite_str,
};
use london_daily::{
    article::{Block, view::blocks_with},
    components::picture::caption,
    model::{Picture, Story},
    store::newsroom::Article,
    text,
};

use super::Publication;
use crate::template::{escape, unescape};

/// Attributes that mean something without a style sheet or a script.
const PLAIN: [&str; 13] = [
    "alt", "colspan", "datetime", "dir", "height", "href", "lang", "rowspan", "scope", "src", "start",
    "title", "width",
];

/// A story with its text.
pub(super) struct FullText {
    pub(super) story: Story,
    /// Leading picture, text and corrections as HTML; empty if the story has none of them.
    pub(super) html: String,
}

impl FullText {
    pub(super) fn of(publication: &Publication<'_>, Article { story, blocks }: Article) -> Self {
        let page = Owner::new_root(None).with(|| text_view(&story, &blocks).to_html());
        Self { html: plain(publication, &page), story }
    }
}

fn text_view(story: &Story, blocks: &[Block]) -> impl IntoView + use<> {
    let lead = story.leading_picture().map(|picture| {
        view! { <figure>{image(picture)} {caption(picture)}</figure> }
    });
    let corrections = story.corrections.iter().map(|correction| {
        view! { <p>{correction.text.clone()}</p> }
    });
    let corrections = (!story.corrections.is_empty()).then(|| {
        view! {
            <h2 lang=text::lang() dir=text::dir()>{text::corrections()}</h2>
            {corrections.collect_view()}
        }
    });
    let blocks = blocks_with(blocks, 1, &|_, picture| image(picture).into_any());
    view! {
        {lead}
        {blocks}
        {corrections}
    }
}

fn image(picture: &Picture) -> impl IntoView + use<> {
    let Picture { src, width, height, alt, .. } = picture.clone();
    view! { <img src=src width=width height=height alt=alt.unwrap_or_default() /> }
}

/// Returns the HTML of a page's text as feed readers understand it.
fn plain(publication: &Publication<'_>, page: &str) -> String {
    let absolute = |element: &mut Element<'_, '_>, attribute: &str| {
        if let Some(url) = element.get_attribute(attribute) {
            element.set_attribute(attribute, &whole(publication, &url))?;
        }
        Ok(())
    };
    // The name of the recording or film whose files follow.
    let name = RefCell::new(String::new());
    let settings = RewriteStrSettings::new()
        .with_strict(false)
        // Markers of hydration.
        .append_document_content_handler(doc_comments!(|comment| {
            comment.remove();
            Ok(())
        }))
        // It repeats words of the article.
        .append_element_content_handler(element!(".pull-quote", |quote| {
            quote.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("blockquote > footer", |source| {
            source.prepend("— ", ContentType::Text);
            Ok(source.set_tag_name("p")?)
        }))
        // Feed readers do not open and close parts of a text.
        .append_element_content_handler(element!("details", |details| Ok(details.set_tag_name("div")?)))
        .append_element_content_handler(element!("summary", |summary| {
            in_paragraph(summary);
            Ok(summary.set_tag_name("b")?)
        }))
        // They differ in the media that they play, but all follow links.
        .append_element_content_handler(element!("audio, video", |player| {
            name.replace(player.get_attribute("aria-label").unwrap_or_default());
            for attribute in ["width", "height"] {
                player.remove_attribute(attribute);
            }
            Ok(player.set_tag_name("p")?)
        }))
        .append_element_content_handler(element!("source:first-child", |source| {
            let url = source.get_attribute("src").unwrap_or_default();
            let link = format!("<a href=\"{}\">{}</a>", whole(publication, &url), name.borrow());
            source.replace(&link, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("source:not(:first-child), track", |other| {
            other.remove();
            Ok(())
        }))
        .append_element_content_handler(element!(".embed-card", |link| {
            in_paragraph(link);
            Ok(())
        }))
        // A place on the page does not exist in a feed reader.
        .append_element_content_handler(element!("a[href^='#']", |link| {
            link.remove_and_keep_content();
            Ok(())
        }))
        .append_element_content_handler(element!("a:not([href^='#'])", |link| absolute(link, "href")))
        .append_element_content_handler(element!("img", |picture| absolute(picture, "src")))
        .append_element_content_handler(element!(
            "span:not([lang]):not([dir]), .table-scroll:not([lang]):not([dir])",
            |frame| {
                frame.remove_and_keep_content();
                Ok(())
            }
        ))
        .append_element_content_handler(element!("*", |element| {
            let names: Vec<String> = element.attributes().iter().map(|attribute| attribute.name()).collect();
            for name in names.iter().filter(|name| !PLAIN.contains(&name.as_str())) {
                element.remove_attribute(name);
            }
            Ok(())
        }));
    rewrite_str(page, settings).expect("all names are valid, and nothing limits the parser's memory")
}

/// Makes a URL absolute, as it is written in HTML.
fn whole(publication: &Publication<'_>, url: &str) -> String {
    escape(&publication.whole(&unescape(url)))
}

fn in_paragraph(element: &mut Element<'_, '_>) {
    element.before("<p>", ContentType::Html);
    element.after("</p>", ContentType::Html);
}
