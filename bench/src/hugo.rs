//! Hugo, the static site generator that is known for its speed, printing the same edition, for comparison with the press.
//!
//! The templates write as little as a page needs: title, standfirst, date and text, and lists of fifty headlines. Hugo's own
//! RSS feeds, sitemap and pages of tags come with it.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::scale;

const CONFIG: &str = r#"
baseURL = "https://example.org/"
title = "A large edition"
languageCode = "en-GB"
[related]
includeNewer = true
threshold = 1
[[related.indices]]
name = "tags"
weight = 100
[[related.indices]]
name = "date"
weight = 10
"#;

const RELATED: &str = r#"<aside><ol>{{ range first 50 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></li>{{ end }}</ol></aside>"#;

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Summary }}"></head><body><main>
<h1>{{ .Title }}</h1><p>{{ .Summary }}</p><time>{{ .Date.Format "2 January 2006" }}</time>
<article>{{ .Content }}</article><!--RELATED--></main></body></html>"#;

const LIST: &str = r#"<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><main>
<h1>{{ .Title }}</h1><ol>{{ range first 50 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>
</main></body></html>"#;

/// Returns the version of Hugo; `None` where it is not installed.
pub(crate) fn version() -> Option<String> {
    let answer = Command::new("hugo").arg("version").stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let version = text.split_whitespace().find(|word| word.starts_with('v'))?;
    Some(version.split(['-', '+']).next()?.trim_start_matches('v').to_owned())
}

/// Writes a site for Hugo into `site`, of the items of a feed in `edition` and their documents. `related` says if each article
/// lists fifty others.
pub(crate) fn write_site(site: &Path, edition: &Path, items: &[Value], related: bool) -> Result<()> {
    let layouts = site.join("layouts").join("_default");
    let articles = site.join("content").join("article");
    fs::create_dir_all(&layouts)?;
    fs::create_dir_all(&articles)?;
    fs::write(site.join("config.toml"), CONFIG)?;
    fs::write(
        layouts.join("single.html"),
        PAGE.replace("<!--RELATED-->", if related { RELATED } else { "" }),
    )?;
    fs::write(layouts.join("list.html"), LIST)?;
    for item in items {
        let document: Value = serde_json::from_slice(&fs::read(scale::document_of(edition, item)?)?)?;
        let whole = &document["items"][0];
        let front_matter = json!({
            "title": whole["title"], "date": whole["date_published"], "tags": whole["tags"], "summary": whole["summary"],
        });
        let name = whole["id"].as_str().context("a story without an id")?;
        let text = whole["content_html"].as_str().unwrap_or_default();
        fs::write(articles.join(format!("{name}.html")), format!("{front_matter:#}\n\n{text}\n"))?;
    }
    Ok(())
}

/// Returns the command that prints a site.
pub(crate) fn command(site: &Path) -> Command {
    let mut command = Command::new("hugo");
    command.args(["--quiet", "--source"]).arg(site);
    command
}
