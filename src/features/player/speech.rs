//! The browser's voices: the shell around `speechSynthesis`.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use crate::{
    browser::timers,
    features::player::{
        Event, Speed, Take,
        listening::{Listening, Report},
        reflect,
    },
};

/// Milliseconds to wait after silencing a voice: some engines drop an utterance that follows at once.
const BREATH: u32 = 60;

/// The browser's voices. Dropping them silences them.
pub(super) struct Speech {
    synthesis: SpeechSynthesis,
    saying: Option<Saying>,
    /// The take that is to be read. An utterance that had to wait for [`BREATH`] is dropped if this has changed meanwhile.
    wanted: Rc<Cell<Option<Take>>>,
    silenced: bool,
}

/// An utterance under way. It is held here, since browsers lose the events of one that was garbage-collected.
struct Saying {
    utterance: SpeechSynthesisUtterance,
    _report: Closure<Report>,
}

impl Speech {
    /// Returns the browser's voices, if it has the interface.
    pub(super) fn find() -> Option<Self> {
        let synthesis = reflect::get(&window(), "speechSynthesis")?.unchecked_into();
        Some(Self { synthesis, saying: None, wanted: Rc::default(), silenced: false })
    }

    /// Returns `true` if there is a voice: many browsers have the interface and no voice.
    pub(super) fn has_voices(&self) -> bool {
        self.synthesis.get_voices().length() > 0
    }

    /// Calls `changed` when the voices have changed: most browsers load them after the page.
    pub(super) fn on_voices_changed(&self, changed: &Closure<Report>) {
        self.synthesis.set_onvoiceschanged(Some(changed.as_ref().unchecked_ref()));
    }

    pub(super) fn say(
        &mut self,
        text: &str,
        language: Option<&str>,
        take: Take,
        speed: Speed,
        listening: Listening,
    ) {
        self.forget();
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(text) else {
            return listening.tell(Event::SentenceBroken(take));
        };
        if let Some(language) = language {
            utterance.set_lang(language);
        }
        utterance.set_voice(self.voice(language).as_ref());
        utterance.set_rate(speed.factor() as f32);
        let report = Closure::<Report>::new(move |event: web_sys::Event| match event.type_().as_str() {
            "start" => listening.tell(Event::SentenceBegun(take)),
            "end" => listening.tell(Event::SentenceDone(take)),
            _ if was_silenced(&event) => {}
            _ => listening.tell(Event::SentenceBroken(take)),
        });
        let listener = Some(report.as_ref().unchecked_ref());
        utterance.set_onstart(listener);
        utterance.set_onend(listener);
        utterance.set_onerror(listener);
        self.wanted.set(Some(take));
        if std::mem::take(&mut self.silenced) {
            let (synthesis, utterance) = (self.synthesis.clone(), utterance.clone());
            let wanted = Rc::clone(&self.wanted);
            let speak = move || {
                if wanted.get() == Some(take) {
                    synthesis.speak(&utterance);
                }
            };
            timers::certainly_after(BREATH, speak);
        } else {
            self.synthesis.speak(&utterance);
        }
        self.saying = Some(Saying { utterance, _report: report });
    }

    /// Silences the voice at once.
    pub(super) fn hush(&mut self) {
        self.forget();
        self.wanted.set(None);
        self.silenced |= self.is_busy();
        self.synthesis.cancel();
    }

    /// Returns `true` if something is being read, or about to be.
    pub(super) fn is_busy(&self) -> bool {
        self.synthesis.speaking() || self.synthesis.pending()
    }

    /// Returns the take that the voice was given last, unless it was silenced since.
    pub(super) fn take(&self) -> Option<Take> {
        self.wanted.get()
    }

    /// Removes the listeners of the last utterance, whose events have no meaning any more.
    fn forget(&mut self) {
        if let Some(Saying { utterance, .. }) = self.saying.take() {
            utterance.set_onstart(None);
            utterance.set_onend(None);
            utterance.set_onerror(None);
        }
    }

    fn voice(&self, language: Option<&str>) -> Option<SpeechSynthesisVoice> {
        let language = language?;
        let voices: Vec<SpeechSynthesisVoice> =
            self.synthesis.get_voices().iter().map(JsCast::unchecked_into).collect();
        // `max_by_key` returns the last of equals, so the order is reversed: then it is the one that the browser lists first.
        let best = voices
            .into_iter()
            .rev()
            .max_by_key(|voice| (likeness(language, &voice.lang()), voice.default(), voice.local_service()));
        // Without a voice of that language, the browser's own choice is as good as any.
        best.filter(|voice| likeness(language, &voice.lang()) > 0)
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        self.hush();
    }
}

/// Returns `true` if an error only says that the voice was silenced.
fn was_silenced(event: &web_sys::Event) -> bool {
    let reason = reflect::get(event, "error").and_then(|reason| reason.as_string());
    matches!(reason.as_deref(), Some("canceled" | "interrupted"))
}

/// Returns how alike two language tags are: 2 for the same, 1 for the same language with other subtags, else 0.
fn likeness(wanted: &str, language: &str) -> u8 {
    // Some browsers write `en_GB`.
    let mut parts = [wanted, language].map(|tag| tag.split(['-', '_']).map(str::to_ascii_lowercase));
    let [wanted, language] = &mut parts;
    if wanted.next() != language.next() {
        return 0;
    }
    if wanted.eq(language) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_of_the_same_region_fits_best() {
        assert_eq!(likeness("en-GB", "en-GB"), 2);
        assert_eq!(likeness("en-GB", "en_gb"), 2);
        assert_eq!(likeness("en-GB", "en-US"), 1);
        assert_eq!(likeness("en", "en-US"), 1);
        assert_eq!(likeness("en-GB", "de-DE"), 0);
        assert_eq!(likeness("kk", ""), 0);
    }
}
