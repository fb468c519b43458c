//! The readable part of a story's URL.

use std::{collections::BTreeSet, fmt};

use percent_encoding::{CONTROLS, utf8_percent_encode};

/// Lower-case words joined by `-`, at most [`Slug::LONGEST`] bytes. Those of stories have ASCII letters only; those of sections and
/// topics keep the letters of other scripts, percent-encoded as in a URL. Only the default is empty.
///
/// # Examples
///
/// ```
/// use london_daily::model::Slug;
///
/// assert_eq!(Slug::from_text("Élysée, Köln, Łódź").unwrap().as_str(), "elysee-koeln-lodz");
/// assert_eq!(Slug::from_text("新聞"), None);
/// assert_eq!(Slug::of_name("新聞").as_str(), "%E6%96%B0%E8%81%9E");
/// assert_eq!(Slug::of_name("C++").as_str(), "c-2ead0510");
/// assert_eq!(Slug::of_name("Vote").with_suffix("urn:1").as_str(), "vote-81f533f5");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    /// Most bytes of a slug before it is percent-encoded.
    pub const LONGEST: usize = 80;

    /// Returns the slug of any text, or `None` if none of its characters has an ASCII spelling.
    ///
    /// Letters are lower-cased and lose their accents, apostrophes vanish, and every other run of characters becomes one `-`. A
    /// long text is cut after a word.
    pub fn from_text(text: &str) -> Option<Self> {
        let (slug, _) = Self::read(text, false);
        (!slug.0.is_empty()).then_some(slug)
    }

    /// Returns the slug of any text, which may be empty, and `false` if it lacks a letter or a sign that is more than punctuation.
    /// Letters without an ASCII spelling are left out unless it `keeps_letters`.
    fn read(text: &str, keeps_letters: bool) -> (Self, bool) {
        const PUNCTUATION: &str = "-–—_/&.,:;!?\"“”()";
        let mut slug = String::new();
        let (mut gap, mut is_whole) = (false, true);
        for character in text.to_lowercase().chars() {
            let plain = ascii(character);
            let is_kept = plain.is_some() || (keeps_letters && is_letter(character));
            // Apostrophes, accents and invisible joiners part no words.
            if matches!(character, '\'' | '\u{2019}' | '\u{301}' | '\u{308}' | '\u{303}')
                || (keeps_letters && matches!(character, '\u{200c}' | '\u{200d}'))
            {
                continue;
            }
            if !is_kept {
                gap = true;
                is_whole = is_whole && (character.is_whitespace() || PUNCTUATION.contains(character));
                continue;
            }
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            match plain {
                Some(plain) => slug.push_str(plain),
                None => slug.push(character),
            }
            if slug.len() > Self::LONGEST * 2 {
                break;
            }
        }
        if slug.len() > Self::LONGEST {
            let end = (0..=Self::LONGEST).rev().find(|at| slug.is_char_boundary(*at)).unwrap_or_default();
            let is_word = slug.as_bytes().get(end) == Some(&b'-');
            let cut = slug[..end].rfind('-').filter(|at| *at > 0 && !is_word).unwrap_or(end);
            slug.truncate(cut);
            is_whole = is_whole && !keeps_letters;
        }
        (Self(slug), is_whole)
    }

    /// Wraps the slug that a printed page carries. It is not checked.
    pub fn printed(slug: String) -> Self {
        Self(slug)
    }

    /// Returns the slug of a section's or topic's name. Where it would lose a letter or a sign that makes another name of it (`C++`,
    /// `C#`), it has a suffix that is a hash of the name.
    pub fn of_name(name: &str) -> Self {
        let Self(slug) = Self::named(name, true);
        // A slug has no control characters, so this encodes what is not ASCII.
        Self(utf8_percent_encode(&slug, CONTROLS).to_string())
    }

    /// Returns the slug that [`Slug::of_name`] gave when it kept ASCII letters only: pages were published there.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn former_of_name(name: &str) -> Self {
        Self::named(name, false)
    }

    fn named(name: &str, keeps_letters: bool) -> Self {
        let (slug, is_whole) = Self::read(name, keeps_letters);
        if is_whole && !slug.0.is_empty() { slug } else { slug.with_suffix(name) }
    }

    /// Returns this slug with a short suffix that is a hash of `id`, so that two stories that want the same slug get different
    /// ones in whatever order they come. An empty slug becomes the hash alone.
    ///
    /// The hash is FNV-1a with 32 bits; the crate `fnv` has only 64. It never changes, since published URLs contain it.
    #[must_use]
    pub fn with_suffix(&self, id: &str) -> Self {
        let hash =
            id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let most = self.0.len().min(Self::LONGEST - 9);
        let kept = (0..=most).rev().find(|at| self.0.is_char_boundary(*at)).unwrap_or_default();
        let stem = self.0[..kept].trim_end_matches('-');
        Self(if stem.is_empty() { format!("{hash:08x}") } else { format!("{stem}-{hash:08x}") })
    }

    /// Returns this slug, or the first one with a suffix made from `id` that is not in `taken`. (A suffix is short, and a publisher may
    /// write one on purpose.)
    #[must_use]
    pub fn beside(&self, taken: &BTreeSet<Self>, id: &str) -> Self {
        let mut slug = self.clone();
        let mut count = 0_u32;
        while taken.contains(&slug) {
            count += 1;
            slug = if count == 1 { self.with_suffix(id) } else { self.with_suffix(&format!("{id} {count}")) };
        }
        slug
    }

    /// Returns the slug as it stands in a URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Returns `true` for letters, digits and the marks on them in scripts other than plain Latin. A sign among them does no harm, so blocks
/// of Unicode are enough; those of punctuation, symbols and emoji are left out.
fn is_letter(character: char) -> bool {
    matches!(character,
        '\u{180}'..='\u{1fff}' | '\u{2c00}'..='\u{2dff}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{302f}'
        | '\u{3031}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}' | '\u{ff66}'..='\u{ffdc}'
        | '\u{10000}'..='\u{1efff}' | '\u{20000}'..='\u{323af}')
}

/// Returns the ASCII spelling of a lower-case character, or `None` if it separates words.
pub(crate) fn ascii(character: char) -> Option<&'static str> {
    const PLAIN: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    if let Some(at) = PLAIN.find(character) {
        return Some(&PLAIN[at..=at]);
    }
    SPELLINGS.iter().find(|(letters, _)| letters.contains(character)).map(|(_, plain)| *plain)
}

/// Characters of European languages, and their usual spelling in ASCII.
const SPELLINGS: [(&str, &str); 20] = [
    ("àáâãåāăą", "a"),
    ("äæ", "ae"),
    ("çćč", "c"),
    ("ďđð", "d"),
    ("èéêëēėęě", "e"),
    ("ğ", "g"),
    ("ìíîïīįı", "i"),
    ("łľĺ", "l"),
    ("ñńň", "n"),
    ("òóôõōő", "o"),
    ("öøœ", "oe"),
    ("ŕř", "r"),
    ("śšş", "s"),
    ("ß", "ss"),
    ("ťţ", "t"),
    ("þ", "th"),
    ("ùúûūůű", "u"),
    ("ü", "ue"),
    ("ýÿ", "y"),
    ("źżž", "z"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> String {
        Slug::from_text(text).map(|slug| slug.to_string()).unwrap_or_default()
    }

    #[test]
    fn words_are_joined_by_single_hyphens() {
        assert_eq!(slug("  Europe’s heatwave: 2,300 deaths!  "), "europes-heatwave-2-300-deaths");
    }

    #[test]
    fn accents_are_written_plainly() {
        assert_eq!(slug("Élysée, Köln, Łódź"), "elysee-koeln-lodz");
    }

    #[test]
    fn a_text_without_ascii_words_has_no_slug() {
        assert_eq!(Slug::from_text("新聞 — 中央"), None);
        assert_eq!(Slug::from_text(""), None);
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let long = slug(&"word ".repeat(60));
        assert!(long.len() <= Slug::LONGEST);
        assert!(long.ends_with("word"));
        assert_eq!(slug(&"x".repeat(300)).len(), Slug::LONGEST);
    }

    #[test]
    fn an_empty_slug_becomes_the_suffix_alone() {
        assert_eq!(Slug::of_name("🎉").as_str().len(), 8);
        assert_ne!(Slug::of_name("🎉"), Slug::of_name("🎈"));
    }

    #[test]
    fn names_in_every_script_have_slugs_of_their_own() {
        for (name, decoded) in [
            ("新聞 — 中央", "新聞-中央"),
            ("Новости спорта", "новости-спорта"),
            ("أخبار الرياضة", "أخبار-الرياضة"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("می\u{200c}شود", "میشود"),
            ("Tiếng Việt", "tiếng-việt"),
            ("5G 技術", "5g-技術"),
            ("Arts & Books", "arts-books"),
        ] {
            let slug = Slug::of_name(name);
            let bytes = percent_encoding::percent_decode_str(slug.as_str()).decode_utf8_lossy();
            assert_eq!(bytes, decoded, "{name}");
            assert!(slug.as_str().is_ascii());
        }
        let long = ["新".repeat(100), "新".repeat(101), "word ".repeat(30), "word ".repeat(31)];
        let names = ["C", "C++", "C#", "5G 技術", "5G 新聞", "新聞", "新聞🎉", "新"];
        let names: Vec<&str> = names.into_iter().chain(long.iter().map(String::as_str)).collect();
        let slugs: std::collections::BTreeSet<_> = names.iter().map(|name| Slug::of_name(name)).collect();
        assert_eq!(slugs.len(), names.len(), "{slugs:?}");
        assert_eq!(Slug::of_name("C").as_str(), "c");
    }

    #[test]
    fn a_clash_is_settled_by_the_id_alone() {
        let base = Slug::from_text(&"x".repeat(300)).unwrap();
        let told = base.with_suffix("urn:1");
        assert!(told.as_str().len() <= Slug::LONGEST);
        assert_ne!(told, base.with_suffix("urn:2"));
        assert_eq!(told, base.with_suffix("urn:1"));
    }

    #[test]
    fn a_suffix_that_has_been_published_never_changes() {
        assert_eq!(Slug::from_text("vote").unwrap().with_suffix("urn:1").as_str(), "vote-81f533f5");
        assert_eq!(Slug::former_of_name("新聞").as_str(), "77893d2e");
    }
}
