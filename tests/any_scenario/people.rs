//! Any cohort's parts: segments and referrals.

use super::model::{Probability, Quantity, ReferralStep, Segment};
use super::tape::Tape;

impl Tape {
    pub(super) fn segments(&mut self) -> Vec<Segment> {
        let shares: &[f64] = self.pick(&[&[1.0][..], &[0.4, 0.6][..], &[0.2, 0.3, 0.5][..]]);
        let ids = ["some", "more", "most"];
        shares
            .iter()
            .zip(ids)
            .map(|(share, id)| Segment {
                id: id.to_owned(),
                name: id.to_owned(),
                share: Probability::new(*share).unwrap(),
                engagement_odds: self.factor(),
                odds: Vec::new(),
                cost_factor: self.factor(),
                price_factor: self.factor(),
            })
            .collect()
    }

    pub(super) fn referrals(&mut self) -> Vec<ReferralStep> {
        let mut from_month = 0;
        let mut steps = vec![self.step(0)];
        steps.extend(self.several(2, |tape| {
            from_month += tape.between(1, 12);
            tape.step(from_month)
        }));
        steps
    }

    pub(super) fn step(&mut self, from_month: u16) -> ReferralStep {
        ReferralStep {
            from_month,
            per_month: Quantity::new(f64::from(self.upto(60)) / 4.0).unwrap(),
            ramp: self.sometimes(30),
        }
    }
}
