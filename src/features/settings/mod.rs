//! The reading settings: theme and text size.
//!
//! A choice is an attribute of the document's root element, which the style sheet uses. Keys and attributes are the same as in
//! `src/app/boot/look.js`, which applies the choice before the first paint.

pub mod panel;

use leptos::prelude::*;

use crate::browser::{effect::effect, storage::StoredText};

/// A colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The system's preference.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Brown on cream.
    Sepia,
}

impl Theme {
    /// All themes, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Sepia];

    /// Returns the value of the root element's `data-theme`; empty for the system's preference.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sepia => "sepia",
        }
    }

    fn read(kept: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.as_str() == kept).unwrap_or_default()
    }
}

/// A text size in steps of [`TextSize::STEP`] per cent, from 100 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSize(u8);

impl Default for TextSize {
    fn default() -> Self {
        Self(Self::SMALLEST)
    }
}

impl TextSize {
    const SMALLEST: u8 = 100;
    const LARGEST: u8 = 200;
    /// The per cent from one size to the next.
    pub const STEP: u8 = 20;

    /// Returns the next larger size; the largest stays.
    #[must_use]
    pub fn larger(self) -> Self {
        Self((self.0 + Self::STEP).min(Self::LARGEST))
    }

    /// Returns the next smaller size; the smallest stays.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self((self.0 - Self::STEP).max(Self::SMALLEST))
    }

    /// Returns `true` if there is no larger size.
    pub fn is_largest(self) -> bool {
        self.0 == Self::LARGEST
    }

    /// Returns `true` if there is no smaller size.
    pub fn is_smallest(self) -> bool {
        self.0 == Self::SMALLEST
    }

    /// Returns the per cent of the normal size, which is also the value of the root element's `data-text-size`.
    pub fn per_cent(self) -> u8 {
        self.0
    }

    fn read(kept: &str) -> Self {
        let wanted: u8 = kept.parse().unwrap_or_default();
        let steps = wanted.clamp(Self::SMALLEST, Self::LARGEST) - Self::SMALLEST;
        Self(Self::SMALLEST + steps / Self::STEP * Self::STEP)
    }
}

/// The settings, kept in the browser and applied to the document.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The chosen theme.
    pub theme: Memo<Theme>,
    /// The chosen text size.
    pub text_size: Memo<TextSize>,
    kept_theme: StoredText,
    kept_text_size: StoredText,
}

impl Settings {
    /// Reads the settings and keeps the document's root element in step with them.
    pub fn open() -> Self {
        let kept_theme = StoredText::open("london-daily-theme");
        let kept_text_size = StoredText::open("london-daily-text-size");
        let theme = Memo::new(move |_| kept_theme.with(Theme::read));
        let text_size = Memo::new(move |_| kept_text_size.with(TextSize::read));
        effect(move || mark_root("data-theme", theme.get().as_str()));
        effect(move || {
            let size = text_size.get();
            mark_root("data-text-size", &if size.is_smallest() { String::new() } else { size.0.to_string() });
        });
        Self { theme, text_size, kept_theme, kept_text_size }
    }

    /// Returns the provided settings.
    ///
    /// # Panics
    /// Outside of the root of the settings: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        expect_context()
    }

    /// Chooses a theme.
    pub fn choose_theme(&self, theme: Theme) {
        self.kept_theme.set(theme.as_str().to_owned());
    }

    /// Chooses a text size.
    pub fn choose_text_size(&self, size: TextSize) {
        self.kept_text_size.set(size.0.to_string());
    }
}

/// Sets an attribute of the root element, or removes it if `value` is empty. Failures are ignored: they change only the look.
fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_theme_is_read_and_anything_else_is_the_systems() {
        assert_eq!(Theme::read("sepia"), Theme::Sepia);
        assert_eq!(Theme::read(""), Theme::System);
        assert_eq!(Theme::read("neon"), Theme::System);
    }

    #[test]
    fn text_grows_in_steps_to_twice_its_size_and_no_further() {
        let mut size = TextSize::default();
        assert!(size.is_smallest());
        let mut seen = vec![size.per_cent()];
        while !size.is_largest() {
            size = size.larger();
            seen.push(size.per_cent());
        }
        assert_eq!(seen, [100, 120, 140, 160, 180, 200]);
        assert_eq!(size.larger(), size);
        assert_eq!(TextSize::default().smaller(), TextSize::default());
    }

    #[test]
    fn a_spoilt_kept_text_size_is_put_right() {
        for (kept, per_cent) in [("", 100), ("0", 100), ("131", 120), ("255", 200), ("999", 100), ("x", 100)]
        {
            assert_eq!(TextSize::read(kept).per_cent(), per_cent, "{kept:?}");
        }
    }
}
