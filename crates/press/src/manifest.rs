//! Record of a printing: its files, each with a hash of its input. The next printing skips what has not changed and removes what
//! no longer exists.

use std::{
    collections::BTreeMap,
    fs,
    hash::Hasher,
    path::{Component, Path, PathBuf},
};

use fnv::FnvHasher;
use london_daily::model::Moment;
use serde::{Deserialize, Serialize};

use super::{
    compress,
    files::{self, Finding},
};

/// Folder in `dist` with the files that the next printing needs.
pub(super) const FOLDER: &str = ".press";
const FILE: &str = "manifest.json";

/// FNV-1a hash of 64 bits: short, and the same on all builds and platforms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u64);

impl Hash {
    /// Offset basis of FNV, with which hashing begins.
    pub(super) const START: Self = Self(0xcbf2_9ce4_8422_2325);

    /// Returns the hash of everything hashed so far and `text`. The end of each text is hashed as well, so "ab", "c" and "a",
    /// "bc" differ.
    pub(super) fn and(self, text: &str) -> Self {
        let mut hasher = FnvHasher::with_key(self.0);
        hasher.write(text.as_bytes());
        hasher.write_u8(0xff);
        Self(hasher.finish())
    }

    /// Returns the hash as the manifest has it.
    pub(super) fn written(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// Files of one printing by their paths below `dist`, each with the hash of its input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Manifest {
    pages: BTreeMap<String, String>,
    /// The time for which the site was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed_at: Option<String>,
    /// Hash of the printed front page itself, by which it is seen that somebody has edited it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    front: Option<String>,
}

impl Manifest {
    /// Returns the manifest in `dist`; an empty one if there is none.
    ///
    /// # Errors
    /// The manifest is damaged, so it is not known which files to remove.
    pub(super) fn read(dist: &Path) -> Result<Self, Finding> {
        let file = dist.join(FOLDER).join(FILE);
        let Ok(bytes) = fs::read(&file) else { return Ok(Self::default()) };
        serde_json::from_slice(&bytes).map_err(|_| {
            let text = "is damaged, so everything is printed anew, and pages of stories that are gone may be left; \
                        build anew to be rid of them";
            Finding::warning(file.display(), "", text)
        })
    }

    pub(super) fn write(&self, dist: &Path) -> std::io::Result<()> {
        files::write(&dist.join(FOLDER).join(FILE), serde_json::to_string(self)?)
    }

    /// Returns the manifest of a printing that has begun: it knows the files of the one before and those of `planned`, and of none
    /// what it was made from. It is what stays if the printing does not come to its end.
    pub(super) fn begun<'a>(&'a self, planned: impl Iterator<Item = &'a str>) -> Self {
        let mut begun = Self::default();
        self.files().chain(planned).for_each(|file| begun.note(file, Hash::START));
        begun
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    pub(super) fn set_printed_at(&mut self, now: Moment) {
        self.printed_at = Some(now.to_string());
    }

    /// Returns the time for which the site was printed, if that printing came to its end.
    pub(super) fn printed_at(&self) -> Option<Moment> {
        self.printed_at.as_deref()?.parse().ok()
    }

    /// Returns the hash of the front page as it was printed.
    pub(super) fn front(&self) -> Option<&str> {
        self.front.as_deref()
    }

    pub(super) fn set_front(&mut self, html: &str) {
        self.front = Some(Hash::START.and(html).written());
    }

    pub(super) fn note(&mut self, file: &str, hash: Hash) {
        self.pages.insert(file.to_owned(), hash.written());
    }

    /// Returns `true` if the file was made from input with this hash.
    pub(super) fn has(&self, file: &str, hash: Hash) -> bool {
        self.pages.get(file).is_some_and(|known| *known == hash.written())
    }

    /// Returns `true` if that printing wrote the file.
    pub(super) fn knows(&self, file: &str) -> bool {
        self.pages.contains_key(file)
    }

    /// Returns the files that `new` no longer has. Paths that lead out of the folder are skipped, since a damaged manifest must
    /// not remove other files.
    pub(super) fn without(&self, new: &Self) -> Vec<PathBuf> {
        let inside = |path: &PathBuf| path.components().all(|part| matches!(part, Component::Normal(_)));
        let gone = self.pages.keys().filter(|file| !new.pages.contains_key(*file));
        gone.map(PathBuf::from).filter(inside).collect()
    }
}

/// Removes a file, its compressed copies, and the folders that are empty without it.
pub(super) fn remove(dist: &Path, file: &Path) {
    let _ = fs::remove_file(dist.join(file));
    compress::remove(&dist.join(file));
    let mut folder = file.parent();
    while let Some(inner) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        if fs::remove_dir(dist.join(inner)).is_err() {
            break;
        }
        folder = inner.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_follow_each_other_are_not_one_text() {
        assert_ne!(Hash::START.and("ab").and("c"), Hash::START.and("a").and("bc"));
        assert_eq!(Hash::START.and("a"), Hash::START.and("a"));
    }

    #[test]
    fn what_is_gone_is_known_and_nothing_outside_is_touched() {
        let mut old = Manifest::default();
        for file in ["article/a/index.html", "article/b/index.html", "../secret", "/etc/passwd"] {
            old.note(file, Hash::START);
        }
        let mut new = Manifest::default();
        new.note("article/a/index.html", Hash::START);
        assert_eq!(old.without(&new), [PathBuf::from("article/b/index.html")]);
    }
}
