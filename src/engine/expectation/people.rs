//! People without luck: expected counts, by convolution instead of dice.
//!
//! Exact wherever the expectation exists in closed form. Where it does not, [`NoExpectation`] says why.

use crate::engine::dice::rng::CERTAIN;
use crate::engine::dice::unsure::from_odds;
use crate::engine::people::stop::Stop;
use crate::engine::people::unknowns::Unknowns;
use crate::engine::plan::people::PeoplePlan;
use crate::engine::plan::prerequisites::{NoExpectation, Opening};

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

/// Expected counts, laid out like those of [`People`](crate::engine::people::simulated::People).
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Expected {
    pub(in crate::engine) referrals: f64,
    pub(in crate::engine) started: f64,
    pub(in crate::engine) first_starts: Vec<f64>,
    pub(in crate::engine) starts: Vec<f64>,
    pub(in crate::engine) caseload: Vec<f64>,
    pub(in crate::engine) achieved: Vec<f64>,
    pub(in crate::engine) barred: Vec<f64>,
}

/// Expected counts for given chances; `referral_factors` multiplies referrals by month.
pub(in crate::engine) fn expect(
    plan: &PeoplePlan,
    referral_factors: &[f64],
    chances: &MeanChances,
    stop: Stop,
) -> Result<Expected, NoExpectation> {
    let row = plan.row();
    let n_segments = plan.segments.len();
    let n_cells = plan.lines.len() * plan.n_classes() * row;
    let mut expected = Expected {
        first_starts: vec![0.0; row],
        starts: vec![0.0; n_segments * row],
        caseload: vec![0.0; n_segments * row],
        achieved: vec![0.0; n_cells],
        barred: vec![0.0; n_cells],
        ..Expected::default()
    };
    let flows = Flows { plan, openings: plan.prerequisites.openings()? };
    for segment in 0..n_segments {
        let starts = flows.starts(segment, referral_factors, chances, stop, &mut expected);
        let moments: Vec<&Moments> =
            chances.lines.iter().skip(segment).step_by(n_segments).collect();
        flows.caseload(&starts, &mut expected.caseload[segment * row..(segment + 1) * row]);
        expected.starts[segment * row..(segment + 1) * row].copy_from_slice(&starts);
        let mut firsts: Vec<Vec<f64>> = vec![Vec::new(); plan.lines.len()];
        for &line in &plan.prerequisites.order {
            let open = flows.open(line, &starts, &moments, &firsts);
            firsts[line] = flows.achieve(line, &open, moments[line], 0);
            let class = plan.segments[segment].class;
            let place = (line * plan.n_classes() + class) * row;
            let verified = plan.lines[line].verified as f64 / CERTAIN as f64;
            for k in 0..moments[line].0.len() {
                let mut counts = flows.achieve(line, &open, moments[line], k);
                if let Stop::Everything(month) = stop {
                    counts[month.min(row)..].fill(0.0);
                }
                for (month, count) in counts.into_iter().enumerate() {
                    expected.achieved[place + month] += count;
                    expected.barred[place + month] += count * (1.0 - verified);
                }
            }
        }
    }
    Ok(expected)
}

struct Flows<'p> {
    plan: &'p PeoplePlan,
    /// By line.
    openings: &'p [Opening],
}

impl Flows<'_> {
    /// Expected journeys started by month, returns included.
    fn starts(
        &self,
        segment: usize,
        referral_factors: &[f64],
        chances: &MeanChances,
        stop: Stop,
        expected: &mut Expected,
    ) -> Vec<f64> {
        let plan = self.plan;
        let last_start = stop.last_start(plan.delivery_months);
        let mut engaged = vec![0.0; plan.row()];
        for month in 0..plan.delivery_months {
            let referrals =
                plan.referrals[month] * referral_factors[month] * plan.segments[segment].share;
            expected.referrals += referrals;
            engaged[month] = referrals * chances.engagement[segment];
        }
        let mut counts = convolve(&engaged, plan.start_wait.chances());
        counts[last_start..].fill(0.0);
        expected.started += counts.iter().sum::<f64>();
        for (first_starts, journey) in expected.first_starts.iter_mut().zip(&counts) {
            *first_starts += journey;
        }
        let mut starts = counts.clone();
        if let Some(returns) = &plan.returns {
            let (support, gap) = (plan.support.chances(), returns.gap.chances());
            // Support of n months from month m, then a gap of g, begins again in month m + n + g - 1.
            let to_return = convolve_waits(support, gap);
            for chance in &chances.returns {
                counts = convolve(&counts, &to_return[1..]);
                counts[last_start..].fill(0.0);
                for (start, journey) in starts.iter_mut().zip(&counts) {
                    *start += journey * chance;
                }
                if counts.iter().sum::<f64>() * chance < 1e-9 {
                    break;
                }
            }
        }
        starts
    }

    /// Expected people in support by month.
    fn caseload(&self, starts: &[f64], caseload: &mut [f64]) {
        let support = self.plan.support.chances();
        let total: f64 = support.iter().sum();
        for (start, n) in starts.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            let mut staying = 1.0;
            for (since, present) in caseload[start..].iter_mut().enumerate() {
                staying -= support.get(since).copied().unwrap_or(0.0);
                // What lies beyond the table stays for ever.
                *present += n * if since < support.len() { staying } else { 1.0 - total };
            }
        }
    }

    /// Expected achievements by month: the k-th further one, for those for whom a line opened.
    fn achieve(&self, line: usize, open: &[f64], moments: &Moments, k: usize) -> Vec<f64> {
        let plan = &self.plan.lines[line];
        let achieving: Vec<f64> = open.iter().zip(&moments.0[k]).map(|(n, p)| n * p).collect();
        let mut achieved = convolve(&achieving, plan.wait.chances());
        if let Some(repeats) = &plan.repeats {
            for _ in 0..k {
                achieved = convolve(&achieved, repeats.wait.chances());
            }
        }
        achieved
    }

    /// For how many a line opens, by month, when journeys begin as given. `firsts` holds first achievements
    /// of lines earlier in order, for the same journeys.
    fn open(
        &self,
        line: usize,
        starts: &[f64],
        moments: &[&Moments],
        firsts: &[Vec<f64>],
    ) -> Vec<f64> {
        match &self.openings[line] {
            Opening::Start => starts.to_vec(),
            Opening::One(earlier) => firsts[*earlier].clone(),
            Opening::Several { fork, ends } => {
                let at_fork = fork.map_or(starts, |fork| &firsts[fork]);
                self.earliest(*fork, ends, at_fork, moments)
            }
        }
    }

    /// The earliest of several outcomes, which are independent given the month of their fork.
    fn earliest(
        &self,
        fork: Option<usize>,
        ends: &[usize],
        at_fork: &[f64],
        moments: &[&Moments],
    ) -> Vec<f64> {
        let mut open = vec![0.0; at_fork.len()];
        for (month, n) in at_fork.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            let mut unit = vec![0.0; at_fork.len()];
            unit[month] = 1.0;
            let mut none_before = vec![1.0; at_fork.len()];
            for end in ends {
                let mut missing = 1.0;
                let reached = self.first(*end, fork, &unit, moments);
                for (none, reached) in none_before.iter_mut().zip(reached) {
                    missing -= reached;
                    *none *= missing;
                }
            }
            let mut before = 1.0;
            for (open, none) in open.iter_mut().zip(none_before) {
                *open += n * (before - none);
                before = none;
            }
        }
        open
    }

    /// First achievements of a line by month, when the fork (or, without one, the start) happens as given.
    fn first(
        &self,
        line: usize,
        fork: Option<usize>,
        at_fork: &[f64],
        moments: &[&Moments],
    ) -> Vec<f64> {
        if Some(line) == fork {
            return at_fork.to_vec();
        }
        let open = match &self.openings[line] {
            Opening::Start => at_fork.to_vec(),
            Opening::One(earlier) => self.first(*earlier, fork, at_fork, moments),
            Opening::Several { fork: inner, ends } => {
                let at_inner = match inner {
                    Some(inner) => self.first(*inner, fork, at_fork, moments),
                    None => at_fork.to_vec(),
                };
                self.earliest(*inner, ends, &at_inner, moments)
            }
        };
        self.achieve(line, &open, moments[line], 0)
    }
}

/// Counts by month after a wait; what passes the last month gathers in the last place.
fn convolve(counts: &[f64], wait: &[f64]) -> Vec<f64> {
    let late = counts.len() - 1;
    let mut after = vec![0.0; counts.len()];
    for (month, count) in counts[..late].iter().enumerate().filter(|(_, count)| **count > 0.0) {
        for (place, chance) in after[month..late].iter_mut().zip(wait) {
            *place += count * chance;
        }
    }
    let total: f64 = counts.iter().sum();
    after[late] = (total - after.iter().sum::<f64>()).max(0.0);
    after
}

/// Chances of the sum of two waits.
fn convolve_waits(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; one.len() + other.len()];
    for (months, chance) in one.iter().enumerate() {
        for (more, other) in other.iter().enumerate() {
            sum[months + more] += chance * other;
        }
    }
    sum
}

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
