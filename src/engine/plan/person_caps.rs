//! Caps per person: in all, by segment, and within groups of outcomes.

use serde::{Deserialize, Serialize};

use crate::model::{Amendment, Contract, Money, Scenario};

use super::amended::in_force;
use super::classes::PriceClass;

/// What may be paid for one person over the contract, in pence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PersonCapsPlan {
    /// By class and claim month: most in all.
    most: Vec<i64>,
    claim_months: usize,
    /// In the order in which they apply, before the most in all.
    pub(in crate::engine) groups: Vec<PersonGroupPlan>,
}

/// What may be paid for one person from some lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PersonGroupPlan {
    /// By line.
    pub(in crate::engine) is_member: Vec<bool>,
    pub(in crate::engine) most: i64,
}

/// Whether a contract limits what is paid for single people, so that each claim of each person must be known.
pub(super) fn has_person_cap(contract: &Contract) -> bool {
    let caps = &contract.caps;
    caps.person.is_some()
        || !caps.person_segments.is_empty()
        || !caps.person_groups.is_empty()
        || contract.amendments.iter().any(|amendment| amendment.person_cap.is_some())
}

impl PersonCapsPlan {
    /// Resolves a scenario without errors; none where no person is limited.
    pub(super) fn new(
        scenario: &Scenario,
        classes: &[PriceClass<'_>],
        claim_months: usize,
    ) -> Option<PersonCapsPlan> {
        let Scenario { contract, rate_card, .. } = scenario;
        let groups = contract.caps.person_groups.iter().map(|group| PersonGroupPlan {
            is_member: rate_card
                .outcomes
                .iter()
                .map(|outcome| group.outcomes.contains(&outcome.id))
                .collect(),
            most: group.most.pence(),
        });
        has_person_cap(contract).then(|| PersonCapsPlan {
            most: classes
                .iter()
                .flat_map(|class| (0..claim_months).map(|month| most_in(contract, class, month)))
                .collect(),
            claim_months,
            groups: groups.collect(),
        })
    }

    /// Most in all that may have been paid for a person of a class with a claim of this month.
    pub(in crate::engine) fn most(&self, class: usize, month: usize) -> i64 {
        self.most[class * self.claim_months + month]
    }
}

/// A segment's own cap stands whatever amendments say of the cap for all.
fn most_in(contract: &Contract, class: &PriceClass<'_>, month: usize) -> i64 {
    let own = class.segment.and_then(|segment| {
        contract.caps.person_segments.iter().find(|cap| cap.segment == segment)
    });
    match own {
        Some(own) => own.most.pence(),
        None => {
            let amended = |amendment: &Amendment| -> Option<Money> { amendment.person_cap };
            in_force(contract, month, contract.caps.person, amended)
        }
    }
}
