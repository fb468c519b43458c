//! The script that wasm-bindgen writes for a module, taken apart where names stand.
//!
//! Nobody promises its form, so everything that is relied upon here is looked for, and an error when it is missing: a newer
//! wasm-bindgen stops the build, and does not break the paper.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};

use super::module::{Interface, Names};

const OPENING: &str = "    const import0 = {\n        __proto__: null,\n";
const CLOSING: &str = "    };\n    return {\n        __proto__: null,\n";
/// How far the entries between them are indented; what belongs to an entry is indented further, or is its closing brace.
const INDENT: &str = "        ";
const EXPORTS: &str = "export { initSync, __wbg_init as default };";
const EXPORTS_IN_USE: &str = "export { __wbg_init as default };";

/// The glue, with what it provides to the module set apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glue {
    before: String,
    /// The names of the functions that the module imports, each with what stands behind its colon.
    provided: Vec<(String, String)>,
    after: String,
}

impl Glue {
    /// Reads the script. Of what it exports, only the function that starts the module is left: nothing of a page asks for
    /// more, and what libraries export for others keeps their code in the module.
    pub(super) fn read(script: &str) -> Result<Self> {
        ensure!(
            script.matches(EXPORTS).count() == 1
                && !script.starts_with("import ")
                && !script.contains("\nimport "),
            "it does not end with `{EXPORTS}`, or needs other scripts"
        );
        let script = without_unused_classes(&script.replace(EXPORTS, EXPORTS_IN_USE))?;
        let (before, rest) =
            script.split_once(OPENING).context("the list of what it provides does not begin as it did")?;
        let (list, after) =
            rest.split_once(CLOSING).context("the list of what it provides does not end as it did")?;
        ensure!(!after.contains(OPENING), "it provides for more than one module");
        let mut provided: Vec<(String, String)> = Vec::new();
        for line in list.split_inclusive('\n') {
            let entry = line.strip_prefix(INDENT).filter(|text| !text.starts_with([' ', '}']));
            match (entry, provided.last_mut()) {
                (Some(entry), _) => {
                    let (name, function) =
                        entry.split_once(": ").context("not all that it provides has a name")?;
                    ensure!(is_name(name), "`{name}` is no name for what it provides");
                    provided.push((name.to_owned(), function.to_owned()));
                }
                (None, Some((_, function))) => function.push_str(line),
                (None, None) => bail!("what it provides does not begin with a name"),
            }
        }
        for (name, function) in &provided {
            ensure!(function.ends_with(",\n"), "what it provides as {name} does not end");
        }
        Ok(Self { before: before.to_owned(), provided, after: after.to_owned() })
    }

    /// Short names for everything that the module and the glue know each other by.
    pub(super) fn short_names(&self, module: &Interface) -> Result<Names> {
        let used = self.exports_in_use();
        if let Some(unknown) = used.iter().find(|name| !module.exports.contains(**name)) {
            bail!("it uses `{unknown}`, which the module does not export");
        }
        // What does the same is the same: a property that two interfaces of the browser have is read by one function.
        let mut functions: BTreeMap<&str, String> = BTreeMap::new();
        let mut imports = BTreeMap::new();
        for (name, function) in self.provided.iter().filter(|(name, _)| module.imports.contains(name)) {
            let next = short(functions.len());
            imports.insert(name.clone(), functions.entry(function).or_insert(next).clone());
        }
        let exports = used.into_iter().enumerate().map(|(at, name)| (name.to_owned(), short(at))).collect();
        Ok(Names { module: short(0), imports, exports })
    }

    /// Gives everything its new name; what has none is left out.
    pub(super) fn rename(&mut self, module: &Interface, names: &Names) -> Result<()> {
        let mut modules = module.modules.iter();
        let (Some(only), None) = (modules.next(), modules.next()) else {
            bail!("the module imports from {} places, and not from one", module.modules.len());
        };
        let place = format!("\"{only}\": import0,\n");
        ensure!(self.after.matches(&place).count() == 1, "it does not name the module {only}");
        self.after = self.after.replace(&place, &format!("\"{}\": import0,\n", names.module));
        let mut named = BTreeSet::new();
        self.provided.retain_mut(|(name, _)| {
            let Some(new) = names.imports.get(name) else { return false };
            name.clone_from(new);
            named.insert(new)
        });
        for text in [&mut self.before, &mut self.after]
            .into_iter()
            .chain(self.provided.iter_mut().map(|(_, function)| function))
        {
            *text = with_exports(text, |name| names.exports.get(name).map_or(name, String::as_str));
        }
        Ok(())
    }

    /// Leaves out what a module does not import, or not any more.
    pub(super) fn keep(&mut self, imports: &BTreeSet<String>) {
        self.provided.retain(|(name, _)| imports.contains(name));
    }

    /// Fails unless the glue has all that `module` asks for, and the module all that the glue calls.
    pub(super) fn check(&self, module: &Interface) -> Result<()> {
        let provided: BTreeSet<&str> = self.provided.iter().map(|(name, _)| name.as_str()).collect();
        if let Some(missing) = module.imports.iter().find(|name| !provided.contains(name.as_str())) {
            bail!("the finished module asks for `{missing}`, which nobody provides");
        }
        if let Some(missing) = self.exports_in_use().iter().find(|name| !module.exports.contains(**name)) {
            bail!("the finished module lacks `{missing}`, which its glue calls");
        }
        Ok(())
    }

    /// The whole script again.
    pub(super) fn script(&self) -> String {
        let provided: String =
            self.provided.iter().map(|(name, function)| format!("{INDENT}{name}: {function}")).collect();
        [&self.before, OPENING, &provided, CLOSING, &self.after].concat()
    }

    fn exports_in_use(&self) -> BTreeSet<&str> {
        let functions = self.provided.iter().map(|(_, function)| function.as_str());
        let all = [self.before.as_str(), self.after.as_str()].into_iter().chain(functions);
        all.flat_map(exports).map(|(_, name)| name).collect()
    }
}

/// The script without the classes that nothing else in it mentions, and without what stands beside a class: a line that
/// hangs it to `Symbol.dispose`, and a registry.
fn without_unused_classes(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    let starts = script.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    for class in starts.map(str::to_owned).collect::<Vec<_>>() {
        let mut rest = script.clone();
        for (start, end) in [
            (format!("export class {class} {{\n"), "\n}\n"),
            (format!("if (Symbol.dispose) {class}.prototype[Symbol.dispose] = "), ";\n"),
            (format!("const {class}Finalization = "), ");\n"),
        ] {
            let from = rest.find(&start).with_context(|| format!("there is no `{start}` in it"))?;
            let length = rest[from..].find(end).with_context(|| format!("`{start}` does not end"))?;
            rest.replace_range(from..from + length + end.len(), "");
        }
        // A class that the program itself makes or takes.
        if !rest.contains(&class) {
            script = rest;
        }
    }
    ensure!(!script.contains("export function "), "it exports functions, which somebody may call");
    Ok(script)
}

/// How the glue calls what the module exports.
const CALL: &str = "wasm.";

/// The names of the module's exports in a text, each with its place.
fn exports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(CALL).filter_map(|(at, _)| {
        let start = at + CALL.len();
        let rest = &text[start..];
        let name = &rest[..rest.find(|sign| !in_name(sign)).unwrap_or(rest.len())];
        (is_name(name) && !text[..at].ends_with(|sign| in_name(sign) || sign == '.')).then_some((start, name))
    })
}

/// A text in which the module's exports have other names.
fn with_exports<'a>(text: &'a str, new_name: impl Fn(&'a str) -> &'a str) -> String {
    let (mut written, mut done) = (String::new(), 0);
    for (at, name) in exports(text) {
        written.push_str(&text[done..at]);
        written.push_str(new_name(name));
        done = at + name.len();
    }
    written.push_str(&text[done..]);
    written
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(in_name) && !text.starts_with(|sign: char| sign.is_ascii_digit())
}

fn in_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_' || sign == '$'
}

/// The shortest names there are, in order: a to z, A to Z, aa, ba …
fn short(mut number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[number % LETTERS.len()]));
        number /= LETTERS.len();
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"export class Unused {
    free() {
        wasm.__wbg_unused_free(this.__wbg_ptr, 0);
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_altKey_0123: function(arg0) {
            const ret = arg0.altKey;
            return ret;
        },
        __wbg_altKey_4567: function(arg0) {
            const ret = arg0.altKey;
            return ret;
        },
        __wbg_open_89ab: function() { return handleError(function (arg0) {
            wasm.__wbindgen_free(arg0.open());
        }, arguments); },
        __wbg_gone_cdef: function(arg0) {
            return arg0.gone;
        },
    };
    return {
        __proto__: null,
        "./paper_bg.js": import0,
    };
}
const UnusedFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_unused_free(ptr, 1));

let wasm;
function __wbg_init() {
    console.warn('application/wasm');
    return new URL('paper_bg.wasm', import.meta.url), wasm.memory.buffer, other.wasm.memory;
}

export { initSync, __wbg_init as default };
"#;

    fn module(imports: &[&str]) -> Interface {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Interface {
            modules: set(&["./paper_bg.js"]),
            imports: set(imports),
            exports: set(&["memory", "__wbindgen_free", "__wbg_unused_free", "nobody's"]),
        }
    }

    fn all() -> Interface {
        module(&["__wbg_altKey_0123", "__wbg_altKey_4567", "__wbg_open_89ab"])
    }

    fn renamed(script: &str, module: &Interface) -> (Glue, Names) {
        let mut glue = Glue::read(script).unwrap();
        let names = glue.short_names(module).unwrap();
        glue.rename(module, &names).unwrap();
        (glue, names)
    }

    #[test]
    fn a_class_that_nothing_mentions_goes_with_all_that_is_its_own() {
        let script = Glue::read(SCRIPT).unwrap().script();
        assert!(!script.contains("Unused") && !script.contains("unused_free"), "{script}");
        assert!(script.contains("let wasm;") && script.contains("__wbg_init as default"), "{script}");
        let (_, names) = renamed(SCRIPT, &all());
        assert_eq!(names.exports.keys().collect::<Vec<_>>(), ["__wbindgen_free", "memory"]);
    }

    #[test]
    fn a_class_that_the_program_makes_stays() {
        let used = SCRIPT.replace("return arg0.gone;", "return new Unused(arg0.gone);");
        let (glue, names) = renamed(&used, &all());
        assert!(glue.script().contains("export class Unused {\n"));
        assert!(names.exports.contains_key("__wbg_unused_free"));
    }

    #[test]
    fn both_sides_get_the_same_short_names_and_equal_functions_one() {
        let (glue, names) = renamed(SCRIPT, &all());
        assert_eq!(names.imports["__wbg_altKey_0123"], names.imports["__wbg_altKey_4567"]);
        assert_ne!(names.imports["__wbg_altKey_0123"], names.imports["__wbg_open_89ab"]);
        let script = glue.script();
        let open = &names.imports["__wbg_open_89ab"];
        let free = &names.exports["__wbindgen_free"];
        assert!(script.contains(&format!("        {open}: function() {{ return handleError(function (arg0) {{\n            wasm.{free}(arg0.open());\n")), "{script}");
        assert!(script.contains(&format!("\"{}\": import0,", names.module)), "{script}");
        assert_eq!(script.matches("arg0.altKey").count(), 1, "{script}");
        for old in ["0123", "4567", "89ab", "__wbindgen_free", "./paper_bg.js", "arg0.gone"] {
            assert!(!script.contains(old), "{old}: {script}");
        }
    }

    #[test]
    fn what_only_looks_like_a_call_keeps_its_name() {
        let (glue, names) = renamed(SCRIPT, &all());
        let memory = &names.exports["memory"];
        let left = format!("'paper_bg.wasm', import.meta.url), wasm.{memory}.buffer, other.wasm.memory;");
        assert!(glue.script().contains(&left), "{}", glue.script());
    }

    #[test]
    fn what_the_optimizer_found_unused_is_no_longer_provided() {
        let (mut glue, names) = renamed(SCRIPT, &all());
        let alt = names.imports["__wbg_altKey_0123"].clone();
        glue.keep(&[alt].into());
        assert!(glue.script().contains("altKey") && !glue.script().contains("open()"));
    }

    #[test]
    fn a_program_whose_halves_do_not_fit_is_refused() {
        let (glue, names) = renamed(SCRIPT, &all());
        let whole = Interface {
            modules: [names.module.clone()].into(),
            imports: names.imports.values().cloned().collect(),
            exports: names.exports.values().cloned().collect(),
        };
        glue.check(&whole).unwrap();
        let more = Interface {
            imports: ["zz".to_owned()].into(),
            exports: whole.exports.clone(),
            ..Interface::default()
        };
        assert!(glue.check(&more).unwrap_err().to_string().contains("`zz`"));
        let less = Interface { imports: whole.imports, ..Interface::default() };
        assert!(glue.check(&less).is_err());
    }

    #[test]
    fn a_script_of_another_form_is_refused_and_not_guessed_at() {
        for (old, new) in [
            ("const import0 = {", "const imports = {"),
            ("    return {\n        __proto__", "    return {\n        ...more, __proto__"),
            ("export { initSync, ", "export { more, initSync, "),
            ("let wasm;", "import { more } from './more.js';"),
            ("        __wbg_open_89ab: function() {", "        get __wbg_open_89ab() {"),
            ("        __wbg_open_89ab: function", "        \"open\": function"),
            ("const UnusedFinalization = ", "const Registry = "),
            ("function __wbg_init()", "export function greet() {}\nfunction __wbg_init()"),
        ] {
            let script = SCRIPT.replacen(old, new, 1);
            assert_ne!(script, SCRIPT, "{old}");
            assert!(Glue::read(&script).is_err(), "{new}");
        }
    }

    #[test]
    fn a_module_that_does_not_fit_the_script_is_refused() {
        let mut glue = Glue::read(SCRIPT).unwrap();
        let names = glue.short_names(&all()).unwrap();
        let elsewhere = Interface { modules: ["./other_bg.js".to_owned()].into(), ..all() };
        assert!(glue.rename(&elsewhere, &names).is_err());
        let two = Interface { modules: ["./paper_bg.js".to_owned(), "env".to_owned()].into(), ..all() };
        assert!(glue.rename(&two, &names).is_err());
        let poor = Interface { exports: ["memory".to_owned()].into(), ..all() };
        assert!(glue.short_names(&poor).unwrap_err().to_string().contains("`__wbindgen_free`"));
    }

    #[test]
    fn short_names_are_all_different() {
        let names: BTreeSet<String> = (0..10_000).map(short).collect();
        assert_eq!(names.len(), 10_000);
        assert_eq!([0, 25, 26, 51, 52, 53].map(short), ["a", "z", "A", "Z", "aa", "ba"]);
    }
}
