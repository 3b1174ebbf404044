//! Warnings of terms that can never matter: what begins after the contract's end, and a cap that pays nothing.

use crate::model::{Delay, Scenario};

use super::Check;

impl Check {
    pub(super) fn without_effect(&mut self, scenario: &Scenario) {
        let contract = &scenario.contract;
        if contract.delivery_months == 0 {
            // That alone is wrong, and told elsewhere.
            return;
        }
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
            if let Some(weeks) = outcome.repeats.and_then(|repeats| repeats.every_weeks) {
                self.weeks_beyond(format!("{path}.repeats.every_weeks"), weeks, last_claim);
            }
        }
        if let Some(indexation) = contract.indexation {
            let path = "contract.indexation.first_month".to_owned();
            self.beyond(path, indexation.first_month, last_claim, "the last claim month");
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
            let path = format!("contract.service_fees[{index}].from_month");
            self.beyond(path, fee.from_month, last_delivery, "the last delivery month");
        }
        let investment = &scenario.investment;
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
