use serde_json::{Map, Number, Value};

use super::{Problem, date, diagnostic::Notes, limits, text};
use crate::{
    browser::urls::{self, Use},
    model::Moment,
};

/// An object of the document, read field by field. A value that cannot be used is noted as a problem and counts as absent.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    /// Path of the object, such as `items[3]`; empty for the document itself.
    path: String,
    pub(super) notes: &'a Notes<'a>,
}

impl<'a> Fields<'a> {
    /// Wraps the document itself; `None` if it is not an object.
    pub(super) fn root(document: &'a Value, notes: &'a Notes<'a>) -> Option<Self> {
        Some(Self { object: document.as_object()?, path: String::new(), notes })
    }

    /// Notes a problem with the field `key`.
    pub(super) fn note(&self, key: &str, problem: Problem) {
        self.notes.add(self.path_of(key), problem);
    }

    /// Notes a problem with this object as a whole.
    pub(super) fn note_all(&self, problem: Problem) {
        self.notes.add(self.path.clone(), problem);
    }

    /// Returns the path of the object, such as `items[3]`.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    fn path_of(&self, key: &str) -> String {
        if !Notes::KEPT {
            return String::new();
        }
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Returns the value of a field. `null` counts as absent.
    fn get(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn is_list(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Value::Array(_)))
    }

    pub(super) fn is_empty_list(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Value::Array(list)) if list.is_empty())
    }

    /// Returns a string, unchanged.
    pub(super) fn string(&self, key: &str) -> Option<&'a str> {
        let value = self.get(key)?;
        if value.as_str().is_none() {
            self.note(key, Problem::WrongType);
        }
        value.as_str()
    }

    /// Returns a text on one line of at most `most` characters. A text without visible characters counts as absent.
    pub(super) fn line(&self, key: &str, most: usize) -> Option<String> {
        let (line, whole) = text::line(self.string(key)?, most)?;
        if !whole {
            self.note(key, Problem::TooLong);
        }
        Some(line)
    }

    /// Returns a text that publishers write as HTML as well, as plain text, and else as [`Fields::line`] does.
    pub(super) fn text(&self, key: &str, most: usize) -> Option<String> {
        let (line, whole) = text::plain_line(self.string(key)?, most)?;
        if !whole {
            self.note(key, Problem::TooLong);
        }
        Some(line)
    }

    /// Returns the text of an article, cut to [`limits::BODY`]; `None` if nothing in it is visible.
    pub(super) fn body(&self, key: &str) -> Option<&'a str> {
        let string = self.string(key)?;
        let body = text::beginning(string, limits::BODY);
        if body.len() < string.len() {
            self.note(key, Problem::TooLong);
        }
        (!text::is_blank(body)).then_some(body)
    }

    /// Returns an id: a string that is not empty, or a number, which becomes a string.
    pub(super) fn id(&self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        self.read_id(value, || self.path_of(key))
    }

    fn read_id(&self, value: &Value, path: impl FnOnce() -> String) -> Option<String> {
        match value {
            Value::String(string) if string.len() > limits::ID => {
                self.notes.add(path(), Problem::TooLong);
                Some(text::beginning(string, limits::ID).to_owned())
            }
            Value::String(string) => (!string.is_empty()).then(|| string.clone()),
            Value::Number(number) => Some(digits(number)),
            _ => {
                self.notes.add(path(), Problem::WrongType);
                None
            }
        }
    }

    /// Returns a URL, resolved against the document's own.
    pub(super) fn address(&self, key: &str, purpose: Use) -> Option<String> {
        let reference = self.string(key)?;
        if reference.trim().is_empty() {
            return None;
        }
        let resolved = (reference.len() <= limits::ADDRESS)
            .then(|| urls::resolve(self.notes.address, reference, purpose))
            .flatten();
        if resolved.is_none() {
            self.note(key, Problem::UnusableAddress);
        }
        resolved
    }

    /// Returns a number, rounded, if it is in `1..=most`.
    pub(super) fn count(&self, key: &str, most: u32) -> Option<u32> {
        let number = self.number(key)?.round();
        if (1.0..=f64::from(most)).contains(&number) {
            // Whole and in range, so the conversion is exact.
            return Some(number as u32);
        }
        self.note(key, Problem::OutOfRange);
        None
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        let number = self.get(key)?.as_f64();
        if number.is_none() {
            self.note(key, Problem::WrongType);
        }
        number
    }

    /// Returns `true` if the field is `true`.
    pub(super) fn flag(&self, key: &str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.note(key, Problem::WrongType);
                false
            }
        }
    }

    /// Returns a date. One without an offset is meant in the time zone `zone`.
    pub(super) fn moment(&self, key: &str, zone: &str) -> Option<Moment> {
        let string = self.string(key)?.trim();
        let moment = date::parse(string, zone);
        if moment.is_none() && !string.is_empty() {
            self.notes.add_value(self.path_of(key), Problem::NotADate, string);
        }
        moment
    }

    pub(super) fn object(&self, key: &str) -> Option<Self> {
        let value = self.get(key)?;
        let Some(object) = value.as_object() else {
            self.note(key, Problem::WrongType);
            return None;
        };
        Some(Self { object, path: self.path_of(key), notes: self.notes })
    }

    /// Returns all fields, for an object whose keys are up to the publisher.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.object.iter()
    }

    /// Returns the first `most` entries of a list; none if there is no list.
    fn list(&self, key: &str, most: usize) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Array(list)) => list.get(..most).map_or(list.as_slice(), |first| {
                if first.len() < list.len() {
                    self.note(key, Problem::TooMany);
                }
                first
            }),
            Some(_) => {
                self.note(key, Problem::WrongType);
                &[]
            }
        }
    }

    fn path_of_entry(&self, key: &str, index: usize) -> String {
        if !Notes::KEPT {
            return String::new();
        }
        format!("{}[{index}]", self.path_of(key))
    }

    pub(super) fn objects(&self, key: &str, most: usize) -> Vec<Self> {
        let mut objects = Vec::new();
        for (index, value) in self.list(key, most).iter().enumerate() {
            let path = self.path_of_entry(key, index);
            match value {
                Value::Object(object) => objects.push(Self { object, path, notes: self.notes }),
                // As everywhere, `null` counts as absent.
                Value::Null => {}
                _ => self.notes.add(path, Problem::WrongType),
            }
        }
        objects
    }

    /// Returns the URL of the document.
    pub(super) fn address_of_document(&self) -> &str {
        self.notes.address
    }

    /// Returns the labels of a list, which may also be one text with commas. Of labels that differ only in capitals, the first is
    /// kept.
    pub(super) fn labels(&self, key: &str) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        let mut add = |text: &str| {
            if let Some((label, _)) = text::plain_line(text, limits::LABEL)
                && !labels.iter().any(|known| text::same(known, &label))
            {
                labels.push(label);
            }
        };
        if let Some(Value::String(joined)) = self.get(key) {
            joined.split(',').take(limits::LIST).for_each(add);
            return labels;
        }
        for (index, value) in self.list(key, limits::LIST).iter().enumerate() {
            match value {
                Value::String(string) => add(string),
                Value::Null => {}
                _ => self.notes.add(self.path_of_entry(key, index), Problem::WrongType),
            }
        }
        labels
    }

    pub(super) fn ids(&self, key: &str) -> Vec<String> {
        let list = self.list(key, limits::LIST).iter().enumerate().filter(|(_, value)| !value.is_null());
        list.filter_map(|(index, value)| self.read_id(value, || self.path_of_entry(key, index))).collect()
    }
}

/// Returns a number as people write it: `2` even if the publisher wrote `2.0`.
pub(super) fn digits(number: &Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_place_of_a_text_is_written_as_by_people() {
        for (json, text) in [
            ("7", "7"),
            ("-7", "-7"),
            ("18446744073709551615", "18446744073709551615"),
            ("1.5", "1.5"),
            ("-0.25", "-0.25"),
            ("2.0", "2"),
            ("1e3", "1000"),
        ] {
            assert_eq!(digits(&serde_json::from_str(json).unwrap()), text);
        }
    }
}
