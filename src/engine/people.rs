//! The people stage: who is referred, starts, achieves what and when, in one trial.
//!
//! People are simulated in blocks of 64 of one segment and referral month. Every draw has a fixed place
//! (see `rng`), so nothing here depends on prices, caps or costs, nor on the order of the work.

use super::chance::from_odds;
use super::plan::PeoplePlan;
use super::poisson::poisson;
use super::rng::{Key, Purpose, below, threshold};
use super::unknowns::Unknowns;
use super::waiting::Waiting;

/// Journeys of one person are simulated up to this many: the chance of one more is below 10^-2 at most.
const MOST_JOURNEYS: u64 = 50;

/// Positions in an outcome's sequence for one block; each achievement of repeats has a set of its own.
mod place {
    pub(super) const ACHIEVED: u64 = 0;
    pub(super) const WAIT: u64 = 32;
    pub(super) const VERIFIED: u64 = 64;
    pub(super) const NEXT_REPEAT: u64 = 96;
}

/// What happened to the people of one trial, counted by month. The last place of each row of
/// achievements holds what comes after the months that are told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub(super) referrals: u32,
    /// People who started at least once.
    pub(super) started: u32,
    /// People who started for the first time, by month.
    pub(super) first_starts: Vec<u32>,
    /// Journeys started, by segment and month.
    pub(super) starts: Vec<u32>,
    /// People in support, by segment and month.
    pub(super) caseload: Vec<u32>,
    /// Achievements, by line, class and month.
    pub(super) achieved: Vec<u32>,
    /// Achievements that cannot be claimed: not verified, or claimed before by the same person.
    pub(super) barred: Vec<u32>,
    /// Every claimable achievement, where a cap per person needs them one by one.
    pub(super) claims: PersonClaims,
}

/// Claimable achievements one by one, in no order.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonClaims(pub(super) Vec<PersonClaim>);

impl PersonClaims {
    /// Moves a person's claim of a line to an earlier month, where claims are kept at all.
    fn move_to(&mut self, line: usize, person: u32, from: u8, to: u8) {
        let claim = self.0.iter_mut().rev().find(|claim| {
            claim.person == person && usize::from(claim.line) == line && claim.month == from
        });
        if let Some(claim) = claim {
            claim.month = to;
        }
    }
}

/// One achievement that can be claimed, with the person who reached it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PersonClaim {
    pub(super) month: u8,
    pub(super) line: u16,
    pub(super) class: u8,
    pub(super) person: u32,
}

/// The month from which delivery changes because the contract cap was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Never,
    /// Nobody starts in or after this month.
    Starts(usize),
    /// Nobody starts, is supported or achieves in or after this month.
    Everything(usize),
}

impl Stop {
    pub(super) fn last_start(self, delivery_months: usize) -> usize {
        match self {
            Stop::Never => delivery_months,
            Stop::Starts(month) | Stop::Everything(month) => month.min(delivery_months),
        }
    }
}

/// Simulates the people of one trial into `people`, whose buffers are reused.
pub(super) fn simulate(
    plan: &PeoplePlan,
    unknowns: &Unknowns,
    key: Key,
    stop: Stop,
    people: &mut People,
) {
    people.clear(plan);
    let mut trial = Trial::new(plan, unknowns, key, stop);
    let months = 0..plan.delivery_months;
    for (segment, segment_plan) in plan.segments.iter().enumerate() {
        trial.enter_segment(segment);
        for month in months.clone() {
            let expected =
                plan.referrals[month] * unknowns.referrals_by_month[month] * segment_plan.share;
            let referrals =
                poisson(trial.referrals.child(segment_plan.code).child(month as u64), expected);
            trial.refer(segment, month, referrals, people);
        }
    }
    people.sum_caseload(plan);
}

impl People {
    fn clear(&mut self, plan: &PeoplePlan) {
        let fill = |row: &mut Vec<u32>, length: usize| {
            row.clear();
            row.resize(length, 0);
        };
        self.referrals = 0;
        self.started = 0;
        let n_cells = plan.lines.len() * plan.n_classes() * plan.row();
        fill(&mut self.first_starts, plan.row());
        fill(&mut self.starts, plan.segments.len() * plan.row());
        fill(&mut self.caseload, plan.segments.len() * plan.row());
        fill(&mut self.achieved, n_cells);
        fill(&mut self.barred, n_cells);
        self.claims.0.clear();
    }

    /// Turns arrivals less departures into people in support.
    fn sum_caseload(&mut self, plan: &PeoplePlan) {
        for row in self.caseload.chunks_mut(plan.row()) {
            let mut present = 0u32;
            for month in row {
                present = present.wrapping_add(*month);
                *month = present;
            }
        }
    }
}

/// What stays the same through one trial, and the buffers of the block at hand.
struct Trial<'t> {
    plan: &'t PeoplePlan,
    unknowns: &'t Unknowns,
    stop: Stop,
    referrals: Key,
    engagement: Key,
    support: Key,
    returns: Key,
    line_keys: Vec<Key>,
    /// Thresholds of the segment at hand, by line.
    thresholds: Vec<Thresholds>,
    repeat_thresholds: Vec<u64>,
    /// Who achieved each line in the journey at hand, and when.
    achieved: Vec<u64>,
    months: Vec<[u8; 64]>,
    /// Who has claimed each line in an earlier journey, and when first.
    claimed: Vec<u64>,
    claim_months: Vec<[u8; 64]>,
}

/// The thresholds of one line, which may vary with the month in which it opens.
struct Thresholds {
    least: u64,
    most: u64,
    /// Empty where the threshold is the same in all months.
    by_month: Vec<u64>,
}

impl Thresholds {
    /// The thresholds of odds times a factor for each month.
    fn new(odds: f64, factors: &[f64]) -> Thresholds {
        let by_month: Vec<u64> =
            factors.iter().map(|factor| threshold(from_odds(odds * factor))).collect();
        let always = threshold(from_odds(odds));
        Thresholds {
            least: by_month.iter().copied().min().unwrap_or(always),
            most: by_month.iter().copied().max().unwrap_or(always),
            by_month,
        }
    }

    /// The lanes among `eligible` that achieve, given the months in which the line opens for them.
    fn below(&self, key: Key, eligible: u64, opened: &[u8; 64]) -> u64 {
        let possible = below(key, place::ACHIEVED, eligible, self.most);
        if self.by_month.is_empty() {
            return possible;
        }
        // Only those between the extremes must be looked at one by one.
        let sure = below(key, place::ACHIEVED, possible, self.least);
        each_lane(possible & !sure).fold(sure, |achieved, lane| {
            let threshold = self.by_month[usize::from(opened[lane])];
            achieved | below(key, place::ACHIEVED, 1 << lane, threshold)
        })
    }
}

/// One drawing of a line for a block: its first achievement or a repeat.
struct Step {
    line: usize,
    key: Key,
    /// Where the step's numbers begin in the key's sequence.
    base: u64,
    /// Who has claimed the line in an earlier journey and may not again.
    claimed_before: u64,
}

/// The journeys that one block of people is on.
struct Journey {
    /// Names the block and the journey's number in the dice.
    code: u64,
    /// Number of the first lane's person within the trial.
    first_person: u32,
    segment: usize,
    number: u64,
    started: u64,
    start_months: [u8; 64],
}

impl<'t> Trial<'t> {
    fn new(plan: &'t PeoplePlan, unknowns: &'t Unknowns, key: Key, stop: Stop) -> Trial<'t> {
        let outcomes = key.purpose(Purpose::Outcome);
        let n_lines = plan.lines.len();
        let n_tracked = if plan.once_per_person && plan.returns.is_some() { n_lines } else { 0 };
        Trial {
            plan,
            unknowns,
            stop,
            referrals: key.purpose(Purpose::Referrals),
            engagement: key.purpose(Purpose::Engagement),
            support: key.purpose(Purpose::Support),
            returns: key.purpose(Purpose::Return),
            line_keys: plan.lines.iter().map(|line| outcomes.child(line.code)).collect(),
            thresholds: Vec::new(),
            repeat_thresholds: Vec::new(),
            achieved: vec![0; n_lines],
            months: vec![[0; 64]; n_lines],
            claimed: vec![0; n_tracked],
            claim_months: vec![[0; 64]; n_tracked],
        }
    }

    /// Prepares the thresholds of one segment.
    fn enter_segment(&mut self, segment: usize) {
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

    /// Follows all that are referred to one segment in one month.
    fn refer(&mut self, segment: usize, month: usize, referrals: u32, people: &mut People) {
        let engagement = threshold(from_odds(self.unknowns.engagement[segment]));
        let last_start = self.stop.last_start(self.plan.delivery_months);
        let cell = Key::name_code(self.plan.segments[segment].code).child(month as u64);
        let mut left = referrals;
        let mut block = 0;
        while left > 0 {
            let present = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
            let block_code = cell.child(block).code();
            let key = self.engagement.child(block_code);
            let engaged = below(key, place::ACHIEVED, present, engagement);
            let mut journey = Journey {
                code: block_code,
                first_person: people.referrals + (referrals - left),
                segment,
                number: 0,
                started: 0,
                start_months: [0; 64],
            };
            for_each_wait(engaged, key, place::WAIT, &self.plan.start_wait, |lane, wait| {
                let start = month + usize::from(wait);
                if start < last_start {
                    journey.started |= 1 << lane;
                    journey.start_months[lane] = narrow(start);
                    people.first_starts[start] += 1;
                }
            });
            people.started += journey.started.count_ones();
            self.claimed.fill(0);
            while journey.started != 0 && journey.number < MOST_JOURNEYS {
                self.follow(&journey, people);
                journey = self.next_journey(journey, last_start, people);
            }
            left -= left.min(64);
            block += 1;
        }
        people.referrals += referrals;
    }

    /// Counts support of one journey, and finds who comes back for another.
    fn next_journey(&self, journey: Journey, last_start: usize, people: &mut People) -> Journey {
        let plan = self.plan;
        let row = journey.segment * plan.row();
        let starts = &mut people.starts[row..row + plan.row()];
        let caseload = &mut people.caseload[row..row + plan.row()];
        let mut ends = [0usize; 64];
        let key = self.support.child(journey.code);
        for_each_wait(journey.started, key, place::WAIT, &plan.support, |lane, wait| {
            let start = usize::from(journey.start_months[lane]);
            let end = start + usize::from(wait);
            starts[start] += 1;
            caseload[start] = caseload[start].wrapping_add(1);
            if end < plan.row() {
                caseload[end] = caseload[end].wrapping_sub(1);
            }
            ends[lane] = end;
        });
        let number = journey.number + 1;
        // The code of a journey hangs on the block's own, so that journeys have separate dice.
        let code = Key::name_code(journey.code).child(number).code();
        let mut next = Journey { code, number, started: 0, ..journey };
        if let Some(returns) = &plan.returns {
            let key = self.returns.child(journey.code);
            let chance = threshold(from_odds(self.unknowns.returns));
            let back = below(key, place::ACHIEVED, journey.started, chance);
            for_each_wait(back, key, place::WAIT, &returns.gap, |lane, wait| {
                // Support ended with the month before `ends`.
                let start = (ends[lane] + usize::from(wait)).saturating_sub(1);
                if start < last_start {
                    next.started |= 1 << lane;
                    next.start_months[lane] = narrow(start);
                }
            });
        }
        next
    }

    /// Takes a block through the outcomes of one journey.
    fn follow(&mut self, journey: &Journey, people: &mut People) {
        for &line in &self.plan.order {
            let (eligible, opened) = self.open(line, journey);
            self.achieved[line] = 0;
            if eligible == 0 {
                continue;
            }
            let claimed_before = match self.claimed.get(line) {
                Some(claimed) if journey.number > 0 => *claimed,
                _ => 0,
            };
            let key = self.line_keys[line].child(journey.code);
            let step = Step { line, key, base: place::ACHIEVED, claimed_before };
            let achieved = self.thresholds[line].below(key, eligible, &opened);
            self.achieved[line] = self.record(&step, journey, achieved, &opened, people);
            if let Some(repeats) = &self.plan.lines[line].repeats {
                self.repeat(&step, journey, u64::from(repeats.most), people);
            }
        }
    }

    /// Further achievements of a line by those who have just achieved it.
    fn repeat(&mut self, first: &Step, journey: &Journey, most: u64, people: &mut People) {
        let line = first.line;
        let first_months = self.months[line];
        let mut last = self.achieved[line];
        for number in 1..most {
            let step = Step { base: number * place::NEXT_REPEAT, ..*first };
            let again = below(step.key, step.base, last, self.repeat_thresholds[line]);
            if again == 0 {
                break;
            }
            let from = self.months[line];
            last = self.record(&step, journey, again, &from, people);
        }
        // What waits for this line waits for its first achievement.
        self.months[line] = first_months;
    }

    /// Who may achieve a line, and from which month: the earliest of what it waits for.
    fn open(&self, line: usize, journey: &Journey) -> (u64, [u8; 64]) {
        match self.plan.lines[line].after.as_slice() {
            [] => (journey.started, journey.start_months),
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
        journey: &Journey,
        achieved: u64,
        opened: &[u8; 64],
        people: &mut People,
    ) -> u64 {
        let plan = &self.plan.lines[step.line];
        let late = self.plan.n_months;
        let end = if let Stop::Everything(month) = self.stop { month } else { usize::MAX };
        let wait = match &plan.repeats {
            Some(repeats) if step.base > 0 => &repeats.wait,
            _ => &plan.wait,
        };
        let counts = &mut people.achieved[self.row_of(step.line, journey)];
        let months = &mut self.months[step.line];
        let mut kept = achieved;
        for_each_wait(achieved, step.key, step.base + place::WAIT, wait, |lane, wait| {
            let month = (usize::from(opened[lane]) + usize::from(wait)).min(late);
            if month < end {
                counts[month] += 1;
                months[lane] = narrow(month);
            } else {
                kept &= !(1 << lane);
            }
        });
        let verified = below(step.key, step.base + place::VERIFIED, kept, plan.verified);
        self.claim(step, journey, kept, verified, people);
        kept
    }

    /// Settles which achievements can be claimed.
    fn claim(
        &mut self,
        step: &Step,
        journey: &Journey,
        achieved: u64,
        verified: u64,
        people: &mut People,
    ) {
        let barred = &mut people.barred[self.row_of(step.line, journey)];
        let months = &self.months[step.line];
        for lane in each_lane(achieved & !verified) {
            barred[usize::from(months[lane])] += 1;
        }
        let person = |lane: usize| journey.first_person + u32::from(narrow(lane));
        let again = verified & step.claimed_before;
        if let Some(claimed) = self.claimed.get_mut(step.line) {
            // Of two journeys that reach the outcome, the earlier month is claimed.
            let first = &mut self.claim_months[step.line];
            for lane in each_lane(again) {
                barred[usize::from(months[lane].max(first[lane]))] += 1;
                if months[lane] < first[lane] {
                    people.claims.move_to(step.line, person(lane), first[lane], months[lane]);
                    first[lane] = months[lane];
                }
            }
            for lane in each_lane(verified & !*claimed) {
                first[lane] = months[lane];
            }
            *claimed |= verified;
        }
        if self.plan.keeps_claims {
            let class = narrow(self.plan.segments[journey.segment].class);
            let line = u16::try_from(step.line).unwrap_or(u16::MAX);
            people.claims.0.extend(each_lane(verified & !again).map(|lane| PersonClaim {
                month: months[lane],
                line,
                class,
                person: person(lane),
            }));
        }
    }

    /// Where the counts of a line stand for the journey's price class.
    fn row_of(&self, line: usize, journey: &Journey) -> std::ops::Range<usize> {
        let class = self.plan.segments[journey.segment].class;
        let start = (line * self.plan.n_classes() + class) * self.plan.row();
        start..start + self.plan.row()
    }
}

/// A month as a byte: months are at most 241.
fn narrow(month: usize) -> u8 {
    u8::try_from(month).unwrap_or(u8::MAX)
}

/// The set lanes, lowest first.
#[inline]
fn each_lane(mut lanes: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if lanes == 0 {
            return None;
        }
        let lane = lanes.trailing_zeros() as usize;
        lanes &= lanes - 1;
        Some(lane)
    })
}

/// Draws a wait for each set lane; a lane's draw does not depend on the others.
#[inline]
fn for_each_wait(
    lanes: u64,
    key: Key,
    base: u64,
    waiting: &Waiting,
    mut then: impl FnMut(usize, u8),
) {
    if let Some(months) = waiting.fixed() {
        for lane in each_lane(lanes) {
            then(lane, months);
        }
        return;
    }
    // Four draws of 16 bits to a word.
    for quad in 0..16 {
        let set = lanes >> (quad * 4) & 0xf;
        if set == 0 {
            continue;
        }
        let word = key.word(base + quad);
        for lane in each_lane(set) {
            #[expect(clippy::cast_possible_truncation, reason = "sixteen bits of the word")]
            let draw = (word >> (lane * 16)) as u16;
            then(quad as usize * 4 + lane, waiting.months(draw));
        }
    }
}
