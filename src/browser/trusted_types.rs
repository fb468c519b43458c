//! The app's Trusted Types policy.
//!
//! In printed pages, text can become markup or a script only through one of the policies that their Content Security Policy
//! names. The policy here is one of them.
//!
//! It passes every text unchanged. That is safe because only two places use it: the parser of articles, whose document is inert,
//! and JSON-LD, which browsers treat as a script although it is data. No other text of the app can become markup or a script.

use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};

/// Name of the policy. `press` writes it into the Content Security Policy of each page.
pub const POLICY: &str = "london-daily";

/// Returns a document in the form that the browser's parser takes.
pub fn markup(text: &str) -> JsValue {
    passed("createHTML", text)
}

/// Returns data in the form that a `script` element takes.
pub fn data(text: &str) -> JsValue {
    passed("createScript", text)
}

/// Returns the text as the policy passes it, or unchanged in a browser without Trusted Types.
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
    // The function `String` returns a string unchanged.
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
