//! Where the page that Trunk built names the program, and the scripts that stand in it.

use anyhow::{Context, Result, ensure};

const NAMES: (&str, &str) = ("<meta name=\"london-daily-program\" content=\"", "\">");
const SCRIPT: (&str, &str) = ("<script>", "</script>");
const WASM: &str = "_bg.wasm";

/// The names of the program's two files, which begin alike and end with a hash: `paper-0123.js`, `paper-0123_bg.wasm`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Program {
    stem: String,
}

impl Program {
    pub(super) fn stem(&self) -> &str {
        &self.stem
    }

    pub(super) fn script(&self) -> String {
        format!("{}.js", self.stem)
    }

    pub(super) fn wasm(&self) -> String {
        format!("{}{WASM}", self.stem)
    }

    /// The same program with other contents. Who tells Trunk to leave out the hashes gets none here either.
    pub(super) fn with_hash(&self, hash: &str) -> Self {
        let is_hash = |end: &str| end.len() >= 12 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
        let stem = match self.stem.rsplit_once('-') {
            Some((name, old)) if is_hash(old) => format!("{name}-{hash}"),
            _ => self.stem.clone(),
        };
        Self { stem }
    }
}

/// The program that the page starts, by what `Trunk.toml` has Trunk write into it.
pub(super) fn program(html: &str) -> Result<Program> {
    let named = html.split_once(NAMES.0).and_then(|(_, rest)| rest.split_once(NAMES.1));
    let (files, _) = named.context("the page does not name its program")?;
    let (script, wasm) = files.split_once(' ').context("the page does not name both files of its program")?;
    let stem = |address: &str, end: &str| {
        let name = address.rsplit_once('/').map_or(address, |(_, name)| name);
        name.strip_suffix(end).map(str::to_owned)
    };
    let stem_of_script = stem(script, ".js").filter(|stem| !stem.is_empty());
    ensure!(stem_of_script == stem(wasm, WASM), "the two files of the program have names of two kinds");
    let stem = stem_of_script.context("the program's files have no names that are known")?;
    Ok(Program { stem })
}

/// The page with hashes of the program's two files (Subresource Integrity): that of the module stands in an import map, which is
/// the one place where a script that is imported can have it, and that of the wasm with the names, for the script that fetches it.
pub(super) fn with_integrity(html: &str, script: &str, wasm: &str) -> Result<String> {
    let (before, named) = html.split_once(NAMES.0).context("the page does not name its program")?;
    let (files, after) = named.split_once(NAMES.1).context("the page does not name its program")?;
    let (address, _) = files.split_once(' ').context("the page does not name both files of its program")?;
    // A program that is started once more is another module.
    let map = format!(
        "<script type=\"importmap\">{{\"integrity\":{{\"{address}\":\"{script}\",\"{address}?again\":\"{script}\"}}}}</script>"
    );
    Ok([before, &map, NAMES.0, files, " ", wasm, NAMES.1, after].concat())
}

/// The page with its own scripts made smaller. What has attributes is another's, or data.
pub(super) fn with_scripts(html: &str, mut smaller: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let (mut page, mut rest) = (String::new(), html);
    while let Some((before, script)) = rest.split_once(SCRIPT.0) {
        let (script, after) = script.split_once(SCRIPT.1).context("a script of the page does not end")?;
        let script = smaller(script)?;
        ensure!(!script.contains("</script") && !script.contains("<!--"), "a script would end too early");
        page.extend([before, SCRIPT.0, &script, SCRIPT.1]);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_named_with_the_hashes_of_its_files() {
        let html = with_integrity(&page("/news/a.js /news/a_bg.wasm"), "sha256-one=", "sha256-two=").unwrap();
        assert!(html.contains("content=\"/news/a.js /news/a_bg.wasm sha256-two=\""), "{html}");
        assert!(html.contains(
            "<script type=\"importmap\">{\"integrity\":{\"/news/a.js\":\"sha256-one=\",\"/news/a.js?again\":\"sha256-one=\"}}</script><meta"
        ), "{html}");
        assert!(with_integrity("<p>", "", "").is_err());
    }

    fn page(files: &str) -> String {
        format!("<head><meta name=\"london-daily-program\" content=\"{files}\"></head>")
    }

    #[test]
    fn the_program_is_found_wherever_the_paper_lives() {
        for base in ["/", "/news/", "./", ""] {
            let found = program(&page(&format!("{base}paper-0123.js {base}paper-0123_bg.wasm"))).unwrap();
            assert_eq!((found.script(), found.wasm()), ("paper-0123.js".into(), "paper-0123_bg.wasm".into()));
        }
    }

    #[test]
    fn a_page_that_names_no_whole_program_is_refused() {
        for html in [
            "<head></head>".to_owned(),
            page("/paper-0123.js"),
            page("/paper-0123.js /paper-4567_bg.wasm"),
            page("/paper.mjs /paper.wasm"),
        ] {
            assert!(program(&html).is_err(), "{html}");
        }
    }

    #[test]
    fn other_contents_have_another_hash_behind_the_same_name() {
        let found = program(&page("/a-paper-0123456789abcdef.js /a-paper-0123456789abcdef_bg.wasm")).unwrap();
        assert_eq!(found.with_hash("89ab").wasm(), "a-paper-89ab_bg.wasm");
    }

    #[test]
    fn a_name_without_a_hash_stays() {
        let found = program(&page("/a-paper.js /a-paper_bg.wasm")).unwrap();
        assert_eq!(found.with_hash("89ab"), found);
    }

    #[test]
    fn scripts_become_smaller_and_all_else_stays() {
        let html =
            "<script>one</script>\n<script type=\"application/json\">two</script><p><script>three</script>";
        let smaller = with_scripts(html, |script| Ok(script[..1].to_owned())).unwrap();
        assert_eq!(
            smaller,
            "<script>o</script>\n<script type=\"application/json\">two</script><p><script>t</script>"
        );
    }

    #[test]
    fn a_script_that_would_end_too_early_is_refused() {
        for text in ["a('</script>')", "a('<!--')"] {
            assert!(with_scripts("<script>x</script>", |_| Ok(text.to_owned())).is_err(), "{text}");
        }
        assert!(with_scripts("<script>x", |_| Ok(String::new())).is_err());
    }
}
