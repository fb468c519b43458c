//! The Content Security Policy of pages: what they may run, load, fetch and send.
//!
//! The policy is computed from the printing: scripts and styles by their hashes, other hosts only if the content names them. The
//! hosts are those of the whole site, since the app goes from page to page within one document. A story that reaches an open page
//! later is shown without its picture if that is on a host that nothing printed names.

mod hosts;
mod inline;

use super::styles::FirstWindow;

pub(super) use self::{
    hosts::Hosts,
    inline::{Inline, integrity},
};

/// Content Security Policies of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Policies {
    /// Policy of each kind of page. It stands before the headline, so it lists no hash that pages of this kind do not need.
    of_pages: Vec<(FirstWindow, String)>,
    /// Names of the other hosts that pages ask for pictures and sound.
    hosts: Vec<String>,
    /// Policy of all pages together, since a host sends one policy with every file.
    of_hosts: String,
}

impl Policies {
    /// Computes the policies of a site whose content names `hosts`. `page` returns the HTML that all pages of a kind share.
    pub(super) fn of(hosts: &Hosts, page: impl Fn(FirstWindow) -> String) -> Self {
        let pages = FirstWindow::ALL.map(|window| (window, page(window)));
        let of_hosts = hosts.policy(&Inline::of_all(pages.iter().map(|(_, page)| page.as_str())));
        let of_pages =
            pages.map(|(window, page)| (window, hosts.policy(&Inline::of_all([page.as_str()])))).into();
        Self { of_pages, hosts: hosts.shown(), of_hosts }
    }

    /// Returns the policy for hosts. `None` while Trunk serves the site: there is no policy then.
    pub(super) fn of_hosts(&self) -> Option<&str> {
        Some(self.of_hosts.as_str()).filter(|policy| !policy.is_empty())
    }

    /// Returns the names of the other hosts that pages ask for pictures and sound.
    pub(super) fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// Returns the elements of the head with the policies of a kind of page.
    pub(super) fn elements(&self, window: FirstWindow) -> String {
        let policy = self.of_pages.iter().find(|(kind, _)| *kind == window);
        policy.map_or_else(String::new, |(_, policy)| in_head(policy, ""))
    }
}

/// Returns the elements of the head with a policy. `mark` is what both have behind their other attributes.
pub(super) fn in_head(policy: &str, mark: &str) -> String {
    format!(
        "\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"{mark}>\
         \n    <meta name=\"referrer\" content=\"{REFERRER}\"{mark}>"
    )
}

/// Referrer policy: other hosts learn at most which site a reader comes from, not which article.
pub(super) const REFERRER: &str = "strict-origin-when-cross-origin";
