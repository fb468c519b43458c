//! Time and memory that printing takes, and the files that a new story changes. The editions are made up: always the same, with lengths as in real ones.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, Metadata},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{
    hugo,
    table::{Table, number},
};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Hugo is stopped after this: its time for related articles grows with the square of their number.
const HUGO_LIMIT: Duration = Duration::from_secs(120);
const SECTIONS: [&str; 8] =
    ["World", "UK", "Business", "Technology", "Sport", "Culture", "Health", "Environment"];
const WORDS: [&str; 40] = [
    "the", "minister", "of", "a", "council", "said", "that", "prices", "in", "London", "had", "risen", "for",
    "months", "and", "would", "fall", "again", "before", "spring", "while", "new", "trains", "will", "run",
    "between", "northern", "towns", "from", "next", "year", "after", "talks", "with", "unions", "about",
    "pay", "came", "to", "nothing",
];

/// The seconds that Hugo took.
enum HugoTime {
    NotInstalled,
    /// It was stopped at [`HUGO_LIMIT`].
    Stopped,
    Seconds(f64),
}

impl HugoTime {
    /// Returns the seconds as a number, or else the words of the table.
    fn json(&self) -> Value {
        match self {
            Self::Seconds(seconds) => json!(seconds),
            other => json!(other.to_string()),
        }
    }
}

impl fmt::Display for HugoTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled => out.write_str("-"),
            Self::Stopped => write!(out, "over {}", HUGO_LIMIT.as_secs()),
            Self::Seconds(seconds) => out.write_str(&number(*seconds)),
        }
    }
}

/// Prints editions of 100, 1,000 and 10,000 articles, and reports what each takes; beside Hugo, where that is installed.
pub(crate) fn measure(press: &Path, dist: &Path) -> Result<Value> {
    let press =
        fs::canonicalize(press).with_context(|| format!("there is no press at {}", press.display()))?;
    let template =
        fs::read(dist.join(".press").join("template.html")).context("the site has not been built")?;
    let hugo_version = hugo::version();
    let mut table = Table::of(&[
        "articles",
        "words an article",
        "first print, s",
        "Hugo, s",
        "Hugo with 50 related, s",
        "ms an article",
        "unchanged, printed again, s",
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
            Some(_) => print_with_hugo(folder.path(), &items, related),
            None => Ok(HugoTime::NotInstalled),
        };
        let (hugo_plain, hugo_related) = (with_hugo(false)?, with_hugo(true)?);
        let (again, _) = print(&press, folder.path())?;
        let before = printed_files(folder.path())?;
        let output: u64 = before.values().map(Metadata::len).sum();
        let articles = folder.path().join("article");
        let pages = before.iter().filter(|(file, _)| file.starts_with(&articles));
        let page = pages.map(|(_, file)| file.len()).sum::<u64>() / size as u64;
        items.insert(0, write_story(folder.path(), &mut Random(1), "new", "2025-12-28T11:00:00Z")?);
        write_feed(folder.path(), &items)?;
        print(&press, folder.path())?;
        let after = printed_files(folder.path())?;
        let mut written = 0;
        for (file, new) in &after {
            let old = before.get(file).map(Metadata::modified).transpose()?;
            written += usize::from(old != Some(new.modified()?));
        }
        table.row(&[
            number(size as f64),
            number(words),
            number(seconds),
            hugo_plain.to_string(),
            hugo_related.to_string(),
            number(seconds * 1000.0 / size as f64),
            number(again),
            number(written as f64),
            number(memory as f64 / 1e6),
            number(output as f64 / 1e6),
            number(page as f64),
        ]);
        report.push(json!({
            "articles": size, "words": words, "seconds": seconds, "hugo": hugo_plain.json(),
            "hugo_related": hugo_related.json(),
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
        // Fifty stories a day, 28 days a month, the newest first.
        let (day, minute) = (number / 50, 49 - number % 50);
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

/// Returns the mean number of words in an article's text.
fn mean_words(folder: &Path, items: &[Value]) -> Result<f64> {
    let mut words = 0;
    for item in items {
        let document: Value = serde_json::from_slice(&fs::read(document_of(folder, item)?)?)?;
        words += document["items"][0]["content_html"].as_str().unwrap_or_default().split_whitespace().count();
    }
    Ok(words as f64 / items.len().max(1) as f64)
}

/// Prints the same edition with Hugo, and returns the time that it took.
fn print_with_hugo(edition: &Path, items: &[Value], related: bool) -> Result<HugoTime> {
    let site = tempfile::tempdir()?;
    hugo::write_site(site.path(), edition, items, related)?;
    let took = timed(&mut hugo::command(site.path()), HUGO_LIMIT)?;
    Ok(took.map_or(HugoTime::Stopped, |(seconds, _)| HugoTime::Seconds(seconds)))
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
    let body: String = (0..paragraphs).map(|_| format!("<p>{}</p>\n", sentence(random, 45))).collect();
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

/// Returns the files that were printed, without the input (`content`) and the press's own notes (`.press`), neither of which a reader
/// gets.
fn printed_files(folder: &Path) -> Result<BTreeMap<PathBuf, Metadata>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner)? {
            let path = entry?.path();
            if path == folder.join("content") || path == folder.join(".press") {
                continue;
            }
            let metadata = fs::metadata(&path)?;
            if metadata.is_dir() {
                folders.push(path);
            } else {
                files.insert(path, metadata);
            }
        }
    }
    Ok(files)
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
            memory = peak.and_then(|peak| peak.parse::<u64>().ok()).map_or(memory, |peak| peak * 1024);
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

/// Returns a sentence of about so many words: half to one and a half times as many.
fn sentence(random: &mut Random, about: usize) -> String {
    let words: Vec<&str> =
        (0..about / 2 + random.below(about)).map(|_| WORDS[random.below(WORDS.len())]).collect();
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
