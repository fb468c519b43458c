//! Which pages there are, and what is on them.

use std::{fs, path::Path};

use london_daily::{feed, model::Edition, text};
use serde_json::{Value, json};

use crate::desk::{Desk, parse};

fn sample_edition() -> Edition {
    let bytes = include_bytes!("../../content/feed.json");
    feed::decode(bytes, "/content/feed.json").expect("the sample edition is a feed").edition
}

#[test]
fn every_address_of_the_sample_edition_is_a_finished_page() {
    let desk = Desk::sample("/");
    let report = desk.print();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    for story in &sample_edition().stories {
        let page = desk.read(&format!("article/{}/index.html", story.slug));
        assert!(page.contains(&format!("<title>{}", story.headline.replace('&', "&amp;"))), "{}", story.slug);
        let parsed = parse(&page);
        assert!(parsed.app.contains(&story.headline));
        assert!(!parsed.app.contains(text::loading()), "{}: nothing is waited for", story.slug);
    }
    for file in [
        "index.html",
        "404.html",
        "saved/index.html",
        "section/world/index.html",
        "topic/kazakhstan/index.html",
    ] {
        assert!(desk.has(file), "{file}");
    }
    assert!(desk.read("404.html").contains(text::not_found()));
    assert_eq!(report.printed, desk.pages().len() + 1, "and the offline page");
}

#[test]
fn the_browsers_bars_have_the_colour_of_each_themes_paper() {
    let (index, tokens) = (include_str!("../../index.html"), include_str!("../../style/tokens.css"));
    let colours: Vec<&str> = index.lines().filter(|line| line.contains("name=\"theme-color\"")).collect();
    let desk = Desk::sample("/");
    let template = desk.read("index.html");
    desk.write("index.html", template.replace("</head>", &format!("{}</head>", colours.concat())));
    desk.print();
    let page = desk.read("article/blinken-central-asia/index.html");
    for (theme, media) in [
        ("light", "(prefers-color-scheme: light)"),
        ("dark", "(prefers-color-scheme: dark)"),
        ("sepia", "not all"),
    ] {
        let (_, rest) = tokens.split_once(&format!("--paper-{theme}: ")).expect("the theme has its paper");
        let (paper, _) = rest.split_once(';').expect("a colour");
        let colour = format!(
            "<meta name=\"theme-color\" data-theme=\"{theme}\" content=\"{paper}\" media=\"{media}\">"
        );
        assert_eq!(page.matches(&colour).count(), 1, "{colour}");
        let of_app = desk.read("app.webmanifest").contains(&format!("\"theme_color\": \"{paper}\""));
        assert_eq!(of_app, theme == "light", "an installed app begins in {theme}");
    }
    assert_eq!(colours.len(), 3);
}

#[test]
fn every_link_within_the_paper_leads_to_a_printed_page() {
    for base in ["/", "/news/"] {
        let desk = Desk::sample(base);
        desk.print();
        let mut links = 0;
        for (file, page) in desk.pages() {
            for link in parse(&page).links.iter().filter(|link| link.starts_with('/')) {
                let below = link.strip_prefix(base).unwrap_or_else(|| panic!("{file}: {link} leads out"));
                let below = below.split('#').next().unwrap_or_default();
                links += 1;
                if below.is_empty() || below.ends_with('/') {
                    assert!(desk.has(&format!("{below}index.html")), "{file}: {link}");
                } else {
                    assert!(desk.has(below), "{file}: {link}");
                }
            }
        }
        assert!(links > 5_000, "only {links} links were found");
    }
}

#[test]
fn below_a_sub_path_every_address_begins_with_it() {
    let desk = Desk::sample("/news/");
    desk.print();
    let page = parse(&desk.read("article/blinken-central-asia/index.html"));
    assert_eq!(page.attribute("data-path"), "/news/article/blinken-central-asia/");
    assert_eq!(page.attribute("data-feed"), "/news/content/feed.json");
    assert_eq!(desk.base(), "/news/");
    assert!(desk.read("index.html").contains("content=\"https://paper.example/news/\""));
}

#[test]
fn only_the_page_and_an_articles_headline_delay_the_paint() {
    for base in ["/", "/news/"] {
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "A paper",
            "items": [{ "id": "one", "title": "One", "content_text": "A text." }],
        });
        let desk = Desk::with_program(base, &feed);
        desk.print();
        for (file, page) in desk.pages() {
            let (head, body) = page.split_once("</head>").expect("a head");
            assert!(!head.contains("rel=\"stylesheet\""), "{file}");
            assert!(head.contains(&format!("@font-face {{ src: url(\"{base}text.woff2\") }}")), "{file}");
            assert_eq!(head.contains("article { a: b }"), file.starts_with("article/"), "{file}");
            // Styles that the first window does not need come behind all that is seen.
            let app = body.find("id=\"app\"").expect("the app's element");
            let style =
                body.find(&format!("<link rel=\"stylesheet\" href=\"{base}london-daily-")).expect("the rest");
            assert!(app < style, "{file}");
            let waits = head.contains("<link rel=\"expect\" href=\"#headline\" blocking=\"render\">");
            assert_eq!(waits, file.starts_with("article/"), "{file}");
            assert!(!waits || body.matches("id=\"headline\"").count() == 1, "{file}");
        }
    }
}

#[test]
fn a_page_has_the_papers_language_and_direction_and_one_title() {
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "جريدة", "language": "ar",
        "items": [{ "id": "1", "url": "/one/", "title": "A <b> & \"c\"", "content_text": "Text" }],
    }));
    desk.print();
    let page = desk.read("article/one/index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\" data-article-page>"), "{page}");
    assert!(page.contains("<title>A &lt;b&gt; &amp; &quot;c&quot; — جريدة</title>"), "{page}");
    assert_eq!(page.matches("<title>").count(), 1);
    assert_eq!(page.matches("name=\"description\"").count(), 1);
}

#[test]
fn a_paper_without_a_language_has_the_language_of_the_app() {
    for language in [json!(null), json!("en_GB"), json!("")] {
        let desk = Desk::with_feed(
            &json!({ "title": "Paper", "language": language, "items": [{ "id": "1", "title": "One" }] }),
        );
        desk.print();
        for (file, page) in desk.pages() {
            let mark = if file.starts_with("article/") { " data-article-page" } else { "" };
            assert!(page.contains(&format!("<html lang=\"en-GB\"{mark}>")), "{file}: {page}");
        }
    }
}

/// Every element that comes or goes would make a browser compute the style of the whole document anew.
#[test]
fn no_style_asks_what_all_of_the_document_has() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style");
    for sheet in fs::read_dir(folder).expect("the style sheets") {
        let sheet = sheet.expect("a style sheet").path();
        if sheet.extension().is_some_and(|extension| extension == "css") {
            let style = fs::read_to_string(&sheet).expect("a style sheet");
            for whole in [":root", "html", "body"] {
                for asks in [":has(", ":not(:has("] {
                    assert!(!style.contains(&format!("{whole}{asks}")), "{}: {whole}{asks}", sheet.display());
                }
            }
        }
    }
}

#[test]
fn the_marks_between_pieces_of_text_are_comments() {
    let desk = Desk::sample("/");
    desk.print();
    for (file, page) in desk.pages() {
        assert!(page.contains("<!---->") && !page.contains("<!>"), "{file}");
    }
}

#[test]
fn next_url_is_followed_to_the_end_of_the_paper() {
    let item = |number: usize| {
        json!({
            "id": number.to_string(), "url": format!("/s/story-{number}/"), "title": format!("Story {number}"),
            "content_text": format!("Text {number}"), "date_published": format!("2025-01-{:02}T10:00:00Z", 28 - number),
        })
    };
    let page = |numbers: &[usize], next: Option<&str>| {
        json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "next_url": next,
            "items": numbers.iter().map(|number| item(*number)).collect::<Vec<_>>(),
        })
    };
    let desk = Desk::with_feed(&page(&[1, 2], Some("older/page 2.json?x=1")));
    desk.write("content/older/page 2.json", page(&[2, 3, 4], Some("page-3.json")).to_string());
    // The last page leads back to the first, as some do.
    desk.write("content/older/page-3.json", page(&[5], Some("../feed.json")).to_string());
    let report = desk.print();
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    for number in 1..=5 {
        let page = desk.read(&format!("article/story-{number}/index.html"));
        assert!(parse(&page).app.contains(&format!("Text {number}")));
    }
    assert!(desk.read("index.html").contains("Story 5"));
}

#[test]
fn a_page_does_not_grow_with_the_archive() {
    let paper = |count: usize| {
        let items: Vec<_> = (0..count)
            .map(|number| json!({
                "id": format!("{number:05}"), "url": format!("/s/story-{number:05}/"), "title": format!("Story number {number:05}"),
                "summary": "A sentence or two.", "content_text": "Text", "tags": ["World", "tea"],
                "date_published": format!("2025-01-01T{:02}:{:02}:00Z", number / 60 % 24, number % 60),
            }))
            .collect();
        Desk::with_feed(
            &json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items }),
        )
    };
    let (small, large) = (paper(120), paper(480));
    small.print();
    large.print();
    for file in [
        "index.html",
        "404.html",
        "saved/index.html",
        "article/story-00060/index.html",
        "section/world/index.html",
        "topic/tea/index.html",
    ] {
        let (small, large) = (small.read(file).len(), large.read(file).len());
        assert!(large < small + small / 50, "{file}: {small} and {large} bytes");
    }
    assert!(large.read("section/world/index.html").contains(text::more()));
}

#[test]
fn a_paper_without_stories_is_printed_too() {
    let desk = Desk::with_feed(
        &json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Quiet", "items": [] }),
    );
    desk.print();
    assert!(desk.read("index.html").contains("No stories yet"));
}

#[test]
fn topics_in_every_script_have_pages_of_their_own() {
    let item = |id: u32, tags: Value| json!({ "id": id, "url": format!("/s/{id}/"), "title": format!("Story {id}"), "content_text": "Text", "tags": tags });
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
        "items": [item(1, json!(["World", "新聞", "C"])), item(2, json!(["World", "中央", "C++"])), item(3, json!(["World", "أخبار", "C#"]))],
        "_london_daily": { "sections": ["World"] },
    }));
    // As a printing before wrote it.
    desk.write("topic/77893d2e/index.html", "old");
    desk.print();
    for (topic, story) in [("新聞", 1), ("中央", 2), ("أخبار", 3)] {
        let page = desk.read(&format!("topic/{topic}/index.html"));
        assert!(page.contains(&format!(">Story {story}<")), "{topic}");
        let path: String = topic.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert!(page.contains(&format!("data-path=\"/topic/{path}/\"")), "{topic}");
        assert!(!page.contains(&format!("/topic/{topic}/")), "as a URL writes it");
    }
    let leads = desk.read("topic/77893d2e/index.html");
    assert!(leads.contains("url=/topic/%E6%96%B0%E8%81%9E/"), "{leads}");
    assert!(desk.read("sitemap.xml").contains("https://paper.example/topic/%E6%96%B0%E8%81%9E/"));
    let pages = desk.pages();
    let of_c = pages.iter().filter(|(file, _)| file.starts_with("topic/c/") || file.starts_with("topic/c-"));
    assert_eq!(of_c.count(), 3, "C, C++ and C#");
    desk.print();
    assert!(desk.has("topic/77893d2e/index.html"));
}

#[test]
fn pictures_without_a_declared_size_get_that_of_their_file() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([640_u32, 360].iter().flat_map(|side| side.to_be_bytes()));
    png.extend(*b"\x08\x02\0\0\0");
    let desk = Desk::with_feed(
        &json!({ "version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [
                    { "id": "1", "title": "A", "content_html": "<p>Text</p><p><img src=\"a.png\" alt=\"\"></p>",
                      "_london_daily": { "picture": { "src": "b.png", "alt": "B" } } },
                    { "id": "2", "title": "C", "_london_daily": { "article_url": "c.json", "picture": { "src": "b.png", "alt": "B" } } },
        ]}),
    );
    let article = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "C", "items": [
        { "id": "2", "content_html": "<p>Text</p><img src=\"a.png\" alt=\"\"><img src=\"https://elsewhere.example/a.png\" alt=\"\">" }] });
    desk.write("content/c.json", article.to_string());
    desk.write("content/a.png", &png);
    desk.write("content/b.png", &png);
    desk.print();
    for (file, pictures) in [("index.html", 2), ("article/1/index.html", 2), ("article/2/index.html", 2)] {
        let page = desk.read(file);
        let sized = page.matches("width=\"640\" height=\"360\"").count();
        assert!(sized >= pictures, "{file}: {sized}");
    }
    assert!(
        desk.read("article/2/index.html").contains("picture-unsized"),
        "of another host nothing is known"
    );
}
