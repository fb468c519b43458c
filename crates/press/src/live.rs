//! The list that open pages look at for news, where the feed itself cannot be it: because browsers do not read its format or may not
//! ask its host, because it is long, or because the paper holds more than the feed.
//!
//! Browsers load and poll at most the newest [`NEWEST`] stories, whatever the size of the archive. Everything older is in documents
//! by month, which are loaded if a reader asks for more, and do not change once the month is over. Each text is in a document beside
//! the story's page.

use std::collections::BTreeMap;

use london_daily::{
    browser::calendar,
    features::selection::LOADED_AT_ONCE,
    feed::write,
    model::{Edition, paths::Paths},
};

use super::{archive::Archive, files::Files, source, syndication::OutputFile};

/// Most stories in the list.
pub(super) const NEWEST: usize = LOADED_AT_ONCE;

/// File of the list, beside the front page.
pub(super) const LIST: &str = "live.json";
/// File of a story's text, beside its page.
const TEXT: &str = "article.json";

/// Returns the URL of the list.
pub(super) fn address(paths: &Paths) -> String {
    format!("{}{LIST}", paths.front())
}

/// Has every story of an archive that has its text in the list name a document of its own, beside its page.
pub(super) fn part(archive: &mut Archive, files: &Files, paths: &Paths) {
    for (story, listed_in) in archive.edition.stories.iter_mut().zip(&archive.listed_in) {
        let has_file = story
            .article
            .as_deref()
            .and_then(|address| files.path(address))
            .is_some_and(|path| path.is_file());
        if story.body.is_absent() && (has_file || story.article.is_none()) {
            continue;
        }
        if !has_file {
            source::rebase(story, listed_in);
            story.article = Some(format!("{}{TEXT}", paths.article(&story.slug)));
        }
    }
}

/// Returns the list, the documents by month, and those of the texts. `items` are the stories of the archive as lists have them, in
/// JSON.
pub(super) fn files(archive: &Archive, items: &[&str], paths: &Paths) -> Vec<OutputFile> {
    let below = |address: &str| {
        address.strip_prefix(paths.base()).unwrap_or(address).trim_start_matches('/').to_owned()
    };
    let edition = &archive.edition;
    let mut months: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let zone = &edition.paper.time_zone;
    for (at, story) in edition.stories.iter().enumerate() {
        let date = story.published.map(|published| calendar::civil(published, zone));
        let month = date.map_or_else(|| "undated".to_owned(), |date| date.strftime("%Y-%m").to_string());
        months.entry(month).or_default().push(at);
    }
    let mut files = Vec::new();
    // "undated" comes before the months, as it is to be the last document.
    let undated = months.remove("undated").map(|stories| ("undated".to_owned(), stories));
    let mut older: Option<String> = None;
    for (month, stories) in undated.into_iter().chain(months) {
        if stories.iter().all(|at| *at < NEWEST) {
            continue;
        }
        let address = format!("{}live/{month}.json", paths.front());
        let text = list(edition, stories.iter().filter_map(|at| items.get(*at).copied()), older.take());
        files.push(OutputFile { file: below(&address), text, keeps_existing: false });
        older = Some(address);
    }
    let newest = items.iter().take(NEWEST).copied();
    files.push(OutputFile {
        file: LIST.to_owned(),
        text: list(edition, newest, older),
        keeps_existing: false,
    });
    for story in &edition.stories {
        let own = format!("{}{TEXT}", paths.article(&story.slug));
        if story.article.as_deref() == Some(own.as_str()) {
            files.push(OutputFile { file: below(&own), text: write::document(story), keeps_existing: false });
        }
    }
    files
}

fn list<'a>(edition: &Edition, items: impl IntoIterator<Item = &'a str>, older: Option<String>) -> String {
    let paper =
        Edition { paper: edition.paper.clone(), stories: Vec::new(), older, expired: edition.expired };
    write::feed(&write::frame(&paper), items)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use london_daily::{feed, model::Body};
    use serde_json::json;

    use super::*;

    /// Returns the files of a paper with a story on each of so many days, and one without a date.
    fn files_of(days: u32) -> BTreeMap<String, String> {
        let date = |day: u32| format!("2025-{:02}-{:02}T12:00:00Z", 1 + day / 28, 1 + day % 28);
        let item = |day: u32| json!({ "id": day, "title": format!("Story {day}"), "content_text": "Text", "date_published": date(day) });
        let undated = json!({ "id": "undated", "title": "Undated", "content_text": "Text" });
        let items: Vec<_> = (0..days).rev().map(item).chain([undated]).collect();
        let json = json!({ "title": "Paper", "items": items }).to_string();
        let (own, paths) = (Files::below(Path::new("none"), "/"), Paths::below("/"));
        let mut archive = Archive::read(&own, "/feed.json", json.as_bytes(), &mut Vec::new()).unwrap();
        part(&mut archive, &own, &paths);
        let stories = archive.edition.stories.iter();
        let items: Vec<String> =
            stories.map(|story| write::listed(story, story.article.as_deref())).collect();
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        files(&archive, &items, &paths).into_iter().map(|file| (file.file, file.text)).collect()
    }

    fn read(files: &BTreeMap<String, String>, address: &str) -> Edition {
        feed::decode(files[address.trim_start_matches('/')].as_bytes(), address).unwrap().edition
    }

    #[test]
    fn the_list_is_short_and_leads_to_all_that_is_older() {
        let files = files_of(300);
        let list = read(&files, "/live.json");
        assert_eq!(list.stories.len(), NEWEST);
        let mut ids: Vec<String> = list.stories.iter().map(|story| story.id.clone()).collect();
        let mut next = list.older;
        let mut documents = Vec::new();
        while let Some(address) = next.take() {
            let edition = read(&files, &address);
            ids.extend(edition.stories.iter().map(|story| story.id.clone()));
            next = edition.older;
            documents.push(address);
        }
        // Of the months whose stories are all in the list there is no document yet.
        let expected = ["2025-04", "2025-03", "2025-02", "2025-01", "undated"];
        assert_eq!(documents, expected.map(|month| format!("/live/{month}.json")));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 301);
    }

    #[test]
    fn a_month_that_is_over_does_not_change() {
        let (before, after) = (files_of(250), files_of(260));
        assert_eq!(before["live/2025-01.json"], after["live/2025-01.json"]);
        assert_ne!(before["live.json"], after["live.json"]);
    }

    #[test]
    fn a_text_is_in_a_document_beside_its_page() {
        let files = files_of(1);
        let story = &read(&files, "/live.json").stories[0];
        assert_eq!(story.article.as_deref(), Some("/article/0/article.json"));
        let whole = feed::decode_article(files["article/0/article.json"].as_bytes(), "/", "0").unwrap();
        assert_eq!(whole.body, Body::Text("Text".into()));
        assert!(!files.contains_key("live/2025-01.json"), "all are in the list");
    }
}
