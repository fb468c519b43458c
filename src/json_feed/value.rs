use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value (RFC 8259). `serde_json` has such a type of its own, whose objects are trees: a reader's browser does without.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}

/// The members of an object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object(Vec<(String, Value)>);

/// A number. Whole ones are kept whole: they may be ids of more digits than a double holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Natural(u64),
    Negative(i64),
    Real(f64),
}

impl Value {
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    pub(super) fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl Object {
    /// The value of a member. Of several with one name the last counts, as in every browser.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The members as they stand.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl Number {
    pub(super) fn as_f64(self) -> f64 {
        match self {
            Self::Natural(number) => number as f64,
            Self::Negative(number) => number as f64,
            Self::Real(number) => number,
        }
    }
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
