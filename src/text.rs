//! Every word that the program itself says to a reader, in one table: another language is another file like this one.
//!
//! Content brings its own words. Dates are written here because their form is part of a language.

use jiff::civil::{DateTime, Weekday};

/// The link that leads past the masthead.
pub const SKIP_TO_CONTENT: &str = "Skip to the content";
/// Name of the navigation over sections.
pub const SECTIONS: &str = "Sections";
/// Name of the front page in navigation.
pub const FRONT_PAGE: &str = "Front page";
/// Button that opens the reading settings.
pub const SETTINGS: &str = "Reading settings";
/// Short form of [`SETTINGS`] on the button's face.
pub const SETTINGS_SHORT: &str = "Aa";
/// Name of a paper that gives itself none and comes from no site that could lend one.
pub const UNTITLED: &str = "Untitled";
/// Legend of the theme choice.
pub const THEME: &str = "Theme";
/// Theme choice: what the system prefers.
pub const THEME_SYSTEM: &str = "As the system";
/// Theme choice.
pub const THEME_LIGHT: &str = "Light";
/// Theme choice.
pub const THEME_DARK: &str = "Dark";
/// Theme choice.
pub const THEME_SEPIA: &str = "Sepia";
/// Legend of the text size choice.
pub const TEXT_SIZE: &str = "Text size";
/// Button to make text smaller.
pub const TEXT_SMALLER: &str = "Smaller text";
/// Button to make text larger.
pub const TEXT_LARGER: &str = "Larger text";
/// Where the settings are kept.
pub const SETTINGS_STAY: &str = "Your choice stays in this browser.";
/// Said when the browser refuses to keep a setting.
pub const STORAGE_REFUSED: &str =
    "This browser does not let the paper keep settings. They hold until you close this page.";
/// Closes a panel or dialog.
pub const CLOSE: &str = "Close";
/// Opens the list of keys.
pub const KEYS: &str = "Keyboard keys";
/// The button that starts listening, and the name of the player.
pub const LISTEN: &str = "Listen";
/// The button that keeps an article for reading without a network.
pub const SAVE: &str = "Save offline";
/// Said when an article could not be kept.
pub const NOT_SAVED: &str = "This could not be saved. Try again when you are online.";
/// The button that stops the sound for a while.
pub const PAUSE: &str = "Pause";
/// The button that lets the sound begin, or go on.
pub const PLAY: &str = "Play";
/// The player's step back.
pub const BACK: &str = "Back 15 seconds";
/// The player's step forward.
pub const FORWARD: &str = "Forward 15 seconds";
/// How many seconds these steps take, as it stands on the buttons.
pub const STEP: &str = "15";
/// Name of the control that shows and sets the position.
pub const POSITION: &str = "Position";
/// Name of the choice of speeds.
pub const SPEED: &str = "Speed";
/// Ends listening.
pub const CLOSE_PLAYER: &str = "Close player";
/// Said when it takes long until something is heard.
pub const LISTEN_LOADING: &str = "The sound is on its way …";
/// Said when a recording does not play.
pub const RECORDING_ERROR: &str =
    "The recording could not be played. Your connection may be down, or the file is broken.";
/// Said when a voice does not speak.
pub const VOICE_ERROR: &str = "The browser’s voice did not speak.";
/// Heading of the related list.
pub const RELATED: &str = "Related Articles";
/// Opens the explanation why a headline is in the list.
pub const WHY: &str = "Why here?";
/// Mark on a row whose story has changed.
pub const UPDATED_MARK: &str = "Updated";
/// Button for more headlines.
pub const MORE: &str = "More headlines";
/// Said where a list shows only its beginning.
pub const NEWEST_ONLY: &str = "These are the newest.";
/// Said while more headlines are on their way.
pub const LOADING_MORE: &str = "More headlines are on their way …";
/// Said where older headlines could not be had.
pub const MORE_ERROR: &str = "Older headlines could not be loaded";
/// Said above an article that has changed since it was opened.
pub const ARTICLE_CHANGED: &str = "This article has changed since you opened it.";
/// Button that shows the new version of an article.
pub const SHOW_NEW_VERSION: &str = "Show the new version";
/// Heading of the list on the front page.
pub const LATEST: &str = "Latest headlines";
/// Label before the date of first publication.
pub const PUBLISHED: &str = "Published";
/// Label before the date of the last change.
pub const UPDATED: &str = "Updated";
/// Heading of the corrections below an article.
pub const CORRECTIONS: &str = "Corrections and clarifications";
/// Heading of the topics below an article.
pub const TOPICS: &str = "Topics";
/// Link to the place where the story was first published.
pub const ORIGINAL: &str = "Read the original at";
/// Mark and heading of a withdrawn article.
pub const WITHDRAWN: &str = "This article has been withdrawn";
/// Shown while a page is on its way.
pub const LOADING_PAGE: &str = "The page is on its way …";
/// Shown while an article's document is on its way.
pub const LOADING_ARTICLE: &str = "The article is on its way …";
/// Said when a part of the app could not be loaded.
pub const PIECE_FAILED: &str = "A part of this page has not arrived. Your connection may be down.";
/// Button that tries again.
pub const RETRY: &str = "Try again";
/// The same button while it does.
pub const RETRYING: &str = "Trying again …";
/// Heading of the not-found page.
pub const NOT_FOUND: &str = "There is no such page in this paper";
/// Text of the not-found page.
pub const NOT_FOUND_TEXT: &str = "The address may have changed, or the article may no longer be published. These are the newest headlines:";
/// Heading when an article cannot be shown.
pub const ARTICLE_ERROR: &str = "The article could not be loaded";
/// Heading when nothing can be shown.
pub const PAPER_ERROR: &str = "The paper could not be loaded";
/// Heading when the feed is sound but has no stories.
pub const EMPTY_EDITION: &str = "No stories yet";
/// Text for an edition without stories.
pub const EMPTY_EDITION_TEXT: &str =
    "The paper is there, but it has not published anything. News appears here by itself.";
/// Said of a picture that did not load.
pub const PICTURE_MISSING: &str = "The picture could not be loaded.";
/// Label of the reading progress.
pub const READING_PROGRESS: &str = "Reading progress";
/// What unfolds when the publisher gave it no name.
pub const DETAILS: &str = "Details";
/// Something of another site that the publisher gave no name.
pub const EMBED: &str = "See this at its source";
/// Name of a recording within an article that the publisher gave none.
pub const RECORDING: &str = "Recording";
/// Name of a film that the publisher gave none.
pub const FILM: &str = "Film";
/// Name of a piece of program text, which can be scrolled.
pub const CODE: &str = "Code";
/// Said where a section or topic has no stories.
pub const NOTHING_HERE: &str = "No stories here at the moment.";

/// What the paper keeps of its reader, at the foot of every page.
pub const PRIVACY: &str = "Nothing about you leaves your browser: no cookies, no counting, no third parties.";
/// Said while there is no network, or the paper's host does not answer.
pub const OFFLINE: &str = "You are offline.";
/// Link to the offline page.
pub const OFFLINE_LINK: &str = "What can be read";
/// Heading of the offline page where it stands in for another.
pub const OFFLINE_TITLE: &str = "This page is not kept here";
/// Text of the offline page where it stands in for another.
pub const OFFLINE_TEXT: &str = "The paper cannot be reached. Perhaps there is no network.";
/// Heading of the offline page at its own address, and of its list of pages that can be read all the same.
pub const OFFLINE_KEPT: &str = "What can be read without a network";
/// Text of the offline page at its own address.
pub const OFFLINE_KEPT_TEXT: &str = "What you have read is kept in this browser, if it runs scripts.";
/// Said when there is a new release of the program.
pub const RENEWED: &str = "A new version of the paper is ready.";
/// Button that takes the new release.
pub const RENEW: &str = "Use it now";
/// Link to the feed itself.
pub const FEED: &str = "JSON Feed";
/// Name of the full-screen picture view.
pub const PICTURE_VIEW: &str = "Pictures";
/// The × of the picture view.
pub const CLOSE_PICTURE: &str = "Close picture";
/// Turns to the picture before.
pub const PREVIOUS_PICTURE: &str = "Previous picture";
/// Turns to the next picture.
pub const NEXT_PICTURE: &str = "Next picture";
/// The keys and what they do, in the order of the list that `?` opens; several keys are parted by a space.
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

/// `1 minute 5 seconds of 3 minutes`, with `about` before an estimate.
pub fn position_of(position: u32, length: Option<u32>, estimate: bool) -> String {
    let about = if estimate { "about " } else { "" };
    match length {
        Some(length) => format!("{about}{} of {}", duration(position), duration(length)),
        None => format!("{about}{}", duration(position)),
    }
}

/// `1 hour 2 minutes 5 seconds`.
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

/// `1.25×`.
pub fn speed(label: &str) -> String {
    format!("{label}×")
}

/// Name of a picture's link, from its alternative text.
pub fn open_picture(alt: &str) -> String {
    if alt.is_empty() {
        "Open the picture in full screen".into()
    } else {
        format!("Open in full screen: {alt}")
    }
}

/// `2 of 5`.
pub fn picture_of(number: usize, count: usize) -> String {
    format!("{number} of {count}")
}

// Newsletter.

/// What a newsletter without a title is called.
pub const NEWSLETTER: &str = "Newsletter";
/// Label of the field.
pub const EMAIL: &str = "Your e-mail address";
/// The button.
pub const SIGN_UP: &str = "Sign up";
/// Said of an empty field.
pub const EMAIL_EMPTY: &str = "Write your e-mail address first.";
/// Said of a text without `@`.
pub const EMAIL_NO_AT: &str = "An e-mail address has an @ in it, as in name@example.org.";
/// Said of any other text that is no address.
pub const EMAIL_MALFORMED: &str =
    "This is not a whole e-mail address. Look for a slip, such as a space or a missing letter.";
/// Said while a sign-up is on its way.
pub const SIGN_UP_SENDING: &str = "Sending your address …";
/// Said when a sign-up has arrived.
pub const SIGN_UP_DONE: &str = "Your sign-up has arrived. If a message asks you to confirm it, please do.";
/// Said when the mail program was asked to open a letter.
pub const SIGN_UP_LETTER: &str = "Your mail program has the sign-up. Send the message to confirm.";
/// Link to the same letter, for when none was opened.
pub const SIGN_UP_LETTER_AGAIN: &str = "No message? Open it again";
/// Said when the browser knows that it is offline.
pub const SIGN_UP_OFFLINE: &str = "You seem to be offline, so nothing was sent. Your address is still here.";
/// Said when the newsletter's server cannot be reached.
pub const SIGN_UP_UNREACHABLE: &str =
    "The newsletter’s server cannot be reached. Your address is still here; try again.";
/// Said when no answer came in time.
pub const SIGN_UP_TIMED_OUT: &str =
    "No answer came in time. Your sign-up may have arrived; trying again does no harm.";
/// Said when the answer broke off.
pub const SIGN_UP_BROKEN_OFF: &str =
    "The answer broke off. Your sign-up may have arrived; trying again does no harm.";
/// What happens to the address when the reader's mail program sends it; the mail address follows, then
/// [`GOES_BY_MAIL_END`].
pub const GOES_BY_MAIL: &str = "Your own mail program sends it to ";
/// See [`GOES_BY_MAIL`].
pub const GOES_BY_MAIL_END: &str = "; the paper never sees it.";

/// What happens to the address that a reader writes, given the site that it goes to. `None`: the paper's own.
pub fn goes_to(site: Option<&str>) -> String {
    match site {
        Some(site) => format!("Your address goes to {site} and nowhere else."),
        None => "Your address goes to this paper’s own server and nowhere else.".into(),
    }
}

/// Said while the browser leaves for the page of the newsletter's service.
pub fn leaving_for(site: Option<&str>) -> String {
    match site {
        Some(site) => format!("{site} takes it from here …"),
        None => SIGN_UP_SENDING.into(),
    }
}

/// Why the newsletter's server did not take a sign-up, given the status of its answer.
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

/// The direction in which a language is written, as the value of `dir`; `None` for an unknown language.
///
/// By the script, where the tag names one (BCP 47), and else by the primary subtag of those languages that are mostly written
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

/// The document's title: a page's own, then the paper's name.
pub fn document_title(page: &str, paper: &str) -> String {
    if page.is_empty() { paper.to_owned() } else { format!("{page} — {paper}") }
}

/// What the page of a section or topic is, for search engines and link previews.
pub fn listing_description(name: &str, paper: &str) -> String {
    format!("{name}: the newest headlines of {paper}")
}

/// `(3) Headline — London Daily`, when stories wait.
pub fn title_with_news(waiting: usize, title: &str) -> String {
    format!("({waiting}) {title}")
}

/// `3 new stories`, on the button that shows them.
pub fn new_stories(count: usize) -> String {
    if count == 1 { "1 new story".into() } else { format!("{count} new stories") }
}

/// What is announced after the list has changed by itself.
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

/// Why a headline is in the related list: the editors chose it.
pub const REASON_CHOSEN: &str = "Chosen by the editors to go with this article";
/// Why a headline is in the related list: it is new.
pub const REASON_NEWEST: &str = "Among the newest stories";

/// Why a headline is in the related list: it has topics of the article.
pub fn reason_topics(topics: &[String]) -> String {
    format!("Also about {}", topics.join(", "))
}

/// Why a headline is in the related list: it has words of the article.
pub fn reason_words(words: &[String]) -> String {
    format!("Also mentions {}", words.join(", "))
}

/// Why a headline is in the related list: it stands in the article's section.
pub fn reason_section(section: &str) -> String {
    format!("Also in {section}")
}

/// Name of a table that has no caption; the article's first is number 1.
pub fn table(number: usize) -> String {
    format!("Table {number}")
}

/// `6 min read`.
pub fn reading_time(minutes: usize) -> String {
    format!("{minutes} min read")
}

/// `By A, B and C`.
pub fn byline(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("By {one}"),
        [first @ .., last] => format!("By {} and {last}", first.join(", ")),
    }
}

/// No connection, and content that is needed.
pub const CONTENT_OFFLINE: &str =
    "You seem to be offline. The paper tries again as soon as there is a connection.";
/// The server does not answer.
pub const CONTENT_UNREACHABLE: &str =
    "The paper's server cannot be reached. It may be down, or your connection may be.";
/// The server answers too late.
pub const CONTENT_TIMED_OUT: &str = "The paper's server did not answer in time.";
/// The server has no such content.
pub const CONTENT_GONE: &str = "This has been removed, or it was never here.";
/// The answer is no newspaper.
pub const CONTENT_UNREADABLE: &str =
    "What the server sent is not a newspaper: the answer was broken or cut off. It may pass.";

/// The server answers with an error.
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

/// `Thursday, Jul 10, 2025`.
pub fn long_date(date: DateTime) -> String {
    format!("{}, {}", weekday(date.weekday()), short_date(date))
}

/// `Jul 10, 2025`.
pub fn short_date(date: DateTime) -> String {
    format!("{} {}, {}", month(date), date.day(), date.year())
}

/// `14:05`.
pub fn time_of_day(date: DateTime) -> String {
    format!("{:02}:{:02}", date.hour(), date.minute())
}

/// `Thursday, Jul 10, 2025, 14:05`.
pub fn exact_date(date: DateTime) -> String {
    format!("{}, {}", long_date(date), time_of_day(date))
}

/// How long ago something happened, for what is younger than a day; otherwise `None`.
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
