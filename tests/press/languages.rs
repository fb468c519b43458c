//! The words of the interface in the language of the paper.

use html5ever::tendril::TendrilSink;
use london_daily::text;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};

use crate::desk::{Desk, parse, value};

/// Returns a paper of so many stories in a language, all of whose own words are in Cyrillic letters.
fn paper(language: &str, stories: usize) -> Value {
    let item = |number: usize| {
        json!({
            "id": format!("n{number}"), "title": format!("Новость {number}"), "summary": "Кратко.",
            "url": format!("/n{number}/"), "tags": ["Мир", "Город"], "authors": [{ "name": "Анна" }, { "name": "Иван" }],
            "date_published": format!("2025-07-{:02}T10:00:00Z", number % 28 + 1),
            "date_modified": format!("2025-07-{:02}T12:00:00Z", number % 28 + 1),
            "content_html": format!(
                "<p>{}</p><details><p>Ещё</p></details><pre>код</pre>",
                "Это первый абзац статьи. ".repeat(80)
            ),
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Газета", "description": "Новости",
        "language": language, "items": (1..=stories).map(item).collect::<Vec<_>>(),
    })
}

fn printed(language: &str, stories: usize) -> Desk {
    let desk = Desk::with_program("/", &paper(language, stories));
    desk.print();
    desk
}

const PAGES: [&str; 6] = [
    "index.html",
    "article/n12/index.html",
    "section/мир/index.html",
    "archive/index.html",
    "404.html",
    "offline/index.html",
];

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|attribute| &*attribute.name.local == wanted).map(|found| found.value.to_string())
}

/// Calls `see` with each text that a reader sees in the body of a page, and with the language and direction that it is in.
fn texts(html: &str, see: &mut dyn FnMut(&str, &str, &str)) {
    fn walk(node: &Handle, lang: &str, dir: &str, see: &mut dyn FnMut(&str, &str, &str)) {
        match &node.data {
            NodeData::Text { contents } => see(&contents.borrow(), lang, dir),
            NodeData::Element { name, .. } if matches!(&*name.local, "head" | "script" | "style" | "kbd") => {
            }
            _ => {
                let lang = attribute(node, "lang").unwrap_or_else(|| lang.to_owned());
                let dir = attribute(node, "dir").unwrap_or_else(|| dir.to_owned());
                for child in node.children.borrow().iter() {
                    walk(child, &lang, &dir, see);
                }
            }
        }
    }
    let document = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
    walk(&document.document, "", "", see);
}

fn is_english(text: &str) -> bool {
    // Neither a letter that shows a size nor a URL is in a language.
    text.chars().any(|letter| letter.is_ascii_alphabetic()) && text.trim() != "A" && !text.contains('/')
}

#[test]
fn a_german_paper_is_printed_with_german_words() {
    let desk = printed("de", 12);
    let article = parse(&desk.read("article/n12/index.html")).app;
    for words in [
        "Zum Inhalt springen",
        "Verwandte Artikel",
        "Von Анна und Иван",
        "Veröffentlicht: Sonntag, 13. Juli 2025, 11:00",
        "Merken",
        "Schriftgröße",
        "Keine Cookies, kein Tracking, keine Dritten.",
    ] {
        assert!(article.contains(words), "{words}: {article}");
    }
    for page in PAGES {
        let html = desk.read(page);
        texts(&html, &mut |text, lang, _| assert_eq!(lang, "de", "{page}: {text}"));
        for english in ["Skip to", "Related", "Reading settings", "offline reading", "Try again"] {
            assert!(!html.contains(english), "{page}: {english}");
        }
    }
    assert!(desk.read("archive/index.html").contains("<title>Alle Artikel — Газета</title>"));
    assert!(desk.read("404.html").contains("Seite nicht gefunden"));
}

#[test]
fn english_words_in_another_paper_carry_their_language() {
    // The first has more stories than a list shows, and so the words around numbered pages.
    for (language, direction, stories) in [("fr", "ltr", 52), ("fa", "rtl", 12)] {
        let desk = printed(language, stories);
        for page in PAGES {
            let html = desk.read(page);
            let mark = if page.starts_with("article/") { " data-article-page" } else { "" };
            assert!(
                html.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"{mark}>")),
                "{page}"
            );
            texts(&html, &mut |text, lang, dir| {
                if is_english(text) {
                    assert_eq!((lang, dir), ("en", "ltr"), "{language}, {page}: {text}");
                } else if text.chars().any(char::is_alphabetic) && !text.contains("Анна") && text != "A" {
                    assert_eq!(lang, language, "{page}: {text}");
                }
            });
            assert_eq!(
                html.matches("dir=\"ltr\"").count() > 1,
                language == "fa",
                "{page}: only where it differs"
            );
        }
        assert!(desk.read("index.html").contains("Skip to main content"));
    }
}

#[test]
fn english_papers_have_neither_marks_nor_a_file_of_words() {
    for language in ["en-GB", "en-US"] {
        let desk = printed(language, 12);
        for page in PAGES {
            let html = desk.read(page);
            let (_, within) = html.split_once("<head>").expect("a head");
            for mark in ["lang=\"en\"", "dir=\"ltr\"", "data-words", "as=\"fetch\""] {
                assert!(!within.contains(mark), "{page}: {mark}");
            }
        }
        assert!(!files(&desk).iter().any(|file| file.starts_with("words-")));
    }
}

fn files(desk: &Desk) -> Vec<String> {
    let entries = std::fs::read_dir(desk.path("")).expect("the folder can be read");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn pages_preload_the_words_of_their_language() {
    for (language, of) in [("de-AT", "de"), ("ar", "ar")] {
        let desk = printed(language, 12);
        let files = files(&desk);
        let file = files.iter().find(|file| file.starts_with(&format!("words-{of}-"))).expect("the words");
        let (_, expected) = text::file(Some(language)).expect("a language with words");
        assert_eq!(desk.read(file), expected);
        for page in &PAGES[..5] {
            let html = desk.read(page);
            assert!(
                html.contains(&format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"/{file}\">"))
            );
            assert_eq!(value(&parse(&html).attributes, "data-words"), format!("/{file}"), "{page}");
        }
        assert!(desk.read("sw.js").contains(&format!("[\"/{file}\",\"sha256-")), "the worker keeps it");
    }
}

#[test]
fn words_of_another_language_go_when_the_paper_changes_it() {
    let desk = printed("de", 12);
    desk.write("content/feed.json", paper("en-GB", 12).to_string());
    desk.print();
    assert!(!files(&desk).iter().any(|file| file.starts_with("words-")));
    assert!(desk.read("index.html").contains("Skip to main content"));
}

#[test]
fn an_arabic_paper_is_printed_from_right_to_left() {
    let desk = printed("ar", 12);
    let page = desk.read("article/n12/index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\" data-article-page>"));
    let app = parse(&page).app;
    for words in [
        "مقالات ذات صلة",
        "13 يوليو 2025",
        "قراءة في دقيقتين",
        "بقلم \u{2068}Анна\u{2069} و\u{2068}Иван\u{2069}",
    ] {
        assert!(app.contains(words), "{words}: {app}");
    }
}
