//! The published JSON Schema of a report. Native only: the page does not carry it.

use schemars::{Schema, generate::SchemaSettings};

use super::Report;

/// The schema of a report, in JSON Schema draft 2020-12.
pub fn report_schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Report>();
    schema.insert("$id".to_owned(), "summary-v1.schema.json".into());
    schema.insert("title".to_owned(), "Rate Card Simulator summary".into());
    schema
}
