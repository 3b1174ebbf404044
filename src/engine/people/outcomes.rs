//! Taking a pass of journeys through the outcomes of the card.

use crate::engine::chance::from_odds;
use crate::engine::plan::{LinePlan, PeoplePlan};
use crate::engine::rng::{Key, Purpose, below, threshold};
use crate::engine::unknowns::Unknowns;

use super::passes::{Lanes, Pass, Passes};
use super::record::{Record, Step};
use super::thresholds::Thresholds;
use super::{People, PerLane, Stop, each_lane, place};

/// What stays the same through one trial, and what the pass at hand has achieved.
pub(super) struct Outcomes<'t> {
    plan: &'t PeoplePlan,
    unknowns: &'t Unknowns,
    /// Each after all that it waits for.
    lines: Vec<Line<'t>>,
    /// Where each line of the plan stands among them.
    places: Vec<usize>,
    /// Who achieved each of them, by pass.
    achieved: Vec<Lanes>,
    /// From when the line at hand is open, by pass, where it waits for several.
    opened: Vec<Lanes>,
    /// Months of repeats, odd ones and even ones.
    repeats: [PerLane; 2],
    record: Record<'t>,
}

/// One line through one trial.
struct Line<'t> {
    plan: &'t LinePlan,
    /// Its index in the plan.
    index: usize,
    key: Key,
    /// Those of the segment at hand.
    thresholds: Thresholds,
    repeat_threshold: u64,
}

impl<'t> Outcomes<'t> {
    pub(super) fn new(
        plan: &'t PeoplePlan,
        unknowns: &'t Unknowns,
        key: Key,
        stop: Stop,
        room: Vec<Lanes>,
    ) -> Outcomes<'t> {
        let outcomes = key.purpose(Purpose::Outcome);
        let lines = plan.order.iter().map(|index| {
            let line = &plan.lines[*index];
            Line {
                plan: line,
                index: *index,
                key: outcomes.child(line.code),
                thresholds: Thresholds::new(plan.row()),
                repeat_threshold: 0,
            }
        });
        let mut places = vec![0; plan.lines.len()];
        for (place, line) in plan.order.iter().enumerate() {
            places[*line] = place;
        }
        Outcomes {
            plan,
            unknowns,
            lines: lines.collect(),
            places,
            achieved: room,
            opened: Vec::new(),
            repeats: [[0; 64]; 2],
            record: Record::new(plan, stop),
        }
    }

    /// The room that it was given.
    pub(super) fn into_room(self) -> Vec<Lanes> {
        self.achieved
    }

    /// Prepares the thresholds of one segment.
    pub(super) fn enter_segment(&mut self, segment: usize) {
        self.record.enter_segment(segment);
        let n_segments = self.plan.segments.len();
        for line in &mut self.lines {
            let place = line.index * n_segments + segment;
            let factors = self.unknowns.odds_factors(self.plan, line.index);
            line.thresholds.set(self.unknowns.odds[place], factors);
            line.repeat_threshold = threshold(from_odds(self.unknowns.repeat_odds[place]));
        }
    }

    /// Takes passes through all outcomes.
    pub(super) fn follow(&mut self, passes: &Passes, people: &mut People) {
        let (passes, starts) = (passes.passes(), passes.starts());
        let n_passes = passes.len();
        if self.opened.len() < n_passes {
            self.opened.resize(n_passes, Lanes::NOBODY);
        }
        if self.achieved.len() < n_passes * self.lines.len() {
            self.achieved.resize(n_passes * self.lines.len(), Lanes::NOBODY);
        }
        for (place, line) in self.lines.iter().enumerate() {
            let (before, rest) = self.achieved.split_at_mut(place * n_passes);
            let achieved = &mut rest[..n_passes];
            let row = |line: &usize| &before[self.places[*line] * n_passes..][..n_passes];
            let opened = match line.plan.after.as_slice() {
                [] => line.draw(passes, starts, achieved),
                [earlier] => line.draw(passes, row(earlier), achieved),
                several => {
                    let opened = &mut self.opened[..n_passes];
                    line.draw_after_any(passes, several.iter().map(row), opened, achieved);
                    opened
                }
            };
            if self.record.only_counts(line.plan) {
                self.record.count_all(line.index, line.key, passes, opened, achieved, people);
                continue;
            }
            for ((pass, opened), achieved) in passes.iter().zip(opened).zip(achieved) {
                if achieved.lanes != 0 {
                    line.happen(
                        pass,
                        opened,
                        achieved,
                        &mut self.repeats,
                        &mut self.record,
                        people,
                    );
                }
            }
        }
    }
}

impl Line<'_> {
    /// Draws who achieves the line among those for whom it opens, which it gives back.
    fn draw<'a>(
        &self,
        passes: &[Pass],
        opened: &'a [Lanes],
        achieved: &mut [Lanes],
    ) -> &'a [Lanes] {
        for ((pass, opened), achieved) in passes.iter().zip(opened).zip(achieved) {
            let key = self.key.at(pass.branch);
            let month = |lane: usize| opened.months[lane];
            achieved.lanes = self.thresholds.below(key, opened.lanes, pass.referral, month);
        }
        opened
    }

    /// Draws who achieves a line that opens with the earliest of several; fills in when it opened for them.
    fn draw_after_any<'a>(
        &self,
        passes: &[Pass],
        several: impl Iterator<Item = &'a [Lanes]> + Clone,
        opened: &mut [Lanes],
        achieved: &mut [Lanes],
    ) {
        let rows = passes.iter().zip(opened).zip(achieved);
        for (index, ((pass, opened), achieved)) in rows.enumerate() {
            let earlier = || several.clone().map(|row| &row[index]);
            let month =
                |lane: usize| earlier().fold(u8::MAX, |month, row| month.min(row.month(lane)));
            opened.lanes = earlier().fold(0, |lanes, row| lanes | row.lanes);
            let key = self.key.at(pass.branch);
            achieved.lanes = self.thresholds.below(key, opened.lanes, pass.referral, month);
            for lane in each_lane(achieved.lanes) {
                opened.months[lane] = month(lane);
            }
        }
    }

    /// Lets the line happen to those of a pass who achieve it, and again where it repeats.
    fn happen(
        &self,
        pass: &Pass,
        opened: &Lanes,
        achieved: &mut Lanes,
        repeats: &mut [PerLane; 2],
        record: &mut Record<'_>,
        people: &mut People,
    ) {
        let key = self.key.at(pass.branch);
        let LinePlan { wait, verified, .. } = self.plan;
        let mut step =
            Step { line: self.index, key, base: place::HAPPENS, wait, verified: *verified };
        let Lanes { lanes, months } = achieved;
        *lanes = record.count(&step, pass, *lanes, &opened.months, months, people);
        if let Some(plan) = &self.plan.repeats {
            step.wait = &plan.wait;
            let mut last = *lanes;
            for number in 1..u64::from(plan.most) {
                step.base = number * place::NEXT_REPEAT;
                last = below(key, step.base, last, self.repeat_threshold);
                if last == 0 {
                    break;
                }
                let [odd, even] = repeats;
                let (opened, months): (&PerLane, _) = match number {
                    1 => (months, odd),
                    _ if number % 2 == 0 => (odd, even),
                    _ => (even, odd),
                };
                last = record.count(&step, pass, last, opened, months, people);
            }
        }
        record.claim_once(self.index, pass, people);
    }
}
