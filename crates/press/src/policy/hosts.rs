//! The hosts that a policy names, and the policy that is made of them.

use std::collections::BTreeSet;

use london_daily::{
    article,
    browser::trusted_types,
    model::{Body, Picture, Story, Transport},
};
use rayon::prelude::*;
use url::Url;

use super::inline::Inline;
use crate::{
    archive::Archive,
    files::Files,
    references::{Reference, in_blocks},
};

/// Name of the Trusted Types policy with which pages register the worker; see `offline/page.js`.
const OF_PAGES: &str = "london-daily-worker";

/// Most hosts that a policy names. The policy stands in every page and in the headers of every answer, which browsers and hosts limit.
const MOST_HOSTS: usize = 40;
/// Most bytes of the hosts in a policy, so that the headers of an answer have less than 8 KB, which every host and proxy allows.
const LONGEST_LISTS: usize = 5_600;

/// Other hosts that the content names, by the use that pages make of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hosts {
    pictures: BTreeSet<String>,
    media: BTreeSet<String>,
    connections: BTreeSet<String>,
    forms: BTreeSet<String>,
}

impl Hosts {
    /// Collects the hosts from all content that can be read. `icon` is that of the site, which need not be the feed's.
    pub(crate) fn of(archive: &Archive, files: &Files, feed: &str, icon: Option<&str>) -> Self {
        let paper = &archive.edition.paper;
        let mut hosts = Self::default();
        for address in [Some(feed), archive.edition.older.as_deref()].into_iter().flatten() {
            add(&mut hosts.connections, address);
        }
        for address in [paper.icon.as_deref(), icon].into_iter().flatten() {
            add(&mut hosts.pictures, address);
        }
        if let Some(newsletter) = &paper.newsletter {
            // Without the app, each of them is sent as a plain form, so `form-action` has to allow it.
            match newsletter.transport {
                Transport::Mail => {
                    hosts.forms.insert("mailto:".to_owned());
                }
                Transport::Form => add(&mut hosts.forms, &newsletter.action),
                Transport::Fetch | Transport::Json => {
                    add(&mut hosts.forms, &newsletter.action);
                    add(&mut hosts.connections, &newsletter.action);
                }
            }
        }
        let named = (0..archive.edition.stories.len())
            .into_par_iter()
            .map(|at| {
                let mut hosts = Self::default();
                hosts.add_story(&archive.edition.stories[at], &archive.listed_in[at]);
                // An article that cannot be read is reported when its page is printed.
                if let Ok(Some((story, address))) = archive.article(files, at) {
                    hosts.add_story(story, address);
                }
                hosts
            })
            .reduce(Self::default, Self::and);
        hosts.and(named)
    }

    /// Returns the hosts for a site of which only the URL of the feed is known. Its content may name any host, so every host with
    /// HTTPS is allowed.
    pub(crate) fn anywhere(feed: &str) -> Self {
        let mut hosts = BTreeSet::from(["https:".to_owned()]);
        let forms = hosts.iter().cloned().chain(["mailto:".to_owned()]).collect();
        add(&mut hosts, feed);
        Self { pictures: hosts.clone(), media: hosts.clone(), connections: hosts, forms }
    }

    fn and(mut self, other: Self) -> Self {
        self.pictures.extend(other.pictures);
        self.media.extend(other.media);
        self.connections.extend(other.connections);
        self.forms.extend(other.forms);
        self
    }

    fn add_story(&mut self, story: &Story, address: &str) {
        if let Some(document) = &story.article {
            add(&mut self.connections, document);
        }
        // If the text of a story stands in a list, the app fetches it from that list's document.
        add(&mut self.connections, address);
        if let Some(picture) = &story.picture {
            self.add_picture(picture);
        }
        for recording in &story.recordings {
            add(&mut self.media, &recording.src);
        }
        if !may_name_hosts(&story.body, address) {
            return;
        }
        let blocks = article::parse(&story.body, address);
        in_blocks(&blocks, &mut |reference| match reference {
            Reference::Picture(picture) => self.add_picture(picture),
            // This is a recording, a film, its poster or its subtitles.
            Reference::File(src) => {
                add(&mut self.pictures, src);
                add(&mut self.media, src);
            }
            Reference::Link(_) => {}
        });
    }

    fn add_picture(&mut self, picture: &Picture) {
        add(&mut self.pictures, &picture.src);
        for rendition in &picture.renditions {
            add(&mut self.pictures, &rendition.src);
        }
    }

    /// Returns the hosts of each use, and `true` if they are so many that the policy allows all hosts. Those of the use with the longest
    /// list go first.
    fn by_use(&self) -> [(&BTreeSet<String>, bool); 4] {
        let mut uses =
            [&self.pictures, &self.media, &self.connections, &self.forms].map(|hosts| (hosts, false));
        loop {
            let named = uses.iter().filter(|(_, is_crowd)| !is_crowd);
            let hosts: BTreeSet<_> = named
                .clone()
                .flat_map(|(hosts, _)| hosts.iter())
                .filter(|host| host.contains("//"))
                .collect();
            let length: usize = named.map(|(hosts, _)| list(hosts).len()).sum();
            let fits = hosts.len() <= MOST_HOSTS && length <= LONGEST_LISTS;
            let longest =
                uses.iter_mut().filter(|(_, is_crowd)| !is_crowd).max_by_key(|(hosts, _)| list(hosts).len());
            match longest {
                Some((_, is_crowd)) if !fits => *is_crowd = true,
                _ => return uses,
            }
        }
    }

    /// Returns a sentence about each use for which the content names so many hosts that the policy allows all of them.
    pub(crate) fn limit_warnings(&self) -> Vec<String> {
        let uses = ["pictures", "sound and films", "data", "forms"].into_iter().zip(self.by_use());
        let crowded = uses.filter(|(_, (_, is_crowd))| *is_crowd);
        let sentence = |(what, (hosts, _)): (&str, (&BTreeSet<String>, bool))| {
            format!(
                "names {} hosts for {what}, so the policy of pages allows all that have HTTPS",
                hosts.len()
            )
        };
        crowded.map(sentence).collect()
    }

    /// Returns the names of the hosts that pages ask for pictures and sound.
    pub(super) fn shown(&self) -> Vec<String> {
        let names = self.pictures.union(&self.media).filter_map(|host| host.split_once("://"));
        names.map(|(_, name)| name.to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Returns the policy of pages with these scripts and styles.
    pub(crate) fn policy(&self, Inline { scripts, styles }: &Inline) -> String {
        let [pictures, media, connections, forms] = self.by_use().map(|(hosts, is_crowd)| match is_crowd {
            // Of what needs no host of its own in it, such as `mailto:`, nothing is lost.
            true => {
                let schemes = hosts.iter().filter(|host| !host.contains("//") && *host != "https:");
                schemes.fold(" https:".to_owned(), |list, scheme| format!("{list} {scheme}"))
            }
            false => list(hosts),
        });
        let hashes = |hashes: &[String]| hashes.iter().map(|hash| format!(" '{hash}'")).collect::<String>();
        format!(
            "default-src 'none'; script-src 'self'{} 'wasm-unsafe-eval'; style-src 'self'{}; img-src 'self'{}; \
             media-src 'self'{}; font-src 'self'; connect-src 'self'{}; manifest-src 'self'; worker-src 'self'; \
             form-action 'self'{}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types {} {OF_PAGES}",
            hashes(scripts),
            hashes(styles),
            pictures,
            media,
            connections,
            forms,
            trusted_types::POLICY,
        )
    }
}

/// Returns `true` if a text may load something from another host. This search spares most texts from being parsed.
fn may_name_hosts(body: &Body, address: &str) -> bool {
    let Body::Markup(html) = body else { return false };
    let loads = || ["src", "SRC", "Src", "poster", "POSTER"].iter().any(|name| html.contains(name));
    // Browsers read `\` and the character references `&#47;` and `&sol;` as a slash, too.
    let elsewhere =
        || !address.starts_with('/') || ["//", "\\", "&#", "&sol"].iter().any(|sign| html.contains(sign));
    loads() && elsewhere()
}

/// Returns hosts as a directive lists them, with a space before each.
fn list(hosts: &BTreeSet<String>) -> String {
    hosts.iter().map(|host| format!(" {host}")).collect()
}

/// Adds the host of a URL, unless it is the site's own.
fn add(hosts: &mut BTreeSet<String>, address: &str) {
    hosts.extend(host(address));
}

/// Returns scheme, host and port of a URL on another host, as a policy can name them. `None` if the host has characters that
/// could mean something else in a policy, or is an IPv6 address, which a policy cannot name.
fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    if !matches!(url.scheme(), "http" | "https") || host.is_empty() || !host.bytes().all(plain) {
        return None;
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}://{host}{port}", url.scheme()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{headers, policy::integrity};

    #[test]
    fn a_policy_does_not_grow_without_end() {
        let hosts = |count: usize| Hosts {
            pictures: (0..count).map(|host| format!("https://{host}.example")).collect(),
            forms: (0..count)
                .map(|host| format!("https://{host}.example"))
                .chain(["mailto:".to_owned()])
                .collect(),
            ..Hosts::default()
        };
        let (few, many) = (hosts(MOST_HOSTS - 1), hosts(11_000));
        assert!(
            few.policy(&Inline::default()).contains("img-src 'self' https://0.example https://1.example")
        );
        assert!(few.limit_warnings().is_empty());
        let policy = many.policy(&Inline::default());
        assert!(
            policy.contains("img-src 'self' https:;")
                && policy.contains("form-action 'self' https: mailto:;"),
            "{policy}"
        );
        assert!(policy.len() < 1_000 && many.limit_warnings().len() == 2, "{policy}");
    }

    #[test]
    fn hosts_for_all_uses_together_are_few_and_short() {
        let named = |use_: &str, count: usize, length: usize| -> BTreeSet<String> {
            (0..count).map(|host| format!("https://{use_}{host}.{}.example", "x".repeat(length))).collect()
        };
        let of_all = |count: usize, length: usize| Hosts {
            pictures: named("p", count + 3, length),
            media: named("m", count, length),
            connections: named("c", count, length),
            forms: named("f", count, length),
        };
        let crowded = |hosts: &Hosts| hosts.by_use().map(|(_, is_crowd)| is_crowd);
        assert_eq!(crowded(&of_all(9, 10)), [false; 4]);
        assert_eq!(crowded(&of_all(12, 10)), [true, false, false, false], "the longest list goes first");
        assert_eq!(crowded(&of_all(6, 200)), [true, false, false, false]);
        let longest = of_all(6, 180);
        assert_eq!(crowded(&longest), [false; 4]);
        let hashes = || (0..8).map(|at| integrity(&[at])).collect();
        let policy = longest.policy(&Inline { scripts: hashes(), styles: hashes() });
        let headers: usize =
            headers::headers(&policy).iter().map(|(name, value)| name.len() + value.len() + 4).sum();
        assert!(headers < 8_000, "{headers}");
    }

    #[test]
    fn a_host_is_named_by_scheme_name_and_port() {
        for (address, named) in [
            ("https://Pictures.example/a.png?b", Some("https://pictures.example")),
            ("http://pictures.example:8080/", Some("http://pictures.example:8080")),
            ("https://b\u{fc}cher.example/", Some("https://xn--bcher-kva.example")),
            ("https://me:secret@pictures.example/", Some("https://pictures.example")),
            ("/content/a.png", None),
            ("mailto:desk@paper.example", None),
        ] {
            assert_eq!(host(address).as_deref(), named, "{address}");
        }
    }

    #[test]
    fn a_hostile_host_adds_nothing_to_a_policy() {
        for address in [
            "https://a;script-src.example/",
            "https://a,b.example/",
            "https://a'unsafe-inline'.example/",
            "https://*/",
            "https://*.example/",
            "https://a%3bscript-src.example/",
            "https://a\"><script>/",
            "https://a b.example/",
            "https://[::1]/",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert_eq!(host(address), None, "{address}");
        }
    }

    #[test]
    fn a_text_without_files_elsewhere_is_not_parsed() {
        let text = |html: &str| may_name_hosts(&Body::Markup(html.into()), "/content/a.json");
        assert!(!text("<p>See <a href=\"https://other.example/\">there</a></p>"));
        assert!(!text("<img src=\"pictures/a.png\">"));
        assert!(text("<img src=\"https://other.example/a.png\">"));
        assert!(text("<img src='\\\\other.example/a.png'>"));
        assert!(may_name_hosts(&Body::Markup("<img src=a.png>".into()), "https://other.example/feed.json"));
    }
}
