//! The places at which a sentence may end.
//!
//! A browser knows the marks of all scripts (`Intl.Segmenter`: Unicode Standard Annex 29). Natively, and in browsers without
//! it, a simple rule stands in, which knows those that most papers use.

#[cfg(target_arch = "wasm32")]
use js_sys::{
    Array, Function,
    Intl::{self, SegmentData, SegmenterGranularity, SegmenterOptions},
    Reflect,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsCast;

/// Divides text into segments, each a sentence or, behind an abbreviation, a part of one.
pub(super) struct Segmenter {
    #[cfg(target_arch = "wasm32")]
    platform: Option<Intl::Segmenter>,
}

impl Segmenter {
    /// A segmenter for a language (a BCP 47 tag); without one, for the language that the browser speaks.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn new(language: Option<&str>) -> Self {
        let platform = || {
            // The bindings' constructor lets what it throws pass: where there is no such class, or the tag is malformed.
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

    /// A segmenter for any language.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn new(_language: Option<&str>) -> Self {
        Self {}
    }

    /// Returns the lengths of the segments of a text, in characters, with the white space at their ends.
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

/// The simple rule: a segment ends with its marks, where white space or the text's end follows, or the script has no spaces.
fn lengths(text: &str) -> Vec<usize> {
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
