//! Trusted Types: printed pages demand that no text becomes markup or a script unless a policy passes it, and their Content
//! Security Policy names the policies that there may be. This is the program's own.
//!
//! It passes everything. What counts is that two places use it, and that text becomes nothing else in any other way: an article,
//! which is parsed into a document that is inert, and JSON-LD, which browsers take for a script though it is none.

use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};

/// The name of the policy. `press` writes it into the page's own policy.
pub const POLICY: &str = "london-daily";

/// A document as the browser's parser takes it.
pub fn markup(text: &str) -> JsValue {
    passed("createHTML", text)
}

/// Data as a `script` element takes them.
pub fn data(text: &str) -> JsValue {
    passed("createScript", text)
}

/// The text as the policy passes it; as it is, where the browser knows of no policies.
fn passed(rule: &str, text: &str) -> JsValue {
    thread_local! {
        static MADE: OnceCell<Option<JsValue>> = const { OnceCell::new() };
    }
    let text = JsValue::from(text);
    let pass = |policy: &JsValue| method(policy, rule)?.call1(policy, &text).ok();
    MADE.with(|policy| policy.get_or_init(policy_of_program).as_ref().and_then(pass)).unwrap_or(text)
}

fn policy_of_program() -> Option<JsValue> {
    let types = Reflect::get(&global(), &"trustedTypes".into()).ok()?;
    // The function `String` gives back the string that it is given.
    let same = Reflect::get(&global(), &"String".into()).ok()?;
    let rules = Object::new();
    for rule in ["createHTML", "createScript"] {
        Reflect::set(&rules, &rule.into(), &same).ok()?;
    }
    method(&types, "createPolicy")?.call2(&types, &POLICY.into(), &rules).ok()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
