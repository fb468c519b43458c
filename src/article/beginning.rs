//! The beginning of a text, for lists of stories whose feed says nothing but the text: its first sentences and its first picture.

use super::{
    Block, cut,
    segmenter::lengths,
    text::{of_inlines, pictures},
    tree::Part,
};
use crate::model::Picture;

/// Most characters of an excerpt.
const EXCERPT: usize = 240;
/// Number of characters from which on an excerpt needs no further paragraph.
const ENOUGH: usize = 90;
/// Most characters of a paragraph that may be a byline and not a sentence.
const BYLINE: usize = 60;
/// Least width and height, in pixels, of a picture that can stand for a story.
pub const LEAST_SIDE: u32 = 100;

/// Returns the first sentences of a text on one line of at most 240 characters; `None` if it has no text. A byline above the text and
/// the captions of pictures are left out.
///
/// # Examples
///
/// ```
/// use london_daily::article::{excerpt, parse};
/// use london_daily::model::Body;
///
/// let body = Body::Markup("<p>By Ann</p><h2>News</h2><p>The bridge is open. <b>Again.</b></p>".into());
/// assert_eq!(excerpt(&parse(&body, "/")).as_deref(), Some("The bridge is open. Again."));
/// ```
pub fn excerpt(blocks: &[Block]) -> Option<String> {
    let mut text = String::new();
    each_paragraph(blocks, &mut |line| is_byline(&line) || add(&mut text, &line));
    if text.is_empty() {
        each_line(blocks, &mut |line| add(&mut text, &line));
    }
    let mut end = 0;
    let mut length = 0;
    let mut letters = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]);
    for sentence in lengths(&text) {
        length += sentence;
        if length > EXCERPT {
            break;
        }
        end = letters.nth(sentence - 1).unwrap_or(text.len());
    }
    if end > 0 {
        text.truncate(end);
        text.truncate(text.trim_end().len());
    } else {
        text = cut(&text, EXCERPT);
    }
    (!text.is_empty()).then_some(text)
}

/// Adds a line to an excerpt. Returns `true` if there is room for another.
fn add(text: &mut String, line: &str) -> bool {
    if !text.is_empty() && !line.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
    text.chars().count() < ENOUGH
}

/// Returns the first picture that can stand for a text; `None` if it has but icons, portraits of authors, and the like.
pub fn lead_picture(blocks: &[Block]) -> Option<&Picture> {
    let is_large = |side: Option<u32>| side.is_none_or(|side| side >= LEAST_SIDE);
    let is_real = |picture: &&Picture| {
        is_large(picture.width) && is_large(picture.height) && !is_decoration(&picture.src)
    };
    pictures(blocks).into_iter().find(is_real)
}

/// Returns `true` if the URL of a picture says that it shows no news: an icon, a portrait of the author, a spacer.
pub fn is_decoration(src: &str) -> bool {
    const WORDS: [&str; 10] =
        ["avatar", "avatars", "gravatar", "emoji", "favicon", "icon", "icons", "logo", "spacer", "pixel"];
    src.split(|letter: char| !letter.is_ascii_alphanumeric())
        .any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Calls `take` with each paragraph that stands in the text itself, until it returns `false`. Returns `false` then.
fn each_paragraph(blocks: &[Block], take: &mut dyn FnMut(String) -> bool) -> bool {
    blocks.iter().all(|block| match block {
        Block::Paragraph(content) => take(of_inlines(content).trim().to_owned()),
        Block::Passage { block, .. } => each_paragraph(std::slice::from_ref(block), take),
        _ => true,
    })
}

/// Calls `take` with each line that is read aloud, until it returns `false`. Returns `false` then.
fn each_line(blocks: &[Block], take: &mut dyn FnMut(String) -> bool) -> bool {
    blocks.iter().flat_map(Block::parts).all(|part| match part {
        Part::Line { content, aloud: true } => take(of_inlines(content).trim().to_owned()),
        Part::Blocks { blocks, aloud: true } => each_line(blocks, take),
        _ => true,
    })
}

/// Returns `true` for a short paragraph without the end of a sentence, such as a byline or a date.
fn is_byline(line: &str) -> bool {
    const ENDS: [char; 9] = ['.', '?', '!', '…', '。', '؟', '।', '！', '？'];
    line.chars().count() <= BYLINE && !line.trim_end_matches(['"', '”', '’', ')', '»']).ends_with(ENDS)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::{article::parse, model::Body};

    fn blocks(html: &str) -> Vec<Block> {
        parse(&Body::Markup(html.to_owned()), "https://paper.example/feed.json")
    }

    fn excerpt_of(html: &str) -> String {
        excerpt(&blocks(html)).unwrap_or_default()
    }

    #[test]
    fn an_excerpt_is_the_first_whole_sentences() {
        let long = "One two three. ".repeat(40);
        let read = excerpt_of(&format!("<p>{long}</p>"));
        assert!(read.ends_with("three.") && read.chars().count() <= EXCERPT && read.len() > 200, "{read}");
        assert_eq!(excerpt_of("<p>Short.</p><p>And more.</p>"), "Short. And more.");
        let endless = excerpt_of(&format!("<p>{}</p>", "word ".repeat(100)));
        assert!(endless.ends_with('…') && endless.chars().count() <= EXCERPT, "{endless}");
    }

    #[test]
    fn an_excerpt_is_neither_byline_nor_caption_nor_heading() {
        let html = "<p>By Ann Other</p><figure><img src=a.png alt=A><figcaption>A bridge in the sun, seen from afar.\
                    </figcaption></figure><h2>A heading of words.</h2><p>The bridge is open.</p>";
        assert_eq!(excerpt_of(html), "The bridge is open.");
    }

    #[test]
    fn a_text_of_other_blocks_has_an_excerpt_too() {
        assert_eq!(excerpt_of("<p>Snow today</p>"), "Snow today");
        assert_eq!(excerpt_of("<ul><li>Eggs</li><li>Flour</li></ul>"), "Eggs Flour");
        assert_eq!(excerpt_of("<img src=a.png alt=A>"), "");
    }

    #[test]
    fn an_icon_stands_for_no_story() {
        let lead = |html: &str| lead_picture(&blocks(html)).map(|picture| picture.src.clone());
        let small =
            "<img src=https://a.example/gravatar/1.jpg><img src=i.png width=64 height=64><img src=/logo.svg>";
        assert_eq!(lead(small), None);
        let real = format!("{small}<p>Text</p><figure><img src=bridge.jpg width=900 height=600></figure>");
        assert_eq!(lead(&real).as_deref(), Some("https://paper.example/bridge.jpg"));
    }
}
