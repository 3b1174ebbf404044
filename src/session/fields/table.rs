//! All rows of the table, in the order of the format.

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

/// Every field, groups and lists among them.
pub fn all_fields() -> impl Iterator<Item = &'static Field> {
    PARTS.iter().copied().flatten()
}
