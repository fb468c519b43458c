//! Links and fragments: each leads to something in the paper, or out of it on purpose.

use press::check::Options;
use serde_json::json;

use super::{PICTURE, assert_found, feed, found, found_with, paper};
use crate::desk::Desk;

#[test]
fn a_paper_below_a_path_is_checked_as_one() {
    let desk = paper(
        json!({ "id": "1", "content_html": "<p><a href=\"/article/two/\">Out</a> <a href=\"/news/article/two/\">Two</a> \
        <a href=\"../article/two\">Two</a> <a href=\"/news/\">Front</a> <a href=\"/newsroom/\">Out</a> <a href=\"/news/article/three/\">No</a> \
        <a href=\"/news/content/a.gif\">File</a> <img src=\"b.gif\" alt=\"\" width=400 height=200>" }),
    );
    let options = Options { base: "/news/".to_owned(), ..Options::default() };
    let place = "content/feed.json: items[0].content:";
    assert_found(
        &found_with(&desk, options),
        &[
            &format!("warning: {place} /article/two/ leads out of the paper, which lives below /news/"),
            &format!("warning: {place} /newsroom/ leads out of the paper, which lives below /news/"),
            &format!("error: {place} /news/article/three/ leads to nothing in this paper"),
            &format!("error: {place} content/b.gif is missing"),
        ],
    );
}

#[test]
fn a_fragment_has_to_name_something_on_its_page() {
    let link = |address: &str| format!("<a href=\"{address}\">x</a> ");
    let right = [
        "#own",
        "../article/one/#section-a-part",
        "../article/two/#",
        "../article/two/#top",
        "../article/two/#headline",
        "../article/two/#picture-1",
        "../article/two/#section-second",
        "../article/two/#topics-title",
        "/#related-title",
        "../article/two/#section-%73econd",
        "../article/two/#:~:text=second",
        "../section/tea/#content",
        "../article/lost/#whatever",
        "https://example.org/#nowhere",
        "a.gif#page=2",
    ];
    let wrong = [
        "../article/two/#nope",
        "../article/two/#picture-2",
        "../article/two/#theirs",
        "../article/one/#own",
        "/#front-x",
    ];
    let lost = ["#nowhere", "#picture-1"];
    let html: String = right.iter().chain(&wrong).chain(&lost).map(|address| link(address)).collect();
    let desk = Desk::with_feed(&feed(
        json!({ "sections": ["Tea"] }),
        json!([
            { "id": "0", "title": "Zero", "tags": ["Tea"], "summary": "Leads." },
            { "id": "1", "url": "../article/one/", "content_html": format!("<h2 id=own>A part</h2><p>{html}") },
            { "id": "2", "url": "../article/two/", "tags": ["Tea", "Cups"], "_london_daily": { "article_url": "two.json" } },
            { "id": "3", "url": "../article/lost/", "_london_daily": { "article_url": "https://elsewhere.example/3.json" } },
        ]),
    ));
    desk.write("content/a.gif", PICTURE);
    desk.write("content/two.json", feed(json!({}), json!([{ "id": "2",
        "content_html": "<h3 id=theirs>Second</h3><p>Text<p><img src=\"a.gif\" alt=\"\" width=400 height=200>" }])).to_string());
    let place = "warning: content/feed.json: items[1].content:";
    let mut expected: Vec<String> = [
        "/article/two/#nope",
        "/article/two/#picture-2",
        "/article/two/#theirs",
        "/article/one/#own",
        "/#front-x",
    ]
    .iter()
    .map(|address| format!("{place} {address}: nothing on that page has the name "))
    .collect();
    expected
        .extend(lost.map(|address| format!("{place} {address} names no heading and no note of this text")));
    assert_found(&found(&desk), &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_link_to_the_papers_own_site_is_one_within_the_paper() {
    let desk = paper(
        json!({ "id": "1", "content_html": "<p><a href=\"https://paper.example/news/article/three/\">a</a> \
        <a href=\"http://paper.example/news/article/two/#nope\">b</a> <a href=\"https://paper.example/news/article/two\">c</a> \
        <a href=\"https://paper.example/shop/\">d</a> <a href=\"https://paper.example:8080/news/x/\">e</a> \
        <a href=\"https://other.example/news/x/\">f</a> <a href=\"mailto:a@paper.example\">g</a>" }),
    );
    let options = |site: Option<&str>| Options {
        base: "/news/".to_owned(),
        site: site.map(str::to_owned),
        ..Options::default()
    };
    let place = "content/feed.json: items[0].content:";
    assert_found(
        &found_with(&desk, options(Some("https://paper.example"))),
        &[
            &format!(
                "error: {place} https://paper.example/news/article/three/ leads to nothing in this paper"
            ),
            &format!(
                "warning: {place} http://paper.example/news/article/two/#nope: nothing on that page has the name nope"
            ),
        ],
    );
    assert_found(&found_with(&desk, options(None)), &[]);
}

#[test]
fn what_is_printed_for_machines_can_be_linked_to() {
    let files = [
        "feed.json",
        "rss.xml",
        "atom.xml",
        "sitemap.xml",
        "news-sitemap.xml",
        "app.webmanifest",
        "robots.txt",
    ];
    let links: String = files.iter().map(|file| format!("<a href=\"../{file}\">x</a> ")).collect();
    let desk =
        paper(json!({ "id": "1", "content_html": format!("<p>{links}<a href=\"../other.xml\">x</a>") }));
    let place = "error: content/feed.json: items[0].content:";
    let other = format!("{place} /other.xml leads to nothing");
    assert_found(&found(&desk), &[&other]);
    // They are those that are printed, but for the site's own feed, which is in its folder here.
    desk.write("content/feed.json", feed(json!({}), json!([])).to_string());
    desk.print();
    for file in files {
        assert!(desk.has(file), "{file}");
    }
    // At the root of a host only is there something for robots.
    let desk = paper(json!({ "id": "1", "content_html": format!("<p>{links}") }));
    assert_found(
        &found_with(&desk, Options { base: "/news".to_owned(), ..Options::default() }),
        &[&format!("{place} /news/robots.txt leads to nothing")],
    );
}
