//! Amounts that amendments change.

use crate::model::{Amendment, Contract, Money};

/// The amount that the amendments up to a month leave in force, or the original one.
pub(super) fn in_force(
    contract: &Contract,
    month: usize,
    original: Option<Money>,
    amended: impl Fn(&Amendment) -> Option<Money>,
) -> i64 {
    let amendments = contract.amendments.iter();
    let begun = amendments.filter(|amendment| usize::from(amendment.from_month) <= month);
    let latest = begun.filter_map(amended).next_back();
    latest.or(original).map_or(i64::MAX, Money::pence)
}
