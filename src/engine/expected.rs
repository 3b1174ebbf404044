//! The people stage without luck: expected counts, by convolution instead of dice.
//!
//! Exact wherever the expectation exists in closed form. Where it does not, [`NoExpectation`] says why.

use super::people::Stop;
use super::plan::{LinePlan, PeoplePlan};

/// Why expected counts cannot be had in closed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoExpectation {
    /// The line of this index waits for any of several outcomes that share an earlier step which not
    /// all of their paths take.
    SharedStep(usize),
    /// People come back, and outcomes are claimed once per person.
    OncePerPerson,
    /// Outcomes that wait for any of several lie so deep within each other that the sums take too long.
    TooLong,
}

/// Steps of one expectation that are taken at most: about a second.
const MOST_EFFORT: f64 = 1e9;

/// Mean chances of one world, or of all worlds together.
#[derive(Clone, Debug)]
pub(super) struct MeanChances {
    /// By segment.
    pub(super) engagement: Vec<f64>,
    /// Mean of the k-th power of the chance of coming back, from k = 1: the chance of k returns.
    pub(super) returns: Vec<f64>,
    /// By line and segment.
    pub(super) lines: Vec<Moments>,
}

/// Mean of the first chance times the k-th power of the chance of a further one, by k and month of opening.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moments(pub(super) Vec<Vec<f64>>);

/// Expected counts, laid out like those of [`super::people::People`].
#[derive(Clone, Debug, Default)]
pub(super) struct Expected {
    pub(super) referrals: f64,
    pub(super) started: f64,
    pub(super) first_starts: Vec<f64>,
    pub(super) starts: Vec<f64>,
    pub(super) caseload: Vec<f64>,
    pub(super) achieved: Vec<f64>,
    pub(super) barred: Vec<f64>,
}

/// Whether the plan's expected counts exist in closed form at all.
pub(super) fn expectation_exists(plan: &PeoplePlan) -> Result<(), NoExpectation> {
    if plan.returns.is_some() && plan.once_per_person {
        return Err(NoExpectation::OncePerPerson);
    }
    let paths = Paths::new(&plan.lines, &plan.order);
    for line in 0..plan.lines.len() {
        paths.branches(line)?;
    }
    if effort(plan)? > MOST_EFFORT { Err(NoExpectation::TooLong) } else { Ok(()) }
}

/// About how many steps one expectation takes.
pub(super) fn effort(plan: &PeoplePlan) -> Result<f64, NoExpectation> {
    let flows = Flows { plan, paths: Paths::new(&plan.lines, &plan.order) };
    let row = plan.row() as f64;
    let mut effort = 0.0;
    for (line, line_plan) in plan.lines.iter().enumerate() {
        let most = line_plan.repeats.as_ref().map_or(1.0, |repeats| f64::from(repeats.most));
        effort += row * row * (1.0 + most * (most + 1.0) / 2.0);
        if let Branches::Several { fork, ends } = flows.paths.branches(line)? {
            effort += flows.effort_of_ends(fork, &ends)?;
        }
    }
    Ok(effort * plan.segments.len() as f64)
}

/// Expected counts for given chances; `referral_factors` multiplies referrals by month.
pub(super) fn expect(
    plan: &PeoplePlan,
    referral_factors: &[f64],
    chances: &MeanChances,
    stop: Stop,
) -> Result<Expected, NoExpectation> {
    expectation_exists(plan)?;
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
    let flows = Flows { plan, paths: Paths::new(&plan.lines, &plan.order) };
    for segment in 0..n_segments {
        let starts = flows.starts(segment, referral_factors, chances, stop, &mut expected);
        let moments: Vec<&Moments> =
            chances.lines.iter().skip(segment).step_by(n_segments).collect();
        flows.caseload(&starts, &mut expected.caseload[segment * row..(segment + 1) * row]);
        expected.starts[segment * row..(segment + 1) * row].copy_from_slice(&starts);
        let mut firsts: Vec<Vec<f64>> = vec![Vec::new(); plan.lines.len()];
        for &line in &plan.order {
            let open = flows.open(line, &starts, &moments, Some(&firsts))?;
            firsts[line] = flows.achieve(line, &open, moments[line], 0);
            let class = plan.segments[segment].class;
            let place = (line * plan.n_classes() + class) * row;
            let verified = plan.lines[line].verified as f64 / super::rng::CERTAIN as f64;
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
    paths: Paths<'p>,
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
        let mut journeys = convolve(&engaged, plan.start_wait.chances());
        journeys[last_start..].fill(0.0);
        expected.started += journeys.iter().sum::<f64>();
        for (first_starts, journey) in expected.first_starts.iter_mut().zip(&journeys) {
            *first_starts += journey;
        }
        let mut starts = journeys.clone();
        if let Some(returns) = &plan.returns {
            let (support, gap) = (plan.support.chances(), returns.gap.chances());
            // Support of n months from month m, then a gap of g, begins again in month m + n + g - 1.
            let to_return = convolve_waits(support, gap);
            for chance in &chances.returns {
                journeys = convolve(&journeys, &to_return[1..]);
                journeys[last_start..].fill(0.0);
                for (start, journey) in starts.iter_mut().zip(&journeys) {
                    *start += journey * chance;
                }
                if journeys.iter().sum::<f64>() * chance < 1e-9 {
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

    /// For how many a line opens, by month, when journeys begin as given. `firsts` holds what is known
    /// of lines earlier in order, for the same journeys.
    fn open(
        &self,
        line: usize,
        starts: &[f64],
        moments: &[&Moments],
        firsts: Option<&[Vec<f64>]>,
    ) -> Result<Vec<f64>, NoExpectation> {
        let from = |earlier: usize| match firsts {
            Some(firsts) => Ok(firsts[earlier].clone()),
            None => self.first(earlier, None, starts, moments),
        };
        match self.paths.branches(line)? {
            Branches::Start => Ok(starts.to_vec()),
            Branches::One(earlier) => from(earlier),
            Branches::Several { fork, ends } => {
                let at_fork = match fork {
                    Some(fork) => from(fork)?,
                    None => starts.to_vec(),
                };
                self.earliest(fork, &ends, &at_fork, moments)
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
    ) -> Result<Vec<f64>, NoExpectation> {
        let mut open = vec![0.0; at_fork.len()];
        for (month, n) in at_fork.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            let mut unit = vec![0.0; at_fork.len()];
            unit[month] = 1.0;
            let mut none_before = vec![1.0; at_fork.len()];
            for end in ends {
                let mut missing = 1.0;
                let reached = self.first(*end, fork, &unit, moments)?;
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
        Ok(open)
    }

    /// Steps of [`Flows::earliest`].
    fn effort_of_ends(&self, fork: Option<usize>, ends: &[usize]) -> Result<f64, NoExpectation> {
        let mut effort = 0.0;
        for end in ends {
            effort += self.effort_of_first(*end, fork)?;
        }
        Ok(effort * self.plan.row() as f64)
    }

    /// Steps of [`Flows::first`].
    fn effort_of_first(&self, line: usize, fork: Option<usize>) -> Result<f64, NoExpectation> {
        if Some(line) == fork {
            return Ok(0.0);
        }
        let row = self.plan.row() as f64;
        let open = match self.paths.branches(line)? {
            Branches::Start => 0.0,
            Branches::One(earlier) => self.effort_of_first(earlier, fork)?,
            Branches::Several { fork: inner, ends } => {
                let at_inner = inner.map_or(Ok(0.0), |inner| self.effort_of_first(inner, fork))?;
                at_inner + self.effort_of_ends(inner, &ends)?
            }
        };
        Ok(open + row * row)
    }

    /// First achievements of a line by month, when the fork (or, without one, the start) happens as given.
    fn first(
        &self,
        line: usize,
        fork: Option<usize>,
        at_fork: &[f64],
        moments: &[&Moments],
    ) -> Result<Vec<f64>, NoExpectation> {
        if Some(line) == fork {
            return Ok(at_fork.to_vec());
        }
        let open = match self.paths.branches(line)? {
            Branches::Start => at_fork.to_vec(),
            Branches::One(earlier) => self.first(earlier, fork, at_fork, moments)?,
            Branches::Several { fork: inner, ends } => {
                let at_inner = match inner {
                    Some(inner) => self.first(inner, fork, at_fork, moments)?,
                    None => at_fork.to_vec(),
                };
                self.earliest(inner, &ends, &at_inner, moments)?
            }
        };
        Ok(self.achieve(line, &open, moments[line], 0))
    }
}

/// What a line waits for, with everything removed that cannot be the earliest.
enum Branches {
    Start,
    One(usize),
    /// Several outcomes, which are independent of each other given when their fork happened.
    Several {
        fork: Option<usize>,
        ends: Vec<usize>,
    },
}

/// How lines hang together.
struct Paths<'p> {
    lines: &'p [LinePlan],
    /// By line: it and all lines that some path to it takes, as a bit each.
    some: Vec<Vec<bool>>,
    /// By line: it and all lines that every path to it takes.
    every: Vec<Vec<bool>>,
}

impl<'p> Paths<'p> {
    fn new(lines: &'p [LinePlan], order: &[usize]) -> Paths<'p> {
        let n = lines.len();
        let mut some = vec![vec![false; n]; n];
        let mut every = vec![vec![false; n]; n];
        for &line in order {
            let after = &lines[line].after;
            for other in 0..n {
                some[line][other] = after.iter().any(|&earlier| some[earlier][other]);
                every[line][other] =
                    !after.is_empty() && after.iter().all(|&earlier| every[earlier][other]);
            }
            some[line][line] = true;
            every[line][line] = true;
        }
        Paths { lines, some, every }
    }

    fn branches(&self, line: usize) -> Result<Branches, NoExpectation> {
        let after = &self.lines[line].after;
        // An outcome that can only follow another of the list is never the earliest.
        let ends: Vec<usize> = after
            .iter()
            .copied()
            .filter(|&end| !after.iter().any(|&other| other != end && self.every[end][other]))
            .collect();
        match ends.as_slice() {
            [] => Ok(Branches::Start),
            [only] => Ok(Branches::One(*only)),
            several => {
                let n = self.lines.len();
                let depth = |line: usize| self.every[line].iter().filter(|on| **on).count();
                let fork = (0..n)
                    .filter(|&other| several.iter().all(|&end| self.every[end][other]))
                    .max_by_key(|&other| depth(other));
                let before_fork = |other: usize| fork.is_some_and(|fork| self.some[fork][other]);
                for other in (0..n).filter(|&other| !before_fork(other)) {
                    let shared = several.iter().filter(|&&end| self.some[end][other]).count();
                    if shared > 1 {
                        return Err(NoExpectation::SharedStep(line));
                    }
                }
                Ok(Branches::Several { fork, ends })
            }
        }
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
    pub(super) fn powers(chance: f64, plan: &PeoplePlan) -> Vec<f64> {
        let powers = std::iter::successors(Some(chance), |power| Some(power * chance));
        powers.take(plan.delivery_months).collect()
    }

    /// The moments of known chances: first chance by month, and the chance of a further one.
    pub(super) fn known(first: Vec<f64>, repeat: f64, most: u16) -> Moments {
        let mut moments = vec![first];
        for _ in 1..most {
            let next = moments[moments.len() - 1].iter().map(|p| p * repeat).collect();
            moments.push(next);
        }
        Moments(moments)
    }
}
