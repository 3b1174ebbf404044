//! Checks of what a scenario keeps beside what is run: what happened, stresses, and tests of one's own.

use crate::model::{Actuals, CalendarMonth, OwnTest, Scenario, Stress, TestedFigure};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn beside(&mut self, scenario: &Scenario) {
        if let Some(actuals) = &scenario.actuals {
            self.actuals(scenario, actuals);
        }
        self.length("stresses", scenario.stresses.len(), 50);
        self.unique(
            scenario
                .stresses
                .iter()
                .enumerate()
                .map(|(index, stress)| (format!("stresses[{index}].name"), stress.name.as_str())),
        );
        for (index, stress) in scenario.stresses.iter().enumerate() {
            self.stress(scenario, &format!("stresses[{index}]"), stress);
        }
        self.length("tests", scenario.tests.len(), 50);
        self.unique(
            scenario
                .tests
                .iter()
                .enumerate()
                .map(|(index, test)| (format!("tests[{index}].name"), test.name.as_str())),
        );
        for (index, test) in scenario.tests.iter().enumerate() {
            self.own_test(&format!("tests[{index}]"), test);
        }
    }

    fn actuals(&mut self, scenario: &Scenario, actuals: &Actuals) {
        self.text("actuals.source", Some(&actuals.source));
        for (field, length) in [
            ("payments", actuals.payments.len()),
            ("outcomes", actuals.outcomes.len()),
            ("referrals", actuals.referrals.len()),
            ("starts", actuals.starts.len()),
        ] {
            self.length(&format!("actuals.{field}"), length, LIMITS.counts);
        }
        let mut spans: Vec<(String, Option<CalendarMonth>, CalendarMonth)> = Vec::new();
        for (index, payment) in actuals.payments.iter().enumerate().take(LIMITS.counts) {
            let path = format!("actuals.payments[{index}]");
            self.text(&format!("{path}.source"), payment.source.as_deref());
            spans.push((path, payment.from, payment.end));
        }
        for (index, count) in actuals.outcomes.iter().enumerate().take(LIMITS.counts) {
            let path = format!("actuals.outcomes[{index}]");
            self.text(&format!("{path}.source"), count.source.as_deref());
            self.outcome_id(scenario, &format!("{path}.outcome"), &count.outcome);
            spans.push((path, Some(count.from), count.to));
        }
        for (field, people) in [("referrals", &actuals.referrals), ("starts", &actuals.starts)] {
            for (index, count) in people.iter().enumerate().take(LIMITS.counts) {
                let path = format!("actuals.{field}[{index}]");
                self.text(&format!("{path}.source"), count.source.as_deref());
                spans.push((path, Some(count.from), count.to));
            }
        }
        for (path, from, to) in spans {
            self.span(&path, from, to, actuals.cut_off);
        }
        self.length("actuals.payment_plans", actuals.payment_plans.len(), 20);
        self.unique(actuals.payment_plans.iter().enumerate().map(|(index, plan)| {
            (format!("actuals.payment_plans[{index}].name"), plan.name.as_str())
        }));
        for (index, plan) in actuals.payment_plans.iter().enumerate() {
            let path = format!("actuals.payment_plans[{index}]");
            self.name(&format!("{path}.name"), &plan.name);
            self.text(&format!("{path}.source"), plan.source.as_deref());
            self.length(&format!("{path}.payments"), plan.payments.len(), LIMITS.entries);
        }
    }

    /// A span of calendar months with something in it.
    fn span(
        &mut self,
        path: &str,
        from: Option<CalendarMonth>,
        to: CalendarMonth,
        cut_off: Option<CalendarMonth>,
    ) {
        if let Some(from) = from.filter(|from| *from > to) {
            self.error(
                path,
                format!("{from} to {to}"),
                "ends before it begins",
                "write the earlier month first",
            );
        }
        if let Some(cut_off) = cut_off.filter(|cut_off| to > *cut_off) {
            self.error(
                path,
                to,
                format!("lies after the cut-off date {cut_off}"),
                "move actuals.cut_off, or leave out what the data do not cover",
            );
        }
    }

    fn stress(&mut self, scenario: &Scenario, path: &str, stress: &Stress) {
        self.name(&format!("{path}.name"), &stress.name);
        self.text(&format!("{path}.description"), stress.description.as_deref());
        self.odds(scenario, &format!("{path}.odds"), &stress.odds);
        if stress.later_cash_months > 24 {
            self.error(
                format!("{path}.later_cash_months"),
                stress.later_cash_months,
                "is too long",
                "write 0 to 24 months",
            );
        }
        self.length(&format!("{path}.shocks"), stress.shocks.len(), 20);
        self.each_once(&format!("{path}.shocks"), &stress.shocks);
        for (index, name) in stress.shocks.iter().enumerate() {
            if !scenario.uncertainty.shocks.iter().any(|shock| shock.name == *name) {
                self.missing_from(
                    "uncertainty.shocks.name",
                    &format!("{path}.shocks[{index}]"),
                    name,
                    "is not a shock of this scenario",
                    "write the name of one of uncertainty.shocks",
                );
            }
        }
    }

    fn own_test(&mut self, path: &str, test: &OwnTest) {
        self.name(&format!("{path}.name"), &test.name);
        let limit = test.figure.kind().field();
        let given = [
            ("amount", test.amount.is_some()),
            ("month", test.month.is_some()),
            ("rate", test.rate.is_some()),
            ("multiple", test.multiple.is_some()),
        ];
        for (field, is_given) in given {
            if is_given && field != limit {
                self.error(
                    format!("{path}.{field}"),
                    "",
                    "is no limit of this figure",
                    format!("give {limit} instead"),
                );
            } else if !is_given && field == limit {
                self.error(
                    format!("{path}.{field}"),
                    "",
                    "is missing: this figure is held against it",
                    "write the limit",
                );
            }
        }
        match (test.figure == TestedFigure::PaidInYear, test.financial_year) {
            (true, None) => self.error(
                format!("{path}.financial_year"),
                "",
                "is missing: it says which year's payments are meant",
                "write the calendar year of its April, such as 2022",
            ),
            (false, Some(year)) => self.error(
                format!("{path}.financial_year"),
                year,
                "belongs to paid_in_year only",
                "leave it out, or test paid_in_year",
            ),
            _ => {}
        }
        if let Some(month) = test.month {
            self.month(format!("{path}.month"), month);
        }
        if test.holds_in.get() <= 0.0 {
            self.error(
                format!("{path}.holds_in"),
                test.holds_in.get(),
                "asks for nothing",
                "write a share of futures above 0, such as 0.9",
            );
        }
    }
}
