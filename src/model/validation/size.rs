//! How large a scenario is: people, work and money, so that no run hangs and no sum overflows.

use super::LIMITS;
use crate::model::{Estimate, Factor, Money, Outcome, Problem, Scenario};

/// No future of interest draws an unknown further out than this many standard deviations.
const FARTHEST: f64 = 5.0;

/// The 90th percentile of the standard normal distribution.
const Z90: f64 = 1.281_551_565_5;

/// People of an unlucky future, as a multiple of the people of an expected one.
const UNLUCKY: f64 = 10.0;

/// Most that all claims or all costs of a future may come to: 10 trillion.
const MOST_POUNDS: f64 = 1e13;

impl Scenario {
    /// Expected referrals over the contract, at the central volume.
    pub fn expected_referrals(&self) -> f64 {
        self.cohort.referrals_by_month(self.contract.delivery_months).iter().sum()
    }

    /// People x outcomes x trials: the size of a run.
    pub fn work(&self) -> f64 {
        self.expected_referrals()
            * self.rate_card.outcomes.len() as f64
            * f64::from(self.run.trials)
    }

    /// What makes the scenario too large to run.
    pub(super) fn problems_of_size(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let n_outcomes = self.rate_card.outcomes.len() as f64;
        let levels: f64 = self.cohort.referral_levels(self.contract.delivery_months).iter().sum();
        let volume = self.cohort.volume;
        let people = levels * volume.high.get().max(volume.central.get());
        let unlucky = self.people_of_an_unlucky_future(levels);
        if people > LIMITS.people {
            problems.push(
                Problem::error(
                    "cohort.referrals",
                    "are more than can be simulated",
                    format!("keep expected referrals, at the high volume, to {}", LIMITS.people),
                )
                .with_value(format!("{people:.0} people")),
            );
        } else if unlucky > UNLUCKY * LIMITS.people {
            problems.push(
                Problem::error(
                    "cohort.volume",
                    "could come in an unlucky future, which is more than can be simulated",
                    "bring low, central and high closer together, or lower the shocks' factors on referrals",
                )
                .with_value(format!("{unlucky:.0} people")),
            );
        } else if f64::from(self.run.trials) * n_outcomes > LIMITS.figures {
            problems.push(
                Problem::error(
                    "run.trials",
                    "futures of this many outcomes give more figures than can be kept",
                    format!(
                        "write at most {:.0}, or take outcomes out",
                        libm::floor(LIMITS.figures / n_outcomes)
                    ),
                )
                .with_value(self.run.trials),
            );
        } else if self.work() > LIMITS.work {
            problems.push(
                Problem::error(
                    "run.trials",
                    "futures of this many people and outcomes would run for many minutes",
                    format!(
                        "write at most {:.0}, or fewer people",
                        LIMITS.work / (self.work() / f64::from(self.run.trials)).max(1.0)
                    ),
                )
                .with_value(self.run.trials),
            );
        }
        // An unlucky future's people need not be bounded for these to be told.
        let unlucky = unlucky.min(UNLUCKY * LIMITS.people);
        let earned = self.most_earned(unlucky);
        if earned > MOST_POUNDS {
            problems.push(too_much(
                "rate_card.outcomes",
                earned,
                "prices, price factors or indexation",
            ));
        }
        let costs = self.most_costs(unlucky);
        if costs > MOST_POUNDS {
            problems.push(too_much("costs", costs, "costs, cost factors or inflation"));
        }
        problems
    }

    fn people_of_an_unlucky_future(&self, levels: f64) -> f64 {
        let shocks = self.uncertainty.shocks.iter().map(|shock| shock.referrals.get().max(1.0));
        levels * farthest(self.cohort.volume) * shocks.product::<f64>()
    }

    /// Journeys of one person, about as many as come up at all.
    fn journeys(&self) -> f64 {
        let chance = self.cohort.re_referral.map_or(0.0, |returns| returns.chance.high.get());
        1.0 / (1.0 - chance.min(0.9))
    }

    fn most_earned(&self, people: f64) -> f64 {
        let contract = &self.contract;
        let each: f64 = self.rate_card.outcomes.iter().map(|line| self.most_for_a_line(line)).sum();
        let factors =
            self.cohort.segments.iter().map(|segment| segment.price_factor.get().max(1.0));
        let index = contract.indexation.map_or(1.0, |indexation| growth(indexation.annual.get()));
        let fixed: f64 = contract.grants.iter().map(|grant| grant.total.pounds()).sum();
        let fees: f64 = contract.service_fees.iter().map(|fee| fee.monthly.pounds()).sum();
        people * self.journeys() * each * factors.fold(0.0, f64::max) * index
            + fixed
            + fees * f64::from(LIMITS.months)
    }

    fn most_for_a_line(&self, line: &Outcome) -> f64 {
        let changes = line.price_changes.iter().map(|change| change.price);
        let bands = line.bands.iter().map(|band| band.price);
        let amended = self.contract.amendments.iter().flat_map(|amendment| &amendment.prices);
        let amended = amended.filter(|price| price.outcome == line.id).map(|price| price.price);
        let own = line.segment_prices.iter().map(|price| price.price);
        let dearest = changes.chain(bands).chain(amended).chain(own).fold(line.price, Money::max);
        let claims = line.repeats.map_or(1, |repeats| repeats.most);
        dearest.pounds() * f64::from(claims)
    }

    fn most_costs(&self, people: f64) -> f64 {
        let costs = &self.costs;
        let months = f64::from(LIMITS.months);
        let support = costs.caseworker_monthly.pounds() / costs.caseload.get().max(1.0);
        let per_person = costs.per_start.pounds() + support * months;
        let factors = self.cohort.segments.iter().map(|segment| segment.cost_factor.get());
        let fixed = costs.set_up.pounds()
            + costs.personalisation_fund.pounds()
            + costs.fixed_monthly.pounds() * months;
        let shocks = self.uncertainty.shocks.iter().map(|shock| shock.costs.get().max(1.0));
        (fixed + people * self.journeys() * per_person * factors.fold(0.0, f64::max))
            * growth(costs.inflation.get())
            * farthest(costs.uncertainty)
            * shocks.product::<f64>()
    }
}

/// The largest factor of any future of interest.
fn farthest(estimate: Estimate<Factor>) -> f64 {
    let spread = (libm::log(estimate.high.get()) - libm::log(estimate.low.get())) / (2.0 * Z90);
    estimate.high.get().max(estimate.central.get() * libm::exp(FARTHEST * spread.max(0.0)))
}

/// Growth over the longest contract at a yearly rate.
fn growth(annual: f64) -> f64 {
    libm::pow(1.0 + annual.max(0.0), f64::from(LIMITS.months) / 12.0)
}

fn too_much(path: &str, pounds: f64, what: &str) -> Problem {
    Problem::error(
        path,
        "could come up in one future, which is more than can be added up",
        format!("lower {what}"),
    )
    .with_value(format!("{:.0} trillion", pounds / 1e12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_figures_are_told_once() {
        let mut document: serde_json::Value =
            serde_json::from_str(include_str!("../defaults.json")).unwrap();
        document["rate_card"]["outcomes"][0]["after"] = serde_json::json!([]);
        let mut scenario = Scenario::read_unfinished(document).unwrap().0;
        scenario.run.trials = LIMITS.trials;
        scenario.rate_card.outcomes = vec![scenario.rate_card.outcomes[0].clone(); 60];
        let problems = scenario.problems_of_size();
        let told: Vec<&str> = problems.iter().map(|problem| problem.mend.as_str()).collect();
        assert_eq!(told, ["write at most 83333, or take outcomes out"]);
    }
}
