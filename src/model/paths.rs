//! The addresses of the paper's own pages (FORMAT.md, "Addresses of pages").

use crate::model::Slug;

/// The pages of the site. URLs name an article by its slug, and sections and topics by theirs; who has more at hand says so by the
/// types: an index, or a story with its text (`A`), and a name (`N`).
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

/// Makes addresses below the path under which the paper lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    base: String,
}

impl Paths {
    /// `base` is where the paper lives on its host: empty or `/` for the root, `/sub/` for a sub-path.
    pub fn below(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned() }
    }

    /// The sub-path without a slash at its end; empty at the root of a host.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether an address on the paper's host is one of the paper's.
    pub fn has(&self, path: &str) -> bool {
        path.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The page at an address. A slash at its end may be left out.
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

    /// The front page.
    pub fn front(&self) -> String {
        format!("{}/", self.base)
    }

    /// The page of an article.
    pub fn article(&self, slug: &Slug) -> String {
        format!("{}/article/{slug}/", self.base)
    }

    /// The page of a section.
    pub fn section(&self, name: &str) -> String {
        format!("{}/section/{}/", self.base, Slug::of_name(name))
    }

    /// The page of a topic.
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
            assert_eq!(paths.page(&paths.front()), Page::Front);
            assert_eq!(paths.page(&paths.article(&slug)), Page::Article("a-story".into()));
            assert_eq!(paths.page(&paths.section("Arts & Books")), Page::Section("arts-books".into()));
            assert_eq!(paths.page(paths.topic("Vote").trim_end_matches('/')), Page::Topic("vote".into()));
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
