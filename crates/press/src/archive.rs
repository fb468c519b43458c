//! The whole archive: the feed and, by its `next_url`, everything older.

use std::{collections::BTreeSet, sync::OnceLock};

use london_daily::{
    browser::urls::{self, Use},
    feed::{self, Problem, limits},
    model::{Edition, Story},
};

use super::files::{self, Files, Finding};

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
    /// document; if it is `None`, that is read from the site's own files.
    ///
    /// # Errors
    /// A document of the feed cannot be read.
    pub fn read(
        files: &Files,
        address: &str,
        bytes: Option<Vec<u8>>,
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
        bytes: Option<Vec<u8>>,
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
        bytes: Option<Vec<u8>>,
        findings: &mut Vec<Finding>,
    ) -> Result<(Self, Option<Finding>), Finding> {
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => {
                let path = files
                    .path(address)
                    .ok_or_else(|| Finding::error(address, "", "is not one of the paper's own files"))?;
                files::read(&path).map_err(|error| Finding::error(path.display(), "", error))?
            }
        };
        let mut misread = Vec::new();
        let edition = decode(files, address, &bytes, &mut misread)?;
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

    /// Returns `true` if the whole feed is one document.
    pub fn is_one_page(&self) -> bool {
        self.edition.older.is_none() && self.listed_in.windows(2).all(|two| two[0] == two[1])
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
            let article = feed::decode_article(&bytes, address, &listed.id)
                .map_err(|error| Finding::error(files.name(address), "", error.to_string()))?;
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
    let decoded = feed::decode(bytes, address)
        .map_err(|error| Finding::error(files.name(address), "", error.to_string()))?;
    // What is beyond the limit would be missing without a trace.
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
