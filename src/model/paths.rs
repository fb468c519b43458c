//! The URLs of the site's pages: made from what is on a page, and read back.

use crate::model::Slug;

/// The pages of the site.
///
/// A URL names an article, a section or a topic by its slug, hence the default type `String`. Code that knows more puts its own
/// types in place: `A` for an article (an index, or a story with its text), `N` for a section or topic (its name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page<A = String, N = String> {
    /// The front page.
    Front,
    /// An article.
    Article(A),
    /// The page of a section.
    Section(N),
    /// The page of a topic.
    Topic(N),
    /// The page of all stories.
    Archive,
    /// A numbered page of a list, with stories that the page of the list leaves out.
    Numbered(List<N>, u32),
    /// The page of the stories that the reader has saved or read.
    Saved,
    /// The page that is shown without a network in place of a page that is not kept.
    Offline,
    /// The page for URLs that the site does not have.
    NotFound,
}

/// A list of stories that is parted into numbered pages. The first of them has the oldest stories, so that a page that is full
/// does not change when a story is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List<N = String> {
    /// All stories.
    Archive,
    /// The stories of a section.
    Section(N),
    /// The stories about a topic.
    Topic(N),
}

impl<N> List<N> {
    /// Returns the list with a reference in place of its name.
    pub fn as_ref(&self) -> List<&N> {
        match self {
            Self::Archive => List::Archive,
            Self::Section(name) => List::Section(name),
            Self::Topic(name) => List::Topic(name),
        }
    }

    /// Returns the list with something else in place of its name.
    pub fn map<M>(self, change: impl FnOnce(N) -> M) -> List<M> {
        match self {
            Self::Archive => List::Archive,
            Self::Section(name) => List::Section(change(name)),
            Self::Topic(name) => List::Topic(change(name)),
        }
    }
}

impl<A, N> From<List<N>> for Page<A, N> {
    /// Returns the page of the list itself, which has its newest stories.
    fn from(list: List<N>) -> Self {
        match list {
            List::Archive => Self::Archive,
            List::Section(name) => Self::Section(name),
            List::Topic(name) => Self::Topic(name),
        }
    }
}

impl<A, N> Page<A, N> {
    /// The pages of which the site has one each.
    pub const SINGLE: [Self; 5] = [Self::Front, Self::Archive, Self::Saved, Self::Offline, Self::NotFound];

    /// Returns the page with references in place of what names it.
    pub fn as_ref(&self) -> Page<&A, &N> {
        match self {
            Self::Front => Page::Front,
            Self::Article(article) => Page::Article(article),
            Self::Section(name) => Page::Section(name),
            Self::Topic(name) => Page::Topic(name),
            Self::Archive => Page::Archive,
            Self::Numbered(list, number) => Page::Numbered(list.as_ref(), *number),
            Self::Saved => Page::Saved,
            Self::Offline => Page::Offline,
            Self::NotFound => Page::NotFound,
        }
    }

    /// Returns the page with something else in place of what names an article, a section or a topic; the page for URLs that the
    /// site does not have if that is `None`.
    pub fn resolve<B, M>(
        self,
        article: impl FnOnce(A) -> Option<B>,
        section: impl FnOnce(N) -> Option<M>,
        topic: impl FnOnce(N) -> Option<M>,
    ) -> Page<B, M> {
        match self {
            Self::Front => Page::Front,
            Self::Article(named) => article(named).map_or(Page::NotFound, Page::Article),
            Self::Section(name) => section(name).map_or(Page::NotFound, Page::Section),
            Self::Topic(name) => topic(name).map_or(Page::NotFound, Page::Topic),
            Self::Archive => Page::Archive,
            Self::Numbered(list, number) => {
                let list = match list {
                    List::Archive => Some(List::Archive),
                    List::Section(name) => section(name).map(List::Section),
                    List::Topic(name) => topic(name).map(List::Topic),
                };
                list.map_or(Page::NotFound, |list| Page::Numbered(list, number))
            }
            Self::Saved => Page::Saved,
            Self::Offline => Page::Offline,
            Self::NotFound => Page::NotFound,
        }
    }
}

/// The path below which the site is served, with the conversions between pages and their paths.
///
/// # Examples
///
/// ```
/// use london_daily::model::Slug;
/// use london_daily::model::paths::{List, Page, Paths};
///
/// let paths = Paths::below("/news/");
/// assert_eq!(paths.article(&Slug::of_name("A Story")), "/news/article/a-story/");
/// assert_eq!(paths.section("Arts & Books"), "/news/section/arts-books/");
/// assert_eq!(paths.page("/news/section/arts-books"), Page::Section("arts-books".to_owned()));
/// assert_eq!(paths.numbered(List::Section("Arts & Books"), 2), "/news/section/arts-books/page/2/");
/// assert_eq!(paths.page("/news/archive/page/2/"), Page::Numbered(List::Archive, 2));
/// assert_eq!(paths.page("/elsewhere/"), Page::NotFound);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    base: String,
}

impl Paths {
    /// Returns the paths of a site below `base`: empty or `/` for the root of the host, `/sub/` for a sub-path.
    pub fn below(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned() }
    }

    /// Returns the path of the site without a slash at its end; empty at the root of a host.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns `true` if a path on the site's host is within the site.
    pub fn has(&self, path: &str) -> bool {
        path.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Returns the page that a path leads to. The slash at its end may be missing. Whether the site has an article, section or
    /// topic with that slug is not checked.
    pub fn page(&self, path: &str) -> Page {
        if !self.has(path) {
            return Page::NotFound;
        }
        let path = path[self.base.len()..].trim_matches('/');
        if path.is_empty() {
            return Page::Front;
        }
        let (path, number) = match path.rsplit_once("/page/") {
            Some((list, number)) => (list, Some(number)),
            None => (path, None),
        };
        let list = match path.split_once('/') {
            None if path == "archive" => List::Archive,
            None if path == "saved" && number.is_none() => return Page::Saved,
            None if path == "offline" && number.is_none() => return Page::Offline,
            Some(("section", slug)) if !slug.contains('/') => List::Section(slug.to_owned()),
            Some(("topic", slug)) if !slug.contains('/') => List::Topic(slug.to_owned()),
            Some(("article", slug)) if !slug.contains('/') && number.is_none() => {
                return Page::Article(slug.to_owned());
            }
            _ => return Page::NotFound,
        };
        match number.map(str::parse) {
            None => list.into(),
            Some(Ok(number)) => Page::Numbered(list, number),
            Some(Err(_)) => Page::NotFound,
        }
    }

    /// Returns the path of a page, given the slug of an article, or the name of a section or topic. `None` for the page that has
    /// no URL of its own.
    pub fn of(&self, page: Page<&Slug, &str>) -> Option<String> {
        Some(match page {
            Page::Front => self.front(),
            Page::Article(slug) => self.article(slug),
            Page::Section(name) => self.section(name),
            Page::Topic(name) => self.topic(name),
            Page::Archive => self.archive(),
            Page::Numbered(list, number) => self.numbered(list, number),
            Page::Saved => self.saved(),
            Page::Offline => self.offline(),
            Page::NotFound => return None,
        })
    }

    /// Returns the path of the front page.
    pub fn front(&self) -> String {
        format!("{}/", self.base)
    }

    /// Returns the path of an article.
    pub fn article(&self, slug: &Slug) -> String {
        format!("{}/article/{slug}/", self.base)
    }

    /// Returns the path of a section, given its name.
    pub fn section(&self, name: &str) -> String {
        format!("{}/section/{}/", self.base, Slug::of_name(name))
    }

    /// Returns the path of a topic, given its name.
    pub fn topic(&self, name: &str) -> String {
        format!("{}/topic/{}/", self.base, Slug::of_name(name))
    }

    /// Returns the path of the page of all stories.
    pub fn archive(&self) -> String {
        format!("{}/archive/", self.base)
    }

    /// Returns the path of the page of saved stories.
    pub fn saved(&self) -> String {
        format!("{}/saved/", self.base)
    }

    /// Returns the path of the offline page.
    pub fn offline(&self) -> String {
        format!("{}/offline/", self.base)
    }

    /// Returns the path of the page of a list.
    pub fn list(&self, list: List<&str>) -> String {
        match list {
            List::Archive => self.archive(),
            List::Section(name) => self.section(name),
            List::Topic(name) => self.topic(name),
        }
    }

    /// Returns the path of a numbered page of a list.
    pub fn numbered(&self, list: List<&str>, number: u32) -> String {
        format!("{}page/{number}/", self.list(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_live_below_the_papers_base() {
        let slug = Slug::from_text("A Story").unwrap();
        assert_eq!(Paths::below("/").article(&slug), "/article/a-story/");
        assert_eq!(Paths::below("/news/").front(), "/news/");
        assert_eq!(Paths::below("").section("Arts & Books"), "/section/arts-books/");
    }

    #[test]
    fn every_page_that_stands_alone_is_known() {
        // A new page makes this `match` fail to compile: one without a name also belongs into `Page::SINGLE`.
        let is_single = |page: &Page<(), ()>| match page {
            Page::Front | Page::Archive | Page::Saved | Page::Offline | Page::NotFound => true,
            Page::Article(()) | Page::Section(()) | Page::Topic(()) | Page::Numbered(..) => false,
        };
        assert!(Page::SINGLE.iter().all(is_single));
    }

    #[test]
    fn every_address_that_is_made_is_found_again() {
        let slug = Slug::from_text("A Story").unwrap();
        for base in ["/", "/news/", "/a/b"] {
            let paths = Paths::below(base);
            let named = [Page::Article(&slug), Page::Section("Arts & Books"), Page::Topic("Vote")];
            let lists = [List::Archive, List::Section("Page"), List::Topic("新聞")];
            let numbered = lists.map(|list| Page::Numbered(list, 12));
            for page in Page::SINGLE.into_iter().chain(named).chain(numbered) {
                let Some(path) = paths.of(page) else {
                    assert_eq!(page, Page::NotFound);
                    continue;
                };
                let found = page.resolve(
                    |slug| Some(slug.as_str().to_owned()),
                    |name| Some(Slug::of_name(name).as_str().to_owned()),
                    |name| Some(Slug::of_name(name).as_str().to_owned()),
                );
                assert_eq!(paths.page(&path), found);
                assert_eq!(paths.page(path.trim_end_matches('/')), found);
            }
        }
    }

    #[test]
    fn an_address_beside_the_paper_is_none_of_its_pages() {
        let paths = Paths::below("/news/");
        assert_eq!(paths.page("/news"), Page::Front);
        for path in [
            "/",
            "/newspaper/",
            "/article/a-story/",
            "/news/article/",
            "/news/article/a/b/",
            "/news/x/y/",
            "/news/archive/a/",
            "/news/archive/page/",
            "/news/archive/page/one/",
            "/news/article/a/page/1/",
            "/news/page/1/",
            "/news/saved/page/1/",
            "/news/saved/a/",
            "/news/section/page/1/",
        ] {
            assert_eq!(paths.page(path), Page::NotFound, "{path}");
        }
        assert_eq!(paths.page("/news/section/page/"), Page::Section("page".to_owned()));
    }

    #[test]
    fn a_name_without_ascii_words_still_has_an_address() {
        assert_ne!(Paths::below("").topic("政治"), Paths::below("").topic("経済"));
    }
}
