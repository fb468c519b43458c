//! Targets of links within the site.

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

use crate::{archive::Archive, elements::elements, files::Files, page, page::Planned, syndication};

/// Prefix of the ids of pictures that open in the picture view.
const PICTURE: &str = "open-picture-";

/// Target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A page, a file or a place on a page; also any URL that cannot be checked, such as one on another host.
    There,
    /// No page and no file of the site.
    Nowhere,
    /// A URL on the site's own host, but outside its base path.
    Out,
    /// A page without an element or a picture of this name.
    NoSuchPlace(String),
}

/// Pages and files that links can lead to.
pub(super) struct Links<'a> {
    files: &'a Files,
    archive: &'a Archive,
    paths: &'a Paths,
    site: Option<Url>,
    /// Pages by their paths.
    pages: BTreeMap<String, CheckedPage>,
}

/// A page, with the names on it, which are collected when the first link asks for them. `None` if they cannot be known.
struct CheckedPage {
    planned: Planned,
    names: OnceLock<Option<Names>>,
}

/// Names on a page that a fragment can refer to.
struct Names {
    ids: BTreeSet<String>,
    /// Number of pictures that open in the picture view.
    pictures: usize,
}

impl<'a> Links<'a> {
    /// Prepares the check of links; `pages` are all pages that are printed.
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

    /// Returns the target of a link on the page at the path `page`.
    pub(super) fn way(&self, address: &str, page: &str) -> Way {
        if address.starts_with('#') {
            return self.within(&[page, address].concat());
        }
        if address.starts_with('/') {
            return self.within(address);
        }
        match self.on_site(address) {
            // A link that begins with the site's origin, but lies outside its base path, is meant to leave the site.
            Some(address) if self.paths.has(path(&address)) => self.within(&address),
            _ => Way::There,
        }
    }

    /// Returns the target of a path on the site's own host.
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
        // `:~:` begins a text directive, which is not part of the name ("URL Fragment Text Directives").
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let name = percent_decode_str(fragment).decode_utf8_lossy();
        // An empty fragment and `top` mean the top of the page (HTML Standard, "select the indicated part").
        if name.is_empty() || name.eq_ignore_ascii_case("top") {
            return Way::There;
        }
        match page.names.get_or_init(|| self.names(&page.planned)) {
            Some(names) if !names.has(&name) => Way::NoSuchPlace(name.into_owned()),
            _ => Way::There,
        }
    }

    /// Returns the page at a path; the slash at its end may be missing.
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

    /// Returns an absolute URL without its origin, if its host is the site's own. The scheme makes no difference, since hosts
    /// answer over HTTP and HTTPS alike.
    fn on_site(&self, address: &str) -> Option<String> {
        let site = self.site.as_ref()?;
        let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let own = (url.host_str(), url.port()) == (site.host_str(), site.port());
        own.then(|| url[Position::BeforePath..].to_owned())
    }

    /// Renders a page and returns the names on it. `None` if its article cannot be read.
    fn names(&self, page: &Planned) -> Option<Names> {
        let Archive { edition, documents, .. } = self.archive;
        let article = match page.kind {
            Page::Article(at) => match self.archive.article(self.files, at).ok()? {
                Some((story, address)) => Some((story.id.clone(), Article::read(story.clone(), address))),
                None if edition.stories.get(at)?.needs_article() => return None,
                None => None,
            },
            _ => None,
        };
        let stories = page.carried.iter().filter_map(|at| edition.stories.get(*at)).cloned().collect();
        let html = page::app(
            InitialState {
                paths: self.paths.clone(),
                path: page.path.clone(),
                feed: documents.first().cloned().unwrap_or_default(),
                name: edition.paper.name.clone(),
                edition: Ok(Edition { paper: edition.paper.clone(), stories, ..Edition::default() }),
                articles: article.into_iter().collect(),
                read_article: Some(Article::read),
                printed: None,
                has_archive: true,
            },
            page.place.clone(),
            &[],
            None,
        );
        let ids: BTreeSet<String> =
            elements(&html).iter().filter_map(|element| Some(element.attribute("id")?.to_owned())).collect();
        let pictures = ids.iter().filter(|id| id.starts_with(PICTURE)).count();
        Some(Names { ids, pictures })
    }
}

impl Names {
    fn has(&self, name: &str) -> bool {
        self.ids.contains(name) || lightbox::index(name, self.pictures).is_some()
    }
}

/// Returns a URL without query and fragment.
fn path(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}
