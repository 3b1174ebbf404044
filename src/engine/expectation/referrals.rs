//! Expected referrals, over all that the number of people is unsure by.

use crate::engine::dice::unsure::Reading;
use crate::engine::people::arrivals::{as_planned, expected};
use crate::engine::plan::people::PeoplePlan;
use crate::model::Case;

/// Standard deviations on either side that sums over a standard normal take in.
const FARTHEST: f64 = 6.0;

/// Steps of dealing people out to fixed places that are taken at most, to find how many come on average: a second.
const MOST_EFFORT: f64 = 2e8;

/// Fewest and most steps on either side of a sum over volumes.
const STEPS: (f64, f64) = (24.0, 600.0);

/// How referrals follow from what is expected, and the volumes that they are averaged over.
pub(super) struct Intake {
    /// Whether whole people come to fixed places, whose mean is not the plan.
    is_whole: bool,
    /// Weights and factors on all months.
    volumes: Vec<(f64, f64)>,
}

impl Intake {
    /// At the central volume.
    pub(super) fn at_central_volume(plan: &PeoplePlan, is_whole: bool) -> Intake {
        let volumes = vec![(1.0, plan.volume.at(Reading::Case(Case::Central)))];
        Intake { is_whole, volumes }
    }

    /// Over all volumes, in so many worlds of shocks.
    pub(super) fn over_all_volumes(plan: &PeoplePlan, is_whole: bool, n_worlds: usize) -> Intake {
        let at_mean = |is_whole| Intake { is_whole, volumes: vec![(1.0, plan.volume.mean())] };
        if !is_whole || plan.volume.is_known() {
            return at_mean(is_whole);
        }
        let people: f64 = plan.referrals.iter().sum::<f64>() * plan.volume.mean();
        let each = people * plan.segments.len() as f64 + plan.delivery_months as f64;
        let most = MOST_EFFORT / each / n_worlds.max(1) as f64 / 2.0;
        if most < STEPS.0 {
            // Of so many people the part of one that is rounded is nothing.
            return at_mean(false);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred at most")]
        let n_steps = most.min(STEPS.1) as i32;
        let nodes = nodes_in_steps(n_steps);
        let volumes = nodes.map(|(weight, z)| (weight, plan.volume.at(Reading::Drawn(z))));
        Intake { is_whole, volumes: volumes.collect() }
    }

    /// Mean referrals by segment and delivery month, under factors of shocks by month.
    pub(super) fn mean_referrals(&self, plan: &PeoplePlan, shocks: &[f64]) -> Vec<f64> {
        let mut mean = vec![0.0; plan.segments.len() * plan.delivery_months];
        for (weight, volume) in &self.volumes {
            let factors: Vec<f64> = shocks.iter().map(|shock| volume * shock).collect();
            let counts = if self.is_whole {
                as_planned(plan, &factors).into_iter().map(f64::from).collect()
            } else {
                expected(plan, &factors)
            };
            for (mean, count) in mean.iter_mut().zip(counts) {
                *mean += weight * count;
            }
        }
        mean
    }
}

/// Weights and nodes of a sum over the standard normal, in so many equal steps on either side.
pub(super) fn nodes_in_steps(n_steps: i32) -> impl Iterator<Item = (f64, f64)> {
    let density = |z: f64| libm::exp(-0.5 * z * z);
    let step = FARTHEST / f64::from(n_steps);
    let node = move |number: i32| f64::from(number) * step;
    let total: f64 = (-n_steps..=n_steps).map(|number| density(node(number))).sum();
    (-n_steps..=n_steps).map(move |number| (density(node(number)) / total, node(number)))
}
