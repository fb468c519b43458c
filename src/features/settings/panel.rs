//! The reading settings.

use leptos::prelude::*;

use crate::{
    browser::storage,
    features::settings::{Choice, Settings},
    text,
};

/// All settings, in a panel that the browser itself opens and closes (Popover API).
#[component]
pub fn SettingsPanel() -> impl IntoView {
    let settings = Settings::here();
    let refused = storage::refused();
    let size = settings.text_size;
    let themes = [
        ("", text::theme_system()),
        ("light", text::theme_light()),
        ("dark", text::theme_dark()),
        ("sepia", text::theme_sepia()),
    ];
    let lengths = [("narrow", text::line_narrow()), ("", text::line_normal()), ("wide", text::line_wide())];
    let spacings =
        [("tight", text::spacing_tight()), ("", text::spacing_normal()), ("loose", text::spacing_loose())];
    let typefaces = [("", text::serif()), ("sans", text::sans())];
    view! {
            <button
                class="settings-button quiet-button"
                type="button"
                popovertarget="settings-panel"
                aria-label=text::settings_button()
            >
                <span aria-hidden="true">{text::settings_short()}</span>
            </button>
            <div class="settings-panel" id="settings-panel" popover="auto" role="group" aria-label=text::settings()>
                {choices(settings.theme, "theme", "choices swatches", text::theme(), &themes)}
                <fieldset>
                    <legend>{text::text_size()}</legend>
                    <div class="stepper">
                        <button
                            type="button"
                            aria-label=text::text_smaller()
                            aria-disabled=move || size.get().is_smallest().to_string()
                            on:click=move |_| settings.choose_text_size(size.get_untracked().smaller())
                        >
                            <span class="stepper-smaller" aria-hidden="true">{"A"}</span>
                        </button>
                        <output aria-live="polite">{move || text::per_cent(size.get().per_cent())}</output>
                        <button
                            type="button"
                            aria-label=text::text_larger()
                            aria-disabled=move || size.get().is_largest().to_string()
                            on:click=move |_| settings.choose_text_size(size.get_untracked().larger())
                        >
                            <span class="stepper-larger" aria-hidden="true">{"A"}</span>
                        </button>
                    </div>
                </fieldset>
                {choices(settings.line_length, "line-length", "choices", text::line_length(), &lengths)}
                {choices(settings.line_spacing, "line-spacing", "choices", text::line_spacing(), &spacings)}
                {choices(settings.typeface, "typeface", "choices", text::typeface(), &typefaces)}
                <label class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        prop:checked=move || settings.shortcuts.get().is_empty()
                        on:change=move |event| {
                            settings.shortcuts.set(if event_target_checked(&event) { "" } else { "off" });
                        }
                    />
                    {text::shortcuts()}
                </label>
                <p class="fine-print">
                    {move || if refused.get() { text::storage_refused() } else { text::settings_stay() }}
                </p>
            </div>
    }
}

/// Returns a group of radio buttons for the words of a setting, each with what it is called.
fn choices(
    choice: Choice,
    name: &'static str,
    class: &'static str,
    legend: &'static str,
    options: &[(&'static str, &'static str)],
) -> impl IntoView + use<> {
    let buttons = options
        .iter()
        .copied()
        .map(|(value, label)| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name
                        value=value
                        prop:checked=move || choice.get() == value
                        on:change=move |_| choice.set(value)
                    />
                    {label}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>{legend}</legend>
            <div class=class>{buttons}</div>
        </fieldset>
    }
}
