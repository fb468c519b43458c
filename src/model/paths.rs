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
    /// The page for URLs that the site does not have.
    NotFound,
}

impl<A, N> Page<A, N> {
    /// The pages of which the site has one each.
    pub const SINGLE: [Self; 2] = [Self::Front, Self::NotFound];

    /// Returns the page with references in place of what names it.
    pub fn as_ref(&self) -> Page<&A, &N> {
        match self {
            Self::Front => Page::Front,
            Self::Article(article) => Page::Article(article),
            Self::Section(name) => Page::Section(name),
            Self::Topic(name) => Page::Topic(name),
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
/// use london_daily::model::paths::{Page, Paths};
///
/// let paths = Paths::below("/news/");
/// assert_eq!(paths.article(&Slug::of_name("A Story")), "/news/article/a-story/");
/// assert_eq!(paths.section("Arts & Books"), "/news/section/arts-books/");
/// assert_eq!(paths.page("/news/section/arts-books"), Page::Section("arts-books".to_owned()));
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
        match path.split_once('/') {
            Some(("article", slug)) if !slug.contains('/') => Page::Article(slug.to_owned()),
            Some(("section", slug)) if !slug.contains('/') => Page::Section(slug.to_owned()),
            Some(("topic", slug)) if !slug.contains('/') => Page::Topic(slug.to_owned()),
            _ => Page::NotFound,
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
    fn every_address_that_is_made_is_found_again() {
        let slug = Slug::from_text("A Story").unwrap();
        for base in ["/", "/news/", "/a/b"] {
            let paths = Paths::below(base);
            let named = [Page::Article(&slug), Page::Section("Arts & Books"), Page::Topic("Vote")];
            for page in Page::SINGLE.into_iter().chain(named) {
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
        for path in
            ["/", "/newspaper/", "/article/a-story/", "/news/article/", "/news/article/a/b/", "/news/x/y/"]
        {
            assert_eq!(paths.page(path), Page::NotFound, "{path}");
        }
    }

    #[test]
    fn a_name_without_ascii_words_still_has_an_address() {
        assert_ne!(Paths::below("").topic("政治"), Paths::below("").topic("経済"));
    }
}
