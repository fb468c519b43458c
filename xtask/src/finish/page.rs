//! The names of the app's files in the page that Trunk has built, and the scripts that stand in it.

use anyhow::{Context, Result, ensure};

const NAMES: (&str, &str) = ("<meta name=\"london-daily-program\" content=\"", "\">");
const SCRIPT: (&str, &str) = ("<script>", "</script>");

/// The names of one build's files, all of which have its hash.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names {
    /// The beginning of the glue's and the main module's, hash included.
    stem: String,
}

impl Names {
    pub(super) fn new(stem: &str) -> Self {
        Self { stem: stem.to_owned() }
    }

    pub(super) fn script(&self) -> String {
        format!("{}.js", self.stem)
    }

    pub(super) fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.stem)
    }

    pub(super) fn loader(&self) -> String {
        format!("loader-{}.js", self.split().1)
    }

    pub(super) fn piece(&self, piece: &str) -> String {
        format!("{piece}-{}.wasm", self.split().1)
    }

    pub(super) fn with_hash(&self, hash: &str) -> Self {
        Self { stem: format!("{}-{hash}", self.split().0) }
    }

    fn split(&self) -> (&str, &str) {
        self.stem.rsplit_once('-').unwrap_or((&self.stem, ""))
    }
}

/// Returns the names that the page has from Trunk: `Trunk.toml` tells where it puts them.
pub(super) fn names(html: &str) -> Result<Names> {
    let (script, wasm) = urls(html)?;
    let names = script.rsplit('/').next().and_then(|name| name.strip_suffix(".js")).map(Names::new);
    let names =
        names.filter(|names| names.stem.contains('-') && wasm.rsplit('/').next() == Some(&names.wasm()));
    names.with_context(|| format!("{script} and {wasm} are not named as Trunk names glue and wasm"))
}

fn urls(html: &str) -> Result<(&str, &str)> {
    let named = html.split_once(NAMES.0).and_then(|(_, rest)| rest.split_once(NAMES.1));
    named.and_then(|(files, _)| files.split_once(' ')).context("the page does not name the app's files")
}

/// Returns the page with other names, and with hashes of glue and main module (Subresource Integrity): that of the glue stands in
/// an import map, the one place where a script that is imported can have it, and that of the wasm with the names, for the script
/// that fetches it.
pub(super) fn with_names(html: &str, old: &Names, new: &Names, script: &str, wasm: &str) -> Result<String> {
    let html = html.replace(&old.stem, &new.stem);
    let (url, _) = urls(&html)?;
    let map = format!("<script type=\"importmap\">{{\"integrity\":{{\"{url}\":\"{script}\"}}}}</script>");
    let (before, named) = html.split_once(NAMES.0).unwrap_or_default();
    let (files, after) = named.split_once(NAMES.1).unwrap_or_default();
    Ok([before, &map, NAMES.0, files, " ", wasm, NAMES.1, after].concat())
}

/// Returns the page with its own scripts made smaller. What has attributes is another's, or data.
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

    fn page(files: &str) -> String {
        format!("<head><meta name=\"london-daily-program\" content=\"{files}\"></head>")
    }

    #[test]
    fn the_files_are_found_wherever_the_site_lives() {
        for base in ["/", "/news/", "./", ""] {
            let found = names(&page(&format!("{base}a-paper-0123.js {base}a-paper-0123_bg.wasm"))).unwrap();
            assert_eq!(found, Names::new("a-paper-0123"), "{base}");
        }
    }

    #[test]
    fn a_page_that_does_not_name_both_files_is_refused() {
        for html in [
            "<head></head>".to_owned(),
            page("/paper-0123.js"),
            page("/paper-0123.js /paper-4567_bg.wasm"),
            page("/paper.js /paper_bg.wasm"),
        ] {
            assert!(names(&html).is_err(), "{html}");
        }
    }

    #[test]
    fn all_files_of_a_build_have_its_hash() {
        let names = Names::new("a-paper-0123").with_hash("89ab");
        let all = [names.script(), names.wasm(), names.loader(), names.piece("pages")];
        assert_eq!(all, ["a-paper-89ab.js", "a-paper-89ab_bg.wasm", "loader-89ab.js", "pages-89ab.wasm"]);
    }

    #[test]
    fn the_page_has_the_new_names_with_their_hashes() {
        let old = Names::new("a-paper-0123");
        let html = page("/news/a-paper-0123.js /news/a-paper-0123_bg.wasm");
        let html = with_names(&html, &old, &old.with_hash("89ab"), "sha256-one=", "sha256-two=").unwrap();
        assert_eq!(
            html,
            "<head><script type=\"importmap\">{\"integrity\":{\"/news/a-paper-89ab.js\":\"sha256-one=\"}}</script>\
             <meta name=\"london-daily-program\" content=\"/news/a-paper-89ab.js /news/a-paper-89ab_bg.wasm sha256-two=\"></head>"
        );
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
