//! What a person can do to a scenario: one kind of edit for each part of it.

use super::changes::step_name;
use super::history::History;
use crate::model::{
    Actuals, AnnualRate, Assumption, Cohort, Contract, Costs, Investment, RateCard, Run, Scenario,
    Uncertainty,
};

/// A change to one part of a scenario: the part as it is from now on.
///
/// A section's editor copies its part, sets what changed, and hands on the whole; what the step is called
/// follows from the difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    Name(String),
    Description(Option<String>),
    Run(Run),
    RateCard(RateCard),
    Cohort(Cohort),
    Contract(Box<Contract>),
    Costs(Costs),
    Investment(Investment),
    Uncertainty(Uncertainty),
    DiscountRate(AnnualRate),
    Assumptions(Vec<Assumption>),
    Actuals(Option<Actuals>),
    /// Another scenario in its place: opened, restored, or started from a preset.
    Replace(Box<Scenario>),
}

impl Edit {
    /// The scenario with this edit made.
    pub fn apply(self, scenario: &Scenario) -> Scenario {
        if let Edit::Replace(scenario) = self {
            return *scenario;
        }
        let mut scenario = scenario.clone();
        match self {
            Edit::Name(name) => scenario.name = name,
            Edit::Description(description) => scenario.description = description,
            Edit::Run(run) => scenario.run = run,
            Edit::RateCard(rate_card) => scenario.rate_card = rate_card,
            Edit::Cohort(cohort) => scenario.cohort = cohort,
            Edit::Contract(contract) => scenario.contract = *contract,
            Edit::Costs(costs) => scenario.costs = costs,
            Edit::Investment(investment) => scenario.investment = investment,
            Edit::Uncertainty(uncertainty) => scenario.uncertainty = uncertainty,
            Edit::DiscountRate(rate) => scenario.discount_rate = rate,
            Edit::Assumptions(assumptions) => scenario.assumptions = assumptions,
            Edit::Actuals(actuals) => scenario.actuals = actuals,
            Edit::Replace(other) => scenario = *other,
        }
        scenario
    }
}

impl History<Scenario> {
    /// Makes an edit, under the name that its difference has, and says whether anything changed.
    pub fn edit(&mut self, edit: Edit, gesture: Option<&str>) -> bool {
        let replaces = matches!(edit, Edit::Replace(_));
        let before = self.before_gesture(gesture).clone();
        let after = edit.apply(self.present());
        if after == **self.present() {
            return false;
        }
        let name = if replaces {
            format!("open \u{201c}{}\u{201d}", after.name)
        } else {
            step_name(&before, &after)
        };
        self.record(after, name, gesture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::share::preset;

    fn kirklees() -> Scenario {
        preset("kirklees").unwrap().open().unwrap().scenario
    }

    fn priced(scenario: &Scenario, id: &str, pounds: i64) -> Edit {
        let mut card = scenario.rate_card.clone();
        let line = card.index_of(id).unwrap();
        card.outcomes[line].price = Money::from_pence(pounds * 100);
        Edit::RateCard(card)
    }

    #[test]
    fn a_price_typed_digit_by_digit_is_one_step_with_a_name() {
        let mut history = History::new(kirklees());
        for pounds in [1, 12, 120, 1200] {
            let edit = priced(history.present(), "home_6_months", pounds);
            assert!(history.edit(edit, Some("price of home_6_months")));
        }
        assert_eq!(history.undo_name(), Some("price of 6 months in accommodation"));
        history.undo();
        assert_eq!(**history.present(), kirklees());
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut history = History::new(kirklees());
        let same = history.present().rate_card.clone();
        assert!(!history.edit(Edit::RateCard(same), None));
        assert_eq!(history.undo_name(), None);
    }

    #[test]
    fn each_edit_changes_its_own_part() {
        let scenario = kirklees();
        let mut other = scenario.clone();
        other.name = "Other".to_owned();
        other.description = None;
        other.run.seed += 1;
        other.rate_card.outcomes.pop();
        other.cohort.learning = None;
        other.contract.payment_lag_months += 1;
        other.costs.set_up = Money::ZERO;
        other.investment.buffer = Money::ZERO;
        other.uncertainty.dependence = Default::default();
        other.discount_rate = AnnualRate::ZERO;
        other.assumptions.clear();
        other.actuals = None;
        let edits = [
            Edit::Name(other.name.clone()),
            Edit::Description(other.description.clone()),
            Edit::Run(other.run),
            Edit::RateCard(other.rate_card.clone()),
            Edit::Cohort(other.cohort.clone()),
            Edit::Contract(Box::new(other.contract.clone())),
            Edit::Costs(other.costs.clone()),
            Edit::Investment(other.investment.clone()),
            Edit::Uncertainty(other.uncertainty.clone()),
            Edit::DiscountRate(other.discount_rate),
            Edit::Assumptions(other.assumptions.clone()),
            Edit::Actuals(other.actuals.clone()),
        ];
        let mut edited = scenario.clone();
        for edit in edits {
            let before = edited.clone();
            edited = edit.apply(&edited);
            assert_ne!(edited, before);
        }
        assert_eq!(edited, other);
        assert_eq!(Edit::Replace(Box::new(other.clone())).apply(&scenario), other);
    }
}
