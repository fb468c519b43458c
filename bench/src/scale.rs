//! Time and memory that printing takes, and the files that a new story changes. The editions are made up: always the same, with lengths as in real ones.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant, SystemTime},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{
    hugo,
    table::{Table, number},
};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Hugo's time for related articles grows with the square of their number.
const HUGO_LIMIT: Duration = Duration::from_secs(120);
const SECTIONS: [&str; 8] =
    ["World", "UK", "Business", "Technology", "Sport", "Culture", "Health", "Environment"];
const WORDS: [&str; 40] = [
    "the", "minister", "of", "a", "council", "said", "that", "prices", "in", "London", "had", "risen", "for",
    "months", "and", "would", "fall", "again", "before", "spring", "while", "new", "trains", "will", "run",
    "between", "northern", "towns", "from", "next", "year", "after", "talks", "with", "unions", "about",
    "pay", "came", "to", "nothing",
];

/// Prints editions of 100, 1,000 and 10,000 articles, and reports what each takes; beside Hugo, where that is installed.
pub(crate) fn measure(press: &Path, dist: &Path) -> Result<Value> {
    let press =
        fs::canonicalize(press).with_context(|| format!("there is no press at {}", press.display()))?;
    let template = fs::read(dist.join(".press").join("template.html"))
        .or_else(|_| fs::read(dist.join(".press").join("index.html")))
        .context("the site has not been built")?;
    let hugo_version = hugo::version();
    let mut table = Table::of(&[
        "articles",
        "words an article",
        "first print, s",
        "Hugo, s",
        "Hugo with 50 related, s",
        "ms an article",
        "again, s",
        "files that a new story writes",
        "memory, MB",
        "output, MB",
        "an article's page, bytes",
    ]);
    let mut report = Vec::new();
    for size in SIZES {
        let folder = tempfile::tempdir()?;
        let mut items = write_edition(folder.path(), &template, size)?;
        let words = mean_words(folder.path(), &items)?;
        let (seconds, memory) = print(&press, folder.path())?;
        let with_hugo = |related| match hugo_version {
            Some(_) => print_with_hugo(folder.path(), &items, related).map(Some),
            None => Ok(None),
        };
        let (hugo_plain, hugo_related) = (with_hugo(false)?, with_hugo(true)?);
        let (again, _) = print(&press, folder.path())?;
        let output = size_of(folder.path())?;
        let pages = folder.path().join("article");
        let page = size_of(&pages)? / fs::read_dir(&pages)?.count().max(1) as u64;
        let before = times(folder.path())?;
        items.insert(0, write_story(folder.path(), &mut Random(1), "new", "2025-12-28T11:00:00Z")?);
        write_feed(folder.path(), &items)?;
        print(&press, folder.path())?;
        let after = times(folder.path())?;
        let written = after.iter().filter(|(file, time)| before.get(*file) != Some(time)).count();
        table.row(&[
            number(size as f64),
            number(words),
            number(seconds),
            hugo_cell(hugo_plain),
            hugo_cell(hugo_related),
            number(seconds * 1000.0 / size as f64),
            number(again),
            number(written as f64),
            number(memory as f64 / 1e6),
            number(output as f64 / 1e6),
            number(page as f64),
        ]);
        report.push(json!({
            "articles": size, "words": words, "seconds": seconds, "hugo": hugo_plain.flatten(),
            "hugo_related": hugo_related.flatten(),
            "again": again, "written": written, "memory": memory, "output": output, "page": page,
        }));
    }
    let hugo =
        hugo_version.map_or_else(|| "not installed".to_owned(), |version| format!("version {version}"));
    println!("\nPrinting, without pictures and compressed copies (Hugo: {hugo}):\n\n{table}");
    Ok(Value::Array(report))
}

/// Writes an edition, and returns the items of its feed, newest first.
fn write_edition(folder: &Path, template: &[u8], size: usize) -> Result<Vec<Value>> {
    fs::create_dir_all(folder.join("content/articles"))?;
    fs::write(folder.join("index.html"), template)?;
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut items = Vec::new();
    for number in 0..size {
        let (day, minute) = (number / 50, number % 50);
        let date = format!(
            "{:04}-{:02}-{:02}T10:{minute:02}:00Z",
            2025 - day / 336,
            12 - day / 28 % 12,
            28 - day % 28
        );
        items.push(write_story(folder, &mut random, &number.to_string(), &date)?);
    }
    write_feed(folder, &items)?;
    Ok(items)
}

/// Returns the file of the document of a story that the feed of an edition lists.
pub(crate) fn document_of(edition: &Path, item: &Value) -> Result<PathBuf> {
    let document = item["_london_daily"]["article_url"].as_str().context("a story without a document")?;
    Ok(edition.join("content").join(document))
}

/// Returns how a table shows the seconds that Hugo took.
fn hugo_cell(took: Option<Option<f64>>) -> String {
    match took {
        Some(Some(seconds)) => number(seconds),
        Some(None) => format!("over {}", HUGO_LIMIT.as_secs()),
        None => "-".to_owned(),
    }
}

/// Returns how many words the text of an article has on average.
fn mean_words(folder: &Path, items: &[Value]) -> Result<f64> {
    let mut words = 0;
    for item in items {
        let document: Value = serde_json::from_slice(&fs::read(document_of(folder, item)?)?)?;
        words += document["items"][0]["content_html"].as_str().unwrap_or_default().split_whitespace().count();
    }
    Ok(words as f64 / items.len().max(1) as f64)
}

/// Prints the same edition with Hugo, and returns the seconds that it took; `None` if it was stopped at [`HUGO_LIMIT`].
fn print_with_hugo(edition: &Path, items: &[Value], related: bool) -> Result<Option<f64>> {
    let site = tempfile::tempdir()?;
    hugo::write_site(site.path(), edition, items, related)?;
    Ok(timed(&mut hugo::command(site.path()), HUGO_LIMIT)?.map(|(seconds, _)| seconds))
}

/// Writes the document of a story, and returns the item that lists it.
fn write_story(folder: &Path, random: &mut Random, name: &str, date: &str) -> Result<Value> {
    let title = sentence(random, 9);
    let section = SECTIONS[random.below(SECTIONS.len())];
    let topics: Vec<String> = (0..4).map(|_| format!("topic {}", random.below(200))).collect();
    let mut tags = vec![section.to_owned()];
    tags.extend(topics);
    let mut item = json!({
        "id": format!("item-{name}"), "url": format!("../article/story-{name}/"), "title": title,
        "summary": sentence(random, 24), "date_published": date, "tags": tags,
    });
    let paragraphs = 6 + random.below(18);
    let body: String = (0..paragraphs).map(|_| format!("<p>{}</p>", sentence(random, 45))).collect();
    item["_london_daily"] = json!({ "article_url": format!("articles/story-{name}.json") });
    let mut whole = item.clone();
    whole["content_html"] = json!(body);
    let document = json!({ "version": "https://jsonfeed.org/version/1.1", "title": title, "items": [whole] });
    fs::write(folder.join(format!("content/articles/story-{name}.json")), document.to_string())?;
    Ok(item)
}

fn write_feed(folder: &Path, items: &[Value]) -> Result<()> {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "A large edition", "language": "en-GB",
        "_london_daily": { "sections": SECTIONS }, "items": items,
    });
    fs::write(folder.join("content/feed.json"), feed.to_string())?;
    Ok(())
}

/// Returns when each file of the site was written; its content and the memory of the press are not published with it.
fn times(folder: &Path) -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut times = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner)? {
            let path = entry?.path();
            if path == folder.join("content") || path == folder.join(".press") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let time = fs::metadata(&path)?.modified()?;
                times.insert(path, time);
            }
        }
    }
    Ok(times)
}

/// Prints, and returns the seconds that it took and the peak of its memory in bytes.
fn print(press: &Path, folder: &Path) -> Result<(f64, u64)> {
    timed(Command::new(press).args(["print", "--quiet", "--dist"]).arg(folder), Duration::MAX)?
        .context("the press was stopped")
}

/// Runs a command, and returns the seconds that it took and the peak of its memory in bytes, where the system tells (Linux). One that
/// has not ended after `limit` is stopped, and `None` is returned.
fn timed(command: &mut Command, limit: Duration) -> Result<Option<(f64, u64)>> {
    let program = command.get_program().to_owned();
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{} does not run", program.display()))?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let status = loop {
        if let Ok(text) = fs::read_to_string(&status_file) {
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            memory = peak.and_then(|peak| peak.parse::<u64>().ok()).map_or(memory, |peak| peak * 1000);
        }
        match child.try_wait()? {
            Some(status) => break status,
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            None => thread::sleep(Duration::from_millis(10)),
        }
    };
    if !status.success() {
        bail!("{} failed: {status}", program.display());
    }
    Ok(Some((start.elapsed().as_secs_f64(), memory)))
}

fn size_of(path: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        size += if kind.is_dir() { size_of(&entry.path())? } else { kind.len() };
    }
    Ok(size)
}

fn sentence(random: &mut Random, words: usize) -> String {
    let words: Vec<&str> =
        (0..words / 2 + random.below(words)).map(|_| WORDS[random.below(WORDS.len())]).collect();
    let mut text = words.join(" ");
    text.get_mut(..1).map(str::make_ascii_uppercase);
    text + "."
}

/// A generator of numbers that look random and are always the same (xorshift, 64 bits).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}
