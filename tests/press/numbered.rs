//! The numbered pages of lists, by which every story can be found without the app.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    time::SystemTime,
};

use press::{self, Options, Report, check};
use serde_json::{Value, json};

use crate::desk::{Desk, LEADS_ON, parse};

const SECTIONS: [&str; 6] = ["World", "UK", "Money", "Science", "Arts", "Sport"];

/// A story of a paper in which each hour has one: every second is in the first section, every third about tea.
fn item(number: u32) -> Value {
    let section = if number.is_multiple_of(2) { SECTIONS[0] } else { SECTIONS[number as usize % 6] };
    let topic = if number.is_multiple_of(3) { "Tea".to_owned() } else { format!("Topic {}", number % 5) };
    json!({
        "id": format!("urn:{number}"), "url": format!("https://paper.example/story-{number}/"),
        "title": format!("Story {number}"), "content_text": format!("The text of story {number}."),
        "tags": [section, topic],
        "date_published": format!("2025-01-{:02}T{:02}:00:00Z", number / 24 + 1, number % 24),
    })
}

fn paper(items: impl DoubleEndedIterator<Item = Value>) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items.rev().collect::<Vec<_>>(),
        "_london_daily": { "sections": SECTIONS },
    })
}

fn desk(count: u32) -> Desk {
    Desk::with_feed(&paper((0..count).map(item)))
}

fn print(desk: &Desk, feed: &Value) -> Report {
    desk.write("content/feed.json", feed.to_string());
    desk.print()
}

/// The files of all numbered pages, with what stands in them.
fn numbered(desk: &Desk) -> BTreeMap<String, String> {
    desk.pages().into_iter().filter(|(file, _)| file.contains("/page/")).collect()
}

/// The paths that are found from `from` on by links alone, without the app. Links on articles are not followed.
fn reached(desk: &Desk, from: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([from.to_owned()]);
    let mut to_read = vec![from.to_owned()];
    while let Some(path) = to_read.pop() {
        if path.starts_with("/article/") || !path.ends_with('/') {
            continue;
        }
        let page = desk.read(&format!("{}index.html", &path[1..]));
        for link in parse(&page).links.into_iter().filter(|link| link.starts_with('/')) {
            if reached.insert(link.clone()) {
                to_read.push(link);
            }
        }
    }
    reached
}

fn articles(reached: &BTreeSet<String>) -> usize {
    reached.iter().filter(|path| path.starts_with("/article/")).count()
}

/// The links on a page from the list at its end: the URLs of older and newer stories.
fn neighbours(page: &str) -> [Option<&str>; 2] {
    ["prev", "next"].map(|rel| {
        let (before, _) = page.split_once(&format!("\" rel=\"{rel} external\">"))?;
        before.rsplit_once("href=\"").map(|(_, url)| url)
    })
}

#[test]
fn every_story_is_found_by_links_without_the_app() {
    let desk = desk(310);
    desk.print();
    assert_eq!(articles(&reached(&desk, "/")), 310);
    let sitemap = desk.read("sitemap.xml");
    for (file, page) in numbered(&desk) {
        let path = file.trim_end_matches("index.html");
        let canonical = format!("<link rel=\"canonical\" href=\"https://paper.example/{path}\"");
        assert!(page.contains(&canonical), "{file}");
        assert!(sitemap.contains(&format!("<loc>https://paper.example/{path}</loc>")), "{file}");
    }
    let in_sitemap = sitemap.matches("/page/").count();
    assert_eq!(in_sitemap, numbered(&desk).len(), "no page is in it that only leads on");
}

#[test]
fn a_list_leads_back_to_its_oldest_story_and_forth_again() {
    let desk = desk(310);
    desk.print();
    for (path, count, pages) in [("/archive/", 310, 6), ("/section/world/", 155, 3), ("/topic/tea/", 104, 2)]
    {
        let read = |path: &str| desk.read(&format!("{}index.html", &path[1..]));
        let mut seen = BTreeSet::new();
        let mut see = |page: &str| {
            let links = parse(page).links.into_iter().filter(|link| link.starts_with("/article/"));
            let links: Vec<String> = links.collect();
            seen.extend(links.clone());
            links.len()
        };
        let mut page = read(path);
        assert_eq!(see(&page), 50, "{path}");
        let mut walked = Vec::new();
        while let Some(older) = neighbours(&page)[0].map(str::to_owned) {
            page = read(&older);
            assert_eq!(see(&page), 50, "{older} is full");
            walked.push(older);
        }
        assert_eq!((seen.len(), walked.len()), (count, pages), "{path}");
        assert_eq!(walked.last(), Some(&format!("{path}page/1/")));
        for newer in walked.iter().rev().skip(1) {
            assert_eq!(neighbours(&page)[1], Some(newer.as_str()));
            page = read(newer);
        }
        // The page that would come next is not full yet, and the list has its stories.
        let next = read(neighbours(&page)[1].expect("a link to newer stories"));
        assert!(next.contains(LEADS_ON) && next.contains(&format!("url={path}\"")), "{next}");
    }
    let oldest = desk.read("section/world/page/1/index.html");
    assert!(oldest.contains("class=\"headline\">World: page 1</h1>"), "{oldest}");
    assert!(oldest.contains("<title>World: page 1 — Paper</title>"));
    let fiftieth = oldest.find("Story 98<").expect("the fiftieth story of the section");
    assert!(fiftieth < oldest.find("Story 96<").expect("the one before"), "the newest is first");
    assert!(!oldest.contains("data-root=\"list\"") && oldest.contains("data-root=\"masthead\""));
    assert!(!oldest.contains("data-newest"));
}

#[test]
fn pages_that_are_full_never_change() {
    // Open pages look at a list of the newest 200 stories as soon as there are more, and the pages name that list.
    let desk = desk(210);
    desk.print();
    let before = numbered(&desk);
    for count in [211, 250, 251] {
        print(&desk, &paper((0..count).map(item)));
        let after = numbered(&desk);
        for (file, page) in &before {
            assert_eq!(after.get(file), Some(page), "{file} with {count} stories");
        }
    }
    // A printing of the whole paper at once gives the same pages.
    let fresh = self::desk(251);
    fresh.print();
    assert_eq!(numbered(&fresh), numbered(&desk));
}

#[test]
fn a_page_comes_when_its_list_has_more_than_the_first() {
    let desk = desk(50);
    desk.print();
    assert!(desk.has("archive/index.html") && numbered(&desk).is_empty());
    assert_eq!(neighbours(&desk.read("archive/index.html")), [None, None]);
    for (count, pages) in [(51, 1), (100, 1), (101, 2)] {
        print(&desk, &paper((0..count).map(item)));
        let newest = format!("/archive/page/{pages}/");
        let all = numbered(&desk).into_keys().filter(|file| file.starts_with("archive/")).count();
        assert_eq!(all, pages, "{count} stories");
        assert_eq!(neighbours(&desk.read("archive/index.html"))[0], Some(newest.as_str()), "{count}");
    }
    let report = print(&desk, &paper((0..101).map(item)));
    assert_eq!((report.printed, report.removed), (0, 0), "printed again");
    desk.write("content/feed.json", paper((0..30).map(item)).to_string());
    press::print(&Options { forget: true, ..desk.options() }, &()).expect("the paper is printed");
    assert!(!desk.path("archive/page").exists() && desk.has("archive/index.html"));
}

#[test]
fn a_story_that_is_withdrawn_leaves_its_page_and_no_other() {
    let desk = desk(190);
    desk.print();
    let before = numbered(&desk);
    let withdrawn = |number| {
        let mut item = item(number);
        if number == 61 {
            item["_london_daily"] = json!({ "withdrawn": true });
        }
        item
    };
    print(&desk, &paper((0..190).map(withdrawn)));
    let after = numbered(&desk);
    let changed: Vec<&str> = before
        .iter()
        .filter(|(file, page)| after.get(*file) != Some(page))
        .map(|(file, _)| file.as_str())
        .collect();
    assert_eq!(changed, ["archive/page/2/index.html"]);
    assert!(after.values().all(|page| !page.contains("/article/story-61/")));
    assert!(after["archive/page/2/index.html"].contains("/article/story-60/"));
}

#[test]
fn stories_that_the_feed_has_forgotten_are_still_found() {
    let desk = desk(40);
    desk.print();
    for last in (80..=160).step_by(40) {
        print(&desk, &paper((last - 40..last).map(item)));
    }
    assert!(desk.has("live.json"));
    assert_eq!(articles(&reached(&desk, "/archive/")), 160);
    let whole = self::desk(160);
    whole.print();
    let ids = |desk: &Desk, file: &str| -> Vec<String> {
        parse(&desk.read(file)).links.into_iter().filter(|link| link.starts_with("/article/")).collect()
    };
    for file in numbered(&whole).keys() {
        assert_eq!(ids(&desk, file), ids(&whole, file), "{file}");
    }
}

#[test]
fn stories_without_a_date_are_found_too() {
    let undated = |number| {
        let mut item = item(number);
        if number.is_multiple_of(4) {
            item["date_published"] = Value::Null;
        }
        item
    };
    let desk = Desk::with_feed(&paper((0..240).map(undated)));
    desk.print();
    // The page of a section has those without a date last, and its numbered pages have them as the newest.
    let mut page = desk.read("section/world/index.html");
    let mut found = BTreeSet::from_iter(parse(&page).links);
    while let Some(older) = neighbours(&page)[0].map(str::to_owned) {
        page = desk.read(&format!("{}index.html", &older[1..]));
        found.extend(parse(&page).links);
    }
    assert_eq!(articles(&found), 120);
}

#[test]
fn a_list_that_shows_all_its_stories_offers_no_others() {
    let desk = desk(60);
    desk.print();
    for file in ["section/world/index.html", "topic/tea/index.html"] {
        let page = desk.read(file);
        assert!(!page.contains("listing-more") && !page.contains("/page/"), "{file}");
    }
    for (file, page) in desk.pages() {
        assert!(page.contains("<a href=\"/archive/\" rel=\"external\">All stories</a>"), "{file}");
    }
}

#[test]
fn a_new_story_changes_few_pages_of_lists() {
    let desk = desk(300);
    desk.print();
    let times = || -> BTreeMap<String, SystemTime> {
        let time = |file: &str| fs::metadata(desk.path(file)).and_then(|file| file.modified());
        desk.pages().into_iter().map(|(file, _)| (file.clone(), time(&file).expect("a time"))).collect()
    };
    let before = times();
    print(&desk, &paper((0..301).map(item)));
    let written: Vec<String> = times()
        .into_iter()
        .filter(|(file, time)| before.get(file) != Some(time))
        .map(|(file, _)| file)
        .collect();
    let lists: Vec<&String> = written.iter().filter(|file| !file.starts_with("article/")).collect();
    // Of numbered pages there are only those that the story makes necessary: it has pushed another one out of its lists.
    let expected = [
        "404.html",
        "archive/index.html",
        "archive/page/6/index.html",
        "index.html",
        "section/world/index.html",
        "section/world/page/3/index.html",
        "topic/tea/index.html",
        "topic/tea/page/2/index.html",
    ];
    assert_eq!(lists, expected);
    // All others are its own page, and articles that look further ahead now.
    assert!(written.len() - lists.len() <= 10, "{written:?}");
}

#[test]
fn links_to_lists_and_their_pages_are_known_to_the_check() {
    let text = "<a href=\"/archive/\">All</a> <a href=\"/archive/page/1/\">Old</a> <a href=\"/archive/page/9/\">No</a>";
    let linking = |number| {
        let mut item = item(number);
        if number == 0 {
            item["content_html"] = json!(text);
        }
        item
    };
    let desk = Desk::with_feed(&paper((0..60).map(linking)));
    let proof = press::check(&desk.path("content"), &check::Options::default());
    let found: Vec<String> = proof.findings.iter().map(ToString::to_string).collect();
    let nowhere: Vec<&String> = found.iter().filter(|text| text.contains("leads to nothing")).collect();
    assert!(nowhere.len() == 1 && nowhere[0].contains("/archive/page/9/"), "{found:?}");
}

#[test]
fn what_is_printed_step_by_step_is_what_would_be_printed_now() {
    let desk = desk(300);
    desk.print();
    print(&desk, &paper((0..301).map(item)));
    let found: Vec<String> = press::verify(&desk.options())
        .expect("the site can be compared")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, [""; 0]);
}
