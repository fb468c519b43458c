//! The file with the words of the interface in the paper's language, for browsers. English stands in the app itself.

use london_daily::{model::paths::Paths, text};

use super::{offline, policy, syndication::OutputFile, template::escape};

/// The words of a paper whose language is not English.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// URL of the file.
    pub(super) address: String,
    /// Hash of the file.
    pub(super) integrity: String,
    name: String,
    text: String,
}

impl Words {
    /// Returns the words in the language of a paper (BCP 47). `None` for English, and for a language without words.
    pub(super) fn of(language: Option<&str>, paths: &Paths) -> Option<Self> {
        let (language, text) = text::file(language)?;
        let integrity = policy::integrity(text.as_bytes());
        let name = format!("words-{language}-{}.json", offline::short(&integrity));
        Some(Self { address: format!("{}{name}", paths.front()), integrity, name, text })
    }

    /// Returns the element in the head of every page that has the file fetched before the app asks for it.
    pub(super) fn preload(&self) -> String {
        format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">\n", escape(&self.address))
    }

    /// Returns the file.
    pub(super) fn file(self) -> OutputFile {
        OutputFile { file: self.name, text: self.text, keeps_existing: false }
    }
}
