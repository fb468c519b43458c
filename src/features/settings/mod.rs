//! The reading settings: theme, text size, line length, line spacing, typeface, and the shortcut of one key.
//!
//! A choice is an attribute of the document's root element, which the style sheet uses. Keys and attributes are the same as in
//! `src/app/boot/look.js`, which applies the choice before the first paint.

pub mod panel;

use leptos::prelude::*;

use crate::browser::{NO_SHORTCUTS, effect::effect, elements, storage::StoredText};

/// A setting that is one of a few words, or none: then it is as the style sheet has it.
#[derive(Debug)]
pub struct Setting {
    /// The attribute of the root element.
    attribute: &'static str,
    /// The key under which the choice is stored.
    key: &'static str,
    /// The words.
    values: &'static [&'static str],
}

impl Setting {
    const THEME: Self =
        Self { attribute: "data-theme", key: "london-daily-theme", values: &["light", "dark", "sepia"] };
    const LINE_LENGTH: Self =
        Self { attribute: "data-line-length", key: "london-daily-line-length", values: &["narrow", "wide"] };
    const LINE_SPACING: Self = Self {
        attribute: "data-line-spacing",
        key: "london-daily-line-spacing",
        values: &["tight", "loose"],
    };
    const TYPEFACE: Self =
        Self { attribute: "data-typeface", key: "london-daily-typeface", values: &["sans"] };
    const SHORTCUTS: Self = Self { attribute: NO_SHORTCUTS, key: "london-daily-keys", values: &["off"] };

    /// Returns the word that was stored; empty for the default, and for what is none of the words.
    fn read(&self, stored: &str) -> &'static str {
        self.values.iter().find(|value| **value == stored).copied().unwrap_or_default()
    }
}

/// The reader's choice of a [`Setting`].
#[derive(Clone, Copy)]
pub struct Choice {
    setting: &'static Setting,
    stored: StoredText,
}

impl Choice {
    /// Reads the choice and keeps the document's root element in step with it.
    fn open(setting: &'static Setting) -> Self {
        let choice = Self { setting, stored: StoredText::open(setting.key) };
        effect(move || mark_root(setting.attribute, choice.get()));
        choice
    }

    /// Returns the chosen word, and tracks it; empty for the default.
    pub fn get(self) -> &'static str {
        self.stored.with(|stored| self.setting.read(stored))
    }

    /// Chooses a word, or the default.
    pub fn set(self, value: &str) {
        self.stored.set(value.to_owned());
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
    /// The theme: `light`, `dark` or `sepia`. By default it is the system's preference.
    pub theme: Choice,
    /// The text size.
    pub text_size: Memo<TextSize>,
    /// The length of lines: `narrow` or `wide`.
    pub line_length: Choice,
    /// The space between lines: `tight` or `loose`.
    pub line_spacing: Choice,
    /// The typeface: `sans`. By default it has serifs.
    pub typeface: Choice,
    /// The shortcut of one key: `off`, or not.
    pub shortcuts: Choice,
    stored_text_size: StoredText,
}

impl Settings {
    /// Reads the settings and keeps the document in step with them.
    pub fn open() -> Self {
        let theme = Choice::open(&Setting::THEME);
        effect(move || mark_colours(theme.get()));
        let stored_text_size = StoredText::open("london-daily-text-size");
        let text_size = Memo::new(move |_| stored_text_size.with(TextSize::read));
        effect(move || {
            let size = text_size.get();
            mark_root("data-text-size", &if size.is_smallest() { String::new() } else { size.0.to_string() });
        });
        Self {
            theme,
            text_size,
            line_length: Choice::open(&Setting::LINE_LENGTH),
            line_spacing: Choice::open(&Setting::LINE_SPACING),
            typeface: Choice::open(&Setting::TYPEFACE),
            shortcuts: Choice::open(&Setting::SHORTCUTS),
            stored_text_size,
        }
    }

    /// Returns the provided settings.
    ///
    /// # Panics
    /// Outside of the root of the settings: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        expect_context()
    }

    /// Chooses a text size.
    pub fn choose_text_size(&self, size: TextSize) {
        self.stored_text_size.set(size.0.to_string());
    }
}

/// Sets an attribute of the root element, or removes it if `value` is empty. Failures are ignored: they change only the look.
fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
    }
}

/// Lets the browser's own bars have the colour of the theme: of the colours that the page names, only this one counts.
fn mark_colours(theme: &str) {
    for colour in elements("meta[data-theme]") {
        let of = colour.get_attribute("data-theme").unwrap_or_default();
        let _ = colour.set_attribute("media", &media_of(&of, theme));
    }
}

/// Returns the media for which the colour of a theme counts while `chosen` is chosen, which is empty for the system's preference.
fn media_of(theme: &str, chosen: &str) -> String {
    match chosen {
        "" if theme != "sepia" => format!("(prefers-color-scheme: {theme})"),
        _ if theme == chosen => "all".to_owned(),
        _ => "not all".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_theme_is_read_and_anything_else_is_the_systems() {
        assert_eq!(Setting::THEME.read("sepia"), "sepia");
        assert_eq!(Setting::THEME.read(""), "");
        assert_eq!(Setting::THEME.read("neon"), "");
    }

    #[test]
    fn every_setting_is_applied_before_the_first_paint() {
        let script = include_str!("../../app/boot/look.js");
        let settings = [
            &Setting::THEME,
            &Setting::LINE_LENGTH,
            &Setting::LINE_SPACING,
            &Setting::TYPEFACE,
            &Setting::SHORTCUTS,
        ];
        for setting in settings {
            let name = setting.attribute.strip_prefix("data-").unwrap();
            assert!(script.contains(&format!("\"{name}\"")), "{name}");
            assert_eq!(setting.key, format!("london-daily-{name}"));
        }
    }

    #[test]
    fn the_style_sheet_knows_every_choice_of_look() {
        let sheet = include_str!("../../../style/tokens.css");
        let mut selectors: Vec<String> =
            [&Setting::THEME, &Setting::LINE_LENGTH, &Setting::LINE_SPACING, &Setting::TYPEFACE]
                .into_iter()
                .flat_map(|setting| {
                    setting.values.iter().map(|value| format!("{}=\"{value}\"", setting.attribute))
                })
                .collect();
        let mut size = TextSize::default();
        while !size.is_largest() {
            size = size.larger();
            selectors.push(format!("data-text-size=\"{}\"", size.per_cent()));
        }
        for selector in selectors {
            assert!(sheet.contains(&format!(":root[{selector}]")), "{selector}");
        }
    }

    #[test]
    fn one_colour_of_the_browsers_bars_counts_at_a_time() {
        let media = |chosen| ["light", "dark", "sepia"].map(|theme| media_of(theme, chosen));
        assert_eq!(media(""), ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)", "not all"]);
        assert_eq!(media("sepia"), ["not all", "not all", "all"]);
        assert_eq!(media("dark"), ["not all", "all", "not all"]);
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
