//! The program `press`, as a script meets it.

use std::process::{Command, Output};

use serde_json::json;

use crate::desk::Desk;

fn press(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_press");
    Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// The exit code, and what was said about it.
fn outcome(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn paper() -> Desk {
    Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
        "items": [{ "id": 1, "title": "One", "content_text": "Text" }],
    }))
}

#[test]
fn a_script_learns_how_it_went_from_the_exit_code() {
    let desk = paper();
    let dist = desk.path("");
    let dist = dist.to_str().expect("a path in UTF-8");
    assert_eq!(press(&["print", "--dist", dist]).status.code(), Some(0));
    assert_eq!(press(&["check", &format!("{dist}/content")]).status.code(), Some(0));
    desk.write("content/feed.json", "{");
    for arguments in [vec!["print", "--dist", dist], vec!["check", &format!("{dist}/content")]] {
        let (code, said) = outcome(&press(&arguments));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("feed.json: ") && said.contains("not valid JSON"), "{said}");
    }
    assert_eq!(press(&["print", "--everything"]).status.code(), Some(2));
}

#[test]
fn an_option_that_makes_no_sense_changes_nothing_and_is_named() {
    let desk = paper();
    desk.print();
    let dist = desk.path("");
    let dist = dist.to_str().expect("a path in UTF-8");
    for (option, value) in [
        ("--site", "ftp://paper.example/"),
        ("--site", "paper.example"),
        ("--site", "https://a b/"),
        ("--site", "https://paper.example:99999/"),
        ("--site", "https://me:secret@paper.example/"),
        ("--base", "news"),
        ("--base", "https://paper.example/news/"),
        ("--base", "//paper.example/"),
        ("--now", "yesterday"),
    ] {
        let (code, said) = outcome(&press(&["print", "--dist", dist, option, value]));
        assert_eq!(code, Some(2), "{option} {value}: {said}");
        assert!(said.contains(option), "{option} {value}: {said}");
        assert!(desk.has("rss.xml") && desk.has("sitemap.xml"), "{option} {value}");
    }
}

#[test]
fn a_site_is_named_by_its_host_however_it_is_written() {
    let desk = paper();
    let dist = desk.path("");
    let dist = dist.to_str().expect("a path in UTF-8");
    let output = press(&["print", "--dist", dist, "--site", "HTTPS://News.Example/index.html?from=here"]);
    assert!(output.status.success(), "{output:?}");
    assert!(desk.read("index.html").contains("<link rel=\"canonical\" href=\"https://news.example/\""));
}
