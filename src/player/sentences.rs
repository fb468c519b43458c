use std::ops::Range;

/// No sentence is longer than this many bytes, if there is a better place to part it: voices stumble over long texts.
const LONGEST: usize = 400;

/// Parts a paragraph into sentences to be said one by one: their places in `text`, without the spaces around them.
///
/// A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with the quotation marks and brackets that
/// follow) before a space, unless that stop only shortens a word; at the marks of Chinese and Japanese without a space; and
/// at the end of a line. Where in doubt it goes on: a pause less is heard less than a pause too many.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut end = at + character.len_utf8();
        let ends = match character {
            '\n' => true,
            '。' | '！' | '？' => true,
            '.' | '!' | '?' | '…' => {
                while let Some((next, closing)) = characters.next_if(|(_, next)| closes(*next)) {
                    end = next + closing.len_utf8();
                }
                let rest = &text[end..];
                rest.starts_with(char::is_whitespace)
                    && begins_sentence(rest)
                    && !(character == '.' && is_shortened(&text[start..at]))
            }
            _ => false,
        };
        if ends {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn closes(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '"' | '\'' | '\u{201d}' | '\u{2019}' | '»' | ')' | ']')
}

/// Whether what follows a stop may begin a sentence: anything but a small letter.
fn begins_sentence(rest: &str) -> bool {
    rest.trim_start()
        .chars()
        .find(|character| character.is_alphanumeric())
        .is_none_or(|first| !first.is_lowercase())
}

/// Whether a stop after this text only shortens a word: an initial, a title, initials with stops between them.
fn is_shortened(before: &str) -> bool {
    const SHORT: [&str; 22] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sir", "Lt", "Col", "Gen", "Maj", "Capt", "Sgt", "Rev", "Hon",
        "Sen", "Rep", "Gov", "No", "vs", "Inc", "Ltd",
    ];
    let word = before
        .rsplit(|character: char| character.is_whitespace() || "(\u{201c}\"‘".contains(character))
        .next();
    let word = word.unwrap_or_default();
    let mut letters = word.chars().rev();
    let initial =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|before| before == '.');
    initial || SHORT.contains(&word)
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let sentence = &text[range.clone()];
    let trimmed = sentence.trim();
    // What holds no letter cannot be said.
    if !trimmed.contains(char::is_alphanumeric) {
        return;
    }
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let end = start + trimmed.len();
    if trimmed.len() > LONGEST {
        let mut middle = LONGEST;
        while !trimmed.is_char_boundary(middle) {
            middle -= 1;
        }
        let pause = trimmed[..middle].rfind([';', ':', '—', '–', ',']).map(|at| (at, 1));
        if let Some((at, _)) =
            pause.or_else(|| trimmed[..middle].rfind(char::is_whitespace).map(|at| (at, 0)))
        {
            let mark = trimmed[at..].chars().next().map_or(1, char::len_utf8);
            push(text, start..start + at + mark, found);
            push(text, start + at + mark..end, found);
            return;
        }
    }
    found.push(start..end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parted(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_paragraph_is_parted_where_its_sentences_end() {
        assert_eq!(
            parted("One came. Two went!  Did three? Yes… Four"),
            ["One came.", "Two went!", "Did three?", "Yes…", "Four"]
        );
        assert_eq!(parted("A line\nand another"), ["A line", "and another"]);
    }

    #[test]
    fn quotation_marks_and_brackets_stay_with_their_sentence() {
        assert_eq!(
            parted("“Stop!” He went. (He did.) She stayed."),
            ["“Stop!”", "He went.", "(He did.)", "She stayed."]
        );
        assert_eq!(parted("“Stop!” he said."), ["“Stop!” he said."]);
    }

    #[test]
    fn a_stop_that_shortens_a_word_ends_nothing() {
        for whole in [
            "Mr. Tileuberdi met J. D. Vance.",
            "The U.S. Senate voted.",
            "It rose 2.5 per cent.",
            "See example.org for more.",
        ] {
            assert_eq!(parted(whole), [whole]);
        }
    }

    #[test]
    fn chinese_and_japanese_end_sentences_without_a_space() {
        assert_eq!(parted("今日は。明日は？"), ["今日は。", "明日は？"]);
    }

    #[test]
    fn what_cannot_be_said_is_left_out() {
        assert_eq!(parted(" … — * * * \n\n"), [""; 0]);
        assert_eq!(parted(""), [""; 0]);
    }

    #[test]
    fn a_very_long_sentence_is_parted_at_a_pause_and_else_between_words() {
        let commas = "so it goes on and on, ".repeat(60);
        assert!(parted(&commas).len() > 3);
        assert!(parted(&commas).iter().all(|part| part.len() <= LONGEST && part.ends_with(',')));
        let words = "word ".repeat(200);
        assert!(parted(&words).iter().all(|part| part.len() <= LONGEST));
        let unbroken = "x".repeat(3_000);
        assert_eq!(parted(&unbroken), [unbroken.as_str()]);
    }

    proptest! {
        #[test]
        fn nothing_that_can_be_said_is_lost_or_said_twice(text in "([A-Za-z.!?…—,;“” \n\u{4e2d}。é]|Mr\\. ){0,900}") {
            let ranges = sentences(&text);
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
            let said: String = ranges.into_iter().map(|range| letters(&text[range])).collect();
            prop_assert_eq!(said, letters(&text));
        }
    }
}
