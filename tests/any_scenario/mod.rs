//! Random scenarios that are valid, for the laws that hold of all of them.
//!
//! A scenario is read off a tape of numbers on which 0 always stands for the simplest choice, so that
//! shrinking the tape simplifies the scenario.

#![allow(clippy::unwrap_used, reason = "only tests build scenarios this way")]

mod card;
mod contract;
mod investors;
mod people;
mod tape;

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

use super::model;
use tape::Tape;

use model::{
    AnnualRate, Arrivals, Cohort, Currency, Learning, OddsFactor, Probability, Quantity, RateCard,
    ReReferral, ReturnerClaims, Run, Sampling, Scenario, Shock, Uncertainty,
};

/// Longest tape that any scenario reads; beyond its end a tape reads 0.
const TAPE: usize = 700;

/// A scenario that shows itself as its document, so that a failing one can be opened and looked at.
#[derive(Clone)]
pub(super) struct Any(pub Scenario);

impl fmt::Debug for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| fmt::Error)?)
    }
}

/// Any valid scenario of a small size, with any rule in it.
pub(super) fn scenarios() -> impl Strategy<Value = Any> {
    let lengths = prop_oneof![1 => 0..TAPE, 4 => Just(TAPE)];
    lengths.prop_flat_map(|length| vec(any::<u16>(), length)).prop_map(|tape| {
        let scenario = Tape(tape.into_iter()).scenario();
        let problems = scenario.problems();
        assert!(!problems.iter().any(|problem| problem.is_error()), "{problems:#?}");
        Any(scenario)
    })
}

/// How many cases a law is tried on: `usual`, or what `PROPTEST_CASES` says. The dice are fixed, so that a
/// law that fails, fails again; `PROPTEST_RNG_SEED` draws other ones.
pub(super) fn config(usual: u32) -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: number("PROPTEST_CASES")
            .and_then(|cases: u64| u32::try_from(cases).ok())
            .unwrap_or(usual),
        rng_seed: proptest::test_runner::RngSeed::Fixed(
            number("PROPTEST_RNG_SEED").unwrap_or(20_240_401),
        ),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

impl Tape {
    fn scenario(&mut self) -> Scenario {
        let delivery_months = self.between(3, 30);
        let claims_end = self.maybe(50, |tape| tape.upto(delivery_months + 12));
        let last_claim = claims_end.unwrap_or(delivery_months - 1);
        let segments = self.segments();
        let outcomes = self.outcomes(&segments);
        let contract =
            self.contract((delivery_months, claims_end, last_claim), &segments, &outcomes);
        let re_referral = self.maybe(30, |tape| ReReferral {
            chance: tape.return_chance(),
            mean_gap_months: Quantity::new(tape.pick(&[1.0, 2.5, 6.0])).unwrap(),
        });
        let returners = self.pick(&[ReturnerClaims::OncePerPerson, ReturnerClaims::OncePerJourney]);
        // Expected counts exist where no person has to be known.
        let may_go_without_luck = contract.caps.person.is_none()
            && contract.caps.person_segments.is_empty()
            && contract.caps.person_groups.is_empty()
            && contract.amendments.iter().all(|amendment| amendment.person_cap.is_none())
            && (re_referral.is_none() || returners == ReturnerClaims::OncePerJourney)
            && outcomes.iter().all(|outcome| {
                outcome.after.len() + outcome.after_all.len() < 2 && outcome.unless.is_empty()
            });
        let luck = !(may_go_without_luck && self.sometimes(30));
        let domains = ["Home", "Work"];
        let shocks = self.several(2, |tape| {
            let earliest_month = tape.upto(20);
            Shock {
                name: String::new(),
                chance: tape.probability(),
                earliest_month,
                latest_month: earliest_month + tape.upto(2),
                months: tape.between(1, 12),
                referrals: tape.factor(),
                odds: tape
                    .maybe(50, |tape| OddsFactor {
                        applies_to: tape.pick(&domains).to_owned(),
                        odds: tape.factor(),
                    })
                    .into_iter()
                    .filter(|factor| {
                        outcomes.iter().any(|outcome| outcome.domain == factor.applies_to)
                    })
                    .collect(),
                costs: tape.factor(),
            }
        });
        let shocks = shocks
            .into_iter()
            .enumerate()
            .map(|(index, shock)| Shock { name: format!("Shock {index}"), ..shock })
            .collect();
        Scenario {
            name: "Any".to_owned(),
            description: None,
            preset: None,
            currency: Currency::default(),
            run: Run {
                seed: u32::from(self.upto(u16::MAX)),
                trials: u32::from(self.between(1, 12)),
                unknowns: self.sometimes(50),
                luck,
                sampling: if self.sometimes(30) { Sampling::Independent } else { Sampling::Even },
            },
            rate_card: RateCard { outcomes, returners },
            cohort: Cohort {
                segments,
                referrals: self.referrals(),
                arrivals: self.pick(&[Arrivals::Random, Arrivals::Random, Arrivals::AsPlanned]),
                volume: self.unsure_factor(),
                engagement: self.chance(),
                start_delay: self.delay(),
                support_months: Quantity::new(self.pick(&[1.0, 4.0, 9.5])).unwrap(),
                re_referral,
                learning: self.maybe(30, |tape| Learning {
                    starting_odds: tape.factor(),
                    months: if tape.sometimes(10) { 40 } else { tape.upto(12) },
                }),
            },
            contract,
            costs: self.costs(),
            investment: self.investment(),
            uncertainty: Uncertainty {
                dependence: Probability::new(self.pick(&[0.0, 0.4, 1.0])).unwrap(),
                shocks,
            },
            discount_rate: AnnualRate::new(0.035).unwrap(),
            assumptions: Vec::new(),
            actuals: None,
            stresses: Vec::new(),
            tests: Vec::new(),
        }
    }
}
