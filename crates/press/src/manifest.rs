//! What was printed, and from what: so that the same is not printed again, and nothing is left behind.

use std::{
    collections::BTreeMap,
    fs,
    hash::Hasher,
    path::{Component, Path, PathBuf},
};

use fnv::FnvHasher;
use serde::{Deserialize, Serialize};

use super::{compress, files::Finding};

/// The folder in `dist` that holds what printing again needs.
pub(super) const FOLDER: &str = ".press";
const FILE: &str = "manifest.json";

/// FNV-1a, 64 bits: short, and stable over builds and platforms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u64);

impl Hash {
    /// The offset basis of FNV, with which hashing begins.
    pub(super) const START: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The hash of what was hashed so far and `text`. The end of a text counts.
    pub(super) fn and(self, text: &str) -> Self {
        let mut hasher = FnvHasher::with_key(self.0);
        hasher.write(text.as_bytes());
        hasher.write_u8(0xff);
        Self(hasher.finish())
    }

    fn written(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// The pages of one printing, by their files below `dist`, each with the hash of all that it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Manifest {
    pages: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of what stands in `dist`; empty where there is none.
    ///
    /// # Errors
    /// There is one, and it cannot be read: it is not known then what to remove.
    pub(super) fn read(dist: &Path) -> Result<Self, Finding> {
        let file = dist.join(FOLDER).join(FILE);
        let Ok(bytes) = fs::read(&file) else { return Ok(Self::default()) };
        serde_json::from_slice(&bytes).map_err(|_| {
            let text = "is damaged, so everything is printed anew, and pages of stories that are gone may be left; \
                        build anew to be rid of them";
            Finding::warning(file.display(), "", text)
        })
    }

    /// Keeps it in `dist`.
    pub(super) fn write(&self, dist: &Path) -> std::io::Result<()> {
        fs::write(dist.join(FOLDER).join(FILE), serde_json::to_string(self)?)
    }

    pub(super) fn note(&mut self, file: &str, hash: Hash) {
        self.pages.insert(file.to_owned(), hash.written());
    }

    /// Whether a page was made of the same.
    pub(super) fn has(&self, file: &str, hash: Hash) -> bool {
        self.pages.get(file).is_some_and(|known| *known == hash.written())
    }

    /// Whether it is a file of that printing.
    pub(super) fn knows(&self, file: &str) -> bool {
        self.pages.contains_key(file)
    }

    /// The files that are here and not in `new`. Names that lead out of the folder are passed over.
    pub(super) fn without(&self, new: &Self) -> Vec<PathBuf> {
        let inside = |path: &PathBuf| path.components().all(|part| matches!(part, Component::Normal(_)));
        let gone = self.pages.keys().filter(|file| !new.pages.contains_key(*file));
        gone.map(PathBuf::from).filter(inside).collect()
    }
}

/// Removes a page, what was made of it, and the folders that are empty without it.
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
