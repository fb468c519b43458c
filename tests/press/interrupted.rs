//! Printings that do not come to their end, and others at the same time: the next one mends everything.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::desk::Desk;

const NOW: &str = "2025-07-10T12:00:00Z";

/// A site with stories that all hold this text.
fn paper(text: &str) -> Value {
    let item = |id: u32| json!({ "id": id.to_string(), "title": format!("Story {id}"), "tags": ["World"], "content_text": text });
    json!({ "title": "Paper", "items": (1..=3).map(item).collect::<Vec<_>>() })
}

/// The content of two printings, one much longer than the other.
fn contents() -> [Value; 2] {
    [paper(&"Short and sweet. ".repeat(20)), paper(&"Long, and not sweet. ".repeat(400))]
}

fn press(desk: &Desk) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    command.args(["print", "--quiet", "--compress", "--now", NOW, "--dist"]).arg(desk.path(""));
    command
}

fn print(desk: &Desk) {
    let output = press(desk).output().expect("press starts");
    assert!(output.status.success(), "{output:?}");
}

/// All files of a site but the lock, which names a process.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").display().to_string();
                files.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    files.remove(".press/lock");
    files
}

/// The files of a site that was printed into an empty folder.
fn printed_anew(content: &Value) -> BTreeMap<String, Vec<u8>> {
    let desk = Desk::with_feed(content);
    print(&desk);
    files(&desk.path(""))
}

fn assert_same(found: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>, when: &str) {
    let names: Vec<_> = found.keys().chain(expected.keys()).collect();
    let differing: Vec<_> =
        names.into_iter().filter(|name| found.get(*name) != expected.get(*name)).collect();
    assert!(differing.is_empty(), "{when}: {differing:?}");
}

#[test]
fn after_a_full_disk_the_next_printing_mends_everything() {
    if !cfg!(unix) {
        eprintln!(
            "NOT RUN after_a_full_disk_the_next_printing_mends_everything: no shell limits the size of files here"
        );
        return;
    }
    let [short, long] = contents();
    let expected = printed_anew(&long);
    let desk = Desk::with_feed(&short);
    let mut failures = 0;
    for blocks in (1..=39).step_by(2) {
        desk.write("content/feed.json", short.to_string());
        print(&desk);
        desk.write("content/feed.json", long.to_string());
        // A file that grows beyond that many blocks of 512 or 1,024 bytes cannot be written, as on a full disk.
        let limit = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let limited = press(&desk);
        let mut shell = Command::new("sh");
        shell.args(["-c", &limit, "sh"]).arg(limited.get_program()).args(limited.get_args());
        failures += u32::from(!shell.output().expect("a shell starts").status.success());
        print(&desk);
        assert_same(&files(&desk.path("")), &expected, &format!("{blocks} blocks"));
    }
    assert!(failures >= 10, "the limits were met {failures} times");
}

#[test]
fn after_a_kill_the_next_printing_mends_everything() {
    let [short, long] = contents();
    let expected = [printed_anew(&short), printed_anew(&long)];
    let desk = Desk::with_feed(&short);
    print(&desk);
    desk.write("content/feed.json", long.to_string());
    let started = Instant::now();
    print(&desk);
    let whole = started.elapsed();
    const KILLS: u32 = 50;
    let mut killed = 0;
    for moment in 0..KILLS {
        desk.write("content/feed.json", short.to_string());
        print(&desk);
        desk.write("content/feed.json", long.to_string());
        let mut child = press(&desk).stderr(Stdio::null()).spawn().expect("press starts");
        killed += u32::from(kill_after(&mut child, whole * moment / KILLS));
        // The new content is published in the end, or the publisher has taken it back.
        let back = moment % 2 == 0;
        if back {
            desk.write("content/feed.json", short.to_string());
        }
        print(&desk);
        assert_same(&files(&desk.path("")), &expected[usize::from(!back)], &format!("moment {moment}"));
    }
    assert!(killed >= KILLS / 2, "{killed} were killed in time");
}

/// Kills a process; returns `false` if it had ended by itself.
fn kill_after(child: &mut Child, time: Duration) -> bool {
    let started = Instant::now();
    while started.elapsed() < time {
        if child.try_wait().expect("the process is known").is_some() {
            return false;
        }
    }
    child.kill().expect("the process can be killed");
    !child.wait().expect("the process ends").success()
}

#[test]
fn a_second_press_says_who_prints_or_waits() {
    let desk = Desk::with_feed(&paper("Text"));
    print(&desk);
    let lock = File::options().write(true).open(desk.path(".press/lock")).expect("the lock is there");
    lock.lock().expect("it can be had");
    let output = press(&desk).output().expect("press starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("process ") && said.contains("--wait"), "{said}");
    let mut waiting = press(&desk).arg("--wait").spawn().expect("press starts");
    assert!(waiting.try_wait().expect("the process is known").is_none());
    lock.unlock().expect("it can be given back");
    assert!(waiting.wait().expect("the process ends").success());
}

#[test]
fn a_page_that_was_cut_off_is_printed_again() {
    let desk = Desk::with_feed(&paper("Text"));
    print(&desk);
    let whole = desk.read("index.html");
    for length in [0, 20, whole.len() / 2, whole.len() - 20] {
        desk.write("index.html", &whole[..length]);
        let report = desk.print();
        let said: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|finding| finding.contains("index.html: ")), "{length}: {said:?}");
        assert_eq!(desk.read("index.html"), whole, "{length}");
    }
}

#[test]
fn verifying_names_what_is_not_as_it_should_be() {
    let desk = Desk::with_feed(&paper(&"A text of some length. ".repeat(100)));
    print(&desk);
    let verify = || {
        let output = press(&desk).arg("--verify").output().expect("press starts");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(verify(), (true, String::new()));
    let before = files(&desk.path(""));
    let page = desk.read("article/1/index.html");
    for (file, text) in [
        ("article/1/index.html", page.replace("some length", "another length")),
        ("article/1/index.html", String::new()),
        ("rss.xml", "<rss/>".to_owned()),
        ("article/2/index.html.gz", "cut off".to_owned()),
    ] {
        let right = fs::read(desk.path(file)).expect("the file is there");
        desk.write(file, text);
        let (is_right, said) = verify();
        assert!(!is_right && said.contains(file), "{file}: {said}");
        desk.write(file, right);
    }
    fs::remove_file(desk.path("article/3/index.html")).expect("the page was there");
    let (is_right, said) = verify();
    assert!(!is_right && said.contains("article/3/index.html: is missing"), "{said}");
    print(&desk);
    assert_same(&files(&desk.path("")), &before, "after all");
    let manifest = desk.read(".press/manifest.json");
    // As after a printing that failed with the front page.
    desk.write(".press/manifest.json", manifest.replacen("\"index.html\"", "\"nobody.html\"", 1));
    verify();
    assert_eq!(
        Some(&fs::read(desk.path("index.html")).expect("it is there")),
        before.get("index.html"),
        "nothing is changed"
    );
    desk.write(".press/manifest.json", "{");
    assert!(!verify().0, "a damaged manifest");
    desk.write(".press/manifest.json", manifest);
    desk.write("content/feed.json", paper("Another text").to_string());
    assert!(!verify().0, "content that is not printed yet");
}
