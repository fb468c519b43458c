//! The reading settings.

use leptos::prelude::*;

use crate::{
    browser::storage,
    features::settings::{Settings, Theme},
    text,
};

/// Theme and text size, in a panel that the browser itself opens and closes (Popover API).
#[component]
pub fn SettingsPanel() -> impl IntoView {
    let settings = Settings::here();
    let refused = storage::refused();
    let themes = Theme::ALL
        .into_iter()
        .map(|theme| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="theme"
                        value=theme.as_str()
                        prop:checked=move || settings.theme.get() == theme
                        on:change=move |_| settings.choose_theme(theme)
                    />
                    {theme_name(theme)}
                </label>
            }
        })
        .collect_view();
    let size = settings.text_size;
    view! {
            <button
                class="settings-button quiet-button"
                type="button"
                popovertarget="settings-panel"
                aria-label=text::SETTINGS
                title=text::SETTINGS
            >
                <span aria-hidden="true">{text::SETTINGS_SHORT}</span>
            </button>
            <div class="settings-panel" id="settings-panel" popover="auto" role="group" aria-label=text::SETTINGS>
                <fieldset>
                    <legend>{text::THEME}</legend>
                    {themes}
                </fieldset>
                <fieldset>
                    <legend>{text::TEXT_SIZE}</legend>
                    <div class="stepper">
                        <button
                            type="button"
                            aria-label=text::TEXT_SMALLER
                            aria-disabled=move || size.get().is_smallest().to_string()
                            on:click=move |_| settings.choose_text_size(size.get_untracked().smaller())
                        >
                            <span class="stepper-smaller" aria-hidden="true">{"A"}</span>
                        </button>
                        <output aria-live="polite">{move || format!("{} %", size.get().per_cent())}</output>
                        <button
                            type="button"
                            aria-label=text::TEXT_LARGER
                            aria-disabled=move || size.get().is_largest().to_string()
                            on:click=move |_| settings.choose_text_size(size.get_untracked().larger())
                        >
                            <span class="stepper-larger" aria-hidden="true">{"A"}</span>
                        </button>
                    </div>
                </fieldset>
                <p class="fine-print">
                    {move || if refused.get() { text::STORAGE_REFUSED } else { text::SETTINGS_STAY }}
                </p>
            </div>
    }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => text::THEME_SYSTEM,
        Theme::Light => text::THEME_LIGHT,
        Theme::Dark => text::THEME_DARK,
        Theme::Sepia => text::THEME_SEPIA,
    }
}
