//! Outcomes: a pass of journeys is taken through the lines of the card.

use crate::engine::dice::rng::{Key, Purpose, bernoulli, bernoulli_each, threshold};
use crate::engine::dice::unsure::from_odds;
use crate::engine::plan::lines::{LinePlan, RepeatWait};
use crate::engine::plan::people::PeoplePlan;

use super::draw_offset;
use super::lanes::{Lanes, PerLane};
use super::passes::{Pass, Passes};
use super::simulated::People;
use super::stop::Stop;
use super::tally::{AchievementTally, Attempt};
use super::thresholds::Thresholds;
use super::unknowns::Unknowns;

/// What stays the same through one trial, and what the pass at hand has achieved.
pub(super) struct Outcomes<'t> {
    plan: &'t PeoplePlan,
    unknowns: &'t Unknowns,
    /// Each after all that it waits for.
    lines: Vec<Line<'t>>,
    /// Where each line of the plan stands among them.
    places: Vec<usize>,
    /// Who achieved each of them.
    achieved: Vec<Lanes>,
    /// For whom and from when the line at hand is open, where it waits for several.
    opened: Lanes,
    draw: Draw,
    /// Months of repeats, odd ones and even ones.
    repeats: [PerLane; 2],
    tally: AchievementTally<'t>,
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
        (stop, keeps_diary): (Stop, bool),
        room: Vec<Lanes>,
    ) -> Outcomes<'t> {
        let outcomes = key.purpose(Purpose::Outcome);
        let lines = plan.prerequisites.order.iter().map(|index| {
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
        for (place, line) in plan.prerequisites.order.iter().enumerate() {
            places[*line] = place;
        }
        Outcomes {
            plan,
            unknowns,
            lines: lines.collect(),
            places,
            achieved: room,
            opened: Lanes::default(),
            draw: Draw::default(),
            repeats: [[0; 64]; 2],
            tally: AchievementTally::new(plan, stop, keeps_diary),
        }
    }

    /// The room that it was given.
    pub(super) fn into_room(self) -> Vec<Lanes> {
        self.achieved
    }

    /// Prepares the thresholds of one segment.
    pub(super) fn enter_segment(&mut self, segment: usize) {
        self.tally.enter_segment(segment);
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
        let starts = passes.starts();
        let passes = passes.passes();
        self.achieved.resize_with(self.lines.len(), Lanes::default);
        for (place, line) in self.lines.iter().enumerate() {
            let (before, rest) = self.achieved.split_at_mut(place);
            let Some(achieved) = rest.first_mut() else { break };
            achieved.make_room(passes.len());
            let row = |line: usize| &before[self.places[line]];
            let way_in = &self.plan.prerequisites.ways_in[line.index];
            let opened = match way_in.only() {
                Some(None) => starts,
                Some(Some(earlier)) => row(earlier),
                None => {
                    self.opened.open(passes, starts, way_in, row);
                    &self.opened
                }
            };
            self.draw.who_achieves(line, passes, opened, &mut achieved.lanes);
            if self.tally.only_counts(line.plan) {
                self.tally.count_all(line.index, &self.draw.keys, opened, achieved, people);
                continue;
            }
            for (index, (pass, key)) in passes.iter().zip(&self.draw.keys).enumerate() {
                let (lanes, months) = (&mut achieved.lanes[index], &mut achieved.months[index]);
                if *lanes != 0 {
                    let attempt = line.first_attempt(pass, *key, &starts.months[index]);
                    let (opened, repeats) = (&opened.months[index], &mut self.repeats);
                    *lanes = self.tally.count(&attempt, *lanes, opened, months, people);
                    line.repeat(attempt, *lanes, months, repeats, &mut self.tally, people);
                    self.tally.claim_once(line.index, pass, people);
                }
            }
        }
    }
}

/// The draws of who achieves a line, for many passes.
#[derive(Debug, Default)]
struct Draw {
    /// The line's keys, by pass.
    keys: Vec<Key>,
}

impl Draw {
    /// Draws who achieves the line among those for whom it opens, which is never before their referral.
    #[inline(never)]
    fn who_achieves(
        &mut self,
        line: &Line<'_>,
        passes: &[Pass],
        opened: &Lanes,
        achieved: &mut [u64],
    ) {
        self.keys.clear();
        let rows = passes.iter().zip(&opened.lanes).zip(&opened.months).zip(achieved);
        for (((pass, opened), months), achieved) in rows {
            let key = line.key.at(pass.branch);
            self.keys.push(key);
            let bounds = line.thresholds.bounds(pass.referral);
            *achieved = bernoulli_each(key, draw_offset::HAPPENS, *opened, bounds, |lane| {
                line.thresholds.of(months[lane])
            });
        }
    }
}

impl<'t> Line<'t> {
    fn first_attempt<'p>(&self, pass: &'p Pass, key: Key, starts: &'p PerLane) -> Attempt<'p>
    where
        't: 'p,
    {
        let LinePlan { wait, verified, within, .. } = self.plan;
        let offset = draw_offset::HAPPENS;
        Attempt {
            line: self.index,
            pass,
            starts,
            key,
            offset,
            wait,
            within: within.unwrap_or(usize::MAX),
            verified: *verified,
        }
    }

    /// Lets the line happen again to those of a pass whom it happened to, where it repeats.
    fn repeat<'p>(
        &'p self,
        mut attempt: Attempt<'p>,
        lanes: u64,
        months: &PerLane,
        repeats: &mut [PerLane; 2],
        tally: &mut AchievementTally<'_>,
        people: &mut People,
    ) {
        let Some(plan) = &self.plan.repeats else { return };
        let mut last = lanes;
        for number in 1..usize::from(plan.most) {
            let counts_from_first = match &plan.wait {
                RepeatWait::FromLast(wait) => {
                    attempt.wait = wait;
                    false
                }
                RepeatWait::FromFirst(waits) => {
                    let Some(wait) = waits.get(number - 1) else { break };
                    attempt.wait = wait;
                    true
                }
            };
            attempt.offset = number as u64 * draw_offset::NEXT_REPEAT;
            last = bernoulli(attempt.key, attempt.offset, last, self.repeat_threshold);
            if last == 0 {
                break;
            }
            let [odd, even] = repeats;
            let (opened, months): (&PerLane, _) = match number {
                1 => (months, odd),
                _ if counts_from_first => (months, even),
                _ if number % 2 == 0 => (odd, even),
                _ => (even, odd),
            };
            last = tally.count(&attempt, last, opened, months, people);
        }
    }
}
