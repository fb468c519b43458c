//! Files beside the pages: feeds, sitemaps, `robots.txt`, and the manifest that a browser needs to install the site.

mod feeds;
mod full_text;
pub(super) mod install;
mod json_feed;
mod sitemaps;
mod xml;

use full_text::FullText;
use london_daily::{
    model::{Moment, Recording, Story, paths::Paths},
    pages::head::Site,
    store::{context::PAGE_SIZE, newsroom::Article},
};

use super::{archive::Archive, files::Files, page::Planned, template::escape};

/// A file to be written.
pub(super) struct OutputFile {
    /// Path below `dist`.
    pub(super) file: String,
    pub(super) text: String,
    /// `true` if a file that somebody put there by hand is not overwritten.
    pub(super) keeps_existing: bool,
}

/// Everything that feeds, sitemaps and the manifest are made of.
pub(super) struct Publication<'a> {
    pub(super) files: &'a Files,
    pub(super) archive: &'a Archive,
    pub(super) paths: &'a Paths,
    /// URL of the feed that the site is printed from.
    pub(super) feed: &'a str,
    pub(super) site: Option<&'a str>,
    /// URL of the icon that the template names, with its media type.
    pub(super) icon: Option<(&'a str, &'a str)>,
    pub(super) now: Moment,
}

const JSON: &str = "feed.json";
const RSS: &str = "rss.xml";
const ATOM: &str = "atom.xml";
const SITEMAP: &str = "sitemap.xml";
const NEWS: &str = "news-sitemap.xml";
const INSTALL: &str = "app.webmanifest";

/// Files that are printed beside the front page of a site whose origin is known; otherwise only the last one. A sitemap of many
/// parts has further files, to which no page links.
pub(super) const FILES: [&str; 6] = [JSON, RSS, ATOM, SITEMAP, NEWS, INSTALL];
/// File that is printed beside them only at the root of a host, where crawlers look for it (RFC 9309).
pub(super) const FOR_ROBOTS: &str = "robots.txt";

impl Publication<'_> {
    fn site(&self) -> Site<'_> {
        Site { paths: self.paths, address: self.site }
    }

    /// Returns the URL of a file beside the front page.
    fn address(&self, file: &str) -> String {
        [&self.paths.front(), file].concat()
    }

    /// Returns the absolute form of one of the site's own URLs; the URL as it is, if the site's origin is not known.
    fn whole(&self, address: &str) -> String {
        self.site().whole(address).unwrap_or_else(|| address.to_owned())
    }

    /// Returns the links to the feeds, the manifest and the icon for the head of every page.
    pub(super) fn links(&self) -> String {
        let name = escape(&self.archive.edition.paper.name);
        let feeds = match self.site {
            Some(_) => vec![
                ("application/feed+json", "JSON Feed", self.address(JSON)),
                ("application/rss+xml", "RSS", self.address(RSS)),
                ("application/atom+xml", "Atom", self.address(ATOM)),
            ],
            None => vec![("application/feed+json", "JSON Feed", self.feed.to_owned())],
        };
        let mut links = String::new();
        for (kind, format, address) in feeds {
            let address = escape(&address);
            links.push_str(&format!(
                "<link rel=\"alternate\" type=\"{kind}\" title=\"{name} ({format})\" href=\"{address}\">\n"
            ));
        }
        links.push_str(&format!("<link rel=\"manifest\" href=\"{}\">\n", escape(&self.address(INSTALL))));
        // iOS takes the icon for the home screen from this link and not from the manifest, and does not accept SVG.
        if let Some(icon) =
            self.archive.edition.paper.icon.as_deref().filter(|icon| !install::is_drawing(icon))
        {
            links.push_str(&format!("<link rel=\"apple-touch-icon\" href=\"{}\">\n", escape(icon)));
        }
        links
    }

    /// Returns all files. `pages` are those for the sitemap.
    pub(super) fn files(&self, pages: &[Planned]) -> Vec<OutputFile> {
        let mut files = Vec::new();
        let mut maps = Vec::new();
        if self.site.is_some() {
            let articles = self.latest();
            // A feed at this URL may be the one that the site is printed from, which must stay.
            if self.feed != self.address(JSON) {
                files.push(OutputFile {
                    keeps_existing: true,
                    ..file(JSON, json_feed::feed(self, &articles))
                });
            }
            files.push(file(RSS, feeds::rss(self, &articles)));
            files.push(file(ATOM, feeds::atom(self, &articles)));
            let maps_of_pages = sitemaps::all(self, pages);
            maps.push(SITEMAP);
            files.extend(maps_of_pages.into_iter().map(|(name, text)| file(&name, text)));
            maps.push(NEWS);
            files.push(file(NEWS, sitemaps::news(self)));
        }
        // Crawlers read `robots.txt` at the root of a host only (RFC 9309).
        if self.paths.base().is_empty() {
            let lines = maps.iter().map(|map| format!("\nSitemap: {}\n", self.whole(&self.address(map))));
            let text = format!("User-agent: *\nAllow: /\n{}", lines.collect::<String>());
            files.push(OutputFile { keeps_existing: true, ..file(FOR_ROBOTS, text) });
        }
        files.push(OutputFile { keeps_existing: true, ..file(INSTALL, install::manifest(self)) });
        files
    }

    /// Returns the stories for the feeds, with their texts. A story whose text cannot be read is left out, since feed readers
    /// would keep it without a text; the error is reported when its page is printed.
    fn latest(&self) -> Vec<FullText> {
        let stories = &self.archive.edition.stories;
        let shown = (0..stories.len()).filter(|at| !stories[*at].withdrawn).take(PAGE_SIZE);
        let articles = shown.filter_map(|at| {
            Some(match self.archive.article(self.files, at).ok()? {
                Some((story, address)) => Article::read(story.clone(), address),
                None => Article { story: stories[at].clone(), blocks: Vec::new() },
            })
        });
        articles.map(|article| FullText::of(self, article)).collect()
    }

    /// Returns the latest date at which a story was published or changed.
    fn touched(&self) -> Option<Moment> {
        self.archive.edition.stories.iter().filter_map(Story::touched).max()
    }
}

fn file(file: &str, text: String) -> OutputFile {
    OutputFile { file: file.to_owned(), text, keeps_existing: false }
}

/// Returns the size of a recording in bytes: that of the file, else the one that the publisher states, else 0, as is customary.
fn length(publication: &Publication<'_>, recording: &Recording) -> u64 {
    let file = publication.files.path(&recording.src).and_then(|file| file.metadata().ok());
    file.map(|file| file.len()).or(recording.bytes).unwrap_or(0)
}
