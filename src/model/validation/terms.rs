//! Checks of the run, of texts, money terms and shocks.

use crate::model::{Investment, Money, Scenario};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn texts(&mut self, scenario: &Scenario) {
        self.name("name", &scenario.name);
        self.text("description", scenario.description.as_deref());
        for (index, assumption) in scenario.assumptions.iter().enumerate() {
            let path = format!("assumptions[{index}]");
            self.text(&format!("{path}.source"), Some(&assumption.source));
            self.text(&format!("{path}.reason"), assumption.reason.as_deref());
            self.text(&format!("{path}.owner"), assumption.owner.as_deref());
            self.text(&format!("{path}.field"), Some(&assumption.field));
        }
        self.length("assumptions", scenario.assumptions.len(), LIMITS.entries);
    }

    pub(super) fn run(&mut self, scenario: &Scenario) {
        let trials = scenario.run.trials;
        if trials == 0 || trials > LIMITS.trials {
            self.error(
                "run.trials",
                trials,
                "is not a number of futures that can be run",
                format!("write 1 to {}", LIMITS.trials),
            );
        }
        let amendments = &scenario.contract.amendments;
        let caps = &scenario.contract.caps;
        let has_person_cap = caps.person.is_some()
            || !caps.person_segments.is_empty()
            || !caps.person_groups.is_empty()
            || amendments.iter().any(|amendment| amendment.person_cap.is_some());
        if !scenario.run.luck && has_person_cap {
            self.error(
                "run.luck",
                "off",
                "cannot go with a cap per person, which limits people and not averages",
                "switch the luck of people on, or take the cap per person out",
            );
        }
    }

    pub(super) fn money_terms(&mut self, scenario: &Scenario) {
        let costs = &scenario.costs;
        for (field, amount) in [
            ("set_up", costs.set_up),
            ("fixed_monthly", costs.fixed_monthly),
            ("per_start", costs.per_start),
            ("caseworker_monthly", costs.caseworker_monthly),
            ("personalisation_fund", costs.personalisation_fund),
        ] {
            self.not_negative(format!("costs.{field}"), amount);
        }
        if costs.caseload.get() < 1.0 {
            self.error(
                "costs.caseload",
                costs.caseload.get(),
                "is fewer than one person for each worker",
                "write 1 or more",
            );
        }
        self.factor("costs.uncertainty", costs.uncertainty);
        let investment = &scenario.investment;
        self.not_negative("investment.commitment.least", investment.commitment.least);
        self.not_negative("investment.buffer", investment.buffer);
        if investment.commitment.most < investment.commitment.least {
            self.error(
                "investment.commitment.most",
                investment.commitment.most.pounds(),
                "is below the least commitment",
                "write at least as much as the least",
            );
        }
        self.month("investment.distributions_from", investment.distributions_from);
        if !(1..=60).contains(&investment.distribution_months) {
            self.error(
                "investment.distribution_months",
                investment.distribution_months,
                "is not a rhythm of distributions",
                "write 1 to 60 months",
            );
        }
        if investment.preferred_return.get() < 0.0 {
            self.error(
                "investment.preferred_return",
                investment.preferred_return.get(),
                "is below zero",
                "write 0 or more",
            );
        }
        self.capital_rules(investment);
        let surplus = investment.surplus;
        self.basis_points(
            "investment.surplus",
            &[surplus.investors_bp, surplus.provider_bp, surplus.commissioner_bp],
        );
    }

    /// What is held back, drawn at set times, and taken by the fund.
    fn capital_rules(&mut self, investment: &Investment) {
        self.length_in_months("investment.reserve_months", investment.reserve_months);
        self.length("investment.draws", investment.draws.len(), usize::from(LIMITS.months));
        self.ascending(
            investment.draws.iter().enumerate().map(|(index, draw)| {
                (format!("investment.draws[{index}].month"), u32::from(draw.month))
            }),
            "draw",
        );
        for (index, draw) in investment.draws.iter().enumerate() {
            self.month(format!("investment.draws[{index}].month"), draw.month);
            self.not_negative(format!("investment.draws[{index}].amount"), draw.amount);
        }
        let drawn: Money = investment.draws.iter().map(|draw| draw.amount).sum();
        if drawn > investment.commitment.most {
            self.warning(
                "investment.draws",
                drawn.pounds(),
                "in all are more than the most commitment, where draws stop",
                "lower the draws, or raise investment.commitment.most",
            );
        }
        if let Some(fees) = investment.fees {
            self.not_negative("investment.fees.yearly", fees.yearly);
            for (field, rate) in
                [("on_commitment", fees.on_commitment), ("on_drawn", fees.on_drawn)]
            {
                if rate.get() < 0.0 {
                    self.error(
                        format!("investment.fees.{field}"),
                        rate.get(),
                        "is below zero",
                        "write 0 or more",
                    );
                }
            }
        }
    }

    pub(super) fn shocks(&mut self, scenario: &Scenario) {
        let shocks = &scenario.uncertainty.shocks;
        self.length("uncertainty.shocks", shocks.len(), 20);
        // The dice of a shock belong to its name.
        self.unique(shocks.iter().enumerate().map(|(index, shock)| {
            (format!("uncertainty.shocks[{index}].name"), shock.name.as_str())
        }));
        for (index, shock) in scenario.uncertainty.shocks.iter().enumerate() {
            let path = format!("uncertainty.shocks[{index}]");
            self.name(&format!("{path}.name"), &shock.name);
            self.month(format!("{path}.latest_month"), shock.latest_month);
            if shock.earliest_month > shock.latest_month {
                self.error(
                    format!("{path}.earliest_month"),
                    shock.earliest_month,
                    "comes after the latest month",
                    "write the earlier month first",
                );
            }
            if shock.months == 0 || shock.months > LIMITS.months {
                self.error(
                    format!("{path}.months"),
                    shock.months,
                    "is not a length",
                    format!("write 1 to {} months", LIMITS.months),
                );
            }
            self.odds(scenario, &format!("{path}.odds"), &shock.odds);
        }
    }
}
