//! Warnings of terms that can never matter: what begins after the contract's end, and a cap that pays nothing.

use crate::model::{Contract, Delay, Investment, Outcome, Scenario, YearKind};

use super::Check;

/// The last months that matter.
#[derive(Clone, Copy)]
struct LastMonths {
    claim: u16,
    delivery: u16,
    cash: u16,
}

impl Check {
    pub(super) fn without_effect(&mut self, scenario: &Scenario) {
        let contract = &scenario.contract;
        if contract.delivery_months == 0 {
            // That alone is wrong, and told elsewhere.
            return;
        }
        let (claim, delivery) = (contract.last_claim_month(), contract.delivery_months - 1);
        let cash = claim.max(delivery).saturating_add(contract.payment_lag_months);
        let last = LastMonths { claim, delivery, cash };
        let steps = &scenario.cohort.referrals;
        for (index, step) in steps.iter().enumerate() {
            // The end of a ramp decides how steep it is.
            if index > 0 && steps[index - 1].ramp {
                continue;
            }
            let path = format!("cohort.referrals[{index}].from_month");
            self.beyond(path, step.from_month, last.delivery, "the last delivery month");
        }
        for (index, outcome) in scenario.rate_card.outcomes.iter().enumerate() {
            self.line_beyond(&format!("rate_card.outcomes[{index}]"), outcome, last.claim);
        }
        self.terms_beyond(contract, last);
        self.fees_beyond(contract, last.delivery);
        self.years_beyond(contract, claim.max(delivery));
        self.capital_beyond(&scenario.investment, last.cash);
    }

    /// Windows, dated prices and waits of a line.
    fn line_beyond(&mut self, path: &str, outcome: &Outcome, last_claim: u16) {
        const LAST: &str = "the last claim month";
        if let Some(window) = outcome.window
            && window.from_month > last_claim
        {
            self.warning(
                format!("{path}.window.from_month"),
                window.from_month,
                format!("comes after {LAST}, so that nobody can claim the outcome"),
                format!("write a month up to {last_claim}"),
            );
        }
        for (index, change) in outcome.price_changes.iter().enumerate() {
            let path = format!("{path}.price_changes[{index}].from_month");
            self.beyond(path, change.from_month, last_claim, LAST);
        }
        self.wait_beyond(&format!("{path}.delay"), outcome.delay, last_claim);
        let Some(repeats) = outcome.repeats else { return };
        if let Some(delay) = repeats.delay {
            self.wait_beyond(&format!("{path}.repeats.delay"), delay, last_claim);
        }
        if let Some(weeks) = repeats.every_weeks {
            self.weeks_beyond(format!("{path}.repeats.every_weeks"), weeks, last_claim);
        }
    }

    fn wait_beyond(&mut self, path: &str, delay: Delay, last_claim: u16) {
        if delay.min_months > last_claim {
            self.warning(
                format!("{path}.min_months"),
                delay.min_months,
                "is longer than the contract, so that nobody gets there in time",
                format!("write at most {last_claim} months"),
            );
        }
    }

    /// A cap that pays nothing, and terms that begin too late.
    fn terms_beyond(&mut self, contract: &Contract, last: LastMonths) {
        if contract.caps.contract.is_some_and(|cap| cap.pence() == 0) {
            self.warning(
                "contract.caps.contract",
                0,
                "lets nothing be paid",
                "write the most that may be paid in all, or leave the cap out",
            );
        }
        if let Some(indexation) = contract.indexation {
            let path = "contract.indexation.first_month".to_owned();
            self.beyond(path, indexation.first_month, last.claim, "the last claim month");
        }
        for (index, amendment) in contract.amendments.iter().enumerate() {
            let path = format!("contract.amendments[{index}].from_month");
            // A cap on all payments bears on fees as well, which may go on to the end of delivery.
            let bears_on_fees = !contract.service_fees.is_empty()
                && (amendment.contract_cap.is_some() || amendment.year_cap.is_some());
            if bears_on_fees {
                let last = last.claim.max(last.delivery);
                self.beyond(path, amendment.from_month, last, "the last month");
            } else {
                self.beyond(path, amendment.from_month, last.claim, "the last claim month");
            }
        }
        for (index, shares) in contract.payer_shares.iter().enumerate() {
            let path = format!("contract.payer_shares[{index}].from_month");
            self.beyond(path, shares.from_month, last.claim.max(last.delivery), "the last month");
        }
    }

    /// Service fees, which end with delivery.
    fn fees_beyond(&mut self, contract: &Contract, last_delivery: u16) {
        for (index, fee) in contract.service_fees.iter().enumerate() {
            let path = format!("contract.service_fees[{index}]");
            if fee.from_month > last_delivery {
                let from = format!("{path}.from_month");
                self.beyond(from, fee.from_month, last_delivery, "the last delivery month");
            } else if let Some(to_month) = fee.to_month.filter(|month| *month > last_delivery) {
                self.warning(
                    format!("{path}.to_month"),
                    to_month,
                    "comes after the last delivery month, with which service fees end",
                    format!("write a month up to {last_delivery}, or leave it out"),
                );
            }
        }
    }

    /// Distributions and set draws.
    fn capital_beyond(&mut self, investment: &Investment, last_cash: u16) {
        if investment.distributions_from > last_cash {
            self.warning(
                "investment.distributions_from",
                investment.distributions_from,
                "comes after the last month with cash, in which all is distributed anyway",
                format!("write a month up to {last_cash}"),
            );
        }
        for (index, draw) in investment.draws.iter().enumerate() {
            let path = format!("investment.draws[{index}].month");
            self.beyond(path, draw.month, last_cash, "the last month with cash");
        }
    }

    /// Weeks between two claims of which only the first fits into the contract.
    fn weeks_beyond(&mut self, path: String, weeks: u16, last_claim: u16) {
        const DAYS_A_MONTH: f64 = 30.4375;
        if f64::from(weeks) * 7.0 >= f64::from(last_claim + 1) * DAYS_A_MONTH {
            self.warning(
                path,
                weeks,
                "is longer than the contract, so that nobody is claimed for twice",
                "write fewer weeks, or leave repeats out",
            );
        }
    }

    /// Mosts of years after the last one, to which no claim period belongs.
    fn years_beyond(&mut self, contract: &Contract, last_month: u16) {
        let of_year = contract
            .caps
            .year
            .as_ref()
            .map(|cap| ("contract.caps.year.most".to_owned(), cap.most.len(), cap.years));
        let of_payers = contract.payers.iter().enumerate().filter_map(|(index, payer)| {
            let cap = payer.most_in_year.as_ref()?;
            let path = format!("contract.payers[{index}].most_in_year.most");
            Some((path, cap.most.len(), cap.years))
        });
        for (path, n_listed, kind) in of_year.into_iter().chain(of_payers) {
            let n_years = match kind {
                YearKind::Contract => usize::from(last_month) / 12 + 1,
                YearKind::Financial => {
                    let last = contract.start.plus(last_month).financial_year();
                    usize::from(last - contract.start.financial_year()) + 1
                }
            };
            if n_listed > n_years {
                self.warning(
                    path,
                    n_listed,
                    format!("amounts are more than the contract has years, which is {n_years}"),
                    "take the last ones out",
                );
            }
        }
    }

    /// A month after the last one that matters.
    fn beyond(&mut self, path: String, month: u16, last: u16, what: &str) {
        if month > last {
            self.warning(
                path,
                month,
                format!("comes after {what}, so that it has no effect"),
                format!("write a month up to {last}, or take it out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::model::Scenario;

    /// The warnings of the base of the worked cases, April 2024 to March 2025, with a changed contract.
    fn warnings(field: &str, value: Value) -> Vec<String> {
        let base = include_str!("../../../tests/cases/base.json");
        let mut document: Value = serde_json::from_str(base).unwrap();
        document["contract"][field] = value;
        let (_, warnings) = Scenario::read(document).unwrap();
        warnings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn mosts_of_years_after_the_contract_are_told() {
        let payers = json!([{
            "id": "council", "name": "Council", "share_bp": 10_000,
            "most_in_year": { "most": [5_000, 6_000], "years": "financial" }
        }]);
        let told = "contract.payers[0].most_in_year.most (of \"Council\"): 2 amounts are more than the contract has years, which is 1: \
                    take the last ones out";
        assert_eq!(warnings("payers", payers), [told]);
        let caps = json!({ "sharing": "pro_rata", "year": { "most": [1, 2], "excess": "lost" } });
        assert_eq!(warnings("caps", caps).len(), 1);
        let caps = json!({ "sharing": "pro_rata", "year": { "most": [1], "excess": "lost" } });
        assert!(warnings("caps", caps).is_empty());
    }

    #[test]
    fn a_service_fee_that_outlasts_delivery_is_told() {
        let fee = |to_month: u16| json!([{ "from_month": 3, "to_month": to_month, "monthly": 10 }]);
        let told = "contract.service_fees[0].to_month: 12 comes after the last delivery month, with which service \
                    fees end: write a month up to 11, or leave it out";
        assert_eq!(warnings("service_fees", fee(12)), [told]);
        assert!(warnings("service_fees", fee(11)).is_empty());
    }
}
