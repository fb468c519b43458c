//! Renders the blocks of an article.
//!
//! Every top-level block is one element with its index in `data-block`, so that the sentence that is read aloud can be marked.
//! The text that is rendered here must be that of [`article::rendered_text`].
//!
//! The names of elements are safe, since all of them are literals in this file.

use leptos::{
    attr::{
        any_attribute::{AnyAttribute, IntoAnyAttribute},
        custom::custom_attribute,
    },
    html::{self, custom},
    prelude::*,
};

use crate::{
    article::{
        self, Block, Cell, Definition, Inline, LangDir, Part, Phrase, Quotation, Source, Table, Video,
    },
    components::picture::{PictureLink, referrer_policy},
    model::Picture,
    text,
};

/// Renders blocks, each to one view. Their pictures are numbered from `first_picture` in the order of [`article::pictures`].
pub fn blocks_view(blocks: &[Block], first_picture: usize) -> Vec<AnyView> {
    blocks_with(blocks, first_picture, &|number, picture| {
        view! { <PictureLink number picture=picture.clone() /> }.into_any()
    })
}

/// Renders blocks as [`blocks_view`] does, but leaves the pictures to `picture`, which gets the number of each.
pub fn blocks_with(
    blocks: &[Block],
    first_picture: usize,
    picture: &dyn Fn(usize, &Picture) -> AnyView,
) -> Vec<AnyView> {
    let mut printer = Printer { picture, next_picture: first_picture, next_table: 1 };
    let views = blocks
        .iter()
        .enumerate()
        .map(|(index, block)| printer.block(block, vec![("data-block", index.to_string())]));
    views.collect()
}

type Attributes = Vec<(&'static str, String)>;

struct Printer<'a> {
    picture: &'a dyn Fn(usize, &Picture) -> AnyView,
    next_picture: usize,
    next_table: usize,
}

impl Printer<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<AnyView> {
        blocks.iter().map(|block| self.block(block, Vec::new())).collect()
    }

    /// Renders blocks for an item, a cell or a meaning, where a lone paragraph needs no element of its own. Neither does one that
    /// only lists follow.
    fn tight(&mut self, blocks: &[Block]) -> Vec<AnyView> {
        match blocks {
            [Block::Paragraph(content), lists @ ..]
                if lists.iter().all(|block| matches!(block, Block::List { .. })) =>
            {
                let mut views = inlines(content);
                views.extend(self.blocks(lists));
                views
            }
            _ => self.blocks(blocks),
        }
    }

    /// Renders a block. Its outermost element gets the attributes `own` besides those of its kind.
    fn block(&mut self, block: &Block, own: Attributes) -> AnyView {
        match block {
            Block::Paragraph(content) => element("p", own, inlines(content)),
            Block::Heading { level, id, content } => {
                let name = match level {
                    2 => "h2",
                    3 => "h3",
                    _ => "h4",
                };
                // A link to the heading itself. There is no link within a link.
                let mut line = inlines(content);
                if !takes_focus(content) {
                    line = vec![element("a", vec![("href", format!("#{id}"))], line)];
                }
                element(name, with(own, &[("id", id)]), line)
            }
            Block::List { ordered, start, items } => {
                let items = items.iter().map(|item| element("li", Vec::new(), self.tight(item))).collect();
                match (ordered, start) {
                    (false, _) => element("ul", own, items),
                    (true, 1) => element("ol", own, items),
                    (true, start) => element("ol", with(own, &[("start", &start.to_string())]), items),
                }
            }
            Block::Definitions(lines) => {
                let lines = lines.iter().map(|line| match line {
                    Definition::Term(content) => element("dt", Vec::new(), inlines(content)),
                    Definition::Meaning(blocks) => element("dd", Vec::new(), self.tight(blocks)),
                });
                let lines = lines.collect();
                element("dl", own, lines)
            }
            Block::Quotation(quotation) => {
                self.quotation("blockquote", quotation, with(own, &[("class", "quotation")]))
            }
            Block::PullQuote(quotation) => {
                let own = with(own, &[("class", "pull-quote")]);
                // Its words stand in the text as well. Screen readers and the reading modes of browsers leave it out.
                let is_used =
                    takes_focus(&quotation.source) || quotation.blocks.iter().any(block_takes_focus);
                let own = if is_used { own } else { with(own, &[("aria-hidden", "true")]) };
                self.quotation("aside", quotation, own)
            }
            Block::Figure { content, caption, credit } => {
                let mut views: Vec<_> = content
                    .iter()
                    .map(|block| match block {
                        Block::Picture(picture) => self.picture(picture),
                        other => self.block(other, Vec::new()),
                    })
                    .collect();
                let mut line = inlines(caption);
                if let Some(credit) = credit {
                    if !caption.is_empty() {
                        line.push(" ".into_any());
                    }
                    line.push(element("span", class("credit"), vec![credit.clone().into_any()]));
                }
                views.push(element("figcaption", Vec::new(), line));
                element("figure", with(own, &[("class", "figure")]), views)
            }
            Block::Picture(picture) => {
                element("figure", with(own, &[("class", "figure")]), vec![self.picture(picture)])
            }
            Block::Table(table) => self.table(table, own),
            Block::Code { language, text } => {
                let label = [("tabindex", "0"), ("role", "group"), ("aria-label", text::code())];
                let language = language.as_ref().map(|language| ("data-language", language.clone()));
                let code = element("code", language.into_iter().collect(), vec![text.clone().into_any()]);
                element("pre", with(own, &label), vec![code])
            }
            Block::Rule => html::hr().add_any_attr(given(own)).into_any(),
            Block::Details { summary, blocks, open } => {
                let (attributes, line) = match summary.as_slice() {
                    [] => (words_of_ours(), vec![text::details().into_any()]),
                    summary => (Vec::new(), inlines(summary)),
                };
                let mut views = vec![element("summary", attributes, line)];
                views.extend(self.blocks(blocks));
                element("details", if *open { with(own, &[("open", "")]) } else { own }, views)
            }
            Block::Audio { title, sources } => {
                let label = title.as_deref().unwrap_or(text::recording());
                let own = with(
                    own,
                    &[("class", "recording"), ("controls", ""), ("preload", "none"), ("aria-label", label)],
                );
                element("audio", own, sources.iter().map(source).collect())
            }
            Block::Video(film) => video(film, own),
            Block::Embed { address, site, title } => {
                let mut attributes = class("embed-title");
                if title.is_none() {
                    attributes.extend(words_of_ours());
                }
                let title = title.clone().unwrap_or_else(|| text::embed().to_owned());
                let mut views = vec![element("span", attributes, vec![title.into_any()])];
                if !site.is_empty() {
                    views.push(" ".into_any());
                    views.push(element("span", class("embed-site"), vec![site.clone().into_any()]));
                }
                let to = [
                    ("class", "embed-card"),
                    ("href", address.as_str()),
                    ("rel", "noopener noreferrer external"),
                ];
                element("a", with(own, &to), views)
            }
            Block::Passage { tongue, block } => self.block(block, spoken(own, tongue)),
        }
    }

    fn quotation(&mut self, name: &'static str, quotation: &Quotation, own: Attributes) -> AnyView {
        let mut views = self.blocks(&quotation.blocks);
        if !quotation.source.is_empty() {
            views.push(element("footer", Vec::new(), inlines(&quotation.source)));
        }
        element(name, own, views)
    }

    fn picture(&mut self, picture: &Picture) -> AnyView {
        let number = self.next_picture;
        self.next_picture += 1;
        (self.picture)(number, picture)
    }

    /// Renders a table in a frame that scrolls sideways and can be focused. Each frame has its own name for screen readers.
    fn table(&mut self, table: &Table, own: Attributes) -> AnyView {
        let number = text::table(self.next_table);
        self.next_table += 1;
        let caption = article::of_inlines(&table.caption);
        let name = if caption.is_empty() { number } else { caption };
        let mut views = Vec::new();
        if !table.caption.is_empty() {
            views.push(element("caption", Vec::new(), inlines(&table.caption)));
        }
        let numbers = table.number_columns();
        let parts =
            [("thead", &table.head, "col"), ("tbody", &table.rows, "row"), ("tfoot", &table.foot, "row")];
        for (name, rows, scope) in parts {
            if !rows.is_empty() {
                let rows = rows.iter().map(|row| {
                    let is_plain = row.iter().all(|cell| cell.columns == 1);
                    let cells = row.iter().enumerate().map(|(column, cell)| {
                        self.cell(cell, scope, is_plain && numbers.get(column) == Some(&true))
                    });
                    element("tr", Vec::new(), cells.collect())
                });
                let rows = rows.collect();
                views.push(element(name, Vec::new(), rows));
            }
        }
        let frame =
            [("class", "table-scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", name.as_str())];
        element("div", with(own, &frame), vec![element("table", Vec::new(), views)])
    }

    fn cell(&mut self, cell: &Cell, scope: &'static str, is_number: bool) -> AnyView {
        let mut attributes = Attributes::new();
        if is_number {
            attributes.push(("class", "number".to_owned()));
        }
        if cell.header {
            attributes.push(("scope", scope.to_owned()));
        }
        if cell.columns > 1 {
            attributes.push(("colspan", cell.columns.to_string()));
        }
        if cell.rows > 1 {
            attributes.push(("rowspan", cell.rows.to_string()));
        }
        let views = self.tight(&cell.blocks);
        element(if cell.header { "th" } else { "td" }, attributes, views)
    }
}

fn video(film: &Video, own: Attributes) -> AnyView {
    let label = film.title.as_deref().unwrap_or(text::film());
    let mut own =
        with(own, &[("class", "film"), ("controls", ""), ("preload", "none"), ("aria-label", label)]);
    own.extend(film.poster.iter().map(|poster| ("poster", poster.clone())));
    own.extend(film.width.iter().map(|width| ("width", width.to_string())));
    own.extend(film.height.iter().map(|height| ("height", height.to_string())));
    let mut views: Vec<_> = film.sources.iter().map(source).collect();
    for track in &film.tracks {
        let mut attributes = vec![("kind", "captions".to_owned()), ("src", track.src.clone())];
        attributes.extend(track.language.iter().map(|language| ("srclang", language.clone())));
        attributes.extend(track.label.iter().map(|label| ("label", label.clone())));
        views.push(html::track().add_any_attr(given(attributes)).into_any());
    }
    element("video", own, views)
}

fn source(source: &Source) -> AnyView {
    let mut attributes = vec![("src", source.src.clone())];
    attributes.extend(source.media_type.iter().map(|kind| ("type", kind.clone())));
    html::source().add_any_attr(given(attributes)).into_any()
}

/// Returns `true` if a line contains something that takes the focus.
fn takes_focus(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Phrase(Phrase::Link(_) | Phrase::Abbreviation(Some(_)), _) => true,
        Inline::Phrase(_, inner) => takes_focus(inner),
        Inline::Text(_) | Inline::LineBreak | Inline::Picture(_) | Inline::Anchor(_) => false,
    })
}

/// Returns `true` if the lines of a block contain something that takes the focus, or if it has other parts than lines.
fn block_takes_focus(block: &Block) -> bool {
    block.parts().into_iter().any(|part| match part {
        Part::Line { content, .. } => takes_focus(content),
        Part::Blocks { blocks, .. } => blocks.iter().any(block_takes_focus),
        _ => true,
    })
}

fn inlines(content: &[Inline]) -> Vec<AnyView> {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> AnyView {
    let (phrase, content) = match inline {
        Inline::Text(text) => return text.clone().into_any(),
        Inline::LineBreak => return html::br().into_any(),
        Inline::Picture(picture) => return small_picture(picture),
        Inline::Anchor(id) => return element("span", vec![("id", id.clone())], Vec::new()),
        Inline::Phrase(phrase, content) => (phrase, inlines(content)),
    };
    let mut attributes = Attributes::new();
    let name = match phrase {
        Phrase::Strong => "strong",
        Phrase::Emphasis => "em",
        Phrase::Link(href) => {
            attributes.push(("href", href.clone()));
            attributes.extend(relation(href).map(|relation| ("rel", relation.to_owned())));
            "a"
        }
        Phrase::Code => "code",
        Phrase::Key => "kbd",
        Phrase::Sub => "sub",
        Phrase::Sup => "sup",
        Phrase::Small => "small",
        Phrase::Mark => "mark",
        Phrase::Abbreviation(title) => {
            // With the focus, which a tap gives it, it shows its long form in place.
            if let Some(title) = title {
                attributes = with(attributes, &[("title", title), ("tabindex", "0")]);
            }
            "abbr"
        }
        Phrase::Time(datetime) => {
            attributes.extend(datetime.iter().map(|datetime| ("datetime", datetime.clone())));
            "time"
        }
        Phrase::Deleted => "del",
        Phrase::Inserted => "ins",
        Phrase::Quotation => "q",
        Phrase::Passage(tongue) => {
            attributes = spoken(attributes, tongue);
            "span"
        }
    };
    element(name, attributes, content)
}

/// Returns the `rel` of a link. A file of the site's own is `external`, since it is not a page of the app.
fn relation(href: &str) -> Option<&'static str> {
    if href.starts_with("http") {
        return Some("noopener");
    }
    let path = href.strip_prefix('/')?.split(['?', '#']).next()?;
    path.rsplit('/').next()?.contains('.').then_some("external")
}

/// Renders a picture within a line. Without a known size it reserves 20 pixels, so that the line does not move when it loads.
fn small_picture(picture: &Picture) -> AnyView {
    view! {
        <img
            class="picture-inline"
            referrerpolicy=referrer_policy(&picture.src)
            src=picture.src.clone()
            width=picture.width.unwrap_or(20)
            height=picture.height.unwrap_or(20)
            alt=picture.alt.clone().unwrap_or_default()
            loading="lazy"
            decoding="async"
        />
    }
    .into_any()
}

fn element(name: &'static str, attributes: Attributes, content: Vec<AnyView>) -> AnyView {
    custom(name).child(content).add_any_attr(given(attributes)).into_any()
}

fn given(attributes: Attributes) -> Vec<AnyAttribute> {
    attributes.into_iter().map(|(name, value)| custom_attribute(name, value).into_any_attr()).collect()
}

fn class(name: &str) -> Attributes {
    vec![("class", name.to_owned())]
}

fn with(mut own: Attributes, more: &[(&'static str, &str)]) -> Attributes {
    own.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    own
}

/// Returns the language and direction of words of the interface, if they are not those of the paper.
fn words_of_ours() -> Attributes {
    let attributes = [("lang", text::lang()), ("dir", text::dir())];
    attributes.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect()
}

fn spoken(mut own: Attributes, tongue: &LangDir) -> Attributes {
    own.extend(tongue.language.iter().map(|language| ("lang", language.clone())));
    own.extend(tongue.direction.map(|direction| ("dir", direction.to_owned())));
    own
}
