use super::*;

mod aloud;
mod hostile;
mod lines;
mod media;
mod plain;
mod structure;

fn html(html: &str) -> Vec<Block> {
    parse(&Body::Markup(html.to_owned()), "https://paper.example/feed/feed.json")
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn link(href: &str, words: &str) -> Inline {
    Inline::Phrase(Phrase::Link(href.to_owned()), vec![text(words)])
}
