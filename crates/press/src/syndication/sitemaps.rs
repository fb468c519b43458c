//! Sitemaps (sitemaps.org 0.9), and the one for news; `templates/` has their forms.

use askama::Template;
use london_daily::model::{Moment, Story, paths::Page};

use super::{Publication, SITEMAP, feeds::rendered};
use crate::page::Planned;

/// URLs that one sitemap may hold.
const MOST: usize = 50_000;
/// URLs that a news sitemap may hold.
const MOST_NEWS: usize = 1_000;
/// Seconds for which an article is news.
const NEWS: i64 = 2 * 24 * 60 * 60;

/// A sitemap: URLs of pages, and when they were last touched.
#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap<'a> {
    entries: &'a [Entry],
}

/// The sitemap of sitemaps.
#[derive(Template)]
#[template(path = "sitemap-index.xml")]
struct SitemapIndex {
    urls: Vec<String>,
}

/// The sitemap of news.
#[derive(Template)]
#[template(path = "news-sitemap.xml")]
struct NewsSitemap<'a> {
    front: String,
    /// Name of the publication.
    name: &'a str,
    articles: Vec<NewsArticle<'a>>,
}

/// An article that is news.
struct NewsArticle<'a> {
    url: String,
    language: String,
    story: &'a Story,
}

type Entry = (String, Option<Moment>);

/// Returns the sitemap of all pages; where they are too many for one, several and one of sitemaps.
pub(super) fn all(publication: &Publication<'_>, pages: &[Planned]) -> Vec<(String, String)> {
    let entries = entries(publication, pages);
    if entries.len() <= MOST {
        return vec![(SITEMAP.to_owned(), map(&entries))];
    }
    let parts = entries.chunks(MOST).enumerate();
    let mut files: Vec<_> = parts.map(|(at, part)| (format!("sitemap-{}.xml", at + 1), map(part))).collect();
    let urls = files.iter().map(|(file, _)| publication.whole(&publication.address(file))).collect();
    files.push((SITEMAP.to_owned(), rendered(&SitemapIndex { urls })));
    files
}

fn entries(publication: &Publication<'_>, pages: &[Planned]) -> Vec<Entry> {
    let stories = &publication.archive.edition.stories;
    let entry = |page: &Planned| {
        let touched = match &page.kind {
            Page::Saved | Page::Offline | Page::NotFound => return None,
            // All stories of this topic, or of this numbered page, have been withdrawn.
            Page::Topic(_) | Page::Numbered(..) if page.carried.is_empty() => return None,
            Page::Article(at) => {
                let story = stories.get(*at).filter(|story| !story.withdrawn)?;
                story.touched()
            }
            _ => page.carried.iter().filter_map(|at| stories.get(*at)?.touched()).max(),
        };
        Some((publication.whole(&page.path), touched))
    };
    pages.iter().filter_map(entry).collect()
}

fn map(entries: &[Entry]) -> String {
    rendered(&Sitemap { entries })
}

/// Returns the sitemap of the articles of the last two days. Without any, it has the front page alone, of which nothing is news: a
/// sitemap names one page at least.
pub(super) fn news(publication: &Publication<'_>) -> String {
    let paper = &publication.archive.edition.paper;
    let is_news = |story: &&Story| {
        let age = story.published.map(|published| publication.now.as_second() - published.as_second());
        !story.withdrawn && age.is_some_and(|age| (0..=NEWS).contains(&age))
    };
    let articles = publication.archive.edition.stories.iter().filter(is_news).take(MOST_NEWS);
    let articles = articles.map(|story| NewsArticle {
        url: publication.whole(&publication.paths.article(&story.slug)),
        language: language(story, paper.language.as_deref()),
        story,
    });
    rendered(&NewsSitemap {
        front: publication.whole(&publication.paths.front()),
        name: &paper.name,
        articles: articles.collect(),
    })
}

/// Returns the code of a story's language, else of the paper's.
fn language(story: &Story, of_paper: Option<&str>) -> String {
    let tags = story.language.as_deref().into_iter().chain(of_paper);
    tags.filter_map(code).next().unwrap_or_else(|| "en".to_owned())
}

/// Returns the code of a language for a news sitemap: the first part of its tag, and for Chinese a code for its script. `None` if
/// the tag does not begin with such a code.
fn code(tag: &str) -> Option<String> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().filter(|part| matches!(part.len(), 2 | 3))?;
    if language != "zh" {
        return Some(language.to_owned());
    }
    // A script that the tag names decides, whatever the country: `zh-Hans-HK`.
    let script = parts.find(|part| matches!(*part, "hans" | "hant" | "tw" | "hk" | "mo"));
    Some(if script.is_none_or(|script| script == "hans") { "zh-cn" } else { "zh-tw" }.to_owned())
}

#[cfg(test)]
#[path = "../../../../tests/xmllint/mod.rs"]
mod xmllint;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use london_daily::{model::paths::Paths, pages::archive::PlaceInList};

    use super::{xmllint::Xmllint, *};
    use crate::{archive::Archive, files::Files};

    #[test]
    fn a_sitemap_that_would_be_too_long_is_parted() {
        let paths = Paths::below("/news");
        let publication = Publication {
            files: &Files::below(Path::new("."), "/"),
            archive: &Archive::default(),
            paths: &paths,
            feed: "/feed.json",
            site: Some("https://example.org"),
            icon: None,
            now: Moment::default(),
        };
        let page = |number: usize| Planned {
            kind: Page::Section(number.to_string()),
            path: paths.section(&number.to_string()),
            file: String::new(),
            carried: Vec::new(),
            newest: None,
            place: PlaceInList::default(),
        };
        let pages: Vec<Planned> = (0..=MOST).map(page).collect();
        let maps = all(&publication, &pages);
        let counts: Vec<_> =
            maps.iter().map(|(file, text)| (file.as_str(), text.matches("<loc>").count())).collect();
        assert_eq!(counts, [("sitemap-1.xml", MOST), ("sitemap-2.xml", 1), ("sitemap.xml", 2)]);
        assert!(maps[2].1.contains("<loc>https://example.org/news/sitemap-2.xml</loc>"));
        assert_eq!(all(&publication, &pages[..MOST]).len(), 1);

        let Some(xmllint) = Xmllint::find() else { return };
        let schemas = ["urlset.xsd", "urlset.xsd", "siteindex.xsd"];
        for ((file, text), schema) in maps.iter().zip(schemas) {
            assert_eq!(xmllint.faults(text, schema), [""; 0], "{file}");
        }
        let index = &maps[2].1;
        for (right, wrong) in [
            ("<loc>https://example.org/news/sitemap-1.xml</loc>", ""),
            ("https://example.org/news/sitemap-1.xml", "/news/sitemap-1.xml"),
            ("<sitemap>", "<sitemap><lastmod>yesterday</lastmod>"),
            ("<sitemap>", "<sitemap><changefreq>daily</changefreq>"),
            ("</sitemapindex>", ""),
        ] {
            let broken = index.replace(right, wrong);
            assert_ne!(broken, *index, "{right}");
            assert_ne!(xmllint.faults(&broken, "siteindex.xsd"), [""; 0], "{wrong} in place of {right}");
        }
    }

    #[test]
    fn a_sitemap_says_when_a_page_was_touched() {
        let moment = "2025-07-10T06:45:00Z".parse().ok();
        let text = map(&[("https://example.org/?a&b".to_owned(), moment)]);
        assert!(text.contains("<loc>https://example.org/?a&amp;b</loc>"), "{text}");
        assert!(text.contains("<lastmod>2025-07-10T06:45:00Z</lastmod>"), "{text}");
    }

    #[test]
    fn the_language_of_news_is_told_in_the_codes_for_it() {
        for (tag, expected) in [
            ("en-GB", "en"),
            ("GSW-ch", "gsw"),
            ("zh", "zh-cn"),
            ("zh-CN", "zh-cn"),
            ("zh-TW", "zh-tw"),
            ("zh-Hant", "zh-tw"),
            ("zh-Hans-HK", "zh-cn"),
        ] {
            assert_eq!(code(tag).as_deref(), Some(expected), "{tag}");
        }
        for tag in ["x-elvish", "english"] {
            assert_eq!(code(tag), None, "{tag}");
        }
    }
}
