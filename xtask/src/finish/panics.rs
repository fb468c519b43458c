//! What a program would say at a panic, and where it happened.
//!
//! The published program has nobody to tell: it ends at a panic, the browser reports that it ended, and the page's own script
//! starts it anew. Yet the words for it are all there: the file, line and column of nine hundred places that could panic, with the
//! paths of the machine that built it, and the code that puts sentences together. Here such a function ends at once, as it
//! would after its sentence; what writes values for developers (`Debug`) writes nothing; and places are forgotten. The optimizer
//! then finds that nobody needs the rest.

use std::{collections::BTreeMap, ops::Range};

use anyhow::{Context, Result, ensure};
use wasmparser::{DataKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// Functions of Rust's own libraries that never return and do nothing but to say why.
const LAST_WORDS: &[&str] = &[
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::handle_error",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "core::str::slice_error_fail_rt",
    "std::alloc::rust_oom",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
];
/// Whole modules of such functions.
const LAST_ROOMS: &[&str] = &["core::panicking::"];
/// The one without which there is no panic: a module that does not have it has other names than these.
const FIRST: &str = "core::panicking::panic_fmt";

/// How the names of functions end that write a value for developers: they give 0 where nothing went wrong, which is
/// `Ok(())`.
const FOR_DEVELOPERS: &str = " as core::fmt::Debug>::fmt";

/// Longer than the path of any source file.
const LONGEST_PATH: usize = 300;

/// The same module without words for panics. Nothing in it changes its length; what is there for nothing is the optimizer's to
/// take away.
pub(super) fn silenced(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut silent = wasm.to_vec();
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    let mut memory = Memory::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    if let DataKind::Active { offset_expr, .. } = data.kind {
                        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                            continue;
                        };
                        memory.pieces.push((
                            value.cast_unsigned() as usize,
                            data.range.end - data.data.len()..data.range.end,
                        ));
                    }
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else { continue };
                for kind in section {
                    if let Name::Function(map) = kind? {
                        for name in map {
                            let name = name?;
                            names.insert(name.index, plain(name.name));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(names.values().any(|name| name == FIRST), "the wasm has no function of the name {FIRST}");
    for (index, body) in (imported..).zip(&bodies) {
        let name = names.get(&index).map(String::as_str).unwrap_or_default();
        let code = silent.get_mut(body.range()).context("a function reaches beyond the end of the file")?;
        if name.ends_with(FOR_DEVELOPERS) {
            write_nothing(code);
        } else if speaks(name) && ends_the_program(body)? {
            end_at_once(code);
        }
    }
    memory.forget_places(&mut silent);
    Ok(silent)
}

fn speaks(name: &str) -> bool {
    LAST_WORDS.contains(&name) || LAST_ROOMS.iter().any(|room| name.starts_with(room))
}

/// A name without the hashes by which the compiler tells equal ones apart.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut depth = 0;
    for letter in name.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    if let Some((start, hash)) = plain.rsplit_once("::h")
        && hash.len() == 16
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        plain.truncate(start.len());
    }
    plain
}

/// Whether the function's last instruction ends the program: it comes back to nobody.
fn ends_the_program(body: &FunctionBody<'_>) -> Result<bool> {
    let mut last = None;
    let mut before = None;
    for operator in body.get_operators_reader()? {
        before = last.replace(operator?);
    }
    Ok(matches!((before, last), (Some(Operator::Unreachable), Some(Operator::End))))
}

/// Makes a function's code `unreachable`, filled up with what does nothing (WebAssembly Core Specification, 5.4).
fn end_at_once(code: &mut [u8]) {
    const UNREACHABLE: u8 = 0x00;
    const NOP: u8 = 0x01;
    const END: u8 = 0x0b;
    code.fill(NOP);
    if let [locals, first, .., last] = code {
        (*locals, *first, *last) = (0, UNREACHABLE, END);
    }
}

/// Makes a function's code `i32.const 0`, filled up with what does nothing. One that is shorter than that calls another.
fn write_nothing(code: &mut [u8]) {
    const I32_CONST: u8 = 0x41;
    const NOP: u8 = 0x01;
    const END: u8 = 0x0b;
    if code.len() < 4 {
        return;
    }
    code.fill(NOP);
    if let [locals, .., instruction, zero, end] = code {
        (*locals, *instruction, *zero, *end) = (0, I32_CONST, 0, END);
    }
}

/// What the module puts into memory at the start.
#[derive(Default)]
struct Memory {
    /// Where in memory, and where in the file.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Memory {
    /// Where in the file stands what is in memory at `address`.
    fn find(&self, address: usize, length: usize) -> Option<Range<usize>> {
        self.pieces.iter().find_map(|(start, range)| {
            let from = range.start + address.checked_sub(*start)?;
            (from + length <= range.end).then_some(from..from + length)
        })
    }

    /// Forgets where panics are: each `core::panic::Location` is four words, the address and the length of a path and
    /// the two numbers.
    fn forget_places(&self, file: &mut [u8]) {
        let mut paths = Vec::new();
        for (start, range) in &self.pieces {
            // Where words begin, in memory.
            let first = range.start + start.next_multiple_of(4) - start;
            for at in (first..range.end.saturating_sub(15)).step_by(4) {
                let word = |number: usize| {
                    let bytes = file.get(at + 4 * number..at + 4 * number + 4)?;
                    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
                };
                let (Some(path), Some(length), Some(line), Some(column)) =
                    (word(0), word(1), word(2), word(3))
                else {
                    continue;
                };
                if !(4..LONGEST_PATH).contains(&length)
                    || !(1..1 << 20).contains(&line)
                    || !(1..1 << 12).contains(&column)
                {
                    continue;
                }
                let Some(path) = self.find(path, length) else { continue };
                if file.get(path.clone()).is_some_and(is_source_file) {
                    if let Some(place) = file.get_mut(at..at + 16) {
                        place.fill(0);
                    }
                    paths.push(path);
                }
            }
        }
        for path in paths {
            if let Some(path) = file.get_mut(path) {
                path.fill(0);
            }
        }
    }
}

fn is_source_file(path: &[u8]) -> bool {
    path.ends_with(b".rs") && path.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, Function, FunctionSection, MemorySection, MemoryType, Module,
        NameMap, NameSection, TypeSection, ValType,
    };

    use super::*;

    /// Where the data of the example begins in memory.
    const DATA: u32 = 1_024;
    const PATH: &[u8] = b"src/a.rs";

    /// Three functions (one panics, one writes for developers, one adds) and the place of a panic.
    fn example(names: [&str; 3]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32, ValType::I32], []);
        types.ty().function([ValType::I32, ValType::I32], [ValType::I32]);
        let mut functions = FunctionSection::new();
        functions.function(0).function(1).function(1);
        let mut memories = MemorySection::new();
        let memory =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        memories.memory(memory);
        let mut code = CodeSection::new();
        let mut panics = Function::new([]);
        panics.instructions().local_get(0).drop().i32_const(7).drop().unreachable().end();
        let mut add = Function::new([]);
        add.instructions().local_get(0).local_get(1).i32_add().end();
        code.function(&panics).function(&add).function(&add);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(DATA as i32), memory_at_start());
        let mut map = NameMap::new();
        for (index, name) in (0..).zip(names) {
            map.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&map);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&memories)
            .section(&code)
            .section(&data)
            .section(&section);
        module.finish()
    }

    /// A path, then the place of a panic in that file, then four numbers that are none.
    fn memory_at_start() -> Vec<u8> {
        let mut memory = PATH.to_vec();
        for word in [DATA, PATH.len() as u32, 12, 5, DATA, 3, 12, 5] {
            memory.extend(word.to_le_bytes());
        }
        memory
    }

    const NAMES: [&str; 3] = [
        "core[c5930c85a12de822]::panicking::panic_fmt",
        "<alloc::string::String as core::fmt::Debug>::fmt::h0123456789abcdef",
        "london_daily::add",
    ];

    fn instructions(wasm: &[u8]) -> Vec<String> {
        let bodies = Parser::new(0).parse_all(wasm).filter_map(|payload| match payload.unwrap() {
            Payload::CodeSectionEntry(body) => Some(body),
            _ => None,
        });
        let written = |body: FunctionBody<'_>| {
            let operators = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
            let telling = operators.filter(|operator| !matches!(operator, Operator::Nop));
            telling.map(|operator| format!("{operator:?}")).collect::<Vec<_>>().join(" ")
        };
        bodies.map(written).collect()
    }

    #[test]
    fn a_panic_ends_the_program_at_once_and_developers_are_told_nothing() {
        let silent = silenced(&example(NAMES)).unwrap();
        let found = instructions(&silent);
        assert_eq!(found[0], "Unreachable End");
        assert_eq!(found[1], "I32Const { value: 0 } End");
        assert_eq!(found[2], instructions(&example(NAMES))[2]);
    }

    #[test]
    fn places_and_their_files_are_forgotten_and_other_numbers_are_not() {
        let silent = silenced(&example(NAMES)).unwrap();
        let numbers: Vec<u8> = [DATA, 3, 12, 5].iter().flat_map(|word: &u32| word.to_le_bytes()).collect();
        let at = silent.windows(16).position(|window| window == numbers).unwrap();
        assert!(silent[at - 24..at].iter().all(|byte| *byte == 0));
        assert!(!silent.windows(PATH.len()).any(|window| window == PATH));
    }

    #[test]
    fn a_function_that_may_come_back_is_left_alone_whatever_its_name() {
        let names = [NAMES[0], "core::panicking::after_all", NAMES[2]];
        let silent = silenced(&example(names)).unwrap();
        assert_eq!(instructions(&silent)[1], instructions(&example(names))[1]);
    }

    #[test]
    fn a_program_without_the_names_of_panics_is_refused() {
        assert!(silenced(&example(["a", "b", "c"])).unwrap_err().to_string().contains(FIRST));
    }
}
