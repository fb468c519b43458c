//! From URLs of the site to files, and the findings that are reported about them.

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::{Component, Path, PathBuf},
};

use percent_encoding::percent_decode_str;

/// Finding about the content or the printing, to be reported to an editor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// `true` for an error, `false` for a warning.
    pub is_error: bool,
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
        Self { is_error: true, file: file.to_string(), field: field.into(), text: text.into() }
    }

    /// Creates a finding about something that could be better.
    pub fn warning(file: impl fmt::Display, field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { is_error: false, ..Self::error(file, field, text) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_error { "error" } else { "warning" };
        write!(formatter, "{kind}: {}: ", printable(&self.file))?;
        if !self.field.is_empty() {
            write!(formatter, "{}: ", printable(&self.field))?;
        }
        formatter.write_str(&printable(&self.text))
    }
}

/// Returns a text of the feed's or of a file's name as a message can hold it: with escapes in the place of control characters, which
/// could steer a terminal, or begin a line that a build server takes for a command.
fn printable(text: &str) -> String {
    let escaped = |letter: char| match letter.is_control() {
        true => letter.escape_default().to_string(),
        false => letter.to_string(),
    };
    text.chars().map(escaped).collect()
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
    // To open a pipe would wait for somebody who writes into it.
    if fs::metadata(path).is_ok_and(|file| !file.is_file()) {
        return Err("is no file".to_owned());
    }
    fs::read(path).map_err(|error| format!("cannot be read: {error}"))
}

/// Beginning of the name that a file has until all of it is written.
const UNFINISHED: &str = ".press-";

/// Writes a file as a whole or not at all: under another name first, so that a full disk or the end of this process leaves the
/// file as it was. Creates its folder.
pub(super) fn write(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // Other users read the files: those of a host. The umask applies.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content.as_ref())?;
    file.persist(path)?;
    Ok(())
}

/// Returns `true` for a file that a process began to write, and did not live to finish.
pub(super) fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED))
}

/// Removes from a folder what processes began to write, and did not live to finish.
pub(super) fn remove_unfinished(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|path| is_unfinished(path)) {
        // A file that stays here does no harm: nothing names it.
        let _ = fs::remove_file(path);
    }
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

    #[test]
    fn a_message_steers_neither_terminal_nor_build_server() {
        let finding = Finding::error("a", "\u{1b}]0;x\u{7}", "b\n::error::c\u{9b}2J").to_string();
        assert_eq!(finding, "error: a: \\u{1b}]0;x\\u{7}: b\\n::error::c\\u{9b}2J");
    }
}
