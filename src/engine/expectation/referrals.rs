//! Expected referrals, over all that the number of people is unsure by.

use crate::engine::dice::unsure::Reading;
use crate::engine::people::arrivals::{as_planned, expected};
use crate::engine::plan::people::PeoplePlan;

/// Standard deviations on either side that sums over a standard normal take in.
const FARTHEST: f64 = 6.0;

/// People that are dealt out at most to find how many come to fixed places on average: about a second.
const MOST_DEALT: f64 = 1e8;

/// Mean referrals by segment and delivery month over volumes with their weights, under factors of shocks by month;
/// `is_whole` where as many whole people come as are planned, whose mean is not the plan.
pub(super) fn mean_referrals(
    plan: &PeoplePlan,
    is_whole: bool,
    volumes: &[(f64, f64)],
    shocks: &[f64],
) -> Vec<f64> {
    let mut mean = vec![0.0; plan.segments.len() * plan.delivery_months];
    for (weight, volume) in volumes {
        let factors: Vec<f64> = shocks.iter().map(|shock| volume * shock).collect();
        let mut add = |index: usize, count: f64| mean[index] += weight * count;
        if is_whole {
            let counts = as_planned(plan, &factors).into_iter().enumerate();
            counts.for_each(|(index, count)| add(index, count.into()));
        } else {
            let counts = expected(plan, &factors).into_iter().enumerate();
            counts.for_each(|(index, count)| add(index, count));
        }
    }
    mean
}

/// Volumes and their weights: the mean alone where people vary around it, and as many as bearable where whole people
/// come, because rounding makes steps.
pub(super) fn volumes(plan: &PeoplePlan, is_whole: bool, n_worlds: usize) -> Vec<(f64, f64)> {
    if !is_whole || plan.volume.is_known() {
        return vec![(1.0, plan.volume.mean())];
    }
    let people: f64 = plan.referrals.iter().sum::<f64>() * plan.volume.mean();
    let most = MOST_DEALT / (people + plan.delivery_months as f64) / n_worlds.max(1) as f64;
    #[expect(clippy::cast_possible_truncation, reason = "clamped to a few hundred")]
    let n_steps = (most / 2.0).clamp(24.0, 600.0) as i32;
    nodes_in_steps(n_steps).map(|(weight, z)| (weight, plan.volume.at(Reading::Drawn(z)))).collect()
}

/// Weights and nodes of a sum over the standard normal, in so many equal steps on either side.
pub(super) fn nodes_in_steps(n_steps: i32) -> impl Iterator<Item = (f64, f64)> {
    let density = |z: f64| libm::exp(-0.5 * z * z);
    let step = FARTHEST / f64::from(n_steps);
    let node = move |number: i32| f64::from(number) * step;
    let total: f64 = (-n_steps..=n_steps).map(|number| density(node(number))).sum();
    (-n_steps..=n_steps).map(move |number| (density(node(number)) / total, node(number)))
}
