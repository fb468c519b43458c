use serde_json::Value;

use super::*;
use crate::model::{Author, Correction, Picture, Slug, paths::List};

const HOSTILE: &str = "</script><!--<script>\"\\\u{2028}\u{1}&";

fn edition() -> Edition {
    let mut edition = Edition::default();
    edition.paper.name = "London Daily".into();
    edition.paper.tagline = Some("Focus".into());
    edition.paper.language = Some("en-GB".into());
    edition.paper.icon = Some("/content/icon.png".into());
    edition
}

fn story() -> Story {
    let moment = |second| Moment::from_second(second).ok();
    Story {
        id: "1".into(),
        slug: Slug::from_text("vote").unwrap(),
        headline: "Vote".into(),
        standfirst: Some("They voted.".into()),
        authors: vec![
            Author { name: "Anna".into(), home: Some("https://example.org/anna".into()) },
            Author { name: "London Daily".into(), home: Some("mailto:a@example.org".into()) },
        ],
        section: Some("World".into()),
        topics: vec!["vote".into(), "count".into()],
        published: moment(1_752_000_000),
        updated: moment(1_752_003_600),
        picture: Some(Picture {
            src: "/content/a.png".into(),
            width: Some(960),
            height: Some(540),
            alt: Some("A box".into()),
            ..Picture::default()
        }),
        corrections: vec![Correction { date: moment(1_752_003_600), text: "It was two.".into() }],
        ..Story::default()
    }
}

fn head(page: PageContent<'_>, address: Option<&str>) -> Head {
    Head::of(page, &edition(), Site { paths: &Paths::below("/news"), address })
}

fn says<'a>(head: &'a Head, kind: &str) -> Vec<&'a str> {
    head.elements
        .iter()
        .filter(|element| element.kind.1 == kind)
        .map(|element| element.text.as_str())
        .collect()
}

fn graph(head: &Head) -> Vec<Value> {
    let text = says(head, "application/ld+json")[0];
    let all: Value = serde_json::from_str(text).unwrap();
    assert_eq!(all["@context"], "https://schema.org");
    all["@graph"].as_array().unwrap().clone()
}

#[test]
fn an_article_is_described_for_link_previews() {
    let story = story();
    let head = head(Page::Article((&story, &[])), Some("https://example.org/ignored/"));
    assert_eq!(head.title, "Vote — London Daily");
    for (kind, text) in [
        ("description", "They voted."),
        ("canonical", "https://example.org/news/article/vote/"),
        ("og:url", "https://example.org/news/article/vote/"),
        ("og:title", "Vote"),
        ("og:type", "article"),
        ("og:locale", "en_GB"),
        ("og:image", "https://example.org/content/a.png"),
        ("og:image:width", "960"),
        ("og:image:alt", "A box"),
        ("article:published_time", "2025-07-08T18:40:00Z"),
        ("twitter:card", "summary_large_image"),
    ] {
        assert_eq!(says(&head, kind), [text], "{kind}");
    }
    assert_eq!(says(&head, "article:tag"), ["vote", "count"]);
}

#[test]
fn an_article_is_a_schema_org_news_article_with_breadcrumbs() {
    let story = story();
    let graph = graph(&head(Page::Article((&story, &[])), Some("https://example.org")));
    let article = &graph[0];
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["author"][0]["url"], "https://example.org/anna");
    assert_eq!(article["author"][1]["@type"], "Organization");
    assert_eq!(article["author"][1]["url"], Value::Null);
    let unsigned = Story { authors: Vec::new(), ..story.clone() };
    let graph = self::graph(&head(Page::Article((&unsigned, &[])), Some("https://example.org")));
    assert_eq!(graph[0]["author"][0], graph[0]["publisher"], "the paper answers for what nobody has signed");
    assert_eq!(article["image"][0]["width"], "960 px");
    assert_eq!(article["isAccessibleForFree"], true);
    assert_eq!(article["correction"][0]["text"], "It was two.");
    assert_eq!(article["publisher"]["name"], "London Daily");
    let way: Vec<_> =
        graph[1]["itemListElement"].as_array().unwrap().iter().map(|step| &step["name"]).collect();
    assert_eq!(way, ["London Daily", "World", "Vote"]);
    assert_eq!(graph[1]["itemListElement"][1]["item"]["@id"], "https://example.org/news/section/world/");
}

#[test]
fn a_numbered_page_has_an_address_of_its_own_below_its_list() {
    let head = head(Page::Numbered(List::Section("World"), 3), Some("https://example.org"));
    assert_eq!(head.title, "World: page 3 — London Daily");
    assert_eq!(says(&head, "canonical"), ["https://example.org/news/section/world/page/3/"]);
    assert_eq!(says(&head, "robots"), ["max-image-preview:large"]);
    let way = graph(&head)[0]["itemListElement"].clone();
    let names: Vec<_> = way.as_array().unwrap().iter().map(|step| &step["name"]).collect();
    assert_eq!(names, ["London Daily", "World", "World: page 3"]);
    assert_eq!(way[1]["item"]["@id"], "https://example.org/news/section/world/");
}

#[test]
fn without_a_site_no_address_is_made_up() {
    let story = story();
    let pages: [PageContent<'_>; 3] = [Page::Front, Page::Article((&story, &[])), Page::Section("World")];
    for page in pages {
        let head = head(page, None);
        for kind in ["canonical", "og:url", "og:image"] {
            assert_eq!(says(&head, kind), [""; 0], "{kind}");
        }
        assert!(!format!("{head:?}").contains("BreadcrumbList"));
    }
}

#[test]
fn no_text_of_a_publisher_ends_the_script_with_the_data() {
    let mut story = Story { headline: HOSTILE.into(), standfirst: Some(HOSTILE.into()), ..story() };
    story.authors[0].name = HOSTILE.into();
    story.topics = vec![HOSTILE.into()];
    let head = head(Page::Article((&story, &[])), Some("https://example.org"));
    let text = says(&head, "application/ld+json")[0];
    assert!(!text.contains(['<', '\u{2028}', '\u{1}']), "{text}");
    assert_eq!(graph(&head)[0]["headline"], HOSTILE);
}

#[test]
fn what_should_not_be_found_says_so() {
    let story = Story { withdrawn: true, ..story() };
    let pages: [PageContent<'_>; 4] =
        [Page::NotFound, Page::Saved, Page::Offline, Page::Article((&story, &[]))];
    for page in pages {
        let head = head(page, Some("https://example.org"));
        assert_eq!(says(&head, "robots"), ["noindex"]);
        assert_eq!(says(&head, "canonical"), [""; 0]);
    }
}

#[test]
fn an_article_without_a_standfirst_is_described_by_its_start() {
    let story = Story { standfirst: None, ..story() };
    let text = "One two three. ".repeat(40);
    let blocks = article::parse(&crate::model::Body::Text(text), "/");
    let head = head(Page::Article((&story, &blocks)), None);
    let description = says(&head, "description")[0];
    assert!(description.starts_with("One two three. One") && description.ends_with('…'));
    assert!(description.chars().count() <= DESCRIPTION + 1);
}
