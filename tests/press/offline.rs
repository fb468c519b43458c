//! The service worker's list of files, the offline page, and the compressed copies of files.

use std::{collections::BTreeSet, fs, io::Read as _, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use london_daily::text;
use press::{self, Options};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::Desk;

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
    assert!(!desk.read("sitemap.xml").contains("/offline/"));
}

#[test]
fn the_printed_offline_page_hides_its_error_and_empty_list() {
    let desk = Desk::with_program("/", &paper("One"));
    desk.print();
    let page = desk.read("offline/index.html");
    let heading = format!("<h1>{}</h1><p>{}</p>", text::OFFLINE_KEPT, text::OFFLINE_KEPT_TEXT);
    assert!(page.contains(&heading), "{page}");
    assert!(page.contains(&format!("<title>{}", text::OFFLINE_KEPT)), "{page}");
    for hidden in [
        format!("<h1 hidden>{}</h1><p hidden>{}", text::OFFLINE_TITLE, text::OFFLINE_TEXT),
        format!("<h2 hidden>{}</h2>", text::OFFLINE_KEPT),
    ] {
        assert!(page.contains(&hidden), "{hidden} in {page}");
    }
    assert!(page.contains(" hidden></ul>"), "{page}");
}

#[test]
fn a_paper_without_a_worker_removes_the_one_that_readers_have() {
    let desk = Desk::with_program("/", &paper("One"));
    desk.print();
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
