use super::*;

fn plain(text: &str) -> Vec<Block> {
    parse(&Body::Text(text.to_owned()), "/content/feed.json")
}

#[test]
fn blank_lines_part_paragraphs_and_line_ends_stay() {
    assert_eq!(
        plain("\n one  two\r\nthree\r\n \r\n\r\nfour <b>\n"),
        [Block::Paragraph(vec![text("one two"), Inline::LineBreak, text("three")]), paragraph("four <b>"),]
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
    assert_eq!(crate::article::plain_text("<p>One &amp; two</p><p>three</p>", 100), "One & two three");
    assert_eq!(crate::article::plain_text("<p>One two three", 8), "One two…");
    assert_eq!(crate::article::plain_text("<p>One two three", 7), "One tw…");
    assert_eq!(crate::article::plain_text("<script>x</script>Unbreakable", 5), "Unbr…");
    assert_eq!(crate::article::plain_text("", 5), "");
}

#[test]
fn words_are_counted_in_spaced_and_unspaced_scripts() {
    assert_eq!(words(&plain("It's 2,300 – a well-known number.\n\n新聞中央")), 7);
}
