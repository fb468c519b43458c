//! The native parser: `serde_json`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{
    Error,
    value::{Number, Object, Value},
};

/// Parses whole, valid JSON in UTF-8.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(bytes).map_err(|error| {
        let mut message = error.to_string();
        // The position stands in a field of its own.
        if let Some(at) = message.rfind(" at line ") {
            message.truncate(at);
        }
        Error::NotJson { place: Some((error.line(), error.column())), message }
    })
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(Number::Natural(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(Number::Negative(number)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(Number::Real(number)))
    }

    fn visit_str<E>(self, string: &str) -> Result<Value, E> {
        Ok(Value::String(string.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Value::Object(Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_several_members_with_one_name_counts() {
        let value: Value = serde_json::from_str(r#"{"a": 1, "b": null, "a": [true, "x"]}"#).unwrap();
        let object = value.as_object().unwrap();
        assert_eq!(object.get("a"), Some(&Value::Array(vec![Value::Bool(true), Value::String("x".into())])));
        assert_eq!(object.iter().count(), 3);
    }

    #[test]
    fn whole_numbers_stay_whole() {
        let numbers: Value = serde_json::from_str("[18446744073709551615, -7, 1.5]").unwrap();
        let expected = [Number::Natural(u64::MAX), Number::Negative(-7), Number::Real(1.5)];
        assert_eq!(numbers, Value::Array(expected.map(Value::Number).to_vec()));
    }
}
