//! The names of the app's files in the page that Trunk has built, and the scripts that stand in it.

use std::mem;

use anyhow::{Context, Result, ensure};
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str, text};

/// The element that names glue and main module.
const NAMES: &str = "meta[name='london-daily-program']";
/// Scripts that stand in the page. Those with a type hold data, or are another's.
const SCRIPT: &str = "script:not([src]):not([type])";

/// The names of a build's files; those of glue and main module begin with the app's name and a hash.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) stem: String,
}

impl Names {
    pub(super) fn with_hash(hash: &str) -> Self {
        Self { stem: format!("london-daily-{hash}") }
    }

    pub(super) fn script(&self) -> String {
        format!("{}.js", self.stem)
    }

    pub(super) fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.stem)
    }

    pub(super) fn piece(&self, piece: &str) -> String {
        format!("{}.wasm", self.stem.replace("london-daily", piece))
    }
}

/// Returns the names that the page has from Trunk: `Trunk.toml` tells where it puts them.
pub(super) fn names(html: &str) -> Result<Names> {
    let (script, wasm) = urls(html)?;
    let name = |url: &str| url.rsplit('/').next().unwrap_or(url).to_owned();
    let names = name(&script).strip_suffix(".js").map(|stem| Names { stem: stem.to_owned() });
    names
        .filter(|names| name(&wasm) == names.wasm())
        .with_context(|| format!("{script} and {wasm} are not named as glue and wasm of one build"))
}

/// Returns the URLs of glue and main module.
fn urls(html: &str) -> Result<(String, String)> {
    let mut named = None;
    let find = element!(NAMES, |element| {
        named = element.get_attribute("content");
        Ok(())
    });
    rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(find))?;
    let urls = named.as_deref().and_then(|files| files.split_once(' '));
    let (script, wasm) = urls.context("the page does not name the app's files")?;
    Ok((script.to_owned(), wasm.to_owned()))
}

/// Returns the page with hashes of glue and main module (Subresource Integrity): that of the glue stands in an import map, the
/// one place where a script that is imported can have it, and that of the wasm with the names, for the script that fetches it.
pub(super) fn with_hashes(html: &str, script: &str, wasm: &str) -> Result<String> {
    let (url, main) = urls(html)?;
    let map = format!("<script type=\"importmap\">{{\"integrity\":{{\"{url}\":\"{script}\"}}}}</script>");
    let add = element!(NAMES, |element| {
        element.before(&map, ContentType::Html);
        Ok(element.set_attribute("content", &format!("{url} {main} {wasm}"))?)
    });
    Ok(rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(add))?)
}

/// Returns the page with its own scripts made smaller.
pub(super) fn with_scripts(html: &str, mut smaller: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut checked = |script: &str| {
        let script = smaller(script)?;
        ensure!(!script.contains("</script") && !script.contains("<!--"), "a script would end too early");
        Ok(script)
    };
    let mut script = String::new();
    let replace = text!(SCRIPT, |chunk| {
        script.push_str(chunk.as_str());
        // A text comes in chunks.
        match chunk.last_in_text_node() {
            true => chunk.replace(&checked(&mem::take(&mut script))?, ContentType::Html),
            false => chunk.remove(),
        }
        Ok(())
    });
    Ok(rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(replace))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(files: &str) -> String {
        format!("<meta name=\"london-daily-program\" content=\"{files}\">")
    }

    #[test]
    fn the_files_are_found_wherever_the_site_lives() {
        for base in ["/", "/news/", "./", ""] {
            let files = format!("{base}london-daily-01.js {base}london-daily-01_bg.wasm");
            assert_eq!(names(&page(&files)).unwrap(), Names::with_hash("01"), "{base}");
        }
    }

    #[test]
    fn a_page_that_does_not_name_both_files_is_refused() {
        assert!(names("<head></head>").is_err());
        for files in ["/a-01.js", "/a-01.js /a-02_bg.wasm", "/a.mjs /a.wasm"] {
            assert!(names(&page(files)).is_err(), "{files}");
        }
    }

    #[test]
    fn the_page_has_a_hash_of_glue_and_of_main_module() {
        let html =
            with_hashes(&page("/news/a-01.js /news/a-01_bg.wasm"), "sha256-one=", "sha256-two=").unwrap();
        let map = "<script type=\"importmap\">{\"integrity\":{\"/news/a-01.js\":\"sha256-one=\"}}</script>";
        assert_eq!(html, [map, &page("/news/a-01.js /news/a-01_bg.wasm sha256-two=")].concat());
    }

    #[test]
    fn scripts_become_smaller_and_all_else_stays() {
        let html = "<script>one</script>\n<script type=\"text/plain\">two</script><script>three</script>";
        let smaller = with_scripts(html, |script| Ok(script[..1].to_owned())).unwrap();
        assert_eq!(smaller, "<script>o</script>\n<script type=\"text/plain\">two</script><script>t</script>");
        for text in ["a('</script>')", "a('<!--')"] {
            assert!(with_scripts(html, |_| Ok(text.to_owned())).is_err(), "{text} would end the script");
        }
    }
}
