//! The readable part of a story's URL.

use std::fmt;

/// Lower-case ASCII words joined by `-`, at most [`Slug::LONGEST`] characters. Only the default is empty.
///
/// # Examples
///
/// ```
/// use london_daily::model::Slug;
///
/// assert_eq!(Slug::from_text("Élysée, Köln, Łódź").unwrap().as_str(), "elysee-koeln-lodz");
/// assert_eq!(Slug::from_text("新聞"), None);
/// assert_eq!(Slug::of_name("新聞").as_str(), "77893d2e");
/// assert_eq!(Slug::of_name("Vote").with_suffix("urn:1").as_str(), "vote-81f533f5");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    /// Most characters of a slug.
    pub const LONGEST: usize = 80;

    /// Returns the slug of any text, or `None` if none of its characters has an ASCII spelling.
    ///
    /// Letters are lower-cased and lose their accents, apostrophes vanish, and every other run of characters becomes one `-`. A
    /// long text is cut after a word.
    pub fn from_text(text: &str) -> Option<Self> {
        let (slug, _) = Self::read(text);
        (!slug.0.is_empty()).then_some(slug)
    }

    /// Returns the slug of any text, which may be empty, and `false` if it lacks a letter or a sign that has no ASCII spelling and
    /// is more than punctuation.
    fn read(text: &str) -> (Self, bool) {
        const PUNCTUATION: &str = "-–—_/&.,:;!?\"“”()";
        let mut slug = String::new();
        let (mut gap, mut is_whole) = (false, true);
        for character in text.to_lowercase().chars() {
            let Some(plain) = ascii(character) else {
                // Apostrophes and accents part no words.
                if !matches!(character, '\'' | '\u{2019}' | '\u{301}' | '\u{308}' | '\u{303}') {
                    gap = true;
                    is_whole = is_whole && (character.is_whitespace() || PUNCTUATION.contains(character));
                }
                continue;
            };
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push_str(plain);
            if slug.len() > Self::LONGEST * 2 {
                break;
            }
        }
        if slug.len() > Self::LONGEST {
            let cut = slug[..=Self::LONGEST].rfind('-').filter(|at| *at > 0).unwrap_or(Self::LONGEST);
            slug.truncate(cut);
        }
        (Self(slug), is_whole)
    }

    /// Wraps the slug that a printed page carries. It is not checked.
    pub fn printed(slug: String) -> Self {
        Self(slug)
    }

    /// Returns the slug of a section's or topic's name. Where [`Slug::from_text`] would lose a letter or a sign that makes another
    /// name of it (`C++`, `C#`, `新聞`), the slug has a suffix that is a hash of the name.
    pub fn of_name(name: &str) -> Self {
        let (slug, is_whole) = Self::read(name);
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
        let kept = self.0.len().min(Self::LONGEST - 9);
        let stem = self.0[..kept].trim_end_matches('-');
        Self(if stem.is_empty() { format!("{hash:08x}") } else { format!("{stem}-{hash:08x}") })
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
        let slug = Slug::of_name("新聞");
        assert_eq!(slug.as_str().len(), 8);
        assert_ne!(slug, Slug::of_name("中央"));
        let names = ["C", "C++", "C#", "5G 技術", "5G 新聞"];
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
        assert_eq!(Slug::of_name("新聞").as_str(), "77893d2e");
    }
}
