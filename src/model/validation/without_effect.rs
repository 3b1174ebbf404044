//! Warnings of terms that can never matter: what begins after the contract's end, and a cap that pays nothing.

use crate::model::{Delay, Scenario, YearKind};

use super::Check;

impl Check {
    pub(super) fn without_effect(&mut self, scenario: &Scenario) {
        let contract = &scenario.contract;
        let last_claim = contract.last_claim_month();
        let last_delivery = contract.delivery_months.saturating_sub(1);
        let last_cash = last_claim.max(last_delivery).saturating_add(contract.payment_lag_months);
        if contract.caps.contract.is_some_and(|cap| cap.pence() == 0) {
            self.warning(
                "contract.caps.contract",
                0,
                "lets nothing be paid",
                "write the most that may be paid in all, or leave the cap out",
            );
        }
        for (index, step) in scenario.cohort.referrals.iter().enumerate() {
            self.beyond(
                format!("cohort.referrals[{index}].from_month"),
                step.from_month,
                last_delivery,
                "the last delivery month",
            );
        }
        for (index, outcome) in scenario.rate_card.outcomes.iter().enumerate() {
            let path = format!("rate_card.outcomes[{index}]");
            if let Some(window) = outcome.window {
                let path = format!("{path}.window.from_month");
                self.beyond(path, window.from_month, last_claim, "the last claim month");
            }
            for (index, change) in outcome.price_changes.iter().enumerate() {
                let path = format!("{path}.price_changes[{index}].from_month");
                self.beyond(path, change.from_month, last_claim, "the last claim month");
            }
            let repeats = outcome.repeats.and_then(|repeats| repeats.delay);
            let waits = [("delay", Some(outcome.delay)), ("repeats.delay", repeats)];
            for (field, Delay { min_months, .. }) in
                waits.into_iter().filter_map(|(field, delay)| Some((field, delay?)))
            {
                if min_months > last_claim {
                    self.warning(
                        format!("{path}.{field}.min_months"),
                        min_months,
                        "is longer than the contract, so that nobody gets there in time",
                        format!("write at most {last_claim} months"),
                    );
                }
            }
        }
        for (index, amendment) in contract.amendments.iter().enumerate() {
            let path = format!("contract.amendments[{index}].from_month");
            self.beyond(path, amendment.from_month, last_claim, "the last claim month");
        }
        for (index, shares) in contract.payer_shares.iter().enumerate() {
            let path = format!("contract.payer_shares[{index}].from_month");
            self.beyond(path, shares.from_month, last_claim.max(last_delivery), "the last month");
        }
        for (index, fee) in contract.service_fees.iter().enumerate() {
            let path = format!("contract.service_fees[{index}]");
            let from = format!("{path}.from_month");
            self.beyond(from, fee.from_month, last_delivery, "the last delivery month");
            if fee.to_month.is_some_and(|to| to > last_delivery) && fee.from_month <= last_delivery
            {
                self.warning(
                    format!("{path}.to_month"),
                    fee.to_month.unwrap_or_default(),
                    "comes after the last delivery month, with which service fees end",
                    format!("write a month up to {last_delivery}, or leave it out"),
                );
            }
        }
        self.years_beyond(scenario, last_claim.max(last_delivery));
        let investment = &scenario.investment;
        self.beyond(
            "investment.distributions_from".to_owned(),
            investment.distributions_from,
            last_cash,
            "the last month with cash, where all is distributed anyway",
        );
        for (index, draw) in investment.draws.iter().enumerate() {
            let path = format!("investment.draws[{index}].month");
            self.beyond(path, draw.month, last_cash, "the last month with cash");
        }
    }

    /// Mosts of years after the last one, to which no claim period belongs.
    fn years_beyond(&mut self, scenario: &Scenario, last_month: u16) {
        let contract = &scenario.contract;
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
        let told = "contract.payers[0].most_in_year.most: 2 amounts are more than the contract has years, which is 1: \
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
