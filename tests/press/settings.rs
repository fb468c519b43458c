//! Settings and edits of a publisher: each counts, or stops the printing.

use press::{self, Options};
use serde_json::{Value, json};

use crate::desk::Desk;

fn paper(name: &str) -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": name, "icon": "icon.png", "language": "de", "items": [
        { "id": "1", "title": format!("News of {name}"), "content_text": "Text." },
    ] })
}

#[test]
fn nothing_of_the_sample_is_left_in_another_paper() {
    let desk = Desk::with_program("/", &paper("The Bakery"));
    desk.write("icon-1.svg", include_str!("../../style/icon.svg"));
    let page = desk.read("index.html").replace("https://paper.example/", "https://london-daily.example/");
    desk.write("index.html", page);
    let report = desk.print();
    let said: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|text| text.contains("london-daily.example") && text.contains("--site")),
        "{said:?}"
    );
    for file in ["index.html", "404.html", "article/1/index.html", "offline/index.html", "app.webmanifest"] {
        let text = desk.read(file);
        // The names of elements that the program reads begin with it.
        let text = text.replace("name=\"london-daily-", "");
        assert!(!text.contains("London Daily") && !text.contains("london-daily.example"), "{file}: {text}");
        assert!(!text.contains("icon-1.svg"), "{file}");
    }
    assert!(desk.read("index.html").contains("<link rel=\"icon\" href=\"/content/icon.png\""));
    assert!(!desk.has("sitemap.xml"), "without an address of its own");
}

#[test]
fn a_stand_in_for_the_address_is_an_error_of_the_check() {
    let desk = Desk::with_feed(&paper("The Bakery"));
    let errors = |desk: &Desk, options: press::check::Options| {
        let proof = press::check(&desk.path("content"), &options);
        let errors =
            proof.findings.into_iter().filter(|finding| finding.is_error && finding.text.contains("`site`"));
        errors.map(|finding| finding.to_string()).collect::<Vec<_>>()
    };
    let check = |desk: &Desk| errors(desk, press::check::Options::default());
    assert_eq!(check(&desk), [""; 0], "the page says it");
    let page = desk.read("index.html");
    desk.write("index.html", page.replace("https://paper.example/", "https://london-daily.example/"));
    assert!(check(&desk)[0].contains("still is https://london-daily.example/"));
    desk.write("index.html", page.replace("london-daily-site", "other"));
    assert!(check(&desk)[0].contains("said nowhere"));
    let alone = press::check(&desk.path("content/feed.json"), &Default::default()).findings;
    assert!(alone.iter().all(|finding| !finding.text.contains("`site`")), "{alone:?}");
    desk.write("paper.toml", "site = \"https://london-daily.example/\"");
    assert!(check(&desk)[0].contains("paper.toml: site: still is"));
    desk.write("../paper.toml", "site = \"https://bakery.example/\"");
    desk.write("paper.toml", "");
    assert_eq!(check(&desk), [""; 0], "the settings say it");
    let said = |site: &str| press::check::Options { site: Some(site.to_owned()), ..Default::default() };
    assert_eq!(errors(&desk, said("https://london-daily.example")).len(), 1);
    assert_eq!(errors(&desk, said("https://bakery.example")), [""; 0]);
}

#[test]
fn a_stand_in_in_the_settings_stands_in_no_page() {
    let desk = Desk::with_feed(&paper("The Bakery"));
    desk.write("../paper.toml", "site = \"https://london-daily.example/\"");
    let report = desk.print();
    assert!(
        report.findings.iter().any(|finding| finding.text.contains("still is https://london-daily.example/"))
    );
    let page = desk.read("index.html");
    assert!(!page.contains("london-daily.example") && !page.contains("paper.example"), "{page}");
    desk.write("../paper.toml", "site = \"https://bakery.example/\"");
    desk.print();
    let page = desk.read("index.html");
    assert!(page.contains("https://bakery.example/") && !page.contains("https://paper.example"), "{page}");
}

#[test]
fn pages_may_show_an_icon_of_another_host() {
    let policy = |desk: &Desk| {
        let page = desk.read("index.html");
        page.split("img-src 'self'")
            .nth(1)
            .and_then(|rest| rest.split(';').next())
            .expect("a policy")
            .to_owned()
    };
    let mut feed = paper("The Bakery");
    feed["icon"] = json!("https://icons.example/bakery.png");
    let desk = Desk::with_feed(&feed);
    desk.print();
    assert_eq!(policy(&desk), " https://icons.example");
    desk.write("../paper.toml", "icon = \"https://cdn.example/icon.svg\"");
    desk.print();
    assert!(desk.read("index.html").contains("href=\"https://cdn.example/icon.svg\""));
    assert_eq!(policy(&desk), " https://cdn.example https://icons.example");
}

#[test]
fn a_paper_without_an_icon_has_a_mark_of_its_own() {
    let mut feed = paper("élan");
    feed["icon"] = Value::Null;
    let desk = Desk::with_program("/news/", &feed);
    desk.write("icon-1.svg", include_str!("../../style/icon.svg"));
    desk.print();
    let release = |desk: &Desk| desk.read("sw.js");
    let before = release(&desk);
    assert!(desk.read("index.html").contains("<link rel=\"icon\" href=\"/news/mark.svg\""));
    assert!(desk.read("mark.svg").contains(">É</text>") && before.contains("/news/mark.svg"));
    desk.print();
    assert_eq!(release(&desk), before);
}

#[test]
fn settings_come_from_flag_file_page_and_feed_in_this_order() {
    let desk = Desk::with_feed(&paper("Feed"));
    let name = |desk: &Desk| {
        let list =
            if desk.has("live.json") { desk.read("live.json") } else { desk.read("content/feed.json") };
        let list: Value = serde_json::from_str(&list).expect("JSON");
        let front = desk.read("index.html");
        let name = list["title"].as_str().expect("a name").to_owned();
        assert!(front.contains(&format!("<title>{name}</title>")), "{name}: {front}");
        name
    };
    desk.print();
    assert_eq!(name(&desk), "Feed");
    desk.write("index.html", desk.read(".press/template.html").replace("London Daily", "Page"));
    desk.print();
    assert_eq!(name(&desk), "Page");
    desk.write("../paper.toml", "name = \"File\"\nlanguage = \"fr\"\n");
    desk.print();
    assert_eq!(name(&desk), "File");
    assert!(desk.read("index.html").contains("<html lang=\"fr\""));
    let options = Options { name: Some("Flag".into()), language: Some("kk".into()), ..desk.options() };
    press::print(&options, &()).expect("the paper is printed");
    assert_eq!(name(&desk), "Flag");
    assert!(desk.read("index.html").contains("<html lang=\"kk\""));
}

#[test]
fn another_feed_than_the_page_names_is_printed_and_stays() {
    let desk = Desk::with_feed(&paper("Own"));
    desk.write("other.xml", "<rss version=\"2.0\"><channel><title>Other</title><item><guid>1</guid><title>Other news</title></item></channel></rss>");
    let options = Options { feed: Some(desk.path("other.xml").display().to_string()), ..desk.options() };
    let report = press::print(&options, &()).expect("the paper is printed");
    assert!(!report.failed(), "{report:?}");
    let front = desk.read("index.html");
    assert!(
        front.contains("Other news")
            && front.contains("data-feed=\"/live.json\"")
            && !front.contains("/content/feed.json")
    );
    // The file that the page names is no other feed, whatever it is called.
    let same = Options {
        feed: Some(desk.path("content/feed.json").display().to_string()),
        forget: true,
        ..desk.options()
    };
    press::print(&same, &()).expect("the paper is printed");
    assert!(desk.read("index.html").contains("data-feed=\"/content/feed.json\""));
}

#[test]
fn a_page_or_an_empty_file_in_place_of_a_feed_is_named() {
    let desk = Desk::with_feed(&paper("Own"));
    for (file, text, said) in [
        (
            "a.html",
            "<!DOCTYPE html><link rel=alternate type=application/atom+xml href=https://a.example/atom>",
            "https://a.example/atom",
        ),
        ("b.xml", "", "is empty"),
        ("c.xml", "<rss", "cannot be read as RSS"),
        ("d.json", "{\"rss\":{}}", "RSS in JSON"),
    ] {
        desk.write(file, text);
        let options = Options { feed: Some(desk.path(file).display().to_string()), ..desk.options() };
        let finding = press::print(&options, &()).expect_err("no paper");
        assert!(finding.to_string().contains(said), "{file}: {finding}");
    }
}

#[test]
fn the_foot_of_a_page_says_what_its_policy_allows() {
    let paper =
        |html: &str| json!({ "title": "P", "items": [{ "id": "1", "title": "One", "content_html": html }] });
    let foot = |html: &str| {
        let desk = Desk::with_feed(&paper(html));
        desk.print();
        let page = desk.read("article/1/index.html");
        page.split("<footer class=\"page-footer\">").nth(1).expect("a foot").to_owned()
    };
    assert!(foot("<img src=own.png>").contains("no third parties"));
    let other = foot("<img src=https://files.example/a.png><audio src=https://sound.example/a.mp3></audio>");
    assert!(
        other.contains("come from files.example and sound.example,") && !other.contains("third parties"),
        "{other}"
    );
    // A picture that counts readers is left out, and so is its host.
    let counted = foot(
        "<p>Text<img src=https://stats.example/p.gif?id=1 width=1 height=1><img src=https://a.example/pixel.gif>",
    );
    assert!(counted.contains("no third parties"), "{counted}");
    let many: String = (0..60).map(|host| format!("<img src=https://{host}.example/a.png>")).collect();
    assert!(foot(&many).contains("and 54 other sites"));
}

#[test]
fn a_line_that_is_changed_in_the_printed_page_counts() {
    let desk = Desk::with_feed(&paper("Own"));
    desk.write("content/other.json", paper("Other").to_string());
    desk.print();
    let front = desk.read("index.html");
    desk.write(
        "index.html",
        front.replace("content=\"/content/feed.json\"", "content=\"/content/other.json\""),
    );
    let report = desk.print();
    assert!(report.findings.iter().any(|finding| finding.text.contains("was edited")), "{report:?}");
    assert!(desk.read("index.html").contains("News of Other"));
    let again = desk.print();
    assert!(again.findings.is_empty(), "said once: {again:?}");
    assert!(desk.read("index.html").contains("News of Other"), "and for good");
    // An edit that is no setting is undone, and that is said.
    desk.write("index.html", desk.read("index.html").replace("News of Other", "News"));
    let report = desk.print();
    assert!(report.findings.iter().any(|finding| finding.text.contains("paper.toml")), "{report:?}");
}

#[test]
fn content_that_was_edited_beside_dist_stops_the_printing() {
    let desk = Desk::with_feed(&paper("Own"));
    desk.print();
    desk.write("../content/feed.json", paper("Edited").to_string());
    let finding = desk.try_print().expect_err("another paper than is meant").to_string();
    assert!(finding.contains("cp -r "), "{finding}");
    desk.write("content/feed.json", paper("Edited").to_string());
    desk.print();
    assert!(desk.read("index.html").contains("News of Edited"));
}

#[test]
fn a_base_that_the_app_was_not_built_for_stops_the_printing() {
    let desk = Desk::with_feed(&paper("Own"));
    let options = Options { base: Some("/news/".into()), ..desk.options() };
    let finding = press::print(&options, &()).expect_err("a dead paper").to_string();
    assert!(finding.contains("--public-url /news/"), "{finding}");
}
