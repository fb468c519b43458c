//! The pages of the sample edition, rendered natively from the same components that the browser runs.
#![cfg(not(target_arch = "wasm32"))]
// The type of a whole page is deep.
#![recursion_limit = "512"]

use std::{collections::BTreeSet, fs, path::Path};

use leptos::prelude::*;
use london_daily::{
    app::App,
    features::arrangement::LATEST,
    feed,
    model::{Edition, Story, paths::Paths},
    store::{context::InitialState, error::LoadError, newsroom::Article},
    text,
};

const FEED: &str = "/content/feed.json";

fn file(address: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(address.trim_start_matches('/'));
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn edition() -> Edition {
    feed::decode(&file(FEED), FEED).expect("the sample edition is a feed").edition
}

/// The whole article of a story, as the endpoint would get it.
fn article(listed: &Story) -> (String, Article) {
    let address = listed.article.as_deref().expect("the story has an article of its own");
    let story = feed::decode_article(&file(address), address, &listed.id).expect("the article is a feed");
    (listed.id.clone(), Article::read(listed.merged_with(story), address))
}

fn print(
    path: &str,
    base: &str,
    edition: Result<Edition, LoadError>,
    articles: Vec<(String, Article)>,
) -> String {
    let language = edition.as_ref().ok().and_then(|edition| edition.paper.language.clone());
    let _voice = text::speaking(language.as_deref());
    let owner = Owner::new_root(None);
    let initial = InitialState {
        paths: Paths::below(base),
        path: path.to_owned(),
        feed: FEED.to_owned(),
        name: "London Daily".to_owned(),
        edition,
        articles,
        read_article: Some(Article::read),
        printed: None,
        has_archive: true,
    };
    let html = owner.with(|| view! { <App initial /> }.to_html());
    owner.unset_with_forced_cleanup();
    html
}

#[test]
fn the_front_page_has_its_masthead_its_lead_and_its_list() {
    let html = print("/", "/", Ok(edition()), Vec::new());
    let edition = edition();
    let tagline = edition.paper.tagline.as_deref().expect("the sample edition has a tagline");
    for part in ["London Daily", tagline, "card-lead", "Latest headlines", "<nav"] {
        assert!(html.contains(part), "{part:?} is missing");
    }
    let lead = &edition.stories[0];
    assert!(html.contains(&format!("href=\"/article/{}/\"", lead.slug)));
    let rows = html.matches("class=\"row\"").count();
    assert_eq!(rows, LATEST, "the latest of those that stand nowhere else");
}

#[test]
fn an_article_is_printed_whole_with_its_related_list() {
    let edition = edition();
    let lead = edition.stories[0].clone();
    let html = print(&format!("/article/{}/", lead.slug), "/", Ok(edition.clone()), vec![article(&lead)]);
    assert!(html.contains(&lead.headline));
    assert!(html.matches("data-block=").count() >= 15, "the lead article has at least fifteen paragraphs");
    assert!(html.contains("Related Articles"));
    assert!(html.contains("<time datetime=\"2023-02-28T"), "the date is there for machines");
    assert!(html.contains("Tuesday 28 February 2023"), "and for people, in the paper's time zone");
    assert_eq!(html.matches("class=\"row\"").count(), 50);
}

#[test]
fn dates_are_printed_in_the_order_of_the_papers_language() {
    let mut edition = edition();
    edition.paper.language = Some("en-US".to_owned());
    let lead = edition.stories[0].clone();
    let html = print(&format!("/article/{}/", lead.slug), "/", Ok(edition), vec![article(&lead)]);
    assert!(html.contains("Tuesday, Feb 28, 2023") && !html.contains("28 February 2023"));
}

#[test]
fn every_reason_in_the_list_has_a_name_of_its_own() {
    let edition = edition();
    let lead = edition.stories[0].clone();
    let html = print(&format!("/article/{}/", lead.slug), "/", Ok(edition), vec![article(&lead)]);
    let names = html.split("<summary aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let names: BTreeSet<&str> = names.filter(|name| name.starts_with(text::why())).collect();
    assert_eq!(names.len(), 50, "one a row: {names:?}");
}

#[test]
fn a_story_without_a_document_is_printed_from_the_list() {
    let edition = edition();
    let brief =
        edition.stories.iter().find(|story| story.article.is_none()).expect("there are briefs").clone();
    let html = print(&format!("/article/{}/", brief.slug), "/", Ok(edition), Vec::new());
    assert!(html.contains("<h1"));
    assert!(!html.contains(text::loading()), "nothing is waited for");
}

#[test]
fn the_listen_button_is_hidden_if_there_is_no_recording() {
    let edition = edition();
    let recorded =
        edition.stories.iter().find(|story| !story.recordings.is_empty()).expect("one is recorded");
    for (story, is_shown) in [(recorded, true), (&edition.stories[0], false)] {
        let path = format!("/article/{}/", story.slug);
        let html = print(&path, "/", Ok(edition.clone()), vec![article(story)]);
        let (_, place) = html.split_once("class=\"listen\"").expect("the button has its place");
        let (place, _) = place.split_once("</div>").expect("the place has an end");
        assert_eq!(place.matches("<button").count(), 1, "{place}");
        let (_, button) = place.split_once("<button").expect("there is a button");
        let (button, _) = button.split_once('>').expect("its tag ends");
        assert_eq!(!button.contains(" hidden"), is_shown, "{place}");
        assert!(!html.contains("class=\"player"), "nothing is in the player before somebody listens");
    }
}

#[test]
fn an_article_that_has_not_come_yet_shows_its_headline_at_once() {
    let edition = edition();
    let lead = edition.stories[0].clone();
    let html = print(&format!("/article/{}/", lead.slug), "/", Ok(edition), Vec::new());
    assert!(html.contains(&lead.headline));
    assert!(html.contains(text::loading()));
}

#[test]
fn every_page_of_the_edition_is_printed_without_a_panic() {
    let edition = edition();
    for story in &edition.stories {
        let html = print(&format!("/article/{}/", story.slug), "/", Ok(edition.clone()), Vec::new());
        assert!(html.contains("class=\"headline\""), "{}", story.slug);
    }
    let paths = Paths::below("/");
    for section in edition.sections() {
        let html = print(&paths.section(&section), "/", Ok(edition.clone()), Vec::new());
        assert!(html.contains("section-heading"), "{section}");
    }
    for topic in edition.stories.iter().flat_map(|story| &story.topics) {
        let html = print(&paths.topic(topic), "/", Ok(edition.clone()), Vec::new());
        assert!(html.contains("section-heading"), "{topic}");
    }
}

#[test]
fn an_unknown_url_offers_the_newest_headlines() {
    for path in ["/article/no-such-thing/", "/nowhere/", "/section/none/", "/topic/none/"] {
        let html = print(path, "/", Ok(edition()), Vec::new());
        assert!(html.contains(text::not_found()), "{path}");
        assert!(html.matches("class=\"card card-listed\"").count() >= 5, "{path}");
    }
}

#[test]
fn under_a_sub_path_every_link_stays_below_it() {
    let html = print("/news/", "/news", Ok(edition()), Vec::new());
    assert!(html.contains("href=\"/news/article/"));
    assert!(!html.contains("href=\"/article/"));
    assert!(html.contains("card-lead"), "the route is found below the sub-path");
}

#[test]
fn a_paper_that_cannot_be_had_says_why_and_offers_to_try_again() {
    for trouble in [
        LoadError::Offline,
        LoadError::Unreachable,
        LoadError::TimedOut,
        LoadError::Gone,
        LoadError::Refused(500),
        LoadError::Unreadable,
    ] {
        let html = print("/", "/", Err(trouble.clone()), Vec::new());
        assert!(html.contains(text::paper_error()), "{trouble:?}");
        assert!(html.contains("Try again"), "{trouble:?}");
    }
}

#[test]
fn an_edition_without_stories_says_so() {
    let feed = br#"{"version":"https://jsonfeed.org/version/1.1","title":"Quiet","items":[]}"#;
    let edition = feed::decode(feed, FEED).unwrap().edition;
    assert!(print("/", "/", Ok(edition), Vec::new()).contains("No stories yet"));
}

#[test]
fn a_withdrawn_article_says_that_it_was_withdrawn_and_why() {
    let feed = br#"{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":"a","title":"A","url":"/a/",
        "content_text":"It was wrong.","_london_daily":{"withdrawn":true}}]}"#;
    let edition = feed::decode(feed, FEED).unwrap().edition;
    let html = print("/article/a/", "/", Ok(edition), Vec::new());
    assert!(html.contains(text::withdrawn()));
    assert!(html.contains("It was wrong."));
}

#[test]
fn what_a_publisher_writes_is_escaped_wherever_it_is_printed() {
    let hostile = "<script>alert(1)</script>\\\"><img src=x onerror=alert(2)>";
    let feed = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"{hostile}","description":"{hostile}","items":[{{"id":"a",
        "title":"{hostile}","summary":"{hostile}","tags":["{hostile}","{hostile} 2"],"authors":[{{"name":"{hostile}"}}],
        "url":"/a/","content_text":"{hostile}","_london_daily":{{"kicker":"{hostile}","picture":{{"src":"/x.png",
        "alt":"{hostile}","caption":"{hostile}","credit":"{hostile}"}},"corrections":[{{"text":"{hostile}"}}]}}}}]}}"#
    );
    let edition = feed::decode(feed.as_bytes(), FEED).unwrap().edition;
    for path in ["/", "/article/a/"] {
        let html = print(path, "/", Ok(edition.clone()), Vec::new());
        assert!(!html.contains("<script"), "{path}");
        assert!(!html.contains("<img src=x"), "{path}");
    }
}
