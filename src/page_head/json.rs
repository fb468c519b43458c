//! Writing JSON as plain text: the program that a reader downloads has no other use for a writer.

/// A JSON object in the making.
pub(super) struct Object(String);

impl Object {
    /// An object of a type of schema.org; without one, when that is empty.
    pub(super) fn new(kind: &str) -> Self {
        let mut object = Self(String::from("{"));
        object.text("@type", Some(kind).filter(|kind| !kind.is_empty()));
        object
    }

    /// Adds a member whose value is JSON already.
    pub(super) fn member(&mut self, key: &str, json: String) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&quoted(key));
        self.0.push(':');
        self.0.push_str(&json);
    }

    /// Adds a text, if there is one.
    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.member(key, quoted(text));
        }
    }

    /// Adds a list, unless it is empty.
    pub(super) fn list(&mut self, key: &str, entries: Vec<String>) {
        if !entries.is_empty() {
            self.member(key, ["[", &entries.join(","), "]"].concat());
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A string of JSON that can stand in a script element: nothing in it ends that or begins a comment in it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                quoted.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    quoted.push(char::from_digit(character as u32 >> shift & 15, 16).unwrap_or('0'));
                }
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
