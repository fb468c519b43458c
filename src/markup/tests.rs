use super::*;

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

mod lines {
    use super::*;

    #[test]
    fn spaces_collapse_as_html_does_and_vanish_at_the_edges() {
        assert_eq!(
            html("<p>  a\n\tb <b> c </b> d\u{a0} </p>"),
            [Block::Paragraph(vec![
                text("a b "),
                Inline::Phrase(Phrase::Strong, vec![text("c ")]),
                text("d\u{a0}"),
            ])]
        );
    }

    #[test]
    fn empty_paragraphs_vanish() {
        assert_eq!(
            html("<p></p><p>&nbsp;</p><p><br></p><p> <b> </b></p><p>x</p><div>\u{200b}</div>"),
            [paragraph("x")]
        );
    }

    #[test]
    fn bare_text_between_blocks_becomes_paragraphs() {
        assert_eq!(
            html("one<p>two</p>three<div>four</div>five<hr>six"),
            [
                paragraph("one"),
                paragraph("two"),
                paragraph("three"),
                paragraph("four"),
                paragraph("five"),
                Block::Rule,
                paragraph("six"),
            ]
        );
    }

    #[test]
    fn two_line_breaks_part_paragraphs_and_one_stays() {
        assert_eq!(
            html("<br>one <br>\n two<br> <br>three<br>"),
            [Block::Paragraph(vec![text("one"), Inline::LineBreak, text("two")]), paragraph("three"),]
        );
    }

    #[test]
    fn a_phrase_around_blocks_goes_on_in_each_of_them() {
        assert_eq!(
            html("<b>x<div>one</div><ul><li>two</li></ul></b>"),
            [
                Block::Paragraph(vec![Inline::Phrase(Phrase::Strong, vec![text("x")])]),
                Block::Paragraph(vec![Inline::Phrase(Phrase::Strong, vec![text("one")])]),
                Block::List {
                    ordered: false,
                    start: 1,
                    items: vec![vec![Block::Paragraph(vec![Inline::Phrase(
                        Phrase::Strong,
                        vec![text("two")]
                    )])]],
                },
            ]
        );
    }

    #[test]
    fn unknown_elements_are_replaced_by_what_they_hold() {
        assert_eq!(html("<p>a<span>b</span><font>c</font><made-up>d</made-up></p>"), [paragraph("abcd")]);
    }

    #[test]
    fn dangerous_elements_go_with_all_they_hold() {
        for name in
            ["script", "style", "template", "form", "button", "select", "textarea", "svg", "math", "noscript"]
        {
            assert_eq!(html(&format!("a<{name}>gone<x-y>gone</x-y></{name}>b")), [paragraph("ab")], "{name}");
        }
    }

    #[test]
    fn the_text_goes_on_behind_scripts_and_declared_encodings() {
        assert_eq!(
            html(
                "a<script>x</script>b<meta charset=utf-7>c<meta http-equiv=content-type content='text/html; charset=x'>d"
            ),
            [paragraph("abcd")]
        );
    }

    #[test]
    fn links_are_resolved_and_others_are_plain_text() {
        assert_eq!(
            html("<a href='../x'>a</a> <a href='javascript:alert(1)'>b</a> <a>c</a> <a href='#no'>d</a>"),
            [Block::Paragraph(vec![link("https://paper.example/x", "a"), text(" b c d")])]
        );
    }

    #[test]
    fn a_link_within_a_link_is_one_link() {
        assert_eq!(html("<a href='/1'><table><td>x<td><a href='/2'>y</a></table></a>").len(), 1);
        let printed =
            format!("{:?}", html("<a href='/1'><table><tr><td>x<td><a href='/2'>y</a></table></a>"));
        assert!(!printed.contains("example/2"), "{printed}");
    }

    #[test]
    fn every_phrase_has_its_place() {
        let all = "<p><em>a</em><code>b</code><sub>c</sub><sup>d</sup><small>e</small><mark>f</mark>\
                   <abbr title='g g'>g</abbr><time datetime=2025>h</time><del>i</del><ins>j</ins><q>k</q></p>";
        let one = |phrase, words: &str| Inline::Phrase(phrase, vec![text(words)]);
        assert_eq!(
            html(all),
            [Block::Paragraph(vec![
                one(Phrase::Emphasis, "a"),
                one(Phrase::Code, "b"),
                one(Phrase::Sub, "c"),
                one(Phrase::Sup, "d"),
                one(Phrase::Small, "e"),
                one(Phrase::Mark, "f"),
                one(Phrase::Abbreviation(Some("g g".to_owned())), "g"),
                one(Phrase::Time(Some("2025".to_owned())), "h"),
                one(Phrase::Deleted, "i"),
                one(Phrase::Inserted, "j"),
                one(Phrase::Quotation, "k"),
            ])]
        );
    }
}

mod structure {
    use super::*;

    #[test]
    fn headings_start_below_the_headline_and_have_names_of_their_own() {
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
    fn a_figure_without_a_caption_is_what_it_holds_and_one_without_content_its_caption() {
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
        assert_eq!(table.rows[1][0].blocks, [paragraph("z")]);
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
        let tongue = Tongue { language: Some("ar".to_owned()), direction: Some("rtl") };
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
}

mod media {
    use super::*;

    fn picture(markup: &str) -> crate::model::Picture {
        let blocks = html(markup);
        pictures(&blocks).into_iter().next().cloned().unwrap_or_default()
    }

    #[test]
    fn a_picture_in_a_line_becomes_a_block_of_its_own() {
        let blocks = html("<p>a <a href=/x><img src=b.jpg></a> c</p>");
        assert!(
            matches!(&blocks[..], [Block::Paragraph(_), Block::Picture(_), Block::Paragraph(_)]),
            "{blocks:?}"
        );
    }

    #[test]
    fn small_pictures_stay_in_their_line_and_counters_of_readers_go() {
        let blocks =
            html("<p>a <img src=b.png width=20 height=20 alt=b> c<img src=/count width=1 height=1></p>");
        assert!(matches!(&blocks[..], [Block::Paragraph(content)] if content.len() == 3), "{blocks:?}");
        assert_eq!(html("<p>a <img class=emoji alt='🎉' src=x.svg></p>"), [paragraph("a 🎉")]);
    }

    #[test]
    fn the_sizes_of_a_picture_are_kept_as_renditions() {
        let seen = picture(
            "<picture><source type=image/webp srcset='a.webp 480w, /b,1.webp 960w'><source media='(x)' srcset=no.jpg>\
             <img src=a.jpg srcset='a.jpg 1x, a2.jpg 2x' width=300 height=200 alt=' an  a '></picture>",
        );
        let renditions: Vec<_> = seen
            .renditions
            .iter()
            .map(|one| (one.src.as_str(), one.width, one.media_type.as_deref()))
            .collect();
        assert_eq!(
            renditions,
            [
                ("https://paper.example/feed/a.webp", 480, Some("image/webp")),
                ("https://paper.example/b,1.webp", 960, Some("image/webp")),
                ("https://paper.example/feed/a.jpg", 300, None),
                ("https://paper.example/feed/a2.jpg", 600, None),
            ]
        );
        assert_eq!(seen.alt.as_deref(), Some("an a"));
    }

    #[test]
    fn a_picture_that_loads_late_is_found() {
        let seen = picture("<img src='data:image/gif;base64,R0' data-src=late.jpg>");
        assert_eq!(seen.src, "https://paper.example/feed/late.jpg");
        assert_eq!(picture("<img srcset='a.jpg 100w, b.jpg 200w'>").src, "https://paper.example/feed/b.jpg");
        assert_eq!(html("<img src='javascript:x'><img>"), []);
    }

    #[test]
    fn recordings_and_films_keep_their_files() {
        let blocks = html(
            "<audio src=a.mp3 title=T>no</audio>\
             <video poster=p.jpg width=640 height=360><source src=v.mp4 type=video/mp4><source src=data:x>\
             <track kind=captions src=t.vtt srclang=en label=English><track kind=metadata src=m></video>\
             <audio>no</audio>",
        );
        let [Block::Audio { title, sources }, Block::Video(video)] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        assert_eq!((title.as_deref(), sources.len()), (Some("T"), 1));
        assert_eq!((video.sources.len(), video.tracks.len(), video.width), (1, 1, Some(640)));
        assert_eq!(video.poster.as_deref(), Some("https://paper.example/feed/p.jpg"));
    }

    #[test]
    fn what_another_site_would_show_becomes_a_link_that_names_it() {
        let blocks = html(
            "<iframe src='https://www.video.example/1' title=Film>x</iframe><object data=/o.pdf>y</object>\
             <embed src=javascript:x><iframe srcdoc='<p>no'></iframe><iframe src=//t.example width=1 height=1></iframe>",
        );
        assert_eq!(
            blocks,
            [
                Block::Embed {
                    address: "https://www.video.example/1".to_owned(),
                    site: "video.example".to_owned(),
                    title: Some("Film".to_owned()),
                },
                Block::Embed {
                    address: "https://paper.example/o.pdf".to_owned(),
                    site: "paper.example".to_owned(),
                    title: None,
                },
            ]
        );
    }
}

mod plain_text {
    use super::*;

    fn plain(text: &str) -> Vec<Block> {
        parse(&Body::Text(text.to_owned()), "/content/feed.json")
    }

    #[test]
    fn blank_lines_part_paragraphs_and_line_ends_stay() {
        assert_eq!(
            plain("\n one  two\r\nthree\r\n \r\n\r\nfour <b>\n"),
            [
                Block::Paragraph(vec![text("one two"), Inline::LineBreak, text("three")]),
                paragraph("four <b>"),
            ]
        );
        assert_eq!(plain(" \n\n"), []);
    }

    #[test]
    fn addresses_become_links_without_the_sentences_punctuation() {
        assert_eq!(
            plain("See https://a.example/x_(y), (http://b.example/). javascript:x xhttp://c https://"),
            [Block::Paragraph(vec![
                text("See "),
                link("https://a.example/x_(y)", "https://a.example/x_(y)"),
                text(", ("),
                link("http://b.example/", "http://b.example/"),
                text("). javascript:x xhttp://c https://"),
            ])]
        );
    }

    #[test]
    fn a_line_of_markup_is_cut_at_a_word() {
        assert_eq!(super::super::plain_text("<p>One &amp; two</p><p>three</p>", 100), "One & two three");
        assert_eq!(super::super::plain_text("<p>One two three", 8), "One two…");
        assert_eq!(super::super::plain_text("<p>One two three", 7), "One tw…");
        assert_eq!(super::super::plain_text("<script>x</script>Unbreakable", 5), "Unbr…");
        assert_eq!(super::super::plain_text("", 5), "");
    }

    #[test]
    fn words_are_counted_in_spaced_and_unspaced_scripts() {
        assert_eq!(words(&plain("It's 2,300 – a well-known number.\n\n新聞中央")), 7);
    }
}

mod aloud {
    use super::*;

    fn said(markup: &str) -> Vec<String> {
        sentences(&html(markup)).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(
            said("<p>One. Two! Three? “Four.” (Five.) Six… Seven"),
            ["One.", "Two!", "Three?", "“Four.”", "(Five.)", "Six…", "Seven"]
        );
        assert_eq!(said("<p>日本。「東京。」中国！"), ["日本。", "「東京。」", "中国！"]);
        assert_eq!(said("<p>“Why?” he asked. No. He went."), ["“Why?” he asked.", "No.", "He went."]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_nothing() {
        for whole in [
            "Mr. Smith met Dr. Jones and J. R. R. Tolkien on St. Mary St.",
            "The U.S. Senate paid $3.50, e.g. No. 5 and No. 6, in Sept. 2024.",
            "At 5 p.m. they left approx. 3.14 miles, i.e. 5 km, for example.org.",
            "1. The first of all",
            "Acme Inc. Chairman A. B. Carter et al. went on... and on.",
        ] {
            assert_eq!(said(&format!("<p>{whole}")), [whole]);
        }
        assert_eq!(
            said("<p>He left at 5 p.m. The end. Made by Acme Inc. It was 2024. So"),
            ["He left at 5 p.m.", "The end.", "Made by Acme Inc.", "It was 2024.", "So"]
        );
    }

    #[test]
    fn a_sentence_knows_its_place_in_utf_16_units() {
        let found = sentences(&html("<h2>🎉 Head</h2><ul><li>A 🎉.<li><b>B</b> été. C.</ul>"));
        let places: Vec<_> =
            found.iter().map(|one| (one.block, one.start, one.end, one.text.as_str())).collect();
        assert_eq!(
            places,
            [(0, 0, 7, "🎉 Head"), (1, 0, 5, "A 🎉."), (1, 5, 11, "B été."), (1, 12, 14, "C."),]
        );
    }

    #[test]
    fn a_long_sentence_is_said_in_parts_that_end_at_pauses() {
        let clause = "it went on and on without an end in sight";
        let parts = said(&format!("<p>{}.", [clause; 12].join(", ")));
        assert!(parts.len() >= 3, "{parts:?}");
        for part in &parts {
            assert!(part.chars().count() <= 240 && part.ends_with([',', '.']), "{part:?}");
        }
        let unbroken = said(&format!("<p>{}", "x".repeat(1000)));
        assert_eq!(unbroken.concat().len(), 1000);
    }

    #[test]
    fn what_is_not_for_the_ear_is_not_said() {
        assert_eq!(
            said(
                "<p>Kept <del>gone</del><sup>[1]</sup> x<sup>n</sup>.</p><pre>code</pre><hr><p>***</p>\
                 <table><tr><td>a<td>b</table><aside class=pullquote>Kept</aside>\
                 <figure><img src=a><figcaption>Seen</figcaption></figure>\
                 <details><summary>More.</summary>folded</details><blockquote>Said.<footer>Jo</footer></blockquote>\
                 <p>line<br>end</p>"
            ),
            ["Kept  xn.", "More.", "Said.", "Jo", "line end"]
        );
    }
}
