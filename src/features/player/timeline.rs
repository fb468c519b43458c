/// The times of an article that is read aloud at speed 1, estimated from its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The end of each sentence, in milliseconds from the beginning.
    ends: Vec<u32>,
}

/// For a letter or digit: about 180 English words a minute, as most voices speak.
const LETTER_MS: u32 = 60;
/// For a character of Chinese, Japanese or Korean, which is a syllable or more.
const CJK_CHARACTER_MS: u32 = 210;
/// The pause after a sentence.
const PAUSE_MS: u32 = 350;

impl Timeline {
    /// Estimates the times of sentences.
    pub fn of<'a>(sentences: impl IntoIterator<Item = &'a str>) -> Self {
        let mut end = 0_u32;
        let ends = sentences.into_iter().map(|sentence| {
            end = end.saturating_add(estimated_ms(sentence));
            end
        });
        Self { ends: ends.collect() }
    }

    /// Returns the number of sentences.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns `true` if there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the length of the whole, in milliseconds.
    pub(super) fn length(&self) -> u32 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Returns the start of a sentence, in milliseconds; the end of the whole if there is no such sentence.
    pub(super) fn start(&self, sentence: usize) -> u32 {
        sentence.checked_sub(1).map_or(0, |before| self.end(before))
    }

    /// Returns the end of a sentence, in milliseconds.
    pub(super) fn end(&self, sentence: usize) -> u32 {
        self.ends.get(sentence).copied().unwrap_or_else(|| self.length())
    }

    /// Returns the sentence that is read at a position; `None` at the end and after it.
    pub(super) fn at(&self, position: u32) -> Option<usize> {
        let sentence = self.ends.partition_point(|end| *end <= position);
        (sentence < self.ends.len()).then_some(sentence)
    }
}

fn estimated_ms(sentence: &str) -> u32 {
    let letters = sentence.chars().filter(|character| character.is_alphanumeric());
    let times = letters.map(|character| if is_cjk(character) { CJK_CHARACTER_MS } else { LETTER_MS });
    times.fold(PAUSE_MS, u32::saturating_add)
}

fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_and_eighty_english_words_take_about_a_minute() {
        let words = "The minister said that nobody knows what comes next. ".repeat(20);
        let timeline = Timeline::of(words.split_inclusive(". "));
        assert_eq!(timeline.len(), 20);
        assert!((55_000..65_000).contains(&timeline.length()), "{}", timeline.length());
    }

    #[test]
    fn a_sentence_is_found_from_its_start_until_the_next_begins() {
        let timeline = Timeline::of(["One.", "Three.", "x"]);
        assert_eq!((timeline.start(0), timeline.end(0), timeline.length()), (0, 530, 1_590));
        assert_eq!(timeline.at(0), Some(0));
        assert_eq!(timeline.at(529), Some(0));
        assert_eq!(timeline.at(530), Some(1));
        assert_eq!(timeline.at(1_589), Some(2));
        assert_eq!(timeline.at(1_590), None);
        assert_eq!(timeline.start(9), 1_590);
    }

    #[test]
    fn a_timeline_without_sentences_has_no_length() {
        let timeline = Timeline::of([]);
        assert!(timeline.is_empty());
        assert_eq!((timeline.length(), timeline.at(0), timeline.start(0)), (0, None, 0));
    }

    #[test]
    fn a_chinese_character_takes_longer_than_an_english_one() {
        assert!(Timeline::of(["中央銀行"]).length() > 2 * Timeline::of(["bank"]).length());
    }
}
