//! Any costs, and any terms of the investors.

use super::model::{
    AnnualRate, Commitment, Costs, FundFees, Investment, Quantity, SetDraw, SurplusShares,
};
use super::tape::Tape;

impl Tape {
    pub(super) fn costs(&mut self) -> Costs {
        Costs {
            set_up: self.money(),
            fixed_monthly: self.price(),
            per_start: self.price(),
            caseworker_monthly: self.price(),
            caseload: Quantity::new(f64::from(self.between(1, 30))).unwrap(),
            personalisation_fund: self.money(),
            inflation: self.rate(),
            uncertainty: self.unsure_factor(),
        }
    }

    pub(super) fn investment(&mut self) -> Investment {
        let least = self.money();
        let most = least + self.money();
        let investors_bp = 10_000 - u32::from(self.upto(10_000));
        let provider_bp = u32::from(self.upto(10_000)).min(10_000 - investors_bp);
        Investment {
            commitment: Commitment { least, most },
            buffer: self.maybe(30, Tape::money).unwrap_or_default(),
            distributions_from: self.upto(30),
            distribution_months: self.between(1, 12),
            preferred_return: AnnualRate::new(self.pick(&[0.0, 0.05, 0.2])).unwrap(),
            surplus: SurplusShares {
                investors_bp,
                provider_bp,
                commissioner_bp: 10_000 - investors_bp - provider_bp,
            },
            reserve_months: self.maybe(25, |tape| tape.upto(12)).unwrap_or_default(),
            keep_planned_need: self.sometimes(30),
            redraw: self.sometimes(30),
            draws: self.maybe(20, Tape::draws).unwrap_or_default(),
            fees: self.maybe(25, |tape| FundFees {
                yearly: tape.price(),
                on_commitment: AnnualRate::new(tape.pick(&[0.0, 0.01, 0.02])).unwrap(),
                on_drawn: AnnualRate::new(tape.pick(&[0.0, 0.015, 0.1])).unwrap(),
            }),
        }
    }

    /// Set draws in ascending months, some of them beyond the contract's end.
    pub(super) fn draws(&mut self) -> Vec<SetDraw> {
        let mut month = 0;
        self.several(5, |tape| {
            month += tape.between(1, 12);
            SetDraw { month: month - 1, amount: tape.money() }
        })
    }
}
