//! Settings of the paper: from flags, from `paper.toml`, from the page that Trunk built, or from the feed, in this order.

use std::{
    fs,
    path::{Path, PathBuf},
};

use london_daily::model::Paper;
use serde::Deserialize;

use super::{
    files::{self, Files, Finding},
    options::{Options, origin},
    template::Template,
};

/// Name of the file, beside the site's folder.
const FILE: &str = "paper.toml";
/// Name that the page has until a publisher changes it.
pub(super) const STAND_IN_NAME: &str = "London Daily";
/// Origin that the page names until a publisher changes it. No site can be there (RFC 2606).
pub(super) const STAND_IN_SITE: &str = "https://london-daily.example";

/// Settings that a publisher has made. What is not set is left to the page, and then to the feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    /// URL of the feed, or the path of a file with it.
    pub(super) feed: Option<String>,
    /// Name on the masthead.
    pub(super) name: Option<String>,
    /// URL of the site's icon.
    pub(super) icon: Option<String>,
    /// URL of the published site.
    pub(super) site: Option<String>,
    /// BCP 47 tag of the language in which the paper is written.
    pub(super) language: Option<String>,
}

impl Settings {
    /// Reads the settings, flags first.
    ///
    /// # Errors
    /// The file cannot be read, or flags and file name different feeds.
    pub(super) fn read(options: &Options) -> Result<Self, Finding> {
        let (path, file) = Self::of_file(options.settings.as_deref(), &options.dist)?;
        let is_url = |feed: &str| feed.contains("://");
        if let (Some(flag), Some(set)) = (&options.feed, &file.feed)
            && flag != set
            && is_url(flag)
        {
            let text =
                format!("is {set:?}, and --feed says {flag:?}: a paper has one feed, so change one of them");
            return Err(Finding::error(path.display(), "feed", text));
        }
        Ok(Self {
            feed: file.feed,
            name: options.name.clone().or(file.name),
            icon: options.icon.clone().or(file.icon),
            site: options.site.clone().or(file.site),
            language: options.language.clone().or(file.language),
        })
    }

    /// Reads the file, which need not be there unless it is named.
    pub(super) fn of_file(named: Option<&Path>, dist: &Path) -> Result<(PathBuf, Self), Finding> {
        let Some(path) = named.map(Path::to_owned).or_else(|| Self::path(dist)) else {
            return Ok((PathBuf::new(), Self::default()));
        };
        let failed = |text: String| Finding::error(path.display(), "", text);
        let bytes = files::read(&path).map_err(failed)?;
        let text = String::from_utf8(bytes).map_err(|_| failed("is not in UTF-8".to_owned()))?;
        let settings: Self = toml::from_str(&text).map_err(|error| failed(error.to_string()))?;
        let settings = Self { feed: settings.feed.map(|feed| beside_settings(&path, feed)), ..settings };
        if let Some(site) = &settings.site {
            origin(site).map_err(|error| Finding::error(path.display(), "site", error))?;
        }
        Ok((path, settings))
    }

    /// Returns the place of the file beside a site's folder, if it is there.
    pub(super) fn path(dist: &Path) -> Option<PathBuf> {
        let path = fs::canonicalize(dist).unwrap_or_else(|_| dist.to_owned()).with_file_name(FILE);
        path.is_file().then_some(path)
    }

    /// Gives the paper its name and language, where publisher or page set them. Returns `true` if the feed has others.
    pub(super) fn apply(&self, template: &Template, paper: &mut Paper) -> bool {
        let of_page = Some(template.name()).filter(|name| !name.is_empty() && *name != STAND_IN_NAME);
        let before = paper.clone();
        if let Some(name) = self.name.as_deref().or(of_page) {
            name.clone_into(&mut paper.name);
        }
        if let Some(language) = &self.language {
            paper.language = Some(language.clone());
        }
        *paper != before
    }

    /// Returns the URL of the icon: the one that is set, else the page's unless it stands in for one, else the feed's.
    pub(super) fn icon(&self, template: &Template, files: &Files, paper: &Paper) -> Option<String> {
        const STAND_IN: &[u8] = include_bytes!("../../../style/icon.svg");
        let of_page = template.icon().map(|(icon, _)| icon);
        let stands_in = |icon: &&str| {
            paper.name != STAND_IN_NAME && files.read(icon).is_ok_and(|bytes| bytes == STAND_IN)
        };
        let of_page = of_page.filter(|icon| !stands_in(icon)).map(str::to_owned);
        self.icon.clone().or(of_page).or_else(|| paper.icon.clone())
    }
}

/// Returns the feed that a file of settings names; the path of a file counts from there.
fn beside_settings(path: &Path, feed: String) -> String {
    match path.parent() {
        Some(folder) if !feed.contains("://") => folder.join(feed).display().to_string(),
        _ => feed,
    }
}

/// Returns `true` for an origin that stands in for one that nobody has set.
pub(super) fn is_stand_in(site: &str) -> bool {
    origin(site).is_ok_and(|origin| origin == STAND_IN_SITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str, options: Options) -> Result<Settings, Finding> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), toml).unwrap();
        Settings::read(&Options { dist: folder.path().join("dist"), ..options })
    }

    #[test]
    fn a_flag_goes_before_the_file() {
        let options = Options { name: Some("Flag".into()), ..Options::default() };
        let settings = read("name = \"File\"\nsite = \"https://paper.example/\"\n", options).unwrap();
        assert_eq!(settings.name.as_deref(), Some("Flag"));
        assert_eq!(settings.site.as_deref(), Some("https://paper.example/"));
    }

    #[test]
    fn a_mistake_in_the_file_is_said() {
        for (toml, said) in
            [("nam = \"x\"", "unknown field"), ("name = x", "line 1"), ("site = \"paper\"", "is no address")]
        {
            let finding = read(toml, Options::default()).unwrap_err();
            assert!(finding.text.contains(said), "{toml}: {finding}");
        }
    }

    #[test]
    fn two_different_feeds_stop_the_printing() {
        let feed = |feed: &str| Options { feed: Some(feed.into()), ..Options::default() };
        let toml = "feed = \"https://blog.example/feed/\"";
        assert!(read(toml, feed("https://other.example/feed/")).unwrap_err().text.contains("one feed"));
        assert!(read(toml, feed("https://blog.example/feed/")).is_ok());
        assert!(read(toml, feed("copy.xml")).is_ok(), "a copy of it");
    }
}
