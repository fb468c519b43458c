//! The browser's parser, `JSON.parse` (ECMAScript, 25.5.1): it is there already, and quicker than any that a program could bring.

use std::borrow::Cow;

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{
    Error,
    value::{Number, Object, Value},
};

/// How deep values may be nested: as deep as natively.
const DEEPEST: usize = 127;

/// From this many digits on a whole number may be more than a double holds.
const LONG: usize = 16;

/// Parses whole, valid JSON in UTF-8.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let refused = |message: &str| Error::NotJson { place: None, message: message.to_owned() };
    let text = str::from_utf8(bytes).map_err(|_| refused("it is not in UTF-8"))?;
    let parsed = JSON::parse(&with_long_numbers_in_quotes(text)).map_err(|error| {
        let message = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        refused(message.as_deref().unwrap_or_default())
    })?;
    read(&parsed, 0).ok_or_else(|| refused("it is nested too deep"))
}

/// Takes a value over; `None` when it is nested too deep.
fn read(value: &JsValue, depth: usize) -> Option<Value> {
    if let Some(string) = value.as_string() {
        return Some(Value::String(string));
    }
    if let Some(number) = value.as_f64() {
        return Some(Value::Number(number_of(number)));
    }
    if let Some(flag) = value.as_bool() {
        return Some(Value::Bool(flag));
    }
    if value.is_null() {
        return Some(Value::Null);
    }
    if depth == DEEPEST {
        return None;
    }
    if Array::is_array(value) {
        let list: &Array = value.unchecked_ref();
        return list.iter().map(|value| read(&value, depth + 1)).collect::<Option<_>>().map(Value::Array);
    }
    let entries = js_sys::Object::entries(value.unchecked_ref());
    let members = entries.iter().map(|member| {
        let member: Array = member.unchecked_into();
        Some((member.get(0).as_string()?, read(&member.get(1), depth + 1)?))
    });
    members.collect::<Option<_>>().map(|members| Value::Object(Object(members)))
}

fn number_of(number: f64) -> Number {
    if number.fract() != 0.0 || number.abs() >= 1e16 {
        Number::Real(number)
    } else if number < 0.0 {
        Number::Negative(number as i64)
    } else {
        Number::Natural(number as u64)
    }
}

/// The text with whole numbers of many digits as strings. A number may be an id, and the browser would round it.
fn with_long_numbers_in_quotes(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut quoted = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        match byte {
            // Past the string, in which a backslash takes the next byte with it.
            b'"' => {
                at += 1;
                while let Some(byte) = bytes.get(at).filter(|byte| **byte != b'"') {
                    at += if *byte == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let length = rest
                    .iter()
                    .take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'))
                    .count();
                let (sign, digits) =
                    rest.get(..length).unwrap_or_default().split_at(usize::from(*byte == b'-'));
                let whole = digits.iter().all(u8::is_ascii_digit) && digits.first() != Some(&b'0');
                if whole && digits.len() >= LONG && sign.len() < 2 {
                    quoted.push_str(text.get(copied..at).unwrap_or_default());
                    quoted.push('"');
                    quoted.push_str(text.get(at..at + length).unwrap_or_default());
                    quoted.push('"');
                    copied = at + length;
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    quoted.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(quoted)
}
