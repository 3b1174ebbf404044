//! The published JSON Schema of a document. The page has no use for it, so it is not built for browsers.

use serde_json::{Value, json};

use super::{FORMAT, VERSION};
use crate::model::scenario_schema;

/// The schema of a document of the latest version, in JSON Schema draft 2020-12.
pub fn document_schema() -> Value {
    let mut scenario = scenario_schema().to_value();
    let mut take = |field: &str| {
        scenario.as_object_mut().and_then(|fields| fields.shift_remove(field)).unwrap_or_default()
    };
    let (dialect, definitions) = (take("$schema"), take("$defs"));
    take("title");
    json!({
        "$schema": dialect,
        "$id": format!("scenario-v{VERSION}.schema.json"),
        "title": "Rate Card Simulator scenario",
        "description": "A scenario file. Pounds stand for the scenario's currency, chances and shares run from 0 to 1, and month 0 is the contract's first month.",
        "type": "object",
        "properties": {
            "format": { "const": FORMAT },
            "version": { "const": VERSION },
            "engine": {
                "type": "string", "maxLength": 64,
                "description": "Version of the engine that made the results which the sender saw."
            },
            "fingerprint": {
                "type": "string", "maxLength": 64,
                "description": "Fingerprint of the futures which the sender saw (payments, costs, capital, starts): the same engine gives the same one."
            },
            "scenario": scenario,
        },
        "required": ["format", "version", "scenario"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}
