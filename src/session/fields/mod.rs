//! The table of all fields of a scenario: what each is called, how it is written, and where a scenario keeps it.
//!
//! Editors, print, step names, lists of changes and problems all read it, so a field's words stand here once.

mod card;
mod contract;
mod field;
mod field_at;
mod money;
mod people;
mod sources;
mod table;
mod text;
mod value;

pub use field::{Field, Reference, Shape, Unit};
pub use field_at::{FieldAt, children, entry_title, find, known, reading_label, value_as_opened};
pub use table::all_fields;
pub use value::FieldValue;

#[cfg(test)]
mod tests;
