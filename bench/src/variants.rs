//! What is compared: the printed page; the same paper without its printed pages, set by the program alone; and the same
//! article as somebody would write it by hand, which is as fast as HTML gets.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::server::{self, Host};

/// The same article on three hosts.
pub(crate) struct Variants {
    /// Its path.
    pub(crate) path: String,
    /// Names and hosts.
    pub(crate) hosts: Vec<(&'static str, Host)>,
}

/// The name of what all else is compared with.
pub(crate) const BY_HAND: &str = "by hand";
/// The name of what is published.
pub(crate) const PRINTED: &str = "printed";
/// The name of what the program makes alone.
pub(crate) const SHELL: &str = "program alone";

/// Makes them from the built paper.
pub(crate) fn prepare(dist: &Path, article: Option<&str>) -> Result<Variants> {
    let front = read(&dist.join("index.html"))?;
    let path = match article {
        Some(slug) => format!("/article/{slug}/"),
        None => between(&front, "<a href=\"/article/", "\"")
            .or_else(|| between(&front, "href=\"/article/", "\""))
            .map(|rest| format!("/article/{rest}"))
            .context("the front page leads to no article")?,
    };
    let page = read(&dist.join(path.trim_matches('/')).join("index.html"))?;
    let by_hand = by_hand(&page)?.into_bytes();
    let template = ["template.html", "index.html"].map(|name| dist.join(".press").join(name));
    let template = template.iter().find(|file| file.is_file()).context("the paper has not been printed")?;
    let shell = read(template)?.into_bytes();

    let folder = fs::canonicalize(dist)?;
    let article = path.clone();
    let hosts = vec![
        (
            BY_HAND,
            server::serve(
                folder.clone(),
                Box::new(move |asked| (asked == article).then(|| by_hand.clone())),
            )?,
        ),
        (PRINTED, server::serve(folder.clone(), Box::new(|_| None))?),
        (SHELL, server::serve(folder, Box::new(move |asked| asked.ends_with('/').then(|| shell.clone())))?),
    ];
    Ok(Variants { path, hosts })
}

/// The article alone: the masthead's name, headline, text and pictures, with the same style, and no script at all.
fn by_hand(page: &str) -> Result<String> {
    let style: String =
        page.split("<style>").skip(1).filter_map(|rest| rest.split("</style>").next()).collect();
    if style.is_empty() {
        bail!("the page has no style");
    }
    let title = between(page, "<title>", "</title>").unwrap_or_default();
    let start = page.find("<article").context("the page has no article")?;
    let end = page.rfind("</article>").context("the article has no end")?;
    let article = without(&without(&page[start..end], "<form", "</form>"), "<!--", "-->");
    Ok(format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>{style}</style></head>\
         <body><header class=\"masthead\"><a class=\"masthead-name\" href=\"/\">London Daily</a></header>\
         <main id=\"content\"><div class=\"frame\"><div class=\"article-page\">{article}</article></div></div></main>\
         </body></html>"
    ))
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(inner, _)| inner)
}

fn without(text: &str, before: &str, after: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(before) {
        kept.push_str(&rest[..start]);
        rest = rest[start..].split_once(after).map_or("", |(_, behind)| behind);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_by_hand_has_its_text_and_its_style_and_no_script() {
        let page = "<title>T</title><style>p{}</style><style>h1{}</style><script>x()</script><article class=a><!-- m --><h1>H</h1>\
                    <!----><p>Text</p><form>f</form></article><script>y()</script>";
        let page = by_hand(page).unwrap();
        for part in ["<title>T</title>", "<style>p{}h1{}</style>", "<h1>H</h1><p>Text</p></article>"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        for part in ["script", "form", "<!-"] {
            assert!(!page.contains(part), "{part} in {page}");
        }
    }
}
