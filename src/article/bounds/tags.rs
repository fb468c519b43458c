//! The tags of a text, as the HTML standard's tokenizer finds them (13.2.5).

/// Most attributes of an element. A parser compares each with all that stand before it.
const MOST_ATTRIBUTES: usize = 200;

/// Elements whose content is no markup.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// A tag as the tokenizer finds it.
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) is_end: bool,
    pub(super) start: usize,
    pub(super) end: usize,
    /// `true` if it ends with `/>`, which means something in SVG only.
    pub(super) closes_itself: bool,
    /// The end of the last attribute that an element may have, if there are more.
    pub(super) surplus: Option<usize>,
}

impl Tag<'_> {
    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// The tags of a text. Within what may be no markup, end tags are left out.
pub(super) struct Tags<'a> {
    html: &'a str,
    at: usize,
    /// Name of the element whose content may be no markup.
    raw: Option<&'a str>,
}

impl<'a> Tags<'a> {
    pub(super) fn of(html: &'a str) -> Self {
        Self { html, at: 0, raw: None }
    }

    /// Passes over a comment, or what the tokenizer takes for one. `start` is that of its `<`.
    fn comment(&mut self, start: usize) {
        let text = &self.html[start..];
        if text.starts_with("<![CDATA[") {
            // In SVG it goes on to `]]>`.
            self.raw = Some("]]>");
            self.at = start + "<![CDATA[".len();
            return;
        }
        let is_comment = text.starts_with("<!--");
        let ends = |at: &usize| {
            let before = &text.as_bytes()[..*at];
            !is_comment || (*at >= 4 && before.ends_with(b"--")) || (*at >= 7 && before.ends_with(b"--!"))
        };
        let end = text.match_indices('>').map(|(at, _)| at).find(ends);
        self.at = end.map_or(self.html.len(), |end| start + end + 1);
    }

    /// Returns the end of a tag whose name ends at `at`, `true` if it closes itself, and the end of the last attribute that is allowed if
    /// there are more. `None` if the text ends before.
    fn attributes(&self, mut at: usize) -> Option<(usize, bool, Option<usize>)> {
        let bytes = self.html.as_bytes();
        let skip = |mut at: usize, over: fn(u8) -> bool| {
            while bytes.get(at).is_some_and(|byte| over(*byte)) {
                at += 1;
            }
            at
        };
        let mut count = 0;
        let mut surplus = None;
        loop {
            let from = at;
            at = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            if *bytes.get(at)? == b'>' {
                let closes_itself = bytes[from..at].ends_with(b"/");
                return Some((at + 1, closes_itself, surplus.filter(|_| count > MOST_ATTRIBUTES)));
            }
            // A name may begin with `=`.
            at = skip(at + 1, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
            let after = skip(at, |byte| byte.is_ascii_whitespace());
            if bytes.get(after) == Some(&b'=') {
                at = skip(after + 1, |byte| byte.is_ascii_whitespace());
                at = match bytes.get(at)? {
                    b'"' => skip(at + 1, |byte| byte != b'"') + 1,
                    b'\'' => skip(at + 1, |byte| byte != b'\'') + 1,
                    _ => skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
                };
            }
            count += 1;
            if count == MOST_ATTRIBUTES {
                surplus = Some(at);
            }
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            if self.raw == Some("]]>") && self.html[self.at..start].contains("]]>") {
                self.raw = None;
            }
            let bytes = self.html.as_bytes();
            let is_end = bytes.get(start + 1) == Some(&b'/');
            let from = start + 1 + usize::from(is_end);
            if !bytes.get(from).is_some_and(u8::is_ascii_alphabetic) {
                match bytes.get(start + 1) {
                    Some(b'!' | b'?' | b'/') if self.raw.is_none() => self.comment(start),
                    _ => self.at = start + 1,
                }
                continue;
            }
            let ends_name = |letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>');
            let to = from + self.html[from..].find(ends_name)?;
            let name = &self.html[from..to];
            if let Some(raw) = self.raw
                && is_end
            {
                if !name.eq_ignore_ascii_case(raw) {
                    self.at = to;
                    continue;
                }
                self.raw = None;
            }
            let (end, closes_itself, surplus) = self.attributes(to)?;
            self.at = end;
            let tag = Tag { name, is_end, start, end, closes_itself, surplus };
            if !is_end && self.raw.is_none() && tag.is_one_of(RAW) {
                self.raw = Some(name);
            }
            return Some(tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(html: &str) -> Vec<String> {
        Tags::of(html).map(|tag| html[tag.start..tag.end].to_owned()).collect()
    }

    #[test]
    fn tags_are_found_as_by_a_parser() {
        for (html, found) in [
            ("a < b <p>c</p>", &["<p>", "</p>"][..]),
            ("<img alt=\"<b>\" src='>'><i x=\"/\">", &["<img alt=\"<b>\" src='>'>", "<i x=\"/\">"]),
            ("<!-- <b> --><!--><i><!--->", &["<i>"]),
            ("<!----!><b><!x <i>></ <u>?", &["<b>"]),
            ("<?x <b>><i/><b/c=d>", &["<i/>", "<b/c=d>"]),
            ("<script><b></i></script></i>", &["<script>", "<b>", "</script>", "</i>"]),
            ("<svg><![CDATA[></b>]]></svg>", &["<svg>", "</svg>"]),
            ("<p>no end <b class=\"x", &["<p>"]),
            ("<b =a==b>x<", &["<b =a==b>"]),
        ] {
            assert_eq!(tags(html), found, "{html}");
        }
    }
}
