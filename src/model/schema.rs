//! The published JSON Schema, generated from the types. Native only: the page does not carry it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};

use super::rate::{AnnualRate, Factor, Probability, Quantity};
use super::{CalendarMonth, Currency, Money, Scenario};

/// The schema of a scenario's part of a document, in JSON Schema draft 2020-12.
pub fn scenario_schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Scenario>()
}

macro_rules! schema {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

schema!(Money, "Money", {
    "type": "number", "multipleOf": 0.01, "minimum": -1e10, "maximum": 1e10,
    "description": "An amount in the scenario's currency, with at most two decimal places."
});
schema!(Currency, "Currency", {
    "type": "string", "pattern": "^[A-Z]{3}$", "description": "A currency, by its code of ISO 4217."
});
schema!(CalendarMonth, "CalendarMonth", {
    "type": "string", "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$|^2200-(0[1-9]|1[0-2])$",
    "description": "A calendar month, YYYY-MM."
});
schema!(Probability, "Probability", {
    "type": "number", "minimum": 0, "maximum": 1, "description": "A chance or share, from 0 to 1."
});
schema!(Factor, "Factor", {
    "type": "number", "minimum": 0.001, "maximum": 1000, "description": "A multiplier; 1 changes nothing."
});
schema!(AnnualRate, "AnnualRate", {
    "type": "number", "minimum": -0.5, "maximum": 1, "description": "A yearly rate: 0.035 is 3.5%."
});
schema!(Quantity, "Quantity", {
    "type": "number", "minimum": 0, "maximum": 1_000_000, "description": "A count or mean, possibly fractional."
});

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Scenario;
    use super::scenario_schema;

    fn defaults() -> Value {
        serde_json::from_str(include_str!("defaults.json")).unwrap()
    }

    /// The object schema that describes the value, past references and choices; `None` for other kinds.
    fn object_schema<'s>(root: &'s Value, schema: &'s Value) -> Option<&'s Value> {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.trim_start_matches("#/$defs/");
            return object_schema(root, &root["$defs"][name]);
        }
        if schema.get("properties").is_some() {
            return Some(schema);
        }
        schema.get("anyOf")?.as_array()?.iter().find_map(|choice| object_schema(root, choice))
    }

    fn array_items<'s>(root: &'s Value, schema: &'s Value) -> Option<&'s Value> {
        let name = schema.get("$ref").and_then(Value::as_str);
        match name {
            Some(name) => array_items(root, &root["$defs"][name.trim_start_matches("#/$defs/")]),
            None => schema.get("items"),
        }
    }

    /// Calls `visit` with each object of the document and its schema, innermost first.
    fn walk(
        root: &Value,
        schema: &Value,
        value: &mut Value,
        visit: &mut impl FnMut(&Value, &mut serde_json::Map<String, Value>),
    ) {
        match value {
            Value::Object(fields) => {
                let Some(schema) = object_schema(root, schema) else {
                    panic!("no schema of an object for {fields:?}")
                };
                for (field, value) in fields.iter_mut() {
                    walk(root, &schema["properties"][field], value, visit);
                }
                visit(schema, fields);
            }
            Value::Array(items) => {
                let schema = array_items(root, schema).unwrap_or(&Value::Null);
                for item in items {
                    walk(root, schema, item, visit);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn the_defaults_use_every_field_of_the_schema() {
        let schema = scenario_schema().to_value();
        let mut objects = 0;
        walk(&schema, &schema, &mut defaults(), &mut |schema, fields| {
            objects += 1;
            for field in schema["properties"].as_object().unwrap().keys() {
                assert!(fields.contains_key(field), "{field} is not in {fields:?}");
            }
        });
        assert!(objects > 40, "only {objects} objects were compared");
    }

    #[test]
    fn what_the_schema_does_not_require_can_be_left_out() {
        let schema = scenario_schema().to_value();
        let mut document = defaults();
        walk(&schema, &schema, &mut document, &mut |schema, fields| {
            let required = schema["required"].as_array().unwrap();
            fields.retain(|field, _| required.iter().any(|name| name == field));
        });
        assert!(document.get("actuals").is_none());
        assert!(document["run"].get("sampling").is_none());
        assert!(document["investment"].get("keep_planned_need").is_none());
        let (scenario, problems) = Scenario::read(document).unwrap();
        assert_eq!((problems, scenario.contract.claims_end), (Vec::new(), None));
    }
}
