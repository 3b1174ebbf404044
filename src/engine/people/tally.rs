//! The tally of achievements: when they happen, whether they are verified, and who may claim them.

use std::ops::Range;

use crate::engine::dice::delay_table::DelayTable;
use crate::engine::dice::rng::{CERTAIN, Key, bernoulli};
use crate::engine::plan::lines::LinePlan;
use crate::engine::plan::people::PeoplePlan;

use super::diary::{Entry, Event};
use super::draw_offset;
use super::lanes::{Lanes, PerLane, each_lane, for_each_wait, narrow};
use super::passes::Pass;
use super::simulated::{People, PersonClaim};
use super::stop::Stop;

/// Counts what passes achieve.
pub(super) struct AchievementTally<'t> {
    plan: &'t PeoplePlan,
    /// Nobody achieves in or after this month.
    end: usize,
    /// Whether what a stop keeps from happening is followed all the same, and not counted.
    follows_stopped: bool,
    /// Whether an achievement could be claimed, by line and month, where only one journey of a person is claimed for.
    claimable: Option<&'t [bool]>,
    /// Whether each achievement is written into a diary.
    keeps_diary: bool,
    class: usize,
    /// Who of a block's people has claimed the line at hand, with the months: first claims and then each further one.
    claimed: Vec<(u64, PerLane)>,
    /// Where achievements count that are drawn together: their month, or the place of late ones.
    places: PerLane,
    /// Achievements of the line at hand that could be claimed, first ones and then each further one, with their months.
    verified: Vec<(u64, PerLane)>,
}

/// One drawing of a line for a pass: its first achievement or a repeat.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'t> {
    pub(super) line: usize,
    pub(super) pass: &'t Pass,
    /// When the journeys of the pass start.
    pub(super) starts: &'t PerLane,
    pub(super) key: Key,
    /// Where the attempt's numbers begin in the key's sequence.
    pub(super) offset: u64,
    pub(super) wait: &'t DelayTable,
    /// An achievement is late after so many months from the start of its journey.
    pub(super) within: usize,
    /// Threshold of passing verification.
    pub(super) verified: u64,
}

impl<'t> AchievementTally<'t> {
    pub(super) fn new(plan: &'t PeoplePlan, stop: Stop, keeps_diary: bool) -> AchievementTally<'t> {
        let has_alternatives = plan.prerequisites.first_ruled_out().is_some();
        AchievementTally {
            plan,
            end: stop.end().unwrap_or(usize::MAX),
            follows_stopped: has_alternatives && stop != Stop::Never,
            claimable: plan.claimable.as_deref(),
            keeps_diary,
            class: 0,
            claimed: Vec::new(),
            places: [0; 64],
            verified: Vec::new(),
        }
    }

    pub(super) fn enter_segment(&mut self, segment: usize) {
        self.class = self.plan.segments[segment].class;
    }

    /// Whether an achievement of a line need only be counted in its month.
    pub(super) fn only_counts(&self, line: &LinePlan) -> bool {
        line.verified >= CERTAIN
            && line.repeats.is_none()
            && line.within.is_none()
            && self.end > self.plan.late_place()
            && !self.follows_stopped
            && self.claimable.is_none()
            && !self.plan.keeps_claims
            && !self.keeps_diary
    }

    /// Does what [`AchievementTally::count`] does for all passes with these keys, of a line that
    /// [`AchievementTally::only_counts`].
    #[inline(never)]
    pub(super) fn count_all(
        &self,
        line: usize,
        keys: &[Key],
        opened: &Lanes,
        achieved: &mut Lanes,
        people: &mut People,
    ) {
        let counts = &mut people.achieved[self.row_of(line)];
        let Some(late) = counts.len().checked_sub(1) else { return };
        let wait = &self.plan.lines[line].wait;
        let Lanes { lanes, months } = achieved;
        let passes = keys.iter().zip(lanes).zip(opened.months.iter().zip(months));
        for ((key, lanes), (opened, months)) in passes {
            for_each_wait(
                *lanes,
                *key,
                draw_offset::HAPPENS + draw_offset::WAIT,
                wait,
                |lane, wait| {
                    let month = (usize::from(opened[lane]) + usize::from(wait)).min(late);
                    counts[month] += 1;
                    months[lane] = narrow(month);
                },
            );
        }
    }

    /// Draws when achievements happen, from the months in which they became open, and counts them; returns
    /// who is to be followed further: whoever really achieved.
    pub(super) fn count(
        &mut self,
        attempt: &Attempt<'_>,
        achieved: u64,
        opened: &PerLane,
        months: &mut PerLane,
        people: &mut People,
    ) -> u64 {
        let row = self.row_of(attempt.line);
        let kept = self.count_in_time(attempt, achieved, opened, months, people);
        let mut verified = kept;
        if attempt.verified < CERTAIN {
            verified = bernoulli(
                attempt.key,
                attempt.offset + draw_offset::VERIFIED,
                kept,
                attempt.verified,
            );
            let barred = &mut people.barred[row];
            for lane in each_lane(kept & !verified) {
                barred[usize::from(self.places[lane])] += 1;
            }
        }
        if self.keeps_diary {
            self.note(attempt, (kept, verified), months, people);
        }
        if let Some(claimable) = self.claimable {
            let claimable = &claimable[attempt.line * self.plan.row()..];
            let can_be_claimed = |lane: &usize| claimable[usize::from(self.places[*lane])];
            let claims =
                each_lane(verified).filter(can_be_claimed).fold(0, |lanes, lane| lanes | 1 << lane);
            self.verified.push((claims, self.places));
            verified &= !claims;
        }
        self.keep_claims(attempt.line, attempt.pass, verified, &self.places, people);
        if self.follows_stopped { achieved } else { kept }
    }

    /// Writes achievements into the diary, of which some are verified.
    fn note(
        &self,
        attempt: &Attempt<'_>,
        (kept, verified): (u64, u64),
        months: &PerLane,
        people: &mut People,
    ) {
        let Some(diary) = &mut people.diary else { return };
        let Attempt { line, pass, starts, .. } = *attempt;
        diary.0.extend(each_lane(kept).map(|lane| Entry {
            person: pass.first_person + u32::from(pass.person(lane)),
            event: Event::Achieved {
                line,
                start: usize::from(starts[lane]),
                month: usize::from(months[lane]),
                is_late: self.places[lane] != months[lane],
                is_verified: verified >> lane & 1 == 1,
            },
        }));
    }

    /// Counts achievements in their months, or among the late ones; returns those that come before a stop.
    fn count_in_time(
        &mut self,
        attempt: &Attempt<'_>,
        achieved: u64,
        opened: &PerLane,
        months: &mut PerLane,
        people: &mut People,
    ) -> u64 {
        let counts = &mut people.achieved[self.row_of(attempt.line)];
        let (places, end, late) = (&mut self.places, self.end, self.plan.late_place());
        let mut kept = achieved & !attempt.pass.stopped;
        let counted = kept;
        let offset = attempt.offset + draw_offset::WAIT;
        for_each_wait(achieved, attempt.key, offset, attempt.wait, |lane, wait| {
            let month = (usize::from(opened[lane]) + usize::from(wait)).min(late);
            let is_late = month.saturating_sub(usize::from(attempt.starts[lane])) > attempt.within;
            let place = if is_late { late } else { month };
            months[lane] = narrow(month);
            places[lane] = narrow(place);
            if month >= end {
                kept &= !(1 << lane);
            } else if counted >> lane & 1 == 1 {
                counts[place] += 1;
            }
        });
        kept
    }

    /// Settles which claimable achievements of a line are claimed, where only one journey of a person is
    /// claimed for.
    pub(super) fn claim_once(&mut self, line: usize, pass: &Pass, people: &mut People) {
        if self.claimable.is_none() {
            return;
        }
        if pass.is_first {
            self.claimed.clear();
        }
        let mut verified = std::mem::take(&mut self.verified);
        let most_claims = self.claimed.len().max(verified.len());
        verified.resize(most_claims, (0, [0; 64]));
        self.claimed.resize(most_claims, (0, [0; 64]));
        for ((lanes, months), (claimed, claim_months)) in verified.iter().zip(&mut self.claimed) {
            let first_journeys = lanes & !pass.later;
            for lane in each_lane(first_journeys) {
                claim_months[lane] = months[lane];
            }
            *claimed |= first_journeys;
        }
        for (lanes, months) in &verified {
            self.keep_claims(line, pass, lanes & !pass.later, months, people);
        }
        let some = verified.iter().fold(0, |some, (lanes, _)| some | lanes);
        // Lanes from the top hold later journeys in their order.
        for lane in each_lane((some & pass.later).reverse_bits()).map(|lane| 63 - lane) {
            self.claim_later_journey(line, (pass, lane), &verified, people);
        }
        self.verified = verified;
        self.verified.clear();
    }

    /// Settles whether a later journey claims. Of two journeys of a person the one is claimed whose first claim is
    /// earlier, so that nothing that comes later changes what was claimed before.
    fn claim_later_journey(
        &mut self,
        line: usize,
        (pass, lane): (&Pass, usize),
        verified: &[(u64, PerLane)],
        people: &mut People,
    ) {
        let own = usize::from(pass.person(lane));
        let first_of = |claims: &[(u64, PerLane)], lane: usize| {
            claims.iter().find(|(lanes, _)| lanes >> lane & 1 == 1).map(|(_, months)| months[lane])
        };
        let (first, before) = (first_of(verified, lane), first_of(&self.claimed, own));
        let row = self.row_of(line);
        let barred = &mut people.barred[row];
        if before.is_some_and(|before| first >= Some(before)) {
            for (_, months) in verified.iter().filter(|(lanes, _)| lanes >> lane & 1 == 1) {
                barred[usize::from(months[lane])] += 1;
            }
            return;
        }
        let person = pass.first_person + u32::from(narrow(own));
        for ((lanes, months), (claimed, claim_months)) in verified.iter().zip(&mut self.claimed) {
            if *claimed >> own & 1 == 1 {
                barred[usize::from(claim_months[own])] += 1;
                people.claims.take_back(line, person, claim_months[own]);
            }
            *claimed = *claimed & !(1 << own) | (lanes >> lane & 1) << own;
            claim_months[own] = months[lane];
        }
        for (lanes, months) in verified {
            self.keep_claims(line, pass, lanes & 1 << lane, months, people);
        }
    }

    /// Keeps claims one by one, where a cap per person needs them.
    fn keep_claims(
        &self,
        line: usize,
        pass: &Pass,
        lanes: u64,
        months: &PerLane,
        people: &mut People,
    ) {
        if !self.plan.keeps_claims {
            return;
        }
        let class = narrow(self.class);
        let line = u16::try_from(line).unwrap_or(u16::MAX);
        people.claims.0.extend(each_lane(lanes).map(|lane| PersonClaim {
            month: months[lane],
            line,
            class,
            person: pass.first_person + u32::from(pass.person(lane)),
        }));
    }

    /// Where the counts of a line stand for the segment's price class.
    fn row_of(&self, line: usize) -> Range<usize> {
        let start = (line * self.plan.n_classes() + self.class) * self.plan.row();
        start..start + self.plan.row()
    }
}
