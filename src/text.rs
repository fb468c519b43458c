//! All texts of the app itself, in one table: for another language, replace this file.
//!
//! The content brings its own words. Dates are formatted here because their form is part of a language.

use jiff::civil::{DateTime, Weekday};

/// The first link of every page, which skips the masthead. It is visible only with the focus.
pub const SKIP_TO_CONTENT: &str = "Skip to the content";
/// The name of the masthead's navigation, for screen readers.
pub const SECTIONS: &str = "Sections";
/// The name of the front page: the hidden heading while it cannot be shown, and its entry on the offline page.
pub const FRONT_PAGE: &str = "Front page";
/// The name of the button that opens the reading settings, and of their panel.
pub const SETTINGS: &str = "Reading settings";
/// The text on the button of [`SETTINGS`].
pub const SETTINGS_SHORT: &str = "Aa";
/// The name of a site whose feed has no title, and whose URL has no host to be named by.
pub const UNTITLED: &str = "Untitled";
/// The legend of the themes in the reading settings.
pub const THEME: &str = "Theme";
/// The theme that follows the system's preference.
pub const THEME_SYSTEM: &str = "As the system";
/// The light theme.
pub const THEME_LIGHT: &str = "Light";
/// The dark theme.
pub const THEME_DARK: &str = "Dark";
/// The sepia theme.
pub const THEME_SEPIA: &str = "Sepia";
/// The legend of the text sizes in the reading settings.
pub const TEXT_SIZE: &str = "Text size";
/// The button in the reading settings for smaller text.
pub const TEXT_SMALLER: &str = "Smaller text";
/// The button in the reading settings for larger text.
pub const TEXT_LARGER: &str = "Larger text";
/// The note in the reading settings that they are kept.
pub const SETTINGS_STAY: &str = "Your choice stays in this browser.";
/// The note in the reading settings in place of [`SETTINGS_STAY`], if the browser refuses to keep them.
pub const STORAGE_REFUSED: &str =
    "This browser does not let the paper keep settings. They hold until you close this page.";
/// The button that closes the list of keys.
pub const CLOSE: &str = "Close";
/// The button in the foot that opens the list of keys, and the heading of the list.
pub const KEYS: &str = "Keyboard keys";
/// The button above an article that starts listening, and the name of the player.
pub const LISTEN: &str = "Listen";
/// The button above an article that keeps it for reading without a network.
pub const SAVE: &str = "Save offline";
/// The notice below [`SAVE`] when an article could not be kept.
pub const NOT_SAVED: &str = "This could not be saved. Try again when you are online.";
/// The button that pauses the sound, in the player and above the article.
pub const PAUSE: &str = "Pause";
/// The button in the player that plays, or plays on.
pub const PLAY: &str = "Play";
/// The button in the player that goes back.
pub const BACK: &str = "Back 15 seconds";
/// The button in the player that goes forward.
pub const FORWARD: &str = "Forward 15 seconds";
/// The number of seconds of [`BACK`] and [`FORWARD`], as it is shown on the buttons.
pub const STEP: &str = "15";
/// The name of the player's slider, for screen readers.
pub const POSITION: &str = "Position";
/// The name of the choice of speeds in the player.
pub const SPEED: &str = "Speed";
/// The button that closes the player.
pub const CLOSE_PLAYER: &str = "Close player";
/// The notice in the player when it takes long until something is heard.
pub const LISTEN_LOADING: &str = "The sound is on its way …";
/// The error in the player when a recording cannot be played.
pub const RECORDING_ERROR: &str =
    "The recording could not be played. Your connection may be down, or the file is broken.";
/// The error in the player when the browser's voice fails.
pub const VOICE_ERROR: &str = "The browser’s voice did not speak.";
/// The heading of the list beside an article.
pub const RELATED: &str = "Related Articles";
/// The line in a row of the list that unfolds the reason why it is there.
pub const WHY: &str = "Why here?";
/// The mark on a row of the list whose story has changed.
pub const UPDATED_MARK: &str = "Updated";
/// The button for more headlines, below the list, and in sections and topics.
pub const MORE: &str = "More headlines";
/// The note before [`MORE`] in sections and topics.
pub const NEWEST_ONLY: &str = "These are the newest.";
/// The notice below the list while older headlines are loading.
pub const LOADING_MORE: &str = "More headlines are on their way …";
/// The heading of the error below the list, if older headlines could not be loaded.
pub const MORE_ERROR: &str = "Older headlines could not be loaded";
/// The notice above an article that has changed since it was opened.
pub const ARTICLE_CHANGED: &str = "This article has changed since you opened it.";
/// The button in the notice [`ARTICLE_CHANGED`].
pub const SHOW_NEW_VERSION: &str = "Show the new version";
/// The heading of the list on the front page.
pub const LATEST: &str = "Latest headlines";
/// The label before the date of publication, above an article.
pub const PUBLISHED: &str = "Published";
/// The label before the date of the last change, above an article.
pub const UPDATED: &str = "Updated";
/// The heading of the corrections below an article.
pub const CORRECTIONS: &str = "Corrections and clarifications";
/// The heading of the topics below an article.
pub const TOPICS: &str = "Topics";
/// The link below an article to the place where it was first published; the name of that site follows.
pub const ORIGINAL: &str = "Read the original at";
/// The heading of the notice above a withdrawn article.
pub const WITHDRAWN: &str = "This article has been withdrawn";
/// The notice in place of a page that is loading.
pub const LOADING_PAGE: &str = "The page is on its way …";
/// The notice in place of an article's text that is loading.
pub const LOADING_ARTICLE: &str = "The article is on its way …";
/// The notice at the foot of the window when a piece of the app could not be loaded.
pub const PIECE_FAILED: &str = "A part of this page has not arrived. Your connection may be down.";
/// The button or link of error notices that tries again.
pub const RETRY: &str = "Try again";
/// The text of [`RETRY`] while that is under way.
pub const RETRYING: &str = "Trying again …";
/// The heading of the not-found page.
pub const NOT_FOUND: &str = "There is no such page in this paper";
/// The text of the not-found page, above the newest headlines.
pub const NOT_FOUND_TEXT: &str = "The address may have changed, or the article may no longer be published. These are the newest headlines:";
/// The heading of the error in place of an article's text that could not be loaded.
pub const ARTICLE_ERROR: &str = "The article could not be loaded";
/// The heading of the error in place of a page, if the edition could not be loaded.
pub const PAPER_ERROR: &str = "The paper could not be loaded";
/// The heading on the front page of an edition without stories.
pub const EMPTY_EDITION: &str = "No stories yet";
/// The text below [`EMPTY_EDITION`].
pub const EMPTY_EDITION_TEXT: &str =
    "The paper is there, but it has not published anything. News appears here by itself.";
/// The name of the line of reading progress, for screen readers.
pub const READING_PROGRESS: &str = "Reading progress";
/// The line that unfolds a part of an article, if the publisher gave it none.
pub const DETAILS: &str = "Details";
/// The name of embedded content of another site, if the publisher gave it none.
pub const EMBED: &str = "See this at its source";
/// The name of a recording within an article, if the publisher gave it none.
pub const RECORDING: &str = "Recording";
/// The name of a film within an article, if the publisher gave it none.
pub const FILM: &str = "Film";
/// The name of a code block, for screen readers: it takes the focus, since it can be scrolled.
pub const CODE: &str = "Code";
/// The text of a section or topic without stories.
pub const NOTHING_HERE: &str = "No stories here at the moment.";

/// The note about privacy in the foot of every page.
pub const PRIVACY: &str = "Nothing about you leaves your browser: no cookies, no counting, no third parties.";
/// The notice at the foot of the window while there is no network, or the host does not answer.
pub const OFFLINE: &str = "You are offline.";
/// The link to the offline page in the notice [`OFFLINE`].
pub const OFFLINE_LINK: &str = "What can be read";
/// The heading of the offline page when it stands in for another page.
pub const OFFLINE_TITLE: &str = "This page is not kept here";
/// The text of the offline page when it stands in for another page.
pub const OFFLINE_TEXT: &str = "The paper cannot be reached. Perhaps there is no network.";
/// The heading of the offline page at its own URL, and of its list of pages that can be read.
pub const OFFLINE_KEPT: &str = "What can be read without a network";
/// The text of the offline page at its own URL.
pub const OFFLINE_KEPT_TEXT: &str = "What you have read is kept in this browser, if it runs scripts.";
/// The notice at the foot of the window when there is a new release of the app.
pub const RENEWED: &str = "A new version of the paper is ready.";
/// The button in the notice [`RENEWED`] that reloads the page with the new release.
pub const RENEW: &str = "Use it now";
/// The link to the feed in the foot of every page.
pub const FEED: &str = "JSON Feed";
/// The name of the picture view, for screen readers.
pub const PICTURE_VIEW: &str = "Pictures";
/// The button × that closes the picture view.
pub const CLOSE_PICTURE: &str = "Close picture";
/// The button ← of the picture view.
pub const PREVIOUS_PICTURE: &str = "Previous picture";
/// The button → of the picture view.
pub const NEXT_PICTURE: &str = "Next picture";
/// The list of keys, with the meaning of each; several keys in one row are separated by a space.
pub const KEY_LIST: &[(&str, &str)] = &[
    ("?", "Show this list"),
    ("Tab", "Go to the next link or control"),
    ("Enter", "Follow the link, press the button"),
    ("Esc", "Close what is open: panel, picture, player"),
    ("← →", "In the picture view: previous and next picture"),
    ("Home End", "In the picture view: first and last picture"),
    ("K", "In the player: play and pause"),
    ("J L", "In the player: back and forward by 15 seconds"),
];

/// Returns the position that screen readers announce for the player's slider, such as `1 minute 5 seconds of 3 minutes`, with
/// `about` before an estimate.
pub fn position_of(position: u32, length: Option<u32>, estimate: bool) -> String {
    let about = if estimate { "about " } else { "" };
    match length {
        Some(length) => format!("{about}{} of {}", duration(position), duration(length)),
        None => format!("{about}{}", duration(position)),
    }
}

/// Returns a duration such as `1 hour 2 minutes 5 seconds`.
fn duration(seconds: u32) -> String {
    let mut parts = Vec::new();
    for (count, name) in [(seconds / 3_600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")]
    {
        match count {
            0 => {}
            1 => parts.push(format!("1 {name}")),
            _ => parts.push(format!("{count} {name}s")),
        }
    }
    if parts.is_empty() { "0 seconds".into() } else { parts.join(" ") }
}

/// Returns a speed in the player's choice of speeds, such as `1.25×`.
pub fn speed(label: &str) -> String {
    format!("{label}×")
}

/// Returns the name of the link that opens a picture, from its alternative text.
pub fn open_picture(alt: &str) -> String {
    if alt.is_empty() {
        "Open the picture in full screen".into()
    } else {
        format!("Open in full screen: {alt}")
    }
}

/// Returns the number of the picture in the picture view, such as `2 of 5`.
pub fn picture_of(number: usize, count: usize) -> String {
    format!("{number} of {count}")
}

// The newsletter form.

/// The heading of the form, if the newsletter has no title.
pub const NEWSLETTER: &str = "Newsletter";
/// The label of the field.
pub const EMAIL: &str = "Your e-mail address";
/// The button that sends the form.
pub const SIGN_UP: &str = "Sign up";
/// The error for an empty field.
pub const EMAIL_EMPTY: &str = "Write your e-mail address first.";
/// The error for a text without `@`.
pub const EMAIL_NO_AT: &str = "An e-mail address has an @ in it, as in name@example.org.";
/// The error for any other text that is not an e-mail address.
pub const EMAIL_MALFORMED: &str =
    "This is not a whole e-mail address. Look for a slip, such as a space or a missing letter.";
/// The status while a sign-up is being sent.
pub const SIGN_UP_SENDING: &str = "Sending your address …";
/// The status when the newsletter's server has accepted a sign-up.
pub const SIGN_UP_DONE: &str = "Your sign-up has arrived. If a message asks you to confirm it, please do.";
/// The status when the reader's mail program was asked to open the message.
pub const SIGN_UP_LETTER: &str = "Your mail program has the sign-up. Send the message to confirm.";
/// The link after [`SIGN_UP_LETTER`] that opens the message again.
pub const SIGN_UP_LETTER_AGAIN: &str = "No message? Open it again";
/// The error when the browser is offline.
pub const SIGN_UP_OFFLINE: &str = "You seem to be offline, so nothing was sent. Your address is still here.";
/// The error when the newsletter's server cannot be reached.
pub const SIGN_UP_UNREACHABLE: &str =
    "The newsletter’s server cannot be reached. Your address is still here; try again.";
/// The error when no answer came in time.
pub const SIGN_UP_TIMED_OUT: &str =
    "No answer came in time. Your sign-up may have arrived; trying again does no harm.";
/// The error when the answer broke off.
pub const SIGN_UP_BROKEN_OFF: &str =
    "The answer broke off. Your sign-up may have arrived; trying again does no harm.";
/// The note below the field for a sign-up by mail; the recipient follows, then [`GOES_BY_MAIL_END`].
pub const GOES_BY_MAIL: &str = "Your own mail program sends it to ";
/// The end of [`GOES_BY_MAIL`].
pub const GOES_BY_MAIL_END: &str = "; the paper never sees it.";

/// Returns the note below the field about the host that gets the e-mail address; `None` is the site's own.
pub fn goes_to(site: Option<&str>) -> String {
    match site {
        Some(site) => format!("Your address goes to {site} and nowhere else."),
        None => "Your address goes to this paper’s own server and nowhere else.".into(),
    }
}

/// Returns the status while the browser leaves for the newsletter's own page.
pub fn leaving_for(site: Option<&str>) -> String {
    match site {
        Some(site) => format!("{site} takes it from here …"),
        None => SIGN_UP_SENDING.into(),
    }
}

/// Returns the error when the newsletter's server has answered with an error status.
pub fn sign_up_refused(status: u16) -> String {
    match status {
        429 => "Too many people are signing up at the moment. Wait a minute, and try again.".into(),
        400..=499 => {
            format!("The newsletter did not accept this ({status}). Check the address, and try again.")
        }
        _ => {
            format!("The newsletter’s server has a fault ({status}). Your address is still here; try again.")
        }
    }
}

/// Returns the direction in which a language is written, as the value of `dir`; `None` for an unknown language.
///
/// The script decides, where the tag names one (BCP 47), and otherwise the primary subtag of languages that are mostly written
/// from right to left.
pub fn direction(language: Option<&str>) -> Option<&'static str> {
    const RIGHT_TO_LEFT: [&str; 18] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi", "adlm", "arab",
        "hebr", "nkoo", "thaa",
    ];
    let mut subtags = language?.split('-');
    let primary = subtags.next()?;
    let telling = subtags.next().filter(|subtag| subtag.len() == 4).unwrap_or(primary);
    let right_to_left = RIGHT_TO_LEFT.iter().any(|known| telling.eq_ignore_ascii_case(known));
    Some(if right_to_left { "rtl" } else { "ltr" })
}

/// Returns the document's title: the page's own, then the site's name.
pub fn document_title(page: &str, paper: &str) -> String {
    if page.is_empty() { paper.to_owned() } else { format!("{page} — {paper}") }
}

/// Returns the description of a section or topic, for search engines and link previews.
pub fn listing_description(name: &str, paper: &str) -> String {
    format!("{name}: the newest headlines of {paper}")
}

/// Returns the document's title while new stories wait, such as `(3) Headline — London Daily`.
pub fn title_with_news(waiting: usize, title: &str) -> String {
    format!("({waiting}) {title}")
}

/// Returns the text of the button above the list that shows new stories, such as `3 new stories`.
pub fn new_stories(count: usize) -> String {
    if count == 1 { "1 new story".into() } else { format!("{count} new stories") }
}

/// Returns the text that screen readers announce after the list has changed by itself.
pub fn announcement(new: usize, changed: usize) -> String {
    let updated = match changed {
        0 => String::new(),
        1 => "1 story updated".into(),
        count => format!("{count} stories updated"),
    };
    match (new, updated.is_empty()) {
        (0, _) => format!("{updated}."),
        (new, true) => format!("{}.", new_stories(new)),
        (new, false) => format!("{}, {updated}.", new_stories(new)),
    }
}

/// The reason in the list beside an article: the editors chose the headline.
pub const REASON_CHOSEN: &str = "Chosen by the editors to go with this article";
/// The reason in the list beside an article: the headline is new.
pub const REASON_NEWEST: &str = "Among the newest stories";

/// Returns the reason in the list beside an article: shared topics.
pub fn reason_topics(topics: &[String]) -> String {
    format!("Also about {}", topics.join(", "))
}

/// Returns the reason in the list beside an article: shared words.
pub fn reason_words(words: &[String]) -> String {
    format!("Also mentions {}", words.join(", "))
}

/// Returns the reason in the list beside an article: the same section.
pub fn reason_section(section: &str) -> String {
    format!("Also in {section}")
}

/// Returns the name of a table without a caption, for screen readers; the article's first table has number 1.
pub fn table(number: usize) -> String {
    format!("Table {number}")
}

/// Returns the reading time above an article, such as `6 min read`.
pub fn reading_time(minutes: usize) -> String {
    format!("{minutes} min read")
}

/// Returns the byline above an article, such as `By A, B and C`.
pub fn byline(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("By {one}"),
        [first @ .., last] => format!("By {} and {last}", first.join(", ")),
    }
}

/// The text of an error notice: there is no connection.
pub const CONTENT_OFFLINE: &str =
    "You seem to be offline. The paper tries again as soon as there is a connection.";
/// The text of an error notice: the server does not answer.
pub const CONTENT_UNREACHABLE: &str =
    "The paper's server cannot be reached. It may be down, or your connection may be.";
/// The text of an error notice: the answer took too long.
pub const CONTENT_TIMED_OUT: &str = "The paper's server did not answer in time.";
/// The text of an error notice: the content does not exist.
pub const CONTENT_GONE: &str = "This has been removed, or it was never here.";
/// The text of an error notice: the answer is not a feed.
pub const CONTENT_UNREADABLE: &str =
    "What the server sent is not a newspaper: the answer was broken or cut off. It may pass.";

/// Returns the text of an error notice: the server answered with an error status.
pub fn content_refused(status: u16) -> String {
    format!("The paper's server answered with an error ({status}). That is not your fault; it may pass.")
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(date: DateTime) -> &'static str {
    MONTHS.get(date.month().unsigned_abs().saturating_sub(1) as usize).copied().unwrap_or_default()
}

fn weekday(weekday: Weekday) -> &'static str {
    WEEKDAYS.get(weekday.to_monday_zero_offset().unsigned_abs() as usize).copied().unwrap_or_default()
}

/// Returns the date in the masthead, such as `Thursday, Jul 10, 2025`.
pub fn long_date(date: DateTime) -> String {
    format!("{}, {}", weekday(date.weekday()), short_date(date))
}

/// Returns the date on cards, in lists and in corrections, such as `Jul 10, 2025`.
pub fn short_date(date: DateTime) -> String {
    format!("{} {}, {}", month(date), date.day(), date.year())
}

/// Returns a time of day such as `14:05`.
pub fn time_of_day(date: DateTime) -> String {
    format!("{:02}:{:02}", date.hour(), date.minute())
}

/// Returns the date and time above an article, such as `Thursday, Jul 10, 2025, 14:05`.
pub fn exact_date(date: DateTime) -> String {
    format!("{}, {}", long_date(date), time_of_day(date))
}

/// Returns how long ago a story was published, if that is less than a day; otherwise `None`.
pub fn ago(seconds: i64) -> Option<String> {
    match seconds {
        ..0 => None,
        0..60 => Some("Just now".into()),
        60..120 => Some("1 minute ago".into()),
        120..3_600 => Some(format!("{} minutes ago", seconds / 60)),
        3_600..7_200 => Some("1 hour ago".into()),
        7_200..86_400 => Some(format!("{} hours ago", seconds / 3_600)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_masthead_date_has_the_papers_form() {
        let date = jiff::civil::date(2025, 7, 10).at(14, 5, 0, 0);
        assert_eq!(long_date(date), "Thursday, Jul 10, 2025");
        assert_eq!(exact_date(date), "Thursday, Jul 10, 2025, 14:05");
    }

    #[test]
    fn a_byline_joins_names_as_english_does() {
        assert_eq!(byline(&["A"]), "By A");
        assert_eq!(byline(&["A", "B", "C"]), "By A, B and C");
        assert_eq!(byline(&[]), "");
    }

    #[test]
    fn a_language_written_from_right_to_left_is_known_by_its_tag() {
        assert_eq!(direction(Some("ar-EG")), Some("rtl"));
        assert_eq!(direction(Some("en-GB")), Some("ltr"));
        assert_eq!(direction(Some("az-Arab")), Some("rtl"), "a script");
        assert_eq!(direction(Some("ks-Deva-IN")), Some("ltr"), "another than the usual one");
        assert_eq!(direction(Some("es-AR")), Some("ltr"), "a country whose code is a language's too");
        assert_eq!(direction(None), None);
    }

    #[test]
    fn a_position_is_said_in_words() {
        assert_eq!(position_of(65, Some(180), false), "1 minute 5 seconds of 3 minutes");
        assert_eq!(position_of(0, Some(3_601), true), "about 0 seconds of 1 hour 1 second");
        assert_eq!(position_of(7, None, false), "7 seconds");
    }

    #[test]
    fn only_the_last_day_is_counted_in_hours() {
        assert_eq!(ago(30).as_deref(), Some("Just now"));
        assert_eq!(ago(7_300).as_deref(), Some("2 hours ago"));
        assert_eq!(ago(86_400), None);
        assert_eq!(ago(-5), None);
    }
}
