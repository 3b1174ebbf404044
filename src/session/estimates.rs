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

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(share: f64) -> Probability {
        Probability::new(share).unwrap()
    }

    #[test]
    fn low_and_high_go_along_and_come_back() {
        let before = Estimate { low: chance(0.4), central: chance(0.5), high: chance(0.6) };
        let after = shifted_chance(before, chance(0.8));
        assert!(chance(0.4) < after.low && after.low < after.central);
        assert!(after.central < after.high && after.high < Probability::ONE);
        assert_eq!(shifted_chance(before, before.central), before);

        let factor = |factor| Factor::new(factor).unwrap();
        let before = Estimate { low: factor(0.5), central: factor(1.0), high: factor(1.5) };
        let after = Estimate { low: factor(1.0), central: factor(2.0), high: factor(3.0) };
        assert_eq!(shifted_factor(before, factor(2.0)), after);
    }

    #[test]
    fn what_is_known_or_certain_has_no_width() {
        let known = Estimate::known(chance(0.5));
        assert_eq!(shifted_chance(known, chance(0.7)), Estimate::known(chance(0.7)));
        let unsure = Estimate { low: chance(0.4), central: chance(0.5), high: chance(0.6) };
        assert_eq!(shifted_chance(unsure, Probability::ONE), Estimate::known(Probability::ONE));
    }
}
