//! Makes functions of the messages in the `.ftl` files, for `build.rs`.
//!
//! Of Fluent's syntax, messages use what a browser can fill in without a parser: text, parts that change (`{ $name }`), and one
//! plural that spans the whole message. Anything else fails the build, and so does a translation that is not complete.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
    unicode::unescape_unicode_to_string,
};

/// The translations, each with `true` if it is written from right to left.
const TRANSLATIONS: [(&str, bool); 2] = [("de", false), ("ar", true)];
/// The plural categories of CLDR, in the order of a table.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A message of one language.
struct Message {
    id: String,
    /// The lines of its comment without those of arguments.
    comment: Vec<String>,
    /// The parts that change, as the comment lists them.
    arguments: Vec<Argument>,
    /// The argument that decides which form is taken, if there are several.
    selector: Option<String>,
    /// The text of each plural category; a message without plural has `other` alone.
    forms: BTreeMap<&'static str, Vec<Part>>,
}

#[derive(Clone)]
struct Argument {
    name: String,
    kind: String,
    meaning: String,
}

enum Part {
    Text(String),
    Argument(String),
}

/// Reads the `.ftl` files in `folder`, and returns the module with the functions.
///
/// # Errors
/// The file and the message that cannot be used, and why.
pub(crate) fn module(folder: &Path) -> Result<String, String> {
    let british = messages(folder, "en-GB")?;
    let american = translation(folder, "en-US", &british)?;
    let mut module = String::new();
    let mut place = 0;
    for message in &british {
        write_function(&mut module, message, american.get(&message.id), place);
        place += width(message);
    }
    let mut kinds = String::new();
    let mut tables = String::new();
    for message in &british {
        let arguments: Vec<&str> = message.arguments.iter().map(|argument| argument.name.as_str()).collect();
        kinds.push_str(&format!("{}({}){};", message.id, arguments.join(","), width(message)));
    }
    for (tag, right_to_left) in TRANSLATIONS {
        let translated = translation(folder, tag, &british)?;
        let mut texts = Vec::new();
        for message in &british {
            let known = translated.get(&message.id).ok_or(format!("{tag}.ftl: {} is missing", message.id))?;
            let text =
                |category| known.forms.get(category).map(|form| template(message, form, right_to_left));
            match message.selector {
                Some(_) => texts.extend(CATEGORIES.map(|category| text(category).unwrap_or_default())),
                None => texts.push(text("other").unwrap_or_default()),
            }
        }
        let _ = writeln!(tables, "    ({tag:?}, &{texts:?}),");
    }
    let _ = write!(
        module,
        "/// The hash of the messages and their parts, which a table has to fit.\n\
         pub(super) const MESSAGES: &str = \"{:08x}\";\n\
         /// The translations: the language of each, and its texts.\n\
         #[cfg(not(target_arch = \"wasm32\"))]\n\
         pub(super) static TABLES: [(&str, &[&str]); {}] = [\n{tables}];\n",
        fnv(&kinds),
        TRANSLATIONS.len(),
    );
    Ok(module)
}

/// Returns the number of texts of a message in a table.
fn width(message: &Message) -> usize {
    if message.selector.is_some() { CATEGORIES.len() } else { 1 }
}

/// Returns the 32-bit FNV-1a hash of a text.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn write_function(module: &mut String, message: &Message, american: Option<&Message>, place: usize) {
    for line in &message.comment {
        let _ = writeln!(module, "/// {line}");
    }
    if !message.arguments.is_empty() {
        let _ = writeln!(module, "///");
    }
    for Argument { name, meaning, .. } in &message.arguments {
        let _ = writeln!(module, "/// - `{}`: {meaning}", name.replace('-', "_"));
    }
    let english = |category: &str| {
        let text = |message: &Message| {
            let form = message.forms.get(category).or(message.forms.get("other"));
            form.map(|form| template(message, form, false)).unwrap_or_default()
        };
        match american {
            Some(american) => format!("spelling({:?}, {:?})", text(message), text(american)),
            None => format!("{:?}", text(message)),
        }
    };
    let name = message.id.replace('-', "_");
    if message.arguments.is_empty() {
        let _ = writeln!(
            module,
            "pub fn {name}() -> &'static str {{\n    word({place}, {})\n}}\n",
            english("other")
        );
        return;
    }
    let mut parameters = Vec::new();
    let mut values = Vec::new();
    for Argument { name, kind, .. } in &message.arguments {
        let parameter = name.replace('-', "_");
        let (of, value) = match kind.as_str() {
            "Number" if message.selector.as_ref() == Some(name) => {
                ("usize", format!("&{parameter}.to_string()"))
            }
            "Number" => ("impl std::fmt::Display", format!("&{parameter}.to_string()")),
            _ => ("&str", parameter.clone()),
        };
        parameters.push(format!("{parameter}: {of}"));
        values.push(value);
    }
    let template = match &message.selector {
        Some(selector) => format!("plural({place}, {selector}, {}, {})", english("one"), english("other")),
        None => format!("word({place}, {})", english("other")),
    };
    let _ = writeln!(
        module,
        "pub fn {name}({}) -> String {{\n    fill({template}, &[{}])\n}}\n",
        parameters.join(", "),
        values.join(", ")
    );
}

/// Returns a text in which `{0}` stands for the first argument. In a language that is written from right to left, words of others
/// are isolated, so that they do not disturb the order of those around them (Unicode UAX 9, FSI and PDI).
fn template(message: &Message, form: &[Part], right_to_left: bool) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Argument(name) => {
            let at = message.arguments.iter().position(|argument| argument.name == *name).unwrap_or_default();
            match right_to_left && message.arguments[at].kind == "Name" {
                true => format!("\u{2068}{{{at}}}\u{2069}"),
                false => format!("{{{at}}}"),
            }
        }
    };
    form.iter().map(part).collect()
}

/// Reads a translation; each of its messages has the arguments of the original.
fn translation(folder: &Path, tag: &str, original: &[Message]) -> Result<BTreeMap<String, Message>, String> {
    let mut translated = BTreeMap::new();
    for message in messages(folder, tag)? {
        let failed = |why: &str| format!("{tag}.ftl: {} {why}", message.id);
        let of = original.iter().find(|original| original.id == message.id);
        let of = of.ok_or_else(|| failed("is not in en-GB.ftl"))?;
        if message.selector.is_some() && message.selector != of.selector {
            return Err(failed("has a plural where en-GB.ftl has none"));
        }
        let message = Message { arguments: of.arguments.clone(), ..message };
        check(tag, &message)?;
        translated.insert(message.id.clone(), message);
    }
    Ok(translated)
}

/// Checks that each changing part of a message is one of its arguments.
fn check(tag: &str, message: &Message) -> Result<(), String> {
    for part in message.forms.values().flatten() {
        if let Part::Argument(name) = part
            && !message.arguments.iter().any(|argument| argument.name == *name)
        {
            return Err(format!("{tag}.ftl: {} has ${name}, which en-GB.ftl does not describe", message.id));
        }
    }
    Ok(())
}

/// Reads the messages of a language, in the order of its file.
fn messages(folder: &Path, tag: &str) -> Result<Vec<Message>, String> {
    let file = folder.join(format!("{tag}.ftl"));
    let source = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let resource = parser::parse(source.as_str())
        .map_err(|(_, errors)| format!("{tag}.ftl cannot be read: {errors:?}"))?;
    let mut messages = Vec::new();
    for entry in resource.body {
        let Entry::Message(entry) = entry else { continue };
        let id = entry.id.name;
        let failed = |why: &str| format!("{tag}.ftl: {id} {why}");
        let pattern = entry.value.ok_or_else(|| failed("has no text"))?;
        let (selector, forms) = forms(&pattern).map_err(|why| failed(&why))?;
        let (arguments, comment): (Vec<_>, Vec<_>) = entry
            .comment
            .iter()
            .flat_map(|comment| &comment.content)
            .map(|line| line.to_string())
            .partition(|line| line.starts_with('$'));
        let arguments = arguments.iter().map(|line| argument(line)).collect::<Option<_>>();
        let arguments = arguments.ok_or_else(|| failed("needs a line as `$name (Number) - meaning`"))?;
        let message = Message { id: id.to_owned(), comment, arguments, selector, forms };
        if tag == "en-GB" {
            check(tag, &message)?;
        }
        messages.push(message);
    }
    Ok(messages)
}

/// Reads a line of a comment such as `$count (Number) - how many there are`.
fn argument(line: &str) -> Option<Argument> {
    let (name, rest) = line.strip_prefix('$')?.split_once(" (")?;
    let (kind, meaning) = rest.split_once(") - ")?;
    ["Number", "Text", "Name"].contains(&kind).then(|| Argument {
        name: name.to_owned(),
        kind: kind.to_owned(),
        meaning: meaning.to_owned(),
    })
}

type Forms = (Option<String>, BTreeMap<&'static str, Vec<Part>>);

fn forms(pattern: &Pattern<&str>) -> Result<Forms, String> {
    if let [PatternElement::Placeable { expression: Expression::Select { selector, variants } }] =
        pattern.elements.as_slice()
    {
        let InlineExpression::VariableReference { id } = selector else {
            return Err("selects by something else than a number".into());
        };
        let mut forms = BTreeMap::new();
        for variant in variants {
            let VariantKey::Identifier { name } = variant.key else {
                return Err("has a form for one number; only plural categories can be used".into());
            };
            let category = CATEGORIES.into_iter().find(|category| *category == name);
            let category =
                category.ok_or_else(|| format!("has the form {name}, which is no plural category"))?;
            if variant.default != (category == "other") {
                return Err("needs the default form `*[other]`".into());
            }
            forms.insert(category, parts(&variant.value)?);
        }
        return Ok((Some(id.name.to_owned()), forms));
    }
    Ok((None, BTreeMap::from([("other", parts(pattern)?)])))
}

fn parts(pattern: &Pattern<&str>) -> Result<Vec<Part>, String> {
    let part = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Ok(Part::Text((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } if !value.contains(['{', '}']) => Ok(Part::Text(unescape_unicode_to_string(value).into_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Ok(Part::Argument(id.name.to_owned())),
        PatternElement::Placeable { .. } => Err("uses more of Fluent than this project reads".to_owned()),
    };
    pattern.elements.iter().map(part).collect()
}
