//! The bytes that a reader downloads, and how many they may be.

use std::{io::Write, path::Path};

use anyhow::{Context, Result, bail, ensure};
use fs_err as fs;

/// Brotli's strongest setting: static hosts serve files that were compressed beforehand.
const BROTLI_QUALITY: u32 = 11;
/// The window that servers use (2^22 bytes).
const BROTLI_WINDOW: u32 = 22;

/// The parts that are weighed, each with the bytes of Brotli that it may have.
const BUDGETS: &[(Part, u64)] = &[
    // Symbols are hashed with the folder that the project lies in, so that its size differs by 150 bytes from clone to clone.
    (Part::Wasm("main"), 97_000),
    (Part::Wasm("after"), 87_000),
    (Part::Wasm("pages"), 132_000),
    // 19,000 of it are the page of saved stories.
    (Part::Wasm("extras"), 110_000),
    // 11,000 of it make excerpts, lead pictures and dates from feeds that give only a text, and 3,000 bound what a text can make.
    (Part::Wasm("feed"), 113_500),
    // Half of it is code that Leptos's views and signals have for each of their types, and serde_json, time and std's sorts
    // and characters are another 45,000: 330,000 was set before they were wanted.
    (Part::AllWasm, 453_000),
    // Each of 15 pieces and shared chunks has a name and a hash in the loader, and each of 320 functions of the web a shim.
    (Part::JavaScript, 8_000),
    (Part::InlinedCss, 4_400),
    (Part::AllCss, 13_000),
    (Part::Article, 14_300),
    // The hashes in the names of files alone make it differ by 40 bytes from build to build.
    (Part::BeforeHeadline, 6_900),
    (Part::Type, 60_000),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The main module, or a piece with all that it shares with others.
    Wasm(&'static str),
    AllWasm,
    /// Every script that the page names, with its own; not the service worker, which pages do not wait for.
    JavaScript,
    /// The style that stands in an article's page.
    InlinedCss,
    AllCss,
    /// The page of the article that leads the front page.
    Article,
    /// The beginning of that page.
    BeforeHeadline,
    /// The fonts that a page in English loads, which are compressed by their own format.
    Type,
}

impl Part {
    fn name(self) -> String {
        match self {
            Self::Wasm(piece) => format!("wasm, {piece}"),
            Self::AllWasm => "wasm, all".to_owned(),
            Self::JavaScript => "JavaScript".to_owned(),
            Self::InlinedCss => "CSS, inlined".to_owned(),
            Self::AllCss => "CSS, all".to_owned(),
            Self::Article => "article's HTML".to_owned(),
            Self::BeforeHeadline => "  before its headline".to_owned(),
            Self::Type => "type".to_owned(),
        }
    }
}

/// The sizes of a built site, in bytes of brotli.
#[derive(Debug, Default)]
pub(crate) struct Sizes {
    parts: Vec<(Part, u64)>,
}

impl Sizes {
    /// Weighs the site in `dist`, which has been printed. Its content does not count.
    pub(crate) fn of(dist: &Path) -> Result<Self> {
        let article = lead_article(dist)?;
        let headline = article.find("<h1").context("the article has no headline")?;
        let style = elements(&article, "style", |_| true).concat();
        let script = elements(&article, "script", is_javascript).concat();
        let (mut wasm, mut scripts, mut styles, mut fonts) = (Vec::new(), brotli(script.as_bytes())?, 0, 0);
        for entry in fs::read_dir(dist)? {
            let entry = entry?;
            let path = entry.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let size = || brotli(&fs::read(&path)?);
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("wasm") => wasm.push((name, size()?)),
                Some("js") if name != "sw.js" && article.contains(&name) => scripts += size()?,
                Some("css") => styles += size()?,
                Some("woff2") if !name.contains("accents") => fonts += entry.metadata()?.len(),
                _ => {}
            }
        }
        ensure!(!wasm.is_empty(), "{} holds no wasm: is it a whole build?", dist.display());
        let inlined = brotli(style.as_bytes())?;
        let size = |part| -> Result<u64> {
            Ok(match part {
                Part::Wasm(piece) => {
                    wasm.iter().filter(|(file, _)| belongs_to(file, piece)).map(|(_, size)| size).sum()
                }
                Part::AllWasm => wasm.iter().map(|(_, size)| size).sum(),
                Part::JavaScript => scripts,
                Part::InlinedCss => inlined,
                Part::AllCss => inlined + styles,
                Part::Article => brotli(article.as_bytes())?,
                Part::BeforeHeadline => brotli(&article.as_bytes()[..headline])?,
                Part::Type => fonts,
            })
        };
        let parts = BUDGETS.iter().map(|(part, _)| Ok((*part, size(*part)?))).collect::<Result<_>>()?;
        Ok(Self { parts })
    }

    /// The table that `cargo xtask build` prints.
    pub(crate) fn table(&self) -> String {
        let mut table = format!("  {:<22}{:>9}{:>9}\n", "", "brotli", "at most");
        for (part, size) in &self.parts {
            let (name, budget) = (part.name(), grouped(budget_of(*part)));
            table.push_str(&format!("  {name:<22}{:>9}{budget:>9}\n", grouped(*size)));
        }
        table
    }

    /// Fails when something weighs more than it may, and says by how much.
    pub(crate) fn hold_to_budgets(&self) -> Result<()> {
        let mut over = Vec::new();
        for (part, size) in &self.parts {
            let budget = budget_of(*part);
            if *size > budget {
                let (name, size, more) = (part.name(), grouped(*size), grouped(size - budget));
                over.push(format!("{}: {size} bytes of brotli, {more} too many", name.trim()));
            }
        }
        if over.is_empty() {
            return Ok(());
        }
        bail!("over budget:\n  {}", over.join("\n  "));
    }
}

fn budget_of(part: Part) -> u64 {
    BUDGETS.iter().find(|(known, _)| *known == part).map_or(0, |(_, budget)| *budget)
}

/// Tells whether a file is fetched for a piece. Files are named after all the pieces that need them.
fn belongs_to(file: &str, piece: &str) -> bool {
    let Some((pieces, hash)) = file.rsplit_once('-') else { return false };
    let is_main = hash.ends_with("_bg.wasm");
    if is_main { piece == "main" } else { pieces.split('-').any(|each| each == piece) }
}

/// Returns the page of the article that the front page leads to first.
fn lead_article(dist: &Path) -> Result<String> {
    let front = fs::read_to_string(dist.join("index.html"))?;
    let link = front.split("href=\"").skip(1).find_map(|rest| {
        let (_, slug) = rest.split_once('"')?.0.split_once("/article/")?;
        (!slug.trim_matches('/').is_empty()).then(|| slug.trim_end_matches('/'))
    });
    let slug = link.context("the front page leads to no article")?;
    Ok(fs::read_to_string(dist.join("article").join(slug).join("index.html"))?)
}

/// Returns the texts of the elements called `name` whose start tag is `wanted`. For pages that we wrote ourselves: it knows
/// nothing of comments, or of elements inside the element.
fn elements<'a>(html: &'a str, name: &str, wanted: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let element = |rest: &'a str| {
        let (tag, rest) = rest.split_once('>')?;
        wanted(tag).then(|| rest.split_once(&close).map(|(text, _)| text))?
    };
    html.split(&open).skip(1).filter_map(element).collect()
}

/// Tells whether a script's start tag promises a program, and not data.
fn is_javascript(tag: &str) -> bool {
    !tag.contains("type=") || tag.contains("module\"")
}

fn brotli(bytes: &[u8]) -> Result<u64> {
    let mut compressed = Vec::new();
    brotli::CompressorWriter::new(&mut compressed, 4096, BROTLI_QUALITY, BROTLI_WINDOW).write_all(bytes)?;
    Ok(if bytes.is_empty() { 0 } else { compressed.len() as u64 })
}

/// 1234567 as 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef";

    /// A built site, with this much of incompressible wasm in each file.
    fn site(name: &str, wasm: &[(&str, usize)]) -> Result<Sizes> {
        let dist = std::env::temp_dir().join(format!("xtask-sizes-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join("article/a-story"))?;
        fs::create_dir_all(dist.join("content"))?;
        for (file, size) in wasm {
            fs::write(dist.join(file.replace("HASH", HASH)), noise(*size))?;
        }
        fs::write(dist.join(format!("a-paper-{HASH}.js")), noise(500))?;
        fs::write(dist.join("sw.js"), noise(20_000))?;
        fs::write(dist.join("content/sample.js"), noise(20_000))?;
        fs::write(dist.join("fonts-01.css"), noise(300))?;
        fs::write(dist.join("text.woff2"), noise(700))?;
        fs::write(dist.join("text-accents.woff2"), noise(900))?;
        fs::write(dist.join("index.html"), "<a href=\"/news/article/\"><a href=\"/news/article/a-story/\">")?;
        fs::write(dist.join(format!("kept-{HASH}.js")), noise(20_000))?;
        let article = format!(
            "<meta content=\"/a-paper-{HASH}.js\"><style>a{{b:c}}</style>\
             <script type=\"application/ld+json\">{{}}</script><h1>A</h1><script>d()</script>"
        );
        fs::write(dist.join("article/a-story/index.html"), article)?;
        let sizes = Sizes::of(&dist);
        fs::remove_dir_all(&dist)?;
        sizes
    }

    /// Bytes that do not compress.
    fn noise(size: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        std::iter::repeat_with(next).take(size).collect()
    }

    fn size(sizes: &Sizes, part: Part) -> u64 {
        sizes.parts.iter().find(|(known, _)| *known == part).map_or(0, |(_, size)| *size)
    }

    fn is_about(size: u64, expected: u64) -> bool {
        size.abs_diff(expected) < 40
    }

    #[test]
    fn a_piece_counts_with_all_that_it_shares() {
        let files = [("a-paper-HASH_bg.wasm", 900), ("after-HASH.wasm", 300), ("after-pages-HASH.wasm", 100)];
        let sizes = site("shared", &files).unwrap();
        for (part, expected) in [
            (Part::Wasm("main"), 900),
            (Part::Wasm("after"), 400),
            (Part::Wasm("pages"), 100),
            (Part::Wasm("extras"), 0),
            (Part::AllWasm, 1_300),
        ] {
            assert!(is_about(size(&sizes, part), expected), "{part:?}: {sizes:?}");
        }
    }

    #[test]
    fn page_and_files_count_without_worker_and_content() {
        let sizes = site("page", &[("a-paper-HASH_bg.wasm", 100)]).unwrap();
        assert!(is_about(size(&sizes, Part::JavaScript), 505), "{sizes:?}");
        assert!(is_about(size(&sizes, Part::AllCss), 308), "{sizes:?}");
        assert!(size(&sizes, Part::InlinedCss) < 20, "{sizes:?}");
        assert!(size(&sizes, Part::BeforeHeadline) < size(&sizes, Part::Article), "{sizes:?}");
        assert_eq!(size(&sizes, Part::Type), 700, "an English page has no accents");
    }

    #[test]
    fn every_budget_that_is_passed_is_named() {
        let sizes = Sizes { parts: BUDGETS.iter().map(|(part, budget)| (*part, budget + 1)).collect() };
        let error = sizes.hold_to_budgets().unwrap_err().to_string();
        for (part, _) in BUDGETS {
            assert!(error.contains(part.name().trim()), "{error}");
        }
        assert!(error.contains("wasm, main: 97,001 bytes of brotli, 1 too many"), "{error}");
    }

    #[test]
    fn a_site_exactly_on_its_budgets_passes() {
        Sizes { parts: BUDGETS.to_vec() }.hold_to_budgets().unwrap();
    }

    #[test]
    fn a_folder_without_wasm_is_not_a_build() {
        assert!(site("empty", &[]).is_err());
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
