//! Offering to listen, before the player has loaded.

use crate::browser::{elements, has_voices};

/// Shows the buttons of articles that have a recording, or a text that a voice of the browser can read.
pub fn offer_listening() {
    for place in elements("[data-root=listen]") {
        let heard =
            place.has_attribute("data-recorded") || (place.has_attribute("data-speakable") && has_voices());
        if let (true, Ok(Some(button))) = (heard, place.query_selector("button")) {
            let _ = button.remove_attribute("hidden");
        }
    }
}
