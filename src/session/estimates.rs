//! Moving the central reading of an estimate: low and high go along, so that the width stays as it was. A reading that
//! somebody has set since the scenario was opened stays where it was set.

use crate::model::{Estimate, Factor, Probability};

/// A chance with a new central reading; `opened` is the chance as the scenario was opened.
pub(super) fn moved_chance(
    now: Estimate<Probability>,
    opened: Estimate<Probability>,
    central: Probability,
) -> Estimate<Probability> {
    moved(now, opened, central, shifted_chance)
}

/// A factor with a new central reading; `opened` is the factor as the scenario was opened.
pub(super) fn moved_factor(
    now: Estimate<Factor>,
    opened: Estimate<Factor>,
    central: Factor,
) -> Estimate<Factor> {
    moved(now, opened, central, shifted_factor)
}

fn moved<T: Copy + PartialEq>(
    now: Estimate<T>,
    opened: Estimate<T>,
    central: T,
    shifted: fn(Estimate<T>, T) -> Estimate<T>,
) -> Estimate<T> {
    // Where they went so far, if nobody set them: from the same beginning, so that they come back as they were.
    let so_far = shifted(opened, now.central);
    let moved = shifted(opened, central);
    if moved.is_known() && !opened.is_known() {
        return moved;
    }
    let keep = |now: T, so_far: T, moved: T| if now == so_far { moved } else { now };
    Estimate {
        low: keep(now.low, so_far.low, moved.low),
        central,
        high: keep(now.high, so_far.high, moved.high),
    }
}

/// A chance with a new central reading; low and high keep their distance in log-odds.
fn shifted_chance(base: Estimate<Probability>, central: Probability) -> Estimate<Probability> {
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
fn shifted_factor(base: Estimate<Factor>, central: Factor) -> Estimate<Factor> {
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
    fn a_reading_that_was_set_stays_and_the_others_come_back() {
        let of = |low, central, high| Estimate {
            low: chance(low),
            central: chance(central),
            high: chance(high),
        };
        let opened = of(0.7, 0.74, 0.78);
        let set = moved_chance(of(0.4, 0.74, 0.78), opened, chance(0.5));
        assert_eq!((set.low, set.central), (chance(0.4), chance(0.5)));
        assert_eq!(set.high, shifted_chance(opened, chance(0.5)).high, "nobody set it");
        let certain = moved_chance(opened, opened, Probability::ONE);
        assert_eq!(certain, Estimate::known(Probability::ONE));
        assert_eq!(moved_chance(certain, opened, chance(0.74)), opened);
        let far = moved_chance(opened, opened, chance(0.999));
        assert_eq!(moved_chance(far, opened, chance(0.74)), opened);
        let known = Estimate::known(chance(0.5));
        let set = moved_chance(of(0.4, 0.5, 0.5), known, chance(0.6));
        assert_eq!(set, of(0.4, 0.6, 0.6));
    }

    #[test]
    fn what_is_known_or_certain_has_no_width() {
        let known = Estimate::known(chance(0.5));
        assert_eq!(shifted_chance(known, chance(0.7)), Estimate::known(chance(0.7)));
        let unsure = Estimate { low: chance(0.4), central: chance(0.5), high: chance(0.6) };
        assert_eq!(shifted_chance(unsure, Probability::ONE), Estimate::known(Probability::ONE));
    }
}
