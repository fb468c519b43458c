//! The names by which the main module imports what its glue provides. wasm-bindgen ends each with a hash, which tells apart what
//! several crates may import under one name, and which no compression makes smaller: they were a third of the glue.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use wasm_encoder::{
    ImportSection, Module, RawSection,
    reencode::{Reencode, RoundtripReencoder},
};
use wasmparser::{Parser, Payload};

/// Returns module and glue with short names in the place of those with a hash.
pub(super) fn shortened(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (glue, names) = shortened_glue(glue)?;
    let mut shorter = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("the main module cannot be read")?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import?;
                let name = names.get(import.name).map_or(import.name, String::as_str);
                ensure!(!has_hash(name), "the glue provides no {name}");
                imports.import(import.module, name, RoundtripReencoder.entity_type(import.ty)?);
            }
            shorter.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            shorter.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
        }
    }
    Ok((shorter.finish(), glue))
}

/// Returns the glue with short names, and the short name of each old one. Imports come into the order of what they do:
/// compression finds more that is alike.
fn shortened_glue(glue: &str) -> Result<(String, HashMap<String, String>)> {
    const START: &str = "__proto__: null,\n        _";
    const NEXT: &str = ",\n        _";
    let parts = glue.split_once(START).zip(glue.split_once(",\n    };"));
    let ((before, _), (to_end, after)) =
        parts.context("the glue provides imports in another way than it did")?;
    let imports = to_end[before.len() + START.len()..].split(NEXT);
    let mut imports: Vec<_> = imports.filter_map(|import| import.split_once(':')).collect();
    imports.sort_by_key(|(_, body)| *body);
    let (mut names, mut shorter) = (HashMap::new(), Vec::new());
    for (place, (name, body)) in imports.into_iter().enumerate() {
        let short = if has_hash(name) { format!("{place:x}") } else { name.to_owned() };
        shorter.push(format!("{short}:{body}"));
        names.insert(format!("_{name}"), format!("_{short}"));
    }
    Ok((format!("{before}{START}{},\n    }};{after}", shorter.join(NEXT)), names))
}

fn has_hash(name: &str) -> bool {
    let hash = name.rsplit_once('_').map_or("", |(_, hash)| hash);
    name.contains("_wb") && hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_become_short_and_sorted_by_what_they_do() {
        let glue = |imports: &str| format!("{{\n        __proto__: null,\n{imports},\n    }};\nafter();");
        let long = "        __wbg_now_0123456789abcdef: now(),\n        __wbindgen_init: init()";
        let (shorter, names) = shortened_glue(&glue(long)).unwrap();
        assert_eq!(shorter, glue("        __wbindgen_init: init(),\n        _1: now()"));
        assert_eq!(names["__wbg_now_0123456789abcdef"], "_1");
        assert!(shortened_glue("{}").is_err());
    }
}
