//! The feed's documents and the site's metadata.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use london_daily::{browser::calendar, feed, model::Slug};

use super::{CheckContext, Options, bytes_of};
use crate::{
    files::{self, Finding},
    pictures,
    settings::{STAND_IN_NAME, Settings, is_stand_in},
    template::Template,
};

/// Returns an error if nobody has said where a paper is published, or only its stand-in: its pages would have no canonical URL, and
/// there would be neither feeds nor sitemaps. `path` is what is checked, in the content folder `folder`. A feed alone is no paper, nor
/// is a copy of one.
pub(super) fn site(path: &Path, folder: &Path, options: &Options, name: &str) -> Option<Finding> {
    const FIELD: &str = "site";
    let what_to_do = "set `site` in paper.toml, or say it with --site";
    let still = |place: String, field: &str, site: &str| {
        let text = format!("still is {site}, where no paper can be; {what_to_do}");
        // The sample edition is published nowhere else.
        (is_stand_in(site) && name != STAND_IN_NAME).then(|| Finding::error(place, field, text))
    };
    if let Some(site) = &options.site {
        return still("--site".to_owned(), "", site);
    }
    let root = std::path::absolute(folder).ok()?.parent()?.to_owned();
    // The file of settings stands beside the folder of the site, which may be the one that the content is in.
    for beside in [folder, &root] {
        match Settings::of_file(None, beside) {
            Ok((file, Settings { site: Some(site), .. })) => {
                return still(file.display().to_string(), FIELD, &site);
            }
            Ok(_) => {}
            Err(finding) => return Some(finding),
        }
    }
    let index = root.join("index.html");
    let page = files::read(&index).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match page.as_deref().and_then(|page| Template::settings_in(page).site) {
        Some(site) => still(index.display().to_string(), "meta name=london-daily-site", &site),
        None if path.is_dir() && options.source.is_none() => {
            let text = format!("it is said nowhere where the paper is published; {what_to_do}");
            Some(Finding::error(folder.display(), FIELD, text))
        }
        None => None,
    }
}

impl CheckContext<'_> {
    /// Returns the findings about the feed, apart from those about single stories.
    pub(super) fn paper(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for address in &self.archive.documents {
            let mut report = self.report(address);
            let bytes = bytes_of(address, self.archive, self.first, self.files);
            let decoded = feed::decode(&bytes, address).ok();
            report.diagnostics(decoded.map(|decoded| decoded.diagnostics).unwrap_or_default());
            findings.append(&mut report.findings);
        }
        findings.extend(self.itself());
        let file = self.files.name(self.feed());
        findings.extend(self.limit_warnings.iter().map(|text| Finding::warning(&file, "", text.as_str())));
        findings.extend(self.repeated());
        let paper = &self.archive.edition.paper;
        let shown = || self.archive.edition.stories.iter().filter(|story| !story.withdrawn);
        let named = paper.sections.iter().map(|name| (None, name));
        let sections = shown().filter_map(|story| Some((Some(story.id.as_str()), story.section.as_ref()?)));
        findings.extend(self.clashes("section", named.chain(sections), |name| self.paths.section(name)));
        let topics =
            shown().flat_map(|story| story.topics.iter().map(|name| (Some(story.id.as_str()), name)));
        findings.extend(self.clashes("topic", topics, |name| self.paths.topic(name)));
        findings
    }

    fn itself(&self) -> Vec<Finding> {
        let paper = &self.archive.edition.paper;
        let mut report = self.report(self.feed());
        if let Some(icon) = &paper.icon {
            report.file_there("icon", icon);
            if let Some(text) = pictures::unreadable(self.files, icon) {
                report.error("icon", text);
            }
        }
        if let Some(about) = &paper.about {
            report.link("_london_daily.about", about, &self.paths.front());
        }
        if !calendar::is_known(&paper.time_zone) {
            let text = format!("{} is no time zone that is known; dates are shown in UTC", paper.time_zone);
            report.warning("_london_daily.time_zone", text);
        }
        report.findings
    }

    /// Returns an error for each story that an earlier document of the feed lists already.
    fn repeated(&self) -> Vec<Finding> {
        let finding = |(document, place, id): &(&str, String, String)| {
            let (first, at) = self.places.get(id)?;
            let text = format!(
                "stands on an earlier page already ({}: {at}); this item is left out",
                self.files.name(first)
            );
            Some(Finding::error(self.files.name(document), format!("{place}.id"), text))
        };
        self.repeated.iter().filter_map(finding).collect()
    }

    /// Returns a warning for each name whose page has the same URL as that of another name; names that differ only in case are
    /// the same name. Each comes with the id of the story that has it, or with `None` if the feed's own list of sections has it.
    fn clashes<'b>(
        &self,
        kind: &str,
        names: impl Iterator<Item = (Option<&'b str>, &'b String)>,
        page: impl Fn(&str) -> String,
    ) -> Vec<Finding> {
        let mut first: BTreeMap<Slug, &String> = BTreeMap::new();
        let mut told: BTreeSet<String> = BTreeSet::new();
        let mut findings = Vec::new();
        for (story, name) in names {
            let earlier = *first.entry(Slug::of_name(name)).or_insert(name);
            let plain = name.to_lowercase();
            if earlier.to_lowercase() == plain || !told.insert(plain) {
                continue;
            }
            let (document, field) = match story.and_then(|id| self.places.get(id)) {
                Some((document, place)) => (*document, format!("{place}.tags")),
                None => (self.feed(), "_london_daily.sections".to_owned()),
            };
            let text = format!(
                "the {kind}s “{earlier}” and “{name}” have the same address, {}, and share a page",
                page(name)
            );
            findings.push(Finding::warning(self.files.name(document), field, text));
        }
        findings
    }

    /// Returns the URL of the feed's first document.
    fn feed(&self) -> &str {
        self.archive.documents.first().map(String::as_str).unwrap_or_default()
    }
}
