//! The names by which a wasm module and its glue know each other.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_encoder::{
    ExportSection, ImportSection, RawSection,
    reencode::{Reencode, RoundtripReencoder},
};
use wasmparser::{Parser, Payload};

/// What a module asks of its surroundings and offers to them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Interface {
    /// The modules that it imports from.
    pub(super) modules: BTreeSet<String>,
    pub(super) imports: BTreeSet<String>,
    pub(super) exports: BTreeSet<String>,
}

/// Other names for what an [`Interface`] has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// The one module that everything is imported from.
    pub(super) module: String,
    /// Several old names may get one new name, if one thing will do for all of them.
    pub(super) imports: BTreeMap<String, String>,
    /// What is not among them is exported no longer.
    pub(super) exports: BTreeMap<String, String>,
}

/// Reads what a module imports and exports.
pub(super) fn interface(wasm: &[u8]) -> Result<Interface> {
    let mut found = Interface::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    found.modules.insert(import.module.to_owned());
                    found.imports.insert(import.name.to_owned());
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    found.exports.insert(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The same module under other names. What it no longer exports is still in it, for the optimizer to find.
pub(super) fn renamed(wasm: &[u8], names: &Names) -> Result<Vec<u8>> {
    let mut module = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match payload {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section.into_imports() {
                    let import = import?;
                    let name = names
                        .imports
                        .get(import.name)
                        .with_context(|| format!("nobody provides the import {}", import.name))?;
                    imports.import(&names.module, name, RoundtripReencoder.entity_type(import.ty)?);
                }
                module.section(&imports);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section {
                    let export = export?;
                    if let Some(name) = names.exports.get(export.name) {
                        exports.export(name, RoundtripReencoder.export_kind(export.kind)?, export.index);
                    }
                }
                module.section(&exports);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = wasm.get(range).context("a section reaches beyond the end of the file")?;
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, EntityType, ExportKind, Function, FunctionSection, Module, TypeSection};

    use super::*;

    /// Imports two functions and defines a third, which calls the second; exports all of them.
    fn example() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./paper_bg.js", "first_0123", EntityType::Function(0));
        imports.import("./paper_bg.js", "second_4567", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        for (index, name) in [(0, "nobody's"), (1, "other"), (2, "start")] {
            exports.export(name, ExportKind::Func, index);
        }
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().call(1).end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
    }

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn names_change_exports_without_a_name_go_and_all_else_stays() {
        let before = example();
        let names = Names {
            module: "a".into(),
            imports: map(&[("first_0123", "b"), ("second_4567", "c")]),
            exports: map(&[("start", "d"), ("other", "e")]),
        };
        let after = renamed(&before, &names).unwrap();
        assert_eq!(
            interface(&after).unwrap(),
            Interface { modules: set(&["a"]), imports: set(&["b", "c"]), exports: set(&["d", "e"]) }
        );
        let code = |wasm: &[u8]| {
            let payloads = Parser::new(0).parse_all(wasm).map(Result::unwrap);
            let section = payloads.filter_map(|payload| payload.as_section()).find(|(id, _)| *id == 10);
            wasm[section.unwrap().1].to_vec()
        };
        assert_eq!(code(&after), code(&before));
    }

    #[test]
    fn under_the_names_that_it_has_a_module_stays_what_it_is() {
        let before = example();
        let own = |names: &BTreeSet<String>| names.iter().map(|name| (name.clone(), name.clone())).collect();
        let found = interface(&before).unwrap();
        let names = Names {
            module: "./paper_bg.js".into(),
            imports: own(&found.imports),
            exports: own(&found.exports),
        };
        assert_eq!(renamed(&before, &names).unwrap(), before);
    }

    #[test]
    fn an_import_that_nobody_provides_is_told_by_name() {
        let names = Names { imports: map(&[("first_0123", "b")]), ..Names::default() };
        let error = renamed(&example(), &names).unwrap_err().to_string();
        assert!(error.contains("second_4567"), "{error}");
    }

    #[test]
    fn what_is_no_module_is_no_module() {
        assert!(interface(b"<!doctype html>").is_err());
        assert!(renamed(&example()[..40], &Names::default()).is_err());
    }
}
