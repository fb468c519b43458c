//! The site's icon: its URL shows where the site lives, and its name which kind of picture it is.

use london_daily::browser::urls::{self, Use};

/// Returns the path of the icon's folder: Trunk puts the icon beside all other files, so this is the base path of the site.
/// `None` for a relative URL, which would lead elsewhere from each page.
pub(super) fn base_of(href: &str) -> Option<String> {
    if !href.starts_with('/') && !href.contains("://") {
        return None;
    }
    let path = urls::resolve("/", href, Use::Media)?;
    let path = match path.find("://") {
        Some(scheme) => path[scheme + 3..].find('/').map(|at| &path[scheme + 3 + at..])?,
        None => &path,
    };
    Some(path[..=path.rfind('/')?].to_owned())
}

/// Returns the media type of an icon, judged by the extension of its file.
pub(super) fn kind_of(href: &str) -> Option<String> {
    let (_, ending) = href.rsplit_once('.')?;
    let kind = match ending {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        _ => return None,
    };
    Some(kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_icon_is_shows_in_its_name() {
        let kinds = ["/icon.svg", "/news/icon-12.png", "/icon"].map(kind_of);
        assert_eq!(kinds.each_ref().map(Option::as_deref), [Some("image/svg+xml"), Some("image/png"), None]);
    }

    #[test]
    fn the_base_is_known_unless_addresses_are_relative() {
        for (href, base) in [
            ("/icon.svg", Some("/")),
            ("./icon.svg", None),
            ("icon.svg", None),
            ("https://cdn.example/a/icon.svg", Some("/a/")),
        ] {
            assert_eq!(base_of(href).as_deref(), base, "{href}");
        }
    }
}
