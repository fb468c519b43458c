//! The sample edition keeps its word: what its documents say about each other and about their files is true.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use london_daily::{
    article,
    browser::urls::{self, Use},
    feed,
    model::{Body, Story},
};
use serde_json::Value;

/// The URL of the list; the folder `content/` is served below `/content/`.
const LIST: &str = "/content/feed.json";
/// The most that the folder may weigh, in bytes.
const HEAVIEST: u64 = 2_400_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// The file that is served at a URL of the site.
fn file_at(address: &str) -> PathBuf {
    let path = address.strip_prefix("/content/").unwrap_or_else(|| panic!("{address} is not in content/"));
    folder().join(path)
}

fn resolve(base: &str, reference: &str) -> String {
    urls::resolve(base, reference, Use::Link).unwrap_or_else(|| panic!("{reference} in {base} is no address"))
}

fn document(address: &str) -> Value {
    let file = file_at(address);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn items(feed: &Value) -> Vec<Value> {
    feed["items"].as_array().expect("a feed has items").clone()
}

fn listed() -> Vec<Value> {
    items(&document(LIST))
}

/// The articles' own documents: the URL and the one item of each.
fn articles() -> Vec<(String, Value)> {
    let address_of = |item: &Value| Some(resolve(LIST, item["_london_daily"]["article_url"].as_str()?));
    let read = |address: String| {
        let items = items(&document(&address));
        assert_eq!(items.len(), 1, "{address} holds one story");
        (address, items[0].clone())
    };
    listed().iter().filter_map(address_of).map(read).collect()
}

/// Every item of every document, with the URL of the document.
fn everywhere() -> Vec<(String, Value)> {
    listed().into_iter().map(|item| (LIST.to_owned(), item)).chain(articles()).collect()
}

fn text<'a>(item: &'a Value, key: &str) -> &'a str {
    item[key].as_str().unwrap_or_else(|| panic!("{key} is missing in {}", item["id"]))
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn is_brief(item: &Value) -> bool {
    item["_london_daily"]["article_url"].is_null()
}

/// The values of an attribute in marked-up text that is known to be written with double quotation marks.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn size_of_picture(address: &str) -> (u64, u64) {
    let file = file_at(address);
    let size = imagesize::size(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    (size.width as u64, size.height as u64)
}

#[test]
fn ids_and_addresses_are_unique() {
    let items = listed();
    for key in ["id", "url", "title", "summary"] {
        let different: BTreeSet<&str> = items.iter().map(|item| text(item, key)).collect();
        assert_eq!(different.len(), items.len(), "two stories share their {key}");
    }
}

#[test]
fn the_lead_comes_first_and_the_others_follow_newest_first() {
    let items = listed();
    assert!(text(&items[0], "date_published").starts_with("2023-02-28"));
    let moments: Vec<Timestamp> = items[1..]
        .iter()
        .map(|item| text(item, "date_published").parse().expect("a date is RFC 3339"))
        .collect();
    assert!(moments.is_sorted_by(|newer, older| newer >= older));
    assert!(items[1..].iter().all(|item| text(item, "date_published").starts_with("2025-07-")));
}

#[test]
fn a_story_is_changed_after_it_was_published() {
    let moment = |date: &str| date.parse::<Timestamp>().expect("a date is RFC 3339");
    let mut changed = 0;
    for (_, item) in everywhere() {
        let published = moment(text(&item, "date_published"));
        if let Some(modified) = item["date_modified"].as_str().map(moment) {
            assert!(modified > published, "{}", item["id"]);
            changed += 1;
        }
    }
    assert!(changed > 0);
}

#[test]
fn thirty_eight_items_are_briefs_of_one_sentence() {
    let briefs: Vec<Value> = listed().into_iter().filter(is_brief).collect();
    assert_eq!(briefs.len(), 38);
    for brief in &briefs {
        let sentence = text(brief, "summary");
        assert!(sentence.ends_with('.') || sentence.ends_with(".’"), "{sentence}");
        assert!(!sentence.contains(". "), "more than a sentence: {sentence}");
        let topics = strings(&brief["tags"]).len() - 1;
        assert!((2..=4).contains(&topics), "{topics} topics: {sentence}");
    }
}

#[test]
fn the_list_carries_no_text_of_articles() {
    for item in listed() {
        assert!(item["content_html"].is_null() && item["content_text"].is_null(), "{}", item["id"]);
    }
}

#[test]
fn every_story_has_a_section_and_every_section_has_a_story() {
    let feed = document(LIST);
    let sections = strings(&feed["_london_daily"]["sections"]);
    let items = items(&feed);
    let used: BTreeSet<&str> =
        items.iter().filter_map(|item| strings(&item["tags"]).first().copied()).collect();
    assert_eq!(used, sections.into_iter().collect());
}

#[test]
fn topics_are_spelt_the_same_everywhere() {
    let items = listed();
    let topics: BTreeSet<&str> = items.iter().flat_map(|item| strings(&item["tags"])).collect();
    let folded: BTreeSet<String> = topics.iter().map(|topic| topic.to_lowercase()).collect();
    assert_eq!(folded.len(), topics.len());
}

#[test]
fn an_articles_document_says_what_the_list_says() {
    let listed: Vec<Value> = listed().into_iter().filter(|item| !is_brief(item)).collect();
    let articles = articles();
    assert_eq!(listed.len(), articles.len());
    for (item, (address, article)) in listed.iter().zip(&articles) {
        for key in ["id", "title", "summary", "date_published", "date_modified", "authors", "tags"] {
            assert_eq!(item[key], article[key], "{key} in {address}");
        }
        for key in ["kicker", "corrections", "related"] {
            assert_eq!(item["_london_daily"][key], article["_london_daily"][key], "{key} in {address}");
        }
        assert_eq!(resolve(LIST, text(item, "url")), resolve(address, text(article, "url")), "{address}");
        assert!(!text(article, "content_html").is_empty());
    }
}

#[test]
fn the_lead_article_is_written_at_full_length() {
    let (_, lead) = articles().into_iter().next().expect("the first story has an article");
    let html = text(&lead, "content_html");
    assert!(html.matches("<p>").count() >= 15);
    assert!(html.contains("class=\"pull-quote\"") && html.contains("<h2>"));
}

#[test]
fn pictures_exist_have_the_declared_size_and_say_what_they_show() {
    let mut seen = 0;
    for (base, item) in everywhere() {
        let picture = &item["_london_daily"]["picture"];
        if picture.is_null() {
            continue;
        }
        seen += 1;
        let (width, height) = size_of_picture(&resolve(&base, text(picture, "src")));
        assert_eq!((picture["width"].as_u64(), picture["height"].as_u64()), (Some(width), Some(height)));
        assert_eq!(item["image"], picture["src"], "a feed reader sees the same picture");
        for key in ["alt", "caption", "credit"] {
            assert!(!text(picture, key).is_empty(), "{key} of {}", picture["src"]);
        }
        for rendition in picture["renditions"].as_array().expect("a picture has renditions") {
            let (wide, high) = size_of_picture(&resolve(&base, text(rendition, "src")));
            assert_eq!(rendition["width"].as_u64(), Some(wide), "{}", rendition["src"]);
            assert_eq!(wide * height, high * width, "{} has other proportions", rendition["src"]);
        }
    }
    assert!(seen > 0);
}

#[test]
fn pictures_within_articles_exist_and_have_the_declared_size() {
    let mut seen = 0;
    for (base, article) in articles() {
        for tag in text(&article, "content_html").split("<img").skip(1) {
            let tag = format!(" {}", tag.split('>').next().unwrap_or_default());
            let only = |name: &str| attributes(&tag, name).first().copied().unwrap_or_default().to_owned();
            let (width, height) = size_of_picture(&resolve(&base, &only("src")));
            assert_eq!((only("width"), only("height")), (width.to_string(), height.to_string()), "{base}");
            assert!(!only("alt").is_empty(), "{base}");
            seen += 1;
        }
        for candidate in
            attributes(text(&article, "content_html"), "srcset").iter().flat_map(|set| set.split(','))
        {
            let (reference, width) = candidate.trim().split_once(' ').expect("a candidate has a width");
            let (wide, _) = size_of_picture(&resolve(&base, reference));
            assert_eq!(width, format!("{wide}w"), "{base}");
        }
    }
    assert!(seen > 0);
}

#[test]
fn recordings_exist_with_the_declared_weight_and_length() {
    let mut seen = 0;
    for (base, item) in everywhere() {
        for attachment in item["attachments"].as_array().into_iter().flatten() {
            seen += 1;
            let bytes =
                fs::read(file_at(&resolve(&base, text(attachment, "url")))).expect("the recording exists");
            assert_eq!(attachment["size_in_bytes"].as_u64(), Some(bytes.len() as u64));
            assert!(bytes.len() < 250_000);
            assert!(text(attachment, "mime_type").starts_with("audio/"));
            assert_eq!(text(attachment, "title"), text(&item, "title"));
            let declared = attachment["duration_in_seconds"].as_f64().expect("a recording has a length");
            if let Some(seconds) = seconds_of_ogg(&bytes) {
                assert!((seconds - declared).abs() <= 0.6, "{seconds} s, declared {declared} s");
            }
        }
    }
    assert!(seen >= 2);
}

/// The length of an Ogg Opus file: the last page says how many samples, at 48 kHz, there are up to its end (RFC 7845).
fn seconds_of_ogg(bytes: &[u8]) -> Option<f64> {
    if !bytes.starts_with(b"OggS") {
        return None;
    }
    let page = bytes.windows(4).rposition(|window| window == b"OggS")?;
    let position = bytes.get(page + 6..page + 14)?.try_into().ok()?;
    Some(u64::from_le_bytes(position) as f64 / 48_000.0)
}

#[test]
fn related_stories_exist() {
    let everything = everywhere();
    let ids: BTreeSet<&str> = everything.iter().map(|(_, item)| text(item, "id")).collect();
    for (_, item) in &everything {
        for related in strings(&item["_london_daily"]["related"]) {
            assert!(ids.contains(related), "{related}");
            assert_ne!(related, text(item, "id"));
        }
    }
}

#[test]
fn links_in_articles_lead_to_the_paper_or_to_https_sites() {
    let pages: BTreeSet<String> = listed().iter().map(|item| resolve(LIST, text(item, "url"))).collect();
    let mut inner = 0;
    for (base, article) in articles() {
        let html = text(&article, "content_html");
        assert_eq!(article::dead_fragments(&Body::Markup(html.to_owned())), [""; 0], "{base}");
        let links = ["href", "src", "poster"].iter().flat_map(|name| attributes(html, name));
        for link in links.filter(|link| !link.starts_with('#')) {
            let address = resolve(&base, link);
            if address.starts_with("/article/") {
                assert!(pages.contains(&address), "{link} in {base}");
                inner += 1;
            } else if address.starts_with('/') {
                assert!(file_at(&address).is_file(), "{link} in {base}");
            } else {
                assert!(address.starts_with("https://"), "{link} in {base}");
            }
        }
    }
    assert!(inner > 0);
}

#[test]
fn the_papers_own_files_exist() {
    let feed = document(LIST);
    for reference in [text(&feed, "icon"), text(&feed, "favicon"), text(&feed["_london_daily"], "about")] {
        assert!(file_at(&resolve(LIST, reference)).is_file(), "{reference}");
    }
    assert_eq!(text(&feed["_london_daily"]["newsletter"], "transport"), "mailto");
}

#[test]
fn nothing_lies_in_the_folder_unused_and_the_whole_is_light() {
    let mut used: BTreeSet<PathBuf> = ["README.md", "schema.json", "feed.json", "icon.svg", "icon-512.png"]
        .iter()
        .map(|name| folder().join(name))
        .collect();
    for (base, item) in everywhere() {
        let picture = &item["_london_daily"]["picture"];
        let renditions = picture["renditions"].as_array().into_iter().flatten();
        let attachments = item["attachments"].as_array().into_iter().flatten().map(|entry| &entry["url"]);
        let declared =
            renditions.map(|rendition| &rendition["src"]).chain([&picture["src"]]).chain(attachments);
        let html = item["content_html"].as_str().unwrap_or_default();
        let sets = attributes(html, "srcset");
        let candidates =
            sets.iter().flat_map(|set| set.split(',')).filter_map(|one| one.trim().split(' ').next());
        let placed = ["src", "poster"].iter().flat_map(|name| attributes(html, name)).chain(candidates);
        used.insert(file_at(&base));
        for reference in declared.filter_map(Value::as_str).chain(placed) {
            let address = resolve(&base, reference);
            if address.starts_with('/') {
                used.insert(file_at(&address));
            }
        }
    }
    let mut weight = 0;
    let mut folders = vec![folder()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(place).expect("the folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            assert!(used.contains(&path), "nothing refers to {}", path.display());
            weight += entry.metadata().expect("a file has a size").len();
        }
    }
    assert!(weight < HEAVIEST, "{weight} bytes");
}

#[test]
fn the_edition_is_read_with_nothing_to_complain_about() {
    let read = |address: &str| feed::decode(&fs::read(file_at(address)).expect("it is there"), address);
    let list = read(LIST).expect("the list is a feed");
    assert_eq!(list.diagnostics, []);
    let slugs: BTreeSet<String> = list.edition.stories.iter().map(|story| story.slug.to_string()).collect();
    assert_eq!(slugs.len(), listed().len());
    for (address, item) in articles() {
        assert_eq!(read(&address).expect("an article is a feed").diagnostics, [], "{address}");
        let slug = text(&item, "url").trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        assert!(slugs.contains(slug), "{slug}");
    }
}

#[test]
fn the_specimen_includes_every_kind_of_part_of_an_article() {
    let specimen = "/content/articles/what-an-article-can-hold.json";
    let html = text(&items(&document(specimen))[0], "content_html").to_owned();
    let tree = format!("{:?}", article::parse(&Body::Markup(html), specimen));
    let kinds = "Paragraph( Heading List Definitions( Quotation( PullQuote( Figure Picture( Table( Code Rule Details \
                 Audio Video( Embed Passage LineBreak Strong Emphasis Link( Sub Sup Small Mark Deleted Inserted \
                 Abbreviation( Time( Phrase(Quotation Phrase(Code Anchor( ordered:&true ordered:&false level:&2 level:&3 level:&4 header:&true";
    for kind in kinds.split_whitespace().map(|kind| kind.replace('&', " ")) {
        assert!(tree.contains(&kind), "the specimen shows no {kind}");
    }
}

#[test]
fn every_article_completes_its_headline() {
    let edition =
        feed::decode(&fs::read(file_at(LIST)).expect("it is there"), LIST).expect("it is a feed").edition;
    let mut articles = 0;
    for listed in &edition.stories {
        let Some(address) = &listed.article else { continue };
        articles += 1;
        let document = fs::read(file_at(address)).expect("it is there");
        let article = feed::decode_article(&document, address, &listed.id).expect("it is a feed");
        let whole = listed.merged_with(article);
        assert!(listed.needs_article() && !whole.needs_article(), "{address}");
        // The list names the language once, for the whole site.
        let Story { body, recordings, language, .. } = whole.clone();
        assert!(whole == Story { body, recordings, language, ..listed.clone() }, "{address}");
    }
    assert!(articles > 0);
}
