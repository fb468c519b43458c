use super::*;

#[test]
fn headings_start_below_the_headline_and_have_unique_ids() {
    let levels: Vec<_> = html("<h1>A b</h1><h2 id=app>A b</h2><h3>新聞</h3><h6>c</h6><h2> </h2>")
        .into_iter()
        .map(|block| match block {
            Block::Heading { level, id, .. } => (level, id),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [(2, "section-a-b"), (2, "section-a-b-2"), (3, "section-1"), (4, "section-c")];
    assert_eq!(levels, expected.map(|(level, id)| (level, id.to_owned())));
}

#[test]
fn a_fragment_leads_to_the_heading_that_had_its_name() {
    assert_eq!(
        html("<a href='#x'>to</a><h2 id=x>Far</h2>")[0],
        Block::Paragraph(vec![link("#section-far", "to")])
    );
}

#[test]
fn footnotes_and_references_lead_to_each_other() {
    let anchor = |id: &str| Inline::Anchor(id.to_owned());
    let forms = [
        // As Hugo, kramdown and Pandoc, and WordPress write them.
        "<p>Text<sup id='fnref:1'><a href='#fn:1'>1</a></sup></p><ol><li id='fn:1'><p>Note <a href='#fnref:1'>↩</a></p></li></ol>",
        "<p>Text<sup><a id='r' href='#n'>1</a></sup></p><ol><li id='n'>Note <a href='#r'>↩</a></li></ol>",
        "<p>Text<sup><a href='#n'><span>1</span></a></sup><a id='r'></a></p><ul><li id=n><p></p><p>Note <a href='#r'>↩</a></ul>",
    ];
    for form in forms {
        let blocks = html(form);
        let [Block::Paragraph(text), Block::List { items, .. }] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        let text = format!("{text:?}");
        assert!(text.contains("Link(\"#section-2\")") && text.contains("Anchor(\"section-1\")"), "{text}");
        let note = vec![anchor("section-2"), Inline::Text("Note ".to_owned()), link("#section-1", "↩")];
        assert_eq!(items[0], [Block::Paragraph(note)], "{form}");
        assert_eq!(dead_fragments(&Body::Markup(form.to_owned())), [""; 0]);
    }
    let nobody_links = html("<p id=a>Text<sup id=b>1</sup><a id=c></a></p><ul><li id=d>Item</li></ul>");
    assert!(!format!("{nobody_links:?}").contains("Anchor"), "{nobody_links:?}");
}

#[test]
fn a_fragment_that_leads_nowhere_is_a_dead_one() {
    let body = |html: &str| Body::Markup(html.to_owned());
    let links = "<p><a href=' #x '>a</a> <b><a href='#nope'>b</a></b> <a href='&#35;section-far'>c</a><h2 id=x>Far</h2>";
    assert_eq!(dead_fragments(&body(links)), ["#nope", "#section-far"]);
    assert_eq!(dead_fragments(&body("<a href='/a#b'>to</a>")), [""; 0]);
    assert_eq!(dead_fragments(&Body::Text("#nope".to_owned())), [""; 0]);
}

#[test]
fn lists_keep_their_start_and_stray_content() {
    assert_eq!(
        html("<ol start=3><li>a<ul><li>b</ul></li>c<ul><li>d</ul></ol>"),
        [Block::List {
            ordered: true,
            start: 3,
            items: vec![vec![
                paragraph("a"),
                Block::List { ordered: false, start: 1, items: vec![vec![paragraph("b")]] },
                paragraph("c"),
                Block::List { ordered: false, start: 1, items: vec![vec![paragraph("d")]] },
            ]],
        }]
    );
    assert_eq!(html("<ul></ul><ol><li> </ol><li>stray"), [paragraph("stray")]);
}

#[test]
fn definitions_keep_terms_and_meanings() {
    assert_eq!(
        html("<dl><div><dt>a<dd>b</div><dd>c</dl>"),
        [Block::Definitions(vec![
            Definition::Term(vec![text("a")]),
            Definition::Meaning(vec![paragraph("b")]),
            Definition::Meaning(vec![paragraph("c")]),
        ])]
    );
}

#[test]
fn a_quotation_names_its_source() {
    let quotation = Quotation { blocks: vec![paragraph("a")], source: vec![text("B")] };
    assert_eq!(
        html("<blockquote><p>a</p><footer>B</footer></blockquote>"),
        [Block::Quotation(quotation.clone())]
    );
    assert_eq!(
        html("<blockquote><p>a</p><cite>B</cite></blockquote>"),
        [Block::Quotation(quotation.clone())]
    );
    assert_eq!(
        html("<blockquote><p>a</p><p>— <cite>B</cite></p></blockquote>"),
        [Block::Quotation(quotation.clone())]
    );
    assert_eq!(
        html("<figure class=wp-block-pullquote><blockquote><p>a</p><cite>B</cite></blockquote></figure>"),
        [Block::PullQuote(quotation)]
    );
    assert_eq!(html("<aside class=pull-quote>a</aside>").len(), 1);
}

#[test]
fn a_figure_gives_its_picture_caption_and_credit() {
    let blocks = html(
        "<figure><img src=a.jpg alt=A width=800 height=600><figcaption>Seen <b>here</b>. \
         <span class='photo-credit'>Jo  Doe</span></figcaption></figure>",
    );
    let [Block::Figure { content, caption, credit }] = blocks.as_slice() else { panic!("{blocks:?}") };
    let picture = pictures(content)[0];
    assert_eq!(of_inlines(caption), "Seen here.");
    assert_eq!(credit.as_deref(), Some("Jo Doe"));
    assert_eq!(picture.src, "https://paper.example/feed/a.jpg");
    assert_eq!((picture.width, picture.height), (Some(800), Some(600)));
    assert_eq!(picture.caption.as_deref(), Some("Seen here."));
    assert_eq!(picture.credit, *credit);
}

#[test]
fn a_figure_with_only_content_or_a_caption_becomes_just_that() {
    assert!(matches!(html("<figure><img src=a.jpg></figure>")[..], [Block::Picture(_)]));
    assert_eq!(html("<figure><script>x</script><figcaption>c</figcaption></figure>"), [paragraph("c")]);
    assert_eq!(html("<figure></figure>"), []);
}

#[test]
fn a_table_has_a_caption_a_head_and_clamped_cells() {
    let blocks = html(
        "<table><caption>C</caption><thead><tr><th>H<th>I</thead>\
         <tr><td colspan=99999 rowspan=0>x<td>y<tfoot><tr><td>z<td></tfoot></table>",
    );
    let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
    assert_eq!(table.caption, [text("C")]);
    assert!(table.head[0][0].header);
    assert_eq!((table.rows[0][0].columns, table.rows[0][0].rows), (Cell::WIDEST, 1));
    assert_eq!((table.rows.len(), &table.foot[0][0].blocks[..]), (1, &[paragraph("z")][..]));
}

#[test]
fn a_table_that_only_arranges_is_what_it_holds() {
    assert_eq!(
        html("<table><tr><td><p>a</p></td></tr><tr><td>b</td></tr></table>"),
        [paragraph("a"), paragraph("b")]
    );
    assert_eq!(html("<table role=presentation><tr><td>a<td>b</table>"), [paragraph("a"), paragraph("b")]);
}

#[test]
fn code_keeps_its_spaces_and_names_its_language() {
    assert_eq!(
        html("<pre><code class='x language-rust'>\n  a\r\n\tb &lt;c&gt;<br>d\n</code></pre>"),
        [Block::Code { language: Some("rust".to_owned()), text: "  a\n\tb <c>\nd".to_owned() }]
    );
}

#[test]
fn details_unfold() {
    assert_eq!(
        html("<details open><summary>More</summary>x</details>"),
        [Block::Details { summary: vec![text("More")], blocks: vec![paragraph("x")], open: true }]
    );
}

#[test]
fn another_language_or_direction_is_kept_if_well_formed() {
    let tongue = LangDir { language: Some("ar".to_owned()), direction: Some("rtl") };
    assert_eq!(
        html("<p lang=ar dir=RTL>x</p><p lang='\"x' dir=up>y</p>"),
        [Block::Passage { tongue: tongue.clone(), block: Box::new(paragraph("x")) }, paragraph("y"),]
    );
    assert_eq!(
        html("<p>a <span dir=rtl lang=ar>x</span></p>"),
        [Block::Paragraph(vec![text("a "), Inline::Phrase(Phrase::Passage(tongue), vec![text("x")]),])]
    );
}

#[test]
fn however_deep_elements_nest_their_text_is_read() {
    for (open, close, times) in [
        ("<div>", "</div>", 100_000),
        ("<b>", "</b>", 100_000),
        ("<q>", "</q>", 100_000),
        ("<blockquote>", "", 10_000),
        ("<ul><li>", "", 10_000),
        ("<table><tr><td>", "", 10_000),
        ("<p><b>", "", 10_000),
        ("<div dir=rtl>", "", 10_000),
        ("<span lang=en>", "", 10_000),
        ("<details><summary>", "", 10_000),
        ("<figure><figcaption>", "", 10_000),
    ] {
        let blocks = html(&format!("{}deep{}", open.repeat(times), close.repeat(times)));
        assert_eq!(text_of(&blocks), "deep", "{open}");
    }
}

#[test]
fn what_follows_deep_markup_is_read_as_ever() {
    let deep = format!("{}deep{}", "<span>".repeat(600), "</span>".repeat(600));
    assert_eq!(html(&format!("{deep} on<hr><p>x")), [paragraph("deep on"), Block::Rule, paragraph("x")]);
}
