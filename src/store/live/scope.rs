use crate::model::{Slug, Story};

/// The stories that a list has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The kind of list.
    pub kind: ListKind,
    /// The id of the article's story, or the slug of the section or topic; empty for [`ListKind::Latest`].
    pub of: String,
    /// The ids of stories that the page shows above the list.
    pub above: Vec<String>,
}

/// The kinds of list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListKind {
    /// All stories, newest first.
    #[default]
    Latest,
    /// All stories, first those that go with an article.
    Related,
    /// The stories of a section, newest first.
    Section,
    /// The stories about a topic, newest first. The section of a story counts as one of its topics.
    Topic,
}

impl Scope {
    /// Returns the scope of the list beside the article of a story.
    pub fn related(id: String) -> Self {
        Self { kind: ListKind::Related, of: id, above: Vec::new() }
    }

    /// Returns `true` if a story belongs to the list.
    pub fn has(&self, story: &Story) -> bool {
        !self.above.contains(&story.id) && self.covers(story)
    }

    /// Returns `true` if a story is of the kind that the list has, wherever on the page it stands.
    pub fn covers(&self, story: &Story) -> bool {
        let is_named = |name: &String| Slug::of_name(name).as_str() == self.of;
        match self.kind {
            ListKind::Latest => true,
            ListKind::Related => self.of != story.id,
            ListKind::Section => story.section.iter().any(is_named),
            ListKind::Topic => story.topics.iter().chain(&story.section).any(is_named),
        }
    }
}

impl ListKind {
    /// Returns the name by which the root of a list says its kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Related => "related",
            Self::Section => "section",
            Self::Topic => "topic",
        }
    }

    /// Returns the kind with this name.
    pub fn named(name: &str) -> Self {
        match name {
            "related" => Self::Related,
            "section" => Self::Section,
            "topic" => Self::Topic,
            _ => Self::Latest,
        }
    }
}
