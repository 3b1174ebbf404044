//! The published JSON Schema, generated from the types. Native only: the page does not carry it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};

use super::rate::{AnnualRate, Factor, Probability, Quantity};
use super::{CalendarMonth, Money, Scenario};

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
    "description": "Pounds, with at most two decimal places."
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
