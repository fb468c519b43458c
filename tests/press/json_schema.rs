//! Holds a JSON document against its schema.

use std::{error::Error, fs, path::Path};

use boon::{Compiler, Format, SchemaIndex, Schemas};
use serde_json::Value;
use url::Url;

/// A schema that documents are validated against.
pub(crate) struct JsonSchema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl JsonSchema {
    pub(crate) fn named(name: &str) -> Self {
        Self::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("tests/schemas").join(name))
    }

    pub(crate) fn at(file: &Path) -> Self {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let text = fs::read(file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let schema = serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        compiler.register_format(Format { name: "uri", func: address });
        compiler.add_resource(name, schema).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        let index = compiler.compile(name, &mut schemas).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        Self { schemas, index }
    }

    /// Returns the faults of a document, each as a line; none if it is valid.
    pub(crate) fn faults(&self, document: &Value) -> Vec<String> {
        match self.schemas.validate(document, self.index) {
            Ok(()) => Vec::new(),
            Err(fault) => format!("{fault}").lines().skip(1).map(|line| line.trim().to_owned()).collect(),
        }
    }
}

/// Checks a URL, which may be relative: JSON Feed's specification does not say that URLs must be whole, and the site's content
/// has relative ones so that it can be moved.
fn address(value: &Value) -> Result<(), Box<dyn Error>> {
    let Some(text) = value.as_str() else { return Ok(()) };
    let base = Url::parse("https://paper.example/content/feed.json")?;
    if text.contains(char::is_whitespace) {
        return Err("white space in an address".into());
    }
    base.join(text)?;
    Ok(())
}
