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
        html("<p></p><p>&nbsp;</p><p><br></p><p> <b> </b></p><p>x</p><div>\u{200b}</div><p>&#3;</p>"),
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
                items: vec![vec![Block::Paragraph(vec![Inline::Phrase(Phrase::Strong, vec![text("two")])])]],
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
    let printed = format!("{:?}", html("<a href='/1'><table><tr><td>x<td><a href='/2'>y</a></table></a>"));
    assert!(!printed.contains("example/2"), "{printed}");
}

#[test]
fn every_phrase_has_its_place() {
    let all = "<p><em>a</em><code>b</code><kbd>l</kbd><sub>c</sub><sup>d</sup><small>e</small><mark>f</mark>\
               <abbr title='g g'>g</abbr><time datetime=2025>h</time><del>i</del><ins>j</ins><q>k</q></p>";
    let one = |phrase, words: &str| Inline::Phrase(phrase, vec![text(words)]);
    assert_eq!(
        html(all),
        [Block::Paragraph(vec![
            one(Phrase::Emphasis, "a"),
            one(Phrase::Code, "b"),
            one(Phrase::Key, "l"),
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
