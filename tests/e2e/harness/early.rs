//! Scripts that the server puts into its pages before everything else, for engines whose drivers cannot.

use std::sync::{Mutex, MutexGuard};

use serde_json::Value;

/// A script that records the lines of the console.
const RECORDER: &str = include_str!("early.js");
/// The nonce that lets the scripts through a policy in a header. A policy in the page needs none: it is read after them.
const PASS: &str = "harness";
/// The path to which a page sends its recorded lines when the reader leaves it.
pub(super) const CONSOLE: &str = "/.console";

/// The scripts so far, and what they have sent.
#[derive(Default)]
pub(crate) struct Early {
    scripts: Mutex<Vec<String>>,
    left_behind: Mutex<Vec<Value>>,
}

impl Early {
    /// Lets every page record the lines of its console.
    pub(super) fn record_console(&self) {
        self.add(RECORDER.to_owned());
    }

    /// Another script for every page from now on.
    pub(super) fn add(&self, script: String) {
        lock(&self.scripts).push(script);
    }

    pub(super) fn is_empty(&self) -> bool {
        lock(&self.scripts).is_empty()
    }

    /// Takes the console lines that pages have sent since the last call, each when its reader left it.
    pub(super) fn left_behind(&self) -> Vec<Value> {
        std::mem::take(&mut *lock(&self.left_behind))
    }

    /// Takes what a page sends that is being left.
    pub(super) fn take(&self, body: &[u8]) {
        if let Ok(Value::Array(lines)) = serde_json::from_slice(body) {
            lock(&self.left_behind).extend(lines);
        }
    }

    /// The page with the scripts in it. Each takes its own element away again: the page is as it was printed.
    pub(super) fn put_into(&self, html: &[u8]) -> Vec<u8> {
        let scripts = lock(&self.scripts);
        let added: String = scripts
            .iter()
            .map(|script| format!("<script nonce={PASS}>document.currentScript.remove();\n{script}</script>"))
            .collect();
        let text = String::from_utf8_lossy(html);
        let place = ["<head>", "<!doctype html>", "<!DOCTYPE html>"]
            .iter()
            .find_map(|mark| text.find(mark).map(|place| place + mark.len()))
            .unwrap_or_default();
        [text[..place].as_bytes(), added.as_bytes(), text[place..].as_bytes()].concat()
    }
}

/// The policy, with leave for the scripts.
pub(super) fn let_into(policy: &str) -> String {
    policy.replace("script-src ", &format!("script-src 'nonce-{PASS}' "))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test panics here")
}
