//! What a reader downloads, and how much it may be.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};

/// Brotli's strongest setting: what static hosts serve when files are compressed beforehand.
const BROTLI_QUALITY: u32 = 11;
/// The window that servers use (2^22 bytes).
const BROTLI_WINDOW: u32 = 22;

/// Bytes of brotli that the program (wasm and JavaScript) may take.
const PROGRAM_BUDGET: u64 = 170_000;
/// Bytes of brotli that the styles may take.
const STYLE_BUDGET: u64 = 12_000;

/// One thing in three measures, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Weight {
    fn of(bytes: &[u8]) -> Result<Self> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        brotli::CompressorWriter::new(&mut brotli, 4096, BROTLI_QUALITY, BROTLI_WINDOW).write_all(bytes)?;
        Ok(Self { raw: bytes.len() as u64, gzip: gzip.finish()?.len() as u64, brotli: brotli.len() as u64 })
    }

    /// A file that is compressed already, as fonts are: it travels as it is.
    fn as_it_is(bytes: &[u8]) -> Self {
        let raw = bytes.len() as u64;
        Self { raw, gzip: raw, brotli: raw }
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// What the built paper weighs, without its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    wasm: Weight,
    script: Weight,
    style: Weight,
    html: Weight,
    fonts: Weight,
}

impl Sizes {
    /// Weighs `dist`, whose page is `html`. Styles and scripts inside the page count as what they are, not as HTML.
    pub(crate) fn of(dist: &Path, html: &str) -> Result<Self> {
        let mut sizes = Self::default();
        for path in files(dist)? {
            let read = || fs::read(&path).with_context(|| format!("{} could not be read", path.display()));
            let slot = match path.extension().and_then(|extension| extension.to_str()) {
                Some("wasm") => &mut sizes.wasm,
                Some("js" | "mjs") => &mut sizes.script,
                Some("css") => &mut sizes.style,
                Some("woff2" | "woff") => {
                    sizes.fonts = sizes.fonts.plus(Weight::as_it_is(&read()?));
                    continue;
                }
                _ => continue,
            };
            *slot = slot.plus(Weight::of(&read()?)?);
        }
        let (rest, styles) = without_elements(html, "style", |_| true);
        let (rest, scripts) = without_elements(&rest, "script", is_javascript);
        sizes.style = sizes.style.plus(Weight::of(styles.as_bytes())?);
        sizes.script = sizes.script.plus(Weight::of(scripts.as_bytes())?);
        sizes.html = Weight::of(rest.as_bytes())?;
        ensure!(sizes.wasm.raw > 0, "{} holds no wasm: is it a whole build?", dist.display());
        Ok(sizes)
    }

    fn program(&self) -> Weight {
        self.wasm.plus(self.script)
    }

    /// The table that `cargo xtask build` prints.
    pub(crate) fn table(&self) -> String {
        let all = self.program().plus(self.style).plus(self.html).plus(self.fonts);
        let rows = [
            ("wasm", self.wasm, None),
            ("JavaScript", self.script, None),
            ("  program", self.program(), Some(PROGRAM_BUDGET)),
            ("CSS", self.style, Some(STYLE_BUDGET)),
            ("HTML shell", self.html, None),
            ("fonts", self.fonts, None),
            ("  all of it", all, None),
        ];
        let mut table =
            format!("  {:<14}{:>10}{:>10}{:>10}{:>10}\n", "", "raw", "gzip 9", "brotli 11", "at most");
        for (name, weight, budget) in rows {
            let budget = budget.map_or_else(String::new, grouped);
            table.push_str(&format!(
                "  {name:<14}{:>10}{:>10}{:>10}{budget:>10}\n",
                grouped(weight.raw),
                grouped(weight.gzip),
                grouped(weight.brotli),
            ));
        }
        table
    }
}

/// Fails when the program or the styles weigh more than they may, and says by how much.
pub(crate) fn hold_to_budgets(sizes: &Sizes) -> Result<()> {
    let over: Vec<String> = [
        ("wasm and JavaScript", sizes.program().brotli, PROGRAM_BUDGET),
        ("CSS", sizes.style.brotli, STYLE_BUDGET),
    ]
    .into_iter()
    .filter(|(_, weight, budget)| weight > budget)
    .map(|(name, weight, budget)| {
        format!(
            "{name}: {} bytes of brotli, {} more than the {} allowed",
            grouped(weight),
            grouped(weight - budget),
            grouped(budget)
        )
    })
    .collect();
    if over.is_empty() {
        return Ok(());
    }
    bail!("the paper is over its budget.\n  {}", over.join("\n  "));
}

/// All files of the program below `folder`, in a fixed order. The sample edition is not the program.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("{} could not be read", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if !path.is_dir() {
                found.push(path);
            } else if path.file_name().is_some_and(|name| name != "content") {
                folders.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// `html` without the elements called `name` whose start tag is `wanted`, and the text that stood in these. For pages that we
/// wrote ourselves: it knows nothing of comments or of elements inside the element.
fn without_elements(html: &str, name: &str, wanted: impl Fn(&str) -> bool) -> (String, String) {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = html;
    let (mut outside, mut inside) = (String::new(), String::new());
    while let Some(start) = rest.find(&open) {
        let Some((tag, text, after)) = element(&rest[start..], &close) else {
            break;
        };
        if wanted(tag) {
            outside.push_str(&rest[..start]);
            inside.push_str(text);
        } else {
            outside.push_str(&rest[..rest.len() - after.len()]);
        }
        rest = after;
    }
    outside.push_str(rest);
    (outside, inside)
}

/// The start tag, the text and what follows the element that `html` begins with.
fn element<'a>(html: &'a str, close: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (tag, rest) = html.split_once('>')?;
    let (text, after) = rest.split_once(close)?;
    Some((tag, text, after))
}

/// Whether a script's start tag promises a program, and not data.
fn is_javascript(tag: &str) -> bool {
    !tag.contains("json") && !tag.contains("speculationrules")
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

    fn brotli(bytes: u64) -> Weight {
        Weight { brotli: bytes, ..Weight::default() }
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-sizes-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("content")).unwrap();
        folder
    }

    #[test]
    fn a_paper_exactly_on_its_budgets_passes() {
        let sizes = Sizes {
            wasm: brotli(PROGRAM_BUDGET - 1_000),
            script: brotli(1_000),
            style: brotli(STYLE_BUDGET),
            html: brotli(1_000_000),
            fonts: brotli(1_000_000),
        };
        hold_to_budgets(&sizes).unwrap();
    }

    #[test]
    fn wasm_and_javascript_share_one_budget() {
        let sizes = Sizes { wasm: brotli(PROGRAM_BUDGET - 1_000), script: brotli(1_001), ..Sizes::default() };
        let error = hold_to_budgets(&sizes).unwrap_err().to_string();
        assert!(error.contains("wasm and JavaScript: 170,001 bytes"), "{error}");
        assert!(error.contains("1 more"), "{error}");
        assert!(!error.contains("CSS"), "{error}");
    }

    #[test]
    fn every_budget_that_is_passed_is_named() {
        let sizes =
            Sizes { wasm: brotli(PROGRAM_BUDGET + 1), style: brotli(STYLE_BUDGET + 1), ..Sizes::default() };
        let error = hold_to_budgets(&sizes).unwrap_err().to_string();
        assert!(error.contains("wasm") && error.contains("CSS"), "{error}");
    }

    #[test]
    fn styles_and_scripts_inside_the_page_count_as_what_they_are() {
        let folder = scratch("page");
        fs::write(folder.join("paper_bg.wasm"), [0; 100]).unwrap();
        fs::write(folder.join("paper.js"), "1234567890").unwrap();
        fs::write(folder.join("face.woff2"), [7; 50]).unwrap();
        fs::write(folder.join("content/feed.json"), "not the program").unwrap();
        fs::write(folder.join("content/sample.js"), "not the program").unwrap();
        let html = "<p><style>a{}</style><script type=\"application/json\">{}</script>\
                    <script type=\"module\">go()</script></p><style media=print>b{}</style>";
        let sizes = Sizes::of(&folder, html).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(sizes.wasm.raw, 100);
        assert_eq!(sizes.script.raw, 10 + "go()".len() as u64);
        assert_eq!(sizes.style.raw, "a{}b{}".len() as u64);
        assert_eq!(sizes.fonts.brotli, 50);
        let rest = "<p><script type=\"application/json\">{}</script></p>";
        assert_eq!(sizes.html.raw, rest.len() as u64);
    }

    #[test]
    fn a_folder_without_a_program_is_not_a_build() {
        let folder = scratch("empty");
        let result = Sizes::of(&folder, "<p>");
        fs::remove_dir_all(&folder).unwrap();
        assert!(result.is_err());
    }

    #[test]
    fn compression_is_measured_and_not_guessed() {
        let text = "headline ".repeat(1_000);
        let weight = Weight::of(text.as_bytes()).unwrap();
        assert_eq!(weight.raw, 9_000);
        assert!(weight.gzip < 200 && weight.brotli < weight.gzip, "{weight:?}");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
