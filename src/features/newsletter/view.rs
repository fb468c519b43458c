//! The form to sign up to the newsletter.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::post;
use crate::{
    browser::{effect::effect, events::listen, timers, urls},
    components::root::printed_only,
    features::newsletter::{Command, Event, Form, NetworkError, Reason, SignUpError, State, recipient},
    model::{Newsletter, Transport},
    store::newsroom::Newsroom,
    text,
};

/// Milliseconds that the browser may take to leave for another page before the form is offered again.
const LEAVING: u32 = 15_000;

/// The root of the form; empty where the site has no newsletter.
#[component]
pub fn NewsletterRoot() -> impl IntoView {
    let newsletter = Newsroom::here().edition.with_untracked(|edition| edition.paper.newsletter.clone());
    let digest = newsletter.as_ref().map(Newsletter::digest);
    view! {
        <div class="root" data-root="newsletter" data-newsletter=digest>
            {printed_only(move || newsletter.map(|newsletter| view! { <SignUpForm newsletter /> }))}
        </div>
    }
}

/// The form to sign up to a newsletter.
///
/// It is printed as a plain form that works without the app. Then the app checks the email address with messages of its own,
/// sends the form where the newsletter's server allows it, and shows the outcome.
#[component]
pub fn SignUpForm(
    /// The newsletter.
    newsletter: Newsletter,
    /// The prefix of the ids in it; two forms on one page need different ones.
    #[prop(default = "newsletter")]
    id: &'static str,
) -> impl IntoView {
    let Form { action, method, email_field, hidden } = Form::of(&newsletter);
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let site = StoredValue::new(urls::site(&newsletter.action));
    let is_named = newsletter.title.is_some();
    let title = newsletter.title.clone().unwrap_or_else(|| text::newsletter().to_owned());
    let (title_lang, title_dir) = if is_named { (None, None) } else { (text::lang(), text::dir()) };
    let text = newsletter.text.clone().map(|text| view! { <p class="newsletter-text">{text}</p> });
    let fine_print = fine_print(&newsletter);

    let title_id = format!("{id}-title");
    let (heading_id, field_id) = (title_id.clone(), format!("{id}-email"));
    let (error_id, fine_print_id) = (format!("{id}-error"), format!("{id}-fine-print"));
    let described_by = format!("{error_id} {fine_print_id}");

    // The browser's own check of the field is turned off only once the app is there to do it.
    let alive = RwSignal::new(false);
    let state = RwSignal::new(State::Ready);
    let field = NodeRef::<html::Input>::new();
    let outcome = NodeRef::<html::Div>::new();
    let newsletter = StoredValue::new(newsletter);
    let course = Course { state, newsletter };
    effect(move || {
        alive.set(true);
        // After a return from the newsletter's own page, the browser may show this page as it was left.
        listen(&window(), "pageshow", move |_| {
            course.take(Event::Stayed);
        });
    });

    let submit = move |event: SubmitEvent| {
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let command = course.take(Event::Submitted(&text));
        if command != Some(Command::Leave) {
            event.prevent_default();
        }
        if command == Some(Command::Focus)
            && let Some(field) = field.get_untracked()
        {
            let _ = field.focus();
        }
        if let Some(outcome) = outcome.get_untracked() {
            bring_into_view(&outcome);
        }
        match command {
            None | Some(Command::Focus) => {}
            Some(Command::Leave) => {
                let stayed = move || {
                    course.take(Event::Stayed);
                };
                timers::certainly_after(LEAVING, stayed);
            }
            Some(Command::Open(letter)) => {
                let _ = window().location().set_href(&letter);
            }
            Some(Command::Send(request)) => spawn_local(async move {
                course.take(match post::send(&request).await {
                    Ok(status) => Event::Answered(status),
                    Err(why) => Event::Unanswered(why),
                });
            }),
        }
    };

    let invalid = move || state.with(|state| matches!(state, State::Invalid(_)));
    let closed = move || state.with(State::is_closed);
    let sending = move || state.with(|state| *state == State::Sending);
    let button = move || match state.with(|state| matches!(state, State::Failed(_))) {
        true => text::retry(),
        false => text::sign_up(),
    };
    view! {
        <form
            class="newsletter"
            action=action
            method=method.as_str()
            aria-labelledby=title_id
            novalidate=move || alive.get()
            on:submit=submit
        >
            <h2 class="newsletter-title" id=heading_id lang=title_lang dir=title_dir>{title}</h2>
            {text}
            {hidden}
            <label class="newsletter-label" for=field_id.clone() lang=text::lang() dir=text::dir()>{text::email()}</label>
            <div class="newsletter-row">
                <input
                    class="newsletter-field"
                    id=field_id
                    type="email"
                    name=email_field
                    autocomplete="email"
                    inputmode="email"
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    readonly=sending
                    aria-describedby=described_by
                    aria-invalid=move || invalid().then_some("true")
                    node_ref=field
                    on:input=move |_| {
                        course.take(Event::Edited);
                    }
                />
                <button
                    class="button newsletter-button"
                    lang=text::lang()
                    dir=text::dir()
                    aria-disabled=move || closed().then_some("true")
                >
                    {button}
                </button>
            </div>
            <div class="newsletter-outcome" lang=text::lang() dir=text::dir() node_ref=outcome>
                <p class="newsletter-fine-print fine-print" id=fine_print_id>{fine_print}</p>
                <p class="newsletter-status" role="status">{move || state.with(|state| progress(state, site))}</p>
                <p class="newsletter-error" role="alert" id=error_id>{move || state.with(trouble)}</p>
            </div>
        </form>
    }
}

/// Scrolls just so far that the outcome, which is shown below the button, can be read.
fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The state of a sign-up, and the newsletter that it is for.
#[derive(Clone, Copy)]
struct Course {
    state: RwSignal<State>,
    newsletter: StoredValue<Newsletter>,
}

impl Course {
    /// Applies an event to the state, and returns the command to carry out. Does nothing if an answer comes after the form has
    /// left the page.
    fn take(self, event: Event<'_>) -> Option<Command> {
        let now = self.state.try_get_untracked()?;
        let (next, command) = self.newsletter.try_with_value(|newsletter| now.after(event, newsletter))?;
        if next != now {
            self.state.set(next);
        }
        command
    }
}

fn fine_print(newsletter: &Newsletter) -> AnyView {
    if newsletter.transport != Transport::Mail {
        return text::goes_to(urls::site(&newsletter.action).as_deref()).into_any();
    }
    let (action, recipient) = (newsletter.action.clone(), recipient(&newsletter.action));
    let (before, after) = text::goes_by_mail_around();
    view! { {before} <a href=action>{recipient}</a> {after} }.into_any()
}

/// Returns the progress, which screen readers announce politely.
fn progress(state: &State, site: StoredValue<Option<String>>) -> AnyView {
    match state {
        State::Ready | State::Invalid(_) | State::Failed(_) => ().into_any(),
        State::Sending => text::sign_up_sending().into_any(),
        State::Leaving => site.with_value(|site| text::leaving_for(site.as_deref())).into_any(),
        State::Done => text::sign_up_done().into_any(),
        State::Letter(letter) => {
            let letter = letter.clone();
            view! { {text::sign_up_letter()} " " <a href=letter>{text::sign_up_letter_again()}</a> }
                .into_any()
        }
    }
}

/// Returns the error, which screen readers announce at once.
fn trouble(state: &State) -> Option<String> {
    let words = match state {
        State::Ready | State::Sending | State::Leaving | State::Done | State::Letter(_) => return None,
        State::Invalid(Reason::Empty) => text::email_empty(),
        State::Invalid(Reason::NoAt) => text::email_no_at(),
        State::Invalid(Reason::Malformed) => text::email_malformed(),
        State::Failed(SignUpError::Refused(status)) => return Some(text::sign_up_refused(*status)),
        State::Failed(SignUpError::NetworkError(NetworkError::Offline)) => text::sign_up_offline(),
        State::Failed(SignUpError::NetworkError(NetworkError::Unreachable)) => text::sign_up_unreachable(),
        State::Failed(SignUpError::NetworkError(NetworkError::TimedOut)) => text::sign_up_timed_out(),
        State::Failed(SignUpError::NetworkError(NetworkError::BrokenOff)) => text::sign_up_broken_off(),
    };
    Some(words.to_owned())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
