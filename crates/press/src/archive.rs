//! The whole archive: the feed and, by its `next_url`, everything older.

use std::{collections::BTreeSet, sync::OnceLock};

use london_daily::{
    browser::urls::{self, Use},
    feed::{self, Problem, limits, write},
    model::{Edition, Slug, Story},
};
use rayon::prelude::*;

use super::{
    files::{Files, Finding},
    live, pictures, source,
    state::State,
};

/// All stories of the feed and of the older documents that it leads to.
#[derive(Debug, Default)]
pub struct Archive {
    /// All stories, in the order in which a reader who asks for more of them sees them, and with the slugs that they have in the
    /// browser. If the feed names no sections, the masthead shows those of its first document, as in the browser.
    pub edition: Edition,
    /// For each story, the URL of the document that lists it.
    pub listed_in: Vec<String>,
    /// URLs of the feed's documents, in the order in which their `next_url` links them.
    pub documents: Vec<String>,
    /// Documents with places that are left out or read differently than written, each with the number of such places.
    pub misread: Vec<(String, usize)>,
    /// For each story with a document of its own, what was read from it: policy, pages and feeds all ask for it.
    articles: Vec<OnceLock<Result<Story, Finding>>>,
}

impl Archive {
    /// Reads the feed at the URL `address` and the older documents that it leads to. `bytes` is the content of its first
    /// document.
    ///
    /// # Errors
    /// A document of the feed cannot be read.
    pub fn read(
        files: &Files,
        address: &str,
        bytes: &[u8],
        findings: &mut Vec<Finding>,
    ) -> Result<Self, Finding> {
        match Self::follow(files, address, bytes, findings)? {
            (archive, None) => Ok(archive),
            (_, Some(end)) => Err(end),
        }
    }

    /// Reads the feed at `address` as [`Archive::read`] does, but keeps the stories before a document that cannot be read, and
    /// adds the error to `findings`.
    ///
    /// # Errors
    /// The feed's first document cannot be read.
    pub fn read_on(
        files: &Files,
        address: &str,
        bytes: &[u8],
        findings: &mut Vec<Finding>,
    ) -> Result<Self, Finding> {
        let (archive, end) = Self::follow(files, address, bytes, findings)?;
        findings.extend(end);
        Ok(archive)
    }

    /// Returns all stories up to the first older document that cannot be read, with the error about that document.
    fn follow(
        files: &Files,
        address: &str,
        bytes: &[u8],
        findings: &mut Vec<Finding>,
    ) -> Result<(Self, Option<Finding>), Finding> {
        let mut misread = Vec::new();
        let edition = decode(files, address, bytes, &mut misread)?;
        let mut archive = Self {
            listed_in: vec![address.to_owned(); edition.stories.len()],
            documents: vec![address.to_owned()],
            misread,
            edition,
            articles: Vec::new(),
        };
        if archive.edition.paper.sections.is_empty() {
            archive.edition.paper.masthead = archive.edition.sections();
        }
        let mut known: BTreeSet<String> =
            archive.edition.stories.iter().map(|story| story.id.clone()).collect();
        let mut visited = BTreeSet::from([address.to_owned()]);
        let mut older: Vec<Story> = Vec::new();
        let mut from = address.to_owned();
        let mut end = None;
        while let Some(next) = archive.edition.older.clone() {
            if !visited.insert(next.clone()) {
                let text = "leads back to a page that was read already; the paper ends there";
                findings.push(Finding::warning(files.name(&from), "next_url", text));
                archive.edition.older = None;
                break;
            }
            if files.path(&next).is_none() {
                let text =
                    format!("leads to another host ({next}); what is older than this page is not printed");
                findings.push(Finding::warning(files.name(&from), "next_url", text));
                break;
            }
            let page = files
                .read(&next)
                .map_err(|error| Finding::error(files.name(&from), "next_url", error))
                .and_then(|bytes| decode(files, &next, &bytes, &mut archive.misread));
            let page = match page {
                Ok(page) => page,
                Err(finding) => {
                    end = Some(finding);
                    break;
                }
            };
            archive.documents.push(next.clone());
            archive.edition.older = page.older;
            for story in page.stories {
                if known.insert(story.id.clone()) {
                    older.push(story);
                    archive.listed_in.push(next.clone());
                }
            }
            from = next;
        }
        let rest = archive.edition.older.take();
        archive.edition.append(Edition { stories: older, older: rest, ..Edition::default() });
        archive.articles.resize_with(archive.edition.stories.len(), OnceLock::new);
        Ok((archive, end))
    }

    /// Takes a story out that the publisher has removed.
    fn take_out(&mut self, is_removed: impl Fn(&str) -> bool) {
        let mut kept =
            self.edition.stories.iter().map(|story| !is_removed(&story.id)).collect::<Vec<_>>().into_iter();
        self.listed_in.retain(|_| kept.next().unwrap_or(true));
        self.edition.stories.retain(|story| !is_removed(&story.id));
        self.articles.truncate(self.edition.stories.len());
    }

    /// Completes the archive by the memory of the paper: stories have the slugs that they have had, those that were removed are left
    /// out, and those that the feed has forgotten come last. Returns `true` if a browser that reads the feed would find another paper.
    pub(super) fn complete(&mut self, state: &mut State, files: &Files) -> bool {
        let before: Vec<Slug> = self.edition.stories.iter().map(|story| story.slug.clone()).collect();
        self.take_out(|id| state.has_removed(id));
        state.settle(&mut self.edition);
        let after = self.edition.stories.iter().map(|story| &story.slug);
        let is_changed = !after.eq(&before);
        // Of an article that cannot be read now, the text that is remembered stays.
        let document = |at: usize| {
            let (mut story, address) = match self.article(files, at).ok()? {
                Some((story, address)) => (story.clone(), address),
                None => (self.edition.stories[at].clone(), ""),
            };
            source::rebase(&mut story, address);
            Some(write::document(&story))
        };
        let documents: Vec<Option<String>> =
            (0..self.edition.stories.len()).into_par_iter().map(document).collect();
        for (story, document) in self.edition.stories.iter().zip(documents) {
            if let Some(document) = document {
                state.remember(&story.id, document);
            }
        }
        let forgotten = state.forgotten(&self.edition);
        let is_longer = !forgotten.is_empty();
        let place = self.documents.first().cloned().unwrap_or_default();
        self.listed_in.extend(forgotten.iter().map(|_| format!("{place}#archive")));
        let older = self.edition.older.take();
        self.edition.append(Edition { stories: forgotten, older, ..Edition::default() });
        self.articles.resize_with(self.edition.stories.len(), OnceLock::new);
        is_changed || is_longer
    }

    /// Returns `true` if the feed's first document lists more stories than browsers should load at once.
    pub(super) fn is_long(&self) -> bool {
        let first = self.documents.first();
        self.listed_in.iter().filter(|document| Some(*document) == first).count() > live::NEWEST
    }

    /// Returns the whole article of the story at `at`, and the URL that relative URLs in its text are resolved against. `None` if
    /// the story has neither a text nor a document, or if its document is on another host. A document is read once.
    ///
    /// # Errors
    /// The article's document cannot be read.
    pub fn article(&self, files: &Files, at: usize) -> Result<Option<(&Story, &str)>, Finding> {
        let (Some(listed), Some(list)) = (self.edition.stories.get(at), self.listed_in.get(at)) else {
            return Ok(None);
        };
        if !listed.body.is_absent() {
            return Ok(Some((listed, list)));
        }
        let (Some(address), Some(article)) = (&listed.article, self.articles.get(at)) else {
            return Ok(None);
        };
        if files.path(address).is_none() {
            return Ok(None);
        }
        let read = || {
            let field = || format!("items: {}: _london_daily.article_url", listed.id);
            let bytes =
                files.read(address).map_err(|error| Finding::error(files.name(list), field(), error))?;
            let mut article = feed::decode_article(&bytes, address, &listed.id)
                .map_err(|error| Finding::error(files.name(address), "", error.to_string()))?;
            pictures::measure(files, address, &mut article);
            Ok(listed.merged_with(article))
        };
        match article.get_or_init(read) {
            Ok(story) => Ok(Some((story, address))),
            Err(finding) => Err(finding.clone()),
        }
    }
}

fn decode(
    files: &Files,
    address: &str,
    bytes: &[u8],
    misread: &mut Vec<(String, usize)>,
) -> Result<Edition, Finding> {
    let mut decoded = feed::decode(bytes, address)
        .map_err(|error| Finding::error(files.name(address), "", error.to_string()))?;
    // Items beyond the limit would be missing without a trace.
    if decoded
        .diagnostics
        .iter()
        .any(|problem| problem.path == "items" && problem.problem == Problem::TooMany)
    {
        let text = format!(
            "holds more than {} items; put the older ones into documents that `next_url` leads to",
            limits::ITEMS
        );
        return Err(Finding::error(files.name(address), "items", text));
    }
    match decoded.diagnostics.iter().filter(|diagnostic| diagnostic.problem.is_grave()).count() {
        0 => {}
        count => misread.push((address.to_owned(), count)),
    }
    for story in &mut decoded.edition.stories {
        pictures::measure(files, address, story);
    }
    Ok(decoded.edition)
}

/// Returns the URL of the feed that the page names. One that begins with `/` is resolved against the site's base path. `None` if
/// the page names no usable URL.
pub(super) fn feed_address(named: &str, base: &str) -> Option<String> {
    let base = base.trim_end_matches('/');
    let own = named.starts_with('/') && !named.starts_with("//");
    let named = if own { format!("{base}{named}") } else { named.to_owned() };
    urls::resolve(&format!("{base}/"), &named, Use::Media)
}
