//! The text of an article as plain HTML for feed readers: absolute URLs, and nothing that needs a style sheet or a script.

use london_daily::{
    article::{Block, Cell, Definition, Inline, Phrase, Quotation, Source, Table},
    model::{Picture, Story},
    text,
};

use super::Publication;
use crate::template::escape;

/// Returns leading picture, text and corrections of an article as HTML.
pub(super) fn html(publication: &Publication<'_>, story: &Story, blocks: &[Block]) -> String {
    let mut writer = Writer { publication, html: String::new() };
    if let Some(picture) = &story.picture {
        writer.tag("figure", &[], |writer| {
            writer.picture(picture);
            let credit = picture.credit.as_deref().unwrap_or_default();
            let line = [picture.caption.as_deref().unwrap_or_default(), credit].join(" ");
            writer.line("figcaption", line.trim());
        });
    }
    writer.blocks(blocks);
    if !story.corrections.is_empty() {
        writer.line("h2", text::CORRECTIONS);
        for correction in &story.corrections {
            writer.line("p", &correction.text);
        }
    }
    writer.html
}

struct Writer<'a> {
    publication: &'a Publication<'a>,
    html: String,
}

type Attributes<'a> = &'a [(&'a str, Option<&'a str>)];

impl Writer<'_> {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.html.push('<');
        self.html.push_str(name);
        for (key, value) in attributes {
            if let Some(value) = value {
                self.html.push_str(&format!(" {key}=\"{}\"", escape(value)));
            }
        }
        self.html.push('>');
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        content(self);
        self.html.push_str(&format!("</{name}>"));
    }

    /// Writes an element with plain text, unless the text is empty.
    fn line(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.tag(name, &[], |writer| writer.html.push_str(&escape(text)));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.tag("p", &[], |writer| writer.inlines(content)),
            Block::Heading { level, content, .. } => {
                self.tag(&format!("h{level}"), &[], |writer| writer.inlines(content));
            }
            Block::List { ordered, start, items } => {
                let start = start.to_string();
                let start = Some(start.as_str()).filter(|start| *ordered && *start != "1");
                self.tag(if *ordered { "ol" } else { "ul" }, &[("start", start)], |writer| {
                    for item in items {
                        writer.tag("li", &[], |writer| writer.blocks(item));
                    }
                });
            }
            Block::Definitions(entries) => self.tag("dl", &[], |writer| {
                for entry in entries {
                    match entry {
                        Definition::Term(content) => writer.tag("dt", &[], |writer| writer.inlines(content)),
                        Definition::Meaning(blocks) => writer.tag("dd", &[], |writer| writer.blocks(blocks)),
                    }
                }
            }),
            Block::Quotation(quotation) => self.quotation(quotation),
            // A pull quote repeats words of the article.
            Block::PullQuote(_) => {}
            Block::Figure { content, caption, credit } => self.tag("figure", &[], |writer| {
                writer.blocks(content);
                if !caption.is_empty() || credit.is_some() {
                    writer.tag("figcaption", &[], |writer| {
                        writer.inlines(caption);
                        writer.html.push(' ');
                        writer.html.push_str(&escape(credit.as_deref().unwrap_or_default()));
                    });
                }
            }),
            Block::Picture(picture) => self.tag("p", &[], |writer| writer.picture(picture)),
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => {
                self.tag("pre", &[], |writer| writer.line("code", text));
            }
            Block::Rule => self.open("hr", &[]),
            Block::Details { summary, blocks, .. } => {
                self.tag("p", &[], |writer| writer.tag("b", &[], |writer| writer.inlines(summary)));
                self.blocks(blocks);
            }
            Block::Audio { title, sources } => {
                self.files(sources, title.as_deref().unwrap_or(text::RECORDING));
            }
            Block::Video(film) => self.files(&film.sources, film.title.as_deref().unwrap_or(text::FILM)),
            Block::Embed { address, title, .. } => self.tag("p", &[], |writer| {
                writer.link(address, title.as_deref().unwrap_or(text::EMBED));
            }),
            Block::Passage { tongue, block } => {
                let attributes = [("lang", tongue.language.as_deref()), ("dir", tongue.direction)];
                self.tag("div", &attributes, |writer| writer.block(block));
            }
        }
    }

    fn quotation(&mut self, quotation: &Quotation) {
        self.tag("blockquote", &[], |writer| {
            writer.blocks(&quotation.blocks);
            if !quotation.source.is_empty() {
                writer.tag("p", &[], |writer| {
                    writer.html.push_str("— ");
                    writer.inlines(&quotation.source);
                });
            }
        });
    }

    fn table(&mut self, table: &Table) {
        self.tag("table", &[], |writer| {
            if !table.caption.is_empty() {
                writer.tag("caption", &[], |writer| writer.inlines(&table.caption));
            }
            for (name, rows) in [("thead", &table.head), ("tbody", &table.rows)] {
                if rows.is_empty() {
                    continue;
                }
                writer.tag(name, &[], |writer| {
                    for row in rows {
                        writer.tag("tr", &[], |writer| row.iter().for_each(|cell| writer.cell(cell)));
                    }
                });
            }
        });
    }

    fn cell(&mut self, cell: &Cell) {
        let span = |count: u16| Some(count.to_string()).filter(|_| count > 1);
        let (columns, rows) = (span(cell.columns), span(cell.rows));
        let attributes = [("colspan", columns.as_deref()), ("rowspan", rows.as_deref())];
        self.tag(if cell.header { "th" } else { "td" }, &attributes, |writer| writer.blocks(&cell.blocks));
    }

    /// Writes a link to the first file. Feed readers differ in the media that they play, but all follow links.
    fn files(&mut self, sources: &[Source], title: &str) {
        if let Some(source) = sources.first() {
            self.tag("p", &[], |writer| writer.link(&source.src, title));
        }
    }

    fn link(&mut self, address: &str, text: &str) {
        let href = self.publication.whole(address);
        self.tag("a", &[("href", Some(&href))], |writer| writer.html.push_str(&escape(text)));
    }

    fn picture(&mut self, picture: &Picture) {
        let src = self.publication.whole(&picture.src);
        let (width, height) =
            (picture.width.map(|width| width.to_string()), picture.height.map(|height| height.to_string()));
        self.open(
            "img",
            &[
                ("src", Some(&src)),
                ("width", width.as_deref()),
                ("height", height.as_deref()),
                ("alt", Some(picture.alt.as_deref().unwrap_or_default())),
            ],
        );
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.html.push_str(&escape(text)),
                Inline::LineBreak => self.open("br", &[]),
                Inline::Picture(picture) => self.picture(picture),
                Inline::Phrase(phrase, content) => self.phrase(phrase, content),
            }
        }
    }

    fn phrase(&mut self, phrase: &Phrase, content: &[Inline]) {
        let (name, attributes): (_, Vec<(&str, Option<String>)>) = match phrase {
            // A place on the page does not exist in a feed reader.
            Phrase::Link(href) if href.starts_with('#') => return self.inlines(content),
            Phrase::Link(href) => ("a", vec![("href", Some(self.publication.whole(href)))]),
            Phrase::Strong => ("strong", Vec::new()),
            Phrase::Emphasis => ("em", Vec::new()),
            Phrase::Code => ("code", Vec::new()),
            Phrase::Sub => ("sub", Vec::new()),
            Phrase::Sup => ("sup", Vec::new()),
            Phrase::Small => ("small", Vec::new()),
            Phrase::Mark => ("mark", Vec::new()),
            Phrase::Abbreviation(title) => ("abbr", vec![("title", title.clone())]),
            Phrase::Time(datetime) => ("time", vec![("datetime", datetime.clone())]),
            Phrase::Deleted => ("del", Vec::new()),
            Phrase::Inserted => ("ins", Vec::new()),
            Phrase::Quotation => ("q", Vec::new()),
            Phrase::Passage(tongue) => (
                "span",
                vec![("lang", tongue.language.clone()), ("dir", tongue.direction.map(str::to_owned))],
            ),
        };
        let attributes: Vec<(&str, Option<&str>)> =
            attributes.iter().map(|(key, value)| (*key, value.as_deref())).collect();
        self.tag(name, &attributes, |writer| writer.inlines(content));
    }
}
