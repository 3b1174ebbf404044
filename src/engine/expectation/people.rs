//! People without luck: expected counts, by convolution instead of dice.
//!
//! Exact wherever the expectation exists in closed form. Where it does not, [`NoExpectation`] says why.

use crate::engine::dice::rng::CERTAIN;
use crate::engine::people::stop::Stop;
use crate::engine::plan::openings::{NoExpectation, Opening, WayIn};
use crate::engine::plan::people::PeoplePlan;

use super::chances::{MeanChances, Moments};
use super::waits::{convolve, convolve_waits, gather_late, waits};

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

/// Expected counts for given chances and expected referrals, which lie by segment and delivery month.
pub(in crate::engine) fn expect(
    plan: &PeoplePlan,
    referrals: &[f64],
    chances: &MeanChances,
    stop: Stop,
) -> Result<Expected, NoExpectation> {
    let row = plan.row();
    let n_segments = plan.segments.len();
    let n_cells = plan.lines.len() * plan.n_classes() * row;
    let mut expected = Expected {
        referrals: referrals.iter().sum(),
        first_starts: vec![0.0; row],
        starts: vec![0.0; n_segments * row],
        caseload: vec![0.0; n_segments * row],
        achieved: vec![0.0; n_cells],
        barred: vec![0.0; n_cells],
        ..Expected::default()
    };
    let flows = Flows::new(plan)?;
    for segment in 0..n_segments {
        let starts = flows.starts(segment, referrals, chances, stop, &mut expected);
        let moments: Vec<&Moments> =
            chances.lines.iter().skip(segment).step_by(n_segments).collect();
        let caseload = &mut expected.caseload[segment * row..(segment + 1) * row];
        flows.caseload(&starts, caseload);
        if let Some(end) = stop.end() {
            caseload[end.min(row)..].fill(0.0);
        }
        expected.starts[segment * row..(segment + 1) * row].copy_from_slice(&starts);
        if plan.has_time_limits() {
            for (month, n) in starts.iter().enumerate().filter(|(_, n)| **n > 0.0) {
                let mut together = vec![0.0; row];
                together[month] = *n;
                flows.outcomes(segment, &together, Some(month), &moments, stop, &mut expected);
            }
        } else {
            flows.outcomes(segment, &starts, None, &moments, stop, &mut expected);
        }
    }
    Ok(expected)
}

struct Flows<'p> {
    plan: &'p PeoplePlan,
    /// By line.
    openings: &'p [Opening],
    /// Chances of each wait from opening to the first achievement and to each further one, by line.
    waits: Vec<Vec<Vec<f64>>>,
}

impl<'p> Flows<'p> {
    fn new(plan: &'p PeoplePlan) -> Result<Flows<'p>, NoExpectation> {
        let waits = plan.lines.iter().map(|line| waits(line, plan.row())).collect();
        Ok(Flows { plan, openings: plan.prerequisites.openings()?, waits })
    }

    /// Expected journeys started by month, returns included.
    fn starts(
        &self,
        segment: usize,
        referrals: &[f64],
        chances: &MeanChances,
        stop: Stop,
        expected: &mut Expected,
    ) -> Vec<f64> {
        let plan = self.plan;
        let last_start = stop.last_start(plan.delivery_months);
        let mut engaged = vec![0.0; plan.row()];
        let referrals = &referrals[segment * plan.delivery_months..];
        for (engaged, referrals) in engaged[..plan.delivery_months].iter_mut().zip(referrals) {
            *engaged = referrals * chances.engagement[segment];
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

    /// Adds what journeys of a segment achieve, which begin as given; all in one month where that decides what is late.
    fn outcomes(
        &self,
        segment: usize,
        starts: &[f64],
        start: Option<usize>,
        moments: &[&Moments],
        stop: Stop,
        expected: &mut Expected,
    ) {
        let plan = self.plan;
        let row = plan.row();
        let mut firsts: Vec<Vec<f64>> = vec![Vec::new(); plan.lines.len()];
        for &line in &plan.prerequisites.order {
            let open = self.open(line, starts, moments, &firsts);
            firsts[line] = self.achieve(line, &open, moments[line], 0);
            let place = (line * plan.n_classes() + plan.segments[segment].class) * row;
            let verified = plan.lines[line].verified as f64 / CERTAIN as f64;
            let limit = start.zip(plan.lines[line].within).map(|(start, within)| start + within);
            for k in 0..moments[line].0.len() {
                let mut counts = self.achieve(line, &open, moments[line], k);
                if let Some(end) = stop.end() {
                    counts[end.min(row)..].fill(0.0);
                }
                if let Some(limit) = limit {
                    gather_late(&mut counts, limit + 1);
                }
                for (month, count) in counts.into_iter().enumerate() {
                    expected.achieved[place + month] += count;
                    expected.barred[place + month] += count * (1.0 - verified);
                }
            }
        }
    }

    /// Expected achievements by month: the k-th further one, for those for whom a line opened.
    fn achieve(&self, line: usize, open: &[f64], moments: &Moments, k: usize) -> Vec<f64> {
        let achieving: Vec<f64> = open.iter().zip(&moments.0[k]).map(|(n, p)| n * p).collect();
        convolve(&achieving, &self.waits[line][k])
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
            Opening::EitherOr(several) => {
                sum_of(starts.len(), several.iter().map(|line| firsts[*line].clone()))
            }
            Opening::Joint { fork, way_in } => {
                let at_fork = fork.map_or(starts, |fork| &firsts[fork]);
                self.open_jointly(*fork, way_in, &way_in.unless, at_fork, moments)
            }
        }
    }

    /// For how many a line opens that depends on several others, which are independent given the month of their fork;
    /// of those that rule it out, only some are looked at.
    fn open_jointly(
        &self,
        fork: Option<usize>,
        way_in: &WayIn,
        unless: &[usize],
        at_fork: &[f64],
        moments: &[&Moments],
    ) -> Vec<f64> {
        let row = at_fork.len();
        let mut open = vec![0.0; row];
        for (month, n) in at_fork.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            let mut unit = vec![0.0; row];
            unit[month] = 1.0;
            let mut left = *n;
            for ruling in unless {
                // Those that rule each other out as well: none of them happens if none would without that.
                let reached = self.first_but_for(*ruling, &way_in.unless, fork, &unit, moments);
                left *= 1.0 - reached.iter().sum::<f64>();
            }
            let mut all_reached = vec![1.0; row];
            all_reached[..month].fill(0.0);
            for list in &way_in.lists {
                let mut none_reached = vec![1.0; row];
                for line in list {
                    let mut missing = 1.0;
                    let reached = self.first(*line, fork, &unit, moments);
                    for (none, reached) in none_reached.iter_mut().zip(reached) {
                        missing -= reached;
                        *none *= missing;
                    }
                }
                for (all, none) in all_reached.iter_mut().zip(none_reached) {
                    *all *= 1.0 - none;
                }
            }
            let mut before = 0.0;
            for (open, reached) in open.iter_mut().zip(all_reached) {
                *open += left * (reached - before);
                before = reached;
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
        self.first_but_for(line, &[], fork, at_fork, moments)
    }

    /// The same as if some lines did not rule it out.
    fn first_but_for(
        &self,
        line: usize,
        ignored: &[usize],
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
            Opening::EitherOr(several) => sum_of(
                at_fork.len(),
                several.iter().map(|line| self.first(*line, fork, at_fork, moments)),
            ),
            Opening::Joint { fork: inner, way_in } => {
                let at_inner = match inner {
                    Some(inner) => self.first(*inner, fork, at_fork, moments),
                    None => at_fork.to_vec(),
                };
                let is_looked_at = |line: &usize| !ignored.contains(line);
                let unless: Vec<usize> =
                    way_in.unless.iter().copied().filter(is_looked_at).collect();
                self.open_jointly(*inner, way_in, &unless, &at_inner, moments)
            }
        };
        self.achieve(line, &open, moments[line], 0)
    }
}

fn sum_of(row: usize, several: impl Iterator<Item = Vec<f64>>) -> Vec<f64> {
    let mut sum = vec![0.0; row];
    for counts in several {
        for (sum, count) in sum.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    sum
}
