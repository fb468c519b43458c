//! The settings of the paper that stand in the template, and templates with others.

use super::{Template, escape, icon::kind_of, unescape};
use crate::elements::{Element, elements};

/// Settings of the paper that stand in a page.
#[derive(Debug, Default)]
pub(crate) struct PageSettings {
    /// URL of the feed, unresolved.
    pub(crate) feed: Option<String>,
    /// URL of the published site, unchecked.
    pub(crate) site: Option<String>,
}

impl Template {
    /// Returns the settings that stand in a page, printed or not.
    pub(crate) fn settings_in(html: &str) -> PageSettings {
        let mut settings = PageSettings::default();
        for element in elements(html).iter().filter(|element| element.is("meta")) {
            let content = element.attribute("content").map(unescape).filter(|text| !text.is_empty());
            match element.attribute("name") {
                Some("london-daily-feed") => settings.feed = content,
                Some("london-daily-site") => settings.site = content,
                _ => {}
            }
        }
        settings
    }

    /// Returns the page with another URL of the feed or of the site.
    ///
    /// # Errors
    /// As for [`Template::read`].
    pub(crate) fn with_settings(&self, feed: Option<&str>, site: Option<&str>) -> Result<Self, String> {
        self.with_elements(|element| {
            let (name, value) = match element.attribute("name").filter(|_| element.is("meta"))? {
                name @ "london-daily-feed" => (name, feed?),
                name @ "london-daily-site" => (name, site?),
                _ => return None,
            };
            Some(format!("<meta name=\"{name}\" content=\"{}\">", escape(value)))
        })
    }

    /// Returns the page with another URL of the feed, if there is one, and with this icon. It names its site only if it `has_site`: a
    /// site that is set elsewhere would be contradicted.
    ///
    /// # Errors
    /// As for [`Template::read`].
    pub(crate) fn with(&self, feed: Option<&str>, icon: &str, has_site: bool) -> Result<Self, String> {
        self.with_elements(|element| {
            let said = |name| element.attribute(name).map(unescape);
            let is_icon = element.is("link") && element.attribute("rel") == Some("icon");
            if element.is("meta") && element.attribute("name") == Some("london-daily-feed") {
                feed.map(|feed| format!("<meta name=\"london-daily-feed\" content=\"{}\">", escape(feed)))
            } else if element.is("meta") && element.attribute("name") == Some("london-daily-site") {
                (!has_site).then(String::new)
            } else if is_icon && said("href").as_deref() != Some(icon) {
                let kind = kind_of(icon).map(|kind| format!(" type=\"{kind}\"")).unwrap_or_default();
                let base = escape(self.base().unwrap_or("/"));
                Some(format!("<link rel=\"icon\" href=\"{}\"{kind} data-base=\"{base}\">", escape(icon)))
            } else {
                None
            }
        })
    }

    /// Returns the page with other HTML in the place of the elements for which `replacement` returns it.
    fn with_elements(&self, replacement: impl Fn(&Element) -> Option<String>) -> Result<Self, String> {
        let mut html = String::with_capacity(self.html.len());
        let mut at = 0;
        for element in elements(&self.html) {
            if let Some(new) = replacement(&element) {
                html.push_str(&self.html[at..element.place().start]);
                html.push_str(&new);
                at = element.place().end;
            }
        }
        html.push_str(&self.html[at..]);
        Self::read(html)
    }
}
