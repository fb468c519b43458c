//! The words of the app, and the form of dates.
//!
//! The words stand in [Fluent](https://projectfluent.org) files, one a language, in `src/text/words/`: each message is a function
//! here, `more-in` is [`more_in`]. Phrases of several messages are below. The content brings its own words.
//!
//! The language is that of the paper (`Paper::language`), and English for papers in a language without words. Natively
//! [`speaking`] sets it for a while, in a browser `say` for the document.

mod dates;
mod words;

pub use dates::{ago, exact_date, long_date, short_date};
pub use words::*;

/// Returns the note about privacy in the foot of a page. `hosts` are the other hosts that its policy allows to be asked for pictures
/// and sound.
#[cfg(not(target_arch = "wasm32"))]
pub fn privacy(hosts: &[String], has_newsletter: bool) -> String {
    const NAMED: usize = 6;
    let begin = if hosts.is_empty() { privacy_nothing_else() } else { privacy_no_cookies() };
    let mut sentences = vec![begin.to_owned(), privacy_stays().to_owned()];
    if has_newsletter {
        sentences.push(privacy_newsletter().to_owned());
    }
    if !hosts.is_empty() {
        let (named, others) = hosts.split_at(hosts.len().min(NAMED));
        let others = (!others.is_empty()).then(|| other_sites(others.len()));
        let sites: Vec<&str> = named.iter().chain(&others).map(String::as_str).collect();
        sentences.push(privacy_sites(&listed(&sites)));
    }
    sentences.join(" ")
}

/// Returns the list of keys, with the meaning of each; several keys in one row are separated by a space.
pub fn key_list() -> [(&'static str, &'static str); 10] {
    [
        ("?", keys_show()),
        (key_tab(), keys_tab()),
        (key_enter(), keys_enter()),
        (key_escape(), keys_escape()),
        ("← →", keys_turn()),
        (key_home_end(), keys_ends()),
        ("+ - 0", keys_size()),
        ("← ↑ ↓ →", keys_move()),
        ("K", keys_play()),
        ("J L", keys_step()),
    ]
}

/// Returns the position that screen readers announce for the player's slider, such as `1 minute 5 seconds of 3 minutes`, with
/// `about` before a length that is an estimate.
pub fn position_of(position: u32, length: Option<u32>, estimate: bool) -> String {
    match length.map(duration) {
        Some(length) if estimate => position_of_about(&duration(position), &length),
        Some(length) => position_of_length(&duration(position), &length),
        None => duration(position),
    }
}

/// Returns position and length beside the player's slider, such as `0:12 / 3:40`, with `about` before an estimated length.
pub fn times(position: &str, length: &str, estimate: bool) -> String {
    if estimate { times_about(position, length) } else { times_exact(position, length) }
}

/// Returns a duration such as `1 hour 2 minutes 5 seconds`.
fn duration(duration: u32) -> String {
    let part = |count: u32, unit: fn(usize) -> String| (count > 0).then(|| unit(count as usize));
    let parts =
        [part(duration / 3_600, hours), part(duration / 60 % 60, minutes), part(duration % 60, seconds)];
    let parts = parts.into_iter().flatten();
    parts.reduce(|longer, shorter| duration_and(&longer, &shorter)).unwrap_or_else(|| seconds(0))
}

/// Returns a speed in the player's choice of speeds, such as `1.25×`.
pub fn speed(label: &str) -> String {
    format!("{label}×")
}

/// Returns the name of the link that opens a picture, from its alternative text.
pub fn open_picture(alt: &str) -> String {
    if alt.is_empty() { open_picture_alone().to_owned() } else { open_picture_of(alt) }
}

/// Returns the note below the field for a sign-up by mail: the words before the recipient, and those behind.
pub fn goes_by_mail_around() -> (String, String) {
    const RECIPIENT: char = '\u{fffc}';
    let note = goes_by_mail(RECIPIENT.encode_utf8(&mut [0; 4]));
    let (before, after) = note.split_once(RECIPIENT).unwrap_or((&note, ""));
    (before.to_owned(), after.to_owned())
}

/// Returns the note below the field about the host that gets the email address; `None` is the site's own.
pub fn goes_to(site: Option<&str>) -> String {
    site.map_or_else(|| goes_to_us().to_owned(), goes_to_site)
}

/// Returns the status while the browser leaves for the newsletter's own page.
pub fn leaving_for(site: Option<&str>) -> String {
    site.map_or_else(|| sign_up_sending().to_owned(), leaving_for_site)
}

/// Returns the error when the newsletter's server has answered with an error status.
pub fn sign_up_refused(status: u16) -> String {
    match status {
        429 => sign_up_busy().to_owned(),
        400..=499 => sign_up_not_taken(status),
        _ => sign_up_failed(status),
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

/// Returns the document's title while new stories wait, such as `(3) Headline — London Daily`.
pub fn title_with_news(waiting: usize, title: &str) -> String {
    format!("({waiting}) {title}")
}

/// Returns the text that screen readers announce after the list has changed by itself.
pub fn announcement(new: usize, changed: usize) -> String {
    match (new, changed) {
        (0, _) => announcement_of_one(&stories_updated(changed)),
        (_, 0) => announcement_of_one(&new_stories(new)),
        _ => announcement_of_both(&new_stories(new), &stories_updated(changed)),
    }
}

/// Returns the reason in the list beside an article: shared topics.
pub fn reason_topics(topics: &[String]) -> String {
    reason_about(&enumerated(topics))
}

/// Returns the reason in the list beside an article: shared words.
pub fn reason_words(words: &[String]) -> String {
    reason_mentions(&enumerated(words))
}

/// Returns what the card of a story with a recording says, such as `Audio, 12 min`.
pub fn audio(seconds: Option<u32>) -> String {
    seconds.map_or_else(|| audio_alone().to_owned(), |seconds| audio_of(seconds.div_ceil(60)))
}

/// Returns the byline above an article, such as `By A, B and C`.
pub fn byline(names: &[&str]) -> String {
    if names.is_empty() { String::new() } else { by(&listed(names)) }
}

/// Returns names as one phrase, such as `A, B and C`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => list_entry(one),
        [first @ .., last] => list_last(&enumerated(first), &list_entry(last)),
    }
}

/// Returns names with commas between them.
fn enumerated(names: &[impl AsRef<str>]) -> String {
    let entries = names.iter().map(|name| list_entry(name.as_ref()));
    entries.reduce(|list, next| list_next(&list, &next)).unwrap_or_default()
}

// The page of saved stories.

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_names_a_few_sites_and_counts_the_others() {
        let hosts: Vec<String> = (1..=8).map(|number| format!("{number}.example")).collect();
        assert!(privacy(&hosts[..2], false).contains(" from 1.example and 2.example, which"));
        assert!(privacy(&hosts[..7], false).contains("6.example and 1 other site, which"));
        assert!(privacy(&hosts, true).contains("6.example and 2 other sites, which"));
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
    fn removed_stories_are_counted() {
        assert_eq!(removed_all(1), "1 story removed.");
        assert_eq!(removed_all(12), "12 stories removed.");
        assert!(headlines_unknown(1).starts_with("1 more story has"));
        assert!(headlines_unknown(2).starts_with("2 more stories have"));
    }

    #[test]
    fn a_position_is_said_in_words() {
        assert_eq!(position_of(65, Some(180), false), "1 minute 5 seconds of 3 minutes");
        assert_eq!(position_of(0, Some(3_601), true), "0 seconds of about 1 hour 1 second");
        assert_eq!(position_of(7, None, false), "7 seconds");
    }
}
