//! Short names for what the main module and its glue share: wasm-bindgen's have hashes, which no compression makes small.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The file in which wasm-bindgen has the glue import what the module imports.
const GLUE: &str = "./main_bg.js";

/// The names that `wasm-opt --minify-imports-and-exports-and-modules` has given, as it prints them.
#[derive(Debug, Deserialize)]
pub(super) struct ShortNames {
    /// Module, old and new name of each import.
    imports: Vec<(String, String, String)>,
    /// Old and new name of each export.
    exports: Vec<(String, String)>,
}

impl ShortNames {
    pub(super) fn parse(printed: &str) -> Result<Self> {
        serde_json::from_str(printed).context("wasm-opt has printed its names in another way than it did")
    }

    /// Returns the glue with the new names. All imports belong to one module now.
    pub(super) fn in_glue(&self, glue: &str) -> Result<String> {
        let mut glue = glue.to_owned();
        let mut others = Vec::new();
        for (module, old, new) in &self.imports {
            if module == GLUE {
                let key = format!("        {old}:");
                ensure!(glue.matches(&key).count() == 1, "the glue has no import `{old}`, or more than one");
                glue = glue.replace(&key, &format!("        {new}:"));
            } else {
                others.push(format!("{new}: import1.{old}"));
            }
        }
        let start = glue.find("    return {").filter(|at| glue[*at..].contains(GLUE));
        let start = start.context("the glue returns its imports in another way than it did")?;
        let end = glue[start..].find("};").context("the glue's imports do not end")? + start + 2;
        let imports = format!("    return {{ a: {{ ...import0, {} }} }};", others.join(", "));
        glue.replace_range(start..end, &imports);
        let exports: HashMap<_, _> = self.exports.iter().map(|(old, new)| (old.as_str(), new)).collect();
        let mut parts = glue.split("wasm.");
        let mut short = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
            let name = exports.get(&part[..end]).map_or(&part[..end], |new| new.as_str());
            short.extend(["wasm.", name, &part[end..]]);
        }
        Ok(short)
    }

    /// Returns the loader, which hands some of the exports on to the pieces under their old names.
    pub(super) fn in_loader(&self, loader: &str) -> Result<String> {
        let (before, rest) = loader.split_once("const { ").context("the loader takes no exports")?;
        let (names, after) = rest.split_once("} = initSync(").context("the loader takes no exports")?;
        let mut taken = Vec::new();
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let new = self.exports.iter().find(|(old, _)| old == name);
            taken.push(format!("{}: {name}", new.with_context(|| format!("`{name}` is not exported"))?.1));
        }
        Ok(format!("{before}const {{ {} }} = initSync({after}", taken.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> ShortNames {
        let imports = r#"["./main_bg.js","__wbg_a_01","$"],["./__wasm_split.js","__load_x","$a"]"#;
        ShortNames::parse(&format!(r#"{{"imports":[{imports}],"exports":[["memory","b"],["start","c"]]}}"#))
            .unwrap()
    }

    #[test]
    fn glue_and_loader_use_the_new_names() {
        let glue = "    const import0 = {\n        __wbg_a_01: function() { wasm.memory.buffer; },\n    };\n    return {\n        \"./main_bg.js\": import0,\n        \"./__wasm_split.js\": import1,\n    };\nwasm.start();wasm.other;";
        let glue = names().in_glue(glue).unwrap();
        assert!(glue.contains("        $: function() { wasm.b.buffer; }"), "{glue}");
        assert!(glue.contains("return { a: { ...import0, $a: import1.__load_x } };"), "{glue}");
        assert!(glue.ends_with("wasm.c();wasm.other;"), "{glue}");
        let loader = names().in_loader("x; const { memory,  } = initSync(undefined);").unwrap();
        assert_eq!(loader, "x; const { b: memory } = initSync(undefined);");
    }

    #[test]
    fn names_that_are_not_there_are_refused() {
        assert!(names().in_glue("    return {\"./main_bg.js\"};").is_err());
        assert!(names().in_loader("const { table } = initSync()").is_err());
        assert!(ShortNames::parse("memory => b").is_err());
    }
}
