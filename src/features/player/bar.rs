//! The view of the player: a bar at the bottom of the window.
//!
//! Its elements stay the same while it is open; only texts and attributes change.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::{
    browser::{effect::effect, focus, is_typing, mark_document},
    features::player::{
        Event, PlayerError, Speed, State,
        listening::{Listening, Stage, find},
        reflect,
    },
    text,
};

/// Seconds by which an arrow key moves the position.
const NUDGE: f64 = 5.0;

const PLAY_SHAPE: &str = "M7 4.5v15l12.5-7.5z";
const PAUSE_SHAPE: &str = "M6.5 5h4v14h-4zM13.5 5h4v14h-4z";
const BACK_SHAPE: &str = "M12 4.4V1L6.6 5.4l5.4 4.4V6.4a7 7 0 1 1-7 7H3a9 9 0 1 0 9-9z";
const FORWARD_SHAPE: &str = "M12 4.4V1l5.4 4.4L12 9.8V6.4a7 7 0 1 0 7 7h2a9 9 0 1 1-9-9z";
const CLOSE_SHAPE: &str =
    "M5.3 6.7l1.4-1.4L12 10.6l5.3-5.3 1.4 1.4L13.4 12l5.3 5.3-1.4 1.4L12 13.4l-5.3 5.3-1.4-1.4L10.6 12z";

/// The player, docked at the bottom of the window. It is the last element of the page and takes up room there, so that the
/// page's foot can be scrolled above it.
#[component]
pub fn Player() -> impl IntoView {
    let listening = Listening::here();
    let open = Memo::new(move |_| listening.read(|stage| stage.machine.is_open()));
    // For the style sheet. With `:has()` in its place, every element that comes or goes would make browsers compute the style of
    // the whole document anew.
    effect(move || mark_document("data-player", open.get()));
    move || open.get().then(|| bar(listening))
}

fn bar(listening: Listening) -> impl IntoView {
    view! {
        <section
            class="player"
            lang=text::lang()
            dir=text::dir()
            data-state=text(listening, state)
            aria-label=text::listen()
            on:keydown=move |event| keys(listening, &event)
        >
            <div class="player-title">
                <a
                    href=text(listening, |stage| stage.track.href.clone())
                    lang=text::lang().map(|_| text(listening, |stage| stage.track.language.clone().unwrap_or_default()))
                    dir=text::dir().map(|_| "auto")
                >
                    {text(listening, |stage| stage.track.headline.clone())}
                </a>
                <div class="player-state" role="status">
                    {text(listening, trouble)} " "
                    <button class="link-button" type="button" on:click=move |_| try_again(listening)>
                        {text::retry()}
                    </button>
                </div>
            </div>
            <div class="player-controls">
                {button("player-step", text::back(), BACK_SHAPE, text::step(), listening, || Event::Back)}
                <button
                    class="player-play"
                    type="button"
                    aria-label=text(listening, |stage| {
                        if stage.machine.is_active() { text::pause() } else { text::play() }.to_owned()
                    })
                    on:click=move |_| listening.tell(Event::Toggle)
                >
                    {icon(Signal::derive(text(listening, |stage| play_shape(stage.machine.is_active()))))}
                </button>
                {button("player-step", text::forward(), FORWARD_SHAPE, text::step(), listening, || Event::Forward)}
            </div>
            {position(listening)}
            {speed(listening)}
            {button("player-close", text::close_player(), CLOSE_SHAPE, "", listening, || Event::Close)}
        </section>
    }
}

/// Returns the button that plays and pauses, which takes the focus when the player opens.
pub(super) fn play_button() -> Option<HtmlElement> {
    find(".player-play")
}

/// Returns the shape on a button that pauses while something is `active`, and otherwise plays.
pub(super) fn play_shape(active: bool) -> String {
    if active { PAUSE_SHAPE } else { PLAY_SHAPE }.to_owned()
}

/// Returns the icon of a button that has not begun to play.
pub fn play_icon() -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={PLAY_SHAPE}></path></svg> }
}

/// Returns an icon of 24 by 24 units, in the colour of the text.
pub(super) fn icon(shape: impl Into<Signal<String>>) -> impl IntoView {
    let shape: Signal<String> = shape.into();
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=move || shape.get() /></svg> }
}

/// Returns a text that follows the stage.
fn text(
    listening: Listening,
    read: fn(&Stage) -> String,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || listening.read(read)
}

/// Returns the name of the state, for the style sheet.
fn state(stage: &Stage) -> String {
    let state = match stage.machine.state() {
        State::Closed => "closed",
        State::Loading => "loading",
        State::Playing => "playing",
        State::Paused => "paused",
        State::Ended => "ended",
        State::Failed(_) => "failed",
    };
    state.to_owned()
}

/// Returns the error, or the notice that loading takes long. The style sheet shows the button that tries again only after an
/// error.
fn trouble(stage: &Stage) -> String {
    let trouble = match stage.machine.state() {
        State::Failed(PlayerError::Recording) => text::recording_error(),
        State::Failed(PlayerError::Voice) => text::voice_error(),
        State::Loading if stage.slow => text::listen_loading(),
        _ => "",
    };
    trouble.to_owned()
}

/// Tries again. The button that was pressed disappears with the error, so the focus goes to the play button.
fn try_again(listening: Listening) {
    focus::give(play_button());
    listening.tell(Event::Play);
}

fn button(
    class: &'static str,
    name: &'static str,
    shape: &'static str,
    face: &'static str,
    listening: Listening,
    event: fn() -> Event,
) -> impl IntoView {
    view! {
        <button class=class type="button" aria-label=name title=name on:click=move |_| listening.tell(event())>
            {icon(shape)}
            <span aria-hidden="true">{face}</span>
        </button>
    }
}

/// Returns the position, as a slider and as text. While the slider is being dragged, both show where it would go.
fn position(listening: Listening) -> impl IntoView {
    view! {
        <div class="player-position">
            <input
                type="range"
                min="0"
                max=text(listening, |stage| stage.machine.length().unwrap_or(1).to_string())
                prop:value=text(listening, |stage| stage.position().to_string())
                aria-valuetext=text(listening, |stage| {
                    let (machine, position) = (&stage.machine, stage.position());
                    text::position_of(position, machine.length(), machine.is_estimate())
                })
                aria-disabled=text(listening, |stage| stage.machine.length().is_none().to_string())
                aria-label=text::position()
                on:input=move |event| listening.choose(event_target_value(&event).parse().ok())
                on:change=move |event| {
                    listening.choose(None);
                    if let Ok(seconds) = event_target_value(&event).parse::<u32>() {
                        listening.tell(Event::Seek(seconds.into()));
                    }
                }
                on:keydown=move |event| nudge(listening, &event)
            />
            <span class="player-times">
                {text(listening, |stage| stage.machine.times_at(stage.position()))}
            </span>
        </div>
    }
}

/// Moves the position by an arrow key, further than the slider itself would: by a second.
fn nudge(listening: Listening, event: &KeyboardEvent) {
    let from_right = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.matches(":dir(rtl)").unwrap_or(false));
    let position = f64::from(untrack(|| listening.read(Stage::position)));
    let todo = match (event.key().as_str(), from_right) {
        ("ArrowUp", _) | ("ArrowRight", false) | ("ArrowLeft", true) => Event::Seek(position + NUDGE),
        ("ArrowDown", _) | ("ArrowLeft", false) | ("ArrowRight", true) => {
            Event::Seek((position - NUDGE).max(0.0))
        }
        ("PageUp", _) => Event::Forward,
        ("PageDown", _) => Event::Back,
        _ => return,
    };
    event.prevent_default();
    listening.tell(todo);
}

fn speed(listening: Listening) -> impl IntoView {
    let choices =
        Speed::ALL.map(|speed| view! { <option value=speed.label()>{text::speed(speed.label())}</option> });
    effect(move || {
        let speed = listening.read(|stage| stage.machine.speed());
        // A `<select>` takes a value only once its options are there.
        if let Some(choice) = find(".player-speed") {
            reflect::set(&choice, "value", &speed.label().into());
        }
    });
    view! {
        <select
            class="player-speed"
            aria-label=text::speed_choice()
            title=text::speed_choice()
            on:change=move |event| {
                if let Some(speed) = Speed::from_label(&event_target_value(&event)) {
                    listening.tell(Event::SetSpeed(speed));
                }
            }
        >
            {Vec::from(choices)}
        </select>
    }
}

/// Handles keys of single characters. They work only in the player: elsewhere the reader could be typing, or dictating (WCAG
/// 2.2, criterion 2.1.4).
fn keys(listening: Listening, event: &KeyboardEvent) {
    if is_typing(event) {
        return;
    }
    let todo = match event.key().as_str() {
        "k" | "K" => Event::Toggle,
        "j" | "J" => Event::Back,
        "l" | "L" => Event::Forward,
        _ => return,
    };
    event.prevent_default();
    listening.tell(todo);
}
