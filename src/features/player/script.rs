/// The times of an article that is read aloud at speed 1, estimated from its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The end of each sentence, in milliseconds from the beginning.
    ends: Vec<u32>,
}

/// Milliseconds for a character: about 180 English words a minute, as most voices speak.
const LETTER: u32 = 60;
/// Milliseconds for a character of Chinese, Japanese or Korean, which is a syllable or more.
const SYLLABLE: u32 = 210;
/// Milliseconds of the pause after a sentence.
const BREATH: u32 = 350;

impl Script {
    /// Estimates the times of sentences.
    pub fn of<'a>(sentences: impl IntoIterator<Item = &'a str>) -> Self {
        let mut end = 0_u32;
        let ends = sentences.into_iter().map(|sentence| {
            end = end.saturating_add(time(sentence));
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
        match sentence.checked_sub(1) {
            None => 0,
            Some(before) => self.end(before),
        }
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

fn time(sentence: &str) -> u32 {
    let letters = sentence.chars().filter(|character| character.is_alphanumeric());
    let times = letters
        .map(|character| if character >= '\u{1100}' && is_syllable(character) { SYLLABLE } else { LETTER });
    times.fold(BREATH, u32::saturating_add)
}

fn is_syllable(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_and_eighty_english_words_take_about_a_minute() {
        let words = "The minister said that nobody knows what comes next. ".repeat(20);
        let script = Script::of(words.split_inclusive(". "));
        assert_eq!(script.len(), 20);
        assert!((55_000..65_000).contains(&script.length()), "{}", script.length());
    }

    #[test]
    fn a_sentence_is_found_from_its_start_until_the_next_begins() {
        let script = Script::of(["One.", "Three.", "x"]);
        assert_eq!((script.start(0), script.end(0), script.length()), (0, 530, 1_590));
        assert_eq!(script.at(0), Some(0));
        assert_eq!(script.at(529), Some(0));
        assert_eq!(script.at(530), Some(1));
        assert_eq!(script.at(1_589), Some(2));
        assert_eq!(script.at(1_590), None);
        assert_eq!(script.start(9), 1_590);
    }

    #[test]
    fn a_script_without_sentences_has_no_length() {
        let script = Script::of([]);
        assert!(script.is_empty());
        assert_eq!((script.length(), script.at(0), script.start(0)), (0, None, 0));
    }

    #[test]
    fn a_chinese_character_takes_longer_than_an_english_one() {
        assert!(Script::of(["中央銀行"]).length() > 2 * Script::of(["bank"]).length());
    }
}
