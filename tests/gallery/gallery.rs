//! The gallery as the command makes it.

use std::{fs, path::Path, process::Command};

#[test]
fn each_theme_and_direction_has_a_page_with_all_components() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = tempfile::tempdir().expect("a folder");
    let status = Command::new(env!("CARGO_BIN_EXE_gallery")).arg(&project).arg(target.path()).status();
    assert!(status.expect("the command starts").success());
    let index = fs::read_to_string(target.path().join("index.html")).expect("an index");
    let exhibits = |page: &str| page.matches("class=\"gallery-exhibit\"").count();
    let mut counts = Vec::new();
    for theme in ["light", "dark", "sepia"] {
        for direction in ["ltr", "rtl"] {
            let name = format!("{theme}-{direction}.html");
            assert!(index.contains(&format!("href=\"{name}\"")), "{name} is in the index");
            let page = fs::read_to_string(target.path().join(&name)).expect("a page");
            assert!(page.contains(&format!("data-theme=\"{theme}\"")), "{name} has its theme");
            counts.push(exhibits(&page));
        }
    }
    assert!(counts[0] > 20, "{counts:?}");
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

#[test]
fn a_command_without_folders_says_how_it_is_used() {
    let output = Command::new(env!("CARGO_BIN_EXE_gallery")).output().expect("the command starts");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("gallery PROJECT TARGET"));
}
