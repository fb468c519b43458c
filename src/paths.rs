//! The addresses of the paper's own pages (FORMAT.md, "Addresses of pages").

use crate::model::Slug;

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
    fn a_name_without_ascii_words_still_has_an_address() {
        assert_ne!(Paths::below("").topic("政治"), Paths::below("").topic("経済"));
    }
}
