//! Plans by their content: what page and workers call a plan, so that each is sent once.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::pace::TrialSize;
use crate::engine::PreparedScenario;

/// Names a plan by its content: as long as a plan is known, an equal one has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlanId(u32);

/// Names what decides the people of every future: plans that agree in it share the people that workers keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PeopleId(u32);

/// A plan with its names.
#[derive(Clone, Debug)]
pub(super) struct KnownPlan {
    pub(super) id: PlanId,
    pub(super) people: PeopleId,
    /// How much work one of its trials is.
    pub(super) size: TrialSize,
    pub(super) prepared: Rc<PreparedScenario>,
}

/// The plans that some worker may hold, each under its own name.
#[derive(Debug, Default)]
pub(super) struct PlanRegistry {
    known: Vec<KnownPlan>,
    n_plans: u32,
    n_people: u32,
}

impl PlanRegistry {
    /// The names of a plan: those that an equal one has already, or new ones.
    pub(super) fn register(&mut self, prepared: &Rc<PreparedScenario>) -> KnownPlan {
        let plan = prepared.plan();
        if let Some(known) = self.known.iter().find(|known| known.prepared.plan() == plan) {
            // The scenarios may still differ in names and texts, which no worker sees.
            return KnownPlan { prepared: Rc::clone(prepared), ..*known };
        }
        let same_people =
            self.known.iter().find(|known| plan.shares_kept_people_with(known.prepared.plan()));
        let people = match same_people {
            Some(known) => known.people,
            None => {
                self.n_people = self.n_people.wrapping_add(1);
                PeopleId(self.n_people)
            }
        };
        self.n_plans = self.n_plans.wrapping_add(1);
        let known = KnownPlan {
            id: PlanId(self.n_plans),
            people,
            size: TrialSize::of(prepared),
            prepared: Rc::clone(prepared),
        };
        self.known.push(known.clone());
        known
    }

    /// Forgets all plans but some.
    pub(super) fn retain(&mut self, is_needed: impl Fn(PlanId) -> bool) {
        self.known.retain(|known| is_needed(known.id));
    }
}

#[cfg(test)]
impl PlanId {
    /// An id for tests that speak to a worker without a registry.
    pub(super) fn of_test(number: u32) -> PlanId {
        PlanId(number)
    }
}

#[cfg(test)]
impl PeopleId {
    pub(super) fn of_test(number: u32) -> PeopleId {
        PeopleId(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AfterCap, Money, Scenario};
    use crate::share::open;

    fn scenario() -> Scenario {
        let opened = open(include_str!("../../tests/shared/v1-small.json")).unwrap();
        let mut scenario = opened.scenario;
        scenario.contract.after_cap = AfterCap::KeepDelivering;
        scenario
    }

    fn register(plans: &mut PlanRegistry, scenario: &Scenario) -> (PlanId, PeopleId) {
        let known = plans.register(&Rc::new(PreparedScenario::new(scenario).unwrap()));
        (known.id, known.people)
    }

    #[test]
    fn equal_plans_have_one_name_and_equal_people_too() {
        let mut plans = PlanRegistry::default();
        let scenario = scenario();
        let (plan, people) = register(&mut plans, &scenario);
        assert_eq!(register(&mut plans, &scenario), (plan, people));
        let mut renamed = scenario.clone();
        renamed.name = "Another name".to_owned();
        assert_eq!(register(&mut plans, &renamed), (plan, people));
        let mut dearer = scenario.clone();
        dearer.rate_card.outcomes[0].price = Money::from_pence(7);
        let (other_plan, same_people) = register(&mut plans, &dearer);
        assert!(other_plan != plan && same_people == people);
        let mut reseeded = scenario.clone();
        reseeded.run.seed += 1;
        let (third_plan, other_people) = register(&mut plans, &reseeded);
        assert!(third_plan != plan && third_plan != other_plan && other_people != people);
        plans.retain(|id| id == other_plan);
        let (again, shared) = register(&mut plans, &scenario);
        assert!(again > third_plan && shared == people, "a forgotten name is never given again");
    }

    #[test]
    fn people_whom_nobody_can_keep_are_never_shared() {
        let mut plans = PlanRegistry::default();
        let mut scenario = scenario();
        scenario.contract.after_cap = AfterCap::Stop;
        scenario.contract.caps.contract = Some(Money::from_pence(1_000_000));
        let (plan, people) = register(&mut plans, &scenario);
        assert_eq!(register(&mut plans, &scenario), (plan, people));
        scenario.rate_card.outcomes[0].price = Money::from_pence(7);
        let (other_plan, other_people) = register(&mut plans, &scenario);
        assert!(other_plan != plan && other_people != people);
    }
}
