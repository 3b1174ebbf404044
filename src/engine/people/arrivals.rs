//! Arrivals: how many people are referred in each month.

use crate::engine::plan::people::PeoplePlan;

/// Parts of a person that are taken for a rounding error of the sums.
const NOTHING: f64 = 1e-9;

/// Expected referrals by segment and delivery month, under factors on referrals by month.
pub(in crate::engine) fn expected(plan: &PeoplePlan, factors: &[f64]) -> Vec<f64> {
    let by_month =
        || plan.referrals.iter().zip(factors).map(|(referrals, factor)| referrals * factor);
    plan.segments
        .iter()
        .flat_map(|segment| by_month().map(move |referrals| referrals * segment.share))
        .collect()
}

/// Referrals to fixed places by segment and delivery month: whole people, of whom there are never a whole person more or
/// fewer up to any month than were expected, in all or in a segment.
///
/// Each person goes to the segment whose next one falls due first, among those that are behind the plan; this is the
/// quota method of apportionment (Balinski and Young, 1975).
pub(in crate::engine) fn as_planned(plan: &PeoplePlan, factors: &[f64]) -> Vec<u32> {
    let n_months = plan.delivery_months;
    let mut counts = vec![0; plan.segments.len() * n_months];
    let mut given = vec![0.0; plan.segments.len()];
    let (mut expected, mut come) = (0.0, 0.0);
    for month in 0..n_months {
        expected += plan.referrals[month] * factors[month];
        // Half a person comes early.
        while come + 0.5 <= expected + NOTHING {
            let segment = next_segment(plan, &given, expected);
            counts[segment * n_months + month] += 1;
            given[segment] += 1.0;
            come += 1.0;
        }
    }
    counts
}

/// The segment of the next person, when so many are expected up to now.
fn next_segment(plan: &PeoplePlan, given: &[f64], expected: f64) -> usize {
    let mut next = (f64::INFINITY, 0);
    let mut most_behind = (f64::NEG_INFINITY, 0);
    for (index, (segment, given)) in plan.segments.iter().zip(given).enumerate() {
        let behind = segment.share * expected - given;
        // How many are expected in all when this segment's next person falls due.
        let due = (given + 1.0) / segment.share;
        if behind > NOTHING && due < next.0 {
            next = (due, index);
        }
        if behind > most_behind.0 {
            most_behind = (behind, index);
        }
    }
    if next.0.is_finite() { next.1 } else { most_behind.1 }
}
