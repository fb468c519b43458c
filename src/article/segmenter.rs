//! The boundaries at which a sentence may end.
//!
//! In the browser they come from `Intl.Segmenter`, which knows the marks of all scripts (Unicode Standard Annex 29). Natively,
//! and in browsers without it, a simple rule takes its place, which knows the most common marks.

#[cfg(target_arch = "wasm32")]
use js_sys::{
    Array, Function,
    Intl::{self, SegmentData, SegmenterGranularity, SegmenterOptions},
    Reflect,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsCast;

/// A divider of text into segments. A segment is a sentence, or part of one if it ends with an abbreviation.
pub(super) struct Segmenter {
    #[cfg(target_arch = "wasm32")]
    platform: Option<Intl::Segmenter>,
}

impl Segmenter {
    /// Creates a segmenter for a language (a BCP 47 tag), or without one for the browser's own language.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn new(language: Option<&str>) -> Self {
        let platform = || {
            // Without this class, or with a malformed tag, construction throws, which the constructor of the bindings does not
            // catch.
            let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
            let constructor: Function = Reflect::get(&intl, &"Segmenter".into()).ok()?.dyn_into().ok()?;
            let languages: Array = language.iter().map(|tag| wasm_bindgen::JsValue::from_str(tag)).collect();
            let options = SegmenterOptions::new();
            options.set_granularity(SegmenterGranularity::Sentence);
            let segmenter = Reflect::construct(&constructor, &Array::of2(&languages, &options)).ok()?;
            Some(segmenter.unchecked_into())
        };
        Self { platform: platform() }
    }

    /// Creates a segmenter, which natively is the same for all languages.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn new(_language: Option<&str>) -> Self {
        Self {}
    }

    /// Returns the lengths of the segments of a text in characters, each with the white space at its end.
    pub(super) fn lengths(&self, text: &str) -> Vec<usize> {
        #[cfg(target_arch = "wasm32")]
        if let Some(segmenter) = &self.platform {
            let segments = Array::from(&segmenter.segment(text)).into_iter();
            let segments = segments.map(|segment| segment.unchecked_into::<SegmentData>().segment());
            return segments.map(|segment| String::from(segment).chars().count()).collect();
        }
        lengths(text)
    }
}

/// Divides a text by a simple rule: a segment ends after its marks if white space or the end of the text follows, or if the marks
/// belong to a script without spaces.
pub(super) fn lengths(text: &str) -> Vec<usize> {
    const MARKS: &str = ".!?…。！？؟।";
    const UNSPACED_MARKS: &str = "。！？";
    const CLOSING: &str = "\"'”’»)]」』";
    let mut lengths = Vec::new();
    let mut length = 0;
    let mut chars = text.chars().peekable();
    while let Some(mark) = chars.next() {
        length += 1;
        if !MARKS.contains(mark) {
            continue;
        }
        let mut ends = UNSPACED_MARKS.contains(mark);
        while chars.next_if(|next| MARKS.contains(*next) || CLOSING.contains(*next)).is_some() {
            length += 1;
        }
        while chars.next_if(|next| next.is_whitespace()).is_some() {
            length += 1;
            ends = true;
        }
        if ends {
            lengths.push(std::mem::take(&mut length));
        }
    }
    if length > 0 {
        lengths.push(length);
    }
    lengths
}
