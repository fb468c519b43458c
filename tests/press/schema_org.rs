//! JSON-LD, held against the vocabulary that schema.org publishes.
//!
//! Stricter than schema.org asks its publishers to be: a text never stands for a thing, and a number never for a text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use jiff::{Timestamp, civil};
use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

/// The part of the vocabulary that a newspaper has a use for: see `tests/schemas/README.md`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Vocabulary {
    classes: BTreeMap<String, Class>,
    /// The properties that are no longer to be used, each with the one that replaces it.
    superseded_by: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Class {
    sub_class_of: Vec<String>,
    /// Its own properties, each with what its value may be.
    properties: BTreeMap<String, Vec<String>>,
}

impl Vocabulary {
    pub(crate) fn published() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("tests/schemas/schema-org.json");
        let text = fs::read(&file).expect("the vocabulary can be read");
        serde_json::from_slice(&text).expect("the vocabulary is as it is described")
    }

    /// Returns the faults of a document, each as a line; none if it keeps to the vocabulary.
    pub(crate) fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        match document.as_object() {
            Some(all) if all.get("@context") == Some(&Value::from("https://schema.org")) => {
                for (key, value) in all {
                    match (key.as_str(), value.as_array()) {
                        ("@context", _) => {}
                        ("@graph", Some(things)) if !things.is_empty() => {
                            for (at, thing) in things.iter().enumerate() {
                                self.value(thing, &["Thing".to_owned()], &format!("{at}"), &mut faults);
                            }
                        }
                        _ => faults.push(format!("{key}: is none of a document's members")),
                    }
                }
                if !all.contains_key("@graph") {
                    faults.push("the document says nothing".to_owned());
                }
            }
            _ => faults.push("the document does not say that it speaks of schema.org".to_owned()),
        }
        faults
    }

    /// A class with all that it is: its superclasses, theirs, and so on.
    fn lineage(&self, class: &str) -> BTreeSet<String> {
        let mut lineage = BTreeSet::new();
        let mut open = vec![class.to_owned()];
        while let Some(name) = open.pop() {
            if let Some(class) = self.classes.get(&name) {
                open.extend(class.sub_class_of.iter().cloned());
            }
            lineage.insert(name);
        }
        lineage
    }

    fn value(&self, value: &Value, range: &[String], place: &str, faults: &mut Vec<String>) {
        let fits = match value {
            Value::Array(list) => {
                for (at, entry) in list.iter().enumerate() {
                    // JSON-LD has no lists of lists.
                    if entry.is_array() {
                        faults.push(format!("{place}/{at}: a list in a list"));
                    } else {
                        self.value(entry, range, &format!("{place}/{at}"), faults);
                    }
                }
                return;
            }
            Value::Object(thing) => return self.thing(thing, range, place, faults),
            Value::String(text) => range.iter().any(|class| is_written(class, text)),
            Value::Bool(_) => range.iter().any(|class| class == "Boolean"),
            Value::Number(number) => range.iter().any(|class| match class.as_str() {
                "Integer" => number.is_i64() || number.is_u64(),
                "Number" | "Float" => true,
                _ => false,
            }),
            Value::Null => false,
        };
        if !fits {
            faults.push(format!("{place}: {value} is none of {}", range.join(", ")));
        }
    }

    fn thing(&self, thing: &Map<String, Value>, range: &[String], place: &str, faults: &mut Vec<String>) {
        // Something that is described elsewhere, at its URL.
        if let (Some(id), 1) = (thing.get("@id"), thing.len()) {
            if !id.as_str().is_some_and(is_address) || range.iter().all(|class| is_data(class)) {
                faults.push(format!("{place}: {id} is none of {}", range.join(", ")));
            }
            return;
        }
        let Some(kind) = thing.get("@type").and_then(Value::as_str) else {
            faults.push(format!("{place}: does not say what it is"));
            return;
        };
        if !self.classes.contains_key(kind) {
            faults.push(format!("{place}: there is no {kind}"));
            return;
        }
        let lineage = self.lineage(kind);
        if !range.iter().any(|class| lineage.contains(class)) {
            faults.push(format!("{place}: a {kind} is none of {}", range.join(", ")));
        }
        for (property, value) in thing.iter().filter(|(key, _)| *key != "@type") {
            let place = format!("{place}/{property}");
            if let Some(other) = self.superseded_by.get(property) {
                faults.push(format!("{place}: is superseded by {other}"));
            }
            let mut classes = lineage.iter().filter_map(|class| self.classes.get(class));
            match classes.find_map(|class| class.properties.get(property)) {
                Some(range) => self.value(value, range, &place, faults),
                None if property == "@id" && value.as_str().is_some_and(is_address) => {}
                None => faults.push(format!("{place}: a {kind} has no such property")),
            }
        }
    }
}

/// Returns `true` if values of a class are written as texts, numbers or booleans.
fn is_data(class: &str) -> bool {
    let data = ["Text", "URL", "Boolean", "Number", "Integer", "Float", "Date", "DateTime", "Time"];
    data.contains(&class)
}

/// Returns `true` if a text is how a value of the class is written.
fn is_written(class: &str, text: &str) -> bool {
    match class {
        "Text" => true,
        "URL" => is_address(text),
        "Date" => text.parse::<civil::Date>().is_ok() && text.len() == "2025-07-10".len(),
        // Nobody knows when it was without the time zone.
        "DateTime" => text.parse::<Timestamp>().is_ok(),
        "Duration" => text.starts_with('P') && text.parse::<jiff::Span>().is_ok(),
        // «<Number> <Length unit of measure>», such as `7 ft`.
        "Distance" => text.split_once(' ').is_some_and(|(number, unit)| {
            number.parse::<f64>().is_ok()
                && !unit.is_empty()
                && unit.bytes().all(|byte| byte.is_ascii_alphabetic())
        }),
        _ => false,
    }
}

/// Returns `true` if a text is an absolute URL that a crawler can follow.
fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}
