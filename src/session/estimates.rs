//! Moving the central reading of an estimate: low and high go along, so that the width stays as it was.

use crate::model::{Estimate, Factor, Probability};

/// A chance with a new central reading; low and high keep their distance in log-odds.
pub(super) fn shifted_chance(
    base: Estimate<Probability>,
    central: Probability,
) -> Estimate<Probability> {
    let certain = |chance: Probability| chance <= Probability::ZERO || chance >= Probability::ONE;
    if base.is_known() || certain(central) || certain(base.central) {
        return Estimate::known(central);
    }
    let shift = logit(central) - logit(base.central);
    let moved = |chance: Probability| {
        let odds = libm::exp(logit(chance) + shift);
        Probability::new(rounded(odds / (1.0 + odds))).unwrap_or(central)
    };
    in_order(Estimate { low: moved(base.low), central, high: moved(base.high) })
}

/// A factor with a new central reading; low and high keep their ratio to it.
pub(super) fn shifted_factor(base: Estimate<Factor>, central: Factor) -> Estimate<Factor> {
    if base.is_known() {
        return Estimate::known(central);
    }
    let moved = |factor: Factor| {
        Factor::new(rounded(factor.get() / base.central.get() * central.get())).unwrap_or(central)
    };
    in_order(Estimate { low: moved(base.low), central, high: moved(base.high) })
}

/// Readings that rounding brought together are known ones.
fn in_order<T: Copy + PartialOrd>(estimate: Estimate<T>) -> Estimate<T> {
    let Estimate { low, central, high } = estimate;
    if low < central && central < high { estimate } else { Estimate::known(central) }
}

/// Four decimals: what a person would write.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn logit(chance: Probability) -> f64 {
    libm::log(chance.get() / (1.0 - chance.get()))
}
