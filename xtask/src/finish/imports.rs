//! The names by which the main module imports what its glue provides. wasm-bindgen ends each with a hash, which tells apart what
//! several crates may import under one name, and which no compression makes smaller: they were a third of the glue.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use wasm_encoder::{
    ImportSection, Module, RawSection,
    reencode::{Reencode, RoundtripReencoder},
};
use wasmparser::{Parser, Payload};

/// Returns module and glue with short names in the place of those with a hash. What the glue provides comes into the order of what
/// it does: compression finds more that is alike.
pub(super) fn shortened(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    const START: &str = "__proto__: null,\n        ";
    const NEXT: &str = ",\n        _";
    let parts = glue.split_once(START).zip(glue.split_once(",\n    };"));
    let ((before, _), (to_end, after)) =
        parts.context("the glue provides imports in another way than it did")?;
    let imports = to_end[before.len() + START.len() + 1..].split(NEXT);
    let mut imports: Vec<_> = imports.filter_map(|import| import.split_once(':')).collect();
    imports.sort_by_key(|(_, body)| *body);
    let names: HashMap<&str, String> = (imports.iter().enumerate())
        .map(|(at, (name, _))| (*name, if has_hash(name) { format!("{at:x}") } else { (*name).to_owned() }))
        .collect();
    let imports: Vec<_> = imports.iter().map(|(name, body)| format!("{}:{body}", names[name])).collect();
    let glue = format!("{before}{START}_{},\n    }};{after}", imports.join(NEXT));

    let mut shorter = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("the main module cannot be read")?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import?;
                let short = import.name.strip_prefix('_').and_then(|name| names.get(name));
                ensure!(short.is_some() || !has_hash(import.name), "the glue provides no {}", import.name);
                let name = short.map_or_else(|| import.name.to_owned(), |short| format!("_{short}"));
                imports.import(import.module, &name, RoundtripReencoder.entity_type(import.ty)?);
            }
            shorter.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            shorter.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
        }
    }
    Ok((shorter.finish(), glue))
}

fn has_hash(name: &str) -> bool {
    let hash = name.rsplit_once('_').map_or("", |(_, hash)| hash);
    name.trim_start_matches('_').starts_with("wb")
        && hash.len() == 16
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, TypeSection};

    use super::*;

    fn module(names: &[&str]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        for name in names {
            imports.import("./main_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn names_with_a_hash_become_short_on_both_sides() {
        let glue = |imports: &str| format!("{{\n        __proto__: null,\n{imports},\n    }};\nafter();");
        let names = ["__wbg_now_0123456789abcdef", "__wbindgen_init"];
        let long = "        __wbg_now_0123456789abcdef: now(),\n        __wbindgen_init: init()";
        let short = "        __wbindgen_init: init(),\n        _1: now()";
        let (shorter, written) = shortened(&module(&names), &glue(long)).unwrap();
        assert_eq!(shorter, module(&["_1", "__wbindgen_init"]));
        assert_eq!(written, glue(short), "in the order of what they do");
        assert!(shortened(&module(&names), "{}").is_err(), "nobody provides the imports");
    }
}
