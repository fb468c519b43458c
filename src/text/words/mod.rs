//! The words themselves, and the language in which they are said.
//!
//! `build.rs` makes a function of each message in `en-GB.ftl`. English stands in the function, so each piece of the wasm has only
//! the words that it says. For another language there is a table of the texts in the order of the messages, with `{0}` in place
//! of the first part that changes: natively it is compiled in, and a browser gets it as a file, with `say`.

use std::cell::Cell;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The plural categories of CLDR, in the order in which a table has the texts of a plural.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The language that is said where the paper's own is not known.
const ENGLISH: &str = "en";

/// The texts in another language than English.
#[derive(Clone, Copy)]
struct Table {
    language: &'static str,
    texts: &'static [&'static str],
}

/// The way in which words are said.
#[derive(Clone, Copy)]
struct Voice {
    /// The texts; `None` in English.
    table: Option<Table>,
    is_american: bool,
    /// `true` if the paper is in another language.
    is_foreign: bool,
    /// `true` if the paper is written in the other direction.
    is_turned: bool,
}

const BRITISH: Voice = Voice { table: None, is_american: false, is_foreign: false, is_turned: false };

thread_local! {
    static VOICE: Cell<Voice> = const { Cell::new(BRITISH) };
}

impl Voice {
    /// Returns the way in which words are said in a paper of this language (BCP 47), given a table of its texts. In a paper that
    /// names no language they are British; in one of a language without words American, for the form of its dates.
    fn of(language: Option<&str>, table: Option<Table>, is_right_to_left: bool) -> Self {
        let mut subtags = language.unwrap_or(ENGLISH).split('-');
        let primary = subtags.next().unwrap_or_default();
        let is_foreign = !primary.eq_ignore_ascii_case(table.map_or(ENGLISH, |table| table.language));
        let is_american = is_foreign || subtags.any(|subtag| subtag.eq_ignore_ascii_case("us"));
        Self { table, is_american, is_foreign, is_turned: is_foreign && is_right_to_left }
    }
}

/// Returns the `lang` of an element that has only words of the interface: `None` where they are in the paper's language.
pub fn lang() -> Option<&'static str> {
    VOICE.get().is_foreign.then_some(ENGLISH)
}

/// Returns the `dir` of an element that has only words of the interface: `None` where it is the paper's direction.
pub fn dir() -> Option<&'static str> {
    VOICE.get().is_turned.then_some("ltr")
}

/// Says the words from now on in the language of the paper. `words` is the file with its texts, as `file` writes it; if there
/// is none, or it belongs to another build of the app, the words are English.
#[cfg(target_arch = "wasm32")]
pub fn say(language: Option<&str>, is_right_to_left: bool, words: &wasm_bindgen::JsValue) {
    VOICE.set(Voice::of(language, table_in(words), is_right_to_left));
}

/// Reads the texts of a file. They stay in memory as long as the document.
#[cfg(target_arch = "wasm32")]
fn table_in(words: &wasm_bindgen::JsValue) -> Option<Table> {
    use wasm_bindgen::JsCast;
    let field = |name: &str| js_sys::Reflect::get(words, &name.into()).ok();
    let leaked =
        |text: wasm_bindgen::JsValue| -> &'static str { text.as_string().unwrap_or_default().leak() };
    field("messages")?.as_string().filter(|messages| messages == MESSAGES)?;
    let texts: js_sys::Array = field("texts")?.dyn_into().ok()?;
    let texts: Vec<_> = texts.iter().map(leaked).collect();
    Some(Table { language: leaked(field("language")?), texts: texts.leak() })
}

/// The time in which words are said in the language of a paper; then they are said as before. It belongs to its thread.
#[cfg(not(target_arch = "wasm32"))]
#[must_use = "dropped, it has no effect"]
pub struct Speaking {
    before: Voice,
    _of_this_thread: std::marker::PhantomData<*const ()>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Drop for Speaking {
    fn drop(&mut self) {
        VOICE.set(self.before);
    }
}

/// Says words in the language of a paper, until the returned value is dropped.
#[cfg(not(target_arch = "wasm32"))]
pub fn speaking(language: Option<&str>) -> Speaking {
    let is_right_to_left = super::direction(language) == Some("rtl");
    let voice = Voice::of(language, table_of(language), is_right_to_left);
    Speaking { before: VOICE.replace(voice), _of_this_thread: std::marker::PhantomData }
}

#[cfg(not(target_arch = "wasm32"))]
fn table_of(language: Option<&str>) -> Option<Table> {
    let primary = language?.split('-').next()?;
    let (language, texts) = TABLES.iter().find(|(language, _)| primary.eq_ignore_ascii_case(language))?;
    Some(Table { language, texts })
}

/// Returns the file with the texts in the language of a paper, for browsers, and the tag of that language. `None` for English,
/// and for a language without words.
#[cfg(not(target_arch = "wasm32"))]
pub fn file(language: Option<&str>) -> Option<(&'static str, String)> {
    let Table { language, texts } = table_of(language)?;
    let file = serde_json::json!({ "language": language, "messages": MESSAGES, "texts": texts });
    Some((language, file.to_string()))
}

/// Returns the text at a place of the table, or the English one.
fn word(place: usize, english: &'static str) -> &'static str {
    let text = VOICE.get().table.and_then(|table| table.texts.get(place));
    text.copied().unwrap_or(english)
}

/// Returns the text for a number: one of those that follow each other in the table, or one of the English two.
fn plural(place: usize, number: usize, one: &'static str, other: &'static str) -> &'static str {
    let english = if number == 1 { one } else { other };
    let Some(Table { language, texts }) = VOICE.get().table else { return english };
    let text = |category: &str| {
        let at = CATEGORIES.iter().position(|known| *known == category)?;
        texts.get(place + at).copied().filter(|text| !text.is_empty())
    };
    text(&category(language, number)).or_else(|| text("other")).unwrap_or(english)
}

/// Returns the British or the American spelling.
fn spelling(british: &'static str, american: &'static str) -> &'static str {
    if VOICE.get().is_american { american } else { british }
}

/// Returns the plural category of a number.
#[cfg(target_arch = "wasm32")]
fn category(language: &str, number: usize) -> String {
    let languages = js_sys::Array::of1(&language.into());
    js_sys::Intl::PluralRules::new(&languages, &js_sys::Object::new()).select(number as f64).into()
}

/// Returns the plural category of a number.
#[cfg(not(target_arch = "wasm32"))]
fn category(language: &str, number: usize) -> String {
    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
    let rules = || {
        let language: unic_langid::LanguageIdentifier = language.parse().ok()?;
        PluralRules::create(language, PluralRuleType::CARDINAL).ok()?.select(number).ok()
    };
    let at = rules().unwrap_or(PluralCategory::OTHER) as usize;
    CATEGORIES.get(at).copied().unwrap_or_default().to_owned()
}

/// Puts the parts that change into a text, which has `{0}` in place of the first.
fn fill(text: &str, parts: &[&str]) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((number, words)) = piece.split_once('}') else { continue };
        let number = number.bytes().next().map_or(0, |digit| digit.wrapping_sub(b'0'));
        filled.push_str(parts.get(usize::from(number)).copied().unwrap_or_default());
        filled.push_str(words);
    }
    filled
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
