//! The tape that scenarios are read off, and the values that stand on it.

use super::model::{AnnualRate, Delay, Estimate, Factor, Money, Probability, Quantity};

pub(super) struct Tape(pub(super) std::vec::IntoIter<u16>);

impl Tape {
    /// A number from 0 to `most`.
    pub(super) fn upto(&mut self, most: u16) -> u16 {
        u16::try_from(u32::from(self.0.next().unwrap_or(0)) % (u32::from(most) + 1)).unwrap()
    }

    pub(super) fn between(&mut self, least: u16, most: u16) -> u16 {
        least + self.upto(most - least)
    }

    /// True in so many of a hundred cases.
    pub(super) fn sometimes(&mut self, percent: u16) -> bool {
        self.upto(99) >= 100 - percent
    }

    pub(super) fn maybe<T>(
        &mut self,
        percent: u16,
        make: impl FnOnce(&mut Tape) -> T,
    ) -> Option<T> {
        self.sometimes(percent).then(|| make(self))
    }

    pub(super) fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        let last = u16::try_from(choices.len() - 1).unwrap();
        choices[usize::from(self.upto(last))].clone()
    }

    pub(super) fn several<T>(&mut self, most: u16, mut make: impl FnMut(&mut Tape) -> T) -> Vec<T> {
        (0..self.upto(most)).map(|_| make(self)).collect()
    }

    /// From nothing to some £100,000, on all scales.
    pub(super) fn money(&mut self) -> Money {
        let scale = self.pick(&[1, 100, 1_000, 10_000]);
        Money::from_pence(i64::from(self.upto(999)) * scale + i64::from(self.upto(99)))
    }

    /// A price of up to some £5,000, now and then none.
    pub(super) fn price(&mut self) -> Money {
        if self.sometimes(10) {
            return Money::ZERO;
        }
        Money::from_pence(i64::from(self.upto(5_000)) * self.pick(&[100, 1, 37]))
    }

    pub(super) fn probability(&mut self) -> Probability {
        Probability::new(f64::from(self.upto(100)) / 100.0).unwrap()
    }

    pub(super) fn chance(&mut self) -> Estimate<Probability> {
        if self.sometimes(50) {
            let readings = self.readings(0.3);
            let part = |reading: f64| Probability::new(reading / (1.0 + reading)).unwrap();
            return Estimate {
                low: part(readings[0]),
                central: part(readings[1]),
                high: part(readings[2]),
            };
        }
        Estimate::known(Probability::new(1.0 - f64::from(self.upto(100)) / 100.0).unwrap())
    }

    /// At most 0.9, as the checks ask.
    pub(super) fn return_chance(&mut self) -> Estimate<Probability> {
        let part = |percent: u16| Probability::new(f64::from(percent) / 100.0).unwrap();
        let low = self.between(1, 50);
        if self.sometimes(50) {
            let central = low + self.between(1, 20);
            let high = central + self.between(1, 20);
            return Estimate { low: part(low), central: part(central), high: part(high) };
        }
        Estimate::known(part(low - 1))
    }

    /// Three positive numbers that rise by up to so much, relative to each other.
    pub(super) fn readings(&mut self, rise: f64) -> [f64; 3] {
        let low = 0.2 + f64::from(self.upto(40)) / 10.0;
        let mut step = || 1.0 + rise * (1.0 + f64::from(self.upto(50))) / 51.0;
        let central = low * step();
        [low, central, central * step()]
    }

    pub(super) fn unsure_factor(&mut self) -> Estimate<Factor> {
        match self.maybe(50, |tape| tape.readings(0.4)) {
            None => Estimate::known(Factor::ONE),
            Some([low, central, high]) => {
                let factor = |reading: f64| Factor::new(reading / central).unwrap();
                Estimate { low: factor(low), central: Factor::ONE, high: factor(high) }
            }
        }
    }

    pub(super) fn factor(&mut self) -> Factor {
        Factor::new(self.pick(&[1.0, 0.5, 2.0, 1.3, 0.77, 5.0])).unwrap()
    }

    pub(super) fn rate(&mut self) -> AnnualRate {
        AnnualRate::new(self.pick(&[0.0, 0.02, 0.1, -0.05])).unwrap()
    }

    pub(super) fn delay(&mut self) -> Delay {
        Delay {
            min_months: self.upto(6),
            mean_extra_months: Quantity::new(self.pick(&[0.0, 0.0, 0.5, 2.0, 7.0])).unwrap(),
        }
    }
}
