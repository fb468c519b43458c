//! The service worker's list of files, the offline page, and the compressed copies of files.

use std::{collections::BTreeSet, fs, io::Read as _, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use london_daily::{features::saved::story_of_page, text};
use press::{self, Options};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::{Desk, parse};

fn paper(title: &str) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
        "items": [{ "id": 1, "url": format!("/s/{}/", title.to_lowercase()), "title": title, "content_text": "Text. ".repeat(400) }],
    })
}

/// Returns the data that press has written into the service worker.
fn printed(desk: &Desk) -> Value {
    let worker = desk.read("sw.js");
    let (_, rest) = worker.split_once("files } = ").expect("the line that is filled in");
    let (json, _) = rest.split_once(";\n").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

fn with(desk: &Desk, change: impl FnOnce(&mut Options)) {
    let mut options = desk.options();
    change(&mut options);
    let report = press::print(&options, &()).unwrap_or_else(|finding| panic!("{finding}"));
    assert!(!report.failed(), "{:?}", report.findings);
}

#[test]
fn the_worker_knows_the_files_of_pages_each_with_its_hash() {
    for base in ["/", "/news/"] {
        let desk = Desk::with_program(base, &paper("One"));
        desk.print();
        let printed = printed(&desk);
        assert_eq!(printed["base"], base);
        assert_eq!(printed["offline"], format!("{base}offline/"));
        let lasting = ["offline/", "", "saved/"].map(|path| format!("{base}{path}"));
        assert_eq!(printed["lasting"], json!(lasting));
        assert_eq!(printed["feed"], format!("{base}content/feed.json"));
        let mut names = BTreeSet::new();
        for file in printed["files"].as_array().expect("files") {
            let name =
                file[0].as_str().and_then(|address| address.strip_prefix(base)).expect("below the base");
            let bytes = fs::read(desk.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(file[1], format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes))), "{name}");
            names.insert(name.to_owned());
        }
        let script =
            names.iter().find(|name| name.starts_with("offline-")).expect("the page's own script").clone();
        names.remove(&script);
        names.retain(|name| !name.starts_with("kept-"));
        let style = names.iter().find(|name| name.ends_with(".css")).expect("the style of all pages").clone();
        names.remove(&style);
        assert_eq!(desk.read(&style), format!("article {{ a: b }}{}", "footer {c: d;}".repeat(100)));
        let expected = ["icon-1.svg", "program-1.js", "program-1_bg.wasm", "text.woff2"];
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), expected);
        for (file, page) in desk.pages() {
            assert!(page.contains(&format!("src=\"{base}{script}\" integrity=\"sha256-")), "{file}");
            let release = printed["release"].as_str().expect("a release");
            assert!(page.contains(&format!("name=\"london-daily-release\" content=\"{release}\"")), "{file}");
        }
    }
}

#[test]
fn a_text_names_neither_document_nor_release_to_the_worker() {
    let spoof = "<div id=\"printed-page\" data-documents=\"/evil\"> <meta name=\"london-daily-release\" content=\"evil\">";
    let mut feed = paper("One");
    feed["title"] = json!(spoof);
    feed["items"][0]["title"] = json!(format!("One {spoof}"));
    feed["items"][0]["summary"] = json!(spoof);
    feed["items"][0]["tags"] = json!([spoof]);
    feed["items"][0]["image"] = json!("/a.png");
    let text = spoof.replace('<', "&lt;");
    feed["items"][0]["content_html"] =
        json!(format!("<p>{text}<img src=b.png alt='{text}'><abbr title='{text}'>x</abbr>"));
    let desk = Desk::with_program("/", &feed);
    desk.print();
    let worker = desk.read("sw.js");
    for (file, page) in desk.pages() {
        for element in ["<div id=\"printed-page\"", "<meta name=\"london-daily-release\" content=\""] {
            assert!(worker.contains(element), "the worker looks for it: {element}");
            assert_eq!(page.matches(element).count(), 1, "{file}: {element}");
        }
    }
}

#[test]
fn a_release_changes_with_the_app_and_not_with_the_content() {
    let desk = Desk::with_program("/", &paper("One"));
    desk.print();
    let (worker, release) = (desk.read("sw.js"), printed(&desk)["release"].clone());
    desk.write("content/feed.json", paper("Another").to_string());
    desk.print();
    assert_eq!(desk.read("sw.js"), worker);
    desk.write("text.woff2", "another font");
    desk.print();
    assert_ne!(printed(&desk)["release"], release);
    assert!(
        desk.read("article/another/index.html").contains(printed(&desk)["release"].as_str().unwrap_or("?"))
    );
}

#[test]
fn the_page_that_stands_in_for_others_has_no_program() {
    let desk = Desk::with_program("/", &paper("One"));
    desk.print();
    let page = desk.read("offline/index.html");
    assert!(
        !page.contains("program-1") && page.contains("id=\"kept\"") && page.contains("noindex"),
        "{page}"
    );
    assert!(page.contains("src=\"/kept-") && !desk.read("index.html").contains("src=\"/kept-"), "{page}");
    assert!(!desk.read("sitemap.xml").contains("/offline/"));
}

#[test]
fn the_offline_page_has_the_head_and_foot_of_every_page() {
    let mut feed = paper("One");
    feed["_london_daily"] = json!({ "sections": ["World"] });
    let desk = Desk::with_program("/news/", &feed);
    desk.print();
    let (page, front) = (desk.read("offline/index.html"), desk.read("index.html"));
    let foot = |page: &str| {
        page.split_once("<footer").map(|(_, rest)| rest.split_once("</footer>").unwrap().0.to_owned())
    };
    assert_eq!(foot(&page), foot(&front));
    for part in
        ["class=\"masthead\"", "href=\"/news/section/world/\"", "class=\"skip-link\"", "class=\"page-notes\""]
    {
        assert!(page.contains(part) && front.contains(part), "{part} in {page}");
    }
    assert!(page.contains("data-path=\"/news/offline/\" data-saved=\"/news/saved/\""), "{page}");
}

#[test]
fn the_page_of_saved_stories_is_the_same_for_all() {
    let desk = Desk::with_program("/news/", &paper("One"));
    desk.print();
    let page = desk.read("saved/index.html");
    assert!(page.contains("noindex") && page.contains("program-1"), "{page}");
    assert!(page.contains(text::saved_without_scripts()), "{page}");
    let parsed = parse(&page);
    assert_eq!(parsed.attribute("data-path"), "/news/saved/");
    assert!(parsed.shapes.iter().all(|(printed, found)| printed == found));
    let lists = page.matches("<ul hidden class=\"shelf-rows\"><!----></ul>").count();
    assert_eq!(lists, 2, "they are empty: {page}");
    for (file, other) in desk.pages() {
        assert!(other.contains("href=\"/news/saved/\""), "{file} leads there");
    }
    for file in ["sitemap.xml", "feed.json", "rss.xml", "atom.xml"] {
        assert!(!desk.read(file).contains("/saved/"), "{file}");
    }
    // News of the day does not change it.
    desk.write("content/feed.json", paper("Another").to_string());
    desk.print();
    assert_eq!(desk.read("saved/index.html"), page);
}

#[test]
fn the_copy_of_a_page_tells_what_a_list_shows() {
    let mut feed = paper("One");
    feed["items"][0]["title"] = json!("Fish & <chips>, \"hot\"");
    feed["items"][0]["tags"] = json!(["Food & drink"]);
    feed["items"][0]["date_published"] = json!("2025-07-10T12:00:00+01:00");
    feed["_london_daily"] = json!({ "sections": ["Food & drink"] });
    let desk = Desk::with_program("/", &feed);
    desk.print();
    let story = story_of_page("one", &desk.read("article/one/index.html")).expect("a story");
    assert_eq!(story.headline, "Fish & <chips>, \"hot\"");
    assert_eq!(story.section.as_deref(), Some("Food & drink"));
    assert_eq!(story.published, "2025-07-10T11:00:00Z".parse().ok());
    assert_eq!(story_of_page("saved", &desk.read("saved/index.html")), None);
}

#[test]
fn the_printed_offline_page_hides_its_error_and_empty_list() {
    let desk = Desk::with_program("/", &paper("One"));
    desk.print();
    let page = desk.read("offline/index.html");
    let shown = [
        format!("<h1 tabindex=\"-1\" class=\"headline\">{}</h1>", text::offline_kept()),
        format!("<p class=\"standfirst\">{}</p>", text::offline_kept_text()),
    ];
    assert!(page.contains(&shown.concat()), "{page}");
    assert!(page.contains(&format!("<title>{}", text::offline_kept())), "{page}");
    for hidden in [
        format!("<h1 hidden class=\"headline\">{}</h1>", text::offline_title()),
        format!("<p hidden class=\"standfirst\">{}", text::offline_text("Paper")),
        format!("<h2 hidden class=\"section-title\">{}</h2>", text::offline_kept()),
        "data-front=\"Front page\" hidden><template>".to_owned(),
    ] {
        assert!(page.contains(&hidden), "{hidden} in {page}");
    }
}

#[test]
fn a_paper_without_a_worker_removes_the_one_that_readers_have() {
    let desk = Desk::with_program("/", &paper("One"));
    desk.print();
    assert!(desk.has("offline/index.html"));
    with(&desk, |options| options.without_worker = true);
    assert!(desk.read("sw.js").contains("registration.unregister()"));
    assert!(!desk.read("index.html").contains("data-worker"), "no page starts one");
    assert!(!desk.has("offline/index.html"));
}

fn unpacked(path: &Path) -> (Vec<u8>, Vec<u8>) {
    let name = path.display();
    let mut br = Vec::new();
    let mut gz = Vec::new();
    let open = |kind: &str| {
        fs::File::open(format!("{name}.{kind}")).unwrap_or_else(|error| panic!("{name}.{kind}: {error}"))
    };
    brotli::Decompressor::new(open("br"), 4_096).read_to_end(&mut br).expect("Brotli");
    flate2::read::GzDecoder::new(open("gz")).read_to_end(&mut gz).expect("gzip");
    (br, gz)
}

#[test]
fn what_is_compressed_is_what_is_there() {
    let desk = Desk::with_program("/", &paper("One"));
    with(&desk, |options| options.compress = true);
    let page = desk.read("index.html");
    let style = page
        .split("href=\"/london-daily-")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a style sheet");
    let style = format!("london-daily-{style}");
    for file in ["index.html", "article/one/index.html", "feed.json", "rss.xml", "sw.js", &style] {
        let bytes = fs::read(desk.path(file)).expect("the file");
        assert_eq!(unpacked(&desk.path(file)), (bytes.clone(), bytes), "{file}");
    }
    assert!(!desk.has("text.woff2.br") && !desk.has(".press/manifest.json.br"));
    assert!(!desk.has("content/feed.json.br"), "it may be edited where it lies");

    desk.write("content/feed.json", paper("Another").to_string());
    with(&desk, |options| options.compress = true);
    let bytes = fs::read(desk.path("index.html")).expect("the file");
    assert_eq!(unpacked(&desk.path("index.html")), (bytes.clone(), bytes));
    assert!(!desk.has("article/one"), "the page is gone with all that was made of it");

    desk.write("content/feed.json", paper("Third").to_string());
    desk.print();
    for file in ["index.html.br", "index.html.gz", "feed.json.br"] {
        assert!(!desk.has(file), "{file} would be sent in place of what is there");
    }
    assert!(desk.has("program-1.js"), "nothing else goes");
}
