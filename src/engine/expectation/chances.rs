//! Chances as expectations need them: their means over all that they are unsure by.

use crate::engine::dice::unsure::from_odds;
use crate::engine::people::unknowns::Unknowns;
use crate::engine::plan::people::PeoplePlan;

/// Mean chances of one world, or of all worlds together.
#[derive(Clone, Debug)]
pub(in crate::engine) struct MeanChances {
    /// By segment.
    pub(in crate::engine) engagement: Vec<f64>,
    /// Mean of the k-th power of the chance of coming back, from k = 1: the chance of k returns.
    pub(in crate::engine) returns: Vec<f64>,
    /// By line and segment.
    pub(in crate::engine) lines: Vec<Moments>,
}

/// Mean of the first chance times the k-th power of the chance of a further one, by k and month of opening.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::engine) struct Moments(pub(in crate::engine) Vec<Vec<f64>>);

impl Moments {
    /// The first powers of a known chance, as many as there can be journeys.
    pub(in crate::engine) fn powers(chance: f64, plan: &PeoplePlan) -> Vec<f64> {
        let powers = std::iter::successors(Some(chance), |power| Some(power * chance));
        powers.take(plan.delivery_months).collect()
    }

    /// The moments of known chances: first chance by month, and the chance of a further one.
    pub(in crate::engine) fn known(first: Vec<f64>, repeat: f64, most: u16) -> Moments {
        let mut moments = vec![first];
        for _ in 1..most {
            let next = moments[moments.len() - 1].iter().map(|p| p * repeat).collect();
            moments.push(next);
        }
        Moments(moments)
    }
}

impl MeanChances {
    /// The chances of one world, in which nothing is unsure.
    pub(in crate::engine) fn of_world(plan: &PeoplePlan, unknowns: &Unknowns) -> MeanChances {
        let n_segments = plan.segments.len();
        let row = plan.row();
        let ones = vec![1.0; row];
        let lines = unknowns.odds.iter().zip(&unknowns.repeat_odds).enumerate();
        let lines = lines.map(|(index, (odds, repeat))| {
            let line = index / n_segments;
            let factors = match &unknowns.odds_by_month {
                Some(factors) => &factors[line * row..(line + 1) * row],
                None => &ones,
            };
            let first = factors.iter().map(|factor| from_odds(odds * factor)).collect();
            let most = plan.lines[line].repeats.as_ref().map_or(1, |repeats| repeats.most);
            Moments::known(first, from_odds(*repeat), most)
        });
        MeanChances {
            engagement: unknowns.engagement.iter().map(|odds| from_odds(*odds)).collect(),
            returns: Moments::powers(from_odds(unknowns.returns), plan),
            lines: lines.collect(),
        }
    }
}
