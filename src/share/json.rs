//! JSON as a tree, and every field that is written twice: a reader that takes the last without a word hides a mistake.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::model::{Problems, path};

/// Parses a text. Of a field that is written twice the tree holds the last value; the paths of these come with it.
pub(super) fn parse(text: &str) -> serde_json::Result<(Value, Vec<String>)> {
    let mut twice = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let tree = Tree { place: None, twice: &mut twice }.deserialize(&mut reader)?;
    reader.end()?;
    Ok((tree, twice))
}

/// A value's place in the tree: its last step, and the place that holds it.
struct Place<'p> {
    step: Step<'p>,
    within: Option<&'p Place<'p>>,
}

enum Step<'p> {
    Field(&'p str),
    Entry(usize),
}

fn path_of(place: Option<&Place<'_>>) -> String {
    const LONGEST_FIELD: usize = 120;
    match place {
        None => String::new(),
        Some(Place { step: Step::Entry(index), within }) => path::entry(&path_of(*within), *index),
        Some(Place { step: Step::Field(field), within }) => {
            let field: String = field.chars().take(LONGEST_FIELD).collect();
            path::join(&path_of(*within), &field)
        }
    }
}

/// Reads one value at its place.
struct Tree<'t> {
    place: Option<&'t Place<'t>>,
    twice: &'t mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        loop {
            let place = Place { step: Step::Entry(entries.len()), within: self.place };
            match list.next_element_seed(Tree { place: Some(&place), twice: self.twice })? {
                Some(entry) => entries.push(entry),
                None => return Ok(Value::Array(entries)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut group: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(field) = group.next_key::<String>()? {
            let place = Place { step: Step::Field(&field), within: self.place };
            let value = group.next_value_seed(Tree { place: Some(&place), twice: self.twice })?;
            if fields.contains_key(&field) && self.twice.len() < Problems::MOST {
                self.twice.push(path_of(Some(&place)));
            }
            fields.insert(field, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_what_the_text_says() {
        let text = r#"{ "a": [1, -2, 0.5, 1e3, null, true, "x"], "b": { "c": "\u00e9" }, "d": 18446744073709551615 }"#;
        let (tree, twice) = parse(text).unwrap();
        assert_eq!((tree, twice), (serde_json::from_str(text).unwrap(), Vec::new()));
        for text in ["", "{", "{} {}", "[1,]", "nul", "{\"a\" 1}", "1e400"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn fields_that_are_written_twice_are_told_with_their_places() {
        let (tree, twice) =
            parse(r#"{ "a": [{ "b": 1 }, { "b": 1, "c": { "d": 1, "d": 2 }, "b": 3 }] }"#).unwrap();
        assert_eq!(twice, ["a[1].c.d", "a[1].b"]);
        assert_eq!(tree["a"][1]["b"], 3);
        let many = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(1_000));
        assert_eq!(parse(&many).unwrap().1.len(), Problems::MOST);
    }

    #[test]
    fn long_names_and_deep_nesting_stay_cheap() {
        let long = format!("{{\"{}\": [{}1]}}", "x".repeat(500_000), "1,".repeat(500_000));
        assert!(parse(&long).is_ok());
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
