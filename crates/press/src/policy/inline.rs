//! Scripts and styles that stand in pages, which a policy allows by their hashes.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::elements::elements;

/// Hashes of the scripts and styles that stand in pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inline {
    pub(crate) scripts: Vec<String>,
    pub(crate) styles: Vec<String>,
}

impl Inline {
    /// Returns the hashes of all scripts and styles in these pages.
    pub(crate) fn of_all<'a>(pages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut inline = Self::default();
        for page in pages {
            inline.add(page);
        }
        inline
    }

    fn add(&mut self, page: &str) {
        for element in elements(page) {
            let runs = matches!(
                element.attribute("type"),
                None | Some("" | "module" | "text/javascript" | "application/javascript" | "importmap")
            );
            let known = if element.is("style") {
                &mut self.styles
            } else if element.is("script") && runs && element.attribute("src").is_none() {
                &mut self.scripts
            } else {
                continue;
            };
            let Some(text) = element.content() else { continue };
            let hash = integrity(&page.as_bytes()[text]);
            if !known.contains(&hash) {
                known.push(hash);
            }
        }
    }
}

/// Returns the hash of a text or file, as policies and the attribute `integrity` write it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_hashed_and_data_is_not() {
        let page = "<script>alert(1)</script><script type=\"application/json\">{}</script><script type=module>2</script>\
                    <script src=\"/a.js\"></script><style>a{}</style>";
        let Inline { scripts, styles } = Inline::of_all([page]);
        assert_eq!(scripts, [integrity(b"alert(1)"), integrity(b"2")]);
        assert_eq!(styles, [integrity(b"a{}")]);
        assert_eq!(integrity(b"alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }
}
