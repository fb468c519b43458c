//! What is printed for machines beside the pages: feeds, sitemaps, and what a browser needs to install the paper.

mod feeds;
mod full_text;
mod install;
mod json_feed;
mod sitemaps;
mod xml;

use london_daily::{
    model::{Moment, Recording, Story, paths::Paths},
    pages::head::Site,
    store::{context::PAGE_SIZE, newsroom::Article},
};

use super::{archive::Archive, files::Files, page::Planned, template::escape};

/// A file and what stands in it.
pub(super) struct OutputFile {
    /// Its path below `dist`.
    pub(super) file: String,
    pub(super) text: String,
    /// Whether a file that somebody put there by hand stays.
    pub(super) keeps_existing: bool,
}

/// What everything for machines is made of.
pub(super) struct Publication<'a> {
    pub(super) files: &'a Files,
    pub(super) archive: &'a Archive,
    pub(super) paths: &'a Paths,
    /// The address of the feed that the paper is printed from.
    pub(super) feed: &'a str,
    pub(super) site: Option<&'a str>,
    /// The address of the icon that the template names, with its type.
    pub(super) icon: Option<(&'a str, &'a str)>,
    pub(super) now: Moment,
}

const JSON: &str = "feed.json";
const RSS: &str = "rss.xml";
const ATOM: &str = "atom.xml";
const SITEMAP: &str = "sitemap.xml";
const NEWS: &str = "news-sitemap.xml";
const INSTALL: &str = "app.webmanifest";

/// What is printed for machines beside the front page of a paper that has a site; without one, of these the last alone. Sitemaps of
/// many parts have more files, which nobody links to.
pub(super) const FILES: [&str; 6] = [JSON, RSS, ATOM, SITEMAP, NEWS, INSTALL];
/// What is printed beside them at the root of a host only.
pub(super) const FOR_ROBOTS: &str = "robots.txt";

impl Publication<'_> {
    fn site(&self) -> Site<'_> {
        Site { paths: self.paths, address: self.site }
    }

    /// The address of a file beside the front page.
    fn address(&self, file: &str) -> String {
        [&self.paths.front(), file].concat()
    }

    /// The whole address of an address of the paper's own; as it stands where no site is known.
    fn whole(&self, address: &str) -> String {
        self.site().whole(address).unwrap_or_else(|| address.to_owned())
    }

    /// What every page says of the feeds and of installing.
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
        // What stands on an iPhone's home screen is not in the manifest, and no drawing.
        if let Some(icon) =
            self.archive.edition.paper.icon.as_deref().filter(|icon| !install::is_drawing(icon))
        {
            links.push_str(&format!("<link rel=\"apple-touch-icon\" href=\"{}\">\n", escape(icon)));
        }
        links
    }

    /// All files.
    pub(super) fn files(&self, pages: &[Planned]) -> Vec<OutputFile> {
        let mut files = Vec::new();
        let mut maps = Vec::new();
        if self.site.is_some() {
            let articles = self.latest();
            // It may be the very feed that the paper is printed from.
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
        // It counts at the root of a host only.
        if self.paths.base().is_empty() {
            let lines = maps.iter().map(|map| format!("\nSitemap: {}\n", self.whole(&self.address(map))));
            let text = format!("User-agent: *\nAllow: /\n{}", lines.collect::<String>());
            files.push(OutputFile { keeps_existing: true, ..file(FOR_ROBOTS, text) });
        }
        files.push(OutputFile { keeps_existing: true, ..file(INSTALL, install::manifest(self)) });
        files
    }

    /// The stories that the feeds hold, with their texts. One whose text cannot be read is told when its page is printed: feed
    /// readers keep what they have of it, and would keep a headline without a text as well.
    fn latest(&self) -> Vec<Article> {
        let stories = &self.archive.edition.stories;
        let shown = (0..stories.len()).filter(|at| !stories[*at].withdrawn).take(PAGE_SIZE);
        shown
            .filter_map(|at| {
                Some(match self.archive.article(self.files, at).ok()? {
                    Some((story, address)) => Article::read(story, &address),
                    None => Article { story: stories[at].clone(), blocks: Vec::new() },
                })
            })
            .collect()
    }

    /// The latest moment at which something happened to the paper.
    fn touched(&self) -> Option<Moment> {
        self.archive.edition.stories.iter().filter_map(Story::touched).max()
    }
}

fn file(file: &str, text: String) -> OutputFile {
    OutputFile { file: file.to_owned(), text, keeps_existing: false }
}

/// The bytes of a recording; 0, as is the custom, where that is not known.
fn length(publication: &Publication<'_>, recording: &Recording) -> u64 {
    let file = publication.files.path(&recording.src);
    file.and_then(|file| file.metadata().ok()).map_or(0, |file| file.len())
}
