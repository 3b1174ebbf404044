//! Checks of the cohort, and of factors on odds.

use crate::model::{OddsFactor, Scenario};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn cohort(&mut self, scenario: &Scenario) {
        let cohort = &scenario.cohort;
        if cohort.segments.is_empty() {
            self.error("cohort.segments", "", "must not be empty", "add at least one segment");
        }
        self.length("cohort.segments", cohort.segments.len(), LIMITS.segments);
        self.unique(
            cohort.segments.iter().enumerate().map(|(index, segment)| {
                (format!("cohort.segments[{index}].id"), segment.id.as_str())
            }),
        );
        let shares: f64 = cohort.segments.iter().map(|segment| segment.share.get()).sum();
        if !cohort.segments.is_empty() && (shares - 1.0).abs() > 1e-9 {
            self.error(
                "cohort.segments",
                not_quite_all(shares),
                "is what the shares add up to",
                "make the segments' shares add to 100%",
            );
        }
        for (index, segment) in cohort.segments.iter().enumerate() {
            let path = format!("cohort.segments[{index}]");
            self.id(&format!("{path}.id"), &segment.id);
            self.name(&format!("{path}.name"), &segment.name);
            self.odds(scenario, &format!("{path}.odds"), &segment.odds);
        }
        if cohort.referrals.first().is_none_or(|step| step.from_month != 0) {
            self.error(
                "cohort.referrals",
                "",
                "does not say how many come in month 0",
                "begin with a step from month 0",
            );
        }
        self.length("cohort.referrals", cohort.referrals.len(), usize::from(LIMITS.months));
        for (index, step) in cohort.referrals.iter().enumerate() {
            self.month(format!("cohort.referrals[{index}].from_month"), step.from_month);
        }
        self.ascending(
            cohort.referrals.iter().enumerate().map(|(index, step)| {
                (format!("cohort.referrals[{index}].from_month"), u32::from(step.from_month))
            }),
            "month",
        );
        self.factor("cohort.volume", cohort.volume);
        self.chance("cohort.engagement", cohort.engagement);
        self.delay("cohort.start_delay", cohort.start_delay);
        let support = cohort.support_months.get();
        if !(1.0..=120.0).contains(&support) {
            self.error(
                "cohort.support_months",
                support,
                "is out of range",
                "write 1 to 120 months",
            );
        }
        if let Some(re_referral) = &cohort.re_referral {
            self.chance("cohort.re_referral.chance", re_referral.chance);
            if re_referral.chance.high.get() > 0.9 {
                self.error(
                    "cohort.re_referral.chance",
                    re_referral.chance.high.get(),
                    "would bring nearly everyone back for ever",
                    "write at most 0.9",
                );
            }
            let gap = re_referral.mean_gap_months.get();
            if !(1.0..=60.0).contains(&gap) {
                self.error(
                    "cohort.re_referral.mean_gap_months",
                    gap,
                    "is out of range",
                    "write 1 to 60 months",
                );
            }
        }
        if let Some(learning) = &cohort.learning {
            self.month("cohort.learning.months", learning.months);
        }
    }

    pub(super) fn odds(&mut self, scenario: &Scenario, path: &str, odds: &[OddsFactor]) {
        self.length(path, odds.len(), LIMITS.outcomes);
        for (index, factor) in odds.iter().enumerate() {
            self.line_or_domain(
                scenario,
                &format!("{path}[{index}].applies_to"),
                &factor.applies_to,
            );
        }
        self.unique(odds.iter().enumerate().map(|(index, factor)| {
            (format!("{path}[{index}].applies_to"), factor.applies_to.as_str())
        }));
    }
}

/// A share near 100% with the digits that tell it from 100%, and at least one.
fn not_quite_all(share: f64) -> String {
    let percent = share * 100.0;
    let text = |places: usize| format!("{percent:.places$}");
    let is_told = |places: &usize| text(*places).parse() != Ok(100.0);
    let places = (1..=9).find(is_told).unwrap_or(9);
    format!("{}%", text(places))
}

#[cfg(test)]
mod tests {
    use super::not_quite_all;

    #[test]
    fn a_sum_that_is_not_all_is_never_shown_as_all() {
        for (share, words) in [
            (0.95, "95.0%"),
            (1.2, "120.0%"),
            (0.9999, "99.99%"),
            (1.000_000_1, "100.00001%"),
            (1.0 - 2e-9, "99.9999998%"),
        ] {
            assert_eq!(not_quite_all(share), words);
        }
    }
}
