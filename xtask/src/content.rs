//! The content folder in development.
//!
//! Trunk copies `content/` into `dist/` when it builds. An edited headline would need a build, and the page a reload, to be
//! seen; but the app is live, and takes a new edition from the endpoint by itself. So after a development build the copy in the
//! staging folder gives way to a link to the real folder, and `Trunk.toml` keeps Trunk from watching it: the file that is served
//! is always the edited one, and nothing but the running app notices. Builds for publishing keep the copy.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Puts a link to `content/` into Trunk's staging folder, unless it builds for publishing.
pub(crate) fn link_for_development() -> Result<()> {
    if env::var("TRUNK_PROFILE").as_deref() == Ok("release") {
        return Ok(());
    }
    let source = folder("TRUNK_SOURCE_DIR")?.join("content");
    let copy = folder("TRUNK_STAGING_DIR")?.join("content");
    if let Err(error) = link(&source, &copy) {
        // Not every file system has links, and Windows asks for a permission. The copy does; only live editing is lost.
        println!("content/ is served as a copy, so an edited file is seen after the next build: {error:#}");
    }
    Ok(())
}

/// Returns the folder that Trunk names in a variable of its hooks.
pub(crate) fn folder(variable: &str) -> Result<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .with_context(|| format!("{variable} is not set: this command is for Trunk's hook"))
}

/// Puts a link to `source` in the place of the folder `copy`. When that fails the copy is still there.
fn link(source: &Path, copy: &Path) -> Result<()> {
    if !copy.is_dir() || copy.is_symlink() {
        return Ok(());
    }
    let source = source.canonicalize().with_context(|| format!("{} is not there", source.display()))?;
    let aside = copy.with_extension("copy");
    symlink(&source, &aside).context("no link could be made")?;
    fs::remove_dir_all(copy).context("the copy could not be removed")?;
    fs::rename(&aside, copy).context("the link could not be put in its place")
}

#[cfg(unix)]
fn symlink(source: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(source, link)
}

#[cfg(windows)]
fn symlink(source: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(source, link)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("content")).unwrap();
        fs::create_dir_all(folder.join("stage/content")).unwrap();
        folder
    }

    #[test]
    fn an_edit_after_the_build_is_seen_through_the_link() {
        let folder = scratch("link");
        fs::write(folder.join("content/feed.json"), "old").unwrap();
        fs::write(folder.join("stage/content/feed.json"), "old").unwrap();
        link(&folder.join("content"), &folder.join("stage/content")).unwrap();
        fs::write(folder.join("content/feed.json"), "new").unwrap();
        let served = fs::read_to_string(folder.join("stage/content/feed.json")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(served, "new");
    }

    #[test]
    fn linking_twice_leaves_the_content_alone() {
        let folder = scratch("twice");
        fs::write(folder.join("content/feed.json"), "kept").unwrap();
        for _ in 0..2 {
            link(&folder.join("content"), &folder.join("stage/content")).unwrap();
        }
        let kept = fs::read_to_string(folder.join("content/feed.json")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(kept, "kept");
    }

    #[test]
    fn without_the_real_folder_the_copy_stays() {
        let folder = scratch("copy");
        fs::write(folder.join("stage/content/feed.json"), "copy").unwrap();
        let result = link(&folder.join("missing"), &folder.join("stage/content"));
        let kept = fs::read_to_string(folder.join("stage/content/feed.json")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(result.is_err());
        assert_eq!(kept, "copy");
    }
}
