//! The player as it is seen: a bar at the bottom of the window.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{Listening, find};
use crate::{
    components::keys::is_typing,
    player::{Event, Failure, Player as Machine, Speed, State},
    words,
};

/// Seconds by which an arrow key moves the position.
const NUDGE: f64 = 5.0;

pub(super) const PLAY_SHAPE: &str = "M7 4.5v15l12.5-7.5z";
pub(super) const PAUSE_SHAPE: &str = "M6.5 5h4v14h-4zM13.5 5h4v14h-4z";
const BACK_SHAPE: &str = "M12 4.4V1L6.6 5.4l5.4 4.4V6.4a7 7 0 1 1-7 7H3a9 9 0 1 0 9-9z";
const FORWARD_SHAPE: &str = "M12 4.4V1l5.4 4.4L12 9.8V6.4a7 7 0 1 0 7 7h2a9 9 0 1 1-9-9z";
const CLOSE_SHAPE: &str =
    "M5.3 6.7l1.4-1.4L12 10.6l5.3-5.3 1.4 1.4L13.4 12l5.3 5.3-1.4 1.4L12 13.4l-5.3 5.3-1.4-1.4L10.6 12z";

/// The player, docked at the bottom of the window. It stands last on the page and takes room of its own there, so that
/// the page's foot can be reached below it.
#[component]
pub fn Player() -> impl IntoView {
    let listening = Listening::here();
    let open = Memo::new(move |_| listening.machine.with(Machine::is_open));
    move || {
        open.get().then(|| {
            view! {
                <section class="player" aria-label=words::LISTEN on:keydown=move |event| keys(listening, &event)>
                    {title(listening)}
                    {controls(listening)}
                    {position(listening)}
                    {speed(listening)}
                    {button("player-close", words::CLOSE_PLAYER, CLOSE_SHAPE, "", listening, Event::Close)}
                </section>
            }
            .into_any()
        })
    }
}

/// The button that plays and pauses, which has the focus first.
pub(super) fn play_button() -> Option<HtmlElement> {
    find(".player-play")
}

/// A drawing of 24 by 24 in the colour of the text.
pub(super) fn icon(shape: impl Fn() -> &'static str + Send + 'static) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=shape /></svg> }
}

/// What is heard, and whether something is in the way.
fn title(listening: Listening) -> impl IntoView {
    let piece = listening.piece;
    let state = Memo::new(move |_| listening.machine.with(Machine::state));
    let trouble = move || match state.get() {
        State::Failed(Failure::Recording) => Some(words::RECORDING_TROUBLE),
        State::Failed(Failure::Voice) => Some(words::VOICE_TROUBLE),
        _ => None,
    };
    view! {
        <div class="player-title">
            <a href=move || piece.get().href.clone()>{move || piece.get().headline.clone()}</a>
            <div class="player-state" role="status">
                {move || listening.slow.get().then_some(words::LISTEN_LOADING)}
                {move || trouble().map(|trouble| view! {
                    <span>{trouble}</span>
                    " "
                    <button class="link-button" type="button" on:click=move |_| try_again(listening)>
                        {words::RETRY}
                    </button>
                })}
            </div>
        </div>
    }
}

/// The button goes with the trouble, so the focus goes on to the one beside it.
fn try_again(listening: Listening) {
    super::focus(play_button());
    listening.tell(Event::Play);
}

fn controls(listening: Listening) -> impl IntoView {
    let active = Memo::new(move |_| listening.machine.with(Machine::is_active));
    let loading = move || listening.machine.with(Machine::state) == State::Loading;
    view! {
        <div class="player-controls">
            {button("player-step", words::BACK, BACK_SHAPE, words::STEP, listening, Event::Back)}
            <button
                class="player-play"
                class:loading=loading
                type="button"
                aria-label=move || if active.get() { words::PAUSE } else { words::PLAY }
                on:click=move |_| listening.tell(Event::Toggle)
            >
                {icon(move || if active.get() { PAUSE_SHAPE } else { PLAY_SHAPE })}
            </button>
            {button("player-step", words::FORWARD, FORWARD_SHAPE, words::STEP, listening, Event::Forward)}
        </div>
    }
}

fn button(
    class: &'static str,
    name: &'static str,
    shape: &'static str,
    face: &'static str,
    listening: Listening,
    event: Event,
) -> impl IntoView {
    view! {
        <button class=class type="button" aria-label=name title=name on:click=move |_| listening.tell(event.clone())>
            {icon(move || shape)}
            <span aria-hidden="true">{face}</span>
        </button>
    }
}

/// Where it is: as text, and as a control to go elsewhere. While it is being dragged, it shows where it would go.
fn position(listening: Listening) -> impl IntoView {
    let machine = listening.machine;
    let chosen = RwSignal::new(None::<u32>);
    let length = Memo::new(move |_| machine.with(Machine::length));
    let position = Memo::new(move |_| chosen.get().unwrap_or_else(|| machine.with(Machine::position)));
    let times = Memo::new(move |_| machine.with(|machine| machine.times_at(position.get())));
    let in_words = move || {
        let estimate = machine.with(Machine::is_estimate);
        words::position_of(position.get(), length.get(), estimate)
    };
    let seconds = |event: &ev::Event| event_target_value(event).parse::<u32>().unwrap_or_default();
    view! {
        <div class="player-position">
            <input
                type="range"
                min="0"
                max=move || length.get().unwrap_or(1).to_string()
                step="1"
                prop:value=move || position.get().to_string()
                disabled=move || length.get().is_none()
                aria-label=words::POSITION
                aria-valuetext=in_words
                on:input=move |event| chosen.set(Some(seconds(&event)))
                on:change=move |event| {
                    chosen.set(None);
                    listening.tell(Event::Seek(seconds(&event).into()));
                }
                on:keydown=move |event| nudge(listening, &event)
            />
            <span class="player-times">{times}</span>
        </div>
    }
}

/// Arrow keys move by more than the second that the control itself would move by.
fn nudge(listening: Listening, event: &KeyboardEvent) {
    let from_right = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.matches(":dir(rtl)").unwrap_or(false));
    let position = f64::from(listening.machine.with_untracked(Machine::position));
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
    let now = Memo::new(move |_| listening.machine.with(Machine::speed));
    let choices = Speed::ALL
        .into_iter()
        .map(|speed| {
            view! {
                <option value=speed.label() prop:selected=move || now.get() == speed>
                    {words::speed(speed.label())}
                </option>
            }
        })
        .collect_view();
    view! {
        <select
            class="player-speed"
            aria-label=words::SPEED
            title=words::SPEED
            on:change=move |event| {
                if let Some(speed) = Speed::from_label(&event_target_value(&event)) {
                    listening.tell(Event::SetSpeed(speed));
                }
            }
        >
            {choices}
        </select>
    }
}

/// Single letters, only while the player has the focus: elsewhere they may be somebody's words.
fn keys(listening: Listening, event: &KeyboardEvent) {
    if is_typing(event) {
        return;
    }
    let todo = match event.key().to_ascii_lowercase().as_str() {
        "k" => Event::Toggle,
        "j" => Event::Back,
        "l" => Event::Forward,
        _ => return,
    };
    event.prevent_default();
    listening.tell(todo);
}
