//! All rows of the table, in the order of the format.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::field::Field;
use super::{card, contract, money, people, sources};

/// Every field of the format, its parts one after another.
const PARTS: [&[Field]; 13] = [
    card::WHOLE,
    card::CARD,
    people::COHORT,
    contract::CONTRACT,
    contract::CAPS,
    contract::AMENDMENTS,
    money::COSTS,
    money::INVESTMENT,
    people::UNCERTAINTY,
    sources::SOURCES,
    sources::ACTUALS,
    people::STRESSES,
    sources::TESTS,
];

/// The field with this path in generic form.
pub(super) fn field(path: &str) -> Option<&'static Field> {
    /// Editors ask some hundred times for each picture of a panel.
    static BY_PATH: LazyLock<BTreeMap<&str, &Field>> =
        LazyLock::new(|| all_fields().map(|field| (field.path, field)).collect());
    BY_PATH.get(path).copied()
}

/// Every field, groups and lists among them.
pub fn all_fields() -> impl Iterator<Item = &'static Field> {
    PARTS.iter().copied().flatten()
}
