//! A reader's input: keyboard, mouse and fingers.

use std::time::Duration;

use fantoccini::{
    actions::{
        Actions, InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
        TouchActions, WheelAction, WheelActions,
    },
    key::Key,
};
use serde_json::json;

use super::{browser::Browser, engine::Engine};

impl Browser {
    /// Clicks the middle of an element with the mouse, after it was scrolled into view.
    pub(crate) async fn click(&self, css: &str) {
        if self.engine == Engine::WebKit {
            // Its driver does not scroll to an element whose layout is skipped (`content-visibility`).
            let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'nearest', behavior: 'instant' })";
            self.run(scroll, &[json!(css)]).await;
        }
        self.element(css)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("{css} can be clicked: {error:?}"));
    }

    /// Types text, or `Key`s, into whatever has the focus.
    pub(crate) async fn press(&self, keys: impl Into<Keys>) {
        let mut actions = KeyActions::new("keyboard".into());
        for value in keys.into().0.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.perform(Actions::from(actions)).await;
    }

    /// Presses a key while another is held down.
    pub(crate) async fn press_with(&self, held: Key, key: impl Into<Keys>) {
        let held = char::from(held);
        let mut actions = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: held });
        for value in key.into().0.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.perform(Actions::from(actions.then(KeyAction::Up { value: held }))).await;
    }

    /// Clicks into a field and types.
    pub(crate) async fn type_into(&self, css: &str, text: &str) {
        self.element(css)
            .await
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("{css} takes text: {error}"));
    }

    /// Rests the mouse on the middle of an element, which must be in view.
    pub(crate) async fn hover(&self, css: &str) {
        let (x, y) = self.middle_of(css).await;
        self.move_mouse(x, y).await;
    }

    /// Moves the mouse to a place in the window, in CSS pixels.
    pub(crate) async fn move_mouse(&self, x: f64, y: f64) {
        let actions = MouseActions::new("mouse".into()).then(PointerAction::MoveTo {
            duration: Some(Duration::ZERO),
            x,
            y,
        });
        self.perform(Actions::from(actions)).await;
    }

    /// Drags the mouse from the middle of an element, by a distance in CSS pixels.
    pub(crate) async fn drag(&self, css: &str, right: f64, down: f64) {
        let (x, y) = self.middle_of(css).await;
        let to = |x, y| PointerAction::MoveTo { duration: Some(Duration::from_millis(50)), x, y };
        let actions = MouseActions::new("mouse".into())
            .then(to(x, y))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(to(x + right, y + down))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.perform(Actions::from(actions)).await;
    }

    /// Clicks twice with the mouse, at a distance in CSS pixels from the middle of an element.
    pub(crate) async fn double_click(&self, css: &str, right: f64, down: f64) {
        let (x, y) = self.middle_of(css).await;
        let mut actions = MouseActions::new("mouse".into()).then(PointerAction::MoveTo {
            duration: Some(Duration::ZERO),
            x: x + right,
            y: y + down,
        });
        for _ in 0..2 {
            actions = actions
                .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
                .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        }
        self.perform(Actions::from(actions)).await;
    }

    /// Draws two fingers apart, one to each side of the middle of an element: first 40 CSS pixels from it, then that many times as
    /// far.
    pub(crate) async fn spread(&self, css: &str, times: f64) {
        let (x, y) = self.middle_of(css).await;
        let finger = |name: &str, side: f64| {
            let to = |distance: f64, milliseconds| PointerAction::MoveTo {
                duration: Some(Duration::from_millis(milliseconds)),
                x: x + side * distance,
                y,
            };
            TouchActions::new(name.into())
                .then(to(40.0, 0))
                .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
                .then(to(40.0 * times, 80))
                .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
        };
        self.perform(Actions::from(finger("thumb", -1.0)).and(finger("finger", 1.0))).await;
    }

    /// Swipes with one finger from the middle of an element, by a distance in CSS pixels. In WebKit, whose driver knows no
    /// touch, the finger is a mouse.
    pub(crate) async fn swipe(&self, css: &str, right: f64, down: f64) {
        let (x, y) = self.middle_of(css).await;
        self.touch(&[(x, y), (x + right, y + down)]).await;
    }

    /// Taps an element with a finger.
    pub(crate) async fn tap(&self, css: &str) {
        let place = self.middle_of(css).await;
        self.touch(&[place]).await;
    }

    /// Taps a place in the window with a finger.
    pub(crate) async fn tap_at(&self, x: f64, y: f64) {
        self.touch(&[(x, y)]).await;
    }

    /// Turns the wheel: scrolls by a distance in CSS pixels, with the mouse where it is put.
    pub(crate) async fn wheel(&self, x: i64, y: i64, down: i64) {
        let turn = WheelAction::Scroll { duration: Some(Duration::ZERO), x, y, delta_x: 0, delta_y: down };
        self.perform(Actions::from(WheelActions::new("wheel".into()).then(turn))).await;
    }

    /// Puts a finger down at the first place, draws it through the others, and lifts it.
    async fn touch(&self, places: &[(f64, f64)]) {
        const STEP: Duration = Duration::from_millis(80);
        let mut finger = TouchActions::new("finger".into());
        for (index, (x, y)) in places.iter().enumerate() {
            let duration = Some(if index == 0 { Duration::ZERO } else { STEP });
            finger = finger.then(PointerAction::MoveTo { duration, x: *x, y: *y });
            if index == 0 {
                finger = finger.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
            }
        }
        self.perform(Actions::from(finger.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT }))).await;
    }

    async fn middle_of(&self, css: &str) -> (f64, f64) {
        self.until_seen(css).await;
        let place = self
            .run(
                "const box = document.querySelector(arguments[0]).getBoundingClientRect();
                 return [box.x + box.width / 2, box.y + box.height / 2];",
                &[json!(css)],
            )
            .await;
        let number = |index: usize| place[index].as_f64().unwrap_or_default();
        (number(0), number(1))
    }

    async fn perform(&self, actions: Actions) {
        self.client().perform_actions(actions).await.expect("the browser takes input");
    }
}

/// Keys to press one after the other.
pub(crate) struct Keys(String);

impl From<&str> for Keys {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Key> for Keys {
    fn from(key: Key) -> Self {
        Self(char::from(key).to_string())
    }
}
