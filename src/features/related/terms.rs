//! From text to terms that can be compared: words without case, accents and English plurals.

use std::hash::Hasher;

use fnv::FnvHasher;

use crate::model::slug;

/// The kind of a term; equal texts of different kinds are different terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id = 1,
    Section = 2,
    Topic = 3,
    Word = 4,
}

/// Returns the hash of a text of a kind, which is the same on every platform.
pub(super) fn hash(kind: Kind, text: &[u8]) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write_u8(kind as u8);
    hasher.write(text);
    hasher.finish()
}

/// Returns the term for a name (of a section or a topic): its words folded and joined, so that spelling it with another case,
/// accent or hyphen makes no difference. `None` for a name without a letter or digit.
pub(super) fn name(kind: Kind, name: &str) -> Option<u64> {
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let folded = fold(&letters);
    (!folded.is_empty()).then(|| hash(kind, &folded))
}

/// Calls `each` with every word of `text`: folded, and as it is written.
///
/// A number or a single ASCII character is not a word. Chinese and Japanese do not separate their words; there every pair of
/// neighbouring characters counts as one.
pub(super) fn words<'text>(text: &'text str, each: &mut dyn FnMut(&[u8], &'text str)) {
    let mut start = 0;
    let mut before = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if is_unparted(character) {
            finish(&text[start..at], each);
            if let Some(first) = before {
                let pair = &text[first..end];
                each(pair.as_bytes(), pair);
            }
            before = Some(at);
            start = end;
            continue;
        }
        before = None;
        if !character.is_alphanumeric() && !is_accent(character) {
            finish(&text[start..at], each);
            start = end;
        }
    }
    finish(&text[start..], each);
}

/// Returns `true` if a folded word says nothing about the subject of a story.
pub(super) fn is_common(folded: &[u8]) -> bool {
    COMMON.binary_search_by(|common| common.as_bytes().cmp(folded)).is_ok()
}

fn finish<'text>(written: &'text str, each: &mut dyn FnMut(&[u8], &'text str)) {
    let mut folded = fold(written);
    if folded.len() > 1 && !folded.iter().all(u8::is_ascii_digit) {
        without_plural(&mut folded);
        each(&folded, written);
    }
}

/// Folds a word: removes case and accents.
fn fold(word: &str) -> Vec<u8> {
    if word.is_ascii() {
        return word.to_ascii_lowercase().into_bytes();
    }
    let mut folded = Vec::with_capacity(word.len());
    for lower in word.to_lowercase().chars() {
        match slug::ascii(lower) {
            Some(plain) => folded.extend_from_slice(plain.as_bytes()),
            None if is_accent(lower) => {}
            None => folded.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    folded
}

/// Removes the ending of an English plural: tariffs, taxes, studies. Other words are shortened, too, which does no harm, since
/// both sides of a comparison are.
fn without_plural(word: &mut Vec<u8>) {
    let length = word.len();
    if length < 4 || !word.ends_with(b"s") || word.ends_with(b"ss") || word.ends_with(b"us") {
        return;
    }
    if word.ends_with(b"ies") && length > 4 {
        word.truncate(length - 3);
        word.push(b'y');
    } else if [&b"xes"[..], b"ches", b"shes", b"sses", b"zes"].iter().any(|ending| word.ends_with(ending)) {
        word.truncate(length - 2);
    } else {
        word.truncate(length - 1);
    }
}

fn is_accent(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn is_unparted(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// English words that headlines share by chance, folded as by [`words`], and sorted. Other languages need no list: a word that
/// is in most headlines weighs next to nothing anyway.
const COMMON: [&str; 177] = [
    "about", "accuse", "accused", "across", "add", "after", "again", "against", "ago", "all", "almost",
    "along", "also", "although", "amid", "among", "an", "and", "another", "any", "are", "as", "ask", "at",
    "back", "be", "became", "because", "become", "been", "before", "behind", "being", "best", "between",
    "big", "both", "bring", "but", "by", "call", "called", "came", "can", "close", "come", "could", "day",
    "did", "do", "doe", "down", "during", "each", "early", "end", "even", "ever", "every", "face", "few",
    "fight", "find", "first", "for", "found", "from", "full", "gave", "get", "give", "given", "go", "good",
    "great", "had", "has", "have", "he", "head", "her", "here", "high", "him", "his", "hit", "home", "how",
    "if", "in", "into", "is", "it", "its", "join", "just", "keep", "know", "large", "largest", "last",
    "late", "leave", "less", "like", "long", "look", "lost", "made", "major", "make", "many", "may",
    "million", "month", "more", "most", "move", "much", "near", "new", "next", "no", "not", "now", "of",
    "off", "old", "on", "one", "only", "or", "other", "our", "out", "over", "own", "part", "people", "put",
    "said", "say", "see", "set", "she", "should", "show", "since", "so", "some", "still", "such", "take",
    "tell", "than", "that", "the", "their", "them", "then", "there", "they", "thi", "to", "two", "under",
    "up", "was", "way", "we", "week", "what", "when", "who", "will", "with", "year",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, &mut |word, _| all.push(String::from_utf8_lossy(word).into_owned()));
        all
    }

    #[test]
    fn case_accents_and_plurals_make_no_difference() {
        assert_eq!(folded("Tariffs TAXES studies"), ["tariff", "tax", "study"]);
        assert_eq!(folded("Élysée e\u{301}lyse\u{301}e"), ["elysee", "elysee"]);
        assert_eq!(folded("Москва МОСКВА"), ["москва", "москва"]);
    }

    #[test]
    fn an_apostrophe_parts_a_possessive_from_its_word() {
        assert_eq!(folded("Europe’s l'Europe"), ["europe", "europe"]);
    }

    #[test]
    fn numbers_and_single_letters_are_no_words() {
        assert_eq!(folded("2,300 deaths in B-2 of C5+1"), ["death", "in", "of", "c5"]);
    }

    #[test]
    fn chinese_is_read_in_pairs_of_characters() {
        assert_eq!(folded("中央銀行 ECB"), ["中央", "央銀", "銀行", "ecb"]);
        assert_eq!(folded("新"), [""; 0]);
    }

    #[test]
    fn a_word_is_also_handed_out_as_it_is_written() {
        let mut written = Vec::new();
        words("“Tariffs”, Élysée’s", &mut |_, word| written.push(word));
        assert_eq!(written, ["Tariffs", "Élysée"]);
    }

    #[test]
    fn a_name_is_the_same_term_however_it_is_spelt() {
        assert_eq!(name(Kind::Topic, "Central Asia"), name(Kind::Topic, "central-asia"));
        assert_ne!(name(Kind::Topic, "World"), name(Kind::Section, "World"));
        assert_eq!(name(Kind::Topic, " – "), None);
    }

    #[test]
    fn the_list_of_common_words_is_in_order_and_folded() {
        assert!(COMMON.is_sorted());
        for common in COMMON {
            assert_eq!(folded(common), [common]);
        }
        assert!(is_common(b"the") && !is_common(b"kazakhstan"));
    }
}
