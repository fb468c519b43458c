//! From URLs of the site to files, and the findings that are reported about them.

use std::{
    fmt, fs,
    path::{Component, Path, PathBuf},
};

use percent_encoding::percent_decode_str;

/// Finding about the content or the printing, to be reported to an editor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// `true` for an error, `false` for a warning.
    pub grave: bool,
    /// File that the finding is about.
    pub file: String,
    /// Place in the file, such as `items[3].url`; empty for the file as a whole.
    pub field: String,
    /// Message to the editor.
    pub text: String,
}

impl Finding {
    /// Creates a finding about something that is wrong.
    pub fn error(file: impl fmt::Display, field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { grave: true, file: file.to_string(), field: field.into(), text: text.into() }
    }

    /// Creates a finding about something that could be better.
    pub fn warning(file: impl fmt::Display, field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { grave: false, ..Self::error(file, field, text) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.grave { "error" } else { "warning" };
        write!(formatter, "{kind}: {}: ", self.file)?;
        if !self.field.is_empty() {
            write!(formatter, "{}: ", self.field)?;
        }
        formatter.write_str(&self.text)
    }
}

/// Folder with the files that are served below the site's base path.
#[derive(Clone, Debug)]
pub struct Files {
    root: PathBuf,
    base: String,
}

impl Files {
    /// Maps URLs below the path `base` to files below `root`.
    pub fn below(root: &Path, base: &str) -> Self {
        Self { root: root.to_owned(), base: base.trim_end_matches('/').to_owned() }
    }

    /// Returns the path of the file at a URL. `None` if the URL is on another host or outside the base path, or if it leads out
    /// of the folder.
    pub fn path(&self, address: &str) -> Option<PathBuf> {
        let path = address.strip_prefix(self.base.as_str())?.strip_prefix('/')?;
        let path = path.split(['?', '#']).next()?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let path = Path::new(path.as_ref());
        let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        inside.then(|| self.root.join(path))
    }

    /// Reads the file at one of the site's own URLs.
    ///
    /// # Errors
    /// A message that says why the file cannot be read.
    pub fn read(&self, address: &str) -> Result<Vec<u8>, String> {
        let path =
            self.path(address).ok_or_else(|| format!("{address} is not one of the paper's own files"))?;
        read(&path).map_err(|error| format!("{} {error}", path.display()))
    }

    /// Returns the name of a file for messages: its path, or the URL itself if it is no file of the site.
    pub fn name(&self, address: &str) -> String {
        self.path(address).map_or_else(|| address.to_owned(), |path| path.display().to_string())
    }
}

/// Reads a file. The error message does not name the file, since the finding that holds it does.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_papers_own_is_a_file_below_its_root() {
        let files = Files::below(Path::new("/dist"), "/news/");
        let path = |address| files.path(address).map(|path| path.display().to_string());
        assert_eq!(path("/news/content/a%20b.json?x#y").as_deref(), Some("/dist/content/a b.json"));
        for outside in
            ["/other/a", "https://example.org/news/a", "/news/..%2Fsecret", "/newsroom/a", "news/a"]
        {
            assert_eq!(path(outside), None, "{outside}");
        }
        assert_eq!(Files::below(Path::new("d"), "/").path("/a"), Some(PathBuf::from("d/a")));
    }

    #[test]
    fn a_finding_names_file_and_field() {
        let finding = Finding::error("feed.json", "items[3].url", "is missing");
        assert_eq!(finding.to_string(), "error: feed.json: items[3].url: is missing");
        assert_eq!(Finding::warning("a", "", "b").to_string(), "warning: a: b");
    }
}
