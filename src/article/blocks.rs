//! From pieces to blocks: headings, lists, quotations, figures, tables and the like.

use super::{
    flow::{Flow, collapse, tongue},
    media,
    source::{Element, Piece},
    text,
    tree::{Block, Cell, Definition, Inline, LangDir, Quotation, Row, Table},
};

/// Reads an element into blocks: mostly one, and none if the element is empty.
pub(super) fn read(flow: &Flow<'_>, element: Element) -> Vec<Block> {
    match element.name {
        "h1" | "h2" => heading(flow, element, 2),
        "h3" => heading(flow, element, 3),
        "h4" | "h5" | "h6" => heading(flow, element, 4),
        "ul" | "menu" | "dir" | "ol" => list(flow, element),
        "dl" => definitions(flow, element.children),
        "blockquote" => quotation(flow, element.children).map(Block::Quotation).into_iter().collect(),
        "pull-quote" => pull_quote(flow, element.children),
        "figure" => figure(flow, element.children),
        "table" => table(flow, element),
        "pre" | "listing" | "xmp" | "plaintext" => code(&element).into_iter().collect(),
        "hr" => vec![Block::Rule],
        "details" => details(flow, element),
        "audio" => media::audio(&element, flow.setting).into_iter().collect(),
        "video" => media::video(&element, flow.setting).into_iter().collect(),
        "iframe" | "embed" | "object" => media::embed(&element, flow.setting).into_iter().collect(),
        "passage" => {
            // Each block gets the language by itself, so that an article in a single wrapper does not become a single block.
            let tongue = tongue(&element);
            flow.within(element.children).into_iter().map(|block| passage(&tongue, block)).collect()
        }
        _ => flow.within(element.children),
    }
}

/// Marks a block with a language and direction. Those that are declared further inside take precedence.
fn passage(tongue: &LangDir, block: Block) -> Block {
    let (inner, block) = match block {
        Block::Rule => return Block::Rule,
        Block::Passage { tongue, block } => (tongue, block),
        other => (LangDir::default(), Box::new(other)),
    };
    let language = inner.language.or_else(|| tongue.language.clone());
    Block::Passage { tongue: LangDir { language, direction: inner.direction.or(tongue.direction) }, block }
}

/// Reads a heading. Blocks that cannot be part of it, such as pictures, follow it.
fn heading(flow: &Flow<'_>, element: Element, level: u8) -> Vec<Block> {
    let id = element.attribute("id").unwrap_or_default().to_owned();
    let (content, others) = flow.lines(element.children);
    let mut blocks = Vec::new();
    if !content.is_empty() {
        blocks.push(Block::Heading { level, id, content });
    }
    blocks.extend(others);
    blocks
}

/// Reads a list. Content between its items is added to the item before it.
fn list(flow: &Flow<'_>, element: Element) -> Vec<Block> {
    let ordered = element.name == "ol";
    let start = element.said("start").filter(|_| ordered).and_then(|start| start.parse().ok()).unwrap_or(1);
    let mut items: Vec<Vec<Block>> = Vec::new();
    let mut between = Vec::new();
    let settle = |between: &mut Vec<Piece>, items: &mut Vec<Vec<Block>>| {
        let blocks = flow.within(std::mem::take(between));
        match items.last_mut() {
            Some(item) => item.extend(blocks),
            None if !blocks.is_empty() => items.push(blocks),
            None => {}
        }
    };
    for piece in element.children {
        match piece {
            Piece::Element(item) if item.name == "li" => {
                settle(&mut between, &mut items);
                items.push(flow.within(item.children));
            }
            other => between.push(other),
        }
    }
    settle(&mut between, &mut items);
    items.retain(|item| !item.is_empty());
    if items.is_empty() { Vec::new() } else { vec![Block::List { ordered, start, items }] }
}

/// Reads a list of definitions. Content between its entries becomes a meaning.
fn definitions(flow: &Flow<'_>, children: Vec<Piece>) -> Vec<Block> {
    let mut lines = Vec::new();
    for piece in children {
        match piece {
            Piece::Element(term) if term.name == "dt" => {
                let (content, others) = flow.lines(term.children);
                if !content.is_empty() {
                    lines.push(Definition::Term(content));
                }
                if !others.is_empty() {
                    lines.push(Definition::Meaning(others));
                }
            }
            Piece::Element(meaning) if meaning.name == "dd" => {
                let blocks = flow.within(meaning.children);
                if !blocks.is_empty() {
                    lines.push(Definition::Meaning(blocks));
                }
            }
            other => {
                let blocks = flow.within(vec![other]);
                if !blocks.is_empty() {
                    lines.push(Definition::Meaning(blocks));
                }
            }
        }
    }
    if lines.is_empty() { Vec::new() } else { vec![Block::Definitions(lines)] }
}

/// Reads a quotation. Its source is a `footer` in it, or a `cite` at its end.
fn quotation(flow: &Flow<'_>, mut children: Vec<Piece>) -> Option<Quotation> {
    let source = take(&mut children, &["footer"]).or_else(|| take_last(&mut children, &["cite"]));
    let (source, others) = source.map(|source| flow.lines(source.children)).unwrap_or_default();
    let mut blocks = flow.within(children);
    blocks.extend(others);
    if blocks.is_empty() && !source.is_empty() {
        blocks.push(Block::Paragraph(source));
        return Some(Quotation { blocks, source: Vec::new() });
    }
    (!blocks.is_empty()).then_some(Quotation { blocks, source })
}

/// Reads a pull quote. Publishers often wrap a `blockquote` in it.
fn pull_quote(flow: &Flow<'_>, children: Vec<Piece>) -> Vec<Block> {
    let Some(mut quotation) = quotation(flow, children) else { return Vec::new() };
    if let [Block::Quotation(inner)] = quotation.blocks.as_mut_slice() {
        let source = std::mem::take(&mut inner.source);
        quotation.blocks = std::mem::take(&mut inner.blocks);
        if quotation.source.is_empty() {
            quotation.source = source;
        }
    }
    vec![Block::PullQuote(quotation)]
}

/// Reads a figure. Without caption and credit it is replaced by its content, and without content by its caption and credit.
fn figure(flow: &Flow<'_>, mut children: Vec<Piece>) -> Vec<Block> {
    let mut caption =
        take(&mut children, &["figcaption"]).map(|caption| caption.children).unwrap_or_default();
    let credit = take(&mut caption, &["credit"])
        .or_else(|| take_last(&mut caption, &["cite", "small"]))
        .map(|credit| collapse(&text::of_pieces(&credit.children)))
        .filter(|credit| !credit.is_empty());
    let (caption, others) = flow.lines(caption);
    let mut content = flow.within(children);
    content.extend(others);
    if content.is_empty() {
        let credit = credit.map(|credit| Block::Paragraph(vec![Inline::Text(credit)]));
        return Some(Block::Paragraph(caption))
            .filter(|caption| *caption != Block::Paragraph(Vec::new()))
            .into_iter()
            .chain(credit)
            .collect();
    }
    if caption.is_empty() && credit.is_none() {
        return content;
    }
    let words = text::of_inlines(&caption);
    for block in &mut content {
        if let Block::Picture(picture) = block {
            picture.caption = Some(words.clone()).filter(|words| !words.is_empty());
            picture.credit.clone_from(&credit);
        }
    }
    vec![Block::Figure { content, caption, credit }]
}

/// Reads a table. It is replaced by its content if it only serves the layout: if its `role` says so, or if it has neither header
/// cells nor two cells in any row.
fn table(flow: &Flow<'_>, element: Element) -> Vec<Block> {
    let presentation = element.said("role").is_some_and(|role| matches!(role, "presentation" | "none"));
    let mut table = Table::default();
    let mut before = Vec::new();
    for piece in element.children {
        match piece {
            Piece::Element(caption) if caption.name == "caption" => {
                let (content, others) = flow.lines(caption.children);
                table.caption.extend(content);
                before.extend(others);
            }
            Piece::Element(row) if row.name == "tr" => table.rows.extend(self::row(flow, row.children)),
            Piece::Element(group) if matches!(group.name, "thead" | "tbody" | "tfoot") => {
                let rows = group.children.into_iter().filter_map(|piece| match piece {
                    Piece::Element(row) => self::row(flow, row.children),
                    Piece::Text(_) | Piece::Edge => None,
                });
                match group.name {
                    "thead" => table.head.extend(rows),
                    "tfoot" => table.foot.extend(rows),
                    _ => table.rows.extend(rows),
                }
            }
            other => before.extend(flow.within(vec![other])),
        }
    }
    let rows = || table.head.iter().chain(&table.rows).chain(&table.foot);
    if presentation || rows().all(|row| row.len() < 2 && row.iter().all(|cell| !cell.header)) {
        if !table.caption.is_empty() {
            before.push(Block::Paragraph(table.caption));
        }
        let rows = table.head.into_iter().chain(table.rows).chain(table.foot);
        before.extend(rows.flatten().flat_map(|cell| cell.blocks));
        return before;
    }
    if rows().flatten().all(|cell| cell.blocks.is_empty()) {
        return before;
    }
    before.push(Block::Table(table));
    before
}

/// Reads a row of a table; `None` if it has no cells.
fn row(flow: &Flow<'_>, children: Vec<Piece>) -> Option<Row> {
    let span = |cell: &Element, name: &str, most: u16| {
        cell.said(name)
            .and_then(|span| span.parse::<u32>().ok())
            .map_or(1, |span| span.clamp(1, u32::from(most)) as u16)
    };
    let cells: Row = children
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Element(cell) if matches!(cell.name, "td" | "th") => {
                let wanted = (span(&cell, "colspan", Cell::WIDEST), span(&cell, "rowspan", Cell::TALLEST));
                let (columns, rows) = flow.setting.spans(wanted.0, wanted.1);
                Some(Cell { header: cell.name == "th", columns, rows, blocks: flow.within(cell.children) })
            }
            _ => None,
        })
        .collect();
    (!cells.is_empty()).then_some(cells)
}

/// Reads preformatted text. A class such as `language-rust` on the element, or on the `code` in it, names the language.
fn code(element: &Element) -> Option<Block> {
    let text = text::of_pieces(&element.children).replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    let text = text.trim_end().trim_start_matches('\n');
    let inner = element.children.iter().find_map(|piece| match piece {
        Piece::Element(inner) if inner.name == "code" => inner.attribute("class"),
        _ => None,
    });
    let language = [element.attribute("class"), inner].into_iter().flatten().find_map(|class| {
        let named = class.split_ascii_whitespace().find_map(|name| {
            ["language-", "lang-", "highlight-source-"].iter().find_map(|start| name.strip_prefix(start))
        })?;
        (!named.is_empty()).then(|| named.to_owned())
    });
    (!text.is_empty()).then(|| Block::Code { language, text: text.to_owned() })
}

/// Reads `details`. Without content it becomes a paragraph with its summary.
fn details(flow: &Flow<'_>, mut element: Element) -> Vec<Block> {
    let open = element.attribute("open").is_some();
    let summary =
        take(&mut element.children, &["summary"]).map(|summary| summary.children).unwrap_or_default();
    let (summary, mut blocks) = flow.lines(summary);
    blocks.extend(flow.within(element.children));
    match (summary.is_empty(), blocks.is_empty()) {
        (true, true) => Vec::new(),
        (false, true) => vec![Block::Paragraph(summary)],
        _ => vec![Block::Details { summary, blocks, open }],
    }
}

/// Removes and returns the first element with one of these names. It may be nested in a paragraph, passage or phrase.
fn take(pieces: &mut Vec<Piece>, names: &[&str]) -> Option<Element> {
    let at = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Element(element) if names.contains(&element.name)));
    if let Some(at) = at {
        return match pieces.remove(at) {
            Piece::Element(element) => Some(element),
            Piece::Text(_) | Piece::Edge => None,
        };
    }
    pieces.iter_mut().find_map(|piece| match piece {
        Piece::Element(element)
            if matches!(element.name, "p" | "passage" | "span" | "em" | "i" | "small") =>
        {
            take(&mut element.children, names)
        }
        _ => None,
    })
}

/// Removes and returns the element at the end of `pieces` if it has one of these names and something stands before it. It may
/// also be the only content of a closing paragraph.
fn take_last(pieces: &mut Vec<Piece>, names: &[&str]) -> Option<Element> {
    let blank = |piece: &Piece| match piece {
        Piece::Text(text) => text.trim().is_empty(),
        Piece::Edge => true,
        Piece::Element(_) => false,
    };
    let at = pieces.iter().rposition(|piece| !blank(piece))?;
    match pieces.get_mut(at)? {
        Piece::Element(element) if names.contains(&element.name) => {}
        Piece::Element(paragraph) if paragraph.name == "p" => {
            return take_only(&mut paragraph.children, names);
        }
        _ => return None,
    }
    if pieces[..at].iter().all(blank) {
        return None;
    }
    match pieces.remove(at) {
        Piece::Element(element) => Some(element),
        Piece::Text(_) | Piece::Edge => None,
    }
}

/// Removes and returns the element of a closing paragraph if it has one of these names and only dashes and white space are with
/// it.
fn take_only(pieces: &mut Vec<Piece>, names: &[&str]) -> Option<Element> {
    let trifle = |text: &str| {
        text.trim_matches(|letter: char| letter.is_whitespace() || "-–—".contains(letter)).is_empty()
    };
    let only = pieces.iter().all(|piece| match piece {
        Piece::Text(text) => trifle(text),
        Piece::Edge => true,
        Piece::Element(element) => names.contains(&element.name),
    });
    if !only {
        return None;
    }
    let source = take(pieces, names);
    pieces.clear();
    source
}
