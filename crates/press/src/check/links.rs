//! Where links within the paper lead.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use london_daily::{
    features::lightbox,
    model::{
        Edition,
        paths::{Page, Paths},
    },
    store::{context::InitialState, newsroom::Article},
};
use percent_encoding::percent_decode_str;
use url::{Position, Url};

use crate::{archive::Archive, files::Files, page, page::Planned, syndication, tags::tags};

/// What begins the id of each picture that opens.
const PICTURE: &str = "open-picture-";

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To something, as far as can be told.
    There,
    /// To no page and no file of the paper.
    Nowhere,
    /// To the paper's own host, and beside the paper.
    Out,
    /// To a page that has nothing of this name.
    NoSuchPlace(String),
}

/// What links can lead to.
pub(super) struct Links<'a> {
    files: &'a Files,
    archive: &'a Archive,
    paths: &'a Paths,
    site: Option<Url>,
    /// By their addresses.
    pages: BTreeMap<String, CheckedPage>,
}

/// A page, and the names on it once somebody has asked for them. `None`: they cannot be told.
struct CheckedPage {
    planned: Planned,
    names: OnceLock<Option<Names>>,
}

/// What a fragment can name on a page.
struct Names {
    ids: BTreeSet<String>,
    /// How many pictures open.
    pictures: usize,
}

impl<'a> Links<'a> {
    /// `pages` are those that are printed.
    pub(super) fn new(
        files: &'a Files,
        archive: &'a Archive,
        paths: &'a Paths,
        site: Option<&str>,
        pages: Vec<Planned>,
    ) -> Self {
        let page = |planned: Planned| (planned.path.clone(), CheckedPage { planned, names: OnceLock::new() });
        Self {
            files,
            archive,
            paths,
            site: site.and_then(|site| Url::parse(site).ok()),
            pages: pages.into_iter().map(page).collect(),
        }
    }

    /// Where a link on the page at the path `page` leads.
    pub(super) fn way(&self, address: &str, page: &str) -> Way {
        if address.starts_with('#') {
            return self.within(&[page, address].concat());
        }
        if address.starts_with('/') {
            return self.within(address);
        }
        match self.on_site(address) {
            // Who names the host as well means to leave the paper.
            Some(address) if self.paths.has(path(&address)) => self.within(&address),
            _ => Way::There,
        }
    }

    /// Where an address on the paper's own host leads.
    fn within(&self, address: &str) -> Way {
        let path = path(address);
        if !self.paths.has(path) {
            return Way::Out;
        }
        let Some(page) = self.page(path) else {
            let there =
                self.is_for_machines(path) || self.files.path(path).is_some_and(|file| file.is_file());
            return if there { Way::There } else { Way::Nowhere };
        };
        let fragment = address.split_once('#').map_or("", |(_, fragment)| fragment);
        // What stands behind this sign is text to look for (URL Fragment Text Directives).
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let name = percent_decode_str(fragment).decode_utf8_lossy();
        // The top of a page needs no name (HTML Standard, "select the indicated part").
        if name.is_empty() || name.eq_ignore_ascii_case("top") {
            return Way::There;
        }
        match page.names.get_or_init(|| self.names(&page.planned)) {
            Some(names) if !names.has(&name) => Way::NoSuchPlace(name.into_owned()),
            _ => Way::There,
        }
    }

    /// The page at an address. A slash at its end may be left out.
    fn page(&self, path: &str) -> Option<&CheckedPage> {
        self.pages.get(path).or_else(|| self.pages.get(&format!("{path}/")))
    }

    fn is_for_machines(&self, path: &str) -> bool {
        let file = path.strip_prefix(&self.paths.front());
        file.is_some_and(|file| {
            syndication::FILES.contains(&file)
                || file == syndication::FOR_ROBOTS && self.paths.base().is_empty()
        })
    }

    /// A whole address without its host, if that is the paper's own. Hosts answer with and without encryption alike.
    fn on_site(&self, address: &str) -> Option<String> {
        let site = self.site.as_ref()?;
        let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let own = (url.host_str(), url.port()) == (site.host_str(), site.port());
        own.then(|| url[Position::BeforePath..].to_owned())
    }

    /// The names on a page, taken from the page itself: `None` where its article cannot be read.
    fn names(&self, page: &Planned) -> Option<Names> {
        let Archive { edition, documents, .. } = self.archive;
        let article = match page.kind {
            Page::Article(at) => match self.archive.article(self.files, at).ok()? {
                Some((story, address)) => Some((story.id.clone(), Article::read(story, &address))),
                None if edition.stories.get(at)?.needs_article() => return None,
                None => None,
            },
            _ => None,
        };
        let stories = page.carried.iter().filter_map(|at| edition.stories.get(*at)).cloned().collect();
        let html = page::app(InitialState {
            paths: self.paths.clone(),
            path: page.path.clone(),
            feed: documents.first().cloned().unwrap_or_default(),
            name: edition.paper.name.clone(),
            edition: Ok(Edition { paper: edition.paper.clone(), stories, ..Edition::default() }),
            articles: article.into_iter().collect(),
            read_article: Some(Article::read),
            printed: None,
        });
        let ids: BTreeSet<String> =
            tags(&html).filter_map(|tag| Some(tag.attribute("id")?.to_owned())).collect();
        let pictures = ids.iter().filter(|id| id.starts_with(PICTURE)).count();
        Some(Names { ids, pictures })
    }
}

impl Names {
    fn has(&self, name: &str) -> bool {
        self.ids.contains(name) || lightbox::index(name, self.pictures).is_some()
    }
}

/// An address without query and fragment.
fn path(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}
