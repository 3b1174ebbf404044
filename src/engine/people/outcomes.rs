//! Taking a pass of journeys through the outcomes of the card.

use std::ops::Range;

use crate::engine::chance::from_odds;
use crate::engine::plan::PeoplePlan;
use crate::engine::rng::{Key, Purpose, below, below_both, threshold};
use crate::engine::unknowns::Unknowns;

use super::block::Block;
use super::{People, PerLane, PersonClaim, Stop, each_lane, for_each_wait, narrow, place};

/// What stays the same through one trial, and what the pass at hand has achieved.
pub(super) struct Outcomes<'t> {
    plan: &'t PeoplePlan,
    unknowns: &'t Unknowns,
    stop: Stop,
    line_keys: Vec<Key>,
    /// Thresholds of the segment at hand, by line.
    thresholds: Vec<Thresholds>,
    repeat_thresholds: Vec<u64>,
    /// Who achieved each line, and when.
    achieved: Vec<u64>,
    months: Vec<PerLane>,
    /// Who of the block's people has claimed each line, and when first; empty where that does not matter.
    claimed: Vec<u64>,
    claim_months: Vec<PerLane>,
    /// Verified achievements of the line at hand, first ones and then each further one, with their months.
    verified: Vec<(u64, PerLane)>,
}

/// One drawing of a line for a pass: its first achievement or a repeat.
struct Step {
    line: usize,
    key: Key,
    /// Where the step's numbers begin in the key's sequence.
    base: u64,
}

impl<'t> Outcomes<'t> {
    pub(super) fn new(
        plan: &'t PeoplePlan,
        unknowns: &'t Unknowns,
        key: Key,
        stop: Stop,
    ) -> Outcomes<'t> {
        let outcomes = key.purpose(Purpose::Outcome);
        let n_lines = plan.lines.len();
        let n_tracked = if plan.once_per_person && plan.returns.is_some() { n_lines } else { 0 };
        Outcomes {
            plan,
            unknowns,
            stop,
            line_keys: plan.lines.iter().map(|line| outcomes.child(line.code)).collect(),
            thresholds: Vec::new(),
            repeat_thresholds: Vec::new(),
            achieved: vec![0; n_lines],
            months: vec![[0; 64]; n_lines],
            claimed: vec![0; n_tracked],
            claim_months: vec![[0; 64]; n_tracked],
            verified: Vec::new(),
        }
    }

    /// Prepares the thresholds of one segment.
    pub(super) fn enter_segment(&mut self, segment: usize) {
        let n_segments = self.plan.segments.len();
        let of_segment = |odds: &'t [f64]| odds.iter().skip(segment).step_by(n_segments).copied();
        let odds = of_segment(&self.unknowns.odds);
        self.thresholds.clear();
        match &self.unknowns.odds_by_month {
            None => self.thresholds.extend(odds.map(|odds| Thresholds::new(odds, &[]))),
            Some(factors) => {
                let rows = factors.chunks(self.plan.row());
                self.thresholds
                    .extend(odds.zip(rows).map(|(odds, row)| Thresholds::new(odds, row)));
            }
        }
        let repeats = of_segment(&self.unknowns.repeat_odds);
        self.repeat_thresholds.clear();
        self.repeat_thresholds.extend(repeats.map(|odds| threshold(from_odds(odds))));
    }

    /// Takes the block's pass through all outcomes.
    pub(super) fn follow(&mut self, block: &Block<'_>, people: &mut People) {
        if block.is_first_pass() {
            self.claimed.fill(0);
        }
        for &line in &self.plan.order {
            let (eligible, opened) = self.open(line, block);
            self.achieved[line] = 0;
            if eligible == 0 {
                continue;
            }
            let step = Step {
                line,
                key: self.line_keys[line].child(block.pass.code),
                base: place::HAPPENS,
            };
            let month = block.referral.month;
            let achieved = self.thresholds[line].below(step.key, eligible, &opened, month);
            self.achieved[line] = self.record(&step, block, achieved, &opened, people);
            if let Some(repeats) = &self.plan.lines[line].repeats {
                self.repeat(step, block, u64::from(repeats.most), people);
            }
            if !self.claimed.is_empty() {
                self.claim_once(line, block, people);
            }
        }
    }

    /// Further achievements of a line by those who have just achieved it.
    fn repeat(&mut self, mut step: Step, block: &Block<'_>, most: u64, people: &mut People) {
        let line = step.line;
        let first_months = self.months[line];
        let mut last = self.achieved[line];
        for number in 1..most {
            step.base = number * place::NEXT_REPEAT;
            let again = below(step.key, step.base, last, self.repeat_thresholds[line]);
            if again == 0 {
                break;
            }
            let from = self.months[line];
            last = self.record(&step, block, again, &from, people);
        }
        // What waits for this line waits for its first achievement.
        self.months[line] = first_months;
    }

    /// Who may achieve a line, and from which month: the earliest of what it waits for.
    fn open(&self, line: usize, block: &Block<'_>) -> (u64, PerLane) {
        match self.plan.lines[line].after.as_slice() {
            [] => (block.pass.lanes, block.pass.start_months),
            [earlier] => (self.achieved[*earlier], self.months[*earlier]),
            several => {
                let mut eligible = 0;
                let mut opened = [u8::MAX; 64];
                for &earlier in several {
                    eligible |= self.achieved[earlier];
                    for lane in each_lane(self.achieved[earlier]) {
                        opened[lane] = opened[lane].min(self.months[earlier][lane]);
                    }
                }
                (eligible, opened)
            }
        }
    }

    /// Draws when achievements happen and counts them; returns who really achieved.
    fn record(
        &mut self,
        step: &Step,
        block: &Block<'_>,
        achieved: u64,
        opened: &PerLane,
        people: &mut People,
    ) -> u64 {
        let plan = &self.plan.lines[step.line];
        let late = self.plan.n_months;
        let wait = match &plan.repeats {
            Some(repeats) if step.base > 0 => &repeats.wait,
            _ => &plan.wait,
        };
        let counts = &mut people.achieved[self.row_of(step.line, block)];
        let months = &mut self.months[step.line];
        let mut kept = achieved;
        match self.stop {
            Stop::Everything(end) => {
                for_each_wait(achieved, step.key, step.base + place::WAIT, wait, |lane, wait| {
                    let month = (usize::from(opened[lane]) + usize::from(wait)).min(late);
                    if month < end {
                        counts[month] += 1;
                        months[lane] = narrow(month);
                    } else {
                        kept &= !(1 << lane);
                    }
                });
            }
            Stop::Never | Stop::Starts(_) => {
                for_each_wait(achieved, step.key, step.base + place::WAIT, wait, |lane, wait| {
                    let month = (usize::from(opened[lane]) + usize::from(wait)).min(late);
                    counts[month] += 1;
                    months[lane] = narrow(month);
                });
            }
        }
        let verified = below(step.key, step.base + place::VERIFIED, kept, plan.verified);
        let months = *months;
        let barred = &mut people.barred[self.row_of(step.line, block)];
        for lane in each_lane(kept & !verified) {
            barred[usize::from(months[lane])] += 1;
        }
        if self.claimed.is_empty() {
            self.keep_claims(step.line, block, verified, &months, people);
        } else {
            self.verified.push((verified, months));
        }
        kept
    }

    /// Settles which verified achievements of a line can be claimed, where only one journey of a person is
    /// claimed for.
    fn claim_once(&mut self, line: usize, block: &Block<'_>, people: &mut People) {
        let row = self.row_of(line, block);
        let mut verified = std::mem::take(&mut self.verified);
        for (lanes, months) in &verified {
            let first_journeys = lanes & !block.pass.later;
            for lane in each_lane(first_journeys & !self.claimed[line]) {
                self.claim_months[line][lane] = months[lane];
            }
            self.claimed[line] |= first_journeys;
            self.keep_claims(line, block, first_journeys, months, people);
        }
        let some = verified.iter().fold(0, |some, (lanes, _)| some | lanes);
        // Lanes from the top hold later journeys in their order.
        for lane in each_lane((some & block.pass.later).reverse_bits()).map(|lane| 63 - lane) {
            let own = usize::from(block.pass.person[lane]);
            let has_claimed = self.claimed[line] >> own & 1 == 1;
            for (lanes, months) in verified.iter().filter(|(lanes, _)| lanes >> lane & 1 == 1) {
                let (month, first) = (months[lane], &mut self.claim_months[line][own]);
                if has_claimed {
                    // Of two journeys that reach the outcome, the earlier month is claimed.
                    people.barred[row.clone()][usize::from(month.max(*first))] += 1;
                    if month < *first {
                        let person = block.first_person + u32::from(narrow(own));
                        people.claims.move_to(line, person, *first, month);
                        *first = month;
                    }
                } else {
                    if self.claimed[line] >> own & 1 == 0 {
                        self.claimed[line] |= 1 << own;
                        *first = month;
                    }
                    self.keep_claims(line, block, lanes & 1 << lane, months, people);
                }
            }
        }
        verified.clear();
        self.verified = verified;
    }

    /// Keeps claims one by one, where a cap per person needs them.
    fn keep_claims(
        &self,
        line: usize,
        block: &Block<'_>,
        lanes: u64,
        months: &PerLane,
        people: &mut People,
    ) {
        if !self.plan.keeps_claims {
            return;
        }
        let class = narrow(self.plan.segments[block.referral.segment].class);
        let line = u16::try_from(line).unwrap_or(u16::MAX);
        people.claims.0.extend(each_lane(lanes).map(|lane| PersonClaim {
            month: months[lane],
            line,
            class,
            person: block.first_person + u32::from(block.pass.person[lane]),
        }));
    }

    /// Where the counts of a line stand for the block's price class.
    fn row_of(&self, line: usize, block: &Block<'_>) -> Range<usize> {
        let class = self.plan.segments[block.referral.segment].class;
        let start = (line * self.plan.n_classes() + class) * self.plan.row();
        start..start + self.plan.row()
    }
}

/// The thresholds of one line, which may vary with the month in which it opens.
struct Thresholds {
    always: u64,
    /// Empty where the threshold is the same in all months.
    by_month: Vec<u64>,
    /// The least and the greatest threshold from each month on.
    bounds: Vec<(u64, u64)>,
}

impl Thresholds {
    /// The thresholds of odds times a factor for each month.
    fn new(odds: f64, factors: &[f64]) -> Thresholds {
        let by_month: Vec<u64> =
            factors.iter().map(|factor| threshold(from_odds(odds * factor))).collect();
        let mut bounds = vec![(u64::MAX, 0); by_month.len()];
        let mut reached = (u64::MAX, 0);
        for (bounds, threshold) in bounds.iter_mut().zip(&by_month).rev() {
            reached = (reached.0.min(*threshold), reached.1.max(*threshold));
            *bounds = reached;
        }
        Thresholds { always: threshold(from_odds(odds)), by_month, bounds }
    }

    /// The lanes among `eligible` that achieve, given the months in which the line opens for them, none
    /// of which comes before the month of referral.
    fn below(&self, key: Key, eligible: u64, opened: &PerLane, referral: usize) -> u64 {
        let Some(&(least, most)) = self.bounds.get(referral) else {
            return below(key, place::HAPPENS, eligible, self.always);
        };
        if least == most {
            return below(key, place::HAPPENS, eligible, most);
        }
        // Only those between the bounds must be looked at one by one.
        let (sure, possible) = below_both(key, place::HAPPENS, eligible, least, most);
        each_lane(possible & !sure).fold(sure, |achieved, lane| {
            let threshold = self.by_month[usize::from(opened[lane])];
            achieved | below(key, place::HAPPENS, 1 << lane, threshold)
        })
    }
}
